"""The public row: fields, order and values as published; JSONL and CSV carry them whole."""

from __future__ import annotations

import csv as reader
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import rows
from sayso.export import csv, jsonl
from sayso.pipeline import extract
from sayso.read import Given
from sayso.read.report import Known, Source, report_of
from sayso.records import Attribution, Claim, Doer, Doubt, Harmed, Period, Place, Quantity, Quote, Report

EVIDENCE = "More than 200 junta troops were killed in Loikaw on Tuesday, the KNDF said."
CLAIM = Claim(
    document="irrawaddy-2023-11-21",
    id="9f2c000000000000",
    kind="killed",
    quantity=Quantity("More than 200", 0, 13, 200.0, "more_than"),
    evidence=Quote(EVIDENCE, 0, len(EVIDENCE)),
    whom=Harmed("junta troops", 14, 26, "combatant", ("men",), "mm-army"),
    by=Doer("KNDF", 65, 69),
    means="ground",
    where=(Place("Loikaw", 42, 48, "Loikaw", 19.67, 97.21, "MM", "Kayah State", None, "town", 1309793),),
    when=Period("on Tuesday", 49, 59, date(2023, 11, 21), date(2023, 11, 21)),
    told=Period("on Tuesday", 49, 59, date(2023, 11, 21), None),
    source=Attribution(
        "KNDF", 65, 69, "said", "claimed", ("spokesman",), None, "The Irrawaddy", "enemy_loss"
    ),
    mentions=(Quote("Loikaw", 42, 48),),
    rules=("killed.kill", "number.digits"),
    doubts=(Doubt("when", "Tuesday of which week"),),
)

PUBLISHED = {
    "document": "irrawaddy-2023-11-21", "id": "9f2c000000000000", "kind": "killed",
    "quantity": {"text": "More than 200", "start": 0, "end": 13, "value": 200, "value_high": None, "hedge": "more_than", "unit": "people", "partial": False, "low": 201, "high": None},
    "measure": "flow", "state": "current",
    "told": {"text": "on Tuesday", "start": 49, "end": 59, "from": "2023-11-21", "to": None},
    "whom": {"text": "junta troops", "start": 14, "end": 26, "class": "combatant", "groups": ["men"], "party": "mm-army"},
    "by": {"text": "KNDF", "start": 65, "end": 69, "party": None}, "means": "ground",
    "where": [{"text": "Loikaw", "start": 42, "end": 48, "name": "Loikaw", "latitude": 19.67, "longitude": 97.21, "country": "MM", "admin1": "Kayah State", "admin2": None, "precision": "town", "geonames_id": 1309793}],
    "when": {"text": "on Tuesday", "start": 49, "end": 59, "from": "2023-11-21", "to": "2023-11-21", "precision": "day"},
    "source": {"text": "KNDF", "start": 65, "end": 69, "verb": "said", "stance": "claimed", "chain": ["spokesman"], "party": None, "outlet": "The Irrawaddy", "interest": "enemy_loss"},
    "part_of": None, "incident": None, "mentions": [{"start": 42, "end": 48}],
    "evidence": {"start": 0, "end": len(EVIDENCE), "text": EVIDENCE}, "policy": "sayso/1",
    "rules": ["killed.kill", "number.digits"], "doubts": [{"about": "when", "reason": "Tuesday of which week"}],
}  # fmt: skip


def same_order(left: Any, right: Any) -> bool:
    """Are all keys in the same order, all the way down?"""
    return json.dumps(left) == json.dumps(right)


def test_the_row_is_the_published_format() -> None:
    row = rows.row(CLAIM)
    assert row == PUBLISHED
    assert same_order(row, PUBLISHED)


def test_what_is_not_told_is_null() -> None:
    bare = Claim("d", "i", "killed", Quantity("two", 0, 3, 2, "exact"), Quote("two", 0, 3))
    row = rows.row(bare)
    assert [
        row[slot] for slot in ("whom", "by", "means", "when", "told", "source", "part_of", "incident")
    ] == [None] * 8
    assert [row[slot] for slot in ("where", "mentions", "rules", "doubts")] == [[]] * 4


def test_words_that_are_not_there_stand_nowhere() -> None:
    claim = replace(CLAIM, whom=Harmed(None, 0, 0, "unclear"))
    assert rows.row(claim)["whom"] == {
        "text": None, "start": None, "end": None, "class": "unclear", "groups": [], "party": None,
    }  # fmt: skip


