"""A reader cannot find out by searching whether a withheld name is in the ledger; what is told is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.disclosure import Screens
from sayso.review import api
from sayso.review.api import findable
from sayso.run import found_by
from sayso.settings import Settings
from sayso.store import Ledger, Role, open_ledger
from tests.review.api.conftest import BASE, share, token_of

from .planted import MINORS, PUBLIC, SITES, SOURCES, VICTIMS, Planted

NOWHERE: Final = "Qwortzel"
BY_WORDS: Final = (
    "claims?text",
    "queue?only=all&text",
    "reports?text",
    "incidents?text",
    "places?text",
    "search?q",
    "figures?text",
)
BY_NAMES: Final = tuple(
    f"{path}{slot}"
    for path in ("claims?", "queue?only=all&", "reports?", "incidents?", "places?", "figures?", "figures/over-time?")
    for slot in ("of", "by", "says", "place")
)  # fmt: skip
Asks = Callable[..., TestClient]


@pytest.fixture(scope="module", params=["looked through", "not yet"])
def ledger(
    planted_at: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Ledger]:
    """The planted reports, before and after it was found what is withheld of each."""
    path = tmp_path_factory.mktemp("findable") / "sayso.db"
    shutil.copy(planted_at, path)
    with open_ledger(path) as opened:
        if request.param == "looked through":
            disclosures = opened.disclosures()
            disclosures.screening(Screens(disclosures.key()), found_by()).go_on(lambda _left: None)
        yield opened


@pytest.fixture(scope="module")
def asked_by(ledger: Ledger) -> Asks:
    def asked(role: Role, **set_to: Any) -> TestClient:
        settings = replace(Settings(), **set_to)
        application = FastAPI(max_body_size=settings.max_request_bytes)
        api.add_to(application)
        share(application, ledger, settings)
        token = token_of(application, ledger, role, f"a {role}")
        return TestClient(application, base_url=BASE, headers={"Authorization": f"Bearer {token}"})

    return asked


def _answer(client: TestClient, ask: str, name: str) -> str:
    """What is answered where one asks for a name; the name itself is the same in every answer."""
    path, _, query = ask.partition("?")
    *others, slot = query.split("&")
    known = dict(each.split("=") for each in others)
    answer = client.get(path, params={**known, slot: name})
    assert answer.status_code == 200, (ask, name, answer.text)
    return re.sub(re.escape(name), "NAME", answer.text, flags=re.IGNORECASE)


@pytest.mark.parametrize("ask", BY_WORDS)
def test_words_of_a_withheld_name_are_answered_as_words_that_are_nowhere(
    planted: Planted, asked_by: Asks, ask: str
) -> None:
    reader, coder = asked_by("reader"), asked_by("coder")
    nothing = _answer(reader, ask, NOWHERE)
    names = (*planted.names, *planted.words)
    assert [name for name in names if _answer(reader, ask, name) != nothing] == []
    if ask.startswith(("search", "reports")):
        assert [name for name in names if _answer(coder, ask, name) == nothing] == []


@pytest.mark.parametrize("ask", BY_NAMES)
def test_a_withheld_name_is_answered_as_one_that_is_nowhere(asked_by: Asks, ask: str) -> None:
    reader = asked_by("reader")
    nothing = _answer(reader, ask, NOWHERE)
    names = (*VICTIMS, *MINORS, *SOURCES, *SITES, "a resident, Ko Zaw Htet Naing", "Dr. Nidal Barhoum")
    assert [name for name in names if _answer(reader, ask, name) != nothing] == []


def test_rows_are_held_against_what_is_told_whatever_the_words(
    planted: Planted, asked_by: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where words of the language find much, not all of it is gone through before; a name may be made of such."""
    monkeypatch.setattr(findable, "FEW", 0)
    monkeypatch.setattr(findable, "_is_common", lambda _: True)
    reader = asked_by("reader")
    for name in planted.names:
        for path in ("claims", "queue", "reports"):
            assert reader.get(path, params={"text": name}).json()["items"] == []
        assert reader.get("search", params={"q": name}).json() == {"reports": [], "claims": []}


def test_a_name_beside_words_that_are_told_is_not_found_either(asked_by: Asks) -> None:
    reader, coder = asked_by("reader"), asked_by("coder")
    for words in ("wounded Min Thu Kyaw", "teacher Khin", "killed Loikaw Daw"):
        asked = {"q": words}
        assert reader.get("search", params=asked).json() == {"reports": [], "claims": []}
        assert coder.get("search", params=asked).json()["reports"] != []


def test_what_is_told_is_found_as_by_a_coder(asked_by: Asks) -> None:
    reader, coder = asked_by("reader"), asked_by("coder")
    for path, query in [
        *(("search", {"q": name}) for name in (*PUBLIC, "Loikaw shells", "killed")),
        ("claims", {"text": "fourteen civilians", "place": "Loikaw"}), ("claims", {"place": "MM"}),
        ("queue", {"text": "gunmen killed", "only": "all"}), ("claims", {"says": "army Colonel Adama Bakayoko"}),
        ("reports", {"text": "monastery"}), ("incidents", {"place": "Djibo"}), ("claims", {"says": "Example Post"}),
    ]:  # fmt: skip
        told, whole = (client.get(path, params=query).json() for client in (reader, coder))
        for name in whole.keys() & {"items", "reports", "claims"}:
            assert len(told[name]) == len(whole[name]), (path, query, name)
        assert told.get("total") == whole.get("total")


def test_a_list_goes_on_where_it_was_left_and_leaves_nothing_out(asked_by: Asks) -> None:
    reader = asked_by("reader")
    whole = [each["claim"]["id"] for each in reader.get("claims", params={"text": "killed"}).json()["items"]]
    found: list[str] = []
    after: str | None = None
    while True:
        query = {"text": "killed", "limit": "2"} | ({"after": after} if after else {})
        part = reader.get("claims", params=query).json()
        found += [each["claim"]["id"] for each in part["items"]]
        after = part["next"]
        if after is None:
            break
    assert found == whole


def test_what_finds_too_much_to_look_through_is_refused_to_readers_alone(
    ledger: Ledger, asked_by: Asks
) -> None:
    if not ledger.disclosures().withheld_words(found_by(), 0)[1]:
        pytest.skip("it is known where the word is withheld, so that nothing else is looked through")
    query = {"text": "Thwe", "kind": "killed"}
    answer = asked_by("reader", max_reader_finds=1).get("claims", params=query)
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith("more than a reader may look through: say more exactly what")
    assert asked_by("coder", max_reader_finds=1).get("claims", params=query).status_code == 200
