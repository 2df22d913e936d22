"""Several processes: the same claims in the same order, whatever happens to one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from sayso.intake import parallel
from sayso.intake.parallel import AHEAD, extract_all
from sayso.read import Skipped
from sayso.records import Claim, Report

REPORTS = [Report(f"r{number}", "Two died.", "") for number in range(40)]


def fake(report: Report, _: object) -> tuple[Claim, ...]:
    """Claims enough to tell reports apart; the process dies over "deadly"."""
    if report.id == "deadly":
        os._exit(9)
    return ()


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "extract", fake)
    monkeypatch.setattr(parallel, "load", lambda *_: None)


def ids(results: Iterator[parallel.Result | Skipped]) -> list[str]:
    return [result.path if isinstance(result, Skipped) else result[0].id for result in results]


def test_results_come_in_the_order_of_the_input() -> None:
    items: list[Report | Skipped] = [*REPORTS, Skipped("bad.txt", "empty text"), REPORTS[0]]
    assert ids(extract_all(items, (), 2)) == [*(report.id for report in REPORTS), "bad.txt", "r0"]


@pytest.mark.parametrize("at", [0, 5, 39])
def test_a_report_that_kills_its_process_is_skipped_and_no_other(at: int) -> None:
    items = [*REPORTS[:at], Report("deadly", "x", ""), *REPORTS[at:]]
    results = list(extract_all(items, (), 2))
    assert ids(iter(results)) == [item.id for item in items]
    assert [each for each in results if isinstance(each, Skipped)] == [
        Skipped("deadly", "the process that read it died")
    ]


def test_no_more_is_read_ahead_than_the_processes_need() -> None:
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield REPORTS[0]

    results = extract_all(endless(), (), 2)
    for _ in range(100):
        next(results)
    assert taken <= 100 + 2 * AHEAD
    results.close()  # type: ignore[attr-defined]
