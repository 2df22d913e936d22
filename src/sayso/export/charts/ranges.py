"""Figures side by side: a line each from low to high, an arrow where no word caps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Final

from sayso.concluded import Answer, Figure
from sayso.export.asked import asked
from sayso.export.charts.drawing import (
    LARGE,
    LEADING,
    LIGHT,
    MARGIN,
    SIZE,
    SMALL,
    WIDTH,
    Chart,
    Colour,
    arrow,
    axes,
    measured,
    plain,
    settled,
    sheet,
    table,
    widest,
    wrapped,
    write,
)
from sayso.export.charts.numbers import NONE, answered, best_of, high_of, low_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS: Final = ("asked", "whose word", "low", "best", "high", "origins")
NOTE: Final = (
    "Bar: from low to high.  Dot: best.  Arrow: open, no word caps it.  ≥ at least, > more than, ≈ about."
)
EVERYONE: Final = "all voices"
_LABEL: Final = 270.0  # the column of questions
_GAP: Final = 14.0
_BAR: Final = 5.0
_ARROW: Final = 26.0
_MANY_TIMES: Final = 50  # greatest to smallest number; beyond, the axis is logarithmic
_MARKS: Final[tuple[tuple[Colour, str], ...]] = (("second", "D"), ("third", "s"), ("fourth", "^"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure on its line: the words before it, and how it is marked."""

    figure: Figure
    asked: str
    words: tuple[str, ...]
    size: float
    colour: Colour
    mark: str
    first: bool

    @property
    def height(self) -> float:
        """In points, with the space above."""
        return len(self.words) * self.size * LEADING + (12 if self.first else 3)


def range_chart(answers: Sequence[Answer], title: str = "") -> Chart:
    """A chart of answers in their order, a line each for all voices and, under it, for each perspective.

    Every number stands in a column beside its bar. What is open has an arrow of one length that ends nowhere.
    """
    lines = [line for answer in answers for line in _lines(answer)]
    with settled():
        return _drawn(lines, title)


def _lines(answer: Answer) -> Iterable[_Line]:
    title = asked(answer.figure.question, answer.words)
    words = tuple(wrapped(title, _LABEL))
    yield _Line(answer.figure, title, words, SIZE, "best", "o", first=True)
    for figure, (colour, mark) in zip(answer.perspectives, cycle(_MARKS), strict=False):
        label = tuple(wrapped(perspective(figure), _LABEL - 12, SMALL, most=2))
        yield _Line(figure, title, label, SMALL, colour, mark, first=False)


def perspective(figure: Figure) -> str:
    """Whose word a figure is, in words."""
    told = figure.question.perspective
    known = {"all": EVERYONE, "independent": "independent voices", "conceded": "own losses conceded"}
    return known.get(told, f"says {told}")


def _drawn(lines: Sequence[_Line], title: str) -> Chart:
    head = wrapped(title, WIDTH - 2 * MARGIN, LARGE, bold=True) if title else []
    notes = wrapped(NOTE, WIDTH - 2 * MARGIN, SMALL)
    top = MARGIN + len(head) * LARGE * LEADING + (10 if head else 0) + SMALL * LEADING
    body = sum(line.height for line in lines) + 8
    on = sheet(top + body + 34 + len(notes) * SMALL * LEADING + MARGIN)
    for number, words in enumerate(head):
        write(on, MARGIN, MARGIN + (number + 0.5) * LARGE * LEADING, words, size=LARGE, bold=True)
    ends = _number_columns(lines)
    for end, name in zip(ends, ("low", "best", "high"), strict=True):
        write(on, end, top - SMALL / 2 - 2, name, size=SMALL, colour="quiet", align="right")
    left = ends[-1] + _GAP
    plot = axes(on, left, top, WIDTH - MARGIN - left, body)
    _scale(plot, [line.figure for line in lines], WIDTH - MARGIN - left)
    plot.set_ylim(body, 0)
    below = 0.0
    for line in lines:
        below = _written(line, plot, ends, top, below)
    for number, note in enumerate(notes):
        y = top + body + 34 + (number + 0.5) * SMALL * LEADING
        write(on, MARGIN, y, note, size=SMALL, colour="quiet")
    return Chart(on, plain(title), COLUMNS, table(map(_row, lines)))


