"""What the relevance filter costs beside reading (at most a tenth), on the articles of `speed`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench._articles import MISSING, articles
from sayso.extract import count
from sayso.lexicon import load
from sayso.pipeline import claims_of, look
from sayso.records import Report
from sayso.relevance import relevance


def measure() -> Iterator[str]:
    """Milliseconds a report for the filter and for reading without it, and their ratio."""
    reports = list(articles())
    if not reports:
        yield MISSING
        return
    judging = _milliseconds(lambda report: relevance(report.text, load()), reports)
    reading = _milliseconds(_read, reports)
    yield f"filter                    {judging:.2f} ms a report"
    yield f"reading                   {reading:.2f} ms a report"
    yield f"ratio                     {judging / reading:.3f} (at most 0.1)"


def _read(report: Report) -> None:
    reading = look(report)
    claims_of(reading, count(reading))


def _milliseconds(work: Callable[[Report], object], reports: list[Report]) -> float:
    """Processor time a report, once everything is loaded."""
    work(reports[0])
    started = time.process_time()
    for report in reports:
        work(report)
    return 1000 * (time.process_time() - started) / len(reports)
