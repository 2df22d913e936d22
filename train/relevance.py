"""Learns what each word weighs for relevance; deterministic: the same sets and lexicon give the same file.

    python train/relevance.py folds    claims lost by outlets not learned from, and the local news dropped
    python train/relevance.py write    learns from all and writes resources/en/relevance.json

Relevant are the annotated reports with claims (SAYSO_GOLD) and stretches of theirs; not relevant is the
local news of places/lgl.jsonl (SAYSO_CORPORA) in which Sayso finds at most one claim. Words that weigh by
themselves are those of the retold reports, which were written for this project; no word of a publisher's
text is written.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from annotated import SETS, annotated
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sayso.evaluate import AnnotatedReport, folds_by_outlet, outlet_key
from sayso.extract import count
from sayso.lexicon import load
from sayso.lexicon.load import RESOURCES
from sayso.pipeline import look
from sayso.records import Report
from sayso.relevance import FEWEST, SHORT, signs

OWN_SETS = ("retold", "stories-dev")  # written for this project: their words may ship
IN_REPORTS = 4  # own reports a word must stand in to weigh by itself
LETTERS = 4  # and how long it must be
STRETCH = 150, 250  # characters before and after a number that make a short text of their own
STRETCHES = 3  # of a report
STRETCH_WEIGHT = 2.0
PENALTY = 1.0
CLAIMS_OF_NO_MATTER = 1  # local news with more claims is neither relevant nor not
FOLDS = 5
DROPPED = 0.75  # of the local news, by the threshold alone; short texts are kept whatever they say
NO_WORDS = ("abbreviations", "auxiliaries", "clause_openers", "determiners", "fillers", "months", "negations",
            "possessives", "prepositions", "pronouns", "speech_fillers", "time_words", "unreal")  # fmt: skip

Row = Mapping[int, float]


@dataclass(frozen=True)
class Text:
    """A report as rows of features: whole, and in stretches."""

    name: str
    outlet: str | None
    short: bool
    claims: int
    rows: tuple[Row, ...]


class Features:
    """Numbers the signs a word can bear, and turns texts into rows of them."""

    def __init__(self, own: Sequence[AnnotatedReport]) -> None:
        lexicon = load()
        pairs = set(signs(lexicon))
        closed = set(lexicon.numerals).union(*(lexicon.words[name] for name in NO_WORDS))
        stands_in = Counter(word for each in own for word in set(_words(each.report.text, keep_case=True)))
        pairs |= {
            (word, f"word:{word}")
            for word, number in stands_in.items()
            if number >= IN_REPORTS and len(word) >= LETTERS and word.islower() and word not in closed
        }
        self.names = sorted({sign for _, sign in pairs})
        index = {sign: number for number, sign in enumerate(self.names)}
        self.of_word: dict[str, list[int]] = {}
        for word, sign in sorted(pairs):
            self.of_word.setdefault(word, []).append(index[sign])

    def row(self, text: str) -> Row:
        """How many words bear each sign, diluted by how many words there are."""
        words = set(_words(text))
        found = Counter(sign for word in words for sign in self.of_word.get(word, ()))
        dilution = math.sqrt(max(len(words), FEWEST))
        return {sign: number / dilution for sign, number in found.items()}


def _words(text: str, *, keep_case: bool = False) -> list[str]:
    return re.findall(r"[^\W\d_]+", text if keep_case else text.lower())


def relevant_texts(features: Features, reports: Sequence[AnnotatedReport]) -> Iterator[Text]:
    """The annotated reports that have claims."""
    for each in reports:
        text, before, after = each.report.text, *STRETCH
        places = [claim.quantity.start for claim in each.claims[:STRETCHES]]
        stretches = [text[max(0, place - before) : place + after] for place in places]
        if each.claims:
            rows = tuple(features.row(part) for part in (text, *stretches))
            yield Text(each.report.id, each.report.outlet, len(text) < SHORT, len(each.claims), rows)


def local_news(features: Features, path: Path) -> Iterator[Text]:
    """The local news, with the claims that Sayso finds in it."""
    for line in path.open(encoding="utf-8"):
        article = json.loads(line)
        text, middle = article["text"], len(article["text"]) // 2
        claims = len(count(look(Report(article["id"], text, ""))))
        stretch = text[max(0, middle - STRETCH[0]) : middle + STRETCH[1]]
        yield Text(
            article["id"], None, len(text) < SHORT, claims, (features.row(text), features.row(stretch))
        )


def fit(features: Features, relevant: Sequence[Text], local: Sequence[Text]) -> np.ndarray:
    """Weights of the signs, none of them below zero, and at the end the bias of a logistic regression."""
    rows, signed, weights = [], [], []
    for sign, texts in ((1, relevant), (-1, [text for text in local if text.claims <= CLAIMS_OF_NO_MATTER])):
        for text in texts:
            rows += text.rows
            signed += [sign] * len(text.rows)
            whole = 1 + text.claims / 5 if sign > 0 else 1.0
            weights += [whole] + [STRETCH_WEIGHT] * (len(text.rows) - 1)
    matrix, side, weight = _matrix(rows, len(features.names)), np.array(signed), np.array(weights)

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (matrix @ values[:-1] + values[-1])
        slope = -weight * side / (1 + np.exp(np.clip(margin, -30, 30)))
        gradient = np.append(matrix.T @ slope + PENALTY * values[:-1], slope.sum())
        return (weight * np.logaddexp(0, -margin)).sum() + PENALTY / 2 * (values[:-1] ** 2).sum(), gradient

    bounds = [(0.0, None)] * len(features.names) + [(None, None)]
    start = np.zeros(len(bounds))
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x


def _matrix(rows: Sequence[Row], width: int) -> csr_matrix:
    places = [(number, sign) for number, row in enumerate(rows) for sign in row]
    values = [value for row in rows for value in row.values()]
    return csr_matrix((values, tuple(zip(*places, strict=True))), shape=(len(rows), width))


def scores(features: Features, values: np.ndarray, texts: Sequence[Text]) -> np.ndarray:
    """The log-odds of whole texts."""
    return _matrix([text.rows[0] for text in texts], len(features.names)) @ values[:-1] + values[-1]


def validated(
    features: Features, relevant: Sequence[Text], local: Sequence[Text]
) -> tuple[np.ndarray, np.ndarray]:
    """Scores by weights that saw neither a report's outlet nor the piece of local news, in their order."""
    of_relevant, of_local = np.zeros(len(relevant)), np.zeros(len(local))
    places = {text.name: number for number, text in enumerate(relevant)}
    for fold, (kept, held) in enumerate(folds_by_outlet(relevant, lambda text: text.outlet, FOLDS)):
        rest = [text for number, text in enumerate(local) if number % FOLDS != fold]
        values = fit(features, kept, rest)
        of_relevant[[places[text.name] for text in held]] = scores(features, values, held)
        of_local[fold::FOLDS] = scores(features, values, local[fold::FOLDS])
    return of_relevant, of_local


