"""The packaged gazetteer: its size, what it holds, how names are folded and heard."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import KnowledgeError
from sayso.knowledge.gazetteer import fold, open_gazetteer
from sayso.knowledge.gazetteer.gazetteer import Gazetteer
from sayso.knowledge.gazetteer.names import sound
from sayso.knowledge.gazetteer.packaged import PACKAGED, pack, unpacked
from sayso.knowledge.gazetteer.table import Row, Table, columns_of, complete, write

LARGEST = 8_000_000


def test_it_is_small_and_holds_countries_divisions_and_places() -> None:
    """Under eight megabytes; every level is there."""
    assert PACKAGED.stat().st_size < LARGEST
    table = open_gazetteer().tables[-1]
    levels = np.bincount(table._columns["level"])
    assert len(table) > 280_000
    assert levels[0] > 240 and levels[1] > 3_800 and levels[2] > 45_000 and levels[3] > 230_000


@pytest.mark.parametrize(
    ("name", "country", "near"),
    [
        ("Loikaw", "MM", (19.7, 97.2)), ("Mobye", "MM", (19.7, 97.1)), ("Hpruso", "MM", (19.4, 97.1)),
        ("Hroza", "UA", (49.7, 37.3)), ("Barsalogho", "BF", (13.4, -1.1)), ("El Fasher", "SD", (13.6, 25.4)),
        ("Deir ez-Zor", "SY", (35.3, 40.1)), ("Myanmar", "MM", (21, 96)), ("Kachin", "MM", (25.8, 97.4)),
    ],
)  # fmt: skip
def test_places_of_the_packaged_conflicts_are_where_they_are(
    name: str, country: str, near: tuple[float, float]
) -> None:
    """Within a degree and a half."""
    key = fold(name)
    assert any(
        place.country == country
        and place.latitude is not None
        and place.longitude is not None
        and abs(place.latitude - near[0]) + abs(place.longitude - near[1]) < 1.5
        for place in open_gazetteer().lookup([key])[key]
    )


def test_a_name_is_heard_in_other_spellings() -> None:
    """What ways of writing foreign sounds leave alike."""
    for said, meant in (
        ("Avdeyevka", "Avdiivka"),
        ("Khan Shaikhun", "Khan Sheikhoun"),
        ("Maaret al Nouman", "Maarat al-Numan"),
    ):
        assert open_gazetteer().alike(said)[0][1].name == meant


def test_it_is_unpacked_once_and_opened_from_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the home is a file, the temporary folder serves."""
    (tmp_path / "home").write_text("")
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    first = unpacked()
    made = first.stat().st_mtime_ns
    assert first.is_relative_to(tmp_path)
    assert unpacked() == first
    assert first.stat().st_mtime_ns == made


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Packed twice."""
    rows = [
        Row("Ville", ("Stadt", "Città"), "town", 1.5, -2.25, "XX", population=7),
        Row("Land", (), "country"),
    ]
    for name in ("a", "b"):
        pack(rows, tmp_path / name, {"source": "us"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(fold)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=8))
def test_every_name_that_is_stored_is_found(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    """By each of its names, and by its sound."""
    path = tmp_path_factory.mktemp("table") / "t.places"
    rows = [Row(name, (also,), "town", 1.0, 2.0, "XX") for name, also in pairs]
    write(complete(columns_of(rows)), path, {})
    table = Table(path)
    for row in rows:
        for name in (row.name, *row.also):
            key = fold(name)
            assert any(
                entry.name == row.name.replace("\n", " ")
                for _, found in table.lookup([key])
                for entry in found
            )
            assert key in [other for other, _ in table.sounding(sound(key))]


@given(st.text(max_size=40))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    """Twice is once."""
    assert fold(fold(name)) == fold(name)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    """By its name, with what to do."""
    path = tmp_path / "odd.places"
    path.write_bytes(b"something else")
    with pytest.raises(KnowledgeError, match="no table of places"):
        Table(path)


def test_names_asked_for_again_are_found_when_others_were_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long batch outgrows what is remembered in the middle of a report."""
    monkeypatch.setattr("sayso.knowledge.gazetteer.gazetteer._REMEMBERED", 2)
    gazetteer = Gazetteer(open_gazetteer().tables)
    assert set(gazetteer.lookup(["loikaw"])) == {"loikaw"}
    assert set(gazetteer.lookup(["loikaw", "hroza", "hpruso"])) == {"loikaw", "hroza", "hpruso"}
