"""Files, folders and standard input: which are taken, in which order, in which format."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso.read import STANDARD_INPUT, Skipped, files_of, read_each
from sayso.records import Report

TEXT = "Two people were killed by a mine near the town of Demoso on Monday, a nurse said."
OBJECT = json.dumps({"id": "r", "text": TEXT})
PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT} The road is closed.</p></article></body></html>"


def laid(folder: Path, *names: str, content: str = TEXT) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def names(found: object, root: Path) -> list[str]:
    return [each.relative_to(root).as_posix() for each in found]  # type: ignore[attr-defined]


def test_a_folder_is_searched_through_in_the_order_of_names(tmp_path: Path) -> None:
    laid(
        tmp_path,
        "b.txt",
        "a/z.TXT",
        "a/b/c.json.gz",
        "c.jsonl",
        ".hidden.txt",
        ".git/x.txt",
        "x.figures",
        "y.pdf",
    )
    assert names(files_of([tmp_path]), tmp_path) == ["b.txt", "c.jsonl", "a/z.TXT", "a/b/c.json.gz"]


def test_paths_keep_their_order(tmp_path: Path) -> None:
    laid(tmp_path, "b.txt", "a.txt")
    paths = [tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "b.txt"]
    assert list(files_of(paths)) == paths


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    laid(tmp_path, "x.pdf")
    (skipped,) = files_of([tmp_path])
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("a folder without reports")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    laid(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    found = [item if isinstance(item, Skipped) else item.text for item in read_each(files_of([tmp_path]))]
    assert found[0] == TEXT
    assert isinstance(found[1], Skipped)
    assert len(found) == 2


def test_the_others_are_read_where_one_is_missing(tmp_path: Path) -> None:
    laid(tmp_path, "a.txt", "b.txt")
    paths = [tmp_path / name for name in ("a.txt", "none.txt", "b.txt")]
    found = [type(item) for item in read_each(files_of(paths))]
    assert found == [Report, Skipped, Report]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    path = laid(tmp_path, "a.txt") / "a.txt"
    path.chmod(0)
    (skipped,) = read_each(files_of([path]))
    assert str(skipped) == f"{path}: Permission denied"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT, TEXT),
        (OBJECT, TEXT),
        (f"{OBJECT}\n{{broken\n", TEXT),
        (json.dumps({"text": TEXT}, indent=1), TEXT),
        (f"[{OBJECT}]", TEXT),
        (f"\n  {PAGE}", TEXT),
        ("[Update] " + TEXT, "[Update] " + TEXT),
        ("{sic} " + TEXT, "{sic} " + TEXT),
        ("<b> " + TEXT, "<b> " + TEXT),
        ("\ufeff" + OBJECT, TEXT),
    ],
)
@pytest.mark.parametrize("through", ["stdin", "no suffix"])
def test_a_format_is_told_by_how_it_begins(
    content: str, expected: str, through: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = STANDARD_INPUT
    if through == "stdin":
        stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))  # type: ignore[arg-type]
        monkeypatch.setattr(sys, "stdin", stdin)
    else:
        path = laid(tmp_path, "report", content=content) / "report"
    first, *_ = read_each(files_of([path]))
    assert isinstance(first, Report)
    assert first.text.startswith(expected)


def test_standard_input_has_a_name_to_go_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"\xff"))))  # type: ignore[arg-type]
    assert [str(item) for item in read_each(files_of(["-"]))] == ["stdin:1: not UTF-8: byte 0xff"]


def test_bytes_done_add_up_to_the_files(tmp_path: Path) -> None:
    laid(tmp_path, "a.txt", "b.html", content=PAGE)
    laid(tmp_path, "c.jsonl", content=f"{OBJECT}\n" * 3)
    done: list[int] = []
    assert len(list(read_each(files_of([tmp_path]), advance=done.append))) == 5
    assert sum(done) == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_ten_megabytes_on_one_line_are_one_report(tmp_path: Path) -> None:
    text = TEXT.replace(".", ";") * (10_000_000 // len(TEXT))
    (report,) = read_each(files_of([laid(tmp_path, "a.txt", content=text) / "a.txt"]))
    assert isinstance(report, Report)
    assert report.text == text
