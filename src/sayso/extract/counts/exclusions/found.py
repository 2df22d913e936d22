"""The dead and what is found: bodies of those who are counted, and things that nobody took."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.extract.counts.exclusions.pair import Pair, Rule
from sayso.records import THING_KINDS, Kind

FOUND_REACH: Final = 4  # tokens behind the missing: have since been found
TWICE_REACH: Final = 4  # tokens behind those counted: had been | counted twice
_ONE: Final = frozenset({"a", "an", "another", "one"})
_DIE: Final = "killed.die"
_HELD: Final[frozenset[Kind]] = frozenset({"abducted", "detained"})


def _is_dying(pair: Pair) -> bool:
    """ "May visit | a | dying | relative": not dead yet."""
    hit, head = pair.spot.hit, pair.head
    inside = head is not None and pair.number.first < hit.first and hit.last <= head.first
    return inside and hit.payload.rule == _DIE and hit.payload.form == "ing"


def _is_taken_dead(pair: Pair) -> bool:
    """ "The bodies of | two men were | taken away": not held, nor destroyed where burned."""
    words, first = pair.reading.words, pair.number.first
    of = first - 1 - (words[first - 1] == "the")
    dead = words[of] == "of" and pair.reading.lexicon.is_in(words[of - 1], "mortal_remains")
    kinds = set(pair.spot.hit.payload.kinds.values())
    return dead and pair.spot.voice == "passive" and not kinds.isdisjoint(_HELD | THING_KINDS)


def _is_found(pair: Pair) -> bool:
    """ "A | missing | mother has been found", "five of the | missing | men had been found": no longer."""
    words, hit = pair.reading.words, pair.spot.hit
    if words[hit.first : hit.last] != ("missing",) or pair.head is None:
        return False
    behind = words[pair.head.last : pair.head.last + FOUND_REACH]
    return "found" in behind and pair.reading.lexicon.is_in(
        behind[max(0, behind.index("found") - 1)], "auxiliaries"
    )


def _is_body_of_one(pair: Pair) -> bool:
    """ "| The body | of a soldier was | found", "the body of one of them": the soldier is counted."""
    reading, head = pair.reading, pair.head
    if head is None or head.payload.noun_type != "body" or pair.number.form not in ("article", "the"):
        return False
    behind = reading.words[head.last : head.last + 2]
    return behind[:1] == ("of",) and not _ONE.isdisjoint(behind[1:])


def _is_only_found(pair: Pair) -> bool:
    """ "| A mass grave | was found", "hikers | found | two villages": nobody took them."""
    hit, head, is_in = pair.spot.hit, pair.head, pair.reading.lexicon.is_in
    if head is None or "seized" not in hit.payload.kinds.values():
        return False
    standing = head.payload.noun_type in ("building", "settlement")
    return standing and is_in(pair.reading.words[hit.first], "finding")


def _is_told_twice(pair: Pair) -> bool:
    """ "| Two bodies | had been counted twice": they are fewer, and not two more."""
    head, words = pair.head, pair.reading.words
    behind = words[head.last : head.last + TWICE_REACH] if head is not None else ()
    return ("counted", "twice") in pairwise(behind)


FOUND: Final[tuple[Rule, ...]] = (
    _is_dying,
    _is_taken_dead,
    _is_found,
    _is_body_of_one,
    _is_only_found,
    _is_told_twice,
)
