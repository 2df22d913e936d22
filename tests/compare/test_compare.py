"""What a data set's file and a ledger have in common, and what not: nothing more is found than is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.compare.nearness import codes_of
from sayso.compare.rows import COLUMNS, comparison_row, finding_row, findings_csv
from sayso.read.coded import Dataset
from sayso.store import Ledger
from tests.compare.conftest import DEAD, FIRST, held_against, own_rows
from tests.compare.rows import write_rows

Rows = list[dict[str, str]]
BOTH: tuple[Dataset, ...] = ("acled", "ged")
NUMBER = {"acled": ("fatalities",), "ged": ("best", "high", "low", "deaths_civilians")}
DAYS = {"acled": ("event_date",), "ged": ("date_start", "date_end")}
PLACE = {"acled": "location", "ged": "where_coordinates"}
NAME = {"acled": "event_id_cnty", "ged": "id"}


def _changed(rows: Rows, dataset: Dataset, number: int, dead: int) -> None:
    rows[number] |= dict.fromkeys(NUMBER[dataset], str(dead))


def _moved(rows: Rows, dataset: Dataset, number: int, day: str) -> None:
    rows[number] |= dict.fromkeys(DAYS[dataset], day)


def _elsewhere(rows: Rows, dataset: Dataset, number: int) -> None:
    rows[number] |= {PLACE[dataset]: "Made-up village", "latitude": "22.700", "longitude": "97.600"}


def _plant(rows: Rows, dataset: Dataset) -> None:
    """A number changed, a day moved, a place moved, an event removed, an event added."""
    _changed(rows, dataset, 0, DEAD[0] + 8)
    _moved(rows, dataset, 1, "2023-11-21")
    _elsewhere(rows, dataset, 3)
    added = (
        rows[5]
        | {NAME[dataset]: "added", "latitude": "16.05", "longitude": "97.2"}
        | dict.fromkeys(DAYS[dataset], "2024-02-01")
    )
    del rows[4]
    rows.append(added)


@pytest.mark.parametrize("dataset", BOTH)
def test_the_ledgers_own_events_are_the_same(struck: Ledger, dataset: Dataset, tmp_path: Path) -> None:
    rows = own_rows(struck, dataset)
    assert len(rows) == len(DEAD)
    found = held_against(struck, dataset, write_rows(tmp_path / "own.csv", *rows))
    assert [each.verdict for each in found.findings] == ["same"] * len(DEAD)
    assert (found.left_out, found.outside, found.unread) == ({}, 0, ())


@pytest.mark.parametrize("dataset", BOTH)
def test_five_that_were_planted_are_found_and_only_they(
    struck: Ledger, dataset: Dataset, tmp_path: Path
) -> None:
    rows = own_rows(struck, dataset)
    gone = rows[4][PLACE[dataset]]
    _plant(rows, dataset)
    found = held_against(struck, dataset, write_rows(tmp_path / "planted.csv", *rows))
    assert found.count("same") == len(DEAD) - 4
    told = {
        (each.verdict, *(one.about for one in each.differences)): each
        for each in found.findings
        if each.verdict != "same"
    }
    assert set(told) == {
        ("differs", "number"), ("differs", "day"), ("differs", "place"), ("missing here",),
        ("missing there",),
    }  # fmt: skip
    assert len(found.findings) == len(DEAD) + 1
    assert told["missing here",].theirs[0].id == "added"
    assert told["missing there",].ours[0].event.place.name == gone
    assert told["differs", "day"].differences[0].told == "theirs is 2 days later"
    assert told["differs", "number"].differences[0].told == "theirs is 20, outside ours, 12"
    assert told["differs", "place"].differences[0].told.startswith("theirs, Made-up village, is 3")


CASES: dict[str, tuple[Callable[[Rows, Dataset], None], str, str]] = {
    "a number that the words bound from below alone is within ours": (
        lambda rows, dataset: _changed(rows, dataset, 2, 40), "number", "within ours, 31 or more",
    ),
    "a day in the week that a row tells is the same": (
        lambda rows, _: rows[0].update(
            {"event_date": "2023-11-04", "time_precision": "2", "date_start": "2023-10-30",
             "date_end": "2023-11-05", "date_prec": "3"}
        ), "", "",
    ),
    "a town in the division that a row tells is the same": (
        lambda rows, _: rows[0].update({"latitude": "19.0", "geo_precision": "3", "where_prec": "4"}), "", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("dataset", BOTH)
@pytest.mark.parametrize("case", CASES)
def test_tolerance_is_as_wide_as_both_tell(
    struck: Ledger, case: str, dataset: Dataset, tmp_path: Path
) -> None:
    change, about, told = CASES[case]
    rows = own_rows(struck, dataset)
    columns = set(rows[0])
    change(rows, dataset)
    rows = [{column: cell for column, cell in row.items() if column in columns} for row in rows]
    found = held_against(struck, dataset, write_rows(tmp_path / "case.csv", *rows))
    differing = [one for each in found.findings for one in each.differences]
    assert [each.about for each in differing] == ([about] if about else [])
    assert all(told in each.told for each in differing)
    assert found.count("missing here") == found.count("missing there") == 0


def test_reasons_are_told(struck: Ledger, tmp_path: Path) -> None:
    rows = own_rows(struck, "ged")
    _changed(rows, "ged", 2, 40)
    rows[2] |= {
        "event_clarity": "2",
        "source_article": '"Wire,2023-11-20,A strike"',
        "source_date": "",
        "source_office": "",
    }
    rows[2] |= {"source_date": "2023-12-01"}
    found = held_against(struck, "ged", write_rows(tmp_path / "reasons.csv", *rows))
    (finding,) = [each for each in found.findings if each.differences]
    told = {reason.kind: reason.told for reason in finding.differences[0].reasons}
    assert told["aggregate"] == "their row puts several happenings, or several days, together"
    assert told["hedge"] == "ours is told as at least so many, no exact number"
    assert told["later report"] == (
        "ours rests on the town's rescue team (Example Times Monywa, 7 Dec 2023), published after 1 Dec 2023, "
        "their last source"
    )


def test_a_zero_of_acled_is_told_as_its_rule(struck: Ledger, tmp_path: Path) -> None:
    rows = own_rows(struck, "acled")
    _changed(rows, "acled", 6, 0)
    found = held_against(struck, "acled", write_rows(tmp_path / "zero.csv", *rows))
    (finding,) = [each for each in found.findings if each.differences]
    assert finding.differences[0].reasons[0].kind == "policy"


def test_days_of_one_event_are_added_up(struck: Ledger, tmp_path: Path) -> None:
    """A row of several days stands for the events of ours on them, where the data set says so."""
    rows = own_rows(struck, "ged")
    last = rows[7]["date_end"]
    rows[6] |= {"date_end": last, "date_prec": "4", "event_clarity": "2", "where_prec": "6", "best": "26"}
    rows[6] |= {"high": "26", "low": "26"}
    del rows[7]
    found = held_against(struck, "ged", write_rows(tmp_path / "joined.csv", *rows))
    joined = [each for each in found.findings if len(each.ours) > 1]
    assert [(len(each.ours), each.verdict) for each in joined] == [(2, "same")]
    assert found.count("missing there") == 0


def test_rows_of_other_countries_and_days_are_not_looked_at(struck: Ledger, tmp_path: Path) -> None:
    rows = own_rows(struck, "ged")
    far: dict[str, Any] = {"id": "far", "country": "Sudan", "latitude": "15.6", "longitude": "32.5"}
    old = {"id": "old", "date_start": "1999-01-01", "date_end": "1999-01-01"}
    found = held_against(struck, "ged", write_rows(tmp_path / "far.csv", *rows, rows[0] | far, rows[0] | old))
    assert found.outside == 2
    assert found.count("same") == len(DEAD)


@pytest.mark.parametrize(
    ("asked", "same"),
    [({"place": "Loikaw"}, 1), ({"first": FIRST, "last": FIRST}, 1), ({"by": "Myanmar Armed Forces"}, 8)],
)
def test_filters_ask_of_both_sides(struck: Ledger, asked: dict[str, Any], same: int, tmp_path: Path) -> None:
    found = held_against(struck, "ged", write_rows(tmp_path / "own.csv", *own_rows(struck, "ged")), **asked)
    assert found.count("same") == len(found.findings) == same
    assert found.outside == len(DEAD) - same


def test_as_data_every_finding_is_whole(struck: Ledger, tmp_path: Path) -> None:
    rows = own_rows(struck, "ged")
    _plant(rows, "ged")
    found = held_against(struck, "ged", write_rows(tmp_path / "planted.csv", *rows))
    whole = comparison_row(found)
    assert whole["summary"]["differs"] == 3
    assert whole["findings"] == [finding_row(each) for each in found.findings]
    lines = findings_csv(found).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == len(found.findings) + 1


def test_other_actors_are_a_reason_and_hold_off_what_is_only_near(struck: Ledger, tmp_path: Path) -> None:
    rows = own_rows(struck, "ged")
    others = {"side_a": "Government of Thailand", "side_b": "Government of Laos"}
    _changed(rows, "ged", 0, 20)
    rows[0] |= others
    rows[1] |= others
    _moved(rows, "ged", 1, "2023-11-21")
    found = held_against(struck, "ged", write_rows(tmp_path / "others.csv", *rows))
    (finding,) = [each for each in found.findings if each.differences]
    assert finding.differences[0].reasons[0].told == (
        "theirs is between Government of Thailand and Government of Laos"
    )
    assert (found.count("missing here"), found.count("missing there")) == (1, 1)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Myanmar (Burma)", {"MM"}),
        ("Myanmar", {"MM"}),
        ("Democratic Republic of Congo", {"CD"}),
        ("Atlantis", set()),
    ],
)
def test_countries_go_by_the_names_of_the_data_sets(name: str, codes: set[str]) -> None:
    assert codes_of(name) == codes
