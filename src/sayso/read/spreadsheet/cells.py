"""What one cell of a spreadsheet says: a number with its hedge, a day, a position."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

from sayso.lexicon import Lexicon, Reading, annotate
from sayso.lexicon.numbers import numeral_at
from sayso.read.report import day_of
from sayso.records import DayPrecision, Hedge, Passage, Report, Unit

MOST: Final = 10_000_000_000  # more than there are people
_MONTH: Final = re.compile(r"(\d{4})(?:-(\d\d))?")
_DASH: Final = re.compile(r"\s*[-–—]\s*")
_HOUSEHOLDS: Final = ("family", "household")

_DAY_PARTS: Final = {"dd": "%d", "mm": "%m", "yyyy": "%Y", "yy": "%y", "mmm": "%b", "mmmm": "%B"}
_DAY_PART: Final = re.compile(r"d{1,2}|m{1,4}|y{2,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number as a cell says it; `unit` where the cell names one ("30 families")."""

    value: int | float
    hedge: Hedge
    value_high: int | float | None = None
    unit: Unit | None = None


def number_of(cell: str, lexicon: Lexicon) -> CellNumber | None:
    """The number that a whole cell says; None where it says more, or no whole number.

    >>> number_of("at least 12", load()), number_of("10-15", load())
    (CellNumber(value=12, hedge='at_least'), CellNumber(value=10, hedge='range', value_high=15))
    """
    cell = _DASH.sub("-", cell)
    reading = annotate(Report("cell", cell, ""), (Passage(0, len(cell), 0),), lexicon)
    end = len(reading.words)
    first, hedge = _hedge(reading, 0, "before")
    numeral = numeral_at(reading, first, end) if first < end else None
    if numeral is None:
        return None
    last, after = _hedge(reading, numeral.last, "after")
    unit: Unit | None = None
    if last < end:
        noun = reading.nouns.get(last)
        if noun is None or noun.payload.noun_type not in ("person", "group"):
            return None
        unit = "households" if noun.payload.lemma in _HOUSEHOLDS else "people"
        last, later = _hedge(reading, noun.last, "after")
        after = after or later
    if last < end or isinstance(numeral.value, float) or numeral.value > MOST:
        return None
    if numeral.value_high is not None:
        told = hedge or after
        return None if told else CellNumber(numeral.value, "range", numeral.value_high, unit)
    own: Hedge = "vague" if numeral.form == "vague" else "exact"
    return CellNumber(numeral.value, hedge or after or own, None, unit)


def _hedge(reading: Reading, at: int, side: str) -> tuple[int, Hedge | None]:
    """The token behind a hedge that stands at a token, and what it says; the token itself where none does."""
    if at < len(reading.words):
        for end, word in reading.lexicon.hedges.at(reading.words, at):
            if word.side == side:
                return end, word.hedge
    return at, None


def days_of(cell: str, written: str | None) -> tuple[date, date, DayPrecision] | None:
    """First and last day that a cell says: a day as ISO or the mapping writes it, a month, a year.

    >>> days_of("21/11/2023", "dd/mm/yyyy"), days_of("2023-02", None)
    ((datetime.date(2023, 11, 21), datetime.date(2023, 11, 21), 'day'),
     (datetime.date(2023, 2, 1), datetime.date(2023, 2, 28), 'month'))
    """
    day = day_of(cell) or (_written(cell, written) if written else None)
    if day is not None:
        return day, day, "day"
    month = _MONTH.fullmatch(cell)
    if month is None or month[1] == "0000":
        return None
    year = int(month[1])
    if month[2] is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    number = int(month[2])
    if not 1 <= number <= 12:
        return None
    return date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month"


def _written(cell: str, written: str) -> date | None:
    try:
        return datetime.strptime(cell, form_of_days(written) or "").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def degrees_of(cell: str, most: int) -> float | None:
    """Degrees of latitude or longitude, with a point or a comma; None beyond `most` and for words.

    >>> degrees_of("19,67", 90), degrees_of("97.2 E", 180)
    (19.67, None)
    """
    try:
        degrees = float(cell.replace(",", "."))
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None


@cache
def form_of_days(written: str) -> str | None:
    """How days are written, for `strptime`; None where day, month or year is missing or more is said.

    >>> form_of_days("dd/mm/yyyy"), form_of_days("d mmm yy"), form_of_days("mm/dd")
    ('%d/%m/%Y', '%d %b %y', None)
    """
    parts = [part.lower() for part in _DAY_PART.findall(written)]
    kinds = sorted(part[0] for part in parts)
    if kinds != ["d", "m", "y"] or "%" in written or re.search("[A-Za-z0-9]", _DAY_PART.sub("", written)):
        return None
    double = {"d": "dd", "m": "mm", "yyy": "yyyy"}
    return _DAY_PART.sub(lambda part: _DAY_PARTS[double.get(part[0].lower(), part[0].lower())], written)
