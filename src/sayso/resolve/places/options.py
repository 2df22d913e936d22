"""What speaks for and against a place as the one of a claim's harm: features of structure, none of them a name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.places.choose import apposition
from sayso.resolve.places.find import Sighting

# Sentences before and after a claim in which its place may stand.
BACK: Final = 30
AHEAD: Final = 4
_WIDE: Final = ("country", "province", "area")


@dataclass(frozen=True, slots=True)
class Spot:
    """A sighting as all claims of a report see it: its passage, what stands before it, and what it holds."""

    sighting: Sighting
    passage: int
    before: str
    called: frozenset[str]
    fixed: tuple[str, ...]


def spots(reading: Reading, sightings: Sequence[Sighting], words: PlaceWords) -> list[Spot]:
    """The places of a report that may be where something happened: adjectives and parts of bodies' names are none."""
    places = [sighting for sighting in sightings if sighting.name.role == "place"]
    mentions = Counter(sighting.name.key for sighting in places)
    found: list[Spot] = []
    governed: dict[int, str] = {}
    for number, sighting in enumerate(places):
        name = sighting.name
        passage = reading.passage_of[name.first]
        before = _before(reading, name.begin, words, governed)
        governed[name.end] = before
        behind = reading.words[name.end] if name.end < len(reading.words) else ""
        apposed = number > 0 and _apposed(reading, places[number - 1], sighting)
        level = sighting.place.precision or name.level or "unknown"
        fixed = [
            f"level={level}", f"before={before}", f"wide&before={level in _WIDE}&{before}",
            f"mentions={min(3, int(math.log2(mentions[name.key])))}",
        ]  # fmt: skip
        following = places[number + 1].name.begin if number + 1 < len(places) else -1
        if behind == "'s":
            fixed.append("possessive_of_place" if following in (name.end + 1, name.end + 2) else "possessive")
        elif _attributive(reading, name.end):
            fixed.append("attributive")
        if apposed:
            fixed.append("holds_neighbour")
        if number + 1 < len(places) and _apposed(reading, sighting, places[number + 1]):
            fixed.append("in_neighbour")
        if name.direction:
            fixed.append("direction")
        if name.level:
            fixed.append("typed")
        if any(holds(sighting, other) for other in places if other.name.key != name.key and reading.passage_of[other.name.first] == passage):
            fixed.append("holds_in_sentence")
        if any(holds(sighting, other) for other in places if other.name.key != name.key):
            fixed.append("holds_in_report")
        if name.end > name.last and name.level == "point":
            fixed.append(f"own_type={reading.words[name.end - 1]}")
        if passage < 3:
            fixed.append("early")
        if passage == 0:
            fixed.append("lead")
            if name.begin < 8 and any(token in ("—", "–", "-", ":", "(") for token in reading.surface[name.end : name.end + 7]):
                fixed.append("dateline")
        if _told_there(reading, name.begin):
            fixed.append("told_there")
        if before == "none" and behind and _verb_follows(reading, name.end):
            fixed.append("acts")
        found.append(Spot(sighting, passage, before, _called(reading, sighting, words), tuple(fixed)))
    return found


def _before(reading: Reading, begin: int, words: PlaceWords, found: Mapping[int, str]) -> str:
    """The preposition that governs a name, "list" after a comma or "and", "open" at the head of a sentence, "none" otherwise.

    `found` gives what stands before the names that end at a token: in "Syria's Idlib" both stand after what "Syria" does.
    """
    start = reading.bounds[reading.passage_of[begin]][0]
    index = begin - 1
    for _ in range(6):
        if index < start:
            return "open"
        word = reading.words[index]
        if word == "'s" and index in found:
            return found[index]
        if word == "of" and index - 1 >= start and (reading.words[index - 1] in words.types or reading.words[index - 1] in words.own_types):
            index -= 2
            continue
        if word in words.prepositions:
            return word if word in _TOLD_APART else "other"
        if word in (",", "and", "or", "&"):
            return "list"
        if word == "-":
            index -= 2
            continue
        if not (word in _SKIPPED or word in words.types or word in words.directions or word in words.demonyms or word.endswith(_ADJECTIVAL)):
            return "none"
        index -= 1
    return "none"


_TOLD_APART: Final = frozenset({"in", "at", "near", "on", "from", "to", "of", "across", "around", "against", "outside", "inside", "into"})
_SKIPPED: Final = frozenset({"the", "its", "-", "a", "nearby", "what", "is", "own"})
_ADJECTIVAL: Final = ("ern", "ed", "held", "al", "ish", "an", "ing", "ous", "ic", "ent", "ern", "ive")


