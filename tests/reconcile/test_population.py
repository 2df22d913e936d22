"""Populations as ceilings: only under a policy that asks for them, only of residents, never below what words count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from sayso.concluded import Figure, Question
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.knowledge.gazetteer.own import add_places
from sayso.policy import SAYSO
from sayso.reconcile import figure
from tests.reconcile.words import day, word

CAPPED: Final = replace(SAYSO, name="own/1", population=100)
TABLE: Final = """name,level,latitude,longitude,country,admin1,population
Loikaw,town,19.68,97.21,MM,Kayah State,50000
Demoso,town,19.55,97.16,MM,,30000
Kayah State,province,19.6,97.2,MM,,300000
"""


@pytest.fixture
def gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A table of one's own beside the packaged one."""
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path))
    open_gazetteer.cache_clear()
    (tmp_path / "mine.csv").write_text(TABLE, "utf-8")
    add_places(tmp_path / "mine.csv")
    yield
    open_gazetteer.cache_clear()


def ask(kind: str = "displaced", where: str = "Loikaw", policy: Any = CAPPED, **asked: Any) -> Figure:
    told = word(
        "w", asked.pop("value", 40000), kind=kind, who=asked.pop("told_of", "people"), where=where, days="11-14",
        hedge=asked.pop("hedge", "more_than"),
    )  # fmt: skip
    places = tuple(where.split("+"))
    return figure(
        Question(kind, where=places, first=day("11-14"), last=day("11-14"), **asked), [told], policy
    )  # type: ignore[arg-type]


@pytest.mark.usefixtures("gazetteer")
def test_an_open_figure_ends_at_the_population_and_says_so() -> None:
    found = ask()
    assert (found.low, found.high, found.provable_high) == (40001, 50000, None)
    assert found.high_limit is not None
    assert (found.high_limit.mark, found.high_limit.claims) == ("population", ())
    assert found.high_limit.change == "without the population it would be open"
    assert "assumed: no more than the population: Loikaw has 50,000 people (mine)" in found.explanation


@pytest.mark.usefixtures("gazetteer")
@pytest.mark.parametrize(
    ("asked", "high"),
    [
        pytest.param({"policy": SAYSO}, None, id="no packaged policy asks for it"),
        pytest.param({"policy": replace(CAPPED, population=150)}, 75000, id="with those who had fled there"),
        pytest.param({"value": 7, "kind": "killed"}, 50000, id="of the dead"),
        pytest.param({"value": 7, "kind": "killed", "who": "children", "told_of": "children"}, 50000, id="of a part of them"),
        pytest.param({"value": 7, "kind": "killed", "who": "combatant", "told_of": "soldiers"}, None, id="not of fighters"),
        pytest.param({"value": 7, "kind": "detained"}, None, id="not of what may befall strangers"),
        pytest.param({"value": 7, "kind": "destroyed", "who": "houses"}, None, id="not of things"),
        pytest.param({"where": "Loikaw+Demoso"}, 80000, id="of several places together"),
        pytest.param({"where": "Loikaw+Mobye"}, None, id="not where it is not known of all"),
        pytest.param({"where": "Kayah"}, 300000, id="of a province where one's own table has it"),
        pytest.param({"value": 60000}, None, id="not below what words count"),
        pytest.param({"value": 45000, "hedge": "exact"}, 45000, id="not above what words cap"),
    ],
)  # fmt: skip
def test_what_it_caps(asked: dict[str, Any], high: int | None) -> None:
    assert ask(**asked).high == high


@pytest.mark.usefixtures("gazetteer")
def test_more_than_live_there_is_told() -> None:
    told = "assumed: Loikaw has 50,000 people (mine): fewer than words count, so no ceiling"
    assert told in ask(value=60000).explanation


def test_the_packaged_gazetteer_knows_towns_alone() -> None:
    """GeoNames' count of the town proper, not what a place weighs among others of its name."""
    found = ask(value=10000)
    assert (found.low, found.high) == (10001, 17293)
    assert ask(where="Kayah").high is None
    assert ask(where="Hroza", value=30).high is None
    known = open_gazetteer().lookup(["kyiv", "hroza"])
    (kyiv,) = [entry for entry in known["kyiv"] if entry.level == "town" and entry.country == "UA"]
    assert kyiv.people is not None and kyiv.people < 4_000_000 < kyiv.population
    assert {entry.people for entry in known["hroza"]} == {None}
