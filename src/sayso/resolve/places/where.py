"""Where a claim's harm happened: one of the places the report names, several side by side, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from sayso.knowledge.gazetteer import Gazetteer
from sayso.knowledge.gazetteer.words import load_place_words
from sayso.lexicon import Reading
from sayso.lexicon.weights import weight_table
from sayso.records import Claim, Doubt
from sayso.resolve.places.find import Sighting, sightings
from sayso.resolve.places.scenes import Scene, scenes_of
from sayso.resolve.places.spots import WIDE, Spot, is_apposed, spots_of
from sayso.resolve.places.together import Ranked, Weights, choose_together

# A chosen place this unlikely to be right is doubted.
DOUBTED: Final = 0.5
_JOINED: Final = frozenset(
    {
        (",",),
        ("and",),
        (",", "and"),
        ("or",),
        ("as", "well", "as"),
        ("and", "in"),
        (",", "in"),
        ("and", "nearby"),
        (",", "and", "in"),
        ("and", "the"),
        ("and", "the", "occupied"),
        ("and", "occupied"),
        ("&",),
        ("-",),
    }
)


def resolve_places(
    reading: Reading, claims: Sequence[Claim], gazetteer: Gazetteer | None = None
) -> tuple[Claim, ...]:
    """The claims with `where` set where the text names a place.

    "In Loikaw, 53 civilians were killed. Twelve were children." puts both claims in Loikaw: a place holds
    until a nearer one is named. Rules: where.direct (right behind the number), where.within (where the chosen
    place leads to: "the West Bank city of Jenin"; or where the other counts of its sentence happened),
    where.opening (at the head of its sentence), where.land (of a total of a year or a war), where.sentence,
    where.before, where.after (in another sentence), where.list (several side by side), where.none.
    """
    if not claims:
        return ()
    found = sightings(reading, gazetteer)
    words = load_place_words(reading.lexicon.language)
    every = spots_of(reading, found, words)
    scenes = scenes_of(reading, claims, found, words)
    weights = load_weights(reading.lexicon.language)
    ranked = choose_together(reading, claims, scenes, every, weights, words)
    return tuple(
        _placed(reading, claim, scene, choice, every)
        for claim, scene, choice in zip(claims, scenes, ranked, strict=True)
    )


@cache
def load_weights(language: str = "en") -> Weights:
    """The weights of the features of a place; `train/places.py` writes them."""
    pairs = weight_table(language, "where")["weights"]
    return Weights({name: tuple(pair) for name, pair in pairs.items()})


def _placed(reading: Reading, claim: Claim, scene: Scene, ranked: Ranked, every: Sequence[Spot]) -> Claim:
    if ranked.spot is None:
        return replace(claim, rules=(*claim.rules, "where.none"))
    offset = ranked.spot.passage - scene.passage
    told = "where.sentence" if offset == 0 else "where.before" if offset < 0 else "where.after"
    rule = ranked.rule or told
    listed = side_by_side(reading, ranked.spot, every)
    rules = (*claim.rules, rule, *(("where.list",) if len(listed) > 1 else ()))
    doubts = [doubt for spot in listed for doubt in _doubts(spot.sighting)]
    if ranked.likelihood < DOUBTED:
        doubts.append(
            Doubt("where", f"{ranked.spot.sighting.place.text!r} is the likeliest of several places")
        )
    places = tuple(spot.sighting.place for spot in listed)
    return replace(claim, where=places, rules=rules, doubts=(*claim.doubts, *doubts))


def side_by_side(reading: Reading, spot: Spot, every: Sequence[Spot]) -> list[Spot]:
    """The chosen place with those listed beside it on the same level, in the order of the text."""
    first, last = spot.number, spot.number + 1
    while first > 0 and _joined(reading, every[first - 1], every[first]):
        first -= 1
    while last < len(every) and _joined(reading, every[last - 1], every[last]):
        last += 1
    listed = list(every[first:last])
    conjoined = any(
        "and" in reading.words[a.sighting.name.end : b.sighting.name.begin] for a, b in pairwise(listed)
    )
    return listed if conjoined else [spot]


def _joined(reading: Reading, left: Spot, right: Spot) -> bool:
    """Do two places stand side by side, neither holding the other?"""
    between = reading.words[left.sighting.name.end : right.sighting.name.begin]
    alike = (left.level in WIDE) == (right.level in WIDE) or between[:1] == ("and",)
    return (
        between in _JOINED
        and alike
        and left.passage == right.passage
        and not is_apposed(reading, left.sighting, right.sighting)
    )


def _doubts(sighting: Sighting) -> list[Doubt]:
    text, resolved = sighting.place.text, sighting.resolved
    nearest = "; ".join(resolved.nearest)
    if resolved.entry is None:
        return [Doubt("where", f"{text!r} is in no gazetteer" + (f"; nearest: {nearest}" if nearest else ""))]
    if resolved.variant:
        return [Doubt("where", f"{text!r} read as {nearest}")]
    return []
