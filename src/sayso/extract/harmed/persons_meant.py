"""Whom "he" or "she" means where they are counted: "He was shot"."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.nouns.noun_phrases import Phrase, blocks, first_modifier
from sayso.lexicon import Hit, Noun, Reading

PRONOUN_SENTENCES: Final = 4


def person_meant(reading: Reading, item: Counted) -> Phrase | None:
    """Whom "he" or "she" means: the person that the nearest sentence before speaks of first."""
    here = reading.passage_of[item.first]
    for passage in range(here, max(-1, here - PRONOUN_SENTENCES), -1):
        begin, stop = reading.bounds[passage]
        person = _first_person(reading, begin, min(stop, item.first))
        if person is not None:
            return person
    return None


def _first_person(reading: Reading, begin: int, stop: int) -> Phrase | None:
    """The first name or single person of a stretch that stands behind no preposition."""
    at = begin
    while at < stop:
        last = at
        while (
            last < stop
            and reading.capitalised(last)
            and last not in reading.nouns
            and not blocks(reading, last)
        ):
            last += 1
        governed = at > begin and reading.lexicon.is_in(reading.words[at - 1], "prepositions")
        place = governed or (last < stop and reading.words[last] in ("'s", "'", "-"))
        if (
            last > at
            and not place
            and not (at == begin and last == at + 1 and reading.words[at].endswith("ly"))
        ):
            return Phrase(at, last, None)
        hit = reading.nouns.get(at)
        if hit is not None and not governed and _one_person(hit):
            return Phrase(first_modifier(reading, hit, begin), hit.last, hit)
        at = max(last, at + 1)
    return None


def _one_person(hit: Hit[Noun]) -> bool:
    noun = hit.payload
    return noun.noun_type == "person" and not noun.plural and not noun.lemma[0].isupper()
