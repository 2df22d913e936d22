"""Displacement in the shape of IDMC's updates: flows and stocks, households, qualifiers, roles, cause."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pytest

from sayso.export import idu
from sayso.export.source import Written

from .shapes import Row, idu_rows
from .telling import Told, words_of

MOVED: Mapping[str, Any] = {
    "kind": "displaced", "number": 40_000, "where": "Loikaw", "days": "11-11/11-19", "means": "airstrike",
}  # fmt: skip


def written(*claims: Mapping[str, Any], policy: str = "sayso") -> tuple[list[Row], Written]:
    """The rows of claims of movements, each with what differs from `MOVED`, and what was left out."""
    out = io.StringIO()
    words = words_of([{**MOVED, **claim} for claim in claims])
    told = idu.write(Told(words, policy), out, followed=io.StringIO())  # type: ignore[arg-type]
    return idu_rows(out.getvalue()), told


def test_a_figure_stands_before_the_claims_it_is_held_against() -> None:
    rows, told = written({"outlet": "Example Post", "speaker": "the UN"})
    assert told == Written(2)
    assert [row["role"] for row in rows] == ["Recommended figure", "Triangulation"]
    first = rows[0]
    assert (first["figure"], first["qualifier"]) == ("40000", "total")
    assert (first["country"], first["iso3"]) == ("Myanmar", "MMR")
    assert first["displacement_start_date"] == "2023-11-11"
    assert first["displacement_end_date"] == "2023-11-19"
    assert first["event_name"] == "Myanmar: Loikaw, 11–19 Nov 2023"
    assert first["event_id"] == rows[1]["event_id"]
    assert first["locations_accuracy"] == "Point"
    assert first["sources"] == "Example Post"
    assert first["standard_popup_text"] == (
        'the UN (Example Post, 31 Dec 2023): "40000" civilians displaced.'
    )


@pytest.mark.parametrize(
    ("hedge", "qualifier"),
    [
        ("exact", "total"), ("at_least", "more than"), ("more_than", "more than"), ("vague", "more than"),
        ("up_to", "less than"), ("fewer_than", "less than"), ("about", "approximately"),
        ("nearly", "approximately"), ("range", "approximately"),
    ],
)  # fmt: skip
def test_qualifiers_say_how_a_number_was_hedged(hedge: str, qualifier: str) -> None:
    high = {"value_high": 50_000} if hedge == "range" else {}
    rows, _ = written({"hedge": hedge, **high})
    assert [row["qualifier"] for row in rows if row["role"] == "Triangulation"] == [qualifier]


def test_flows_and_stocks_are_never_one_figure() -> None:
    rows, _ = written(
        {"number": 5_000}, {"number": 40_000, "measure": "stock", "days": None, "told": "2023-11-21"}
    )
    recommended = {row["category"]: row for row in rows if row["role"] == "Recommended figure"}
    assert {category: row["figure"] for category, row in recommended.items()} == {
        "Internal Displacements": "5000", "IDPs": "40000",
    }  # fmt: skip
    stock = recommended["IDPs"]
    assert stock["displacement_start_date"] == stock["displacement_end_date"] == "2023-11-21"


@pytest.mark.parametrize(
    ("kind", "measure", "category"),
    [
        ("displaced", "flow", "Internal Displacements"),
        ("evacuated", "flow", "Internal Displacements"),
        ("returned", "flow", "Return"),
        ("displaced", "stock", "IDPs"),
        ("returned", "stock", "Returnees"),
    ],
)
def test_categories_are_those_of_its_database(kind: str, measure: str, category: str) -> None:
    rows, _ = written({"kind": kind, "measure": measure})
    assert {row["category"] for row in rows} == {category}


def test_households_are_people_by_the_policy() -> None:
    rows, _ = written({"number": 500, "unit": "households"})
    assert [row["figure"] for row in rows] == ["2250", "2250"]
    assert {row["qualifier"] for row in rows} == {"approximately"}
    assert rows[1]["standard_info_text"] == "displaced, flow. 500 households x 4.5 = 2250 people."


def test_no_households_were_killed_but_nothing_of_that_is_displacement() -> None:
    rows, told = written({"kind": "killed", "number": 3, "unit": "households"})
    assert rows == []
    assert told == Written(0)


@pytest.mark.parametrize(
    ("claim", "cause"),
    [
        ({"means": "airstrike"}, "Conflict"),
        ({"means": None, "by": "Myanmar Armed Forces"}, "Conflict"),
        ({"means": "accident"}, "Disaster"),
        ({"means": None}, ""),
    ],
)
def test_the_cause_is_what_the_incident_tells(claim: Mapping[str, Any], cause: str) -> None:
    rows, _ = written(claim)
    assert {row["displacement_type"] for row in rows} == {cause}


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"days": None}, "no day is told"),
        ({"where": "Poezarchan"}, "no place is told that is known"),
        ({"rules": ["coded.idu"]}, "numbers of a data set, which no report tells"),
    ],
)
def test_what_cannot_be_placed_is_counted(claim: Mapping[str, Any], reason: str) -> None:
    assert written(claim) == ([], Written(0, {reason: 1}))


def test_a_policy_without_a_best_number_concludes_none() -> None:
    rows, told = written({"hedge": "exact"}, policy="airwars")
    assert rows == []
    assert told == Written(0, {"no number is concluded under the policy": 1})


@pytest.mark.parametrize(("where", "accuracy"), [("Loikaw", "Point"), ("Kayah", "ADM1"), ("Myanmar", "ADM0")])
def test_how_near_the_place_is(where: str, accuracy: str) -> None:
    rows, _ = written({"where": where})
    assert {row["locations_accuracy"] for row in rows} == {accuracy}