def _called(reading: Reading, sighting: Sighting, words: PlaceWords) -> frozenset[str]:
    """The type words that stand beside a name or belong to its level."""
    name, entry = sighting.name, sighting.resolved.entry
    beside = {*reading.words[max(0, name.begin - 2) : name.begin], *reading.words[name.last : name.last + 2]}
    called = {word for word in beside if word in words.types or word in words.own_types}
    level = entry.level if entry else name.level
    called |= {word for word, of in words.types.items() if of == level and level != "area"}
    return frozenset(called)


def _told_there(reading: Reading, begin: int) -> bool:
    """Does a word of saying stand close before: "told reporters in Geneva"?"""
    return any(index in reading.saying for index in range(max(0, begin - 5), begin)) and not any(
        index in reading.triggers for index in range(max(0, begin - 4), begin)
    )


def _attributive(reading: Reading, index: int) -> bool:
    """Does a noun follow at once, of which the name only says whose or what kind ("Gaza hospital")?"""
    return (
        index < len(reading.words)
        and index in reading.nouns
        and reading.surface[index][0].islower()
        and reading.starts[index] == reading.ends[index - 1] + 1
    )


def _verb_follows(reading: Reading, index: int) -> bool:
    return index < len(reading.words) and (index in reading.saying or reading.words[index] in ("has", "had", "is", "was", "have", "will", "launched") or reading.words[index].endswith("ed"))


def _apposed(reading: Reading, name: Sighting, behind: Sighting) -> bool:
    """Does the second place stand behind the first as what holds it? After a mere comma only where it may hold it."""
    if not apposition(reading, name.name, behind.name):
        return False
    if reading.words[name.name.end : behind.name.begin] != (",",):
        return True
    level = behind.place.precision or behind.name.level
    return holds(behind, name) or (name.resolved.entry is None and level in ("country", "province", "district"))


def holds(outer: Sighting, inner: Sighting) -> bool:
    """Does one place hold the other, as far as both are known?"""
    a, b = outer.resolved.entry, inner.resolved.entry
    if a is None or b is None or a.country != b.country:
        return b is None and a is not None and a.level in _WIDE and inner.resolved.entry is None
    if a.level == "country":
        return b.level != "country"
    if a.level == "province":
        return b.level not in ("country", "province") and b.admin1 == a.name
    return a.level == "district" and b.level in ("town", "point") and b.admin2 == a.name


@dataclass(frozen=True, slots=True)
class Scene:
    """A claim as its places see it: where it stands, and what the other claims count."""

    first: int
    last: int
    passage: int
    kind: str
    size: str
    whole_story: bool
    referred: frozenset[str]
    taken: frozenset[str]
    numbers: tuple[int, ...]
    counting: frozenset[int]


def scenes(reading: Reading, claims: Sequence[Claim], words: PlaceWords) -> list[Scene]:
    """The scene of each claim."""
    last_token = len(reading.words) - 1
    spans = [
        (min(reading.token_at(claim.quantity.start), last_token), reading.token_at(claim.quantity.end - 1) + 1)
        for claim in claims
    ]
    numbers = tuple(sorted({first for first, _ in spans}))
    counting = frozenset(reading.passage_of[first] for first in numbers)
    return [
        Scene(
            first, last, reading.passage_of[first], claim.kind, _size(claim.quantity.value),
            _tells_whole_story(reading, reading.passage_of[first]), _referred(reading, reading.passage_of[first], words),
            frozenset(slot.text for slot in (claim.by, claim.source) if slot and slot.text), numbers, counting,
        )
        for (first, last), claim in zip(spans, claims, strict=True)
    ]  # fmt: skip


def _size(value: float) -> str:
    return "thousands" if value >= 1000 else "hundreds" if value >= 100 else "few"


def _tells_whole_story(reading: Reading, passage: int) -> bool:
    """Does a sentence count over a long time: "since the war began", "in 13 years"?"""
    begin, stop = reading.bounds[passage]
    return any(word in ("since", "years", "year", "months", "decade", "decades", "2011", "total", "overall") for word in reading.words[begin:stop])


def _referred(reading: Reading, passage: int, words: PlaceWords) -> frozenset[str]:
    """The type words with which a sentence points back to a place: "the camp", "the same village"."""
    begin, stop = reading.bounds[passage]
    found = set()
    for index in range(begin + 1, stop):
        word = reading.words[index]
        if (word in words.types or word in words.own_types) and reading.surface[index].islower():
            if reading.words[index - 1] in ("the", "this", "that", "same") and (index + 1 == stop or reading.words[index + 1] != "of"):
                found.add(word)
    return frozenset(found)


