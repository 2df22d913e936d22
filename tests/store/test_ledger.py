"""Reports go in once, with the claims of their latest extraction; what stands does not tell who came first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from sayso.records import Claim, Period, Report
from sayso.store import Ledger, Outcome, open_ledger

from .made import FIRST_RUN, SECOND_RUN, TEXT, a_claim, a_report, claims_of


def standing(ledger: Ledger) -> list[Claim]:
    return list(ledger.claims())


def test_what_was_added_comes_back_whole(ledger: Ledger) -> None:
    report = a_report(
        title="Loikaw", url="https://example.org/1", story="loikaw", facts_from=("a", "b"), retold=True
    )
    assert ledger.add(report, claims_of(report), FIRST_RUN) == "new"
    assert list(ledger.reports()) == [report]
    assert standing(ledger) == claims_of(report)


def test_adding_the_same_report_again_changes_nothing(ledger: Ledger) -> None:
    report = a_report()
    outcomes = [ledger.add(report, claims_of(report), FIRST_RUN) for _ in range(3)]
    assert outcomes == ["new", "known", "known"]
    assert standing(ledger) == claims_of(report)


def test_a_report_is_known_by_text_and_outlet_alone(ledger: Ledger) -> None:
    report = a_report()
    ledger.add(report, [], FIRST_RUN)
    assert ledger.add(replace(report, id="other", url="https://example.org/2"), [], FIRST_RUN) == "known"
    assert ledger.add(replace(report, outlet="Example Post"), [], FIRST_RUN) == "new"
    assert ledger.has(report)
    assert not ledger.has(replace(report, outlet=None))


def test_a_ledger_knows_by_which_run_a_report_was_read(ledger: Ledger) -> None:
    report = a_report()
    ledger.add(report, [], FIRST_RUN)
    assert ledger.has(report, FIRST_RUN)
    assert not ledger.has(report, SECOND_RUN)


@pytest.mark.parametrize(
    ("first", "second", "outcome", "left"),
    [
        pytest.param({"url": "u"}, {"url": "u"}, "revision", ["second"], id="the same page"),
        pytest.param({"id": "1"}, {"id": "1"}, "revision", ["second"], id="the same given id"),
        pytest.param({"id": "1", "url": "u"}, {"id": "1", "url": "v"}, "new", ["first", "second"], id="two pages"),
        pytest.param({"url": "u"}, {"url": "u", "outlet": "Post"}, "new", ["first", "second"], id="two outlets"),
        pytest.param(
            {"url": "u"}, {"url": "u", "published": date(2023, 11, 1)}, "revision", ["first"], id="an earlier version"
        ),
        pytest.param(
            {"url": "u"}, {"url": "u", "published": None}, "revision", ["first"], id="a version of no known day"
        ),
    ],
)  # fmt: skip
def test_another_text_of_a_page_revises_it(
    ledger: Ledger, first: dict[str, str], second: dict[str, str], outcome: Outcome, left: list[str]
) -> None:
    for text, known, expected in (("first 1", first, "new"), ("second 1", second, outcome)):
        report = a_report(text, **known)
        assert ledger.add(report, [a_claim(report, "1")], FIRST_RUN) == expected
    assert sorted(report.text.split()[0] for report in ledger.reports()) == left
    assert sorted(claim.evidence.text.split()[0] for claim in ledger.claims()) == left


def test_a_withdrawn_version_takes_the_claims_of_its_page_away(ledger: Ledger) -> None:
    report = a_report(url="https://example.org/1")
    ledger.add(report, claims_of(report), FIRST_RUN)
    assert ledger.add(replace(report, withdrawn=True), claims_of(report), FIRST_RUN) == "revision"
    assert standing(ledger) == []
    assert [each.withdrawn for each in ledger.reports()] == [True]


def test_the_latest_extraction_counts(ledger: Ledger) -> None:
    report = a_report()
    killed, injured = claims_of(report)
    ledger.add(report, [killed, injured], FIRST_RUN)
    assert ledger.add(report, [injured], SECOND_RUN) == "known"
    assert standing(ledger) == [injured]


def test_an_older_extraction_that_comes_late_does_not_count(ledger: Ledger) -> None:
    report = a_report()
    killed, injured = claims_of(report)
    ledger.add(report, [injured], SECOND_RUN)
    ledger.add(report, [killed], FIRST_RUN)
    assert standing(ledger) == [injured]


def test_an_extraction_that_finds_the_same_keeps_no_claims_again(ledger: Ledger) -> None:
    report = a_report()
    for run in (FIRST_RUN, SECOND_RUN):
        ledger.add(report, claims_of(report), run)
    assert ledger.has(report, SECOND_RUN)
    assert standing(ledger) == claims_of(report)
    assert rows(ledger, "claims") == 2
    assert rows(ledger, "extractions") == 2


def rows(ledger: Ledger, table: str) -> int:
    with ledger._store.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def test_the_order_in_which_reports_come_tells_nothing(ledger: Ledger) -> None:
    versions = [
        a_report(f"version of {day} November: 1", url="https://example.org/1", published=date(2023, 11, day))
        for day in (20, 22, 21)
    ]
    reports = [*versions, a_report("another 1", url="https://example.org/2")]
    for number, order in enumerate(permutations(reports)):
        for report in order:
            ledger.add(replace(report, outlet=f"Times {number}"), [a_claim(report, "1")], FIRST_RUN)
    views: dict[str | None, list[str]] = {}
    for report in ledger.reports():
        views.setdefault(report.outlet, []).append(report.text)
    assert {tuple(sorted(view)) for view in views.values()} == {("another 1", "version of 22 November: 1")}
    assert len(standing(ledger)) == 2 * 24


@pytest.mark.parametrize(
    "text", ["NUL \0 and 1", "\ufdd0 1", "\ufdd00 \ufdd0\0 1", "၅ 1", "\u2028 1 \U0001f56f", "e\u0301 1", "'; -- 1"]
)  # fmt: skip
def test_any_text_comes_back_as_it_was(ledger: Ledger, text: str) -> None:
    report = a_report(text, title=text, id=text, url=text, story=text, outlet=text)
    ledger.add(report, [a_claim(report, "1")], FIRST_RUN)
    assert list(ledger.reports()) == [report]
    assert standing(ledger) == [a_claim(report, "1")]


def test_a_claim_without_days_keeps_its_words(ledger: Ledger) -> None:
    report = a_report(TEXT)
    claim = a_claim(report, "12", when=Period("on Tuesday", 39, 49, None, date(2023, 11, 21)))
    ledger.add(report, [claim], FIRST_RUN)
    assert standing(ledger) == [claim]


def test_a_ledger_can_be_closed_and_opened_again(ledger_at: str) -> None:
    report: Report = a_report()
    with open_ledger(ledger_at) as ledger:
        ledger.add(report, claims_of(report), FIRST_RUN)
    with open_ledger(ledger_at, create=False) as ledger:
        assert ledger.add(report, claims_of(report), FIRST_RUN) == "known"
        assert standing(ledger) == claims_of(report)
