"""What reading costs against the least that any reader of text must do, on one core in one run.

The least is sentencex for the sentences and one regular expression for the tokens, both with offsets. The
articles are those of newswire/aljazeera in SAYSO_CORPORA.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sentencex

from bench._articles import MISSING, articles
from sayso import extract
from sayso.records import Report

ROUNDS = 3
TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*|[^\w\s]")


def measure() -> Iterator[str]:
    """The ratio, reports a second, and the three parts of Sayso that take most of the time."""
    reports = list(articles())
    if not reports:
        yield MISSING
        return
    extract(reports[0])
    count, least, reading = len(reports), _best(_tokenise, reports), _best(extract, reports)
    yield f"articles                  {count}, {sum(len(each.text) for each in reports):,} characters"
    yield f"sentences and tokens      {1000 * least / count:.2f} ms a report"
    yield f"reading                   {1000 * reading / count:.2f} ms a report, {count / reading:.0f}/s"
    yield f"ratio                     {reading / least:.1f} (at most 25)"
    for share, function in _largest(reports):
        yield f"of the time               {share:.0%} in {function}"


def _tokenise(report: Report) -> None:
    for bound in sentencex.get_sentence_boundaries("en", report.text):
        for token in TOKEN.finditer(report.text, bound["start_index"], bound["end_index"]):
            token.span()


def _best(work: Callable[[Report], object], reports: list[Report]) -> float:
    """Seconds of processor time for all the reports, the best of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for report in reports:
            work(report)
        taken.append(time.process_time() - started)
    return min(taken)


def _largest(reports: list[Report], count: int = 3) -> list[tuple[float, str]]:
    """The functions in which most of the time passes, their own time alone, with their share of it."""
    profile = cProfile.Profile()
    profile.runcall(lambda: [extract(report) for report in reports])
    own = {place: seconds for place, (_, _, seconds, _, _) in pstats.Stats(profile).stats.items()}  # type: ignore[attr-defined]
    whole = sum(own.values())
    largest = sorted(own, key=lambda place: own[place], reverse=True)[:count]
    return [(own[place] / whole, f"{Path(place[0]).stem}.{place[2]}") for place in largest]
