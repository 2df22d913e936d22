"""A lexicon of next to nothing, for tests of how lexicons are read."""

from __future__ import annotations

import sys

import pytest

import sayso.lexicon  # noqa: F401 - the function `load` hides its module


@pytest.fixture
def tiny(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A packaged lexicon of next to nothing, read in no time."""
    folder = tmp_path_factory.mktemp("resources") / "en"
    (folder / "triggers").mkdir(parents=True)
    for name in ("hedges.toml", "attribution.toml", "numerals.csv", "nouns.csv", "means.csv"):
        (folder / name).touch()
    (folder / "words.toml").write_text('[abbreviations]\nwords = ["gen."]\n', "utf-8")
    monkeypatch.setattr(sys.modules["sayso.lexicon.load"], "RESOURCES", folder.parent)
