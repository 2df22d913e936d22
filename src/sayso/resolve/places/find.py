"""Every place a report names, with what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.knowledge.gazetteer import Entry, Gazetteer, open_gazetteer
from sayso.knowledge.gazetteer.words import PlaceWords, load_place_words
from sayso.lexicon import Reading
from sayso.records import Place
from sayso.resolve.places.choose import Resolved, choose, is_placed
from sayso.resolve.places.evidence import weighed
from sayso.resolve.places.toponym import Toponym
from sayso.resolve.places.toponyms import find_toponyms


@dataclass(frozen=True, slots=True)
class Sighting:
    """A toponym, what its name is, and the record of both."""

    name: Toponym
    resolved: Resolved
    place: Place


def find_places(reading: Reading, gazetteer: Gazetteer | None = None) -> tuple[Place, ...]:
    """Every place name of a report in the order of its text, also those outside claims.

    "Shelling in eastern Aleppo" has one: text "eastern Aleppo", name "Aleppo", precision town. An adjective
    or a people ("Israeli") is given as its country. A name that nothing is known of has no `name`.
    """
    return tuple(sighting.place for sighting in sightings(reading, gazetteer))


def sightings(reading: Reading, gazetteer: Gazetteer | None = None) -> list[Sighting]:
    """The toponyms of a report with what they are."""
    gazetteer = gazetteer or open_gazetteer()
    words = load_place_words(reading.lexicon.language)
    found, persons = find_toponyms(reading, gazetteer, words)
    names = weighed(reading, found, persons, words)
    resolved = choose(reading, names, gazetteer, _countries(gazetteer, words), words)
    return [
        Sighting(name, resolved[name.sense], record_of(reading, name, resolved[name.sense].entry))
        for name in names
        if not resolved[name.sense].stray or is_placed(name)
    ]


@cache
def _countries(gazetteer: Gazetteer, words: PlaceWords) -> dict[str, Entry]:
    """The countries that have a demonym."""
    wanted = frozenset(words.demonyms.values())
    return {
        entry.country: entry
        for table in gazetteer.tables
        for entry in table.countries()
        if entry.country in wanted
    }


def record_of(reading: Reading, name: Toponym, entry: Entry | None) -> Place:
    """The record of a name as said."""
    quote = reading.quote(name.begin, name.end)
    if entry is None:
        return Place(quote.text, quote.start, quote.end)
    precision = "area" if name.direction and entry.level in ("country", "province") else entry.level
    return Place(
        quote.text, quote.start, quote.end, entry.name, entry.latitude, entry.longitude, entry.country,
        entry.name if entry.level == "province" else entry.admin1, entry.admin2, precision, entry.geonames_id,
    )  # fmt: skip


def place_rows(reading: Reading, gazetteer: Gazetteer | None = None) -> Iterator[dict[str, Any]]:
    """One row a place name, as `sayso inspect --layer places` prints it."""
    for place in find_places(reading, gazetteer):
        yield {
            "document": reading.report.id, "start": place.start, "end": place.end, "text": place.text,
            "name": place.name, "latitude": place.latitude, "longitude": place.longitude,
            "country": place.country, "admin1": place.admin1, "precision": place.precision,
            "geonames_id": place.geonames_id,
        }  # fmt: skip
