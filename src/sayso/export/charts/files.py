"""Charts as SVG, PNG and HTML: the same chart gives the same bytes."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from sayso.errors import ChartError
from sayso.export.charts.drawing import DARK, LIGHT, TYPEFACE, Chart, Colour, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHARP: Final = 160  # dots an inch of a PNG
_SUFFIXES: Final = ".svg, .png or .html"
_STAND_INS: Final = f"'{TYPEFACE}', Verdana, 'Bitstream Vera Sans', 'Noto Sans', sans-serif"
_NUMERIC: Final = re.compile(r"[≥>≈≤<–\d ,]+|open")
_PAGE: Final = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 {font}; }}
svg {{ width: 100%; height: auto; }}
table {{ border-collapse: collapse; margin-top: 1.5rem; width: 100%; font-size: 0.9rem; }}
th, td {{ text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0;
  border-bottom: 1px solid var(--rule); }}
th {{ color: var(--quiet); font-weight: normal; }}
.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
</style>
{svg}
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</html>
"""


def write_chart(chart: Chart, path: Path) -> None:
    """Writes a chart as what the end of the file's name says: .svg, .png or .html.

    Raises `ChartError` for another ending, or where the file cannot be written.
    """
    written: dict[str, Callable[[Chart], bytes]] = {
        ".svg": lambda each: svg(each).encode(), ".png": png, ".html": lambda each: page(each).encode(),
    }  # fmt: skip
    if path.suffix.lower() not in written:
        raise ChartError(f"{path}: a chart is a file that ends in {_SUFFIXES}")
    try:
        path.write_bytes(written[path.suffix.lower()](chart))
    except OSError as error:
        raise ChartError(f"{path}: {error.strerror}") from error


def svg(chart: Chart) -> str:
    """The chart as SVG; its words are text, and its numbers are told once more for those who listen."""
    drawn = _saved(chart, "svg").decode()
    start = drawn.index("<svg ")
    opened = drawn.index(">", start) + 1
    told = "; ".join(", ".join(row) for row in chart.rows)
    spoken = f"<title>{html.escape(chart.title)}</title>\n <desc>{html.escape(told)}</desc>"
    head = drawn[start : opened - 1] + ' role="img">'
    return f"{head}\n {spoken}{drawn[opened:]}".replace(f"'{TYPEFACE}'", _STAND_INS)


def png(chart: Chart) -> bytes:
    """The chart as PNG."""
    return _saved(chart, "png")


def page(chart: Chart) -> str:
    """The chart as a page that needs nothing else, in light and dark, with a table of its numbers."""
    drawn = svg(chart)
    for name, colour in LIGHT.items():
        drawn = drawn.replace(colour, f"var(--{name})")
    numeric = [all(_NUMERIC.fullmatch(row[at]) for row in chart.rows) for at in range(len(chart.columns))]
    return _PAGE.format(
        title=html.escape(chart.title or "Figures"), light=_variables(LIGHT), dark=_variables(DARK),
        font=_STAND_INS, svg=drawn, head=_cells(chart.columns, numeric, "th"),
        rows="\n".join(f"<tr>{_cells(row, numeric, 'td')}</tr>" for row in chart.rows),
    )  # fmt: skip


def _cells(row: tuple[str, ...], numeric: list[bool], tag: Literal["th", "td"]) -> str:
    kinds = (' class="number"' if is_number else "" for is_number in numeric)
    return "".join(f"<{tag}{kind}>{html.escape(cell)}</{tag}>" for kind, cell in zip(kinds, row, strict=True))


def _variables(colours: Mapping[Colour, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _saved(chart: Chart, form: Literal["svg", "png"]) -> bytes:
    """The drawing without anything that tells when or with what it was made."""
    out = io.BytesIO()
    bare = dict.fromkeys(("Date", "Creator", "Format", "Type") if form == "svg" else ("Software",))
    with settled():
        chart.sheet.savefig(out, format=form, dpi=SHARP if form == "png" else 72, metadata=bare)
    return out.getvalue()
