"""The noun a bare number takes from its neighbours: "killing six", "12 of them", "five dead and 30 wounded"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.noun_phrases import Phrase
from sayso.lexicon import Reading
from sayso.records import PEOPLE_KINDS

BACK_SENTENCES: Final = 3
_ALIVE: Final = frozenset({"person", "group", "body", "life"})

Found = tuple[Phrase | None, str]


def antecedent(reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int) -> Found:
    """The phrase of the nearest quantity or noun that a bare number can mean, and the rule that says so."""
    item = counted[place]
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    if _of_toll(reading, item, begin):
        return None, "whom.toll"
    nominal = _nominal(reading, item, stop)
    same = _earlier(reading, counted, found, place, begin)
    if same is not None:
        return same, "whom.neighbour"
    left = _noun_left(reading, item, begin)
    if left is not None:
        return left, "whom.left"
    if nominal is not None:
        return nominal, "whom.nominal"
    later = _later(reading, counted, found, place, stop)
    if later is not None:
        return later, "whom.later"
    passage = reading.passage_of[item.first]
    back = reading.bounds[max(0, passage - BACK_SENTENCES)][0]
    same = _earlier(reading, counted, found, place, back)
    if same is not None:
        return same, "whom.before"
    return None, "whom.none"


def _of_toll(reading: Reading, item: Counted, begin: int) -> bool:
    """ "The death toll rose to 37": the number counts the toll itself."""
    return any(
        hit.payload.use == "toll" for at in range(max(begin, item.first - 14), item.first) for hit in reading.triggers.get(at, ())
    ) or any(reading.words[at] in ("toll", "tolls") for at in range(max(begin, item.first - 14), item.first))


def _nominal(reading: Reading, item: Counted, stop: int) -> Phrase | None:
    """ "counts 606 dead": the word that says what happened stands for those it happened to."""
    at = item.last
    if at < stop and reading.lexicon.is_in(reading.words[at], "harmed_nominals"):
        return Phrase(at, at + 1, None)
    return None


def _fits(item: Counted, other: Counted, phrase: Phrase | None) -> bool:
    if phrase is None:
        return False
    people = item.kind in PEOPLE_KINDS
    return people == (other.kind in PEOPLE_KINDS)


def _earlier(reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int, begin: int) -> Phrase | None:
    item = counted[place]
    for other in range(place - 1, -1, -1):
        if counted[other].first < begin:
            return None
        phrase = found[other][0]
        if counted[other].first != item.first and _fits(item, counted[other], phrase):
            return phrase
    return None


def _later(reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int, stop: int) -> Phrase | None:
    item = counted[place]
    for other in range(place + 1, len(counted)):
        if counted[other].first >= stop:
            return None
        phrase = found[other][0]
        if counted[other].first != item.first and _fits(item, counted[other], phrase):
            return phrase
    return None


def _noun_left(reading: Reading, item: Counted, begin: int) -> Phrase | None:
    """The nearest plural noun left of the number in its sentence that is of the right kind."""
    people = item.kind in PEOPLE_KINDS
    for at in range(item.first - 1, begin - 1, -1):
        hit = reading.nouns.get(at)
        if hit is None or not hit.payload.harmed_class:
            continue
        if (hit.payload.noun_type in _ALIVE) == people and hit.payload.plural and hit.last <= item.first:
            return Phrase(_start(reading, hit.first, begin), hit.last, hit)
    return None


def _start(reading: Reading, first: int, begin: int) -> int:
    """The first modifier right before a noun that the lexicon or a capital letter knows as one."""
    at = first
    while at > begin and (at - 1 in reading.nouns or reading.capitalised(at - 1) and at - 1 > begin) and reading.words[at - 1][0].isalpha():
        if reading.lexicon.is_in(reading.words[at - 1], "determiners") or reading.lexicon.is_in(reading.words[at - 1], "prepositions"):
            break
        at -= 1
    return at
