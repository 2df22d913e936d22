"""The description of the API is true: asked all that it allows, and what it does not, it answers as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test

from sayso.review import api
from sayso.review.accounts import digest_of
from sayso.review.importing import Importer
from sayso.settings import Settings
from sayso.store import open_ledger

from .conftest import NOW, fill, share, token_of

EXAMPLES: Final = 3  # of each operation, beside those at the edges of what it allows
SEED: Final = 7
TOKEN: Final = "sayso_of_the_test"
APPLICATION: Final = FastAPI()
api.add_to(APPLICATION)
GENERATED: Final = GenerationConfig(
    max_examples=EXAMPLES, deterministic=True, no_shrink=True, with_security_parameters=False
)
DESCRIPTION: Final = schemathesis.openapi.from_asgi(
    "/openapi.json",
    APPLICATION,
    config=SchemathesisConfig(
        seed=SEED, projects=ProjectsConfig(default=ProjectConfig(generation=GENERATED))
    ),
)
# Requests are made up when a test runs: schemathesis by itself does that while tests are collected, for all of them.
OPERATIONS: Final = [
    f"{method.upper()} {path}"
    for path, methods in APPLICATION.openapi()["paths"].items()
    for method in methods
]


@DESCRIPTION.auth()
class AsLead:
    """Asks with a lead's token."""

    def get(self, _case: schemathesis.Case, _context: schemathesis.AuthContext) -> str:
        return TOKEN

    def set(self, case: schemathesis.Case, data: str, _context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@pytest.fixture(scope="module", autouse=True)
def _served(empty_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The API over a small ledger that all operations share."""
    path = tmp_path_factory.mktemp("schema") / "sayso.db"
    path.write_bytes(empty_ledger.read_bytes())
    with pytest.MonkeyPatch.context() as patched, open_ledger(path) as ledger:
        patched.setattr(Importer, "_work", lambda *_: None)  # what is made up is neither fetched nor read
        fill(ledger)
        share(APPLICATION, ledger, Settings())
        for _ in range(3):  # requests that are made up may well name the first ones to take them away
            token_of(APPLICATION, ledger, "lead", "a lead")
        ledger.accounts().add_token(digest_of(TOKEN), 1, "of the test", NOW)
        yield


@pytest.mark.parametrize("label", OPERATIONS)
def test_it_answers_as_it_says(label: str) -> None:
    method, path = label.split(" ")
    operation = DESCRIPTION[path][method]
    project = DESCRIPTION.config
    config = HypothesisTestConfig(
        project, list(HypothesisTestMode), project.get_hypothesis_settings(operation=operation), seed=SEED
    )
    create_test(operation=operation, test_func=_answered, config=config)()


def _answered(case: schemathesis.Case) -> None:
    case.call_and_validate()
