"""`sayso evaluate` agrees with the project's scorer, and no figure is below its floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso import evaluate
from sayso.evaluate.given import claims_given
from sayso.export.jsonl import line
from sayso.pipeline import extract

NOT_MEASURES = ("reports", "gold", "found", "kinds")
OURS_ALONE = ("partial_f1",)


@pytest.mark.parametrize("given", [False, True], ids=["read", "given"])
@pytest.mark.parametrize("name", ["dev1", "stories-dev"])
def test_agrees_with_the_scorer_to_three_decimals(gold: Path, tmp_path: Path, name: str, given: bool) -> None:
    scorer = gold / "score.py"
    if not scorer.exists():
        pytest.skip(f"{scorer} is not there")
    reports = evaluate.read_gold(gold / name)
    claims = [claims_given(each) if given else extract(each.report) for each in reports]
    predictions = tmp_path / "claims.jsonl"
    predictions.write_text("".join(line(claim) + "\n" for found in claims for claim in found), "utf-8")
    command = [sys.executable, str(scorer), "score", str(gold / name), str(predictions), "--json"]
    scored = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    compared = [evaluate.compare(each, found) for each, found in zip(reports, claims, strict=True)]
    ours = {name: value for name, value in evaluate.figures(compared).items() if name not in OURS_ALONE}
    theirs = {measure: value for measure, value in scored.items() if measure not in NOT_MEASURES}
    assert rounded(ours) == rounded(theirs)
    assert rounded(evaluate.by_kind(compared)) == rounded(scored["kinds"])


def test_no_figure_is_below_its_floor(gold: Path, root: Path) -> None:
    falls: list[str] = []
    floors = evaluate.read_floors(root / "eval" / "floors.json")
    assert floors
    for name, floor in floors.items():
        if not (gold / name).is_dir():
            continue
        reports = evaluate.read_gold(gold / name)
        compared = [evaluate.compare(each, extract(each.report)) for each in reports]
        falls += evaluate.fallen(name, floor, evaluate.gold_digest(reports), evaluate.figures(compared))
    assert not falls, "\n".join(falls)


def rounded(figures: dict[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 3) for name, value in figures.items()}
