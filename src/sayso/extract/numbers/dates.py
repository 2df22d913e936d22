"""Numbers that name days, years or hours."""

from __future__ import annotations

from typing import Final

from sayso.extract.numbers.setting import Setting

DASHED: Final = 5  # tokens of 23-07-2016
_CLOCK: Final = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m", "gmt", "utc"})
_YEARS: Final = range(1900, 2101)
_OLD_YEARS: Final = range(1000, 1900)
_MAX_DAY: Final = 31
_DAY_AND_YEAR: Final = frozenset({5, 6})  # digits of both
_CENTURIES: Final = frozenset({18, 19, 20})
_TEN, _HUNDRED = 10, 100


def is_date(at: Setting) -> bool:
    """ "on 12 May", "a surprise May 12 raid", "for Dec. 10 bombings"; not "in May 12 were killed".

    "Jul 282016" is one as well.
    """
    if at.spelled.value > _MAX_DAY:
        return at.is_before("months") and _ends_in_year(at.word(at.spelled.first))
    abbreviated = at.before == "." and at.word(at.spelled.first - 2) in at.reading.lexicon.words["months"]
    if not (abbreviated or at.is_before("months")):
        return _is_month_behind(at) or _is_last_day(at)
    month = at.spelled.first - (2 if abbreviated else 1)
    named = at.reading.lexicon.is_in(at.word(month - 1), "before_days") or at.word(month - 1) in ("'s", "'")
    noun = at.reading.nouns.get(at.spelled.last)
    if at.word(month - 1) == "in" and month - 1 > at.begin:  # "mostly in May | 7 | attacks by rebels"
        named = named or (at.spelled.value < _TEN and noun is not None and noun.payload.noun_type == "act")
    counted = noun.payload.plural if noun is not None else at.spelled.last in at.reading.triggers
    return named or not counted or _is_month_behind(at)


def is_dashed(at: Setting) -> bool:
    """ "| 23 | -07-2016", day or month."""
    for first in (at.spelled.first, at.spelled.first - 2):
        parts = at.reading.words[max(first, 0) : first + DASHED]
        dashes = len(parts) == DASHED and parts[1] == parts[3] == "-"
        if dashes and parts[0].isdecimal() and parts[2].isdecimal() and len(parts[4]) == len("2016"):
            return parts[4].isdecimal()
    return False


def _is_last_day(at: Setting) -> bool:
    """ "Between April 5 and | 22", "on April 5 and | 6": the day on which it ended, or another one."""
    first = at.spelled.first
    month = at.reading.lexicon.is_in(at.word(first - 3), "months") and at.word(first - 2).isdecimal()
    uncounted = at.word(first - 4) == "between" or at.spelled.last not in at.reading.nouns
    return month and at.before == "and" and uncounted


def _ends_in_year(word: str) -> bool:
    """A day with its year, the blank between them lost: "282016"."""
    if not (word.isdecimal() and len(word) in _DAY_AND_YEAR):
        return False
    return int(word[:-4]) <= _MAX_DAY and int(word[-4:]) in _YEARS


def _is_month_behind(at: Setting) -> bool:
    """ "12 | May"; not "30 | may have been killed"."""
    verb = at.reading.lexicon.is_in(at.after, "unreal") and not at.reading.capitalised(at.spelled.last)
    return at.is_after("months") and not verb


def is_year(at: Setting) -> bool:
    """ "In | 1996", "May | 2014", "the | 2014 | -15 war"; not "2000 people", "over 1950"."""
    token = at.word(at.spelled.first)
    high = at.spelled.value_high
    if high is not None and at.spelled.value in _YEARS and high in _YEARS:  # "between 1996 and 2006"
        return at.head is None
    if len(token) != 4 or not token.isdigit() or at.spelled.last - at.spelled.first > 1:
        return False
    if at.spelled.value in _YEARS and (at.is_before("months") or _is_day_before(at)):
        return True
    if at.spelled.value not in _YEARS:
        return at.spelled.value in _OLD_YEARS and (at.after in ("-", "–", "/") or at.is_before("months"))
    counted = at.after != "'s" and any(  # "2022's figures"
        index in at.reading.nouns and at.reading.nouns[index].payload.plural
        for index in (at.spelled.last, at.spelled.last + 1)
    )
    hedged = at.spelled.first - 1 in at.reading.hedges or at.before in ("than", "least", "over", "some")
    return not (hedged or (counted and not at.is_before("year_openers")))


def _is_day_before(at: Setting) -> bool:
    """ "Aug 17 | 2014"."""
    month = at.word(at.spelled.first - 2)
    return at.before.isdecimal() and int(at.before) <= _MAX_DAY and at.reading.lexicon.is_in(month, "months")


def is_spelled_year(at: Setting) -> bool:
    """ "Nineteen | ninety-seven": either number of a year that is spoken."""
    value = at.spelled.value
    century = at.spelled.last - at.spelled.first == 1 and value in _CENTURIES
    if century:
        return _TEN <= at.few(at.after) < _HUNDRED
    return _TEN <= value < _HUNDRED and at.few(at.before) in _CENTURIES


def is_time(at: Setting) -> bool:
    """ "11 p.m.", "11 pm"."""
    last = at.spelled.last
    return at.after in _CLOCK or (
        at.after in ("a", "p") and (at.word(last + 1), at.word(last + 2)) == (".", "m")
    )