def _number_columns(lines: Sequence[_Line]) -> tuple[float, float, float]:
    """Where the columns of low, best and high end."""
    at, ends = MARGIN + _LABEL, []
    for name, of in (("low", low_of), ("best", best_of), ("high", high_of)):
        at += _GAP + max(widest([of(line.figure) for line in lines], SIZE), measured(name, SMALL))
        ends.append(at)
    return ends[0], ends[1], ends[2]


def _written(line: _Line, plot: Axes, ends: Sequence[float], top: float, below: float) -> float:
    """Puts a line's words, numbers and marks; where the next one begins."""
    on = plot.get_figure(root=True)
    assert on is not None
    below += 12 if line.first else 3
    for number, words in enumerate(line.words):
        y = top + below + (number + 0.5) * line.size * LEADING
        write(
            on,
            MARGIN + (0 if line.first else 12),
            y,
            words,
            size=line.size,
            colour="ink" if line.first else line.colour,
        )
    middle = below + line.size * LEADING / 2
    for end, number_of in zip(ends, (low_of, best_of, high_of), strict=True):
        bold = line.first and number_of is best_of
        write(on, end, top + middle, number_of(line.figure), size=line.size, align="right", bold=bold,
              colour="ink" if line.first else line.colour)  # fmt: skip
    _mark(line, plot, middle)
    return below + len(line.words) * line.size * LEADING


def _mark(line: _Line, plot: Axes, y: float) -> None:
    """The bar from low to high, or to an arrow, and the mark of best."""
    figure = line.figure
    if not answered(figure):
        return
    ends = [number for number in (figure.low, figure.best, figure.high) if number is not None]
    thick, colour = (_BAR, LIGHT["best"]) if line.first else (2.0, LIGHT[line.colour])
    bar = LIGHT["range"] if line.first else colour
    plot.plot([min(ends), max(ends)], [y, y], color=bar, linewidth=thick, solid_capstyle="butt", zorder=2)
    for end in {*ends} - {figure.best}:
        plot.plot([end], [y], marker="|", markersize=thick + 5, markeredgewidth=1.2, color=colour, zorder=3)
    if figure.high is None:
        arrow(plot, (max(ends), y), (_ARROW, 0), colour)
    if figure.best is not None:
        size = 6.5 if line.first else 5
        plot.plot([figure.best], [y], marker=line.mark, markersize=size, color=colour,
                  markeredgecolor=LIGHT["paper"], markeredgewidth=0.8, zorder=4)  # fmt: skip


def _scale(plot: Axes, figures: Sequence[Figure], width: float) -> None:
    """The axis: from 0, linear, or logarithmic where numbers are far apart; room for an arrow at its end."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

    numbers = [
        number
        for figure in figures
        for number in (figure.low, figure.best, figure.high)
        if number is not None
    ]
    greatest = max(numbers, default=1) or 1
    above = [number for number in numbers if number]
    room = 1 + (_ARROW + 8) / max(width - _ARROW - 8, 1)
    plot.yaxis.set_major_locator(NullLocator())
    plot.grid(axis="x", color=LIGHT["rule"], linewidth=0.6)
    plot.axvline(0, color=LIGHT["rule"], linewidth=1.2)
    if above and greatest > _MANY_TIMES * min(above):
        steps = len(str(greatest))
        plot.set_xscale("symlog", linthresh=1, linscale=0.5)
        plot.set_xlim(0, greatest**room * 1.15)
        plot.xaxis.set_major_locator(FixedLocator([0, *(10**step for step in range(steps))]))
        plot.xaxis.set_minor_locator(NullLocator())
        plot.set_xlabel("logarithmic scale", fontsize=SMALL, color=LIGHT["quiet"], labelpad=2)
    else:
        plot.set_xlim(0, greatest * room * 1.02)
        plot.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    plot.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    plot.tick_params(axis="x", pad=4)


def _row(line: _Line) -> tuple[str, ...]:
    """A line of the table beneath."""
    figure = line.figure
    origins = str(len(figure.origins)) if answered(figure) else NONE
    whose = perspective(figure)
    return line.asked, whose, low_of(figure), best_of(figure), high_of(figure), origins
