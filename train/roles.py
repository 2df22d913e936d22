"""Trains the weights that choose class, doer and means; deterministic: the same gold gives the same file.

    python train/roles.py folds [ROLE ...]   figures by set, cross-validated by outlet
    python train/roles.py write [ROLE ...]   trains on all sets and writes resources/en/roles.json

The annotated reports are found by SAYSO_GOLD. Only weights of lexicon classes, rule ids, signs, positions and
function words are written, no word of a report. The options of one claim compete: the model is a conditional
logit, fitted by L-BFGS with a quadratic penalty. What a claim's means are hangs on those of the claim before:
they are learnt from what weights of other reports chose for it, since that is all there is when reading.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from annotated import FOLDS, annotated
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sayso.evaluate import AnnotatedReport, Annotation, alike, folds_by_outlet
from sayso.evaluate.given import annotated_counts
from sayso.extract import Counted
from sayso.extract.doers.camps import Camps
from sayso.extract.doers.doers import Before, candidates, doer_options, doers_by
from sayso.extract.doers.scenes import scene_of
from sayso.extract.harmed.harmed_class import (
    PEOPLE_CLASSES,
    Past,
    class_options,
    classes,
    told_class,
    tone_of,
)
from sayso.extract.harmed.whom import phrases, whom
from sayso.extract.means import Before as BeforeMeans
from sayso.extract.means import choices_for, means_by, means_options, ways_of
from sayso.extract.role_weights import Choice, heaviest
from sayso.lexicon import Reading
from sayso.lexicon.load import RESOURCES
from sayso.lexicon.weights import Weights
from sayso.pipeline import look
from sayso.records import THING_KINDS, Harmed

ROLES = ("class", "by", "means")
AS_CHOSEN = frozenset({"means"})  # doers learnt so are left out more often, and no more of them are right
PENALTY = 3.0
# A doer wrongly left out costs an analyst more than one to strike: this is taken off the weight of none.
NAMING = {"by": 0.6}
RARE = 2


@dataclass(frozen=True)
class Question:
    """One claim's options for a role; `right` are the indices of those that the annotation bears out."""

    options: Sequence[Choice]
    right: frozenset[int]


@dataclass(frozen=True)
class Example:
    """One annotated report, read; `notes` are the annotations in the order of `counted`."""

    set: str
    gold: AnnotatedReport
    reading: Reading
    counted: Sequence[Counted]
    harmed: Sequence[Harmed | None]
    notes: Sequence[Annotation]

    @property
    def wholes(self) -> list[int | None]:
        """For each claim the place of the one it is annotated to be a part of."""
        place = {note.id: number for number, note in enumerate(self.notes)}
        return [place.get(note.part_of or "") for note in self.notes]

    def questions(self, role: str) -> Iterator[Question]:
        """What a role is asked here, with the answers; what is annotated being what was chosen before."""
        yield from QUESTIONS[role](self)

    def right(self, role: str, weights: Weights) -> Iterator[tuple[bool, bool]]:
        """Of each claim: is the role chosen right by these weights, and is there something to be named?"""
        for note, value in zip(self.notes, ANSWERS[role](self, weights), strict=True):
            wanted = {"by": note.by, "means": note.means, "class": note.harmed_class}[role]
            yield alike(value, wanted) if role == "by" else value == wanted, wanted is not None


def examples() -> Iterator[Example]:
    """Every annotated report of the sets that are there."""
    for name, gold in annotated():
        reading = look(gold.report)
        counted = annotated_counts(reading, gold)
        notes = sorted(gold.claims, key=lambda note: (note.quantity.start, note.kind))
        harmed = [choice.value for choice in whom(reading, counted)]
        yield Example(name, gold, reading, counted, harmed, notes)


def doer_questions(example: Example) -> Iterator[Question]:
    """The parties of each claim; the choice for the claim before is the annotated one."""
    reading = example.reading
    scene, last = scene_of(reading, example.harmed, Camps(reading)), None
    for item, who, note in zip(example.counted, example.harmed, example.notes, strict=True):
        found = list(candidates(reading, item, who, scene))
        options = doer_options(reading, item, who, scene, found, last)
        texts = [None, *(reading.quote(party.first, party.last).text for party in found)]
        right = frozenset(i for i, text in enumerate(texts) if alike(text, note.by))
        named = [party for i, party in enumerate(found, 1) if i in right] if note.by else []
        last = Before(item, who, named[0] if named else None)
        yield Question(options, right)


def doers_told(example: Example, weights: Weights) -> list[str | None]:
    """The doers as Sayso chooses them, its own choice for the claim before at hand."""
    chosen = doers_by(example.reading, example.counted, example.harmed, Camps(example.reading), weights)
    return [choice.value.text if choice.value else None for choice in chosen]


