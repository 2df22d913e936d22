"""Folds hold out whole outlets, the same way whatever the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate import folds_at_random, folds_by_outlet, outlet_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Daily Sabah", "http://www.dailysabah.com"),
        ("The Guardian", "guardian"),
        ("allAfrica.com", "http://allafrica.com"),
        ("Ekklisia News (a statement, as carried elsewhere)", "Ekklisia News"),
        (None, ""),
        ("ABC", "http://www.abc.net.au"),
    ],
)
def test_spellings_of_one_outlet(one: str | None, other: str) -> None:
    assert outlet_key(one) == outlet_key(other)


@given(st.lists(st.tuples(st.integers(), st.sampled_from("abcdefghij")), unique=True, max_size=40))
def test_every_item_is_held_out_once_and_no_outlet_stands_on_both_sides(items: list[tuple[int, str]]) -> None:
    held: list[tuple[int, str]] = []
    for kept, out in folds_by_outlet(items, lambda item: item[1], 4):
        assert not {outlet for _, outlet in kept} & {outlet for _, outlet in out}
        assert sorted(kept + out) == sorted(items)
        held += out
    assert sorted(held) == sorted(items)


@given(
    st.lists(st.tuples(st.integers(), st.sampled_from("abcdefghij")), unique=True, max_size=20), st.randoms()
)
def test_the_order_of_the_items_does_not_matter(items: list[tuple[int, str]], shuffler) -> None:  # type: ignore[no-untyped-def]
    def parts(of: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
        return [sorted(out) for _, out in folds_by_outlet(of, lambda item: item[1], 3)]

    shuffled = list(items)
    shuffler.shuffle(shuffled)
    assert parts(items) == parts(shuffled)


def test_random_folds_depend_on_names_alone() -> None:
    names = [f"report-{number}" for number in range(30)]
    first = [out for _, out in folds_at_random(names, str)]
    second = [sorted(out, key=names.index) for _, out in folds_at_random(names[::-1], str)]
    assert first == second
    assert sorted(name for out in first for name in out) == sorted(names)
