"""A data set's number is made from what others told: beside them it is no source, alone it is all there is."""

from __future__ import annotations

import pytest

from sayso.concluded import Question, Word
from sayso.reconcile import figure
from tests.reconcile.words import word


@pytest.fixture(scope="module")
def told() -> dict[str, Word]:
    """A report's 12 and the 15 of a data set, told later."""
    shared = {"days": "11-14", "incident": "i"}
    return {
        "report": word("a", 12, origin="Example Times", said="11-15", **shared),
        "dataset": word("b", 15, origin="ACLED", said="11-28", rules=("coded.acled",), **shared),
    }


def test_beside_a_report_it_is_no_voice(told: dict[str, Word]) -> None:
    found = figure(Question("killed", incidents=("i",)), told.values())
    assert found.origins == ("Example Times",)
    assert [voice.origin for voice in found.voices] == ["Example Times"]
    assert [rung.origins for rung in found.ladder] == [("Example Times",)]
    assert found.best == 12


def test_alone_it_is_the_voice_there_is(told: dict[str, Word]) -> None:
    found = figure(Question("killed", incidents=("i",)), [told["dataset"]])
    assert found.origins == ("ACLED",)
    assert found.best == 15
