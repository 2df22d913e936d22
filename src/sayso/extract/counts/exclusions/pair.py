"""A number and a trigger of its sentence, as a rule of exclusion looks at them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from sayso.extract.nouns.geometry import OPENING_QUOTES, Spot
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Noun, Reading

VERBAL: Final = frozenset({"transitive", "intransitive", "adjective"})  # uses of triggers that tell of an act
_PERFECT: Final = frozenset({"has", "have", "had"})


class Pair(NamedTuple):
    """A number with its head noun and the written numbers next to it, and a trigger of its sentence.

    `taken`: the report tells of somebody who was taken.
    """

    reading: Reading
    number: Number
    head: Hit[Noun] | None
    before: Number | None
    behind: Number | None
    spot: Spot
    taken: bool


def counts_next(reading: Reading, index: int) -> bool:
    """Does a number begin at a token, maybe with its hedge: "about | 20", but not "under the rubble"?"""
    hedge = reading.hedges.get(index)
    at = hedge.last if hedge is not None else index
    return at < len(reading.words) and reading.lexicon.is_numeral(reading.words[at])


def before_verb(reading: Reading, verb: int, head: int) -> int:
    """The token before a verb and its forms of be and have, none before `head`."""
    at = verb - 1
    while at > head and (
        reading.lexicon.is_in(reading.words[at], "auxiliaries")
        or reading.words[at] in _PERFECT
        or reading.words[at] in OPENING_QUOTES
    ):
        at -= 1
    return at


def opens_subject(reading: Reading, at: int) -> bool:
    """May the subject of a clause begin at a token: "12 men", "the army", "he"?"""
    word, lexicon = reading.words[at], reading.lexicon
    return reading.opens_count(at) or word in ("he", "she", "it") or lexicon.is_in(word, "determiners")


Rule = Callable[[Pair], bool]
