"""A whole day at the ledger, from an empty one: import, rule by keyboard, correct, merge, conclude, look back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sayso.store import open_ledger

from .conftest import PASSWORD, STORY, serving

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty ledger."""
    path = tmp_path_factory.mktemp("day") / "sayso.db"
    open_ledger(path).close()
    return path


@pytest.fixture(scope="module")
def address(ledger_path: Path) -> Iterator[str]:
    """Where it is served, by several processes."""
    with serving(ledger_path, processes=2) as told:
        yield told


def test_a_day_at_the_ledger(open_page: OpenPage) -> None:
    page = open_page("/import")
    _import(page)
    _work_the_queue(page)
    before = _figure(page)
    _correct_a_number(page)
    assert _figure(page) != before
    _merge_what_is_one(page)
    _look_at_the_map(page)
    _read_the_audit_trail(page)


def _import(page: Page) -> None:
    page.set_input_files("#files", sorted(STORY.glob("*.json")))
    card = page.locator(".import[data-state=done]").first
    expect(card.locator("li")).to_have_count(10, timeout=90_000)


def _work_the_queue(page: Page) -> None:
    page.get_by_role("link", name="Queue").click()
    rows = page.locator(".claim-row")
    expect(rows.first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(rows.first.locator(".chip.good")).to_have_text("accepted")
    page.keyboard.press("r")
    page.keyboard.press("2")
    expect(rows.nth(1).locator(".chip.bad")).to_have_text("rejected")
    page.keyboard.press("u")
    expect(rows.nth(1).locator(".chip.bad")).to_have_count(0)


def _correct_a_number(page: Page) -> None:
    """The words of a number are selected in the text; what they say is typed."""
    page.goto(_at(page, "/?text=82+civilians&only=all"))
    page.locator(".claim-row h2 a").first.click()
    expect(page.locator(".claim-card").first).to_be_visible()
    page.keyboard.press("e")
    form = page.locator("form.editor")
    expect(form).to_be_visible()
    page.evaluate("""() => {
        const mark = [...document.querySelectorAll("mark, .number, strong")].find((each) => each.textContent.includes("82"));
        getSelection().selectAllChildren(mark);
    }""")
    number = form.locator("fieldset", has_text="Number").first
    number.get_by_role("button", name="Take chosen words").first.click()
    number.locator("input[type=number], input[inputmode=numeric]").first.fill("283")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".claim-card .chip.good").first).to_be_visible()


def _figure(page: Page) -> str:
    """How many civilians were killed in Kayah State, as the page says it."""
    page.goto(_at(page, "/figures?kind=killed&who=civilian&place=Kayah+State"))
    card = page.locator(".figure").first
    expect(card).to_be_visible()
    return card.locator(".answer").inner_text()


def _merge_what_is_one(page: Page) -> None:
    """Two incidents of the town are said to be one."""
    page.goto(_at(page, "/incidents?place=Loikaw"))
    rows = page.locator(".incident-row")
    expect(rows.nth(1)).to_be_visible()
    number = rows.count()
    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.keyboard.press("m")
    page.locator("dialog textarea").fill("the same fight for the university")
    page.locator("dialog").get_by_role("button", name="Merge").click()
    expect(page.locator(".notice", has_text="Merged")).to_be_visible()
    expect(rows).not_to_have_count(number)
    assert rows.count() < number


def _look_at_the_map(page: Page) -> None:
    page.get_by_role("link", name="Map").click()
    place = page.locator(".places button", has_text="Loikaw").first
    place.click()
    expect(page.locator(".at-place a").first).to_be_visible()
    expect(page.locator("path.region, path.spot, path.around").first).to_be_attached()


def _read_the_audit_trail(page: Page) -> None:
    page.get_by_role("link", name="Audit").click()
    acts = page.locator(".entry")
    expect(acts.first).to_contain_text("merge")
    expect(acts.filter(has_text="correct")).to_have_count(1)
    page.get_by_role("button", name="Verify the ledger now").click()
    expect(page.locator(".verify .chip")).to_have_text(
        re.compile(r"all [\d\s]+ entries are as they were written")
    )


def test_a_reader_logs_in_sees_and_is_refused(browser: Browser, with_accounts: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{with_accounts}/?only=all")
    page.wait_for_url(re.compile("/login[?]to="))
    page.get_by_label("Name").fill("Ko Ko")
    page.get_by_label("Password").fill("not the pass phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".fault")).not_to_be_empty()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile("/[?]only=all$"))
    expect(page.locator(".claim-row").first).to_be_visible()
    expect(page.locator("#account")).to_contain_text("Ko Ko, reader")
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    status = page.evaluate("""async () => {
        const { csrf } = await (await fetch("/api/v1/me")).json();
        const { items } = await (await fetch("/api/v1/queue?limit=1&only=all")).json();
        const answer = await fetch("/api/v1/decisions", {
            method: "POST", headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" },
            body: JSON.stringify({ act: "accept", about: items[0].id, seen: 0 }),
        });
        return [answer.status, (await answer.json()).detail];
    }""")
    assert status == [403, "Ko Ko is reader; this takes a coder"]
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile("/login$"))
    context.close()


def _at(page: Page, path: str) -> str:
    return "/".join(page.url.split("/")[:3]) + path
