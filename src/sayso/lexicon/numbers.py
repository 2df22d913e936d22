"""Reads a number where it stands: digits, words, multipliers, vague words, ranges, none, one more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from sayso.lexicon.match import Reading

_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_SUFFIXES: Final = {"m": 1e6, "mn": 1e6, "k": 1e3, "bn": 1e9}
_DASHES: Final = ("-", "–", "—")
_RANGE_JOINERS: Final = (*_DASHES, "to", "or")
_PARTS: Final = {"quarter": 1 / 4, "quarters": 1 / 4, "third": 1 / 3, "thirds": 1 / 3, "half": 1 / 2}
_FRACTIONS: Final = {
    ("½",): Decimal("0.5"), ("¼",): Decimal("0.25"), ("¾",): Decimal("0.75"),
    ("1", "2"): Decimal("0.5"), ("1", "4"): Decimal("0.25"), ("3", "4"): Decimal("0.75"),
}  # fmt: skip
_SLASHES: Final = frozenset({"/", "⁄"})
MAX_WORDS: Final = 12
_MAX_DAY: Final = 31
_DAY_DIGITS: Final = 2

NumberForm = Literal["digits", "word", "vague", "zero", "another", "article", "the", "pronoun", "name"]


class Numeral(NamedTuple):
    """A number as it stands at tokens first..last-1, its hedge not yet looked for."""

    first: int
    last: int
    value: int | float
    form: NumberForm
    value_high: int | float | None = None


def numeral_at(reading: Reading, index: int, stop: int) -> Numeral | None:
    """The number that begins at a token, ranges taken whole; None where none begins."""
    low = _simple(reading, index, stop)
    if low is None:
        return _between(reading, index, stop)
    if low.form not in ("digits", "word") or low.last >= stop - 1:
        return low
    joiner = reading.words[low.last]
    if joiner not in _RANGE_JOINERS or (joiner == "to" and _two_levels(reading, index)):
        return low
    dated = index > 0 and reading.lexicon.is_in(reading.words[index - 1], "months")
    if dated and (not _is_day(reading, low.last + 1) or _ends_dateline(reading, low.last)):
        return low
    high = _simple(reading, low.last + 1, stop)
    if high is None or high.form not in ("digits", "word") or not _is_range(reading, low, high, joiner):
        return low
    return _joined(low, high)


def _is_day(reading: Reading, index: int) -> bool:
    """ "May 7 to | 23", and not "the toll since May 7 to | 23,708"."""
    word = reading.words[index]
    return len(word) <= _DAY_DIGITS and word.isdecimal() and int(word) <= _MAX_DAY


def _ends_dateline(reading: Reading, dash: int) -> bool:
    """ "GOMA, May 9 | – | 12 villagers were killed": a dash that stands free, before a number of things."""
    free = reading.starts[dash] > reading.ends[dash - 1] and reading.words[dash] in _DASHES
    return free and any(at in reading.nouns for at in (dash + 2, dash + 3))


def _two_levels(reading: Reading, index: int) -> bool:
    """ "Rose from 30 to 40" and "an increase (from 30 to 40)" tell two levels and no range."""
    before = reading.words[max(index - 6, 0) : index]
    return (
        before[-1:] == ("(",)
        or before[-2:] == ("(", "from")
        or (before[-1:] == ("from",) and any(reading.lexicon.is_in(w, "risers") for w in before))
    )


def _is_range(reading: Reading, low: Numeral, high: Numeral, joiner: str) -> bool:
    """30-40, 30 to 40, two or three: rising, of one order, and no score, date or time."""
    top = max(low.value * 20, 30) if high.value < 1000 else max(low.value, _scaled(low, high)) * 20
    if not low.value < high.value <= top:
        return _scaled(low, high) < high.value and joiner != "or" and high.value >= 1000
    if joiner == "-":
        return reading.starts[high.first] - reading.ends[low.last - 1] == 1
    return joiner != "or" or high.value - low.value <= 5


def _scaled(low: Numeral, high: Numeral) -> float:
    """ "2 to 3 million" means 2 million to 3 million."""
    for factor in (1e9, 1e6, 1e5, 1e3, 100):
        if high.value >= factor and high.last - high.first > 1 and low.value < factor:
            return low.value * factor
    return low.value


def _joined(low: Numeral, high: Numeral) -> Numeral:
    return low._replace(last=high.last, value=_whole(_scaled(low, high)), value_high=high.value)


def _between(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "between 30 and 40", "between an estimated 30 and 40"."""
    if reading.words[index] not in ("between", "anywhere"):
        return None
    hedge = reading.hedges.get(index + 1)
    low = _simple(reading, hedge.last if hedge else index + 1, stop)
    if low is None or low.last >= stop or reading.words[low.last] not in ("and", "to"):
        return None
    high = _simple(reading, low.last + 1, stop) if low.last + 1 < stop else None
    if high is None or low.form not in ("digits", "word") or high.form not in ("digits", "word"):
        return None
    if not low.value < high.value:
        return None
    return _joined(low, high)._replace(first=index)


