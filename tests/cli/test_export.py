"""`sayso export`: where it writes, what it refuses, and what it says."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.export.formats import FORMATS
from sayso.export.tables import csv_file
from sayso.settings import load_settings
from sayso.store import Filters, open_ledger
from tests.export.telling import read_into
from tests.store.made import FIRST_RUN, a_claim, a_report

from .conftest import Run

STORY = Path(__file__).parents[2] / "src/sayso/examples/loikaw-2023-11"
TEXTS = sorted(name for name, form in FORMATS.items() if not form.binary)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a few reports of the packaged story."""
    path = tmp_path_factory.mktemp("cli") / "sayso.db"
    with open_ledger(path) as ledger:
        read_into(ledger, sorted(STORY.glob("*.json"))[:4])
    return path


def log_of(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"{path}.log.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_written_with_its_log(sayso: Run, story: Path, name: str) -> None:
    ran = sayso("export", name, "out", "--ledger", story)
    assert (ran.code, ran.err) == (0, "")
    log = log_of("out")
    assert log["format"] == FORMATS[name].policy
    assert log["policy"].startswith(f"{FORMATS[name].rules}/")
    assert (log["filters"], log["full"], log["last_entry"]) == ({}, False, "2023-12-01")
    assert ran.out.startswith(f"out: {log['rows']} row")
    beside = {"out", "out.log.json"} | ({"out.claims.csv"} if FORMATS[name].traced else set())
    assert {path.name for path in Path().iterdir()} == beside
    assert stat.S_IMODE(Path("out").stat().st_mode) & 0o111 == 0


@pytest.mark.parametrize("name", TEXTS)
def test_texts_go_to_standard_output_and_their_log_aside(sayso: Run, story: Path, name: str) -> None:
    printed = sayso("export", name, "-", "--ledger", story)
    sayso("export", name, "out", "--ledger", story)
    assert printed.code == 0
    assert printed.out == Path("out").read_bytes().decode()
    assert json.loads(printed.err) == log_of("out")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - set(TEXTS)))
def test_what_is_no_text_needs_a_file(sayso: Run, story: Path, name: str) -> None:
    assert sayso("export", name, "-", "--ledger", story) == (
        1,
        "",
        f"-: {name} is no text; give the name of a file\n",
    )


@pytest.mark.parametrize("there", ["out", "out.log.json", "out.claims.csv"])
def test_a_file_that_is_there_is_not_written_over(sayso: Run, story: Path, there: str) -> None:
    Path(there).write_text("mine", "utf-8")
    expected = f"{there}: there is such a file; --force writes over it, or give another name\n"
    assert sayso("export", "acled", "out", "--ledger", story) == (1, "", expected)
    assert [path.name for path in Path().iterdir()] == [there]
    assert Path(there).read_text("utf-8") == "mine"
    assert sayso("export", "acled", "out", "--ledger", story, "--force").code == 0
    assert Path(there).read_text("utf-8") != "mine"


def test_filters_are_those_of_figures_and_stand_in_the_log(sayso: Run, story: Path) -> None:
    sayso(
        "export",
        "claims-csv",
        "out",
        "--ledger",
        story,
        "--kind",
        "killed",
        "--from",
        "2023-11-11",
        "--policy",
        "acled",
    )
    rows = list(csv.DictReader(io.StringIO(Path("out").read_text("utf-8"))))
    assert {row["kind"] for row in rows} == {"killed"}
    assert {row["policy"] for row in rows} == {"acled/1"}
    log = log_of("out")
    assert log["filters"] == {"kind": "killed", "first": "2023-11-11"}
    assert (log["rows"], log["policy"]) == (len(rows), "acled/1")


def test_a_name_that_is_asked_for_does_not_stand_in_the_log(sayso: Run, story: Path) -> None:
    ran = sayso("export", "claims-csv", "out", "--ledger", story, "--text", "Saw Htoo Win")
    assert ran.code == 0
    assert "Htoo" not in Path("out.log.json").read_text("utf-8")


def test_figures_are_those_of_sayso_figures(sayso: Run, story: Path) -> None:
    asked = ("--place", "Loikaw", "--kind", "killed", "--ledger", story)
    sayso("export", "figures-csv", "out", *asked)
    (figure,) = json.loads(sayso("figures", *asked, "--format", "json").out)
    row = next(csv.DictReader(io.StringIO(Path("out").read_text("utf-8"))))
    assert [row[end] for end in ("low", "best", "high")] == [
        "" if figure[end] is None else str(figure[end]) for end in ("low", "best", "high")
    ]


