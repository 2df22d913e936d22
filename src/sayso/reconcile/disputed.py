"""Which statements may contradict others at all, in blocks that are settled each by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.reconcile.solve import Program
from sayso.reconcile.sums import Row


def blocks(program: Program, tally: Mapping[int, int]) -> list[frozenset[int]]:
    """The tallies that may be contested, by blocks no conflict reaches out of; others stand in every way.

    "12" and "17" of one strike are a block; "at least 40 in the whole province" beside them is in none.

    Why what is not in a block is in no least conflict, that is in no least set of rows that cannot all hold:
    take rows that can all hold, and fill their cells with no more than they need. Then every cell that is not
    empty is held by a floor that is just met, so a ceiling's cells hold no more than the floors that touch
    them add up to. A ceiling of no less than that sum can thus be added to any rows that can all hold. A
    floor one cell of which no ceiling holds can be added too: that cell is filled. Neither is in a least
    conflict, so the least conflicts are those of the rest, and the rest is looked through again. Rows that
    share no cell, directly or by others, are filled apart: a least conflict lies in one block, and a block
    whose rows can all hold has none.
    """
    groups = _Groups()
    by_cell: dict[int, int] = {}
    suspected = _suspected(program.rows)
    for row in suspected:
        name = tally[row.of]
        for cell in row.cells:
            groups.join(name, by_cell.setdefault(cell, name))
    found = defaultdict[int, set[int]](set)
    for row in suspected:
        found[groups.first(tally[row.of])].add(tally[row.of])
    contested = []
    for names in found.values():
        rows = [row for row in suspected if tally[row.of] in names]
        if Program(program.cells, rows).impossible:
            contested.append(frozenset(names))
    return sorted(contested, key=sorted)


def _suspected(rows: Sequence[Row]) -> list[Row]:
    """Floors and ceilings of the rows that `blocks` cannot clear, each as a row of its own."""
    floors = [Row(row.cells, row.low, None, row.of) for row in rows if row.low > 0]
    ceilings = [Row(row.cells, 0, row.high, row.of) for row in rows if row.high is not None]
    while True:
        before = len(floors) + len(ceilings)
        needed: dict[frozenset[int], int] = {}
        for row in floors:
            needed[row.cells] = max(row.low, needed.get(row.cells, 0))
        loads = {cells: _touching(cells, needed) for cells in {row.cells for row in ceilings}}
        ceilings = [row for row in ceilings if row.high is not None and row.high < loads[row.cells]]
        held = frozenset[int]().union(*(row.cells for row in ceilings))
        floors = [row for row in floors if row.cells <= held]
        if len(floors) + len(ceilings) == before:
            return [*floors, *ceilings]


def _touching(cells: frozenset[int], needed: Mapping[frozenset[int], int]) -> int:
    """What floors that touch some cells add up to; of several on the same cells the highest."""
    return sum(low for held, low in needed.items() if not cells.isdisjoint(held))


class _Groups:
    """Names that belong together, joined pair by pair."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def first(self, name: int) -> int:
        """The name that stands for the group of a name."""
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    def join(self, one: int, other: int) -> None:
        """Puts two names into one group; its least name stands for it."""
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._above[high] = low


def alike(program: Program, tally: Mapping[int, int], names: Iterable[int]) -> dict[int, frozenset[int]]:
    """Tallies that say the very same, by the first of each: they stand or fall together in every way.

    Seven reports of "12" about one strike are one of the numbers to choose from.
    """
    wanted = set(names)
    said = defaultdict[int, set[tuple[frozenset[int], int, int | None]]](set)
    for row in program.rows:
        if tally[row.of] in wanted:
            said[tally[row.of]].add((row.cells, row.low, row.high))
    found = defaultdict[frozenset[object], set[int]](set)
    for name in sorted(wanted):
        found[frozenset(said[name])].add(name)
    return {min(same): frozenset(same) for same in found.values()}
