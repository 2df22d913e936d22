"""Figures: what is concluded for the questions that filters ask, and how it was known over time."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AfterValidator, WithJsonSchema

from sayso.concluded import Question
from sayso.export.asked import asked
from sayso.pipeline import answer, questions, toll
from sayso.policy import POLICIES, SAYSO, Policy
from sayso.reconcile import figure_row
from sayso.review.access import READER
from sayso.review.api.answers import EVERY, page
from sayso.review.api.asked import Asked, Day, Kept, Offset, Set
from sayso.review.api.vocabulary import POLICY_NAMES, perspectives
from sayso.store import Filters, Links

router = APIRouter(prefix="/figures", tags=["figures"])

_MOST: Final = 100
_USUAL: Final = 20


def _perspective(given: str) -> str:
    names = perspectives()
    if given not in names:
        (near,) = difflib.get_close_matches(given, names, n=1, cutoff=0.0)
        raise ValueError(f"{given!r} is no perspective; did you mean {near!r}?")
    return given


def _policy(given: str) -> str:
    if given not in POLICIES:
        raise ValueError(f"{given!r} is no policy; expected one of {', '.join(POLICY_NAMES)}")
    return given


Perspective = Annotated[
    str,
    AfterValidator(_perspective),
    WithJsonSchema({"type": "string", "enum": list(perspectives())}),
    Query(description="Whose words count: all, independent, conceded, or a party's side."),
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
    """What is asked."""
    return Asking(filters, POLICIES[policy], perspective, at)


Concluding = Annotated[Asking, Depends(asking)]


@router.get("", responses=EVERY, dependencies=[READER])
def figures(
    ledger: Kept, settings: Set, asking: Concluding, limit: Limit = _USUAL, after: Offset = 0
) -> Response:
    """A figure for each question the filters ask, those about most first, with what each perspective says."""
    links = ledger.linked()

    def answered(question: Question) -> dict[str, Any]:
        told = answer(links, question, asking.policy, asking.filters, settings.max_settlements)
        own = [figure_row(each) for each in told.perspectives]
        return {"asked": asked(question, told.words), "figure": figure_row(told.figure), "perspectives": own}

    return _answers(asking.questions(links), answered, after, limit)


@router.get("/over-time", responses=EVERY, dependencies=[READER])
def over_time(
    ledger: Kept, settings: Set, asking: Concluding, limit: Limit = _USUAL, after: Offset = 0
) -> Response:
    """For each question the figures as of each day on which they changed: `question.at` is the day."""
    links = ledger.linked()

    def answered(question: Question) -> dict[str, Any]:
        known = toll(links, question, asking.policy, asking.filters, settings.max_settlements)
        return {"asked": asked(question), "figures": [figure_row(each) for each in known]}

    return _answers(asking.questions(links), answered, after, limit)


def _answers(
    found: Sequence[Question], answered: Callable[[Question], dict[str, Any]], after: int, limit: int
) -> Response:
    following = str(after + limit) if after + limit < len(found) else None
    return page([answered(each) for each in found[after : after + limit]], following, total=len(found))
