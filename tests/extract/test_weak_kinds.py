"""A kind at odds of less than two to one keeps a doubt; a sure one, and one by rules alone, keeps none."""

from __future__ import annotations

from importlib import import_module

import pytest

from sayso.extract import count
from sayso.extract.counts.kinds import TWO_TO_ONE
from sayso.pipeline import look
from sayso.records import Report

TEXTS = (
    "Two men were killed when the house was hit.",
    "Two men were indicted on murder charges in the death of a student. Five doctors saw the wounded.",
    "Two people saw the killing. The toll since Monday is 14, the clinic said.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_doubt_stands_where_the_odds_are_small(text: str) -> None:
    for item in count(look(Report("r", text, ""))):
        (weighed,) = (
            float(rule.partition("=")[2]) for rule in item.rules if rule.startswith("kind.weighed=")
        )
        reasons = [doubt.reason for doubt in item.doubts if doubt.about == "kind"]
        expected = f"weighed at {weighed:.2f}: it may count something else, or nothing"
        assert abs(weighed - TWO_TO_ONE) < 0.01 or reasons == ([expected] if weighed < TWO_TO_ONE else [])


def test_who_was_shot_is_counted_as_likely_as_killed_and_injured_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = look(Report("r", "Six people were shot, police said.", ""))
    (item,) = count(reading)
    assert item.rules[0] in reading.lexicon.words["open_outcomes"]
    (weighed,) = (float(rule.partition("=")[2]) for rule in item.rules if rule.startswith("kind.weighed="))
    kinds = import_module("sayso.extract.counts.kinds")
    monkeypatch.setattr(kinds, "TWO_TO_ONE", weighed + 0.01)
    assert not count(reading)[0].doubts
    monkeypatch.setattr(kinds, "TWO_TO_ONE", 1)
    assert count(reading)[0].doubts


def test_some_odds_are_small_and_some_are_not() -> None:
    found = [item for text in TEXTS for item in count(look(Report("r", text, "")))]
    assert {bool(item.doubts) for item in found} == {True, False}


def test_the_rules_alone_doubt_nothing() -> None:
    found = [item for text in TEXTS for item in count(look(Report("r", text, "")), rules_only=True)]
    assert found and not any(item.doubts for item in found)
