"""The parties of whom, by and source, and the interest that follows from their sides."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from sayso.knowledge.parties import open_parties
from sayso.lexicon import Reading, annotate, load
from sayso.records import (
    Attribution,
    Claim,
    Doer,
    Harmed,
    HarmedClass,
    Kind,
    Place,
    Quantity,
    Quote,
    Report,
    Stance,
)
from sayso.resolve.parties import mentioned_parties, parties_of, resolve_parties, unknown_bodies
from sayso.segment import segment


def read(text: str, day: date | None = None) -> Reading:
    report = Report("r", text, hashlib.sha256(text.encode()).hexdigest(), published=day or date(2023, 11, 21))
    return annotate(report, segment(report, load()), load())


def claim(
    text: str, whom: str, harmed_class: HarmedClass, by: str | None, source: str | None, kind: Kind = "killed",
    stance: Stance = "said",
) -> Claim:  # fmt: skip
    """A claim whose words are looked up in the text; its quantity is the first word."""
    number = text.split(maxsplit=1)[0]

    def at(words: str) -> tuple[str, int, int]:
        start = text.index(words)
        return words, start, start + len(words)

    return Claim(
        "r", "id", kind, Quantity(number, 0, len(number), 12, "exact"), Quote(text, 0, len(text)),
        whom=Harmed(*at(whom), harmed_class), by=Doer(*at(by)) if by else None,
        source=Attribution(*at(source), stance=stance) if source else None,
    )  # fmt: skip


INTERESTS = [
    ("12 junta troops were killed in Loikaw, KNDF said.", "junta troops", "combatant", None, "KNDF", "enemy_loss"),
    ("12 junta troops were killed in Loikaw, the Tatmadaw said.", "junta troops", "combatant", None, "Tatmadaw", "own_loss"),
    ("12 villagers were killed by regime forces in Loikaw, KNDF said.", "villagers", "civilian", "regime forces", "KNDF",
     "enemy_harm_to_civilians"),
    ("12 villagers were killed by regime forces in Loikaw, the junta said.", "villagers", "civilian", "regime forces", "junta",
     "own_harm_to_civilians"),
    ("12 villagers were killed by regime forces in Loikaw, OCHA said.", "villagers", "civilian", "regime forces", "OCHA",
     "third_party"),
    ("12 villagers were killed in Loikaw, KNDF said.", "villagers", "civilian", None, "KNDF", "unknown"),
    ("12 Russian drones were shot down, the Ukrainian air force said.", "Russian drones", "object", None,
     "Ukrainian air force", "enemy_loss"),
    ("12 soldiers fell in Donetsk to Ukrainian fire, the Russian Defence Ministry said.", "soldiers", "combatant",
     "Ukrainian", "Russian Defence Ministry", "own_loss"),
    ("12 strikes by the enemy killed soldiers near Kharkiv in Ukraine, the Ukrainian General Staff said.", "soldiers", "combatant",
     "enemy", "Ukrainian General Staff", "own_loss"),
    ("12 people were killed in Loikaw, Karim Odal said.", "people", "unclear", None, "Karim Odal", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whom", "harmed", "by", "source", "expected"), INTERESTS)
def test_interest(
    text: str, whom: str, harmed: HarmedClass, by: str | None, source: str, expected: str
) -> None:
    (resolved,) = resolve_parties(read(text), [claim(text, whom, harmed, by, source)])
    assert resolved.source is not None
    assert resolved.source.interest == expected


def test_parties_are_set_and_unknown_bodies_counted() -> None:
    text = "12 junta troops were killed in Loikaw by Blue Lanterns, KNDF said."
    (resolved,) = resolve_parties(
        read(text), [claim(text, "junta troops", "combatant", "Blue Lanterns", "KNDF")]
    )
    assert resolved.whom and resolved.whom.party == "Myanmar Armed Forces"
    assert resolved.source and resolved.source.party == "Karenni Nationalities Defence Force"
    assert resolved.by and resolved.by.party is None
    assert unknown_bodies([resolved]) == {"Blue Lanterns": 1}


@pytest.mark.parametrize(
    "text",
    ["KNDF chairman Soe Lin said 12 soldiers surrendered.", "Soe Lin, chairman of the KNDF, said 12 soldiers surrendered."],
)  # fmt: skip
def test_a_person_speaks_for_the_body_of_his_title(text: str) -> None:
    start = text.index("Soe Lin")
    (party,) = parties_of(read(text), [Attribution("Soe Lin", start, start + 7)])
    assert party is not None
    assert party.name == "Karenni Nationalities Defence Force"


def test_a_short_word_means_the_only_body_of_that_head() -> None:
    text = (
        "12 people died in Kyiv. The Russian Defence Ministry denied it. The ministry said 12 soldiers died."
    )
    start = text.index("ministry said")
    (party,) = parties_of(read(text), [Attribution("ministry", start, start + 8)])
    assert party is not None
    assert party.name == "Ministry of Defence of Russia"


@pytest.mark.parametrize("whom", ["people", "persons"])
def test_persons_are_no_short_name_of_a_body(whom: str) -> None:
    text = f"12 {whom} were killed in Loikaw. The People's Defence Force (PDF) held the town."
    (resolved,) = resolve_parties(read(text), [claim(text, whom, "unclear", None, None)])
    assert resolved.whom and resolved.whom.party is None


def test_civilians_and_soldiers_of_a_state_are_told_apart() -> None:
    text = "12 Israeli women were killed near Gaza, Hamas said."
    (resolved,) = resolve_parties(read(text), [claim(text, "Israeli women", "civilian", None, "Hamas")])
    assert resolved.whom and resolved.whom.party == "Civilians of Israel"


def test_mentions_stand_in_the_order_of_the_text() -> None:
    text = "The junta's jets bombed Loikaw, the Karenni Human Rights Group said; KNDF fighters shot back."
    reading = read(text)
    found = [
        (reading.quote(first, last).text, party.name) for first, last, party in mentioned_parties(reading)
    ]
    assert found == [
        ("junta", "State Administration Council"),
        ("Karenni Human Rights Group", "Karenni Human Rights Group"),
        ("KNDF", "Karenni Nationalities Defence Force"),
    ]


OFFICES = [
    ("9 people died in Kharkiv, Interior Minister Pavlo Zorenko said.", "Pavlo Zorenko", "Ukraine"),
    ("9 people died in Kharkiv. The head of the region, Pavlo Zorenko, said so.", "Pavlo Zorenko", "Ukraine"),
    ("9 people died in Kharkiv, said Pavlo Zorenko, who heads the regional police.", "Pavlo Zorenko", "Ukraine"),
    ("9 people died in Kharkiv, local authorities said.", "local authorities", "Ukraine"),
    ("9 people died in Kharkiv, local officials said.", "local officials", "Ukraine"),
    ("9 people died in Kharkiv, factory officials said.", "factory officials", None),
    ("9 people died in Kharkiv, the founder of the Karenni Human Rights Group (KnHRG), U Zorenko, said.", "U Zorenko",
     "Karenni Human Rights Group"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "party"), OFFICES)
def test_whoever_holds_an_office_speaks_for_the_state(text: str, speaker: str, party: str | None) -> None:
    at = text.index("Kharkiv")
    place = Place("Kharkiv", at, at + 7, "Kharkiv", country="UA")
    told = replace(claim(text, "people", "unclear", None, speaker), where=(place,))
    (found,) = resolve_parties(read(f"{text} Russian forces shell Ukraine daily."), [told])
    assert found.source is not None
    assert found.source.party == party


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("UA", date(2023, 10, 5), "Ukraine"),
        ("PS", date(2023, 10, 5), None),  # Ramallah's and Gaza's
        ("MM", date(2023, 10, 5), None),
        ("AF", date(2023, 10, 5), "Islamic Emirate of Afghanistan"),
        ("XX", None, None),
    ],
)
def test_a_country_has_one_administration_or_none_is_told(
    country: str, day: date | None, name: str | None
) -> None:
    found = open_parties().administration(country, day)
    assert (found.name if found else None) == name
