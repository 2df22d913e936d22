"""Decisions in a ledger, on both stores: checked when recorded, seen at once wherever claims stand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import DecisionError, RulingConflictError
from sayso.records import Act, Claim, Decision, Evidence
from sayso.ruling import decision_id
from sayso.ruling.decision import READING, reading_of
from sayso.store import Filters, Ledger, Reread, open_ledger
from tests.store.made import FIRST_RUN, SECOND_RUN, TEXT, a_claim, a_report, claims_of

from .rulings import decide, evidence

REPORT = a_report()
KILLED, INJURED = claims_of(REPORT)
ABOUT = evidence(REPORT, KILLED)
WHOLE = Evidence(REPORT.digest)


def values(ledger: Ledger, **asked: Any) -> list[float]:
    return [claim.quantity.value for claim in ledger.claims(Filters(**asked))]


def test_a_decision_is_seen_at_once_and_found_by_what_it_says(ledger: Ledger) -> None:
    correction = {
        "quantity.value": 15,
        "by.party": "mm-army",
        "whom.groups": ["medical"],
        "when.from": "2023-11-01",
    }
    ledger.record(decide("correct", ABOUT, values=correction))
    assert values(ledger) == [15, 3]
    assert values(ledger, by="mm-army") == values(ledger, who="medical") == [15]
    ledger.record(decide("reject", ABOUT, "Ko Aung"))
    assert values(ledger) == values(ledger, text="Loikaw") == [3]
    assert values(ledger, by="mm-army") == values(ledger, who="medical") == []


def test_an_undone_decision_leaves_the_ledger_as_it_was(ledger: Ledger) -> None:
    before = list(ledger.claims())
    made = ledger.record(decide("correct", ABOUT, values={"kind": "casualties", "where": []}))
    assert list(ledger.claims(Filters(place="Loikaw"))) == []
    ledger.record(decide("withdraw", None, targets=(made,)))
    assert list(ledger.claims()) == before
    assert values(ledger, place="Loikaw", kind="killed") == [12]
    assert [each.act for _, each in ledger.decisions()] == ["correct", "withdraw"]
    assert list(ledger.verify()) == []


def test_the_same_decision_twice_changes_nothing(ledger: Ledger) -> None:
    decision = decide("accept", ABOUT)
    assert ledger.record(decision) == ledger.record(decision) == decision_id(decision)
    ((identity, kept),) = ledger.decisions()
    assert identity == decision_id(decision)
    assert kept == replace(decision, values={READING: reading_of(KILLED)})


def test_decisions_outlive_the_program(ledger_at: str) -> None:
    with open_ledger(ledger_at) as ledger:
        ledger.add(REPORT, [KILLED, INJURED], FIRST_RUN)
        ledger.record(decide("reject", ABOUT))
    with open_ledger(ledger_at) as ledger:
        assert list(ledger.claims()) == [INJURED]
        assert ledger.ruled(REPORT).rulings[KILLED.id].verdict == "rejected"


REFUSED: list[tuple[Act, Evidence | None, dict[str, Any], str]] = [
    ("accept", Evidence("0" * 64, "killed", 1, 2), {}, "0000000000000000: no report of the ledger"),
    ("accept", replace(ABOUT, start=15), {}, "its words are now read as killed '12'; the nearest is"),
    ("accept", replace(ABOUT, start=60, end=62), {}, "the present extraction finds no such claim"),
    ("correct", ABOUT, {"values": {"whom.text": "soldiers"}}, "does not fit the claim: whom.text"),
    ("correct", ABOUT, {"values": {"part_of": "0" * 16}}, f"{'0' * 16}: no claim of that id stands"),
    ("approve", ABOUT, {}, "nobody's review of the claim stands"),
    ("add", ABOUT, {"values": {"quantity.value": 1}}, f"{KILLED.id}: there is such a claim already"),
    ("add", replace(ABOUT, end=9999), {"values": {"quantity.value": 1}}, "16 to 9999 is no stretch of the report's 102"),
    ("merge", None, {"targets": (KILLED.id, "0" * 16)}, f"{'0' * 16}: no claim of that id stands"),
    ("withdraw", None, {"targets": ("0" * 16,)}, f"{'0' * 16}: no such decision"),
    ("relabel", WHOLE, {"values": {"sensitivity": "secret"}}, "sensitivity: 'secret'"),
]  # fmt: skip


def test_a_decision_that_fits_nothing_is_refused_and_not_kept(ledger: Ledger) -> None:
    for act, about, said, fault in REFUSED:
        with pytest.raises(DecisionError) as raised:
            ledger.record(decide(act, about, **said))
        assert str(raised.value).startswith(fault)
    assert list(ledger.decisions()) == []
    assert list(ledger.claims()) == [KILLED, INJURED]
    assert list(ledger.verify()) == []


def test_no_claim_becomes_a_part_of_its_own_part(ledger: Ledger) -> None:
    ledger.record(decide("correct", ABOUT, values={"part_of": INJURED.id}))
    with pytest.raises(DecisionError, match=f"part_of: {KILLED.id} is itself a part of {INJURED.id}"):
        ledger.record(decide("correct", evidence(REPORT, INJURED), values={"part_of": KILLED.id}))
    assert [claim.part_of for claim in ledger.claims()] == [INJURED.id, None]


def test_nobody_approves_what_they_reviewed_nor_twice(ledger: Ledger) -> None:
    ledger.record(decide("accept", ABOUT, "Ma Thida"))
    with pytest.raises(DecisionError, match="Ma Thida has reviewed the claim"):
        ledger.record(decide("approve", ABOUT, "Ma Thida"))
    ledger.record(decide("approve", ABOUT, "Ko Aung"))
    with pytest.raises(DecisionError, match="Ko Aung has approved the claim already"):
        ledger.record(decide("approve", ABOUT, "Ko Aung"))
    assert ledger.ruled(REPORT).rulings[KILLED.id].approved_by == ("Ko Aung",)


def test_only_a_lead_undoes_what_another_decided(ledger: Ledger) -> None:
    made = ledger.record(decide("reject", ABOUT, "Ma Thida"))
    undo = decide("withdraw", None, "Ko Aung", targets=(made,))
    with pytest.raises(DecisionError, match="decided by Ma Thida; only they or a lead"):
        ledger.record(undo)
    ledger.record(undo, as_lead=True)
    assert values(ledger) == [12, 3]
    with pytest.raises(DecisionError, match="withdrawn already"):
        ledger.record(decide("withdraw", None, "Ma Thida", targets=(made,)))


def test_who_did_not_see_the_last_decision_is_told(ledger: Ledger) -> None:
    ledger.record(decide("accept", ABOUT, "Ma Thida"), seen=0)
    late = decide("reject", ABOUT, "Ko Aung")
    with pytest.raises(
        RulingConflictError, match="there are 1 decisions about it, not 0, the last by Ma Thida: accept"
    ):
        ledger.record(late, seen=0)
    assert len(list(ledger.decisions())) == 1
    ledger.record(late, seen=ledger.ruled(REPORT).rulings[KILLED.id].seen)
    assert values(ledger) == [3]


def test_of_two_at_the_same_moment_one_is_told(ledger_at: str) -> None:
    with open_ledger(ledger_at) as first, open_ledger(ledger_at) as second:
        first.add(REPORT, [KILLED, INJURED], FIRST_RUN)

        def rule(ledger: Ledger, who: str) -> str:
            try:
                return ledger.record(decide("accept", ABOUT, who), seen=0)
            except RulingConflictError:
                return "told"

        with ThreadPoolExecutor(2) as both:
            told = list(both.map(rule, (first, second), ("Ma Thida", "Ko Aung")))
        assert told.count("told") == 1
        assert len(list(first.decisions())) == 1
        assert list(first.verify()) == []


def test_a_report_that_a_person_withdraws_has_no_claims(ledger: Ledger) -> None:
    made = ledger.record(decide("withdraw", WHOLE, reason="a hoax"))
    assert values(ledger) == []
    assert ledger.ruled(REPORT).withdrawn
    ledger.record(decide("withdraw", None, targets=(made,)))
    assert values(ledger) == [12, 3]


def test_decisions_about_incidents_put_claims_together(ledger: Ledger) -> None:
    ledger.record(decide("merge", None, targets=(KILLED.id, INJURED.id)))
    assert ledger.grouping().together == {frozenset((KILLED.id, INJURED.id))}
    ledger.record(decide("move", ABOUT, targets=(INJURED.id,)))
    assert list(ledger.claims()) == [KILLED, INJURED]


def test_a_claim_or_report_goes_by_its_id(ledger: Ledger) -> None:
    assert ledger.evidence(KILLED.id) == ABOUT
    for named in (REPORT.id, REPORT.digest, REPORT.digest[:8]):
        assert ledger.evidence(named) == WHOLE
    assert ledger.report(REPORT.digest) == REPORT


def test_a_claim_keeps_its_id_whatever_is_ruled_on_it(ledger: Ledger) -> None:
    ledger.record(decide("correct", ABOUT, values={"kind": "casualties", "quantity.text": "12 civilians"}))
    assert ledger.evidence(KILLED.id) == ABOUT
    ledger.record(decide("reject", ABOUT))
    assert ledger.evidence(KILLED.id) == ABOUT
    added = Evidence(REPORT.digest, "injured", 66, 73)
    ledger.record(decide("add", added, values={"quantity.value": 3}))
    (claim,) = (claim for claim in ledger.claims() if claim.quantity.start == 66)
    assert ledger.evidence(claim.id) == added


def test_what_goes_by_nothing_or_by_several_is_told(ledger: Ledger) -> None:
    with pytest.raises(DecisionError, match="nothing-1: no claim or report of the ledger goes by that"):
        ledger.evidence("nothing-1")
    ledger.add(a_report("Another text.", id=REPORT.id, url="https://example.org/1"), [], FIRST_RUN)
    with pytest.raises(DecisionError, match="several reports go by that"):
        ledger.evidence(REPORT.id)
    with pytest.raises(DecisionError, match="no report of the ledger has a text of that digest"):
        ledger.report("0" * 64)
    with pytest.raises(DecisionError, match="no such report in the ledger"):
        ledger.ruled(a_report("unknown"))


# ── reading again ────────────────────────────────────────────────────────────────────────────────────────

WIDER = replace(a_claim(REPORT, "12 civilians"), whom=KILLED.whom)
DRONE = replace(KILLED, means="drone")


@pytest.mark.parametrize(
    ("decision", "now", "left", "told"),
    [
        pytest.param(("accept", {}), [KILLED, INJURED], [KILLED.id, INJURED.id], [], id="the same claims"),
        pytest.param(("accept", {}), [WIDER, INJURED], [KILLED.id, INJURED.id], [(WIDER.id, True)], id="the span moved"),
        pytest.param(("accept", {}), [INJURED], [KILLED.id, INJURED.id], [(None, True)], id="gone"),
        pytest.param(("accept", {}), [DRONE, INJURED], [KILLED.id, INJURED.id], [(KILLED.id, True)], id="read otherwise"),
        pytest.param(("correct", {"quantity.value": 15}), [], [KILLED.id], [(None, True)], id="corrected, gone"),
        pytest.param(("reject", {}), [INJURED], [INJURED.id], [], id="rejected, gone"),
        pytest.param(("reject", {}), [WIDER], [WIDER.id], [], id="rejected, the span moved"),
        pytest.param(("comment", {}), [INJURED], [INJURED.id], [(None, False)], id="commented, gone"),
    ],
)  # fmt: skip
def test_decisions_hold_when_the_report_is_read_again(
    ledger: Ledger, decision: tuple[Act, dict[str, Any]], now: list[Claim], left: list[str], told: list[Any]
) -> None:
    act, said = decision
    ledger.record(decide(act, ABOUT, values=said, reason="see the radio" if act == "comment" else None))
    ledger.reread(REPORT, now, SECOND_RUN)
    assert [claim.id for claim in ledger.claims()] == left
    assert [(line.nearest, line.kept) for line in ledger.unmatched()] == told
    assert len(list(ledger.decisions())) == 1
    assert list(ledger.verify()) == []


def test_reading_again_tells_what_became_of_the_claims(ledger: Ledger) -> None:
    ledger.record(decide("accept", ABOUT))
    assert ledger.reread(REPORT, [DRONE, WIDER], SECOND_RUN) == Reread(
        same=0, new=1, gone=1, changed=1, decisions=1
    )
    assert ledger.read_by(REPORT) == SECOND_RUN
    assert ledger.reread(REPORT, [], SECOND_RUN) == Reread(same=2, decisions=1)
    assert Reread(same=1, gone=2) + Reread(same=1, new=3) == Reread(same=2, new=3, gone=2)


def test_what_an_earlier_run_read_can_be_read_by_it_again(ledger: Ledger) -> None:
    ledger.reread(REPORT, [INJURED], SECOND_RUN)
    ledger.reread(REPORT, [KILLED, INJURED], FIRST_RUN)
    assert list(ledger.claims()) == [KILLED, INJURED]
    assert ledger.read_by(REPORT) == replace(FIRST_RUN, started=SECOND_RUN.started)
    assert ledger.add(REPORT, [], FIRST_RUN) == "known"
    assert list(ledger.claims()) == [KILLED, INJURED]


def test_a_report_that_is_not_there_cannot_be_read_again(ledger: Ledger) -> None:
    other = a_report("unknown")
    assert ledger.read_by(other) is None
    with pytest.raises(DecisionError, match="no such report"):
        ledger.reread(other, [], SECOND_RUN)


def test_decisions_on_an_older_version_are_listed_for_the_newer(ledger: Ledger) -> None:
    url = "https://example.org/1"
    old, new = a_report("At first 12 died.", url=url), a_report("Now the toll: 12 died, 3 hurt.", url=url)
    ledger.add(old, [a_claim(old, "12")], FIRST_RUN)
    made = ledger.record(decide("accept", evidence(old, a_claim(old, "12"))))
    undone = ledger.record(decide("comment", evidence(old, a_claim(old, "12")), reason="sure?"))
    ledger.record(decide("withdraw", None, targets=(undone,)))
    ledger.add(new, [a_claim(new, "3", "injured"), a_claim(new, "12")], FIRST_RUN)
    (line,) = ledger.unmatched()
    assert (line.decision, line.reason, line.kept) == (made, "its report has a newer version", False)
    assert line.nearest == a_claim(new, "12").id
    with pytest.raises(DecisionError, match="the report has a newer version; rule on that one"):
        ledger.record(decide("reject", evidence(old, a_claim(old, "12"))))


def test_a_ruling_is_about_words_wherever_they_are_printed(ledger: Ledger) -> None:
    copy = a_report(outlet="Example Post")
    ledger.add(copy, claims_of(copy), FIRST_RUN)
    ledger.record(decide("reject", ABOUT))
    assert values(ledger) == [3, 3]
    late = a_report(outlet="Example Radio")
    ledger.add(late, claims_of(late), FIRST_RUN)
    assert values(ledger) == [3, 3, 3]


# ── forgetting ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_forgotten_name_leaves_what_was_ruled(ledger: Ledger) -> None:
    text = "Aye Mya said 12 people were killed and 3 hurt."
    report = a_report(text, url="https://example.org/1")
    killed, hurt = a_claim(report, "12"), a_claim(report, "3", "injured", 3)
    ledger.add(report, [killed, hurt], FIRST_RUN)
    ledger.record(decide("correct", evidence(report, killed), values={"quantity.value": 15}))
    ledger.record(decide("reject", evidence(report, hurt), reason="Aye Mya took it back"))
    ledger.record(decide("merge", None, targets=(killed.id, KILLED.id)))
    ledger.reread(report, [], SECOND_RUN)
    ledger.forget_person("Aye Mya", who="lin", reason="asked to", day=SECOND_RUN.started)
    assert values(ledger, text="people") == [15]
    (claim,) = ledger.claims(Filters(text="people"))
    assert ledger.grouping().together == {frozenset((claim.id, KILLED.id))}
    assert list(ledger.verify()) == []


def test_decisions_keep_their_order_when_a_name_in_one_is_forgotten(ledger: Ledger) -> None:
    ledger.record(decide("accept", ABOUT, reason="Aye Mya confirms it"))
    ledger.record(decide("reject", ABOUT))
    ledger.forget_person("Aye Mya", who="lin", reason="asked to", day=SECOND_RUN.started)
    assert [each.act for _, each in ledger.decisions()] == ["accept", "reject"]
    assert values(ledger) == [3]
    assert list(ledger.verify()) == []


def test_of_many_decisions_none_is_lost(ledger: Ledger) -> None:
    made: list[Decision] = []
    for number in range(28):
        act: Act = ("accept", "reject", "correct", "comment")[number % 4]  # type: ignore[assignment]
        said = {"quantity.value": number} if act == "correct" else {}
        made.append(decide(act, ABOUT, f"person {number % 7}", values=said, reason="so"))
        ledger.record(made[-1])
    assert [identity for identity, _ in ledger.decisions()] == [decision_id(each) for each in made]
    assert set(ledger.ruled(REPORT).statuses) == {decision_id(each) for each in made}
    assert values(ledger) == [26, 3]
    assert ledger.report(REPORT.digest).text == TEXT
