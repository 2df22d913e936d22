"""How right incidents are: the stories in one ledger, and shootings keyed by others, by their own scorers."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from eval.outside import Result
from sayso.evaluate import AnnotatedReport, gold_digest, read_gold
from sayso.evaluate.annotated import annotated_claims
from sayso.link import Linker
from sayso.pipeline import extract
from sayso.records import Claim, Report
from sayso.rows import row

STORY_SETS = ("seed", "stories-dev")
STORY_FIGURES = ("incident_pair_f1", "incident_bcubed_f1")
SHOOTINGS = "incidents/gva-dev.jsonl.gz"
SHOOTING_FIGURES = ("bcubed_f1", "bcubed_precision", "bcubed_recall", "pair_f1")
TRIVIAL = {"bcubed_f1": "single_bcubed_f1", "pair_f1": "all_one_pair_f1"}


def links(gold: Path, corpora: Path, bench: Path) -> Iterator[tuple[str, Result | str]]:
    """The figures of the stories, from annotated claims and from Sayso's own, and of the shootings."""
    yield "stories, annotated claims", _stories(gold, annotated_claims)
    yield "stories, own extraction", _stories(gold, lambda each: extract(each.report))
    corpus, scorer = corpora / SHOOTINGS, bench / "gva.py"
    missing = [str(path) for path in (corpus, scorer) if not path.exists()]
    yield "shootings", f"{missing[0]} is not there" if missing else _shootings(corpus, scorer)


def _stories(gold: Path, claims_of: Callable[[AnnotatedReport], Sequence[Claim]]) -> Result:
    reports = [each for name in STORY_SETS for each in read_gold(gold / name)]
    told = [(each.report, claims_of(each)) for each in reports]
    linker = _ledger(told)
    incident = {key: found.id for found in linker.incidents() for key in found.claims}
    claims = [claim for _, found in told for claim in found]
    rows = [row(replace(claim, incident=incident[claim.document, claim.id])) for claim in claims]
    with tempfile.TemporaryDirectory() as folder:
        for path in (path for name in STORY_SETS for path in (gold / name).glob("*.json")):
            shutil.copy(path, folder)
        scored = _scored([gold / "score.py", "score", folder], rows)
    return Result(gold_digest(reports), {name: scored[name] for name in STORY_FIGURES}, {})


def _shootings(corpus: Path, scorer: Path) -> Result:
    told = [(report, extract(report)) for report in _reports(corpus)]
    linker = _ledger(told)
    rows = [
        {"report": report, "incident": found.id} for found in linker.incidents() for report in found.reports
    ]
    scored = _scored([scorer, "link", corpus], rows)
    return Result(
        hashlib.sha256(corpus.read_bytes()).hexdigest(),
        {name: scored[name] for name in SHOOTING_FIGURES},
        {name: scored[baseline] for name, baseline in TRIVIAL.items()},
    )


def _ledger(told: Sequence[tuple[Report, Sequence[Claim]]]) -> Linker:
    linker = Linker()
    for report, claims in told:
        linker.add(report, claims)
    return linker


def _scored(command: Sequence[object], rows: Sequence[Mapping[str, Any]]) -> dict[str, float | None]:
    """What a scorer prints of rows."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
        found.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
        found.flush()
        run = [sys.executable, *map(str, command), found.name, "--json"]
        scored: dict[str, float | None] = json.loads(
            subprocess.run(run, check=True, capture_output=True, text=True).stdout
        )
    return scored


def _reports(corpus: Path) -> Iterator[Report]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for each in (each for line in lines for each in json.loads(line)["reports"]):
            text, day = each["text"], date.fromisoformat(each["published"][:10])
            digest = hashlib.sha256(text.encode()).hexdigest()
            yield Report(each["id"], text, digest, each["outlet"], day, each["title"])
