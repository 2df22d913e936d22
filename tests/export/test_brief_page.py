"""The brief in Chromium, on paper and without a network: it fits, it can be read by all, it asks for nothing.

With SAYSO_SCREENSHOTS set to a folder its picture is kept there: `make screenshots` for the docs.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import sayso
from sayso import Filters, open_ledger, read, read_questions
from tests.export.briefs import brief_page, filled

EXAMPLES = Path(sayso.__file__).parent / "examples"
STORY = "loikaw-2023-11"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PICTURE = {"x": 0, "y": 0, "width": 1280, "height": 1560}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the brief of the story lies."""
    folder = tmp_path_factory.mktemp("brief")
    reports = [each for each in read(EXAMPLES / STORY) if isinstance(each, sayso.Report)]
    with filled(open_ledger(folder / "sayso.db"), *reports) as ledger:
        asked = read_questions(EXAMPLES / f"{STORY}.figures")
        page = brief_page(ledger, asked, Filters(story=STORY), "The battle of Loikaw, November 2023")
    (folder / "brief.html").write_text(page, encoding="utf-8")
    return (folder / "brief.html").as_uri()


def opened(browser: Browser, address: str, width: int, theme: str) -> tuple[Page, list[str]]:
    """The page, and what it asked for."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(address)
    return page, asked


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_can_be_read_by_all_and_asks_for_nothing(
    browser: Browser, address: str, width: int, theme: str
) -> None:
    page, asked = opened(browser, address, width, theme)
    assert asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if (folder := os.environ.get("SAYSO_SCREENSHOTS")) and (width, theme) == (1280, "light"):
        page.screenshot(path=Path(folder) / "brief.png", clip=PICTURE, full_page=True)
    faults = Axe().run(page, options=RULES).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['target']} {each['help']}" for each in faults] == []
    page.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_whole_on_paper_in_light(browser: Browser, address: str, paper: str) -> None:
    page, _ = opened(browser, address, 1280, "dark")
    printed = pypdfium2.PdfDocument(page.pdf(format=paper, prefer_css_page_size=True))
    texts = [each.get_textpage().get_text_range() for each in printed]
    assert 3 <= len(texts) <= 7
    assert all(len(text) > 300 for text in texts)
    assert "At least 82" in texts[0]
    assert f"1 / {len(texts)}" in texts[0]
    assert "https://" in "".join(texts)  # on paper a link is its address
    corner = printed[0].render().to_pil().getpixel((2, 2))
    assert corner == (255, 255, 255)
    page.close()


def test_a_number_is_followed_by_a_click(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1280, "light")
    first = page.locator(".lead .refs a").first
    first.click()
    assert page.locator(":target").get_attribute("id") == (first.get_attribute("href") or "").removeprefix(
        "#"
    )
    assert page.locator(":target mark").first.is_visible()
    page.close()
