"""Strict readers of what is exported in the shapes of ACLED, UCDP GED and IDMC IDU: every cell of every row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Final

Row = Mapping[str, str]

ACLED: Final = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
    "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
    "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
GED: Final = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,"
    "high,low,gwnoa,gwnob"
)
IDU: Final = (
    "id,country,iso3,latitude,longitude,centroid,role,displacement_type,qualifier,figure,displacement_date,"
    "displacement_start_date,displacement_end_date,year,event_id,event_name,event_codes,event_code_types,"
    "event_start_date,event_end_date,category,subcategory,type,subtype,standard_popup_text,standard_info_text,"
    "old_id,sources,source_url,locations_name,locations_coordinates,locations_accuracy,locations_type,"
    "displacement_occurred,created_at"
)
INTER: Final = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters",
    "Civilians", "External/Other forces",
)  # fmt: skip
SUB_EVENTS: Final[Mapping[str, str]] = {
    sub: kind
    for kind, subs in {
        "Battles": "Government regains territory;Non-state actor overtakes territory;Armed clash",
        "Protests": "Excessive force against protesters;Protest with intervention;Peaceful protest",
        "Riots": "Violent demonstration;Mob violence",
        "Explosions/Remote violence": "Chemical weapon;Air/drone strike;Suicide bomb;Grenade;"
        "Shelling/artillery/missile attack;Remote explosive/landmine/IED",
        "Violence against civilians": "Sexual violence;Attack;Abduction/forced disappearance",
        "Strategic developments": "Agreement;Arrests;Change to group/activity;Disrupted weapons use;Other;"
        "Headquarters or base established;Looting/property destruction;Non-violent transfer of territory",
    }.items()
    for sub in subs.split(";")
}
_REGIONS: Final = frozenset({
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America",
    "South America", "Caribbean", "East Asia", "North America", "Oceania",
})  # fmt: skip
_ONLY_UCDP_KNOWS: Final = (
    "relid", "active_year", "code_status", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id",
)  # fmt: skip
_ONLY_IDMC_KNOWS: Final = (
    "event_codes", "event_code_types", "event_start_date", "event_end_date", "subcategory", "type", "subtype",
    "old_id", "locations_type",
)  # fmt: skip
_WHOLE: Final = re.compile(r"0|[1-9]\d*")


def rows_of(text: str, header: str) -> list[Row]:
    """The rows of a CSV whose columns are just these in their order."""
    assert text.splitlines()[0] == header
    rows = list(csv.DictReader(io.StringIO(text), strict=True))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


def acled_rows(text: str, *, legacy: bool = False) -> list[Row]:
    """The rows of an ACLED-shaped CSV, each of which is well formed."""
    rows = rows_of(text, ACLED)
    for row in rows:
        assert re.fullmatch(r"[A-Z]{3}\d{1,15}", row["event_id_cnty"])
        assert date.fromisoformat(row["event_date"]).year == int(row["year"])
        assert row["time_precision"] in {"1", "2", "3"}
        assert SUB_EVENTS[row["sub_event_type"]] == row["event_type"]
        assert set(row["disorder_type"].split("; ")) <= {
            "Political violence", "Demonstrations", "Strategic developments",
        }  # fmt: skip
        assert row["civilian_targeting"] in {"Civilian targeting", ""}
        assert row["actor1"]
        _check_inter(row, legacy=legacy)
        assert row["iso"] == "" or 1 <= _whole(row["iso"]) <= 999
        assert row["region"] in _REGIONS
        assert row["country"]
        assert row["location"]
        assert row["geo_precision"] in {"1", "2", "3"}
        _check_position(row)
        assert row["source"]
        assert set(row["source_scale"].split("-")) <= {"National", "International", "Other", ""}
        assert row["notes"]
        _whole(row["fatalities"])
        assert row["admin3"] == row["tags"] == ""
        assert row["timestamp"] == "" or _whole(row["timestamp"])
    _check_ids([row["event_id_cnty"] for row in rows])
    return rows


def ged_rows(text: str) -> list[Row]:
    """The rows of a GED-shaped CSV, each of which is well formed and adds up."""
    rows = rows_of(text, GED)
    for row in rows:
        _whole(row["id"])
        assert all(row[column] == "" for column in _ONLY_UCDP_KNOWS)
        assert row["type_of_violence"] in {"1", "2", "3"}
        first, last = (date.fromisoformat(row[column]) for column in ("date_start", "date_end"))
        assert first <= last
        assert first.year == int(row["year"])
        assert row["date_prec"] in {"1", "2", "3", "4", "5"}
        assert (row["date_prec"] == "1") == (first == last)
        assert row["where_prec"] in {"1", "2", "3", "4", "5", "6", "7"}
        assert row["event_clarity"] in {"1", "2"}
        assert row["region"] in {"Africa", "Americas", "Asia", "Europe", "Middle East"}
        parts = [
            _whole(row[column])
            for column in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        ]  # fmt: skip
        low, best, high = (_whole(row[column]) for column in ("low", "best", "high"))
        assert best == sum(parts)
        assert low <= best <= high
        assert high >= 1
        if row["type_of_violence"] == "3":
            assert row["side_b"] in {"Civilians", ""}
            assert row["deaths_b"] == "0"
        assert row["dyad_name"] == " - ".join(filter(None, (row["side_a"], row["side_b"])))
        assert row["type_of_violence"] != "2" or not row["gwnoa"] + row["gwnob"]
        assert _whole(row["number_of_sources"]) == len(re.findall(r'"[^"]*"', row["source_article"]))
        assert row["source_original"]
        if _check_position(row):
            assert row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})"
            assert 1 <= _whole(row["priogrid_gid"]) <= 259_200
    _check_ids([row["id"] for row in rows])
    return rows


def idu_rows(text: str) -> list[Row]:
    """The rows of an IDU-shaped CSV, each of which is well formed."""
    rows = rows_of(text, IDU)
    for row in rows:
        _whole(row["id"])
        _whole(row["figure"])
        assert all(row[column] == "" for column in _ONLY_IDMC_KNOWS)
        assert re.fullmatch(r"[A-Z]{3}", row["iso3"])
        assert row["role"] in {"Recommended figure", "Triangulation"}
        assert row["displacement_type"] in {"Conflict", "Disaster", ""}
        assert row["qualifier"] in {"total", "more than", "less than", "approximately"}
        days = [
            date.fromisoformat(row[f"displacement_{end}"]) for end in ("date", "start_date", "end_date")
        ]  # fmt: skip
        assert days[0] == days[1] <= days[2]
        assert days[2].year == int(row["year"])
        assert row["category"] in {"Internal Displacements", "Return", "IDPs", "Returnees"}
        assert row["locations_accuracy"] in {"ADM0", "ADM1", "ADM2", "ADM3", "Point"}
        assert row["displacement_occurred"] == "Unknown"
        assert row["standard_popup_text"]
        assert row["sources"]
        if _check_position(row):
            assert row["centroid"] == f"[{row['latitude']}, {row['longitude']}]"
    _check_ids([row["id"] for row in rows])
    return rows


def _check_inter(row: Row, *, legacy: bool) -> None:
    if legacy:
        codes = sorted(each for each in (_whole(row["inter1"]), _whole(row["inter2"])) if each)
        assert set(codes) <= set(range(1, 9))
        assert row["interaction"] == f"{codes[0]}{codes[1] if len(codes) > 1 else 0}"
        return
    both = [each for each in (row["inter1"], row["inter2"]) if each]
    assert set(both) <= set(INTER)
    assert (row["inter2"] == "") == (row["actor2"] == "")
    ordered = sorted(both, key=INTER.index)
    assert row["interaction"] == ("-".join(ordered) if len(ordered) > 1 else f"{ordered[0]} only")


def _check_position(row: Row) -> bool:
    if row["latitude"] == "" or row["longitude"] == "":
        return False
    assert -90 <= float(row["latitude"]) <= 90
    assert -180 <= float(row["longitude"]) <= 180
    return True


def _check_ids(ids: list[str]) -> None:
    assert len(set(ids)) == len(ids)


def _whole(cell: str) -> int:
    assert _WHOLE.fullmatch(cell), cell
    return int(cell)
