"""Chooses the places of a report's claims together: first each alone, then each in the light of the others.

Claims of one report mostly tell of one happening or a few. What a claim says of its own place weighs most;
where
it says nothing, the claims around it, the claim it is a part of and what most claims of the report say
decide.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.places.options import DIRECTLY, Scene, claim_options, none_features, score
from sayso.resolve.places.spots import WIDE, Spot, holds, key_of

Option = tuple[Spot | None, tuple[str, ...]]
Key = str | None
# Claims within so many sentences count as near.
NEAR: Final = 3
# How likely each place (None: no place) is for one claim.
Likelihoods = Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of one claim alone, and of all claims of a report together."""

    alone: Mapping[str, float]
    together: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The likeliest place of a claim, None for no place, and how likely it is."""

    spot: Spot | None
    likelihood: float
    rule: str | None = None


def choose_together(
    reading: Reading, claims: Sequence[Claim], found: Sequence[Scene], every: Sequence[Spot], weights: Weights
) -> list[Ranked]:
    """The likeliest place of each claim."""
    options = [alone(reading, scene, every) for scene in found]
    first = [likelihoods(each, [score(names, weights.alone) for _, names in each]) for each in options]
    company = Company(claims, found, options, first)
    ranked = []
    for index, each in enumerate(options):
        more = company.features(index)
        scores = [
            score(names, weights.together)
            + sum(weights.together.get(name, 0.0) * p for name, p in extra.items())
            for (_, names), extra in zip(each, more, strict=True)
        ]
        ranked.append(direct(each) or best(each, scores))
    return ranked


def direct(options: Sequence[Option]) -> Ranked | None:
    """The place that stands right behind a number, if it is no wide one: "and six in Kherson"."""
    for spot, names in options:
        if spot and DIRECTLY in names and spot.level not in WIDE:
            return Ranked(spot, 1.0, "where.direct")
    return None


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
        spot_of = {key_of(spot): spot for each in options for spot, _ in each if spot}
        self._holders = {
            key: [
                other
                for other, outer in spot_of.items()
                if other != key and holds(outer.sighting, spot.sighting)
            ]
            for key, spot in spot_of.items()
        }
        self._total: dict[Key, float] = defaultdict(float)
        for each in first:
            for key, value in each.items():
                self._total[key] += value

    def features(self, index: int) -> list[dict[str, float]]:
        """For each option of a claim, how likely the claims around it make its place."""
        near = self._near(index)
        others = max(1, len(self._first) - 1)
        own = self._first[index]
        found = []
        for spot, _ in self._options[index]:
            key = key_of(spot)
            none = "none&" if spot is None else ""
            more = {f"{none}{name}": self._first[other].get(key, 0.0) for name, other in near}
            share = (self._total[key] - own.get(key, 0.0)) / others
            more[f"{none}share"] = share
            more[f"{none}share_near"] = self._share_near(index, key)
            more[f"{none}alone"] = own.get(key, 0.0)
            if spot is not None:
                above = self._holders[key]
                more["share_of_holders"] = (
                    sum(self._total[other] - own.get(other, 0.0) for other in above) / others
                )
                for name, other in near:
                    more[f"within&{name}"] = sum(self._first[other].get(holder, 0.0) for holder in above)
            found.append(more)
        return found

    def _share_near(self, index: int, key: Key) -> float:
        """How likely the claims of the sentences around make a place, the nearer the more."""
        weight = total = 0.0
        passage = self._found[index].passage
        for other, scene in enumerate(self._found):
            gap = abs(scene.passage - passage)
            if other != index and gap <= NEAR:
                weight += 1 / (1 + gap)
                total += self._first[other].get(key, 0.0) / (1 + gap)
        return total / weight if weight else 0.0

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
