"""The claims that may bear on a question, found by index: of its kinds, where and when it asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, or_, select, union

from sayso.concluded import Choice, Question, Word
from sayso.reconcile.areas import areas_named
from sayso.reconcile.groups import bears_on
from sayso.records import KINDS
from sayso.ruling import choices
from sayso.store.among import rows_with
from sayso.store.content import stored_claim, stored_decision
from sayso.store.decided import IN_ORDER
from sayso.store.regions import ANYWHERE, region_of
from sayso.store.standing import STORED_ROW, WITH_CLAIMS
from sayso.store.tables import decisions, linked, regions, reports, standing, standing_names, tellings
from sayso.store.words import folded_name

WORD: Final = (STORED_ROW, reports.c.published, reports.c.outlet, tellings.c.incident, linked.c.origin)
WITH_LINKS: Final = (
    WITH_CLAIMS.join(linked, linked.c.standing == standing.c.number)
    .join(tellings, tellings.c.number == linked.c.telling)
    .join(reports, reports.c.number == standing.c.report)
)


def gathered(
    connection: Connection, question: Question, conditions: Sequence[ColumnElement[bool]] = ()
) -> Iterator[Word]:
    """The claims that bear on a question, and the others of their incidents, which may tell days and places.

    Asked about Loikaw on 14 November: what was counted in Kayah State in days that touch the 14th, with all
    else of the same incidents; and, without that, what is told of the whole country, or of no place.
    """
    chosen = (
        select(*WORD, reports.c.digest)
        .select_from(WITH_LINKS)
        .where(_bearing(connection, question), *conditions)
        .order_by(standing.c.number)
    )
    rows = connection.execute(chosen).all()
    ruled = choices_in(connection, {row.digest for row in rows})
    for stored, published, outlet, incident, origin, _ in rows:
        claim = stored_claim(stored)
        yield Word(claim, origin, incident, published, outlet, ruled.get(claim.id))


def choices_in(connection: Connection, digests: Iterable[str]) -> Mapping[str, Choice]:
    """What persons chose claims of reports for, by the claim's id."""
    about = select(decisions.c.content).where(decisions.c.content.is_not(None)).order_by(*IN_ORDER)
    rows = rows_with(connection, about, decisions.c.report, digests)
    return choices(stored_decision(row.content) for row in rows)


def _bearing(connection: Connection, question: Question) -> ColumnElement[bool]:
    if question.incidents:
        return tellings.c.incident.in_(question.incidents)
    own = [kind for kind in KINDS if bears_on(kind, question.kind)]
    found = select(regions.c.standing).where(regions.c.kind.in_(own), *_in_days(question))
    if not question.where:
        return standing.c.number.in_(found)
    wide, narrow = _regions(connection, question.where)
    alone = found.where(regions.c.region.in_(sorted({*wide, ANYWHERE})))
    near = (
        select(tellings.c.incident)
        .join(linked, linked.c.telling == tellings.c.number)
        .where(linked.c.standing.in_(found.where(or_(*narrow))))
    )
    beside = select(linked.c.standing).join(tellings, tellings.c.number == linked.c.telling)
    # Both go through indexes; an OR of the two conditions would go through every claim there is.
    return standing.c.number.in_(union(beside.where(tellings.c.incident.in_(near)), alone))


def _in_days(question: Question) -> Iterator[ColumnElement[bool]]:
    if question.last is not None:
        yield or_(regions.c.first_day.is_(None), regions.c.first_day <= question.last)
    if question.first is not None:
        yield or_(regions.c.last_day.is_(None), regions.c.last_day >= question.first)


def _regions(connection: Connection, names: Sequence[str]) -> tuple[set[str], list[ColumnElement[bool]]]:
    """The countries of places, and conditions for the regions that the places are or lie in."""
    found = {region_of(area) for name in names for area in areas_named((name,), (), ())}
    for name in names:
        found |= {row[0] for row in connection.execute(_as_told(name))}
    told = {region for region in found if region}
    wide = {region.partition("/")[0] for region in told}
    narrow: list[ColumnElement[bool]] = [regions.c.region.in_(sorted(told - wide))]
    narrow += [regions.c.region.startswith(f"{country}/") for country in sorted(wide & told)]
    return wide, narrow


def _as_told(name: str) -> Select[Any]:
    """The regions of the claims that name a place so."""
    named = select(standing_names.c.standing).where(
        standing_names.c.slot == "place", standing_names.c.name == folded_name(name)
    )
    return select(regions.c.region).where(regions.c.standing.in_(named)).distinct()
