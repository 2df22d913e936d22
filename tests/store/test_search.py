"""Claims and reports are found by what they say, and either store finds the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.records import Attribution, Doer, Harmed, Period, Place, Report
from sayso.store import Filters, Ledger, open_ledger

from .made import FIRST_RUN, LOIKAW, a_claim, a_report

TUESDAY, WEDNESDAY = date(2023, 11, 21), date(2023, 11, 22)
LONG_STORY = "a story whose name goes on " * 10


def _report(text: str, **known: Any) -> Report:
    return a_report(text, id=text.split(maxsplit=1)[0], **known)


SHELLING = _report("shelling: 12 killed near the hospital", story="loikaw", title="Kayah State")
AIRSTRIKE = _report("airstrike: 30 killed in the hospital", outlet="Post", published=date(2023, 11, 25))
FLIGHT = _report("flight: 400 fled; ဆေးရုံ", published=None, story=LONG_STORY)
EMPTY = _report("empty: no number", outlet=None, story="loikaw")

CLAIMS = {
    SHELLING: a_claim(
        SHELLING,
        "12",
        whom=Harmed("civilians", 0, 0, "civilian", ("children", "women"), "mm-civilians"),
        by=Doer("junta troops", 0, 0, "mm-army"),
        where=(LOIKAW, Place("Demoso", 0, 0, country="MM")),
        when=Period("on Tuesday", 0, 0, TUESDAY, TUESDAY),
        source=Attribution("the KNDF", 0, 0, party="mm-kndf", outlet="Example Times"),
    ),
    AIRSTRIKE: a_claim(
        AIRSTRIKE,
        "30",
        whom=Harmed("soldiers", 0, 0, "combatant"),
        when=Period("this week", 0, 0, WEDNESDAY, date(2023, 11, 24), "week"),
        where=(Place("Loikaw", 0, 0, "Loikaw", country="XX"),),
    ),
    FLIGHT: a_claim(
        FLIGHT, "400", kind="displaced", when=Period("since Tuesday", 0, 0, TUESDAY, None), where=(Place("ﬁve", 0, 0),)
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(shared_ledger_at: str) -> Iterator[Ledger]:
    """A ledger of three reports with a claim each, and one with none."""
    with open_ledger(shared_ledger_at) as ledger:
        fill(ledger)
        yield ledger


def fill(ledger: Ledger) -> None:
    for report in (SHELLING, AIRSTRIKE, FLIGHT, EMPTY):
        ledger.add(report, [CLAIMS[report]] if report in CLAIMS else [], FIRST_RUN)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "flight shelling airstrike"),
        ({"kind": "killed"}, "shelling airstrike"),
        ({"kind": "injured"}, ""),
        ({"who": "civilian"}, "shelling"),
        ({"who": "Women"}, "shelling"),
        ({"of": "mm-civilians"}, "shelling"),
        ({"of": "SOLDIERS"}, "airstrike"),
        ({"of": "soldier"}, ""),
        ({"by": "mm-army"}, "shelling"),
        ({"by": "Junta  troops"}, "shelling"),
        ({"says": "mm-kndf"}, "shelling"),
        ({"says": "example times"}, "shelling"),
        ({"place": "loikaw"}, "shelling airstrike"),
        ({"place": "demoso"}, "shelling"),
        ({"place": "Kayah State"}, "shelling"),
        ({"place": "MM"}, "shelling"),
        ({"place": "1309793"}, "shelling"),
        ({"place": "five"}, "flight"),
        ({"place": "?"}, ""),
        ({"first": WEDNESDAY}, "airstrike"),
        ({"last": TUESDAY}, "flight shelling"),
        ({"first": date(2023, 11, 24), "last": date(2023, 12, 24)}, "airstrike"),
        ({"first": date(2023, 11, 25)}, ""),
        ({"story": "loikaw"}, "shelling"),
        ({"story": "Loikaw"}, ""),
        ({"story": LONG_STORY}, "flight"),
        ({"story": LONG_STORY[:150]}, ""),
        ({"text": "HOSPITAL"}, "shelling airstrike"),
        ({"text": "hospital killed near"}, "shelling"),
        ({"text": "hospi"}, ""),
        ({"text": "ဆေးရုံ"}, "flight"),
        ({"text": "\"hospital' OR (killed) & near*"}, ""),
        ({"text": "?!"}, ""),
        ({"kind": "killed", "place": "loikaw", "who": "combatant", "text": "30"}, "airstrike"),
        ({"kind": "displaced", "place": "loikaw"}, ""),
    ],
)  # fmt: skip
def test_claims_are_found_by_what_they_say(filled: Ledger, asked: dict[str, Any], found: str) -> None:
    assert [claim.document[:-1] for claim in filled.claims(Filters(**asked))] == found.split()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "airstrike empty flight shelling"),
        ({"kind": "killed"}, "airstrike shelling"),
        ({"kind": "killed", "who": "combatant"}, "airstrike"),
        ({"says": "mm-kndf"}, "shelling"),
        ({"first": date(2023, 11, 23)}, "airstrike"),
        ({"last": date(2023, 11, 23)}, "empty shelling"),
        ({"story": "loikaw"}, "empty shelling"),
        ({"story": LONG_STORY}, "flight"),
        ({"text": "kayah hospital"}, "shelling"),
        ({"text": "number"}, "empty"),
        ({"text": "…"}, ""),
    ],
)  # fmt: skip
def test_reports_are_found_by_what_they_and_their_claims_say(
    filled: Ledger, asked: dict[str, Any], found: str
) -> None:
    assert sorted(report.id[:-1] for report in filled.reports(Filters(**asked))) == found.split()


def test_what_asks_for_a_claim_asks_it_of_one_claim(ledger: Ledger) -> None:
    report = a_report("12 killed and 30 hurt")
    twelve = a_claim(report, "12", whom=Harmed("a", 0, 0, "civilian"))
    ledger.add(
        report, [twelve, a_claim(report, "30", "injured", whom=Harmed("b", 0, 0, "combatant"))], FIRST_RUN
    )
    assert list(ledger.reports(Filters(kind="killed", who="civilian"))) == [report]
    assert list(ledger.reports(Filters(kind="killed", who="combatant"))) == []


def test_what_no_longer_stands_is_not_found(ledger: Ledger) -> None:
    fill(ledger)
    newer = replace(SHELLING, text="newer", digest="0" * 64, published=date(2023, 11, 23))
    assert ledger.add(newer, [], FIRST_RUN) == "revision"
    for asked in ({"story": "loikaw"}, {"place": "demoso"}, {"text": "near"}, {"by": "mm-army"}):
        assert list(ledger.claims(Filters(**asked))) == []


@pytest.mark.parametrize("name", ["ﷺ" * 400, "字" * 400, "\0\ufdd0" * 200, "a " * 400])
def test_names_of_any_length_are_kept(ledger: Ledger, name: str) -> None:
    report = a_report(f"1 {name}", outlet=name, story=name, title=name)
    ledger.add(report, [a_claim(report, "1", where=(Place(name, 0, 0),), by=Doer(name, 0, 0))], FIRST_RUN)
    assert list(ledger.reports(Filters(story=name))) == [report]
    assert len(list(ledger.claims(Filters(story=name)))) == 1


def test_the_longest_text_of_different_words_is_kept(ledger: Ledger) -> None:
    characters = map(chr, range(0x20000, 0x20000 + 42_000))
    report = a_report(
        "1 " + " ".join(first + second for first, second in zip(characters, characters, strict=False)) * 4
    )
    ledger.add(report, [], FIRST_RUN)
    assert list(ledger.reports(Filters(text="\U00020000\U00020001"))) == [report]
