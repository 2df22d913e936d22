"""How the days of two happenings lie to each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal

from sayso.link.telling import Span

DaysLevel = Literal[
    "same", "touch", "next", "near", "apart", "since", "until", "overlap", "part", "inside", "start",
    "in week", "open", "unknown",
]  # fmt: skip
ToldLevel = Literal["while", "soon after", "after", "long after", "before", "any time"]
_DAY: Final = timedelta(days=1)
_NEAR: Final = timedelta(days=4)
_START: Final = timedelta(days=2)
_LOOSE: Final = timedelta(days=4)  # "the past month" is no date: its first day is blurred
_WEEK: Final = timedelta(days=7)
_AFTER: Final = timedelta(days=21)


def days_level(one: Span | None, other: Span | None) -> DaysLevel:
    """How two spans of days lie to each other, whichever comes first.

    same: two events of the same days; touch, next, near, apart: that share some, are a day apart, up to four,
    more. since: two running totals that begin together; until: that end together; overlap: that share half
    their days; part: that share less. start: an event on the first day of a total, inside: on another day;
    in week: in a week that may be when it was or a total. unknown: neither is told; open: only one.
    """
    if one is None or other is None:
        return "unknown" if one is other else "open"
    if one.first > other.first or (one.first == other.first and one.last > other.last):
        one, other = other, one
    gap = other.first - one.last
    if one.long and other.long:
        return _of_totals(one, other)
    if one.long or other.long:
        event, total = (other, one) if one.long else (one, other)
        if gap > timedelta(0):
            return "near" if gap <= _DAY else "apart"
        if total.loose and total.last - total.first <= _WEEK:
            return "in week"
        return "start" if abs(event.first - total.first) <= _DAY and event.last <= total.last else "inside"
    if one == other:
        return "same"
    if gap <= timedelta(0):
        return "touch"
    if gap <= _DAY:
        return "next"
    return "near" if gap <= _NEAR else "apart"


def _of_totals(one: Span, other: Span) -> DaysLevel:
    if other.first - one.first <= (_LOOSE if one.loose or other.loose else _START):
        return "since"
    shared = min(one.last, other.last) - other.first + _DAY
    if shared <= timedelta(0):
        return "apart"
    if abs(one.last - other.last) <= _START:
        return "until"
    whole = max(one.last, other.last) - one.first + _DAY
    return "overlap" if shared * 2 >= whole else "part"


def told_level(span: Span, published: date | None) -> ToldLevel:
    """When a telling without days was published, seen from a happening whose days are told.

    Told while a total was counted, up to four days after, up to three weeks, later, or before it began.
    """
    if published is None:
        return "any time"
    if published < span.first:
        return "before"
    gap = published - span.last
    if span.long and gap <= _DAY:
        return "while"
    if gap <= _NEAR:
        return "soon after"
    return "after" if gap <= _AFTER else "long after"


def published_level(one: date | None, other: date | None) -> str:
    """How many days lie between two publications, in steps."""
    if one is None or other is None:
        return "unknown"
    gap = abs((one - other).days)
    for step in (0, 1, 3, 7, 21, 60, 200):
        if gap <= step:
            return f"within {step}"
    return "apart"
