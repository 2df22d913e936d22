"""Which names are those of streets: none of the towns that are called the same."""

from __future__ import annotations

from typing import Final, NamedTuple

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.evidence import speaks

# So many words may stand between a street and the type word that it shares: "Mill and Stone Hill roads".
_REACH: Final = 4
# What the keys of streets end in.
STREET: Final = "(street)"


class Street(NamedTuple):
    """The tokens of a street's name, and the one behind its type word."""

    first: int
    last: int
    end: int


def street_in(reading: Reading, first: int, last: int, words: PlaceWords) -> Street | None:
    """The street that the capitalised words first..last-1 name, None where they name none.

    "On | Warren Drive |", "the 9300 block of | West Tyler |", "near | Dover | and Michigan streets"; but
    "the | Kayes-Bamako | road" lies between two towns, and "Director | Ann Lane | said" is a person.
    """
    stop = reading.bounds[reading.passage_of[first]][1]
    for told in range(first + 1, last):
        if _is_type(reading, told, stop, words):
            joined = "-" in reading.surface[first:told]
            return (
                None if joined or _is_person(reading, first, told, words) else Street(first, told, told + 1)
            )
    if first == last:
        return None
    if last + 2 < stop and _is_ordinal(reading, last) and _is_type(reading, last + 2, stop, words):
        return Street(first, last + 2, last + 3)  # "West 118th Street"
    if last < stop and reading.words[last] in words.small_streets:
        return Street(first, last, last + 1)
    if _behind_block(reading, first, words):
        return Street(first, last, last)
    end = _shared_type(reading, first, last, stop, words) if last < stop else None
    return None if end is None else Street(first, last, end)


def _is_person(reading: Reading, first: int, told: int, words: PlaceWords) -> bool:
    """Does a name that ends like a street's speak, with no preposition before it: "Ann Lane | said"?"""
    return speaks(reading, told + 1, words) and reading.words[first - 1] not in words.prepositions


def _is_ordinal(reading: Reading, index: int) -> bool:
    return reading.words[index].isdecimal() and reading.words[index + 1] in ("st", "nd", "rd", "th")


def _is_type(reading: Reading, index: int, stop: int, words: PlaceWords) -> bool:
    """A word for a street; "St." before a capital is a saint."""
    word = reading.words[index]
    if not reading.lexicon.is_in(word, "streets") or word in words.no_streets:
        return False
    if word not in words.abbreviated_streets:
        return True
    behind = index + 2 if reading.words[index + 1 : index + 2] == (".",) else index + 1
    return behind >= stop or not reading.surface[behind][0].isupper()


def _behind_block(reading: Reading, first: int, words: PlaceWords) -> bool:
    return first > 1 and reading.words[first - 1] == "of" and reading.words[first - 2] in words.before_streets


def _shared_type(reading: Reading, first: int, last: int, stop: int, words: PlaceWords) -> int | None:
    """Behind "A and B | streets" for either name; the type word belongs to the second."""
    if reading.words[last] in words.several_streets:
        joined = first > 1 and reading.words[first - 1] == "and" and reading.surface[first - 2][0].isupper()
        return last + 1 if joined else None
    if reading.words[last] != "and":
        return None
    for index in range(last + 1, min(stop, last + 2 + _REACH)):
        if reading.words[index] in words.several_streets:
            return last if index > last + 1 else None
        if not reading.surface[index][0].isupper():
            return None
    return None
