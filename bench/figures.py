"""Figures over a ledger of 100,000 claims: what a question costs, and linking one more report."""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from bench._happenings import A_DAY, FIRST, reports_with_claims
from bench._synthetic import PLACES, RUN
from sayso.concluded import Question
from sayso.pipeline import answer
from sayso.records import Claim, Kind, Report
from sayso.store import Ledger, open_ledger

CLAIMS = 5  # a report
SIZES = (2_000, 20_000)  # reports, at which one more is linked
MORE = 40  # reports linked one by one
QUESTIONS = 200
_KINDS: tuple[Kind, ...] = ("killed", "injured", "displaced", "detained")
_DAYS = (1, 7, 30, 365)  # that a question asks about


def measure() -> Iterator[str]:
    """One line for each figure."""
    yield from measured(SIZES, MORE, QUESTIONS)


def measured(sizes: tuple[int, ...], more: int, questions: int) -> Iterator[str]:
    """The figures at these sizes, with so many more reports and questions."""
    told = reports_with_claims(sizes[-1] + more * len(sizes), CLAIMS)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "bench.db") as ledger:
        held, alone = 0, list[float]()
        for size in sizes:
            for report, claims in islice(told, size - held):
                ledger.add(report, claims, RUN)
            began = time.perf_counter()
            ledger.links()
            each = (time.perf_counter() - began) / (size - held) * 1000
            yield f"linking {size - held:,} reports in one go   {each:7.1f} ms a report"
            alone.append(statistics.median(_linked(ledger, islice(told, more))))
            yield f"linking one more among {size:,}          {alone[-1]:7.1f} ms"
            held = size + more
        yield f"the last against the first                {alone[-1] / alone[0]:7.2f} times"
        yield from _asked(ledger, held, questions)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"memory at most                            {peak:7.0f} MiB"


def _linked(ledger: Ledger, told: Iterator[tuple[Report, list[Claim]]]) -> Iterator[float]:
    """Milliseconds that linking takes of one report after another."""
    for report, claims in told:
        ledger.add(report, claims, RUN)
        began = time.perf_counter()
        ledger.links()
        yield (time.perf_counter() - began) * 1000


def _asked(ledger: Ledger, reports: int, questions: int) -> Iterator[str]:
    """What questions about places and days cost, with their perspectives."""
    chance = random.Random(6)
    links, took = ledger.links(), list[float]()
    for _ in range(questions):
        first = FIRST + timedelta(days=chance.randrange(max(1, reports // (3 * A_DAY))))
        last = first + timedelta(days=chance.choice(_DAYS) - 1)
        asked = Question(chance.choice(_KINDS), where=(chance.choice(PLACES)[0],), first=first, last=last)
        began = time.perf_counter()
        answer(links, asked)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    yield f"a question, median                        {statistics.median(took):7.1f} ms"
    yield f"a question, 95th of 100                   {took[int(len(took) * 0.95)]:7.1f} ms"
    yield f"a question, slowest                       {took[-1]:7.1f} ms"
