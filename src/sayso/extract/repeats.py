"""A toll told again in the same report is one claim, at its first full statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.geometry import head_noun
from sayso.lexicon import Reading

SMALL: Final = 2


def first_mentions(reading: Reading, counted: Sequence[Counted]) -> list[Counted]:
    """The quantities without those that say again what an earlier one said."""
    kept: list[Counted] = []
    for item in counted:
        if not any(_says_again(reading, item, earlier) for earlier in kept):
            kept.append(item)
    return kept


def _says_again(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """Same kind and number, and the same or no noun; one and two are too common to be known again without one."""
    if item.kind != earlier.kind or item.quantity.value != earlier.quantity.value:
        return False
    if item.quantity.value_high != earlier.quantity.value_high or item.first == earlier.first:
        return False
    mine, theirs = _lemma(reading, item), _lemma(reading, earlier)
    if item.quantity.value <= SMALL:
        return mine is not None and mine == theirs
    return mine is None or theirs is None or mine == theirs or item.quantity.value > 20


def _lemma(reading: Reading, item: Counted) -> str | None:
    stop = reading.bounds[reading.passage_of[item.first]][1]
    head = head_noun(reading, item.last, stop)
    return head.payload.lemma if head else None
