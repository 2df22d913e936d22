"""How much of a figure rests on each claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sayso.concluded import Figure


def weights(figure: Figure) -> Mapping[str, float]:
    """How far each claim moves the ends of a figure, in persons or things; those left out move neither.

    >>> weights(figure)  # "14 were killed", told by two outlets: both ends, half of each
    {'post#9f2c...': 14.0, 'times#41b0...': 14.0}

    An end rests on the claims that bind it by its marginals: how far it moves with a claim's number, times
    that number; claims that render one number share it. Nothing is solved again for that. Of several ways of
    settling, those that give the ends count. An end that a person chose rests on no claim. What claims did to
    others (corrected, outgrew, overruled them) is told by the figure's `changes`, and weighs nothing.
    """
    found = defaultdict[str, float](float)
    for limit in (figure.low_limit, figure.high_limit):
        if limit is not None:
            for claim, weight in zip(limit.claims, limit.weights, strict=True):
                found[claim] += weight
    return {claim: weight for claim, weight in sorted(found.items()) if weight}
