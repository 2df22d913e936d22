"""What speaks for and against a place as the one of a claim's harm: features of structure, none of them a
name.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.records import Attribution, Claim, Doer, Harmed
from sayso.resolve.places.direct import PARTING, is_direct
from sayso.resolve.places.find import Sighting
from sayso.resolve.places.happening import tells_unnamed
from sayso.resolve.places.spots import Spot

# Sentences before and after a claim in which its place may stand.
BACK: Final = 30
AHEAD: Final = 4
# Of one name the nearest mentions are weighed, and in all the nearest places.
MENTIONS: Final = 3
MOST: Final = 24
# What stands in a later sentence counts as so many tokens farther than it is.
LATER: Final = 60
# Words shorter than this bind no two sentences together.
BINDING: Final = 5
# The feature of such a place; a rule takes it whatever the weights say.
DIRECTLY: Final = "direct"
# What one country does to another.
STRUCK: Final = frozenset({"killed", "injured", "casualties", "attacks", "damaged", "destroyed"})
# Numbers up to this are told of much.
_COMMON_NUMBER: Final = 2
# In the first sentences of a report, a happening is told whose place may be named later.
_LEAD: Final = 2
_JOINT: Final = frozenset({";", "while", "and", "but"})
# Where a name of a country or its people begins, and the country.
Land = tuple[int, str]
# So many sets of features are kept with their names; structure is alike from claim to claim.
_REMEMBERED: Final = 4096


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
    kinds = tuple(_kinds_told(reading, range(begin, stop)) for begin, stop in reading.bounds)
    backdrop = Backdrop(worded, kinds, counting, tuple(numbers))
    lands = [(each.place.start, each.place.country) for each in sightings if each.place.country]
    return [
        _scene(reading, claim, first, last, sentences[reading.passage_of[first]], backdrop, lands)
        for (first, last), claim in zip(spans, claims, strict=True)
    ]


def _kinds_told(reading: Reading, stretch: range) -> frozenset[str]:
    """The kinds of harm that a stretch tells of."""
    return frozenset(kind for hit in reading.triggers_in(stretch) for kind in hit.payload.kinds.values())


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
        if ((word := reading.words[index]) in words.types or word in words.own_types)
        and reading.surface[index].islower()
        and reading.words[index - 1] in ("the", "this", "that", "same")
        and (index + 1 == stop or reading.words[index + 1] != "of")
    )


@dataclass(slots=True)
class _Nearer:
    """The places nearer to a claim than the one in hand: their numbers, the numbers of those that lie in
    them, and how many there are by key, in all, of the governed, and of the governed of its sentence.
    """

    numbers: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)
    keys: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    strong: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    here: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    governed: int = 0
    placed: int = 0

    def add(self, spot: Spot, scene: Scene) -> None:
        """Takes in a place that is no farther than those to come."""
        self.numbers.add(spot.number)
        self.held |= spot.held
        self.keys[spot.key] += 1
        if spot.strong:
            self.governed += 1
            self.strong[spot.key] += 1
            if spot.passage == scene.passage:
                self.placed += 1
                self.here[spot.key] += 1

    def others(self, key: str) -> tuple[int, int, int]:
        """How many are not the place of a key: of all, of the governed, of the governed of its sentence."""
        return (
            len(self.numbers) - self.keys.get(key, 0),
            self.governed - self.strong.get(key, 0),
            self.placed - self.here.get(key, 0),
        )


def claim_options(
    reading: Reading, scene: Scene, spots: Sequence[Spot]
) -> list[tuple[Spot, tuple[str, ...]]]:
    """The places that may be a claim's, the nearest first, each with its features beside the fixed ones."""
    near = [spot for spot in spots if -BACK <= spot.passage - scene.passage <= AHEAD]
    near.sort(key=lambda spot: _distance(scene, spot))
    last_heading = max(
        (spot.passage for spot in near if spot.heading and spot.passage < scene.passage), default=-1
    )
    options: list[tuple[Spot, tuple[str, ...]]] = []
    nearer = _Nearer()
    for spot in near:
        if len(options) >= MOST:
            break
        if nearer.keys.get(spot.key, 0) >= MENTIONS:
            continue
        if _is_doers(scene, spot):
            nearer.add(spot, scene)
            continue
        side, others = _side(scene, spot), nearer.others(spot.key)
        found = [*_beside(scene, spot, side, nearer, others), *_about(reading, scene, spot, side)]
        if spot.passage == last_heading and spot.heading:
            found.append("last_heading")
        if spot.passage == scene.passage:
            found += _in_sentence(reading, scene, spot, others[2] > 0)
        options.append((spot, tuple(found)))
        nearer.add(spot, scene)
    return options


