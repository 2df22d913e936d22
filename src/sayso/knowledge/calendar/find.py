"""Finds every date expression of a text: three layers of forms, each over what the layer below has read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.knowledge.calendar import absolute, composed, relative
from sayso.knowledge.calendar.anchors import Anchors
from sayso.knowledge.calendar.forms import OTHER, CalendarWords, Form, Layer, calendar_words
from sayso.knowledge.calendar.found import ExpressionForm, Found, Item, Tokens
from sayso.knowledge.calendar.spans import Span
from sayso.lexicon import Reading
from sayso.lexicon.match import TOKEN
from sayso.records import DayPrecision, Doubt, Period

Read = Callable[[Found, Anchors], Item | None]

READS: Final[dict[str, Read]] = {
    "iso": absolute.iso, "numeric": absolute.numeric, "calendar_day": absolute.calendar_day,
    "calendar_days": absolute.calendar_days, "calendar_month": absolute.calendar_month,
    "calendar_year": absolute.calendar_year, "decade": absolute.decade, "century": absolute.century,
    "quarter": absolute.quarter, "season": absolute.season, "feast": absolute.feast,
    "unresolved": absolute.unresolved, "spelled_year": absolute.spelled_year,
    "quarter_again": absolute.quarter_again, "beside": relative.beside, "day_of_month": relative.day_of_month,
    "same_of_year": relative.same_of_year, "weekday": relative.weekday, "nights": relative.nights,
    "day_name": relative.day_name, "day_part": relative.day_part, "overnight": relative.overnight,
    "shifted_unit": relative.shifted_unit, "unit_of_now": relative.unit_of_now,
    "weekend": relative.weekend, "span": relative.span,
    "away": relative.away, "following": relative.following, "same": relative.same,
    "ordinal_unit": relative.ordinal_unit, "duration": relative.duration, "repeated": relative.repeated,
    "part_of": composed.part_of, "unit_of": composed.unit_of, "away_from": composed.away_from,
    "week_of": composed.week_of, "half_of": composed.half_of, "of_open": composed.of_open,
    "whole": composed.whole,
    "span_of": composed.span_of, "since": composed.since,
}  # fmt: skip

MONTH_FIRST: Final = frozenset({"US", "PH", "FM", "MH", "PW"})  # where 04/05 is 5 April
MAX_TOKENS: Final = 40  # of one date expression; a longer enumeration is read in pieces
_HISTORY_YEARS: Final = 4  # explicit years well before publication that make a text a history
_LONG_AGO: Final = 2


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that tell a time: the period they mean, the rule that read them, and what kind of time it is.

    `form`: point (a day or other unit of the calendar), unit (this week, which may run on), same (that day),
    away (two days earlier), running (the past week), range, since, length (10 days: `count` of `unit`),
    repeated, open (no days can be told; the doubt says why). `stated` is true where the year is said.
    `parts` are the dates at its ends; `within` is the calendar's unit of which it is a part ("early June":
    June). `first`/`last` are token numbers where a Reading was given.
    """

    period: Period
    rule: str
    form: ExpressionForm
    first: int
    last: int
    doubt: Doubt | None = None
    stated: bool = False
    count: float = 0
    unit: str = ""
    parts: tuple[Expression, ...] = ()
    within: Period | None = None


def find_periods(
    text: str, published: date | None, *, country: str | None = None, words: CalendarWords | None = None
) -> tuple[Period, ...]:
    """Every date expression of a text, in order; first and last are None where it tells no days.

    >>> [(p.text, str(p.first)) for p in find_periods("Two died on Tuesday.", date(2023, 11, 23))]
    [('Tuesday', '2023-11-21')]

    `country` (ISO 3166, two letters) is the outlet's: it settles 04/05/2023. Periods do not overlap; the
    time is linear in the text.
    """
    return tuple(found.period for found in expressions_of_text(text, published, country=country, words=words))


def expressions_of_text(
    text: str, published: date | None, *, country: str | None = None, words: CalendarWords | None = None
) -> tuple[Expression, ...]:
    """As `find_periods`, with what is known about each expression."""
    surface, starts, ends = [], [], []
    for found in TOKEN.finditer(text):
        surface.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
    lowered = [token.lower().replace("’", "'") for token in surface]
    return _expressions(text, Tokens(lowered, surface, starts, ends), published, country, words)


def expressions(
    reading: Reading, *, country: str | None = None, words: CalendarWords | None = None
) -> tuple[Expression, ...]:
    """The date expressions of a report whose tokens are known already."""
    report = reading.report
    tokens = Tokens(reading.words, reading.surface, reading.starts, reading.ends)
    return _expressions(report.text, tokens, report.published, country, words)


