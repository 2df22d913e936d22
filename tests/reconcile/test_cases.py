"""Worked examples as a table: words of reports and the figures of questions about them."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.concluded import Figure, Question, Word
from sayso.policy import POLICIES
from sayso.reconcile import Figures, figure
from tests.reconcile.words import day, word

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
ASKED = [
    pytest.param(case["words"], asked, id=f"{case['name']}: {number}")
    for case in CASES
    for number, asked in enumerate(case["questions"], 1)
]


def words_of(rows: list[Any]) -> list[Word]:
    return [word(name, number, **told) for name, number, told in rows]


def question_of(asked: dict[str, Any]) -> Question:
    first, last = (*asked["days"].split("/"), asked["days"])[:2] if "days" in asked else (None, None)
    return Question(
        asked.get("kind", "killed"), asked.get("who", "people"), asked.get("side"), asked.get("by"),
        tuple(each for each in asked["where"].split("+") if each), day(first),
        day(last if last is None or "/" in asked["days"] else first),
        day(asked.get("at")), tuple(asked.get("incidents", ())), asked.get("perspective", "all"),
    )  # fmt: skip


def ask(rows: list[Any], asked: dict[str, Any]) -> Figure:
    return figure(question_of(asked), words_of(rows), POLICIES[asked.get("policy", "sayso/1")])


@pytest.mark.parametrize(("rows", "asked"), ASKED)
def test_a_question_has_its_figure(rows: list[Any], asked: dict[str, Any]) -> None:
    found = ask(rows, asked)
    if asked.get("absent"):
        assert found.low is None and found.best is None and found.claims == ()
        return
    said = "\n".join(found.explanation)
    assert (found.low, found.high) == (asked["low"], asked.get("high")), said
    assert found.best == asked.get("best"), said
    assert found.low_limit is not None and found.high_limit is not None
    if "hedge" in asked:
        assert found.best_hedge == asked["hedge"], said
    if "mark" in asked:
        assert found.high_limit.mark == asked["mark"], said
    for line in filter(None, asked.get("told", "").split("|")):
        assert line in said
    if "sources" in asked:
        assert list(found.origins) == asked["sources"]
    if "mark_low" in asked:
        assert found.low_limit.mark == asked["mark_low"], said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_order_of_words_does_not_matter(case: dict[str, Any]) -> None:
    for asked in case["questions"]:
        told = words_of(case["words"])
        straight = figure(question_of(asked), told)
        for seed in range(3):
            random.Random(seed).shuffle(told)
            assert figure(question_of(asked), told) == straight


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_was_asked_before_does_not_matter(case: dict[str, Any]) -> None:
    """Of the same words, whosever perspective and whatever day was asked about."""
    told = words_of(case["words"])
    heard = Figures(told)
    days = sorted({each.published for each in told if each.published is not None})
    for asked in map(question_of, case["questions"]):
        more = [replace(asked, perspective=each) for each in heard.perspectives(asked)]
        more += [replace(asked, at=each) for each in days[:1]]
        for question in (asked, *more, asked):
            assert heard.of(question) == figure(question, told)
