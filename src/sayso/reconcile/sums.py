"""Sums over cells between bounds, and what they come to where those over different cells share none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import inf

# What an optimum rests on: statements, each with the marginal of its number (by how much the optimum moves
# with it) times that number. To leave one out moves a least sum that it holds up by no more; to leave out
# others moves nothing. A ceiling of none weighs as one of one.
Weights = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A sum over cells that lies between two bounds, and the statement it is from."""

    cells: frozenset[int]
    low: int
    high: int | None
    of: int


@dataclass(slots=True)
class Interval:
    """Between what rows over the very same cells hold their sum, and whose rows those are: the first of
    equals.
    """

    low: int = 0
    high: float = inf
    floor: int | None = None
    ceiling: int | None = None

    def narrow(self, row: Row) -> None:
        """Takes in a row."""
        if row.low > self.low:
            self.low, self.floor = row.low, row.of
        if row.high is not None and row.high < self.high:
            self.high, self.ceiling = row.high, row.of


@dataclass(frozen=True, slots=True)
class Apart:
    """Sums by their cells, no two of which share any: all there is to know of them, without a solver.

    Each sum may be whatever its own rows allow, however the others are chosen, and can stand on any one of
    its cells. So they can all hold if each can; the least of some cells is what must lie in them, since
    their sums lie in them whole, and the most is what may.
    """

    intervals: Mapping[frozenset[int], Interval]

    @property
    def impossible(self) -> bool:
        """Is there no way to fill the cells?"""
        return any(each.low > (each.high if cells else 0) for cells, each in self.intervals.items())

    def least(self, asked: Collection[int]) -> tuple[int, Weights]:
        """The least sum over some cells, and the statements that do not let it be less."""
        inside = [each for cells, each in self.intervals.items() if cells.issubset(asked)]
        weights = {each.floor: float(each.low) for each in inside if each.floor is not None}
        return sum(each.low for each in inside), weights

    def most(self, asked: Collection[int]) -> tuple[int | None, Weights]:
        """The greatest sum over some cells, None for no limit, and the statements that limit it."""
        touching = [(cells, each) for cells, each in self.intervals.items() if not cells.isdisjoint(asked)]
        known = {cell for cells, each in touching if each.high < inf for cell in cells}
        if not known.issuperset(asked):
            return None, {}
        weights = {each.ceiling: float(max(1, each.high)) for _, each in touching if each.ceiling is not None}
        return sum(int(each.high) for _, each in touching), weights


def apart(rows: Iterable[Row]) -> Apart | None:
    """The sums of rows, each with all rows over its cells; None where sums over different cells share some.

    "12 killed" and "at least 10" of one strike are one sum; "3 of them children" shares its cells.
    """
    found = dict[frozenset[int], Interval]()
    for row in rows:
        if (interval := found.get(row.cells)) is None:
            interval = found[row.cells] = Interval()
        interval.narrow(row)
    if len(found) > 1 and len(frozenset[int]().union(*found)) < sum(map(len, found)):
        return None
    return Apart(found)
