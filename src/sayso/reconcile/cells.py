"""The cells that regions cut the world into: cells no region tells apart are one, and none is enumerated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

from sayso.concluded import AskedKind
from sayso.reconcile.areas import Area
from sayso.reconcile.groups import Group, atoms, relaxed

Days = tuple[int, int]
T = TypeVar("T")
# What can happen to a person, of which some kinds take in several. One is killed or injured, as it ended; of
# the detained nobody says how many had surrendered.
_FATES: Final[Mapping[AskedKind, frozenset[str]]] = {
    "casualties": frozenset({"killed", "injured"}),
    "detained": frozenset({"detained", "both"}), "surrendered": frozenset({"surrendered", "both"}),
    "custody": frozenset({"detained", "surrendered", "both"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """What a count is about: kind x group x areas x days. None: anywhere, at any time.

    The region of casualties is that of the killed and that of the injured.
    """

    kind: AskedKind
    group: Group
    areas: frozenset[Area] | None
    days: Days | None


def cells(regions: Sequence[Region]) -> list[int]:
    """The cells that some region holds, each as the set of the regions that hold it: bit n for the n-th.

    "53 in Loikaw to 18 November" and "70 in Kayah to 21 November" make two cells: what both count, and what
    only the wider one counts.
    """
    found = {-1}
    for side in (_of_kinds(regions), _of_groups(regions), _of_areas(regions), _of_days(regions)):
        distinct = set(side)
        found = {cell & held for cell in found for held in distinct} - {0}
    return sorted(found)


def members(found: Sequence[int], regions: int) -> list[frozenset[int]]:
    """For each of the regions the indexes of the cells that it holds."""
    held: list[list[int]] = [[] for _ in range(regions)]
    for index, cell in enumerate(found):
        left = cell
        while left:
            last = left & -left
            held[last.bit_length() - 1].append(index)
            left ^= last
    return [frozenset(each) for each in held]


def _fates(kind: AskedKind) -> frozenset[str]:
    return _FATES.get(kind, frozenset({kind}))


def _of_kinds(regions: Sequence[Region]) -> Iterator[int]:
    """What holds each fate."""
    alike = _sets(region.kind for region in regions)
    for fate in frozenset().union(*map(_fates, alike)):
        yield _union(those for kind, those in alike.items() if fate in _fates(kind))


def _of_groups(regions: Sequence[Region]) -> Iterator[int]:
    """What holds those alike in all that is told apart."""
    alike = _sets(region.group for region in regions)
    told_apart = atoms(alike)
    groups = relaxed(alike, told_apart)
    for atom in told_apart:
        yield _union(those for group, those in zip(groups, alike.values(), strict=True) if group.holds(atom))


def _of_areas(regions: Sequence[Region]) -> Iterator[int]:
    """What holds each area, less the areas in it that are told apart, and the rest of the world."""
    alike = _sets(region.areas for region in regions)
    anywhere = alike.get(None, 0)
    holding = {areas: those for areas, those in alike.items() if areas is not None}
    holders = dict.fromkeys(frozenset[Area]().union(*holding), anywhere)
    for areas, those in holding.items():
        for area in holders:
            if area in areas or any(each.holds(area) for each in areas):
                holders[area] |= those
    yield anywhere
    yield from holders.values()


def _of_days(regions: Sequence[Region]) -> Iterator[int]:
    """What holds each stretch of days between two ends of windows, and all other time."""
    alike = _sets(region.days for region in regions)
    always = alike.get(None, 0)
    yield always
    windows = [(*days, those) for days, those in alike.items() if days is not None]
    edges = sorted({first for first, _, _ in windows} | {last + 1 for _, last, _ in windows})
    for begin, end in pairwise(edges):
        yield always | _union(those for first, last, those in windows if first <= begin and end - 1 <= last)


def _sets(told: Iterable[T]) -> dict[T, int]:
    """For each of what regions tell those that tell it: few tell what no other does."""
    alike = dict[T, int]()
    for index, each in enumerate(told):
        alike[each] = alike.get(each, 0) | 1 << index
    return alike


def _union(sets: Iterable[int]) -> int:
    held = 0
    for those in sets:
        held |= those
    return held
