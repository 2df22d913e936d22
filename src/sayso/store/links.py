"""Links of a ledger, brought up to date by what its chain tells of since they last were.

Links are made when they are first asked for, and not when a report is added: adding stays as fast as it is
and holds up nobody, and what came in the meantime is linked in one go. They are a function of what stands
and of what persons ruled, so nothing depends on when that is, or on the order in which reports came.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, select, update

from sayso.knowledge.parties import open_parties
from sayso.lexicon.weights import weight_table
from sayso.link import Linker, Part, Telling
from sayso.records import Decision, Grouping, Incident
from sayso.store.among import portions, rows_with
from sayso.store.content import stored_decision
from sayso.store.engine import Store
from sayso.store.happenings import write_incidents
from sayso.store.regions import ClaimRows, ToldClaim, claim_rows, drop_claims, put_claims
from sayso.store.standing import NUMBERS_OF_ONE
from sayso.store.tables import (
    NO_DAY,
    append_row,
    chain,
    components,
    decisions,
    head,
    incidents,
    linked,
    links_head,
    regions,
    repeats,
    reports,
    run_for_each,
    standing,
    telling_keys,
    tellings,
    text_keys,
    texts,
)
from sayso.store.tellings import (
    StoredKeys,
    StoredTellings,
    drop_tellings,
    part_of_text,
    put_tellings,
    scores_text,
)
from sayso.store.texts import StoredOrigins
from sayso.store.touched import grouping, touched
from sayso.store.views import Standing, standing_reports

ENTRIES: Final = 200  # of the chain that one transaction goes through, where nobody waits to write
_TRIES: Final = 5  # before a portion is found out while those who rule wait
_MADE_ANEW: Final = (
    telling_keys, tellings, components, text_keys, texts, repeats, linked, regions, incidents,
)  # fmt: skip


def unlinked(store: Store) -> list[Decision]:
    """The decisions that are not linked yet."""
    done, last = reach(store)
    if done >= last:
        return []
    with store.reading() as connection:
        return [stored_decision(row) for row in connection.execute(_UNLINKED, {"done": done}).scalars()]


_UNLINKED: Final = (
    select(decisions.c.content)
    .join(chain, (chain.c.kind == "decision") & (chain.c.subject == decisions.c.number))
    .where(chain.c.sequence > bindparam("done"), decisions.c.content.is_not(None))
)
_DONE: Final = select(links_head.c.sequence)
_WHOLE: Final = select(head.c.sequence)
_REACH: Final = select(
    links_head.c.sequence, links_head.c.fingerprint, head.c.sequence.label("last")
).join_from(links_head, head, links_head.c.one == head.c.one)


def bring_up_to_date(store: Store, entries: int) -> Iterator[int]:
    """Links what is new, so many entries of the chain at a time; before each portion, how many are left."""
    out = 0
    while True:
        done, last = reach(store)
        if done >= last:
            return
        yield last - done
        out = _go_on(store, entries, out)


def reach(store: Store) -> tuple[int, int]:
    """Up to which entry of the chain a ledger is linked, and which is the last."""
    with store.reading() as connection:
        found = connection.execute(_REACH).one()
    return found.sequence if found.fingerprint == _fingerprint() else 0, found.last


@cache
def _fingerprint() -> str:
    """What links depend on beside what stands: other weights are other links."""
    learned = [weight_table("en", name) for name in ("incidents", "rarity")]
    return hashlib.sha256(json.dumps(learned, sort_keys=True).encode()).hexdigest()


def _go_on(store: Store, entries: int, out: int) -> int:
    """Links anew what the next entries of the chain touch; up to which entry all that is touched is out.

    `out` is what that was before. What comes together is found out before the transaction that writes it, so
    that nobody who rules waits for it; if what it rests on was ruled on meanwhile, it is found out anew.
    """
    for _ in range(_TRIES):
        with store.reading() as connection:
            portion = _Portion(connection, entries, out) if _are_ours(connection) else None
        with store.writing() as connection:
            if portion is None:
                _begin_anew(connection)
            elif portion.holds(connection):
                portion.write(connection)
                return portion.whole
    with store.writing() as connection:
        _begin_anew(connection)
        portion = _Portion(connection, entries, out)
        portion.write(connection)
    return portion.whole


def _begin_anew(connection: Connection) -> None:
    """Empties the links unless they are by the weights of today; whoever else links waits."""
    connection.execute(_DONE.with_for_update())
    if not _are_ours(connection):
        for table in _MADE_ANEW:
            connection.execute(delete(table))
        connection.execute(update(links_head).values(sequence=0, fingerprint=_fingerprint()))


def _are_ours(connection: Connection) -> bool:
    """Are the links there by the weights of today?"""
    return bool(connection.execute(select(links_head.c.fingerprint)).scalar_one() == _fingerprint())


class _Portion:
    """What the next entries of the chain touch, linked anew, but not written yet.

    All to the end of the chain is taken out: nothing may be held against what is no longer so. Whoever links
    meanwhile enters reports as they are, so that only later entries touch them.
    """

    def __init__(self, connection: Connection, entries: int, out: int) -> None:
        self._done = int(connection.execute(_DONE).scalar_one())
        self.whole = int(connection.execute(_WHOLE).scalar_one())
        self._last = min(self.whole, self._done + entries)
        self._linking = _Linking(connection, grouping(connection))
        self._sources = StoredOrigins(connection, open_parties())
        self._entered = frozenset(touched(connection, self._done, self._last))
        stale = sorted(self._entered.union(touched(connection, max(self._last, out), self.whole)))
        self._linking.take_out(stale)
        self._sources.take_out(stale)
        for some in portions(self._entered):
            for report in standing_reports(connection, reports.c.number.in_(some)):
                self._linking.enter(report)
                self._sources.enter(report)
        self._linking.settle()
        self._sources.settle()

    def holds(self, connection: Connection) -> bool:
        """May it still be written? Not where reports that were entered are others now, or any was erased.

        Whatever else was ruled on since is linked anew in its turn, and then held against this.
        """
        done = connection.execute(_DONE.with_for_update()).scalar_one()
        if done != self._done or not _are_ours(connection):
            return False
        later = chain.c.sequence > self.whole
        if connection.execute(select(chain.c.sequence).where(later, chain.c.kind == "erasure")).first():
            return False
        whole = int(connection.execute(_WHOLE).scalar_one())
        return self._entered.isdisjoint(touched(connection, self.whole, whole))

    def write(self, connection: Connection) -> None:
        """Writes what came together or apart, in a transaction that writes."""
        self._linking.write(connection)
        self._sources.write(connection)
        connection.execute(update(links_head).values(sequence=self._last))


class _Linking:
    """Some reports on their way into the links: read and put together first, then written."""

    def __init__(self, connection: Connection, ruled: Grouping) -> None:
        self._connection = connection
        self._tellings = StoredTellings(connection)
        self._keys = StoredKeys(connection, self._tellings, self._restore)
        self._restored: dict[int, Part] = {}
        self._taken_out: set[str] = set()
        self._emptied: list[int] = []  # reports that told something
        self._before: set[str] = set()  # incidents that may be other ones now
        self._told: list[ToldClaim] = []
        self._reports: dict[str, int] = {}
        self._parts: list[_Found] = []
        self._rows = ClaimRows()
        self._linker = Linker(ruled, tellings=self._tellings, index=self._keys)
        self._restore_ruled(claim for pair in ruled.together | ruled.apart for claim in pair)

    def take_out(self, numbers: Sequence[int]) -> None:
        """Takes out what reports told, whether or not they still stand."""
        chosen = select(tellings.c.id, tellings.c.component, tellings.c.report)
        rows = list(rows_with(self._connection, chosen, tellings.c.report, numbers))
        self._restore(row.component for row in rows)
        self._before |= self._incidents_of(row.component for row in rows)
        self._tellings.fetch(row.id for row in rows)
        self._taken_out = {row.id for row in rows}
        self._linker.take_out(sorted(self._taken_out))
        self._emptied = sorted({row.report for row in rows})

    def enter(self, each: Standing) -> None:
        """Links a report that stands."""
        self._linker.enter(each.report, [claim for _, claim in each.claims])
        self._reports[each.report.id] = each.number
        nearby = [place for _, claim in each.claims for place in claim.where]
        left = list(each.claims)
        for telling in self._linker.told_by(each.report.id):
            for claim in telling.claims:
                at = next(at for at, (_, other) in enumerate(left) if other == claim)
                self._told.append(ToldClaim(left.pop(at)[0], claim, telling, nearby))

    def settle(self) -> None:
        """Finds out what came together or apart."""
        self._tellings.fetch(self._linker.anew())
        self._parts = [self._found(part) for part in self._linker.touched()]
        self._before |= self._incidents_of(self._restored)
        self._rows = claim_rows(self._told)

    def write(self, connection: Connection) -> None:
        """Writes it."""
        for number in self._emptied:
            drop_tellings(connection, number)
            drop_claims(connection, number * NUMBERS_OF_ONE, (number + 1) * NUMBERS_OF_ONE - 1)
        changed = self._taken_out.union(*(part.members for part in self._parts))
        gone = [number for number, part in self._restored.items() if not changed.isdisjoint(part.members)]
        connection.execute(delete(components).where(components.c.number.in_(gone)))
        new = [self._tellings[each] for each in self._keys.new]
        told = [(self._reports[each.report], each) for each in new]
        numbers = put_tellings(connection, told, self._keys.new)
        put_claims(connection, self._rows, numbers)
        for part in self._parts:
            number = append_row(connection, components, {"scores": part.scores})
            run_for_each(connection, _PUT_TOGETHER, [{**row, "of_component": number} for row in part.rows])
        write_incidents(connection, self._before, [each for part in self._parts for each in part.incidents])

    def _found(self, part: Part) -> _Found:
        firsts = {incident: self._first(incident) for incident in part.incidents}
        rows = [
            {"telling": each, "of_incident": first and _id_of(first)}
            for incident, first in firsts.items()
            for each in incident.tellings
        ]
        days = [(_id_of(first), first.published or NO_DAY) for first in firsts.values() if first is not None]
        return _Found(part.members, scores_text(part), rows, days)

    def _first(self, incident: Incident) -> Telling | None:
        """The telling that came first and counts anything; None where none does."""
        told = [self._tellings[each] for each in incident.tellings]
        return min(
            (each for each in told if each.claims),
            key=lambda each: (str(each.published), each.id),
            default=None,
        )

    def _incidents_of(self, components: Iterable[int]) -> set[str]:
        """The incidents of what hangs together, as they are written."""
        chosen = select(tellings.c.incident).where(tellings.c.incident.is_not(None))
        return {row[0] for row in rows_with(self._connection, chosen, tellings.c.component, components)}

    def _restore(self, numbers: Iterable[int]) -> None:
        """Puts back what hangs together, by the numbers of components, unless it is there already."""
        chosen = select(components.c.number, components.c.scores)
        missing = {each for each in numbers if each not in self._restored}
        for number, stored in rows_with(self._connection, chosen, components.c.number, missing):
            self._restored[number] = part_of_text(stored)
            self._linker.restore(self._restored[number])

    def _restore_ruled(self, claims: Iterable[str]) -> None:
        """Puts back what persons ruled on, since it may be put together with anything."""
        chosen = select(tellings.c.component).join(linked, linked.c.telling == tellings.c.number)
        chosen = chosen.join(standing, standing.c.number == linked.c.standing)
        rows = rows_with(self._connection, chosen, standing.c.id, claims)
        self._restore({row.component for row in rows})


@dataclass(frozen=True, slots=True)
class _Found:
    """A part as it is written: its members, its scores, the incident of each telling, and the day on which
    each incident was first told of.
    """

    members: Sequence[str]
    scores: str
    rows: Sequence[Mapping[str, Any]]
    incidents: Sequence[tuple[str, date]]


def _id_of(first: Telling) -> str:
    """What an incident is called after its first telling: the id of the claim that was told first."""
    return first.id.partition("#")[2]


_PUT_TOGETHER: Final = (
    update(tellings)
    .where(tellings.c.id == bindparam("telling"))
    .values(component=bindparam("of_component"), incident=bindparam("of_incident"))
)
