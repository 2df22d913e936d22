"""The door: help, version, verbs, and what it costs to open it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import sayso as package
from sayso.cli import VERBS

Run = Callable[..., Any]
HEAVY = ("numpy", "trafilatura", "typer", "rich", "py3langid", "lxml", "sayso.pipeline")


def test_help_names_every_verb(sayso: Run) -> None:
    ran = sayso("--help")
    assert ran.code == 0
    assert all(re.search(rf"^│ {verb}\b", ran.out, re.MULTILINE) for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(sayso: Run, verb: str) -> None:
    ran = sayso(verb, "--help")
    assert ran.code == 0
    assert f"sayso {verb}" in ran.out


def test_version_and_whose_data(sayso: Run) -> None:
    assert sayso("--version").out == f"sayso {package.__version__}\n"
    assert "GeoNames" in sayso("--version", "-v").out
    assert "CC BY 4.0" in sayso("--version", "-v").out


def test_a_mistyped_verb_is_wrong_usage(sayso: Run) -> None:
    ran = sayso("raed")
    assert ran.code == 2
    assert "read" in ran.err


def test_an_interrupt_ends_quietly(sayso: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.intake.batch.Batch.results", interrupted)
    assert sayso("demo").code == 130


def _loaded(statement: str) -> set[str]:
    """The heavy modules that a fresh Python has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*(set({HEAVY}) & set(sys.modules)))"
    return set(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert _loaded("import sayso") == set()


def test_reading_json_needs_no_page_reader() -> None:
    assert _loaded("import sayso; sayso.read, sayso.Settings") == set()


def test_the_command_line_opens_without_the_pipeline() -> None:
    assert _loaded("import sayso.cli") == {"typer"}


def test_a_reader_that_goes_away_is_no_failure_to_show() -> None:
    ran = subprocess.run(
        f"{sys.executable} -c 'import sys, sayso.cli; sys.argv[1:] = [\"demo\"]; sys.exit(sayso.cli.main())' | head -1",
        shell=True, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.startswith("November 2023")
    assert ran.stderr == ""


def test_public_names_are_all_there_and_no_stage_hides_a_verb() -> None:
    import sayso.pipeline
    import sayso.read.files  # noqa: F401

    assert all(hasattr(package, name) for name in package.__all__)
    assert set(package.__all__) <= set(dir(package))
    assert callable(package.read)
    assert callable(package.extract)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing
