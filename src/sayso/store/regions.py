"""By what a claim is found for a question: its kind, the regions it may be about, and its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, delete, insert

from sayso.concluded import Word
from sayso.knowledge.parties import open_parties
from sayso.lexicon import load
from sayso.link import Telling
from sayso.reconcile import raised
from sayso.reconcile.areas import Area, area_of
from sayso.reconcile.groups import Whom
from sayso.records import Claim, Place
from sayso.store.tables import linked, regions, run_for_each

ANYWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its number in the view and the telling that has it; `nearby` are its report's places."""

    standing: int
    claim: Claim
    telling: Telling
    nearby: Sequence[Place]


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """By what claims are found, as rows; `about` has the id of each one's telling, and not yet its number."""

    about: Sequence[dict[str, Any]] = ()
    regions: Sequence[dict[str, Any]] = ()


def claim_rows(told: Sequence[ToldClaim]) -> ClaimRows:
    """The rows by which claims are found by what a question asks."""
    whom = Whom(load(), open_parties())
    return ClaimRows([_about(each, whom) for each in told], [row for each in told for row in _regions(each)])


def put_claims(connection: Connection, rows: ClaimRows, numbers: Mapping[str, int]) -> None:
    """Writes them; `numbers` are those of the tellings."""
    about = [{**row, "telling": numbers[row["telling"]]} for row in rows.about]
    run_for_each(connection, insert(linked), about)
    run_for_each(connection, insert(regions), list(rows.regions))


def drop_claims(connection: Connection, first: int, last: int) -> None:
    """Takes claims out again, by their numbers in the view."""
    connection.execute(delete(linked).where(linked.c.standing.between(first, last)))
    connection.execute(delete(regions).where(regions.c.standing.between(first, last)))


def region_of(area: Area) -> str | None:
    """The first-level division that an area lies in, or its country; None where that is not known.

    >>> region_of(area_of(loikaw)), region_of(area_of(myanmar))
    ('MM/Kayah State', 'MM')
    """
    if area.country is None:
        return None
    return f"{area.country}/{area.admin1}" if area.admin1 else area.country


def _about(each: ToldClaim, whom: Whom) -> dict[str, Any]:
    """Whom the claim counts, as the question it raises asks about them."""
    (question,) = raised([Word(each.claim, "", "any")], whom)
    return {
        "standing": each.standing, "telling": each.telling.id, "origin": "", "because": "",
        "who": question.who, "side": question.side, "value": each.claim.quantity.value,
    }  # fmt: skip


def _regions(each: ToldClaim) -> Iterator[dict[str, Any]]:
    """A row for each region: of its own places, else of those of its happening, else of its report."""
    first, last = _days(each)
    for places in (each.claim.where, each.telling.places, each.nearby):
        found = {region for place in places if (region := region_of(area_of(place))) is not None}
        if found:
            break
    else:
        found = {ANYWHERE}
    for region in sorted(found):
        yield {
            "kind": each.claim.kind, "region": region, "standing": each.standing, "first_day": first,
            "last_day": last,
        }  # fmt: skip


def _days(each: ToldClaim) -> tuple[date | None, date | None]:
    """Its own days, else those of the happening, else all until it was published."""
    when, span = each.claim.when, each.telling.span
    if when is not None and when.first is not None and when.last is not None:
        return when.first, when.last
    return (span.first, span.last) if span is not None else (None, each.telling.published)
