"""Imports: what is brought is added in the background; what was left out is told, to whom it concerns."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import sayso
from sayso.errors import LedgerError
from sayso.review import importing
from sayso.review.importing import Import, Importer, shown_name
from sayso.store import Filters, Ledger
from tests.website import KILLED, PAGE, Site

from .conftest import Asked, over

STORY = Path(sayso.__file__).parent / "examples" / "loikaw-2023-11"
HOSTILE = "<img src=x onerror=alert(1)>"


def bring(client: TestClient, **told: Any) -> dict[str, Any]:
    """Brings a text or an address, and waits until it is imported."""
    answer = client.post("imports", json=told)
    assert answer.status_code == 202, answer.text
    return over(client, answer.json()["id"])


def bring_files(client: TestClient, *files: tuple[str, bytes], **told: str) -> dict[str, Any]:
    """Brings files, and waits until they are imported."""
    answer = client.post("uploads", files=[("files", each) for each in files], data=told)
    assert answer.status_code == 202, answer.text
    return over(client, answer.json()["id"])


def counts(told: dict[str, Any]) -> dict[str, int]:
    """What became of how many, of those that there are."""
    names = ("new", "known", "revisions", "withdrawn", "forgotten", "claims", "left_out")
    return {name: told[name] for name in names if told[name]}


def test_files_are_added_linked_and_named(
    asked_by: Asked, serving: Callable[..., FastAPI], kept: Ledger
) -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(STORY.iterdir())]
    client = asked_by("coder", of=serving(apart=True))
    told = bring_files(client, *files)
    assert (told["state"], told["fault"], told["skipped"]) == ("done", None, [])
    assert counts(told) == {"new": 10, "claims": sum(1 for _ in kept.claims())}
    assert told["done"] == told["total"]
    assert told["what"] == f"{files[0][0]} and 9 more"
    assert {each["digest"] for each in told["added"]} == {each.digest for each in kept.reports()}
    assert list(kept.linked().incidents())
    again = bring_files(client, *files)
    assert counts(again) == {"known": 10}


def test_what_is_left_out_is_told_by_the_name_it_was_brought_under(asked_by: Asked, kept: Ledger) -> None:
    told = bring_files(
        asked_by("coder"),
        ("../../etc/loikaw.txt", KILLED.encode()),
        (f"C:\\{HOSTILE}.html", b"<html><body></body></html>"),
        ("lines.jsonl", json.dumps({"text": KILLED}).encode() + b"\nno JSON\n"),
        ("table.xlsx", b"PK\x03\x04"),
        ("packed.json.gz", gzip.compress(json.dumps({"text": f"{KILLED} Again."}).encode())),
        ("..", b"\xff\xfe"),
        outlet="Clinic Notes",
        published="2023-11-21",
        story="mines",
    )
    assert counts(told) == {"new": 2, "known": 1, "claims": 2, "left_out": 4}
    where = [each["what"] for each in told["skipped"]]
    assert where == [f"{HOSTILE}.html", "lines.jsonl:2", "table.xlsx", "file:1"]
    assert all(each["why"] for each in told["skipped"])
    first, second = kept.reports(Filters(outlet="Clinic Notes", story="mines"))
    assert {first.id, second.id} == {f"loikaw-{first.digest[:8]}", f"packed-{second.digest[:8]}"}
    assert str(first.published) == "2023-11-21"


def test_a_pasted_text_is_a_report_with_what_is_known_of_it(asked_by: Asked, kept: Ledger) -> None:
    known = {"title": HOSTILE, "outlet": HOSTILE, "url": f"javascript:{HOSTILE}", "story": "mines"}
    told = bring(asked_by("coder"), text=f"{HOSTILE} {KILLED} \U0001f600", published="2023-11-21", **known)
    assert counts(told) == {"new": 1, "claims": 1}
    assert told["what"] == HOSTILE
    (report,) = kept.reports()
    assert (report.text, report.title) == (f"{HOSTILE} {KILLED} \U0001f600", HOSTILE)
    assert (report.outlet, report.url, report.story) == (HOSTILE, f"javascript:{HOSTILE}", "mines")
    (added,) = told["added"]
    assert added == {
        "digest": report.digest, "title": HOSTILE, "outlet": HOSTILE, "outcome": "new", "claims": 1,
    }  # fmt: skip


def test_an_address_is_fetched_and_kept_beside_the_ledger(
    asked_by: Asked, kept: Ledger, site: Site, tmp_path: Path
) -> None:
    told = bring(asked_by("coder"), address=site.at("/a"), outlet="Clinic Notes")
    assert counts(told) == {"new": 1, "claims": 1}
    (report,) = kept.reports()
    assert (report.text, report.url, report.outlet) == (KILLED, f"{site.address}/a", "Clinic Notes")
    assert len(list((tmp_path / "sayso.db.warc").rglob("*.warc.gz"))) == 1
    site.at("/a", b"", 410)
    gone = bring(asked_by("coder"), address=f"{site.address}/a")
    assert counts(gone) == {"withdrawn": 1}
    assert gone["notes"] == [f"{site.address}/a: withdrawn by its outlet: {site.address}/a"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://10.0.0.1/", "10.0.0.1: 10.0.0.1 belongs to a private or reserved network"),
        ("file:///etc/passwd", "no address of a page: expected one that begins with http:// or https://"),
    ],
)
def test_an_address_that_may_not_be_fetched_is_told(asked_by: Asked, address: str, why: str) -> None:
    told = bring(asked_by("coder"), address=address)
    assert (told["state"], told["skipped"]) == ("done", [{"what": address, "why": why}])


def test_what_is_not_read_for_claims_is_noted(asked_by: Asked) -> None:
    told = bring(asked_by("coder"), text="The rain was over the town for most of the day. " * 20)
    assert counts(told) == {"new": 1}
    assert told["notes"] == ["no claims: not about harm (1)"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "text"),
        ({"text": ""}, "at least 1 character"),
        ({"text": "a", "address": "b"}, "extra inputs"),
        ({"text": "a", "published": "yesterday"}, "no day"),
        ({"text": "a", "title": "b" * 1_001}, "at most 1000 characters"),
        ({"address": "a" * 2_001}, "at most 2000 characters"),
    ],
)
def test_what_does_not_fit_is_refused(asked_by: Asked, body: dict[str, str], told: str) -> None:
    answer = asked_by("coder").post("imports", json=body)
    assert answer.status_code == 422
    assert told in str(answer.json()["detail"])


def test_no_files_are_refused(asked_by: Asked) -> None:
    assert asked_by("coder").post("uploads", data={"outlet": "a"}).status_code == 422


def test_files_may_be_larger_than_other_requests_up_to_a_limit(
    asked_by: Asked, serving: Callable[..., FastAPI]
) -> None:
    client = asked_by("coder", of=serving(max_request_bytes=2_000, max_upload_bytes=20_000))
    assert counts(bring_files(client, ("a.txt", KILLED.encode() + b" " * 10_000))) == {"new": 1, "claims": 1}
    answer = client.post("uploads", files=[("files", ("a.txt", b"x" * 30_000))])
    assert answer.status_code == 413
    assert client.post("decisions", json={"reason": "x" * 10_000}).status_code == 413


def test_imports_are_seen_by_their_owner_and_by_leads(asked_by: Asked) -> None:
    own, other, lead = asked_by("coder", "Ma Lin"), asked_by("coder", "Ko Aung"), asked_by("lead")
    identity = bring(own, text=KILLED)["id"]
    assert [each["id"] for each in own.get("imports").json()["items"]] == [identity]
    assert other.get("imports").json()["items"] == []
    answer = other.get(f"imports/{identity}")
    assert (answer.status_code, answer.json()["detail"]) == (404, f"{identity}: no import of yours, or it was forgotten")  # fmt: skip
    assert lead.get(f"imports/{identity}").json()["owner"] == "Ma Lin"
    assert asked_by("reader").get("imports").status_code == 403


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Holds every import up until it is called."""
    go_on = threading.Event()
    read = Importer._read

    def held_up(self: Importer, made: Import) -> None:
        go_on.wait()
        read(self, made)

    monkeypatch.setattr(Importer, "_read", held_up)
    return go_on.set


