"""Reports and claims as linking takes them: under names that no two reports of a ledger share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, false, or_, select

from sayso.records import Claim, Report
from sayso.store.content import report_of, stored_claim
from sayso.store.standing import STORED_ROW, WITH_CLAIMS, is_current
from sayso.store.tables import reports, standing

_NAME: Final = 16  # digits of a report's key
AFTER_HEX: Final = "g"  # what begins with some digits lies between them and them with this behind
_ASKED: Final = 500  # values in one statement


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
    rows = connection.execute(stands.order_by(reports.c.number)).mappings().all()
    claims = _claims(connection, [row["number"] for row in rows])
    for row in rows:
        name = name_of(row["key"])
        own = tuple(
            (number, replace(claim, document=name)) for number, claim in claims.get(row["number"], ())
        )
        yield Standing(row["number"], row["document"], replace(report_of(row), id=name), own)


def _claims(connection: Connection, numbers: Iterable[int]) -> Mapping[int, list[tuple[int, Claim]]]:
    """The claims that stand of reports, with their numbers in the view, by the number of the report."""
    chosen = select(standing.c.report, standing.c.number, STORED_ROW).select_from(WITH_CLAIMS)
    found: dict[int, list[tuple[int, Claim]]] = {}
    for report, number, stored in rows_with(
        connection, chosen.order_by(standing.c.number), standing.c.report, numbers
    ):
        found.setdefault(report, []).append((number, stored_claim(stored)))
    return found


def rows_with(
    connection: Connection, chosen: Select[Any], column: Any, values: Iterable[Any]
) -> Iterator[Any]:
    """The rows of a query where a column has one of the values, however many these are."""
    for some in portions(values):
        yield from connection.execute(chosen.where(column.in_(some)))


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values, each once, in lists that a statement can ask for."""
    listed = sorted(set(values))
    yield from (listed[first : first + _ASKED] for first in range(0, len(listed), _ASKED))
