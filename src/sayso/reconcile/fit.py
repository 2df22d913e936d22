"""Statements as a question takes them: their window, their group, their reach, and which are too far to
matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.concluded import Question
from sayso.reconcile.areas import Area
from sayso.reconcile.cells import Region
from sayso.reconcile.groups import Group, Status
from sayso.reconcile.occasions import HAPPENING, STOCKS, Days, span_of
from sayso.reconcile.singled_out import of_any_age
from sayso.reconcile.statements import Statement


def near(
    areas: frozenset[Area] | None, days: Days | None, statements: Sequence[Statement]
) -> list[Statement]:
    """The statements that overlap what is asked, and those that overlap one of them.

    Leaving out what is further away can only widen the bounds, never make them wrong. Countrywide totals are
    taken in, but what they alone reach is not; what lies in the region asked reaches nothing else.
    """
    first = {each.key for each in statements if _overlaps(areas, days, each)}
    reached = {
        (each.areas or None, each.days)
        for each in statements
        if each.key in first
        and not _inside(areas, days, each)
        and not any(area.precision == "country" for area in each.areas)
    }
    return [
        each
        for each in statements
        if each.key in first or any(_overlaps(*region, each) for region in reached)
    ]


def _inside(areas: frozenset[Area] | None, days: Days | None, each: Statement) -> bool:
    within = days is None or (each.days is not None and days[0] <= each.days[0] and each.days[1] <= days[1])
    held = areas is None or (bool(each.areas) and all(_held(area, areas) for area in each.areas))
    return within and held


def _overlaps(areas: frozenset[Area] | None, days: Days | None, each: Statement) -> bool:
    if (
        days is not None
        and each.days is not None
        and not (days[0] <= each.days[1] and each.days[0] <= days[1])
    ):
        return False
    if areas is None or not each.areas:
        return True
    return any(one.holds(other) or other.holds(one) for one in areas for other in each.areas)


def of_the_day(
    question: Question, days: Days | None, statements: Sequence[Statement]
) -> tuple[list[Statement], list[str]]:
    """Of states at a day only those of the day asked, or of the nearest day before it, and what that
    assumes.

    Five are missing on 10 October: the three that were missing on the 5th are another state.
    """
    if question.kind not in STOCKS or days is None:
        return list(statements), []
    told = [each.days[1] for each in statements if each.days is not None and each.days[0] == each.days[1]]
    nearest = max((day for day in told if day <= days[1]), default=None)
    kept = [
        replace(each, days=days, capped=days[1]) for each in statements if each.days == (nearest, nearest)
    ]  # fmt: skip
    if nearest is None or nearest == days[1]:
        return kept, []
    return kept, [f"nobody tells of the day itself: the state {days[1] - nearest} days before is taken"]


class Fit:
    """Statements as a question takes them, by what all of them together tell apart."""

    def __init__(
        self, question: Question, days: Days | None, asked: Group, statements: Sequence[Statement]
    ) -> None:
        self._anywhere = bool(question.incidents) and not question.where
        self._somewhere = bool(question.where)
        self._any_day = question.first is None and question.last is None
        self._days, self._asked = days, asked
        wholes = {name for each in statements if each.group.status != "combatant" for name in each.ids}
        fighters = [
            each for each in statements if each.group.status == "combatant" and not each.none_of_others
        ]
        self._split = any(each.whole not in wholes for each in fighters)
        self._sided = any(each.group.side for each in fighters)
        self._spans = defaultdict[str | None, set[Days | None]](set)
        self._sides = defaultdict[tuple[str | None, Status | None], set[str | None]](set)
        for each in statements:
            self._spans[each.incident] |= {span_of(word.claim) for word in each.words}
            if not each.none_of_others:
                self._sides[each.incident, each.group.status].add(each.group.side)

    def of(self, each: Statement) -> Statement:
        """A statement with its window and its group as they are asked."""
        window, capped, days = each.days, each.capped, self._days
        if days is not None and (self._any_day if window is None else window != days and self._fits(each)):
            capped = days[1] if window is None or capped == window[1] else days[1] - 1
            window = days
        areas = frozenset[Area]() if self._anywhere else each.areas
        taken = replace(
            each, group=self._group(each), days=window, capped=capped, areas=areas, reach=areas and each.reach
        )
        certain = (areas or not self._somewhere) and (days is None or window is not None)
        return (
            taken if certain and not self._of_some_side(taken) else replace(taken, ceiling=None, counted=None)
        )

    def _of_some_side(self, each: Statement) -> bool:
        """Does it count fighters of a side that it does not tell, so that it caps neither side's?"""
        unsided = each.group.side is None and not each.none_of_others
        return each.group.status == "combatant" and unsided and self._sided

    def _fits(self, each: Statement) -> bool:
        """Is a window the one asked about, as precisely as it was told?

        A happening is when any word of it says, and also within a few days that hold it.
        """
        days, window = self._days, each.days
        assert days is not None
        assert window is not None
        if not each.happening:
            return window[0] == days[0] and abs(window[1] - days[1]) <= each.leeway
        if days[1] - days[0] >= HAPPENING:
            return False
        if days[0] <= window[0] and window[1] <= days[1]:
            return True
        return each.incident is not None and days in self._spans[each.incident]

    def _group(self, each: Statement) -> Group:
        """The group of a statement, where the words do not tell those groups apart, as it is asked.

        "51 people" and "59 civilians" of one strike are one series of totals; soldiers that are counted
        beside the civilians, and not among them, are another.
        """
        group, asked = each.group, self._asked
        if group.thing is not None or each.none_of_others:
            return group
        fighters = group.status == "combatant" or (asked.status == "combatant" and group.status is not None)
        if not fighters and (not self._split or asked.status == "civilian" or group.selects):
            group = replace(group, status=asked.status if asked.status == "civilian" else None)
        sides = self._sides[each.incident, each.group.status] if each.incident is not None else {""}
        if group.side is None and asked.side is not None and sides <= {None, asked.side}:
            group = replace(group, side=asked.side)
        return group


def regions_of(each: Statement, asked: Region, *, age_open: bool) -> tuple[Region, Region, Region]:
    """What a statement speaks of, and where its floor and its ceiling hold: the outer and inner reach of
    blur.

    "53 in Loikaw in the first week of the offensive" may take in what else was counted of the offensive, so
    it is not added to its six in Mobye: a running total is a floor for all that is asked.
    """
    told = Region(each.kind, each.group, each.areas or None, each.days)
    whoever = each.group if asked.group.selects or not age_open else of_any_age(each.group)
    if each.days is None:
        capped = Region(each.kind, each.group, each.reach or None, None)
        return told, Region(each.kind, whoever, told.areas, None), capped
    first, last = each.days
    outer = told.areas
    if each.leeway and each.days != asked.days:
        first, last = first - each.leeway, max(last, min(last + each.leeway, each.standing))
    if not each.happening and asked.areas and all(_held(area, asked.areas) for area in each.areas):
        outer = asked.areas
    return (
        told,
        Region(each.kind, whoever, outer, (first, last)),
        Region(each.kind, each.group, each.reach or None, (each.days[0], max(each.days[0], each.capped))),
    )


def _held(area: Area, areas: Iterable[Area]) -> bool:
    return any(each.holds(area) for each in areas)
