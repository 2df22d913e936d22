"""Decision trees over named features, beside weights: for what holds only where several features meet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.lexicon.weights import weight_table


@dataclass(frozen=True, slots=True)
class Tree:
    """Questions for features, in places: behind each is what follows where the feature is absent.

    `asked` is "" at a leaf, which has the share of examples that were right; `present` is the place that
    follows where the feature is there.
    """

    asked: Sequence[str]
    present: Sequence[int]
    share: Sequence[float]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that vote, each learnt from another draw of the examples."""

    trees: Sequence[Tree]

    def likelihood(self, features: Collection[str]) -> float:
        """How likely what has these features is right: the mean share of the leaves they lead to.

        >>> tree = Tree(asked=["cue", "", ""], present=[2, 0, 0], share=[0.0, 0.25, 1.0])
        >>> Forest([tree]).likelihood({"cue"}), Forest([tree]).likelihood({"near"})
        (1.0, 0.25)
        """
        total = 0.0
        for tree in self.trees:
            place = 0
            while name := tree.asked[place]:
                place = tree.present[place] if name in features else place + 1
            total += tree.share[place]
        return total / len(self.trees)


@cache
def forest(language: str, name: str) -> Forest:
    """The trees of resources/<language>/<name>.json; raises KeyError where the table has none."""
    return planted(weight_table(language, name)["forest"])


def planted(table: Mapping[str, Any]) -> Forest:
    """The trees of a table: a node is the number of a feature and the place where it is present, or a share.

    >>> planted({"features": ["cue"], "trees": [[[0, 2], 0.25, 1.0]]}).likelihood({"cue"})
    1.0
    """
    names: Sequence[str] = table["features"]
    return Forest(
        [
            Tree(
                [names[node[0]] if isinstance(node, list) else "" for node in nodes],
                [node[1] if isinstance(node, list) else 0 for node in nodes],
                [0.0 if isinstance(node, list) else node for node in nodes],
            )
            for nodes in table["trees"]
        ]
    )
