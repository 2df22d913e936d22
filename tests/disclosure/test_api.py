"""What the API tells a reader, a coder and a lead of a ledger whose reports name persons and sites."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.disclosure import Screens
from sayso.records import Decision, Evidence
from sayso.review import api
from sayso.run import found_by
from sayso.settings import Settings
from sayso.store import Ledger, Role, open_ledger
from tests.review.api.conftest import BASE, share, token_of

from .planted import PUBLIC, Planted

NOW = datetime(2024, 1, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(planted_at: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("api") / "sayso.db"
    shutil.copy(planted_at, path)
    with open_ledger(path) as opened:
        for report, claims in opened.claims_by_report():
            quantity = claims[0].quantity
            about = Evidence(report.digest, claims[0].kind, quantity.start, quantity.end)
            opened.record(Decision("comment", "Coder", NOW, about, reason="Nidal Barhoum told me so"))
            opened.record(
                Decision("choose", "Coder", NOW, about, values={"best": 20}, reason="asked Iryna Shevchuk")
            )
        opened.links()
        disclosures = opened.disclosures()
        disclosures.screening(Screens(disclosures.key()), found_by()).go_on(lambda _: None)
        yield opened


@pytest.fixture(scope="module")
def asked_by(ledger: Ledger) -> Callable[[Role], TestClient]:
    application = FastAPI(max_body_size=Settings().max_request_bytes)
    api.add_to(application)
    share(application, ledger, Settings())

    def asked(role: Role) -> TestClient:
        token = token_of(application, ledger, role, f"a {role}")
        return TestClient(application, base_url=BASE, headers={"Authorization": f"Bearer {token}"})

    return asked


def _addresses(ledger: Ledger) -> list[str]:
    """All that a reader may ask, for every report, claim and incident of the ledger."""
    lists = (
        "reports claims queue changes search?q=killed decisions incidents figures figures/over-time places sources "
        "sources?by=outlet stories outlets audit audit?all=true verify me"
    ).split()  # fmt: skip
    reports = [f"reports/{report.digest}" for report in ledger.reports()]
    claims = [f"claims/{claim.id}" for claim in ledger.claims()]
    incidents = [f"incidents/{name}" for name in {f"{claim.id}" for claim in ledger.claims()}]
    return [*lists, *reports, *claims, *sorted(incidents)]


def test_a_reader_finds_none_of_it(
    planted: Planted, ledger: Ledger, asked_by: Callable[[Role], TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "sayso")
    reader, told = asked_by("reader"), []
    for address in _addresses(ledger):
        answer = reader.get(address)
        assert answer.status_code == 200, (address, answer.text)
        assert planted.found_in(answer.text) == [], address
        told.append(answer.text)
    assert all(name in "".join(told) for name in PUBLIC)
    assert planted.found_in(caplog.text) == []


def test_a_coder_sees_the_reports_themselves(
    planted: Planted, ledger: Ledger, asked_by: Callable[[Role], TestClient]
) -> None:
    told = "".join(asked_by("coder").get(address).text for address in _addresses(ledger))
    assert set(planted.found_in(told)) >= set(planted.names)


def test_what_a_reader_is_told_fits_together(ledger: Ledger, asked_by: Callable[[Role], TestClient]) -> None:
    reader = asked_by("reader")
    report = next(each for each in ledger.reports() if each.id == "example-khin-mar-thwe")
    told = reader.get(f"reports/{report.digest}").json()
    assert len(told["text"]) == len(report.text)
    assert (
        {each["claim"]["document"] for each in told["claims"]}
        == {told["id"]}
        == {f"report-{report.digest[:16]}"}
    )
    assert [each["comments"] for each in told["claims"]] == [[]] * len(told["claims"])
    for item in reader.get("figures").json()["items"]:
        assert set(item["figure"]["claims"]) <= set(item["words"])


def test_places_lie_where_their_division_does(asked_by: Callable[[Role], TestClient]) -> None:
    for place in asked_by("reader").get("places").json()["items"]:
        assert place["precision"] in (None, "district", "province", "country")


@pytest.mark.parametrize("label", ["restricted", "strictly confidential"])
def test_what_is_labelled_is_not_there_for_a_reader(
    asked_by: Callable[[Role], TestClient], ledger: Ledger, label: str
) -> None:
    report, (claim, *_) = next(iter(ledger.claims_by_report()))
    about = Evidence(report.digest, claim.kind, claim.quantity.start, claim.quantity.end)
    given = ledger.record(
        Decision(
            "relabel", "Lead", NOW + timedelta(minutes=2 * len(label)), about, values={"sensitivity": label}
        )
    )
    reader = asked_by("reader")
    assert reader.get(f"claims/{claim.id}").status_code == 404
    assert claim.id not in {each["claim"]["id"] for each in reader.get("claims").json()["items"]}
    for item in reader.get("figures").json()["items"]:
        assert not any(claim.id in name for name in item["figure"]["claims"])
    for path in ("audit", "audit?all=true", "decisions"):
        assert claim.id not in reader.get(path).text
        assert claim.id in asked_by("coder").get(path).text
    assert asked_by("coder").get(f"claims/{claim.id}").status_code == 200
    ledger.record(
        Decision("withdraw", "Lead", NOW + timedelta(minutes=2 * len(label) + 1), about, targets=(given,))
    )
    assert reader.get(f"claims/{claim.id}").status_code == 200


def test_what_was_told_is_told_again(asked_by: Callable[[Role], TestClient]) -> None:
    reader = asked_by("reader")
    for address in ("queue", "claims", "search?q=killed", "reports"):
        first = reader.get(address)
        assert first.json() == reader.get(address).json(), address
