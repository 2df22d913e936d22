"""Learned weights, shipped beside the words of a language, by table and feature; recipes are in train/."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from sayso.lexicon.load import RESOURCES

BIAS: Final = "bias"
STEEPEST: Final = 30.0  # beyond it likelihoods differ from 0 and 1 by nothing that counts

Weights = Mapping[str, float]


@cache
def weight_table(language: str, name: str) -> Mapping[str, Any]:
    """What resources/<language>/<name>.json holds; empty where the language has no such weights."""
    path = RESOURCES / language / f"{name}.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return table


def likelihood(total: float) -> float:
    """How likely what weighs so much is right, by a logistic regression.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(min(total, STEEPEST), -STEEPEST)))
