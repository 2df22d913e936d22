"""A place's population as a ceiling of what befell its people, where a policy asks for that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sayso.concluded import AskedKind, Figure, Limit
from sayso.knowledge.gazetteer import Entry, fold, open_gazetteer
from sayso.policy import Policy
from sayso.reconcile.areas import Area, area_at
from sayso.reconcile.cells import Region

# What can befall those who live in a place once each, as a whole.
_CAPPED: Final[frozenset[AskedKind]] = frozenset({
    "killed", "injured", "casualties", "missing", "displaced", "evacuated",
})  # fmt: skip


def within_population(concluded: Figure, region: Region, policy: Policy) -> Figure:
    """The figure with the population of the places asked about as its ceiling, where no lower one stands.

    "More than 40,000 displaced from Loikaw", where the user's gazetteer has 50,000 people: 40,001 to 50,000.
    It never enters the linear programs, so it caps no other figure, and moves nothing where words count more:
    who was displaced from a town may have fled to it before. Of provinces and countries only what the user's
    own table says; where one of several places has no population there is no ceiling.
    """
    group = region.group
    residents = group.status != "combatant" and group.side is None and group.thing is None
    if not (policy.population and residents and region.areas and region.kind in _CAPPED):
        return concluded
    found = [_entry(area) for area in sorted(region.areas, key=lambda area: (area.name, str(area)))]
    known = [entry for entry in found if entry is not None]
    if len(known) < len(found) or concluded.low is None:
        return concluded
    ceiling = sum(entry.people or 0 for entry in known) * policy.population // 100
    if concluded.high is not None and concluded.high <= ceiling:
        return concluded
    named = "; ".join(_named(entry) for entry in known)
    if ceiling < max(concluded.low, concluded.best or 0):
        told = f"{named}: fewer than words count, so no ceiling"
        return replace(concluded, assumptions=(*concluded.assumptions, told))
    change = f"without the population it would be {_end(concluded.high)}"
    told = f"no more than the population: {named}"
    return replace(
        concluded, high=ceiling, high_limit=Limit(ceiling, "about", (), "population", change),
        assumptions=(*concluded.assumptions, told),
    )  # fmt: skip


def _entry(area: Area) -> Entry | None:
    """The place of the gazetteer that an area is, if it is known how many live there."""
    entries: Iterable[Entry] = open_gazetteer().lookup([fold(area.name)]).get(fold(area.name), ())
    return next((entry for entry in entries if entry.people and _is_there(entry, area)), None)


def _is_there(entry: Entry, area: Area) -> bool:
    """Is an entry of an area's name that area? A user's table may leave out the division."""
    there = replace(area_at(entry), name=area.name)
    if there.admin1 is None:
        there = replace(there, admin1=area.admin1)
    return there.precision == area.precision and there.holds(area)


def _named(entry: Entry) -> str:
    return f"{entry.name} has {entry.people or 0:,} people ({entry.table or 'GeoNames'})"


def _end(number: int | None) -> str:
    return "open" if number is None else f"{number:,}"