def test_no_more_wait_than_may_and_the_oldest_that_are_over_are_forgotten(
    asked_by: Asked, serving: Callable[..., FastAPI], held: Callable[[], None]
) -> None:
    client = asked_by("coder", of=serving(max_imports=2))
    begun = [client.post("imports", json={"text": f"{number} {KILLED}"}).json()["id"] for number in (1, 2)]
    answer = client.post("imports", json={"text": KILLED})
    assert (answer.status_code, answer.json()) == (
        429,
        {"detail": "2 imports are not over yet; bring it again later"},
    )
    held()
    assert [over(client, each)["state"] for each in begun] == ["done", "done"]
    last = bring(client, text=KILLED)["id"]
    assert [each["id"] for each in client.get("imports").json()["items"]] == [last, begun[1]]
    assert client.get(f"imports/{begun[0]}").status_code == 404


def test_what_waits_when_the_server_ends_is_cut_off(
    asked_by: Asked, serving: Callable[..., FastAPI], held: Callable[[], None], kept: Ledger
) -> None:
    application = serving()
    client = asked_by("coder", of=application)
    begun = [client.post("imports", json={"text": f"{number} {KILLED}"}).json()["id"] for number in (1, 2)]
    ending = threading.Thread(target=application.state.importer.close)
    ending.start()
    held()
    ending.join()
    told = [over(client, each) for each in begun]
    assert [each["state"] for each in told] == ["cut off", "cut off"]
    assert {each["fault"] for each in told} == {"the server ended"}
    assert [each.text[:1] for each in kept.reports()] == ["1"]


