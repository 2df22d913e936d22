"""Outside measures: corpora keyed by others, their own scorers, and what a trivial reader reaches."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sayso.export.jsonl import line
from sayso.pipeline import extract
from sayso.records import Report


@dataclass(frozen=True)
class Measure:
    """A corpus with its scorer; `baselines` names the figure of a trivial reader for a figure of ours."""

    name: str
    corpus: str
    scorer: str
    figures: tuple[str, ...]
    baselines: Mapping[str, str]


MEASURES = (
    Measure(
        "fakes",
        "newswire/fakes.jsonl.gz",
        "fakes.py",
        ("total_exact", "total_within1", "children_exact", "children_named_exact"),
        {"total_exact": "baseline_total_exact", "total_within1": "baseline_total_within1"},
    ),
    Measure(
        "displacement",
        "displacement/idetect.jsonl",
        "displacement.py",
        ("quantity", "quantity_any", "single", "term_strict", "unit", "location"),
        {"quantity": "baseline"},
    ),
)


@dataclass(frozen=True)
class Result:
    """What a measure gave: figures and baselines by name, and the digest of the corpus."""

    digest: str
    figures: dict[str, float | None]
    baselines: dict[str, float | None]


def outside(corpora: Path, bench: Path) -> Iterator[tuple[str, Result | str]]:
    """Each measure's result, or why there is none."""
    for measure in MEASURES:
        corpus, scorer = corpora / measure.corpus, bench / measure.scorer
        missing = [str(path) for path in (corpus, scorer) if not path.exists()]
        yield measure.name, f"{missing[0]} is not there" if missing else _result(measure, corpus, scorer)


def _result(measure: Measure, corpus: Path, scorer: Path) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "claims.jsonl")
        with found.open("w", encoding="utf-8") as out:
            out.writelines(line(claim) + "\n" for report in _reports(corpus) for claim in extract(report))
        command = [sys.executable, str(scorer), str(corpus), str(found), "--json"]
        scored = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Result(
        hashlib.sha256(corpus.read_bytes()).hexdigest(),
        {name: scored[name] for name in measure.figures},
        {name: scored[baseline] for name, baseline in measure.baselines.items()},
    )


def _reports(corpus: Path) -> Iterator[Report]:
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        for each in lines:
            document: dict[str, Any] = json.loads(each)
            text, day = document["text"], document.get("published")
            digest = hashlib.sha256(text.encode()).hexdigest()
            published = date.fromisoformat(day[:10]) if day else None
            yield Report(document["id"], text, digest, document.get("outlet"), published)
