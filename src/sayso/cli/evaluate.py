"""`sayso evaluate`: Sayso's claims held against annotated reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sayso.evaluate import Comparison
    from sayso.records import Quantity, Report

from sayso.errors import EvaluationError

MISS_CONTEXT = 60  # characters of text shown on each side of a false claim


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of annotated reports, one JSON file each.")
    ],
    misses: Annotated[int, typer.Option(metavar="N", help="List the first N missed and N false claims.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    given: Annotated[
        bool, typer.Option("--given", help="Give the annotated quantities: slots alone are read.")
    ] = False,
    causes: Annotated[
        bool, typer.Option("--causes", help="Count misses and false claims by their causes.")
    ] = False,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Fail where a figure is below its floor.")
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Write the figures into the floors file.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Allow --pin to lower a floor.")] = False,
) -> None:
    """Precision, recall, F1 and every slot of the claims read from annotated reports.

    The floors of a set go by the name of its folder.
    """
    from sayso import evaluate as measuring
    from sayso.evaluate.given import claims_given
    from sayso.pipeline import extract

    if pin and floors is None:
        raise EvaluationError("--pin writes floors: name their file with --floors FILE")
    reports = measuring.read_gold(gold)
    comparisons = [
        measuring.compare(each, claims_given(each) if given else extract(each.report)) for each in reports
    ]
    reached = measuring.figures(comparisons)
    if as_json:
        figures = {**measuring.counts(comparisons), **reached, "kinds": measuring.by_kind(comparisons)}
        typer.echo(json.dumps(figures))
    else:
        typer.echo(_shown(comparisons))
    _print_misses(comparisons, misses)
    if causes:
        typer.echo(measuring.cause_table([fault for each in comparisons for fault in measuring.faults(each)]))
    if floors is None:
        return
    name, digest = gold.resolve().name, measuring.gold_digest(reports)
    if pin:
        measuring.pin(floors, name, digest, reached, lower=lower)
        return
    falls = measuring.fallen(name, measuring.read_floors(floors).get(name), digest, reached)
    for line in falls:
        typer.echo(line, err=True)
    if falls:
        raise typer.Exit(1)


def _shown(comparisons: Sequence[Comparison]) -> str:
    """One figure a line, the kinds at the end."""
    from sayso.evaluate import by_kind, counts, figures

    whole = [f"{name:18} {number}" for name, number in counts(comparisons).items()]
    parts = [
        f"{name:18} {'-' if value is None else format(value, '.3f')}"
        for name, value in {**figures(comparisons), **by_kind(comparisons)}.items()
    ]
    return "\n".join(whole + parts)


def _print_misses(comparisons: Sequence[Comparison], number: int) -> None:
    missed = [(each.gold.report, claim) for each in comparisons for claim in each.missed]
    false = [(each.gold.report, claim) for each in comparisons for claim in each.false]
    for report, annotated in missed[:number]:
        said = annotated.quantity
        typer.echo(f"missed {report.id} {annotated.kind} {said.value:g}: {_around(report, said)}")
    for report, claim in false[:number]:
        said = claim.quantity
        typer.echo(f"false  {report.id} {claim.kind} {said.value:g}: {_around(report, said)}")


def _around(report: Report, said: Quantity) -> str:
    """The words of a quantity in brackets, with what stands around them, on one line."""
    text = report.text
    before = text[max(0, said.start - MISS_CONTEXT) : said.start]
    return " ".join(f"{before}[{said.text}]{text[said.end : said.end + MISS_CONTEXT]}".split())
