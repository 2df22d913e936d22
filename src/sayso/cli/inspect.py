"""`sayso inspect`: one layer of a report - its places, dates, sources or parties - with offsets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from sayso.cli import named
from sayso.knowledge.calendar import Expression, expressions
from sayso.lexicon import Reading
from sayso.resolve.places.find import place_rows
from sayso.settings import load_settings

Row = dict[str, Any]


class Layer(StrEnum):
    """What is to be seen of a report."""

    places = "places"
    dates = "dates"
    sources = "sources"
    parties = "parties"


class Format(StrEnum):
    """How rows are printed."""

    jsonl = "jsonl"


def dates(reading: Reading) -> Iterator[Row]:
    """The dates of a report as they are written, one a row; `from` and `to` are None where none can be told.

    A range gives its two ends, "early June" its month and "since 11 November" that day: what is made of them,
    a claim's `when` tells. Repeated times ("every Friday") are no dates.
    """
    for expression in expressions(reading):
        for said in expression.parts or (expression,):
            if said.form != "repeated":
                yield _date(reading.report.id, said)


def _date(document: str, said: Expression) -> Row:
    period = said.within or said.period
    return {
        "document": document, "start": period.start, "end": period.end, "text": period.text,
        "from": period.first and period.first.isoformat(), "to": period.last and period.last.isoformat(),
        "precision": period.precision, "rule": said.rule, "doubt": said.doubt and said.doubt.reason,
    }  # fmt: skip


LAYERS: Final[dict[Layer, Callable[[Reading], Iterator[Row]]]] = {
    Layer.places: place_rows,
    Layer.dates: dates,
    Layer.sources: named.sources,
    Layer.parties: named.parties,
}


def inspect(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, or - for stdin.")],
    layer: Annotated[Layer, typer.Option(help="What to show.")],
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of reports that do not tell theirs: 2023-11-21.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of reports that do not tell theirs.")] = None,
    format: Annotated[  # noqa: A002, ARG001  # the one form there is; said so that a script can ask for it
        Format, typer.Option(help="One row a line.")
    ] = Format.jsonl,
) -> None:
    """One layer of reports, a row a line, each with its offsets into the report's text."""
    from sayso.cli.shown import given_of
    from sayso.pipeline import look
    from sayso.read import files_of, read_each
    from sayso.records import Report

    given, skipped = given_of(published, outlet), 0
    for item in read_each(files_of(paths), given=given, settings=load_settings()):
        if not isinstance(item, Report):
            skipped += 1
            typer.echo(str(item), err=True)
            continue
        for row in LAYERS[layer](look(item)):
            typer.echo(json.dumps(row, ensure_ascii=False))
    raise typer.Exit(1 if skipped else 0)
