"""Files, folders and standard input: which are taken, in which order, in which format."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso.read import STANDARD_INPUT, Skipped, Withdrawn, files_of, read, read_each
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
        "y.docx",
    )
    assert names(files_of([tmp_path]), tmp_path) == ["b.txt", "c.jsonl", "a/z.TXT", "a/b/c.json.gz"]


def test_paths_keep_their_order(tmp_path: Path) -> None:
    laid(tmp_path, "b.txt", "a.txt")
    paths = [tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "b.txt"]
    assert list(files_of(paths)) == paths


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    laid(tmp_path, "x.docx")
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


FEED = f"<?xml version='1.0'?>\n<rss><channel><item><description>{TEXT}</description></item></channel></rss>"
STORED = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://clinic.example/\r\nContent-Type: text/plain\r\n"
    f"Content-Length: {len(TEXT)}\r\n\r\n{TEXT}\r\n\r\n"
)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("name", ["report", "report.txt", "report.json", "report.html", "report.xml"])
@pytest.mark.parametrize("content", [FEED, STORED], ids=["feed", "archive"])
def test_what_a_file_begins_with_goes_before_its_suffix(
    content: str, name: str, packed: bool, tmp_path: Path
) -> None:
    raw = content.encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if packed else raw)
    (report,) = read_each([tmp_path / name])
    assert isinstance(report, Report), report
    assert report.text == TEXT


def test_an_archive_comes_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(gzip.compress(STORED.encode()))))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", stdin)
    (report,) = read_each([STANDARD_INPUT])
    assert isinstance(report, Report)
    assert (report.text, report.url) == (TEXT, "https://clinic.example/")


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a"])
def test_a_page_is_no_feed_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    page = f"<?xml version='1.0'?><!DOCTYPE html>{PAGE.replace('</body>', '<p>&lt;rss&gt;</p></body>')}"
    (report,) = read_each([laid(tmp_path, name, content=page) / name])
    assert isinstance(report, Report)
    assert report.text.startswith(TEXT)


def test_a_file_without_a_known_suffix_that_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"%PDF-1.7 broken")
    (skipped,) = read_each([tmp_path / "a"])
    assert str(skipped) == f"{tmp_path / 'a'}: broken PDF"


def test_a_workbook_is_told_to_need_a_mapping(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04...")
    (skipped,) = read_each([tmp_path / "a.xlsx"])
    assert str(skipped).endswith(
        "a.xlsx: an Excel, Word or zip file: a spreadsheet needs a mapping of its columns"
    )


def test_what_an_outlet_took_back_is_no_report(tmp_path: Path) -> None:
    deleted = "<at:deleted-entry ref='tag:1' xmlns:at='http://purl.org/atompub/tombstones/1.0'/>"
    feed = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{deleted}<entry><summary>{TEXT}</summary></entry></feed>"
    )
    path = laid(tmp_path, "a.atom", content=feed) / "a.atom"
    assert [type(item) for item in read_each([path])] == [Report, Withdrawn]
    assert [report.text for report in read(path)] == [TEXT]


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
