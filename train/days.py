"""Trains the weights that choose the days of a claim; deterministic: the same gold gives the same file.

    python train/days.py folds     share of claims whose days are near, cross-validated by outlet, by set
    python train/days.py write     trains on all sets and writes resources/en/days.json

The annotated reports are found by SAYSO_GOLD. Features name positions, forms and classes of function words.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from annotated import FOLDS, annotated

from sayso.evaluate import AnnotatedReport, folds_by_outlet
from sayso.evaluate.given import annotated_counts
from sayso.extract import combine
from sayso.knowledge.calendar import expressions
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import look
from sayso.records import Quantity
from sayso.resolve.days.dated import dates_of
from sayso.resolve.days.decide import Decided, days_of, decide, near, shared_features, ties
from sayso.resolve.days.features import Features
from sayso.resolve.days.options import Group, groups_of
from sayso.resolve.days.setting import Days

SETS = ("train", "dev1", "retold", "stories-dev", "seed")
STRENGTH = 40.0
RARE = 8
STEPS = 300


Row = tuple[list[Features], np.ndarray]


@dataclass
class Example:
    """An annotated report: its groups of claims with the annotated days of each."""

    set: str
    gold: AnnotatedReport
    groups: list[Group]
    days: dict[str, Days]


def examples(sets: Sequence[str] = SETS) -> Iterator[Example]:
    """Every annotated report of the sets that are there."""
    for name, gold in annotated(sets):
        reading = look(gold.report)
        claims = combine(reading, annotated_counts(reading, gold))
        told = {_key(claim.kind, claim.quantity): claim.when for claim in gold.claims}
        days = {claim.id: told[_key(claim.kind, claim.quantity)] for claim in claims}
        yield Example(name, gold, groups_of(reading, claims, dates_of(reading, expressions(reading))), days)


def _key(kind: str, said: Quantity) -> tuple[str, int, float]:
    return kind, said.start, said.value


def rows(example: Example, weights: Mapping[str, float] | None = None) -> Iterator[Row]:
    """Each group's options in features and which of them are right.

    What was decided before is what is right, or, given weights, what these decide.
    """
    decided: list[Decided] = []
    for group in example.groups:
        right = example.days[group.claims[0].id]
        marks = np.array([near(option.days, right) for option in group.options[0]])
        if marks.any():
            shared = zip(shared_features(group), ties(group, decided), strict=True)
            yield [{**own, **tie} for own, tie in shared], marks
        if weights is None:
            found = (option.days for option, mark in zip(group.options[0], marks, strict=True) if mark)
            decided.append((group, next(found, right)))
        else:
            decided.append((group, days_of(group, decided, weights)))


def weights_of(chosen: Sequence[Example]) -> dict[str, float]:
    """Weights by feature, learnt from what is right before a group, and from what weights of others decide.

    The second keeps a wrong start from being followed blindly: each half of the reports is read by the
    weights of the other.
    """
    right = [row for example in chosen for row in rows(example)]
    halves = (chosen[0::2], chosen[1::2])
    others = [_weights([row for example in half for row in rows(example)]) for half in reversed(halves)]
    decided = [
        row
        for half, weights in zip(halves, others, strict=True)
        for example in half
        for row in rows(example, weights)
    ]
    return _weights([*right, *decided])


def _weights(every: Sequence[Row]) -> dict[str, float]:
    """A conditional logit over the options of each group."""
    counts = Counter(name for features, _ in every for row in features for name in row)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    column = {name: index for index, name in enumerate(names)}
    sizes = [len(marks) for _, marks in every]
    matrix = np.zeros((sum(sizes), len(names)))
    for index, row in enumerate(row for features, _ in every for row in features):
        for name, value in row.items():
            if name in column:
                matrix[index, column[name]] = value
    weights = _fit(matrix, np.concatenate([marks for _, marks in every]).astype(float), sizes)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _fit(matrix: np.ndarray, marks: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """Adam on the likelihood that one of the right options is chosen, with a ridge of STRENGTH."""
    starts = np.cumsum([0, *sizes])[:-1]
    group = np.repeat(np.arange(len(sizes)), sizes)
    weights = np.zeros(matrix.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        chance = raised / np.add.reduceat(raised, starts)[group]
        right = chance * marks
        right /= np.maximum(np.add.reduceat(right, starts), 1e-12)[group]
        slope = matrix.T @ (chance - right) + STRENGTH * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights -= 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def near_share(held: Sequence[Example], weights: Mapping[str, float]) -> Counter[tuple[str, bool]]:
    """How many claims of each set got near days."""
    found: Counter[tuple[str, bool]] = Counter()
    for example in held:
        for claim, option, _ in decide(example.groups, weights):
            found[example.set, near(option.days, example.days[claim.id])] += 1
    return found


def main() -> None:
    every = list(examples())
    if "write" in sys.argv:
        table = json.dumps(weights_of(every), indent=0, sort_keys=True)
        (RESOURCES / "en" / "days.json").write_text(table + "\n", encoding="utf-8")
        return
    found: Counter[tuple[str, bool]] = Counter()
    for learnt, held in folds_by_outlet(every, lambda example: example.gold.report.outlet, FOLDS):
        found += near_share(held, weights_of(learnt))
    for name in SETS:
        print(name, round(found[name, True] / max(1, found[name, True] + found[name, False]), 3))


if __name__ == "__main__":
    main()
