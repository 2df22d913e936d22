"""What speaks for and against a place as the one of a claim's harm: features of structure, none of them a
name.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.places.find import Sighting
from sayso.resolve.places.spots import STRONG, WIDE, Spot

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
# So many words at most stand between a number and a place that belongs to it: "six people in Kherson".
DIRECT: Final = 4
# The feature of such a place; a rule takes it whatever the weights say.
DIRECTLY: Final = "direct"
PARTING: Final = frozenset({",", ";", "and", "but", "while", "as", "after", "when"})


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What all claims of a report share: the words of each passage, the passages that count, peoples named
    in each.
    """

    words: tuple[frozenset[str], ...]
    counting: frozenset[int]
    numbers: tuple[int, ...]
    peoples: Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A claim as its places see it."""

    first: int
    last: int
    passage: int
    kind: str
    size: str
    whole_story: bool
    number: str
    referred: frozenset[str]
    taken: frozenset[str]
    speaker: range
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
    backdrop = _backdrop(reading, [first for first, _ in spans], sightings, words)
    return [
        _scene(reading, claim, first, last, backdrop, words)
        for (first, last), claim in zip(spans, claims, strict=True)
    ]


def _backdrop(
    reading: Reading, numbers: Sequence[int], sightings: Sequence[Sighting], words: PlaceWords
) -> Backdrop:
    peoples: dict[int, frozenset[str]] = {}
    for sighting in sightings:
        if sighting.name.country:
            passage = reading.passage_of[sighting.name.first]
            peoples[passage] = peoples.get(passage, frozenset()) | {sighting.name.country}
    binding = tuple(
        frozenset(word for word in reading.words[begin:stop] if len(word) >= BINDING or word.isdigit())
        - words.common
        for begin, stop in reading.bounds
    )  # fmt: skip
    counting = frozenset(reading.passage_of[first] for first in numbers)
    return Backdrop(binding, counting, tuple(sorted(set(numbers))), peoples)


def _scene(
    reading: Reading, claim: Claim, first: int, last: int, backdrop: Backdrop, words: PlaceWords
) -> Scene:
    passage = reading.passage_of[first]
    begin, stop = reading.bounds[passage]
    value = claim.quantity.value
    return Scene(
        first, last, passage, claim.kind,
        "thousands" if value >= 1000 else "hundreds" if value >= 100 else "few",
        any(word in words.whole_story for word in reading.words[begin:stop]),
        next((word for word in reading.words[first:last] if word.isdigit() and len(word) > 1), ""),
        _referred(reading, passage, words),
        frozenset(slot.text for slot in (claim.by, claim.source) if slot and slot.text),
        _speaker(reading, claim), backdrop,
    )  # fmt: skip


def _speaker(reading: Reading, claim: Claim) -> range:
    """The tokens that name who says so."""
    said = claim.source
    if said is None or said.start is None or said.end is None:
        return range(0)
    return range(reading.token_at(said.start), reading.token_at(said.end - 1) + 1)


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
    """The places nearer to a claim than the one in hand, by key: all, the governed, those of its sentence."""

    numbers: set[int] = field(default_factory=set)
    holders: dict[int, bool] = field(default_factory=dict)
    keys: Counter[str] = field(default_factory=Counter)
    strong: Counter[str] = field(default_factory=Counter)
    here: Counter[str] = field(default_factory=Counter)

    def add(self, spot: Spot, scene: Scene) -> None:
        key = spot.sighting.name.key
        self.numbers.add(spot.number)
        self.holders.update(dict.fromkeys(spot.held, True))
        self.keys[key] += 1
        if spot.before in STRONG:
            self.strong[key] += 1
            if spot.passage == scene.passage:
                self.here[key] += 1


def _others(counted: Counter[str], key: str) -> int:
    return counted.total() - counted[key]


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
        if nearer.keys[spot.sighting.name.key] >= MENTIONS or len(options) >= MOST:
            continue
        found = [*_beside(scene, spot, nearer), *_about(reading, scene, spot)]
        if spot.passage == last_heading and spot.heading:
            found.append("last_heading")
        if spot.passage == scene.passage:
            found += _in_sentence(reading, scene, spot, _others(nearer.here, spot.sighting.name.key) > 0)
        options.append((spot, tuple(found)))
        nearer.add(spot, scene)
    return options


def _distance(scene: Scene, spot: Spot) -> int:
    """Tokens between a claim and a place; what stands in a later sentence counts as farther."""
    begin, end = spot.sighting.name.begin, spot.sighting.name.end
    if begin >= scene.last:
        return begin - scene.last + (LATER if spot.passage > scene.passage else 0)
    return scene.first - end


def _side(scene: Scene, spot: Spot) -> str:
    return "same" if spot.passage == scene.passage else "back" if spot.passage < scene.passage else "ahead"


def _beside(scene: Scene, spot: Spot, nearer: _Nearer) -> Iterator[str]:
    """How far a place is, and how it stands to the nearer ones."""
    side, strong, wide = _side(scene, spot), spot.before in STRONG, spot.level in WIDE
    offset = spot.passage - scene.passage
    near = max(-2, min(1, offset))
    yield f"offset={max(-5, min(3, offset))}"
    yield f"offset&before={near}&{spot.before}"
    yield f"offset&wide={near}&{wide}"
    key = spot.sighting.name.key
    yield f"nearer={min(4, _others(nearer.keys, key))}&{side}"
    yield f"strong_nearer={min(4, _others(nearer.strong, key))}&{side}&{strong}"
    if offset and _others(nearer.here, key):
        yield f"placed_here&{side}"
    if spot.number in nearer.holders:
        yield f"within_nearer={side}&{strong}"
    if not spot.held.isdisjoint(nearer.numbers):
        yield f"holds_nearer={side}&{strong}"


def _about(reading: Reading, scene: Scene, spot: Spot) -> Iterator[str]:
    """How the sentence of a place and that of a claim speak of the same: words, numbers, peoples, pointers
    back.
    """
    side, wide = _side(scene, spot), spot.level in WIDE
    if spot.sighting.place.text in scene.taken:
        yield "is_actor"
    if spot.sighting.name.first in scene.speaker:
        yield f"in_speaker={spot.before}"
    yield f"kind&before={scene.kind}&{spot.before}"
    yield f"size&wide={scene.size}&{wide}"
    yield f"whole_story&level={scene.whole_story}&{spot.level}"
    yield f"with_claim={spot.passage in scene.backdrop.counting}&{side}"
    if scene.referred:
        yield f"referred={bool(spot.called & scene.referred)}&{side}&{wide}"
    peoples = scene.backdrop.peoples.get(scene.passage)
    if peoples:
        yield f"peoples={spot.sighting.place.country in peoples}&{wide}"
    if spot.passage == scene.passage:
        return
    here, there = scene.backdrop.words[scene.passage], scene.backdrop.words[spot.passage]
    yield f"shared={min(4, len(here & there))}&{side}"
    if scene.number and scene.number in there:
        yield f"number_there={side}"
    paragraphs = reading.passages[spot.passage].paragraph - reading.passages[scene.passage].paragraph
    yield f"paragraphs={max(-3, min(1, paragraphs))}"


def _in_sentence(reading: Reading, scene: Scene, spot: Spot, rival: bool) -> Iterator[str]:
    """How a place of the claim's own sentence stands to its number; a rival is a nearer governed one."""
    begin, end = spot.sighting.name.begin, spot.sighting.name.end
    side = "after" if begin >= scene.last else "before"
    low, high = (scene.last, begin) if side == "after" else (end, scene.first)
    span = range(low, max(low, high))
    yield f"distance={side}&{min(5, int(math.log2(len(span) + 1)))}"
    strong = spot.before in STRONG
    counted = any(number in span for number in scene.backdrop.numbers)
    triggered = any(index in reading.triggers for index in span)
    parted = any(reading.words[index] in PARTING for index in span)
    if counted:
        yield f"claim_between={side}&{rival}"
    yield f"clause={side}&{strong}&{triggered}&{counted}&{parted}"
    if side == "after" and strong and len(span) <= DIRECT and not (counted or parted or triggered):
        yield DIRECTLY
    nearest = min(scene.backdrop.numbers, key=lambda number: abs(number - (begin if number < begin else end)))
    yield f"nearest_number={nearest == scene.first}&{side}&{rival}"
    if triggered:
        yield f"trigger_between={side}"
    if any(reading.words[index] in (";", "while", "and", "but") for index in span):
        yield f"joint_between={side}"
    if sum(reading.words[index] == "," for index in span) > 1:
        yield f"commas_between={side}"
    if any(index in reading.saying for index in span):
        yield f"saying_between={side}"


def none_features(options: Sequence[tuple[Spot, tuple[str, ...]]], scene: Scene) -> tuple[str, ...]:
    """What speaks for no place at all."""
    here = any(spot.passage == scene.passage for spot, _ in options)
    strong = any(spot.passage == scene.passage and spot.before in STRONG for spot, _ in options)
    return (
        "none", f"none&here={here}", f"none&strong={strong}", f"none&whole_story={scene.whole_story}",
        f"none&options={min(5, int(math.log2(1 + len(options))))}",
    )  # fmt: skip
