"""Decisions about incidents, as pairs of claims that belong together or do not."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.records import Decision, Evidence
from sayso.rows import id_of
from sayso.ruling import decision_id, grouped

from .rulings import decide

NAMED = Evidence("d" * 64, "killed", 0, 2)
CLAIM = id_of(NAMED)


def merge(*claims: str) -> Decision:
    return decide("merge", None, targets=claims)


def split(claims: tuple[str, ...], left: list[str]) -> Decision:
    return decide("split", None, targets=claims, values={"from": left})


def move(*to: str, left: tuple[str, ...] = ()) -> Decision:
    return decide("move", NAMED, targets=to, values={"from": list(left)})


def pairs(found: Any) -> list[str]:
    return sorted("".join(sorted(pair)).replace(CLAIM, "X") for pair in found)


@pytest.mark.parametrize(
    ("decisions", "together", "apart", "statuses"),
    [
        pytest.param([merge("a", "b", "c")], ["ab", "ac"], [], ["applied"], id="merge"),
        pytest.param([split(("a", "b"), ["c"])], ["ab"], ["ac", "bc"], ["applied"], id="split"),
        pytest.param([move("a", "b", left=("c",))], ["Xa", "Xb"], ["Xc"], ["applied"], id="move"),
        pytest.param([move("a"), move("b")], ["Xb"], [], ["superseded", "applied"], id="moved elsewhere"),
        pytest.param([move("a"), move("b", left=("a",))], ["Xb"], ["Xa"], ["superseded", "applied"], id="moved on"),
        pytest.param([merge("a", "b"), split(("a",), ["b"])], [], ["ab"], ["superseded", "applied"], id="merged, split"),
        pytest.param([split(("a",), ["b"]), merge("b", "a")], ["ab"], [], ["superseded", "applied"], id="split, merged"),
        pytest.param(
            [merge("a", "b", "c"), split(("b",), ["a"])], ["ac"], ["ab"], ["applied", "applied"], id="in part overtaken"
        ),
    ],
)  # fmt: skip
def test_the_latest_about_a_pair_holds(
    decisions: list[Decision], together: list[str], apart: list[str], statuses: list[str]
) -> None:
    grouping = grouped(decisions)
    assert (pairs(grouping.together), pairs(grouping.apart)) == (together, apart)
    assert [grouping.statuses[decision_id(each)] for each in decisions] == statuses


def test_what_was_undone_puts_nothing_together() -> None:
    merged = merge("a", "b")
    undo = decide("withdraw", None, targets=(decision_id(merged),), reason="two attacks")
    again = decide("withdraw", None, targets=(decision_id(undo),), reason="one after all")
    assert not grouped([merged, undo]).together
    assert list(grouped([merged, undo]).statuses.values()) == ["withdrawn", "applied"]
    assert pairs(grouped([merged, undo, again]).together) == ["ab"]
    assert list(grouped([merged, undo, again]).statuses.values()) == ["applied", "withdrawn", "applied"]


def test_no_pair_is_together_and_apart() -> None:
    grouping = grouped([merge("a", "b", "c"), split(("a", "c"), ["b"]), merge("c", "b")])
    assert not grouping.together & grouping.apart
