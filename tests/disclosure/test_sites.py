"""Where sensitive sites are found, and what is told of a place that one is at."""

from __future__ import annotations

import hashlib

import pytest

from sayso.disclosure import Disclosure
from sayso.disclosure.sites import find_sites
from sayso.disclosure.tokens import tokens
from sayso.disclosure.words import load_person_words
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.records import Claim, Place, Quantity, Quote, Report

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A shell hit a shelter in Htee Poe.", ["Htee Poe"]),
        ("An air strike on the Al-Karamra Hospital killed 20.", ["Al-Karamra"]),
        ("They fled to the Doungankha displacement camp.", ["Doungankha"]),
        ("They fled to a camp for displaced people near Pruso.", ["Pruso"]),
        ("In Demoso, a clinic was hit.", ["Demoso"]),
        ("The evacuation route from Sartana through Talakivka was shelled.", ["Sartana", "Talakivka"]),
        ("Families were sheltering in the monastery at Bavlakhe.", ["Bavlakhe"]),
        ("A school in Htee Poe where displaced families sheltered burned.", ["Htee Poe"]),
        # The division may be told, and what is no such site.
        ("A shelter in Kayah State was hit.", []),
        ("Camps in Bangladesh are full.", []),
        ("Soldiers left the military camp in Htee Poe.", []),
        ("A school in Htee Poe reopened.", []),
        ("A supply route from Sartana was cut.", []),
        ("The army moved to shelter troops in Htee Poe.", []),
        ("Doctors at the hospital said so. Monday was calm.", []),
    ],
)  # fmt: skip
def test_which_words_tell_where_a_site_is(text: str, named: list[str]) -> None:
    found = find_sites(tokens(text), load_person_words(), open_gazetteer())
    assert [text[first:last] for first, last in found.spans] == named


def _claim(text: str, place: Place) -> tuple[Report, Claim]:
    report = Report("a", text, hashlib.sha256(text.encode()).hexdigest())
    return report, Claim(
        "a", "0" * 16, "killed", Quantity("12", text.index("12"), text.index("12") + 2, 12, "exact"),
        Quote(text, 0, len(text)), where=(place,),
    )  # fmt: skip


def _place(text: str, words: str, **known: object) -> Place:
    start = text.index(words)
    found = Place(
        words,
        start,
        start + len(words),
        words,
        19.55,
        97.1,
        "MM",
        "Kayah State",
        "Loikaw District",
        "town",
        7,
    )
    return found if not known else Place(words, start, start + len(words), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells killed 12 people in a shelter in Demoso on Monday.", "Demoso"),
        ("Shells killed 12 people in Demoso on Monday when they hit a hospital.", "Demoso"),
        ("At a camp for displaced people near Demoso, 12 people were killed.", "Demoso"),
    ],
)
def test_a_place_of_a_site_is_told_as_its_division(text: str, words: str) -> None:
    report, claim = _claim(text, _place(text, words))
    told = Disclosure(KEY).claim(report, claim)
    assert told.value is not None
    (place,) = told.value.where
    assert (place.name, place.precision, place.country, place.admin1) == (
        "Loikaw District",
        "district",
        "MM",
        "Kayah State",
    )
    assert (place.latitude, place.longitude, place.geonames_id) == (None, None, None)
    assert (place.start, place.end) == (claim.where[0].start, claim.where[0].end)
    assert "where" in told.changed


def test_a_place_where_the_wounded_were_taken_from_keeps_its_position() -> None:
    text = "Shells killed 12 people in Demoso; the wounded were taken to hospital."
    report, claim = _claim(text, _place(text, "Demoso"))
    told = Disclosure(KEY).claim(report, claim)
    assert told.value == claim
    assert told.withheld == ()


def test_a_division_is_told_as_it_is() -> None:
    text = "Shells killed 12 people in a shelter in Kayah State."
    place = _place(
        text,
        "Kayah State",
        name="Kayah State",
        latitude=19.6,
        longitude=97.2,
        country="MM",
        precision="province",
    )
    report, claim = _claim(text, place)
    assert Disclosure(KEY).claim(report, claim).value == claim
