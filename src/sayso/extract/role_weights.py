"""Chooses among a role's options by packaged weights (resources/<language>/roles.json, recipe in train/).

Features name classes of the lexicon, signs, positions and function words, never other words of a text, so
that weights learnt from one set of reports carry none of it and hold for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Literal, NamedTuple

from sayso.lexicon.weights import Weights, weight_table

Role = Literal["class", "by", "means"]


class Choice(NamedTuple):
    """One option: `fixed` features that other questions of the report share, `loose` ones of its own."""

    fixed: tuple[str, ...]
    loose: Sequence[str]


def heaviest(options: Sequence[Choice], weights: Weights, memory: dict[tuple[str, ...], float]) -> int:
    """The index of the option that weighs most, the first of equals."""
    totals = weighed(options, weights, memory)
    return totals.index(max(totals))


def weighed(options: Sequence[Choice], weights: Weights, memory: dict[tuple[str, ...], float]) -> list[float]:
    """What each option weighs; `memory` keeps the sums of `fixed`."""
    get, totals = weights.get, []
    for option in options:
        total = memory.get(option.fixed)
        if total is None:
            total = memory[option.fixed] = sum(map(get, option.fixed, repeat(0.0)))
        totals.append(total + sum(map(get, option.loose, repeat(0.0))))
    return totals


def role_weights(language: str, role: Role) -> Weights:
    """The packaged weights of one role; empty where the language has none."""
    weights: Weights = weight_table(language, "roles").get(role, {})
    return weights


def bucket(value: float) -> str:
    """How large a count is, in steps: "30" up to thirty."""
    for top in (0, 1, 3, 10, 30, 100, 1000, 10000):
        if value <= top:
            return str(top)
    return "more"
