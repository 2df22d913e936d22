"""Words that make a number a part of another: "including 10", "among them 10", "10 of whom"."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading

CUE_REACH: Final = 10
TAIL_REACH: Final = 9
_ALL_OF: Final = frozenset({"the", "those"})


def part_cue(reading: Reading, first: int, last: int, begin: int, stop: int) -> int | None:
    """The token before which the whole must stand, where words make tokens first..last-1 a part; else None.

    "70 people, including 10 children" gives the place of "including", "five of them girls" that of "five".
    """
    openers, prepositions = reading.lexicon.words["part_openers"], reading.lexicon.words["part_prepositions"]
    for index in range(first - 1, max(begin, first - CUE_REACH) - 1, -1):
        word = reading.words[index]
        if word in openers or (word in prepositions and _is_pointer(reading, index)):
            return index
        if word[0].isdigit() or word in (".", ";"):
            break
    if opens_with_whole(reading, first, begin):
        return first
    return first if _points_back(reading, last, min(stop, last + TAIL_REACH)) else None


def opens_with_whole(reading: Reading, first: int, begin: int) -> bool:
    """ "Of the 31 dead, | nine were children": a whole, and a comma behind it with no verb before."""
    words, lexicon = reading.words, reading.lexicon
    if first < begin + 4 or words[begin] != "of" or not lexicon.is_in(words[begin + 1], "determiners"):
        return False
    commas = [at for at in range(begin, first) if words[at] == ","]
    inside = words[begin : first - 1]
    return commas == [first - 1] and not any(lexicon.is_in(word, "auxiliaries") for word in inside)


def _points_back(reading: Reading, first: int, last: int) -> bool:
    prepositions = reading.lexicon.words["part_prepositions"]
    for index in range(first, last - 1):
        word = reading.words[index]
        if word in (",", ";", ".") or index in reading.triggers:
            return False
        if word in prepositions and _is_pointer(reading, index):
            return True
    return False


def _is_pointer(reading: Reading, index: int) -> bool:
    """ "of whom", "among them"; "of the victims", "among the dead"."""
    following = reading.words[index + 1 : index + 3]
    if not following:
        return False
    if reading.lexicon.is_in(following[0], "part_pronouns"):
        return following != ("those", "who") or reading.words[index] == "among"
    return following[0] == "the" and not {index + 1, index + 2}.isdisjoint(reading.triggers)


def is_of_all(reading: Reading, first: int, last: int, begin: int, stop: int) -> bool:
    """Do the words about a number point back to all the dead or wounded: "| five | of those killed"?"""
    prepositions, words = reading.lexicon.words["part_prepositions"], reading.words
    harmed = reading.lexicon.words["the_dead"] | reading.lexicon.words["the_wounded"]
    reach = range(max(begin, first - CUE_REACH), min(stop, last + TAIL_REACH) - 2)
    return any(
        words[at] in prepositions and words[at + 1] in _ALL_OF and words[at + 2] in harmed for at in reach
    )
