"""Whole ledgers in the shapes of ACLED, UCDP GED and IDMC IDU: well formed, and every number followed to quotes."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sayso.export import idu
from sayso.export.conflict import acled, ged
from sayso.export.conflict.events import LeftOut
from sayso.export.source import Source, Written
from sayso.pipeline import answer
from sayso.policy import POLICIES
from sayso.store import Ledger, open_ledger

from .shapes import Row, acled_rows, ged_rows, idu_rows
from .telling import all_events, read_into, source_of

LOIKAW = Path(__file__).parents[2] / "src" / "sayso" / "examples" / "loikaw-2023-11"
SHAPES: Mapping[str, tuple[Any, str, Any]] = {
    "acled": (acled.write, "acled", acled_rows),
    "ged": (ged.write, "ucdp", ged_rows),
    "idu": (idu.write, "sayso", idu_rows),
}
NUMBERS = {
    "acled": ("fatalities",),
    "ged": ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
    "idu": ("figure",),
}
KEYS = {"acled": "event_id_cnty", "ged": "id", "idu": "id"}


@pytest.fixture(scope="module")
def loikaw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The story that `sayso demo` reads."""
    with open_ledger(tmp_path_factory.mktemp("loikaw") / "sayso.db") as ledger:
        yield read_into(ledger, sorted(LOIKAW.glob("*.json")))


@pytest.fixture(scope="module")
def dev1(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """All annotated reports of dev1."""
    with open_ledger(tmp_path_factory.mktemp("dev1") / "sayso.db") as ledger:
        yield read_into(ledger, sorted((gold / "dev1").glob("*.json")))


@pytest.fixture(params=["loikaw", "dev1"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """Each of them."""
    found: Ledger = request.getfixturevalue(request.param)
    return found


def written(source: Source, shape: str) -> tuple[list[Row], list[Row], Written]:
    """The rows of an export, those of the file beside it, and what was left out."""
    write, _, read = SHAPES[shape]
    out, followed = io.StringIO(), io.StringIO()
    told = write(source, out, followed=followed)
    beside = list(csv.DictReader(io.StringIO(followed.getvalue()), strict=True))
    return read(out.getvalue()), beside, told


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_is_followed_to_quotes(ledger: Ledger, shape: str) -> None:
    """Each number that is not nought rests on claims whose quotes stand in their reports."""
    texts = {report.id: report.text for report in ledger.reports()}
    claims = {f"{claim.document}#{claim.id}": claim for claim in ledger.claims()}
    rows, beside, told = written(source_of(ledger, SHAPES[shape][1]), shape)
    assert told.rows == len(rows) > 0
    resting = defaultdict[tuple[str, str], set[str]](set)
    for line in beside:
        claim, text = claims[line["claim"]], texts[claims[line["claim"]].document]
        for quote in claim.quotes():
            assert text[quote.start : quote.end] == quote.text
        resting[line["row"], line["column"]].add(line["claim"])
    by_key = {row[KEYS[shape]]: row for row in rows}
    for line in beside:
        if line["number"]:
            assert by_key[line["row"]][line["column"]] == line["number"]
    for key, row in by_key.items():
        for column in NUMBERS[shape]:
            assert row[column] == "0" or resting[key, column], (key, column)


@pytest.mark.parametrize("shape", ["acled", "ged"])
def test_every_incident_is_an_event_or_counted_as_none(ledger: Ledger, shape: str) -> None:
    source = source_of(ledger, SHAPES[shape][1])
    module = {"acled": acled, "ged": ged}[shape]
    left, told = 0, 0
    for found in all_events(source):
        if isinstance(found, LeftOut):
            left += 1
        else:
            told += sum(module.not_coded(event) is None for event in found)
            left += sum(module.not_coded(event) is not None for event in found)
    rows, _, report = written(source, shape)
    counts = dict(report.left_out)
    counts.pop(ged.OF_SEVERAL, 0)
    without_dead = counts.get(ged.NOBODY_KILLED, 0) if shape == "ged" else 0
    assert sum(counts.values()) == left + without_dead
    assert len(rows) >= told - without_dead


def test_fatalities_are_those_of_sayso_figures(ledger: Ledger) -> None:
    """What falls on the days of an event adds up to the best of its question, under ACLED's rules."""
    source, links = source_of(ledger, "acled"), ledger.linked()
    rows, beside, _ = written(source, "acled")
    whose = {line["claim"].rpartition("#")[2]: line["row"] for line in beside if line["column"] == "event"}
    of_incident = defaultdict[str, int](int)
    for found in all_events(source):
        if isinstance(found, LeftOut):
            continue
        for event in found:
            if acled.not_coded(event) is None:
                told = answer(links, event.question(), POLICIES["acled/1"]).figure
                of_incident[event.incident] += told.best or 0
    assert sum(int(row["fatalities"]) for row in rows) == sum(of_incident.values())
    assert whose


def test_best_low_and_high_are_those_of_sayso_figures(loikaw: Ledger) -> None:
    """Asked as a person would ask: the dead of an event under UCDP's rules."""
    source, links = source_of(loikaw, "ucdp"), loikaw.linked()
    rows, _, _ = written(source, "ged")
    events = [each for found in all_events(source) if not isinstance(found, LeftOut) for each in found]
    figures = [answer(links, each.question(), POLICIES["ucdp/1"]).figure for each in events]
    told = [(each.low, each.best, each.high) for each in figures if each.best]
    seen = [(int(row["low"]), int(row["best"]), int(row["high"])) for row in rows]
    assert sorted(each[:2] for each in seen) == sorted(each[:2] for each in told)
    assert {each for each in told if each[2] is not None} <= set(seen)


@pytest.mark.parametrize(
    ("place", "day", "dyad", "best"),
    [
        ("Loikaw", "2023-11-14", "Government of Myanmar (Burma) - Civilians", "14"),
        ("Madaya", "2023-11-18", "Government of Myanmar (Burma) - Civilians", "6"),
    ],
)
def test_the_loikaw_story_has_its_events(
    loikaw: Ledger, place: str, day: str, dyad: str, best: str
) -> None:  # fmt: skip
    rows, _, _ = written(source_of(loikaw, "ucdp"), "ged")
    seen = [
        (row["dyad_name"], row["best"])
        for row in rows
        if (row["where_coordinates"], row["date_start"]) == (place, day)
    ]
    assert seen == [(dyad, best)]


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_do_not_depend_on_the_order_of_reports(
    loikaw: Ledger, shape: str, tmp_path: Path
) -> None:  # fmt: skip
    with open_ledger(tmp_path / "other.db") as other:
        read_into(other, sorted(LOIKAW.glob("*.json"), reverse=True))
        turned = written(source_of(other, SHAPES[shape][1]), shape)
    assert written(source_of(loikaw, SHAPES[shape][1]), shape) == turned


@pytest.mark.parametrize("shape", SHAPES)
def test_filters_choose_the_incidents(loikaw: Ledger, shape: str) -> None:
    rows, _, _ = written(source_of(loikaw, SHAPES[shape][1], place="Madaya"), shape)
    column = "locations_name" if shape == "idu" else "location" if shape == "acled" else "where_coordinates"
    assert {row[column] for row in rows} == {"Madaya"}
