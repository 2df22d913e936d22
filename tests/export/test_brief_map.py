"""The map of a brief: as exact as the words, and no more."""

from __future__ import annotations

import pytest

from sayso.concluded import Word
from sayso.export.brief.clip import clipped
from sayso.export.brief.maps import HEIGHT, WIDTH, Map, map_of
from sayso.export.brief.notes import Notes
from sayso.export.source import Exported
from sayso.records import Place, PlacePrecision
from tests.store.made import a_claim, a_report

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]


def drawn(*places: Place) -> Map | None:
    """The map of claims, one at each place."""
    report = a_report("Twelve died. " * 3)
    told = [Exported(report, Word(a_claim(report, "Twelve", where=(each,)), "A")) for each in places]
    return map_of(told, Notes({each.word.id: each for each in told}))


def place(
    name: str, precision: PlacePrecision | None, at: tuple[float, float] | None = (97.2, 19.67)
) -> Place:
    longitude, latitude = at or (None, None)
    return Place(name, 0, 0, name, latitude, longitude, "MM", "Kayah State", None, precision)


@pytest.mark.parametrize(
    ("precision", "kind"),
    [
        ("point", "spot"), ("town", "spot"), ("district", "ring"), ("area", "ring"), ("province", "land"),
        ("country", "land"),
    ],
)  # fmt: skip
def test_a_place_is_drawn_as_exactly_as_it_is_told(precision: PlacePrecision, kind: str) -> None:
    made = drawn(place("Loikaw", precision))
    assert made is not None
    (mark,) = made.marks
    assert mark.kind == kind
    if kind != "land":
        assert 0 < mark.x < WIDTH
        assert 0 < mark.y < HEIGHT


def test_a_place_without_a_position_is_the_land_it_lies_in() -> None:
    made = drawn(place("[place withheld]", "district", None))
    assert made is not None
    assert [(mark.kind, mark.x) for mark in made.marks] == [("land", 0)]


def test_what_no_gazetteer_knows_is_listed_and_not_drawn() -> None:
    unknown = Place("Htee Po", 0, 0)
    assert drawn(unknown) is None
    made = drawn(unknown, place("Loikaw", "town"))
    assert made is not None
    assert [mark.name for mark in made.unknown] == ["Htee Po"]


def test_names_do_not_stand_over_each_other() -> None:
    near = [place(f"Loikaw quarter {number}", "point", (97.2 + number / 500, 19.67)) for number in range(6)]
    made = drawn(*near)
    assert made is not None
    places = [mark.label for mark in made.marks if mark.label]
    assert 0 < len(places) < 6
    assert len({label[:2] for label in places}) == len(places)


def test_an_outline_is_cut_to_what_is_shown() -> None:
    assert clipped(SQUARE, (-1, -1, 9, 9)) == SQUARE
    assert clipped(SQUARE, (5, 5, 9, 9)) == []
    assert clipped(SQUARE, (1, 1, 3, 3))[0] == clipped(SQUARE, (1, 1, 3, 3))[-1]
    assert set(clipped(SQUARE, (1, 1, 3, 3))) == {(1, 1), (3, 1), (3, 3), (1, 3)}


def test_a_map_of_a_whole_ocean_apart_is_drawn() -> None:
    made = drawn(place("Loikaw", "town"), place("Elsewhere", "town", (-75.0, -40.0)))
    assert made is not None
    assert len(made.marks) == 2
    assert made.bar is not None
