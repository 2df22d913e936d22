"""Numbers that stand in a row and add up: "45 died: 30 in the camp, nine on the road and six in the town"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def totals(values: Sequence[float], at: int, few: float = 0) -> frozenset[float]:
    """What the value at a place makes up with its neighbours: the sums of all stretches that hold it.

    >>> sorted(totals([30, 9, 6], 1))
    [15, 39, 45]

    Two values that make up no more than `few` are left out, since such sums are chance.
    """
    sums = [0, *accumulate(values)]
    return frozenset(
        sums[last] - sums[first]
        for first in range(at + 1)
        for last in range(max(at + 1, first + 2), len(sums))
        if last - first > 2 or sums[last] - sums[first] > few
    )
