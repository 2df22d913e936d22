"""Words that typesetting ran together or parted are read; words of ordinary text stay whole."""

from __future__ import annotations

import hashlib

import pytest

from sayso.extract import count
from sayso.pipeline import look
from sayso.records import Report

CUT = [
    ("weredisplaced", ["were", "displaced"]),
    ("displacedabout", ["displaced", "about"]),
    ("familieshave", ["families", "have"]),
    ("evacuatedto", ["evacuated", "to"]),
    ("fledMarawi", ["fled", "Marawi"]),
    ("around1,500", ["around", "1,500"]),
    ("fami-lies", ["fami-lies"]),
]
WHOLE = [
    "Newcastle",
    "furthermore",
    "bulletin",
    "thousand",
    "husband",
    "covid19",
    "M4",
    "slaughterhouses",
    "iPhone",
]

COUNTED = [
    ("On Monday 40 fami-lies weredisplaced by the storm.", [("displaced", 40)]),
    ("The storm displacedabout  2,300  people in the bay.", [("displaced", 2300)]),
    ("Fighting forced around1,500 people out of their homes.", [("displaced", 1500)]),
    ("In all 120 families (about 600 people) were displaced.", [("displaced", 120), ("displaced", 600)]),
    ("Some 900 people (including 200 children) were evacuated.", [("evacuated", 900), ("evacuated", 200)]),
    ("About 7,000 people were pre-emptively evacuated.", [("evacuated", 7000)]),
]


def read(text: str) -> Report:
    return Report("mend", text, hashlib.sha256(text.encode()).hexdigest(), None, None)


@pytest.mark.parametrize(("text", "expected"), [*CUT, *((word, [word]) for word in WHOLE)])
def test_words_are_cut_only_where_two_of_the_lexicon_meet(text: str, expected: list[str]) -> None:
    reading = look(read(f"There {text} again."))
    found = list(reading.surface[1:-2])
    assert found == expected


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_numbers_of_broken_text_are_counted(text: str, expected: list[tuple[str, int]]) -> None:
    found = count(look(read(text)))
    assert [(item.kind, item.quantity.value) for item in found] == expected
    assert all(text[item.quantity.start : item.quantity.end] == item.quantity.text for item in found)


def test_a_joined_word_keeps_its_place_in_the_text() -> None:
    reading = look(read("The fami-lies fled."))
    index = reading.words.index("families")
    assert (reading.starts[index], reading.ends[index], reading.surface[index]) == (4, 13, "fami-lies")
