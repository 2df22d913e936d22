"""The rows of a spreadsheet, CSV or Excel: columns by name, cells as they are shown, line by line."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from typing import Any, BinaryIO, Final

from sayso.errors import MappingError
from sayso.lexicon.source import listed
from sayso.read.report import Skipped, Source
from sayso.read.spreadsheet.mapping import Sheet
from sayso.read.text import ZIP

MOST_COLUMNS: Final = 1_000
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = (",", ";", "\t", "|")
# What broken workbooks make openpyxl and the modules below it raise.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, IndexError, ValueError, TypeError, AttributeError,
    SyntaxError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: the line it begins on and its filled cells by column, as text."""

    line: int
    cells: dict[str, str]


class UnreadableSheetError(Exception):
    """A file that is no sheet: `str(error)` says why."""


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet's columns, in their order, and its rows; a row that cannot be read is `Skipped`."""

    columns: list[str]
    rows: Iterator[Row | Skipped]


def open_sheet(stream: BinaryIO, form: Sheet, source: Source) -> AbstractContextManager[OpenSheet]:
    """The sheet in a stream that can be sought; its rows are read as they are asked for.

    Raises `UnreadableSheetError` for what is no sheet, `MappingError` for a sheet that the workbook lacks.
    """
    head = stream.read(4)
    stream.seek(0)
    if head == OLD_EXCEL:
        raise UnreadableSheetError("an old or locked Excel file: expected .xlsx without a password, or CSV")
    return _excel(stream, form, source) if head == ZIP else _csv(stream, form, source, head[:2] in _UTF16)


@contextmanager
def _csv(stream: BinaryIO, form: Sheet, source: Source, utf16: bool) -> Iterator[OpenSheet]:
    marked = "utf-16" if utf16 else "utf-8-sig" if form.encoding == "utf-8" else form.encoding
    text = io.TextIOWrapper(stream, encoding=marked, newline="")
    try:
        try:
            lines = _lines(text, source)
            above = sum(1 for _ in islice(lines, form.header - 1))
            first = next(lines, "")
            delimiter = form.delimiter or max(_DELIMITERS, key=first.count)
            reader = csv.reader(chain([first] if first else [], lines), delimiter=delimiter)
            columns = _columns(next(reader, []))
        except (UnicodeError, csv.Error) as error:
            raise UnreadableSheetError(_fault(error, form)) from error
        yield OpenSheet(columns, _csv_rows(reader, columns, above, source, form))
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper, source: Source) -> Iterator[str]:
    """The lines of a file; raises `UnreadableSheetError` for one that is longer than a report may be."""
    most = source.settings.max_report_bytes
    while line := text.readline(most + 1):
        if len(line) > most:
            raise UnreadableSheetError(source.too_large().reason)
        yield line


def _csv_rows(
    reader: Any, columns: list[str], above: int, source: Source, form: Sheet
) -> Iterator[Row | Skipped]:
    """The rows below the header."""
    while True:
        line = above + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield source.skipped(_fault(error, form), line)
            continue
        except (UnicodeError, UnreadableSheetError) as error:
            yield source.skipped(f"{_fault(error, form)}; the rows from here on are not read", line)
            return
        if cells is None:
            return
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            yield source.skipped(f"{len(cells)} cells: expected {len(columns)}, one for each column", line)
            continue
        yield Row(line, _filled(columns, cells))


def _fault(error: Exception, form: Sheet) -> str:
    if isinstance(error, csv.Error):
        return f"broken CSV: {error}"
    if isinstance(error, UnreadableSheetError):
        return str(error)
    other = 'tell its encoding in a mapping (encoding = "windows-1252")'
    return f"not {form.encoding}: save it as UTF-8, or {other}"


@contextmanager
def _excel(stream: BinaryIO, form: Sheet, source: Source) -> Iterator[OpenSheet]:
    _check_size(stream, source)
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: styles, filters, drawings
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        except _BROKEN as error:
            raise UnreadableSheetError("broken Excel file") from error
        try:
            yield _sheet_of(book, form, source)
        finally:
            book.close()


def _check_size(stream: BinaryIO, source: Source) -> None:
    """Raises `UnreadableSheetError` for a file that unpacks to more than the setting allows."""
    most = source.settings.max_sheet_bytes
    try:
        with zipfile.ZipFile(stream) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except _BROKEN as error:
        raise UnreadableSheetError("broken Excel file") from error
    if size > most:
        raise UnreadableSheetError(f"unpacks to more than max_sheet_bytes ({most:,})")


def _sheet_of(book: Any, form: Sheet, source: Source) -> OpenSheet:
    """The sheet that the mapping names, else the first."""
    names = [sheet.title for sheet in book.worksheets]
    if form.sheet is not None and form.sheet not in names:
        raise MappingError([f"{source.path}: sheet {form.sheet!r}: expected {listed(names, form.sheet)}"])
    if not names:
        raise UnreadableSheetError("an Excel file without sheets")
    sheet = book.worksheets[names.index(form.sheet) if form.sheet else 0]
    sheet.reset_dimensions()  # which are often written wrong
    rows = sheet.iter_rows(min_row=form.header, max_col=MOST_COLUMNS, values_only=True)
    try:
        header = next(rows, ())
    except _BROKEN as error:
        raise UnreadableSheetError("broken Excel file") from error
    shown = [_shown(cell) for cell in header]
    while shown and not shown[-1].strip():
        shown.pop()
    columns = _columns(shown)
    return OpenSheet(columns, _excel_rows(rows, columns, form, source))


def _excel_rows(
    rows: Iterator[tuple[Any, ...]], columns: list[str], form: Sheet, source: Source
) -> Iterator[Row | Skipped]:
    line = form.header
    while True:
        line += 1
        try:
            cells = next(rows, None)
        except _BROKEN:
            yield source.skipped("broken Excel file; the rows from here on are not read", line)
            return
        if cells is None:
            return
        yield Row(line, _filled(columns, [_shown(cell) for cell in cells]))


def _shown(cell: Any) -> str:
    """A cell of a workbook as text: days as 2023-11-21, whole numbers without a fraction."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def _columns(header: list[str]) -> list[str]:
    """The names of the columns; one without a name goes by its number."""
    return [" ".join(name.split()) or f"column {number}" for number, name in enumerate(header, 1)]


def _filled(columns: list[str], cells: list[str]) -> dict[str, str]:
    """The cells that hold something, without the space around it; of columns of one name the first."""
    filled: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if cell.strip():
            filled.setdefault(column, cell.strip())
    return filled
