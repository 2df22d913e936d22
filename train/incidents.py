"""Trains the weights that link claims of one happening; deterministic: the same reports, the same file.

    python train/incidents.py folds     pairs and B-cubed F1 of what was held out: stories, shootings, outlets
    python train/incidents.py write     trains on all and writes resources/en/incidents.json and rarity.json

Annotated reports are found by SAYSO_GOLD, the shootings keyed by others by SAYSO_CORPORA. Which annotated
claims are of one happening stands in happenings.csv; stories/ holds reports of one story written for this
project, since few annotated reports tell of the same. Features are levels of comparisons, none is a word of a
report; rarity.json counts words of the reports written for this project, in small letters.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import itertools
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from annotated import annotated
from logistic import fit
from stories import stories as written_stories
from written import written

from sayso.evaluate import compare, folds_by_outlet, read_gold
from sayso.evaluate.annotated import annotated_claims
from sayso.lexicon.load import RESOURCES
from sayso.link.block import Blocks, keys
from sayso.link.compare import across, inside
from sayso.link.group import tellings
from sayso.link.linker import Linker
from sayso.link.telling import Telling, known_words, telling
from sayso.link.terms import LETTERS, words_in
from sayso.pipeline import extract
from sayso.records import Claim, Report

TARGET = RESOURCES / "en" / "incidents.json"
RARITY = RESOURCES / "en" / "rarity.json"
HAPPENINGS = Path(__file__).parent / "happenings.csv"
OWN_SETS = ("retold", "stories-dev")
STORY_SETS = ("seed", "stories-dev")
STRENGTH_INSIDE, STRENGTH_ACROSS = 0.5, 0.05
TIMES = 4  # a pair of conflict reports counts as many pairs of shootings
IN_TEXTS = 2
FOLDS = 6

Weights = Mapping[str, float]
Row = tuple[tuple[str, ...], int]


@dataclass(frozen=True)
class Example:
    """A report with its claims, and the happening of each as far as it was read; `whole` where of every one.

    `about` is the happening the report is mainly about, where that is keyed; `extracted` claims are
    those that Sayso reads.
    """

    part: str
    report: Report
    claims: tuple[Claim, ...]
    labels: tuple[Hashable, ...]
    whole: bool
    about: Hashable = None
    extracted: bool = False


@cache
def happenings() -> Mapping[tuple[str, str], str]:
    """The happening of an annotated claim, by report and the annotation's id."""
    with HAPPENINGS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {(row["report"], claim): row["happening"] for row in rows for claim in row["claims"].split()}


@cache
def conflict_examples() -> tuple[Example, ...]:
    """The annotated reports of the sets that are learnt from, and of the two stories, as annotated."""
    told, found = happenings(), []
    for name, gold in annotated():
        claims = annotated_claims(gold)
        ids = [each.id for each in sorted(gold.claims, key=lambda each: (each.quantity.start, each.kind))]
        story = name in STORY_SETS
        labels: tuple[Hashable, ...] = tuple(
            (gold.report.story, claim.incident) if story else told.get((gold.report.id, own))
            for own, claim in zip(ids, claims, strict=True)
        )
        part = f"story {gold.report.story}" if story else name
        found.append(Example(part, gold.report, claims, labels, None not in labels))
    return tuple(found)


@cache
def extracted_examples() -> tuple[Example, ...]:
    """The same reports with the claims that Sayso reads, labelled where they tell an annotated one."""
    told, found = happenings(), []
    for name, gold in annotated():
        claims = extract(gold.report)
        story = name in STORY_SETS
        label: dict[str, Hashable] = {
            pair.found.id: (gold.report.story, pair.annotated.incident)
            if story
            else told.get((gold.report.id, pair.annotated.id))
            for pair in compare(gold, claims).pairs
        }
        whole = bool(gold.claims) and (
            story or (name == "retold" and (gold.report.id, gold.claims[0].id) in told)
        )
        part = f"story {gold.report.story}" if story else name
        labels = tuple(label.get(claim.id) for claim in claims)
        found.append(Example(part, gold.report, claims, labels, whole, extracted=True))
    return tuple(found)


