"""Whose word claims are: the record of each origin or outlet, and what became of what it said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, distinct, exists, func, or_, select

from sayso.store.engine import Store
from sayso.store.search import Filters, claims_like
from sayso.store.tables import linked, reports, standing, tellings, weights

_OVERTAKEN: Final = exists(
    select(weights.c.claim).where(weights.c.claim == standing.c.id, weights.c.overtaken)
)
_CONTRADICTED: Final = exists(
    select(weights.c.claim).where(weights.c.claim == standing.c.id, weights.c.contradicted)
)
_LINKED: Final = (
    standing.join(reports, reports.c.number == standing.c.report)
    .outerjoin(linked, linked.c.standing == standing.c.number)
    .outerjoin(tellings, tellings.c.number == linked.c.telling)
)


@dataclass(frozen=True, slots=True)
class Source:
    """The record of an origin or outlet.

    `own_loss` and `enemy_loss` are its claims by whose loss their speakers tell, `first` how often it was the
    first to tell a number of an incident (with others of that day, each counts). `superseded` are claims that
    the report itself tells as no longer so, or that later words overtook in a figure; `contradicted` those
    that cannot be true together with others.
    """

    name: str
    claims: int
    reports: int
    own_loss: int
    enemy_loss: int
    first: int
    superseded: int
    contradicted: int


def by_origin(connection: Connection, filters: Filters, store: Store) -> list[Source]:
    """The origins of claims like that."""
    return _sources(connection, linked.c.origin, claims_like(filters, store))


def by_outlet(connection: Connection, filters: Filters, store: Store) -> list[Source]:
    """The outlets of claims like that."""
    return _sources(connection, reports.c.outlet, claims_like(filters, store))


def _sources(
    connection: Connection, name: ColumnElement[str], like: list[ColumnElement[bool]]
) -> list[Source]:
    """A row for each name, those of most claims first."""
    same = (tellings.c.incident, standing.c.kind, linked.c.who, linked.c.side, linked.c.value)
    earliest = func.min(standing.c.day).over(partition_by=same)
    first = tellings.c.incident.is_not(None) & (standing.c.day == earliest)
    told = (
        select(
            name.label("name"), standing.c.report, standing.c.interest, standing.c.number,
            first.label("first"), or_(standing.c.state != "current", _OVERTAKEN).label("superseded"),
            _CONTRADICTED.label("contradicted"),
        ).select_from(_LINKED)
    ).subquery()  # fmt: skip
    wanted = select(standing.c.number).where(*like) if like else None
    chosen = select(
        told.c.name,
        func.count(),
        func.count(distinct(told.c.report)),
        func.count().filter(told.c.interest == "own_loss"),
        func.count().filter(told.c.interest == "enemy_loss"),
        func.count().filter(told.c.first),
        func.count().filter(told.c.superseded),
        func.count().filter(told.c.contradicted),
    ).where(told.c.name.is_not(None), told.c.name != "")
    if wanted is not None:  # whoever was first was so among all
        chosen = chosen.where(told.c.number.in_(wanted))
    rows: Any = connection.execute(
        chosen.group_by(told.c.name).order_by(func.count().desc(), told.c.name)
    ).all()
    return [Source(*row) for row in rows]
