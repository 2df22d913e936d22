"""Numbers that a report only recalls: the 51 of "raised from 51 to 53"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date

from sayso.concluded import Word


def recalled(words: Sequence[Word]) -> list[Word]:
    """The words, those that their reports only recall marked as earlier and dated as when they were news.

    A report that gives an origin's 53 and, for the same happening, its 51 that other reports told before,
    recalls the 51. The 53, which nobody told before, is its news.
    """
    series = defaultdict[Hashable, list[Word]](list)
    for word in words:
        if word.incident is not None and word.published is not None and word.claim.part_of is None:
            series[_series(word)].append(word)
    first_told = {word.id: first for alike in series.values() for word, first in _recalled(alike)}
    return [
        replace(word, claim=replace(word.claim, state="earlier"), published=first_told[word.id])
        if word.id in first_told
        else word
        for word in words
    ]


def _series(word: Word) -> Hashable:
    """What one origin counts of one happening, whatever number it gives."""
    whom = word.claim.whom
    told = (whom.harmed_class, whom.groups, whom.party) if whom is not None else None
    return word.incident, word.origin, word.claim.kind, told


def _recalled(alike: Sequence[Word]) -> list[tuple[Word, date]]:
    """Words whose report has news beside them, with the day on which their number was first told."""
    first: dict[float, date] = {}
    for word in alike:
        assert word.published is not None
        number = word.claim.quantity.value
        first[number] = min(word.published, first.get(number, word.published))
    news = {
        word.claim.document for word in alike if first[word.claim.quantity.value] == word.published
    }  # fmt: skip
    return [
        (word, first[word.claim.quantity.value])
        for word in alike
        if word.claim.state == "current"
        and word.claim.document in news
        and word.published is not None
        and first[word.claim.quantity.value] < word.published
    ]
