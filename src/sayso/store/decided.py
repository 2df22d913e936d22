"""What persons ruled about reports, replayed over what was extracted from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, func, or_, select

from sayso.records import Claim, Decision, Report, Ruled
from sayso.ruling import ruled
from sayso.ruling.decision import ABOUT_INCIDENTS
from sayso.store.among import rows_with
from sayso.store.content import report_of, stored_claim, stored_decision
from sayso.store.extracted import earlier_readings, latest_extraction
from sayso.store.tables import decisions

IN_ORDER: Final = (func.coalesce(decisions.c.instead_of, decisions.c.number), decisions.c.number)
_IN_TURN: Final = select(decisions.c.content).where(decisions.c.content.is_not(None)).order_by(*IN_ORDER)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it is read now: the number and the rows of the extraction that counts, and its claims."""

    report: Report
    extraction: int | None
    rows: list[str]
    extracted: list[Claim]
    decisions: list[Decision]
    earlier: list[Claim]

    def ruled(self, *more: Decision) -> Ruled:
        """What stands after all decisions, and after some more."""
        return ruled(self.report, self.extracted, [*self.decisions, *more], self.earlier)


def kept_decisions(connection: Connection, *conditions: ColumnElement[bool]) -> list[Decision]:
    """The decisions that are like that and were not erased, in the order they were recorded."""
    chosen = select(decisions.c.content).where(decisions.c.content.is_not(None), *conditions)
    return [stored_decision(content) for content in connection.execute(chosen.order_by(*IN_ORDER)).scalars()]


def decisions_about(connection: Connection, digests: Iterable[str]) -> list[Decision]:
    """The decisions about texts of these digests, those about one in the order they were recorded."""
    rows = rows_with(connection, _IN_TURN, decisions.c.report, digests)
    return [stored_decision(row.content) for row in rows]


def decisions_about_incidents(connection: Connection) -> list[Decision]:
    """What persons put together or apart, and what may undo that; of the others not even the content is
    read, since there may be very many.
    """
    acts = (f'"act":"{act}"' for act in (*sorted(ABOUT_INCIDENTS), "withdraw"))
    return kept_decisions(connection, or_(*(decisions.c.content.contains(act) for act in acts)))


def reading_of_row(connection: Connection, row: RowMapping, *more: Decision) -> Reading:
    """How the report of a row is read, with all that rulings on it, and on some more, ask for."""
    extraction, stored = latest_extraction(connection, row["number"])
    about = decisions_about(connection, [row["digest"]])
    earlier = earlier_readings(connection, row["number"]) if about or more else []
    return Reading(
        report_of(row), extraction, stored, [stored_claim(each) for each in stored], about, earlier
    )
