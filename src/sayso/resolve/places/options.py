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

from sayso.lexicon import Reading
from sayso.resolve.places.direct import PARTING, is_direct, is_of_part, tells_part
from sayso.resolve.places.scenes import STRUCK, Scene
from sayso.resolve.places.spots import Spot

# Sentences before and after a claim in which its place may stand.
BACK: Final = 30
AHEAD: Final = 4
# Of one name the nearest mentions are weighed, and in all the nearest places.
MENTIONS: Final = 3
MOST: Final = 24
# What stands in a later sentence counts as so many tokens farther than it is.
LATER: Final = 60
# The feature of such a place; a rule takes it whatever the weights say.
DIRECTLY: Final = "direct"
# In the first sentences of a report, a happening is told whose place may be named later.
_LEAD: Final = 2
_JOINT: Final = frozenset({";", "while", "and", "but"})
# So many sets of features are kept with their names; structure is alike from claim to claim.
_REMEMBERED: Final = 4096


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
        if _is_doers(scene, spot) or _is_origin(scene, spot) or _is_parts(reading, scene, spot):
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


def _is_origin(scene: Scene, spot: Spot) -> bool:
    """Is a country where those harmed elsewhere are from: "rockets killed | two workers from Kenya |"?"""
    return spot.level == "country" and "origin" in spot.fixed and scene.kind in STRUCK


def _is_parts(reading: Reading, scene: Scene, spot: Spot) -> bool:
    """Is the place that of a part of what a claim counts: " | 184 | men, including 51 in Gaza"?"""
    begin = spot.sighting.name.begin
    if spot.passage != scene.passage or begin < scene.last:
        return False
    parts = [number for number in scene.backdrop.numbers if scene.last <= number < begin]
    return bool(parts) and is_of_part(reading, spot, scene.last, parts[-1])


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
def _apart(side: str, shared: int, number_there: bool, kind_there: bool, paragraphs: int) -> tuple[str, ...]:
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
    between_wholes = not any(
        number in span and not tells_part(reading, scene.last, number) for number in scene.backdrop.numbers
    )
    if between_wholes and is_direct(reading, spot, span, side == "after"):
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
