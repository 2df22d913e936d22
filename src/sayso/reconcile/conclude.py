"""Bounds over all ways of settling contradictions, and the statements that bind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.reconcile.consistent import Settled, settle
from sayso.reconcile.problem import Problem
from sayso.reconcile.solve import Program, without
from sayso.reconcile.sums import Weights


@dataclass(frozen=True, slots=True)
class Way:
    """One way of settling: the statements it leaves out, and the bounds of the rest with what binds them."""

    left_out: frozenset[int]
    low: int
    high: int | None
    binding_low: Weights
    binding_high: Weights


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the words in force prove. `low` and `high` are None where none of them bears on what is asked.

    `counted` is a ceiling for just what is asked that no longer caps anything else, `counting` what it is
    from.
    """

    low: int | None
    high: int | None
    binding_low: Weights
    binding_high: Weights
    ways: tuple[Way, ...]
    settled: Settled
    program: Program
    assumptions: tuple[str, ...] = ()
    counted: int | None = None
    counting: Weights = field(default_factory=dict)


def conclude(problem: Problem, most: int) -> Conclusion:
    """The bounds: over all ways of settling, the least of the lows and the greatest of the highs.

    "40,000" against "more than 45,000" is 40,000 or more: both ways of settling stay.
    """
    program, assumptions = problem.program, list[str]()
    if program.impossible:
        tolerant = problem.tolerant()
        if not tolerant.impossible:
            assumptions.append("a number that was said to be exceeded is taken to be reached")
            program = tolerant
    settled = settle(program, problem.tallies, problem.asked, most)
    if settled.cut:
        assumptions.append(
            f"more than {most} ways to settle the contradictions: every contested count is left out, "
            "so the bounds may be too wide"
        )
    ways = _heard([_way(program, problem, left_out) for left_out in settled.left_out], problem)
    lowest = min(ways, key=lambda way: (way.low, sorted(way.left_out)))
    highest = max(ways, key=lambda way: (way.high is None, way.high or 0, sorted(way.left_out)))
    bears = highest.high is not None or bool(problem.bearing & problem.bounding)
    found = Conclusion(
        lowest.low if bears else None, highest.high, lowest.binding_low, highest.binding_high, ways, settled,
        program, tuple(assumptions),
    )  # fmt: skip
    return _with_counted(found, problem)


def _heard(ways: Sequence[Way], problem: Problem) -> tuple[Way, ...]:
    """The ways of settling, less those that silence all who speak of just what is asked and know nothing of
    it.

    "14 on the 14th" may contradict what others count elsewhere; without it, nothing is said of the 14th.
    Where nobody speaks of just what is asked, all stay: "five hit, four hurt" proves no death against "five
    hurt".
    """
    speaking = {number for number in problem.direct if problem.standing[number].current}
    if not speaking:
        return tuple(ways)
    kept = [way for way in ways if speaking - way.left_out or way.low]
    return tuple(kept or ways)


def _way(program: Program, problem: Problem, left_out: Iterable[int]) -> Way:
    rest = without(program, left_out)
    low, binding_low = problem.least(rest)
    high, binding_high = problem.most(rest)
    return Way(frozenset(left_out), low, high, binding_low, binding_high)


def _with_counted(found: Conclusion, problem: Problem) -> Conclusion:
    """The conclusion with its ceiling as counted, where it is lower than what the words prove."""
    counted, counting = _counted(found, problem)
    if found.low is None or counted is None or (found.high is not None and found.high <= counted):
        return found
    return replace(found, counted=counted, counting=counting)


def _counted(found: Conclusion, problem: Problem) -> tuple[int | None, Weights]:
    """The least count of just what is asked whose total has grown since, else all who were told one by one.

    None below what a voice or a way of settling says, and none of the second sort where words contradict
    each other.
    """
    direct = [(number, problem.standing[number]) for number in sorted(problem.direct)]
    said = max(way.low for way in found.ways)
    said = max(said, *(each.statement.floor for _, each in direct if each.current), 0)
    counts = [
        (each.statement.counted, number)
        for number, each in direct
        if each.current and each.statement.counted is not None and each.statement.counted >= said
    ]
    if counts:
        ceiling, number = min(counts)
        return ceiling, {number: max(1, ceiling)}
    if _disputed(found, problem) or problem.region.kind == "custody":
        return None, {}
    told = {number for number in problem.bearing if _told_one_by_one(number, problem)}
    rows = [row for row in problem.program.rows if row.of in told and row.high is None]
    low, _ = Program(problem.number_of_cells, rows).least(problem.asked)
    if not told or low != found.low:
        return None, {}
    most = _most_told(told, problem)
    return max(low, sum(most.values())), {number: max(1, floor) for number, floor in most.items()}


def _most_told(told: Collection[int], problem: Problem) -> Mapping[int, int]:
    """What the report that singles out most of them counts, as if no two were the same."""
    by_report = defaultdict[str, dict[int, int]](dict)
    wholes = {name for number in told for name in problem.standing[number].statement.ids}
    for number in sorted(told):
        each = problem.standing[number].statement
        if each.whole not in wholes:
            for word in each.words:
                by_report[word.claim.document][number] = each.floor
    return max(by_report.values(), key=lambda counted: sum(counted.values()), default={})


def _disputed(found: Conclusion, problem: Problem) -> bool:
    """Do words contradict each other in more than whether all in a count were civilians?"""
    return len(found.ways) > 1 and not all(
        any(problem.standing[number].statement.none_of_others for number in conflict)
        for conflict in found.settled.conflicts
    )


def _told_one_by_one(number: int, problem: Problem) -> bool:
    """Is it an exact count of one happening that nobody called incomplete: "a boy was killed"?"""
    each = problem.standing[number].statement
    return (
        each.happening
        and each.hedge == "exact"
        and each.floor in {each.ceiling, each.counted}
        and each.days == problem.region.days
    )
