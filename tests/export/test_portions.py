"""Exports made by several processes: the same as by one, and none where a process fails."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sayso.concluded import Answer
from sayso.errors import ExportError, LedgerError
from sayso.export import portions as module
from sayso.export.formats import FORMATS
from sayso.export.portions import made, portions
from sayso.export.source import Source, Written
from sayso.policy import POLICIES
from sayso.store import Filters, Finds, Ledger

TABULAR = [name for name in FORMATS if name not in {"annotations", "jsonl"}]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of two, so that the packaged story has several."""
    monkeypatch.setattr(module, "AT_A_TIME", 2)


def source_of(ledger: Ledger, name: str, jobs: int, **more: Any) -> Source:
    """A source for a format, as anybody may be told."""
    policy = POLICIES[f"{FORMATS[name].rules}/1"]
    return Source(ledger, ledger.disclosures().usual(), policy=policy, jobs=jobs, **more)


def put_out(source: Source, name: str) -> tuple[Written, Sequence[Any], Any]:
    """What was written, the files, and what was withheld."""
    out = io.BytesIO() if FORMATS[name].binary else io.StringIO()
    followed = io.StringIO()
    written = FORMATS[name].write(source, out, **({"followed": followed} if FORMATS[name].traced else {}))
    parts: Any = out.getvalue()
    if name.endswith("xlsx"):  # which has the time in it
        with zipfile.ZipFile(out) as book:
            parts = [book.read(each) for each in book.namelist()]
    return written, [parts, followed.getvalue()], source.withheld()


@pytest.mark.parametrize("name", TABULAR)
def test_several_processes_write_what_one_does(loikaw: Ledger, name: str) -> None:
    alone = put_out(source_of(loikaw, name, 1), name)
    assert alone[0].rows
    assert put_out(source_of(loikaw, name, 2), name) == alone
    assert list(loikaw.claims()), "the connections of this process are its own still"


@pytest.mark.parametrize("jobs", [1, 2])
def test_how_far_it_is_is_told_portion_by_portion(loikaw: Ledger, jobs: int) -> None:
    heard: list[tuple[int, int]] = []
    source = source_of(loikaw, "claims-csv", jobs, tell=lambda done, size: heard.append((done, size)))
    put_out(source, "claims-csv")
    assert heard == [(done, 10) for done in (2, 4, 6, 8, 10)]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_how_far_it_is(loikaw: Ledger, name: str) -> None:
    heard: list[tuple[int, int]] = []
    put_out(source_of(loikaw, name, 1, tell=lambda done, size: heard.append((done, size))), name)
    assert len(heard) > 1
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]


def test_what_a_process_cannot_do_is_told_in_its_words(loikaw: Ledger) -> None:
    source = source_of(loikaw, "acled", 2)
    with pytest.raises(ExportError, match=r"^sayso\.db: the disk could not be read$"):
        list(made(source, source.of_incidents(), _failing))
    assert list(loikaw.claims())


@pytest.mark.parametrize("ahead", [1, 4])
def test_a_process_that_dies_ends_the_export(
    loikaw: Ledger, ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AHEAD", ahead)
    source = source_of(loikaw, "acled", 2)
    with pytest.raises(ExportError, match="jobs = 1"):
        list(made(source, source.of_reports(), _dying))


def test_what_was_withheld_before_is_counted_once(loikaw: Ledger) -> None:
    source = source_of(loikaw, "claims-csv", 2)
    list(made(source, source.of_reports(), _told))
    once = source.withheld()
    assert once
    list(made(source, source.of_reports(), _told))
    assert [each["times"] for each in source.withheld()] == [2 * int(each["times"]) for each in once]


@pytest.mark.parametrize("name", ["claims-csv", "figures-csv", "ged"])
def test_what_several_processes_find_in_reports_is_found_once(
    loikaw: Ledger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = put_out(source_of(loikaw, name, 2), name)
    monkeypatch.setattr("sayso.disclosure.screens.look", _failing)
    assert put_out(source_of(loikaw, name, 2), name) == found
    with pytest.raises(LedgerError):
        put_out(source_of(loikaw, name, 1), name)


def test_an_export_can_do_without_keeping_what_it_finds(
    loikaw: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = put_out(source_of(loikaw, "claims-csv", 1), "claims-csv")
    monkeypatch.setattr(Finds, "keep", _failing)
    assert put_out(source_of(loikaw, "claims-csv", 2), "claims-csv") == alone


def _failing(*_: Any) -> None:
    raise LedgerError("sayso.db", "the disk could not be read")


def _told(source: Source, reports: Sequence[Any]) -> int:
    return len(list(source.claims(reports)))


def _dying(_: Source, __: Sequence[Any]) -> None:
    os._exit(1)


def test_questions_of_an_incident_are_asked_together(loikaw: Ledger) -> None:
    """Where the first of them stood; each is asked once."""
    source = source_of(loikaw, "figures-csv", 1)
    asked = [question for portion in source.of_questions() for question in portion]
    raised = loikaw.linked().raised()
    assert sorted(map(str, asked)) == sorted(map(str, raised))
    named = list(dict.fromkeys(question.incidents for question in raised))
    assert [each for at, each in enumerate(asked) if at and each.incidents == asked[at - 1].incidents]
    assert list(dict.fromkeys(question.incidents for question in asked)) == named
    assert len({id(portion) for portion in source.of_questions()}) > 1


def test_incidents_at_hand_answer_as_the_ledger_does(loikaw: Ledger) -> None:
    """With or without filters on who is heard, whatever was taken up before."""
    for filters in (Filters(), Filters(says="Myanmar Armed Forces"), Filters(text="university")):
        source = Source(loikaw, loikaw.disclosures().usual(), filters)
        for portion in source.of_questions():
            at_hand = [_sorted(told) for told in source.answers(portion)]
            afresh = Source(loikaw, source.disclosure, filters)
            assert at_hand == [_sorted(told) for each in portion if (told := afresh.answer(each)) is not None]


def _sorted(told: Answer) -> Answer:
    return replace(told, words=tuple(sorted(told.words, key=lambda word: word.id)))


def test_names_in_portions() -> None:
    assert portions([]) == []
    assert portions(range(5)) == [range(2), range(2, 4), range(4, 5)]