def _is_doers(scene: Scene, spot: Spot) -> bool:
    """Is a country who did it, or the home of who did it to people of another? "Israel has killed | 40" tells
    of no deaths in Israel.
    """
    if spot.level != "country" or not scene.doer:
        return False
    if spot.sighting.name.first in scene.doer:
        return True
    country = spot.sighting.place.country
    return country is not None and country == scene.doer_land and scene.harmed_land not in (None, country)


def _distance(scene: Scene, spot: Spot) -> int:
    """Tokens between a claim and a place; what stands in a later sentence counts as farther."""
    begin, end = spot.sighting.name.begin, spot.sighting.name.end
    if begin >= scene.last:
        return begin - scene.last + (LATER if spot.passage > scene.passage else 0)
    return scene.first - end


def _side(scene: Scene, spot: Spot) -> str:
    return "same" if spot.passage == scene.passage else "back" if spot.passage < scene.passage else "ahead"


def _beside(
    scene: Scene, spot: Spot, side: str, nearer: _Nearer, others: tuple[int, int, int]
) -> tuple[str, ...]:
    """How far a place is, and how it stands to the nearer ones."""
    offset = spot.passage - scene.passage
    return _far(offset, spot.before, spot.wide) + _rivalled(
        side,
        spot.strong,
        min(4, others[0]),
        min(4, others[1]),
        offset != 0 and others[2] > 0,
        spot.number in nearer.held,
        not spot.held.isdisjoint(nearer.numbers),
    )


@lru_cache(_REMEMBERED)
def _far(offset: int, before: str, wide: bool) -> tuple[str, ...]:
    """How many sentences away a place is."""
    near = max(-2, min(1, offset))
    return (
        f"offset={max(-5, min(3, offset))}",
        f"offset&before={near}&{before}",
        f"offset&wide={near}&{wide}",
    )


@lru_cache(_REMEMBERED)
def _rivalled(
    side: str, strong: bool, nearer: int, strong_nearer: int, placed: bool, within: bool, holds: bool
) -> tuple[str, ...]:
    """How many other places are nearer, and whether they lie in a place or hold it."""
    return (
        f"nearer={nearer}&{side}",
        f"strong_nearer={strong_nearer}&{side}&{strong}",
        *([f"placed_here&{side}"] if placed else ()),
        *([f"within_nearer={side}&{strong}"] if within else ()),
        *([f"holds_nearer={side}&{strong}"] if holds else ()),
    )


def _about(reading: Reading, scene: Scene, spot: Spot, side: str) -> Iterator[str]:
    """How the sentence of a place and that of a claim speak of the same: words, numbers, peoples, pointers
    back.
    """
    if spot.sighting.place.text in scene.taken:
        yield "is_actor"
    if spot.sighting.name.first in scene.speaker:
        yield f"in_speaker={spot.before}"
    here = scene.sentence
    yield from _of_kind(scene.kind, scene.size, here.whole_story, spot.before, spot.wide, spot.level)
    if scene.passage < _LEAD:
        yield f"lead&level={side}&{spot.level}&{spot.strong}"
    if here.unnamed:
        yield f"unnamed={side}&{spot.wide}"
    yield from _of_lands(scene, spot)
    referred = not spot.called.isdisjoint(here.referred) if here.referred else None
    named = spot.sighting.place.country in here.peoples if here.peoples else None
    yield from _pointing(side, spot.wide, spot.passage in scene.backdrop.counting, referred, named)
    if spot.passage != scene.passage:
        there, passages = scene.backdrop.words[spot.passage], reading.passages
        yield from _apart(
            side,
            min(4, len(here.binding & there)),
            not scene.numbers.isdisjoint(there),
            scene.kind in scene.backdrop.kinds[spot.passage],
            passages[spot.passage].paragraph - passages[scene.passage].paragraph,
        )


