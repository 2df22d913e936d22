"""What each hedge means, and what must hold of every one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.policy import POLICIES, SAYSO
from sayso.quantity import Slack, Softness, bounds, whole
from sayso.records import HEDGES, Bounds, Hedge, Quantity

NO_SLACK = Softness(Slack(0, 0), 0)


def said(value: float, hedge: Hedge, value_high: float | None = None) -> Quantity:
    return Quantity("", 0, 0, value, hedge, value_high)


@pytest.mark.parametrize(
    ("quantity", "low", "high"),
    [
        (said(53, "exact"), 53, 53),
        (said(0, "exact"), 0, 0),
        (said(110, "at_least"), 110, None),
        (said(200, "more_than"), 201, None),
        (said(2.5, "more_than"), 3, None),
        (said(40, "up_to"), 0, 40),
        (said(10, "fewer_than"), 0, 9),
        (said(0, "fewer_than"), 0, 0),
        (said(30, "range", 40), 30, 40),
        (said(40, "range", 30), 30, 40),
        (said(24, "vague"), 24, None),
        (said(200000, "vague"), 200000, None),
        (said(70, "about"), 63, 77),
        (said(5, "about"), 4, 6),
        (said(1, "about"), 0, 2),
        (said(0, "about"), 0, 0),
        (said(500, "nearly"), 450, 499),
        (said(1, "nearly"), 0, 0),
        (said(0, "nearly"), 0, 0),
        (said(1_500_000.0, "at_least"), 1_500_000, None),
    ],
)
def test_policy_sayso_takes_a_hedge_to_mean(quantity: Quantity, low: int, high: int | None) -> None:
    assert SAYSO.bounds(quantity) == Bounds(low, high)


def test_without_slack_soft_words_are_read_as_words() -> None:
    assert bounds(said(70, "about"), NO_SLACK) == Bounds(70, 70)
    assert bounds(said(500, "nearly"), NO_SLACK) == Bounds(499, 499)


def test_policies_go_by_their_names() -> None:
    assert all(policy.name == name for name, policy in POLICIES.items())


counts = st.integers(0, 10**12) | st.floats(0, 1e9)
quantities = st.builds(said, counts, st.sampled_from(HEDGES), counts)


@given(quantities)
def test_bounds_are_ordered_and_not_negative(quantity: Quantity) -> None:
    taken = SAYSO.bounds(quantity)
    assert taken.low >= 0
    assert taken.high is None or taken.low <= taken.high


@given(quantities)
def test_a_whole_number_said_makes_whole_bounds(quantity: Quantity) -> None:
    taken = SAYSO.bounds(quantity)
    whole_said = all(isinstance(whole(n), int) for n in (quantity.value, quantity.value_high or 0))
    if whole_said:
        assert isinstance(taken.low, int)
        assert isinstance(taken.high, int | None)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_more_slack_never_narrows(value: int, slack: int) -> None:
    for hedge in ("about", "nearly"):
        narrow = bounds(said(value, hedge), Softness(Slack(slack, slack), slack))
        wide = bounds(said(value, hedge), Softness(Slack(slack + 1, slack + 1), slack + 1))
        assert wide.low <= narrow.low
        assert narrow.high is not None
        assert wide.high is not None
        assert narrow.high <= wide.high


@given(st.integers(0, 10**12))
def test_neighbouring_hedges_meet_without_overlap(value: int) -> None:
    exact, over = SAYSO.bounds(said(value, "exact")), SAYSO.bounds(said(value, "more_than"))
    assert exact.high == over.low - 1
    assert SAYSO.bounds(said(value, "at_least")).low == exact.low
    assert SAYSO.bounds(said(value, "up_to")).high == exact.high


@given(st.integers(1, 10**12))
def test_soft_numbers_are_never_shown_as_exact(value: int) -> None:
    taken = SAYSO.bounds(said(value, "about"))
    assert taken.high is not None
    assert taken.low < value < taken.high
