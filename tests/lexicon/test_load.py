"""Reading lexicon tables: what they mean, what overlays change, and every fault with its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import LexiconError
from sayso.lexicon import load
from sayso.lexicon.load import gather
from sayso.lexicon.match import annotate
from sayso.records import KINDS, Passage, Report

TRIGGERS = """\
# Own knowledge.

[[trigger]]
id = "t.one"
kind = "killed"
transitive = ["vaporise"]
examples = ["Rays vaporised [12] men."]
"""


def _folder(tmp_path: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (tmp_path / name.replace("_", ".")).write_text(text, "utf-8")
    return tmp_path


def _faults(tmp_path: Path, **tables: str) -> list[str]:
    folder = _folder(tmp_path, **tables)
    with pytest.raises(LexiconError) as raised:
        load("en", (folder,))
    return [fault.replace(f"{folder}/", "") for fault in raised.value.faults]


def _triggers_at(text: str, overlays: tuple[Path, ...] = ()) -> dict[str, set[str]]:
    """The rules met in a text, by the words where they begin."""
    reading = annotate(Report("r", text, ""), [Passage(0, len(text), 0)], load("en", overlays))
    return {
        reading.quote(index, hits[0].last).text: {hit.payload.rule for hit in hits}
        for index, hits in reading.triggers.items()
    }


def test_the_packaged_lexicon_is_sound() -> None:
    assert gather().faults.lines == []


def test_every_kind_has_triggers() -> None:
    told = {
        kind
        for entry in gather().entries.values()
        if entry.table == "trigger"
        for kind in _kinds(entry.values)
    }
    assert told == set(KINDS)


def _kinds(values: Mapping[str, Any]) -> list[str]:
    kind = values["kind"]
    return list(kind.values()) if isinstance(kind, dict) else [kind]


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("Four men laid down their weapons", "laid down their weapons", "surrendered.defect"),
        ("the killing of three", "killing of", "killed.death"),
        ("drones were SHOT DOWN over", "SHOT DOWN", "intercepted.shoot_down"),
        ("they press-ganged youths", "press-ganged", "abducted.abduct"),
        ("two drone strikes", "drone strikes", "attacks.drone"),
        ("a mine killed or wounded them", "killed or wounded", "casualties.killed_or_wounded"),
    ],
)
def test_the_longest_phrase_is_met(text: str, words: str, rule: str) -> None:
    assert rule in _triggers_at(text)[words]


def test_an_overlay_adds_words(tmp_path: Path) -> None:
    folder = _folder(tmp_path, triggers_toml=TRIGGERS)
    assert _triggers_at("Rays vaporised men", (folder,))["vaporised"] == {"t.one"}
    assert "vaporised" not in _triggers_at("Rays vaporised men")


def test_an_overlay_entry_replaces_the_packaged_one_of_its_id(tmp_path: Path) -> None:
    folder = _folder(tmp_path, triggers_toml=TRIGGERS.replace("t.one", "surrendered.defect"))
    assert "surrendered.defect" not in str(_triggers_at("they defected", (folder,)))
    assert _triggers_at("Rays vaporised men", (folder,))["vaporised"] == {"surrendered.defect"}


def test_an_overlay_row_replaces_the_packaged_one_of_its_word(tmp_path: Path) -> None:
    folder = _folder(tmp_path, nouns_csv="word,class,type,groups\nvillager,combatant,person,women\n")
    noun = next(load("en", (folder,)).nouns.at(["villagers"], 0))[1]
    assert (noun.harmed_class, noun.groups, noun.plural) == ("combatant", ("women",), True)
    assert next(load().nouns.at(["villagers"], 0))[1].harmed_class == "civilian"


def test_an_overlay_adds_to_word_classes(tmp_path: Path) -> None:
    folder = _folder(tmp_path, words_toml='[abbreviations]\nwords = ["subedar."]\n')
    lexicon = load("en", (folder,))
    assert lexicon.is_in("subedar.", "abbreviations")
    assert lexicon.is_in("gen.", "abbreviations")


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        ("triggers_toml", TRIGGERS.replace('"killed"', '"kiled"'), ["triggers.toml:5: kind 'kiled': expected one of killed, injured, casualties, missing, detained, abducted, surrendered, released, displaced, evacuated, returned, seized ...; did you mean 'killed'?"]),
        ("triggers_toml", TRIGGERS.replace('"killed"', '{person = "killed", wepon = "seized"}'), ["triggers.toml:5: noun type 'wepon': expected one of person, body, group, life, organisation, livestock, weapon, munition, vehicle, aircraft, vessel, building ...; did you mean 'weapon'?"]),
        ("triggers_toml", TRIGGERS.replace("transitive", "transitve"), ["triggers.toml:6: key 'transitve': expected one of id, kind, means, transitive, intransitive, adjective, noun, toll, of, examples, counter_examples, note; did you mean 'transitive'?", "triggers.toml:3: 't.one' names no words: expected transitive or intransitive or adjective or noun or toll or of"]),
        ("triggers_toml", TRIGGERS.replace('["vaporise"]', '["zap|zaps|zapped"]'), ["triggers.toml:6: 'zap|zaps|zapped': a verb has five forms, base|s|past|participle|ing"]),
        ("triggers_toml", TRIGGERS.replace('["vaporise"]', '"vaporise"'), ["triggers.toml:6: transitive 'vaporise': expected a list of phrases"]),
        ("triggers_toml", TRIGGERS + TRIGGERS, ["triggers.toml:11: id 't.one' stands already in triggers.toml:3"]),
        ("triggers_toml", TRIGGERS.replace('kind = "killed"\n', ""), ["triggers.toml:3: [[trigger]] 't.one' has no kind"]),
        ("triggers_toml", "[[triger]]\nid = 'x'\n", ["triggers.toml: table 'triger': expected [[trigger]]"]),
        ("triggers_toml", "id = \n", ["triggers.toml:1: no valid TOML: Invalid value"]),
        ("trigger_toml", TRIGGERS, ["trigger.toml: table 'trigger.toml': expected one of NAMES; did you mean 'triggers.toml'?"]),
        ("hedges_toml", '[[hedge]]\nid = "h"\nhedge = "atleast"\nbefore = ["x"]\n', ["hedges.toml:3: hedge 'atleast': expected one of exact, at_least, more_than, about, nearly, up_to, fewer_than, range, vague; did you mean 'at_least'?"]),
        ("nouns_csv", "word,class,type,groups\nelf,civilian,person\n", ["nouns.csv:2: 3 columns: expected 4 (word, class, type, groups)"]),
        ("nouns_csv", "# own\nword,class,type,groups\n\nelf,civil,persn,child\n", ["nouns.csv:4: class 'civil': expected one of civilian, combatant, unclear, object; did you mean 'civilian'?", "nouns.csv:4: type 'persn': expected one of person, body, group, life, organisation, livestock, weapon, munition, vehicle, aircraft, vessel, building ...; did you mean 'person'?", "nouns.csv:4: groups 'child': expected one of children, women, men, elderly, patients, students, medical, press, aid, educators, children women, children men ...; did you mean 'children'?"]),
        ("nouns_csv", "word,type\nelf,person\n", ["nouns.csv: columns word,type: expected word,class,type,groups"]),
        ("numerals_csv", "word,value,role\narab,1e,unit\n", ["numerals.csv:2: value '1e': expected a number"]),
        ("means_csv", "word,means\n,bomb\n", ["means.csv:2: word is empty: expected a word"]),
        ("words_toml", '[abbreviation]\nwords = ["x."]\n', ["words.toml: word class 'abbreviation': expected one of NAMES; did you mean 'abbreviations'?"]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("tiny")
def test_faults_name_line_word_and_the_nearest_valid_one(
    tmp_path: Path, name: str, text: str, faults: list[str]
) -> None:
    found = _faults(tmp_path, **{name: text})
    assert len(found) == len(faults)
    for fault, expected in zip(found, faults, strict=True):
        head, names, tail = expected.partition("NAMES")
        assert fault.startswith(head)
        assert fault.endswith(tail if names else expected)


@pytest.mark.usefixtures("tiny")
def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = _faults(
        tmp_path,
        triggers_toml=TRIGGERS.replace('"killed"', '"kiled"'),
        nouns_csv="word,class,type,groups\nelf,civilian\n",
        words_toml="[",
    )
    assert [fault.partition(":")[0] for fault in found] == ["triggers.toml", "words.toml", "nouns.csv"]


@pytest.mark.usefixtures("tiny")
def test_bytes_that_are_no_utf8_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "nouns.csv").write_bytes(b"word,class,type,groups\ncaf\xe9,object,building,\n")
    (tmp_path / "triggers.toml").write_bytes(b"\xff")
    with pytest.raises(LexiconError) as raised:
        load("en", (tmp_path,))
    assert ["not UTF-8" in fault for fault in raised.value.faults] == [True, True]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "means.csv").write_text("word,means\nhell cannon,shelling\n", "utf-8-sig")
    assert next(load("en", (tmp_path,)).means.at(["hell", "cannon"], 0)) == (2, "shelling")


@pytest.mark.parametrize(("language", "told"), [("xx", "there is en"), ("en", "no such folder of a lexicon")])
@pytest.mark.usefixtures("tiny")
def test_what_is_not_there_is_told(tmp_path: Path, language: str, told: str) -> None:
    with pytest.raises(LexiconError, match=told):
        load(language, (tmp_path / "nowhere",))
