"""Sentences that tell more of what was counted before: "Four of them were women", "Of the dead, six were"."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading

OPENING: Final = 4  # tokens of a sentence that show it

_COUNTED: Final = frozenset({"person", "group", "act", "toll", "life", "body", "munition", "count-other"})


def tells_of_count(reading: Reading, passage: int) -> bool:
    """Does a sentence open with what the one before counted?

    "Four of them ...", "Of the 11, six ...", "This brings the toll to ...", "The fallen were ...".
    """
    begin, stop = reading.bounds[passage]
    if stop - begin < OPENING:
        return False
    first, second, third, fourth = reading.words[begin : begin + OPENING]
    if first == "of":
        counted = second == "the" and _are_counted(reading, begin + 2)
        return counted or reading.lexicon.is_in(second, "part_pronouns")
    if reading.opens_count(begin) and second == "of":
        harmed = third == "the" and _are_harmed(reading, fourth)
        return harmed or reading.lexicon.is_in(third, "part_pronouns")
    if first in {"this", "that"}:
        return reading.lexicon.is_in(second, "bringing")
    said = reading.lexicon.is_in(third, "auxiliaries") or reading.lexicon.is_in(third, "part_openers")
    return first == "the" and _are_harmed(reading, second) and said


def _are_counted(reading: Reading, at: int) -> bool:
    """ "Of the | 11", "of the | dead", "of the | group": and not "of the | town's houses"."""
    noun = reading.nouns.get(at)
    known = noun is not None and noun.payload.noun_type not in _COUNTED
    return not known and reading.words[at + 1] != "'s"


def _are_harmed(reading: Reading, word: str) -> bool:
    lexicon = reading.lexicon
    return lexicon.is_in(word, "the_dead") or lexicon.is_in(word, "harmed_nominals")
