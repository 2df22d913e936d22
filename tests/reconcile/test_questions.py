"""Files of questions: what is in them, what is wrong with them, and the questions words raise by themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.concluded import Question
from sayso.errors import QuestionError
from sayso.knowledge.parties import open_parties
from sayso.lexicon import load
from sayso.reconcile import figure, figure_row, over_time, raised, read_questions
from sayso.reconcile.groups import Whom
from tests.reconcile.words import day, word


def write(path: Path, *asked: Any) -> Path:
    path.write_text(json.dumps({"story": "made up", "questions": list(asked)}), "utf-8")
    return path


def test_a_file_of_questions_is_read_in_order(tmp_path: Path) -> None:
    path = write(
        tmp_path / "story.figures",
        {"question": "How many?", "low": 3, "ask": {
            "kind": "killed", "who": "civilian", "side": None, "by": "Myanmar military", "where": ["Loikaw"],
            "from": "2023-11-14", "to": "2023-11-15", "at": "2023-11-20",
        }},
        {"ask": {"kind": "missing"}},
    )  # fmt: skip
    assert read_questions(path) == (
        Question(
            "killed", "civilian", None, "Myanmar military", ("Loikaw",), date(2023, 11, 14), date(2023, 11, 15),
            date(2023, 11, 20), text="How many?",
        ),
        Question("missing"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"ask": {"kind": "kiled"}}, "question 1: kind is 'kiled'; did you mean 'killed'?"),
        ({"ask": {}}, "question 1: kind is None"),
        ({"question": "How many?"}, "question 1: no ask"),
        ({"ask": {"kind": "killed", "wher": []}}, "unknown key 'wher'; did you mean 'where'?"),
        ({"ask": {"kind": "killed", "where": "Loikaw"}}, "where is 'Loikaw'; expected a list of names"),
        ({"ask": {"kind": "killed", "side": 3}}, "side is 3; expected a text or null"),
        ({"ask": {"kind": "killed", "from": "14 Nov"}}, "from is '14 Nov'; expected a day"),
        (
            {"ask": {"kind": "killed", "from": "2023-11-14", "to": "2023-11-01"}},
            "expected a day from 2023-11-14 on",
        ),
        (7, "question 1: no ask"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, asked: Any, fault: str) -> None:
    with pytest.raises(QuestionError) as raised_error:
        read_questions(write(tmp_path / "story.figures", asked))
    assert fault in str(raised_error.value)


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    path = write(tmp_path / "story.figures", {"ask": {"kind": "x", "where": 1}}, {"ask": {"kind": "y"}})
    with pytest.raises(QuestionError) as raised_error:
        read_questions(path)
    assert len(raised_error.value.faults) == 3


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{", "no JSON"),
        (b'{"story": 1}', "no questions"),
        (b"\xff", "not UTF-8"),
        (None, "No such file"),
    ],
)
def test_a_file_that_holds_none_is_told(tmp_path: Path, content: bytes | None, fault: str) -> None:
    path = tmp_path / "story.figures"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuestionError, match=fault):
        read_questions(path)


def test_words_raise_questions_the_most_harmed_first() -> None:
    words = [
        word("a", 6, kind="injured", incident="strike"), word("b", 51, incident="strike"),
        word("c", 53, incident="strike", said="12-30"), word("d", 9),
        word("e", 20, who="soldiers", party="Myanmar Armed Forces", incident="strike"),
        word("f", 2, kind="destroyed", who="houses", **{"class": "object"}, incident="strike"),
        word("g", 4, kind="attacks", who="raids", **{"class": "object"}, incident="raids"),
    ]  # fmt: skip
    found = raised(words, Whom(load(), open_parties()))
    assert [(each.kind, each.who, each.side, each.incidents) for each in found] == [
        ("killed", "people", None, ("strike",)),
        ("killed", "combatant", "Myanmar Armed Forces", ("strike",)),
        ("injured", "people", None, ("strike",)),
        ("attacks", "attacks", None, ("raids",)),
        ("destroyed", "house", None, ("strike",)),
    ]
    assert all(figure(each, words).low for each in found)


def test_a_toll_is_given_as_it_was_known_each_day() -> None:
    words = [
        word("a", 51, days="10-05", said="10-05", where="Hroza", origin="police", incident="strike"),
        word("b", 51, days="10-05", said="10-06", where="Hroza", origin="police", incident="strike"),
        word(
            "c",
            53,
            days="10-05",
            said="10-10",
            where="Hroza",
            origin="police",
            incident="strike",
            partial=True,
        ),
        word("d", 59, days="10-05", said="10-12", where="Hroza", origin="police", incident="strike"),
    ]
    asked = Question("killed", where=("Hroza",), first=day("10-05"), last=day("10-05"))
    known = over_time(asked, words)
    assert [(each[0], each[1].low, each[1].high) for each in known] == [
        (day("10-05"), 51, 51), (day("10-10"), 53, None), (day("10-12"), 59, 59),
    ]  # fmt: skip
    until = Question("killed", where=("Hroza",), first=day("10-05"), last=day("10-05"), at=day("10-10"))
    assert [each[0] for each in over_time(until, words)] == [day("10-05"), day("10-10")]


def test_a_figure_is_one_json_object() -> None:
    words = [word("a", 12, days="11-14", origin="a"), word("b", 17, days="11-14", origin="b")]
    found = figure(Question("killed", where=("Loikaw",), first=day("11-14"), last=day("11-14")), words)
    row = json.loads(json.dumps(figure_row(found)))
    assert (row["low"], row["high"], row["best"], row["origins"]) == (12, 17, 12, 2)
    assert row["question"]["from"] == "2023-11-14"
    assert row["independent"] == ["a", "b"]
    assert row["contradictions"][0]["claims"] == ["report-a#a", "report-b#b"]
    assert [way["low"] for way in row["settlements"]] == [17, 12]
    assert "low_limit" in row and row["low_limit"]["change"] == 'without "12" (a) it would be 17'
