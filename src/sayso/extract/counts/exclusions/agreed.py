"""Harm or freedom that was only asked for, agreed on, awaited or barred: nothing is counted by it."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.pair import Pair, Rule
from sayso.extract.speech.phrases import holds
from sayso.records import Kind

DEMANDED: Final = 6  # tokens from "demands that" to what is demanded: Israel withdraw and
NEAR_REACH: Final = 4  # tokens between what is hoped or feared and the word of harm: for the swift
_AND_ALSO: Final = ("as", "well", "as")
_TRADED: Final = ("exchange", "for")
SUBJECT_REACH: Final = 8  # tokens from those counted to the verb: held by Hamas since May | will
_FREED: Final[frozenset[Kind]] = frozenset({"released", "returned"})
_TALKED_ON: Final = frozenset({"on", "over", "about"})
_WAIT_FOR: Final = tuple((word, "for") for word in ("wait", "waits", "waited", "waiting"))
_INCLUDE: Final = frozenset({"include", "involve"})
_BARRED: Final = frozenset({"banned", "barred", "blocked", "stopped", "kept", "prohibited", "barring"})
_CLAUSE_ENDS: Final = frozenset({",", ";", "and", "but", "that", "which", "who"})
_AWAITING: Final = frozenset({"await", "awaits", "awaited", "awaiting", "wait", "waits", "waited", "waiting"})


def _is_in_exchange(pair: Pair) -> bool:
    """ "Agreed to free 150 women in exchange for the group | releasing | 50": what was agreed on.

    "A truce that will free 50 women in exchange for | 150 prisoners" likewise.
    """
    reading, first = pair.reading, pair.spot.hit.first
    begin = reading.bounds[reading.passage_of[first]][0]
    at = pair.number.first - len(_TRADED)
    if reading.words[max(begin, at) : pair.number.first] != _TRADED:
        if pair.spot.hit.payload.form != "ing":
            return False
        reach = range(max(begin, first - NEAR_REACH), first)
        at = next((back for back in reach if reading.words[back : back + 2] == _TRADED), begin)
    return any(
        reading.lexicon.is_in(reading.words[index], "modals")
        or (reading.words[index + 1] == "to" and reading.lexicon.is_in(reading.words[index], "not_yet"))
        for index in range(begin, at)
    )


def _is_barred(pair: Pair) -> bool:
    """ "Thousands are banned from | returning | home": they have not."""
    words, first = pair.reading.words, pair.spot.hit.first
    kept = pair.reading.lexicon.is_in(words[first - 2], "preventing") or words[first - 2] in _BARRED
    return words[first - 1] == "from" and kept


def _is_demanded(pair: Pair) -> bool:
    """ "Demanded the | release of | six prisoners", "a plan provides for the | return of | 900 families".

    "Demands that the army | free | six" and "wanted a truce as well as the | return of | six" likewise.
    """
    words, lexicon, at = pair.reading.words, pair.reading.lexicon, pair.spot.hit.first - 1
    if pair.spot.hit.payload.form == "base":
        begin = pair.reading.bounds[pair.reading.passage_of[at]][0]
        reach = range(at, max(begin, at - DEMANDED), -1)
        return any(words[back] == "that" and lexicon.is_in(words[back - 1], "demanding") for back in reach)
    if pair.spot.hit.payload.use != "of" or at < 2:
        return False
    at -= lexicon.is_in(words[at], "urgent")
    at -= lexicon.is_in(words[at], "determiners")
    at -= words[at] == "for"
    if at >= len(_AND_ALSO) and words[at + 1 - len(_AND_ALSO) : at + 1] == _AND_ALSO:
        begin = pair.reading.bounds[pair.reading.passage_of[at]][0]
        return holds(pair.reading, (begin, at), "demanding")
    return at >= 0 and lexicon.is_in(words[at], "demanding")


def _is_to_include(pair: Pair) -> bool:
    """ "A truce that did not include the | release of | 30 captives", "would involve the | release of"."""
    words, lexicon, at = pair.reading.words, pair.reading.lexicon, pair.spot.hit.first - 1
    if pair.spot.hit.payload.use != "of" or at < 2:
        return False
    at -= lexicon.is_in(words[at], "determiners")
    included = words[at] in _INCLUDE or lexicon.is_in(words[at], "involving")
    return included and (lexicon.is_in(words[at - 1], "negations") or lexicon.is_in(words[at - 1], "modals"))


def _is_awaited(pair: Pair) -> bool:
    """ "Waiting for | her nephew to be | freed", "| 500 foreigners await their | evacuation": not yet."""
    words, number, hit = pair.reading.words, pair.number, pair.spot.hit
    if number.last > hit.first:
        return False
    if hit.payload.use == "noun" and pair.reading.lexicon.is_in(words[hit.first - 1], "possessives"):
        return words[hit.first - 2] in _AWAITING or words[hit.first - 3 : hit.first - 1] in _WAIT_FOR
    to_be = words[hit.first - 2 : hit.first] == ("to", "be") or words[hit.first - 1] == "to"
    return to_be and words[max(0, number.first - 2) : number.first] in _WAIT_FOR


def _is_agreed_on(pair: Pair) -> bool:
    """ "An agreement on the | release of | 50 captives", "talks over the | release of": not yet."""
    words, hit = pair.reading.words, pair.spot.hit
    at = hit.first - 1 - pair.reading.lexicon.is_in(words[hit.first - 1], "determiners")
    of_freed = hit.payload.use == "of" and not _FREED.isdisjoint(hit.payload.kinds.values())
    return of_freed and words[at] in _TALKED_ON


def _is_still_to_come(pair: Pair) -> bool:
    """ "Securing the | release of | 240 captives will require a pause": nobody is free."""
    reading, hit = pair.reading, pair.spot.hit
    if reading.words[hit.last - 1] != "of" or _FREED.isdisjoint(hit.payload.kinds.values()):
        return False
    last = pair.head.last if pair.head is not None else pair.number.last
    stop = reading.bounds[reading.passage_of[hit.first]][1]
    for at in range(last, min(stop, last + SUBJECT_REACH)):
        if reading.lexicon.is_in(reading.words[at], "modals") and not reading.capitalised(at):
            return True
        if reading.words[at] in _CLAUSE_ENDS or reading.lexicon.is_in(reading.words[at], "auxiliaries"):
            return False
    return False


AGREED: Final[tuple[Rule, ...]] = (
    _is_in_exchange,
    _is_barred,
    _is_demanded,
    _is_to_include,
    _is_awaited,
    _is_agreed_on,
    _is_still_to_come,
)
