"""Whatever a text holds: no exception but ours, every quote is its slice, and every claim can be printed."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.export.jsonl import line
from sayso.pipeline import MAX_BLOCK, extract
from sayso.records import Claim, Report

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.jsonl"))

# Pieces that lead deep into the reading, for hypothesis to put together and break.
PIECES = [
    "12 soldiers were killed", "At least", "more than", "between 30 and 40", "dozens of", "1,200 families", "fled",
    "No one was hurt", "a", "the", "an officer", "another 15", "including", "of whom", "among them", "five", "children",
    "in Loikaw", "in Kayah State,", "near Mobye", "on Tuesday", "since 11 November", "in 2021", "(23)", "aged 9", "155mm",
    "$3 million", "12 per cent", "Resolution 1701", "“We lost", "”", '"', "he added", "the army said", "according to",
    "a monitor", "denied", "would", "may", "not", "killed", "wounded", "and", ",", ".", ";", ":", "–", "-", "(", ")", "’s",
    "Lt.", "Gen.", "U.S.", "Maj. Aung Ko", "drones", "shelling", "airstrike", "destroyed", "tanks", "seized", "town",
    "half a million", "two and a half", "lakh", "1 200", "1.5", "3-5", "10:30", "2023-11-21", "households", "toll", "rose to",
    "\n", "\n\n", "\r\n", "\t", "\0", "\u2028", "\u2029", "\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\u00a0", "🪖",
    "၁၂", "１２", "٣", "½", "²", "Ⅷ", "一", "လူ", "قتل", "убиты", "\ud800", "é", "e\u0301", "İ", "ß", "ﬁ",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join),
)
DAYS = st.one_of(st.none(), st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2023, 11, 21)]))
SENTENCE = "At least 12 soldiers were killed in Loikaw on Tuesday, the army said."
# Enough words of harm that any text behind them passes the relevance filter.
HARM = (
    "Troops killed civilians; soldiers wounded, families displaced, shelling, airstrikes, fighters, victims. "
)


def read(text: str, published: date | None = date(2023, 11, 21)) -> tuple[Claim, ...]:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extract(Report("r", text, digest, "Outlet", published))


def hold(text: str, claims: tuple[Claim, ...]) -> None:
    """Each quote is its slice, each claim has an id of its own and can be printed."""
    for claim in claims:
        for quote in claim.quotes():
            assert text[quote.start : quote.end] == quote.text
        assert claim.part_of != claim.id
        assert json.loads(line(claim))["id"] == claim.id
    ids = [claim.id for claim in claims]
    assert len(set(ids)) == len(ids)
    assert {claim.part_of for claim in claims} - {None} <= set(ids)


@given(TEXTS, DAYS)
@settings(max_examples=300)
@example("", None)
@example("\0", date.min)
@example(f"{'9' * 5000} soldiers were killed", None)
@example(f"{'9' * 400} soldiers were killed", None)
@example("one million " * 40 + "soldiers were killed", None)
@example("two hundred trillion trillion trillion soldiers were killed", None)
@example(SENTENCE, date.min)
@example(SENTENCE, date.max)
def test_any_text(text: str, published: date | None) -> None:
    hold(text, read(text, published))


@given(TEXTS, TEXTS)
@settings(max_examples=60)
def test_any_text_about_harm(before: str, after: str) -> None:
    text = f"{HARM * 5}{before}\n{SENTENCE}\n{after}"
    hold(text, read(text))


@given(TEXTS)
@settings(max_examples=25)
def test_the_same_text_is_read_the_same_twice(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_texts_may_break_off_and_set_in_anywhere(path: Path) -> None:
    for number, row in enumerate(path.read_text("utf-8").splitlines()):
        words = json.loads(row)["text"].split()
        for cut in {number * step % len(words) for step in (3, 5, 7)}:
            for part in (words[: cut + 1], words[cut:], ["12", *words[cut:]], [*words[cut:], *words[:cut]]):
                text = " ".join(part)
                hold(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "At least 12\u200b soldiers\u200b were killed in Arden.",
        "At least 12 sol\u00addiers were kil\u00adled in Arden.",
        "At least \u206812\u2069 soldiers were killed in Arden.",
        "\u202bAt least 12 soldiers were killed in Arden.\u202c",
        "At least 12\u00a0soldiers were\u2009killed in Arden.",
        "\ufeffAt least 12 soldiers were killed in Arden.",
        "At least 12 soldiers were killed\r\nin Arden.",
        "قُتل ١٢ جنديا. At least 12 soldiers were killed in Arden. قال الجيش",
        "လွိုင်ကော်။ At least 12 soldiers were killed in Arden. စစ်တပ်",
        "At least １２ soldiers were killed in Arden.",
        "At least ၁၂ soldiers were killed in Arden.",
        "🪖🪖 At least 12 soldiers were killed in Arden. 🪖",
    ],
    ids=ascii,
)
def test_invisible_marks_and_other_scripts_hide_nothing(text: str) -> None:
    claims = read(text)
    hold(text, claims)
    said = [
        (claim.kind, claim.quantity.value, claim.quantity.hedge)
        for claim in claims
        if claim.quantity.value != 1
    ]
    assert said == [("killed", 12, "at_least")]
    assert claims[0].whom is not None
    assert (claims[0].whom.text or "").replace("\u00ad", "").startswith("soldiers")


def test_ten_megabytes_on_one_line_keep_their_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.pipeline.MAX_READ", 2 * MAX_BLOCK)
    text = HARM * 5 + "လူ 🪖 " * (MAX_BLOCK // 5) + SENTENCE + "🪖" * 10_000_000
    claims = read(text)
    hold(text, claims)
    assert [claim.quantity.value for claim in claims] == [12]
    assert claims[0].quantity.start == text.index("At least 12")


def test_what_is_not_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.pipeline.MAX_READ", 5_000)
    text = SENTENCE + HARM * 5 + "x " * 5_000 + SENTENCE
    claims = read(text)
    hold(text, claims)
    assert [claim.quantity.start for claim in claims] == [0]
    assert [doubt.about for claim in claims for doubt in claim.doubts[-1:]] == ["report"]
