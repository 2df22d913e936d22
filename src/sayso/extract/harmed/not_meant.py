"""Nouns left of a bare number that it is not of: who owns, speaks, listens, acts on others or did it."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.party_signs import ASIDE_REACH, before_article
from sayso.extract.nouns.geometry import is_active, voice_of
from sayso.lexicon import Reading

VERB_REACH: Final = 4
YEAR_DIGITS: Final = 4
_VERBAL: Final = ("modals", "negations", "perfect", "auxiliaries")
_ON: Final = frozenset({"on", "at"})


def owns_or_speaks(reading: Reading, behind: int) -> bool:
    """ "Officials | could not confirm", "the rebels | 's 40", "police | are investigating": not counted.

    "Police | : 1 dead" and "lawyers, who record abuses, | spoke of ten" likewise.
    """
    lexicon, words = reading.lexicon, reading.words
    told = words[behind] == ":" and lexicon.is_in(words[behind - 1], "bodies")
    if told or words[behind] in ("'s", "'") or lexicon.is_in(words[behind], "roles"):
        return True
    if words[behind : behind + 2] == (",", "who"):
        closing = range(behind + 2, min(behind + ASIDE_REACH, len(words) - 1))
        behind = next((at + 1 for at in closing if words[at] == ","), behind)
    at, stop = behind, min(behind + VERB_REACH, len(words) - 1)
    while at < stop and (words[at].endswith("ly") or any(lexicon.is_in(words[at], name) for name in _VERBAL)):
        at += 1
    return at in reading.saying or lexicon.is_in(words[at], "searching")


def is_told(reading: Reading, first: int) -> bool:
    """ "Talked to | reporters |", "told | lawmakers |": who listens."""
    to = reading.words[first - 1] == "to"
    return first > to and (first - 1 - to) in reading.saying


def acts_on(reading: Reading, first: int, verb: int, begin: int) -> bool:
    """ "| Troops | stormed the camp and 14 died", "| surgeons | operated on": who acts on others."""
    words, lexicon = reading.words, reading.lexicon
    if verb + 1 >= len(words) or not words[verb].endswith("ed"):
        return False
    if verb in reading.triggers and not is_active(reading, verb):
        return False
    before = before_article(reading, first)
    before -= words[before] == "of" and lexicon.is_numeral(words[before - 1])  # "dozens of | settlers"
    if before >= begin and lexicon.is_in(words[before], "prepositions"):
        return False
    behind = verb + 1 + (words[verb + 1] in _ON)
    return (
        lexicon.is_in(words[behind], "determiners") or behind in reading.nouns or reading.opens_count(behind)
    )


def acts_by(reading: Reading, first: int, begin: int) -> bool:
    """ "Two were shot by | the guards | and another 11 hurt": who did it, and not who is counted."""
    at = before_article(reading, first)
    return at > begin and reading.words[at] == "by"


def brings(reading: Reading, item: Counted, last: int) -> bool:
    """ "| Rescue workers | brought out four dead": who acts on those counted is none of them."""
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    return any(
        hit.last == item.first and hit != item.trigger and voice_of(reading, hit, begin, stop) == "active"
        for hit in reading.triggers.get(last, ())
    )


def aimed_at(reading: Reading, at: int, begin: int) -> bool:
    """Does a number or a preposition of aiming stand right before a noun: "fired on rioters, killing two"?"""
    if at < begin:
        return False
    word = reading.words[at]
    if word in ("on", "at", "against", "among"):
        return True
    year = (
        len(word) == YEAR_DIGITS
        and at > begin
        and reading.lexicon.is_in(reading.words[at - 1], "year_openers")
    )
    return word in reading.lexicon.numerals or (word[0].isdigit() and not year)
