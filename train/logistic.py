"""A regularised logistic regression over named features: weights by feature, the constant as "bias"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
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
    frequency = Counter(feature for row in features for feature in row)
    names = sorted(name for name, times in frequency.items() if times > RARE and may_be_learnt(name))
    index = {name: number for number, name in enumerate(names)}
    cells = np.array([(r, index[name]) for r, row in enumerate(features) for name in row if name in index])
    matrix = csr_matrix((np.ones(len(cells)), cells.T), shape=(len(features), len(names)))
    model = LogisticRegression(C=strength, max_iter=2000, tol=1e-5)
    model.fit(matrix, np.array(labels))
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 3)} | {name: w for name, w in weights.items() if w}
