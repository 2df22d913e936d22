"""Place names found and resolved, and claims placed: tables of our own sentences."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract import Counted, combine
from sayso.pipeline import look
from sayso.records import Quantity, Report
from sayso.resolve.places import find_places, resolve_places
from sayso.resolve.places.find import place_rows

HERE = Path(__file__).parent


def rows(name: str) -> list[dict]:
    """The cases of a table."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def report_of(text: str) -> Report:
    """A report of a text alone."""
    return Report("case", text, hashlib.sha256(text.encode()).hexdigest())


@pytest.mark.parametrize("case", rows("names.jsonl"), ids=lambda case: case["text"][:40])
def test_names_are_found_and_resolved(case: dict) -> None:
    """Text, name, country and precision of every place; where `some` is set, of these among others."""
    found = [
        [place.text, place.name, place.country, place.precision]
        for place in find_places(look(report_of(case["text"])))
    ]
    if case.get("some"):
        assert all(place in found for place in case["places"]), found
    else:
        assert found == case["places"]


@pytest.mark.parametrize("case", rows("where.jsonl"), ids=lambda case: case["text"][:40])
def test_claims_are_placed(case: dict) -> None:
    """Where each count in square brackets is placed."""
    text, counts = case["text"].replace("[", "").replace("]", ""), []
    reading = look(report_of(text))
    for number, found in enumerate(re.finditer(r"\[(.+?)\]", case["text"])):
        start = found.start() - 2 * number
        end = start + len(found[1])
        first, last = reading.token_at(start), reading.token_at(end - 1) + 1
        counts.append(Counted("killed", first, last, Quantity(text[start:end], start, end, 2, "exact"), None))
    placed = resolve_places(reading, combine(reading, counts))
    assert [[place.text for place in claim.where] for claim in placed] == case["where"]
    assert all(any(rule.startswith("where.") for rule in claim.rules) for claim in placed)


def test_an_unknown_place_stays_as_said_with_a_doubt_and_the_nearest_names() -> None:
    """Nothing is guessed silently."""
    reading = look(report_of("Three men were killed in the village of Qwerbala on Monday."))
    claim = resolve_places(reading, combine(reading, [_count(reading, "Three")]))[0]
    assert [(place.text, place.name) for place in claim.where] == [("Qwerbala", None)]
    assert "'Qwerbala' is in no gazetteer; nearest: Karbala" in claim.doubts[-1].reason


def _count(reading, quote: str) -> Counted:
    start = reading.report.text.index(quote)
    first = reading.token_at(start)
    return Counted("killed", first, first + 1, Quantity(quote, start, start + len(quote), 3, "exact"), None)


def test_the_layer_has_the_columns_it_promises() -> None:
    """One row a place, offsets that cut out its text."""
    text = "Shelling of Loikaw went on."
    (row,) = place_rows(look(report_of(text)))
    assert list(row) == [
        "document", "start", "end", "text", "name", "latitude", "longitude", "country", "admin1", "precision", "geonames_id",
    ]  # fmt: skip
    assert text[row["start"] : row["end"]] == row["text"] == "Loikaw"
    assert (row["country"], row["admin1"], row["geonames_id"]) == ("MM", "Kayah State", 1313479)


WORDS = st.sampled_from(
    [
        "Aleppo",
        "al-Bab",
        "the",
        "in",
        ",",
        "and",
        "of",
        "St.",
        "US",
        "Gaza",
        "’s",
        "'",
        "-",
        "(",
        "Paris",
        "Texas",
        "killed",
        "12",
        "Mr.",
        "north-east",
        "Deir",
        "ez-Zor",
        "\n",
        "é",
        "Ålesund",
        "N.Y.",
    ]
)


@given(st.lists(WORDS, max_size=30))
def test_offsets_cut_out_the_text_whatever_the_report(pieces: list[str]) -> None:
    """Whatever capitals and joints stand side by side."""
    text = " ".join(pieces).replace(" - ", "-").replace(" ’s", "’s")
    for place in find_places(look(report_of(text))):
        assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "text",
    ["Al-" * 3000, "Aleppo " * 3000, "Aleppo, " * 2000, "A'" * 3000, "in Gaza and " * 1500, "St. " * 3000],
)
def test_hostile_text_is_read(text: str) -> None:
    """Long runs of what names are made of come to an end."""
    find_places(look(report_of(text)))
