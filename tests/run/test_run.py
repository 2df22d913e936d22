"""The fingerprint of a run: the same for the same code and tables, another as soon as one of them changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import sayso
from sayso.run import is_of_table, run_of

DAY = date(2023, 11, 21)


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))


def laid(path: Path, words: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")
    return path


def test_the_same_code_and_tables_are_the_same_run() -> None:
    run = run_of(DAY)
    assert run == run_of(DAY)
    assert run.started == DAY
    assert run.fingerprint.startswith(f"{sayso.__version__}+")


@pytest.mark.parametrize("kept", ["gazetteer/mine.places", "parties/mine.csv"])
def test_own_tables_have_a_say(tmp_path: Path, kept: str) -> None:
    before = run_of(DAY).fingerprint
    table = laid(tmp_path / "home" / kept, "a")
    first = run_of(DAY).fingerprint
    table.write_text("b", "utf-8")
    assert len({before, first, run_of(DAY).fingerprint}) == 3


def test_own_words_and_mappings_have_a_say(tmp_path: Path) -> None:
    words = laid(tmp_path / "words" / "nouns.csv", "word")
    mapping = laid(tmp_path / "mapping.toml", "kind = 1")
    overlay = (tmp_path / "words",)
    told = {run_of(DAY), run_of(DAY, overlay), run_of(DAY, (), mapping), run_of(DAY, overlay, mapping)}
    assert [is_of_table(run) for run in (run_of(DAY, overlay), run_of(DAY, overlay, mapping))] == [
        False,
        True,
    ]
    words.write_text("another", "utf-8")
    assert len({*told, run_of(DAY, overlay)}) == 5


def test_what_only_prints_has_no_say(tmp_path: Path) -> None:
    laid(tmp_path / "words" / "notes.txt", "no table")
    assert run_of(DAY, (tmp_path / "words",)) == run_of(DAY)
