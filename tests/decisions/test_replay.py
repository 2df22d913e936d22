"""What stands of a report's claims after decisions: one row a sequence of decisions, the last one the latest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.records import Act, Claim, Decision, Doer, Doubt, Evidence, Report, Ruled
from sayso.ruling import choices, decision_id, ruled
from sayso.ruling.decision import READING, reading_of
from tests.store.made import LOIKAW, TEXT, a_claim, a_report, claims_of

from .rulings import decide, evidence

REPORT = a_report()
KILLED, INJURED = claims_of(REPORT)
Step = tuple[Act, str, dict[str, Any]]


def replayed(
    *steps: tuple[Any, ...], extracted: list[Claim] | None = None, earlier: tuple[Claim, ...] = ()
) -> tuple[Ruled, list[str]]:
    """The outcome of steps (act, who, values) about the claim of the killed, and the status of each."""
    decisions: list[Decision] = []
    for act, who, *rest in steps:
        if act == "withdraw":
            targets = (decision_id(decisions[rest[0]]),)
            decisions.append(
                decide(act, decisions[rest[0]].evidence, who, targets=targets, reason="an error")
            )
        else:
            decisions.append(decide(act, evidence(REPORT, KILLED), who, values=rest[0] if rest else {}))
    outcome = ruled(REPORT, [KILLED, INJURED] if extracted is None else extracted, decisions, earlier)
    return outcome, [outcome.statuses[decision_id(each)] for each in decisions]


A, B, C = "Ma Thida", "Ko Aung", "Naw Paw"
FIFTEEN, TWENTY = {"quantity.value": 15}, {"quantity.value": 20}


@pytest.mark.parametrize(
    ("steps", "statuses", "value"),
    [
        pytest.param([("accept", A)], ["applied"], 12, id="accepted"),
        pytest.param([("reject", A)], ["applied"], None, id="rejected"),
        pytest.param([("accept", A), ("reject", B)], ["superseded", "applied"], None, id="the later verdict holds"),
        pytest.param([("reject", A), ("accept", B)], ["superseded", "applied"], 12, id="taken back in"),
        pytest.param([("accept", A), ("accept", B)], ["applied", "applied"], 12, id="two agree"),
        pytest.param([("correct", A, FIFTEEN)], ["applied"], 15, id="corrected"),
        pytest.param([("correct", A, FIFTEEN), ("correct", B, TWENTY)], ["superseded", "applied"], 20, id="corrected again"),
        pytest.param([("correct", A, FIFTEEN), ("accept", B)], ["applied", "applied"], 15, id="corrected, then accepted"),
        pytest.param([("correct", A, FIFTEEN), ("reject", B)], ["superseded", "applied"], None, id="corrected, then rejected"),
        pytest.param([("reject", A), ("correct", B, FIFTEEN)], ["superseded", "applied"], 15, id="a correction takes back in"),
        pytest.param([("correct", A, FIFTEEN), ("correct", B, {"means": "drone"})], ["applied", "applied"], 15, id="two fields"),
        pytest.param([("correct", A, FIFTEEN), ("withdraw", A, 0)], ["withdrawn", "applied"], 12, id="undone"),
        pytest.param(
            [("correct", A, FIFTEEN), ("correct", A, TWENTY), ("withdraw", A, 1)],
            ["applied", "withdrawn", "applied"], 15, id="the one before holds again",
        ),
        pytest.param(
            [("reject", A), ("withdraw", A, 0), ("withdraw", A, 1)],
            ["applied", "withdrawn", "applied"], None, id="the undoing is undone",
        ),
        pytest.param([("comment", A)], ["applied"], 12, id="commented"),
        pytest.param([("accept", A), ("approve", B)], ["applied", "applied"], 12, id="approved"),
        pytest.param([("accept", A), ("approve", A)], ["applied", "unmatched"], 12, id="approved by who reviewed"),
        pytest.param([("approve", B)], ["unmatched"], 12, id="approved without a review"),
        pytest.param(
            [("accept", A), ("approve", B), ("approve", B)], ["applied", "applied", "unmatched"], 12, id="approved twice"
        ),
        pytest.param(
            [("accept", A), ("approve", B), ("correct", C, FIFTEEN)],
            ["applied", "superseded", "applied"], 15, id="approved, then corrected",
        ),
        pytest.param(
            [("accept", A), ("approve", B), ("withdraw", A, 0)],
            ["withdrawn", "unmatched", "applied"], 12, id="approved, then the review undone",
        ),
        pytest.param(
            [("relabel", A, {"sensitivity": "restricted"}), ("relabel", B, {"sensitivity": "public"})],
            ["superseded", "applied"], 12, id="labelled anew",
        ),
    ],
)  # fmt: skip
def test_the_latest_standing_decision_holds(
    steps: list[Step], statuses: list[str], value: int | None
) -> None:
    outcome, found = replayed(*steps)
    assert found == statuses
    killed = [claim.quantity.value for claim in outcome.claims if claim.kind == "killed"]
    assert killed == ([] if value is None else [value])
    assert INJURED in outcome.claims


@pytest.mark.parametrize(
    ("values", "now"),
    [
        pytest.param({"kind": "casualties"}, {"kind": "casualties"}, id="kind"),
        pytest.param({"whom": None}, {"whom": None}, id="a slot taken away"),
        pytest.param({"by.text": "the KNDF", "by": None}, {"by": Doer("the KNDF", 51, 59), "doubts": ()}, id="a slot begun anew"),
        pytest.param({"means": None}, {"means": None}, id="no means"),
        pytest.param({"whom.class": "combatant", "whom.groups": ["medical"]}, {"whom": replace(KILLED.whom, harmed_class="combatant", groups=("medical",))}, id="parts of a slot"),
        pytest.param({"whom.text": "12 civilians"}, {"whom": replace(KILLED.whom, text="12 civilians", start=16, end=28)}, id="words"),
        pytest.param({"whom.start": 16, "whom.end": 28}, {"whom": replace(KILLED.whom, text="12 civilians", start=16, end=28)}, id="a stretch"),
        pytest.param({"when.from": "2023-11-20"}, {"when": replace(KILLED.when, first=date(2023, 11, 20))}, id="a day"),
        pytest.param({"quantity.hedge": "range", "quantity.value_high": 20}, {"quantity": replace(KILLED.quantity, hedge="range", value_high=20)}, id="a range"),
        pytest.param({"source.party": None, "source.stance": "denied"}, {"source": replace(KILLED.source, party=None, stance="denied")}, id="source"),
        pytest.param({"where": []}, {"where": ()}, id="no place"),
        pytest.param({"where": ["Loikaw"]}, {"where": (LOIKAW,)}, id="a place that the report knows"),
        pytest.param({"by.party": "mm-army"}, {"by": replace(KILLED.by, party="mm-army"), "doubts": ()}, id="answers a doubt"),
    ],
)  # fmt: skip
def test_any_field_can_be_corrected(values: dict[str, Any], now: dict[str, Any]) -> None:
    outcome, _ = replayed(("correct", A, values))
    claim = outcome.claims[0]
    (rule,) = set(claim.rules) - set(KILLED.rules)
    assert claim == replace(KILLED, rules=(*KILLED.rules, rule), **now)
    assert rule == f"decision.{next(iter(outcome.statuses))}"


def test_a_slot_that_was_not_there_begins_where_the_number_stands() -> None:
    decision = decide(
        "correct", evidence(REPORT, INJURED), values={"by.party": "mm-army", "when.from": "2023-11-21"}
    )
    injured = ruled(REPORT, [KILLED, INJURED], [decision]).claims[1]
    assert injured.by is not None
    assert (injured.by.text, injured.by.start) == ("", INJURED.quantity.start)
    assert all(TEXT[quote.start : quote.end] == quote.text for quote in injured.quotes())


@pytest.mark.parametrize(
    ("steps", "is_weak"),
    [
        pytest.param([], True, id="nobody ruled"),
        pytest.param([("comment", A)], True, id="commented"),
        pytest.param([("accept", A)], False, id="accepted"),
        pytest.param([("correct", A, {"means": None})], False, id="another field corrected"),
        pytest.param([("accept", A), ("withdraw", A, 0)], True, id="the acceptance undone"),
    ],
)
def test_whoever_accepts_answers_the_doubt_about_the_kind(steps: list[Step], is_weak: bool) -> None:
    doubts = (Doubt("kind", "weighed at 0.40"), *KILLED.doubts)
    outcome, _ = replayed(*steps, extracted=[replace(KILLED, doubts=doubts), INJURED])
    claim = outcome.claims[0]
    assert claim.is_weak is is_weak
    assert set(claim.doubts) == set(doubts if is_weak else KILLED.doubts)


def test_a_place_nobody_knows_stays_words_with_a_doubt() -> None:
    outcome, _ = replayed(("correct", A, {"where": [{"text": "in Loikaw"}]}))
    (place,) = outcome.claims[0].where
    assert (place.text, place.name) == ("in Loikaw", None)
    assert outcome.claims[0].doubts[-1].about == "where"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"whom.text": "soldiers"}, "whom.text: 'soldiers' does not stand in the report"),
        ({"whom.start": 90, "whom.end": 20}, "whom: 90 to 20 is no stretch of the report's"),
        ({"whom.end": 9999}, "whom: 19 to 9999 is no stretch"),
        ({"whom.text": "civil", "whom.start": 0, "whom.end": 5}, "whom.text: 'civil', but at 0 to 5 stands 'Shell'"),
        ({"quantity.hedge": "range"}, "quantity.value_high: null; a range needs its high end"),
        ({"quantity.value_high": 5}, "quantity.value_high: 5 is less than the value, 12"),
        ({"quantity.value_high": 20}, "quantity.value_high: 20, but the hedge is 'exact', not 'range'"),
        ({"when.to": "2023-11-20"}, "when.to: 2023-11-20 is before when.from, 2023-11-21"),
        ({"part_of": KILLED.id}, "part_of: a claim is no part of itself"),
        ({"where": [{}]}, "where: a place has text, or start and end"),
        ({"where": ["Demoso"]}, "where.text: 'Demoso' does not stand in the report"),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_told_and_changes_nothing(
    values: dict[str, Any], reason: str
) -> None:
    outcome, statuses = replayed(("correct", A, values))
    assert statuses == ["unmatched"]
    assert outcome.unmatched[0].reason.startswith(f"does not fit the claim: {reason}")
    assert outcome.claims == (KILLED, INJURED)


def test_the_ruling_tells_who_reviewed_and_approved() -> None:
    label = {"sensitivity": "confidential"}
    outcome, _ = replayed(
        ("accept", A),
        ("accept", C),
        ("approve", B),
        ("relabel", A, label),
        ("comment", B),
        ("withdraw", A, 4),
    )
    ruling = outcome.rulings[KILLED.id]
    assert ruling.verdict == "accepted"
    assert ruling.reviewed_by == (A, C)
    assert ruling.approved_by == (B,)
    assert ruling.sensitivity == "confidential"
    assert (len(ruling.decisions), ruling.seen) == (4, 6)


def test_a_choice_is_carried_for_reconciling() -> None:
    choice = decide("choose", evidence(REPORT, KILLED), targets=(INJURED.id,))
    outcome = ruled(REPORT, [KILLED, INJURED], [choice])
    assert outcome.rulings[KILLED.id].chosen_over == (INJURED.id,)


def test_of_choices_for_a_claim_the_latest_that_was_not_undone_holds() -> None:
    about = evidence(REPORT, KILLED)
    first = decide("choose", about, values={"best": 12}, reason="counted twice")
    second = decide("choose", about, targets=(INJURED.id,))
    undone = decide("withdraw", about, targets=(decision_id(second),))
    over = choices([first, second])[KILLED.id]
    assert (over.over, over.numbers, over.who) == ((INJURED.id,), {}, first.who)
    held = choices([first, second, undone])
    assert {claim: (each.best, each.reason, each.at) for claim, each in held.items()} == {
        KILLED.id: (12, "counted twice", first.at)
    }
    assert choices([decide("accept", about)]) == {}


def test_an_added_claim_stands_in_the_order_of_the_text() -> None:
    added = Evidence(REPORT.digest, "killed", 66, 73)
    values = {"quantity.value": 3, "whom.text": "children", "where": ["Loikaw"]}
    outcome = ruled(REPORT, [KILLED, INJURED], [decide("add", added, values=values)])
    first, claim, last = outcome.claims
    assert (first, last) == (KILLED, INJURED)
    assert (claim.quantity.text, claim.quantity.value, claim.whom and claim.whom.text) == (
        "Later 3",
        3,
        "children",
    )
    assert claim.where == (LOIKAW,)
    assert claim.evidence.text == TEXT
    assert outcome.rulings[claim.id].found is False
    assert outcome.unmatched == ()


def test_an_added_claim_that_the_extractor_finds_later_is_one_claim() -> None:
    add = decide("add", evidence(REPORT, KILLED), values={"quantity.value": 13})
    outcome = ruled(REPORT, [KILLED, INJURED], [add])
    assert [claim.quantity.value for claim in outcome.claims] == [13, 3]
    assert outcome.claims[0].whom == KILLED.whom


WIDER = replace(a_claim(REPORT, "12 civilians"), whom=KILLED.whom)


@pytest.mark.parametrize("act", ["accept", "correct"])
def test_a_claim_ruled_to_stand_stays_when_it_is_no_longer_found(act: Act) -> None:
    values = FIFTEEN if act == "correct" else {}
    outcome, statuses = replayed((act, A, values), extracted=[INJURED], earlier=(KILLED,))
    assert statuses == ["applied"]
    claim = outcome.claims[0]
    assert (claim.id, claim.quantity.value) == (KILLED.id, 15 if act == "correct" else 12)
    assert claim.doubts[-1] == Doubt(
        "quantity", "kept by a person's decision: the present extraction finds no such claim"
    )
    (line,) = outcome.unmatched
    assert (line.kept, line.nearest) == (True, None)
    assert outcome.rulings[KILLED.id].found is False


def test_it_stands_for_what_is_extracted_from_the_same_words_now() -> None:
    part = replace(INJURED, part_of=WIDER.id)
    outcome, _ = replayed(("accept", A), extracted=[WIDER, part], earlier=(KILLED,))
    assert [claim.id for claim in outcome.claims] == [KILLED.id, INJURED.id]
    assert outcome.rulings[KILLED.id].instead_of == (WIDER.id,)
    assert outcome.unmatched[0].nearest == WIDER.id
    assert outcome.unmatched[0].reason == "its words are now read as killed '12 civilians'"
    assert outcome.claims[1].part_of == KILLED.id


def test_a_corrected_kind_stands_for_the_claim_that_now_has_it() -> None:
    wounded = a_claim(REPORT, "12", "injured")
    outcome, _ = replayed(
        ("correct", A, {"kind": "injured"}), extracted=[wounded, INJURED], earlier=(KILLED,)
    )
    assert [(claim.id, claim.kind) for claim in outcome.claims] == [
        (KILLED.id, "injured"),
        (INJURED.id, "injured"),
    ]


def test_the_reading_that_was_ruled_on_is_kept_not_a_later_one() -> None:
    later = replace(KILLED, means="drone")
    outcome, _ = replayed(("accept", A, {READING: reading_of(KILLED)}), extracted=[], earlier=(later, KILLED))
    assert outcome.claims[0].means == "shelling"


def test_a_rejected_claim_that_is_not_found_is_settled() -> None:
    outcome, statuses = replayed(("accept", B), ("reject", A), extracted=[INJURED], earlier=(KILLED,))
    assert statuses == ["superseded", "settled"]
    assert outcome.claims == (INJURED,)
    assert outcome.unmatched == ()


@pytest.mark.parametrize(
    "steps", [[("comment", A)], [("relabel", A, {"sensitivity": "restricted"})], [("approve", B)]], ids=lambda steps: steps[0][0]
)  # fmt: skip
def test_what_only_speaks_of_a_claim_does_not_keep_it(steps: list[Step]) -> None:
    outcome, statuses = replayed(*steps, extracted=[WIDER], earlier=(KILLED,))
    assert statuses == ["unmatched"]
    assert outcome.claims == (WIDER,)
    assert [(line.nearest, line.kept) for line in outcome.unmatched] == [(WIDER.id, False)]


def test_a_claim_nobody_ever_extracted_is_unmatched() -> None:
    outcome, statuses = replayed(("accept", A), extracted=[INJURED])
    assert statuses == ["unmatched"]
    assert [line.kept for line in outcome.unmatched] == [False]


@pytest.mark.parametrize(
    ("values", "told"),
    [({}, ["since then the claim is read otherwise: means"]), ({"means": "missile"}, [])],
    ids=["accepted", "that very field corrected"],
)
def test_a_claim_that_reads_otherwise_than_when_it_was_ruled_on_is_told(
    values: dict[str, Any], told: list[str]
) -> None:
    now = replace(KILLED, means="drone", doubts=())
    act = "correct" if values else "accept"
    outcome, statuses = replayed(
        (act, A, values | {READING: reading_of(KILLED)}), extracted=[now], earlier=(KILLED,)
    )
    assert statuses == ["applied"]
    assert [line.reason for line in outcome.unmatched] == told
    assert all(line.kept and line.nearest == KILLED.id for line in outcome.unmatched)


def test_a_part_of_a_rejected_claim_is_no_part_any_more() -> None:
    part = replace(INJURED, part_of=KILLED.id)
    outcome, _ = replayed(("reject", A), extracted=[KILLED, part])
    (claim,) = outcome.claims
    assert claim.part_of is None
    assert claim.doubts[-1].about == "part_of"


def test_claims_that_are_parts_of_each_other_are_parts_of_neither() -> None:
    ring = {KILLED: INJURED.id, INJURED: KILLED.id}
    decisions = [
        decide("correct", evidence(REPORT, claim), values={"part_of": whole}) for claim, whole in ring.items()
    ]
    claims = ruled(REPORT, [KILLED, INJURED], decisions).claims
    assert [claim.part_of for claim in claims] == [None, None]
    assert {claim.doubts[-1].about for claim in claims} == {"part_of"}
    assert ruled(REPORT, [KILLED, INJURED], decisions[:1]).claims[0].part_of == INJURED.id


def test_a_claim_that_stands_for_its_own_whole_is_no_part() -> None:
    part = replace(KILLED, part_of=WIDER.id)
    outcome, _ = replayed(("correct", A, {"quantity.text": "12 civilians"}), extracted=[part, WIDER])
    (claim,) = outcome.claims
    assert (claim.id, claim.part_of) == (KILLED.id, None)


def test_a_withdrawn_report_has_no_claims_until_that_is_undone() -> None:
    whole = Evidence(REPORT.digest)
    withdrawal = decide("withdraw", whole, reason="a hoax")
    label = decide("relabel", whole, values={"sensitivity": "restricted"})
    outcome = ruled(REPORT, [KILLED], [withdrawal, label])
    assert (outcome.claims, outcome.withdrawn, outcome.sensitivity) == ((), True, "restricted")
    undo = decide("withdraw", whole, targets=(decision_id(withdrawal),), reason="no hoax")
    assert ruled(REPORT, [KILLED], [withdrawal, label, undo]).claims == (KILLED,)


def test_decisions_about_other_reports_say_nothing() -> None:
    other: Report = a_report("Another text about 12 villagers.")
    outcome = ruled(REPORT, [KILLED], [decide("reject", Evidence(other.digest, "killed", 19, 21))])
    assert (outcome.claims, dict(outcome.statuses)) == ((KILLED,), {})
