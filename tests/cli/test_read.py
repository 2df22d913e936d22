"""`sayso read`: formats, what it says about what it could not read, and that the others are read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "Two people were killed by a mine near the town of Demoso on Monday, a nurse said."
REPORT = {
    "id": "clinic-1", "outlet": "Clinic Notes", "published": "2023-11-21", "title": "Mine kills two", "text": TEXT,
}  # fmt: skip
Run = Callable[..., Any]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(REPORT))
    return path


def test_the_table_answers_every_question(sayso: Run, report: Path) -> None:
    ran = sayso("read", report)
    assert (ran.code, ran.err) == (0, "")
    assert "Clinic Notes  21 Nov 2023  Mine kills two" in ran.out
    for words in ("killed", "Two", "people", "20 Nov", "nurse", "1 claim in 1 report", "who says so"):
        assert words in ran.out
    assert not any(line.endswith(" ") for line in ran.out.splitlines())


def test_a_retold_report_never_passes_for_the_outlets_words(sayso: Run, tmp_path: Path) -> None:
    path = tmp_path / "retold.json"
    path.write_text(json.dumps({**REPORT, "retold": True, "facts_from": ["https://example.org"]}))
    ran = sayso("read", path)
    assert "retold from facts reported by Clinic Notes; not Clinic Notes's text" in ran.out


def test_explain_shows_evidence_rules_and_meaning(sayso: Run, report: Path) -> None:
    ran = sayso("read", report, "--explain")
    assert "taken to mean 2 people" in ran.out
    assert f"“{TEXT}”" in ran.out
    assert "rules: killed." in ran.out


def test_jsonl_is_one_claim_a_line(sayso: Run, report: Path) -> None:
    ran = sayso("read", report, "--format", "jsonl")
    (row,) = map(json.loads, ran.out.splitlines())
    assert (row["document"], row["kind"], row["quantity"]["value"]) == ("clinic-1", "killed", 2)
    assert TEXT[row["quantity"]["start"] : row["quantity"]["end"]] == row["quantity"]["text"] == "Two"


def test_csv_has_a_header_even_without_claims(sayso: Run, report: Path, tmp_path: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(sayso("read", report, "--format", "csv").out))
    assert (row["document"], row["quantity_value"]) == ("clinic-1", "2")
    (tmp_path / "none.txt").write_text("It rained on the town for most of the day, and that was all.")
    assert sayso("read", tmp_path / "none.txt", "--format", "csv").out.startswith("document,id,kind,")


def test_standard_input_with_day_and_outlet(sayso: Run) -> None:
    ran = sayso("read", "-", "--published", "2023-11-21", "--outlet", "Clinic Notes", stdin=TEXT.encode())
    assert ran.code == 0
    assert "Clinic Notes  21 Nov 2023" in ran.out
    assert "20 Nov" in ran.out


def test_without_a_day_the_header_says_so(sayso: Run) -> None:
    ran = sayso("read", "-", stdin=TEXT.encode())
    assert ran.code == 0
    assert "undated" in ran.out
    assert "? the report does not tell the day it was published" in ran.out


def test_bad_input_is_told_in_one_line_each_and_the_others_are_read(sayso: Run, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps(REPORT))
    (tmp_path / "latin.txt").write_bytes(b"Two killed in L\xf6ikaw")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bare").mkdir()
    (tmp_path / "batch.jsonl").write_text('{"text": "x", "published": "soon"}\n{oops\n')
    (tmp_path / "french.txt").write_text(
        "Au moins douze personnes ont été tuées hier dans une attaque contre le marché de la ville."
    )
    names = ("none.txt", "latin.txt", "empty.txt", "bare", "batch.jsonl", "french.txt", "report.json")
    ran = sayso("read", *names, "--format", "jsonl")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    *told, summary = ran.err.splitlines()
    assert told == [
        "none.txt: no such file or folder",
        "latin.txt:1: not UTF-8: byte 0xf6",
        "empty.txt: empty text",
        (
            "bare: a folder without reports: nothing in it ends in "
            ".txt, .text, .html, .htm, .xhtml, .json, .jsonl, .ndjson, .rss, .atom, .xml, "
            ".warc, .pdf (or .gz of these)"
        ),
        "batch.jsonl:1: wrong published: expected a day (2023-11-21) or a time with its zone, found 'soon'",
        "batch.jsonl:2: broken JSON: Expecting property name enclosed in double quotes",
        f"{_id_of(tmp_path / 'french.txt')}: written in another language (fr): kept, no claims read",
    ]
    assert summary == (
        "left out 7, read 1: no such file or folder (1), not UTF-8 (1), empty text (1), a folder without reports (1), "
        "wrong published (1), broken JSON (1), another language (1)"
    )


def _id_of(path: Path) -> str:
    from sayso import read

    return next(read(path)).id


def test_what_is_not_about_harm_is_counted(sayso: Run, report: Path, tmp_path: Path) -> None:
    for name in ("rain", "sun"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} was over the town for most of the day. " * 20)
    ran = sayso("read", report, "rain.txt", "sun.txt", "--format", "jsonl")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    assert ran.err == "no claims: not about harm (2)\n"


def test_what_was_cut_is_told(sayso: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sayso.pipeline", "sayso.intake.batch"):
        monkeypatch.setattr(f"{module}.MAX_READ", 80)
    assert sayso("read", report).err == "clinic-1: only its first 80 characters were read\n"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_an_outlet_took_back_is_told(sayso: Run, tmp_path: Path, jobs: int) -> None:
    deleted = "<at:deleted-entry ref='tag:1' xmlns:at='http://purl.org/atompub/tombstones/1.0'/>"
    entry = f"<entry><summary>{TEXT}</summary></entry>"
    (tmp_path / "a.atom").write_text(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}{deleted}</feed>")
    ran = sayso("read", "a.atom", "--format", "jsonl", "--jobs", jobs)
    assert (ran.code, ran.err) == (0, "a.atom: withdrawn by its outlet: tag:1\n")
    assert len(ran.out.splitlines()) == 1


def test_one_missing_file_is_one_line(sayso: Run) -> None:
    assert sayso("read", "none.txt") == (1, "", "none.txt: no such file or folder\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--published", "2023-02-30"), "--published: '2023-02-30' is no day; expected one like 2023-11-21"),
        (("--lexicon", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_wrong_options_are_told_in_one_line(
    sayso: Run, report: Path, words: tuple[str, ...], told: str
) -> None:
    assert sayso("read", report, *words) == (1, "", f"{told}\n")


def test_settings_come_from_the_folder(sayso: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_text("max_report_bytes = 10\n")
    assert sayso("read", report).err == f"{report}:1: larger than max_report_bytes (10)\n"
    (tmp_path / "sayso.toml").write_text("\nmax_report_byte = 10\n")
    assert sayso("read", report) == (
        1, "", "sayso.toml:2: unknown setting 'max_report_byte'; did you mean 'max_report_bytes'?\n",
    )  # fmt: skip


def test_several_processes_keep_the_order(sayso: Run, tmp_path: Path) -> None:
    lines = [json.dumps({**REPORT, "id": f"r{number}"}) for number in range(40)]
    lines.insert(20, "{oops")
    (tmp_path / "batch.jsonl").write_text("\n".join(lines))
    ran = sayso("read", "batch.jsonl", "--format", "jsonl", "--jobs", 2)
    assert [json.loads(line)["document"] for line in ran.out.splitlines()] == [
        f"r{number}" for number in range(40)
    ]
    assert ran.err.startswith("batch.jsonl:21: broken JSON")


def test_nothing_in_a_report_is_obeyed_by_the_terminal(sayso: Run, tmp_path: Path) -> None:
    hostile = {
        **REPORT,
        "outlet": "\x1b[2J[bold]Outlet",
        "title": "\u202eeltit\r\n[/]",
        "text": TEXT.replace("nurse", "nurse\x1b[31m"),
    }
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(hostile))
    for option in ("--explain", "--format=table"):
        ran = sayso("read", path, option)
        assert ran.code == 0
        assert "[bold]Outlet" in ran.out
        assert not set("\x1b\r\u202e") & set(ran.out)
