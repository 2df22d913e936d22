"""What another program erases is out of a running server's memory, too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import anyio
import pytest
from fastapi import FastAPI

from sayso.review.api import heed_erasures
from sayso.review.forgetting import heeding
from sayso.store import open_ledger
from sayso.store.content import stored_claim
from tests.review.awaited import awaited

from .conftest import Asked, over

TEXT = "Shelling killed three farmers in Demoso on Tuesday, U Tin Aye, a village head, said."


def _erased_elsewhere(path: Path) -> None:
    """By another program, with the ledger opened anew."""
    with open_ledger(path) as other:
        erased = other.forget_person("Tin Aye", who="lin", reason="asked to", day=date(2024, 1, 5))
    assert erased.reports == 1


def test_nothing_of_what_was_erased_stays_in_memory(
    serving: Callable[..., FastAPI], asked_by: Asked, tmp_path: Path
) -> None:
    application = serving()
    coder, reader = (asked_by(role, of=application) for role in ("coder", "reader"))
    brought = {"text": TEXT, "title": "U Tin Aye speaks", "outlet": "Example Times"}
    identity = coder.post("imports", json=brought).json()["id"]
    assert over(coder, identity)["added"][0]["title"] == "U Tin Aye speaks"
    assert coder.get("places").status_code == reader.get("claims").status_code == 200
    heed_erasures(application)
    assert coder.get("claims").json()["items"][0]["claim"]["source"]["text"].startswith("U Tin Aye")
    assert not _is_empty(application)
    _erased_elsewhere(tmp_path / "sayso.db")
    heed_erasures(application)
    assert _is_empty(application)
    told = coder.get("imports").text + coder.get("claims").text + coder.get("audit?all=true").text
    assert "Tin Aye" not in told
    assert coder.get(f"imports/{identity}").status_code == 404


def _is_empty(application: FastAPI) -> bool:
    shared = application.state
    return (
        stored_claim.cache_info().currsize == 0
        and shared.readers._known is None
        and shared.importer.all() == []
        and shared.remembered._answers == {}
    )


def test_a_server_heeds_it_by_itself(
    serving: Callable[..., FastAPI], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.review.forgetting.LOOKS_EVERY", 0.01)
    application = serving()
    heed_erasures(application)
    application.state.readers.now()

    async def until_heeded() -> None:
        async with heeding(application):
            with open_ledger(tmp_path / "sayso.db") as other:
                other.forget_report("none", who="lin", reason="asked to", day=date(2024, 1, 5), pages=1)
            with anyio.fail_after(20):
                while application.state.readers._known is not None:
                    await anyio.sleep(0.01)

    awaited(until_heeded())
