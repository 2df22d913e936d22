"""Dates found in texts, and the days they mean: a case a line in calendar.jsonl."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge.calendar import expressions, expressions_of_text, find_periods
from sayso.lexicon import annotate, load
from sayso.records import Report
from sayso.segment import segment

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "calendar.jsonl").read_text("utf-8").splitlines()
]
DAY = date(2023, 11, 23)
WORDS = [
    "on",
    "since",
    "the",
    "of",
    "last",
    "first",
    "two",
    "12",
    "2023",
    "May",
    "Oct",
    ".",
    "days",
    "week",
    "ago",
    "Tuesday",
    "to",
    "and",
    "-",
    ",",
    "between",
    "early",
    "end",
    "quarter",
    "1990",
    "s",
    "after",
    "overnight",
    "spring",
    "/",
    "31",
    "year",
    "9999",
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:40]}{case.get('country', '')}")
def test_periods(case: dict[str, Any]) -> None:
    found = find_periods(case["text"], date.fromisoformat(case["published"]), country=case.get("country"))
    rows = [[p.text, p.first and str(p.first), p.last and str(p.last), p.precision] for p in found]
    assert rows == case["periods"]


def test_a_reading_gives_the_same_as_its_text() -> None:
    text = "Five died on Tuesday. Since Nov. 11, 40 have died, the mayor said on Wednesday."
    report = Report("r", text, "", published=DAY)
    lexicon = load()
    read = expressions(annotate(report, segment(report, lexicon), lexicon))
    assert [found.period for found in read] == list(find_periods(text, DAY))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It happened on 04/05/2023.", "4/5 may be"),
        ("The raid came in Ramadan.", "move from year to year"),
        ("In 10 days of clashes the town emptied.", "length of time"),
        ("They fled several years ago.", "how many is not told"),
    ],
)
def test_what_stays_open_says_why(text: str, reason: str) -> None:
    (found,) = expressions_of_text(text, DAY)
    assert found.period.first is None
    assert found.doubt is not None and reason in found.doubt.reason


def test_without_a_day_of_publication_only_full_dates_are_told() -> None:
    text = "Yesterday was calm. The town fell on 9 October 2023."
    first, second = find_periods(text, None)
    assert (first.first, second.first) == (None, date(2023, 10, 9))


def test_a_history_hangs_its_dates_on_one_another() -> None:
    text = (
        "The war began in 1911. In 1912 the north rose. In May 1913 a truce held; on 4 June it broke. "
        "By 1914 the capital had fallen, and in 1915 the last general fled."
    )
    days = {p.text: p.first for p in find_periods(text, DAY)}
    assert days["4 June"] == date(1913, 6, 4)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_quotes_stand_in_the_text_in_order_and_days_are_no_going_back(words: list[str]) -> None:
    text, end = " ".join(words), 0
    for period in find_periods(text, DAY):
        assert text[period.start : period.end] == period.text
        assert period.start >= end
        end = period.end
        assert (period.first is None) == (period.last is None)
        assert period.first is None or period.last is None or period.first <= period.last


@pytest.mark.parametrize(
    "piece", ["12 ", "the ", "12 and 13, ", "since ", "between 1 and ", "Oct. 9, ", "two weeks "]
)
def test_steps_grow_with_the_text_alone(piece: str) -> None:
    """Ten times the text finds about ten times the dates, and ends."""
    few, many = (len(find_periods(piece * size, DAY)) for size in (400, 4000))
    assert many <= 10 * few + 10
