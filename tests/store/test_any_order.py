"""Whatever is done to a ledger in whatever order, it stands as a plain account of it says, and verifies."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sayso.records import Report, Run
from sayso.store import Ledger, open_ledger

from .made import a_claim, a_report

pages = st.sampled_from(["a", "b"])
days = st.integers(20, 22)
texts = st.sampled_from(["Ma Hla saw 1", "they saw 1", "1"])
runs = st.sampled_from([Run("first", date(2023, 12, 1)), Run("second", date(2023, 12, 2))])


@dataclass
class Version:
    """What the account knows of one version of a page."""

    report: Report
    run: Run
    forgotten: bool = False


class Account(RuleBasedStateMachine):
    """A ledger and, beside it, the list of what was added."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledger: Ledger = open_ledger(self.place())
        self.versions: list[Version] = []

    def place(self) -> str:
        return str(Path(self.folder.name, "sayso.db"))

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    @rule(page=pages, day=days, text=texts, run=runs)
    def add(self, page: str, day: int, text: str, run: Run) -> None:
        report = a_report(f"{text} in {page}", url=page, published=date(2023, 11, day))
        known = next((each for each in self.versions if self.same(each.report, report)), None)
        outcome = self.ledger.add(report, [a_claim(report, "1", rules=(run.fingerprint,))], run)
        if known is None:
            assert outcome == ("revision" if self.current(page) else "new")
            self.versions.append(Version(report, run))
        elif known.forgotten:
            assert outcome == "forgotten"
        else:
            assert outcome == "known"
            known.run = max(known.run, run, key=lambda each: each.started)

    @rule(page=pages)
    def withdraw(self, page: str) -> None:
        current = self.current(page)
        taken = self.ledger.withdraw(None, page, None, None)
        assert taken == (current is not None and not current.report.withdrawn)
        if current and taken:
            self.versions.append(Version(replace(current.report, withdrawn=True), current.run))

    @rule(page=pages)
    def forget_page(self, page: str) -> None:
        self.ledger.forget_report(page, who="lin", reason="asked to", day=date(2024, 1, 1))
        for version in self.versions:
            version.forgotten |= version.report.url == page

    @precondition(lambda self: self.versions)
    @rule()
    def forget_a_name(self) -> None:
        self.ledger.forget_person("Ma Hla", who="lin", reason="asked to", day=date(2024, 1, 1))
        for place, version in reversed(list(enumerate(self.versions))):
            if "Ma Hla" in version.report.text and not version.forgotten:
                black = a_report(version.report.text.replace("Ma Hla", "██ ███"))
                report = replace(version.report, text=black.text, digest=black.digest)
                version.forgotten = True
                self.versions.insert(place + 1, Version(report, version.run))

    @invariant()
    def stands_as_the_account_says(self) -> None:
        current = [version for page in "ab" if (version := self.current(page))]
        assert sorted(self.told(each.report) for each in current) == sorted(
            map(self.told, self.ledger.reports())
        )
        standing = [(each.report.text, each.run.fingerprint) for each in current if not each.report.withdrawn]
        claims = [(claim.evidence.text, *claim.rules) for claim in self.ledger.claims()]
        assert sorted(claims) == sorted(standing)
        assert list(self.ledger.verify()) == []

    def current(self, page: str) -> Version | None:
        alive = [each for each in self.versions if each.report.url == page and not each.forgotten]
        return (
            max(enumerate(alive), key=lambda each: (each[1].report.published, each[0]))[1] if alive else None
        )

    @staticmethod
    def same(one: Report, other: Report) -> bool:
        return (one.digest, one.withdrawn) == (other.digest, other.withdrawn)

    @staticmethod
    def told(report: Report) -> tuple[str, bool]:
        return report.text, report.withdrawn


def test_on_sqlite(empty_ledger: Path) -> None:
    class OnSqlite(Account):
        def place(self) -> str:
            return str(shutil.copy(empty_ledger, Path(self.folder.name, "sayso.db")))

    run_state_machine_as_test(
        OnSqlite, settings=settings(max_examples=20, stateful_step_count=10, deadline=None)
    )


def test_on_postgresql(request: pytest.FixtureRequest) -> None:
    postgres = request.getfixturevalue("postgres")

    class OnPostgres(Account):
        def place(self) -> str:
            return str(postgres.url(postgres.new_database("ledger")))

    run_state_machine_as_test(
        OnPostgres, settings=settings(max_examples=2, stateful_step_count=8, deadline=None)
    )
