"""Trains the weights that decide kinds; deterministic: the same gold gives the same file.

    python train/kinds.py folds OUT_DIR      cross-validated by outlet: writes OUT_DIR/SET.jsonl to score
    python train/kinds.py write              trains on all sets and writes resources/en/kinds.json

The annotated reports are found by SAYSO_GOLD. Only weights of lexicon classes, rule ids, positions and function
words are written, no word of a report.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))

from given import annotated_counts, annotated_report, public_row

from sayso.extract.counted import Counted
from sayso.extract.kinds import candidates, decide
from sayso.extract.options import Weighed
from sayso.extract.repeats import first_mentions
from sayso.lexicon import Reading
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import claims_of, look

SETS = ("train", "dev1", "retold", "stories-dev", "seed")
FOLDS = 8
STRENGTH = 0.3
RARE = 2


class Example:
    """One annotated report with its candidates and their labels (1, 0, or None: a repeat, not to learn from)."""

    def __init__(self, name: str, document: dict) -> None:
        self.set, self.document = name, document
        self.reading = look(annotated_report(document))
        self.weighed = candidates(self.reading)
        gold = annotated_counts(self.reading, document)
        told = {(item.kind, item.quantity.value) for item in gold}
        self.labels = [[_label(self.reading, weighed, option.kind, gold, told) for option in weighed.options] for weighed in self.weighed]

    @property
    def outlet(self) -> str:
        """The outlet, normalised, so that all reports of one stand in one fold."""
        return re.sub(r"\W+", "", (self.document.get("outlet") or self.document["id"]).casefold())


def _label(reading: Reading, weighed: Weighed, kind: str, gold: Sequence[Counted], told: set) -> int | None:
    number = weighed.number
    start, end = reading.starts[number.first], reading.ends[number.last - 1]
    for item in gold:
        if item.kind == kind and item.quantity.value == number.value and item.quantity.start < end and start < item.quantity.end:
            return 1
    return None if number.value > 1 and (kind, number.value) in told else 0


def examples() -> Iterator[Example]:
    """Every annotated report of the sets that are there."""
    for name in SETS:
        for path in sorted((Path(os.environ["SAYSO_GOLD"]) / name).glob("*.json")):
            yield Example(name, json.loads(path.read_text(encoding="utf-8")))


def fit(chosen: Sequence[Example]) -> dict[str, float]:
    """Weights by feature of a regularised logistic regression."""
    rows, labels = [], []
    for example in chosen:
        for weighed, marks in zip(example.weighed, example.labels, strict=True):
            for option, mark in zip(weighed.options, marks, strict=True):
                if mark is not None:
                    rows.append(option.features)
                    labels.append(mark)
    frequency: dict[str, int] = {}
    for row in rows:
        for feature in row:
            frequency[feature] = frequency.get(feature, 0) + 1
    names = sorted(feature for feature, n in frequency.items() if n > RARE)
    index = {feature: number for number, feature in enumerate(names)}
    coordinates = [(r, index[f]) for r, row in enumerate(rows) for f in row if f in index]
    matrix = csr_matrix((np.ones(len(coordinates)), zip(*coordinates, strict=True)), shape=(len(rows), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=2000, solver="lbfgs", tol=1e-5)
    model.fit(matrix, np.array(labels))
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 3)} | {name: w for name, w in weights.items() if w}


def folds(out: Path) -> None:
    """Predictions for every report by weights that never saw its outlet."""
    every = list(examples())
    out.mkdir(parents=True, exist_ok=True)
    files = {name: (out / f"{name}.jsonl").open("w", encoding="utf-8") for name in SETS}
    for fold in range(FOLDS):
        held = [e for e in every if crc32(e.outlet.encode()) % FOLDS == fold]
        if not held:
            continue
        weights = fit([e for e in every if crc32(e.outlet.encode()) % FOLDS != fold])
        for example in held:
            counted = [c for w in example.weighed for c in decide(example.reading, w, weights)]
            for claim in claims_of(example.reading, first_mentions(example.reading, counted)):
                files[example.set].write(json.dumps(public_row(claim), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["folds"]:
        folds(Path(sys.argv[2]))
    else:
        target = RESOURCES / "en" / "kinds.json"
        target.write_text(json.dumps(fit(list(examples())), indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
