"""What one person has before them: the queue in its order, everything of a claim, what changed since a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sayso.errors import NotInLedgerError, QuestionError
from sayso.records import Claim, Doubt, Report
from sayso.store import Claimed, Desk, Filters, Ledger, Waiting
from tests.decisions.rulings import decide, evidence

from .made import FIRST_RUN, SECOND_RUN, a_claim, a_report, claims_of

NOW = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
DOUBTS = tuple(Doubt("by", f"reason {number}") for number in range(3))


def desk(ledger: Ledger, name: str = "Ma Thida") -> Desk:
    return ledger.desk(name, NOW)


def told(number: int, doubts: int = 0, **known: Any) -> tuple[Report, Claim]:
    text = f"{number} were killed, and nobody told more of it."
    report = a_report(text, **{"id": f"r{number}", **known})
    return report, a_claim(report, str(number), value=number, doubts=DOUBTS[:doubts])


WAITING = [
    told(10, 1, published=date(2023, 11, 2)), told(11, 3, published=date(2023, 11, 9), outlet="Straße"),
    told(12, 0, published=date(2023, 11, 1)), told(13, 1, published=date(2023, 11, 1)), told(14, 1, published=None),
    told(15, 1, published=date(2023, 11, 2), story="loikaw"),
]  # fmt: skip
IN_TURN = [11, 14, 13, 10, 15, 12]


@pytest.fixture
def waiting(ledger: Ledger) -> Ledger:
    for report, claim in WAITING:
        ledger.add(report, [claim], FIRST_RUN)
    return ledger


def numbers(items: list[Claimed]) -> list[float]:
    return [each.claim.quantity.value for each in items]


def queued(ledger: Ledger, only: Waiting = "open", name: str = "Ma Thida", **asked: Any) -> list[float]:
    found = desk(ledger, name).queue(Filters(**asked), only).items
    assert desk(ledger, name).waiting(Filters(**asked), only) == len(found)
    return numbers(found)


def about(number: int) -> Any:
    report, claim = WAITING[number - 10]
    return evidence(report, claim)


def test_the_queue_is_by_doubts_and_then_by_age(waiting: Ledger) -> None:
    assert queued(waiting) == IN_TURN


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param({"outlet": "STRASSE"}, [11], id="outlet"),
        pytest.param({"outlet": "Stra"}, [], id="part of an outlet"),
        pytest.param({"story": "loikaw"}, [15], id="story"),
        pytest.param({"kind": "injured"}, [], id="kind"),
        pytest.param({"text": "14 killed"}, [14], id="words"),
    ],
)
def test_the_queue_of_what_is_asked_for(waiting: Ledger, asked: dict[str, Any], left: list[float]) -> None:
    assert queued(waiting, **asked) == left
    assert numbers(desk(waiting).claims(Filters(**asked)).items) == left


@pytest.mark.parametrize("limit", [1, 2, 3, 6])
def test_parts_make_up_the_whole(waiting: Ledger, limit: int) -> None:
    found, after = [], None
    for _ in range(-(-len(IN_TURN) // limit)):
        items, after = desk(waiting).queue(after=after, limit=limit)
        found += numbers(items)
    assert found == IN_TURN
    assert after is None


def test_the_next_part_goes_on_where_the_last_ended_whatever_came_between(waiting: Ledger) -> None:
    items, after = desk(waiting).queue(limit=3)
    waiting.record(decide("accept", about(14)))
    report, claim = told(16, 3)
    waiting.add(report, [claim], FIRST_RUN)
    assert numbers([*items, *desk(waiting).queue(after=after).items]) == IN_TURN


@pytest.mark.parametrize(
    "after", ["x", "", "W10", "WzFd", "bnVsbA", "WzEsMSwiMjAyMyIsMV0", "WzEsdHJ1ZSwxLDFd", "é"]
)
def test_a_place_that_was_never_handed_out_is_refused(waiting: Ledger, after: str) -> None:
    with pytest.raises(QuestionError, match="is no place in this list"):
        desk(waiting).queue(after=after)


@pytest.mark.parametrize(
    ("act", "values", "left"),
    [
        pytest.param("accept", {}, [11, 14, 10, 15, 12], id="accepted"),
        pytest.param("correct", {"quantity.value": 9}, [11, 14, 10, 15, 12], id="corrected"),
        pytest.param("reject", {}, [11, 14, 10, 15, 12], id="rejected"),
        pytest.param("comment", {}, IN_TURN, id="commented on"),
        pytest.param("relabel", {"sensitivity": "restricted"}, IN_TURN, id="labelled"),
    ],
)
def test_a_verdict_takes_a_claim_out_of_the_queue_until_it_is_undone(
    waiting: Ledger, act: Any, values: dict[str, Any], left: list[float]
) -> None:
    made = waiting.record(decide(act, about(13), values=values, reason="so"))
    assert queued(waiting) == left
    waiting.record(decide("withdraw", None, targets=(made,)))
    assert queued(waiting) == IN_TURN
    again = desk(waiting).claim(WAITING[3][1].id)
    assert again.ruling is not None
    assert again.ruling.seen == 2
    waiting.record(decide("accept", about(13)), seen=again.ruling.seen)


def test_what_came_was_read_again_or_ruled_on_since_a_visit_is_changed(waiting: Ledger) -> None:
    assert queued(waiting, "changed") == []
    waiting.visits().mark("Ma Thida", NOW)
    assert queued(waiting, "changed") == []
    assert desk(waiting).changes().reports == ()
    new, claim = told(16)
    waiting.add(new, [claim], FIRST_RUN)
    revised, claim = told(17, id="r12", published=date(2023, 12, 1))
    waiting.add(revised, [claim], FIRST_RUN)
    waiting.record(decide("comment", about(11), "Ko Aung", reason="who counted?"))
    waiting.record(decide("comment", about(10), reason="mine"))
    waiting.reread(WAITING[5][0], [replace(WAITING[5][1], means="drone")], SECOND_RUN)
    assert queued(waiting, "changed") == [11, 10, 15, 16, 17]
    changes = desk(waiting).changes()
    assert changes.since == NOW
    assert [each.id for each in changes.reports] == ["r16"]
    assert [each.id for each in changes.revisions] == ["r12"]
    assert [each.who for each in changes.decisions] == ["Ko Aung"]
    assert queued(waiting, "changed", "Ko Aung") == []
    assert {each.claim.quantity.value for each in desk(waiting).queue().items if each.changed} == {
        10,
        11,
        15,
        16,
        17,
    }


def test_everything_of_a_reports_claims_the_rejected_too(ledger: Ledger) -> None:
    report = a_report(title="Loikaw", retold=True)
    killed, injured = claims_of(report)
    ledger.add(report, [killed, injured], FIRST_RUN)
    ledger.record(decide("reject", evidence(report, killed), "Ko Aung", reason="no"))
    said = ledger.record(decide("comment", evidence(report, killed), reason="sure?"))
    undone = ledger.record(decide("comment", evidence(report, injured), reason="oh"))
    ledger.record(decide("withdraw", None, targets=(undone,)))
    first, second = desk(ledger).claims_of(report.digest)
    assert (first.claim, second.claim) == (killed, injured)
    assert (first.report.title, first.report.retold) == ("Loikaw", True)
    assert first.ruling is not None
    assert (first.ruling.verdict, first.ruling.reviewed_by, first.ruling.seen) == (
        "rejected",
        ("Ko Aung",),
        2,
    )
    assert [(each.id, each.text) for each in first.comments] == [(said, "sure?")]
    assert second.open
    assert second.comments == ()
    assert desk(ledger).claim(killed.id) == first
    assert desk(ledger).claim(injured.id) == second


@pytest.mark.parametrize("named", ["0" * 16, "note"])
def test_a_claim_that_is_not_there_is_not_found(ledger: Ledger, named: str) -> None:
    report = a_report(id="note")
    ledger.add(report, claims_of(report), FIRST_RUN)
    with pytest.raises(NotInLedgerError):
        desk(ledger).claim(named)
    with pytest.raises(NotInLedgerError, match="no report of the ledger has a text of that digest"):
        desk(ledger).claims_of("0" * 64)


def test_a_claim_keeps_its_incident_when_another_of_its_report_is_rejected(ledger: Ledger) -> None:
    report = a_report()
    killed, injured = claims_of(report)
    ledger.add(report, [killed, injured], FIRST_RUN)
    ledger.links()
    before = desk(ledger).claim(injured.id)
    assert before.incident == injured.id or before.incident == killed.id
    ledger.record(decide("reject", evidence(report, killed)))
    after = desk(ledger).claim(injured.id)
    assert (after.incident, after.origin, after.because) == (before.incident, before.origin, before.because)


def test_claims_of_one_place_and_kind_each_have_a_number(ledger: Ledger) -> None:
    report = a_report()
    twelve, more = a_claim(report, "12"), a_claim(report, "12 civilians")
    ledger.add(report, [twelve, more], FIRST_RUN)
    assert list(ledger.claims()) == [twelve, more]
