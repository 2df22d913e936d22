"""`sayso lexicon check` and `new`: examples are run both ways, and words said twice are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.lexicon import lexicon
from sayso.errors import LexiconError
from sayso.lexicon.check import check, example
from sayso.lexicon.scaffold import STARTER, write_starter
from sayso.records import Attribution, Claim, Quantity, Quote


def _killed(text: str) -> Sequence[Claim]:
    """A reader for whom every number of digits is of people killed, told by whoever speaks first."""
    speaker = Attribution(text.split(maxsplit=1)[0], 0, len(text.split(maxsplit=1)[0]))
    return [
        Claim(
            "d", str(found.start()), "killed",
            Quantity(found[0], *found.span(), int(found[0]), "exact"),
            Quote(text, 0, len(text)), source=speaker,
        )
        for found in re.finditer(r"\d+", text)
    ]  # fmt: skip


def _entry(
    examples: str = '["Rays zapped [12] men."]', more: str = "", verb: str = "zap", name: str = "t.one"
) -> str:
    return f'[[trigger]]\nid = "{name}"\nkind = "killed"\ntransitive = ["{verb}"]\nexamples = {examples}\n{more}\n'


def _check(tmp_path: Path, text: str, name: str = "triggers.toml") -> list[str]:
    (tmp_path / name).write_text(text, "utf-8")
    faults = check(_killed, overlays=[tmp_path]).faults
    return [fault.replace(f"{tmp_path}/", "") for fault in faults]


@pytest.mark.parametrize(
    ("sentence", "text", "spans"),
    [
        ("Shelling killed [12] men.", "Shelling killed 12 men.", ((16, 18),)),
        ("[A] jet and [two] drones", "A jet and two drones", ((0, 1), (10, 13))),
        ("none", "none", ()),
        ("[]", "[]", ()),
    ],
)
def test_brackets_are_taken_off(sentence: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    shown = example(sentence)
    assert (shown.text, shown.spans) == (text, spans)
    assert all(text[start:end] in sentence for start, end in shown.spans)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (_entry(), []),
        (_entry(more='counter_examples = ["It zapped men."]'), []),
        (_entry('["Rays zapped [a dozen] men."]'), ["triggers.toml:5: t.one 'Rays zapped [a dozen] men.': expected killed; read nothing"]),
        (_entry('["Rays zapped 12 men."]'), ["triggers.toml:5: 'Rays zapped 12 men.': expected the quantity in [brackets]"]),
        (_entry(more='counter_examples = ["It zapped [3]."]'), ["triggers.toml:6: t.one 'It zapped [3].': expected no killed; read killed 3"]),
        (_entry(more='counter_examples = ["It zapped 3."]'), ["triggers.toml:6: t.one 'It zapped 3.': expected no killed; read killed 3"]),
        (_entry("[]"), ["triggers.toml:1: 't.one' has no examples: expected at least one sentence"]),
        (_entry() + _entry(name="t.two"), ["triggers.toml:10: transitive 'zap' in t.two stands already in t.one"]),
        (_entry(verb='zap", "Zap'), ["triggers.toml:4: transitive 'Zap' in t.one stands already in t.one"]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("tiny")
def test_examples_are_run_both_ways(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert _check(tmp_path, text) == faults


@pytest.mark.usefixtures("tiny")
def test_one_word_may_mean_two_things_of_two_nouns(tmp_path: Path) -> None:
    seized = _entry(name="t.two").replace('"killed"', '{weapon = "seized", post = "killed"}')
    killed = _entry().replace('"killed"', '{person = "killed"}')
    assert _check(tmp_path, killed + seized) == []


@pytest.mark.parametrize(
    ("name", "text", "faults"),
    [
        ("hedges.toml", '[[hedge]]\nid = "h"\nhedge = "exact"\nbefore = ["bang on"]\nexamples = ["Bang on [12] men died."]\n', []),
        ("hedges.toml", '[[hedge]]\nid = "h"\nhedge = "about"\nbefore = ["ish"]\nexamples = ["Ish [12] men died."]\n', ["hedges.toml:5: h 'Ish [12] men died.': expected a quantity of hedge about; read 12 (exact)"]),
        ("attribution.toml", '[[saying]]\nid = "s"\nverb = ["croon"]\nexamples = ["[Ann] crooned that 12 died.", "Bob crooned 3."]\n', []),
        ("attribution.toml", '[[saying]]\nid = "s"\nverb = ["croon"]\nexamples = ["It is 12, [Ann] crooned."]\n', ["attribution.toml:4: s 'It is 12, [Ann] crooned.': expected a speaker; read It"]),
        ("attribution.toml", '[[saying]]\nid = "s"\nverb = ["croon"]\nexamples = ["Ann crooned 3."]\ncounter_examples = ["Bob crooned 3."]\n', ["attribution.toml:5: s 'Bob crooned 3.': expected no speaker; read Bob"]),
        ("nouns.csv", "word,class,type,groups\nelf,civilian,person,\nElf,combatant,person,\n", ["nouns.csv:3: 'Elf' stands already in line 2"]),
        ("words.toml", '[abbreviations]\nwords = ["naik.", "naik."]\n', ["words.toml: [abbreviations]: 'naik.' stands there twice"]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("tiny")
def test_the_other_tables(tmp_path: Path, name: str, text: str, faults: list[str]) -> None:
    assert _check(tmp_path, text, name) == faults


@pytest.mark.usefixtures("tiny")
def test_examples_of_replaced_entries_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "triggers.toml").write_text(_entry(name="killed.kill"), "utf-8")
    assert check(_killed, overlays=[tmp_path]).entries == 1


def test_the_packaged_tables_say_nothing_twice() -> None:
    assert check(None).faults == ()


def test_a_starter_has_every_table_and_no_fault(tmp_path: Path) -> None:
    written = write_starter(tmp_path / "mine")
    assert [path.name for path in written] == sorted(path.name for path in STARTER.iterdir())
    shown = CliRunner().invoke(lexicon, ["check", "--lexicon", str(tmp_path / "mine")])
    assert (shown.exit_code, shown.output) == (0, "3 entries, 4 examples: no fault\n")
    assert all(path.read_text("utf-8").startswith("# ") for path in written)


def test_faults_are_raised_all_together(tmp_path: Path) -> None:
    (tmp_path / "triggers.toml").write_text(
        _entry("[]") + _entry('["None [die]."]', verb="smite", name="t.two"), "utf-8"
    )
    shown = CliRunner().invoke(lexicon, ["check", "--lexicon", str(tmp_path)])
    assert isinstance(shown.exception, LexiconError)
    assert [fault.rpartition("/")[2][:15] for fault in shown.exception.faults] == [
        "triggers.toml:1",
        "triggers.toml:1",
    ]


def test_new_tells_what_it_wrote(tmp_path: Path) -> None:
    shown = CliRunner().invoke(lexicon, ["new", str(tmp_path / "mine")])
    assert shown.exit_code == 0
    assert (
        shown.output.splitlines()[-1] == f"edit them, then: sayso lexicon check --lexicon {tmp_path / 'mine'}"
    )


def test_a_starter_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "nouns.csv").write_text("mine", "utf-8")
    with pytest.raises(LexiconError, match=r"nouns\.csv: is there already"):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["nouns.csv"]


def test_a_starter_needs_a_folder_that_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(LexiconError, match="cannot be written"):
        write_starter(tmp_path / "file" / "mine")
