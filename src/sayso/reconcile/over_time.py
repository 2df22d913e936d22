"""A toll as it was known each day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sayso.concluded import Figure, Question, Word
from sayso.policy import SAYSO, Policy
from sayso.reconcile.figure import MAX_SETTLEMENTS, Figures


def over_time(
    question: Question,
    words: Iterable[Word],
    policy: Policy = SAYSO,
    *,
    max_settlements: int = MAX_SETTLEMENTS,
) -> tuple[tuple[date, Figure], ...]:
    """The figure of a question as of each day on which a report told something that changed it.

    Of Hroza: 51 on 5 October, 53 or more on the 10th, 59 on the 12th. Ends with the day the question asks
    for.
    """
    told = [word for word in words if word.published is not None]
    days = sorted({word.published for word in told if word.published is not None})
    if question.at is not None:
        days = [day for day in days if day <= question.at]
    heard = Figures(told, policy, max_settlements=max_settlements)
    found: list[tuple[date, Figure]] = []
    for day in days:
        known = heard.of(replace(question, at=day))
        if known.low is not None and (not found or _ends(known) != _ends(found[-1][1])):
            found.append((day, known))
    return tuple(found)


def _ends(known: Figure) -> tuple[int | None, int | None, int | None]:
    return known.low, known.high, known.best
