"""Incidents and origins for a person to read, and as data."""

from __future__ import annotations

import json as plain_json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import typer
from rich import box
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sayso.cli import words
from sayso.cli.table import WIDEST, console_here, counted, put
from sayso.concluded import Word
from sayso.export.asked import SHOWN, span
from sayso.export.incidents import days_of, incident_row, places_of
from sayso.records import Claim

if TYPE_CHECKING:
    from sayso.link import Held

LEAST_TO_TELL: Final = 200  # entries of the chain that are linked without a word
_MOST: Final = 4  # numbers and places of an incident that are shown; more are counted
_DIM, _BOLD, _SOURCE, _NUMBER = "dim", "bold", "green", "bold cyan"


def tell_linking(left: int) -> None:
    """Says that linking goes on, where that takes a while."""
    if left > LEAST_TO_TELL and sys.stderr.isatty():
        typer.echo(f"linking what is new: {left:,} entries left", err=True)


def show_incidents(found: Iterable[tuple[str, Sequence[Word]]], *, json: bool) -> None:
    """Prints incidents in their order: name, days, place, numbers and reports."""
    if json:
        for name, told in found:
            typer.echo(_line(incident_row(name, told)))
        return
    console, number = console_here(), 0
    grid = _grid(
        min(console.width, WIDEST), ("incident", SHOWN), ("when", 17), ("where", None), ("what", None)
    )
    grid.add_column("reports", justify="right", width=7)
    for name, told in found:
        number += 1
        claims = [word.claim for word in told]
        grid.add_row(
            Text(name[:SHOWN], _BOLD), _days(claims), _some(_places(claims)),
            Text(_some(_numbers(claims)), _NUMBER), str(len({word.claim.document for word in told})),
        )  # fmt: skip
    if number:
        put(console, grid)
    put(
        console,
        Text(f"{counted(number, 'incident')}; sayso explain INCIDENT tells what holds one together", _DIM),
    )


def show_origins(found: Iterable[tuple[str, Sequence[tuple[Word, str]]]], *, json: bool) -> None:
    """Prints origins, those of most claims first, each claim with why it is held to be their word."""
    console, number = console_here(), 0
    for name, told in found:
        number += 1
        if json:
            claims = [{"claim": word.id, "because": because} for word, because in told]
            typer.echo(_line({"origin": name, "claims": claims}))
            continue
        outlets = {word.outlet or word.claim.document for word, _ in told}
        head = Text(words.safe(name), f"{_BOLD} {_SOURCE}")
        head.append(
            f"  {counted(len(told), 'claim')}, carried by {counted(len(outlets), 'outlet')}",
            f"not bold {_DIM}",
        )
        put(console, head)
        put(console, Padding(_carried(name, told, min(console.width, WIDEST) - 3), (0, 0, 1, 3)))
    if not json:
        put(console, Text(counted(number, "independent source"), _DIM))


def show_incident(name: str, held: Sequence[Held], told: Mapping[str, tuple[str, str]]) -> None:
    """Prints what each report tells of an incident, whose word it is, and by what it is held to the rest."""
    console = console_here()
    claims = [claim for each in held for claim in each.telling.claims]
    head = Text(f"incident {name[:SHOWN]}", _BOLD)
    head.append(f"  {_days(claims)}, {_some(_places(claims))}", "not bold")
    put(console, head)
    for each in held:
        telling = each.telling
        published = words.day(telling.published) if telling.published else "undated"
        put(console, Text())
        put(console, Text.assemble((words.safe(telling.report), _BOLD), f"  {published}"))
        for claim in telling.claims:
            origin, because = told.get(claim.id, ("", ""))
            line = Text.assemble(
                f"{claim.kind} ", (words.safe(claim.quantity.text), _NUMBER), f" {words.whom(claim)}"
            )
            line.append(f"  {words.safe(origin)}", _SOURCE)
            line.append(f"  {words.safe(because)}", _DIM)
            put(console, Padding(line, (0, 0, 0, 3)))
        if each.by is not None:
            why = "; ".join(map(words.safe, each.reasons)) or "nothing that speaks for it by itself"
            put(console, Padding(Text(f"one with {words.safe(each.by.report)}: {why}", _DIM), (0, 0, 0, 3)))


def _grid(width: int, *columns: tuple[str, int | None]) -> Grid:
    grid = Grid(
        box=box.SIMPLE_HEAD, width=width, show_edge=False, pad_edge=False, header_style=_DIM, padding=(0, 1)
    )
    for title, share in columns:
        if share is None:
            grid.add_column(title, ratio=1, overflow="fold")
        else:
            grid.add_column(title, width=share)
    return grid


def _carried(name: str, told: Iterable[tuple[Word, str]], width: int) -> Grid:
    """The claims of an origin, who carries each, and why it is its word."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.width = width
    for share in (3, 2, 3):
        grid.add_column(ratio=share, overflow="fold")
    plainly = {f"quotes {name}": "quoted", f"is the word of {name} itself": "its own word"}
    for word, because in told:
        claim = word.claim
        published = words.day(word.published) if word.published else "undated"
        what = Text.assemble(
            f"{claim.kind} ", (words.safe(claim.quantity.text), _NUMBER), f" {words.whom(claim)}"
        )
        carried = f"{words.safe(word.outlet or claim.document)}, {published}"
        grid.add_row(what, carried, Text(words.safe(plainly.get(because, because)), _DIM))
    return grid


def _days(claims: Iterable[Claim]) -> str:
    first, last = days_of(claims)
    return span(first, last) or words.NOT_TOLD


def _places(claims: Iterable[Claim]) -> list[str]:
    return list(map(words.safe, places_of(claims)))


def _numbers(claims: Iterable[Claim]) -> list[str]:
    """What was counted, as said, those of most first: "killed 14", "injured A further seven"."""
    ordered = sorted(claims, key=lambda claim: (-claim.quantity.value, claim.kind))
    return list(dict.fromkeys(f"{claim.kind} {words.safe(claim.quantity.text)}" for claim in ordered))


def _some(told: Sequence[str]) -> str:
    more = len(told) - _MOST
    return ", ".join(told[:_MOST]) + (f" and {more} more" if more > 0 else "") if told else words.NOT_TOLD


def _line(row: dict[str, Any]) -> str:
    return plain_json.dumps(row, ensure_ascii=False)
