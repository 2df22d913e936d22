"""Figures for a person to read: a line each, and on demand all that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rich import box
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sayso.cli import words
from sayso.cli.table import WIDEST, console_here, counted, put
from sayso.concluded import Answer, Figure, Limit, Word
from sayso.export.asked import asked
from sayso.export.charts.numbers import NONE, answered, best_of, high_of, low_of
from sayso.export.charts.ranges import perspective
from sayso.reconcile.chosen import choice_told

_INDENT: Final = 3
_MOST: Final = 6  # claims that are quoted for one reason; more are counted
_BOLD, _DIM, _NUMBER, _SOURCE = "bold", "dim", "bold cyan", "green"


def show_answers(answers: Sequence[Answer], *, explain: bool) -> None:
    """Prints answers in their order: low, best, high, independent sources, and each perspective beneath."""
    console = console_here()
    width = min(console.width, WIDEST)
    if explain:
        for answer in answers:
            put(console, _grid([answer], width))
            for line in _explained(answer):
                put(console, Padding(line, (0, 0, 0, _INDENT)))
            put(console, Text())
    else:
        put(console, _grid(answers, width))
    put(console, Text(_summary(answers, explain=explain), _DIM))


def show_tolls(tolls: Sequence[tuple[str, Sequence[Figure]]]) -> None:
    """Prints each question's figures by the day on which they were known."""
    console = console_here()
    for title, known in tolls:
        put(console, Text(words.safe(title), _BOLD))
        grid = _numbers("known on")
        for figure in known:
            at = figure.question.at
            grid.add_row(words.day(at) if at else NONE, *_ends(figure))
        put(console, Padding(grid, (0, 0, 0, _INDENT)) if known else Text("no word bears on this", _DIM))
        put(console, Text())


def _numbers(title: str) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style=_DIM, padding=(0, 1))
    grid.add_column(title, overflow="fold", ratio=1)
    grid.add_column("low", justify="right", no_wrap=True)
    grid.add_column("best", justify="right", no_wrap=True, style=_NUMBER)
    grid.add_column("high", justify="right", no_wrap=True)
    grid.add_column("sources", justify="right")
    return grid


def _grid(answers: Iterable[Answer], width: int) -> Grid:
    grid = _numbers("how many")
    grid.width = width
    for answer in answers:
        title = Text(words.safe(asked(answer.figure.question, answer.words)), _BOLD)
        grid.add_row(title, *_ends(answer.figure))
        for choice in answer.figure.choices:
            grid.add_row(Text(f"  {words.safe(choice_told(choice))}", "yellow"), *4 * ("",), style="not bold")
        for figure in answer.perspectives:
            whose = Text(f"  {words.safe(perspective(figure))}", _SOURCE)
            grid.add_row(whose, *_ends(figure), style="not bold")
    return grid


def _ends(figure: Figure) -> tuple[str, str, str, str]:
    sources = str(len(figure.origins)) if answered(figure) else NONE
    return low_of(figure), best_of(figure), high_of(figure), sources


def _summary(answers: Sequence[Answer], *, explain: bool) -> str:
    disputed = sum(_disputed(answer.figure) for answer in answers)
    line = f"{counted(len(answers), 'figure')}; ≥ at least, > more than, ≈ about; open: no word caps it"
    line += f"; {disputed} in dispute" if disputed else ""
    return line + ("" if explain else "; --explain tells what each rests on")


def _explained(answer: Answer) -> Iterator[Text]:
    """All that a figure rests on, the most important first."""
    figure = answer.figure
    told = {word.id: word for word in answer.words}
    if not answered(figure):
        yield _line("", "nobody counts this", style=_DIM)
    else:
        yield from _limit("low", low_of(figure), figure.low_limit, told)
        yield from _limit("high", high_of(figure), figure.high_limit, told)
        if figure.provable_high != figure.high:
            proven = "open" if figure.provable_high is None else f"{figure.provable_high:,}"
            yield _line("proven", f"what the words prove is {proven}; the ceiling is as counted")
        for rung in figure.ladder:
            yield _line(f"≥ {rung.number:,}", ", ".join(map(words.safe, rung.origins)), style=_SOURCE)
    for choice in figure.choices:
        yield _line("chosen", words.safe(choice_told(choice)), style="yellow")
    for change in figure.changes:
        yield _line(change.act, f"{_said(change.claims, told)} by {_said(change.by, told)}")
    yield from _contradictions(figure, told)
    for unused in figure.unused:
        yield _line("set aside", f"{unused.reason}: {_said(unused.claims, told)}", style=_DIM)
    for assumption in figure.assumptions:
        yield _line("assumed", _by_words(assumption, told))


def _disputed(figure: Figure) -> bool:
    """Does it matter to the figure how contradictions are settled?"""
    return len({(way.low, way.high) for way in figure.settlements}) > 1


def _contradictions(figure: Figure, told: Mapping[str, Word]) -> Iterator[Text]:
    """What cannot all be true, and the bounds that each way of settling it gives."""
    matters = _disputed(figure)
    for each in figure.contradictions:
        if matters:
            yield _line("in dispute", f"cannot all be true: {_said(each.claims, told)}", style="yellow")
        else:
            yield _line(
                "no matter", f"cannot all be true, but moves nothing: {_said(each.claims, told)}", style=_DIM
            )
    for way in figure.settlements if matters else ():
        high = "open" if way.high is None else f"{way.high:,}"
        yield _line("settled", f"{way.low:,} to {high} without {_said(way.left_out, told)}")


def _limit(name: str, number: str, limit: Limit | None, told: Mapping[str, Word]) -> Iterator[Text]:
    """One end: what it rests on, and what would have to change to move it."""
    if limit is None:
        return
    mark = f" ({limit.mark})" if limit.mark else ""
    rests = f"{_said(limit.claims, told)}" if limit.claims else "no word"
    yield _line(f"{name} {number}", f"{rests}{mark}")
    yield _line("", words.safe(limit.change), style=_DIM)


def _line(head: str, text: str, *, style: str = "") -> Text:
    return Text.assemble((f"{head:<12}", _BOLD), (text, style))


def _said(claims: Iterable[str], told: Mapping[str, Word]) -> str:
    """Claims by their words, speaker and report; each only once, many of them counted."""
    quoted = list(dict.fromkeys(_quoted(told[each]) if each in told else each for each in claims))
    more = len(quoted) - _MOST
    return "; ".join(quoted[:_MOST]) + (f"; {more} more" if more > 0 else "")


def _quoted(word: Word) -> str:
    """ "53" civilians (Karenni Human Rights Group, Myanmar Now 21 Nov 2023)."""
    claim = word.claim
    whom = f" {words.safe(claim.whom.text)}" if claim.whom is not None and claim.whom.text else ""
    carried = [words.safe(word.outlet or claim.document), words.day(word.published) if word.published else ""]
    told_by = " ".join(filter(None, carried))
    source = "" if word.origin == word.outlet else f"{words.safe(word.origin)}, "
    return f"“{words.safe(claim.quantity.text)}”{whom} ({source}{told_by})"


def _by_words(assumption: str, told: Mapping[str, Word]) -> str:
    """An assumption, which names claims by their ids, with their words in place of these."""
    for name, word in told.items():
        if name in assumption:
            assumption = assumption.replace(name, _quoted(word))
    return words.safe(assumption)
