"""What claims weigh: people that a figure would move by, made anew only where words changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sayso.concluded import Figure
from sayso.store import Ledger, weigh
from tests.decisions.rulings import decide, evidence

from .test_desk import desk
from .test_links import FIRST, STORY, Told, add, told

MANY, FEW = told(10, 300, "Mobye", 0, "a medic"), told(11, 2, "Bawlakhe", 20, "a monk")


def weights(ledger: Ledger) -> dict[float, float]:
    """The weight of each claim by its number, the first in the queue first."""
    return {each.claim.quantity.value: each.weight for each in desk(ledger).queue().items}


def weighed(ledger: Ledger, *reports: Told) -> dict[float, float]:
    add(ledger, reports)
    ledger.links()
    ledger.weigh()
    return weights(ledger)


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The incidents whose figures are made."""
    made: list[str] = []
    solve = weigh.figure

    def figure(question: Any, *words: Any, **limits: Any) -> Figure:
        made.extend(question.incidents)
        return solve(question, *words, **limits)

    monkeypatch.setattr(weigh, "figure", figure)
    return made


def test_what_moves_more_people_comes_first(ledger: Ledger) -> None:
    assert weights(ledger) == {}
    assert weighed(ledger, FEW, MANY) == {300: 600, 2: 4}
    assert list(weights(ledger)) == [300, 2]


def test_who_says_the_same_shares_the_weight(ledger: Ledger) -> None:
    report, (claim,) = told(12, 300, "Mobye", 0)
    found = weighed(ledger, MANY, (report, [claim]))
    assert found[300] < 600


def test_only_what_was_linked_again_is_weighed_again(ledger: Ledger, figures: list[str]) -> None:
    weighed(ledger, *STORY, MANY)
    assert len(set(figures)) == len(figures) > 2
    figures.clear()
    heard: list[int] = []
    ledger.weigh(heard.append)
    assert heard == figures == []
    assert weighed(ledger, FEW)[300] == 600
    assert figures == [FEW[1][0].id]


def test_a_verdict_that_changes_no_word_makes_no_figure_anew(ledger: Ledger, figures: list[str]) -> None:
    report, (claim,) = MANY
    weighed(ledger, MANY)
    figures.clear()
    made = ledger.record(decide("accept", evidence(report, claim)))
    assert desk(ledger).claim(claim.id).weight == 600
    ledger.record(decide("withdraw", None, targets=(made,)))
    assert weighed(ledger) == {300: 600}
    assert figures == []


def test_a_corrected_claim_weighs_what_it_says_now(ledger: Ledger) -> None:
    report, (claim,) = MANY
    weighed(ledger, MANY)
    ledger.record(decide("correct", evidence(report, claim), values={"quantity.value": 30}))
    ledger.links()
    ledger.weigh()
    assert desk(ledger).claim(claim.id).weight == 60


def test_a_rejected_claim_has_its_weight_again_when_that_is_undone(ledger: Ledger) -> None:
    report, (claim,) = MANY
    weighed(ledger, MANY)
    made = ledger.record(decide("reject", evidence(report, claim)))
    assert weighed(ledger) == {}
    ledger.record(decide("withdraw", None, targets=(made,)))
    assert weighed(ledger) == {300: 600}


def test_an_incident_that_is_linked_while_it_is_weighed_stays_due(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    solve, late = weigh.figure, [told(13, 350, "Mobye", 1, "a medic")]

    def figure(*asked: Any, **limits: Any) -> Figure:
        if late:
            add(ledger, [late.pop()])
            ledger.links()
        return solve(*asked, **limits)

    monkeypatch.setattr(weigh, "figure", figure)
    add(ledger, [MANY])
    ledger.links()
    ledger.weigh()
    found = weights(ledger)
    assert found[350] > found[300]


def test_what_news_overtook_is_told_of_sources(ledger: Ledger) -> None:
    report, claims = told(14, 350, "Mobye", 0, "a medic")
    weighed(ledger, MANY, (replace(report, published=FIRST + timedelta(days=2)), claims))
    by_outlet = {each.name: each.superseded for each in ledger.overview().sources("outlet").items}
    assert by_outlet == {"Post 10": 1, "Post 14": 0}


def test_contradictions_are_told_of_sources(ledger: Ledger) -> None:
    weighed(ledger, MANY, told(15, 20, "Mobye", 0, "a nurse"))
    assert {each.contradicted for each in ledger.overview().sources("outlet").items} == {1}
