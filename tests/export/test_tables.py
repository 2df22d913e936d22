"""Tables of claims and figures, read back as a spreadsheet reads them: every column, every type, every number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib import util
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from sayso.concluded import Word
from sayso.errors import ExportError
from sayso.export.columns import Column
from sayso.export.portions import Portion
from sayso.export.source import Exported, Source
from sayso.export.tables import claims, csv_file, excel, figures, workbook
from sayso.export.tables.claims import CLAIMS
from sayso.export.tables.figures import FIGURES
from sayso.export.tables.table import Table
from sayso.policy import POLICIES
from sayso.records import Place, Quantity
from sayso.store import Ledger
from tests.export.telling import Told, all_claims
from tests.store.made import a_report, claims_of

TABLES = [CLAIMS, FIGURES]
PYTHON_TYPES = {
    "text": str, "number": (int, float), "whole": int, "day": date, "flag": bool, "texts": list,
    "numbers": list, "wholes": list,
}  # fmt: skip
COLUMNS_OF_DOCS = Path(__file__).parents[2] / "docs" / "export_columns.py"


def as_csv(table: Table, source: Source, *, hxl: bool = False) -> list[list[str]]:
    """The records of a CSV file."""
    out = io.StringIO(newline="")
    written = csv_file.write(table, source, out, hxl=hxl)
    records = list(csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True))
    assert len(records) == written.rows + 1 + hxl
    return records


def rows_of(table: Table, source: Source) -> list[Sequence[Any]]:
    """The rows of a table."""
    return [row for portion in table.portions(source) for row in table.rows(source, portion)]


def as_excel(table: Table, source: Source, *, hxl: bool = False) -> openpyxl.Workbook:
    """The workbook of an Excel file."""
    out = io.BytesIO()
    excel.write(table, source, out, hxl=hxl)
    return openpyxl.load_workbook(out)


@pytest.fixture(params=["loikaw", "dev1"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """The packaged story, and all of dev1."""
    found: Ledger = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.policy)
def test_every_value_has_the_type_of_its_column(table: Table, told: Source) -> None:
    for values in rows_of(table, told):
        for column, value in zip(table.columns, values, strict=True):
            assert value is None or isinstance(value, PYTHON_TYPES[column.holds]), column
            assert not isinstance(value, bool) or column.holds == "flag"


def test_every_number_of_a_claim_is_followed_to_its_words(ledger: Ledger, in_full: Source) -> None:
    source = Source(ledger, in_full.disclosure)
    texts = {report.id: report.text for report in ledger.reports()}
    header, *records = as_csv(CLAIMS, source)
    rows = [dict(zip(header, record, strict=True)) for record in records]
    assert len(rows) == sum(1 for _ in ledger.claims())
    for row in rows:
        text = texts[row["document"]]
        quote = text[int(row["quantity_start"]) : int(row["quantity_end"])]
        assert quote == row["quantity_text"].removeprefix("'")
        assert (
            quote in text[int(row["evidence_start"]) : int(row["evidence_end"])] or not row["evidence_text"]
        )


def test_every_number_of_a_figure_is_followed_to_claims(told: Source) -> None:
    header, *records = as_csv(CLAIMS, told)
    rows = [dict(zip(header, record, strict=True)) for record in records]
    quotes = {f"{row['document']}#{row['id']}": row["evidence_text"] for row in rows}
    header, *records = as_csv(FIGURES, told)
    for record in records:
        row = dict(zip(header, record, strict=True))
        assert row["asked"]
        for end in ("low", "high"):
            named = [each for each in row[f"{end}_claims"].split("; ") if each]
            assert not row[end] or int(row[end]) == 0 or named or row[f"{end}_mark"], row
            assert all(quotes[each] for each in named)
        assert all(each in quotes for each in row["claims"].split("; ") if each)


def test_bounds_are_those_of_the_policy_asked_for(loikaw: Ledger, told: Source) -> None:
    at = {column.name: place for place, column in enumerate(CLAIMS.columns)}
    acled = POLICIES["acled/1"]
    for values in rows_of(CLAIMS, Source(loikaw, told.disclosure, policy=acled)):
        said = Quantity(
            values[at["quantity_text"]], 0, 0, values[at["quantity_value"]], values[at["quantity_hedge"]],
            values[at["quantity_value_high"]], values[at["quantity_unit"]],
        )  # fmt: skip
        bounds = acled.bounds(said)
        assert (values[at["quantity_low"]], values[at["quantity_high"]]) == (bounds.low, bounds.high)
        assert values[at["policy"]] == "acled/1"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.policy)
def test_tags_stand_right_under_the_header(table: Table, told: Source) -> None:
    header, tags, *_ = as_csv(table, told, hxl=True)
    assert header == [column.name for column in table.columns]
    pattern = re.compile(r"#[a-z]+[1-5]?(\+[a-z][a-z0-9_]*)*")
    assert all(not tag or pattern.fullmatch(tag) for tag in tags)
    told_tags = [tag for tag in tags if tag]
    assert len(told_tags) > 10
    assert len(told_tags) == len(set(told_tags))
    numbers = {column.tag for column in table.columns if column.holds in ("number", "whole")}
    assert all(tag in numbers for tag in told_tags if tag.startswith("#affected"))
    days = {column.tag for column in table.columns if column.holds == "day"}
    assert all(tag in days for tag in told_tags if tag.startswith("#date"))


@pytest.mark.parametrize("hxl", [False, True])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.policy)
def test_excel_holds_the_same_with_types(table: Table, told: Source, hxl: bool) -> None:
    book = as_excel(table, told, hxl=hxl)
    sheet, explained = book[table.title], book["Columns"]
    rows = rows_of(table, told)
    assert sheet.freeze_panes == ("A3" if hxl else "A2")
    assert sheet.auto_filter.ref.startswith("A2:" if hxl else "A1:")
    assert sheet["A1"].font.bold
    assert sheet.max_row == len(rows) + 1 + hxl
    for values, cells in zip(rows, sheet.iter_rows(min_row=2 + hxl), strict=True):
        for column, value, cell in zip(table.columns, values, cells, strict=True):
            assert_cell(column, value, cell)
    told_columns = [[cell.value for cell in row] for row in explained.iter_rows(min_row=2)]
    assert told_columns == [[each.name, each.holds, each.about, each.tag or None] for each in table.columns]


def assert_cell(column: Column, value: Any, cell: Any) -> None:
    """A cell holds a value as its type."""
    found = cell.value
    if isinstance(value, list):
        several = [each for each in value if each is not None]
        assert found == (
            value[0]
            if len(value) == 1
            else "; ".join("" if v is None else str(v) for v in value)
            if several
            else None
        )
    elif column.holds == "day" and value is not None:
        assert isinstance(found, datetime)
        assert found.date() == value
    else:
        assert found == (value or None if isinstance(value, str) else value)
        assert isinstance(value, str) is (cell.data_type == "s") or found is None


NOBODY: Final[Any] = Told([], "sayso")


class OfRows:
    """A table of given rows."""

    def __init__(self, holds: str, rows: Sequence[Sequence[Any]]) -> None:
        self.rows = rows
        columns = [Column("a", holds, "what it means")]  # type: ignore[arg-type]
        self.table = Table("a/1", "A", columns, lambda _: [self.rows], self._rows)

    def _rows(self, _: Source, rows: Portion) -> Iterator[Sequence[Any]]:
        yield from rows


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("=1+1", "=1+1"), ("#N/A", "#N/A"), ("@SUM(A1)", "@SUM(A1)"), ("-1", "-1"), ("a\x00b\x1fc", "a\ufffdb\ufffdc"),
        ("a\nb\tc", "a\nb\tc"), ("<&>\"'", "<&>\"'"), (" a ", " a "), ("_x0041_", "_x0041_"), ("a\rb", "a\rb"), ("ကယား 🕯️", "ကယား 🕯️"),
        ("x" * 40_000, "x" * (32_767 - 4) + " […]"), (["=1", None], "=1; "), ([None, None], None), ([], None), (["1"], "1"),
    ],
)  # fmt: skip
def test_any_text_is_a_text_in_its_cell(value: Any, found: str | None) -> None:
    cell = as_excel(OfRows("text", [[value]]).table, NOBODY)["A"]["A2"]
    assert cell.value == found or _unescaped(cell.value) == found
    assert cell.data_type != "f"


def _unescaped(text: str | None) -> str | None:
    """What Excel shows of a cell's text: its codes are those of ECMA-376, 22.9.2.19."""
    return text and re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


