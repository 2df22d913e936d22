"""The words of a brief: a sentence for every shape of a figure, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.concluded import Answer, Figure, Limit, Question, Rung, Voice
from sayso.export.brief.notes import Link, Notes, links_of
from sayso.export.brief.sentences import Asked, counting, lead, listing, range_of, support, sureness
from sayso.records import Hedge

LOIKAW = Question("killed", "civilian", where=("Loikaw",), first=date(2023, 11, 14), last=date(2023, 11, 14))
NOBODY = Notes({})


def figure(
    low: int | None, best: int | None, high: int | None, hedge: Hedge | None = None, **told: Any
) -> Figure:
    limits = (Limit(low, hedge, (), told.pop("mark", None), ""), Limit(high, None, (), None, ""))
    best_hedge = told.pop("best_hedge", "exact")
    asked = told.pop("question", LOIKAW)
    return Figure(asked, "sayso/1", low, high, best, best_hedge, high, *limits, **{"origins": ("A",), **told})


# What is concluded, and the sentence that says it.
SENTENCES = {
    "one number": (figure(14, 14, 14), "14 civilians were killed in Loikaw on 14 Nov 2023."),
    "one person": (figure(1, 1, 1), "1 civilian was killed in Loikaw on 14 Nov 2023."),
    "a rough number": (
        figure(70, 70, 70, best_hedge="about"), "About 70 civilians were killed in Loikaw on 14 Nov 2023.",
    ),
    "a range": (
        figure(53, 53, 77), "Between 53 and 77 civilians were killed in Loikaw on 14 Nov 2023.",
    ),
    "a range with a best": (
        figure(53, 60, 77, best_hedge="about"),
        "Between 53 and 77 civilians were killed in Loikaw on 14 Nov 2023. Best supported: about 60.",
    ),
    "open": (figure(82, 82, None), "At least 82 civilians were killed in Loikaw on 14 Nov 2023."),
    "more than": (
        figure(45_001, 45_001, None, "more_than"),
        "More than 45,000 civilians were killed in Loikaw on 14 Nov 2023.",
    ),
    "more than and at most": (
        figure(111, 111, 200, "more_than"),
        "More than 110 and at most 200 civilians were killed in Loikaw on 14 Nov 2023.",
    ),
    "a ceiling alone": (
        figure(0, 5, 5), "Up to 5 civilians were killed in Loikaw on 14 Nov 2023.",
    ),
    "no floor and no ceiling": (
        figure(0, 0, None), "How many civilians were killed in Loikaw on 14 Nov 2023 is open.",
    ),
    "capped by those who live there": (
        replace(
            figure(500, 500, 900, "at_least", best_hedge="at_least"),
            high_limit=Limit(900, "about", (), "population", ""),
        ),
        "Between 500 and 900 (as many as live there) civilians were killed in Loikaw on 14 Nov 2023.",
    ),
    "nobody": (
        figure(None, None, None, origins=()), "Nobody counts civilians killed in Loikaw, on 14 Nov 2023.",
    ),
    "attacks": (
        figure(60, 60, 60, question=Question("attacks", "air raids", where=("Loikaw", "Demoso"))),
        "60 air raids were carried out in Loikaw or Demoso.",
    ),
    "one attack": (
        figure(1, 1, 1, question=Question("attacks", "attack", by="the army")),
        "1 attack was carried out by the army.",
    ),
    "fighters of a side": (
        figure(32, 32, 32, question=Question("surrendered", "combatant", "Myanmar military")),
        "32 combatants of Myanmar military surrendered.",
    ),
    "things": (
        figure(2, 2, 2, question=Question("destroyed", "house", last=date(2023, 11, 14))),
        "2 houses were destroyed up to 14 Nov 2023.",
    ),
    "not told apart, over a year's end": (
        figure(9, 9, 9, question=Question("casualties", first=date(2023, 12, 30), last=date(2024, 1, 2))),
        "9 people were killed or injured from 30 Dec 2023 to 2 Jan 2024.",
    ),
    "a child, from a day on": (
        figure(1, 1, 1, question=Question("missing", "children", first=date(2023, 11, 14))),
        "1 child went missing from 14 Nov 2023 on.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_a_figure_is_a_sentence(name: str) -> None:
    concluded, said = SENTENCES[name]
    told = lead(Answer(concluded), Asked(concluded.question, ()), NOBODY)
    assert "".join(each.words for each in told) == said


RANGES = {
    "14": figure(14, 14, 14), "53 to 77": figure(53, 53, 77), "at least 82": figure(82, 82, None),
    "more than 45,000": figure(45_001, 45_001, None, "more_than"),
    "more than 110, at most 200": figure(111, 111, 200, "more_than"),
}  # fmt: skip


@pytest.mark.parametrize("said", RANGES)
def test_a_range_is_told_in_few_words(said: str) -> None:
    assert "".join(each.words for each in range_of(RANGES[said], NOBODY)) == said


def voice(origin: str, low: int) -> Voice:
    return Voice(origin, low, None, "exact", "third_party", ())


AGREED = figure(
    53, 53, 77, voices=tuple(voice(each, 53) for each in "ABC"),
    ladder=(Rung(20, ("A", "B", "C", "D")), Rung(53, ("A", "B", "C")), Rung(70, ("D",))),
)  # fmt: skip


def test_the_greatest_floor_that_several_sources_share_is_told() -> None:
    said = "".join(each.words for each in support(AGREED, NOBODY))
    assert said == "Three independent sources say at least 53: A, B and C. "


@pytest.mark.parametrize(
    ("concluded", "labels"),
    [
        (AGREED, ["three independent sources"]),
        (figure(82, 82, None), ["no ceiling: may be more"]),
        (figure(82, 82, 90, mark="claimed"), ["claimed by a side of the conflict"]),
        (figure(None, None, None, origins=()), ["not counted"]),
    ],
)
def test_how_sure_a_figure_is_stands_in_labels(concluded: Figure, labels: list[str]) -> None:
    assert [words for _, words in sureness(concluded, NOBODY)] == labels


def test_names_in_a_row() -> None:
    assert listing(["A"]) == "A"
    assert listing(["A", "B"]) == "A and B"
    assert listing(list("ABCDEF")) == "A, B, C, D and two more"
    assert counting(3) == "three"
    assert counting(1_200) == "1,200"


def test_only_pages_of_the_web_are_links() -> None:
    given = (
        "https://example.org/a",
        None,
        "",
        "javascript:alert(1)",
        "https:///nowhere",
        "http://[::1",
        "mailto:a@b",
    )
    assert links_of(*given, "https://example.org/a") == (Link("https://example.org/a", "example.org"),)


def test_a_heading_is_the_question_as_it_was_put() -> None:
    assert Asked(replace(LOIKAW, text="How many?"), ()).heading() == "How many?"
    assert Asked(LOIKAW, ()).heading() == "Civilians killed in Loikaw, on 14 Nov 2023"