def _simple(reading: Reading, index: int, stop: int) -> Numeral | None:
    """One number that begins at a token."""
    if index >= stop:
        return None
    words = reading.words
    word = words[index]
    if (share := _share(reading, index, stop)) is not None:
        return share
    if word[0].isdigit():
        return _digits(reading, index, stop)
    if word in ("a", "an"):
        return _after_article(reading, index, stop)
    if word == "not":
        return _not_one(reading, index, stop)
    if word == "half" and words[index + 1 : index + 2] in (("a",), ("an",), ("-",)):
        scale = _multiplier(reading, index + 2, stop)
        return Numeral(index, index + 3, _whole(scale / 2), "word") if scale else None
    entry = reading.lexicon.numerals.get(word)
    if entry is None:
        return None
    if entry.role == "zero":
        return _none(reading, index, stop)
    if entry.role == "vague":
        return _vague(reading, index, stop)
    if entry.role == "pair":
        return Numeral(index, index + 1, _whole(entry.value), "word")
    return _spelled(reading, index, stop)


def _share(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "A quarter of a million", "three quarters of a million", "two and a half thousand"."""
    words, first = reading.words, index
    entry = reading.lexicon.numerals.get(words[index])
    unit = entry.value if entry is not None and entry.role == "unit" else 0
    index += bool(unit) or words[index] in ("a", "an")
    if unit and words[index : index + 3] == ("and", "a", "half"):
        scale = _multiplier(reading, index + 3, stop)
        return Numeral(first, index + 3 + (scale > 0), _whole((unit + 0.5) * (scale or 1)), "word")
    part = _PARTS.get(words[index]) if index < stop else None
    if part is None or words[index + 1 : index + 3] not in (("of", "a"), ("of", "one")):
        return None
    scale = _multiplier(reading, index + 3, stop)
    return Numeral(first, index + 4, _whole((unit or 1) * part * scale), "word") if scale else None


def _digits(reading: Reading, index: int, stop: int) -> Numeral | None:
    words, token = reading.words, reading.words[index]
    if not _DIGITS.fullmatch(token):
        return None
    value, last = Decimal(token.replace(",", "")), index + 1  # as a float, 8.2 million are 8,199,999.999
    while (
        last < stop and len(words[last]) == 3 and words[last].isdigit() and len(words[index]) <= 3
        and "." not in token and words[last - 1].isdigit() and len(words[last - 1]) <= 3
        and reading.starts[last] - reading.ends[last - 1] == 1 and token[0] != "0"
    ):  # fmt: skip
        value, last = value * 1000 + int(words[last]), last + 1
    part, last = _fraction(reading, last, stop)
    value += part
    while last < stop and (scale := _multiplier(reading, last, stop) or _SUFFIXES.get(words[last], 0)):
        if words[last] in _SUFFIXES and reading.starts[last] != reading.ends[last - 1]:
            break
        value, last = value * Decimal(scale), last + 1
    return Numeral(index, last, _whole(float(value)), "digits")


def _fraction(reading: Reading, index: int, stop: int) -> tuple[Decimal, int]:
    """What a fraction adds to the number before it, and the token behind: "2 | 1/2 | million", "2 | ½ |"."""
    words = reading.words[index : min(index + 3, stop)]
    if words[:1] in _FRACTIONS:
        return _FRACTIONS[words[:1]], index + 1
    written = len(words) == 3 and words[1] in _SLASHES and reading.ends[index] == reading.starts[index + 1]
    part = _FRACTIONS.get(words[::2]) if written else None
    return (Decimal(0), index) if part is None else (part, index + 3)


def _multiplier(reading: Reading, index: int, stop: int) -> float:
    entry = reading.lexicon.numerals.get(reading.words[index]) if index < stop else None
    return entry.value if entry is not None and entry.role == "multiplier" else 0


def _after_article(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "a dozen", "a few", "a couple of", "a number of", "a further 12" is left to the hedge; "a lot of"."""
    if index + 1 >= stop:
        return None
    words = reading.words
    if words[index + 1 : index + 3] == ("lot", "of"):
        return Numeral(index, index + 3, 3, "vague")
    entry = reading.lexicon.numerals.get(words[index + 1])
    if entry is None:
        return None
    if entry.role == "multiplier" and words[index + 1] != "score":
        spelled = _spelled(reading, index + 1, stop)
        return spelled._replace(first=index) if spelled else None
    if entry.role == "vague":
        vague = _vague(reading, index + 1, stop)
        return vague._replace(first=index) if vague else None
    if entry.role == "pair":
        return Numeral(index, index + 2, _whole(entry.value), "word")
    return None


def _spelled(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "twenty-five", "one hundred and ten", "two dozen", "three hundred thousand"."""
    words, table = reading.words, reading.lexicon.numerals
    total = group = 0.0
    at, last = index, index
    smallest = float("inf")
    while at < min(stop, index + MAX_WORDS):
        entry = table.get(words[at])
        if entry is not None and entry.role == "unit" and entry.value < smallest:
            group += entry.value
            smallest = 10 if entry.value >= 20 else 1
            at = last = at + 1
        elif entry is not None and entry.role == "multiplier" and words[at] != "score":
            if entry.value < 1000:
                group = (group or 1) * entry.value
            else:
                total, group = total + (group or 1) * entry.value, 0
            smallest = 100 if entry.value >= 100 else 1
            at = last = at + 1
        elif last > index and words[at] in ("and", "-") and _continues(words, table, at, stop, smallest):
            at += 1
        else:
            break
    value = total + group
    return Numeral(index, last, _whole(value), "word") if last > index else None


def _continues(words: Sequence[str], table: dict, at: int, stop: int, smallest: float) -> bool:  # type: ignore[type-arg]
    """Does a joined word go on with the same number ("twenty - five", "hundred and ten")?"""
    if at + 1 >= stop:
        return False
    entry = table.get(words[at + 1])
    if entry is None or entry.role != "unit" or entry.value >= smallest:
        return False
    previous = table.get(words[at - 1])
    if words[at] == "and":
        return previous is not None and previous.role == "multiplier" and previous.value >= 100
    return previous is not None and 20 <= previous.value < 100


def _vague(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "several dozen" 36, "tens of thousands" 20,000, "a couple of hundred" 200, "dozens" 24."""
    words, table = reading.words, reading.lexicon.numerals
    if not _is_vague_count(words, index):
        return None
    value, last = table[words[index]].value, index + 1
    linked = last + 1 if words[last : last + 1] == ("of",) else last
    entry = table.get(words[linked]) if linked < stop else None
    if entry is not None and entry.role == "multiplier" and words[index] != "dozens":
        value, last = value * entry.value, linked + 1
    elif entry is not None and entry.role == "vague" and linked == last and entry.value > value:
        value, last = entry.value, last + 1  # "many thousands"
    elif entry is not None and entry.role == "vague" and linked > last and entry.value in (2000, 2e6, 200):
        base = {20: 10, 24: 12, 40: 20, 200: 100, 2000: 1000}.get(int(value), value)
        value, last = base * entry.value, linked + 1
    return Numeral(index, last, _whole(value), "vague")


def _is_vague_count(words: Sequence[str], index: int) -> bool:
    """ "a number of", "large numbers of", "many"; not "the number of", "their numbers", "so many"."""
    before = words[index - 1] if index else ""
    if words[index] == "number":
        return before in (
            "a",
            "small",
            "large",
            "unknown",
            "undisclosed",
            "unspecified",
            "growing",
        ) and words[index + 1 : index + 2] == ("of",)
    if words[index] == "numbers":
        return before in ("large", "huge", "great", "significant", "substantial", "vast", "unknown")
    return not (words[index] in ("many", "few") and before in ("so", "how", "as", "too", "not", "very"))


def _none(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "no one", "no casualties", "none", "zero injuries", "nobody"; "no" alone needs a thing it denies."""
    word, following = reading.words[index], reading.words[index + 1 : index + 3]
    if word == "no":
        if following[:1] == ("one",):
            return Numeral(index, index + 2, 0, "zero")
        if following == ("-", "one"):
            return Numeral(index, index + 3, 0, "zero")
        if any(i in reading.nouns or i in reading.triggers for i in range(index + 1, min(index + 4, stop))):
            return Numeral(index, index + 1, 0, "zero")
        return None
    return Numeral(index, index + 1, 0, "zero")


def _not_one(reading: Reading, index: int, stop: int) -> Numeral | None:
    """ "Not a single", "not one"; "not one of | 12" tells of the twelve."""
    words = reading.words
    last = index + (3 if words[index + 1 : index + 3] == ("a", "single") else 2)
    alone = last - index == 3 or words[index + 1 : index + 2] == ("one",)
    return Numeral(index, last, 0, "zero") if alone and last <= stop else None


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value
