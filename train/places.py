"""Trains the weights that choose where a claim's harm happened; deterministic: the same gold gives the
same file.

    python train/places.py folds   figures by set, cross-validated by outlet
    python train/places.py write   trains on all sets and writes resources/en/where.json

The annotated reports are found by SAYSO_GOLD. Features are of structure (distance, sentence, preposition,
level,
what holds what), none is a name or a word of a report. The options of one claim compete: the model is a
conditional logit, fitted by L-BFGS with a quadratic penalty.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from annotated import SETS, annotated
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sayso.evaluate import AnnotatedReport, Annotation, alike, folds_by_outlet
from sayso.evaluate.given import annotated_counts
from sayso.extract import combine
from sayso.knowledge.gazetteer.words import load_place_words
from sayso.lexicon import Reading
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import look
from sayso.records import Claim
from sayso.resolve.places.find import sightings
from sayso.resolve.places.scenes import Scene, scenes_of
from sayso.resolve.places.spots import Spot, key_of, spots_of
from sayso.resolve.places.together import Company, Option, Weights, alone, choose_together, likelihoods
from sayso.resolve.places.where import side_by_side

PENALTY = 12.0
FEWEST = 4


@dataclass(frozen=True)
class Told:
    """An annotated report with its claims, their scenes and their options, before any choice."""

    report: AnnotatedReport
    reading: Reading
    claims: tuple[Claim, ...]
    gold: tuple[Annotation, ...]
    every: tuple[Spot, ...]
    scenes: tuple[Scene, ...]
    options: tuple[list[Option], ...]


@dataclass(frozen=True)
class Case:
    """The features of the options of one claim, and which of them are right."""

    features: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def told(report: AnnotatedReport) -> Told:
    """A report with the annotated claims, ready for choosing."""
    reading = look(report.report)
    claims = combine(reading, annotated_counts(reading, report))
    found, words = sightings(reading), load_place_words()
    every = tuple(spots_of(reading, found, words))
    gold_of = {(gold.kind, gold.quantity.start, gold.quantity.end): gold for gold in report.claims}
    gold = tuple(gold_of[claim.kind, claim.quantity.start, claim.quantity.end] for claim in claims)
    scenes = tuple(scenes_of(reading, claims, found, words))
    options = tuple(alone(reading, scene, every) for scene in scenes)
    return Told(report, reading, claims, gold, every, scenes, options)


def cases_of(each: Told, first: Mapping[str, float] | None = None) -> Iterator[Case]:
    """The cases of a report: each claim alone, or in the company that the first weights give it."""
    company = None
    if first is not None:
        guessed = [
            likelihoods(options, [_score(option, first) for option in options]) for options in each.options
        ]
        company = Company(each.claims, each.scenes, each.options, guessed)
    for index, options in enumerate(each.options):
        more = company.features(index) if company else {}
        features = tuple(
            {**dict.fromkeys(features_of(option), 1.0), **more.get(key_of(option[0]), {})}
            for option in options
        )
        yield Case(features, tuple(_is_right(spot, each.gold[index]) for spot, _ in options))


def _score(option: Option, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) for name in features_of(option))


def features_of(option: Option) -> tuple[str, ...]:
    """All features of an option, those of its spot first."""
    spot, names = option
    return (*spot.fixed, *names) if spot else names


def _is_right(spot: Spot | None, gold: Annotation) -> bool:
    if spot is None:
        return not gold.where
    return any(alike(spot.sighting.place.text, name) for name in gold.where)


def learn(reports: Sequence[Told]) -> Weights:
    """Weights for each claim alone, then for claims together on what halves that have not seen them say
    alone.
    """
    cases = []
    for kept, held in folds_by_outlet(list(reports), lambda each: each.report.report.outlet, 3):
        first = fit([case for each in kept for case in cases_of(each)])
        cases += [case for each in held for case in cases_of(each, first)]
    return Weights.joined(fit([case for each in reports for case in cases_of(each)]), fit(cases))


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Weights under which the right options of the cases are likeliest."""
    learned = [case for case in cases if any(case.right)]
    counts = Counter(feature for case in learned for found in case.features for feature in found)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: number for number, name in enumerate(names)}
    rows, columns, values, case_of, right = [], [], [], [], []
    row = 0
    for number, case in enumerate(learned):
        for found, good in zip(case.features, case.right, strict=True):
            for feature, value in found.items():
                if value and feature in index:
                    rows.append(row)
                    columns.append(index[feature])
                    values.append(value)
            case_of.append(number)
            right.append(good)
            row += 1
    table = csr_matrix((values, (rows, columns)), shape=(row, len(names)))
    group, good = np.array(case_of), np.array(right)

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = table @ weights
        top = np.full(len(learned), -np.inf)
        np.maximum.at(top, group, scores)
        parts = np.exp(scores - top[group])
        whole = np.bincount(group, parts)
        fine = np.bincount(group, parts * good)
        gradient = table.T @ (parts / whole[group] - parts * good / fine[group]) + PENALTY * weights
        return float(np.sum(np.log(whole) - np.log(fine)) + PENALTY / 2 * weights @ weights), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, found.x, strict=True)
        if abs(weight) >= 0.01
    }


