"""A sheet to draw on, measured in points, and how words and colours stand on it."""

from __future__ import annotations

import unicodedata
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet

Colour = Literal["paper", "ink", "quiet", "rule", "best", "range", "second", "third", "fourth"]

# Okabe and Ito's palette, which the colour-blind tell apart, darkened until words in it have a contrast of at
# least 4.5 on the paper and marks of 3. A page in the dark uses the other table.
LIGHT: Final[dict[Colour, str]] = {
    "paper": "#ffffff", "ink": "#1a1c20", "quiet": "#595e66", "rule": "#d9dce1", "best": "#00588a",
    "range": "#a9cde4", "second": "#a83f00", "third": "#00634d", "fourth": "#8c3f74",
}  # fmt: skip
DARK: Final[dict[Colour, str]] = {
    "paper": "#15171b", "ink": "#eef0f3", "quiet": "#a8aeb8", "rule": "#3a3f47", "best": "#74c0ee",
    "range": "#2b5877", "second": "#f09a5c", "third": "#3fc4a0", "fourth": "#dd96c2",
}  # fmt: skip

WIDTH: Final = 720.0
MARGIN: Final = 18.0
SIZE: Final = 10.0  # of words, in points
SMALL: Final = 8.5
LARGE: Final = 13.0
LEADING: Final = 1.35
LONGEST: Final = 1_000  # characters of a text that are laid out
TYPEFACE: Final = "DejaVu Sans"  # comes with matplotlib: the same everywhere
_SETTINGS: Final[dict[str, Any]] = {
    "font.family": [TYPEFACE],
    "svg.fonttype": "none",  # words stay words: they can be searched, copied and read aloud
    "svg.hashsalt": "sayso",
    "path.simplify": False,
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what a table says beneath it."""

    sheet: Sheet
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@contextmanager
def settled() -> Iterator[None]:
    """The defaults of matplotlib and ours, whatever its settings are here.

    Letters that its font lacks (Burmese, say) are boxes in a PNG and as they should be in SVG and HTML.
    """
    from matplotlib.style import context

    with warnings.catch_warnings(), context(["default", _SETTINGS]):
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


def table(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, each cell plain."""
    return tuple(tuple(plain(cell) for cell in row) for row in rows)


def sheet(height: float) -> Sheet:
    """An empty sheet of `WIDTH` and a height in points."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=LIGHT["paper"])


def axes(on: Sheet, left: float, top: float, width: float, height: float) -> Axes:
    """A plot whose box is given in points from the upper left corner; grid and spines are bare."""
    whole = on.get_figheight() * 72
    plot = on.add_axes((left / WIDTH, 1 - (top + height) / whole, width / WIDTH, height / whole))
    plot.set_facecolor("none")
    for spine in plot.spines.values():
        spine.set_visible(False)
    plot.tick_params(length=0, labelsize=SMALL, labelcolor=LIGHT["quiet"])
    plot.set_axisbelow(True)
    return plot


def arrow(plot: Axes, start: tuple[float, float], reach: tuple[float, float], colour: str) -> None:
    """An arrow that says "open": it starts at a number, and is so many points long whatever the scale."""
    plot.annotate(
        "", xy=start, xytext=reach, textcoords="offset points", zorder=2,
        arrowprops={
            "arrowstyle": "<|-,head_length=0.45,head_width=0.2", "color": colour, "linewidth": 1.1,
            "shrinkA": 0, "shrinkB": 4,
        },
    )  # fmt: skip


def write(
    on: Sheet, x: float, y: float, words: str, *, size: float = SIZE, colour: Colour = "ink",
    align: Literal["left", "center", "right"] = "left", bold: bool = False,
) -> None:  # fmt: skip
    """Words on a line whose middle lies y points below the upper edge."""
    whole = on.get_figheight() * 72
    on.text(
        x / WIDTH, 1 - y / whole, plain(words), fontsize=size, color=LIGHT[colour], ha=align,
        va="center_baseline", fontweight="bold" if bold else "normal", parse_math=False,
    )  # fmt: skip


def plain(words: str) -> str:
    r"""Words on one line: what is no character to print is left out, and breaks are blanks.

    >>> plain("Loikaw\n\x1b[31m")
    'Loikaw [31m'
    """
    kept = (each if unicodedata.category(each)[0] not in "CZ" else " " for each in words)
    return " ".join("".join(kept).split())


def wrapped(words: str, width: float, size: float = SIZE, *, most: int = 6, bold: bool = False) -> list[str]:
    """The words in lines of a width in points; what `most` lines cannot hold ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in _pieces(plain(words[:LONGEST]), width, size, bold):
        longer = f"{line} {word}".strip()
        if line and measured(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measured(f"{last}…", size, bold=bold) > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]


def _pieces(words: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """The words, those that are wider than a line in parts."""
    for word in words.split(" "):
        rest = word
        while measured(rest, size, bold=bold) > width and len(rest) > 1:
            lengths = range(1, len(rest))
            fits = bisect_right(lengths, width, key=lambda n: measured(rest[:n], size, bold=bold))
            yield rest[: max(fits, 1)]
            rest = rest[max(fits, 1) :]
        yield rest


def measured(words: str, size: float, *, bold: bool = False) -> float:
    """How wide words are, in points."""
    font = _font("bold" if bold else "normal")
    font.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64


@cache
def _font(weight: str) -> Any:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family=[TYPEFACE], weight=weight)))


def widest(words: Sequence[str], size: float = SIZE) -> float:
    """The width of the widest."""
    return max((measured(each, size) for each in words), default=0.0)
