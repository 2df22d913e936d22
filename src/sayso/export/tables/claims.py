"""Claims as a table, one a row: their public fields, with their report, incident and origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, Final, TextIO

from sayso.export.columns import columns_of
from sayso.export.csv import cells
from sayso.export.portions import Portion
from sayso.export.source import Exported, Source, Written
from sayso.export.tables import csv_file, excel
from sayso.export.tables.table import Table, dated
from sayso.policy import Policy

COLUMNS: Final = columns_of("claims")
_AT: Final = {column.name: at for at, column in enumerate(COLUMNS)}


def rows(source: Source, reports: Portion) -> Iterator[list[Any]]:
    """The values of each claim of some reports in the order of the columns: days as days, lists as lists."""
    for exported in source.claims(reports):
        yield values(exported, source.policy)


def values(exported: Exported, policy: Policy) -> list[Any]:
    """A claim's values in the order of the columns, with bounds under a policy.

    >>> values(exported, ACLED)[_AT["quantity_low"]]
    12
    """
    report, word = exported.report, exported.word
    told = cells(replace(word.claim, incident=word.incident))
    told += [word.origin, report.outlet, report.published, report.title, report.url, report.story]
    told.append(sorted(exported.changed))
    taken = policy.bounds(word.claim.quantity)
    told[_AT["quantity_low"]], told[_AT["quantity_high"]] = taken.low, taken.high
    told[_AT["policy"]] = policy.name
    return dated(COLUMNS, told)


CLAIMS: Final = Table("claims/1", "Claims", COLUMNS, Source.of_reports, rows)


def write_csv(source: Source, out: TextIO, *, hxl: bool = False) -> Written:
    """Writes the claims as CSV, on request with HXL tags."""
    return csv_file.write(CLAIMS, source, out, hxl=hxl)


def write_excel(source: Source, out: IO[bytes], *, hxl: bool = False) -> Written:
    """Writes the claims as an Excel file, on request with HXL tags."""
    return excel.write(CLAIMS, source, out, hxl=hxl)
