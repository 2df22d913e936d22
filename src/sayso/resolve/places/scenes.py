"""How a claim looks to the places of its report: its sentence, its number, its doer, and the other
sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.records import Attribution, Claim, Doer, Harmed
from sayso.resolve.places.find import Sighting
from sayso.resolve.places.happening import tells_unnamed

# Words shorter than this bind no two sentences together.
BINDING: Final = 5
# What one country does to another.
STRUCK: Final = frozenset({"killed", "injured", "casualties", "attacks", "damaged", "destroyed"})
# Numbers up to this are told of much.
_COMMON_NUMBER: Final = 2
# Where a name of a country or its people begins, and the country.
Land = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What all claims of a report share: the words of each passage and the kinds of harm it tells, the
    passages that count, and the tokens that do.
    """

    words: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...]
    counting: frozenset[int]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the claims of a sentence share: whether it tells of the whole story or of a place without its
    name, the type words that point back to a place, the countries of the peoples it names, and the words that
    bind it to others.
    """

    whole_story: bool
    unnamed: bool
    referred: frozenset[str]
    peoples: frozenset[str]
    binding: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """A claim as its places see it; the lands are the countries that its words for the harmed and the doer
    name.
    """

    first: int
    last: int
    passage: int
    kind: str
    size: str
    numbers: frozenset[str]
    taken: frozenset[str]
    speaker: range
    doer: range
    harmed_land: str | None
    doer_land: str | None
    sentence: Sentence
    backdrop: Backdrop


def scenes_of(
    reading: Reading, claims: Sequence[Claim], sightings: Sequence[Sighting], words: PlaceWords
) -> list[Scene]:
    """The scene of each claim."""
    last_token = len(reading.words) - 1
    spans = [
        (
            min(reading.token_at(claim.quantity.start), last_token),
            reading.token_at(claim.quantity.end - 1) + 1,
        )
        for claim in claims
    ]
    numbers = sorted({first for first, _ in spans})
    counting = frozenset(reading.passage_of[first] for first in numbers)
    sentences = {passage: _sentence(reading, passage, sightings, words) for passage in counting}
    worded = tuple(frozenset(reading.words[begin:stop]) for begin, stop in reading.bounds)
    kinds = tuple(reading.kinds_in(range(begin, stop)) for begin, stop in reading.bounds)
    backdrop = Backdrop(worded, kinds, counting, tuple(numbers))
    lands = [(each.place.start, each.place.country) for each in sightings if each.place.country]
    return [
        _scene(reading, claim, first, last, sentences[reading.passage_of[first]], backdrop, lands)
        for (first, last), claim in zip(spans, claims, strict=True)
    ]


def _sentence(reading: Reading, passage: int, sightings: Sequence[Sighting], words: PlaceWords) -> Sentence:
    begin, stop = reading.bounds[passage]
    here = frozenset(reading.words[begin:stop])
    peoples = (each.name.country for each in sightings if begin <= each.name.first < stop)
    return Sentence(
        whole_story=not words.whole_story.isdisjoint(here),
        unnamed=tells_unnamed(reading, passage, words),
        referred=_referred(reading, passage, words),
        peoples=frozenset(country for country in peoples if country),
        binding=frozenset(word for word in here if len(word) >= BINDING or word.isdigit()) - words.common,
    )


def _scene(
    reading: Reading,
    claim: Claim,
    first: int,
    last: int,
    sentence: Sentence,
    backdrop: Backdrop,
    lands: Sequence[Land],
) -> Scene:
    return Scene(
        first, last, reading.passage_of[first], claim.kind,
        _size(claim.quantity.value),
        frozenset(word for word in reading.words[first:last] if _tells_number(reading, word)),
        frozenset(slot.text for slot in (claim.by, claim.source) if slot and slot.text),
        _tokens(reading, claim.source), _doer(reading, claim),
        _land(claim.whom, lands), _land(claim.by, lands), sentence, backdrop,
    )  # fmt: skip


def _tells_number(reading: Reading, word: str) -> bool:
    """Is a word a number by which sentences know each other: "12", "twelve", and not "two"?"""
    numeral = reading.lexicon.numerals.get(word)
    return word.isdigit() if numeral is None else numeral.role == "unit" and numeral.value > _COMMON_NUMBER


def _size(value: float) -> str:
    """How many are counted, roughly."""
    sizes = ((10_000, "masses"), (1000, "thousands"), (100, "hundreds"))
    return next((size for least, size in sizes if value >= least), "few")


def _land(told: Harmed | Doer | None, lands: Sequence[Land]) -> str | None:
    """The country that the words for the harmed or the doer name: "Palestinians", "Israeli forces"."""
    if told is None or told.start is None or told.end is None:
        return None
    begin, end = told.start, told.end
    return next((country for start, country in lands if begin <= start < end), None)


def _tokens(reading: Reading, told: Doer | Attribution | None) -> range:
    """The tokens that name who did it or who says so."""
    if told is None or told.start is None or told.end is None:
        return range(0)
    return range(reading.token_at(told.start), reading.token_at(told.end - 1) + 1)


def _doer(reading: Reading, claim: Claim) -> range:
    """The tokens that name who did it, where it is not what a state does at home: arrests, executions."""
    at_home = claim.kind not in STRUCK or claim.means == "execution"
    return range(0) if at_home else _tokens(reading, claim.by)


def _referred(reading: Reading, passage: int, words: PlaceWords) -> frozenset[str]:
    """The type words with which a sentence points back to a place: "the camp", "the same village"."""
    begin, stop = reading.bounds[passage]
    return frozenset(
        word
        for index in range(begin + 1, stop)
        if words.is_type(word := reading.words[index])
        and reading.surface[index].islower()
        and reading.words[index - 1] in ("the", "this", "that", "same")
        and (index + 1 == stop or reading.words[index + 1] != "of")
    )
