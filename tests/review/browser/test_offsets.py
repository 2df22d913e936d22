"""Spans in code points against what a browser counts in: marks in a text, and words chosen in it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

TEXTS = {
    "plain": "Police said 12 people died and 30 were hurt near the bridge.",
    "emoji before the number": "🔴 Breaking 🇲🇲: 12 people died, 👩‍👩‍👧 30 were hurt.",
    "beyond the basic plane": "𝟏𝟐 people 𝕕𝕚𝕖𝕕",
    "lines of other systems": "One.\r\n\r\n12 died.\r\nTwo\ttabs and a \u2028 separator.",
    "markup": "<b>12</b> <img src=x onerror=alert(1)> &lt;i&gt; died",
    "right to left": "قتل 12 شخصا في الهجوم\u202e 30",
    "Burmese": "လွိုင်ကော်တွင် ၁၂ ဦး သေဆုံး",
}
SPANS = {
    "one": [(2, 9)],
    "nested": [(0, 12), (2, 5), (3, 4)],
    "crossing": [(0, 6), (3, 9), (5, 12)],
    "the same twice": [(1, 8), (1, 8)],
    "side by side": [(0, 3), (3, 6), (6, 9)],
    "the whole": [(0, 10_000)],
    "none": [],
}

MARK = """async ([text, spans]) => {
  const { marked } = await import("/static/report-text.js");
  const holder = document.createElement("div");
  holder.append(marked(text, spans.map(([start, end], at) => (
    { start, end, tag: "mark", attributes: { dataset: { claim: String(at) } } }))));
  const words = (at) => [...holder.querySelectorAll(`[data-claim="${at}"]`)].map((each) => each.textContent).join("");
  return { whole: holder.textContent, words: spans.map((_, at) => words(at)), other: holder.querySelectorAll(":not(mark)").length };
}"""

CHOOSE = """async ([text, start, end]) => {
  const { chosenIn, marked } = await import("/static/report-text.js");
  const holder = document.createElement("div");
  holder.append(marked(text, [{ start: 1, end: 5, tag: "mark", attributes: {} }]));
  document.body.append(holder);
  const units = (points) => [...text].slice(0, points).join("").length;
  const place = (unit) => {
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (unit <= node.length) return [node, unit];
      unit -= node.length;
    }
  };
  getSelection().setBaseAndExtent(...place(units(start)), ...place(units(end)));
  const chosen = chosenIn(holder, text);
  holder.remove();
  return chosen;
}"""

ELSEWHERE = """async ([text]) => {
  const { chosenIn } = await import("/static/report-text.js");
  const [before, holder, after] = ["before", text, "after"].map((words) => {
    const made = document.createElement("p");
    made.textContent = words;
    document.body.append(made);
    return made;
  });
  getSelection().setBaseAndExtent(before.firstChild, 2, after.firstChild, 3);
  const over = chosenIn(holder, text);
  getSelection().setBaseAndExtent(before.firstChild, 2, before.firstChild, 4);
  const beside = chosenIn(holder, text);
  return { over, beside };
}"""


@pytest.fixture(scope="module")
def scripted(browser: Any, address: str) -> Any:
    """A page that can import the scripts."""
    page = browser.new_page()
    page.goto(address + "/")
    page.wait_for_selector("#page h1")
    yield page
    page.close()


@pytest.mark.parametrize("spans", SPANS.values(), ids=SPANS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_marks_stand_about_the_very_words_and_the_text_stays_as_it_is(
    scripted: Page, text: str, spans: list[tuple[int, int]]
) -> None:
    told = scripted.evaluate(MARK, [text, spans])
    assert told == {"whole": text, "words": [text[start:end] for start, end in spans], "other": 0}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_chosen_is_told_in_code_points_without_blanks_around_it(scripted: Page, text: str) -> None:
    for start, end in [(0, 4), (2, 9), (3, len(text)), (5, 13)]:
        told = scripted.evaluate(CHOOSE, [text, start, end])
        assert text[told["start"] : told["end"]] == told["text"] == text[start:end].strip()


def test_of_a_choice_that_goes_beyond_the_text_only_its_part_counts(scripted: Page) -> None:
    text = TEXTS["emoji before the number"]
    told = scripted.evaluate(ELSEWHERE, [text])
    assert told == {"over": {"start": 0, "end": len(text), "text": text}, "beside": None}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,300", 1300),
        ("At least 12", 12),
        ("1 300", 1300),
        ("40.5", 40.5),
        ("12 or 13", None),
        ("dozens", None),
        ("", None),
    ],
)
def test_digits_are_read_as_a_number(scripted: Page, words: str, number: float | None) -> None:
    reading = 'async (words) => (await import("/static/report-text.js")).numberIn(words)'
    assert scripted.evaluate(reading, words) == number
