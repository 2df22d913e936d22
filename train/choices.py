"""Weights by which one of several options is chosen, or none: by feature, the constant as "bias".

Options of one number share their likelihood with each other and with "none of them", so that what speaks for
one kind speaks against the others. That alone fits the numbers of a few outlets too closely; so a share of
what is made small is the error of each option by itself, as in a logistic regression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from logistic import by_name, tabled
from numpy.typing import NDArray
from scipy.optimize import minimize

SINGLY = 0.4  # the share of the error of each option by itself
STEEPEST = 40.0
STEPS, REMEMBERED = 400, 15

Row = tuple[tuple[str, ...], int]
Floats = NDArray[np.float64]


def fit_choices(
    numbers: Iterable[Sequence[Row]],
    strength: float,
    may_be_learnt: Callable[[str], bool] = bool,
) -> dict[str, float]:
    """Weights of the features that more than RARE options have, from the options of each number.

    An option is its features and 1 where it is right, else 0; the same numbers give the same weights.
    """
    asked = [options for options in numbers if options]
    names, matrix = tabled([features for options in asked for features, _ in options], may_be_learnt)
    transposed = matrix.T.tocsr()
    right = np.array([mark for options in asked for _, mark in options], float)
    sizes = np.array([len(options) for options in asked])
    firsts = np.cumsum(sizes) - sizes

    def error(weights: Floats) -> tuple[float, Floats]:
        lost, slopes = _lost(matrix @ weights[:-1] + weights[-1], right, firsts, sizes)
        slope = np.append(strength * (transposed @ slopes) + weights[:-1], strength * slopes.sum())
        return float(strength * lost + (weights[:-1] ** 2).sum() / 2), slope

    found = minimize(
        error,
        np.zeros(len(names) + 1),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS, "maxcor": REMEMBERED, "ftol": 1e-8, "gtol": 1e-2},
    )
    return by_name(names, found.x[:-1], found.x[-1])


def _lost(
    weighed: Floats, right: Floats, firsts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[float, Floats]:
    """How wrong the options are, weighed so, and the slope of that for each option."""
    odds = np.exp(np.clip(weighed, -STEEPEST, STEEPEST))
    every = 1 + np.add.reduceat(odds, firsts)
    chosen = np.add.reduceat(odds * right, firsts)
    some = np.add.reduceat(right, firsts) > 0
    chosen = np.where(some, chosen, 1)  # where none is right, none is what should be chosen
    together = (np.log(every) - np.log(chosen)).sum()
    slopes = odds / np.repeat(every, sizes) - odds * right / np.repeat(chosen, sizes)
    signs = 2 * right - 1
    singly = np.logaddexp(0, -signs * weighed).sum()
    slopes_singly = -signs / (1 + np.exp(np.clip(signs * weighed, -STEEPEST, STEEPEST)))
    share = 1 - SINGLY
    return share * together + SINGLY * singly, share * slopes + SINGLY * slopes_singly