def test_a_ledger_that_fails_is_told_and_the_next_import_goes_on(
    asked_by: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise LedgerError("sayso.db", "database or disk is full")

    client = asked_by("coder")
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "add", fails)
        told = bring(client, text=KILLED)
    assert (told["state"], told["fault"]) == ("failed", "sayso.db: database or disk is full")
    assert counts(bring(client, text=KILLED)) == {"new": 1, "claims": 1}


def test_an_error_of_ours_is_logged_and_the_next_import_goes_on(
    asked_by: Asked, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    client = asked_by("coder")
    with monkeypatch.context() as patched:
        patched.setattr(importing.Adding, "take", fails)
        told = bring(client, text=KILLED)
    assert (told["state"], told["fault"]) == ("failed", "an error: see Sayso's log")
    assert "ZeroDivisionError" in caplog.text
    assert bring(client, text=KILLED)["state"] == "done"


def test_what_was_brought_is_gone_from_the_disk_when_it_is_over(asked_by: Asked) -> None:
    client = asked_by("coder")
    bring_files(client, ("a.txt", PAGE))
    application = client.app
    assert isinstance(application, FastAPI)
    (made,) = application.state.importer.all()
    assert not Path(made.folder.name).exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("loikaw.html", "loikaw.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\loikaw.html", "loikaw.html"),
        ("/", "file"),
        ("", "file"),
        ("..", "file"),
        ("a\x00b\u202ec\n.txt", "abc.txt"),
        (f"{'a' * 500}.txt", f"{'a' * 196}.txt"),
        ("နေ့.txt", "နေ့.txt"),
    ],
)
def test_a_name_is_shown_and_never_a_path(name: str, shown: str) -> None:
    assert shown_name(name) == shown
