"""Intervals of days, both ends inclusive, and how they are shifted and cut."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from sayso.records import DayPrecision

DAY: Final = timedelta(days=1)
LENGTHS: Final = {"minute": 0, "hour": 0, "day": 1, "weekend": 7, "week": 7, "fortnight": 14}
MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
PRECISION: Final[dict[str, DayPrecision]] = {
    "minute": "day", "hour": "day", "day": "day", "weekend": "day", "week": "week", "fortnight": "week",
    "month": "month", "quarter": "month", "half": "month", "year": "year", "decade": "year",
    "century": "year",
}  # fmt: skip


class Span(NamedTuple):
    """First and last day, and how finely the words tell them."""

    first: date
    last: date
    precision: DayPrecision = "day"

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1


def day(first: date) -> Span:
    """One day."""
    return Span(first, first)


def months(year: int, month: int, count: int = 1, precision: DayPrecision = "month") -> Span:
    """Whole months from the given one on; a month beyond 12 lies in a later year, one below 1 in an earlier.

    >>> months(2023, 12, 3).last
    datetime.date(2024, 2, 29)
    """
    start, end = year * 12 + month - 1, year * 12 + month + count - 2
    last_year, last_month = end // 12, end % 12 + 1
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Span(date(start // 12, start % 12 + 1, 1), last, precision)


def year(number: int) -> Span:
    """A calendar year."""
    return months(number, 1, 12, "year")


def unit_around(anchor: date, unit: str, shift: int = 0) -> Span:
    """The calendar unit that holds a day, or one that lies `shift` units away. Weeks begin on Monday.

    >>> unit_around(date(2023, 11, 21), "week", -1).first
    datetime.date(2023, 11, 13)
    """
    if unit in ("minute", "hour", "day"):
        return day(anchor + shift * DAY)
    if unit in ("week", "fortnight", "weekend"):
        length = 14 if unit == "fortnight" else 7
        monday = anchor - anchor.weekday() * DAY + shift * length * DAY
        if unit == "weekend":
            return Span(monday + 5 * DAY, monday + 6 * DAY)
        return Span(monday, monday + (length - 1) * DAY, "week")
    count = MONTHS[unit]
    index = anchor.year * 12 + anchor.month - 1
    if unit == "century":
        index = (anchor.year // 100) * 1200
    elif unit == "decade":
        index = (anchor.year // 10) * 120
    else:
        index -= index % count
    index += shift * count
    return months(index // 12, index % 12 + 1, count, PRECISION[unit])


def moved(anchor: date, count: float, unit: str) -> date:
    """A day that lies so many units away; a day that the month lacks becomes its last one.

    >>> moved(date(2024, 3, 31), -1, "month")
    datetime.date(2024, 2, 29)
    """
    if unit in LENGTHS:
        return anchor + round(count * LENGTHS[unit]) * DAY
    whole = round(count * MONTHS[unit])
    index = anchor.year * 12 + anchor.month - 1 + whole
    number, month = index // 12, index % 12 + 1
    return date(number, month, min(anchor.day, monthrange(number, month)[1]))


def part(span: Span, which: str) -> Span:
    """The early, middle or late third of a span; of a month days 1 to 10, 10 to 20, or from the 21st on.

    >>> part(months(2023, 6), "early").last
    datetime.date(2023, 6, 10)
    """
    if span.days == 1:
        return span
    if span.precision == "month" and span.days <= 31:
        first = span.first
        cuts = {"early": (first, first + 9 * DAY), "mid": (first + 9 * DAY, first + 19 * DAY)}
        return Span(*cuts.get(which, (first + 20 * DAY, span.last)), "week")
    third = span.days // 3
    if which == "early":
        last = span.first + third * DAY
        return Span(span.first, last, span.precision)
    if which == "late":
        return Span(span.last - third * DAY, span.last, span.precision)
    return Span(span.first + third * DAY, span.last - third * DAY, span.precision)


def nth(span: Span, number: int, unit: str, count: int = 1) -> Span | None:
    """The n-th unit of a span (-1: the last), or its n-th `count` units; None where it holds none such.

    >>> nth(months(2015, 6), 1, "week", 2).last
    datetime.date(2015, 6, 14)
    """
    if number > 0:
        first = moved(span.first, (number - 1) * count, unit)
        last = moved(first, count, unit) - DAY
    else:
        last = span.last
        first = moved(last + DAY, -count, unit)
    if first < span.first or first > span.last:
        return None
    return Span(first, min(last, span.last), PRECISION[unit])


def hull(one: Span, other: Span) -> Span:
    """From the first day of either to the last of either."""
    order: list[DayPrecision] = ["day", "week", "month", "year"]
    precision = max(one.precision, other.precision, key=order.index)
    return Span(min(one.first, other.first), max(one.last, other.last), precision)