STRONG: Final = frozenset({"in", "at", "near", "across", "around", "open"})


def claim_options(reading: Reading, scene: Scene, all_spots: Sequence[Spot]) -> list[tuple[Spot, tuple[str, ...]]]:
    """The places that may be a claim's, each with its features, without those that hang on other claims' places."""
    near = [spot for spot in all_spots if -BACK <= spot.passage - scene.passage <= AHEAD]
    nearer_first = sorted(near, key=lambda spot: distance(scene, spot))
    options = []
    for rank, spot in enumerate(nearer_first):
        nearer = [other for other in nearer_first[:rank] if other.sighting.name.key != spot.sighting.name.key]
        found = tuple(_features(reading, scene, spot, nearer))
        options.append((spot, found))
    return options


def distance(scene: Scene, spot: Spot) -> int:
    """Tokens between a claim and a place; what stands behind the claim's own sentence counts as farther."""
    begin, end = spot.sighting.name.begin, spot.sighting.name.end
    if begin >= scene.last:
        return begin - scene.last + (60 if spot.passage > scene.passage else 0)
    return scene.first - end


def _features(reading: Reading, scene: Scene, spot: Spot, nearer: Sequence[Spot]) -> Iterator[str]:
    yield from spot.fixed
    offset = spot.passage - scene.passage
    name = spot.sighting.name
    near = max(-2, min(1, offset))
    wide = (spot.sighting.place.precision or "unknown") in _WIDE
    strong = spot.before in STRONG
    yield f"offset={max(-5, min(3, offset))}"
    yield f"offset&before={near}&{spot.before}"
    yield f"offset&wide={near}&{wide}"
    side = "same" if offset == 0 else "back" if offset < 0 else "ahead"
    rivals = sum(other.before in STRONG for other in nearer)
    yield f"nearer={min(4, len(nearer))}&{side}"
    yield f"strong_nearer={min(4, rivals)}&{side}&{strong}"
    if any(other.passage == scene.passage and other.before in STRONG for other in nearer) and offset:
        yield f"placed_here&{side}"
    if any(holds(other.sighting, spot.sighting) for other in nearer):
        yield f"within_nearer={side}&{strong}"
    if any(holds(spot.sighting, other.sighting) for other in nearer):
        yield f"holds_nearer={side}&{strong}"
    if spot.sighting.place.text in scene.taken:
        yield "is_actor"
    yield f"kind&before={scene.kind}&{spot.before}"
    yield f"size&wide={scene.size}&{wide}"
    yield f"whole_story&level={scene.whole_story}&{spot.sighting.place.precision or 'unknown'}"
    yield f"with_claim={spot.passage in scene.counting}&{side}"
    if scene.referred:
        yield f"referred={bool(spot.called & scene.referred)}&{side}&{wide}"
    if offset:
        yield f"same_paragraph={reading.passages[spot.passage].paragraph == reading.passages[scene.passage].paragraph}"
        return
    yield from _in_sentence(reading, scene, name.begin, name.end, strong)


def _in_sentence(reading: Reading, scene: Scene, begin: int, end: int, strong: bool) -> Iterator[str]:
    """How a place of the claim's own sentence stands to its number."""
    side = "after" if begin >= scene.last else "before"
    low, high = (scene.last, begin) if side == "after" else (end, scene.first)
    span = range(low, max(low, high))
    yield f"distance={side}&{min(5, int(math.log2(len(span) + 1)))}"
    yield f"side&strong={side}&{strong}"
    if any(index in reading.triggers for index in span):
        yield f"trigger_between={side}"
    if any(reading.words[index] in (";", "while", "and", "but") for index in span):
        yield f"joint_between={side}"
    if any(number in span for number in scene.numbers):
        yield f"claim_between={side}"
    if sum(reading.words[index] == "," for index in span) > 1:
        yield f"commas_between={side}"
    if any(index in reading.saying for index in span):
        yield f"saying_between={side}"


def none_features(options: Sequence[tuple[Spot, tuple[str, ...]]], scene: Scene) -> tuple[str, ...]:
    """What speaks for no place at all."""
    here = any(spot.passage == scene.passage for spot, _ in options)
    strong = any(spot.passage == scene.passage and spot.before in STRONG for spot, _ in options)
    return (
        "none", f"none&here={here}", f"none&strong={strong}",
        f"none&options={min(5, int(math.log2(1 + len(options))))}",
    )  # fmt: skip


def score(found: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of features."""
    return sum(weights.get(feature, 0.0) for feature in found)
