"""A user's own spreadsheet: the worked example, what cells and mappings may say, and files that are broken."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import MappingError
from sayso.pipeline import read_table
from sayso.read import Skipped
from sayso.records import Claim, Report
from sayso.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "spreadsheets.md"
MAPPING = """
days = "dd/mm/yyyy"
[report]
outlet = {value = "Valley Monitor"}
[shared]
place = "Town"
[[claim]]
kind = {value = "killed"}
quantity = "Dead"
"""
Rows = list[tuple[Report, tuple[Claim, ...]] | Skipped]
Table = Callable[..., Rows]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """`table(sheet, mapping)` for a CSV given as text or bytes, or an Excel file given as rows of cells."""

    def read(sheet: str | bytes | list[list[Any]], mapping: str = MAPPING, **limits: Any) -> Rows:
        path = tmp_path / ("a.xlsx" if isinstance(sheet, list) else "a.csv")
        if isinstance(sheet, list):
            book = openpyxl.Workbook()
            for row in sheet:
                book.active.append(row)
            book.save(path)
        else:
            path.write_bytes(sheet.encode() if isinstance(sheet, str) else sheet)
        (tmp_path / "a.toml").write_text(mapping, "utf-8")
        rows = list(read_table(path, tmp_path / "a.toml", Settings(**limits)))
        for row in rows:
            if not isinstance(row, Skipped):
                hold(*row)
        return [Skipped("a", row.reason, row.line) if isinstance(row, Skipped) else row for row in rows]

    return read


def hold(report: Report, claims: tuple[Claim, ...]) -> None:
    """Every quote is its slice, the row is the evidence, ids differ."""
    assert len({claim.id for claim in claims}) == len(claims) > 0
    for claim in claims:
        assert claim.evidence.text == report.text
        assert all(report.text[quote.start : quote.end] == quote.text for quote in claim.quotes())


def only(rows: Rows) -> Claim:
    (row,) = rows
    assert not isinstance(row, Skipped), row
    (claim,) = row[1]
    return claim


def blocks(kind: str) -> str:
    (block, *_) = re.findall(rf"^```{kind}\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return str(block)


def test_the_worked_example_of_the_page_is_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("valley.csv").write_text(blocks("csv"), "utf-8")
    Path("valley.toml").write_text(blocks("toml"), "utf-8")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(blocks("py"), "example", "exec"), {"__name__": "example"})
    assert printed.getvalue() == blocks("text")


def test_a_row_is_a_report_whose_text_renders_it(table: Table) -> None:
    (row, second, _) = table(blocks("csv"), blocks("toml"))
    assert not isinstance(row, Skipped)
    report, (killed, children, injured) = row
    assert report.text == (
        "Ref: V-1\nDate: 14/11/2023\nTownship: Loikaw\nState: Kayah State\nDead: at least 12\n"
        "Of them children: 2\nHurt: ~30\nSaid by: a nurse\nWeapon: airstrike\nLink: https://valley.example/1\n"
        "country: Myanmar"
    )
    assert (report.id, report.outlet, report.story) == ("V-1", "Valley Monitor", "loikaw-2023-11")
    assert (report.published, report.url) == (date(2023, 11, 14), None)
    assert report.facts_from == ("https://valley.example/1",)
    assert children.part_of == killed.id
    assert killed.whom is not None
    assert children.whom is not None
    assert (killed.whom.harmed_class, children.whom.groups) == ("civilian", ("children",))
    assert killed.source is not None
    assert (killed.source.text, killed.source.outlet) == ("a nurse", "Valley Monitor")
    assert (killed.means, injured.quantity.text) == ("airstrike", "~30")
    assert (killed.where[0].name, killed.where[0].precision) == ("Loikaw", "town")
    assert not isinstance(second, Skipped)
    assert [(claim.means, claim.measure) for claim in second[1]] == [
        ("shelling", "flow"),
        ("shelling", "stock"),
    ]


@pytest.mark.parametrize(
    ("cell", "value", "hedge", "value_high", "unit"),
    [
        ("12", 12, "exact", None, "people"),
        ("0", 0, "exact", None, "people"),
        ("none", 0, "exact", None, "people"),
        ("at least 12", 12, "at_least", None, "people"),
        ("12+", 12, "at_least", None, "people"),
        ("≥12", 12, "at_least", None, "people"),
        (">= 12", 12, "at_least", None, "people"),
        ("12 people or more", 12, "at_least", None, "people"),
        (">12", 12, "more_than", None, "people"),
        ("<12", 12, "fewer_than", None, "people"),
        ("≤ 12", 12, "up_to", None, "people"),
        ("up to 12", 12, "up_to", None, "people"),
        ("~30", 30, "about", None, "people"),
        ("ca. 30", 30, "about", None, "people"),
        ("10-15", 10, "range", 15, "people"),
        ("10 – 15", 10, "range", 15, "people"),
        ("between 10 and 15", 10, "range", 15, "people"),
        ("1,200", 1200, "exact", None, "people"),
        ("twenty-five", 25, "exact", None, "people"),
        ("dozens", 24, "vague", None, "people"),
        ("1.5 million", 1_500_000, "exact", None, "people"),
        ("about 40 families", 40, "about", None, "households"),
        ("12 villagers", 12, "exact", None, "people"),
    ],
)  # fmt: skip
def test_a_cell_says_a_number(
    table: Table, cell: str, value: int, hedge: str, value_high: int | None, unit: str
) -> None:
    quantity = only(table(f'Town\tDead\nDemoso\t"{cell}"\n')).quantity
    assert (quantity.text, quantity.value, quantity.hedge) == (cell, value, hedge)
    assert (quantity.value_high, quantity.unit) == (value_high, unit)


@pytest.mark.parametrize(
    "cell",
    [
        "soon",
        "-5",
        "12 (3 children)",
        "1.200",
        "12.5",
        "5/6",
        "3 tanks",
        "at least 10-15",
        "2023-11-21",
        "9" * 30,
        "9" * 400,
    ],
)
def test_what_is_no_number_is_told_and_the_other_rows_are_read(table: Table, cell: str) -> None:
    bad, good = table(f"Town;Dead\nDemoso;{cell}\nDemoso;3\n")
    assert bad == Skipped(
        "a", f'Dead {cell!r}: expected a number like 12, "at least 12", 10-15 or "dozens"', 2
    )
    assert not isinstance(good, Skipped)


WIDE = """
days = "d mmm yyyy"
empty = ["", "unknown"]
[report]
id = "Ref"
published = "Told"
[shared]
kind = {column = "What", values = {"KIA" = "killed"}}
class = "Who"
whom = "Who"
by = "Doer"
place = "Village"
admin2 = "Township"
admin1 = "State"
country = "Country"
latitude = "Lat"
longitude = "Lon"
first = "From"
last = "To"
hedge = "Sure"
[[claim]]
quantity = "Least"
high = "Most"
"""
HEAD = "Ref;Told;What;Who;Doer;Village;Township;State;Country;Lat;Lon;From;To;Sure;Least;Most"
KEYS = HEAD.split(";")


def wide(**cells: str) -> str:
    """A sheet of one row that says these things, and three killed where nothing else is said."""
    row = {"What": "killed", "Least": "3"} | cells
    return f"{HEAD}\n{';'.join(row.get(key, '') for key in KEYS)}\n"


@pytest.mark.parametrize(
    ("least", "most", "sure", "said"),
    [
        ("3", "", "", (3, "exact", None)),
        ("3", "5", "", (3, "range", 5)),
        ("3", "3", "", (3, "exact", None)),
        ("", "5", "", (5, "up_to", None)),
        ("at least 3", "5", "", (3, "range", 5)),
        ("3", "", "at_least", (3, "at_least", None)),
        ("about 3", "", "at_least", (3, "about", None)),
        ("unknown", "5", "", (5, "up_to", None)),
    ],
)
def test_lowest_and_highest_may_stand_in_two_columns(
    table: Table, least: str, most: str, sure: str, said: tuple[int, str, int | None]
) -> None:
    quantity = only(table(wide(Least=least, Most=most, Sure=sure), WIDE)).quantity
    assert (quantity.value, quantity.hedge, quantity.value_high) == said


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"Village": "Demoso"}, ("Demoso", "Demoso", "MM", "town")),
        ({"Village": "Demoso, Kayah State, Myanmar"}, ("Demoso", "Demoso", "MM", "town")),
        ({"Village": "Tripoli", "Country": "Lebanon"}, ("Tripoli", "Tripoli", "LB", "town")),
        ({"Township": "Demoso", "State": "Kayah State"}, ("Demoso", "Demoso", "MM", "town")),
        ({"State": "Kayah State", "Country": "MMR"}, ("Kayah State", "Kayah State", "MM", "province")),
        ({"Country": "Syria"}, ("Syria", "Syria", "SY", "country")),
        ({"Village": "Nowhereville", "Country": "MM"}, ("Nowhereville", None, "MM", None)),
        ({"Village": "Nowhereville", "Country": "MM", "Lat": "19,5", "Lon": "97.1"}, ("Nowhereville", "Nowhereville", "MM", "point")),
        ({"Lat": "19.5", "Lon": "97.1"}, ("19.5", None, None, "point")),
    ],
)  # fmt: skip
def test_a_place_is_looked_up_with_what_the_row_says_around_it(
    table: Table, cells: dict[str, str], place: tuple[str | None, ...]
) -> None:
    claim = only(table(wide(**cells), WIDE))
    (where,) = claim.where
    assert (where.text, where.name, where.country, where.precision) == place
    if "Lat" in cells:
        assert (where.latitude, where.longitude) == (19.5, 97.1)
    assert [doubt.about for doubt in claim.doubts] == (["where"] if place[3] is None else [])


def test_a_name_of_several_places_is_doubted(table: Table) -> None:
    (doubt,) = only(table(wide(Village="Tripoli"), WIDE)).doubts
    assert doubt.reason.startswith("'Tripoli' is the likeliest of several places; others: ")


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("14 Nov 2023", "", (date(2023, 11, 14), date(2023, 11, 14), "day")),
        ("2023-11-14", "16 Nov 2023", (date(2023, 11, 14), date(2023, 11, 16), "day")),
        ("", "16 Nov 2023", (date(2023, 11, 16), date(2023, 11, 16), "day")),
        ("2023-02", "", (date(2023, 2, 1), date(2023, 2, 28), "month")),
        ("2023-02-03", "2024", (date(2023, 2, 3), date(2024, 12, 31), "year")),
    ],
)
def test_days_are_read_as_the_mapping_writes_them(
    table: Table, first: str, last: str, period: tuple[date, date, str]
) -> None:
    when = only(table(wide(From=first, To=last), WIDE)).when
    assert when is not None
    assert (when.first, when.last, when.precision) == period


def test_parties_are_known_by_their_names(table: Table) -> None:
    claim = only(table(wide(Doer="Myanmar military", Country="Myanmar", Who="civilian"), WIDE))
    assert claim.by is not None
    assert claim.by.party == "Myanmar Armed Forces"
    assert claim.whom is not None
    assert (claim.whom.text, claim.whom.harmed_class) == ("civilian", "civilian")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"What": "kiled"}, "What 'kiled': expected one of killed, injured, casualties, missing, detained, abducted, surrendered, released, displaced, evacuated, returned, seized ...; did you mean 'killed'?"),
        ({"What": ""}, "What: expected one of killed, injured, casualties, missing, detained, abducted, surrendered, released, displaced, evacuated, returned, seized ..."),
        ({"Who": "soldier"}, "Who 'soldier': expected one of civilian, combatant, unclear, object"),
        ({"Least": "unknown"}, "no number in Least"),
        ({"Least": "5", "Most": "3"}, "Most '3': expected a number from 5 up"),
        ({"From": "soon"}, "From 'soon': expected a day like 2023-11-21 or one written d mmm yyyy"),
        ({"From": "2023-13"}, "From '2023-13': expected a day like 2023-11-21 or one written d mmm yyyy"),
        ({"From": "2023-11-14", "To": "2023-11-13"}, "To '2023-11-13': expected a day not before 2023-11-14"),
        ({"Told": "2023-11"}, "published '2023-11': expected a day like 2023-11-21 or one written d mmm yyyy"),
        ({"Lat": "19.5"}, "latitude without longitude, or longitude without latitude"),
        ({"Lat": "97.1", "Lon": "19.5"}, "Lat '97.1': expected degrees from -90 to 90"),
        ({"Lat": "north", "Lon": "19.5"}, "Lat 'north': expected degrees from -90 to 90"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_line(table: Table, cells: dict[str, str], reason: str) -> None:
    assert table(wide(**cells), WIDE) == [Skipped("a", reason, 2)]


def test_an_id_stands_once_in_a_sheet(table: Table) -> None:
    rows = table(wide(Ref="A") + wide(Ref="A").splitlines()[1] + "\n", WIDE)
    assert rows[1] == Skipped("a", "id 'A' stands in line 2 already", 3)


def test_a_row_over_the_limit_is_skipped(table: Table) -> None:
    rows = table(wide(Village="x" * 40, Doer="y" * 20), WIDE, max_report_bytes=90)
    assert rows == [Skipped("a", "larger than max_report_bytes (90)", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_is_read_as_it_was_saved(table: Table, encoding: str, delimiter: str) -> None:
    sheet = (
        f'Town{delimiter}Dead{delimiter}\r\n"Loi-\nkaw"{delimiter}3\r\nKöln{delimiter}4{delimiter}\r\n\r\n'
    )
    rows = table(sheet.encode(encoding))
    assert [row[0].text for row in rows if not isinstance(row, Skipped)] == [
        "Town: Loi-\nkaw\nDead: 3", "Town: Köln\nDead: 4",
    ]  # fmt: skip


def test_another_encoding_and_lines_above_the_header_are_told_by_the_mapping(table: Table) -> None:
    sheet = "Kept since 2019\n\nTown;Dead\nKöln;3\nDemoso;soon\n".encode("windows-1252")
    good, bad = table(sheet, f'encoding = "windows-1252"\nheader = 3\ndelimiter = ";"\n{MAPPING}')
    assert not isinstance(good, Skipped)
    assert good[0].text == "Town: Köln\nDead: 3"
    assert isinstance(bad, Skipped)
    assert bad.line == 5


def test_excel_days_numbers_and_answers_are_shown_as_people_write_them(table: Table) -> None:
    mapping = MAPPING + 'first = "Day"\n'
    rows = table(
        [
            ["Town", "Dead", "Day", "Seen", None],
            ["Demoso", 12.0, datetime.fromisoformat("2023-11-14"), True, None],
            [None, None, None, None, None],
            ["Demoso", "at least 3", datetime.fromisoformat("2023-11-14 09:30"), 0.5, "x"],
        ],
        mapping,
    )
    assert [row[0].text for row in rows if not isinstance(row, Skipped)] == [
        "Town: Demoso\nDead: 12\nDay: 2023-11-14\nSeen: yes",
        "Town: Demoso\nDead: at least 3\nDay: 2023-11-14 09:30\nSeen: 0.5",
    ]
    assert [row[1][0].when.first for row in rows if not isinstance(row, Skipped) and row[1][0].when] == [
        date(2023, 11, 14), date(2023, 11, 14),
    ]  # fmt: skip


def test_the_sheet_of_a_workbook_is_named(table: Table) -> None:
    with pytest.raises(MappingError, match="sheet 'Incident': expected one of Sheet"):
        table([["Town", "Dead"], ["Demoso", 3]], f'sheet = "Incident"\n{MAPPING}')
    assert only(table([["Town", "Dead"], ["Demoso", 3]], f'sheet = "Sheet"\n{MAPPING}')).quantity.value == 3


FAULTY = """
header = 0
days = "mm/yyyy"
encoding = "klingon"
delimiter = ";;"
empty = "-"
sheets = "A"
leave_out = ["Names"]
report = "x"
[shared]
place = "Towm"
country = 3
first = {column = "Dead", values = {"a" = "b"}}
class = {value = "civillian"}
groups = {column = "Town", values = {"kids" = "children, wimen"}}
by = {column = "Town", value = "x"}
whom = {colum = "Town"}
source = {column = "Twice"}
[[claim]]
kind = "killed"
quantity = "Dead"
part_of = "Hurt"
[[claim]]
quantity = "Dead"
sauce = "Town"
"""


def test_all_faults_of_a_mapping_are_told_together_with_line_and_nearest_word(table: Table) -> None:
    with pytest.raises(MappingError) as raised:
        table("Town;Dead;Twice;Twice\nDemoso;3;;\n", FAULTY)
    told = [line.partition("a.toml:")[2] for line in raised.value.faults]
    assert told == [
        "2: header is 0: expected a row from 1 up",
        "3: days is 'mm/yyyy': expected a form like dd/mm/yyyy",
        "4: encoding is 'klingon': expected an encoding like windows-1252",
        "5: delimiter is ';;': expected one character",
        "6: empty is '-': expected a list of words",
        "7: key 'sheets': expected one of sheet, header, days, encoding, delimiter, empty, leave_out, report, shared, claim; did you mean 'sheet'?",
        "9: report is 'x': expected a table [report]",
        "8: column 'Names': expected one of Town, Dead, Twice, Twice",
        "11: column 'Towm': expected one of Town, Dead, Twice, Twice; did you mean 'Town'? (a fixed value is written {value = \"Towm\"})",
        "12: country is 3: expected a column, or {value = \"...\"} if it is fixed",
        "13: first is quoted as it stands: expected no values",
        "14: class 'civillian': expected one of civilian, combatant, unclear, object; did you mean 'civilian'?",
        "15: groups 'wimen': expected one of children, women, men, elderly, patients, students, medical, press, aid, educators; did you mean 'women'?",
        "16: by is {'column': 'Town', 'value': 'x'}: expected a column, or {value = \"...\"} if it is fixed",
        "17: whom is {'colum': 'Town'}: expected a column, or {value = \"...\"} if it is fixed",
        "18: column 'Twice' stands in the sheet 2 times",
        "20: column 'killed': expected one of Town, Dead, Twice, Twice (a fixed value is written {value = \"killed\"})",
        "22: column 'Hurt': expected one of Town, Dead, Twice, Twice (a fixed value is written {value = \"Hurt\"})",
        "25: slot 'sauce': expected one of kind, quantity, high, hedge, unit, measure, whom, class, groups, by, means, place ...; did you mean 'source'?",
        "23: a claim without kind",
        "22: part_of 'Hurt': expected one of ",
        "24: two claims have the number 'Dead'",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("kind = ", "a.toml:1: no valid TOML"),
        ("", "a.toml: no claim: expected a table [[claim]] for each number of a row"),
        ("claim = 3", "a.toml: no claim: expected a table [[claim]] for each number of a row"),
    ],
)
def test_a_file_that_is_no_mapping_is_told(table: Table, mapping: str, told: str) -> None:
    with pytest.raises(MappingError) as raised:
        table("Town;Dead\n", mapping)
    assert told in str(raised.value)


def test_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"none\.toml: No such file or directory"):
        list(read_table(tmp_path / "none.csv", tmp_path / "none.toml"))
    (tmp_path / "a.toml").write_text(MAPPING)
    (skipped,) = read_table(tmp_path / "none.csv", tmp_path / "a.toml")
    assert str(skipped) == f"{tmp_path / 'none.csv'}: No such file or directory"


def packed(**files: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("sheet", "limits", "reason"),
    [
        (b"PK\x03\x04", {}, "broken Excel file"),
        (packed(a="b"), {}, "broken Excel file"),
        (
            packed(a="0" * 3_000_000),
            {"max_sheet_bytes": 1_000_000},
            "unpacks to more than max_sheet_bytes (1,000,000)",
        ),
        (b"\xd0\xcf\x11\xe0", {}, "an old or locked Excel file: expected .xlsx without a password, or CSV"),
        (
            b"T\xf6wn;Dead\n",
            {},
            'not utf-8: save it as UTF-8, or tell its encoding in a mapping (encoding = "windows-1252")',
        ),
    ],
)
def test_files_that_are_no_sheet_are_told(
    table: Table, sheet: bytes, limits: dict[str, int], reason: str
) -> None:
    assert table(sheet, **limits) == [Skipped("a", reason)]


def test_rows_that_are_broken_in_themselves_are_told(table: Table) -> None:
    long, wide_row, good = table(f'Town;Dead\n"{"x" * 200_000}";3\nDemoso;3;4\nDemoso;3\n')
    assert long == Skipped("a", "broken CSV: field larger than field limit (131072)", 2)
    assert wide_row == Skipped("a", "3 cells: expected 2, one for each column", 3)
    assert not isinstance(good, Skipped)
    long_line = table(f"Town;Dead\nDemoso;3\n{'x' * 300}\n", max_report_bytes=100)[1]
    assert long_line == Skipped(
        "a", "larger than max_report_bytes (100); the rows from here on are not read", 3
    )
    *_, last = table(b"Town;Dead\n" + b"Demoso;3\n" * 5000 + b"T\xf6wn;3\n")
    assert isinstance(last, Skipped)
    assert last.reason.endswith("; the rows from here on are not read")


@given(st.lists(st.lists(st.text(max_size=8), max_size=3), max_size=4), st.sampled_from([MAPPING, WIDE]))
@settings(max_examples=60)
def test_any_cells_are_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mapping: str
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    head = "Town;Dead\n" if mapping == MAPPING else f"{HEAD}\n"
    body = "\n".join(";".join(row) for row in rows)
    (folder / "a.csv").write_bytes((head + body).encode("utf-8", "surrogatepass"))
    (folder / "a.toml").write_text(mapping)
    for row in read_table(folder / "a.csv", folder / "a.toml"):
        if not isinstance(row, Skipped):
            hold(*row)


@given(st.data())
@settings(max_examples=60)
def test_any_damage_to_a_workbook_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    book = openpyxl.Workbook()
    for row in (["Town", "Dead"], ["Demoso", 3], ["Loikaw", "at least 4"]):
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    whole = {each.filename: zipfile.ZipFile(raw).read(each) for each in zipfile.ZipFile(raw).infolist()}
    name = data.draw(st.sampled_from(sorted(whole)))
    damaged = bytearray(whole[name])
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    parts = {**whole, name: bytes(damaged)}
    with zipfile.ZipFile(folder / "a.xlsx", "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    if data.draw(st.booleans()):
        raw_bytes = bytearray((folder / "a.xlsx").read_bytes())
        raw_bytes[data.draw(st.integers(4, len(raw_bytes) - 1))] ^= 0xFF
        (folder / "a.xlsx").write_bytes(raw_bytes)
    (folder / "a.toml").write_text(MAPPING)
    try:
        rows = list(read_table(folder / "a.xlsx", folder / "a.toml"))
    except MappingError:  # the header may be damaged
        return
    for row in rows:
        if not isinstance(row, Skipped):
            hold(*row)
