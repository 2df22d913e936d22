"""The largest sets of statements that can all be true: the ways in which contradictions may be settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from sayso.reconcile.solve import Program, without

_TRIED: Final = 8  # sets that are tried for each way that may come out


@dataclass(frozen=True, slots=True)
class Settled:
    """Ways of settling: for each the statements left out; the conflicts met; were there too many ways?

    With `cut`, every statement of the conflicts met is left out at once: there are too many ways to try.
    """

    left_out: tuple[frozenset[int], ...]
    conflicts: tuple[frozenset[int], ...]
    cut: bool = False


def settle(program: Program, tally: Mapping[int, int], most: int) -> Settled:
    """All largest consistent sets of tallies, by what each leaves out.

    "53" and "60" of one strike contradict each other: one way leaves out the 53, the other the 60. `tally`
    names the tally of each statement: a total and its parts stand or fall together. A tree of conflicts is
    walked by the number of tallies left out, so each way is least, and none depends on the order of
    statements.
    """
    members: dict[int, set[int]] = {}
    for statement, name in tally.items():
        members.setdefault(name, set()).add(statement)
    apart = _apart(program, tally, members)
    if prod(len({tally[one] for one in conflict}) for conflict in apart) > most:
        return _cut(apart, tally, members)
    ways: list[frozenset[int]] = []
    conflicts: list[frozenset[int]] = []
    waiting = [frozenset[int]()]
    seen = set(waiting)
    while waiting:
        names = waiting.pop(0)
        if any(way <= names for way in ways):
            continue
        conflict = next((each for each in conflicts if not {tally[one] for one in each} & names), None)
        if conflict is None:
            rest = without(program, (one for name in names for one in members[name]))
            if not rest.impossible:
                ways.append(names)
                if len(ways) > most:
                    return _cut([*conflicts, *apart], tally, members)
                continue
            conflict = rest.conflict()
            conflicts.append(conflict)
        for name in sorted({tally[one] for one in conflict}):
            wider = names | {name}
            if wider not in seen:
                seen.add(wider)
                waiting.append(wider)
        if len(seen) > _TRIED * most:
            return _cut([*conflicts, *apart], tally, members)
    left_out = tuple(frozenset(one for name in way for one in members[name]) for way in ways)
    return Settled(tuple(sorted(left_out, key=sorted)), _sorted(conflicts))


def _apart(
    program: Program, tally: Mapping[int, int], members: Mapping[int, set[int]]
) -> list[frozenset[int]]:
    """Conflicts that share no tally, until the rest can all be true. Each has to be settled by itself."""
    found: list[frozenset[int]] = []
    rest = program
    while rest.impossible:
        found.append(rest.conflict())
        rest = without(rest, (one for each in found[-1] for one in members[tally[each]]))
    return found


def _cut(
    conflicts: Sequence[frozenset[int]], tally: Mapping[int, int], members: Mapping[int, set[int]]
) -> Settled:
    """One way that leaves out every tally of the conflicts, so that the rest can all be true."""
    contested = {tally[one] for conflict in conflicts for one in conflict}
    left_out = frozenset(one for name in contested for one in members[name])
    return Settled((left_out,), _sorted(conflicts), cut=True)


def _sorted(conflicts: Sequence[frozenset[int]]) -> tuple[frozenset[int], ...]:
    return tuple(sorted(conflicts, key=sorted))
