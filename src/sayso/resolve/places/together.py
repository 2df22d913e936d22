"""Chooses the places of a report's claims together: first each alone, then each in the light of the others.

Claims of one report mostly tell of one happening or a few. What a claim says of its own place weighs most;
where
it says nothing, the claims around it, the claim it is a part of and what most claims of the report say
decide.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.places.direct import SCENES
from sayso.resolve.places.options import DIRECTLY, claim_options, none_features
from sayso.resolve.places.scenes import Scene
from sayso.resolve.places.spots import Spot, key_of
from sayso.resolve.places.totals import is_of_land, is_of_long, widened

Option = tuple[Spot | None, tuple[str, ...]]
Key = str | None
# Claims within so many sentences count as near.
NEAR: Final = 3
# "In | Loikaw, ...", "Meanwhile, in the town of | Loikaw in Kayah State, ...": so many words at most.
_LEAD: Final = 5
_PHRASE: Final = 12
DIRECT_RULE: Final = "where.direct"
_NEAR: Final = frozenset({("near",), (",", "near")})
# How likely each place (None: no place) is for one claim.
Likelihoods = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """For each feature its weight for a claim alone and for the claims of a report together."""

    pairs: Mapping[str, tuple[float, float]]

    @classmethod
    def joined(cls, alone: Mapping[str, float], together: Mapping[str, float]) -> Weights:
        """The weights of two tables; a feature that one lacks weighs nothing there."""
        names = sorted(alone.keys() | together.keys())
        return cls({name: (alone.get(name, 0.0), together.get(name, 0.0)) for name in names})

    def of(self, names: Sequence[str]) -> tuple[float, float]:
        """The sums for features alone and together."""
        alone = together = 0.0
        for name in names:
            pair = self.pairs.get(name)
            if pair:
                alone += pair[0]
                together += pair[1]
        return alone, together

    def of_company(self, told: Mapping[str, float]) -> float:
        """The sum for how likely the claims around make a place."""
        together = 0.0
        for name, value in told.items():
            pair = self.pairs.get(name)
            if pair:
                together += pair[1] * value
        return together


@dataclass(frozen=True, slots=True)
class Ranked:
    """The likeliest place of a claim, None for no place, and how likely it is."""

    spot: Spot | None
    likelihood: float
    rule: str | None = None


def choose_together(
    reading: Reading,
    claims: Sequence[Claim],
    found: Sequence[Scene],
    every: Sequence[Spot],
    weights: Weights,
    words: PlaceWords,
) -> list[Ranked]:
    """The likeliest place of each claim."""
    options = [alone(reading, scene, every) for scene in found]
    fixed = [weights.of(spot.fixed) for spot in every]
    scores = [_scores(each, weights, fixed) for each in options]
    first = [
        likelihoods(each, [value for value, _ in both]) for each, both in zip(options, scores, strict=True)
    ]
    company = Company(claims, found, options, first)
    ranked = []
    for index, (each, both) in enumerate(zip(options, scores, strict=True)):
        told = direct(each) or opened(reading, found[index], each)
        ranked.append(told or _in_company(each, both, company.features(index), weights))
    named = [
        _named_later(scene, each, places) for scene, each, places in zip(found, ranked, options, strict=True)
    ]
    narrowed = [_narrowed(reading, scene, each, every) for scene, each in zip(found, named, strict=True)]
    fitting = [
        _fitting(reading, scene, each, every, words) for scene, each in zip(found, narrowed, strict=True)
    ]
    return _as_told_there(reading, found, _with_wholes(reading, claims, found, every, fitting), words)


def _named_later(scene: Scene, ranked: Ranked, options: Sequence[Option]) -> Ranked:
    """The one place where a later sentence says that it was, and which lies in the chosen one, for one told
    without its name: "Six died in a village in | Kayah |. The school in | Loikaw | was hit".
    """
    wide = ranked.spot
    if wide is None or wide.passage != scene.passage or not scene.sentence.unnamed:
        return ranked
    later = {
        spot.key: spot
        for spot, _ in options
        if spot and spot.passage > scene.passage and spot.number in wide.held and "befell_there" in spot.fixed
    }
    return (
        Ranked(next(iter(later.values())), ranked.likelihood, "where.within") if len(later) == 1 else ranked
    )


def _narrowed(reading: Reading, scene: Scene, ranked: Ranked, every: Sequence[Spot]) -> Ranked:
    """The place that the chosen one only leads to: "the West Bank city of | Jenin", "| Buday, near Homs".

    "14 died in Kherson region when troops shelled | Beryslav |" likewise.
    """
    spot = ranked.spot
    if spot is None:
        return ranked
    if "leads_to_neighbour" in spot.fixed:
        return Ranked(every[spot.number + 1], ranked.likelihood, "where.within")
    if spot.number and spot.before == "near":
        beside = every[spot.number - 1]
        if reading.words[beside.sighting.name.end : spot.sighting.name.begin] in _NEAR:
            return Ranked(beside, ranked.likelihood, "where.within")
    struck = _struck_within(scene, spot, every)
    return ranked if struck is None else Ranked(struck, ranked.likelihood, "where.within")


def _struck_within(scene: Scene, spot: Spot, every: Sequence[Spot]) -> Spot | None:
    """The place in a wide one that its sentence tells was struck, before it counts anything else."""
    if not spot.wide or spot.passage != scene.passage:
        return None
    numbers = scene.backdrop.numbers
    following = bisect_left(numbers, scene.last)
    for other in every[spot.number + 1 :]:
        name = other.sighting.name
        counted = following < len(numbers) and numbers[following] < name.begin
        if other.passage != scene.passage or counted:
            return None
        within = other.number in spot.held or other.sighting.resolved.entry is None
        if other.before == "struck" and not other.wide and within:
            return other
    return None


def _fitting(
    reading: Reading, scene: Scene, ranked: Ranked, every: Sequence[Spot], words: PlaceWords
) -> Ranked:
    """The land of the chosen place, where a total of a year or a war is told; none of another sentence, where
    it happened elsewhere: "Elsewhere, troops shot | two |", nor a town where it did in all of a land.
    """
    opening = reading.words[reading.bounds[scene.passage][0]]
    if ranked.spot is None:
        return ranked
    apart = ranked.spot.passage != scene.passage
    if opening == "elsewhere" and ranked.spot.passage < scene.passage:
        return Ranked(None, ranked.likelihood)
    land = widened(reading, scene.first, ranked.spot, every, words)
    if land is not None:
        return Ranked(land, ranked.likelihood, "where.land")
    wider = apart and not ranked.spot.wide and is_of_land(reading, scene.passage, words)
    return Ranked(None, ranked.likelihood) if wider else ranked


def _with_wholes(
    reading: Reading,
    claims: Sequence[Claim],
    found: Sequence[Scene],
    every: Sequence[Spot],
    ranked: Sequence[Ranked],
) -> list[Ranked]:
    """A part has the place of its whole where one sentence tells both and names none between them, nor one
    right behind the part: "34 drones: | 14 | over Belgorod, 11 over Kursk"; so has one told in a later
    sentence that only says whence they came: "The dead included | nine | traders from Odal".
    """
    by_id = {claim.id: index for index, claim in enumerate(claims)}
    chosen = list(ranked)
    for index, claim in enumerate(claims):
        whole = by_id.get(claim.part_of or "")
        if whole is None or ranked[index].rule == DIRECT_RULE:
            continue
        if found[whole].passage != found[index].passage:
            spot = ranked[index].spot
            if spot is not None and "origin" in spot.fixed and found[whole].passage < found[index].passage:
                chosen[index] = chosen[whole]
            continue
        first, last = sorted((found[whole].first, found[index].first))
        if not any(first < spot.sighting.name.first < last for spot in every):
            chosen[index] = chosen[whole]
    for whole in _parted(reading, by_id, claims, found, chosen):
        chosen[whole] = Ranked(None, chosen[whole].likelihood)
    return chosen


def _parted(
    reading: Reading,
    by_id: Mapping[str, int],
    claims: Sequence[Claim],
    found: Sequence[Scene],
    ranked: Sequence[Ranked],
) -> list[int]:
    """The wholes that lie in several places and were given that of one part: "| 34 |: 14 over Belgorod, 11
    over Kursk".
    """
    told: dict[int, set[Key]] = defaultdict(set)
    for index, claim in enumerate(claims):
        whole = by_id.get(claim.part_of or "")
        if whole is not None and ranked[index].rule == DIRECT_RULE:
            listed = ":" in reading.words[found[whole].last : found[index].first]
            told[whole] |= {key_of(ranked[index].spot)} if listed else set()
    return [whole for whole, keys in told.items() if len(keys) > 1 and key_of(ranked[whole].spot) in keys]


def _as_told_there(
    reading: Reading, found: Sequence[Scene], ranked: Sequence[Ranked], words: PlaceWords
) -> list[Ranked]:
    """What takes the place that another sentence names happened where what that sentence counts did, if that
    lies within; a total of a year or a war did not.

    "Six died in | a village in Kayah |. Nine were hurt. The school in | Loikaw | was hit": all in Loikaw.
    """
    told: dict[tuple[int, str], set[Key]] = defaultdict(set)
    at: dict[Key, Spot] = {}
    for scene, each in zip(found, ranked, strict=True):
        if each.spot:
            at[each.spot.key] = each.spot
        for kind in ("", scene.kind):
            told[scene.passage, kind].add(key_of(each.spot))
    chosen = []
    for scene, each in zip(found, ranked, strict=True):
        inner = None
        if each.spot and each.spot.passage != scene.passage and not _is_total(reading, scene, words):
            there = told.get((each.spot.passage, scene.kind)) or told.get((each.spot.passage, ""), set())
            inner = at.get(next(iter(there))) if len(there) == 1 else None
        within = inner and each.spot and inner.number in each.spot.held
        chosen.append(Ranked(inner, each.likelihood, "where.within") if within else each)
    return chosen


def _is_total(reading: Reading, scene: Scene, words: PlaceWords) -> bool:
    """Is a claim's number one of a year, of a war or of thousands?"""
    long = scene.sentence.whole_story or is_of_long(reading, scene.passage, words)
    return long or scene.size in ("thousands", "masses")


