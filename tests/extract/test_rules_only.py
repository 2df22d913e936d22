"""Without weights the rules decide alone: by the cheapest trigger, if it is cheap enough."""

from __future__ import annotations

import pytest

from sayso.extract import count
from sayso.pipeline import look
from sayso.records import Report

CASES = [
    ("At least 12 villagers were killed.", [("killed", 12)]),
    ("Shelling killed 12 and wounded 30 people.", [("killed", 12), ("injured", 30)]),
    ("The council spent 40 minutes on 12 questions.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_rules_decide_alone(text: str, expected: list[tuple[str, int]]) -> None:
    counted = count(look(Report("r", text, "")), rules_only=True)
    assert [(item.kind, item.quantity.value) for item in counted] == expected
    assert all("kind.rule" in item.rules for item in counted)
