"""Files of events in the shape of the data sets, made up for tests: of their data nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

ACLED: Final[dict[str, Any]] = {
    "event_id_cnty": "MMR900001", "event_date": "2023-11-14", "year": 2023, "time_precision": 1,
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike", "actor1": "Military Forces of Myanmar (2021-)", "assoc_actor_1": "",
    "inter1": "State forces", "actor2": "Civilians (Myanmar)", "assoc_actor_2": "", "inter2": "Civilians",
    "interaction": "State forces-Civilians", "civilian_targeting": "Civilian targeting", "iso": 104,
    "region": "Southeast Asia", "country": "Myanmar", "admin1": "Kayah", "admin2": "Loikaw", "admin3": "",
    "location": "Loikaw", "latitude": 19.6742, "longitude": 97.2093, "geo_precision": 1,
    "source": "Example Times; Kayah Example", "source_scale": "National", "fatalities": 12, "tags": "",
    "notes": "On 14 November 2023, made up\nfor a test.", "timestamp": 1700611200,
}  # fmt: skip
GED: Final[dict[str, Any]] = {
    "id": 900001, "type_of_violence": 3, "side_a": "Government of Myanmar (Burma)", "side_b": "Civilians",
    "source_article": '"Example Times,2023-11-15,Jets strike a town";"Kayah Example,2023-11-16,Twelve dead"',
    "source_original": "residents", "where_prec": 1, "where_coordinates": "Loikaw town",
    "adm_1": "Kayah state", "adm_2": "Loikaw township", "latitude": 19.6742, "longitude": 97.2093,
    "country": "Myanmar (Burma)", "event_clarity": 1, "date_prec": 1, "date_start": "2023-11-14 00:00:00.000",
    "date_end": "2023-11-14 00:00:00.000", "deaths_a": 0, "deaths_b": 0, "deaths_civilians": 12,
    "deaths_unknown": 0, "best": 12, "high": 14, "low": 12,
}  # fmt: skip


def write_rows(path: Path, *rows: dict[str, Any]) -> Path:
    """A CSV of rows, with the columns of the first."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
