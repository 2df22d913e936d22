"""Figures over a ledger of 100,000 claims: what a question costs, and linking one more report.

Times are of the processor, which a busy machine does not lengthen, and in brackets on the clock.
"""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench._happenings import happening, reports_with_claims
from bench._synthetic import RUN
from sayso.concluded import Question
from sayso.pipeline import answer
from sayso.records import Claim, Kind, Report
from sayso.store import Ledger, open_ledger

SIZES = (2_000, 20_000)  # reports, at which more are linked one by one
MORE = 100  # reports linked one by one
QUESTIONS = 200
_A_HAPPENING = 3  # reports, or a little less
_KINDS: tuple[Kind, ...] = ("killed", "injured", "displaced", "detained")
_DAYS = (1, 7, 30, 365)  # that a question asks about


class Took(NamedTuple):
    """Milliseconds of the processor and on the clock."""

    processor: float
    clock: float


def measure() -> Iterator[str]:
    """One line for each figure."""
    yield from measured(SIZES, MORE, QUESTIONS)


def measured(sizes: Sequence[int], more: int, questions: int) -> Iterator[str]:
    """The figures at these sizes, with so many more reports and questions."""
    told = reports_with_claims(sizes[-1] + more * len(sizes))
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "bench.db") as ledger:
        held, alone = 0, list[float]()
        for size in sizes:
            own = size - held
            for report, claims in islice(told, own):
                ledger.add(report, claims, RUN)
            whole = _took(ledger.links)
            yield f"linking {own:,} reports in one go".ljust(40) + f"{_each(whole, own)} a report"
            taken = list(_linked(ledger, islice(told, more)))
            alone.append(statistics.median(each.processor for each in taken))
            yield f"linking one more among {size:,}".ljust(40) + f"{_middle(taken)} (under 50)"
            held = size + more
        yield "the last against the first".ljust(40) + f"{alone[-1] / alone[0]:7.2f} times (at most 1.5)"
        yield from _asked(ledger, held, questions)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield "memory at most".ljust(40) + f"{peak:7.0f} MiB (under 1024)"


def _linked(ledger: Ledger, told: Iterator[tuple[Report, list[Claim]]]) -> Iterator[Took]:
    """What linking takes of one report after another."""
    for report, claims in told:
        ledger.add(report, claims, RUN)
        yield _took(ledger.links)


def _asked(ledger: Ledger, reports: int, questions: int) -> Iterator[str]:
    """What questions about places and days cost, with their perspectives."""
    taken, words, answered = list[Took](), list[int](), 0
    for asked in islice(_questions(reports), questions):
        found = []
        taken.append(_took(lambda asked=asked, found=found: found.append(answer(ledger.links(), asked))))
        words.append(len(found[0].words))
        answered += found[0].figure.low is not None
    taken.sort()
    yield "a question, median".ljust(40) + f"{_middle(taken)} (under 100)"
    for name, at in (("95th of 100", int(len(taken) * 0.95)), ("slowest", -1)):
        yield f"a question, {name}".ljust(40) + _each(taken[at]) + (" (under 1,000)" if at > 0 else "")
    yield "claims that bear on it".ljust(40) + (
        f"{statistics.median(words):7.0f} in the middle, {max(words):,} at most;"
        f" {answered} of {questions} questions have a figure"
    )


def _questions(reports: int) -> Iterator[Question]:
    """About places and days of happenings that were told."""
    chance = random.Random(6)
    while True:
        told, days = happening(chance.randrange(reports // _A_HAPPENING)), chance.choice(_DAYS)
        first = told.last - timedelta(days=chance.randrange(days))
        last = first + timedelta(days=days - 1)
        if told.place is not None:
            yield Question(chance.choice(_KINDS), where=(told.place.text,), first=first, last=last)


def _took(work: Callable[[], object]) -> Took:
    processor, clock = time.process_time(), time.perf_counter()
    work()
    return Took(1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - clock))


def _middle(taken: Sequence[Took]) -> str:
    return _each(Took(*(statistics.median(times) for times in zip(*taken, strict=True))))


def _each(took: Took, number: int = 1) -> str:
    return f"{took.processor / number:7.1f} ms ({took.clock / number:.1f})"
