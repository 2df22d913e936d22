"""A report and its claims: what is marked, what persons do by keyboard, and texts that mean harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sayso.pipeline import extract
from sayso.records import Act, Claim, Decision, Report, Run
from sayso.store import open_ledger

OpenPage = Callable[..., Page]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CITY = Report(
    id="aleppo",
    text="🔴 The 👩‍👩‍👧 relief desk in Aleppo: 12 people were killed and 30 others injured in the shelling of Aleppo"
    " on Monday, the governor said.\n\nLater that day 7 bodies were found under the bakery; nobody has said whose"
    " shells they were.\n\nFour trucks of the convoy burned.",
    digest="",
    outlet="City Desk",
    published=date(2024, 3, 5),
    title="Shelling of Aleppo",
)
SCRIPT = "<img src=x onerror=\"window.harmed='yes'\"><script>window.harmed='yes'</script>"
HOSTILE = Report(
    id=f"hostile-{SCRIPT}",
    text=f"Police said 5 people were killed in {SCRIPT} Homs on Monday.\n\u202ednuow 9 dias eh",
    digest="",
    outlet=f"Outlet {SCRIPT}",
    published=date(2024, 3, 5),
    title=f"Title {SCRIPT}",
    url="javascript:window.harmed='yes'",
    story=f"story {SCRIPT}",
)


def found(report: Report) -> list[Claim]:
    """The claims of a report as if two of them had been missed."""
    return [claim for claim in extract(report) if claim.quantity.text not in ("7", "Four")]


def add(path: Path, report: Report) -> None:
    with open_ledger(path, create=False) as ledger:
        ledger.add(report, found(report), Run("test", NOW.date()))


def of_text(report: Report, text: str) -> Report:
    return replace(report, text=text, digest=sha256(text.encode()).hexdigest())


@pytest.fixture
def report(ledger_path: Path, request: pytest.FixtureRequest) -> Report:
    """A report of its own for each test: two claims are found in it, two are missed."""
    made = replace(of_text(CITY, f"{CITY.text}\n\n{request.node.name}"), id=request.node.name)
    add(ledger_path, made)
    assert [each.kind for each in found(made)] == ["killed", "injured"]
    return made


def opened(open_page: OpenPage, report: Report, claim: Claim | None = None, **sizes: int) -> Page:
    page = open_page(f"/report/{report.digest}{f'?claim={claim.id}' if claim else ''}", **sizes)
    expect(page.locator(".claim-card").first).to_be_visible()
    return page


def standing(path: Path, report: Report) -> dict[str, Claim]:
    """The claims that stand, by the words of their number."""
    with open_ledger(path, create=False) as ledger:
        return {each.quantity.text: each for each in ledger.ruled(ledger.report(report.digest)).claims}


def killed(report: Report) -> Claim:
    return next(each for each in found(report) if each.quantity.text == "12")


def by_another(path: Path, act: Act, claim: Claim, **values: int) -> None:
    with open_ledger(path, create=False) as ledger:
        named = {f"quantity.{name}": value for name, value in values.items()}
        ledger.record(Decision(act, "Ko Aung", NOW, ledger.evidence(claim.id), values=named))


def choose(page: Page, words: str) -> None:
    """Selects words in the text, as a mouse would."""
    page.evaluate(
        """(words) => {
          const holder = document.querySelector(".report-text");
          const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
          throw new Error(`no such words in one piece: ${words}`);
        }""",
        words,
    )


def test_evidence_and_numbers_are_marked_and_keys_go_from_claim_to_claim(
    open_page: OpenPage, report: Report
) -> None:
    page = opened(open_page, report)
    assert page.locator(".report-text").text_content() == report.text
    claims = found(report)
    for claim in claims:
        assert page.locator(f'.figure[data-claim="{claim.id}"]').all_inner_texts() == [claim.quantity.text]
        told = page.locator(f'.evidence[data-claim="{claim.id}"]').all_text_contents()
        assert "".join(told) == claim.evidence.text
    page.keyboard.press("j")
    card = page.locator(".claim-card[aria-current]")
    expect(card).to_have_attribute("data-claim", claims[1].id)
    expect(card).to_be_focused()
    expect(page.locator(".figure.now")).to_have_text(claims[1].quantity.text)
    page.keyboard.press("k")
    expect(card).to_have_attribute("data-claim", claims[0].id)
    expect(card.locator(".fields")).to_contain_text("Aleppo")
    expect(card.locator(".rules").first).to_be_visible()


def test_a_number_is_corrected_by_choosing_it_in_a_text_that_has_an_emoji_before_it(
    open_page: OpenPage, report: Report, ledger_path: Path
) -> None:
    claim = killed(report)
    page = opened(open_page, report, claim)
    page.keyboard.press("e")
    choose(page, "30")
    page.locator(".spanned", has=page.locator("#edit-quantity-text")).get_by_role("button").click()
    expect(page.locator("#edit-quantity-value")).to_have_value("30")
    choose(page, "the governor")
    page.locator(".spanned", has=page.locator("#edit-source-text")).get_by_role("button").click()
    page.get_by_label("hedge").select_option("about")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor")).to_have_count(0)
    with open_ledger(ledger_path, create=False) as ledger:
        ruled = ledger.ruled(ledger.report(report.digest))
    now = next(each for each in ruled.claims if each.id == claim.id)
    start = report.text.index("30")
    assert (now.quantity.start, now.quantity.end, now.quantity.value) == (start, start + 2, 30)
    assert now.quantity.hedge == "about"
    assert now.source is not None
    assert (now.source.text, now.source.start) == ("the governor", report.text.index("the governor"))


def test_a_claim_that_was_missed_is_added_by_its_number_and_one_key_and_undone(
    open_page: OpenPage, report: Report, ledger_path: Path
) -> None:
    page = opened(open_page, report)
    choose(page, "7")
    page.keyboard.press("m")
    expect(page.locator(".kinds button").first).to_be_visible()
    page.keyboard.press("k")
    expect(page.locator(".claim-card[aria-current]")).to_contain_text("killed 7")
    missed = standing(ledger_path, report)["7"]
    assert (missed.kind, missed.quantity.value, missed.quantity.start) == (
        "killed",
        7,
        report.text.index("7"),
    )
    page.keyboard.press("u")
    expect(page.locator(f'.claim-card[data-claim="{missed.id}"]')).to_have_count(0)
    assert "7" not in standing(ledger_path, report)


def test_a_number_without_a_mouse_is_typed_as_it_stands_there(
    open_page: OpenPage, report: Report, ledger_path: Path
) -> None:
    page = opened(open_page, report)
    page.keyboard.press("m")
    page.get_by_label("number, as the text has it").fill("Four")
    page.get_by_label("how many").fill("4")
    page.locator(".kinds button").first.focus()
    page.keyboard.press("o")
    expect(page.locator(".claim-card[aria-current]")).to_contain_text("destroyed Four")
    assert standing(ledger_path, report)["Four"].quantity.value == 4


def test_what_another_corrected_meanwhile_is_told_and_what_was_typed_stays(
    open_page: OpenPage, report: Report, ledger_path: Path
) -> None:
    claim = killed(report)
    page = opened(open_page, report, claim)
    page.keyboard.press("e")
    page.locator("#edit-quantity-value").fill("13")
    by_another(ledger_path, "correct", claim, value=14)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor [role=alert]")).to_contain_text("Ko Aung")
    expect(page.locator("#edit-quantity-value")).to_have_value("13")
    assert standing(ledger_path, report)["12"].quantity.value == 14
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor")).to_have_count(0)
    assert standing(ledger_path, report)["12"].quantity.value == 13


def test_a_form_that_was_left_still_has_what_was_typed(open_page: OpenPage, report: Report) -> None:
    page = opened(open_page, report, killed(report))
    page.keyboard.press("e")
    page.locator("#edit-quantity-value").fill("13")
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.locator("#edit-quantity-value")).to_have_value("13")
    page.locator("#edit-quantity-value").fill("12")
    page.keyboard.press("Escape")


def test_one_comments_and_approves_what_another_reviewed_but_not_ones_own(
    open_page: OpenPage, report: Report, ledger_path: Path
) -> None:
    claim = killed(report)
    by_another(ledger_path, "accept", claim)
    page = opened(open_page, report, claim)
    card = page.locator(".claim-card[aria-current]")
    expect(card).to_contain_text("accepted by Ko Aung")
    page.keyboard.press("c")
    page.get_by_label("Comment", exact=True).fill("seen, too")
    page.keyboard.press("Control+Enter")
    expect(card.locator(".comments")).to_contain_text("seen, too")
    expect(card).to_be_focused()
    page.keyboard.press("p")
    expect(card).to_contain_text("approved by")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("p")
    expect(page.get_by_role("alert")).to_contain_text("another person must approve it")


def test_a_claim_that_a_colleague_has_open_is_marked(open_page: OpenPage, report: Report) -> None:
    page = opened(open_page, report)
    colleague = opened(open_page, report)
    with colleague.expect_request(f"**/opened/{found(report)[1].id}") as told:
        colleague.keyboard.press("j")
    assert told.value.method == "PUT"
    with colleague.expect_request(f"**/opened/{found(report)[1].id}") as told:
        colleague.keyboard.press("k")
    assert told.value.method == "DELETE"
    expect(page.locator(".claim-card").first).to_be_visible()


def test_texts_that_mean_harm_are_shown_as_they_are(open_page: OpenPage, ledger_path: Path) -> None:
    hostile = of_text(HOSTILE, HOSTILE.text)
    add(ledger_path, hostile)
    page = opened(open_page, hostile)
    assert page.locator("h1").text_content() == hostile.title
    assert page.locator(".report-text").text_content() == hostile.text
    assert page.locator('a[href^="javascript:"], main img, main script').count() == 0
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    page.goto(f"{page.url.split('/report')[0]}/?text=homs")
    expect(page.locator(".claim-row").first).to_contain_text(hostile.title or "")
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.harmed") is None


def test_a_narrow_screen_shows_the_text_and_one_claim_at_a_time(open_page: OpenPage, report: Report) -> None:
    page = opened(open_page, report, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator(".claim-card:visible")).to_have_count(1)
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".claim-card:visible")).to_have_attribute("data-claim", found(report)[1].id)


def test_a_report_that_is_not_there_is_told_in_one_line(open_page: OpenPage) -> None:
    page = open_page(f"/report/{'0' * 64}")
    expect(page.get_by_role("heading", name="No such report")).to_be_visible()
