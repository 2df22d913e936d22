"""A brief: every number leads to its words, nothing leads out but links, and no text of a report is trusted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

import sayso
from sayso import Filters, Ledger, Question, open_ledger, read, read_questions
from sayso.export.brief import in_order
from sayso.pipeline import questions
from tests.export.briefs import brief_page, filled, shown_numbers
from tests.store.made import a_report

EXAMPLES = Path(sayso.__file__).parent / "examples"
STORY = EXAMPLES / "loikaw-2023-11"
ASKED = EXAMPLES / "loikaw-2023-11.figures"
BRIEF = Path(sayso.__file__).parent / "export" / "brief"
HOSTILE = "\"><script>alert('&')</script><img src=x onerror=alert(1)> {{ 7*7 }} </style>"
STRIKE = "Shelling killed 14 villagers in Loikaw on Tuesday, Free Burma Rangers said. More than 200 residents fled."


@pytest.fixture(scope="module")
def loikaw(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The story in a ledger."""
    ledger = open_ledger(tmp_path_factory.mktemp("brief") / "sayso.db")
    return filled(ledger, *(each for each in read(STORY) if isinstance(each, sayso.Report)))


@pytest.fixture(scope="module", params=["questions of a file", "questions raised"])
def page(request: pytest.FixtureRequest, loikaw: Ledger) -> str:
    """Its brief, by either kind of question."""
    filters = Filters(story="loikaw-2023-11")
    asked = read_questions(ASKED) if "file" in request.param else questions(loikaw.linked(), filters)
    return brief_page(loikaw, in_order(asked, 40), filters)


def test_every_number_leads_to_the_words_it_rests_on(page: str, loikaw: Ledger) -> None:
    notes = {each.get("id"): each for each in html.document_fromstring(page).iterfind(".//ol/li[@id]")}
    reports = {each.id: each for each in loikaw.reports()}
    shown = list(shown_numbers(page))
    assert len(shown) > 20
    assert [each for each in shown if not each.notes] == []
    for name in {name for each in shown for name in each.notes}:
        note = notes[name]
        quote = "".join(note.find("q").itertext())
        start, end = int(note.get("data-start")), int(note.get("data-end"))
        told = reports[note.get("data-report")].text[start:end]
        withheld = "names withheld" in "".join(note.itertext())
        assert quote == told or (withheld and "[" in quote), name
        assert note.find(".//p/b").text == reports[note.get("data-report")].outlet


def test_a_number_of_one_note_is_what_its_words_say(page: str) -> None:
    """Sums, and bounds that follow from several words, have several notes; of one note the words give it."""
    notes = {each.get("id"): each for each in html.document_fromstring(page).iterfind(".//ol/li[@id]")}
    for each in shown_numbers(page):
        quote = notes[each.notes[0]].find("q")
        marked = ["".join(mark.itertext()).lower() for mark in quote.iterfind("mark")]
        in_letters = any(not re.search(r"\d", words) for words in marked)  # "thousands", "six"
        if len(each.notes) == 1 and marked and not in_letters:
            assert each.number in "".join(quote.itertext()), each


def test_what_is_drawn_is_also_told(page: str) -> None:
    tree = html.document_fromstring(page)
    for toll in tree.iterfind(".//figure"):
        drawn = {
            number for each in toll.iterfind(".//svg/text") for number in re.findall(r"[\d,]{2,}", each.text)
        }
        days = {each.text.split()[0] for each in toll.iterfind(".//svg/text[@class='tick']")}
        told = set(re.findall(r"\d[\d,]*", " ".join(toll.find("ul").itertext())))
        assert drawn - days <= told
    listed = {each.text for each in tree.iterfind(".//ul[@class='places']/li/b")}
    assert {each.text for each in tree.iterfind(".//svg[@class='map']/text")} <= listed


def test_every_anchor_is_there_once(page: str) -> None:
    tree = html.document_fromstring(page)
    names = [each.get("id") for each in tree.iterfind(".//*[@id]")]
    assert len(names) == len(set(names))
    assert {
        each.get("href")[1:] for each in tree.iterfind(".//a[@href]") if each.get("href")[0] == "#"
    } <= set(names)


