"""The figures of several sets side by side, with their change against the floors."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.evaluate.figures import Figures
from sayso.evaluate.floors import DECIMALS, Floor

NAME_WIDTH = 28
NO_FIGURE = "-"


def figure_table(sets: Mapping[str, Figures], floors: Mapping[str, Floor]) -> str:
    """One line a measure, one column a set; behind a figure that has a floor, what it gained or lost.

    >>> print(figure_table({"dev1": {"f1": 0.8713}}, {"dev1": Floor("", {"f1": 0.86})}))
                                     dev1
    f1                            0.871 +0.011
    """
    measures = list(dict.fromkeys(name for figures in sets.values() for name in figures))
    columns = [
        [_cell(figures.get(m), floors.get(name), m) for m in measures] for name, figures in sets.items()
    ]
    widths = [max(len(name), *map(len, cells)) for name, cells in zip(sets, columns, strict=True)]
    head = " " * NAME_WIDTH + "".join(f"  {name:>{width}}" for name, width in zip(sets, widths, strict=True))
    lines = [head]
    for at, measure in enumerate(measures):
        cells = (f"  {cells[at]:>{width}}" for cells, width in zip(columns, widths, strict=True))
        lines.append(f"{measure:{NAME_WIDTH}}" + "".join(cells))
    return "\n".join(lines)


def _cell(value: float | None, floor: Floor | None, measure: str) -> str:
    if value is None:
        return NO_FIGURE
    if isinstance(value, int):
        return str(value)
    shown = f"{value:.{DECIMALS}f}"
    if floor is None or measure not in floor.figures:
        return shown
    change = float(shown) - floor.figures[measure]
    return f"{shown} {change:+.{DECIMALS}f}" if abs(change) >= 10**-DECIMALS / 2 else f"{shown}   =   "
