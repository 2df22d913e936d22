"""Chooses among a role's options by packaged weights (resources/<language>/roles.json, recipe in train/).

Features name classes of the lexicon, signs, positions and function words, never other words of a text, so
that weights learnt from one set of reports carry none of it and hold for another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from sayso.lexicon.load import RESOURCES

Role = Literal["class", "by", "means"]
Weights = Mapping[str, float]


class Choice(NamedTuple):
    """One option: `fixed` features that other questions of the report share, `loose` ones of its own."""

    fixed: tuple[str, ...]
    loose: Sequence[str]


def heaviest(options: Sequence[Choice], weights: Weights, memory: dict[tuple[str, ...], float]) -> int:
    """The index of the option that weighs most, the first of equals; `memory` keeps the sums of `fixed`."""
    best, index = float("-inf"), 0
    get = weights.get
    for place, option in enumerate(options):
        total = memory.get(option.fixed)
        if total is None:
            total = memory[option.fixed] = sum([get(feature, 0.0) for feature in option.fixed])
        total += sum([get(feature, 0.0) for feature in option.loose])
        if total > best:
            best, index = total, place
    return index


@cache
def role_weights(language: str, role: Role) -> Weights:
    """The packaged weights of one role; empty where the language has none."""
    path = RESOURCES / language / "roles.json"
    table: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return table.get(role, {})
