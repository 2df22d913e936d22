"""Documents that cannot rot: everything a user can name is told, every example runs, every link leads somewhere."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.util
import inspect
import io
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

import sayso
from sayso import concluded, records
from sayso.settings import Settings

ROOT = Path(__file__).parents[2]


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "eval").glob("*.md")])
RESOURCES = ROOT / "src/sayso/resources"
TABLES = sorted(path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*.*") if path.is_file())
RECORDS = [
    name
    for module in (records, concluded)
    for name, each in vars(module).items()
    if dataclasses.is_dataclass(each) and inspect.isclass(each) and each.__module__ == module.__name__
]
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n(?:\n*^```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
EXAMPLES = [
    pytest.param(code, shown, id=f"{_name(page)}:{number}")
    for page in PAGES
    for number, (code, shown) in enumerate(EXAMPLE.findall(page.read_text("utf-8")), 1)
]


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _command_line() -> ModuleType:
    """docs/command_line.py, which writes the page of the commands."""
    return _script("command_line")


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_command_line_is_what_the_commands_say() -> None:
    command_line = _command_line()
    assert command_line.PAGE.read_text("utf-8") == command_line.page(), "run: make docs"


def test_the_results_in_the_readme_are_those_of_the_floors() -> None:
    results = _script("results")
    assert results.table() in results.README.read_text("utf-8"), "run: make docs"


def test_every_command_stands_in_the_readme() -> None:
    readme = _read("README.md")
    assert [name for name, _ in _command_line().commands() if name not in readme] == []


def test_every_command_argument_and_option_says_what_it_does() -> None:
    commands = dict(_command_line().commands())
    assert [name for name, each in commands.items() if not each.help] == []
    silent = [(name, each.name) for name, one in commands.items() for each in one.params if not each.help]
    assert silent == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_line_shown_can_be_typed(page: Path) -> None:
    commands = dict(_command_line().commands())
    for line in re.findall(r"^sayso .+$", page.read_text("utf-8"), re.MULTILINE):
        if "[OPTIONS]" in line:
            continue
        words = shlex.split(line)
        name = max((each for each in commands if line.startswith(each)), key=len)
        assert not hasattr(commands[name], "list_commands"), line
        known = {flag for each in commands[name].params for flag in each.opts}
        assert known.issuperset(word for word in words if word.startswith("--")), line


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_target_named_can_be_made(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_is_told(name: str) -> None:
    assert f"`{name}`" in _read("docs/python.md")


@pytest.mark.parametrize("setting", [each.name for each in dataclasses.fields(Settings)])
def test_every_setting_is_told(setting: str) -> None:
    assert re.search(rf"^\| `{setting}` \|", _read("docs/settings.md"), re.MULTILINE)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_words_is_told(table: str) -> None:
    assert f"`{table}`" in _read("docs/lexicon.md")


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_is_in_the_glossary(record: str) -> None:
    assert re.search(rf"^\| \*\*{record}\*\* \| .", _read("GLOSSARY.md"), re.MULTILINE)


def test_the_glossary_says_each_word_once() -> None:
    words = re.findall(r"^\| \*{0,2}(\w+)\*{0,2} \|", _read("GLOSSARY.md"), re.MULTILINE)
    assert sorted({word for word in words if words.count(word) > 1} - {"word"}) == []


def test_the_changelog_tells_the_version() -> None:
    assert f"## {sayso.__version__}" in _read("CHANGELOG.md")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(("code", "shown"), EXAMPLES)
def test_every_example_runs_and_prints_what_it_says(
    code: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "example", "exec"), {"__name__": "example"})
    assert printed.getvalue() == (shown or printed.getvalue())
