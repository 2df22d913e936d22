"""One's own account: the way to it, another password, and the sessions that end with it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from .conftest import PASSWORD, log_in

NEW = "another quite long phrase"


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
