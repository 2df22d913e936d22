"""Numbers that by their form count nothing: dates, ages, money, measures, names of units, scores.

Each refusal is named; a named refusal is final, so only what the form alone decides belongs here.
"""

from __future__ import annotations

from typing import Final

from sayso.extract.numbers import Numeral
from sayso.lexicon import Reading

_CURRENCY: Final = frozenset("$€£¥₹₽₪₦₴")
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_UNIT_TYPES: Final = frozenset({"time", "money", "measure", "age"})
_PERCENT: Final = frozenset({"%", "percent", "per", "pc", "percentage"})
_MAX_YEAR: Final = 2100


def refusal(reading: Reading, spelled: Numeral, begin: int, stop: int) -> str | None:
    """Why a number can be no count, or None where it may be one."""
    if spelled.form not in ("digits", "word", "vague"):
        return None
    before = reading.words[spelled.first - 1] if spelled.first > begin else ""
    after = reading.words[spelled.last] if spelled.last < stop else ""
    glued_after = spelled.last < stop and reading.starts[spelled.last] == reading.ends[spelled.last - 1]
    glued_before = spelled.first > begin and reading.ends[spelled.first - 1] == reading.starts[spelled.first]
    if spelled.form == "digits":
        reason = _digits_refusal(reading, spelled, before, after, glued_before, glued_after, begin, stop)
        if reason:
            return reason
    if after in _PERCENT and not (after == "per" and reading.words[spelled.last + 1 : spelled.last + 2] != ("cent",)):
        return "percentage"
    if glued_after and after in ("-", "‑", "–") and spelled.last + 1 < stop:
        following = reading.words[spelled.last + 1]
        if reading.starts[spelled.last + 1] == reading.ends[spelled.last] and following[0].isalpha():
            return "compound"
    if after == "-" and spelled.form == "word" and glued_after:
        return "compound"
    return _unit(reading, spelled, stop)


def _digits_refusal(
    reading: Reading, spelled: Numeral, before: str, after: str, glued_before: bool, glued_after: bool, begin: int, stop: int
) -> str | None:  # fmt: skip
    """Refusals that only digits can earn."""
    lexicon, token = reading.lexicon, reading.words[spelled.first]
    if before in _CURRENCY or (before and before[-1] in _CURRENCY):
        return "money"
    if after in _ORDINALS and glued_after:
        return "ordinal"
    if glued_before and before in ("-", "–", ".", ":", "/", "№", "#", "+", "_", "@") or after in (":", "/") and glued_after:
        return "designation"
    if glued_before and before and before[-1].isalpha():
        return "designation"
    if before == "[" and after == "]":
        return "reference"
    if lexicon.is_in(before, "age_openers") or _age(reading, spelled, before, after, begin, stop):
        return "age"
    if lexicon.is_in(before.rstrip("."), "months") and spelled.value <= 31 or after.rstrip(".") in lexicon.words["months"] and spelled.value <= 31:
        return "date"
    if before == "." and spelled.first - 2 >= begin and reading.words[spelled.first - 2] in lexicon.words["months"]:
        return "date"
    if _year(reading, spelled, before, after, token, stop):
        return "year"
    if lexicon.is_in(before.rstrip("."), "designators") and spelled.first - 1 >= begin and reading.capitalised(spelled.first - 1):
        return "designation"
    if spelled.first - 1 > begin and before.isalpha() and reading.surface[spelled.first - 1].isupper() and len(before) > 1 and before not in ("us",):
        return "designation"
    if isinstance(spelled.value, float):
        return "decimal"
    if after in ("a.m.", "p.m.", "am", "pm", "a.m", "p.m", "gmt", "utc") or (after in ("a", "p") and reading.words[spelled.last + 1 : spelled.last + 3] == (".", "m")):
        return "time"
    return None


def _age(reading: Reading, spelled: Numeral, before: str, after: str, begin: int, stop: int) -> bool:
    """ "Aung Ko, 23, was shot", "Aung Ko (23)"."""
    if spelled.value > 110 or spelled.first - 2 < begin or not reading.capitalised(spelled.first - 2):
        return False
    if spelled.last < stop and before == "," and after in (",", ".", ";", "and"):
        return after != "and" or not reading.words[spelled.first - 2].isdigit()
    return before == "(" and after == ")"


def _year(reading: Reading, spelled: Numeral, before: str, after: str, token: str, stop: int) -> bool:
    if not (len(token) == 4 and token.isdigit() and 1000 <= spelled.value <= _MAX_YEAR and spelled.last - spelled.first == 1):
        return False
    if after in ("-", "–", "/") or before.rstrip(".") in reading.lexicon.words["months"]:
        return True
    if spelled.value < 1900:
        return False
    counted = spelled.last < stop and (spelled.last in reading.nouns or spelled.last + 1 in reading.nouns) and before not in ("in", "since", ",")
    return not counted


def _unit(reading: Reading, spelled: Numeral, stop: int) -> str | None:
    """Units of time, money, length ... right behind the number ("30 minutes", "12 more days", "122 mm")."""
    for index in range(spelled.last, min(spelled.last + 2, stop)):
        hit = reading.nouns.get(index)
        if hit is not None:
            return hit.payload.noun_type if hit.payload.noun_type in _UNIT_TYPES else None
        if reading.words[index] not in ("more", "further", "or", "square", "full", "long", "cubic", "nautical", "of"):
            return None
    return None
