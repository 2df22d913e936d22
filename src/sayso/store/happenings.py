"""Incidents, a row each: when they were first told of, and whether they are due to be weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from sayso.store.among import portions, rows_with
from sayso.store.tables import incidents, linked, run_for_each, tellings, weights

_DUE: Final = incidents.c.due + 1  # whoever weighs sees by it that the words changed meanwhile


def write_incidents(connection: Connection, before: Iterable[str], now: Iterable[tuple[str, date]]) -> None:
    """Writes incidents that were linked anew, each with the day of its first report; all are due.

    `before` are those that may be no more.
    """
    days = dict(now)
    for some in portions({*before} - days.keys()):
        told = exists(select(tellings.c.number).where(tellings.c.incident == incidents.c.id))
        connection.execute(delete(incidents).where(incidents.c.id.in_(some), ~told))
        connection.execute(
            delete(weights).where(
                weights.c.incident.in_(some), weights.c.incident.not_in(select(incidents.c.id))
            )
        )
    chosen = select(incidents.c.id)
    known = {row.id for row in rows_with(connection, chosen, incidents.c.id, days)}
    again = [{"of": each, "on": day} for each, day in days.items() if each in known]
    renewed = update(incidents).where(incidents.c.id == bindparam("of")).values(day=bindparam("on"), due=_DUE)
    run_for_each(connection, renewed, again)
    new = [
        {"id": each, "day": day, "digest": "", "due": 1} for each, day in days.items() if each not in known
    ]
    run_for_each(connection, insert(incidents), new)


def make_due(connection: Connection, claims: Iterable[int]) -> None:
    """Has the incidents of claims, by their numbers in the view, weighed again."""
    for some in portions(claims):
        told = select(tellings.c.incident).join(linked, linked.c.telling == tellings.c.number)
        of_claims = told.where(linked.c.standing.in_(some))
        connection.execute(update(incidents).where(incidents.c.id.in_(of_claims)).values(due=_DUE))
