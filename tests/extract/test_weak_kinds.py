"""A kind that is less likely than not keeps a doubt; a sure one, and one by rules alone, keeps none."""

from __future__ import annotations

import pytest

from sayso.extract import count
from sayso.extract.kinds import EVEN
from sayso.pipeline import look
from sayso.records import Report

TEXTS = (
    "Two men were killed when the house was hit.",
    "Two men were indicted on murder charges in the death of a student. Five doctors saw the wounded.",
    "Two people saw the killing. The toll since Monday is 14, the clinic said.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_doubt_stands_where_the_odds_are_against_the_kind(text: str) -> None:
    for item in count(look(Report("r", text, ""))):
        (weighed,) = (
            float(rule.partition("=")[2]) for rule in item.rules if rule.startswith("kind.weighed=")
        )
        reasons = [doubt.reason for doubt in item.doubts if doubt.about == "kind"]
        expected = f"weighed at {weighed:.2f}: it may count something else, or nothing"
        assert abs(weighed - EVEN) < 0.01 or reasons == ([expected] if weighed < EVEN else [])


def test_some_odds_are_against_the_kind_and_some_are_not() -> None:
    found = [item for text in TEXTS for item in count(look(Report("r", text, "")))]
    assert {bool(item.doubts) for item in found} == {True, False}


def test_the_rules_alone_doubt_nothing() -> None:
    found = [item for text in TEXTS for item in count(look(Report("r", text, "")), rules_only=True)]
    assert found and not any(item.doubts for item in found)
