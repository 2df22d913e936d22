"""The days of claims, the day of saying and the state of a number: a case a line in claims.jsonl."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.extract import count
from sayso.lexicon.weights import weight_table
from sayso.pipeline import claims_of, look
from sayso.records import Claim, Quantity, Quote, Report
from sayso.resolve.days import resolve_days
from sayso.resolve.days.decide import near

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "claims.jsonl").read_text("utf-8").splitlines()
]


def read(text: str, published: date | None) -> tuple[Claim, ...]:
    reading = look(Report("r", text, "", published=published))
    return claims_of(reading, count(reading))


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_days_of_a_claim(case: dict[str, Any]) -> None:
    claims = read(case["text"], date.fromisoformat(case["published"]))
    claim = next(claim for claim in claims if claim.quantity.value == case["value"])
    when = claim.when and [_iso(claim.when.first), _iso(claim.when.last), claim.when.precision]
    assert when == case["when"]
    assert (claim.told and str(claim.told.first)) == case["told"]
    assert claim.state == case["state"]
    assert case["rule"] in claim.rules


def test_a_total_ends_on_the_day_its_source_spoke() -> None:
    (claim,) = read(
        "Since Nov. 11, 200 soldiers have been killed, the army said on Sunday.", date(2023, 11, 21)
    )
    assert claim.when is not None and claim.told is not None
    assert (claim.when.last, claim.told.first) == (date(2023, 11, 19), date(2023, 11, 19))


def test_without_publication_days_stay_open() -> None:
    (claim,) = read("Five people were killed on Monday.", None)
    assert claim.when is None


def test_no_harm_lies_after_publication() -> None:
    for claim in read(
        "This month 12 people were killed, and 30 were killed in December.", date(2023, 11, 21)
    ):
        assert claim.when is None or (claim.when.last is not None and claim.when.last <= date(2023, 11, 21))


def test_a_number_taken_back_is_withdrawn() -> None:
    text = "The ministry withdrew its claim of 40 dead soldiers."
    reading = look(Report("r", text, "", published=date(2023, 11, 21)))
    start = text.index("40")
    claim = Claim(
        "r", "c", "killed", Quantity("40", start, start + 2, 40, "exact"), Quote(text, 0, len(text))
    )
    assert resolve_days(reading, [claim])[0].state == "withdrawn"


def test_no_word_of_a_text_bears_weight() -> None:
    """Weights are of positions, forms and classes alone."""
    assert all(
        name.replace(":", "").replace("_", "").replace("+", "").isalnum()
        for name in weight_table("en", "days")
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (None, None, True),
        (None, (1, 1), False),
        ((1, 10), (1, 10), True),
        ((1, 10), (6, 10), True),
        ((1, 10), (7, 10), False),
        ((1, 2), (2, 3), False),
    ],
)
def test_near_days_share_half_of_their_union(
    one: tuple[int, int] | None, other: tuple[int, int] | None, expected: bool
) -> None:
    def days(pair: tuple[int, int] | None) -> tuple[date, date] | None:
        return pair and (date(2023, 11, pair[0]), date(2023, 11, pair[1]))

    assert near(days(one), days(other)) is expected