def main(verb: str) -> None:
    """Prints what cross-validation loses and drops; `write` writes the weights of everything, too."""
    sets: dict[str, list[AnnotatedReport]] = {name: [] for name in SETS}
    for name, report in annotated():
        sets[name].append(report)
    features = Features([each for name in OWN_SETS for each in sets[name]])
    relevant = [text for reports in sets.values() for text in relevant_texts(features, reports)]
    local = list(local_news(features, Path(os.environ["SAYSO_CORPORA"]) / "places" / "lgl.jsonl"))
    of_relevant, of_local = validated(features, relevant, local)
    threshold = float(np.quantile(of_local, DROPPED))
    lost = [
        text
        for text, score in zip(relevant, of_relevant, strict=True)
        if score < threshold and not text.short
    ]
    dropped = np.mean(
        [score < threshold and not text.short for text, score in zip(local, of_local, strict=True)]
    )
    claims, outlets = sum(text.claims for text in relevant), {outlet_key(text.outlet) for text in relevant}
    print(
        f"by {len(outlets)} outlets: lost {sum(text.claims for text in lost)} of {claims} claims",
        file=sys.stderr,
    )
    print(f"local news dropped: {dropped:.3f} of {len(local)}", file=sys.stderr)
    if verb == "write":
        values = fit(features, relevant, local)
        weights = {name: round(float(value), 2) for name, value in zip(features.names, values, strict=False)}
        table = {
            "provenance": "Learned by train/relevance.py; the words are the lexicon's and those of reports "
            "retold for this project.",
            "threshold": round(threshold - float(values[-1]), 2),
            "weights": {name: weight for name, weight in weights.items() if weight > 0},
        }
        target = RESOURCES / "en" / "relevance.json"
        target.write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
