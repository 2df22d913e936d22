"""Words that point back to a place named before: "the enclave", "the Palestinian territory"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.knowledge.gazetteer import fold
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.find import Sighting, record_of

# So many words may stand between the article and the word that points back: "the besieged | enclave".
_REACH: Final = 3
# Among so many names before it the one is looked for that is meant.
_NAMES: Final = 20
_OPENING: Final = frozenset({"the", "this", "that", "same"})


def pointers(reading: Reading, sightings: Sequence[Sighting], words: PlaceWords) -> list[Sighting]:
    """The places that words point back to, as if they were named there.

    "Strikes on northern Gaza went on. In the enclave 12 died": all of Gaza is seen at "enclave".
    """
    named = {token for each in sightings for token in range(each.name.begin, each.name.end)}
    found: list[Sighting] = []
    passed = 0
    for index in [index for index, word in enumerate(reading.words) if word in words.pointing]:
        opening = (
            None if index in named or _leads_on(reading, index, named) else _opening(reading, index, words)
        )
        if opening is None:
            continue
        while passed < len(sightings) and sightings[passed].name.begin < index:
            passed += 1
        meant = _meant(reading, opening, index, sightings[max(0, passed - _NAMES) : passed], words)
        if meant:
            whole = replace(meant.name, begin=meant.name.first, direction=False)
            name = replace(whole, first=index, last=index + 1, begin=index, end=index + 1)
            found.append(Sighting(name, meant.resolved, record_of(reading, whole, meant.resolved.entry)))
    return found


def _leads_on(reading: Reading, index: int, named: set[int]) -> bool:
    """ "The town | of Bucha", "the village | Hroza": the name follows."""
    return reading.words[index + 1 : index + 2] == ("of",) or index + 1 in named


def _opening(reading: Reading, index: int, words: PlaceWords) -> int | None:
    """The article before a word that points back, over adjectives alone."""
    for at in range(index - 1, max(-1, index - 2 - _REACH), -1):
        word = reading.words[at]
        if word in _OPENING:
            return at
        told = word in words.skipped or word in words.demonyms or word in words.directions
        if not told and not word.endswith(words.adjectival):
            return None
    return None


def _meant(
    reading: Reading, opening: int, index: int, before: Sequence[Sighting], words: PlaceWords
) -> Sighting | None:
    """The last place before that goes by the word at a token, in the land of a people named there: one that
    has the word in its full name ("the Strip" is Gaza), else one of its level.
    """
    word = reading.words[index]
    levels = words.pointing[word]
    lands = {words.demonyms[told] for told in reading.words[opening:index] if told in words.demonyms}
    full = [each for each in before if (entry := each.resolved.entry) and word in fold(entry.name).split()]
    for each in reversed(full or before):
        if each.name.role != "place" or (lands and each.place.country not in lands):
            continue
        if not words.lengths.isdisjoint(reading.words[max(0, each.name.begin - _REACH) : each.name.begin]):
            continue  # "Loikaw, 90 miles east of Naypyitaw": the town is Loikaw
        entry = each.resolved.entry
        own_type = reading.words[each.name.last : each.name.end]
        if word in own_type or (not own_type and (entry.level if entry else each.name.level) in levels):
            return each
    return None
