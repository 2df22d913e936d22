"""The meaning of dates that hang on another day: on Tuesday, last week, two days earlier, overnight."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import ceil
from typing import Final

from sayso.knowledge.calendar import spans
from sayso.knowledge.calendar.absolute import dated
from sayso.knowledge.calendar.anchors import Anchors
from sayso.knowledge.calendar.found import NO_ANCHOR, Found, Item, ItemKind
from sayso.knowledge.calendar.spans import DAY, Span
from sayso.records import DayPrecision, Doubt

_RECENT = 4 * DAY
_NIGHT_REACH = 5  # tokens from "overnight" to its day
_BEING = frozenset({"is", "was", "became"})
_LEADS_DAY = frozenset({"on", "into"})
_RECENT_UNITS = 3  # of "recent weeks"
_FEWEST, MOST = 2, 5  # "a few days", "several weeks"
_ROUGHLY: Final[dict[str, DayPrecision]] = {"day": "week", "week": "week", "month": "month"}
_TO_WAR = 4  # tokens from "six-year" to what is so old
VAGUE_COUNT = Doubt("when", "how many is not told")
LENGTH_ONLY = Doubt("when", "a length of time without its first or last day")


def weekday(found: Found, anchors: Anchors) -> Item | None:
    """On Tuesday, last Tuesday, the following Tuesday."""
    shift = found.value("SHIFT")
    if found.says("coming"):
        shift = 1
    if found.has("FOLLOW") and found.says("the"):
        return dated(found, anchors, _weekday_beside(found, anchors))
    return dated(found, anchors, anchors.weekday(found.value("WEEKDAY"), shift, found.first))


def _weekday_beside(found: Found, anchors: Anchors) -> Span | None:
    """The following or previous Tuesday: counted from the day spoken of last."""
    focus, number, side = anchors.focus, found.value("WEEKDAY"), found.value("FOLLOW")
    if focus is None or focus.days > 7:
        return None
    if side > 0:
        return spans.day(focus.last + (((number - focus.last.isoweekday()) % 7) or 7) * DAY)
    return spans.day(focus.first - (((focus.first.isoweekday() - number) % 7) or 7) * DAY)


def nights(found: Found, anchors: Anchors) -> Item | None:
    """The night of Sunday to Monday."""
    last = anchors.weekday(found.value("WEEKDAY2"), None, found.first)
    if last is None or (found.value("WEEKDAY2") - found.value("WEEKDAY")) % 7 != 1:
        return None
    return dated(found, anchors, Span(last.first - DAY, last.first))


def day_name(found: Found, anchors: Anchors) -> Item:
    """Today, yesterday, tomorrow."""
    now = anchors.published
    return dated(found, anchors, None if now is None else spans.day(now + found.value("DAYNAME") * DAY))


def day_part(found: Found, anchors: Anchors) -> Item:
    """This morning, last night, later in the day."""
    now, focus = anchors.published, anchors.focus
    # Later in the day: the one spoken of last.
    day = focus.first if found.says("in") and focus is not None and focus.days == 1 else None
    if day is not None and (now is None or now - day < _RECENT):
        now = day
    if now is None:
        return dated(found, anchors, None)
    return dated(found, anchors, spans.day(now - DAY if found.says("last") else now))


def overnight(found: Found, anchors: Anchors) -> Item | None:
    """The night that ends on the day of publication; none of its own in "overnight raids on Monday"."""
    now, words = anchors.published, found.tokens.words
    weekdays = found.words.values["WEEKDAY"]
    behind = words[found.last : found.last + _NIGHT_REACH]
    if any(word in _LEADS_DAY and day in weekdays for word, day in pairwise(behind)):
        return None
    return dated(found, anchors, None if now is None else Span(now - DAY, now))


def shifted_unit(found: Found, anchors: Anchors) -> Item | None:
    """Last week is the calendar week before; the last (or past) week the seven days up to publication."""
    now, unit = anchors.now, found.value("UNIT")
    shift = found.value("SHIFT") if found.has("SHIFT") else -1
    the = found.tokens.words[found.first] == "the"
    if the and found.word("SHIFT" if found.has("SHIFT") else "UNIT") == "next" and anchors.focus is not None:
        return None  # beside the day spoken of last
    if not the and found.says("last") and found.word("UNIT").endswith("s"):
        return None  # "it would last months"
    if unit in ("minute", "hour") or (unit == "day" and not found.says("past") and not found.says("night")):
        return None
    running = found.says("past") or (the and shift == -1 and not found.says("latest")) or found.says("coming")
    if now is None:
        item = dated(found, anchors, None)
    elif running and unit not in ("quarter", "weekend"):
        ends = sorted((now, spans.moved(now, shift, unit)))
        item = dated(found, anchors, Span(ends[0], ends[1], spans.PRECISION[unit]))
        item.form = "running"
    else:
        item = dated(found, anchors, spans.unit_around(now, unit, shift))
        item.form = "unit" if shift == 0 else "point"
    if the and shift == -1 and not found.says("past"):
        item.kind, item.number, item.count, item.unit = "NTH", -1, 1, unit
    return item


def unit_of_now(found: Found, anchors: Anchors) -> Item | None:
    """The first eleven months of the year: of the last one in which they were over at publication."""
    counted, now = found.item("NTH"), anchors.now
    if now is None or counted.unit in ("hour", "minute", "weekend") or counted.vague:
        return None
    for shift in (0, -1):
        whole = spans.unit_around(now, found.value("UNIT"), shift)
        span = spans.nth(whole, counted.number, counted.unit, round(counted.count) or 1)
        if span is not None and span.last <= now:
            return dated(found, anchors, span)
    return None


def weekend(found: Found, anchors: Anchors) -> Item:
    """The weekend: the last one that has begun."""
    now = anchors.now
    span = None
    if now is not None:
        span = spans.unit_around(now, "weekend", 0 if now.isoweekday() >= 6 else -1)
    return dated(found, anchors, span)


def span(found: Found, anchors: Anchors) -> Item:
    """The past 24 hours, the next two weeks, recent weeks: from now on or up to now."""
    count, vague = (_RECENT_UNITS, True) if found.has("UNITS") else found.count()
    unit, now, shift = found.value("UNITS") or found.value("UNIT"), anchors.now, found.value("SHIFT") or -1
    length = ceil(count / 24) if unit == "hour" else count
    if now is None:
        return dated(found, anchors, None)
    other = spans.moved(now, shift * length, "day" if unit == "hour" else unit)
    first, last = sorted((now, other))
    item = dated(found, anchors, Span(first, last, spans.PRECISION[unit]))
    item.form, item.vague, item.count, item.unit, item.number = "running", vague, count, unit, -1
    item.doubt = VAGUE_COUNT if found.has("UNITS") else None
    return item


def away(found: Found, anchors: Anchors) -> Item:
    """Two days ago hangs on publication; two days earlier on the day spoken of last."""
    count, vague = found.count()
    sign, word = found.value("AWAY"), found.word("AWAY")
    unit = found.value("UNITS") or found.value("UNIT") or "year"
    anchor = anchors.published if word == "ago" else _anchor(anchors)
    kind: ItemKind = "GAP" if word in ("before", "after") else "DATE"
    item = Item(kind, found.first, found.last, count=count, number=sign)
    item.unit, item.vague, item.form = unit, vague, "away"
    words = found.tokens.words
    if item.kind == "GAP" and found.last < len(words) and words[found.last][0].isalnum():
        sign = -sign  # "on Sunday, a day after the raid": what follows happened a day before Sunday
    if vague or found.has("UNITS") or anchor is None:
        return _some_way_off(item, anchor, sign, _FEWEST if vague else 1)
    if unit == "year" and count == 1 and anchors.quarter is not None and not anchors.history:
        quarter = anchors.quarter
        item.span = spans.months(quarter.first.year + sign, quarter.first.month, 3)
        return item
    item.span = away_by(count * sign, unit, anchor, anchors.focus if word != "ago" else None)
    if item.kind == "DATE":
        anchors.speak(item.span, found.first, with_year=False)
    return item


def _some_way_off(item: Item, anchor: date | None, sign: int, fewest: int) -> Item:
    """Days later: within five; a few weeks ago: two to five."""
    item.vague, item.count = True, fewest
    item.doubt = NO_ANCHOR if anchor is None else VAGUE_COUNT
    if anchor is not None and item.unit in _ROUGHLY:
        ends = sorted(spans.moved(anchor, sign * count, item.unit) for count in (fewest, MOST))
        item.span = Span(ends[0], ends[1], _ROUGHLY[item.unit])
    elif item.kind != "GAP":
        item.kind = "OPEN"
    return item


def away_by(count: float, unit: str, anchor: Span | object, focus: Span | None) -> Span:
    """So many units from a day, told as finely as the unit is; a year from a day stays a day."""
    base = anchor if isinstance(anchor, Span) else None
    first = base.first if base else anchor
    if unit == "hour":
        count, unit = round(count / 24), "day"
    if unit == "year" and focus is not None and focus.precision == "day":
        first, last = (spans.moved(end, count, unit) for end in (focus.first, focus.last))
        return Span(first, last, focus.precision)
    moved = spans.moved(first, count, unit)  # type: ignore[arg-type]
    return spans.unit_around(moved, unit)


def _anchor(anchors: Anchors) -> date | None:
    return anchors.focus.first if anchors.focus else anchors.published


def following(found: Found, anchors: Anchors) -> Item | None:
    """The next day, the following morning, the previous month: beside the span spoken of last."""
    unit, side, focus = found.value("UNIT") or found.value("DAYPART"), found.value("FOLLOW"), anchors.focus
    if unit in ("hour", "minute"):
        return None
    if focus is None or focus.days > 2 * spans.unit_around(focus.first, unit).days:
        return dated(found, anchors, None)
    base = focus.last if side > 0 else focus.first
    return dated(found, anchors, spans.unit_around(base, unit, side))


def day_of_month(found: Found, anchors: Anchors) -> Item | None:
    """The 18th: of the month spoken of last."""
    focus, number = anchors.focus, found.number("DAY")
    words = found.tokens.words
    if found.last < len(words) and words[found.last] not in found.words.lists["after_day"]:
        return None  # the 10th Front
    if found.first and words[found.first - 1] in _BEING:
        return None  # the raid was the 10th on the town
    if focus is None or number is None or focus.precision == "year" or focus.days > 31:
        return None
    try:
        span = spans.day(focus.first.replace(day=number))
    except ValueError:
        return None
    if anchors.published is not None and span.first > anchors.published:
        span = spans.day(spans.moved(span.first, -1, "month"))
    return dated(found, anchors, span)


def same_of_year(found: Found, anchors: Anchors) -> Item | None:
    """The same quarter in 2024, the same period last year: what was spoken of last, in another year.

    Nothing hangs on it: "compared to the same quarter in 2024, and to | the previous quarter |".
    """
    base = anchors.quarter if found.says("quarter") else anchors.focus
    if base is None:
        return None
    year = found.number("YEAR") if found.has("YEAR") else base.first.year - 1
    assert year is not None
    back = year - base.first.year
    first, last = spans.moved(base.first, back, "year"), spans.moved(base.last, back, "year")
    if base.precision == "month":
        last = spans.unit_around(last, "month").last
    span = Span(first, last, base.precision)
    return Item("DATE", found.first, found.last, span=span, with_year=found.has("YEAR"))


def beside(found: Found, anchors: Anchors) -> Item | None:
    """The end of the year, year-end, later in the month: of the unit that the focus lies in."""
    unit, focus = found.value("UNIT"), anchors.focus
    if unit not in ("week", "month", "year", "decade", "century"):
        return None
    if _runs_to_now(found) and anchors.published is not None and not anchors.history:
        focus = spans.day(anchors.published)
    span = None if focus is None else spans.unit_around(focus.first, unit)
    item = dated(found, anchors, span)
    if span is not None:
        which = found.value("PART") if found.has("PART") else "late"
        item.whole = span
        item.span = span if found.says("earlier") or found.says("later") else spans.part(span, which)
    return item


def _runs_to_now(found: Found) -> bool:
    """ "Since | the start of the year": of the one that it is, whatever year was spoken of last."""
    words, first = found.tokens.words, found.first
    opens = found.has("PART") and found.value("PART") == "early"
    return opens and first > 0 and words[first - 1] in found.words.lists["since"]


def same(found: Found, anchors: Anchors) -> Item | None:
    """That day, the same month."""
    unit, focus = found.value("UNIT"), anchors.focus
    if unit in ("hour", "minute"):
        return None
    if focus is None or focus.days > 2 * spans.unit_around(focus.first, unit).days:
        return dated(found, anchors, None)
    item = dated(found, anchors, spans.unit_around(focus.first, unit))
    item.form = "same"
    return item


def ordinal_unit(found: Found, _anchors: Anchors) -> Item | None:
    """The first week, the last two days: waits for what it is counted in."""
    count, vague = found.count()
    if found.value("UNIT") == "quarter":
        return None
    item = Item("NTH", found.first, found.last, count=count, number=found.value("ORDINAL"), vague=vague)
    item.unit, item.doubt = found.value("UNIT"), LENGTH_ONLY
    return item


def duration(found: Found, _anchors: Anchors) -> Item | None:
    """10 days: a length that no day is told of; an age is none, but that of a war."""
    words, lists = found.tokens.words, found.words.lists
    behind = [word for word in words[found.last : found.last + _TO_WAR] if word != "-"]
    if not lists["ages"].isdisjoint(behind[:1]) and lists["war"].isdisjoint(behind):
        return None
    count, vague = found.count()
    unit = found.value("UNIT") or found.value("LONG")
    if unit == "quarter" or (unit == "weekend" and count == 1):
        return None
    item = Item("LENGTH", found.first, found.last, count=count, unit=unit, vague=vague, doubt=LENGTH_ONLY)
    item.form = "length"
    return item


def repeated(found: Found, _anchors: Anchors) -> Item:
    """Every Friday, each year."""
    return Item("REPEATED", found.first, found.last, doubt=Doubt("when", "happens again and again"))
