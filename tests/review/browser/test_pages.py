"""Every page in both themes and on both widths: nothing runs out of it, and it can be read and reached by all.

With SAYSO_SCREENSHOTS set to a folder, each is also kept there as a picture: `make screenshots` for the docs.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sayso.store import Filters, open_ledger

from .conftest import run_sayso

OpenPage = Callable[..., Page]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
STORY = "story=loikaw-2023-11"
RULINGS = [("accept", "Thida"), ("reject", "Thida"), ("comment", "Aung"), ("accept", "Aung")]

# Each page: its picture's name, its address, and what stands there once it is filled.
PAGES = [
    ("queue", f"/?{STORY}", ".claim-row"),
    ("report", "report", ".claim-card:visible"),
    ("incidents", f"/incidents?{STORY}", ".incident-row"),
    ("incident", "incident", ".member"),
    ("figures", f"/figures?{STORY}", ".figure"),
    ("map", f"/map?{STORY}", ".places li"),
    ("sources", "/sources", "tbody tr"),
    ("audit", "/audit", ".list-foot, .entry"),
    ("import", "/import", "form"),
    ("accounts", "/users", "form"),
    ("login", "/login", "form"),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger_path(ledger_path: Path) -> Path:
    """The story after some claims were ruled on, so that there is an audit trail."""
    with open_ledger(ledger_path) as ledger:
        claims = [claim.id for claim in ledger.claims(Filters(kind="killed"))]
    for (act, who), claim in zip(RULINGS, claims, strict=False):
        run_sayso(
            "decide", act, claim, "--who", who, "--reason", "read in the report", "--ledger", str(ledger_path)
        )
    return ledger_path


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("name", "path", "filled"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_fits_and_is_for_all(
    open_page: OpenPage, name: str, path: str, filled: str, theme: str, width: int
) -> None:
    page = _open(open_page, path, filled, theme, width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{wide} px of content on a page of {width}: {page.evaluate(WIDEST)}"
    faults = Axe().run(page, options=RULES).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['target']} {each['help']}" for each in faults] == []
    if folder := os.environ.get("SAYSO_SCREENSHOTS"):
        small = "" if width == 1280 else "-narrow"
        page.screenshot(path=Path(folder) / f"{name}-{theme}{small}.png", animations="disabled")


# The element that stands out of the page most.
WIDEST = """() => [...document.querySelectorAll("#page *")].map((each) => [each.getBoundingClientRect().right,
    each.tagName + "." + each.className]).sort((one, other) => other[0] - one[0])[0]?.join(" ")"""


def _open(open_page: OpenPage, path: str, filled: str, theme: str, width: int) -> Page:
    """The page once all of it is there; the report is that of the first claim, the incident
    the first that several tell of."""
    options = {"width": width, "height": 900 if width == 1280 else 844, "dark": theme == "dark"}
    if path == "report":
        page = open_page(f"/?{STORY}", **options)
        page.locator(".claim-row h2 a").first.click()
    elif path == "incident":
        page = open_page(f"/incidents?{STORY}", **options)
        page.locator(".incident-row", has_text="reports").locator("h2 a").first.click()
    else:
        page = open_page(path, **options)
    expect(page.locator(filled).first).to_be_visible()
    expect(page.locator(".list-foot", has_text="Loading")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    return page
