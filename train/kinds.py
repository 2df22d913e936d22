"""Trains the weights that decide kinds; deterministic: the same gold gives the same file.

    python train/kinds.py folds     figures by set, cross-validated by outlet (with `random` at random, too)
    python train/kinds.py write     trains on all sets and writes resources/en/kinds.json

The annotated reports are found by SAYSO_GOLD. Only weights of lexicon classes, rule
ids, positions and function words are written, and of words of the reports written for this project.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotated import FOLDS, SETS, annotated
from choices import Row, fit_choices
from written import written

from sayso.evaluate import (
    AnnotatedReport,
    Comparison,
    compare,
    figures,
    folds_at_random,
    folds_by_outlet,
)
from sayso.evaluate.given import annotated_counts
from sayso.extract.counted import Counted
from sayso.extract.counts.kinds import counted_by, numbers_of
from sayso.extract.counts.options import Option, Weighed, weigh
from sayso.extract.counts.repeats import first_mentions
from sayso.lexicon import Reading
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import claims_of, look

OWN = ("retold", "written")
STRENGTH = 0.4
FORGOTTEN = 0.25


Annotated = tuple["Example", AnnotatedReport]


class Example:
    """One annotated report: the options of each of its numbers, by features, and whether each is right.

    Numbers are weighed twice: what was annotated before is their past, once all of it, once a part of it
    forgotten; who learns from a perfect past leans on it, and a reader of new reports misses some.
    """

    def __init__(self, name: str, reading: Reading, annotated: Sequence[Counted]) -> None:
        self.set, self.reading = name, reading
        self._annotated = annotated
        self._told = {(item.kind, item.quantity.value) for item in annotated}
        numbers = numbers_of(reading)
        self.numbers = [
            self._options(weighed)
            for choose in (self._right, self._remembered)
            for weighed, _ in weigh(reading, numbers, choose)
        ]

    def _options(self, weighed: Weighed) -> list[Row]:
        marked = ((option.features, self._mark(weighed, option)) for option in weighed.options)
        return [(features, mark) for features, mark in marked if mark is not None]

    def _right(self, weighed: Weighed) -> list[Option]:
        return [option for option in weighed.options if self._mark(weighed, option) != 0]

    def _remembered(self, weighed: Weighed) -> list[Option]:
        lot = hashlib.sha256(f"{self.reading.report.id}/{weighed.number.first}".encode()).digest()[0]
        return [] if lot < FORGOTTEN * 256 else self._right(weighed)

    def _mark(self, weighed: Weighed, option: Option) -> int | None:
        """1 where the number counts so, else 0; None where it says again what was annotated elsewhere."""
        number, kind = weighed.number, option.kind
        start, end = self.reading.starts[number.first], self.reading.ends[number.last - 1]
        for item in self._annotated:
            said = item.quantity
            if item.kind == kind and said.value == number.value and said.start < end and start < said.end:
                return 1
        return None if number.value > 1 and (kind, number.value) in self._told else 0


def examples() -> Iterator[tuple[Example, AnnotatedReport]]:
    """Every annotated report of the sets that are there."""
    for name, gold in annotated():
        reading = look(gold.report)
        yield Example(name, reading, annotated_counts(reading, gold)), gold


def own_words(every: Sequence[Example]) -> frozenset[str]:
    """The words of the reports written for this project; of other texts no word is learnt."""
    return frozenset(word for example in every if example.set in OWN for word in example.reading.words)


def _may_be_learnt(feature: str, words: frozenset[str]) -> bool:
    _, is_word, word = feature.partition(":w")
    return not is_word or word.partition("=")[2] in words


def weights_of(chosen: Sequence[Example]) -> dict[str, float]:
    """Weights by feature, learnt from the rows that say something."""
    words = own_words(chosen)
    numbers = (options for example in chosen for options in example.numbers)
    return fit_choices(numbers, STRENGTH, lambda feature: _may_be_learnt(feature, words))


def held_out(
    parts: Iterable[tuple[list[Annotated], list[Annotated]]], always: Sequence[Example]
) -> dict[str, list[Comparison]]:
    """Claims found by weights that never saw the report's fold, by set; `always` is learnt from in each."""
    compared: dict[str, list[Comparison]] = {name: [] for name in SETS}
    for learnt, held in parts:
        weights = weights_of([*always, *(example for example, _ in learnt)])
        for example, gold in held:
            counted = counted_by(example.reading, weights)
            claims = claims_of(example.reading, first_mentions(example.reading, counted))
            compared[example.set].append(compare(gold, claims))
    return {name: found for name, found in compared.items() if found}


def show(title: str, compared: Mapping[str, Sequence[Comparison]]) -> None:
    """The main figures, a line a set."""
    print(title)
    for name, found in compared.items():
        row = figures(found)
        print(f"  {name:12}", *(f"{key} {row[key]:.3f}" for key in SHOWN if row[key] is not None))


SHOWN = ("precision", "recall", "f1", "f1_many", "at", "hedge")


def main() -> None:
    every, own = list(examples()), [Example("written", *each) for each in written()]
    if "write" in sys.argv:
        weights = weights_of([*own, *(example for example, _ in every)])
        table = json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False)
        (RESOURCES / "en" / "kinds.json").write_text(table + "\n", encoding="utf-8")
        return
    by_outlet = folds_by_outlet(every, lambda pair: pair[1].report.outlet, FOLDS)
    show("by outlet", held_out(by_outlet, own))
    if "random" in sys.argv:
        show(
            "at random",
            held_out(folds_at_random(every, lambda pair: pair[1].report.id, FOLDS), own),
        )


if __name__ == "__main__":
    main()
