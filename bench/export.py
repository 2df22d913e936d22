"""Exports: 100,000 claims of 20,000 reports in every format, each by itself on all cores, names withheld.

The first looks for the names; those after it find them kept in the ledger, as whoever exports again does.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench._happenings import reports_with_claims
from bench._synthetic import CLAIMS, RUN
from sayso.cli import COLLECT_AFTER
from sayso.export.formats import FORMATS
from sayso.export.source import Source
from sayso.policy import POLICIES
from sayso.store import open_ledger

REPORTS = 20_000
TABULAR = (
    "claims-csv",
    "claims-xlsx",
    "figures-csv",
    "figures-xlsx",
    "acled",
    "ged",
    "idu",
    "geojson",
    "geoparquet",
)
OTHERS = ("annotations", "jsonl")
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
SECONDS, MEMORY = 60, 1024  # that a tabular format may take, in MiB


def measure() -> Iterator[str]:
    """For each format its rows, seconds, memory and size."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "sayso.db")
        yield f"{REPORTS * CLAIMS:,} claims linked    in {_filled(ledger):.0f} s"
        for name in (*TABULAR, *OTHERS):
            command = [sys.executable, "-m", "bench.export", name, str(ledger), str(Path(folder, "out"))]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            limits = f" (under {SECONDS} s and {MEMORY} MiB)" if name in TABULAR else ""
            yield f"{name:26}{done.stdout.strip()}{limits}"


def _filled(where: Path) -> float:
    """Seconds to fill and link the ledger."""
    started = time.perf_counter()
    with open_ledger(where) as ledger:
        for report, claims in reports_with_claims(REPORTS):
            ledger.add(report, claims, RUN)
        ledger.links()
    return time.perf_counter() - started


def _main(name: str, where: str, out: Path) -> None:
    """Writes one format as `sayso export` does, and prints what it took."""
    form = FORMATS[name]
    gc.set_threshold(COLLECT_AFTER)
    started = time.perf_counter()
    with open_ledger(where, create=False) as ledger, ExitStack() as opened:
        policy, jobs = POLICIES[f"{form.rules}/1"], len(os.sched_getaffinity(0))
        source = Source(ledger, ledger.disclosures().usual(), policy=policy, jobs=jobs)
        file = opened.enter_context(
            out.open("wb") if form.binary else out.open("w", encoding="utf-8", newline="")
        )
        more: dict[str, Any] = {}
        if form.traced:
            more["followed"] = opened.enter_context(
                out.with_suffix(".claims").open("w", encoding="utf-8", newline="")
            )
        written = form.write(source, file, **more)
    seconds, processor = time.perf_counter() - started, sum(os.times()[:4])
    # Of the copies the largest is known; what they share with this process is counted again for each.
    own, copy = (resource.getrusage(who).ru_maxrss / 1024 for who in _WHO)
    peak = own + jobs * copy
    print(
        f"{written.rows:,} rows in {seconds:.0f} s ({processor:.0f} s of the processor), {peak:.0f} MiB,"
        f" {out.stat().st_size / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
