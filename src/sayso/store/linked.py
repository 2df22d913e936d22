"""What is linked in a ledger: the words of a question, incidents, and whose word each claim is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sayso.concluded import Question, Word
from sayso.errors import LedgerError, NotInLedgerError
from sayso.link import Held, Linker, explain
from sayso.records import Claim, Incident, Report
from sayso.store.among import rows_with
from sayso.store.content import stored_claim
from sayso.store.engine import Store
from sayso.store.gather import WITH_LINKS, WORD, gathered
from sayso.store.heading import HEADING, Heading, heading_of
from sayso.store.paging import Page, page_of
from sayso.store.reported import (
    Reported,
    incident_names,
    of_incidents,
    of_reports,
    report_numbers,
    reports_of,
)
from sayso.store.search import Filters, claims_like
from sayso.store.standing import STORED_ROW
from sayso.store.tables import components, incidents, linked, reports, standing, tellings
from sayso.store.tellings import StoredTellings, part_of_text
from sayso.store.views import AFTER_HEX, name_of

_ALL: Final = Filters()


@dataclass(frozen=True, slots=True)
class Member:
    """What a report tells of an incident: its claims, each with whose word it is and why.

    `by` is the report whose telling holds it to the incident, by the `reasons`; None for the first.
    """

    report: Heading
    claims: tuple[tuple[Claim, str, str], ...]
    by: Heading | None
    reasons: tuple[str, ...]


class Links:
    """A ledger's incidents and origins as they were when it was last linked. `Ledger.links` gives them.

    An incident is named by a claim of it, the one that was told first; any other names it too, and of a name
    the first digits are enough where no other begins so.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def let_go(self) -> None:
        """Has no connection until something is asked again: copies of a process must not share any."""
        self._store.close()

    def words(self, question: Question, filters: Filters = _ALL) -> list[Word]:
        """The claims that may bear on a question, of those that are like that."""
        with self._store.reading() as connection:
            return list(gathered(connection, question, claims_like(filters, self._store)))

    def raised(self, filters: Filters = _ALL) -> list[Question]:
        """The questions that claims like that raise by themselves, those about most first.

        One for each incident, kind and whom it harmed: the dead of a strike, its wounded, the army's dead.
        """
        about = (tellings.c.incident, standing.c.kind, linked.c.who, linked.c.side)
        most = func.max(linked.c.value)
        with self._store.reading() as connection:
            rows = connection.execute(self._like(filters, *about, most).group_by(*about)).all()
        told = sorted(rows, key=lambda row: (-row[4], row.incident, row.kind, row.who, row.side or ""))
        return [Question(row.kind, row.who, row.side, incidents=(row.incident,)) for row in told]

    def incidents(self, filters: Filters = _ALL) -> Iterator[tuple[str, list[Word]]]:
        """Each incident of which a claim is like that, with all its words, by its first report."""
        with self._store.reading() as connection:
            like = self._like(filters, tellings.c.incident)
            words = list(_words(connection, tellings.c.incident.in_(like)))
        found = [(name, list(own)) for name, own in groupby(words, key=lambda word: str(word.incident))]
        yield from sorted(found, key=lambda each: (str(each[1][0].published), each[0]))

    def incidents_page(
        self, filters: Filters = _ALL, after: str | None = None, limit: int = 50
    ) -> Page[tuple[str, list[Word]]]:
        """Some of the incidents of which a claim is like that, with all their words, the latest first."""
        like = [] if filters == _ALL else [incidents.c.id.in_(self._like(filters, tellings.c.incident))]
        with self._store.reading() as connection:
            chosen = select(incidents.c.id).where(*like)
            order = (incidents.c.day, incidents.c.id)
            found = page_of(connection, chosen, order, after, limit, down=True)
            words: dict[str, list[Word]] = {row.id: [] for row in found.items}
            for word in _words(connection, tellings.c.incident.in_(words)):
                words[str(word.incident)].append(word)
        return Page(list(words.items()), found.following)

    def count(self, filters: Filters = _ALL) -> int:
        """How many claims are like that."""
        with self._store.reading() as connection:
            return int(connection.execute(self._like(filters, func.count())).scalar_one())

    def report_numbers(self, filters: Filters = _ALL) -> list[int]:
        """The reports that have a claim like that, by their numbers, in the order of their days."""
        with self._store.reading() as connection:
            return report_numbers(connection, claims_like(filters, self._store))

    def of_reports(self, numbers: Sequence[int], filters: Filters = _ALL) -> list[tuple[Report, list[Word]]]:
        """Each of some reports with its claims like that, by day of publication."""
        with self._store.reading() as connection:
            return of_reports(connection, numbers, claims_like(filters, self._store))

    def incident_names(self, filters: Filters = _ALL) -> list[str]:
        """The incidents of which a claim is like that, in the order of their first days."""
        with self._store.reading() as connection:
            return incident_names(connection, claims_like(filters, self._store))

    def of_incidents(self, names: Sequence[str], hearing: Filters = _ALL) -> list[tuple[str, list[Reported]]]:
        """Each of some incidents with all its claims and their reports; those like `hearing` are heard.

        One that is no more, since it was linked anew, has no claims.
        """
        with self._store.reading() as connection:
            return of_incidents(connection, names, claims_like(hearing, self._store))

    def reports_of(self, words: Iterable[str]) -> dict[str, Report]:
        """The reports of claims, by the claims' names in the whole ledger, as figures have them."""
        with self._store.reading() as connection:
            return reports_of(connection, words)

    def of_incident(self, incident: str) -> list[Word]:
        """All words of an incident, by the day of their reports."""
        with self._store.reading() as connection:
            return list(_words(connection, tellings.c.incident == incident))

    def origins(self, filters: Filters = _ALL) -> Iterator[tuple[str, list[tuple[Word, str]]]]:
        """Each origin of claims like that: its words in the order of telling, with why it is its word."""
        order = (linked.c.origin, reports.c.published, reports.c.key, standing.c.number)
        with self._store.reading() as connection:
            rows = connection.execute(self._like(filters, *WORD, linked.c.because).order_by(*order))
            told = [(_word(row), str(row.because)) for row in rows]
        found = [(name, list(own)) for name, own in groupby(told, key=lambda each: each[0].origin)]
        yield from sorted(found, key=lambda each: (-len(each[1]), each[0]))

    def origins_in(self, incident: str) -> dict[str, tuple[str, str]]:
        """Whose word each claim of an incident is, and why, by the claim's id."""
        with self._store.reading() as connection:
            return _origins_in(connection, incident)

    def incident(self, name: str) -> str:
        """The id of the incident that a name means.

        Raises `NotInLedgerError` where that is none, `LedgerError` where it is several.
        """
        digits = name.rpartition("#")[2]
        with self._store.reading() as connection:
            chosen = select(tellings.c.incident).select_from(WITH_LINKS).distinct()
            of_claims = connection.execute(chosen.where(standing.c.id.between(digits, digits + AFTER_HEX)))
            found = sorted({row[0] for row in of_claims}) if digits else []
        if len(found) == 1:
            return str(found[0])
        if not found:
            raise NotInLedgerError([f"{self._store.where}: no incident or claim {name!r}"])
        raise LedgerError(self._store.where, f"{name!r} may be {', '.join(found[:5])}: give more digits")

    def fellows(self, claims: Sequence[str]) -> tuple[str, ...]:
        """All claims of the incidents that these are of, each incident's behind the first that names it.

        An incident is merged by all its claims: whatever is not named may be linked away from those that are.
        """
        named = select(tellings.c.incident).select_from(WITH_LINKS).where(standing.c.id.in_(claims))
        chosen = select(tellings.c.incident, standing.c.id).select_from(WITH_LINKS)
        with self._store.reading() as connection:
            rows = connection.execute(
                chosen.where(tellings.c.incident.in_(named)).order_by(standing.c.id)
            ).all()
        incident = {row.id: row.incident for row in rows}
        own: dict[str, list[str]] = {}
        for row in rows:
            own.setdefault(row.incident, []).append(row.id)
        found = (each for claim in claims for each in (claim, *own.get(incident.get(claim, ""), ())))
        return tuple(dict.fromkeys(found))

    def told(self, words: Iterable[str]) -> dict[str, tuple[Claim, Heading, str]]:
        """Claims by their names in the whole ledger, as figures have them: with report and origin."""
        wanted = set(words)
        chosen = select(STORED_ROW.label("stored"), linked.c.origin, *HEADING).select_from(WITH_LINKS)
        found = {}
        with self._store.reading() as connection:
            ids = {each.rpartition("#")[2] for each in wanted}
            for row in rows_with(connection, chosen, standing.c.id, ids):
                claim = stored_claim(row.stored)
                found[f"{claim.document}#{claim.id}"] = claim, heading_of(row), str(row.origin)
        return {each: found[each] for each in sorted(wanted & found.keys())}

    def members(self, incident: str) -> list[Member]:
        """What each report tells of an incident, in the order in which one holds to another."""
        with self._store.reading() as connection:
            held, headings = _held(connection, incident)
            origins = _origins_in(connection, incident)
        return [
            Member(
                headings[each.telling.report],
                tuple(
                    (replace(claim, document=headings[each.telling.report].id), *origins[claim.id])
                    for claim in each.telling.claims
                ),
                headings[each.by.report] if each.by else None,
                each.reasons,
            )
            for each in held
        ]

    def held_together(self, incident: str) -> tuple[Held, ...]:
        """The tellings of an incident, each with the comparisons that hold it to one before."""
        with self._store.reading() as connection:
            held, headings = _held(connection, incident)
        return tuple(_named(each, headings) for each in held)

    def _like(self, filters: Filters, *columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).select_from(WITH_LINKS).where(*claims_like(filters, self._store))


