"""Which found claims tell which annotated ones, which slots are right, and what figures that makes."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest

from sayso.evaluate import AnnotatedReport, Annotation, Comparison, by_kind, compare, counts, figures
from sayso.records import Attribution, Claim, Doer, Harmed, Period, Place, Quantity, Quote, Report

TEXT = (
    "The Lakeside Monitor said 12 soldiers were killed in Arden on Monday. Rebels had shelled the barracks. "
    "Three of the dead were officers. Some 40 families fled the town. "
    "The army spoke of a great battle, of long queues at the wells and of a night without any sleep. "
    "Later the Monitor told reporters again that twelve soldiers were killed."
)


def quantity(quote: str, value: int | None = None, **fields: Any) -> Quantity:
    start = TEXT.index(quote)
    number = value if value is not None else int(quote.rsplit(maxsplit=1)[-1])
    return Quantity(quote, start, start + len(quote), number, fields.pop("hedge", "exact"), **fields)


def annotated(kind: str, said: Quantity, name: str = "c1", **slots: Any) -> Annotation:
    slots = {
        "whom": None, "harmed_class": "unclear", "by": None, "means": None, "where": (), "when": None,
        "source": None, "part_of": None, "incident": None, **slots,
    }  # fmt: skip
    return Annotation(name, kind, said, **slots)  # type: ignore[arg-type]


def claim(kind: str, said: Quantity, name: str = "f1", **slots: Any) -> Claim:
    for slot, build in (("whom", harmed), ("by", doer), ("source", speaker)):
        if isinstance(slots.get(slot), str):
            slots[slot] = build(slots[slot])
    slots["where"] = tuple(Place(each, 0, 0) for each in slots.get("where", ()))
    if slots.get("when"):
        slots["when"] = Period("", 0, 0, *slots["when"])
    return Claim("r", name, kind, said, Quote("", 0, 0), **slots)  # type: ignore[arg-type]


def harmed(text: str, harmed_class: str = "unclear") -> Harmed:
    return Harmed(text, 0, 0, harmed_class)  # type: ignore[arg-type]


def doer(text: str) -> Doer:
    return Doer(text, 0, 0)


def speaker(text: str) -> Attribution:
    return Attribution(text, 0, 0)


def gold(*claims: Annotation, story: str | None = None) -> AnnotatedReport:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return AnnotatedReport(Report("r", TEXT, digest, "Outlet", date(2024, 5, 7), story=story), claims)


MONDAY, TUESDAY, FRIDAY = date(2024, 5, 6), date(2024, 5, 7), date(2024, 5, 10)


def test_found_where_kind_value_and_place_agree() -> None:
    said = quantity("12")
    compared = compare(gold(annotated("killed", said)), [claim("killed", said)])
    assert len(compared.pairs) == 1
    assert not compared.missed
    assert not compared.false


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("injured", quantity("12")),
        ("killed", quantity("12", 13)),
        ("killed", quantity("twelve", 12)),  # told again, but without the noun nobody knows what it counts
    ],
)
def test_missed_and_false(kind: str, said: Any) -> None:
    compared = compare(gold(annotated("killed", quantity("12"), whom="soldiers")), [claim(kind, said)])
    assert not compared.pairs
    assert [each.id for each in compared.missed] == ["c1"]
    assert [each.id for each in compared.false] == ["f1"]


def test_a_toll_told_again_is_found_by_whom_it_affects() -> None:
    original = annotated("killed", quantity("12"), whom="soldiers")
    repeat = claim("killed", quantity("twelve", 12), whom="the soldiers")
    compared = compare(gold(original), [repeat])
    assert "at" not in compared.pairs[0].right


def test_the_nearest_goes_first_and_none_goes_twice() -> None:
    original = annotated("killed", quantity("12"), whom="soldiers")
    repeat = claim("killed", quantity("twelve", 12), "f0", whom="soldiers")
    right = claim("killed", quantity("12"), "f1", whom="soldiers")
    compared = compare(gold(original), [repeat, right])
    assert [pair.found.id for pair in compared.pairs] == ["f1"]
    assert [each.id for each in compared.false] == ["f0"]


def test_a_range_must_agree_at_both_ends() -> None:
    original = annotated("killed", quantity("12", hedge="range", value_high=14))
    assert compare(gold(original), [claim("killed", quantity("12", hedge="range", value_high=14))]).pairs
    assert not compare(gold(original), [claim("killed", quantity("12"))]).pairs


@pytest.mark.parametrize(
    ("slot", "said", "found", "right"),
    [
        ("whom", {"whom": "soldiers"}, {"whom": "the soldiers"}, True),
        ("whom", {"whom": "soldiers"}, {}, False),
        ("whom", {}, {}, True),
        ("class", {"harmed_class": "combatant"}, {"whom": harmed("soldiers", "combatant")}, True),
        ("class", {"harmed_class": "combatant"}, {}, False),
        ("by", {"by": "Rebels"}, {"by": "rebels"}, True),
        ("source", {"source": "The Lakeside Monitor"}, {"source": "Monitor"}, True),
        ("source", {}, {"source": "Monitor"}, False),
        ("means", {"means": "shelling"}, {"means": "shelling"}, True),
        ("where", {"where": ("Arden",)}, {"where": ("Arden",)}, True),
        ("where", {"where": ("Arden",)}, {"where": ("Arden", "Lakeside", "Mere", "Tarn")}, False),
        ("where", {}, {}, True),
        ("when_near", {"when": (MONDAY, MONDAY)}, {"when": (MONDAY, TUESDAY)}, True),
        ("when_near", {"when": (MONDAY, MONDAY)}, {"when": (MONDAY, FRIDAY)}, False),
        ("when_near", {"when": (MONDAY, MONDAY)}, {"when": (TUESDAY, TUESDAY)}, False),
        ("when_near", {"when": (MONDAY, MONDAY)}, {"when": (None, None)}, False),
        ("when_near", {}, {"when": (None, None)}, True),
        ("hedge", {}, {}, True),
        ("at", {}, {}, True),
    ],
)
def test_slots(slot: str, said: dict[str, Any], found: dict[str, Any], right: bool) -> None:
    pair = compare(
        gold(annotated("killed", quantity("12"), **said)), [claim("killed", quantity("12"), **found)]
    ).pairs[0]
    assert (slot in pair.right) is right


# Three annotated claims: one found wholly right, its part found, one missed; one claim made up.


@pytest.fixture(scope="module")
def compared() -> list[Comparison]:
    """Three annotated: one found wholly right, its part found, one missed; one claim made up."""
    dead = annotated(
        "killed", quantity("12"), "c1", whom="soldiers", harmed_class="combatant", by="Rebels",
        means="shelling", where=("Arden",), when=(MONDAY, MONDAY), source="Monitor", incident="arden",
    )  # fmt: skip
    officers = annotated(
        "killed", quantity("Three", 3), "c2", part_of="c1", when=(MONDAY, MONDAY), incident="arden"
    )
    families = annotated("displaced", quantity("Some 40", hedge="about"), "c3", incident="flight")
    found = [
        claim("killed", quantity("12"), "f1", whom=harmed("soldiers", "combatant"), by="rebels",
              means="shelling", where=("Arden",), when=(MONDAY, MONDAY), source="Monitor", incident="a"),
        claim("killed", quantity("Three", 3), "f2", part_of="f1", incident="a"),
        claim("attacks", quantity("a great battle", 1), "f3"),
    ]  # fmt: skip
    return [compare(gold(dead, officers, families, story="lakeside"), found)]


def test_counts(compared: list[Comparison]) -> None:
    assert counts(compared) == {"reports": 1, "annotated": 3, "found": 3}


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("precision", 2 / 3),
        ("recall", 2 / 3),
        ("f1", 2 / 3),
        ("f1_many", 4 / 5),
        ("strict_f1", 1 / 3),
        ("at", 1),
        ("hedge", 1),
        ("class", 1 / 2),
        ("by", 1),
        ("by_when_named", 1),
        ("source_when_named", 1),
        ("where_f1", 1),
        ("when_near", 1 / 2),
        ("when_exact", 1 / 2),
        ("means", 1),
        ("part_of_f1", 1),
        ("incident_pair_f1", 1),
        ("incident_bcubed_f1", 1),
    ],
)
def test_measures(compared: list[Comparison], measure: str, value: float) -> None:
    assert figures(compared)[measure] == pytest.approx(value)


def test_kinds(compared: list[Comparison]) -> None:
    assert by_kind(compared) == {"killed": 1.0, "displaced": 0.0, "attacks": 0.0}


def test_nothing_to_measure_is_no_figure() -> None:
    empty = figures([compare(gold(), [])])
    assert empty["f1"] is None
    assert empty["part_of_f1"] is None
    assert "incident_pair_f1" not in empty
