"""Labels: a lead says on the page how sensitive a claim, a report or a party is, and readers see none of it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from .conftest import log_in


def _label(page: Page, of: str, sensitivity: str, button: str | None = None) -> None:
    if button:
        page.get_by_role("button", name=button).click()
    else:
        page.keyboard.press("l")
    form = page.locator("dialog form")
    option = form.locator("option", has_text=of).first
    form.get_by_label("Of what").select_option(label=option.inner_text())
    form.get_by_label(sensitivity, exact=True).check()
    form.get_by_label("Why").fill("asked for by the outlet")
    form.get_by_role("button", name="Label").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".notice").last).to_contain_text(f": {sensitivity}")


def _claims_for(reader: Page, address: str, words: str) -> int:
    reader.goto(f"{address}/?only=all&text={words}")
    expect(reader.locator(".claim-row").first).to_be_visible()
    reader.wait_for_load_state("networkidle")
    return reader.locator(".claim-row").count()


def test_a_lead_labels_a_claim_its_report_and_a_party(browser: Browser, with_accounts: str) -> None:
    page, reader = (browser.new_context().new_page() for _ in range(2))
    log_in(page, with_accounts, "Thida")
    log_in(reader, with_accounts, "Ko Ko")
    page.goto(f"{with_accounts}/?only=all&text=KNDF")
    page.locator(".claim-row h2 a").first.click()
    expect(page.locator(".claim-card[aria-current]")).to_be_visible()
    report = page.url.split("?")[0]
    _label(page, "the claim", "confidential")
    expect(page.locator(".claim-card[aria-current] .chip", has_text="confidential")).to_be_visible()
    _label(page, "the whole report", "restricted")
    expect(page.locator(".report-head .chip", has_text="restricted")).to_be_visible()
    reader.goto(report)
    expect(reader.get_by_role("heading", name="No such report")).to_be_visible()
    page.locator(".notice", has_text="the whole report").get_by_role("button", name="Undo").click()
    expect(page.locator(".report-head .chip", has_text="restricted")).to_have_count(0)
    before = _claims_for(reader, with_accounts, "junta")
    page.goto(f"{with_accounts}/sources")
    _label(page, "Myanmar Armed Forces", "restricted", "Label a party")
    expect(page.locator(".party-labels li")).to_contain_text("restricted")
    assert _claims_for(reader, with_accounts, "junta") < before
    reader.goto(f"{with_accounts}/sources")
    expect(reader.locator("tbody tr").first).to_be_visible()
    expect(reader.get_by_role("button", name="Label a party")).to_have_count(0)
    for each in (page, reader):
        each.context.close()
