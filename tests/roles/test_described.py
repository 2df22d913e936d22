"""Classes that the words about a noun tell: unarmed people, members of an army, a war's total."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.extract import Counted
from sayso.extract.harmed.whom import whom
from sayso.extract.nouns.called import called
from sayso.lexicon import Reading
from sayso.records import HarmedClass, Kind

Asked = Callable[..., tuple[Reading, list[Counted]]]


@pytest.mark.parametrize(
    ("text", "kind", "harmed_class", "rule"),
    [
        ("Troops killed [6] unarmed Georgians at the bridge.", "killed", "civilian", "class.said"),
        ("There were [no] civilian casualties in the raid.", "casualties", "civilian", "class.said"),
        ("[8] British nationals were killed fighting for the militia.", "killed", "combatant", "class.fought"),
        ("[2] Danes who fought alongside the rebels were killed.", "killed", "combatant", "class.fought"),
        ("[3] members of Hezbollah were killed on the road.", "killed", "combatant", "class.member"),
        ("[6] members of the Kivan security forces were hurt.", "injured", "combatant", "class.member"),
        ("The war has killed [26,000] people.", "killed", "unclear", "class.war_total"),
        ("The death toll of the war stands at [26,000].", "killed", "unclear", "class.war_total"),
        ("The war has killed [26,000] people, 70 percent of them women and children.", "killed", "civilian",
         "class.most_of_them"),
        ("Jets killed [44] people, more than half of them children.", "killed", "civilian", "class.most_of_them"),
    ],
)  # fmt: skip
def test_class_that_is_said(
    asked: Asked, text: str, kind: Kind, harmed_class: HarmedClass, rule: str
) -> None:
    (chosen,) = whom(*asked(text, kind))
    assert chosen.value is not None and chosen.value.harmed_class == harmed_class
    assert chosen.rules[-1] == rule


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody counted the [20] dead, civilian or military.", "killed"),
        ("[8] Danes were killed. Fighting for the town went on.", "killed"),
        ("[3] members of the choir were killed on the road.", "killed"),
        ("The earthquake has killed [26,000] people.", "killed"),
        ("The war has displaced [26,000] people.", "displaced"),
        ("Shells killed [44] people, 30 percent of them children.", "killed"),
    ],
)
def test_class_that_the_context_must_tell(asked: Asked, text: str, kind: Kind) -> None:
    (chosen,) = whom(*asked(text, kind))
    assert chosen.rules[-1] == "class.context"


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Demir, a veteran Turkish-Syrian journalist, was 50.", "journalist"),
        ("The troops shot soldier Demir.", "soldier"),
        ("The troops shot former soldier Demir.", None),
    ],
)
def test_what_a_name_is_called(asked: Asked, text: str, lemma: str | None) -> None:
    reading, _ = asked(text)
    noun = called(reading, reading.words.index("demir") + 1)
    assert (noun and noun.lemma) == lemma
