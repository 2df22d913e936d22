"""How right figures are: the stories' questions asked of a ledger, and shootings whose numbers are known."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.outside import Result
from sayso.concluded import Question, Word
from sayso.evaluate import AnnotatedReport, gold_digest, read_gold
from sayso.evaluate.annotated import annotated_claims
from sayso.link import Linker, Origins
from sayso.pipeline import answer, extract
from sayso.reconcile import figure, figure_row, read_questions
from sayso.records import Claim, Kind, Report, Run
from sayso.store import open_ledger

STORY_SETS = ("seed", "stories-dev")
STORIES = ("hroza-2023-10", "loikaw-2023-11")
STORY_FIGURES = (
    "bounds_equal", "low_equal", "high_equal", "best_inside", "best_equal", "open_best_inside",
    "origins_equal", "answered",
)  # fmt: skip
SHOOTINGS = "incidents/gva-dev.jsonl.gz"
KINDS: tuple[Kind, ...] = ("killed", "injured")
HARM = frozenset((*KINDS, "casualties"))
OF_EACH = ("exact", "within1", "inside", "bounded", "width")
TRIVIAL = {"killed_exact": "one_killed", "injured_exact": "zero_injured"}
AN_INCIDENT = "the incident"


def answers(gold: Path, corpora: Path, bench: Path) -> Iterator[tuple[str, Result | str]]:
    """The figures of the stories, from annotated claims and from Sayso's own, and of the shootings."""
    yield "questions, annotated claims", _stories(gold, bench, annotated_claims)
    yield "questions, own extraction", _stories(gold, bench, lambda each: extract(each.report))
    corpus, scorer = corpora / SHOOTINGS, bench / "gva.py"
    missing = [str(path) for path in (corpus, scorer) if not path.exists()]
    yield "numbers of shootings", f"{missing[0]} is not there" if missing else _shootings(corpus, scorer)


def _stories(gold: Path, bench: Path, claims_of: Callable[[AnnotatedReport], Sequence[Claim]]) -> Result:
    """Both stories in one ledger, linked as any other, and the answers held against a recorder's."""
    reports = [each for name in STORY_SETS for each in read_gold(gold / name)]
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "eval.db") as ledger:
        for each in reports:
            ledger.add(each.report, claims_of(each), Run("eval", date(2024, 1, 1)))
        links = ledger.links()
        asked: list[Path] = []
        for story in STORIES:
            asked_in, answered_in = gold / "stories-dev" / f"{story}.figures", Path(folder) / f"{story}.json"
            found = [figure_row(answer(links, each).figure) for each in read_questions(asked_in)]
            answered_in.write_text(json.dumps(found), encoding="utf-8")
            asked += [asked_in, answered_in]
        scored = _scored(bench / "figures.py", *asked)
    return Result(gold_digest(reports), {name: scored[name] for name in STORY_FIGURES}, {})


def _shootings(corpus: Path, scorer: Path) -> Result:
    """The killed and injured of each shooting, from its reports alone."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        incidents = [json.loads(line) for line in lines]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
        for each in incidents:
            told = [(report, extract(report)) for report in map(_report, each["reports"])]
            found.write(json.dumps({"incident": each["incident"], **dict(counted(told))}) + "\n")
        found.flush()
        scored = _scored(scorer, "figures", corpus, found.name)
    return Result(
        hashlib.sha256(corpus.read_bytes()).hexdigest(),
        {f"{kind}_{name}": scored[f"{kind}_{name}"] for kind in KINDS for name in OF_EACH},
        {name: scored[baseline] for name, baseline in TRIVIAL.items()},
    )


def counted(
    told: Iterable[tuple[Report, Sequence[Claim]]],
) -> Iterator[tuple[Kind, Mapping[str, int | None]]]:
    """How many were killed and injured in what most reports are about of all in which people were harmed."""
    linker, origins, reports = Linker(), Origins(), dict[str, Report]()
    claims: dict[tuple[str, str], Claim] = {}
    for report, own in told:
        linker.add(report, own)
        origins.add(report, own)
        reports[report.id] = report
        claims |= {(claim.document, claim.id): claim for claim in own}
    harmful = {key for key, claim in claims.items() if claim.kind in HARM}
    most = max(
        linker.incidents(),
        key=lambda each: (
            not harmful.isdisjoint(each.claims), len(each.reports), len(each.claims), each.id,
        ),
    )  # fmt: skip
    words = [
        Word(
            claims[key],
            origins.trace(*key).voice,
            AN_INCIDENT,
            reports[key[0]].published,
            reports[key[0]].outlet,
        )
        for key in most.claims
    ]
    for kind in KINDS:
        found = figure(Question(kind, incidents=(AN_INCIDENT,)), words)
        if found.low is not None:
            yield kind, {"low": found.low, "high": found.high, "best": found.best}


def _report(each: Mapping[str, Any]) -> Report:
    text, day = each["text"], date.fromisoformat(each["published"][:10])
    return Report(
        each["id"], text, hashlib.sha256(text.encode()).hexdigest(), each["outlet"], day, each["title"]
    )


def _scored(*command: object) -> dict[str, float | None]:
    """What a scorer prints of files."""
    run = [sys.executable, *map(str, command), "--json"]
    scored: dict[str, float | None] = json.loads(
        subprocess.run(run, check=True, capture_output=True, text=True).stdout
    )
    return scored
