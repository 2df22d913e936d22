"""The meaning of dates that name their days: 9 October 2023, Oct. 9, the 1990s, the third quarter.

Each function takes a form's match and what the dates hang on, and gives an item, or None where the match
is no date after all.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sayso.knowledge.calendar import spans
from sayso.knowledge.calendar.anchors import Anchors
from sayso.knowledge.calendar.found import NO_ANCHOR, NO_PUBLICATION, Found, Item
from sayso.knowledge.calendar.spans import DAY, Span
from sayso.records import Doubt

_HEADING: Final = frozenset("-–—:")
_TWO_DIGITS_AHEAD = 1  # years after publication up to which a two-digit year is not of the last century


def dated(found: Found, anchors: Anchors, span: Span | None, with_year: bool = False) -> Item:
    """An item that tells days, or keeps the doubt where nothing tells which."""
    item = Item("DATE", found.first, found.last, span=span, with_year=with_year)
    if span is None:
        item.kind = "OPEN"
        item.doubt = NO_PUBLICATION if anchors.published is None else NO_ANCHOR
    else:
        anchors.speak(span, found.first, with_year)
    return item


def year_told(found: Found, anchors: Anchors) -> int | None:
    """The year that a match names: in figures, or as this, last or next year, or that year."""
    for name in ("YEAR2", "YEAR"):
        if found.has(name):
            return found.number(name)
    for name in ("SHIFT2", "SHIFT"):
        if found.has(name) and found.says("year") and anchors.now is not None:
            return int(anchors.now.year + found.value(name))
    if found.has("SAME") and anchors.focus is not None:
        return anchors.year_said or anchors.focus.first.year
    return None


def calendar_day(found: Found, anchors: Anchors) -> Item | None:
    """9 October 2023, Oct. 9; without a year, the nearest such day."""
    month = found.month()
    number = found.number("DAY") or found.value("ORDINAL")
    if not isinstance(number, int) or number < 1:
        return None
    year = year_told(found, anchors)
    if year is None:
        span = anchors.assume(month, number, found.first)
        return dated(found, anchors, span) if span or anchors.published is None else None
    try:
        return dated(found, anchors, spans.day(date(year, month, number)), found.has("YEAR"))
    except ValueError:
        return None


def calendar_days(found: Found, anchors: Anchors) -> Item | None:
    """Several days of one month: 24 to 26 April, June 10 and 12."""
    month, first, last = found.month(), found.number("DAY"), found.number("DAY2")
    year = year_told(found, anchors)
    if first is None or last is None or first >= last or _is_age(found):
        return None
    if _ends_dateline(found, anchors, month, first, last):
        return None
    if year is None:
        end = anchors.assume(month, last, found.first)
        if end is None:
            return None
        year = end.last.year
    try:
        span = Span(date(year, month, first), date(year, month, last))
    except ValueError:
        return None
    item = dated(found, anchors, span, found.has("YEAR"))
    item.form = "range"
    item.parts = (
        Item("DATE", *_halves(found, "DAY"), span=spans.day(span.first)),
        Item("DATE", *_halves(found, "DAY2"), span=spans.day(span.last)),
    )
    return item


def _is_age(found: Found) -> bool:
    """ "On October 7 – | 28 | -year-old Jon": what is joined to the number behind it."""
    behind = found.tokens.words[found.last : found.last + 2]
    return len(behind) == 2 and behind[0] == "-" and behind[1] in found.words.values["UNIT"]


def _ends_dateline(found: Found, anchors: Anchors, month: int, first: int, last: int) -> bool:
    """ "GOMA, May 9 | – | 12 villagers were killed", published that day: no later day is told."""
    now = anchors.now
    dashed = not _HEADING.isdisjoint(found.tokens.words[found.first : found.last])
    return (
        dashed
        and now is not None
        and month == now.month
        and first in (now.day - 1, now.day)
        and last > now.day
    )


def _halves(found: Found, name: str) -> tuple[int, int]:
    """The tokens of one end: its day, with the month where it stands beside it."""
    token = found.units[found.groups[name]]
    start = found.units[found.groups["MON"]]
    assert isinstance(token, int) and isinstance(start, int)
    if start < token and name == "DAY":
        return start, token + 1
    return token, found.last if name == "DAY2" else token + 1


def calendar_month(found: Found, anchors: Anchors) -> Item | None:
    """October 2023, last October, a bare October."""
    month, year = found.month(), year_told(found, anchors)
    if year is not None:
        return dated(found, anchors, spans.months(year, month), found.has("YEAR"))
    shift, now = found.value("SHIFT"), anchors.now
    if shift is None and not _is_month(found):
        return None
    if shift is None or now is None:
        return dated(found, anchors, anchors.assume(month, None, found.first))
    year = now.year
    if shift == -1 and month >= now.month - 1:
        year -= 1
    elif shift == 1 and month <= now.month:
        year += 1
    return dated(found, anchors, spans.months(year, month))


def _is_month(found: Found) -> bool:
    """Is a bare month no name (May, Mar del Plata)?

    By the full stop of a short one, the word before, the number that it heads ("June - 137"), or what went
    on in it ("the May fighting").
    """
    words, lists = found.tokens.words, found.words.lists
    word, behind = words[found.first], words[found.last : found.last + 2]
    if len(behind) > 1 and behind[0] in _HEADING and behind[1][0].isdigit():
        return True
    if word in found.words.values["SHORTMONTH"]:
        return found.says(".")
    before = words[found.first - 1] if found.first else ""
    if before == "the" and not lists["month_of"].isdisjoint(behind[:1]):
        return True
    return word not in lists["names"] or before in lists["before_month"]


def calendar_year(found: Found, anchors: Anchors) -> Item | None:
    """2023, or '23 where the year is short."""
    if found.has("SHORT"):
        year = _full_year(found.number("SHORT") or 0, anchors)
    else:
        year = found.number("YEAR") or 0
        named = found.last - found.first > 1
        if not named and not _reads_as_year(found, anchors, year):
            return None
    return dated(found, anchors, spans.year(year), with_year=True)