FAULTS = [
    (("geojso", "out"), "'geojso' is none of claims-csv, "),
    (("geojson", "out", "--hxl"), "--hxl: geojson has none; it is for claims-csv, claims-xlsx, figures-csv, figures-xlsx"),
    (("claims-csv", "out", "--legacy"), "--legacy: claims-csv has none; it is for acled"),
    (("claims-csv", "out", "--policy", "aclde"), "--policy: 'aclde' is neither a file .toml nor a policy; did you mean 'acled'?"),
    (("claims-csv", "out", "--kind", "kiled"), "--kind: 'kiled' is none of"),
    (("claims-csv", "nowhere/out"), "nowhere/out: No such file or directory"),
    (("claims-csv", "out", "--ledger", "none.db"), "none.db: "),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fault"), FAULTS)
def test_a_mistake_is_one_line(sayso: Run, story: Path, words: tuple[str, ...], fault: str) -> None:
    ran = sayso("export", *words, *(() if "--ledger" in words else ("--ledger", story)))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(fault)
    assert ran.err.count("\n") == 1
    assert list(Path().iterdir()) == []


class FullDiskError(OSError):
    """What a full disk says."""


@pytest.mark.parametrize("error", [FullDiskError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_leaves_nothing_and_keeps_what_was_there(
    sayso: Run, story: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Any) -> Iterator[str]:
        raise error

    Path("out").write_text("mine", "utf-8")
    monkeypatch.setattr(csv_file, "cells_line", failing)
    if isinstance(error, OSError):
        assert sayso("export", "claims-csv", "out", "--ledger", story, "--force") == (
            1,
            "",
            "out: No space left on device\n",
        )
    else:
        assert sayso("export", "claims-csv", "out", "--ledger", story, "--force").code != 0
    assert [path.name for path in Path().iterdir()] == ["out"]
    assert Path("out").read_text("utf-8") == "mine"


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A ledger of a report that names somebody who was killed."""
    path = tmp_path / "named.db"
    text = "Mg Thein Zaw, 45, was killed with 11 others in Loikaw on Monday, police said."
    report = a_report(text, language="en")
    with open_ledger(path) as ledger:
        ledger.add(report, [a_claim(report, "11 others", value=11)], FIRST_RUN)
    return path


def test_in_full_is_for_leads_and_is_kept(sayso: Run, named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.cli.exporting.login_name", lambda: "Ma Thida")
    told = sayso("export", "claims-csv", "-", "--ledger", named)
    assert "Thein" not in told.out + told.err
    assert json.loads(told.err)["withheld"][0]["rule"] == "victim"
    full = sayso("export", "claims-csv", "-", "--ledger", named, "--full")
    assert "Thein" in full.out
    assert (json.loads(full.err)["full"], json.loads(full.err)["withheld"]) == (True, [])
    with open_ledger(named) as ledger:
        kept = [
            entry for entry in ledger.audit().entries(everything=True).items if entry.kind == "disclosure"
        ]
        assert [entry.who for entry in kept] == ["Ma Thida"]
        assert list(ledger.verify()) == []
    Path("sayso.toml").write_text('leads = ["U Min"]', "utf-8")
    assert load_settings().leads == ("U Min",)
    refused = sayso("export", "claims-csv", "out", "--ledger", named, "--full")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Ma Thida is no lead")
    assert not Path("out").exists()


def test_an_export_is_added_to_an_empty_ledger(sayso: Run, story: Path) -> None:
    sayso("export", "jsonl", "all.jsonl", "--ledger", story, "--full")
    ran = sayso("add", "all.jsonl", STORY / "ap-2023-11-11-kayah-jet.json", "--ledger", "copy.db")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("new: ")
    asked = ("figures", "--format", "json", "--limit", "1000")
    assert sayso(*asked, "--ledger", "copy.db").out == sayso(*asked, "--ledger", story).out
    with open_ledger("copy.db") as ledger:
        assert list(ledger.reports(Filters(last=date(2022, 1, 1)))) == []
    Path("all.jsonl").write_text('{"sayso_export": "jsonl/1"}\n{"decision": 1}\n', "utf-8")
    wrong = sayso("add", "all.jsonl", "--ledger", "copy.db")
    assert (wrong.code, wrong.out) == (1, "left out: 1\n")
    assert wrong.err.startswith("all.jsonl:2: no decision: expected act")
