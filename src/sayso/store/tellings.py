"""Tellings as rows and back: what linking remembers of the reports that came before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from sayso.link import Part, Telling, Terms
from sayso.link.block import Blocks
from sayso.records import Claim
from sayso.store.among import rows_with
from sayso.store.content import compact, stored_claim
from sayso.store.standing import STORED_ROW, WITH_CLAIMS
from sayso.store.tables import linked, reports, run_for_each, standing, telling_keys, tellings
from sayso.store.views import name_of


class StoredTellings(dict[str, Telling]):
    """Tellings by id, read when they are first asked for."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, telling: str) -> Telling:
        self.fetch([telling])
        return self[telling]

    def fetch(self, wanted: Iterable[str]) -> None:
        """Reads those tellings that are not there yet, in one go."""
        chosen = select(tellings, reports.c.key, reports.c.published).join_from(
            tellings, reports, reports.c.number == tellings.c.report
        )
        missing = [each for each in wanted if each not in self]
        rows = list(rows_with(self._connection, chosen, tellings.c.id, missing))
        names = {row.number: name_of(row.key) for row in rows}
        claims = self._claims(names)
        for row in rows:
            own = tuple(claims.get(row.number, ()))
            self[row.id] = Telling(
                row.id, names[row.number], row.published, own, *_words_of(row.terms), row.leads
            )  # fmt: skip

    def _claims(self, names: Mapping[int, str]) -> Mapping[int, Sequence[Claim]]:
        """The claims of tellings by their numbers, each telling given with the name of its report."""
        chosen = (
            select(linked.c.telling, STORED_ROW)
            .select_from(WITH_CLAIMS.join(linked, linked.c.standing == standing.c.number))
            .order_by(standing.c.number)
        )
        found: dict[int, list[Claim]] = {}
        for number, stored in rows_with(self._connection, chosen, linked.c.telling, names):
            found.setdefault(number, []).append(stored_claim(stored, names[number]))
        return found


class StoredKeys:
    """The keys of a ledger's tellings: those in its table, and those of tellings that are not written yet.
    Of those that were taken out the table still has them.

    Of what it found near, a telling's component is told to `found` when the telling is put together with
    another: most are only compared.
    """

    def __init__(
        self, connection: Connection, known: StoredTellings, found: Callable[[Iterable[int]], None]
    ) -> None:
        self._connection, self._known, self._found = connection, known, found
        self._blocks = Blocks()
        self._components: dict[str, int] = {}
        self._gone: set[str] = set()
        self.new: dict[str, frozenset[str]] = {}

    def add(self, telling: str, keys: Iterable[str]) -> None:
        """Makes a new telling findable."""
        self.new[telling] = frozenset(keys)
        self._blocks.add(telling, self.new[telling])

    def remove(self, telling: str, keys: Iterable[str]) -> None:
        """Takes a telling out, whether it was written or not."""
        if telling in self.new:
            self._blocks.remove(telling, self.new.pop(telling))
            return
        del keys  # its claims may have changed since, and its keys with them
        self._gone.add(telling)

    def near(self, keys: Iterable[str]) -> set[str]:
        """The tellings that share a key with these."""
        asked = list(keys)
        chosen = (
            select(tellings.c.id, tellings.c.component)
            .join_from(telling_keys, tellings, tellings.c.number == telling_keys.c.telling)
            .distinct()
        )
        rows = rows_with(self._connection, chosen, telling_keys.c.key, asked)
        found = {row.id: row.component for row in rows if row.id not in self._gone}
        self._components |= found
        self._known.fetch(found)
        return found.keys() | self._blocks.near(asked)

    def join(self, telling: str) -> None:
        """Has what hangs together with a telling put back."""
        if telling in self._components:
            self._found([self._components[telling]])


def put_tellings(
    connection: Connection, told: Sequence[tuple[int, Telling]], keys: Mapping[str, Iterable[str]]
) -> Mapping[str, int]:
    """Writes tellings, each with the number of its report, and their keys; the number of each by its id."""
    rows = [
        {"id": each.id, "report": report, "leads": each.leads, "terms": _words_text(each)}
        for report, each in told
    ]
    run_for_each(connection, insert(tellings), rows)
    chosen = select(tellings.c.id, tellings.c.number)
    numbers = {
        row.id: row.number
        for row in rows_with(connection, chosen, tellings.c.id, (each.id for _, each in told))
    }
    keyed = [
        {"key": key, "telling": numbers[telling]} for telling in numbers for key in sorted(keys[telling])
    ]
    run_for_each(connection, insert(telling_keys), keyed)
    return numbers


def drop_tellings(connection: Connection, report: int) -> None:
    """Takes out what a report tells."""
    own = select(tellings.c.number).where(tellings.c.report == report)
    connection.execute(delete(telling_keys).where(telling_keys.c.telling.in_(own)))
    connection.execute(delete(linked).where(linked.c.telling.in_(own)))
    connection.execute(delete(tellings).where(tellings.c.report == report))


def scores_text(part: Part) -> str:
    """A part as it is stored: its members, the pairs whose score is known by their places, and which of them
    hold the part together.
    """
    places = {member: at for at, member in enumerate(part.members)}
    known = [
        [places[one], places[other], likely, int((one, other) in part.edges)]
        for (one, other), likely in sorted(part.scores.items())
    ]
    return compact([part.members, known])


def part_of_text(stored: str) -> Part:
    """The part of a stored text, without its incidents."""
    members, known = json.loads(stored)
    pairs = {(members[one], members[other]): likely for one, other, likely, _ in known}
    edges = frozenset((members[one], members[other]) for one, other, _, holds in known if holds)
    return Part(tuple(members), pairs, edges)


def _words_text(telling: Telling) -> str:
    terms = telling.terms
    words = (terms.words, terms.names, terms.full_names, telling.known, telling.titled)
    return compact([sorted(each) for each in words])


def _words_of(stored: str) -> tuple[Terms, frozenset[str], frozenset[str]]:
    """The words by which a telling is known; none where they were erased."""
    words, names, full_names, known, titled = (
        map(frozenset, json.loads(stored)) if stored else [frozenset()] * 5
    )
    return Terms(words, names, full_names), known, titled
