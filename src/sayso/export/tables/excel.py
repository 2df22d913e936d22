"""A table as an Excel file: typed cells under a header that stays, and a sheet that explains the columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import IO, Any, Final

from sayso.errors import ExportError
from sayso.export.csv import SEPARATOR
from sayso.export.portions import Portion, made
from sayso.export.source import Source, Written
from sayso.export.tables.table import Table
from sayso.export.tables.workbook import MOST_ROWS, Workbook, workbook

_WIDTHS: Final = {"number": 11, "whole": 9, "day": 12, "flag": 9}
_WIDTH: Final = 24
_EXPLAINING: Final = (24, 10, 110, 34)


def write(table: Table, source: Source, out: IO[bytes], *, hxl: bool = False) -> Written:
    """Writes a table, a row at a time: numbers as numbers, days as days, nothing told as nothing.

    A list of one value is that value, a longer one a text parted by "; ". A text is cut where a cell of Excel
    ends. Raises `ExportError` where a sheet cannot hold so many rows.
    """
    headers, number = 1 + hxl, 0
    widths = [_WIDTHS.get(column.holds, _WIDTH) for column in table.columns]
    with workbook(out) as book:
        with book.sheet(table.title, widths, headers=headers) as put:
            put([column.name for column in table.columns])
            if hxl:
                put([column.tag or None for column in table.columns])
            for rows in made(source, table.portions(source), partial(_rows, table)):
                number += len(rows)
                if headers + number > MOST_ROWS:
                    told = f"a sheet of Excel holds {MOST_ROWS:,} rows and this export has more"
                    raise ExportError(f"{told}: filter it, or write CSV")
                for values in rows:
                    put(values)
        _explain(book, table)
    return Written(number)


def _rows(table: Table, source: Source, portion: Portion) -> list[list[Any]]:
    return [
        [_joined(value) if isinstance(value, list) else value for value in values]
        for values in table.rows(source, portion)
    ]


def _explain(book: Workbook, table: Table) -> None:
    """A sheet that says of every column what it holds and means."""
    with book.sheet("Columns", _EXPLAINING, headers=1) as put:
        put(["column", "holds", "what it means", "HXL"])
        for column in table.columns:
            put([column.name, column.holds, column.about, column.tag or None])


def _joined(values: Sequence[Any]) -> Any:
    """A list in one cell: its only value, or all of them parted; nothing where there is none."""
    if len(values) == 1:
        return values[0]
    told = ["" if value is None else str(value) for value in values]
    return SEPARATOR.join(told) if any(told) else None
