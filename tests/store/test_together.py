"""Many threads on one ledger: readers beside writers, two who rule on one claim, two who link at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import repeat
from typing import Any

import pytest
from sqlalchemy import select

from sayso.errors import LedgerError, RulingConflictError
from sayso.settings import Settings
from sayso.store import Ledger, engine, links, open_ledger, tables
from tests.cluster import Cluster
from tests.decisions.rulings import decide, evidence

from .made import FIRST_RUN, a_report, claims_of
from .test_desk import desk
from .test_links import STORY, add, everything, told

REPORTS = [told(number, 10 + number, "Loikaw", number) for number in range(12)]
READERS = 30


def test_of_two_coders_on_one_claim_one_is_told_and_nothing_is_lost(ledger: Ledger) -> None:
    add(ledger, REPORTS)

    def rule(who: str) -> list[bool]:
        """Each coder works through the same claims, and says of each what was seen of it."""
        kept = []
        for report, (claim,) in REPORTS:
            decision = decide(
                "accept" if who == "Ma Thida" else "reject", evidence(report, claim), who, reason="so"
            )
            try:
                ledger.record(decision, seen=0)
                kept.append(True)
            except RulingConflictError:
                kept.append(False)
        return kept

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(rule, ("Ma Thida", "Ko Aung"))
    assert [one != other for one, other in zip(first, second, strict=True)] == [True] * len(REPORTS)
    assert len(list(ledger.decisions())) == len(REPORTS)
    left = [each for each in desk(ledger).queue(only="all").items if each.ruling and each.ruling.seen == 1]
    assert len(left) == sum(first)
    assert list(ledger.verify()) == []


def test_readers_see_whole_states_beside_a_writer(ledger: Ledger) -> None:
    """A list and its count are of one state, however many read while reports come in."""
    add(ledger, REPORTS[:2])

    def read(_: int) -> bool:
        items, after = desk(ledger).queue(limit=100)
        counted = ledger.overview().reports(limit=100).items
        return (
            after is None
            and 2 <= len(items) <= len(counted) + len(REPORTS)
            and all(each.claims for each in counted)
        )

    with ThreadPoolExecutor(READERS + 1) as threads:
        writing = threads.submit(add, ledger, REPORTS[2:])
        assert all(threads.map(read, range(READERS * 2)))
        writing.result()
    assert desk(ledger).waiting() == len(REPORTS)


def test_who_links_at_once_links_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    add(ledger, STORY)
    passes: list[int] = []
    go_on = links._go_on

    def counted(*asked: Any) -> None:
        passes.append(1)
        go_on(*asked)

    monkeypatch.setattr(links, "_go_on", counted)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(everything, repeat(ledger, 4)))
    assert found[0] == found[1] == found[2] == found[3]
    assert len(passes) == 1


def test_who_only_reads_links_does_not_link(ledger: Ledger) -> None:
    before = ledger.state()
    add(ledger, STORY)
    assert list(ledger.linked().incidents()) == []
    assert ledger.linked().incidents_page().items == []
    added = ledger.state()
    ledger.links()
    linked = ledger.state()
    ledger.weigh()
    assert len({before, added, linked, ledger.state()}) == 4
    paged = [name for name, _ in ledger.linked().incidents_page().items]
    assert sorted(paged) == sorted(name for name, _ in ledger.linked().incidents())
    first, after = ledger.linked().incidents_page(limit=1)
    rest, after = ledger.linked().incidents_page(after=after)
    assert [name for name, _ in (*first, *rest)] == paged
    assert after is None


def test_a_member_of_an_incident_has_its_report_and_what_holds_it(ledger: Ledger) -> None:
    add(ledger, STORY)
    found = ledger.links()
    name = found.incident(STORY[3][1][0].id)
    first, second = found.members(name)
    assert {first.report.id, second.report.id} == {"r3", "r4"}
    assert (first.by, second.by) == (None, first.report)
    assert "both in Hpruso" in second.reasons
    assert [(claim.document, origin) for claim, origin, _ in first.claims] == [(first.report.id, "residents")]
    words = found.of_incident(name)
    told_by = found.told([word.id for word in words] + ["r3#0000000000000000", "nothing"])
    assert {each: heading.id for each, (_, heading, _) in told_by.items()} == {
        word.id: word.claim.document for word in words
    }


def test_a_thread_that_waits_too_long_for_its_turn_is_told(ledger_at: str) -> None:
    report = a_report()
    with open_ledger(ledger_at, settings=Settings(ledger_wait_seconds=1)) as ledger:
        ledger.add(report, claims_of(report), FIRST_RUN)
        with ledger._store.writing() as connection, ThreadPoolExecutor(1) as other:
            connection.execute(select(tables.head).with_for_update())
            late = other.submit(ledger.record, decide("accept", evidence(report, claims_of(report)[0])))
            with pytest.raises(LedgerError, match="another program is writing to it; waited 1 s"):
                late.result()


def test_readers_have_more_connections_than_are_kept(ledger: Ledger) -> None:
    with ExitStack() as held:
        for _ in range(READERS):
            held.enter_context(ledger._store.reading())
        assert desk(ledger).waiting() == 0


def test_who_finds_no_connection_is_told(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_CONNECTIONS", 9)
    where = postgres.url(postgres.new_database("ledger"))
    with open_ledger(where, settings=Settings(ledger_wait_seconds=1)) as ledger, ExitStack() as held:
        for _ in range(9):
            held.enter_context(ledger._store.reading())
        with pytest.raises(LedgerError, match="all 9 connections are in use; waited 1 s"):
            ledger.state()


def test_two_programs_may_serve_one_ledger(ledger_at: str) -> None:
    report = a_report()
    killed, injured = claims_of(report)
    with open_ledger(ledger_at) as first, open_ledger(ledger_at) as second:
        first.add(report, [killed, injured], FIRST_RUN)
        assert desk(second).waiting() == 2
        second.record(decide("accept", evidence(report, killed)), seen=0)
        assert desk(first).waiting() == 1


def test_what_is_read_at_once_is_of_one_state(ledger: Ledger) -> None:
    add(ledger, REPORTS[:2])
    with ledger.at_once():
        before = len(list(ledger.claims()))
        with ThreadPoolExecutor(1) as other:
            other.submit(add, ledger, REPORTS[2:4]).result()
            assert other.submit(lambda: len(list(ledger.claims()))).result() == 4
        with ledger.at_once():
            assert len(list(ledger.claims())) == before == 2
        assert len(list(ledger.claims())) == 2
    assert len(list(ledger.claims())) == 4
