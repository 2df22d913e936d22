"""The audit trail as persons read it."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.errors import NotInLedgerError
from sayso.records import Evidence
from sayso.store import Audit, Ledger
from tests.decisions.rulings import decide, evidence

from .made import FIRST_RUN, a_report, claims_of

REPORT = a_report()
KILLED, INJURED = claims_of(REPORT)
ABOUT = evidence(REPORT, KILLED)


@pytest.fixture
def audit(ledger: Ledger) -> Audit:
    ledger.add(REPORT, [KILLED, INJURED], FIRST_RUN)
    ledger.record(decide("accept", ABOUT, "Ma Thida", reason="seen it"))
    ledger.record(decide("comment", evidence(REPORT, INJURED), "ma thida", reason='"who":"Ko Aung"'))
    ledger.record(decide("comment", Evidence(REPORT.digest), "Ko Aung", reason="a report"))
    ledger.record(decide("merge", None, "Ko Aung", targets=(KILLED.id, INJURED.id)))
    return ledger.audit()


def test_what_persons_did_is_told_the_newest_first(audit: Audit) -> None:
    merge, of_report, injured, killed = audit.entries().items
    assert [each.act for each in (merge, of_report, injured, killed)] == [
        "merge",
        "comment",
        "comment",
        "accept",
    ]
    assert (merge.report, merge.claim, merge.words) == (None, None, "2 claims")
    assert of_report.report is not None
    assert (of_report.report.digest, of_report.claim) == (REPORT.digest, None)
    assert (killed.who, killed.reason, killed.claim, killed.words) == (
        "Ma Thida",
        "seen it",
        KILLED.id,
        "killed 12",
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"who": "Ma Thida"}, ["accept"], id="a person, by the very name"),
        pytest.param({"who": "Ko Aung"}, ["merge", "comment"], id="not who is only spoken of"),
        pytest.param({"act": "comment"}, ["comment", "comment"], id="an act"),
        pytest.param({"who": "Ko Aung", "act": "accept"}, [], id="both"),
        pytest.param({"who": "%"}, [], id="nobody"),
    ],
)
def test_the_trail_of_a_person_or_act(audit: Audit, asked: dict[str, str], found: list[str]) -> None:
    assert [each.act for each in audit.entries(**asked).items] == found  # type: ignore[arg-type]


def test_the_whole_trail_a_part_at_a_time(audit: Audit) -> None:
    found, after = [], None
    for _ in range(3):
        items, after = audit.entries(everything=True, after=after, limit=2)
        found += items
    assert after is None
    assert [each.sequence for each in found] == [6, 5, 4, 3, 2, 1]
    assert [each.kind for each in found[-2:]] == ["extraction", "report"]
    assert found[-2].at == FIRST_RUN.started
    assert found[-1].report is not None


def test_an_erasure_is_told_and_what_it_erased_no_longer(ledger: Ledger, audit: Audit) -> None:
    ledger.forget_report(REPORT.id, who="Daw Mya", reason="asked for", day=date(2024, 1, 1))
    erasure, merge, *erased = audit.entries().items
    assert (erasure.who, erasure.at, erasure.reason) == ("Daw Mya", date(2024, 1, 1), "asked for")
    assert erasure.erased == {"decision": 3, "extraction": 1, "report": 1}
    assert merge.act == "merge"
    assert [(each.act, each.who, each.report) for each in erased] == [(None, None, None)] * 3
    assert [each.who for each in audit.entries(who="Daw Mya").items] == ["Daw Mya"]


def test_decisions_with_what_became_of_them(ledger: Ledger, audit: Audit) -> None:
    accepted = ledger.audit().decisions(about=ABOUT).items[0].id
    undoing = ledger.record(decide("withdraw", None, targets=(accepted,)))
    assert [(each.id, each.status) for each in audit.decisions(about=ABOUT).items] == [
        (undoing, "applied"), (accepted, "withdrawn"),
    ]  # fmt: skip
    assert len(audit.decisions(about=Evidence(REPORT.digest)).items) == 4
    merge, comment = audit.decisions(who="Ko Aung").items
    assert (merge.status, comment.status) == ("applied", "applied")
    ledger.record(decide("withdraw", None, "Ko Aung", targets=(merge.id,)))
    assert audit.decision(merge.id).status == "withdrawn"
    with pytest.raises(NotInLedgerError, match="no such decision"):
        audit.decision("0" * 16)


def test_a_decision_about_an_older_version_is_unmatched(ledger: Ledger, audit: Audit) -> None:
    ledger.add(a_report("Another text.", id=REPORT.id, published=date(2023, 12, 1)), [], FIRST_RUN)
    (found,) = audit.decisions(about=ABOUT).items
    assert found.status == "unmatched"
