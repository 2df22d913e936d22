"""`sayso lexicon`: checks the words Sayso reads by, and begins a lexicon of one's own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.errors import LexiconError

if TYPE_CHECKING:
    from sayso.lexicon.check import Extract

lexicon: Final = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Checks lexicons, and begins one of your own."
)


@lexicon.command()
def check(
    overlays: Annotated[
        list[Path] | None,
        typer.Option("--lexicon", metavar="DIR", help="Check your own words instead of the packaged ones."),
    ] = None,
    language: Annotated[str, typer.Option(help="Language of the lexicon.")] = "en",
) -> None:
    """Every fault of a lexicon with its file and line; runs all examples and counter-examples."""
    from sayso.lexicon.check import check as check_lexicon

    folders = tuple(overlays or ())
    checked = check_lexicon(_extracting(language, folders), language, folders)
    if checked.faults:
        raise LexiconError(list(checked.faults))
    typer.echo(f"{checked.entries} entries, {checked.examples} examples: no fault")


@lexicon.command()
def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write it to.")]) -> None:
    """Writes a commented starter lexicon: one sound example row in every table."""
    from sayso.lexicon.scaffold import write_starter

    for path in write_starter(folder):
        typer.echo(path)
    typer.echo(f"edit them, then: sayso lexicon check --lexicon {folder}")


def _extracting(language: str, overlays: Sequence[Path]) -> Extract | None:
    """What reads an example with the lexicon under test; None where faults forbid to load it.

    One sentence is too little for the relevance filter, so every example is read.
    """
    from sayso.extract import count
    from sayso.lexicon import load
    from sayso.pipeline import claims_of, look
    from sayso.records import Claim, Report

    try:
        words = load(language, tuple(overlays))
    except LexiconError:
        return None

    def read_example(text: str) -> Sequence[Claim]:
        reading = look(Report("example", text, hashlib.sha256(text.encode()).hexdigest()), words)
        return claims_of(reading, count(reading))

    return read_example
