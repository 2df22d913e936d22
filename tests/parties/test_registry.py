"""Whom a name means, by conflict and day; the packaged tables hold; a user's own go first."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from sayso.errors import KnowledgeError
from sayso.knowledge import parties as registry
from sayso.knowledge.parties import open_parties, tokens
from sayso.knowledge.party_table import Party

COLUMNS = "# Own.\nname,kind,country,from,to,parent,sides,aliases,generic,source\n"
CONFLICTS_NAMED = (
    "myanmar", "ukraine", "syria", "palestine", "lebanon", "yemen", "sudan", "sahel", "nigeria", "drc", "somalia",
    "ethiopia", "afghanistan", "pakistan", "iraq", "colombia", "haiti",
)  # fmt: skip
NAMES = [
    ("the junta", ("myanmar",), "2023-11-21", "State Administration Council"),
    ("the junta", ("ukraine",), "2023-11-21", None),
    ("the junta", (), "2023-11-21", None),
    ("SAC", ("myanmar",), "2023-11-21", "State Administration Council"),
    ("regime forces", ("myanmar",), "2023-11-21", "Myanmar Armed Forces"),
    ("regime forces", ("syria",), "2016-05-01", "Syrian Arab Army"),
    ("regime soldiers", ("syria",), "2025-05-01", None),
    ("Tatmadaw", (), "2023-11-21", "Myanmar Armed Forces"),
    ("Gaza's ministry of health", ("palestine",), "2024-01-01", "Gaza Health Ministry"),
    ("the health ministry in Gaza", ("palestine",), "2024-01-01", "Gaza Health Ministry"),
    ("Israeli strikes", ("palestine",), "2024-01-01", "Israel"),
    ("Israeli troops", ("palestine",), "2024-01-01", "Israel Defense Forces"),
    ("U.S. forces", (), "2024-01-01", "United States Armed Forces"),
    ("it told us", (), "2024-01-01", None),
    ("terrorists", ("syria",), "2016-01-01", None),
    ("Taliban", ("afghanistan",), "2015-01-01", "Taliban"),
    ("Taliban", ("afghanistan",), "2022-01-01", "Islamic Emirate of Afghanistan"),
    ("AA", ("myanmar",), "2024-01-01", "Arakan Army"),
    ("AA", ("ukraine",), "2024-01-01", None),
    ("the Observatory", ("syria",), "2016-01-01", "Syrian Observatory for Human Rights"),
    ("Lord's Resistance Army", ("drc",), "2014-01-01", "Lord's Resistance Army"),
    ("Resistance Army", ("drc",), "2014-01-01", None),
    ("residents", (), None, "Residents"),
    ("", (), None, None),
]


@pytest.mark.parametrize(("phrase", "conflicts", "day", "expected"), NAMES)
def test_a_name_means(phrase: str, conflicts: tuple[str, ...], day: str | None, expected: str | None) -> None:
    found = open_parties().identify(phrase, conflicts, date.fromisoformat(day) if day else None)
    assert (found and found.name) == expected


def test_the_packaged_tables_have_no_fault() -> None:
    assert registry.check() == []


def test_every_packaged_conflict_has_its_parties() -> None:
    known = open_parties()
    assert len(known.all) >= 400
    for conflict in CONFLICTS_NAMED:
        sides = {party.sides[conflict] for party in known.all if conflict in party.sides}
        assert len(sides) >= 2, conflict


def test_no_name_means_two_parties_of_one_side_of_the_world() -> None:
    """A full name or acronym of two parties would be a guess wherever both live and fight."""

    def meet(one: Party, other: Party) -> bool:
        apart = (one.last and other.first and one.last < other.first) or (
            other.last and one.first and other.last < one.first
        )
        return not apart and bool(one.sides.keys() & other.sides.keys())

    known: dict[tuple[str, ...], list[Party]] = {}
    for party in open_parties().all:
        for key in {tuple(registry.folded(tokens(name))) for name in (party.name, *party.aliases)}:
            known.setdefault(key, []).append(party)
    clashes = {
        key: (one.name, other.name)
        for key, named in known.items()
        for one, other in combinations(named, 2)
        if meet(one, other)
    }
    assert not clashes


def test_conflicts_are_told_by_words_and_countries() -> None:
    known = open_parties()
    assert known.conflicts_in("fighting near loikaw in kayah state".split()) == ("myanmar",)
    assert known.conflicts_in(["nothing"], ["UA"]) == ("ukraine",)
    assert known.conflicts_in(["nothing"]) == ()


def test_a_party_is_found_by_part_and_misspelling_of_its_name() -> None:
    assert [party.name for _, party in open_parties().search("Karenni Nationalites Defense", 1)] == [
        "Karenni Nationalities Defence Force"
    ]


def test_own_parties_go_first(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        COLUMNS + "Our Junta,government,MM,,,,myanmar:regime,SAC,the junta,me\n", encoding="utf-8"
    )
    kept = registry.add(table, tmp_path / "kept")
    assert kept.is_file()
    found = open_parties(tmp_path / "kept").identify("SAC", ("myanmar",))
    assert found is not None
    assert found.name == "Our Junta"


FAULTS = [
    ("X,armd group,MM,,,,,,,me", "kind 'armd group'", "did you mean 'armed group'?"),
    ("X,armed group,MM,2021-13-01,,,,,,me", "from '2021-13-01'", "expected a day"),
    ("X,armed group,MM,2021-02-01,2020-02-01,,,,,me", "to 2020-02-01", "not before"),
    ("X,armed group,MM,,,Hamaz,,,,me", "parent 'Hamaz'", "did you mean 'Hamas'?"),
    ("X,armed group,MM,,,,myanmr:regime,,,me", "conflict 'myanmr'", "did you mean 'myanmar'?"),
    ("X,armed group,MM,,,,regime,,,me", "sides 'regime'", "expected conflict:side"),
    (",armed group,MM,,,,,,,me", "no name", "expected the name"),
    ("X,armed group,MM", "3 columns", "expected 10"),
]


@pytest.mark.parametrize(("row", "what", "hint"), FAULTS)
def test_a_fault_names_line_and_what_was_expected(tmp_path: Path, row: str, what: str, hint: str) -> None:
    table = tmp_path / "own.csv"
    table.write_text(COLUMNS + row + "\n", encoding="utf-8")
    fault = "\n".join(registry.check([table]))
    assert f"{table}:3:" in fault
    assert what in fault
    assert hint in fault
    with pytest.raises(KnowledgeError):
        registry.add(table, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(COLUMNS + "X,armed,MM,,,,,,,me\nX,armed group,MM,,,,,,,me\n", encoding="utf-8")
    assert len(registry.check([table, tmp_path / "none.csv"])) == 3