def _in_company(
    options: Sequence[Option],
    scores: Sequence[tuple[float, float]],
    told: Mapping[Key, Mapping[str, float]],
    weights: Weights,
) -> Ranked:
    """The likeliest place of one claim in the light of the others."""
    more = {key: weights.of_company(features) for key, features in told.items()}
    return best(
        options, [value + more[key_of(spot)] for (_, value), (spot, _) in zip(scores, options, strict=True)]
    )


def _scores(
    options: Sequence[Option], weights: Weights, fixed: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The scores of options alone and together, the sums of their spots' fixed features being known."""
    scores = []
    for spot, names in options:
        alone, together = weights.of(names)
        if spot:
            alone, together = alone + fixed[spot.number][0], together + fixed[spot.number][1]
        scores.append((alone, together))
    return scores


def direct(options: Sequence[Option]) -> Ranked | None:
    """The place that stands right behind a number: "and six in Kherson"."""
    for spot, names in options:
        if spot and DIRECTLY in names:
            return Ranked(spot, 1.0, DIRECT_RULE)
    return None


def opened(reading: Reading, scene: Scene, options: Sequence[Option]) -> Ranked | None:
    """The place that opens the sentence of a number, which names no other behind it: "In | Loikaw, soldiers
    have killed six".
    """
    here = {spot.number: spot for spot, _ in options if spot and spot.passage == scene.passage}
    if not here:
        return None
    first, last = here[min(here)], here[max(here)]
    name, end = first.sighting.name, last.sighting.name.end
    if first.before not in SCENES or not _is_head(reading, scene.passage, name.begin, end):
        return None
    said = not reading.saying.keys().isdisjoint(range(end, scene.first))
    return None if said else Ranked(first, 1.0, "where.opening")


def _is_head(reading: Reading, passage: int, begin: int, end: int) -> bool:
    """ "In | Loikaw in Kayah State |,", "Meanwhile, in | Loikaw |,", and not "Gunmen in | Loikaw |, ..."."""
    start = reading.bounds[passage][0]
    opening = reading.words[start:begin]
    if opening[1:2] == (",",):
        opening = opening[2:]
    if not opening or opening[0] not in SCENES or len(opening) > _LEAD:
        return False
    return end - begin <= _PHRASE and reading.words[end : end + 1] == (",",)


def alone(reading: Reading, scene: Scene, every: Sequence[Spot]) -> list[Option]:
    """The places that may be a claim's, each with its features, and first the choice of none."""
    options = claim_options(reading, scene, every)
    return [(None, none_features(options, scene)), *options]


def likelihoods(options: Sequence[Option], scores: Sequence[float]) -> dict[Key, float]:
    """How likely each place is; mentions of one name add up."""
    top = max(scores)
    parts = [math.exp(value - top) for value in scores]
    whole = sum(parts)
    by_key: dict[Key, float] = defaultdict(float)
    for (spot, _), part in zip(options, parts, strict=True):
        by_key[key_of(spot)] += part / whole
    return by_key


def best(options: Sequence[Option], scores: Sequence[float]) -> Ranked:
    """The likeliest place at its likeliest mention."""
    by_key = likelihoods(options, scores)
    chosen = max(by_key, key=lambda key: by_key[key])
    mentions = [
        (value, -index)
        for index, ((spot, _), value) in enumerate(zip(options, scores, strict=True))
        if key_of(spot) == chosen
    ]
    return Ranked(options[-max(mentions)[1]][0], by_key[chosen])


class Company:
    """What the other claims of a report say of where a claim's harm happened."""

    def __init__(
        self,
        claims: Sequence[Claim],
        found: Sequence[Scene],
        options: Sequence[Sequence[Option]],
        first: Sequence[Likelihoods],
    ) -> None:
        self._found, self._options, self._first = found, options, first
        self._order = sorted(range(len(claims)), key=lambda index: found[index].first)
        self._rank = {index: rank for rank, index in enumerate(self._order)}
        by_id = {claim.id: index for index, claim in enumerate(claims)}
        self._whole = [by_id.get(claim.part_of or "") for claim in claims]
        spots = {spot.number: spot for each in options for spot, _ in each if spot}
        self._holders: dict[Key, set[Key]] = defaultdict(set)
        for spot in spots.values():
            for number in spot.held & spots.keys():
                self._holders[key_of(spots[number])].add(key_of(spot))
        self._total: dict[Key, float] = defaultdict(float)
        for each in first:
            for key, value in each.items():
                self._total[key] += value

    def features(self, index: int) -> dict[Key, dict[str, float]]:
        """For each place of a claim's options, how likely the claims around it make it."""
        near, around = self._near(index), self._around(index)
        others = max(1, len(self._first) - 1)
        own = self._first[index]
        found: dict[Key, dict[str, float]] = {}
        for key in own:
            none = "none&" if key is None else ""
            more = {none + name: self._first[other].get(key, 0.0) for name, other in near}
            more[none + "share"] = (self._total[key] - own[key]) / others
            more[none + "share_near"] = around.get(key, 0.0)
            more[none + "alone"] = own[key]
            for above in self._holders.get(key, ()):
                share = (self._total[above] - own.get(above, 0.0)) / others
                more["share_of_holders"] = more.get("share_of_holders", 0.0) + share
                for name, other in near:
                    within = f"within&{name}"
                    more[within] = more.get(within, 0.0) + self._first[other].get(above, 0.0)
            found[key] = more
        return found

    def _around(self, index: int) -> dict[Key, float]:
        """How likely the claims of the sentences around make each place, the nearer the more."""
        total: dict[Key, float] = defaultdict(float)
        whole, passage = 0.0, self._found[index].passage
        for other, scene in enumerate(self._found):
            gap = abs(scene.passage - passage)
            if other != index and gap <= NEAR:
                whole += 1 / (1 + gap)
                for key, value in self._first[other].items():
                    total[key] += value / (1 + gap)
        return {key: value / whole for key, value in total.items()}

    def _near(self, index: int) -> list[tuple[str, int]]:
        """The claim before, the claim after and the whole, named by how far they are."""
        rank, passage = self._rank[index], self._found[index].passage
        near = []
        for name, step in (("before", -1), ("after", 1)):
            if 0 <= rank + step < len(self._order):
                other = self._order[rank + step]
                near.append((f"{name}&{min(3, abs(self._found[other].passage - passage))}", other))
        whole = self._whole[index]
        if whole is not None:
            near.append(("whole", whole))
        return near
