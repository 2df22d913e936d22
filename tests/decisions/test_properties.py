"""Whatever is decided in whatever order: nothing is lost, what was undone leaves no trace, replay is a function."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Claim, Decision, Evidence
from sayso.ruling import decision_id, grouped, ruled
from tests.store.made import TEXT, a_claim, a_report, claims_of

from .rulings import decide, evidence

REPORT = a_report()
KILLED, INJURED = claims_of(REPORT)
WIDER = a_claim(REPORT, "12 civilians")
WOUNDED = a_claim(REPORT, "12", "injured")
READ: tuple[Claim, ...] = (KILLED, INJURED, WIDER, WOUNDED, replace(INJURED, part_of=KILLED.id))
PEOPLE = ("A", "B", "C")
CORRECTIONS: tuple[dict[str, Any], ...] = (
    {"quantity.value": 15}, {"quantity.hedge": "range", "quantity.value_high": 20}, {"quantity.value": 30},
    {"kind": "injured"}, {"whom": None}, {"whom.text": "children"}, {"part_of": INJURED.id}, {"where": ["Loikaw"]},
    {"when.from": "2023-11-25"}, {"when.to": "2023-11-19"}, {"quantity.text": "12 civilians"},
)  # fmt: skip


@st.composite
def decided(draw: st.DrawFn) -> list[Decision]:
    """A sequence of decisions as a ledger may have them, wise or not."""
    made: list[Decision] = []
    for _ in range(draw(st.integers(1, 12))):
        act = draw(st.sampled_from(["accept", "reject", "correct", "add", "approve", "comment", "relabel", "choose",
                                    "move", "merge", "split", "withdraw", "withdraw"]))  # fmt: skip
        who, claim = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(READ[:4]))
        about, said = evidence(REPORT, claim), dict[str, Any]()
        if act == "correct":
            said["values"] = draw(st.sampled_from(CORRECTIONS))
        elif act == "add":
            said["values"] = {"quantity.value": 7}
        elif act == "relabel":
            said["values"] = {"sensitivity": "restricted"}
            about = draw(st.sampled_from([about, Evidence(REPORT.digest)]))
        elif act in ("choose", "move"):
            said["targets"] = (draw(st.sampled_from(READ[:4])).id,)
        elif act in ("merge", "split"):
            said |= {
                "targets": (KILLED.id, claim.id),
                "values": {"from": [INJURED.id]} if act == "split" else {},
            }
        elif act == "withdraw" and made and draw(st.booleans()):
            undone = draw(st.sampled_from(made))
            about, said["targets"] = undone.evidence, (decision_id(undone),)  # type: ignore[assignment]
        elif act == "withdraw":
            about = Evidence(REPORT.digest)
        made.append(decide(act, None if act in ("merge", "split") else about, who, **said))
    return made


extractions = st.lists(st.sampled_from(READ), unique_by=lambda claim: claim.id, max_size=4)


def statuses(decisions: list[Decision], extracted: list[Claim]) -> dict[str, str]:
    return dict(ruled(REPORT, extracted, decisions, READ).statuses) | dict(grouped(decisions).statuses)


@given(decided(), extractions)
def test_every_decision_has_a_status_and_the_unmatched_are_listed(
    decisions: list[Decision], extracted: list[Claim]
) -> None:
    found = statuses(decisions, extracted)
    assert set(found) == {decision_id(each) for each in decisions}
    listed = {line.decision for line in ruled(REPORT, extracted, decisions, READ).unmatched}
    assert {each for each, status in found.items() if status == "unmatched"} <= listed


@given(decided(), extractions)
def test_every_extracted_claim_stands_is_rejected_or_stood_for(
    decisions: list[Decision], extracted: list[Claim]
) -> None:
    outcome = ruled(REPORT, extracted, decisions, READ)
    if outcome.withdrawn:
        return
    standing = {claim.id for claim in outcome.claims}
    rejected = {claim_id for claim_id, ruling in outcome.rulings.items() if ruling.verdict == "rejected"}
    stood_for = {each for ruling in outcome.rulings.values() for each in ruling.instead_of}
    assert {claim.id for claim in extracted} <= standing | rejected | stood_for
    assert standing.isdisjoint(rejected | stood_for)
    assert all(claim.part_of is None or claim.part_of in standing for claim in outcome.claims)


@given(decided(), extractions, st.randoms())
def test_replay_depends_on_the_decisions_and_the_text_alone(
    decisions: list[Decision], extracted: list[Claim], random: Any
) -> None:
    shuffled = random.sample(extracted, len(extracted))
    one, other = (ruled(REPORT, each, decisions, READ) for each in (extracted, shuffled))
    assert sorted(one.claims, key=lambda claim: claim.id) == sorted(other.claims, key=lambda claim: claim.id)
    assert (one.rulings, one.statuses, one.unmatched) == (other.rulings, other.statuses, other.unmatched)


@given(decided(), extractions)
def test_what_was_undone_leaves_no_trace(decisions: list[Decision], extracted: list[Claim]) -> None:
    found = statuses(decisions, extracted)
    gone = {each for each, status in found.items() if status == "withdrawn"}
    undoing = {
        decision_id(each)
        for each in decisions
        if each.act == "withdraw" and each.targets and set(each.targets) <= gone
    }
    left = [each for each in decisions if decision_id(each) not in gone | undoing]
    one, other = ruled(REPORT, extracted, decisions, READ), ruled(REPORT, extracted, left, READ)
    assert one.claims == other.claims
    assert {each: replace(ruling, seen=0) for each, ruling in one.rulings.items()} == {
        each: replace(ruling, seen=0) for each, ruling in other.rulings.items()
    }
    assert one.unmatched == other.unmatched
    assert (grouped(decisions).together, grouped(decisions).apart) == (
        grouped(left).together,
        grouped(left).apart,
    )


@given(decided(), extractions)
def test_every_quote_is_its_slice_of_the_text(decisions: list[Decision], extracted: list[Claim]) -> None:
    for claim in ruled(REPORT, extracted, decisions, READ).claims:
        assert all(TEXT[quote.start : quote.end] == quote.text for quote in claim.quotes())


@pytest.mark.parametrize("number", [1, 10, 100])
def test_the_same_decision_twice_is_one(number: int) -> None:
    rejection = decide("reject", evidence(REPORT, KILLED))
    assert ruled(REPORT, [KILLED], [rejection] * number).statuses == {decision_id(rejection): "applied"}
