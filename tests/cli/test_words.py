"""Claims in words: days, bounds and cells as a person would write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import words
from sayso.records import Attribution, Bounds, Claim, Doer, Harmed, Period, Place, Quantity, Quote

CLAIM = Claim("r", "c1", "killed", Quantity("Two", 0, 3, 2, "exact"), Quote("Two died", 0, 8))


@pytest.mark.parametrize(
    ("first", "last", "beside", "shown"),
    [
        ("2023-11-14", "2023-11-14", 2023, "14 Nov"),
        ("2023-11-14", "2023-11-14", 2024, "14 Nov 2023"),
        ("2023-11-14", "2023-11-14", None, "14 Nov 2023"),
        ("2023-11-11", "2023-11-18", 2023, "11–18 Nov"),
        ("2023-11-11", "2023-11-18", None, "11–18 Nov 2023"),
        ("2023-10-28", "2023-11-03", 2023, "28 Oct – 3 Nov"),
        ("2023-10-28", "2023-11-03", None, "28 Oct – 3 Nov 2023"),
        ("2021-02-01", "2023-11-21", 2023, "1 Feb 2021 – 21 Nov"),
        ("2021-02-01", "2021-02-28", 2023, "Feb 2021"),
        ("2024-02-01", "2024-02-29", 2024, "Feb 2024"),
        ("2023-11-01", "2023-11-29", 2023, "1–29 Nov"),
        ("2021-01-01", "2021-12-31", 2023, "2021"),
        ("2011-01-01", "2021-12-31", 2023, "2011–2021"),
        ("9999-12-31", "9999-12-31", 2023, "31 Dec 9999"),
        ("9999-12-01", "9999-12-31", 2023, "Dec 9999"),
    ],
)
def test_days(first: str, last: str, beside: int | None, shown: str) -> None:
    period = Period("then", 0, 4, date.fromisoformat(first), date.fromisoformat(last))
    assert words.days(period, beside) == shown


def test_a_time_without_days_is_shown_as_said() -> None:
    assert words.days(Period("on\nTuesday", 0, 10, None, None)) == "on Tuesday"


@pytest.mark.parametrize(
    ("bounds", "shown"),
    [
        (Bounds(53, 53), "53"),
        (Bounds(0, 0), "0"),
        (Bounds(20001, None), "20,001 or more"),
        (Bounds(63, 77), "63 to 77"),
        (Bounds(0, 40), "at most 40"),
    ],
)
def test_what_a_number_is_taken_to_mean(bounds: Bounds, shown: str) -> None:
    assert words.taken(bounds) == shown


def test_a_part_names_its_whole() -> None:
    part = replace(CLAIM, id="c2", part_of="c1")
    assert (
        words.figure(part, {"c1": replace(CLAIM, quantity=replace(CLAIM.quantity, value=1200.0))})
        == "Two (of 1,200)"
    )
    assert words.figure(part, {}) == "Two"


def test_what_is_not_told_is_a_dash_and_no_source_the_outlet() -> None:
    assert [words.whom(CLAIM), words.by(CLAIM), words.where(CLAIM)] == [words.NOT_TOLD] * 3
    assert words.source(CLAIM) == words.OUTLET


def test_cells() -> None:
    claim = replace(
        CLAIM, whom=Harmed("junta troops", 0, 0, "combatant"), by=Doer("KNDF", 0, 0), means="drone",
        where=(Place("Loikaw", 0, 0), Place("Demoso", 0, 0)), source=Attribution("a nurse", 0, 0, stance="denied"),
    )  # fmt: skip
    assert (words.whom(claim), words.by(claim)) == ("junta troops", "KNDF, drone")
    assert (words.where(claim), words.source(claim)) == ("Loikaw, Demoso", "a nurse (denied)")


def test_households_are_counted_as_such() -> None:
    households = replace(
        CLAIM, quantity=replace(CLAIM.quantity, unit="households"), state="earlier", measure="stock"
    )
    assert words.meaning(households) == ["2 households", "a count at one day", "earlier count"]
    assert words.whom(households) == "families"


@given(st.text())
def test_safe_words_hold_nothing_a_terminal_obeys(text: str) -> None:
    shown = words.safe(text)
    assert not any(
        char < " " or "\x7f" <= char <= "\x9f" or char in "\u202e\u2066\u200f\ufeff" for char in shown
    )
    assert shown == " ".join(shown.split())