def _of_lands(scene: Scene, spot: Spot) -> Iterator[str]:
    """Does a place lie in the land of the harmed, in that of the doer? "Israel has killed 12 Palestinians"
    tells of no deaths in Israel.
    """
    country, lands = spot.sighting.place.country, (scene.harmed_land, scene.doer_land)
    if country is None or lands == (None, None):
        return
    harmed, doer = ("?" if land is None else str(land == country) for land in lands)
    yield f"lands={harmed}&{doer}&{spot.wide}"
    yield f"lands&level={harmed}&{doer}&{spot.level}"


@lru_cache(_REMEMBERED)
def _of_kind(kind: str, size: str, whole_story: bool, before: str, wide: bool, level: str) -> tuple[str, ...]:
    """What is told of how many, and what kind of place it is."""
    return (
        f"kind&before={kind}&{before}",
        f"kind&level={kind}&{level}",
        f"size&wide={size}&{wide}",
        f"whole_story&level={whole_story}&{level}",
    )


@lru_cache(_REMEMBERED)
def _pointing(
    side: str, wide: bool, counting: bool, referred: bool | None, peoples: bool | None
) -> tuple[str, ...]:
    """How two sentences point at one another; None where the claim's has no such words."""
    return (
        f"with_claim={counting}&{side}",
        *([] if referred is None else [f"referred={referred}&{side}&{wide}"]),
        *([] if peoples is None else [f"peoples={peoples}&{wide}"]),
    )


@lru_cache(_REMEMBERED)
def _apart(
    side: str, shared: int, number_there: bool, kind_there: bool, paragraphs: int
) -> tuple[str, ...]:
    """What two sentences share, and how many paragraphs lie between them."""
    return (
        f"shared={shared}&{side}",
        *([f"number_there={side}"] if number_there else ()),
        f"kind_there={kind_there}&{side}",
        f"paragraphs={max(-3, min(1, paragraphs))}",
    )


def _in_sentence(reading: Reading, scene: Scene, spot: Spot, rival: bool) -> Iterator[str]:
    """How a place of the claim's own sentence stands to its number; a rival is a nearer governed one."""
    begin, end = spot.sighting.name.begin, spot.sighting.name.end
    side = "after" if begin >= scene.last else "before"
    low, high = (scene.last, begin) if side == "after" else (end, scene.first)
    span = range(low, max(low, high))
    yield f"distance={side}&{min(5, int(math.log2(len(span) + 1)))}"
    strong, between = spot.strong, frozenset(reading.words[low:high])
    counted = any(number in span for number in scene.backdrop.numbers)
    triggered = not reading.triggers.keys().isdisjoint(span)
    parted = not PARTING.isdisjoint(between)
    if counted:
        yield f"claim_between={side}&{rival}"
    yield f"clause={side}&{strong}&{triggered}&{counted}&{parted}"
    if not counted and is_direct(reading, spot, span, side == "after"):
        yield DIRECTLY
    nearest = min(scene.backdrop.numbers, key=lambda number: abs(number - (begin if number < begin else end)))
    yield f"nearest_number={nearest == scene.first}&{side}&{rival}"
    if triggered:
        yield f"trigger_between={side}"
    if not _JOINT.isdisjoint(between):
        yield f"joint_between={side}"
    if reading.words[low:high].count(",") > 1:
        yield f"commas_between={side}"
    if not reading.saying.keys().isdisjoint(span):
        yield f"saying_between={side}"


def none_features(options: Sequence[tuple[Spot, tuple[str, ...]]], scene: Scene) -> tuple[str, ...]:
    """What speaks for no place at all."""
    here = any(spot.passage == scene.passage for spot, _ in options)
    strong = any(spot.passage == scene.passage and spot.strong for spot, _ in options)
    return (
        "none",
        f"none&here={here}",
        f"none&strong={strong}",
        f"none&whole_story={scene.sentence.whole_story}",
        f"none&options={min(5, int(math.log2(1 + len(options))))}",
    )
