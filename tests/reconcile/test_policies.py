"""Policies as data: the packaged ones, one's own, and what is wrong with a file of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import PolicyError
from sayso.policy import POLICIES, read_policies
from sayso.records import Bounds, Quantity

OWN = """
[red_desk]
version = 2
source = "the desk's handbook"
about = [5, 20]
rounding = false
best = "low"

[red_desk.vague]
dozens = [12, 99]
"""


@pytest.mark.parametrize(
    ("policy", "text", "value", "hedge", "bounds"),
    [
        ("sayso/1", "around 40,000", 40000, "about", Bounds(35000, 45000)),
        ("sayso/1", "some 70", 70, "about", Bounds(63, 77)),
        ("sayso/1", "about 200", 200, "about", Bounds(150, 250)),
        ("sayso/1", "dozens", 24, "vague", Bounds(24, None)),
        ("acled/1", "dozens", 24, "vague", Bounds(12, None)),
        ("acled/1", "about 70", 70, "about", Bounds(70, 70)),
        ("airwars/1", "dozens", 24, "vague", Bounds(12, 24)),
        ("airwars/1", "a number of", 3, "vague", Bounds(2, 2)),
        ("ucdp/1", "hundreds", 200, "vague", Bounds(200, None)),
    ],
)
def test_a_packaged_policy_takes_words_to_mean(
    policy: str, text: str, value: int, hedge: str, bounds: Bounds
) -> None:
    assert POLICIES[policy].bounds(Quantity(text, 0, len(text), value, hedge)) == bounds  # type: ignore[arg-type]


def test_every_packaged_policy_names_its_source() -> None:
    assert all(policy.source for policy in POLICIES.values())


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    (policy,) = read_policies(path).values()
    assert (policy.name, policy.best, policy.interested) == ("red_desk/2", "low", "aside")
    assert (policy.household, policy.population) == (Bounds(2, 7), 0)
    assert policy.bounds(Quantity("about 100", 0, 9, 100, "about")) == Bounds(95, 120)
    assert policy.bounds(Quantity("Dozens", 0, 6, 24, "vague")) == Bounds(12, 99)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ("about = [5, 20]|about = [5]", "own.toml:5: about is [5]; expected two percentages"),
        ("about = [5, 20]|about = 5", "own.toml:5: about is 5; expected two percentages"),
        (
            'best = "low"|best = "lowest"',
            "own.toml:7: best is 'lowest'; expected one of supported, low, none",
        ),
        (
            "rounding = false|household = [0, 5]",
            "own.toml:6: household is [0, 5]; expected people of a household, [least, most] or [least], or []",
        ),
        ("rounding = false|household = 5", "own.toml:6: household is 5; expected people of a household"),
        (
            "rounding = false|population = -1",
            "own.toml:6: population is -1; expected per cent of a place's population, 0 for no ceiling",
        ),
        ("rounding = false|population = true", "own.toml:6: population is True; expected per cent"),
        ("version = 2|version = 0", "own.toml:3: version is 0; expected a whole number from 1 up"),
        ("version = 2|", "own.toml:2: red_desk: version is missing"),
        ("rounding = false|round = false", "own.toml:6: unknown key 'round'; did you mean 'rounding'?"),
        (
            "dozens = [12, 99]|dozens = [99, 12]",
            "own.toml:10: dozens is [99, 12]; expected [low] or [low, high]",
        ),
        ("[red_desk]|[red_desk", "own.toml:2"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, changed: str, fault: str) -> None:
    old, _, new = changed.partition("|")
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(old, new, 1), "utf-8")
    with pytest.raises(PolicyError) as error:
        read_policies(path)
    assert fault in str(error.value)


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"", "no policy"), (b"best = 1", "stands alone"), (b"\xff", "not UTF-8"), (None, "No such file")],
)
def test_a_file_that_holds_none_is_told(tmp_path: Path, content: bytes | None, fault: str) -> None:
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PolicyError, match=fault):
        read_policies(path)


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("about = [5, 20]", "about = 5").replace('best = "low"', "best = 1"), "utf-8")
    with pytest.raises(PolicyError) as error:
        read_policies(path)
    assert len(error.value.faults) == 2
