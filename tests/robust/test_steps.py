"""The steps of reading grow as the text does: ten times the text, about ten times the steps. No clock."""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from sayso.pipeline import extract
from sayso.records import Report

UNIT = 100  # characters of the shortest text
GROWTH = 13  # times the steps, at most, for ten times the text
ALWAYS = 20_000  # steps that any text may take beside
HARM = (
    "Troops killed civilians; soldiers wounded, families displaced, shelling, airstrikes, fighters, victims. "
)
HOSTILE = {
    "sentences": "On Monday 12 soldiers were killed in Arden, the army said. ",
    "numbers": "5 killed ",
    "numbers on lines": "5 killed\n",
    "enumeration": "12, 13, 14, ",
    "coordination": "12 killed and 30 wounded and ",
    "names": "Maj Tun Aung killed ",
    "determiners": "the soldier killed the soldier ",
    "subsets": "of whom five of them ",
    "sayings": "said the army said ",
    "speakers": "he said. He added: “we lost 5”. ",
    "opened quotations": "“he said 5 “",
    "places": "in Loikaw in Kayah ",
    "dates": "since Monday on 5 May 2023 until June ",
    "hedges": "at least more than ",
    "digits": "9",
    "abbreviations": "Gen. Lt. ",
    "full stops": ". ",
    "brackets": "(((",
    "no spaces": "killed",
    "invisible": "\u202e5\u200b kil\u200bled \u202c",
    "paragraphs": "\n\n",
}


def steps(text: str) -> int:
    """Calls made, of Python's own functions too, while a text is read."""
    count = 0

    def on_event(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001
        nonlocal count
        count += 1

    report = Report("r", HARM + text, "", None, date(2023, 5, 7))
    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        extract(report)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_steps_are_linear_in_the_text(piece: str) -> None:
    long = piece * (100 * UNIT // len(piece) + 1)
    steps(long[:UNIT])  # what is loaded once is loaded
    few, some, many = (steps(long[: times * UNIT]) for times in (1, 10, 100))
    assert some < GROWTH * few + ALWAYS
    assert many < GROWTH * some + ALWAYS
