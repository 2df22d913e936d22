"""The claims that stand now: a view of what was added, kept ready so that it is found at once.

A claim stands if its report is the current version of its page and not withdrawn, and if the report's latest
extraction has it, as far as no person ruled otherwise. A page's current version is the one published last,
and only among those of one day the one added last; so the order in which reports come tells nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from sayso.records import KINDS, Claim, Place, Report, Ruled
from sayso.store.content import claim_text, report_of, stored_claim
from sayso.store.decided import Reading, reading_of_row
from sayso.store.engine import Store
from sayso.store.search import folded_outlet, names_of
from sayso.store.tables import (
    NO_DAY,
    claims,
    outlets,
    reports,
    run_for_each,
    standing,
    standing_names,
    standing_places,
    telling_keys,
    tellings,
    text_keys,
    texts,
    weights,
)
from sayso.store.words import folded_name, words_of

NUMBERS_OF_ONE: Final = 1 << 32  # row numbers kept for a report: for every character, and every kind there
_KINDS_THERE: Final = 32

_AT_A_TIME: Final = 500  # reports or claims in one statement

STORED_ROW: Final = func.coalesce(standing.c.row, claims.c.row)
WITH_CLAIMS: Final = standing.outerjoin(
    claims, and_(claims.c.extraction == standing.c.extraction, claims.c.position == standing.c.position)
)

_THE_NAME: Final = [
    standing_names.c[column] == bindparam(f"of_{column}") for column in ("slot", "name", "standing")
]


@lru_cache(maxsize=1)
def is_current() -> ColumnElement[bool]:
    """The condition that a row of `reports` is the current version of its page, and not erased."""
    later = reports.alias("later")
    same_day = later.c.published.is_not_distinct_from(reports.c.published)
    follows = or_(
        later.c.published > reports.c.published,
        and_(reports.c.published.is_(None), later.c.published.is_not(None)),
        and_(same_day, _arrived(later) > _arrived(reports)),
    )
    same_page = and_(later.c.page == reports.c.page, later.c.text.is_not(None))
    return and_(reports.c.text.is_not(None), ~exists(select(later.c.number).where(same_page, follows)))


def _arrived(versions: FromClause) -> ColumnElement[int]:
    """The place of a version among those that came; one that stands for another has the other's."""
    return func.coalesce(versions.c.instead_of, versions.c.number)


def stand(store: Store, connection: Connection, numbers: Sequence[int]) -> None:
    """Puts the claims of reports into the view, as far as they stand; none of them may be there already."""
    wanted = and_(reports.c.number.in_(numbers), is_current(), ~reports.c.withdrawn)
    for row in connection.execute(select(reports).where(wanted)).mappings().all():
        reading = reading_of_row(connection, row)
        report, after = reading.report, reading.ruled()
        standing_claims = _numbered(row["number"], after.claims)
        places = {claim.id: position for position, claim in enumerate(reading.extracted)}
        weighed = _weights(connection, standing_claims.values())
        rows = [
            {"number": number, "report": row["number"], "day": report.published or NO_DAY}
            | _stored_at(claim, reading, places)
            | _columns(claim)
            | {"open": _is_open(claim, after), "lightness": -weighed.get(claim.id, 0.0)}
            for number, claim in standing_claims.items()
        ]
        run_for_each(connection, insert(standing), rows)
        run_for_each(connection, insert(standing_names), list(_named(standing_claims, report)))
        run_for_each(connection, insert(standing_places), list(_placed(standing_claims)))
        store.put_words(connection, "claim_words", _worded(standing_claims))


def _numbered(report: int, told: Iterable[Claim]) -> dict[int, Claim]:
    """Claims by numbers that tell where they stand, so that each keeps its own when another comes or goes.

    What was linked under a number must never be said of another claim.
    """
    found: dict[int, Claim] = {}
    for claim in told:
        number = report * NUMBERS_OF_ONE + claim.quantity.start * _KINDS_THERE + KINDS.index(claim.kind)
        while number in found:  # a person gave it the words and the kind of another
            number += 1
        found[number] = claim
    return found


def fall(store: Store, connection: Connection, numbers: Sequence[int]) -> None:
    """Takes the claims of reports out of the view; the reports must still be as they were when put in."""
    there = and_(reports.c.number.in_(numbers), reports.c.text.is_not(None))
    for row in connection.execute(select(reports).where(there)).mappings().all():
        report = report_of(row)
        fallen = _standing(connection, row["number"])
        named = [{f"of_{column}": value for column, value in each.items()} for each in _named(fallen, report)]
        run_for_each(connection, delete(standing_names).where(*_THE_NAME), named)
        connection.execute(delete(standing_places).where(standing_places.c.standing.in_(list(fallen))))
        store.drop_words(connection, "claim_words", _worded(fallen))
        connection.execute(delete(standing).where(standing.c.report == row["number"]))
    _empty_links(connection, numbers)


def _standing(connection: Connection, report: int) -> dict[int, Claim]:
    """The claims of a report that stand, by their numbers."""
    chosen = select(standing.c.number, STORED_ROW).select_from(WITH_CLAIMS).where(standing.c.report == report)
    return {number: stored_claim(stored) for number, stored in connection.execute(chosen)}


