"""`import sayso` stays light, and what it promises is there when asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sayso

HEAVY = ("numpy", "trafilatura", "typer", "rich", "py3langid", "sklearn", "lxml", "ahocorasick", "rapidfuzz")


# Who alone may import what: elsewhere nobody needs to know that it is used.
OWNERS = {
    "sqlalchemy": "store/", "alembic": "store/", "psycopg": "store/", "highspy": "reconcile/solve.py", "rensa": "link/",
    "feedparser": "read/", "fastwarc": "read/", "h11": "read/fetching/", "pypdfium2": "read/", "openpyxl": "read/spreadsheet/",
    "trafilatura": "read/", "matplotlib": "export/", "nicegui": "review/", "fastapi": "review/", "uvicorn": "review/",
    "argon2": "review/",
}  # fmt: skip


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


def test_each_heavy_library_has_one_owner() -> None:
    package = Path(sayso.__file__).parent
    strangers = [
        f"{module.relative_to(package)} imports {name}"
        for module in package.rglob("*.py")
        for name in _imported(module)
        if name in OWNERS and not str(module.relative_to(package)).startswith(OWNERS[name])
    ]
    assert strangers == []


def _imported(module: Path) -> set[str]:
    """The top-level packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found
