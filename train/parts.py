"""Trains the weights that say which quantity is a part of which; deterministic: the same gold, the same file.

    python train/parts.py folds     figures by set on annotated quantities, cross-validated by outlet
    python train/parts.py write     trains on all sets and writes resources/en/parts.json

The annotated reports are found by SAYSO_GOLD. No word of a report is written but prepositions.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotated import FOLDS, annotated
from logistic import fit

from sayso.evaluate import AnnotatedReport, folds_by_outlet
from sayso.evaluate.given import annotated_counts
from sayso.extract.parts import THRESHOLD, Pair, pairs, probability
from sayso.extract.whom import whom
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import look

STRENGTH = 0.5


@dataclass(frozen=True)
class Example:
    """One annotated report: its pairs, and for each quantity the whole it is annotated to be a part of."""

    set: str
    gold: AnnotatedReport
    pairs: Sequence[Pair]
    wholes: Sequence[int | None]


def examples() -> Iterator[Example]:
    """Every annotated report of the sets that are there."""
    for name, gold in annotated():
        reading = look(gold.report)
        counted = annotated_counts(reading, gold)
        ordered = sorted(gold.claims, key=lambda claim: (claim.quantity.start, claim.kind))
        place = {claim.id: number for number, claim in enumerate(ordered)}
        wholes = [place.get(claim.part_of or "") for claim in ordered]
        harmed = [choice.value for choice in whom(reading, counted)]
        yield Example(name, gold, list(pairs(reading, counted, harmed)), wholes)


def rows(chosen: Sequence[Example]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Features and label of every pair."""
    for example in chosen:
        for pair in example.pairs:
            yield pair.features, int(example.wholes[pair.part] == pair.whole)


def validated(every: Sequence[Example]) -> None:
    """Prints F1 by set, of weights that never saw the outlet."""
    hit, found, annotated = defaultdict(int), defaultdict(int), defaultdict(int)
    for learnt, held in folds_by_outlet(every, lambda example: example.gold.report.outlet, FOLDS):
        weights = fit(rows(learnt), STRENGTH)
        for example in held:
            best: dict[int, tuple[float, int]] = {}
            for pair in example.pairs:
                likely = probability(pair, weights)
                if likely >= THRESHOLD and likely > best.get(pair.part, (0.0, 0))[0]:
                    best[pair.part] = (likely, pair.whole)
            found[example.set] += len(best)
            annotated[example.set] += sum(whole is not None for whole in example.wholes)
            hit[example.set] += sum(example.wholes[part] == whole for part, (_, whole) in best.items())
    for name in annotated:
        print(f"  {name:12} part_of_f1 {2 * hit[name] / (found[name] + annotated[name]):.3f}")


if __name__ == "__main__":
    every = list(examples())
    if "write" in sys.argv:
        target = RESOURCES / "en" / "parts.json"
        table = json.dumps(fit(rows(every), STRENGTH), indent=0, sort_keys=True, ensure_ascii=False)
        target.write_text(table + "\n", encoding="utf-8")
    else:
        validated(every)
