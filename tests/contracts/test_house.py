"""What a reader may count on in every file: short modules, provenance, no machine's paths, everything packed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TABLES = sorted(path for ending in ("toml", "csv") for path in (ROOT / "src").rglob(f"*.{ending}"))
MODULE_LINES = 450
FUNCTION_LINES = 60
# Written in two halves, so that this file does not name what it forbids.
MACHINE_PATHS = ("/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/", "C:" + "\\Users")
REGISTRY_HOSTS = (
    "pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "debian" + ".org",
    "crates" + ".io", "--index" + "-url", "--find" + "-links",
)  # fmt: skip
BINARY = {".gz", ".npz", ".npy", ".xz", ".bz2", ".png", ".pdf", ".zip", ".warc", ".db"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tracked() -> list[Path]:
    """Files that git knows; none outside a checkout."""
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a module with its length in lines, docstring included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= MODULE_LINES, f"{_name(path)} has {lines} lines; cut it along its subjects"


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    long = {name: lines for name, lines in _functions(path) if lines > FUNCTION_LINES}
    assert not long


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_names_say_what_things_are(path: Path) -> None:
    assert not re.search(r"manager|processor|handler|helper|util|misc", path.stem)


def test_no_file_names_a_path_of_a_machine_or_a_registry_host() -> None:
    found = [
        f"{_name(path)}:{number}: {word}"
        for path in _tracked()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for word in (*MACHINE_PATHS, *REGISTRY_HOSTS)
        if word in line
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", TABLES, ids=_name)
def test_a_table_opens_with_where_it_is_from(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# "), f"{_name(path)} must open with its provenance"


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT / "src").as_posix() for path in _tracked() if "src/sayso/" in path.as_posix()
    }
    assert package <= packed, sorted(package - packed)
    assert any(name.endswith("licenses/LICENSE") for name in packed)