def _expressions(
    text: str, tokens: Tokens, published: date | None, country: str | None, words: CalendarWords | None
) -> tuple[Expression, ...]:
    words = words or calendar_words()
    codes = _codes(tokens, words)
    anchors = Anchors(published, None if country is None else country in MONTH_FIRST)
    anchors.words, anchors.future = tokens.words, words.lists["future"]
    anchors.history = _is_history(tokens, codes, words, published)
    anchors.focus = Span(published, published) if published and not anchors.history else None
    units: list[Item | int] = list(range(len(codes)))
    for layer in words.layers:
        units, codes = _apply(layer, units, codes, tokens, words, anchors)
    return tuple(_expression(text, tokens, unit) for unit in units if isinstance(unit, Item))


def _codes(tokens: Tokens, words: CalendarWords) -> str:
    """The text as one character a token; a feast becomes one character and TAIL for the rest of its words."""
    known, code = words.codes.get, words.code
    codes = [known(word) or (code(word) if word[0] <= "9" else OTHER) for word in tokens.words]
    for found in words.capital.finditer("".join(codes)):
        index = found.start()
        if tokens.words[index] in words.lists["capital"] and not tokens.surface[index][0].isupper():
            codes[index] = OTHER
    _mark_phrases(tokens, words, codes)
    return "".join(codes)


def _mark_phrases(tokens: Tokens, words: CalendarWords, codes: list[str]) -> None:
    by_first = words.phrases.by_first
    for index, word in enumerate(tokens.words):
        if word in by_first:
            for end, (name, _) in words.phrases.at(tokens.words, index):
                if name == "FEAST" or tokens.surface[index][0].isupper():
                    codes[index] = words.classes[name]
                    codes[index + 1 : end] = words.classes["TAIL"] * (end - index - 1)
                break


def _apply(
    layer: Layer,
    units: list[Item | int],
    codes: str,
    tokens: Tokens,
    words: CalendarWords,
    anchors: Anchors,
) -> tuple[list[Item | int], str]:
    """One layer: at each place the longest match that has a meaning becomes an item."""
    new_units: list[Item | int] = []
    new_codes: list[str] = []
    done = 0
    for begin in layer.begins.finditer(codes):
        index = begin.start()
        if index < done or not layer.may_match(codes, index, index + MAX_TOKENS):
            continue
        item = _longest(layer.forms[codes[index]], index, units, codes, tokens, words, anchors)
        if item is None:
            continue
        new_units += units[done:index]
        new_units.append(item)
        new_codes += (codes[done:index], words.classes[item.kind])
        done = index
        while done < len(units) and _begins(units[done]) < item.last:
            done += 1
    if not new_units:
        return units, codes
    new_units += units[done:]
    new_codes.append(codes[done:])
    return new_units, "".join(new_codes)


def _begins(unit: Item | int) -> int:
    return unit if isinstance(unit, int) else unit.first


def _longest(
    forms: Iterable[Form],
    index: int,
    units: Sequence[Item | int],
    codes: str,
    tokens: Tokens,
    words: CalendarWords,
    anchors: Anchors,
) -> Item | None:
    reach = index + MAX_TOKENS
    tried = ((form, form.pattern.match(codes, index, reach)) for form in forms)
    matches = [(form, match) for form, match in tried if match]
    matches.sort(key=lambda found: -found[1].end())
    for form, match in matches:
        try:
            item = READS[form.read](Found(match, tokens, words, units), anchors)
        except (OverflowError, ValueError):
            continue  # the words lead out of the calendar ("in 9000 years")
        if item is not None:
            item.rule = item.rule or f"when.{form.rule}"
            return item
    return None


def _is_history(tokens: Tokens, codes: str, words: CalendarWords, published: date | None) -> bool:
    """Does a text tell of the past, so that its dates hang on one another, or the news of its day?"""
    if published is None:
        return True
    years = news = 0
    for found in words.news.finditer(codes):
        word = tokens.words[found.start()]
        if word.isdecimal():
            years += int(word) <= published.year - _LONG_AGO
        else:
            news += 1
    return years >= _HISTORY_YEARS and years > 3 * news and years * 250 >= len(tokens.words)


def _expression(text: str, tokens: Tokens, item: Item) -> Expression:
    first, last = item.first, item.last
    while last - first > 1 and tokens.words[last - 1] in ",'":
        last -= 1
    start, end = tokens.starts[first], tokens.ends[last - 1]
    span = item.span
    precision: DayPrecision = span.precision if span else "day"
    period = Period(text[start:end], start, end, span and span.first, span and span.last, precision)
    unit = item.whole
    within = None
    if unit is not None and item.form != "since":
        within = Period(period.text, start, end, unit.first, unit.last, unit.precision)
    form: ExpressionForm = item.form if span or item.kind == "LENGTH" else "open"
    if item.kind == "REPEATED":
        form = "repeated"
    parts = tuple(_expression(text, tokens, part) for part in item.parts)
    return Expression(
        period, item.rule, form, first, last, item.doubt, item.with_year, item.count, item.unit, parts,
        within,
    )  # fmt: skip
