"""What claims and reports are asked for by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import ColumnElement, false, select

from sayso.records import Claim, Kind, Report
from sayso.store.engine import Store
from sayso.store.tables import outlets, reports, standing, standing_names
from sayso.store.words import folded_name, words_of

Slot = Literal["who", "of", "by", "says", "place", "story"]

_SLOTS: Final[tuple[Slot, ...]] = ("who", "of", "by", "says", "place")
_LONGEST_STORY: Final = 100  # characters that the index holds; the report has the whole


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is not found, whatever it is like: ids of claims, digests of reports."""

    claims: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filters:
    """What claims or reports must be like; None asks nothing, and all that is asked must hold.

    >>> Filters(kind="killed", who="children", place="Loikaw", first=date(2023, 11, 11))

    `who` is a class or group; `of`, `by` and `says` are parties: their id, or the very words of the report
    (`says` an outlet too); `place` is a name as said or resolved, a division, a country's two letters or a
    GeoNames id. Names are compared word by word, whatever their case. `first` and `last` are days: of a claim
    the time it tells of must touch them, of a report the day it was published. `text` has words that must all
    occur: in a claim's evidence, in a report's title and text. `outlet` is the name of whoever published the
    report, in any case. `hidden` is what must not be found, for those who may not be told what it is like.
    """

    kind: Kind | None = None
    who: str | None = None
    of: str | None = None
    by: str | None = None
    says: str | None = None
    place: str | None = None
    first: date | None = None
    last: date | None = None
    story: str | None = None
    text: str | None = None
    outlet: str | None = None
    hidden: Hidden | None = None


def folded_outlet(name: str) -> str:
    """An outlet's name as it is looked up."""
    return name.casefold()


def names_of(claim: Claim, report: Report) -> set[tuple[Slot, str]]:
    """The names a claim is found by, each with the slot it stands in."""
    named = {(slot, folded_name(name)) for slot, name in _names(claim) if name}
    found: set[tuple[Slot, str]] = {(slot, name) for slot, name in named if name}
    return found | {("story", report.story[:_LONGEST_STORY])} if report.story else found


def _names(claim: Claim) -> Iterator[tuple[Slot, str | None]]:
    if claim.whom:
        yield from (("who", name) for name in (claim.whom.harmed_class, *claim.whom.groups))
        yield from (("of", name) for name in (claim.whom.party, claim.whom.text))
    if claim.by:
        yield from (("by", name) for name in (claim.by.party, claim.by.text))
    if claim.source:
        yield from (("says", name) for name in (claim.source.party, claim.source.text, claim.source.outlet))
    for place in claim.where:
        yield from (
            ("place", name) for name in (place.text, place.name, place.admin1, place.admin2, place.country)
        )
        yield "place", str(place.geonames_id) if place.geonames_id else None


def claims_like(filters: Filters, store: Store) -> list[ColumnElement[bool]]:
    """The conditions on `standing`."""
    conditions = _claim_conditions(filters)
    if filters.first:
        conditions.append(standing.c.last_day >= filters.first)
    if filters.last:
        conditions.append(standing.c.first_day <= filters.last)
    if filters.story is not None:
        conditions.append(_named("story", filters.story[:_LONGEST_STORY]))
        if len(filters.story) >= _LONGEST_STORY:  # else the name is the whole of it
            whole = select(reports.c.number).where(reports.c.story == filters.story)
            conditions.append(standing.c.report.in_(whole))
    if filters.outlet is not None:
        conditions.append(standing.c.report.in_(select(reports.c.number).where(_of_outlet(filters.outlet))))
    if filters.text is not None:
        conditions.append(_worded(store, "claim_words", standing.c.number, filters.text))
    if filters.hidden and filters.hidden.claims:
        conditions.append(standing.c.id.not_in(sorted(filters.hidden.claims)))
    return conditions


def reports_like(filters: Filters, store: Store) -> list[ColumnElement[bool]]:
    """The conditions on `reports`; what only claims have, one of the report's must have."""
    conditions: list[ColumnElement[bool]] = []
    if asked := _claim_conditions(filters):
        conditions.append(reports.c.number.in_(select(standing.c.report).where(*asked)))
    if filters.first:
        conditions.append(reports.c.published >= filters.first)
    if filters.last:
        conditions.append(reports.c.published <= filters.last)
    if filters.story is not None:
        conditions.append(reports.c.story == filters.story)
    if filters.outlet is not None:
        conditions.append(_of_outlet(filters.outlet))
    if filters.text is not None:
        conditions.append(_worded(store, "report_words", reports.c.number, filters.text))
    if filters.hidden and filters.hidden.reports:
        conditions.append(reports.c.digest.not_in(sorted(filters.hidden.reports)))
    return conditions


def _claim_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions = [
        _named(slot, folded_name(asked)) for slot in _SLOTS if (asked := getattr(filters, slot)) is not None
    ]
    if filters.kind is not None:
        conditions.append(standing.c.kind == filters.kind)
    if conditions and filters.hidden and filters.hidden.claims:
        conditions.append(standing.c.id.not_in(sorted(filters.hidden.claims)))
    return conditions


def _of_outlet(name: str) -> ColumnElement[bool]:
    alike = select(outlets.c.name).where(outlets.c.folded == folded_outlet(name))
    return reports.c.outlet.in_(alike)


def _named(slot: Slot, name: str) -> ColumnElement[bool]:
    names = standing_names
    return standing.c.number.in_(select(names.c.standing).where(names.c.slot == slot, names.c.name == name))


def _worded(store: Store, table: str, number: ColumnElement[int], asked: str) -> ColumnElement[bool]:
    """The condition that all words occur; where none is asked for, none can be found."""
    words = words_of(asked)
    return store.found(table, number, words) if words else false()