def test_it_asks_for_nothing_outside(page: str) -> None:
    tree = html.document_fromstring(page)
    assert {each.tag for each in tree.iter() if isinstance(each.tag, str)}.isdisjoint(
        {"script", "img", "link", "iframe", "object", "embed", "use", "image", "base", "form"}
    )
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"url\(|@import", page)
    leading = [each for each in tree.iterfind(".//*[@href]") if each.get("href")[0] != "#"]
    assert leading
    for each in leading:
        assert each.tag == "a"
        assert re.match(r"https?://[^/]+", each.get("href"))


def test_the_same_ledger_gives_the_same_page(loikaw: Ledger) -> None:
    asked = read_questions(ASKED)[:2]
    assert brief_page(loikaw, asked) == brief_page(loikaw, asked)


def test_no_value_of_the_page_is_trusted() -> None:
    for template in BRIEF.glob("*.html"):
        assert not re.search(r"\|\s*safe|autoescape|Markup", template.read_text("utf-8"))
    assert not any("Markup" in each.read_text("utf-8") for each in BRIEF.glob("*.py"))


def test_hostile_texts_are_words_and_hostile_links_are_none(tmp_path: Path) -> None:
    report = a_report(
        f"{HOSTILE} {STRIKE}", outlet=HOSTILE, title=HOSTILE, story=HOSTILE, url="javascript:alert(1)",
        facts_from=("data:text/html,<script>", "https://[broken", "https://example.org/?q=\"><script>"),
    )  # fmt: skip
    with filled(open_ledger(tmp_path / "sayso.db"), report) as ledger:
        asked = [Question("killed", where=("Loikaw",), text=HOSTILE), Question("displaced", HOSTILE)]
        page = brief_page(ledger, asked, Filters(story=HOSTILE))
    tree = html.document_fromstring(page)
    assert tree.find(".//script") is None
    assert tree.find(".//img") is None
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]
    assert {each.get("href") for each in tree.iterfind(".//a") if each.get("href")[0] != "#"} == {
        'https://example.org/?q="><script>'
    }
    assert "{{ 7*7 }}" in tree.find(".//h1").text
    assert tree.find(".//h3").text == HOSTILE or HOSTILE in "".join(tree.find(".//main").itertext())
    assert [each for each in shown_numbers(page) if each.notes]


def test_names_are_withheld_and_counted(tmp_path: Path) -> None:
    report = a_report(
        "Shelling killed Saw Htoo Wah, 45, and two other villagers in Loikaw on Tuesday, Free Burma Rangers said.",
        title="Saw Htoo Wah is dead",
    )
    with filled(open_ledger(tmp_path / "sayso.db"), report) as ledger:
        asked = questions(ledger.linked(), Filters())
        page = brief_page(ledger, asked, Filters(text="Saw Htoo Wah"))
    assert "Htoo" not in page
    assert "names withheld" in page
    withheld = html.document_fromstring(page).find(".//section[@id='method']//dd/ul")
    assert "times" in "".join(withheld.itertext())


def test_what_nobody_counts_is_said_without_a_number(tmp_path: Path) -> None:
    with filled(open_ledger(tmp_path / "sayso.db"), a_report(STRIKE)) as ledger:
        page = brief_page(ledger, [Question("killed", where=("Hroza",), first=date(2023, 10, 5))])
        empty = brief_page(ledger, [])
    assert "Not counted by anybody" in page
    assert list(shown_numbers(page)) == []
    assert "Nobody counts what is asked." in empty


def test_what_rests_on_restricted_reports_is_left_out_and_counted(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from sayso import Decision, Evidence

    report = a_report(STRIKE)
    with filled(open_ledger(tmp_path / "sayso.db"), report) as ledger:
        moment = datetime(2023, 12, 2, tzinfo=UTC)
        label = {"sensitivity": "restricted"}
        ledger.record(Decision("relabel", "lead", moment, Evidence(report.digest), values=label))
        page = brief_page(ledger, questions(ledger.linked(), Filters()))
    assert "Free Burma Rangers" not in page
    assert re.search(r"\d questions?</span>: may not be told", page)


def test_the_dead_come_before_the_displaced_and_only_the_greatest_are_told() -> None:
    asked = [Question("displaced"), Question("seized", "rifle"), Question("killed"), Question("injured")]
    assert [each.kind for each in in_order(asked, 3)] == ["killed", "displaced", "seized"]
