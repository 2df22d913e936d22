"""Trees that vote over named features, in the form that `sayso.lexicon.forest` reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import RandomForestClassifier


@dataclass(frozen=True)
class Growth:
    """How many trees grow, how deep, and from what: smaller ones hold for outlets not seen.

    `leaf` is how many examples end together at least, `asked` the share of the features that is drawn for
    each question, `seldom` how many examples have a feature at least.
    """

    trees: int
    depth: int
    leaf: int
    asked: float
    seldom: int


def grown(found: Sequence[Collection[str]], labels: Sequence[int], growth: Growth) -> dict[str, Any]:
    """The trees that examples with these features and labels grow; the same examples grow the same."""
    counts = Counter(feature for features in found for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= growth.seldom)
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names)), dtype=np.float32)
    for row, features in enumerate(found):
        matrix[row, [column[feature] for feature in features if feature in column]] = 1
    model = RandomForestClassifier(
        growth.trees,
        max_depth=growth.depth,
        min_samples_leaf=growth.leaf,
        max_features=growth.asked,
        random_state=0,
    ).fit(matrix, labels)
    return {"features": names, "trees": [_nodes(each.tree_) for each in model.estimators_]}


def _nodes(tree: Any) -> list[Any]:
    """The nodes of one tree in sklearn's own order, in which the absent side follows each question."""
    shares = tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1)
    return [
        [int(feature), int(present)] if present >= 0 else round(float(share), 3)
        for feature, present, share in zip(tree.feature, tree.children_right, shares, strict=True)
    ]


def kept(table: Any) -> str:
    """A table of weights and trees as JSON: a weight a line, a tree a line."""
    if isinstance(table, dict):
        entries = (f"{json.dumps(name, ensure_ascii=False)}: {kept(table[name])}" for name in sorted(table))
        return "{\n" + ",\n".join(entries) + "\n}"
    if isinstance(table, list) and isinstance(table[0], list):
        return "[\n" + ",\n".join(json.dumps(nodes, separators=(",", ":")) for nodes in table) + "\n]"
    return json.dumps(table, ensure_ascii=False)