def _reads_as_year(found: Found, anchors: Anchors, year: int) -> bool:
    """Is a bare four-digit number a year? By the words beside it."""
    words, lists = found.tokens.words, found.words.lists
    before = words[found.first - 1] if found.first else ""
    after = words[found.last] if found.last < len(words) else ""
    if after in lists["not_after_year"] or before in lists["not_before_year"] or _is_joined(found):
        return False
    published = anchors.published
    usual = published is None or 1900 <= year <= published.year + 50
    if before in lists["before_year"]:
        return usual or anchors.history or year <= 1899
    return usual and not (after and after[0].isalpha() and after.endswith("s") and not after.endswith("ss"))


def _is_joined(found: Found) -> bool:
    """ "The | 1967 | -occupied territories": of the land, and no day of what is told there."""
    behind = found.tokens.words[found.last : found.last + 2]
    return len(behind) == 2 and behind[0] == "-" and behind[1].endswith("ed")


def _full_year(short: int, anchors: Anchors) -> int:
    if anchors.history and anchors.focus is not None:
        base = anchors.focus.first.year
        options = [base // 100 * 100 + short + shift for shift in (-100, 0, 100)]
        return min(options, key=lambda year: abs(year - base))
    latest = (anchors.published.year if anchors.published else 2050) + _TWO_DIGITS_AHEAD
    century = latest // 100 * 100
    return century + short if century + short <= latest else century - 100 + short


def decade(found: Found, anchors: Anchors) -> Item | None:
    """The 1990s, the '90s; the 1800s are the century."""
    year = found.number("YEAR")
    if year is None:
        short = found.number("SHORT") or found.number("DAY") or 0
        year = _full_year(short, anchors) if short >= 10 else 1
    if year % 10:
        return None
    length = 1200 if year % 100 == 0 and year < 1900 else 120
    return dated(found, anchors, spans.months(year, 1, length, "year"))


def century(found: Found, anchors: Anchors) -> Item | None:
    """The 19th century."""
    number = found.number("DAY") or found.value("ORDINAL")
    if not number or number < 1:
        return None
    return dated(found, anchors, spans.months((number - 1) * 100, 1, 1200, "year")) if number > 1 else None


def iso(found: Found, anchors: Anchors) -> Item | None:
    """2023-10-09."""
    year, month, number = found.number("YEAR"), found.number("DAY"), found.number("DAY2")
    assert year is not None and month is not None and number is not None
    try:
        return dated(found, anchors, spans.day(date(year, month, number)), with_year=True)
    except ValueError:
        return None


def numeric(found: Found, anchors: Anchors) -> Item | None:
    """04/05/2023: day or month first by what is possible, then by the outlet's country, else a doubt."""
    if found.has("DOTTED"):
        one, two, year = (int(piece) for piece in found.word("DOTTED").split("."))
        month_first: bool | None = False
    else:
        one, two = found.number("DAY") or 0, found.number("DAY2") or 0
        year = next(found.number(name) or 0 for name in ("YEAR", "SHORT", "DAY3") if found.has(name))
        month_first = anchors.month_first
    year = _full_year(year, anchors) if year < 100 else year
    if one > 12 or two > 12 or one == two:
        month_first = two > 12
    if month_first is None:
        reason = f"{one}/{two} may be the {one}th of the {two}th month or the {two}th of the {one}th"
        return Item("OPEN", found.first, found.last, doubt=Doubt("when", reason), with_year=True)
    month, number = (one, two) if month_first else (two, one)
    try:
        return dated(found, anchors, spans.day(date(year, month, number)), with_year=True)
    except ValueError:
        return None


def quarter(found: Found, anchors: Anchors) -> Item | None:
    """The third quarter, Q3 of 2023."""
    number = found.value("QUARTER") or found.value("ORDINAL")
    if not 1 <= number <= 4:
        return None
    year, now = year_told(found, anchors), anchors.now
    if year is None and now is not None:
        year = anchors.year_near(found.first) or now.year - ((3 * number - 2) > now.month)
    span = None if year is None else spans.months(year, 3 * number - 2, 3)
    anchors.quarter = span
    return dated(found, anchors, span, found.has("YEAR") or found.has("YEAR2"))


def spelled_year(found: Found, anchors: Anchors) -> Item | None:
    """Nineteen ninety-seven, two thousand five."""
    cardinals = found.words.values["CARDINAL"]
    pieces = [cardinals.get(word) for word in found.tokens.words[found.first : found.last]]
    numbers = [int(piece) for piece in pieces if piece is not None]
    year = 2000 + sum(numbers[1:]) if found.says("thousand") else numbers[0] * 100 + sum(numbers[1:])
    return dated(found, anchors, spans.year(year), with_year=True) if 1000 <= year < 2200 else None


def quarter_again(found: Found, anchors: Anchors) -> Item | None:
    """The quarter, the latest period: the one spoken of last; a year earlier, the same one of that year."""
    span = anchors.quarter
    if span is None or anchors.history:
        return None
    year = found.number("YEAR") or span.first.year - found.says("earlier") - found.says("ago")
    return dated(found, anchors, spans.months(year, span.first.month, 3))


def season(found: Found, anchors: Anchors) -> Item | None:
    """A season by the calendar of the north; winter runs from December into the next year."""
    start, first = found.value("SEASON"), found.first
    place = found.groups["SEASON"]
    token = found.units[place]
    assert isinstance(token, int)
    words, lists = found.tokens.words, found.words.lists
    bare = not (found.has("YEAR") or found.has("SHIFT") or found.has("FOLLOW"))
    if found.tokens.surface[token][0].isupper() and bare and token != 0:
        return None
    if bare and (words[first - 1] if first else "") not in lists["before_season"]:
        return None
    year = year_told(found, anchors)
    if year is not None:
        return dated(found, anchors, spans.months(year, start, 3), found.has("YEAR"))
    now = anchors.now
    if now is None:
        return dated(found, anchors, None)
    shift = found.value("SHIFT") or found.value("FOLLOW") or 0
    options = [spans.months(now.year + offset, start, 3) for offset in (-1, 0, 1)]
    if anchors.history and anchors.focus is not None and anchors.focus.precision == "year":
        return dated(found, anchors, options[1])
    if shift > 0 or (anchors.history and shift == 0):
        span = next(option for option in options if option.last >= now)
    else:
        ended = [option for option in options if option.first <= now and (shift == 0 or option.last < now)]
        span = ended[-1]
    return dated(found, anchors, span)


def feast(found: Found, anchors: Anchors) -> Item | None:
    """Christmas Eve, New Year's Day: of the year said, else the nearest."""
    token = found.units[found.groups["FEAST"]]
    assert isinstance(token, int)
    phrases = found.words.phrases.at(found.tokens.words, token)
    month, number = next(payload[1] for _, payload in phrases if payload[0] == "FEAST")
    year = found.number("YEAR")
    if year is None:
        return dated(found, anchors, anchors.assume(month, number, found.first))
    return dated(found, anchors, spans.day(date(year, month, number)), with_year=True)


def unresolved(found: Found, _anchors: Anchors) -> Item:
    """Easter, Ramadan: no days, but a doubt that says why."""
    reason = f"{' '.join(found.tokens.surface[found.first : found.last])}: its days move from year to year"
    return Item("OPEN", found.first, found.last, doubt=Doubt("when", reason))


__all__ = [
    "DAY", "calendar_day", "calendar_days", "calendar_month", "calendar_year", "century", "dated", "decade",
    "feast", "iso", "numeric", "quarter", "quarter_again", "season", "spelled_year", "unresolved",
]  # fmt: skip
