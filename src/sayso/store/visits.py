"""Who was here when, and which claims they have open: what tells colleagues of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sayso.store.among import rows_with
from sayso.store.engine import Store
from sayso.store.tables import head, opened, visits

_OPENED_BY_OTHERS: Final = (
    select(opened.c.claim, opened.c.name)
    .where(opened.c.since >= bindparam("since"), opened.c.name != bindparam("own"))
    .order_by(opened.c.name)
)


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks, and from where on it is new to them: `seen` is an entry of the chain, None for all new.

    What a colleague opened before `opened_since` is open no longer.
    """

    name: str
    seen: int | None
    opened_since: datetime


class Visits:
    """The visits of persons to a ledger, by the names they decide under."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last(self, name: str) -> datetime | None:
        """When one last said that all was seen; None where one never did."""
        with self._store.reading() as connection:
            return connection.execute(select(visits.c.at).where(visits.c.name == name)).scalar()

    def mark(self, name: str, now: datetime) -> None:
        """All that is there now was seen."""
        with self._store.writing() as connection:
            last = connection.execute(select(head.c.sequence)).scalar_one()
            values = {"sequence": last, "at": now}
            known = connection.execute(update(visits).where(visits.c.name == name).values(values)).rowcount
            if not known:
                connection.execute(insert(visits).values(name=name, **values))

    def open(self, claim: str, name: str, now: datetime, lapsed: datetime) -> None:
        """One has a claim open; whatever was opened before `lapsed` is forgotten."""
        with self._store.writing() as connection:
            _drop(connection, claim, name, lapsed)
            connection.execute(insert(opened).values(claim=claim, name=name, since=now))

    def shut(self, claim: str, name: str, lapsed: datetime) -> None:
        """One has it open no longer."""
        with self._store.writing() as connection:
            _drop(connection, claim, name, lapsed)


def openers(connection: Connection, claims: Iterable[str], eyes: Eyes) -> Mapping[str, tuple[str, ...]]:
    """Which colleagues have claims open, by the ids of those that somebody has."""
    return _by_claim(rows_with(connection, _OPENED_BY_OTHERS, opened.c.claim, claims, **_others(eyes)))


def all_openers(connection: Connection, eyes: Eyes) -> Mapping[str, tuple[str, ...]]:
    """The same of all claims that a colleague has open."""
    return _by_claim(connection.execute(_OPENED_BY_OTHERS, _others(eyes)))


def _others(eyes: Eyes) -> dict[str, Any]:
    return {"since": eyes.opened_since, "own": eyes.name}


def _by_claim(rows: Iterable[Any]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for claim, name in rows:
        found[claim] = (*found.get(claim, ()), name)
    return found


def _drop(connection: Connection, claim: str, name: str, lapsed: datetime) -> None:
    own = (opened.c.claim == claim) & (opened.c.name == name)
    connection.execute(delete(opened).where(own | (opened.c.since < lapsed)))
