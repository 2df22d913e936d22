"""Who speaks of just what is asked: independent voices, their ladder of floors, and whom most supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sayso.concluded import Rung, Voice
from sayso.reconcile.overtaken import is_blanket
from sayso.reconcile.problem import Problem
from sayso.reconcile.speaking import is_interested
from sayso.reconcile.statements import Statement
from sayso.records import Hedge

_WEIGHT: Final[dict[Hedge, float]] = {
    "exact": 1, "range": 1, "about": 0.5, "nearly": 0.5, "up_to": 0.5, "fewer_than": 0.5, "at_least": 0.5,
    "more_than": 0.5, "vague": 0,
}  # fmt: skip
_UNSOURCED: Final = 0.5
_IN_PASSING: Final = 0.25


def voices(problem: Problem) -> tuple[Voice, ...]:
    """The voices by origin; one that says two numbers at a time says the range of both."""
    by_origin: dict[str, list[Statement]] = {}
    for number in sorted(problem.speaking):
        statement = problem.standing[number].statement
        by_origin.setdefault(statement.origin, []).append(statement)
    return tuple(_voice(origin, said) for origin, said in sorted(by_origin.items()))


def _voice(origin: str, said: Sequence[Statement]) -> Voice:
    """What one origin says; of two numbers the lower one gives the hedge."""
    highs = [_high(each) for each in said]
    ceilings = [high for high in highs if high is not None]
    first = min(said, key=lambda each: (each.floor, each.key))
    claims = tuple(sorted(name for each in said for name in each.ids))
    high = max(ceilings) if len(ceilings) == len(highs) else None
    return Voice(origin, first.floor, high, first.hedge, first.interest, claims)


def _high(each: Statement) -> int | None:
    return each.ceiling if each.ceiling is not None else each.counted


def ladder(said: Iterable[Voice]) -> tuple[Rung, ...]:
    """For each number the origins that say at least so many, the lowest first.

    At least 40,000: Irrawaddy, KnHRG; at least 45,001: KnHRG alone.
    """
    told = list(said)
    return tuple(
        Rung(number, tuple(voice.origin for voice in told if voice.low >= number))
        for number in sorted({voice.low for voice in told})
    )


def support(problem: Problem, left_out: Collection[int]) -> float:
    """How much the voices of a consistent set weigh: exact more than soft, sourced more than not, an origin
    once; one who is singled out, and people counted as they were found, less than a toll. "No soldier was
    hurt" weighs nothing against one who is singled out.
    """
    return sum(_weights(problem, problem.speaking - set(left_out)).values())


def backing(problem: Problem, left_out: Collection[int]) -> float:
    """How much those of a consistent set weigh who count what is asked or a part of it: "two men", too."""
    counting = {number for number in problem.inside if problem.standing[number].current}
    sure = {number for number in counting if not problem.standing[number].statement.weak}
    return sum(_weights(problem, sure - set(left_out)).values())


def _weights(problem: Problem, numbers: Iterable[int]) -> dict[str, float]:
    """What the weightiest word of each origin weighs."""
    best: dict[str, float] = {}
    for number in numbers:
        each = problem.standing[number].statement
        weight = _WEIGHT[each.hedge] * (1 if each.sourced else _UNSOURCED)
        if each.said == 1 or each.as_found:  # more often some of those harmed than all of them
            weight *= _IN_PASSING
        if is_interested(each) or is_blanket(each):
            weight = 0
        best[each.origin] = max(weight, best.get(each.origin, 0))
    return best


def most_said(problem: Problem) -> int | None:
    """The number of just what is asked that has most support; of equals the lower, None where nobody speaks.

    For contradictions of too many to settle: a thousand origins of which six hundred say 12.
    """
    saying = defaultdict[int, set[int]](set)
    for number in problem.speaking:
        saying[problem.standing[number].statement.said].add(number)
    return min(
        saying, key=lambda said: (-sum(_weights(problem, saying[said]).values()), said), default=None
    )  # fmt: skip


def origins(problem: Problem, binding: Collection[int]) -> tuple[str, ...]:
    """The independent sources that count what is asked, or a part of it as a whole of its own, or bind a
    bound; data sets where there is no other.

    Who only says that all in a count were civilians counts no fighters beside those who count some.
    """
    counting = {
        number for number in problem.inside
        if number in problem.direct or _counts_asked(problem.standing[number].statement, problem)
    }  # fmt: skip
    told = [problem.standing[number].statement for number in counting | set(binding)]
    counted = [each for each in told if not each.none_of_others] or told
    own = [each for each in counted if not each.coded] or counted
    return tuple(sorted({each.origin for each in own}))


def _counts_asked(each: Statement, problem: Problem) -> bool:
    incidents = {problem.standing[number].statement.incident for number in problem.direct}
    return not incidents or each.incident in incidents
