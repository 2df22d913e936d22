"""The number to print: the low end of the set of statements that has most support, with its hedge."""

from __future__ import annotations

from sayso.policy import Policy
from sayso.reconcile.conclude import Conclusion, Way
from sayso.reconcile.problem import Problem
from sayso.reconcile.solve import Program, without
from sayso.reconcile.voices import backing, most_said, support
from sayso.records import Hedge


def best_of(
    problem: Problem, found: Conclusion, high: int | None, policy: Policy
) -> tuple[int | None, Hedge | None]:
    """Best under a policy and the hedge it must be printed with, None where the policy gives none.

    "53" by name of its source and "some 70" for a longer time: best is 53. One rough "some 70" alone is 70.
    """
    if found.low is None or policy.best == "none":
        return None, None
    way = preferred(problem, found)
    said = most_said(problem) if found.settled.cut else None
    if policy.best == "low":
        best = found.low
    else:
        best = _low_as_said(problem, found, way) if said is None else max(said, found.low)
    if high is not None:
        best = min(best, high)
    return best, "exact" if found.low == high else _hedge(problem, way, best)


def preferred(problem: Problem, found: Conclusion) -> Way:
    """The way of settling with most support; of equals the one that most others back, then the one with the
    lower low end, but above none.
    """
    ways = [way for way in found.ways if way.low] or found.ways
    if len(ways) == 1:
        return ways[0]

    def rank(way: Way) -> tuple[float, float, int, list[int]]:
        left_out = way.left_out
        return -support(problem, left_out), -backing(problem, left_out), way.low, sorted(left_out)

    return min(ways, key=rank)


def _low_as_said(problem: Problem, found: Conclusion, way: Way) -> int:
    """The low end of the preferred way, where "about 70" is read as 70 if that can be, and what is doubted to
    count its kind as if it did.
    """
    readings = (without(each, way.left_out) for each in problem.readings())
    program = next((each for each in readings if not each.impossible), without(found.program, way.left_out))
    return max(problem.least(program)[0], _of_casualties(problem, program))


def _of_casualties(problem: Problem, program: Program) -> int:
    """How many of the casualties nobody tells to be dead, and who are therefore taken to be injured.

    "Five were shot, one of them fatally": four injured. Bounds do not rest on this: they stay 0 to 4.
    """
    if problem.region.kind != "injured":
        return 0
    return problem.hit_and_alive(program)


def _hedge(problem: Problem, way: Way, best: int) -> Hedge:
    """The hedge of the words that carry the number; exact words of less than is asked make a floor."""
    carrying = [
        (number not in problem.direct, each.soft, each.key, each.hedge)
        for number in {*way.binding_low, *problem.direct}
        if best in {(each := problem.standing[number].statement).floor, each.said} and each.set_aside is None
    ]
    if not carrying:
        return "at_least"
    indirect, _, _, hedge = min(carrying)
    return "at_least" if indirect and hedge == "exact" else hedge
