"""A decision that cannot be taken says everything that is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from sayso.records import Act, Decision, Evidence
from sayso.ruling import decision_id, decision_of, decision_row, faults_in

AT = datetime(2023, 12, 1, 9, tzinfo=UTC)
CLAIM, REPORT = Evidence("d" * 64, "killed", 16, 18), Evidence("d" * 64)


@pytest.mark.parametrize(
    ("act", "said", "faults"),
    [
        ("accept", {"evidence": CLAIM}, []),
        ("comment", {"evidence": REPORT, "reason": "see also the radio"}, []),
        ("withdraw", {"evidence": REPORT, "reason": "a hoax"}, []),
        ("withdraw", {"targets": ("a",)}, []),
        ("withdraw", {"evidence": REPORT}, ["reason: empty; withdraw needs one"]),
        ("accep", {"evidence": CLAIM}, ["act: 'accep'; did you mean 'accept'?"]),
        ("accept", {}, ["evidence: none; expected a claim"]),
        ("accept", {"evidence": REPORT}, ["evidence: a report; accept expects a claim"]),
        ("accept", {"evidence": CLAIM, "who": " "}, ["who: empty; expected who decides"]),
        ("accept", {"evidence": CLAIM, "at": datetime(2023, 12, 1)}, ["at: 2023-12-01T00:00:00 has no time zone"]),  # noqa: DTZ001
        ("accept", {"evidence": CLAIM, "reason": "x" * 10_001}, ["reason: longer than 10,000 characters"]),
        ("accept", {"evidence": CLAIM, "targets": ("a",)}, ["targets: accept has none"]),
        ("accept", {"evidence": CLAIM, "values": {"kind": "killed"}}, ["kind: this act has no values"]),
        ("reject", {"evidence": replace(CLAIM, kind="kiled")}, ["evidence.kind: 'kiled'; did you mean 'killed'?"]),
        ("reject", {"evidence": replace(CLAIM, end=16)}, ["evidence: 16 to 16 is no stretch of a text"]),
        ("reject", {"evidence": replace(CLAIM, end=None)}, ["evidence: 16 to None is no stretch of a text"]),
        ("comment", {"evidence": CLAIM}, ["reason: empty; comment needs one"]),
        ("withdraw", {"evidence": CLAIM, "reason": "x"}, [
            "evidence: a claim is not withdrawn but rejected; expected a report, or decisions as targets"]),
        ("withdraw", {"reason": "x"}, ["evidence: none; expected a claim or a report"]),
        ("merge", {"targets": ("a",)}, ["targets: 1; merge names at least 2"]),
        ("merge", {"targets": ("a", "a")}, ["targets: a is named twice"]),
        ("merge", {"targets": ("a", "b"), "evidence": CLAIM}, ["evidence: merge names claims by its targets alone"]),
        ("split", {"targets": ("a",)}, ["from: missing; expected the claims that stay"]),
        ("move", {"evidence": CLAIM, "targets": ("a",), "values": {"form": ["b"]}}, [
            "form: no such field; did you mean 'from'?"]),
        ("choose", {"evidence": CLAIM, "targets": ("a",)}, []),
        ("choose", {"evidence": CLAIM, "values": {"low": 12, "best": 12, "high": 17}}, []),
        ("choose", {"evidence": CLAIM}, ["choose: nothing; expected the claims it is chosen over, or low, best or high"]),
        ("choose", {"evidence": CLAIM, "values": {"bset": 12}}, ["bset: no such field; did you mean 'best'?"]),
        ("choose", {"evidence": CLAIM, "values": {"best": 1.5}}, ["best: 1.5; expected a whole number from 0 up"]),
        ("choose", {"evidence": CLAIM, "values": {"high": None}}, ["high: null; expected a whole number from 0 up"]),
        ("choose", {"evidence": CLAIM, "values": {"high": 10**12 + 1}}, [
            "high: 1000000000001; expected at most 1,000,000,000,000"]),
        ("choose", {"evidence": CLAIM, "values": {"low": 12, "high": 11}}, ["high: 11 is below low, which is 12"]),
        ("relabel", {"evidence": CLAIM}, ["sensitivity: missing; expected the label"]),
        ("relabel", {"evidence": CLAIM, "values": {"sensitivity": "restrict"}}, [
            "sensitivity: 'restrict'; expected one of public, restricted, confidential, strictly confidential; did you mean 'restricted'?"]),
        ("correct", {"evidence": CLAIM}, ["values: none; expected what the claim should say"]),
        ("correct", {"evidence": CLAIM, "values": {"whom.text": "x" * 10_001}}, ["whom.text: longer than 10,000 characters"]),
        ("add", {"evidence": CLAIM, "values": {}}, ["quantity.value: missing; expected the number said"]),
        ("add", {"evidence": CLAIM, "values": {"quantity.value": 1, "kind": "killed"}}, ["kind: the evidence tells it"]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told(act: str, said: dict[str, Any], faults: list[str]) -> None:
    decision = Decision(cast("Act", act), **{"who": "Ma Thida", "at": AT} | said)
    assert faults_in(decision) == faults


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("quantity.hege", "exact", "no such field; did you mean 'quantity.hedge'?"),
        ("id", "x", "no such field; did you mean 'kind'?"),
        ("kind", "wounded", "'wounded'; expected one of killed, "),
        ("kind", None, "null; expected one of killed, "),
        ("whom.class", "civil", "'civil'; expected one of civilian, combatant, unclear, object; did you mean 'civilian'?"),
        ("quantity.value", -1, "-1; expected a number from 0 to a million million"),
        ("quantity.value", True, "True; expected a number from 0 to"),
        ("quantity.value", float("inf"), "inf; expected a number from 0 to"),
        ("quantity.partial", "yes", "'yes'; expected true or false"),
        ("whom.start", 1.5, "1.5; expected a whole number from 0 up"),
        ("when.from", "21/11/2023", "'21/11/2023'; expected a day like 2023-11-21"),
        ("when.from", "20231121", "'20231121'; expected a day like 2023-11-21"),
        ("whom.groups", "children", "'children'; expected a list of texts"),
        ("by.text", None, "null; expected text"),
        ("by", "junta", "'junta'; expected null, which takes it away, or a value for one of its parts"),
        ("where", "Loikaw", "'Loikaw'; expected a list of places: "),
        ("where", [{"text": "Loikaw", "latitude": 999}], "latitude: 999; expected a number of degrees"),
        ("where", [{"txt": "Loikaw"}], "txt: no such field; did you mean 'text'?"),
    ],
)  # fmt: skip
def test_a_value_that_no_claim_can_have_is_told_with_the_nearest(field: str, value: Any, fault: str) -> None:
    decision = Decision("correct", "Ma Thida", AT, CLAIM, values={field: value})
    (line,) = faults_in(decision)
    assert line.startswith(f"{field}: {fault}")


def test_a_decision_is_the_same_after_its_row() -> None:
    decision = Decision("correct", "Ma Thida", AT, CLAIM, ("a",), {"quantity.value": 15}, "misread")
    assert decision_of(decision_row(decision)) == decision
    assert decision_id(decision) != decision_id(replace(decision, reason="read wrongly"))
    assert decision_of({"act": "merge", "who": "A", "at": AT.isoformat()}) == Decision("merge", "A", AT)
