"""Numbers that by their form count nothing: dates, ages, money, measures, names of units, scores.

Each refusal is named; a named refusal is final, so only what the form alone decides belongs here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sayso.lexicon import Reading
from sayso.lexicon.numbers import Numeral

_CURRENCY: Final = frozenset("$€£¥₹₽₪₦₴")
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_UNIT_TYPES: Final = frozenset({"time", "money", "measure", "age"})
_PERCENT: Final = frozenset({"%", "percent", "pc", "percentage"})
_CLOCK: Final = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m", "gmt", "utc"})
_GLUED_BEFORE: Final = frozenset("-–.:/№#+_@")
_UNIT_JOINERS: Final = frozenset("more further or square full long cubic nautical of".split())
_AGE_JOINERS: Final = frozenset("between from to and or - – more less than over under about , of".split())
AGE_REACH: Final = 7
_YEARS: Final = range(1900, 2101)
_OLD_YEARS: Final = range(1000, 1900)
_MAX_AGE: Final = 110
_MAX_DAY: Final = 31


@dataclass(frozen=True, slots=True)
class _Setting:
    """A numeral with the words on either side; `glued_*` where nothing stands between."""

    reading: Reading
    spelled: Numeral
    begin: int
    stop: int
    before: str
    after: str
    glued_before: bool
    glued_after: bool

    def is_before(self, word_class: str) -> bool:
        return self.reading.lexicon.is_in(self.before.rstrip("."), word_class)

    def is_after(self, word_class: str) -> bool:
        return self.reading.lexicon.is_in(self.after.rstrip("."), word_class)

    def word(self, index: int) -> str:
        return self.reading.words[index] if self.begin <= index < self.stop else ""


def refusal(reading: Reading, spelled: Numeral, begin: int, stop: int) -> str | None:
    """Why a number can be no count ("age", "money", "designation" ...), or None where it may be one."""
    if spelled.form not in ("digits", "word", "vague"):
        return None
    first, last = spelled.first, spelled.last
    setting = _Setting(
        reading,
        spelled,
        begin,
        stop,
        reading.words[first - 1] if first > begin else "",
        reading.words[last] if last < stop else "",
        first > begin and reading.ends[first - 1] == reading.starts[first],
        last < stop and reading.starts[last] == reading.ends[last - 1],
    )
    checks = (*_OF_DIGITS, *_OF_ALL) if spelled.form == "digits" else _OF_ALL
    for name, holds in checks:
        if holds(setting):
            return name
    return _unit(reading, spelled, stop)


def _is_money(at: _Setting) -> bool:
    return bool(at.before) and at.before[-1] in _CURRENCY


def _is_ordinal(at: _Setting) -> bool:
    return at.glued_after and at.after in _ORDINALS


def _is_glued_name(at: _Setting) -> bool:
    """ "Su-25", "10:30", "M4"; not the second half of a range, which is read with its first."""
    if at.glued_after and at.after in (":", "/"):
        return True
    return at.glued_before and at.before in _GLUED_BEFORE


def _is_named_unit(at: _Setting) -> bool:
    """ "Resolution 1701", "LIB 344"."""
    index = at.spelled.first - 1
    if not at.before or not at.reading.capitalised(index):
        return False
    if at.is_before("designators"):
        return True
    shouted = at.reading.surface[index].isupper() and len(at.before) > 1 and index > at.begin
    return shouted and at.before.isalpha()


def _is_reference(at: _Setting) -> bool:
    return at.before == "[" and at.after == "]"


def _is_age(at: _Setting) -> bool:
    """ "Aung Ko, 23, was shot", "Aung Ko (23)"."""
    name = at.spelled.first - 2
    if at.spelled.value > _MAX_AGE or name < at.begin or not at.reading.capitalised(name):
        return False
    return (at.before == "," and at.after in (",", ".")) or (at.before == "(" and at.after == ")")


def _follows_age(at: _Setting) -> bool:
    """ "aged 23", "aged between eight and more than 70"."""
    words = at.reading.words[max(at.begin, at.spelled.first - AGE_REACH) : at.spelled.first]
    opened = [place for place, word in enumerate(words) if at.reading.lexicon.is_in(word, "age_openers")]
    return bool(opened) and all(_may_part_ages(at, word) for word in words[opened[-1] + 1 :])


def _may_part_ages(at: _Setting, word: str) -> bool:
    lexicon = at.reading.lexicon
    return (
        word[0].isdigit()
        or word in lexicon.numerals
        or word in _AGE_JOINERS
        or lexicon.is_in(word, "fillers")
    )


def _is_date(at: _Setting) -> bool:
    if at.spelled.value > _MAX_DAY:
        return False
    abbreviated = at.before == "." and at.word(at.spelled.first - 2) in at.reading.lexicon.words["months"]
    in_month = at.is_before("months") or abbreviated
    counted = at.spelled.last in at.reading.nouns or at.spelled.last in at.reading.triggers
    return (in_month and not counted) or at.is_after("months")


def _is_year(at: _Setting) -> bool:
    token = at.word(at.spelled.first)
    if len(token) != 4 or not token.isdigit() or at.spelled.last - at.spelled.first > 1:
        return False
    if at.spelled.value not in _YEARS:
        return at.spelled.value in _OLD_YEARS and (at.after in ("-", "–", "/") or at.is_before("months"))
    counted = any(
        index in at.reading.nouns and at.reading.nouns[index].payload.plural
        for index in (at.spelled.last, at.spelled.last + 1)
    )
    hedged = at.spelled.first - 1 in at.reading.hedges or at.before in ("than", "least", "over", "some")
    return not (hedged or (counted and not at.is_before("year_openers")))


def _is_decimal(at: _Setting) -> bool:
    """ "5.0 on the Richter scale", "09"; not "2.5 million"."""
    token = at.word(at.spelled.first)
    bare = at.spelled.last - at.spelled.first == 1
    return bare and ("." in token or (token[0] == "0" and len(token) > 1))


def _is_time(at: _Setting) -> bool:
    return at.after in _CLOCK


def _is_percentage(at: _Setting) -> bool:
    return at.after in _PERCENT or (at.after == "per" and at.word(at.spelled.last + 1) == "cent")


def _is_compound(at: _Setting) -> bool:
    """ "a 10-day offensive", "a two-storey house"."""
    if not at.glued_after or at.after not in ("-", "‑"):
        return False
    return at.word(at.spelled.last + 1)[:1].isalpha()


_OF_DIGITS: Final[tuple[tuple[str, Callable[[_Setting], bool]], ...]] = (
    ("money", _is_money),
    ("ordinal", _is_ordinal),
    ("designation", _is_glued_name),
    ("reference", _is_reference),
    ("age", _is_age),
    ("date", _is_date),
    ("year", _is_year),
    ("designation", _is_named_unit),
    ("decimal", _is_decimal),
    ("time", _is_time),
)
_OF_ALL: Final[tuple[tuple[str, Callable[[_Setting], bool]], ...]] = (
    ("age", _follows_age),
    ("percentage", _is_percentage),
    ("compound", _is_compound),
)


def _unit(reading: Reading, spelled: Numeral, stop: int) -> str | None:
    """Units of time, money, length ... right behind the number ("30 minutes", "12 more days", "122 mm")."""
    for index in range(spelled.last, min(spelled.last + 2, stop)):
        hit = reading.nouns.get(index)
        if hit is not None:
            return hit.payload.noun_type if hit.payload.noun_type in _UNIT_TYPES else None
        if reading.words[index] not in _UNIT_JOINERS:
            return None
    return None