def means_questions(example: Example, weights: Weights | None = None) -> Iterator[Question]:
    """The means of each claim, that of the claim before at hand: as annotated, or as these weights choose."""
    ways, last = ways_of(example.reading), None
    for item, who, note in zip(example.counted, example.harmed, example.notes, strict=True):
        choices = choices_for(item, ways, last)
        options = means_options(example.reading, item, who, ways, last, choices)
        value = note.means if weights is None else choices[heaviest(options, weights, {})]
        last = BeforeMeans(item, value)
        yield Question(options, frozenset(i for i, choice in enumerate(choices) if choice == note.means))


def means_told(example: Example, weights: Weights) -> list[str | None]:
    """The means as Sayso chooses them, the parts being the annotated ones."""
    reading, counted, harmed, wholes = example.reading, example.counted, example.harmed, example.wholes
    return [choice.value for choice in means_by(reading, counted, harmed, wholes, weights)]


def class_questions(example: Example) -> Iterator[Question]:
    """The class of each claim whose noun leaves it open, the annotated ones of the claims before at hand."""
    found = phrases(example.reading, example.counted)
    tone, past = tone_of(example.reading, example.counted, found), Past()
    for item, (phrase, rule), note in zip(example.counted, found, example.notes, strict=True):
        if note.harmed_class in PEOPLE_CLASSES and item.kind not in THING_KINDS:
            if told_class(example.reading, phrase) is None:
                options = class_options(example.reading, item, phrase, rule, tone, past)
                yield Question(options, frozenset({PEOPLE_CLASSES.index(note.harmed_class)}))
            past = past.then(item, phrase, note.harmed_class)


def classes_told(example: Example, weights: Weights) -> list[str | None]:
    """The classes as Sayso chooses them."""
    found = phrases(example.reading, example.counted)
    return [told for told, _ in classes(example.reading, example.counted, found, weights)]


QUESTIONS = {"class": class_questions, "by": doer_questions, "means": means_questions}
ANSWERS = {"class": classes_told, "by": doers_told, "means": means_told}


def learn(role: str, chosen: Sequence[Example]) -> dict[str, float]:
    """The weights of a role; where it is learnt as chosen, each half is chosen by weights of the other."""
    if role not in AS_CHOSEN:
        return fit(role, [question for example in chosen for question in example.questions(role)])
    halves = (chosen[0::2], chosen[1::2])
    asked: list[Question] = []
    for half, other in zip(halves, reversed(halves), strict=True):
        weights = fit(role, [question for example in other for question in means_questions(example)])
        asked += [question for example in half for question in means_questions(example, weights)]
    return fit(role, asked)


def fit(role: str, asked: Sequence[Question]) -> dict[str, float]:
    """Weights by feature, of the questions that have a right option."""
    asked = [question for question in asked if question.right]
    frequency: dict[str, int] = defaultdict(int)
    for question in asked:
        for feature in {feature for option in question.options for feature in (*option.fixed, *option.loose)}:
            frequency[feature] += 1
    names = sorted(feature for feature, n in frequency.items() if n > RARE)
    index = {feature: number for number, feature in enumerate(names)}
    rows, cells, groups, right = 0, [], [], []
    for number, question in enumerate(asked):
        for place, option in enumerate(question.options):
            cells += [
                (rows, index[feature])
                for feature in dict.fromkeys((*option.fixed, *option.loose))
                if feature in index
            ]
            groups.append(number)
            right.append(place in question.right)
            rows += 1
    matrix = csr_matrix((np.ones(len(cells)), np.array(cells).T), shape=(rows, len(names)))
    group, hit = np.array(groups), np.array(right)
    starts = np.searchsorted(group, np.arange(len(asked)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = matrix @ weights
        total -= np.maximum.reduceat(total, starts)[group]
        mass = np.exp(total)
        every = np.add.reduceat(mass, starts)
        good = np.add.reduceat(mass * hit, starts)
        gradient = matrix.T @ (mass / every[group] - mass * hit / good[group])
        value = np.log(every).sum() - np.log(good).sum()
        return value + PENALTY / 2 * weights @ weights, gradient + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights = dict(zip(names, found.x, strict=True))
    weights["none"] = weights.get("none", 0.0) - NAMING.get(role, 0.0)
    return {name: round(float(w), 3) for name, w in weights.items() if abs(w) >= 0.0005}


def validate(every: Sequence[Example], role: str) -> None:
    """Prints by set how often weights that never saw the outlet choose right."""
    marks: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for learnt, held in folds_by_outlet(every, lambda example: example.gold.report.outlet, FOLDS):
        weights = learn(role, learnt)
        for example in held:
            marks[example.set].extend(example.right(role, weights))
    for name, pairs in marks.items():
        named = [right for right, wanted in pairs if wanted]
        share = sum(right for right, _ in pairs) / len(pairs)
        print(
            f"{role:6} {name:12} {share:.3f} of {len(pairs)},"
            f" {sum(named) / len(named):.3f} of {len(named)} named"
        )


if __name__ == "__main__":
    every = list(examples())
    roles = [role for role in ROLES if role in sys.argv] or ROLES
    if "write" in sys.argv:
        target = RESOURCES / "en" / "roles.json"
        table = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
        table |= {role: learn(role, every) for role in roles}
        target.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    else:
        for role in roles:
            validate(every, role)
