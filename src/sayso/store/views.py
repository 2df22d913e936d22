"""Reports and claims as linking takes them: under names that no two reports of a ledger share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from sqlalchemy import ColumnElement, Connection, false, or_, select

from sayso.records import Claim, Report
from sayso.store.among import rows_with
from sayso.store.content import report_of, stored_claim
from sayso.store.standing import STORED_ROW, WITH_CLAIMS, is_current
from sayso.store.tables import reports, standing

_NAME: Final = 16  # digits of a report's key
AFTER_HEX: Final = "g"  # what begins with some digits lies between them and them with this behind


@dataclass(frozen=True, slots=True)
class Standing:
    """A report that stands, with its number and given id, and its claims with their numbers."""

    number: int
    document: str
    report: Report
    claims: tuple[tuple[int, Claim], ...]


def name_of(key: str) -> str:
    """What linking calls the report of a key; its given id may be another's, too."""
    return key[:_NAME]


def of_names(names: Iterable[str]) -> ColumnElement[bool]:
    """The condition that reports have these names."""
    return or_(false(), *(reports.c.key.between(name, name + AFTER_HEX) for name in names))


def standing_reports(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Standing]:
    """The reports that stand, under the names that linking gives them."""
    stands = select(reports).where(is_current(), ~reports.c.withdrawn, condition)
    # Put in order here: asked for an order, SQLite goes through all reports instead of looking up the few.
    rows = sorted(connection.execute(stands).mappings(), key=itemgetter("number"))
    names = {row["number"]: name_of(row["key"]) for row in rows}
    claims = _claims(connection, names)
    for row in rows:
        number = row["number"]
        report = replace(report_of(row), id=names[number])
        yield Standing(number, row["document"], report, tuple(claims.get(number, ())))


def _claims(connection: Connection, names: Mapping[int, str]) -> Mapping[int, list[tuple[int, Claim]]]:
    """The claims that stand of named reports, with their numbers in the view, by the number of the report."""
    chosen = select(standing.c.report, standing.c.number, STORED_ROW).select_from(WITH_CLAIMS)
    found: dict[int, list[tuple[int, Claim]]] = {}
    for report, number, stored in rows_with(
        connection, chosen.order_by(standing.c.number), standing.c.report, names
    ):
        found.setdefault(report, []).append((number, stored_claim(stored, names[report])))
    return found
