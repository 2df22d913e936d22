"""Links of a ledger, brought up to date by what its chain tells of since they last were.

Links are made when they are first asked for, and not when a report is added: adding stays as fast as it is
and holds up nobody, and what came in the meantime is linked in one go. They are a function of what stands
and of what persons ruled, so nothing depends on when that is, or on the order in which reports came.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from sayso.knowledge.parties import open_parties
from sayso.lexicon.weights import weight_table
from sayso.link import Linker, Part, Telling
from sayso.records import Decision, Incident
from sayso.store.among import portions, rows_with
from sayso.store.content import stored_decision
from sayso.store.engine import Store
from sayso.store.happenings import write_incidents
from sayso.store.regions import ToldClaim, drop_claims, put_claims
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
_REACH: Final = select(
    links_head.c.sequence, links_head.c.fingerprint, head.c.sequence.label("last")
).join_from(links_head, head, links_head.c.one == head.c.one)


def bring_up_to_date(store: Store, entries: int) -> Iterator[int]:
    """Links what is new, so many entries of the chain in a transaction; before each, how many are left."""
    out = 0
    while True:
        done, last = reach(store)
        if done >= last:
            return
        yield last - done
        with store.writing() as connection:
            out = _go_on(connection, entries, out)


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


def _go_on(connection: Connection, entries: int, out: int) -> int:
    """Links anew what the next entries of the chain touch; up to which entry all that is touched is out.

    `out` is what that was before. Whoever links meanwhile enters reports as they are, so that only later
    entries touch them.
    """
    marks = select(links_head.c.sequence, links_head.c.fingerprint).with_for_update()
    done, fingerprint = connection.execute(marks).one()
    if fingerprint != _fingerprint():
        for table in _MADE_ANEW:
            connection.execute(delete(table))
        done = 0
    whole = int(connection.execute(select(head.c.sequence)).scalar_one())
    last = min(whole, done + entries)
    linking, sources = _Linking(connection), StoredOrigins(connection, open_parties())
    numbers = touched(connection, done, last)
    # All to the end of the chain: nothing may be held against what is no longer so.
    stale = sorted({*numbers, *touched(connection, max(last, out), whole)})
    for each in (linking, sources):
        each.take_out(stale)
    for some in portions(numbers):
        for report in standing_reports(connection, reports.c.number.in_(some)):
            linking.enter(report)
            sources.enter(report)
    linking.write()
    sources.write()
    connection.execute(update(links_head).values(sequence=last, fingerprint=_fingerprint()))
    return whole


class _Linking:
    """Some reports on their way into the links, in a transaction that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tellings = StoredTellings(connection)
        self._keys = StoredKeys(connection, self._tellings, self._restore)
        self._restored: dict[int, Part] = {}
        self._taken_out: set[str] = set()
        self._before: set[str] = set()  # incidents that may be other ones now
        self._told: list[ToldClaim] = []
        self._reports: dict[str, int] = {}
        ruled = grouping(connection)
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
        for number in sorted({row.report for row in rows}):
            drop_tellings(self._connection, number)
            drop_claims(self._connection, number * NUMBERS_OF_ONE, (number + 1) * NUMBERS_OF_ONE - 1)

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

    def write(self) -> None:
        """Writes what came together or apart."""
        self._tellings.fetch(self._linker.anew())
        parts = list(self._linker.touched())
        changed = self._taken_out.union(*(part.members for part in parts))
        self._before |= self._incidents_of(self._restored)
        gone = [number for number, part in self._restored.items() if not changed.isdisjoint(part.members)]
        self._connection.execute(delete(components).where(components.c.number.in_(gone)))
        new = [self._tellings[each] for each in self._keys.new]
        told = [(self._reports[each.report], each) for each in new]
        numbers = put_tellings(self._connection, told, self._keys.new)
        put_claims(self._connection, self._told, numbers)
        now = [each for part in parts for each in self._write_part(part)]
        write_incidents(self._connection, self._before, now)

    def _write_part(self, part: Part) -> list[tuple[str, date]]:
        """The incidents of a part, each with the day of its first report."""
        number = append_row(self._connection, components, {"scores": scores_text(part)})
        firsts = {incident: self._first(incident) for incident in part.incidents}
        rows = [
            {"telling": each, "of_component": number, "of_incident": first and _id_of(first)}
            for incident, first in firsts.items()
            for each in incident.tellings
        ]
        run_for_each(self._connection, _PUT_TOGETHER, rows)
        return [(_id_of(first), first.published or NO_DAY) for first in firsts.values() if first is not None]

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


def _id_of(first: Telling) -> str:
    """What an incident is called after its first telling: the id of the claim that was told first."""
    return first.id.partition("#")[2]


_PUT_TOGETHER: Final = (
    update(tellings)
    .where(tellings.c.id == bindparam("telling"))
    .values(component=bindparam("of_component"), incident=bindparam("of_incident"))
)
