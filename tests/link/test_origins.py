"""Whose word a claim is: speakers, agencies, copies; copies never raise the count; order never matters."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sayso.link.copies import COPIED, copy_keys, sequences, shared
from sayso.link.origins import Origins
from sayso.link.voices import own_voice
from sayso.records import Claim, Report

from .made import claim, report

SENTENCE = (
    "A shell fell among traders on the square of Arden on market day and killed nine of them on the spot"
)
LONG = " ".join(
    f"{SENTENCE}. In the {word} quarter of the town people ran for the cellars while {word} smoke rose."
    for word in ("old", "northern", "river", "mill", "harbour", "weavers")
)

OWN = [
    ("Daily Lantern", "ARDEN, Nov. 14 (Reuters) - A shell fell.", "Reuters", "credit"),
    ("Daily Lantern", "By Associated Press\nA shell fell.\nPeople ran.", "Associated Press", "credit"),
    (
        "Daily Lantern",
        "A shell fell.\nPeople ran.\nNight came.\nDay came.\nSource: AFP",
        "Agence France-Presse",
        "credit",
    ),
    ("Daily Lantern", "A shell fell, Reuters reported from the town that day.", "Daily Lantern", "outlet"),
    ("Reuters", "ARDEN, Nov. 14 (Reuters) - A shell fell.", "Reuters", "outlet"),
    ("Harbour Times", "A shell fell.", "Harbour Times", "outlet"),
    (
        "Karenni Nationalities Defense Force (news release)",
        "We won.",
        "Karenni Nationalities Defence Force",
        "outlet",
    ),
]

SPOKEN = [
    ({"by_whom": "police", "party": "National Police of Ukraine"}, "Ukraine"),
    ({"by_whom": "Gaza's health ministry", "party": "Gaza Health Ministry"}, "Gaza Health Ministry"),
    ({"by_whom": "The Mayor of Arden"}, "mayor of Arden"),
    ({"by_whom": "Local rescuers"}, "local rescuers"),
    ({"by_whom": "a resident", "party": "Residents"}, "one daily"),
    ({"by_whom": "a resident", "party": "Residents", "chain": ("AFP",)}, "Agence France-Presse"),
    ({}, "one daily"),
]


@pytest.mark.parametrize(("outlet", "text", "name", "kind"), OWN, ids=range(len(OWN)))
def test_a_report_is_its_outlets_word_or_the_agencys_it_credits(
    outlet: str, text: str, name: str, kind: str
) -> None:
    voice = own_voice(report("one", text, outlet=outlet))
    assert (voice.name, voice.kind) == (name, kind)


@pytest.mark.parametrize(("told", "name"), SPOKEN, ids=range(len(SPOKEN)))
def test_a_claim_is_the_word_of_whom_it_quotes(told: dict[str, object], name: str) -> None:
    origins = Origins()
    said = claim("one", 9, **told)
    origins.add(report("one"), [said])
    assert origins.trace("one", said.id).voice == name


def test_a_speaker_is_one_by_surname_and_by_initials() -> None:
    origins = Origins()
    told = [
        claim("one", 9, 0, by_whom="Anders Lindgren"),
        claim("one", 8, 10, by_whom="Lindgren"),
        claim("one", 7, 20, by_whom="Arden Relief Committee"),
        claim("one", 6, 30, by_whom="ARC"),
    ]
    origins.add(report("one"), told)
    assert {origin.name for origin in origins.origins()} == {"Anders Lindgren", "Arden Relief Committee"}


def test_a_sentence_told_again_is_the_word_of_who_told_it_first() -> None:
    origins = Origins()
    first = claim("first", 9, said=f"{SENTENCE}, police said.", by_whom="police")
    again = claim("again", 9, said=f"{SENTENCE}.")
    origins.add(report("again", day="2023-11-16"), [again])
    origins.add(report("first", day="2023-11-15"), [first])
    assert origins.trace("again", again.id) == ("police", "repeats a sentence of first, which quotes police")
    [origin] = origins.origins()
    assert origin.claims == (("first", first.id), ("again", again.id))


def test_another_number_in_like_words_is_another_word() -> None:
    origins = Origins()
    origins.add(report("one"), [claim("one", 9, said=f"{SENTENCE}.")])
    origins.add(report("two"), [claim("two", 8, said=f"{SENTENCE}.")])
    assert len(origins.origins()) == 2


def test_a_text_printed_by_another_outlet_stays_the_first_ones() -> None:
    origins = Origins()
    said = claim("copy", 3, said="Three died.")
    origins.add(report("first", LONG, "2023-11-14"), [claim("first", 3, said="Three died.")])
    origins.add(report("copy", f"Local note. {LONG}", "2023-11-15"), [said])
    voice, reason = origins.trace("copy", said.id)
    assert voice == "first daily"
    assert reason.startswith(
        "is in the words of first (100% of the shorter text), which is the word of first daily"
    )


def test_a_copy_that_credits_the_agency_tells_whose_all_copies_are() -> None:
    origins = Origins()
    first = claim("first", 3, said="Three died.")
    origins.add(report("first", LONG, "2023-11-14"), [first])
    origins.add(
        report("copy", f"ARDEN (Reuters) - {LONG}", "2023-11-15"), [claim("copy", 3, said="Three died.")]
    )
    assert [origin.name for origin in origins.origins()] == ["Reuters"]
    assert origins.trace("first", first.id).reason.endswith("credits Reuters")


NUMBERS = [
    ("the same number without a source", 110, {"where": ("Arden",)}, 1),
    ("in a town of the same region", 110, {"where": ("Brackwater",)}, 1),
    ("in another region", 110, {"where": ("Colm",)}, 2),
    ("a number that is often the same by chance", 9, {"where": ("Arden",)}, 2),
    ("of a source of its own", 110, {"where": ("Arden",), "by_whom": "Arden hospital"}, 2),
]


@pytest.mark.parametrize(
    ("value", "told", "count"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS]
)
def test_a_number_without_a_source_is_of_who_told_it_before(
    value: int, told: dict[str, object], count: int
) -> None:
    origins = Origins()
    origins.add(report("one"), [claim("one", value, where=("Arden",), by_whom="police")])
    origins.add(report("two", day="2023-11-20"), [claim("two", value, **told)])
    assert len(origins.origins()) == count


def test_a_number_told_again_says_who_told_it_before() -> None:
    origins = Origins()
    for name, day in (("one", "2023-11-14"), ("two", "2023-11-20")):
        origins.add(report(name, day=day), [claim(name, 110, where=("Arden",), by_whom="police")])
    [origin] = origins.origins()
    assert origin.reasons == ("quotes police", "quotes police; one told the number before")


def test_what_is_taken_out_leaves_no_trace() -> None:
    origins = Origins()
    rest = claim("rest", 9, said=f"{SENTENCE}.")
    assert origins.add(report("rest", day="2023-11-16"), [rest]) == {"rest"}
    gone = claim("gone", 9, said=f"{SENTENCE}.")
    assert origins.add(report("gone", day="2023-11-14"), [gone]) == {"rest", "gone"}
    assert origins.trace("rest", rest.id).voice == "gone daily"
    assert origins.remove("gone") == {"rest"}
    assert origins.trace("rest", rest.id).voice == "rest daily"
    assert origins.remove("never was") == set()
    assert origins.origins([("gone", gone.id)]) == ()


def test_a_report_added_twice_changes_nothing() -> None:
    origins = Origins()
    for _ in range(2):
        origins.add(report("one", LONG), [claim("one", 9, said=f"{SENTENCE}.")])
    assert len(origins.origins()) == 1


def test_a_short_turn_of_speech_is_nobodys_copy() -> None:
    assert not sequences("Nine people were killed on Monday, police said.")
    assert not copy_keys(frozenset())
    assert shared(frozenset(), sequences(SENTENCE)) == 0.0


WORDS = [f"word{number}" for number in range(60)]


@given(some.lists(some.sampled_from(WORDS), min_size=40, max_size=80), some.integers(0, 8))
def test_copies_share_a_key(words: list[str], left_out: int) -> None:
    one, other = sequences(" ".join(words)), sequences(" ".join(words[left_out:]))
    assert shared(one, other) > COPIED
    assert copy_keys(one) & copy_keys(other)


def world(seed: int) -> list[tuple[Report, list[Claim]]]:
    """Twelve reports: some quote, some copy, some credit, and many give the same numbers."""
    chance = random.Random(seed)
    made = []
    for number in range(12):
        name = f"r{number:02}"
        text = chance.choice([LONG, f"ARDEN (AFP) - {LONG}", f"Number {number}."])
        speaker = chance.choice([None, "police", "the mayor"])
        said = chance.choice([f"{SENTENCE}.", "Some died."])
        told = claim(name, chance.choice([9, 110]), said=said, by_whom=speaker, where=("Arden",))
        made.append((report(name, text, f"2023-11-{14 + number % 3}"), [told]))
    return made


@pytest.mark.parametrize("seed", range(20))
def test_origins_do_not_depend_on_the_order_of_arrival(seed: int) -> None:
    made = world(seed)
    forward, shuffled = Origins(), Origins()
    for each in made:
        forward.add(*each)
    random.Random(seed + 100).shuffle(made)
    for each in [*made, *made[:3]]:
        shuffled.add(*each)
    assert forward.origins() == shuffled.origins()


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_never_raises_the_count(seed: int) -> None:
    made = world(seed)
    origins = Origins()
    for each in made:
        origins.add(*each)
    before = len(origins.origins())
    copied = random.Random(seed).choice(made)[1][0]
    text = next(each.text for each, told in made if told[0] is copied)
    said = copied.evidence.text
    spoken = copied.source.text if copied.source else None
    again = claim("zz", int(copied.quantity.value), said=said, by_whom=spoken, where=("Arden",))
    if len(text) > len(SENTENCE) or len(said) > len(SENTENCE) or spoken:
        origins.add(report("zz", text, "2023-11-18"), [again])
        assert len(origins.origins()) <= before


def test_a_report_costs_what_its_likes_cost() -> None:
    """Steps of adding one report do not grow with the ledger."""
    costs = []
    for size in (20, 200):
        origins = Origins()
        for number in range(size):
            words = " ".join(f"w{number}x{at}" for at in range(40))
            origins.add(
                report(f"r{number}", words), [claim(f"r{number}", 11, said=words, by_whom=f"S{number}")]
            )
        before = origins.steps
        origins.add(report("new", LONG), [claim("new", 9, said=SENTENCE)])
        costs.append(origins.steps - before)
    assert costs[0] == costs[1]
