"""A regularised logistic regression over named features: weights by feature, the constant as "bias"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

RARE = 2


def fit(
    rows: Iterable[tuple[tuple[str, ...], int]],
    strength: float,
    may_be_learnt: Callable[[str], bool] = bool,
) -> dict[str, float]:
    """Weights of the features that more than RARE rows have; the same rows give the same weights."""
    features, labels = zip(*rows, strict=True)
    names, matrix = tabled(features, may_be_learnt)
    model = LogisticRegression(C=strength, max_iter=2000, tol=1e-5)
    model.fit(matrix, np.array(labels))
    return by_name(names, model.coef_[0], model.intercept_[0])


def tabled(
    rows: Sequence[tuple[str, ...]], may_be_learnt: Callable[[str], bool]
) -> tuple[list[str], csr_matrix]:
    """The features that more than RARE rows have, sorted, and which row has which."""
    frequency = Counter(feature for row in rows for feature in row)
    names = sorted(name for name, times in frequency.items() if times > RARE and may_be_learnt(name))
    index = {name: number for number, name in enumerate(names)}
    cells = np.array([(r, index[name]) for r, row in enumerate(rows) for name in row if name in index])
    return names, csr_matrix((np.ones(len(cells)), cells.T), shape=(len(rows), len(names)))


def by_name(names: Sequence[str], weights: NDArray[np.float64], bias: float) -> dict[str, float]:
    """What was learnt as a table: rounded, without what weighs nothing."""
    rounded = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return {"bias": round(float(bias), 3)} | {name: weight for name, weight in rounded.items() if weight}
