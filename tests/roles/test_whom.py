"""Whom a number counts: the phrase and, where the noun alone tells it, the class."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.extract import Counted
from sayso.extract.harmed.whom import whom
from sayso.lexicon import Reading
from sayso.records import Kind

Asked = Callable[..., tuple[Reading, list[Counted]]]

PHRASES: list[tuple[str, tuple[Kind, ...], str | None, str]] = [
    # text, kinds, the phrase of the last quantity, its rule
    ("The ambush left [12] junta soldiers dead.", ("killed",), "junta soldiers", "whom.right"),
    ("They overran [nine] camps, outposts and police stations.", ("seized",), "camps, outposts and police stations", "whom.right"),
    ("[Six] fighters of the Red Valley Front were shot.", ("killed",), "fighters of the Red Valley Front", "whom.right"),
    ("[Three] heavily wounded women were carried out.", ("injured",), "heavily wounded women", "whom.right"),
    ("[A] 52-year-old farmer was shot dead.", ("killed",), "52-year-old farmer", "whom.right"),
    ("[Seven] conflict-related detainees were freed.", ("released",), "conflict-related detainees", "whom.right"),
    ("Shelling killed [five] people and wounded [14].", ("killed", "injured"), "people", "whom.neighbour"),
    ("[40] villagers were hurt, [nine] of them children.", ("injured", "injured"), "children", "whom.predicate"),
    ("[Ten] civilians were killed, [four] children among them, and [30] hurt.", ("killed", "killed", "injured"), "civilians", "whom.neighbour"),
    ("[Two] teachers were killed and [five] others wounded.", ("killed", "injured"), "others", "whom.others"),
    ("The death toll has risen to [37].", ("killed",), None, "whom.toll"),
    ("The hospital treated [60] wounded.", ("injured",), "wounded", "whom.nominal"),
    ("The mayor put the number of dead at [46].", ("killed",), "dead", "whom.nominal"),
    ("Of those taken, [18] of those freed came home.", ("released",), "those freed", "whom.those"),
    ("There were [no] casualties among foreign troops.", ("casualties",), "foreign troops", "whom.of"),
    ("Some [30] of Sarwe's 36 clinics were hit.", ("damaged",), "clinics", "whom.right"),
    ("The raid killed [Abu Karim Hadi]. Another of the [five] killed was his aide.", ("killed", "killed"), None, "whom.none"),
    ("[Four] of the injured suffered burns.", ("injured",), "injured", "whom.unknown"),
    ("[A] nun was killed, though it is not clear if [all five] were killed there.", ("killed", "killed"), None, "whom.none"),
    ("Gunmen shot ten people and took [40] captive.", ("abducted",), "people", "whom.left"),
    ("The police freed [one] of two men.", ("released",), "men", "whom.right"),
    ("Paramedics came to the hall. [No one] was injured.", ("injured",), None, "whom.none"),
    ("The raid ended with [no] injuries.", ("injured",), None, "whom.no_harm"),
    ("The army lists its losses.\n- command posts: [4];", ("destroyed",), "command posts", "whom.label"),
    ("A mine killed [his mother] at the well.", ("killed",), "mother", "whom.inside"),
    ("Guards shot at the crowd. [Six] people fell. [Another two] died later.", ("killed", "killed"), "people", "whom.before"),
    ("A bomb went off, killing [six].", ("killed",), None, "whom.none"),
    ("The charity said its medics treated [145] injuries.", ("injured",), "injuries", "whom.harm"),
    ("One was shot by the guards and another [11] were hurt.", ("injured",), None, "whom.none"),
    ("The police fired on rioters, killing [two].", ("killed",), "rioters", "whom.left"),
    ("[12] beachcombers were found dead.", ("killed",), "beachcombers", "whom.unknown"),
    ("[Nine] herders, including [three] boys and [two] women, died and [14] were hurt.",
     ("killed", "killed", "killed", "injured"), "herders", "whom.neighbour"),
    ("[Nine] herders and [two] women died and [14] were hurt.", ("killed", "killed", "injured"), "women",
     "whom.neighbour"),
    ("He said “[dozens]” of herders were taken.", ("abducted",), "herders", "whom.right"),
    ("[About 100] of the 240 or so captives were freed.", ("released",), "captives", "whom.right"),
    ("[Two] nuns were killed and [a] third badly hurt.", ("killed", "injured"), "nuns", "whom.neighbour"),
    ("[Two] nuns were killed and [a] third boat sank.", ("killed", "destroyed"), "third boat", "whom.unknown"),
    ("Raids killed herders, including [14] boys, and wounded [250].", ("killed", "injured"), "herders",
     "whom.neighbour"),
    ("[Nine] herders, [two] of them boys, died, and there were [14] injuries.", ("killed", "killed", "injured"),
     "herders", "whom.neighbour"),
    ("[Nine] herders with [two] boys among them died and [14] were hurt.", ("killed", "killed", "injured"),
     "herders", "whom.neighbour"),
    ("The Zara Martyrs Hospital has [60] hurt, [many] of them badly.", ("injured", "injured"), None, "whom.none"),
    ("Officials could not say how [12] had died.", ("killed",), None, "whom.none"),
    ("Radio Zara, citing a police source, spoke of [12] killed.", ("killed",), None, "whom.none"),
    ("Rebels fled and [12] were killed.", ("killed",), "Rebels", "whom.left"),
    ("[Six] of the air raids hit houses.", ("attacks",), "air raids", "whom.right"),
    ("[Six] of the men wounded were guards.", ("injured",), "guards", "whom.predicate"),
    ("[One] belonging to the sect was held.", ("detained",), None, "whom.none"),
]  # fmt: skip

CLASSES: list[tuple[str, Kind, str, tuple[str, ...]]] = [
    ("[Six] soldiers were killed.", "killed", "combatant", ()),
    ("[Six] children were killed.", "killed", "civilian", ("children",)),
    ("[Six] pregnant women were killed.", "killed", "civilian", ("women",)),
    ("[Six] nurses were killed.", "killed", "civilian", ("medical",)),
    ("[Six] tanks were destroyed.", "destroyed", "object", ()),
    ("[Six] journalists were arrested.", "detained", "civilian", ("press",)),
]


@pytest.mark.parametrize(("text", "kinds", "phrase", "rule"), PHRASES)
def test_phrase(asked: Asked, text: str, kinds: tuple[Kind, ...], phrase: str | None, rule: str) -> None:
    reading, counted = asked(text, *kinds)
    choice = whom(reading, counted)[-1]
    assert choice.value is not None
    assert (choice.value.text, choice.rules[0]) == (phrase, rule)


@pytest.mark.parametrize(("text", "kind", "harmed_class", "groups"), CLASSES)
def test_class(asked: Asked, text: str, kind: Kind, harmed_class: str, groups: tuple[str, ...]) -> None:
    reading, counted = asked(text, kind)
    (choice,) = whom(reading, counted)
    assert choice.value is not None
    assert (choice.value.harmed_class, choice.value.groups) == (harmed_class, groups)


def test_quotes_stand_in_the_text(asked: Asked) -> None:
    for text, kinds, _, _ in PHRASES:
        reading, counted = asked(text, *kinds)
        for choice in whom(reading, counted):
            if choice.value is not None and choice.value.text is not None:
                assert reading.report.text[choice.value.start : choice.value.end] == choice.value.text


def test_a_noun_taken_from_elsewhere_leaves_a_doubt(asked: Asked) -> None:
    reading, counted = asked("[Six] people fell. [Another two] died later.", "killed", "killed")
    assert [doubt.about for doubt in whom(reading, counted)[1].doubts] == ["whom"]
