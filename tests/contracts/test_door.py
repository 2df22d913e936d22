"""The checks of `make check` hold wherever the tests run, and continuous integration runs what the README says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

CHECKS = ("format", "lint", "types", "imports", "lexicon")


@pytest.mark.door
@pytest.mark.parametrize("target", CHECKS)
def test_the_check_passes(target: str, root: Path) -> None:
    """`--old-file` keeps make from remaking the environment under the running tests."""
    command = ["make", "--old-file=.venv/.installed-dev", "QUIET=1", target]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_check_runs_each_of_them(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    needs = re.search(r"^check: ([a-z ]+)", makefile, re.MULTILINE)
    assert needs is not None
    assert tuple(needs[1].split()) == CHECKS


def test_continuous_integration_runs_the_command_of_the_readme(root: Path) -> None:
    assert (root / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"
    assert re.search(r"^make test\b", (root / "README.md").read_text("utf-8"), re.MULTILINE)


def test_every_target_has_a_line_of_help(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    told = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert set(phony[1].split()) - set(CHECKS) == told
