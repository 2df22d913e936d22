"""What a report calls a person of a name: "journalist Ayla Demir", "Ayla Demir, a journalist"."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.noun_phrases import core_at
from sayso.lexicon import Noun, Reading

_NO_MORE: Final = frozenset({"former", "ex", "retired"})


def called(reading: Reading, last: int) -> Noun | None:
    """What the report calls whoever has the surname before a token; None where it only names them."""
    surname = reading.surface[last - 1]
    spoken = (_noun_beside(reading, at) for at, word in enumerate(reading.surface) if word == surname)
    return next((noun for noun in spoken if noun is not None), None)


def _noun_beside(reading: Reading, surname: int) -> Noun | None:
    """The noun of one person right before a name, or behind it in apposition."""
    begin, stop = reading.bounds[reading.passage_of[surname]]
    first = surname
    while first > begin and reading.capitalised(first - 1):
        first -= 1
    before = reading.nouns.get(first - 1) if first > begin else None
    if before is not None and _is_person(before.payload):
        return before.payload if reading.words[before.first - 1] not in _NO_MORE else None
    if surname + 2 < stop and reading.words[surname + 1] == "," and _opens(reading, surname + 2):
        behind = core_at(reading, surname + 3, stop)
        if behind is not None and behind.head is not None and _is_person(behind.head.payload):
            return behind.head.payload
    return None


def _opens(reading: Reading, at: int) -> bool:
    return reading.words[at] in ("a", "an", "the")


def _is_person(noun: Noun) -> bool:
    return noun.noun_type == "person" and not noun.plural
