"""The ledger: adding against reading alone, and 100,000 claims from 20,000 reports, on both stores."""

from __future__ import annotations

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bench._articles import MISSING, articles
from bench._synthetic import CLAIMS, PARTIES, PLACES, RUN, WORDS, report_with_claims
from sayso.intake.batch import Batch
from sayso.read import Given
from sayso.records import Kind, Report
from sayso.settings import Settings
from sayso.store import Filters, Ledger, open_ledger
from tests.cluster import cluster, why_none

REPORTS, EARLY = 20_000, 2_000
WINDOW = 1_000  # reports whose cost is compared, the last ones before either number
QUERIES = 200
ROUNDS = 3


def measure() -> Iterator[str]:
    """The ratio of the speeds, then for each store its costs, answers, size and memory."""
    yield from _speed()
    for store in ("sqlite", "postgresql"):
        reason = why_none() if store == "postgresql" else None
        if reason:
            yield f"{store:24}  {reason}"
            continue
        done = subprocess.run(
            [sys.executable, "-m", "bench.ledger", store], check=True, capture_output=True, text=True
        )
        yield from (f"{store:12}{line}" for line in done.stdout.splitlines())


def _speed() -> Iterator[str]:
    """How fast articles are added, as a share of how fast they are read."""
    some = list(articles())
    if not some:
        yield MISSING
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        path.write_text("".join(f"{_line(report)}\n" for report in some), "utf-8")
        for jobs in (1, 2):
            settings = Settings(jobs=jobs)
            reading = adding = float("inf")
            for number in range(ROUNDS):
                reading = min(reading, _seconds(lambda s=settings: _read(path, s)))
                where = Path(folder, f"{jobs}-{number}.db")
                adding = min(adding, _seconds(lambda s=settings, w=where: _add(path, s, w)))
            each = 1000 / len(some)
            yield (
                f"processes: {jobs}              read {each * reading:.1f} ms a report,"
                f" add {each * adding:.1f} ms: {reading / adding:.0%} of the speed (at least 70 %)"
            )


def _line(report: Report) -> str:
    known = {
        "id": report.id,
        "text": report.text,
        "outlet": report.outlet,
        "published": str(report.published),
    }
    return json.dumps(known)


def _read(path: Path, settings: Settings) -> None:
    for _ in Batch([path], Given(), settings).results():
        pass


def _add(path: Path, settings: Settings, where: Path) -> None:
    with open_ledger(where) as ledger:
        for report, claims in Batch([path], Given(), settings, known=ledger.has).results():
            ledger.add(report, claims, RUN)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _filled(where: str | Path, size: Callable[[], int]) -> Iterator[str]:
    """What a ledger of so many reports costs and how fast it answers."""
    with open_ledger(where) as ledger:
        costs = [_cost(ledger, number) for number in range(REPORTS)]
        early, late = (1000 * statistics.median(costs[end - WINDOW : end]) for end in (EARLY, REPORTS))
        yield (
            f"adding a report           {early:.2f} ms at {EARLY:,}, {late:.2f} ms at {REPORTS:,}:"
            f" {late / early:.2f} times (at most 1.3)"
        )
        answers = [_answer(ledger, filters) for filters in islice(_queries(), QUERIES)]
        taken = sorted(seconds for seconds, _ in answers)
        found = statistics.median(number for _, number in answers)
        yield (
            f"claims asked for          median {1000 * statistics.median(taken):.0f} ms (under 100), p95"
            f" {1000 * taken[int(0.95 * QUERIES)]:.0f} ms (under 1000), worst {1000 * taken[-1]:.0f} ms;"
            f" {found:.0f} claims found in the middle"
        )
        verified = _seconds(lambda: list(ledger.verify()))
        yield f"verified                  in {verified:.1f} s"
    yield f"size                      {size() / 1e6:.0f} MB (under 400)"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"memory                    {peak:.0f} MiB (under 1024)"


def _cost(ledger: Ledger, number: int) -> float:
    """Seconds to add the report of a number."""
    report, claims = report_with_claims(number)
    return _seconds(lambda: ledger.add(report, claims, RUN))


def _answer(ledger: Ledger, filters: Filters) -> tuple[float, int]:
    started = time.perf_counter()
    number = sum(1 for _ in ledger.claims(filters))
    return time.perf_counter() - started, number


def _queries() -> Iterator[Filters]:
    """What people ask for: one to three of place, days, kind, party, words, story, together."""
    chance = random.Random(2023)
    while True:
        first = date(2021, 1, 1) + timedelta(days=chance.randrange(1000))
        kinds: list[Kind] = ["killed", "injured", "displaced", "destroyed"]
        asked = {
            "place": chance.choice(PLACES)[0],
            "days": (first, first + timedelta(days=chance.choice((0, 6, 30)))),
            "kind": chance.choice(kinds),
            "who": chance.choice(("children", "civilian", "combatant")),
            "by": chance.choice(PARTIES),
            "says": chance.choice(PARTIES),
            "text": " ".join(chance.sample(WORDS, 2)),
            "story": f"story {chance.randrange(400)}",
        }
        chosen = chance.sample(sorted(asked), chance.randint(1, 3))
        fields = {name: asked[name] for name in chosen if name != "days"}
        days = dict(zip(("first", "last"), asked["days"], strict=True)) if "days" in chosen else {}
        yield Filters(**fields, **days)  # type: ignore[arg-type]


def _main(store: str) -> None:
    with ExitStack() as opened:
        if store == "sqlite":
            path = Path(opened.enter_context(tempfile.TemporaryDirectory()), "sayso.db")
            lines = _filled(path, lambda: path.stat().st_size)
        else:
            server = opened.enter_context(cluster())
            name = server.new_database()
            lines = _filled(server.url(name), lambda: _database_size(server.url(name)))
        for line in lines:
            print(line, flush=True)


def _database_size(url: str) -> int:
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])


if __name__ == "__main__":
    assert CLAIMS * REPORTS == 100_000
    _main(sys.argv[1])
