"""The largest sets of statements that can all be true: the ways in which contradictions may be settled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

from sayso.reconcile.disputed import alike, blocks
from sayso.reconcile.solve import Program

_TRIED: Final = 8  # sets that are tried for each way that may come out


@dataclass(frozen=True, slots=True)
class Settled:
    """Ways of settling: for each the statements left out; the conflicts met; were there too many ways?

    With `cut`, all that may be contested of some blocks is left out at once: there are too many ways to try.
    """

    left_out: tuple[frozenset[int], ...]
    conflicts: tuple[frozenset[int], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """A block's tallies, the ways to settle it by the tallies left out, and its conflicts by statements."""

    names: frozenset[int]
    ways: tuple[frozenset[int], ...]
    conflicts: tuple[frozenset[int], ...]
    near: bool
    cut: bool = False

    def cleared(self) -> _Block:
        """The block with all of it left out."""
        return _Block(self.names, (self.names,), self.conflicts, self.near, cut=True)


def settle(program: Program, tally: Mapping[int, int], asked: Collection[int], most: int) -> Settled:
    """All largest consistent sets of tallies, by what each leaves out.

    "53" and "60" of one strike contradict each other: one way leaves out the 53, the other the 60. `tally`
    names the tally of each statement: a total and its parts stand or fall together. Contradictions that have
    nothing to do with each other are settled apart, and their ways multiplied. Where they are more than
    `most`, blocks are left out whole, those first that do not touch what is `asked`. Every way then allows
    less than what stays, as each holds all of it and something else: the bounds of what stays hold for all.
    """
    members: dict[int, set[int]] = {}
    for statement, name in tally.items():
        members.setdefault(name, set()).add(statement)
    found = [_settled(program, tally, names, asked, most) for names in blocks(program, tally)]
    while prod(len(block.ways) for block in found) > most:
        widest = max(
            (block for block in found if len(block.ways) > 1),
            key=lambda block: (not block.near, len(block.ways), sorted(block.names)),
        )
        found[found.index(widest)] = widest.cleared()
    ways = [frozenset[int]().union(*chosen) for chosen in product(*(block.ways for block in found))]
    left_out = [frozenset(one for name in way for one in members[name]) for way in ways]
    return Settled(
        tuple(sorted(left_out, key=sorted)),
        tuple(sorted({each for block in found for each in block.conflicts}, key=sorted)),
        any(block.cut for block in found),
    )


def _settled(
    program: Program, tally: Mapping[int, int], names: frozenset[int], asked: Collection[int], most: int
) -> _Block:
    """One block, settled. Tallies that say the same are tried as one."""
    same = alike(program, tally, names)
    rows = [row for row in program.rows if tally[row.of] in same]
    near = any(not row.cells.isdisjoint(asked) for row in rows)
    walk = _Walk(Program(program.cells, rows), tally)
    ways = walk.ways(most)
    if ways is None:
        return _Block(names, (names,), tuple(walk.conflicts), near, cut=True)
    whole = [frozenset(one for name in way for one in same[name]) for way in ways]
    return _Block(names, tuple(whole), tuple(walk.conflicts), near)


class _Walk:
    """A walk through the tree of conflicts, by the number of tallies left out.

    So each way it finds is least, and none depends on the order of statements.
    """

    def __init__(self, program: Program, tally: Mapping[int, int]) -> None:
        self._program, self._tally = program, tally
        self._rows = [(tally[row.of], row) for row in program.rows]
        self._met: dict[frozenset[int], frozenset[int]] = {}

    @property
    def conflicts(self) -> list[frozenset[int]]:
        """The conflicts met, by their statements."""
        return list(self._met)

    def ways(self, most: int) -> list[frozenset[int]] | None:
        """The ways by the tallies they leave out; None if there are surely or likely more than `most`."""
        if self._are_many(most):
            return None
        ways: list[frozenset[int]] = []
        waiting = [frozenset[int]()]
        seen = set(waiting)
        while waiting:
            names = waiting.pop(0)
            if any(way <= names for way in ways):
                continue
            conflict = self._conflict(names)
            if conflict is None:
                ways.append(names)
            for name in sorted(conflict or ()):
                if (wider := names | {name}) not in seen:
                    seen.add(wider)
                    waiting.append(wider)
            if len(ways) > most or len(seen) > _TRIED * most:
                return None
        return ways

    def _are_many(self, most: int) -> bool:
        """Do conflicts that share no tally, of which each has to be settled by itself, make too many ways?"""
        names, ways = frozenset[int](), 1
        while (conflict := self._conflict(names)) is not None:
            ways *= len(conflict)
            names |= conflict
            if ways > most:
                return True
        return False

    def _conflict(self, names: frozenset[int]) -> frozenset[int] | None:
        """The tallies of a conflict of what is left without some of them, None if it can all be true."""
        known = next((each for each in self._met.values() if each.isdisjoint(names)), None)
        if known is not None:
            return known
        rest = Program(self._program.cells, [row for name, row in self._rows if name not in names])
        if not rest.impossible:
            return None
        conflict = rest.conflict()
        self._met[conflict] = frozenset(self._tally[one] for one in conflict)
        return self._met[conflict]
