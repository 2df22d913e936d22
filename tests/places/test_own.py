"""A user's own tables of places: what is read, what is skipped, what goes first."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.gazetteer import gazetteer
from sayso.errors import KnowledgeError
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.knowledge.gazetteer.own import add_places, own_tables, remove_places
from sayso.pipeline import look
from sayso.records import Report
from sayso.resolve.places import find_places

GEONAMES = (
    "1\tWelinkara\tWelinkara\tWelingara,Uelinkara\t14.01\t-3.45\tP\tPPL\tML\t\t04\t\t\t\t310\t\t260\tAfrica/Bamako\t2020-01-01\n"
    "2\tMopti\tMopti\t\t14.5\t-4.2\tA\tADM1\tML\t\t04\t\t\t\t2000000\t\t260\tAfrica/Bamako\t2020-01-01\n"
    "3\tShort\n"
    "4\tSome Road\t\t\t14\t-3\tR\tRD\tML\t\t04\t\t\t\t0\t\t0\tAfrica/Bamako\t2020-01-01\n"
    "5\tNowhere\t\t\tninety\t-3\tP\tPPL\tML\t\t04\t\t\t\t0\t\t0\tAfrica/Bamako\t2020-01-01\n"
)
PCODES = (
    "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM3_EN,ADM3_PCODE\n"
    "#country,#country+code,#adm1+name,#adm1+code,#adm2+name,#adm2+code,#adm3+name,#adm3+code\n"
    "Myanmar,MM,Kayah,MMR002,Bawlake,MMR002D002,Qwasawng,MMR002006\n"
)
TABLE = (
    "pcode;name;alt_names;lat;lon;state_region;township\n"
    "MMR01;Qwe Kone;Kwe Kone|Kwekone;19,70;97,10;Kayah;Demoso\n"
    ";;;1;2;;\n"
    "MMR02;Off The Map;;95;10;;\n"
    "MMR03;Too;Few\n"
)


def test_a_geonames_dump_gives_its_places_with_their_division(tmp_path: Path) -> None:
    """Roads are left out; what is broken is named by its line."""
    path = tmp_path / "ML.txt"
    path.write_text(GEONAMES, encoding="utf-8")
    added = add_places(path)
    assert (added.title, added.places) == ("ML", 2)
    assert added.skipped == (
        "line 3: 2 columns: expected 19",
        "line 5: 'ninety', '-3' is no position in degrees",
    )
    (place,) = open_gazetteer().lookup(["welingara"])["welingara"][:1]
    assert (place.name, place.country, place.admin1, place.geonames_id, place.table) == (
        "Welinkara",
        "ML",
        "Mopti",
        1,
        "ML",
    )


def test_a_zip_is_read_past_its_readme(tmp_path: Path) -> None:
    """As GeoNames ships them."""
    path = tmp_path / "ML.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "about")
        packed.writestr("ML.txt", GEONAMES)
    assert add_places(path).places == 2


def test_a_pcode_table_gives_its_lowest_level_within_those_above(tmp_path: Path) -> None:
    """Rows without a point are places too."""
    path = tmp_path / "mmr_adm3.csv"
    path.write_text(PCODES, encoding="utf-8")
    assert add_places(path).places == 1
    (place,) = open_gazetteer().lookup(["qwasawng"])["qwasawng"]
    assert (place.country, place.admin1, place.admin2, place.level, place.latitude) == (
        "MM",
        "Kayah",
        "Bawlake",
        "district",
        None,
    )


def test_a_table_with_a_header_is_read_whatever_parts_its_columns(tmp_path: Path) -> None:
    """Semicolons, decimal commas, other names, the country by the p-code."""
    path = tmp_path / "villages.csv"
    path.write_text(TABLE, encoding="utf-8")
    added = add_places(path)
    assert added.places == 1
    assert [line.partition(":")[0] for line in added.skipped] == ["line 3", "line 4", "line 5"]
    (place,) = open_gazetteer().lookup(["kwekone"])["kwekone"]
    assert (place.name, place.country, place.latitude, place.admin2) == ("Qwe Kone", "MM", 19.7, "Demoso")


def test_own_places_go_before_packaged_ones(tmp_path: Path) -> None:
    """A village called Paris is the Paris of who added it."""
    path = tmp_path / "mine.csv"
    path.write_text("name,latitude,longitude,country\nLoikaw,10.5,20.5,Chad\n", encoding="utf-8")
    add_places(path)
    places = find_places(look(Report("r", "Clashes broke out in Loikaw.", "0")))
    assert [(place.country, place.latitude) for place in places] == [("TD", 10.5)]


def test_a_table_is_listed_replaced_and_removed(tmp_path: Path) -> None:
    """By its title."""
    path = tmp_path / "mine.csv"
    for _ in range(2):
        path.write_text("name,lat,lon\nQwertown,1,2\n", encoding="utf-8")
        add_places(path, country="MMR")
    assert [table.title for table in own_tables()] == ["mine"]
    assert open_gazetteer().lookup(["qwertown"])["qwertown"][0].country == "MM"
    with pytest.raises(KnowledgeError, match="there are: mine"):
        remove_places("yours")
    remove_places("mine")
    assert not own_tables()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n", "no column of names"),
        ("name,lat,lon\n", "no places in it"),
        ("name,lat,lon\n,1,2\n", "no places in it; line 2: no name"),
        (b"name\n\xff\n", "not UTF-8 at byte 5"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path, content: str | bytes, message: str) -> None:
    """One line that says what is wrong."""
    path = tmp_path / "odd.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(KnowledgeError, match=message):
        add_places(path)


def test_the_commands_add_list_search_and_remove(tmp_path: Path) -> None:
    """As they are typed."""
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon,country\nQwertown,1,2,MM\nBad,x,2,MM\n", encoding="utf-8")
    run = CliRunner().invoke
    added = run(gazetteer, ["add", str(path)])
    assert "mine: 1 places added" in added.output
    assert "line 3: 'x', '2' is no position in degrees; skipped" in added.output
    assert "mine\t1 places" in run(gazetteer, ["list"]).output
    assert "Qwertown\ttown\tMM\t1.0000, 2.0000" in run(gazetteer, ["search", "qwertown"]).output
    assert "mine: removed" in run(gazetteer, ["remove", "mine"]).output
    assert run(gazetteer, ["search", "qqqzzz"]).exit_code == 1
