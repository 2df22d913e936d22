"""docs/command-line.md, written from the commands themselves: `make docs`; a test fails where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from sayso.cli import app

PAGE = Path(__file__).with_name("command-line.md")
HEAD = """\
# Command line

Written by `make docs` from the commands; edit their help texts, not this page.
"""


def commands(command: Any = None, name: str = "sayso") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, groups before what they hold: ("sayso", ...), ("sayso read", ...)."""
    command = command or typer.main.get_command(app)
    yield name, command
    if hasattr(command, "list_commands"):
        context = _context(name, command)
        for word in command.list_commands(context):
            yield from commands(command.get_command(context, word), f"{name} {word}")


def page() -> str:
    """The whole page: one section a command, one row an argument or option."""
    return HEAD + "".join(_section(name, command) for name, command in commands())


def _section(name: str, command: Any) -> str:
    context = _context(name, command)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    rows = "".join(_row(each, context) for each in command.params)
    table = f"\n| argument or option | what it does |\n|---|---|\n{rows}" if rows else ""
    return f"\n## {name}\n\n```\n{usage}\n```\n\n{_prose(command.help)}\n{table}"


def _context(name: str, command: Any) -> Any:
    return command.make_context(name, [], resilient_parsing=True)


def _row(parameter: Any, context: Any) -> str:
    names, told = (each.replace("|", r"\|") for each in parameter.get_help_record(context))
    return f"| `{names}` | {_prose(told)} |\n"


def _prose(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
