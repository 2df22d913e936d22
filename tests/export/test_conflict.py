"""Events in the shapes of ACLED and UCDP GED, case by case: types, sides, days, places and deaths."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sayso.export import idu
from sayso.export.conflict import acled, ged
from sayso.export.conflict.codes import countries, event_types, regimes
from sayso.export.conflict.deaths import divided
from sayso.export.source import Written
from sayso.knowledge.parties import open_parties
from sayso.records import KINDS, MEANS

from .shapes import SUB_EVENTS, acled_rows, ged_rows
from .telling import Told, words_of

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("conflict_cases.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("shape", ["acled", "ged"])
def test_words_become_events(case: Mapping[str, Any], shape: str) -> None:
    out, followed = io.StringIO(), io.StringIO()
    write, policy, read = {
        "acled": (acled.write, "acled", acled_rows),
        "ged": (ged.write, "ucdp", ged_rows),
    }[shape]
    written = write(Told(words_of(case["claims"]), policy), out, followed=followed)  # type: ignore[arg-type]
    rows = read(out.getvalue())
    expected = case.get(shape, [])
    assert [{name: row[name] for name in told} for row, told in zip(rows, expected, strict=True)] == expected
    left_out = case.get("left_out", {}) | case.get(f"{shape}_left_out", {})
    assert written == Written(len(rows), left_out)


@pytest.mark.parametrize(
    ("shape", "kind"), [(acled, "killed"), (ged, "killed"), (idu, "displaced")], ids=["acled", "ged", "idu"]
)
def test_a_number_that_may_not_be_told_is_counted(shape: Any, kind: str) -> None:
    class Withheld(Told):
        def answer(self, _: Any) -> None:  # type: ignore[override]
            return None

    claim = {"number": 14, "kind": kind, "where": "Loikaw", "days": "11-14", "means": "airstrike"}
    told = shape.write(Withheld(words_of([claim]), "acled"), io.StringIO())
    assert told == Written(0, {"its number rests on what may not be told": 1})


def test_actors_as_the_numbers_of_before_2024() -> None:
    case = next(each for each in CASES if each["name"].startswith("a battle"))
    out = io.StringIO()
    acled.write(Told(words_of(case["claims"]), "acled"), out, legacy=True)  # type: ignore[arg-type]
    (row,) = acled_rows(out.getvalue(), legacy=True)
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("2", "1", "12")


def test_one_side_alone_in_numbers() -> None:
    case = next(each for each in CASES if each["name"] == "weapons seized")
    out = io.StringIO()
    acled.write(Told(words_of(case["claims"]), "acled"), out, legacy=True)  # type: ignore[arg-type]
    (row,) = acled_rows(out.getvalue(), legacy=True)
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("2", "0", "20")


def test_claims_beyond_the_first_are_counted_in_notes() -> None:
    told = [
        {"number": number, "where": "Loikaw", "days": "11-14", "means": "airstrike", "origin": str(number)}
        for number in range(1, 26)
    ]
    out = io.StringIO()
    acled.write(Told(words_of(told), "acled"), out)  # type: ignore[arg-type]
    (row,) = acled_rows(out.getvalue())
    assert row["notes"].endswith('"20" civilians killed. And 5 more.')


@pytest.mark.parametrize("shape", [acled, ged], ids=["acled", "ged"])
def test_rows_are_written_incident_by_incident(shape: Any) -> None:
    """Nothing is held back, and no incident costs more questions for standing among many."""
    out = io.StringIO()

    class Streamed(Told):
        asked = 0

        def incidents(self, names: Any) -> Any:
            assert len(out.getvalue().splitlines()) == 1 + self.told.index(
                next(word for word in self.told if word.incident in names)
            )
            return super().incidents(names)

        def answer(self, question: Any) -> Any:
            self.asked += 1
            own = [word for word in self.told if word.incident in question.incidents]
            return Told(own, "ucdp").answer(question)

    def asked_of(incidents: int) -> int:
        out.seek(0)
        out.truncate()
        claims = [
            {
                "number": 14,
                "incident": f"i{each:03}",
                "where": "Loikaw",
                "days": "11-14",
                "means": "airstrike",
            }
            for each in range(incidents)
        ]
        source = Streamed(words_of(claims), "ucdp")
        shape.write(source, out)
        return source.asked

    assert asked_of(50) == 10 * asked_of(5) > 0


def test_a_share_is_as_even_as_can_be() -> None:
    for number in range(40):
        for parts in range(1, 9):
            shares = divided(number, parts)
            assert sum(shares) == number
            assert len(shares) == parts
            assert len(set(shares[1:])) <= 1
            assert shares[0] - shares[-1] < parts


def test_prio_grid_has_its_first_cell_in_the_south_west() -> None:
    assert ged.priogrid(-90, -180) == 1
    assert ged.priogrid(89.9, 179.9) == 259_200
    assert ged.priogrid(19.678, 97.21) == 158_235


def test_code_lists_are_whole_and_their_own() -> None:
    assert {each.sub_event_type: each.event_type for each in event_types()} == SUB_EVENTS
    signs = {sign for each in event_types() for sign in each.of}
    assert signs <= {*MEANS, *KINDS, "clash", "one_sided"}
    assert len(countries()) > 240
    assert all(len(each.iso3) == 3 for each in countries().values())
    numbers = [each.gw for each in countries().values() if each.gw and each.iso not in {"PS", "EH"}]
    assert len(set(numbers)) == len(numbers)
    assert {each.party for each in regimes()} <= open_parties().by_name.keys()
