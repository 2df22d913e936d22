"""One figure as it was known from day to day: a stepped range, its best line, and what was told when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from sayso.concluded import Figure, Voice
from sayso.export.asked import asked, day
from sayso.export.charts.drawing import (
    LARGE,
    LEADING,
    LIGHT,
    MARGIN,
    SIZE,
    SMALL,
    WIDTH,
    Chart,
    arrow,
    axes,
    measured,
    plain,
    settled,
    sheet,
    table,
    wrapped,
    write,
)
from sayso.export.charts.numbers import NONE, best_of, high_of, low_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS: Final = ("known on", "low", "best", "high", "told that day")
NOTE: Final = (
    "Line: best.  Band: low to high.  Arrow: open, no word caps it.  Diamond: what a source said that day."
)
_HEIGHT: Final = 230.0
_ARROW: Final = 20.0
_BEFORE: Final = 36.0  # points left of the first day, half the width of its words
_TICKS: Final = 7
_STEPS: Final = (1, 2, 4, 7, 14, 28, 56, 91, 182, 365)  # days between ticks


def toll_chart(figures: Sequence[Figure], title: str = "") -> Chart:
    """A chart of one question's figures by the day up to which they ask, the earliest first.

    >>> toll_chart([figure(replace(question, at=day), words) for day in days])

    Between two days a figure stays what it was. Figures without an answer are left out.
    """
    known = [figure for figure in figures if figure.low is not None and figure.question.at is not None]
    with settled():
        return _drawn(known, title or (asked(figures[0].question) if figures else ""))


def _drawn(figures: Sequence[Figure], title: str) -> Chart:
    head = wrapped(title, WIDTH - 2 * MARGIN, LARGE, bold=True)
    notes = wrapped(NOTE, WIDTH - 2 * MARGIN, SMALL)
    top = MARGIN + len(head) * LARGE * LEADING + 12
    on = sheet(top + _HEIGHT + 40 + len(notes) * SMALL * LEADING + MARGIN)
    for number, line in enumerate(head):
        write(on, MARGIN, MARGIN + (number + 0.5) * LARGE * LEADING, line, size=LARGE, bold=True)
    spoken = list(_spoken(figures))
    greatest = max(_numbers(figures, spoken), default=1) or 1
    left = MARGIN + measured(f"{greatest:,}", SMALL) + 10
    width = WIDTH - MARGIN - left
    plot = axes(on, left, top, width, _HEIGHT)
    days = [figure.question.at for figure in figures if figure.question.at is not None]
    if days:
        per_day = _scales(plot, days, greatest, width)
        _steps(plot, figures, [each.toordinal() for each in days], per_day)
        for when, voice in spoken:
            plot.plot(
                [when.toordinal()], [voice.low], marker="D", markersize=4.5, color=LIGHT["second"],
                markeredgecolor=LIGHT["paper"], markeredgewidth=0.8, zorder=5, clip_on=False,
            )  # fmt: skip
    for number, note in enumerate(notes):
        y = top + _HEIGHT + 40 + (number + 0.5) * SMALL * LEADING
        write(on, MARGIN, y, note, size=SMALL, colour="quiet")
    return Chart(on, plain(title), COLUMNS, table(_rows(figures, spoken)))


def _numbers(figures: Sequence[Figure], spoken: Sequence[tuple[date, Voice]]) -> Iterator[int]:
    for figure in figures:
        yield from (number for number in (figure.low, figure.best, figure.high) if number is not None)
    yield from (voice.low for _, voice in spoken)


def _spoken(figures: Sequence[Figure]) -> Iterator[tuple[date, Voice]]:
    """What each voice said on the day of a figure that it had not said at the one before."""
    before: set[str] = set()
    for figure in figures:
        assert figure.question.at is not None
        yield from (
            (figure.question.at, voice) for voice in figure.voices if not before.issuperset(voice.claims)
        )
        before |= {claim for voice in figure.voices for claim in voice.claims}


def _scales(plot: Axes, days: Sequence[date], greatest: int, width: float) -> float:
    """Both axes; how many points a day is wide. The last figure is drawn as if it held a little longer."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

    whole = (days[-1] - days[0]).days
    held = max(1, ceil(whole * 0.12))
    before = _BEFORE * (whole + held) / (width - _BEFORE)
    first, last = days[0].toordinal() - before, days[-1].toordinal() + held
    plot.set_xlim(first, last)
    plot.set_ylim(0, greatest * (1 + (_ARROW + SIZE * 2) / _HEIGHT))
    step = next((each for each in _STEPS if whole / each <= _TICKS), ceil(whole / _TICKS))
    ticks = [days[0] + timedelta(at) for at in range(0, whole + held, step)]
    plot.xaxis.set_major_locator(FixedLocator([each.toordinal() for each in ticks]))
    plot.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: _tick(date.fromordinal(round(value)), ticks))
    )
    plot.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    plot.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    plot.grid(axis="y", color=LIGHT["rule"], linewidth=0.6)
    plot.axhline(0, color=LIGHT["rule"], linewidth=1.2)
    return width / (last - first)


def _tick(value: date, ticks: Sequence[date]) -> str:
    """The day; its year too on the first tick of a year."""
    earlier = [each for each in ticks if each < value]
    shown = f"{value.day} {value:%b}"
    return shown if earlier and earlier[-1].year == value.year else f"{shown} {value.year}"


def _steps(plot: Axes, figures: Sequence[Figure], days: Sequence[int], per_day: float) -> None:
    """Band, best line, arrows and the numbers of each step."""
    edges = [*days, plot.get_xlim()[1]]
    bests = [_line(figure) for figure in figures]
    for number, figure in enumerate(figures):
        start, end, best = edges[number], edges[number + 1], bests[number]
        assert figure.low is not None
        top = best if figure.high is None else figure.high
        plot.fill_between([start, end], figure.low, top, color=LIGHT["range"], linewidth=0, zorder=1)
        if figure.high is None:
            arrow(plot, ((start + end) / 2, best), (0, _ARROW), LIGHT["best"])
        if number and _ends(figure) == _ends(figures[number - 1]):
            continue
        words = _label(figure)
        last = number == len(figures) - 1
        if last or measured(words, SMALL) + 4 < (end - start) * per_day:
            plot.annotate(words, (start, top), (2, 5), textcoords="offset points", fontsize=SMALL,
                          color=LIGHT["ink"], zorder=6, parse_math=False, ha="left")  # fmt: skip
    plot.step(edges, [*bests, bests[-1]], where="post", color=LIGHT["best"], linewidth=2, zorder=3)


def _line(figure: Figure) -> int:
    """Where the line of best runs; where the policy names no best, along the low."""
    assert figure.low is not None
    return figure.low if figure.best is None else figure.best


def _ends(figure: Figure) -> tuple[int | None, int | None, int | None]:
    return figure.low, figure.best, figure.high


def _label(figure: Figure) -> str:
    """A step's numbers: "53", "53–77", "≥ 82"."""
    if figure.high is None or figure.high == figure.low:
        return best_of(figure) if figure.best is not None else low_of(figure)
    return f"{low_of(figure)}–{high_of(figure)}"


def _rows(figures: Sequence[Figure], spoken: Sequence[tuple[date, Voice]]) -> Iterator[tuple[str, ...]]:
    for figure in figures:
        assert figure.question.at is not None
        told = [f"{voice.origin}: {voice.low:,}" for when, voice in spoken if when == figure.question.at]
        known = day(figure.question.at)
        yield known, low_of(figure), best_of(figure), high_of(figure), "; ".join(told) or NONE
