"""Decides which days the claims of a report cover: the option that agrees best with all others by weight.

A report is read on: what a sentence without a date tells of mostly happened when the sentence before it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import exp

from sayso.lexicon.weights import Weights
from sayso.records import Claim
from sayso.resolve.days.features import STOCK, Features
from sayso.resolve.days.options import Group, Option
from sayso.resolve.days.setting import Days

Decided = tuple[Group, Days]


def decide(groups: Sequence[Group], weights: Weights) -> list[tuple[Claim, Option, float]]:
    """For each claim the option chosen, and how far the weights are sure of its days (0 to 1)."""
    decided: list[Decided] = []
    chosen = []
    for group in groups:
        scores = _scores(group, decided, weights)
        days, sure = _best(group, scores)
        agreeing = (i for i, option in enumerate(group.options[0]) if option.days == days)
        index = max(agreeing, key=lambda i: scores[i])
        decided.append((group, days))
        chosen += [(claim, row[index], sure) for claim, row in zip(group.claims, group.options, strict=True)]
    return chosen


def days_of(group: Group, decided: Sequence[Decided], weights: Weights) -> Days:
    """The days of one group, after what was decided before it."""
    return _best(group, _scores(group, decided, weights))[0]


def _scores(group: Group, decided: Sequence[Decided], weights: Weights) -> list[float]:
    scores = []
    for both in zip(shared_features(group), ties(group, decided), strict=True):
        score = 0.0
        for features in both:
            for name, value in features.items():
                score += weights.get(name, 0.0) * value
        scores.append(score)
    return scores


def _best(group: Group, scores: Sequence[float]) -> tuple[Days, float]:
    """The days that most weight agrees with, near ones counted in."""
    top = max(scores)
    share: dict[Days, float] = {}
    for option, score in zip(group.options[0], scores, strict=True):
        share[option.days] = share.get(option.days, 0.0) + exp(score - top)
    whole = sum(share.values())
    agreed = dict(share)
    for one, other in combinations(share, 2):
        if near(one, other):
            agreed[one] += share[other]
            agreed[other] += share[one]
    best = max(agreed, key=lambda days: (round(agreed[days], 9), share[days]))
    return best, agreed[best] / whole


def near(one: Days, other: Days) -> bool:
    """Do two spans of days share at least half of their union?"""
    if one is None or other is None:
        return one is other
    if one[1] < other[0] or other[1] < one[0]:
        return False
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    return 2 * shared >= (max(one[1], other[1]) - min(one[0], other[0])).days + 1


def shared_features(group: Group) -> list[Features]:
    """The features of each option, the mean of the claims that are decided together."""
    if len(group.claims) == 1:
        return [option.features for option in group.options[0]]
    rows: list[Features] = []
    part = 1 / len(group.claims)
    for same in zip(*group.options, strict=True):
        row: Features = {}
        for option in same:
            for name, value in option.features.items():
                row[name] = row.get(name, 0.0) + value * part
        rows.append(row)
    return rows


def ties(group: Group, decided: Sequence[Decided]) -> list[Features]:
    """Features of each option by what was decided before: the days of the sentence before, of the whole."""
    options = group.options[0]
    if not decided:
        return [{"tie:start": 1.0} if option.days is None else {} for option in options]
    last, days = decided[-1]
    handed = _handed_on(group, last, days)
    if handed != days:
        days, decided = handed, (*decided[:-1], (last, handed))
    place = _place(group, last) + ("+" if group.beside else "")
    wholes, alike = _whole_days(group, decided), _alike_days(group, decided)
    seen: set[Days] = {each for _, each in decided if each is not None}
    return [_tie(option.days, days, place, wholes, alike, seen) for option in options]


def _handed_on(group: Group, last: Group, days: Days) -> Days:
    """ "6,000 have fled since the raid of | Thursday |. Seventy were killed": on Thursday, not since then."""
    if days is None or _counts_stock(group) or not _counts_stock(last):
        return days
    ran_on = (
        option.dated
        for option in last.options[0]
        if option.days == days and option.dated is not None and not option.dated.onset
        if option.taken == "since" or option.dated.since
    )
    dated = next(ran_on, None)
    return days if dated is None else (dated.first, dated.inner_last)


def _counts_stock(group: Group) -> bool:
    return any(claim.kind in STOCK for claim in group.claims)


def _tie(
    own: Days, before: Days, place: str, wholes: Sequence[Days], alike: Sequence[Days], seen: set[Days]
) -> Features:
    names = []
    if own == before:
        names.append(f"tie:{place}" + (":none" if own is None else ""))
    elif own is not None and before is not None and near(own, before):
        names.append(f"tie:near:{place}")
    if before is None and own is not None:
        names.append(f"tie:from_none:{place}")
    names += ["tie:whole"] * (bool(wholes) and own == wholes[-1])
    names += ["tie:alike"] * (bool(alike) and own == alike[-1])
    names += [f"tie:seen{place[-1] if place[-1] == '+' else ''}"] * (own in seen)
    return dict.fromkeys(names, 1.0)


def _place(group: Group, last: Group) -> str:
    """Where the group before stands: same sentence, the one before, same paragraph, or farther."""
    if group.passage == last.passage:
        return "same"
    close = group.paragraph == last.paragraph
    if group.passage == last.passage + 1:
        return "next" if close else "next_paragraph"
    return "paragraph" if close else "far"


def _whole_days(group: Group, decided: Sequence[Decided]) -> list[Days]:
    """The days of the claims that these are parts of."""
    wanted = {claim.part_of for claim in group.claims if claim.part_of}
    return [days for other, days in decided if any(claim.id in wanted for claim in other.claims)]


def _alike_days(group: Group, decided: Sequence[Decided]) -> list[Days]:
    """The days of claims of the same kind and number."""
    wanted = {(claim.kind, claim.quantity.value) for claim in group.claims}
    return [
        days
        for other, days in decided
        if any((claim.kind, claim.quantity.value) in wanted for claim in other.claims)
    ]
