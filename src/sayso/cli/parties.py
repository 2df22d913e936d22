"""`sayso parties`: who the registry knows, and parties of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.errors import KnowledgeError

parties: Final = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Searches the parties Sayso knows, and adds your own."
)


@parties.command()
def add(
    table: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV with the columns of the packaged table.")
    ],
) -> None:
    """Keeps a table of your own parties; they go before the packaged ones from then on."""
    from sayso.knowledge import parties as registry

    typer.echo(f"kept as {registry.add(table)}")


@parties.command()
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an acronym or a part of one.")],
    limit: Annotated[int, typer.Option(min=1, help="How many to show at most.")] = 10,
) -> None:
    """The parties called so or much like it, the nearest first, with kind, sides and days."""
    from sayso.knowledge.parties import open_parties

    for score, party in open_parties().search(name, limit):
        sides = ", ".join(f"{conflict}:{side}" for conflict, side in party.sides.items())
        days = f"{party.first or ''}..{party.last or ''}" if party.first or party.last else ""
        about = "  ".join(each for each in (party.kind, party.country, sides, days) if each)
        typer.echo(f"{score:3.0f}  {party.name}  {about}")


@parties.command()
def check(
    tables: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="Tables; without, the packaged ones.")
    ] = None,
) -> None:
    """Every fault of tables of parties with its file and line, and the nearest valid word."""
    from sayso.knowledge import parties as registry

    faults = registry.check(tables or ())
    if faults:
        raise KnowledgeError("\n".join(faults))
    typer.echo("no fault")
