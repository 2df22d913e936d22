"""Which capitalised words are the name of a person, though there is a place of that name."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading

OLDEST: Final = 115
_BEHIND_AGE: Final = frozenset({",", ".", ";", ")", "of", "and", "who"})


def names_person(reading: Reading, first: int, last: int) -> bool:
    """Does an age stand beside the name first..last-1: "Ana Cordoba, 37,", "6-year-old Savannah"?"""
    if first > 2 and reading.words[first - 3 : first] == ("year", "-", "old"):
        return True
    behind = reading.words[last : last + 3]
    if len(behind) < 3 or behind[0] not in (",", "("):
        return False
    age = behind[1]
    return len(age) < 4 and age.isdecimal() and int(age) <= OLDEST and behind[2] in _BEHIND_AGE


def owns_as_person(reading: Reading, last: int, words: PlaceWords) -> bool:
    """Does a name have what hardly a place has: "at Weston | 's home"?"""
    return reading.words[last : last + 1] == ("'s",) and not words.of_persons.isdisjoint(
        reading.words[last + 1 : last + 2]
    )
