"""The place that a name means where nothing is known but the country and the divisions it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from sayso.knowledge.gazetteer.gazetteer import Gazetteer, open_gazetteer
from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.gazetteer.own import country_codes
from sayso.knowledge.gazetteer.table import Entry, Level
from sayso.records import Doubt, Place, Quote

SHOWN: Final = 3  # as many other places are named in a doubt
# A name alone rather means the town than the district around it.
_FIRST: Final[Sequence[Level]] = ("country", "town", "point", "province", "district", "area")


def place_named(
    quote: Quote, within: Sequence[str] = (), country: str | None = None, gazetteer: Gazetteer | None = None
) -> tuple[Place, tuple[Doubt, ...]]:
    """The place of a name, and what is doubtful about it; unresolved where the gazetteer has none that fits.

    >>> place_named(Quote("Loikaw", 0, 6), ["Kayah State"], "Myanmar")[0].geonames_id
    1309793

    Of several places the one in most of the divisions is meant, then the most populous.
    """
    gazetteer = gazetteer or open_gazetteer()
    code = code_of(country) if country else None
    key = fold(quote.text)
    known = gazetteer.lookup([key]).get(key, ())
    fitting = [entry for entry in known if code is None or entry.country == code]
    if not fitting:
        alike = gazetteer.alike(quote.text, frozenset([code] if code else ()))
        nearest = [_told(entry) for _, entry in alike]
        near = f"; nearest: {'; '.join(nearest[:SHOWN])}" if nearest else ""
        where = f" of {country}" if known else ""
        unknown = Doubt("where", f"{quote.text!r} is in no gazetteer{where}{near}")
        return Place(quote.text, quote.start, quote.end, country=code), (unknown,)
    wanted = {fold(division) for division in within}
    most = max(_matches(entry, wanted) for entry in fitting)
    meant = [entry for entry in fitting if _matches(entry, wanted) == most]
    here = [each for each in meant if _division(each) == _division(meant[0])]
    entry = min(here, key=lambda each: (fold(each.name) != key, _FIRST.index(each.level)))
    place = Place(
        quote.text, quote.start, quote.end, entry.name, entry.latitude, entry.longitude, *_division(entry),
        entry.admin2, entry.level, entry.geonames_id,
    )  # fmt: skip
    others = [each for each in meant if _division(each) != _division(meant[0])]
    if not others:
        return place, ()
    told = "; ".join(_told(each) for each in others[:SHOWN])
    return place, (Doubt("where", f"{quote.text!r} is the likeliest of several places; others: {told}"),)


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for name, code in country_codes().items()}


def code_of(country: str) -> str | None:
    """The two-letter code of a country by name or code; None for what is none.

    >>> code_of("Myanmar"), code_of("MMR"), code_of("Atlantis")
    ('MM', 'MM', None)
    """
    return _codes().get(fold(country))


def _matches(entry: Entry, wanted: set[str]) -> int:
    return len(wanted & {fold(each) for each in (entry.admin1, entry.admin2) if each})


def _division(entry: Entry) -> tuple[str | None, str | None]:
    """Country and province; a province's own name stands for it."""
    return entry.country, entry.name if entry.level == "province" else entry.admin1


def _told(entry: Entry) -> str:
    return ", ".join(each for each in (entry.name, entry.admin1, entry.country) if each)
