"""What is withheld of reports is found once, kept, found anew by other words, and gone with the report."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from sayso.disclosure import Disclosure, Screens
from sayso.records import Decision, Evidence, Report
from sayso.store import Ledger
from sayso.store.tables import screens

from .made import FIRST_RUN, a_report, claims_of

NAMED = "Khin Mar, 45, was killed in Loikaw, her son Aung Lwin said. Shelling killed 12 civilians."
NOW = datetime(2024, 1, 4, 12, tzinfo=UTC)


def _screened(ledger: Ledger, by: str = "these words") -> list[int]:
    """How many reports were left before each portion."""
    disclosures, left = ledger.disclosures(), list[int]()
    disclosures.screening(Screens(disclosures.key()), by).go_on(left.append)
    return left


def _kept(ledger: Ledger) -> list[tuple[int, str]]:
    with ledger._store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(screens.c.report, screens.c.looked))]


@pytest.fixture
def named(ledger: Ledger) -> Report:
    report = a_report(NAMED, url="https://example.org/1", title="Khin Mar is dead")
    ledger.add(report, [], FIRST_RUN)
    return report


@pytest.mark.usefixtures("named")
def test_reports_are_looked_through_once_and_anew_by_other_words(ledger: Ledger) -> None:
    other = a_report()
    ledger.add(other, claims_of(other), FIRST_RUN)
    assert _screened(ledger) == [2]
    assert _screened(ledger) == []
    assert _screened(ledger, "other words") == [2]
    assert [number for number, _ in _kept(ledger)] == [1, 2]


@pytest.mark.usefixtures("named")
def test_the_same_who_looked_through_all_goes_on_with_what_came(ledger: Ledger) -> None:
    disclosures, left = ledger.disclosures(), list[int]()
    screening = disclosures.screening(Screens(disclosures.key()), "these words")
    screening.go_on(left.append)
    other = a_report()
    ledger.add(other, claims_of(other), FIRST_RUN)
    screening.go_on(left.append)
    screening.go_on(left.append)
    assert left == [1, 1]


def test_what_was_kept_tells_what_looking_tells(
    ledger: Ledger, named: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    _screened(ledger)
    key = ledger.disclosures().key()
    looked = Disclosure(key).report(named).value
    assert looked is not None
    assert "Khin" not in looked.text

    own = Screens(key)
    found = ledger.disclosures().reports([named.digest, "0" * 64], own, "these words")
    assert found == {named.digest: named}
    monkeypatch.setattr("sayso.disclosure.screens.look", lambda *_: pytest.fail("looked again"))
    assert Disclosure(key, screens=own).report(named).value == looked


def test_what_was_found_by_other_words_is_not_used(ledger: Ledger, named: Report) -> None:
    _screened(ledger)
    own = Screens(ledger.disclosures().key())
    ledger.disclosures().reports([named.digest], own, "other words")
    assert own._kept == {}


def test_it_goes_with_the_report(ledger: Ledger, named: Report) -> None:
    _screened(ledger)
    assert "khin" in _kept(ledger)[0][1]
    ledger.forget_person("Khin Mar", who="lin", reason="asked to be left out", day=date(2024, 1, 5))
    assert _kept(ledger) == []
    assert _screened(ledger) == [1]
    ledger.forget_report(named.url or "", who="lin", reason="a court order", day=date(2024, 1, 6))
    assert _kept(ledger) == []


@pytest.mark.parametrize(
    ("act", "given", "differs"),
    [
        ("accept", {}, False), ("comment", {"reason": "seen"}, False), ("reject", {}, False),
        ("correct", {"values": {"quantity.value": 13}}, True),
        ("relabel", {"values": {"sensitivity": "restricted"}}, True),
    ],
)  # fmt: skip
def test_only_what_may_label_something_has_the_labels_read_again(
    ledger: Ledger, act: str, given: dict[str, object], differs: bool
) -> None:
    report = a_report()
    ledger.add(report, claims_of(report), FIRST_RUN)
    seen, came = ledger.disclosures().since(0)
    assert came
    assert ledger.disclosures().since(seen) == (seen, False)
    about = Evidence(report.digest, "killed", 16, 18)
    ledger.record(Decision(act, "lin", NOW, about, **given))  # type: ignore[arg-type]
    assert ledger.disclosures().since(seen) == (seen + 1, differs)


@pytest.mark.usefixtures("named")
def test_words_that_are_withheld_are_told_with_their_reports(ledger: Ledger) -> None:
    disclosures = ledger.disclosures()
    assert disclosures.withheld_words("these words", 0) == (0, True, set())
    _screened(ledger)
    through, left, words = disclosures.withheld_words("these words", 0)
    assert (through, left) == (1, False)
    assert {frozenset({"khin", "mar"}), frozenset({"aung", "lwin"})} <= {each for _, each in words}
    assert disclosures.withheld_words("these words", through) == (1, False, set())
    assert disclosures.withheld_words("other words", 0) == (0, True, set())
