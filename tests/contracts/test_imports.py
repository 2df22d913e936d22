"""`import sayso` stays light, and what it promises is there when asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso

HEAVY = ("numpy", "trafilatura", "typer", "rich", "py3langid", "sklearn", "lxml", "ahocorasick", "rapidfuzz")


def _loaded_by(statement: str) -> set[str]:
    """Top-level modules in memory after a statement, in a Python of its own."""
    script = f"{statement}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_sayso_loads_nothing_heavy() -> None:
    assert _loaded_by("import sayso").isdisjoint(HEAVY)


def test_the_command_line_starts_without_what_only_some_commands_need() -> None:
    assert _loaded_by("import sayso.cli").isdisjoint({"numpy", "trafilatura", "py3langid", "sklearn", "lxml"})


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sayso, name) is not None
    assert name in dir(sayso)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = sayso.no_such_name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "first", ["import sayso.pipeline", "import sayso.extract", "import sayso.read", "import sayso.cli"]
)
def test_a_stage_does_not_hide_the_verb_of_its_name(first: str) -> None:
    """The packages sayso.read and sayso.extract carry the names of the verbs, whichever is imported first."""
    _loaded_by(
        f"{first}; from sayso import extract, read; assert type(extract) is type(read) is type(lambda: 0)"
    )
