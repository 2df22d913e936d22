"""The layer of dates: a row for each date as it is written."""

from __future__ import annotations

from datetime import date

from sayso.cli.inspect import dates
from sayso.pipeline import look
from sayso.records import Report


def test_rows_of_dates() -> None:
    text = "Between 24 and 26 April nine died; since early June there is calm. Every Friday people pray."
    rows = list(dates(look(Report("r", text, "", published=date(2023, 11, 23)))))
    assert [(row["text"], row["from"], row["to"], row["precision"]) for row in rows] == [
        ("24", "2023-04-24", "2023-04-24", "day"),
        ("26 April", "2023-04-26", "2023-04-26", "day"),
        ("early June", "2023-06-01", "2023-06-30", "month"),
    ]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_an_open_date_has_its_reason() -> None:
    (row,) = dates(look(Report("r", "The raid came in Ramadan.", "", published=date(2023, 11, 23))))
    assert (row["from"], row["to"]) == (None, None)
    assert "Ramadan" in row["doubt"]
