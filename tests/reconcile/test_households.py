"""Families as people, by a policy's size of a household."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.concluded import Question
from sayso.policy import SAYSO
from sayso.reconcile import figure
from sayso.reconcile.households import in_people
from sayso.records import Bounds, Hedge, Quantity
from tests.reconcile.words import word


@pytest.mark.parametrize(
    ("value", "hedge", "size", "meant", "number", "said"),
    [
        (500, "exact", Bounds(2, 7), Bounds(1000, 3500), 2250, "about"),
        (500, "exact", Bounds(5, 5), Bounds(2500, 2500), 2500, "about"),
        (500, "about", Bounds(2, 7), Bounds(900, 3850), 2250, "about"),
        (500, "more_than", Bounds(2, 7), Bounds(1002, None), 1002, "at_least"),
        (500, "up_to", Bounds(2, 7), Bounds(0, 3500), 2250, "up_to"),
        (500, "exact", Bounds(3, None), Bounds(1500, None), 1500, "at_least"),
        (29, "exact", Bounds(5, 5), Bounds(58, None), 58, "at_least"),
        (30, "exact", Bounds(5, 5), Bounds(150, 150), 150, "about"),
        (0, "exact", Bounds(2, 7), Bounds(0, 0), 0, "exact"),
    ],
)
def test_what_families_are_taken_to_mean(
    value: int, hedge: Hedge, size: Bounds, meant: Bounds, number: int, said: Hedge
) -> None:
    quantity = Quantity(str(value), 0, 3, value, hedge, unit="households")
    policy = replace(SAYSO, household=size)
    assert in_people(quantity, policy) == (meant, number, said)
    people = replace(quantity, unit="people")
    assert in_people(people, policy) == (policy.bounds(people), value, hedge)


def test_a_policy_may_count_no_families() -> None:
    told = word("f", 500, kind="displaced", who="families", unit="households", days="11-14")
    found = figure(Question("displaced", where=("Loikaw",)), [told], replace(SAYSO, household=None))
    assert found.low is None
    (unused,) = found.unused
    assert unused.reason == "counts households, not people"
