"""Numbers in a row add up to a total where a stretch of them, two or more, makes it up exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.counts.sums import totals

CASES = [
    ([30, 9, 6], 1, 0, {15, 39, 45}),
    ([30, 9, 6], 0, 0, {39, 45}),
    ([2, 3], 0, 0, {5}),
    ([2, 3], 0, 9, set()),
    ([2, 3, 1], 0, 9, {6}),
    ([45], 0, 0, set()),
]


@pytest.mark.parametrize(("values", "at", "few", "expected"), CASES)
def test_sums_of_stretches_that_hold_the_value(
    values: list[float], at: int, few: float, expected: set[float]
) -> None:
    assert totals(values, at, few) == expected


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=13), st.data())
def test_every_total_is_more_than_the_value_and_no_more_than_all(
    values: list[int], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    found = totals(values, at)
    assert sum(values) in found
    assert all(values[at] < total <= sum(values) for total in found)
