"""Which quantity is a part of which: "70 people, including 10 children"; "11 died: five in A and six in B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.cues import part_cue
from sayso.lexicon import Reading
from sayso.records import Harmed

JOINED_REACH: Final = 10
SENTENCES_BACK: Final = 2
MAX_LIST: Final = 12
# A count of people hurt in any way holds those killed and those injured; what was launched holds what was stopped.
_HOLDS: Final = {
    "casualties": frozenset({"killed", "injured", "missing", "abducted", "detained"}),
    "attacks": frozenset({"intercepted"}),
    "abducted": frozenset({"released", "killed"}),
    "detained": frozenset({"released", "killed"}),
    "destroyed": frozenset({"damaged"}),
}


def parts(
    reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]
) -> list[Chosen[int | None]]:
    """For each counted quantity the index of the one it is a part of, or None."""
    wholes: dict[int, tuple[int, str]] = {}
    for place, item in enumerate(counted):
        found = _by_words(reading, counted, place) or _by_sibling(reading, counted, place, wholes)
        if found is not None:
            wholes[place] = found
    for place in range(len(counted)):
        for member in _by_sum(reading, counted, place, wholes):
            wholes[member] = (place, "part.sum")
    return [
        Chosen(wholes[place][0], (wholes[place][1],)) if place in wholes else Chosen(None)
        for place in range(len(counted))
    ]


def _by_words(reading: Reading, counted: Sequence[Counted], place: int) -> tuple[int, str] | None:
    """A whole pointed at by "including", "among them", "of whom" before the number, or "of them" behind it."""
    item = counted[place]
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    cue = part_cue(reading, item.first, item.last, begin, stop)
    if cue is None:
        return None
    whole = _whole(reading, counted, place, cue)
    return None if whole is None else (whole, "part.words")


def _whole(reading: Reading, counted: Sequence[Counted], place: int, cue: int) -> int | None:
    """The nearest earlier quantity that can hold this one; in the same sentence it must stand before the cue."""
    item = counted[place]
    passage = reading.passage_of[item.first]
    for other in range(place - 1, -1, -1):
        candidate = counted[other]
        if reading.passage_of[candidate.first] < passage - SENTENCES_BACK:
            return None
        if candidate.first < cue and _can_hold(candidate, item):
            return other
    return None


def _can_hold(whole: Counted, part: Counted) -> bool:
    fits = whole.kind == part.kind or part.kind in _HOLDS.get(whole.kind, ())
    return fits and whole.quantity.value > part.quantity.value > 0


def _by_sibling(
    reading: Reading, counted: Sequence[Counted], place: int, wholes: dict[int, tuple[int, str]]
) -> tuple[int, str] | None:
    """ "including 10 children and three women": what is joined to a part is a part of the same whole."""
    if place == 0 or place - 1 not in wholes:
        return None
    item, before = counted[place], counted[place - 1]
    whole = wholes[place - 1][0]
    if reading.passage_of[item.first] != reading.passage_of[before.first] or item.kind != before.kind:
        return None
    between = range(before.last, item.first)
    if any(index in reading.triggers or reading.words[index] in (";", ".") for index in between):
        return None
    rest = counted[whole].quantity.value - before.quantity.value
    if item.quantity.value > rest or len(between) > JOINED_REACH:
        return None
    return (whole, "part.joined")


def _by_sum(
    reading: Reading, counted: Sequence[Counted], place: int, wholes: dict[int, tuple[int, str]]
) -> Iterator[int]:
    """The next quantities of the kind where they add up to this one exactly: two or more, close by."""
    whole = counted[place]
    if whole.quantity.value <= 2:
        return
    members: list[int] = []
    total: float = 0
    passage = reading.passage_of[whole.first]
    for other in range(place + 1, min(len(counted), place + MAX_LIST)):
        item = counted[other]
        if reading.passage_of[item.first] > passage + SENTENCES_BACK:
            return
        if item.kind != whole.kind or other in wholes or not item.quantity.value:
            continue
        members.append(other)
        total += item.quantity.value
        if total > whole.quantity.value:
            return
        if total == whole.quantity.value and len(members) > 1:
            yield from members
            return
