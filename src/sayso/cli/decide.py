"""`sayso decide`: what a person rules on claims and reports."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger import Where


def decide(
    act: Annotated[
        str | None,
        typer.Argument(
            metavar="ACT",
            help="accept, correct, reject, add, move, merge, split, choose, comment, approve, relabel, "
            "withdraw.",
            show_default=False,
        ),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]... [FIELD=VALUE]...",
            help="The claim or report it is about, others it names, and what it says: quantity.value=15.",
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; without it the login name.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; it is kept.")] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Many decisions, one JSON object a line.")
    ] = None,
    ledger: Where = None,
) -> None:
    """Records a decision, or those of a file; it holds at once, and after every rerun."""
    from sayso.cli.deciding import Deciding, row_of_words
    from sayso.cli.ledger import login_name
    from sayso.errors import SettingsError
    from sayso.settings import load_settings
    from sayso.store import open_ledger

    if (act is None) == (file is None):
        raise SettingsError("decide: expected an act with what it is about, or --file with many")
    settings = load_settings(ledger=ledger)
    now = datetime.now(UTC).replace(microsecond=0)
    with open_ledger(settings.ledger, create=False, settings=settings) as kept:
        deciding = Deciding(kept, who or login_name(), now, settings.leads)
        if file is not None:
            raise typer.Exit(deciding.file(file))
        assert act is not None
        typer.echo(deciding.one(row_of_words(act, words or [], reason)))
