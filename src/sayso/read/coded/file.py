"""The events of a user's own file of ACLED or UCDP GED, CSV or Excel, and which of the two it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Final

from sayso.errors import ReportError
from sayso.read.coded import acled, ged
from sayso.read.coded.cells import Cells
from sayso.read.coded.claims import claims_of_event, report_of_event
from sayso.read.coded.event import NAMES, CodedEvent, Dataset
from sayso.read.report import Skipped, Source
from sayso.read.spreadsheet.claims import UnusableRowError
from sayso.read.spreadsheet.mapping import Sheet
from sayso.read.spreadsheet.sheet import OpenSheet, Row, UnreadableSheetError, open_sheet
from sayso.records import Claim, Report
from sayso.settings import Settings

_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx"})
_READERS: Final[dict[Dataset, ModuleType]] = {"acled": acled, "ged": ged}


def dataset_of(path: Path, settings: Settings) -> Dataset:
    """Which data set a file is of, by the names of its columns; raises `ReportError` for any other file."""
    with _opened(path, settings) as (source, sheet):
        return _meant(source, sheet.columns, None)


def is_coded(path: Path, settings: Settings) -> bool:
    """Has a file that may be a table the columns of a data set?"""
    if path.suffix.casefold() not in _TABLES:
        return False
    try:
        dataset_of(path, settings)
    except ReportError:
        return False
    return True


def coded_events(
    path: Path, settings: Settings, dataset: Dataset | None = None
) -> Iterator[CodedEvent | Skipped]:
    """The events of a file; a row that cannot be read is skipped with its line, the others go on.

    Raises `ReportError` for a file that is none of events, or lacks columns of the `dataset` it is to be.
    """
    for _, event in _rows(path, settings, dataset):
        yield event


def coded_reports(
    path: Path, settings: Settings, dataset: Dataset | None = None
) -> Iterator[tuple[Report, tuple[Claim, ...]] | Skipped]:
    """Each row of a file as a report of the data set, with the dead it counts as its claims.

    They go by their data set and stand for what it was told by others: `rules` of the claims say so. Raises
    `ReportError` as `coded_events` does.
    """
    source = Source(str(path), path.stem, settings=settings)
    for row, event in _rows(path, settings, dataset):
        if row is None or isinstance(event, Skipped):
            assert isinstance(event, Skipped)
            yield event
            continue
        report, text = report_of_event(event, row.cells, source)
        if isinstance(report, Skipped):
            yield report
            continue
        try:
            yield report, claims_of_event(event, report, text)
        except UnusableRowError as error:
            yield source.skipped(str(error), row.line)


def _rows(
    path: Path, settings: Settings, dataset: Dataset | None
) -> Iterator[tuple[Row, CodedEvent] | tuple[Row | None, Skipped]]:
    """Each row with the event in it, or with why it has none."""
    with _opened(path, settings) as (source, sheet):
        reader = _READERS[_meant(source, sheet.columns, dataset)]
        lines: dict[str, int] = {}
        for row in sheet.rows:
            if isinstance(row, Skipped):
                yield None, row
                continue
            if not row.cells or all(cell.startswith("#") for cell in row.cells.values()):
                continue  # nothing, or the tags of HXL
            try:
                event = reader.event_of(Cells(row.cells), row.line)
            except UnusableRowError as error:
                yield row, source.skipped(str(error), row.line)
                continue
            first = lines.setdefault(event.id, row.line)
            if first != row.line:
                yield row, source.skipped(f"event {event.id} stands in line {first} already", row.line)
            else:
                yield row, event


@contextmanager
def _opened(path: Path, settings: Settings) -> Iterator[tuple[Source, OpenSheet]]:
    source = Source(str(path), path.stem, settings=settings)
    try:
        with path.open("rb") as stream, open_sheet(stream, Sheet(), source) as sheet:
            yield source, sheet
    except UnreadableSheetError as error:
        raise ReportError(str(path), str(error)) from error
    except OSError as error:
        raise ReportError(str(path), error.strerror or "cannot be read") from error


def _recognised(columns: Sequence[str]) -> Dataset | None:
    return next((name for name in _READERS if not _missing(columns, name)), None)


def _missing(columns: Sequence[str], dataset: Dataset) -> list[str]:
    known = {column.casefold() for column in columns}
    return [column for column in _READERS[dataset].NEEDED if column not in known]


def _meant(source: Source, columns: Sequence[str], dataset: Dataset | None) -> Dataset:
    """Which data set a file is of: the one it is said to be, else the one whose columns it has."""
    found = dataset or _recognised(columns)
    if found is None:
        raise ReportError(source.path, _strange(columns), 1)
    if missing := _missing(columns, found):
        expected = f"expected the columns of {NAMES[found]}"
        raise ReportError(source.path, f"no column {', '.join(missing)}: {expected}", 1)
    return found


def _strange(columns: Sequence[str]) -> str:
    """Why a file is none of events, and what was expected."""
    if {column.casefold() for column in columns} >= set(acled.AGGREGATE):
        return "counts by month, no events: expected a row for each event, with event_id_cnty and event_date"
    expected = "; or ".join(
        f"{', '.join(reader.NEEDED)} ({NAMES[name]})" for name, reader in _READERS.items()
    )
    return f"neither ACLED nor UCDP GED: expected the columns {expected}"