@cache
def written_examples() -> tuple[Example, ...]:
    """The stories written for this project as Sayso reads them."""
    found = []
    for told in written_stories():
        claims = extract(told.report)
        labels = told.happenings(claims)
        found.append(Example(f"written {told.story}", told.report, claims, labels, True, extracted=True))
    return tuple(found)


@cache
def shooting_examples() -> tuple[Example, ...]:
    """The reports of shootings as Sayso reads them; every claim is labelled by the incident of its report."""
    found = []
    path = Path(os.environ["SAYSO_CORPORA"], "incidents", "gva-dev.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            incident = json.loads(line)
            for row in incident["reports"]:
                report = Report(
                    row["id"],
                    row["text"],
                    hashlib.sha256(row["text"].encode()).hexdigest(),
                    row["outlet"],
                    date.fromisoformat(row["published"][:10]),
                    row["title"],
                )
                claims = extract(report)
                labels = (incident["incident"],) * len(claims)
                found.append(Example("shootings", report, claims, labels, True, incident["incident"]))
    return tuple(found)


def inside_rows(example: Example) -> Iterator[Row]:
    """Each pair of claims of a report in features, and whether they are of one happening."""
    known = known_words(example.claims)
    singles = [telling(example.report, [claim], known) for claim in example.claims]
    known_ones = [index for index, label in enumerate(example.labels) if label is not None]
    for i, j in itertools.combinations(known_ones, 2):
        features = tuple(each.feature for each in inside(singles[i], singles[j], example.report.text))
        yield features, int(example.labels[i] == example.labels[j])


def across_rows(
    told: Sequence[tuple[Telling, Hashable]], may: Callable[[Telling, Telling], bool]
) -> Iterator[Row]:
    """Each pair of tellings that would be held against each other, and whether they are of one happening."""
    blocks, of = Blocks(), {each.id: (each, label) for each, label in told}
    for each, label in told:
        mine = keys(each)
        for near in sorted(blocks.near(mine)):
            other, their = of[near]
            if may(each, other):
                features = tuple(found.feature for found in across(each, other))
                yield features, int(label is not None and label == their)
        blocks.add(each.id, mine)


def told_of(examples: Iterable[Example], weights: Weights) -> Iterator[tuple[Telling, Hashable]]:
    """The tellings of reports, each with the happening of most of its claims."""
    for example in examples:
        label = dict(zip((claim.id for claim in example.claims), example.labels, strict=True))
        for each in tellings(example.report, example.claims, weights=weights):
            counted = Counter(label[claim.id] for claim in each.claims if label[claim.id] is not None)
            yield each, counted.most_common(1)[0][0] if counted else example.about


def weights_of(conflict: Sequence[Example], shootings: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Weights within reports, from annotated claims, then across them over what these put together.

    Annotated claims and extracted ones are two ledgers: no pair is of both. Within reports the slots of
    extracted claims teach nothing good: a wrong place is shared by all claims beside it.
    """
    whole = [example for example in conflict if example.whole]
    right = [example for example in whole if not example.extracted]
    within = fit((row for example in right for row in inside_rows(example)), STRENGTH_INSIDE)
    complete = {example.report.id for example in whole}
    rows: list[Row] = []
    for extracted in (False, True):
        told = list(told_of((each for each in conflict if each.extracted == extracted), within))
        rows += list(across_rows(told, lambda a, b: a.report != b.report or a.report in complete)) * TIMES
    leads = [(each, label) for each, label in told_of(shootings, within) if each.leads]
    rows += across_rows(leads, lambda a, b: a.report != b.report)
    return {"inside": within, "across": fit(rows, STRENGTH_ACROSS)}


def rarity() -> dict[str, float]:
    """What the words of the reports written for this project weigh: the logarithm of how few have them."""
    texts = [
        each.report.text for name in OWN_SETS for each in read_gold(Path(os.environ["SAYSO_GOLD"], name))
    ]
    texts += [reading.report.text for reading, _ in written()]
    small, counted = set[str](), Counter[str]()
    for text in texts:
        words = set(words_in(text))
        small |= {word for word in words if word.islower()}
        counted.update({word.lower() for word in words})
    return {
        word: round(math.log(len(texts) / counted[word]), 2)
        for word in sorted(small)
        if len(word) >= LETTERS and counted[word] >= IN_TEXTS
    }


def linked(examples: Sequence[Example], weights: Mapping[str, Weights]) -> Linker:
    """A ledger of the reports."""
    linker = Linker(within=weights["inside"], between=weights["across"])
    for example in examples:
        linker.add(example.report, example.claims)
    return linker


def claim_figures(examples: Sequence[Example], weights: Mapping[str, Weights]) -> tuple[float, float]:
    """Pairwise and B-cubed F1 of the labelled claims of reports in one ledger."""
    linker = linked(examples, weights)
    found = {key: incident.id for incident in linker.incidents() for key in incident.claims}
    gold = {
        (claim.document, claim.id): label
        for example in examples
        for claim, label in zip(example.claims, example.labels, strict=True)
        if label is not None
    }
    return figures(gold, found)


def report_figures(examples: Sequence[Example], weights: Mapping[str, Weights]) -> tuple[float, float]:
    """Pairwise and B-cubed F1 of the main happenings of reports in one ledger."""
    linker = linked(examples, weights)
    found = {report: incident.id for incident in linker.incidents() for report in incident.reports}
    return figures({example.report.id: example.about for example in examples}, found)


def figures(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> tuple[float, float]:
    """Pairwise and B-cubed F1 of labels against labels."""
    mine, theirs = Counter(gold.values()), Counter(found[each] for each in gold)
    both = Counter((label, found[each]) for each, label in gold.items())
    pairs = [sum(n * (n - 1) // 2 for n in counted.values()) for counted in (both, mine, theirs)]
    precision = sum(n * n / theirs[label] for (_, label), n in both.items()) / len(gold)
    recall = sum(n * n / mine[label] for (label, _), n in both.items()) / len(gold)
    return 2 * pairs[0] / max(1, pairs[1] + pairs[2]), 2 * precision * recall / (precision + recall)


def show_folds() -> None:
    """Prints the figures of what was held out."""
    conflict, shootings = [*conflict_examples(), *extracted_examples()], shooting_examples()
    stories = [each for each in conflict if each.part.startswith("story")]
    written_ones = written_examples()
    others = [*(each for each in conflict if not each.part.startswith("story")), *written_ones]
    weights = weights_of(others, shootings)
    for extracted, name in ((False, "annotated"), (True, "extracted")):
        held = [each for each in stories if each.extracted == extracted]
        show(f"stories, learnt from none, {name}", claim_figures(held, weights))
    for story in sorted({each.part for each in stories}):
        weights = weights_of([*others, *(each for each in stories if each.part != story)], shootings)
        for extracted, name in ((False, "annotated"), (True, "extracted")):
            held = [each for each in stories if each.part == story and each.extracted == extracted]
            show(f"{story}, learnt from the other, {name}", claim_figures(held, weights))
    for told in sorted({each.part for each in written_ones}):
        weights = weights_of([*stories, *(each for each in others if each.part != told)], shootings)
        show(
            f"{told}, extracted", claim_figures([each for each in written_ones if each.part == told], weights)
        )
    half = {label for label in {each.about for each in shootings} if int(str(label).split("-")[1]) % 2}
    halves = [[each for each in shootings if (each.about in half) == odd] for odd in (True, False)]
    for learnt, held in (halves, halves[::-1]):
        show("shootings, the other half", report_figures(held, weights_of(others, learnt)))
    unwritten = [each for each in others if not each.part.startswith("written")]
    for learnt, held in folds_by_outlet(unwritten, lambda each: each.report.outlet, FOLDS):
        weights = weights_of([*stories, *learnt, *written_ones], halves[0])
        for extracted, name in ((False, "annotated"), (True, "extracted")):
            asked = [each for each in held if each.whole and each.extracted == extracted]
            show(f"outlets held out, {name}", claim_figures(asked, weights))


def show(name: str, reached: tuple[float, float]) -> None:
    print(f"{name:44} pairs {reached[0]:.3f}  B-cubed {reached[1]:.3f}")


def main() -> None:
    if "write" not in sys.argv:
        show_folds()
        return
    RARITY.write_text(json.dumps(rarity(), indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    conflict = [*conflict_examples(), *extracted_examples(), *written_examples()]
    weights = weights_of(conflict, shooting_examples())
    TARGET.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
