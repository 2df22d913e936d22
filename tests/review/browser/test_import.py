"""Import in the browser: files, a text, an address; hostile names and texts stay words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import sayso

from .conftest import OpenPage

STORY = Path(sayso.__file__).parent / "examples" / "loikaw-2023-11"
KILLED = "Four people were killed by a mine near the town of Demoso on Monday, a nurse at the clinic said."
HOSTILE = "<img src=x onerror=document.title=1><script>document.title=2</script>"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page("/import")


def test_files_are_chosen_and_what_was_left_out_is_told(page: Page, tmp_path: Path) -> None:
    hostile = tmp_path / f"{HOSTILE.replace('/', '')}.json"
    hostile.write_text("no JSON")
    page.get_by_label("Story").fill("mines")
    page.locator("#files").set_input_files([hostile, *sorted(STORY.iterdir())[:2]])
    card = page.locator("article.import").first
    expect(card).to_have_attribute("data-state", "done", timeout=60_000)
    expect(card.locator(".counts")).to_have_text("2 known already · 1 left out")
    expect(card.locator("td").first).to_have_text(f"{hostile.name}:1")
    assert page.title() == "Import · Sayso"


def test_a_pasted_text_becomes_a_report_that_can_be_opened(page: Page) -> None:
    page.get_by_label("Outlet").fill("Clinic Notes")
    page.get_by_label("Published").fill("2023-11-21")
    page.get_by_label("Text", exact=True).fill(f"{KILLED} {HOSTILE} \U0001f600")
    page.get_by_label("Title").fill(HOSTILE)
    page.get_by_role("button", name="Import the text").click()
    card = page.locator("article.import").first
    expect(card).to_have_attribute("data-state", "done", timeout=60_000)
    expect(card.locator(".counts")).to_have_text("1 new report · 1 claim")
    link = card.get_by_role("link", name=HOSTILE)
    expect(link).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    link.click()
    page.wait_for_url("**/report/*")
    expect(page.locator("#page")).to_contain_text(KILLED)


def test_an_address_that_may_not_be_fetched_is_told(page: Page) -> None:
    page.get_by_label("Address of a page").fill("http://10.0.0.1/a")
    page.get_by_role("button", name="Fetch and import").click()
    card = page.locator("article.import").first
    expect(card).to_have_attribute("data-state", "done", timeout=60_000)
    expect(card.locator("td")).to_have_text(
        ["http://10.0.0.1/a", "10.0.0.1: 10.0.0.1 belongs to a private or reserved network"]
    )


def test_imports_of_before_are_there_again_and_nothing_overflows(open_page: OpenPage) -> None:
    page = open_page("/import", width=390, dark=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