@pytest.mark.parametrize("days", [(None, None), (date(2023, 11, 11), None)])
def test_a_time_without_days_is_null(days: tuple[date | None, date | None]) -> None:
    assert rows.row(replace(CLAIM, when=Period("on Tuesday", 49, 59, *days)))["when"] is None


def test_a_range_keeps_its_high_end() -> None:
    row = rows.row(replace(CLAIM, quantity=Quantity("30 to 40.5", 0, 10, 30.0, "range", 40.5)))
    assert {name: row["quantity"][name] for name in ("value", "value_high", "low", "high")} == {
        "value": 30, "value_high": 40.5, "low": 30, "high": 40.5,
    }  # fmt: skip


def cells(claim: Claim) -> dict[str, str]:
    header, row = reader.reader(io.StringIO(csv.header() + csv.line(claim), newline=""))
    return dict(zip(header, row, strict=True))


def test_csv_has_a_column_for_every_published_field() -> None:
    flat = [
        f"{slot}_{field}" if isinstance(value, dict) else slot
        for slot, whole in PUBLISHED.items()
        for value in (whole[0] if isinstance(whole, list) and isinstance(whole[0], dict) else whole,)
        for field in (value if isinstance(value, dict) else [slot])
    ]
    assert list(csv.COLUMNS) == flat


def test_csv_holds_the_same_values() -> None:
    row = cells(CLAIM)
    assert (row["quantity_value"], row["quantity_low"], row["quantity_high"]) == ("200", "201", "")
    assert (row["quantity_partial"], row["when_from"], row["source_chain"]) == (
        "false",
        "2023-11-21",
        "spokesman",
    )
    assert (row["where_longitude"], row["doubts_about"], row["rules"]) == (
        "97.21",
        "when",
        "killed.kill; number.digits",
    )


def test_lists_keep_their_order_in_each_column() -> None:
    places = (Place("Hroza", 0, 5), Place("Loikaw", 42, 48, "Loikaw", -19.67, 97.21))
    row = cells(replace(CLAIM, where=places, mentions=()))
    assert (row["where_text"], row["where_name"], row["where_start"]) == (
        "Hroza; Loikaw",
        "; Loikaw",
        "0; 42",
    )
    assert (row["where_latitude"], row["where_country"], row["mentions_start"]) == ("; -19.67", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_spreadsheet_gets_no_formula_from_a_report(text: str) -> None:
    claim = replace(CLAIM, document=text, where=(Place(text, 0, 2),))
    row = cells(claim)
    assert row["document"] == row["where_text"] == f"'{text}"
    assert json.loads(jsonl.line(claim))["document"] == text


@given(st.text())
def test_any_text_stays_on_one_line_of_jsonl(text: str) -> None:
    line = jsonl.line(replace(CLAIM, evidence=Quote(text, 0, len(text)), document=text))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["evidence"]["text"] == text


@given(st.text())
def test_any_text_stays_in_its_cell(text: str) -> None:
    assert cells(replace(CLAIM, evidence=Quote(text, 0, len(text))))["evidence_text"].removeprefix(
        "'"
    ) == text.removeprefix("'")


PIECES = (
    "Two people were killed in Loikaw on Monday", "at least 12 soldiers were wounded", "၅၃ ဦး သေဆုံး", "قُتل 3 أشخاص", "🕯️ 5 dead",
    ", the KNDF said. ", "\r\n", "\0", "\u200b", "\u202e", "\u2028", "“", "”", "e\u0301", "İ", "ß", "\ufeff", "½", "１２ killed", "²",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map("".join))
def test_every_quote_is_what_stands_in_the_text(text: str) -> None:
    report = report_of(text, Source("a", "a", Given(date(2023, 11, 21))), Known(language="en"))
    if not isinstance(report, Report):
        return
    for claim in extract(report):
        assert all(report.text[quote.start : quote.end] == quote.text for quote in claim.quotes())
        for _, value in _spans(rows.row(claim)):
            assert report.text[value["start"] : value["end"]] == value["text"]


def _spans(value: Any, name: str = "") -> Any:
    """Every object of a row that has words with their place."""
    if isinstance(value, dict):
        if value.get("text") is not None:
            yield name, value
        for key, each in value.items():
            yield from _spans(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _spans(each, name)
