"""What readers are told: reports, claims, the queue, incidents, figures, sources, the audit trail."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from sayso.rows import row
from tests.store.made import TEXT, a_report, claims_of

from .conftest import AskedBy

FIRST = a_report(url="https://example.org/1", title="Shelling in Loikaw", story="loikaw")
REVISED = a_report(f"{TEXT} The number may rise.")
COPIED = a_report(f"{TEXT} It went on.")


@pytest.fixture(scope="module")
def reader(shared: AskedBy) -> TestClient:
    return shared("reader")


def _all(reader: TestClient, path: str, limit: int, **asked: Any) -> list[list[Any]]:
    """A list, part by part."""
    parts, after = [], None
    while True:
        told = reader.get(
            path, params={**asked, "limit": limit, **({"after": after} if after else {})}
        ).json()
        parts.append(told["items"])
        after = told["next"]
        if after is None:
            return parts


def test_reports_are_listed_in_their_current_versions(reader: TestClient) -> None:
    told = reader.get("reports").json()["items"]
    assert {each["digest"] for each in told} == {REVISED.digest, COPIED.digest}
    assert [each["claims"] for each in told] == [each["open"] for each in told] == [2, 2]


def test_a_report_has_its_text_claims_versions_and_copies(reader: TestClient) -> None:
    told = reader.get(f"reports/{REVISED.digest}").json()
    assert told["text"] == REVISED.text
    assert [each["claim"]["id"] for each in told["claims"]] == [each.id for each in claims_of(REVISED)]
    assert [each["digest"] for each in told["versions"]] == [FIRST.digest]
    assert [each["digest"] for each in told["copies"]] == [COPIED.digest]
    assert told["copies"][0]["because"]
    assert told["decisions"] == []
    rules = told["claims"][0]["rules"]
    assert rules == [{"id": "killed.kill", "says": 'the word "kill"'}]


def test_a_claim_is_its_public_row_with_all_that_is_known_of_it(reader: TestClient) -> None:
    claim = claims_of(COPIED)[0]
    told = reader.get(f"claims/{claim.id}").json()
    assert told["claim"] == row(claim) | {"source": told["claim"]["source"]}
    assert told["report"]["digest"] == COPIED.digest
    assert (told["ruling"], told["comments"], told["opened_by"]) == (None, [], [])
    assert told["incident"] is not None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 4), ({"kind": "killed"}, 2), ({"who": "children"}, 2), ({"place": "loikaw"}, 2), ({"place": "Demoso"}, 0),
        ({"outlet": "copying post"}, 2), ({"story": "loikaw"}, 2), ({"from": "2023-11-22"}, 0), ({"to": "2023-11-21"}, 2),
        ({"text": "shelling loikaw"}, 4), ({"text": "…"}, 0), ({"says": "KNDF"}, 0), ({"by": "shelling", "kind": "injured"}, 0),
    ],
)  # fmt: skip
def test_filters_ask_for_claims_as_everywhere(reader: TestClient, asked: dict[str, str], found: int) -> None:
    assert len(reader.get("claims", params=asked).json()["items"]) == found
    assert reader.get("queue", params=asked).json()["total"] == found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "killd"}, "query.kind: input should be 'killed', 'injured'"),
        ({"from": "yesterday"}, "query.from: 'yesterday' is no day; expected one like 2023-11-21"),
        ({"from": "20231121"}, "query.from: '20231121' is no day; expected one like 2023-11-21"),
        ({"limit": "0"}, "query.limit: input should be greater than or equal to 1"),
        ({"limit": "501"}, "query.limit: input should be less than or equal to 500"),
        ({"text": "x" * 1001}, "query.text: string should have at most 1000 characters"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    reader: TestClient, asked: dict[str, str], told: str
) -> None:
    answer = reader.get("claims", params=asked)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(told)


@pytest.mark.parametrize("path", ["claims", "queue", "reports", "incidents", "audit", "sources"])
def test_a_list_comes_in_parts_that_are_the_whole(reader: TestClient, path: str) -> None:
    asked = {"all": "true"} if path == "audit" else {}
    (whole,) = _all(reader, path, 500, **asked)
    parts = _all(reader, path, 1, **asked)
    assert [each for part in parts for each in part] == whole
    assert all(len(part) == 1 for part in parts)


def test_a_place_in_a_list_that_is_none_is_not_found(reader: TestClient) -> None:
    answer = reader.get("claims", params={"after": "nowhere"})
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("after: 'nowhere' is no place in this list")


def test_search_finds_reports_and_claims(reader: TestClient) -> None:
    told = reader.get("search", params={"q": "number rise"}).json()
    assert [each["digest"] for each in told["reports"]] == [REVISED.digest]
    assert told["claims"] == [] or all("claim" in each for each in told["claims"])


def test_an_incident_has_its_members_and_what_holds_them(reader: TestClient) -> None:
    (listed,) = [each for each in reader.get("incidents").json()["items"] if len(each["reports"]) == 2]
    assert listed["title"] == "Loikaw, 21 Nov 2023"
    by_any = reader.get(f"incidents/{listed['claims'][-1].rpartition('#')[2]}").json()
    assert {name: by_any[name] for name in listed} == listed
    first, second = by_any["members"]
    assert first["by"] is None
    assert second["by"] == {"digest": first["report"]["digest"], "id": first["report"]["id"]}
    assert second["reasons"]
    assert all({"origin", "because", "quantity"} <= claim.keys() for claim in second["claims"])


def test_a_figure_names_claims_that_lead_to_their_reports(reader: TestClient) -> None:
    asked = {"kind": "killed", "place": "Loikaw"}
    (told,) = reader.get("figures", params=asked).json()["items"]
    assert (told["figure"]["low"], told["figure"]["high"]) == (12, 12)
    assert told["asked"] == "People killed in Loikaw"
    words = told["words"]
    assert set(told["figure"]["claims"]) <= words.keys()
    assert {each["digest"] for each in words.values()} == {REVISED.digest, COPIED.digest}
    assert {words[each]["number"] for each in told["figure"]["claims"]} == {"12"}
    (over_time,) = reader.get("figures/over-time", params=asked).json()["items"]
    assert [each["question"]["at"] for each in over_time["figures"]] == ["2023-11-22"]
    raised = reader.get("figures", params={"limit": 1}).json()
    assert (len(raised["items"]), raised["next"]) == (1, "1")
    assert reader.get("figures", params={"limit": 1, "after": "1"}).json()["items"] != raised["items"]


@pytest.mark.parametrize("policy", ["sayso/1", "acled/1", "ucdp/1", "airwars/1"])
def test_a_policy_goes_by_its_name_and_is_never_a_file(reader: TestClient, policy: str) -> None:
    assert reader.get("figures", params={"policy": policy}).status_code == 200
    for other in ("own.toml", "/etc/passwd", "../policies.toml"):
        assert reader.get("figures", params={"policy": other}).status_code == 422


def test_a_perspective_that_is_none_is_told_with_the_nearest(reader: TestClient) -> None:
    answer = reader.get("figures", params={"perspective": "independant"})
    assert answer.status_code == 404
    assert answer.json()["detail"] == "perspective: 'independant' is none; did you mean 'independent'?"


def test_places_sources_stories_and_outlets_are_counted(reader: TestClient) -> None:
    places = reader.get("places").json()
    assert [(each["name"], each["claims"], each["reports"]) for each in places["items"]] == [("Loikaw", 2, 2)]
    assert places["days"] == [["2023-11-21", 2]]
    assert places["total"] == 4
    assert [each["name"] for each in reader.get("sources", params={"by": "outlet"}).json()["items"]] == [
        "Copying Post",
        "Example Times",
    ]
    assert reader.get("stories").json()["items"] == [{"name": "loikaw", "reports": 1, "claims": 2}]
    assert [each["name"] for each in reader.get("outlets").json()["items"]] == [
        "Copying Post",
        "Example Times",
    ]


def test_the_vocabulary_has_the_words_of_every_field(reader: TestClient) -> None:
    told = reader.get("vocabulary").json()
    assert told["kinds"][0] == "killed"
    assert told["policies"] == ["sayso/1", "acled/1", "ucdp/1", "airwars/1"]
    assert told["fields"]["quantity.hedge"]["words"] == told["hedges"]
    assert told["fields"]["by"] == {"what": "nothing", "words": [], "optional": True}
    assert told["places"]["latitude"]["what"] == "degrees"


def test_the_chain_is_verified(reader: TestClient) -> None:
    told = reader.get("verify").json()
    assert told["faults"] == []
    assert told["entries"] == len(reader.get("audit", params={"all": "true"}).json()["items"])


# ── what changes as persons work ──


def test_colleagues_see_what_one_has_open_until_it_lapses(asked_by: AskedBy) -> None:
    one, other = asked_by("coder", "Ma Thida"), asked_by("coder", "Ko Aung")
    claim = claims_of(COPIED)[0].id
    assert one.put(f"opened/{claim}").status_code == 204
    assert other.get(f"claims/{claim}").json()["opened_by"] == ["Ma Thida"]
    assert one.delete(f"opened/{claim}").status_code == 204
    assert other.get(f"claims/{claim}").json()["opened_by"] == []
    assert one.put(f"opened/{'0' * 16}").status_code == 404


def test_since_the_last_visit_colleagues_decided(asked_by: AskedBy) -> None:
    one, other = asked_by("coder", "Ma Thida"), asked_by("coder", "Ko Aung")
    claim = claims_of(COPIED)[0].id
    assert one.get("me").json()["since"] is None
    assert one.get("changes").json()["since"] is None
    assert one.post("visits").status_code == 204
    assert one.get("me").json()["since"] is not None
    other.post("decisions", json={"act": "accept", "about": claim})
    told = one.get("changes").json()
    assert (told["new_reports"], told["revisions"]) == ([], [])
    assert [(each["who"], each["act"], each["about"]) for each in told["decisions"]] == [
        ("Ko Aung", "accept", claim)
    ]
    changed = one.get("queue", params={"only": "changed"}).json()["items"]
    assert {each["report"]["digest"] for each in changed} == {COPIED.digest}
    ruled = {each["id"]: each for each in changed}[claim]
    assert (ruled["verdict"], ruled["reviewed_by"], ruled["seen"]) == ("accepted", ["Ko Aung"], 1)


def test_the_audit_trail_tells_who_did_what(asked_by: AskedBy) -> None:
    coder = asked_by("coder", "Ma Thida")
    claim = claims_of(COPIED)[0].id
    coder.post("decisions", json={"act": "reject", "about": claim, "reason": "a copy"})
    entry, made = coder.get("audit").json()["items"]
    assert (entry["kind"], entry["who"], entry["act"], entry["about"]) == (
        "decision",
        "Ma Thida",
        "reject",
        "killed 12",
    )
    assert (entry["claim"], entry["report"], entry["reason"]) == (claim, COPIED.digest, "a copy")
    assert (made["kind"], made["about"], made["claim"]) == ("account", "Ma Thida: made, coder", None)
    assert coder.get("audit", params={"who": "Ko Aung"}).json()["items"] == []
    assert coder.get("audit", params={"act": "accept"}).json()["items"] == []
    kinds = [each["kind"] for each in coder.get("audit", params={"all": "true"}).json()["items"]]
    assert kinds[0] == "decision"
    assert set(kinds) == {"decision", "report", "extraction", "account"}
