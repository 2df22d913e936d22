"""Who says so, case by case, and that every choice names its rule."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sayso.extract.counted import Chosen, Counted
from sayso.extract.speech.attribution import attribute
from sayso.lexicon import Reading, annotate, load
from sayso.records import Attribution, Quantity, Report
from sayso.segment import segment

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def read(text: str, outlet: str | None = None) -> Reading:
    report = Report("r", text, hashlib.sha256(text.encode()).hexdigest(), outlet)
    return annotate(report, segment(report, load()), load())


def counted(reading: Reading, words: str, nth: int = 1) -> Counted:
    """The nth place where the words stand, as a quantity of people killed."""
    start = -1
    for _ in range(nth):
        start = reading.report.text.index(words, start + 1)
    first = reading.token_at(start)
    last = reading.token_at(start + len(words) - 1) + 1
    value = 2 if not words[0].isdigit() else float(words.replace(",", ""))
    return Counted("killed", first, last, Quantity(words, start, start + len(words), value, "exact"), None)


def choice(
    text: str, of: str, nth: int = 1, outlet: str | None = None, before: str | None = None
) -> Chosen[Attribution | None]:
    """What is chosen for a quantity; `before`: the words of one that is counted before it."""
    reading = read(text, outlet)
    earlier = [counted(reading, before)] if before else []
    return attribute(reading, [*earlier, counted(reading, of, nth)])[-1]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}:{c['text'][:40]}" for n, c in enumerate(CASES)])
def test_speaker(case: dict[str, Any]) -> None:
    text = case["text"].replace("|", "\n")
    chosen = choice(text, case["of"], case.get("nth", 1), before=case.get("before"))
    found = chosen.value
    assert (found.text if found else "") == case["source"]
    if found is None:
        return
    assert text[found.start : found.end] == found.text
    assert chosen.rules
    assert found.stance == case.get("stance", found.stance)
    assert found.verb == case.get("verb", found.verb)
    assert list(found.chain) == case.get("chain", [])


def test_an_outlet_that_reports_about_itself_speaks_in_its_own_voice() -> None:
    assert choice("Three colleagues were killed, Aid Lanes said.", "Three", outlet="Aid Lanes").value is None


def test_one_who_points_back_to_nobody_leaves_a_doubt() -> None:
    chosen = choice("Three people were killed, he said.", "Three")
    assert chosen.value is None
    assert [doubt.about for doubt in chosen.doubts] == ["source"]


def test_a_number_told_again_leaves_a_doubt() -> None:
    chosen = choice("A rocket killed 23 people.\nPolice said 23 people were killed.", "23")
    assert chosen.value and chosen.value.text == "Police"
    assert chosen.rules == ("source.told_again",)
    assert chosen.doubts


@pytest.mark.parametrize("text", ["said " * 3000, "the " * 3000 + "said", ", said X" * 2000, "in of " * 2000])
def test_hostile_text_is_read_in_the_end(text: str) -> None:
    reading = read("Two people were killed. " + text)
    attribute(reading, [counted(reading, "Two")])
