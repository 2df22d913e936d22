"""What every test may ask for: the annotated reports, and property tests that fall the same way twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "sayso", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sayso")


def _folder(variable: str, what: str) -> Path:
    """The folder an environment variable names; the test is skipped, with the reason, where there is none."""
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"{variable} is not set: it names the folder of {what}")
    return Path(named)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of annotated report sets (dev1, dev2, train ...)."""
    return _folder("SAYSO_GOLD", "annotated report sets")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of newswire and other corpora."""
    return _folder("SAYSO_CORPORA", "corpora")


@pytest.fixture(scope="session")
def root() -> Path:
    """The head of the checkout."""
    return Path(__file__).parents[1]
