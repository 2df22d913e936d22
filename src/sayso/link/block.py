"""Which tellings are held against each other at all: those that share a key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Protocol

from sayso.link.places import name_of
from sayso.link.telling import Telling

_WEEK: Final = timedelta(days=7)
_MONTH: Final = timedelta(days=30)


def keys(telling: Telling) -> frozenset[str]:
    """The keys of a telling, as a table (key, telling) may hold them.

    A place or its first-level division in a week of publication, a place on a day, a running total by the day
    it began, a full name in a month, a name in the title in a week. Every time is given with the next one, so
    that what is one step apart shares a key.
    """
    return frozenset((*_of_places(telling), *_of_totals(telling), *_of_names(telling)))


def _of_places(telling: Telling) -> Iterator[str]:
    event = telling.span if telling.span and not telling.span.long else None
    for place in telling.places:
        names = {name_of(place)} if place.precision != "country" else set()
        for name in names | {f"{place.country}/{place.admin1}"} if place.admin1 else names:
            yield from (f"told {name} {week}" for week in _steps(telling.published, _WEEK))
            if event is not None:
                yield from (f"place {name} {day}" for day in _days(event.first, event.last))


def _of_totals(telling: Telling) -> Iterator[str]:
    if telling.span is None or not telling.span.long:
        return
    countries = {place.country for place in telling.places} or {None}
    for start in _days(telling.span.first, telling.span.first):
        for week in _steps(telling.published, _WEEK):
            yield from (f"since {country} {start} {week}" for country in countries)


def _of_names(telling: Telling) -> Iterator[str]:
    own = [name for name in telling.terms.full_names if telling.known.isdisjoint(name.split())]
    for month in _steps(telling.published, _MONTH):
        yield from (f"name {name} {month}" for name in own)
    for week in _steps(telling.published, _WEEK):
        yield from (f"title {name} {week}" for name in telling.titled)


def _days(first: date, last: date) -> Iterator[date]:
    """The days of a span and the next one."""
    return (first + timedelta(days=days) for days in range((last - first).days + 2))


def _steps(day: date | None, step: timedelta) -> Iterator[int]:
    """The step of a day and the next one."""
    if day is not None:
        here = day.toordinal() // step.days
        yield from (here, here + 1)


class Index(Protocol):
    """Tellings by their keys: in memory, or a table of a ledger."""

    def add(self, telling: str, keys: Iterable[str]) -> None:
        """Makes a telling findable."""

    def remove(self, telling: str, keys: Iterable[str]) -> None:
        """Takes a telling out."""

    def near(self, keys: Iterable[str]) -> set[str]:
        """The tellings that share a key with these."""


class Components(Index, Protocol):
    """The same, of tellings that hang together with others."""

    def join(self, telling: str) -> None:
        """One that was near is put together with another: what hangs together with it must be there."""


class Blocks:
    """Tellings by their keys, in memory."""

    def __init__(self) -> None:
        self._by_key: dict[str, set[str]] = {}

    def add(self, telling: str, keys: Iterable[str]) -> None:
        """Makes a telling findable."""
        for key in keys:
            self._by_key.setdefault(key, set()).add(telling)

    def remove(self, telling: str, keys: Iterable[str]) -> None:
        """Takes a telling out."""
        for key in keys:
            found = self._by_key[key]
            found.discard(telling)
            if not found:
                del self._by_key[key]

    def near(self, keys: Iterable[str]) -> set[str]:
        """The tellings that share a key with these."""
        return {telling for key in keys for telling in self._by_key.get(key, ())}

    def join(self, telling: str) -> None:
        """All there is is there."""
