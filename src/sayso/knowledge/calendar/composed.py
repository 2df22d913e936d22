"""The meaning of dates made of other dates: early June, the first week of May, two days after 5 June."""

from __future__ import annotations

from sayso.knowledge.calendar import spans
from sayso.knowledge.calendar.anchors import Anchors
from sayso.knowledge.calendar.found import Found, Item
from sayso.knowledge.calendar.relative import away_by
from sayso.knowledge.calendar.spans import DAY, Span


def _around(found: Found, inner: Item, span: Span | None) -> Item:
    """An item over the whole match, otherwise like the one inside it."""
    return Item(
        "DATE", found.first, found.last, span=span, doubt=inner.doubt, with_year=inner.with_year,
        whole=inner.whole, form=inner.form, parts=inner.parts,
    )  # fmt: skip


def _cut(found: Found, inner: Item, span: Span | None) -> Item:
    """An item whose span is a part of the calendar's unit inside it."""
    item = _around(found, inner, span)
    item.whole = inner.whole or inner.span
    return item


def part_of(found: Found, anchors: Anchors) -> Item | None:
    """Early June, the end of 2023, later this month."""
    inner = found.item("DATE")
    assert inner.span is not None
    if found.tokens.words[found.first] in ("earlier", "later"):
        return _cut(found, inner, _before_now(found, inner, anchors))
    which = found.value("PART") if found.has("PART") else "late"
    span = inner.span
    if span.precision == "year" and span.days < 400 and not found.word_is("PART", ("early", "mid", "late")):
        months = {"early": 1, "mid": 6, "late": 12}
        return _cut(found, inner, spans.months(span.first.year, months[which], 2 if which == "mid" else 1))
    if span.precision in ("month", "year"):
        return _cut(found, inner, spans.part(span, which))
    return _cut(found, inner, span)


def _before_now(found: Found, inner: Item, anchors: Anchors) -> Span | None:
    """Earlier this month ends now, later this month begins now."""
    span, now = inner.span, anchors.published
    if span is None or now is None or not span.first <= now <= span.last or inner.form != "unit":
        return span
    if found.tokens.words[found.first] == "earlier":
        return Span(span.first, now, span.precision)
    return Span(now, span.last, span.precision)


def unit_of(found: Found, _anchors: Anchors) -> Item | None:
    """The first two weeks of June."""
    counted, inner = found.item("NTH"), found.item("DATE")
    assert inner.span is not None
    span = None
    if counted.unit not in ("hour", "minute", "weekend") and not counted.vague:
        span = spans.nth(inner.span, counted.number, counted.unit, round(counted.count) or 1)
    return None if span is None else _around(found, inner, span)


def of_open(found: Found, _anchors: Anchors) -> Item:
    """The last week of Ramadan: as open as what it is a part of."""
    return Item("OPEN", found.first, found.last, doubt=found.item("OPEN").doubt)


def half_of(found: Found, _anchors: Anchors) -> Item | None:
    """The second half of 2008."""
    inner = found.item("DATE")
    span = inner.span
    if span is None or span.precision == "day":
        return None
    first = found.tokens.words[found.first] == "first" or found.says("first")
    if span.precision == "year" and span.days < 400:
        return _around(found, inner, spans.months(span.first.year, 1 if first else 7, 6))
    middle = span.first + (span.days // 2) * DAY
    return _around(found, inner, Span(span.first, middle - DAY) if first else Span(middle, span.last))


def away_from(found: Found, _anchors: Anchors) -> Item | None:
    """Two days after 5 June."""
    gap, inner = found.item("GAP"), found.item("DATE")
    if gap.vague or inner.span is None:
        return None
    base = inner.span.last if gap.number > 0 else inner.span.first
    return _around(found, inner, away_by(gap.count * gap.number, gap.unit, base, None))


def week_of(found: Found, _anchors: Anchors) -> Item | None:
    """The week of 5 June, the weekend of 10 June."""
    inner = found.item("DATE")
    assert inner.span is not None
    if inner.span.days > 1:
        return _around(found, inner, inner.span)
    unit = "weekend" if found.says("weekend") else "week"
    return _around(found, inner, spans.unit_around(inner.span.first, unit))


def whole(found: Found, _anchors: Anchors) -> Item | None:
    """The morning of 5 June: the day itself."""
    inner = found.item("DATE")
    return _around(found, inner, inner.span)


def span_of(found: Found, _anchors: Anchors) -> Item | None:
    """From one date to another; a year said at one end holds for the other."""
    one, other = found.item("DATE"), found.item("DATE2")
    if one.span is None or other.span is None:
        return None
    first, last = one.span, other.span
    if other.with_year and not one.with_year:
        while first.first > last.last:
            first = _years_on(first, -1)
        if first.precision in ("day", "month") and (last.last - first.first).days > 366:
            first = _years_on(first, last.last.year - first.first.year)
            first = first if first.first <= last.last else _years_on(first, -1)
    elif one.with_year and not other.with_year:
        last = _years_on(last, first.first.year - last.first.year)
        last = last if last.last >= first.first else _years_on(last, 1)
    if first.first > last.first:
        if one.with_year or first.precision != "day":
            return None
        if first.first - last.first < 7 * DAY:
            first = Span(first.first - 7 * DAY, first.last - 7 * DAY)
    enumerated = found.says("and") and not found.says("between")
    if first.first > last.first or (enumerated and not _touch(first, last)):
        return None
    item = _around(found, one, spans.hull(first, last))
    item.form, item.parts = "range", (one, other)
    item.with_year = one.with_year or other.with_year
    return item


def _touch(first: Span, last: Span) -> bool:
    return first.precision == last.precision and (last.first - first.last).days <= 1


def _years_on(span: Span, count: int) -> Span:
    return Span(spans.moved(span.first, count, "year"), spans.moved(span.last, count, "year"), span.precision)


def since(found: Found, anchors: Anchors) -> Item | None:
    """From a day on: to publication."""
    inner, now = found.item("DATE"), anchors.published
    if inner.span is None or now is None or inner.span.first > now:
        return None
    item = _around(found, inner, Span(inner.span.first, now, inner.span.precision))
    item.form, item.parts = "since", (inner,)
    return item