def _held(connection: Connection, incident: str) -> tuple[tuple[Held, ...], dict[str, Heading]]:
    """The tellings of an incident, and the headings of their reports by the names that linking gives them."""
    chosen = select(tellings.c.id, tellings.c.component, *HEADING)
    chosen = chosen.join(reports, reports.c.number == tellings.c.report)
    rows = connection.execute(chosen.where(tellings.c.incident == incident)).all()
    linker = Linker(tellings=StoredTellings(connection))
    for component in {row.component for row in rows}:
        stored = select(components.c.scores).where(components.c.number == component)
        linker.restore(part_of_text(connection.execute(stored).scalar_one()))
    told = Incident(incident, (), (), tuple(row.id for row in rows))
    return explain(linker, told), {name_of(row.key): heading_of(row) for row in rows}


def _origins_in(connection: Connection, incident: str) -> dict[str, tuple[str, str]]:
    chosen = select(standing.c.id, linked.c.origin, linked.c.because).select_from(WITH_LINKS)
    rows = connection.execute(chosen.where(tellings.c.incident == incident))
    return {claim: (origin, because) for claim, origin, because in rows}


def _named(held: Held, headings: Mapping[str, Heading]) -> Held:
    """With reports under their given ids."""
    telling, by = (
        each and replace(each, report=headings[each.report].id) for each in (held.telling, held.by)
    )
    assert telling is not None
    return replace(held, telling=telling, by=by)


def _words(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Word]:
    """The words like that, those of an incident together, by the day of their reports."""
    chosen = select(*WORD).select_from(WITH_LINKS).where(condition)
    order = (tellings.c.incident, reports.c.published.asc().nulls_first(), reports.c.key, standing.c.number)
    return map(_word, connection.execute(chosen.order_by(*order)))


def _word(row: Any) -> Word:
    return Word(stored_claim(row[0]), row.origin, row.incident, row.published, row.outlet)
