"""A user's own spreadsheet: every row a report, every number of it a claim with the row as its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from sayso.lexicon import Lexicon
from sayso.read.report import Known, Skipped, Source, report_of
from sayso.read.spreadsheet.cells import days_of
from sayso.read.spreadsheet.claims import UnusableRowError, claims_of_row, expected_day
from sayso.read.spreadsheet.mapping import ColumnMapping
from sayso.read.spreadsheet.mapping_file import MappingFile
from sayso.read.spreadsheet.sheet import Row, UnreadableSheetError, open_sheet
from sayso.read.spreadsheet.text import RowText
from sayso.records import Claim, Doubt, Report
from sayso.settings import Settings

FROM_A_SHEET: Final = Doubt("text", "a row of a spreadsheet, column by column: no published text")
RowRead = tuple[Report, tuple[Claim, ...]] | Skipped


def read_rows(path: Path, mapping: Path, lexicon: Lexicon, settings: Settings) -> Iterator[RowRead]:
    """The report and the claims of each row of a CSV or Excel file; a bad row is skipped with its line.

    The report's text renders the row, a line a column ("Dead: at least 12"), so that every slot has its
    words in it. Raises `MappingError` with every fault of the mapping before the first row is read.
    """
    source = Source(str(path), path.name.removesuffix(path.suffix), settings=settings)
    written = MappingFile(mapping)
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(path.open("rb"))
            sheet = opened.enter_context(open_sheet(stream, written.sheet, source))
        except OSError as error:
            yield source.skipped(error.strerror or "cannot be read")
            return
        except UnreadableSheetError as error:
            yield source.skipped(str(error))
            return
        meant = written.mapping(sheet.columns)
        ids: dict[str, int] = {}
        for row in sheet.rows:
            if isinstance(row, Skipped):
                yield row
            elif row.cells:
                yield _read(row, meant, ids, lexicon, source)


def _read(row: Row, meant: ColumnMapping, ids: dict[str, int], lexicon: Lexicon, source: Source) -> RowRead:
    """One row; `ids` remembers on which line each id was met."""
    text = RowText(row.cells, meant)
    known = _known(text, meant, lexicon)
    if known is None:
        words = text.words(meant.report["published"])
        return source.skipped(f"published {words!r}: expected {expected_day(meant.sheet.days)}", row.line)
    if known.id is not None and ids.setdefault(known.id, row.line) != row.line:
        return source.skipped(f"id {known.id!r} stands in line {ids[known.id]} already", row.line)
    if len(text.whole) > source.settings.max_report_bytes:
        return source.too_large(row.line)
    report = report_of(text.whole, source, known, row.line)
    if isinstance(report, Skipped):
        return report
    report = replace(report, doubts=(*report.doubts, FROM_A_SHEET))
    try:
        return report, claims_of_row(report, text, meant, lexicon)
    except UnusableRowError as error:
        return source.skipped(str(error), row.line)


def _known(text: RowText, meant: ColumnMapping, lexicon: Lexicon) -> Known | None:
    """What the row tells about its report; None where its day of publication is no day.

    The page that a row was taken from is kept among `facts_from`, since several rows may be taken from one:
    with the page as their address, each would pass for a newer version of the one before.
    """
    words = {name: text.words(slot) for name, slot in meant.report.items()}
    day, url = words.get("published"), words.get("url")
    days = days_of(day, meant.sheet.days) if day else None
    if day and (days is None or days[2] != "day"):
        return None
    return Known(
        id=words.get("id"), outlet=words.get("outlet"), published=days[0] if days else None,
        title=words.get("title"), story=words.get("story"), language=lexicon.language,
        facts_from=(url,) if url else (),
    )  # fmt: skip
