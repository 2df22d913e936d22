"""Incidents are a function of the reports and rulings, whatever the order they came in."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link import Linker, explain
from sayso.link.days import days_level
from sayso.link.telling import Span
from sayso.link.terms import weight
from sayso.records import Claim, Grouping, Harmed, Incident, Kind, Period, Place, Quantity, Quote, Report

TOWNS = ("Loikaw", "Demoso", "Hpruso")
FIRST = date(2023, 11, 11)


def report(name: str, text: str, day: date = FIRST, title: str | None = None) -> Report:
    return Report(name, text, hashlib.sha256(text.encode()).hexdigest(), name, day, title)


def claim(
    document: str,
    value: int,
    town: str | None = "Loikaw",
    days: tuple[date, date] | None = (FIRST, FIRST),
    kind: Kind = "killed",
    text: str = "",
    start: int = 0,
) -> Claim:
    """A claim of a sentence of its own."""
    words = text or f"{value} people were {kind} in {town}."
    return Claim(
        document, f"{document}-{kind}-{value}", kind, Quantity(str(value), start, start + 1, value, "exact"),
        Quote(words, start, start + len(words)), Harmed("people", start, start, "civilian"),
        where=(Place(town, start, start, town, country="MM", admin1="Kayah State", precision="town"),) if town else (),
        when=Period("", start, start, *days) if days else None,
    )  # fmt: skip


def told(number: int, value: int, town: str, offset: int) -> tuple[Report, tuple[Claim, ...]]:
    day = FIRST + timedelta(days=offset)
    name = f"r{number}"
    text = f"{value} people were killed by shells in {town} on {day}, residents said."
    return report(name, text, day), (claim(name, value, town, (day, day), text=text),)


ledgers = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from(TOWNS), st.integers(0, 6)), min_size=2, max_size=14
).map(lambda rows: [told(number, *row) for number, row in enumerate(rows)])


def incidents(
    reports: list[tuple[Report, tuple[Claim, ...]]], grouping: Grouping | None = None
) -> tuple[Incident, ...]:
    linker = Linker(grouping)
    for each, claims in reports:
        linker.add(each, claims)
    return linker.incidents()


@given(ledgers, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(
    reports: list[tuple[Report, tuple[Claim, ...]]], chance: random.Random
) -> None:
    shuffled = list(reports)
    chance.shuffle(shuffled)
    assert incidents(shuffled) == incidents(reports)


@given(ledgers, st.integers(0, 13))
def test_a_report_taken_out_leaves_no_trace(
    reports: list[tuple[Report, tuple[Claim, ...]]], which: int
) -> None:
    gone = reports[which % len(reports)][0].id
    linker = Linker()
    for each, claims in reports:
        linker.add(each, claims)
    linker.remove(gone)
    assert linker.incidents() == incidents([pair for pair in reports if pair[0].id != gone])


@given(ledgers)
def test_every_claim_is_of_one_incident(reports: list[tuple[Report, tuple[Claim, ...]]]) -> None:
    found = [key for incident in incidents(reports) for key in incident.claims]
    assert sorted(found) == sorted((claim.document, claim.id) for _, claims in reports for claim in claims)


def test_a_report_added_again_changes_nothing() -> None:
    reports = [told(0, 12, "Loikaw", 0), told(1, 14, "Loikaw", 0)]
    assert incidents([*reports, reports[0]]) == incidents(reports)


def test_two_outlets_tell_of_one_happening_and_a_day_is_no_part_of_the_month() -> None:
    whole = FIRST, FIRST + timedelta(days=30)
    text = "Since 11 November shelling has killed 300 people in Kayah State."
    total = claim("month", 300, "Kayah State", whole, text=text)
    found = incidents(
        [told(0, 12, "Loikaw", 3), told(1, 12, "Loikaw", 3), (report("month", text, whole[1]), (total,))]
    )
    assert sorted(len(incident.claims) for incident in found) == [1, 2]


def test_a_report_without_numbers_has_an_incident_of_its_own() -> None:
    (found,) = incidents([(report("quiet", "Nothing is counted here."), ())])
    assert found.claims == () and found.reports == ("quiet",)


def pair(one: tuple[str, str], other: tuple[str, str]) -> frozenset[frozenset[str]]:
    return frozenset({frozenset({one[1], other[1]})})


def test_what_people_put_apart_stays_apart_and_together_together() -> None:
    reports = [told(0, 12, "Loikaw", 0), told(1, 12, "Loikaw", 0), told(2, 40, "Hpruso", 6)]
    first, second, far = ((claims[0].document, claims[0].id) for _, claims in reports)
    assert sorted(len(each.claims) for each in incidents(reports)) == [1, 2]
    assert len(incidents(reports, Grouping(apart=pair(first, second)))) == 3
    together = incidents(reports, Grouping(together=pair(first, far)))
    assert any({first, far} <= set(each.claims) for each in together)


def test_adding_says_what_it_touched() -> None:
    linker = Linker()
    (alone,) = linker.add(*told(0, 12, "Loikaw", 0))
    linker.add(*told(1, 40, "Hpruso", 6))
    (grown,) = linker.add(*told(2, 12, "Loikaw", 0))
    assert len(alone.claims) == 1 and len(grown.claims) == 2 and alone.id == grown.id


def test_an_incident_says_what_holds_it_together() -> None:
    linker = Linker()
    linker.add(*told(0, 12, "Loikaw", 0))
    (found,) = linker.add(*told(1, 12, "Loikaw", 0))
    first, second = explain(linker, found)
    assert (first.telling.report, first.by, first.reasons) == ("r0", None, ())
    assert second.by == first.telling
    assert {"both on 2023-11-11", "both in Loikaw", "the same numbers: 12 killed"} <= set(second.reasons)


def told_on(value: int, day: date, days: tuple[date, date] | None) -> tuple[Report, tuple[Claim, ...]]:
    """A report of a day that counts the dead of a strike on Loikaw, with or without its days."""
    name = f"{value} {day}"
    text = f"{value} people were killed by the strike on Loikaw."
    return report(name, text, day), (claim(name, value, "Loikaw", days, text=text),)


@pytest.mark.parametrize(
    ("days_later", "together"), [(1, True), (3, True), (-5, False), (90, False)], ids=str
)
def test_a_report_that_tells_no_day_is_held_by_its_publication(days_later: int, together: bool) -> None:
    dated = told_on(51, FIRST, (FIRST, FIRST))
    undated = told_on(53, FIRST + timedelta(days=days_later), None)
    assert (len(incidents([dated, undated])) == 1) == together


def test_days_not_told_and_numbers_that_rose_say_so_in_words() -> None:
    linker = Linker()
    linker.add(*told_on(51, FIRST, (FIRST, FIRST)))
    (found,) = linker.add(*told_on(53, FIRST + timedelta(days=1), None))
    _, second = explain(linker, found)
    assert {
        "one tells no day and was published soon after 2023-11-11", "close numbers: 53 and 51 killed",
    } <= set(second.reasons)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (
            Span(FIRST, FIRST + timedelta(30)),
            Span(FIRST + timedelta(3), FIRST + timedelta(33), True),
            "since",
        ),
        (Span(FIRST, FIRST + timedelta(30)), Span(FIRST + timedelta(3), FIRST + timedelta(33)), "overlap"),
        (
            Span(FIRST + timedelta(4), FIRST + timedelta(4)),
            Span(FIRST, FIRST + timedelta(6), True),
            "in week",
        ),
        (Span(FIRST + timedelta(4), FIRST + timedelta(4)), Span(FIRST, FIRST + timedelta(6)), "inside"),
    ],
)
def test_days_told_by_weeks_or_months_are_blurred(one: Span, other: Span, level: str) -> None:
    assert days_level(one, other) == days_level(other, one) == level


@pytest.mark.parametrize("size", [100, 1000])
def test_linking_one_more_report_costs_what_lies_near_it(size: int) -> None:
    """Comparisons are counted, not seconds: as many in a ledger ten times as large."""
    linker = Linker()
    for number in range(size):
        linker.add(*told(number, number % 50 + 2, TOWNS[number % 3], number * 2))
    before = linker.compared
    linker.add(*told(size, 12, "Loikaw", size))
    assert linker.compared - before < 20


def test_what_words_weigh_does_not_depend_on_their_order() -> None:
    words = [f"word{number}" for number in range(9)] + ["about", "zero", "abroad", "absence", "zone"]
    assert len({weight(words[at:] + words[:at]) for at in range(len(words))}) == 1
