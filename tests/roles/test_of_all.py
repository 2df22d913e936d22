"""What is said of all who were harmed at once: of whom it is said, and what is no such word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.extract import Counted
from sayso.extract.harmed.of_all import of_all, of_most
from sayso.extract.harmed.whom import whom
from sayso.lexicon import Reading
from sayso.records import Kind

Asked = Callable[..., tuple[Reading, list[Counted]]]


@pytest.mark.parametrize(
    ("text", "kinds", "classes"),
    [
        ("Shells killed [14] people. All the dead were civilians.", ["killed"], {0: "civilian"}),
        (
            "Shells killed [14] people. Nobody fled. All the dead were soldiers. A raid in May killed [63] people.",
            ["killed", "killed"],
            {0: "combatant"},
        ),
        ("Shells killed [14] people. All of them were local people and civilians.", ["killed"], {0: "civilian"}),
        ("Shells killed [14] people, all civilians, near Loikaw.", ["killed"], {0: "civilian"}),
        ("Shells killed [14] people, all of whom were civilians.", ["killed"], {0: "civilian"}),
        ("The raid killed [20] and wounded [40]. All of the dead were soldiers.", ["killed", "injured"], {0: "combatant"}),
        ("The raid killed [20] and wounded [40]. All the wounded were soldiers.", ["killed", "injured"], {1: "combatant"}),
        ("Shells killed [14] people. All those who were killed in the raid were civilians.", ["killed"], {0: "civilian"}),
        ("Everyone killed in the raid was a soldier. It left [20] dead.", ["killed"], {0: "combatant"}),
        ("Shells killed [14] people and a house burnt down. They killed [3] more. All the dead were civilians.",
         ["killed", "killed"], {1: "civilian"}),
        ("Shells killed [14] people. Not all the dead were civilians.", ["killed"], {}),
        ("Shells killed [14] people. Nearly all of them were civilians.", ["killed"], {}),
        ("Shells killed [14] people. All the dead were not civilians.", ["killed"], {}),
        ("Shells killed [14] people. All of them were civilians or soldiers.", ["killed"], {}),
        ("Shells killed [14] people. All of the dead were civilians and soldiers.", ["killed"], {}),
        ("Shells killed [14] people. All of them were shot by soldiers.", ["killed"], {}),
        ("Shells killed [14] people. All soldiers were told to leave.", ["killed"], {}),
        ("Shells killed [14] people. All the wounded were civilians.", ["killed"], {}),
        ("Shells killed [14] people. All of the town, soldiers said, was in ruins.", ["killed"], {}),
        ("A shell killed [a] man. All of the dead were civilians.", ["killed"], {}),
        ("All the dead were civilians.", [], {}),
        ("All", [], {}),
    ],
)  # fmt: skip
def test_what_is_said_of_all(asked: Asked, text: str, kinds: list[Kind], classes: dict[int, str]) -> None:
    reading, counted = asked(text, *kinds)
    assert of_all(reading, counted) == classes


def test_the_class_of_a_count_is_what_is_said_of_all_in_it(asked: Asked) -> None:
    (chosen,) = whom(*asked("Shells killed [14] people. All the dead were civilians.", "killed"))
    assert chosen.value is not None and chosen.value.harmed_class == "civilian"
    assert chosen.rules[-1] == "class.all_of_them"


def test_a_noun_that_says_otherwise_is_believed(asked: Asked) -> None:
    (chosen,) = whom(*asked("Shells killed [14] soldiers. All the dead were civilians.", "killed"))
    assert chosen.value is not None and chosen.value.harmed_class == "combatant"
    assert chosen.rules[-1] == "class.noun"


@pytest.mark.parametrize(
    ("text", "kinds", "classes"),
    [
        ("Shells killed [14] people, mostly civilians.", ["killed"], {0: "civilian"}),
        ("Shells killed [14] people, most of them women and children.", ["killed"], {0: "civilian"}),
        ("Shells killed [14] people – the vast majority of whom were children.", ["killed"], {0: "civilian"}),
        ("Shells hurt [14] people most of them are women.", ["injured"], {0: "civilian"}),
        ("The raid killed [20] people and injured [40] others, mainly villagers.", ["killed", "injured"], {0: "civilian", 1: "civilian"}),
        ("The raid killed [20] and wounded [40]. Most of the dead were fighters.", ["killed", "injured"], {0: "combatant"}),
        ("Those killed were mostly children, and [20] people died.", ["killed"], {0: "civilian"}),
        ("Shells killed [14] people. Most civilians have left the town.", ["killed"], {}),
        ("Shells killed [14] people in mostly civilian cars.", ["killed"], {}),
        ("Shells killed [14] people, mostly in the north.", ["killed"], {}),
        ("Shells killed [14] people, mostly civilians and soldiers.", ["killed"], {}),
        ("Shells killed [14] people, not mostly civilians.", ["killed"], {}),
        ("Mostly civilians fled.", [], {}),
    ],
)  # fmt: skip
def test_what_is_said_of_most(asked: Asked, text: str, kinds: list[Kind], classes: dict[int, str]) -> None:
    reading, counted = asked(text, *kinds)
    assert of_most(reading, counted) == classes


def test_a_count_that_is_mostly_of_civilians_says_nothing_of_fighters(asked: Asked) -> None:
    (chosen,) = whom(*asked("Shells killed [14] people, mostly civilians.", "killed"))
    assert chosen.value is not None and chosen.value.harmed_class == "civilian"
    assert chosen.rules[-1] == "class.most_of_them"
