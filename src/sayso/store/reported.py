"""Claims that stand, each with its report and what linking tells of it: a report or an incident at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select

from sayso.concluded import Word
from sayso.records import Report
from sayso.store.among import portions, rows_with
from sayso.store.content import report_of, stored_claim
from sayso.store.gather import WITH_LINKS, WORD
from sayso.store.tables import incidents, reports, standing, tellings

_ROWS_AT_A_TIME: Final = 500
_INCIDENTS_AT_A_TIME: Final = 20
_IN_ORDER: Final = (reports.c.published.asc().nulls_first(), reports.c.key, standing.c.number)


@dataclass(frozen=True, slots=True)
class Reported:
    """A claim that stands: its report, and the claim as a Word, with its incident and origin."""

    report: Report
    word: Word


def by_report(
    connection: Connection, conditions: Sequence[ColumnElement[bool]]
) -> Iterator[tuple[Report, list[Word]]]:
    """The claims like that, each report's together with the report, by day of publication."""
    chosen = select(*WORD, standing.c.report.label("of")).select_from(WITH_LINKS).where(*conditions)
    rows = connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(chosen.order_by(*_IN_ORDER))
    for number, own in groupby(rows, key=lambda row: int(row.of)):
        found = connection.execute(select(reports).where(reports.c.number == number)).mappings().one()
        yield report_of(found), [_word(row) for row in own]


def by_incident(
    connection: Connection, conditions: Sequence[ColumnElement[bool]]
) -> Iterator[tuple[str, list[Reported]]]:
    """Each incident of which a claim is like that, with all its claims, by its first day.

    Only the names of the incidents are held, their claims a few incidents at a time.
    """
    like = select(tellings.c.incident).select_from(WITH_LINKS).where(*conditions)
    chosen = select(incidents.c.id).order_by(incidents.c.day, incidents.c.id)
    if conditions:
        chosen = chosen.where(incidents.c.id.in_(like))
    names = list(connection.execute(chosen).scalars())
    for first in range(0, len(names), _INCIDENTS_AT_A_TIME):
        some = names[first : first + _INCIDENTS_AT_A_TIME]
        told = _told_of(connection, some)
        yield from ((name, told[name]) for name in some)


def _told_of(connection: Connection, names: Iterable[str]) -> dict[str, list[Reported]]:
    """All claims of incidents, each incident's by the day of their reports."""
    chosen = select(*WORD, standing.c.report.label("of")).select_from(WITH_LINKS)
    rows = [
        row
        for some in portions(names)
        for row in connection.execute(chosen.where(tellings.c.incident.in_(some)).order_by(*_IN_ORDER))
    ]
    kept = rows_with(connection, select(reports), reports.c.number, {row.of for row in rows})
    of_number = {row.number: report_of(row._mapping) for row in kept}
    told: dict[str, list[Reported]] = {name: [] for name in names}
    for row in rows:
        told[row.incident].append(Reported(of_number[row.of], _word(row)))
    return told


def _word(row: Any) -> Word:
    return Word(stored_claim(row[0]), row.origin, row.incident, row.published, row.outlet)


def reports_of(connection: Connection, words: Iterable[str]) -> dict[str, Report]:
    """The reports of claims that stand, by the claims' names in the whole ledger, as figures have them."""
    wanted = set(words)
    chosen = select(standing.c.id.label("claim"), *reports.c).join_from(
        standing, reports, reports.c.number == standing.c.report
    )
    found: dict[str, Report] = {}
    for row in rows_with(connection, chosen, standing.c.id, {each.rpartition("#")[2] for each in wanted}):
        name = f"{row.document}#{row.claim}"
        if name in wanted:
            found[name] = report_of(row._mapping)
    return found