def test_days_that_excel_has_not_are_texts() -> None:
    book = as_excel(OfRows("day", [[date(1899, 5, 1)], [date(1900, 3, 1)]]).table, NOBODY)
    assert book["A"]["A2"].value == "1899-05-01"
    found = book["A"]["A3"].value
    assert isinstance(found, datetime)
    assert found.date() == date(1900, 3, 1)


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    as_excel(OfRows("number", [[1], [2]]).table, NOBODY)
    with pytest.raises(ExportError, match="holds 3 rows and this export has more: filter it, or write CSV"):
        as_excel(OfRows("number", [[1], [2]]).table, NOBODY, hxl=True)


@pytest.mark.parametrize("at", [0, 25, 26, 51, 52, 701, 702])
def test_columns_have_the_letters_of_a_spreadsheet(at: int) -> None:
    assert workbook._letter(at) == openpyxl.utils.get_column_letter(at + 1)


def test_lists_stand_in_one_cell_in_the_same_order() -> None:
    report = a_report()
    killed = replace(
        claims_of(report)[0], where=(Place("Loikaw", 32, 38, "Loikaw", 19.67, 97.21), Place("Hroza", 0, 5))
    )
    exported = Exported(report, Word(killed, "KNDF", "i1"), frozenset({"whom", "evidence"}))
    told = dict(
        zip((each.name for each in CLAIMS.columns), claims.values(exported, POLICIES["sayso/1"]), strict=True)
    )
    assert (told["where_text"], told["where_latitude"]) == (["Loikaw", "Hroza"], [19.67, None])
    assert (told["incident"], told["origin"], told["changed"]) == ("i1", "KNDF", ["evidence", "whom"])
    assert (told["when_from"], told["published"]) == (date(2023, 11, 21), date(2023, 11, 22))


def test_every_column_is_told_in_the_documents() -> None:
    spec = util.spec_from_file_location("export_columns", COLUMNS_OF_DOCS)
    assert spec is not None
    assert spec.loader is not None
    script = util.module_from_spec(spec)
    spec.loader.exec_module(script)
    text = script.PAGE.read_text("utf-8")
    assert script.page(text) == text, "run: make docs"
    assert {table.policy.partition("/")[0] for table in TABLES} == set(script.TABLES)


def test_what_stands_is_put_out_and_nothing_else(loikaw: Ledger, told: Source) -> None:
    assert [f"{each.report.id}#{each.word.claim.id}" for each in all_claims(told)] == [
        f"{claim.document}#{claim.id}" for claim in loikaw.claims()
    ]
    assert all(claims.COLUMNS)
    assert figures.COLUMNS[0].name == "asked"
