"""Which rows of a data set and which events of ours are the same happening."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sayso.compare.findings import Ours
from sayso.compare.nearness import Nearness, nearness, reach_of
from sayso.read.coded import CodedEvent
from sayso.settings import Settings


@dataclass(slots=True)
class Pair:
    """Rows and events by their places in the lists that were compared, and how near the first two are."""

    theirs: list[int]
    ours: list[int]
    near: Nearness


@dataclass(slots=True)
class Paired:
    """The pairs, what is left over on both sides, and for each row the events that might have been it."""

    pairs: list[Pair] = field(default_factory=list)
    theirs: list[int] = field(default_factory=list)
    ours: list[int] = field(default_factory=list)
    near: dict[int, list[int]] = field(default_factory=dict)


def paired(
    theirs: Sequence[CodedEvent], ours: Sequence[Ours], expected: Sequence[bool], settings: Settings
) -> Paired:
    """Rows and events that are the same, the nearest first; each is in one pair.

    Events that are not `expected` in the data set are a row's only where no other is, on its day and place.
    What is left over joins a pair where that counts together what the other side parts: the days of an event
    over several days, the happenings of a row that puts several together.
    """
    found = sorted(
        ((not expected[event], *_order(near, theirs[row], ours[event])), row, event, near)
        for row, event, near in _candidates(theirs, ours, settings)
        if expected[event] or (near.same_days and near.same_place)
    )
    told = Paired()
    of_row: dict[int, Pair] = {}
    of_event: dict[int, Pair] = {}
    for _, row, event, near in found:
        told.near.setdefault(row, []).append(event)
        if row not in of_row and event not in of_event:
            of_row[row] = of_event[event] = Pair([row], [event], near)
            told.pairs.append(of_row[row])
    for _, row, event, near in found:
        if not (near.same_days and near.same_place and expected[event]) or near.actors is False:
            continue
        if row not in of_row and event in of_event and _parted(theirs[row], ours[event]):
            of_row[row] = of_event[event]
            of_row[row].theirs.append(row)
        elif row in of_row and event not in of_event and _within(ours[event], theirs[row]):
            of_event[event] = of_row[row]
            of_event[event].ours.append(event)
    told.theirs = [row for row in range(len(theirs)) if row not in of_row]
    told.ours = [event for event in range(len(ours)) if event not in of_event]
    return told


def _candidates(
    theirs: Sequence[CodedEvent], ours: Sequence[Ours], settings: Settings
) -> Iterator[tuple[int, int, Nearness]]:
    """Rows and events that may be the same; only what shares a stretch of time is looked at."""
    stretch = timedelta(days=max(settings.compare_days, 1))
    margin = stretch + timedelta(days=15)
    by_stretch = defaultdict[int, list[int]](list)
    for event, each in enumerate(ours):
        first, last = (
            day.toordinal() // stretch.days for day in (each.event.days.first, each.event.days.last)
        )
        for number in range(first, last + 1):
            by_stretch[number].append(event)
    known = sorted(by_stretch)
    for row, coded in enumerate(theirs):
        first = (coded.first - margin).toordinal() // stretch.days
        last = (coded.last + margin).toordinal() // stretch.days
        near = {
            event
            for number in known[bisect_left(known, first) : bisect_left(known, last + 1)]
            for event in by_stretch[number]
        }
        for event in sorted(near):
            if (told := nearness(coded, ours[event], settings)) is not None:
                yield row, event, told


def _order(near: Nearness, theirs: CodedEvent, ours: Ours) -> tuple[float, ...]:
    """The nearest first: day and place, then actors, then the number."""
    actors = 1 if near.actors is None else 2 * near.actors
    apart = abs(theirs.best - (ours.figure.best or 0))
    far = near.kilometres if near.kilometres is not None else 0.0
    return -(near.same_days + near.same_place), -actors, apart, abs(near.days), far


def _parted(theirs: CodedEvent, ours: Ours) -> bool:
    """Is a row one of several days of an event of ours?"""
    days = ours.event.days
    return len(days) > 1 and days.first <= theirs.last and theirs.first <= days.last


def _within(ours: Ours, theirs: CodedEvent) -> bool:
    """Is an event of ours one of those that a row puts together: on its days, and at a place no wider?"""
    days, reach = ours.event.days, reach_of(ours.event.place)
    on_days = theirs.first <= days.first and days.last <= theirs.last
    in_place = theirs.spot.reach is None or (reach is not None and reach <= theirs.spot.reach)
    return theirs.joined and on_days and in_place
