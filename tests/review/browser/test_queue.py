"""The queue by keyboard: rows are ruled on where they stand, undone, and told of where others were faster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from sayso.records import Act, Decision
from sayso.store import open_ledger

from .conftest import log_in

OpenPage = Callable[..., Page]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def queue(open_page: OpenPage, path: str = "/", **sizes: int) -> tuple[Page, Locator]:
    page = open_page(path, **sizes)
    rows = page.locator(".claim-row")
    expect(rows.first).to_be_visible()
    return page, rows


def by_another(path: Path, act: Act, claim: str) -> None:
    with open_ledger(path, create=False) as ledger:
        ledger.record(Decision(act, "Ko Aung", NOW, ledger.evidence(claim), reason="looked at the video"))


def verdict_of(path: Path, claim: str) -> str | None:
    with open_ledger(path, create=False) as ledger:
        ruling = ledger.ruled(ledger.report(ledger.evidence(claim).report)).rulings.get(claim)
    return ruling.verdict if ruling else None


def total(page: Page) -> int:
    words = page.locator(".page-head [role=status]").inner_text()
    return int("".join(each for each in words if each.isdigit()))


def test_a_claim_is_accepted_rejected_and_undone_by_one_or_two_keys(
    open_page: OpenPage, ledger_path: Path
) -> None:
    page, rows = queue(open_page)
    first, second = (rows.nth(at).get_attribute("data-claim") or "" for at in range(2))
    page.keyboard.press("j")
    expect(rows.first).to_be_focused()
    page.keyboard.press("a")
    expect(rows.first.locator(".chip.good")).to_have_text("accepted")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("dialog")).to_contain_text("counts something else")
    page.keyboard.press("1")
    expect(rows.nth(1).locator(".chip.bad")).to_have_text("rejected")
    assert (verdict_of(ledger_path, first), verdict_of(ledger_path, second)) == ("accepted", "rejected")
    page.keyboard.press("u")
    expect(rows.nth(1).locator(".chip.bad")).to_have_count(0)
    page.keyboard.press("u")
    expect(rows.first.locator(".chip.good")).to_have_count(0)
    expect(rows.first).to_be_focused()
    assert verdict_of(ledger_path, first) is verdict_of(ledger_path, second) is None


def test_who_was_slower_is_told_who_ruled_and_nothing_is_recorded(
    open_page: OpenPage, ledger_path: Path
) -> None:
    page, rows = queue(open_page)
    claim = rows.nth(2).get_attribute("data-claim") or ""
    by_another(ledger_path, "reject", claim)
    rows.nth(2).focus()
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("Ko Aung")
    expect(rows.nth(2)).to_contain_text("rejected by Ko Aung")
    assert verdict_of(ledger_path, claim) == "rejected"


def test_a_reason_that_was_typed_is_not_lost_where_another_was_faster(
    open_page: OpenPage, ledger_path: Path
) -> None:
    page, rows = queue(open_page)
    claim = rows.nth(3).get_attribute("data-claim") or ""
    rows.nth(3).focus()
    page.keyboard.press("r")
    page.get_by_label("Or in your own words").fill("a drill")
    by_another(ledger_path, "accept", claim)
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog [role=alert]")).to_contain_text("Ko Aung")
    expect(page.get_by_label("Or in your own words")).to_have_value("a drill")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert verdict_of(ledger_path, claim) == "rejected"


def test_filters_stand_in_the_address_and_narrow_what_is_listed(open_page: OpenPage) -> None:
    page, rows = queue(open_page)
    whole = total(page)
    page.get_by_label("Kind").select_option("injured")
    expect(page.locator('.claim-row .kind:not([data-kind="injured"])')).to_have_count(0)
    expect(rows.first).to_be_visible()
    assert 0 < total(page) < whole
    assert "kind=injured" in page.url
    page, rows = queue(open_page, "/?kind=killed&text=civilians")
    assert page.get_by_label("Words").input_value() == "civilians"


def test_the_report_opens_at_the_claim_and_one_comes_back_to_it(open_page: OpenPage) -> None:
    page, rows = queue(open_page)
    claim = rows.nth(5).get_attribute("data-claim") or ""
    rows.nth(5).focus()
    page.keyboard.press("o")
    expect(page.locator(".claim-card[aria-current]")).to_have_attribute("data-claim", claim)
    page.keyboard.press("q")
    expect(page.locator(f'.claim-row[data-claim="{claim}"]')).to_be_focused()


def test_what_changed_since_the_last_visit_is_told_until_it_is_marked_as_seen(
    open_page: OpenPage, ledger_path: Path
) -> None:
    page, rows = queue(open_page)
    claim = rows.nth(6).get_attribute("data-claim") or ""
    by_another(ledger_path, "comment", claim)
    page.get_by_text("Since last visit").click()
    expect(page.get_by_label("What changed")).to_contain_text("Ko Aung: comment")
    page.get_by_role("button", name="Mark as seen").click()
    expect(page.get_by_label("What changed")).not_to_contain_text("Ko Aung")


def test_all_that_is_listed_is_accepted_only_after_the_whole_sample_was_seen(
    open_page: OpenPage, ledger_path: Path
) -> None:
    page, rows = queue(open_page, "/?kind=displaced")
    listed = [each.get_attribute("data-claim") or "" for each in rows.all()]
    page.keyboard.press("s")
    accept = page.get_by_role("button", name=f"Accept all {len(listed)}")
    expect(accept).to_be_disabled()
    for _ in listed:
        page.keyboard.press("j")
    accept.click()
    expect(page.locator("#notices")).to_contain_text("accepted")
    assert {verdict_of(ledger_path, each) for each in listed} == {"accepted"}


def test_what_a_colleague_opens_is_marked_without_a_reload_and_focus_and_place_stay(
    open_page: OpenPage, ledger_path: Path
) -> None:
    page, rows = queue(open_page)
    rows.nth(8).focus()
    rows.nth(8).get_by_role("button", name="Open").focus()
    rows.nth(8).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    claim = rows.nth(8).get_attribute("data-claim") or ""
    with open_ledger(ledger_path, create=False) as ledger:
        lapsed = datetime.now(UTC) - timedelta(minutes=9)
        ledger.visits().open(claim, "Ko Aung", datetime.now(UTC), lapsed)
        expect(rows.nth(8).locator(".chip.open")).to_have_text("open by Ko Aung")
        ledger.visits().shut(claim, "Ko Aung", lapsed)
    expect(rows.nth(8).locator(".chip.open")).to_have_count(0)
    expect(rows.nth(8).get_by_role("button", name="Open")).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_a_session_that_ends_meanwhile_takes_nobody_away_from_what_they_type(
    browser: Browser, with_accounts: str
) -> None:
    page = browser.new_context().new_page()
    log_in(page, with_accounts, "Aung")
    expect(page.locator(".claim-row").first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.get_by_label("Or in your own words").fill("a drill")
    page.context.clear_cookies()
    with page.expect_response(lambda answer: answer.url.endswith("/opened") and answer.status == 401):
        pass
    expect(page.get_by_label("Or in your own words")).to_have_value("a drill")
    page.context.close()


def test_a_narrow_screen_holds_every_row_and_its_buttons(open_page: OpenPage, ledger_path: Path) -> None:
    page, rows = queue(open_page, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    claim = rows.first.get_attribute("data-claim") or ""
    rows.first.get_by_role("button", name="Accept").click()
    expect(rows.first.locator(".chip.good")).to_have_text("accepted")
    assert verdict_of(ledger_path, claim) == "accepted"
