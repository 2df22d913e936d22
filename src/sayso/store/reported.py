"""Claims that stand, each with its report and what linking tells of it: of some reports or incidents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select

from sayso.concluded import Word
from sayso.records import Report
from sayso.store.among import rows_with
from sayso.store.content import report_of, stored_claim
from sayso.store.gather import WITH_LINKS, WORD, choices_in
from sayso.store.tables import incidents, reports, standing, tellings

_REPORTS_IN_ORDER: Final = (reports.c.published.asc().nulls_first(), reports.c.key)
_IN_ORDER: Final = (*_REPORTS_IN_ORDER, standing.c.number)


@dataclass(frozen=True, slots=True)
class Reported:
    """A claim that stands: its report, and the claim as a Word, with its incident and origin.

    `heard`: it is one of those that were to be heard about the incident.
    """

    report: Report
    word: Word
    heard: bool = True


def report_numbers(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[int]:
    """The reports that have a claim like that, by day of publication."""
    having = select(standing.c.report).select_from(WITH_LINKS).where(*conditions)
    chosen = select(reports.c.number).where(reports.c.number.in_(having))
    return list(connection.execute(chosen.order_by(*_REPORTS_IN_ORDER)).scalars())


def of_reports(
    connection: Connection, numbers: Sequence[int], conditions: Sequence[ColumnElement[bool]]
) -> list[tuple[Report, list[Word]]]:
    """Each of some reports with its claims like that, by day of publication."""
    chosen = select(*WORD, standing.c.report.label("of")).select_from(WITH_LINKS)
    chosen = chosen.where(standing.c.report.in_(numbers), *conditions).order_by(*_IN_ORDER)
    rows = connection.execute(chosen).all()
    of_number = _reports(connection, {row.of for row in rows})
    return [
        (of_number[number], [_word(row) for row in own])
        for number, own in groupby(rows, key=lambda row: int(row.of))
    ]


def incident_names(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[str]:
    """The incidents of which a claim is like that, by their first day."""
    chosen = select(incidents.c.id).order_by(incidents.c.day, incidents.c.id)
    if conditions:
        like = select(tellings.c.incident).select_from(WITH_LINKS).where(*conditions)
        chosen = chosen.where(incidents.c.id.in_(like))
    return list(connection.execute(chosen).scalars())


def of_incidents(
    connection: Connection, names: Sequence[str], hearing: Sequence[ColumnElement[bool]]
) -> list[tuple[str, list[Reported]]]:
    """Each of some incidents with all its claims, by the day of their reports; heard are those like that.

    The incidents stand in the order of `names`; one that is no more, since it was linked anew, has no claims.
    """
    chosen = select(*WORD, standing.c.number, standing.c.report.label("of")).select_from(WITH_LINKS)
    chosen = chosen.where(tellings.c.incident.in_(names))
    rows = connection.execute(chosen.order_by(*_IN_ORDER)).all()
    heard = {row.number for row in (connection.execute(chosen.where(*hearing)) if hearing else rows)}
    of_number = _reports(connection, {row.of for row in rows})
    ruled = choices_in(connection, {report.digest for report in of_number.values()})
    told: dict[str, list[Reported]] = {name: [] for name in names}
    for row in rows:
        word = _word(row)
        word = replace(word, choice=ruled[word.claim.id]) if word.claim.id in ruled else word
        told[row.incident].append(Reported(of_number[row.of], word, row.number in heard))
    return list(told.items())


def _reports(connection: Connection, numbers: Iterable[int]) -> dict[int, Report]:
    rows = rows_with(connection, select(reports), reports.c.number, numbers)
    return {row.number: report_of(row._mapping) for row in rows}


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
