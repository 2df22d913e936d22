"""First bounds of a problem, unsolved: what lies inside sets a floor, what holds it all a ceiling."""

from __future__ import annotations

from sayso.reconcile.problem import Problem
from sayso.records import Bounds


def interval(problem: Problem) -> Bounds:
    """Bounds by containment alone: never tighter than those of `conclude`, and never wrong.

    "14 on the 14th" and "at most 70 to the 21st" bound the week to the 18th: 14 to 70. Sums over tables and
    differences need the solver. Of contradictory words it says the widest, so high may lie below low.
    """
    low = max((row.low for row in problem.program.rows if row.cells <= problem.asked), default=0)
    ceilings = [
        row.high for row in problem.program.rows if row.high is not None and problem.asked <= row.cells
    ]
    return Bounds(low, min(ceilings, default=None))
