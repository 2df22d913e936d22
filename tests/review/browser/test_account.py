"""One's own account: the way to it, another password, and the sessions that end with it."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import PASSWORD, log_in
from .test_pages import RULES

NEW = "another quite long phrase"
# On how many lines the words of an element stand.
LINES = """(each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return range.getClientRects().length;
}"""


def _fill(page: Page, old: str, new: str, again: str) -> None:
    for label, words in (("The password you have", old), ("A new one", new), ("The new one again", again)):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Change it").click()


def test_ones_own_password_is_changed_and_one_stays_logged_in(browser: Browser, with_accounts: str) -> None:
    here, elsewhere = (browser.new_context().new_page() for _ in range(2))
    for page in (here, elsewhere):
        log_in(page, with_accounts, "Ko Ko")
    here.get_by_role("link", name="Ko Ko, reader").click()
    expect(here.get_by_role("heading", name="Your account")).to_be_visible()
    fault = here.locator("form .fault")
    _fill(here, PASSWORD, NEW, f"{NEW}!")
    expect(fault).to_have_text("The new one is not the same both times.")
    _fill(here, "not the pass phrase", NEW, NEW)
    expect(fault).to_have_text("the old password is wrong")
    _fill(here, PASSWORD, NEW, NEW)
    expect(here.locator(".notice")).to_contain_text("Your password is changed")
    here.reload()
    expect(here.get_by_role("heading", name="Your account")).to_be_visible()
    elsewhere.reload()
    elsewhere.wait_for_url(re.compile("/login"))
    log_in(elsewhere, with_accounts, "Ko Ko", NEW)
    for page in (here, elsewhere):
        page.context.close()


def test_the_page_of_accounts_is_for_all_and_breaks_no_name(browser: Browser, with_accounts: str) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    log_in(page, with_accounts, "Thida")
    for dark, width in ((False, 1280), (True, 390)):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.goto(f"{with_accounts}/users")
        expect(page.get_by_role("cell", name="Thida", exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name="Your tokens")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for words in ("Thida", "Password …"):
            assert page.get_by_text(words, exact=True).first.evaluate(LINES) == 1
        faults = Axe().run(page, options=RULES).response["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['target']} {each['help']}" for each in faults] == []
    page.context.close()
