"""Chooses among a role's options by packaged weights (resources/<language>/roles.json, recipe in train/roles.py).

Features name classes of the lexicon, signs, positions and function words, never other words of a text, so that
weights learnt from one set of reports carry none of it and hold for another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from sayso.lexicon.load import RESOURCES

Role = Literal["class", "by", "means"]
Weights = Mapping[str, float]


def scores(options: Sequence[Sequence[str]], weights: Weights) -> list[float]:
    """The weight of every option, the sum over its features."""
    return [sum(weights.get(feature, 0.0) for feature in features) for features in options]


def heaviest(options: Sequence[Sequence[str]], weights: Weights) -> int:
    """The index of the option that weighs most; the first of equals."""
    totals = scores(options, weights)
    return max(range(len(totals)), key=totals.__getitem__)


@cache
def role_weights(language: str, role: Role) -> Weights:
    """The packaged weights of one role; empty where the language has none."""
    path = RESOURCES / language / "roles.json"
    table: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return table.get(role, {})
