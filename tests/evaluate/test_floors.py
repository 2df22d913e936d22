"""Floors hold, and fall only when told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import EvaluationError
from sayso.evaluate import fallen, figure_table, pin, read_floors


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "floors.json"


def test_pinned_figures_are_floors(path: Path) -> None:
    pin(path, "dev1", "abc", {"f1": 0.86449, "means": None})
    floor = read_floors(path)["dev1"]
    assert (floor.digest, dict(floor.figures)) == ("abc", {"f1": 0.864})
    assert fallen("dev1", floor, "abc", {"f1": 0.864}) == ()
    assert fallen("dev1", floor, "abc", {"f1": 0.8}) == ("dev1: f1 is 0.800, below its floor 0.864",)
    assert fallen("dev1", floor, "abc", {}) == ("dev1: f1 is not measured, below its floor 0.864",)


def test_a_floor_is_not_lowered_silently(path: Path) -> None:
    pin(path, "dev1", "abc", {"f1": 0.86, "hedge": 0.99})
    with pytest.raises(EvaluationError, match="--lower"):
        pin(path, "dev1", "abc", {"f1": 0.85, "hedge": 0.99})
    with pytest.raises(EvaluationError, match="--lower"):  # nor by leaving a figure out
        pin(path, "dev1", "abc", {"f1": 0.86})
    pin(path, "dev1", "abc", {"f1": 0.85}, lower=True)
    assert read_floors(path)["dev1"].figures == {"f1": 0.85}


def test_sets_do_not_touch_each_other(path: Path) -> None:
    pin(path, "dev1", "abc", {"f1": 0.9})
    pin(path, "train", "xyz", {"f1": 0.8})
    assert {name: floor.figures["f1"] for name, floor in read_floors(path).items()} == {
        "dev1": 0.9,
        "train": 0.8,
    }


def test_other_annotations_are_not_compared(path: Path) -> None:
    pin(path, "dev1", "abc", {"f1": 0.9})
    with pytest.raises(EvaluationError, match="annotations have changed"):
        fallen("dev1", read_floors(path)["dev1"], "xyz", {"f1": 0.9})
    with pytest.raises(EvaluationError, match="no floors"):
        fallen("dev2", read_floors(path).get("dev2"), "xyz", {"f1": 0.9})


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"dev1": {}}', '{"dev1": {"digest": "a", "figures": {"f1": []}}}']
)
def test_a_broken_file_is_one_line(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(EvaluationError) as caught:
        read_floors(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_table_shows_the_change(path: Path) -> None:
    pin(path, "dev1", "abc", {"f1": 0.86, "recall": 0.5})
    table = figure_table(
        {"dev1": {"f1": 0.871, "recall": 0.5, "means": None, "reports": 3}}, read_floors(path)
    )
    assert [line.split()[1:] for line in table.splitlines()[1:]] == [
        ["0.871", "+0.011"],
        ["0.500", "="],
        ["-"],
        ["3"],
    ]
