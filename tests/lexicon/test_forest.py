"""Trees beside weights: what they ask, what they answer, and that the packaged ones come to an end."""

from __future__ import annotations

import pytest

from sayso.lexicon.forest import planted
from sayso.lexicon.weights import weight_table

# "cue" absent: 0.1; there, and "near" absent: 0.4; both: 0.9
NESTED = [[0, 2], 0.1, [1, 4], 0.4, 0.9]


@pytest.mark.parametrize(
    ("features", "likelihood"), [((), 0.1), (("near",), 0.1), (("cue",), 0.4), (("cue", "near", "x"), 0.9)]
)
def test_a_tree_follows_the_features_that_are_there(features: tuple[str, ...], likelihood: float) -> None:
    trees = planted({"features": ["cue", "near"], "trees": [NESTED]})
    assert trees.likelihood(set(features)) == likelihood


def test_trees_vote_by_the_mean() -> None:
    trees = planted({"features": ["cue", "near"], "trees": [NESTED, [0.5]]})
    assert trees.likelihood({"cue"}) == pytest.approx(0.45)


@pytest.mark.parametrize("name", ["parts"])
def test_every_packaged_tree_comes_to_an_end(name: str) -> None:
    table = weight_table("en", name)["forest"]
    for nodes in table["trees"]:
        for place, node in enumerate(nodes):
            if isinstance(node, list):
                feature, present = node
                assert feature < len(table["features"])
                assert place + 1 < present < len(nodes)
            else:
                assert 0 <= node <= 1
