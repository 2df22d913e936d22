"""Wholes that a part's own words name by their number: "four of the 12", "six were among the 12 killed",

"of the 12, four".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.party_signs import HANDS
from sayso.extract.nouns.cues import opens_with_whole
from sayso.lexicon import Reading
from sayso.lexicon.numbers import Numeral, numeral_at

AMONG_REACH: Final = 14  # tokens from a part to "were among": two women and a child were among
_AMONG: Final = frozenset({"among", "amongst"})
_STOPS: Final = frozenset({";", ":", ".", "who", "which", "that"})


def named_whole(reading: Reading, item: Counted) -> Numeral | None:
    """The number that a part's words name as that of its whole; None where they name none.

    "Six men and a child were among | nine | people killed", "Four of the | 12 | were children", "Of the
    | 53 |, 17 were children".
    """
    at = _behind_of(reading, item) or _behind_among(reading, item) or _behind_opening(reading, item)
    if at is None:
        return None
    stop = reading.bounds[reading.passage_of[item.first]][1]
    while at < stop and (at in reading.hedges or reading.lexicon.is_in(reading.words[at], "determiners")):
        at = reading.hedges[at].last if at in reading.hedges else at + 1
    return numeral_at(reading, at, stop) if at < stop else None


def _behind_of(reading: Reading, item: Counted) -> int | None:
    """ "Four | of | the 12": the token behind "of"."""
    return item.last + 1 if reading.words[item.last : item.last + 1] == ("of",) else None


def _behind_among(reading: Reading, item: Counted) -> int | None:
    """ "Six men and a child were | among | nine people killed": the token behind it."""
    stop = reading.bounds[reading.passage_of[item.first]][1]
    if reading.lexicon.is_in(reading.words[item.first - 1], "part_openers"):
        return None  # "three men, including | a guard |, were among nine": of the three
    for at in range(item.last, min(item.last + AMONG_REACH, stop)):
        word = reading.words[at]
        if word in _AMONG:
            told = reading.lexicon.is_in(reading.words[at - 1], "auxiliaries")
            return at + 1 if told else None
        if word in _STOPS or any(hit.payload.use == "transitive" for hit in reading.triggers.get(at, ())):
            return None
    return None


def _behind_opening(reading: Reading, item: Counted) -> int | None:
    """ "Of | the 53, 17 were children": the token behind it."""
    begin = reading.bounds[reading.passage_of[item.first]][0]
    return begin + 1 if opens_with_whole(reading, item.first, begin) else None


def counted_by(counted: Sequence[Counted], part: int, named: Numeral) -> int | None:
    """The quantity that has a number: the one that stands there, else the last before it of its value."""
    for place in range(part + 1, len(counted)):
        if counted[place].first > named.first:
            break
        if named.first < counted[place].last:
            return place
    before = (place for place in range(part - 1, -1, -1) if counted[place].quantity.value == named.value)
    return next(before, None)


def beside_turn(reading: Reading, counted: Sequence[Counted], part: int) -> int | None:
    """The first of those told by whom alike: "52 were killed by soldiers; | 11 | by the Front"."""
    item, words = counted[part], reading.words
    if words[item.last : item.last + 1] != ("by",) and words[item.last : item.last + len(HANDS)] != HANDS:
        return None
    here = reading.passage_of[item.first]
    alike = (
        place
        for place in range(part)
        if reading.passage_of[counted[place].first] == here and counted[place].trigger == item.trigger
    )
    return next(alike, None) if item.trigger is not None else None


def is_share(reading: Reading, item: Counted) -> bool:
    """ "| 52 | were killed by soldiers": by whom it was is told of the number itself."""
    by = item.trigger is not None and reading.words[item.trigger.last : item.trigger.last + 1] == ("by",)
    return by or reading.words[item.last : item.last + 1] == ("by",)
