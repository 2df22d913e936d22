"""Rows of ACLED and UCDP GED: what they say, in whatever order and form, and what is said of a bad one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sayso.errors import ReportError
from sayso.pipeline import read_coded
from sayso.read import Skipped
from sayso.read.coded import CodedEvent, Dataset, coded_events, dataset_of, is_coded
from sayso.settings import Settings
from tests.compare.rows import ACLED, GED, write_rows

ROWS: dict[Dataset, dict[str, Any]] = {"acled": ACLED, "ged": GED}


def _read(path: Path, dataset: Dataset | None = None) -> list[CodedEvent | Skipped]:
    return list(coded_events(path, Settings(), dataset))


def _event(tmp_path: Path, row: dict[str, Any]) -> CodedEvent:
    (event,) = _read(write_rows(tmp_path / "rows.csv", row))
    assert isinstance(event, CodedEvent), event
    return event


@pytest.mark.parametrize("dataset", ROWS)
def test_columns_go_by_name(tmp_path: Path, dataset: Dataset) -> None:
    row = ROWS[dataset]
    plain = _event(tmp_path, row)
    turned = {column.upper(): row[column] for column in reversed(row)}
    assert _event(tmp_path, turned | {"ISO3": "MMR"}) == plain
    assert dataset_of(tmp_path / "rows.csv", Settings()) == dataset


def test_what_a_row_of_acled_says(tmp_path: Path) -> None:
    event = _event(tmp_path, ACLED)
    assert (event.id, event.first, event.last, event.best) == (
        "MMR900001",
        date(2023, 11, 14),
        date(2023, 11, 14),
        12,
    )
    assert (event.spot.name, event.spot.country, event.spot.precision) == ("Loikaw", "Myanmar", "town")
    assert event.cites == ("Example Times", "Kayah Example")
    assert event.told == date(2023, 11, 22)


def test_what_a_row_of_ged_says(tmp_path: Path) -> None:
    event = _event(tmp_path, GED)
    assert (event.low, event.best, event.high) == (12, 12, 14)
    assert event.sides == ("Government of Myanmar (Burma)", "Civilians")
    assert event.cites == ("Example Times", "Kayah Example")
    assert event.told == date(2023, 11, 16)


@pytest.mark.parametrize(
    "change",
    [
        {"inter1": 1, "inter2": 7, "interaction": 17},
        {"civilian_targeting": "Civilians targeted"},
        {"civilian_targeting": ""},
        {"event_date": "14 November 2023"},
        {"fatalities": "12.0"},
    ],
    ids=str,
)
def test_other_writings_of_acled_say_the_same(tmp_path: Path, change: dict[str, Any]) -> None:
    assert _event(tmp_path, ACLED | change) == _event(tmp_path, ACLED)


def test_an_extract_by_country_has_fewer_columns(tmp_path: Path) -> None:
    """As they are put up for a country: low before best, iso3, a row of HXL tags."""
    kept = (
        "id", "side_a", "side_b", "source_article", "where_prec", "where_coordinates", "adm_1", "adm_2",
        "latitude", "longitude", "country", "date_prec", "date_start", "date_end", "low", "best", "high",
    )  # fmt: skip
    extract = {column: GED[column] for column in kept} | {"iso3": "MMR"}
    tags = dict.fromkeys(extract, "") | {"id": "#event+id", "best": "#affected+killed"}
    (event,) = _read(write_rows(tmp_path / "extract.csv", tags, extract))
    assert isinstance(event, CodedEvent)
    assert (event.id, event.line, event.best) == ("900001", 3, 12)


PRECISION = [
    ("acled", {"time_precision": 2}, date(2023, 11, 11), date(2023, 11, 17), "week"),
    ("acled", {"time_precision": 3}, date(2023, 11, 1), date(2023, 11, 30), "month"),
    ("ged", {"date_prec": 3, "date_end": "2023-11-20"}, date(2023, 11, 14), date(2023, 11, 20), "week"),
]


@pytest.mark.parametrize(("dataset", "change", "first", "last", "precision"), PRECISION)
def test_days_are_as_precise_as_they_are_coded(
    tmp_path: Path, dataset: Dataset, change: dict[str, Any], first: date, last: date, precision: str
) -> None:
    event = _event(tmp_path, ROWS[dataset] | change)
    assert (event.first, event.last, event.day_precision) == (first, last, precision)


FAULTS = [
    ("acled", {"fatalities": "many"}, "fatalities 'many': expected a whole number from 0 up"),
    ("acled", {"fatalities": ""}, "fatalities is empty"),
    ("acled", {"event_date": "14/11"}, "event_date '14/11': expected a day like 2023-11-21"),
    ("acled", {"geo_precision": 9}, "geo_precision '9': expected 1, 2 or 3"),
    ("acled", {"civilian_targeting": "yes"}, "expected civilian targeting or civilians targeted"),
    ("acled", {"timestamp": "today"}, "timestamp 'today': expected seconds since 1970"),
    ("ged", {"latitude": ""}, "latitude without longitude, or longitude without latitude"),
    ("ged", {"latitude": "north"}, "latitude 'north': expected degrees from -90 to 90"),
    ("ged", {"date_end": "2023-11-13"}, "date_end '2023-11-13': expected a day not before 2023-11-14"),
    ("ged", {"low": 13}, "low '13': expected a number from 0 to best, 12"),
    ("ged", {"high": 11}, "high '11': expected a number from best, 12, up"),
    ("ged", {"id": 1}, "event 1 stands in line 2 already"),
]


@pytest.mark.parametrize(("dataset", "change", "reason"), FAULTS)
def test_a_bad_row_is_told_with_its_line_and_the_others_are_read(
    tmp_path: Path, dataset: Dataset, change: dict[str, Any], reason: str
) -> None:
    key = next(iter(ROWS[dataset]))
    rows = [ROWS[dataset] | {key: 1}, ROWS[dataset] | {key: 2} | change, ROWS[dataset] | {key: 3}]
    path = write_rows(tmp_path / "rows.csv", *rows)
    first, bad, last = _read(path)
    line = 2 + 2 if dataset == "acled" else 3  # a note of ACLED's has two lines
    assert str(bad).startswith(f"{path}:{line}: ")
    assert str(bad).endswith(reason)
    assert isinstance(first, CodedEvent)
    assert isinstance(last, CodedEvent)
    assert last.id == "3"


NO_EVENTS = {
    "other columns": (
        "name,age\nx,1\n",
        ":1: neither ACLED nor UCDP GED: expected the columns event_id_cnty",
    ),
    "counts by month": ("Country,Month,Year,Events,Fatalities\nMyanmar,May,2023,3,9\n", "no events"),
    "nothing": ("", "neither ACLED nor UCDP GED"),
}


@pytest.mark.parametrize("case", NO_EVENTS)
def test_a_file_of_no_events_is_told(tmp_path: Path, case: str) -> None:
    text, reason = NO_EVENTS[case]
    path = tmp_path / "other.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ReportError) as raised:
        _read(path)
    assert str(raised.value).startswith(str(path))
    assert reason in str(raised.value)
    assert not is_coded(path, Settings())


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.csv", GED, GED | {"id": 2, "adm_1": "Région"})
    path.write_bytes(path.read_text("utf-8").encode("windows-1252"))
    with pytest.raises(ReportError, match="not utf-8: save it as UTF-8"):
        _read(path)


def test_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.csv", {"event_date": "2023-11-14", "country": "Myanmar"})
    with pytest.raises(
        ReportError, match=r":1: no column event_id_cnty, fatalities: expected the columns of ACLED"
    ):
        _read(path, "acled")
    with pytest.raises(ReportError, match="No such file"):
        _read(tmp_path / "none.csv")


@pytest.mark.parametrize("dataset", ROWS)
def test_excel_says_the_same(tmp_path: Path, dataset: Dataset) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROWS[dataset]))
    sheet.append(list(ROWS[dataset].values()))
    book.save(tmp_path / "rows.xlsx")
    assert _read(tmp_path / "rows.xlsx") == [_event(tmp_path, ROWS[dataset])]
    assert is_coded(tmp_path / "rows.xlsx", Settings())


def test_a_row_of_ged_as_claims(tmp_path: Path) -> None:
    row = GED | {"deaths_a": 2, "deaths_b": 0, "deaths_civilians": 10, "best": 12, "low": 9, "high": 14}
    (item,) = read_coded(write_rows(tmp_path / "rows.csv", row))
    assert not isinstance(item, Skipped)
    report, (whole, soldiers, civilians) = item
    assert (report.id, report.outlet, report.facts_from) == (
        "UCDP GED 900001", "UCDP GED", ("Example Times", "Kayah Example")
    )  # fmt: skip
    assert (whole.quantity.value, whole.quantity.value_high, whole.quantity.hedge) == (9, 14, "range")
    assert [each.reason for each in whole.doubts] == ["its best is 12"]
    assert [(each.quantity.value, each.quantity.hedge) for each in (soldiers, civilians)] == [
        (2, "about"),
        (10, "about"),
    ]
    assert soldiers.part_of == civilians.part_of == whole.id
    assert whole.where[0].name == "Loikaw"
    assert whole.when is not None
    assert (whole.when.first, whole.when.precision) == (date(2023, 11, 14), "day")
    assert whole.coded


def test_a_row_of_acled_as_claims(tmp_path: Path) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "MMR900002", "fatalities": 0}]
    items = list(read_coded(write_rows(tmp_path / "rows.csv", *rows)))
    (_, (claim,)), (_, none) = [item for item in items if not isinstance(item, Skipped)]
    assert (claim.quantity.value, claim.quantity.hedge) == (12, "at_least")
    assert claim.by is not None
    assert claim.by.text == "Military Forces of Myanmar (2021-)"
    assert none == ()
