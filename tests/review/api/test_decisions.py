"""Decisions over the API: recorded, refused with a reason, undone; and two coders on one claim."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sayso.store import Ledger
from tests.store.made import TEXT, a_report

from .conftest import AskedBy

COPIED = a_report(f"{TEXT} It went on.").digest


@pytest.fixture
def coder(asked_by: AskedBy) -> TestClient:
    return asked_by("coder", "Ma Thida")


def _claims(client: TestClient, digest: str = COPIED) -> dict[str, dict[str, Any]]:
    """The claims of a report by their kinds."""
    return {each["claim"]["kind"]: each for each in client.get(f"reports/{digest}").json()["claims"]}


def _decide(client: TestClient, act: str, about: Any = None, **more: Any) -> Any:
    told = {"act": act, **({"about": about} if about else {}), **more}
    answer = client.post("decisions", json=told)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_decision_is_signed_by_whoever_is_logged_in_and_holds_at_once(coder: TestClient) -> None:
    killed = _claims(coder)["killed"]
    assert (killed["ruling"], killed["open"]) == (None, True)
    told = _decide(coder, "accept", killed["claim"]["id"], seen=0)
    assert told["claimed"]["ruling"]["verdict"] == "accepted"
    assert told["claimed"]["ruling"]["reviewed_by"] == ["Ma Thida"]
    (recorded,) = coder.get("decisions").json()["items"]
    assert {**recorded, "at": "…"} == {
        "id": told["id"], "act": "accept", "who": "Ma Thida", "at": "…", "about": killed["claim"]["id"],
        "report": COPIED, "targets": [], "values": recorded["values"], "reason": None, "status": "applied",
    }  # fmt: skip


def test_each_act_is_taken(coder: TestClient, asked_by: AskedBy) -> None:
    claims = _claims(coder)
    killed, injured = (claims[kind]["claim"]["id"] for kind in ("killed", "injured"))
    corrected = _decide(coder, "correct", killed, values={"quantity.value": 15, "by": None}, reason="misread")
    assert corrected["claimed"]["claim"]["quantity"]["value"] == 15
    assert corrected["claimed"]["claim"]["by"] is None
    assert _decide(asked_by("coder", "Ko Aung"), "approve", killed)["claimed"]["ruling"]["approved_by"] == [
        "Ko Aung"
    ]
    rejected = _decide(coder, "reject", injured, reason="found, not injured")
    assert rejected["claimed"]["ruling"]["verdict"] == "rejected"
    assert _decide(coder, "comment", COPIED, reason="a copy")["claimed"] is None
    commented = _decide(coder, "comment", killed, reason="see the photograph")
    assert [each["text"] for each in commented["claimed"]["comments"]] == ["see the photograph"]
    label = {"act": "relabel", "about": killed, "values": {"sensitivity": "restricted"}}
    refused = coder.post("decisions", json=label)
    assert (refused.status_code, refused.json()["detail"]) == (403, "Ma Thida is coder; a label takes a lead")
    labelled = asked_by("lead").post("decisions", json=label).json()["claimed"]
    assert labelled["ruling"]["sensitivity"] == "restricted"
    party = {"act": "relabel", "values": {"party": "KNDF", "sensitivity": "confidential"}}
    assert coder.post("decisions", json=party).status_code == 403
    of_party = asked_by("lead").post("decisions", json=party).json()
    assert asked_by("lead").get("labels").json() == {
        "reports": {}, "claims": {killed: "restricted"}, "parties": {"KNDF": "confidential"},
    }  # fmt: skip
    _decide(asked_by("lead"), "relabel", COPIED, values={"sensitivity": "restricted"})
    assert coder.get(f"reports/{COPIED}").json()["sensitivity"] == "restricted"
    _decide(asked_by("lead"), "withdraw", targets=[of_party["id"]])
    assert asked_by("lead").get("labels").json()["parties"] == {}
    where = TEXT.index("Loikaw")
    added = _decide(
        coder, "add", {"report": COPIED, "kind": "attacks", "start": 0, "end": 8},
        values={"quantity.value": 1, "where": [{"text": "Loikaw", "start": where, "end": where + 6}]},
    )  # fmt: skip
    assert added["claimed"]["claim"]["quantity"]["text"] == "Shelling"
    assert _decide(coder, "withdraw", targets=[added["id"]])["claimed"] is None
    assert _decide(coder, "withdraw", COPIED, reason="no report at all")["id"]
    assert [each["ruling"]["verdict"] for each in coder.get(f"reports/{COPIED}").json()["claims"]] == [
        "rejected"
    ]


def test_incidents_are_merged_and_split_by_claims(coder: TestClient) -> None:
    claims = _claims(coder)
    killed, injured = (claims[kind]["claim"]["id"] for kind in ("killed", "injured"))
    assert _decide(coder, "split", targets=[injured], values={"from": [killed]})["claimed"] is None
    _decide(coder, "merge", targets=[killed, injured], reason="one strike")
    _decide(coder, "move", injured, targets=[killed])


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"act": "accept", "about": "0" * 16}, 404, f"{'0' * 16}: no claim or report of the ledger goes by that"),
        ({"act": "accept", "about": "…"}, 422, "body.accept.about: string should match pattern"),
        ({"act": "acept", "about": "0" * 16}, 422, "body: act: expected one of accept, correct, reject"),
        ({}, 422, "body: act: expected one of accept"),
        ({"act": "accept", "about": "killed", "values": {"kind": "injured"}}, 422, "body.accept.values: extra inputs"),
        ({"act": "correct", "about": "killed", "values": {"quantity.hege": "exact"}}, 422, "quantity.hege: no such field; did you mean 'quantity.hedge'?"),
        ({"act": "correct", "about": "killed", "values": {"whom.text": "nobody at all"}}, 422, "does not fit the claim: whom.text: 'nobody at all' does"),
        ({"act": "comment", "about": "killed", "reason": "  "}, 422, "body.comment.reason: string should match pattern"),
        ({"act": "relabel", "values": {"sensitivity": "secret", "party": "KNDF"}}, 422, "body.relabel a party.values.sensitivity: input should be 'public'"),
        ({"act": "relabel", "values": {"sensitivity": "public"}}, 422, "body.relabel a party.values.party: field required"),
        ({"act": "approve", "about": "killed"}, 422, "nobody's review of the claim stands that could be approved"),
        ({"act": "withdraw", "targets": ["0" * 16]}, 404, f"{'0' * 16}: no such decision in the ledger"),
        ({"act": "add", "about": {"report": "0" * 64, "kind": "killed", "start": 0, "end": 2}, "values": {"quantity.value": 2}}, 404, f"{'0' * 64}: no claim or report of the ledger goes by that"),
        ({"act": "accept", "about": "killed", "reason": "x" * 10_001}, 422, "body.accept.reason: string should have at most 10000 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_told_and_nothing_recorded(
    coder: TestClient, given: dict[str, Any], status: int, told: str
) -> None:
    if given.get("about") == "killed":
        given = given | {"about": _claims(coder)["killed"]["claim"]["id"]}
    answer = coder.post("decisions", json=given)
    assert answer.status_code == status, answer.text
    detail = answer.json()["detail"]
    assert (detail if isinstance(detail, str) else detail[0]).startswith(told), detail
    assert coder.get("decisions").json()["items"] == []


def test_one_undoes_ones_own_and_a_lead_that_of_others(coder: TestClient, asked_by: AskedBy) -> None:
    killed = _claims(coder)["killed"]["claim"]["id"]
    made = _decide(coder, "accept", killed)["id"]
    refused = asked_by("coder", "Ko Aung").post("decisions", json={"act": "withdraw", "targets": [made]})
    assert refused.status_code == 422
    assert refused.json()["detail"] == f"{made}: decided by Ma Thida; only they or a lead may withdraw it"
    undone = _decide(asked_by("lead"), "withdraw", targets=[made])
    assert (undone["claimed"]["claim"]["id"], undone["claimed"]["open"]) == (killed, True)
    statuses = {each["act"]: each["status"] for each in coder.get("decisions").json()["items"]}
    assert statuses["accept"] == "withdrawn"


def test_whoever_comes_second_is_told_who_was_first_and_what_they_did(
    coder: TestClient, asked_by: AskedBy
) -> None:
    killed = _claims(coder)["killed"]["claim"]["id"]
    _decide(coder, "accept", killed, seen=0)
    late = {"act": "reject", "about": killed, "seen": 0, "reason": "no"}
    answer = asked_by("coder", "Ko Aung").post("decisions", json=late)
    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        f"{killed}: there are 1 decisions about it, not 0, the last by Ma Thida: accept; nothing was recorded,"
        " look at it again"
    )
    seen = coder.get(f"claims/{killed}").json()["ruling"]["seen"]
    assert asked_by("coder", "Ko Aung").post("decisions", json=late | {"seen": seen}).status_code == 201


def test_of_many_at_the_same_moment_one_wins_and_nothing_is_lost(
    coder: TestClient, asked_by: AskedBy, ledger: Ledger
) -> None:
    killed = _claims(coder)["killed"]["claim"]["id"]
    clients = [asked_by("coder", f"coder {number}") for number in range(6)]

    def ruled(client: TestClient) -> int:
        return client.post("decisions", json={"act": "accept", "about": killed, "seen": 0}).status_code

    with ThreadPoolExecutor(len(clients)) as together:
        statuses = sorted(together.map(ruled, clients))
    assert statuses == [201] + [409] * 5
    assert len(list(ledger.decisions())) == 1
    assert list(ledger.verify()) == []


def test_many_are_accepted_after_a_sample_and_those_ruled_on_meanwhile_are_passed_over(
    coder: TestClient, asked_by: AskedBy
) -> None:
    lead, ids = asked_by("lead"), [each["id"] for each in coder.get("queue").json()["items"]]
    unopened = lead.post("decisions/accept-all", json={"ids": ids, "sample_opened": []})
    assert unopened.status_code == 409
    assert (
        unopened.json()["detail"]
        == f"of {len(ids)} claims 0 were opened; open 1 of them before accepting all"
    )
    _decide(coder, "reject", ids[0])
    answer = lead.post("decisions/accept-all", json={"ids": [*ids, "0" * 16], "sample_opened": ids[-1:]})
    told = answer.json()
    assert told["accepted"] == len(ids) - 1
    assert [each["id"] for each in told["refused"]] == [ids[0], "0" * 16]
    assert told["refused"][0]["why"].startswith(f"{ids[0]}: there are 1 decisions about it, not 0")
    assert coder.get("queue").json()["items"] == []


def test_a_request_that_is_too_large_is_refused(coder: TestClient) -> None:
    large = {"act": "comment", "about": COPIED, "reason": "x" * 1_000_000}
    assert coder.post("decisions", json=large).status_code == 413
