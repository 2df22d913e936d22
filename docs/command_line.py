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
    """Every command with its full name: ("sayso read", ...), ("sayso lexicon check", ...)."""
    command = command or typer.main.get_command(app)
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, below in command.commands.items():
        if not below.hidden:
            yield from commands(below, f"{name} {word}")


def page() -> str:
    """The whole page: one section a command, one row an argument or option."""
    return HEAD + "".join(_section(name, command) for name, command in commands())


def _section(name: str, command: Any) -> str:
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    rows = "".join(_row(each, context) for each in shown)
    table = f"\n| argument or option | what it does |\n|---|---|\n{rows}" if rows else ""
    return f"\n## {name}\n\n```\n{usage}\n```\n\n{_prose(command.help)}\n{table}"


def _row(parameter: Any, context: Any) -> str:
    if parameter.param_type_name == "argument":
        names = f"`{parameter.make_metavar(context)}`"
    else:
        flags = ", ".join([*parameter.opts, *parameter.secondary_opts])
        names = f"`{flags}`" if parameter.is_flag else f"`{flags} {parameter.make_metavar(context)}`"
    default = parameter.default
    plain = isinstance(default, str | int | float | Path) and not isinstance(default, bool)
    told = f" Default: `{default}`." if plain else ""
    return f"| {names} | {_prose(parameter.help)}{told} |\n".replace("`[", "`[")


def _prose(text: str | None) -> str:
    return (text or "").replace("\b\n", "").replace("\f", "").strip()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
