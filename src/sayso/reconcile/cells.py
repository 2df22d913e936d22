"""The cells that regions cut the world into: cells no region tells apart are one, and none is enumerated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sayso.concluded import AskedKind
from sayso.reconcile.areas import Area
from sayso.reconcile.groups import Group, atoms, relaxed

Days = tuple[int, int]
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
    told_apart = atoms(region.group for region in regions)
    groups = relaxed([region.group for region in regions], told_apart)
    sides = (
        (
            _set(index for index, region in enumerate(regions) if fate in _fates(region.kind))
            for fate in frozenset().union(*(_fates(region.kind) for region in regions))
        ),
        (_set(index for index, group in enumerate(groups) if group.holds(atom)) for atom in told_apart),
        _of_areas(regions),
        _of_days(regions),
    )
    found = {-1}
    for side in sides:
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


def _of_areas(regions: Sequence[Region]) -> Iterator[int]:
    """What holds each area, less the areas in it that are told apart, and the rest of the world."""
    holding = dict[frozenset[Area], int]()
    for index, region in enumerate(regions):
        if region.areas is not None:
            holding[region.areas] = holding.get(region.areas, 0) | 1 << index
    anywhere = _set(index for index, region in enumerate(regions) if region.areas is None)
    holders = dict.fromkeys(frozenset[Area]().union(*holding), anywhere)
    for areas, those in holding.items():
        for area in holders:
            if area in areas or any(each.holds(area) for each in areas):
                holders[area] |= those
    yield anywhere
    yield from holders.values()


def _of_days(regions: Sequence[Region]) -> Iterator[int]:
    """What holds each stretch of days between two ends of windows, and all other time."""
    windows = [region.days for region in regions if region.days is not None]
    always = _set(index for index, region in enumerate(regions) if region.days is None)
    yield always
    edges = sorted({first for first, _ in windows} | {last + 1 for _, last in windows})
    for begin, end in pairwise(edges):
        yield always | _set(
            index for index, region in enumerate(regions)
            if region.days is not None and region.days[0] <= begin and end - 1 <= region.days[1]
        )  # fmt: skip


def _set(indexes: Iterable[int]) -> int:
    held = 0
    for index in indexes:
        held |= 1 << index
    return held
