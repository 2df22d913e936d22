"""What a sentence says of where a happening was, whatever it counts."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading

# Between an act and its preposition, and the name, so many words may stand.
_REACH: Final = 10
# An article stands so many words before its act or its type word.
_ARTICLE: Final = 3
_HIT: Final = frozenset({"damaged", "destroyed"})
_DEFINITE: Final = frozenset({"the", "this", "that"})
_WHERE: Final = frozenset({"in", "at", "near", "on", "around"})
_PARTING: Final = frozenset({",", ";"})
_PLACING: Final = _WHERE | {"from", "to", "of", "outside", "inside"}


def befell_there(reading: Reading, begin: int, end: int, before: str, words: PlaceWords) -> bool:
    """Does a sentence say of an act told of elsewhere that it was in the place whose name stands there?

    "The attack on the convoy was in | Loikaw", "it happened near | Loikaw", "the school in | Loikaw | was
    hit": not "an attack in Loikaw".
    """
    if before not in _WHERE:
        return False
    if _is_struck(reading, end) and reading.words[max(0, begin - _ARTICLE)] in _DEFINITE:
        return True
    start = reading.bounds[reading.passage_of[begin]][0]
    for at in range(begin - 1, max(start - 1, begin - _REACH), -1):
        word = reading.words[at]
        if word in _PARTING:
            return False
        if word == "place" and reading.words[at - 1] == "took":
            return True
        if word in words.happening:
            return True
        if _is_act(reading, at):
            return not _DEFINITE.isdisjoint(reading.words[max(start, at - _ARTICLE) : at])
        if at in reading.triggers:
            return False
    return False


def _is_struck(reading: Reading, end: int) -> bool:
    """Behind a name: " | was struck", " | were destroyed"."""
    return reading.words[end : end + 1] in (("was",), ("were",)) and any(
        hit.payload.use == "transitive" and not _HIT.isdisjoint(hit.payload.kinds.values())
        for hit in reading.triggers_in(range(end + 1, end + 3))
    )


def _is_act(reading: Reading, at: int) -> bool:
    """ "Attack", "blast", "fighting"."""
    noun = reading.nouns.get(at)
    return at in reading.means or (noun is not None and noun.payload.noun_type == "act")


def tells_unnamed(reading: Reading, passage: int, words: PlaceWords) -> bool:
    """Does a sentence tell of a place that it does not name: "killed in | a border village |"?"""
    begin, stop = reading.bounds[passage]
    return any(
        words.is_type(reading.words[at])
        and reading.surface[at][0].islower()
        and reading.words[at + 1 : at + 2] != ("of",)
        and _is_indefinite(reading, begin, at, words)
        for at in range(begin + 2, stop)
    )


def _is_indefinite(reading: Reading, begin: int, at: int, words: PlaceWords) -> bool:
    """ "In | another small | village"."""
    for first in range(at - 1, max(begin, at - 1 - _ARTICLE), -1):
        if reading.words[first] in words.indefinite:
            return reading.words[first - 1] in _PLACING
        if reading.words[first] in _PARTING or reading.words[first] in ("in", "of", "the"):
            return False
    return False
