"""A table as a CSV file: a line of names, on request a line of HXL tags, and a record a row."""

from __future__ import annotations

from functools import partial
from typing import TextIO

from sayso.export.csv import cells_line
from sayso.export.portions import Portion, made
from sayso.export.source import Source, Written
from sayso.export.tables.table import Table


def write(table: Table, source: Source, out: TextIO, *, hxl: bool = False) -> Written:
    """Writes a table: days as 2023-11-14, lists in one cell parted by "; ", nothing told as nothing.

    A text that a spreadsheet would run as a formula is preceded by an apostrophe.
    """
    out.write(cells_line(column.name for column in table.columns))
    if hxl:
        out.write(cells_line(column.tag for column in table.columns))
    number = 0
    for lines in made(source, table.portions(source), partial(_lines, table)):
        out.writelines(lines)
        number += len(lines)
    return Written(number)


def _lines(table: Table, source: Source, portion: Portion) -> list[str]:
    return list(map(cells_line, table.rows(source, portion)))
