"""`sayso compare`, and `sayso add` of a data set's file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sayso.store import Ledger
from tests.cli.conftest import Run
from tests.compare.conftest import DEAD, own_rows, strike
from tests.compare.rows import ACLED, GED, write_rows

TOLD = "Jets killed 12 civilians in Loikaw, Kayah State, on 14 November 2023."
BAD = {"id": "bad", "where_prec": "9"}


@pytest.fixture
def planted(struck: Ledger, tmp_path: Path) -> Path:
    """The ledger's own events, one with another number, without the last one, and a row that cannot be read."""
    rows = own_rows(struck, "ged")
    rows[0] |= {"best": "19", "high": "19"}
    return write_rows(tmp_path / "planted.csv", *rows[:-1], rows[1] | BAD)


def test_a_table_has_what_is_not_the_same(sayso: Run, struck_at: Path, planted: Path) -> None:
    found = sayso("compare", planted, "--ledger", struck_at)
    assert found.code == 1
    assert found.err == f"{planted}:9: where_prec '9': expected 1, 2, 3, 4, 5, 6 or 7\n"
    lines = found.out.splitlines()
    assert sum(line.startswith("differs") for line in lines) == 1
    assert sum(line.startswith("missing there") for line in lines) == 1
    assert "number: theirs is 19, outside ours, 12" in found.out
    assert f"{len(DEAD) - 2} same (--all shows them); 1 differs; 0 missing here; 1 missing there" in found.out
    assert "left out: 1 row that cannot be read" in found.out
    whole = sayso("compare", planted, "--all", "--ledger", struck_at)
    assert sum(line.startswith("same") for line in whole.out.splitlines()) == len(DEAD) - 2


def test_data_for_programs(sayso: Run, struck_at: Path, planted: Path) -> None:
    whole = json.loads(sayso("compare", planted, "--format", "json", "--ledger", struck_at).out)
    assert (whole["dataset"], whole["policy"]) == ("UCDP GED", "ucdp/1")
    assert whole["summary"]["missing there"] == len(whole["summary"]["unread"]) == 1
    records = list(csv.DictReader(io.StringIO(
        sayso("compare", planted, "--format", "csv", "--ledger", struck_at).out
    )))  # fmt: skip
    assert [each["verdict"] for each in records] == [each["verdict"] for each in whole["findings"]]
    differing = next(each for each in records if each["verdict"] == "differs")
    assert (differing["differs_in"], differing["their_best"], differing["our_best"]) == ("number", "19", "12")
    assert differing["our_claims"].startswith(strike(0).id)


def test_other_rules_are_asked_for(sayso: Run, struck_at: Path, planted: Path) -> None:
    whole = sayso("compare", planted, "--policy", "airwars", "--format", "json", "--ledger", struck_at)
    assert json.loads(whole.out)["policy"] == "airwars/1"


def test_what_is_no_file_of_events_is_told_in_a_line(sayso: Run, struck_at: Path, tmp_path: Path) -> None:
    other = write_rows(tmp_path / "other.csv", {"name": "x"})
    found = sayso("compare", other, "--ledger", struck_at)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(f"{other}:1: neither ACLED nor UCDP GED: expected the columns")
    assert sayso("compare", "none.csv", "--ledger", struck_at).err == "none.csv: No such file or directory\n"
    missing = sayso("compare", other, "--as", "ged", "--ledger", struck_at)
    assert missing.err.startswith(f"{other}:1: no column id, date_start, date_end, country, best")


def test_a_file_that_is_added_is_recognised_and_no_source_beside_reports(
    sayso: Run,
    tmp_path: Path,
) -> None:
    (tmp_path / "report.txt").write_text(TOLD, "utf-8")
    assert sayso("add", "report.txt", "--published", "2023-11-20", "--outlet", "Example Wire").code == 0
    rows = write_rows(tmp_path / "rows.csv", GED, GED | {"id": "2", "best": "x"})
    acled = write_rows(tmp_path / "acled.csv", ACLED)
    added = sayso("add", rows, acled)
    assert (added.code, added.out) == (1, "new: 2 reports, 3 claims\nleft out: 1\n")
    assert added.err == f"{rows}:3: best 'x': expected a whole number from 0 up\n"
    assert sayso("add", acled, "--as", "acled").out == "known already: 1 report\n"
    figures = json.loads(sayso("figures", "--kind", "killed", "--place", "Loikaw", "--format", "json").out)
    assert [each["origins"] for each in figures] == [1]
    assert [voice["origin"] for voice in figures[0]["voices"]] == ["Example Wire"]
    again = sayso("reread")
    assert again.code == 0
    compared = json.loads(sayso("compare", rows, "--format", "json").out)
    assert [each["verdict"] for each in compared["findings"]] == ["same"]
    assert compared["findings"][0]["ours"][0]["claims"][0].startswith("report-")


def test_as_is_held_to_its_columns(sayso: Run, tmp_path: Path) -> None:
    acled = write_rows(tmp_path / "acled.csv", ACLED)
    added = sayso("add", acled, "--as", "ged")
    assert (added.code, added.out) == (1, "left out: 1\n")
    assert added.err.startswith(f"{acled}:1: no column id, date_start, date_end, best")
    for other in (("--mapping", "m.toml"), ("--url", "https://example.org/1")):
        assert sayso("add", acled, "--as", "ged", *other).code == 2
