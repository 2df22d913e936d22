"""Numbers of the places where people were, or from where, and whose home it was: these are not harmed."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.pair import Pair, Rule
from sayso.extract.counts.meant import OF_THINGS
from sayso.records import PEOPLE_KINDS

_SITES: Final = frozenset({"settlement", "building", "post"})
_MOVING: Final = frozenset({"to", "into", "from"})


def _is_where(pair: Pair) -> bool:
    """ "39 people in | 12 districts | were injured", "two homes in | one area | burned": where they were."""
    reading, number, kinds = pair.reading, pair.number, pair.spot.hit.payload.kinds
    if number.first < 1 or pair.head is None:
        return False
    before = reading.words[number.first - 1]
    if not (reading.lexicon.is_in(before, "inside") or before in _MOVING):
        return False
    noun_type = pair.head.payload.noun_type
    beside = pair.before is not None and before not in _MOVING
    counted = beside and pair.spot.voice == "passive" and number.last <= pair.spot.hit.first
    return noun_type in _SITES and (counted or (kinds.get(noun_type) or kinds.get("")) in PEOPLE_KINDS)


def _is_whose_home(pair: Pair) -> bool:
    """ "The home of | one of the attackers | was blown up": told of the home."""
    words, first, head = pair.reading.words, pair.number.first, pair.head
    noun = pair.reading.nouns.get(first - 2)
    home = noun is not None and noun.payload.noun_type == "building" and words[first - 1] == "of"
    people = head is not None and head.payload.noun_type == "person"
    return home and people and not OF_THINGS.isdisjoint(pair.spot.hit.payload.kinds.values())


def _is_from_lands(pair: Pair) -> bool:
    """ "240 people from | 30 countries | were taken": where they were from."""
    words, head = pair.reading.words, pair.head
    of_lands = head is not None and pair.reading.lexicon.is_in(head.payload.lemma, "lands")
    return of_lands and words[pair.number.first - 1] in ("from", "of", "across", "in")


def _is_whence(pair: Pair) -> bool:
    """ "Three children from | one family | were killed": told of the children."""
    words, number, head = pair.reading.words, pair.number, pair.head
    group = head is not None and head.payload.noun_type == "group" and words[number.first - 1] == "from"
    return group and pair.before is not None


def _is_listed_place(pair: Pair) -> bool:
    """ "12 were | held |, two from Sarwe, Loi and | Pekon": the last of the places that they are from."""
    words, number = pair.reading.words, pair.number
    at = number.first - 1
    if number.form != "name" or words[at] != "and":
        return False
    begin = pair.reading.bounds[pair.reading.passage_of[number.first]][0]
    while at > begin and (words[at] in (",", "and") or pair.reading.capitalised(at)):
        at -= 1
    return words[at] in _MOVING or pair.reading.lexicon.is_in(words[at], "inside")


WHENCE: Final[tuple[Rule, ...]] = (
    _is_where,
    _is_whose_home,
    _is_from_lands,
    _is_whence,
    _is_listed_place,
)
