"""Trains the weights and trees that say which quantity is a part of which; the same gold gives the same file.

    python train/parts.py folds     figures by set on annotated quantities, cross-validated by outlet
    python train/parts.py write     trains on all sets and writes resources/en/parts.json

The annotated reports are found by SAYSO_GOLD. No word of a report is written but prepositions.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotated import FOLDS, annotated
from logistic import fit
from trees import Growth, grown, kept

from sayso.evaluate import AnnotatedReport, folds_by_outlet
from sayso.evaluate.given import annotated_counts
from sayso.extract.counted import Counted
from sayso.extract.harmed.whom import whom
from sayso.extract.parts.parts import Model, Pair, decided, pairs
from sayso.lexicon import Reading
from sayso.lexicon.forest import planted
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import look
from sayso.records import Harmed

STRENGTH = 0.5
GROWTH = Growth(trees=80, depth=10, leaf=2, asked=0.15, seldom=12)
Given = tuple[Reading, Sequence[Counted], Sequence[Harmed | None]]


@dataclass(frozen=True)
class Example:
    """One annotated report: its pairs, and for each quantity the whole it is annotated to be a part of."""

    set: str
    gold: AnnotatedReport
    given: Given
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
        given = (reading, counted, harmed)
        yield Example(name, gold, given, pairs_after(given, wholes), wholes)


def pairs_after(given: Given, wholes: Sequence[int | None]) -> list[Pair]:
    """All pairs of a report, what is annotated being what was chosen before."""
    told = iter(wholes)
    return [pair for near in pairs(*given, lambda _: next(told)) for pair in near]


def rows(chosen: Sequence[Example]) -> list[tuple[Pair, int]]:
    """Every pair with its label."""
    return [
        (pair, int(example.wholes[pair.part] == pair.whole)) for example in chosen for pair in example.pairs
    ]


def learn(chosen: Sequence[Example]) -> dict[str, Any]:
    """Weights and trees, as parts.json keeps them."""
    every = rows(chosen)
    weights = fit(((pair.features, label) for pair, label in every), STRENGTH)
    found = [{*pair.features, *pair.steps()} for pair, _ in every]
    return {"weights": weights, "forest": grown(found, [label for _, label in every], GROWTH)}


def model_of(table: dict[str, Any]) -> Model:
    """What weighs pairs, from a table as it is kept."""
    return Model(table["weights"], planted(table["forest"]))


def wholes_by(model: Model, example: Example) -> list[int | None]:
    """What each quantity is a part of by this model."""
    chosen: list[int | None] = []
    reading, counted, _ = example.given

    def choose(offered: Sequence[Pair]) -> int | None:
        chosen.append(decided(reading, counted, chosen, offered, model).value)
        return chosen[-1]

    pairs(*example.given, choose)
    return chosen


def validated(every: Sequence[Example]) -> None:
    """Prints F1 by set, of a model that never saw the outlet."""
    hit, found, annotated = defaultdict(int), defaultdict(int), defaultdict(int)
    for learnt, held in folds_by_outlet(every, lambda example: example.gold.report.outlet, FOLDS):
        model = model_of(learn(learnt))
        for example in held:
            chosen = wholes_by(model, example)
            found[example.set] += sum(whole is not None for whole in chosen)
            annotated[example.set] += sum(whole is not None for whole in example.wholes)
            hit[example.set] += sum(
                one is not None and one == other for one, other in zip(chosen, example.wholes, strict=True)
            )
    for name in annotated:
        print(f"  {name:12} part_of_f1 {2 * hit[name] / (found[name] + annotated[name]):.3f}")


if __name__ == "__main__":
    every = list(examples())
    if "write" in sys.argv:
        target = RESOURCES / "en" / "parts.json"
        target.write_text(kept(learn(every)) + "\n", encoding="utf-8")
    else:
        validated(every)