def figures(each: Told, weights: Weights, misses: list[str]) -> Counter[str]:
    """Counts for `where` and `where_f1` as the annotation's scorer counts them."""
    tally: Counter[str] = Counter()
    words = load_place_words()
    choices = choose_together(each.reading, each.claims, each.scenes, each.every, weights, words)
    for gold, options, ranked in zip(each.gold, each.options, choices, strict=True):
        listed = side_by_side(each.reading, ranked.spot, each.every) if ranked.spot else []
        said, names = {spot.sighting.place.text for spot in listed}, set(gold.where)
        near = [(x, y) for x in names for y in said if alike(x, y)]
        common = min(len({x for x, _ in near}), len({y for _, y in near}))
        fine = 2 * common / (len(names) + len(said)) >= 0.5 if names or said else True
        reachable = not names or any(_is_right(spot, gold) for spot, _ in options)
        tally.update(claims=1, fine=fine, common=common, gold=len(names), said=len(said), reachable=reachable)
        if not fine:
            start, text = gold.quantity.start, each.reading.report.text
            where = f"{sorted(names)}, said {sorted(said)}{'' if reachable else ' (out of reach)'}"
            misses.append(
                f"{each.report.report.id} {gold.kind} {gold.quantity.text!r}: {where}: "
                f"{text[max(0, start - 150) : start + 120]!r}"
            )
    return tally


def shown(name: str, tally: Counter[str]) -> str:
    return (
        f"{name:12} claims {tally['claims']:5}  where {tally['fine'] / tally['claims']:.3f}  "
        f"where_f1 {2 * tally['common'] / (tally['gold'] + tally['said']):.3f}  "
        f"reachable {tally['reachable'] / tally['claims']:.3f}"
    )


def main(verb: str, out: str | None = None) -> None:
    every = [(name, told(report)) for name, report in annotated()]
    if verb == "write":
        weights = learn([each for _, each in every])
        note = "Weights of structural features, trained by train/places.py; no name or word of a report."
        text = json.dumps({"note": note, "weights": weights.pairs}, separators=(",", ":")).replace(
            "],", "],\n"
        )
        (RESOURCES / "en" / "where.json").write_text(text + "\n", encoding="utf-8")
        print(f"{len(weights.pairs)} weights")
        return
    tallies = {name: Counter[str]() for name in SETS}
    misses: list[str] = []
    for kept, held in folds_by_outlet(every, lambda pair: pair[1].report.report.outlet):
        weights = learn([each for _, each in kept])
        for name, each in held:
            tallies[name].update(figures(each, weights, misses))
    for name, tally in {**tallies, "all": sum(tallies.values(), Counter())}.items():
        print(shown(name, tally))
    if out:
        Path(out).write_text("\n".join(misses), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
