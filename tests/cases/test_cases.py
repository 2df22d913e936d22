"""Every row of tests/cases/*.jsonl: a text of our own, the day it was published, and the claims it makes.

A row that is not read right yet says so in `xfail`; once it is read right the mark must go, or the test fails.
`python tests/cases/mark.py` brings the marks up to date.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .compare import Case, differences, read

FOLDER = Path(__file__).parent


def _cases() -> list[object]:
    return [
        pytest.param(
            case,
            id=f"{path.stem}:{number}",
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for path in sorted(FOLDER.glob("*.jsonl"))
        for number, case in enumerate(map(json.loads, path.read_text("utf-8").splitlines()), 1)
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(case: Case) -> None:
    assert differences(case, read(case)) == []


def test_enough_rows_show_what_counts_nothing() -> None:
    rows = [row for path in FOLDER.glob("no_claims_*.jsonl") for row in path.read_text("utf-8").splitlines()]
    assert len({json.loads(row)["text"] for row in rows}) >= 250


def test_enough_rows_show_rare_hedges() -> None:
    assert len((FOLDER / "rare_hedges.jsonl").read_text("utf-8").splitlines()) >= 60
