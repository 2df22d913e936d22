"""`sayso gazetteer`: the places that names are resolved to, packaged and one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

SHOWN: Final = 20

gazetteer: Final = typer.Typer(
    no_args_is_help=True, help="Places that names are resolved to: add your own, search."
)


@gazetteer.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="GeoNames dump or zip, OCHA p-code table, or CSV with a header.")
    ],
    country: Annotated[
        str | None, typer.Option(help="Country of rows that tell none: MM, MMR or Myanmar.")
    ] = None,
    level: Annotated[
        str | None, typer.Option(help="Level of rows that tell none: province, district, town, area, point.")
    ] = None,
) -> None:
    """Keep the places of a file; they go before the packaged ones."""
    from sayso.errors import KnowledgeError
    from sayso.knowledge.gazetteer.own import add_places
    from sayso.knowledge.gazetteer.table import LEVELS

    if level is not None and level not in LEVELS:
        raise KnowledgeError(f"level {level!r}: expected one of {', '.join(LEVELS)}")
    added = add_places(file, country, level)
    for line in added.skipped[:SHOWN]:
        typer.echo(f"{file}: {line}; skipped", err=True)
    if len(added.skipped) > SHOWN:
        typer.echo(f"{file}: {len(added.skipped) - SHOWN:,} more rows skipped", err=True)
    typer.echo(f"{added.title}: {added.places:,} places added")


@gazetteer.command("list")
def list_tables() -> None:
    """The tables there are, in the order they are asked."""
    from sayso.knowledge.gazetteer import open_gazetteer

    for table in open_gazetteer().tables:
        if table.title:
            typer.echo(
                f"{table.title}\t{table.note['places']:,} places\tadded {table.note['added']}\t"
                f"from {table.note['source']}"
            )
        else:
            typer.echo(f"(packaged)\t{len(table):,} places\t{table.note['source']}")


@gazetteer.command()
def remove(title: Annotated[str, typer.Argument(help="Title of a table, as `list` shows it.")]) -> None:
    """Remove a table that was added."""
    from sayso.knowledge.gazetteer.own import remove_places

    remove_places(title)
    typer.echo(f"{title}: removed")


@gazetteer.command()
def search(
    name: Annotated[str, typer.Argument(help="A name, or how it begins, or how it sounds.")],
    limit: Annotated[int, typer.Option(min=1, help="As many places at most.")] = 10,
) -> None:
    """Places of a name, then of names that begin so, then of names that sound so."""
    from sayso.knowledge.gazetteer import open_gazetteer

    found = open_gazetteer().search(name, limit)
    for place in found:
        point = "" if place.latitude is None else f"{place.latitude:.4f}, {place.longitude:.4f}"
        within = ", ".join(filter(None, (place.admin2, place.admin1, place.country)))
        number = f"GeoNames {place.geonames_id}" if place.geonames_id else ""
        typer.echo("\t".join((place.name, place.level, within, point, number, place.table or "packaged")))
    if not found:
        typer.echo(f"nothing is called or sounds like {name!r}", err=True)
        raise typer.Exit(1)
