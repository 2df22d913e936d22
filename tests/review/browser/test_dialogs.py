"""Every dialog, and how far an import is, in both themes and on both widths: reached by all, nothing cut."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from .conftest import OpenPage
from .test_pages import RULES

Opens = Callable[[Page], None]


def _key(*keys: str, after: str = ".claim-row") -> Opens:
    """Opens by keys, once a list is filled."""

    def opens(page: Page) -> None:
        expect(page.locator(after).first).to_be_visible()
        for key in keys:
            page.keyboard.press(key)

    return opens


def _in_a_report(*keys: str) -> Opens:
    def opens(page: Page) -> None:
        page.locator(".claim-row h2 a").first.click()
        _key(*keys, after=".claim-card[aria-current]")(page)

    return opens


def _in_an_incident(*keys: str, choose: bool = False) -> Opens:
    def opens(page: Page) -> None:
        page.locator(".incident-row", has_text="reports").locator("h2 a").first.click()
        expect(page.locator(".member").first).to_be_visible()
        if choose:
            page.locator(".member input").first.check()
        _key(*keys, after=".member")(page)

    return opens


def _numbers(page: Page) -> None:
    expect(page.locator(".figure").first).to_be_visible()
    page.locator(".figure details summary").first.click()
    page.get_by_role("button", name="Choose the numbers").first.click()


def _button(name: str) -> Opens:
    return lambda page: page.get_by_role("button", name=name).first.click()


DIALOGS = [
    ("keys of the queue", "/", _key("?")), ("reject", "/", _key("j", "r")), ("sample", "/", _key("s")),
    ("keys of a report", "/", _in_a_report("?")), ("comment", "/", _in_a_report("c")),
    ("missed", "/", _in_a_report("m")), ("label", "/", _in_a_report("l")), ("reject there", "/", _in_a_report("r")),
    ("merge", "/incidents", _key("j", "x", "j", "x", "m", after=".incident-row")),
    ("merge with", "/incidents", _in_an_incident("m")), ("split", "/incidents", _in_an_incident("s", choose=True)),
    ("move", "/incidents", _in_an_incident("v", choose=True)),
    ("numbers", "/figures?story=loikaw-2023-11", _numbers), ("label a party", "/sources", _button("Label a party")),
]  # fmt: skip


SEEN = pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])


@SEEN
@pytest.mark.parametrize(("name", "path", "opens"), DIALOGS, ids=[each[0] for each in DIALOGS])
def test_a_dialog_is_for_all(
    open_page: OpenPage, name: str, path: str, opens: Opens, theme: str, width: int
) -> None:
    page = open_page(path, width=width, height=900 if width == 1280 else 844, dark=theme == "dark")
    opens(page)
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    page.wait_for_load_state("networkidle")
    _look(page, f"dialog-{name}", theme, width)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@SEEN
def test_the_form_that_corrects_a_claim_is_for_all(open_page: OpenPage, theme: str, width: int) -> None:
    page = open_page("/", width=width, dark=theme == "dark")
    _in_a_report("e")(page)
    expect(page.locator("form.editor")).to_be_visible()
    _look(page, "editor", theme, width)


IMPORTS: dict[str, dict[str, Any]] = {
    "a" * 16: {"state": "reading", "what": "loikaw.jsonl and 3 more", "done": 40, "total": 100, "new": 3, "claims": 12},
    "b" * 16: {"state": "linking", "what": "https://example.org/1", "done": 0, "total": 0, "new": 1, "claims": 2},
    "c" * 16: {"state": "failed", "what": "broken.pdf", "fault": "an error: see Sayso's log"},
    "d" * 16: {
        "state": "done", "what": "feed.xml", "new": 2, "claims": 5, "left_out": 9,
        "skipped": [{"what": f"feed.xml:{line}", "why": "empty text"} for line in range(9)],
        "added": [{"digest": "0" * 64, "title": "Mine kills two near Demoso", "outlet": "Clinic Notes", "outcome": "revision", "claims": 2}],
        "notes": ["2 reports are not about harm"],
    },
    "e" * 16: {"state": "waiting", "what": "pasted text"}, "f" * 16: {"state": "weighing", "what": "x.warc.gz", "done": 9, "total": 10},
}  # fmt: skip
_NOTHING = dict.fromkeys(
    ("done", "total", "new", "known", "revisions", "withdrawn", "forgotten", "claims", "left_out"), 0
) | {"owner": "Ma Thida", "fault": None, "added": [], "skipped": [], "notes": []}


@SEEN
def test_how_far_an_import_is_is_for_all(open_page: OpenPage, theme: str, width: int) -> None:
    told = [_NOTHING | each | {"id": identity} for identity, each in IMPORTS.items()]

    def answer(route: Route) -> None:
        asked = route.request.url.rpartition("/")[2]
        found = next((each for each in told if each["id"] == asked), {"items": told, "next": None})
        route.fulfill(status=200, content_type="application/json", body=json.dumps(found))

    page = open_page("/audit", width=width, dark=theme == "dark")
    page.route("**/api/v1/imports*/**", answer)
    page.route("**/api/v1/imports", answer)
    page.goto(page.url.replace("/audit", "/import"))
    expect(page.locator("article.import")).to_have_count(len(IMPORTS))
    _look(page, "imports", theme, width)
    page.unroute_all(behavior="ignoreErrors")


def _look(page: Page, name: str, theme: str, width: int) -> None:
    """Nothing runs out of the page or the dialog, and axe finds nothing."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{wide} px of content on a page of {width}"
    cut = page.evaluate(
        "[...document.querySelectorAll('dialog')].map((each) => each.scrollWidth - each.clientWidth)"
    )
    assert all(each <= 0 for each in cut), f"{cut} px stand out of the dialog"
    faults = Axe().run(page, options=RULES).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['target']} {each['help']}" for each in faults] == []
    if folder := os.environ.get("SAYSO_DIALOGS"):
        page.screenshot(
            path=Path(folder) / f"{name}-{theme}-{width}.png".replace(" ", "-"), animations="disabled"
        )
