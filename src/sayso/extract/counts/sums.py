"""Numbers that stand in a row and add up: "45 died: 30 in the camp, nine on the road and six in the town"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Reading

LIST_REACH: Final = 6  # numbers on either side that may stand in one list with a number
FEW_TOGETHER: Final = 9  # two numbers that make up no more may do so by chance
_ADDED_FORMS: Final = frozenset({"digits", "word", "another"})


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


def made_up_by(reading: Reading, numbers: Sequence[Number]) -> dict[int, frozenset[float]]:
    """By its first token, what each written number makes up with its neighbours."""
    written = [number for number in numbers if number.no_count is None and number.form in _ADDED_FORMS]
    passages = [reading.passage_of[number.first] for number in written]
    found = {}
    for at, number in enumerate(written):
        near = [
            other
            for other in range(max(0, at - LIST_REACH), min(len(written), at + LIST_REACH + 1))
            if abs(passages[other] - passages[at]) <= 1
        ]
        found[number.first] = totals([written[other].value for other in near], near.index(at), FEW_TOGETHER)
    return found