def stand_as_ruled(store: Store, connection: Connection, numbers: Sequence[int]) -> None:
    """Brings the claims of reports up to date after persons ruled on them.

    Most rulings change nothing that a claim says: then all but what waits stays as it is, and linked.
    """
    there = and_(reports.c.number.in_(numbers), is_current(), ~reports.c.withdrawn)
    for row in connection.execute(select(reports).where(there)).mappings().all():
        number, after = row["number"], reading_of_row(connection, row).ruled()
        if _standing(connection, number) != _numbered(number, after.claims):
            fall(store, connection, [number])
            stand(store, connection, [number])
            continue
        waiting = [claim.id for claim in after.claims if _is_open(claim, after)]
        own = update(standing).where(standing.c.report == number)
        connection.execute(own.values(open=standing.c.id.in_(waiting)))


def stand_anew(store: Store, connection: Connection) -> None:
    """Makes the whole view anew: another schema may find claims by more than an older one did."""
    for table in (standing, standing_names, standing_places, outlets):
        connection.execute(delete(table))
    store.empty_words(connection, "claim_words")
    known = connection.execute(select(reports.c.outlet).distinct()).scalars()
    run_for_each(connection, insert(outlets), [_outlet(name) for name in known if name is not None])
    numbers = connection.execute(select(reports.c.number).order_by(reports.c.number)).scalars().all()
    for first in range(0, len(numbers), _AT_A_TIME):
        stand(store, connection, numbers[first : first + _AT_A_TIME])


def know_outlet(connection: Connection, name: str | None) -> None:
    """Makes reports of an outlet found by its name in any case."""
    if name is None:
        return
    row = _outlet(name)
    alike = (outlets.c.folded == row["folded"]) & (outlets.c.name == name)
    if connection.execute(select(outlets.c.name).where(alike)).first() is None:
        connection.execute(insert(outlets).values(row))


def forget_outlets(connection: Connection) -> None:
    """Takes out the names that no report has any more."""
    named = select(reports.c.outlet).where(reports.c.outlet.is_not(None))
    connection.execute(delete(outlets).where(outlets.c.name.not_in(named)))


def _outlet(name: str) -> dict[str, Any]:
    return {"folded": folded_outlet(name), "name": name}


def _empty_links(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes the words of reports out of what linking remembers, until they are linked again."""
    own = select(tellings.c.number).where(tellings.c.report.in_(numbers))
    connection.execute(delete(telling_keys).where(telling_keys.c.telling.in_(own)))
    connection.execute(update(tellings).where(tellings.c.report.in_(numbers)).values(terms=""))
    told = select(texts.c.number).where(texts.c.report.in_(numbers))
    connection.execute(delete(text_keys).where(text_keys.c.text.in_(told)))


def _stored_at(claim: Claim, reading: Reading, places: Mapping[str, int]) -> dict[str, Any]:
    """Where the row of a claim is: among those extracted, or, where a person changed or added it, here."""
    position = places.get(claim.id)
    if position is None:
        return {"extraction": None, "position": None, "row": claim_text(claim)}
    own = None if reading.extracted[position] == claim else claim_text(claim)
    return {"extraction": reading.extraction, "position": position, "row": own}


def _columns(claim: Claim) -> dict[str, Any]:
    """What a claim is filtered by without its names."""
    when = claim.when
    return {
        "id": claim.id,
        "kind": claim.kind,
        "first_day": when and (when.first or when.last),
        "last_day": when and (when.last or when.first),
        "sureness": -len(claim.doubts),
        "state": claim.state,
        "interest": claim.source.interest if claim.source else "unknown",
    }


def _is_open(claim: Claim, after: Ruled) -> bool:
    """Does it still wait for a person's verdict?"""
    ruling = after.rulings.get(claim.id)
    return ruling is None or ruling.verdict is None


def _weights(connection: Connection, about: Iterable[Claim]) -> Mapping[str, float]:
    """How far claims moved figures when they were weighed last."""
    wanted = [claim.id for claim in about]
    chosen = select(weights.c.claim, func.max(weights.c.weight)).group_by(weights.c.claim)
    some = (wanted[first : first + _AT_A_TIME] for first in range(0, len(wanted), _AT_A_TIME))
    return {
        claim: weight
        for ids in some
        for claim, weight in connection.execute(chosen.where(weights.c.claim.in_(ids)))
    }


def _placed(numbered: Mapping[int, Claim]) -> Iterator[dict[str, Any]]:
    for number, claim in numbered.items():
        for position, place in enumerate(claim.where):
            yield {
                "standing": number, "position": position, "place": _one_place(place), "text": place.text,
                "name": place.name, "latitude": place.latitude, "longitude": place.longitude,
                "country": place.country, "admin1": place.admin1, "admin2": place.admin2,
                "precision": place.precision, "geonames_id": place.geonames_id, "value": claim.quantity.value,
            }  # fmt: skip


def _one_place(place: Place) -> str:
    """What two claims of one place share: its number in GeoNames, else its name, and where that is known."""
    if place.geonames_id is not None:
        return str(place.geonames_id)
    return "|".join((folded_name(place.name or place.text), place.country or "", place.admin1 or ""))


def _named(numbered: Mapping[int, Claim], report: Report) -> Iterator[dict[str, Any]]:
    for number, claim in numbered.items():
        for slot, name in sorted(names_of(claim, report)):
            yield {"slot": slot, "name": name, "standing": number}


def _worded(numbered: Mapping[int, Claim]) -> dict[int, list[str]]:
    return {number: words_of(claim.evidence.text) for number, claim in numbered.items()}
