"""A ledger whose reports name persons and places that must be protected."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.disclosure.words import load_person_words

from .planted import Planted, planted_ledger, planted_words


@pytest.fixture(scope="session")
def planted_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the ledger: for those that only ask."""
    return planted_ledger(tmp_path_factory.mktemp("planted") / "sayso.db")


@pytest.fixture(scope="session")
def planted() -> Planted:
    """What must not be found in anything that is told of it."""
    return planted_words(load_person_words().common)
