"""`sayso evaluate`: Sayso's claims held against annotated reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.errors import EvaluationError

if TYPE_CHECKING:
    from sayso.evaluate import AnnotatedReport, Comparison
    from sayso.records import Quantity, Report

MISS_CONTEXT = 60  # characters of text shown on each side of a number


def evaluate(  # noqa: PLR0913
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD_DIR...", help="Folders of annotated reports.")],
    misses: Annotated[int, typer.Option(metavar="N", help="List the first N missed and N false claims.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a set.")] = False,
    given: Annotated[
        bool, typer.Option("--given", help="Give the quantities: slots alone are read.")
    ] = False,
    causes: Annotated[bool, typer.Option("--causes", help="Count misses and false claims by cause.")] = False,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Fail below the floors of FILE.")
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Write the figures into the floors file.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Let --pin lower a floor.")] = False,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Your own words, over the packaged ones.")
    ] = None,
) -> None:
    """Show precision, recall, F1 and every slot of the claims read from annotated reports.

    A set goes by the name of its folder, in the table and in the floors file; behind a figure that has a
    floor stands what it gained or lost.
    """
    from sayso import evaluate as measuring

    if (pin and floors is None) or (lower and not pin):
        raise EvaluationError("--pin needs --floors FILE to write to, and --lower needs --pin")
    sets = {folder.resolve().name: measuring.read_gold(folder) for folder in gold}
    known = measuring.read_floors(floors) if floors else {}
    found = _compared(sets, tuple(lexicon or ()), given=given)
    if as_json:
        for name, compared in found.items():
            figures = {**measuring.figures(compared), "kinds": measuring.by_kind(compared)}
            typer.echo(json.dumps({"set": name, **measuring.counts(compared), **figures}))
    else:
        rows = {
            name: {**measuring.counts(compared), **measuring.figures(compared), **measuring.by_kind(compared)}
            for name, compared in found.items()
        }
        typer.echo(measuring.figure_table(rows, known))
    every = [comparison for compared in found.values() for comparison in compared]
    _print_misses(every, misses)
    if causes:
        from sayso.evaluate.causes import cause_table, faults

        typer.echo(cause_table([fault for each in every for fault in faults(each)]))
    if floors is None:
        return
    falls: list[str] = []
    for name, compared in found.items():
        digest, reached = measuring.gold_digest(sets[name]), measuring.figures(compared)
        if pin:
            measuring.pin(floors, name, digest, reached, lower=lower)
        else:
            falls += measuring.fallen(name, known.get(name), digest, reached)
    if falls:
        raise EvaluationError("\n".join(falls))


def _compared(
    sets: dict[str, tuple[AnnotatedReport, ...]], overlays: tuple[Path, ...], *, given: bool
) -> dict[str, list[Comparison]]:
    """Each set's reports, read and held against their annotations."""
    from sayso.cli.progress import Progress
    from sayso.evaluate import compare
    from sayso.evaluate.given import claims_given
    from sayso.lexicon import load
    from sayso.pipeline import extract

    words = load("en", overlays)
    found: dict[str, list[Comparison]] = {}
    with Progress(sum(len(each.report.text) for reports in sets.values() for each in reports)) as progress:
        for name, reports in sets.items():
            found[name] = []
            for each in reports:
                claims = claims_given(each, words) if given else extract(each.report, words)
                found[name].append(compare(each, claims))
                progress.advance(len(each.report.text))
    return found


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
