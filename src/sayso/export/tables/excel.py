"""A table as an Excel file: typed cells under a header that stays, and a sheet that explains the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, Any, Final

from sayso.errors import ExportError
from sayso.export.csv import SEPARATOR
from sayso.export.source import Source, Written
from sayso.export.tables.table import Table

MOST_ROWS: Final = 1_048_576  # of a sheet, by the format
_MOST_CHARACTERS: Final = 32_767  # of a cell, by the format
_CUT: Final = " […]"
_NO_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # XML 1.0 cannot hold it
_UNPRINTABLE: Final = "\ufffd"
_WIDTHS: Final = {"number": 11, "whole": 9, "day": 12, "flag": 9}
_WIDTH: Final = 24


def write(table: Table, source: Source, out: IO[bytes], *, hxl: bool = False) -> Written:
    """Writes a table, a row at a time: numbers as numbers, days as days, nothing told as nothing.

    A list of one value is that value, a longer one a text parted by "; ". A text is cut where a cell of Excel
    ends. Raises `ExportError` where a sheet cannot hold so many rows.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = _sheet(book, table, hxl=hxl)
    headers, number = 1 + hxl, 0
    for values in table.rows(source):
        number += 1
        if headers + number > MOST_ROWS:
            told = f"a sheet of Excel holds {MOST_ROWS:,} rows and this export has more"
            raise ExportError(f"{told}: filter it, or write CSV")
        sheet.append([_cell(sheet, value) for value in values])
    sheet.auto_filter.ref = f"A{headers}:{_letter(len(table.columns))}{headers + number}"
    _explain(book, table)
    book.save(out)
    return Written(number)


def _sheet(book: Any, table: Table, *, hxl: bool) -> Any:
    """A sheet that has its header, which stays in sight."""
    sheet = book.create_sheet(table.title)
    sheet.freeze_panes = "A3" if hxl else "A2"
    for at, column in enumerate(table.columns, 1):
        sheet.column_dimensions[_letter(at)].width = _WIDTHS.get(column.holds, _WIDTH)
    sheet.append(_bold(sheet, [column.name for column in table.columns]))
    if hxl:
        sheet.append([column.tag or None for column in table.columns])
    return sheet


def _explain(book: Any, table: Table) -> None:
    """A sheet that says of every column what it holds and means."""
    sheet = book.create_sheet("Columns")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCD", (24, 10, 110, 34), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(_bold(sheet, ["column", "holds", "what it means", "HXL"]))
    for column in table.columns:
        sheet.append([column.name, column.holds, column.about, column.tag or None])
    sheet.append([])
    sheet.append(["policy", None, table.policy])


def _bold(sheet: Any, words: Sequence[str]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    for word in words:
        cell = WriteOnlyCell(sheet, value=word)
        cell.font = Font(bold=True)
        yield cell


def _cell(sheet: Any, value: Any) -> Any:
    """A value as a cell takes it."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else _joined(value)
    if not isinstance(value, str):
        return value
    text = _NO_TEXT.sub(_UNPRINTABLE, value)
    if len(text) > _MOST_CHARACTERS:
        text = text[: _MOST_CHARACTERS - len(_CUT)] + _CUT
    return _plain(sheet, text) if text.startswith(("=", "#")) else text


def _joined(values: Sequence[Any]) -> str | None:
    """Several values in one cell; nothing where there is none."""
    told = ["" if value is None else str(value) for value in values]
    return SEPARATOR.join(told) if any(told) else None


def _plain(sheet: Any, text: str) -> Any:
    """A text that looks like a formula or a fault and is none."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
