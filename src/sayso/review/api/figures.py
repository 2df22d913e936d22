"""Figures: what is concluded for the questions that filters ask, and how it was known over time."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Query, Response
from pydantic import AfterValidator, WithJsonSchema

from sayso.concluded import Answer, Figure, Question
from sayso.export.asked import asked
from sayso.pipeline import answer, questions, toll
from sayso.policy import POLICIES, SAYSO, Policy
from sayso.reconcile import figure_row
from sayso.records import Claim
from sayso.review.api.answers import LISTS, Rows, page
from sayso.review.api.asked import OWN_RULINGS, Day, Kept, Memory, Offset, Set, Words
from sayso.review.api.findable import Asked
from sayso.review.api.shown import claims_named, word_row
from sayso.review.api.told import ToldRoute
from sayso.review.api.vocabulary import POLICY_NAMES, perspectives
from sayso.store import Filters, Heading, Links

router = APIRouter(prefix="/figures", tags=["figures"], route_class=ToldRoute)

_MOST: Final = 100
_USUAL: Final = 20


def _policy(given: str) -> str:
    if given not in POLICIES:
        raise ValueError(f"{given!r} is no policy; expected one of {', '.join(POLICY_NAMES)}")
    return given


Perspective = Annotated[
    Words,
    Query(description="Whose words count: all, independent, conceded, or a party's side (see vocabulary)."),
]
PolicyName = Annotated[
    str,
    AfterValidator(_policy),
    WithJsonSchema({"type": "string", "enum": list(POLICY_NAMES)}),
    Query(description="The coding rules."),
]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="At most so many questions.")]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of a ledger, under which policy, and by whose perspective."""

    filters: Filters
    policy: Policy
    perspective: str
    at: date | None

    def key(self) -> tuple[Hashable, ...]:
        """What tells it from whatever else is asked."""
        return (self.filters, self.policy.name, self.perspective, self.at)

    def questions(self, links: Links) -> Sequence[Question]:
        """The questions that the filters ask."""
        found = questions(links, self.filters)
        return [replace(each, at=self.at, perspective=self.perspective) for each in found]


async def asking(
    filters: Asked,
    policy: PolicyName = SAYSO.name,
    perspective: Perspective = "all",
    at: Annotated[Day | None, Query(description="As it was known on this day.")] = None,
) -> Asking:
    """What is asked. 404 for a perspective that is none."""
    names = perspectives()
    if perspective not in names:
        (near,) = difflib.get_close_matches(perspective, names, n=1, cutoff=0.0)
        raise HTTPException(404, f"perspective: {perspective!r} is none; did you mean {near!r}?")
    return Asking(filters, POLICIES[policy], perspective, at)


Concluding = Annotated[Asking, Depends(asking)]


@router.get("", responses=LISTS, dependencies=[OWN_RULINGS])
def figures(
    ledger: Kept, settings: Set, asking: Concluding, memory: Memory, limit: Limit = _USUAL, after: Offset = 0
) -> Response:
    """A figure for each question the filters ask, those about most first, with what each perspective says.

    `words` has every claim that they name: its report, number and evidence.
    """

    def made() -> Rows:
        links = ledger.linked()
        found = asking.questions(links)
        told = [
            answer(links, each, asking.policy, asking.filters, settings.max_settlements)
            for each in found[after : after + limit]
        ]
        known = links.told({name for each in told for figure in _all(each) for name in claims_named(figure)})
        items = [_answered_row(each, known) for each in told]
        return page(items, _following(found, after, limit), total=len(found))

    with ledger.at_once():
        return memory.rows(ledger.state(), ("figures", *asking.key(), limit, after), made)


@router.get("/over-time", responses=LISTS, dependencies=[OWN_RULINGS])
def over_time(
    ledger: Kept, settings: Set, asking: Concluding, memory: Memory, limit: Limit = _USUAL, after: Offset = 0
) -> Response:
    """For each question the figures as of each day on which they changed: `question.at` is the day."""

    def made() -> Rows:
        links = ledger.linked()
        found = asking.questions(links)
        items = [
            {
                "asked": asked(each),
                "figures": [
                    figure_row(known)
                    for known in toll(links, each, asking.policy, asking.filters, settings.max_settlements)
                ],
            }
            for each in found[after : after + limit]
        ]
        return page(items, _following(found, after, limit), total=len(found))

    with ledger.at_once():
        return memory.rows(ledger.state(), ("over time", *asking.key(), limit, after), made)


def _answered_row(told: Answer, known: Mapping[str, tuple[Claim, Heading, str]]) -> dict[str, Any]:
    """A figure with its perspectives, and the claims that they name."""
    named = dict.fromkeys(name for figure in _all(told) for name in claims_named(figure))
    return {
        "asked": asked(told.figure.question, told.words),
        "figure": figure_row(told.figure),
        "perspectives": [figure_row(each) for each in told.perspectives],
        "words": {name: word_row(*known[name]) for name in named if name in known},
    }


def _all(answered: Answer) -> tuple[Figure, ...]:
    return (answered.figure, *answered.perspectives)


def _following(found: Sequence[Question], after: int, limit: int) -> str | None:
    return str(after + limit) if after + limit < len(found) else None
