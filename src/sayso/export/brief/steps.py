"""How one figure was known from day to day, as steps to draw and to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.concluded import Figure
from sayso.export.asked import day
from sayso.export.brief.notes import Notes, Sentence, Told
from sayso.export.brief.sentences import range_of
from sayso.export.charts.numbers import answered

WIDTH, HEIGHT = 360, 150
_LEFT, _RIGHT, _TOP, _BASE = 8, 8, 26, 124
_HELD: Final = 0.14  # of the width: how long the last step is drawn
_APART: Final = 46  # units between two labels
_LETTER: Final = 7.4  # units that a letter of a label is wide
_ROOM: Final = 22  # units that an arrow needs beside a label
MOST_STEPS: Final = 12  # of which each is named; of more the first and the last ones


@dataclass(frozen=True, slots=True)
class Step:
    """From one day on: the figure in words, the box of its range, and the height at which best runs.

    `arrow` is where an arrow says that it is open, None where it is not, or its label says so alone.
    """

    day: date
    words: str
    said: Sentence
    x: float
    width: float
    y: float
    height: float
    best: float
    arrow: float | None
    label: str
    label_x: float
    anchor: str
    tick: str


@dataclass(frozen=True, slots=True)
class Steps:
    """A toll: its steps, and the line of best as a path."""

    steps: Sequence[Step]
    line: str
    base: float = _BASE
    width: int = WIDTH
    height: int = HEIGHT


def steps_of(toll: Sequence[Figure], notes: Notes) -> Steps | None:
    """The steps of a toll of two or more days; None where the figure never changed.

    Of many the last ones are drawn.
    """
    known = [each for each in toll if answered(each) and each.question.at is not None][-MOST_STEPS:]
    if len(known) < 2:
        return None
    days = [each.question.at for each in known if each.question.at is not None]
    numbers = [end for each in known for end in (each.low, each.high, each.best) if end is not None]
    scale = _Scale(days, max(numbers) or 1)
    steps: list[Step] = []
    labelled, ticked = -_APART, -_APART
    for at, (figure, start) in enumerate(zip(known, days, strict=True)):
        x, end = scale.x(start), scale.x(days[at + 1]) if at + 1 < len(days) else WIDTH - _RIGHT
        words, said = _said(figure, notes)
        changed = at == 0 or words != steps[-1].words
        label = words if changed and x - labelled >= _APART else ""
        labelled = round(x) if label else labelled
        tick = f"{start.day} {start:%b}" if x - ticked >= _APART else ""
        ticked = round(x) if tick else ticked
        steps.append(_step(figure, start, (words, said), (x, end), scale, label, tick))
    line = "".join(
        f"{'M' if not at else 'L'}{step.x} {step.best}H{round(step.x + step.width, 1)}"
        for at, step in enumerate(steps)
    )
    return Steps(steps, line)


class _Scale:
    """Where days and numbers lie."""

    def __init__(self, days: Sequence[date], greatest: int) -> None:
        self._first, self._whole = days[0], max((days[-1] - days[0]).days, 1)
        self._greatest = greatest

    def x(self, when: date) -> float:
        reach = (WIDTH - _LEFT - _RIGHT) * (1 - _HELD)
        return round(_LEFT + reach * (when - self._first).days / self._whole, 1)

    def y(self, number: int) -> float:
        return round(_BASE - (_BASE - _TOP) * number / self._greatest, 1)


def _step(
    figure: Figure, start: date, told: tuple[str, Sentence], ends: tuple[float, float], scale: _Scale,
    label: str, tick: str,
) -> Step:  # fmt: skip
    assert figure.low is not None
    x, end = ends
    best = scale.y(figure.low if figure.best is None else figure.best)
    top = best if figure.high is None else scale.y(figure.high)
    room = end - x - len(label) * _LETTER
    arrow = round(end - 8, 1) if figure.high is None and room > _ROOM else None
    overflows = x + len(label) * _LETTER > WIDTH
    return Step(
        start, *told, x, round(end - x, 1), top, round(max(scale.y(figure.low) - top, 0), 1), best, arrow,
        label, WIDTH if overflows else x, "end" if overflows else "start", tick,
    )  # fmt: skip


def _said(figure: Figure, notes: Notes) -> tuple[str, Sentence]:
    said = range_of(figure, notes)
    short = "".join(each.words for each in said)
    short = short.replace("at least ", "≥ ").replace("more than ", "> ").replace(" to ", "–")
    assert figure.question.at is not None
    return short.replace(", at most ", "–"), (Told(f"{day(figure.question.at)}: "), *said)
