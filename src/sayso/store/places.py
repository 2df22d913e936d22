"""Where claims tell of, a row for each place: how many, of what, and the greatest numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Select, distinct, func, select

from sayso.records import Kind
from sayso.store.engine import Store
from sayso.store.search import Filters, claims_like
from sayso.store.tables import standing, standing_places

MOST_PLACES: Final = 2_000
MOST_IDS: Final = 50  # of claims at one place
_PLACE: Final = standing_places.c.place
_PARTS: Final = (
    "text",
    "name",
    "latitude",
    "longitude",
    "country",
    "admin1",
    "admin2",
    "precision",
    "geonames_id",
)


@dataclass(frozen=True, slots=True)
class KindThere:
    """How many claims of a kind a place has, and the greatest number that one of them says."""

    kind: Kind
    claims: int
    most: float


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place with what is told of it; without `latitude` it is known by its words alone.

    `first` and `last` are the days that are told of it. `ids` are claims, those of the greatest numbers
    first, at most fifty.
    """

    text: str
    name: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    precision: str | None
    geonames_id: int | None
    claims: int
    reports: int
    first: date | None
    last: date | None
    kinds: tuple[KindThere, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Places by how many claims they have, at most two thousand.

    `days` are those on which claims begin, each with how many; `claims` is how many there are at all.
    """

    places: tuple[PlaceTold, ...]
    days: tuple[tuple[date, int], ...]
    claims: int


def places_like(connection: Connection, filters: Filters, store: Store) -> Places:
    """The places of claims like that."""
    like = claims_like(filters, store)
    with_places = standing_places.join(standing, standing.c.number == standing_places.c.standing)
    claims = func.count(distinct(standing.c.number))
    rows = connection.execute(
        select(
            _PLACE,
            *(func.min(standing_places.c[part]).label(part) for part in _PARTS),
            claims.label("claims"),
            func.count(distinct(standing.c.report)).label("reports"),
            func.min(standing.c.first_day).label("first"),
            func.max(standing.c.last_day).label("last"),
        )
        .select_from(with_places)
        .where(*like)
        .group_by(_PLACE)
        .order_by(claims.desc(), _PLACE)
        .limit(MOST_PLACES)
    ).all()
    by_kind = (
        select(
            _PLACE, standing.c.kind, claims.label("claims"), func.max(standing_places.c.value).label("most")
        )
        .select_from(with_places)
        .where(*like)
        .group_by(_PLACE, standing.c.kind)
    )
    kinds = defaultdict[str, list[KindThere]](list)
    for row in connection.execute(by_kind.order_by(claims.desc(), standing.c.kind)):
        kinds[row.place].append(KindThere(row.kind, row.claims, row.most))
    ids = _ids(connection, select(_PLACE, standing.c.id).select_from(with_places).where(*like))
    places = tuple(_told(row, kinds[row.place], ids[row.place]) for row in rows)
    return Places(places, *_days(connection, like))


def _ids(connection: Connection, chosen: Select[Any]) -> defaultdict[str, list[str]]:
    """The claims of each place, those of the greatest numbers first."""
    turn = func.row_number().over(
        partition_by=_PLACE, order_by=(standing_places.c.value.desc(), standing.c.number)
    )
    numbered = chosen.add_columns(turn.label("turn")).subquery()
    found = defaultdict[str, list[str]](list)
    few = select(numbered.c.place, numbered.c.id).where(numbered.c.turn <= MOST_IDS).order_by(numbered.c.turn)
    for place, claim in connection.execute(few):
        if claim not in found[place]:
            found[place].append(claim)
    return found


def _days(connection: Connection, like: Sequence[Any]) -> tuple[tuple[tuple[date, int], ...], int]:
    """How many claims begin on each day, and how many there are at all."""
    counted = select(standing.c.first_day, func.count()).where(*like).group_by(standing.c.first_day)
    rows = connection.execute(counted).all()
    known = sorted((day, number) for day, number in rows if day is not None)
    return tuple(known), sum(number for _, number in rows)


def _told(row: Any, kinds: Sequence[KindThere], ids: Sequence[str]) -> PlaceTold:
    fields = {part: getattr(row, part) for part in _PARTS}
    return PlaceTold(
        **fields, claims=row.claims, reports=row.reports, first=row.first, last=row.last, kinds=tuple(kinds),
        ids=tuple(ids),
    )  # fmt: skip
