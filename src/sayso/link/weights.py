"""What the comparisons weigh: learnt from annotated and keyed reports by train/incidents.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sayso.lexicon.weights import BIAS, Weights, weight_table
from sayso.link.compare import Comparison

MOST: Final = 4.0  # one pair says no more than this, however much speaks for or against it


def inside_weights(language: str = "en") -> Weights:
    """Weights of the comparisons of two claims of one report."""
    found: Weights = weight_table(language, "incidents").get("inside", {})
    return found


def across_weights(language: str = "en") -> Weights:
    """Weights of the comparisons of two tellings."""
    found: Weights = weight_table(language, "incidents").get("across", {})
    return found


def score(comparisons: Iterable[Comparison], weights: Weights) -> int:
    """The logarithm of the odds that it is one happening, in thousandths: whole, so that sums are exact.

    >>> score([Comparison("days", "same")], {"bias": -1.0, "days: same": 1.5})
    500
    """
    total = weights.get(BIAS, 0.0) + sum(weights.get(each.feature, 0.0) for each in comparisons)
    return round(1000 * max(-MOST, min(MOST, total)))
