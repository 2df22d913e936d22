"""Annotated reports are read, and every fault of theirs is one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import EvaluationError
from sayso.evaluate import gold_digest, read_gold

CLAIM = {
    "id": "c1", "kind": "killed", "quantity": {"quote": "at least two", "value": 2, "hedge": "at_least"},
    "whom": {"quote": "guards", "class": "combatant"}, "by": None, "means": None, "where": ["Arden"],
    "when": {"quote": "on Monday", "start": "2024-05-06", "end": "2024-05-06"}, "source": None, "part_of": None,
}  # fmt: skip
REPORT = {
    "id": "one",
    "published": "2024-05-07",
    "text": "In Arden at least two guards were killed on Monday.",
    "claims": [CLAIM],
}


def write(folder: Path, document: Any, name: str = "one.json") -> Path:
    (folder / name).write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return folder


def changed(claim: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {**REPORT, "claims": [{**CLAIM, **(claim or {})}], **fields}


def test_what_is_read(tmp_path: Path) -> None:
    (report,) = read_gold(write(tmp_path, REPORT))
    (claim,) = report.claims
    assert report.report.text[claim.quantity.start : claim.quantity.end] == "at least two"
    assert (claim.whom, claim.harmed_class, claim.where) == ("guards", "combatant", ("Arden",))


def test_the_quote_is_looked_for_inside_near(tmp_path: Path) -> None:
    text = "Two fled. Two were killed."
    claim = {
        **CLAIM,
        "quantity": {"quote": "Two", "value": 2, "hedge": "exact"},
        "near": "Two were",
        "where": [],
        "when": None,
        "whom": {"class": "unclear"},
    }
    (report,) = read_gold(write(tmp_path, changed(claim, text=text)))
    assert report.claims[0].quantity.start == 10


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("{\n,", "one.json:2: no JSON"),
        ([], "expected an object with a text"),
        ({"text": 3}, "expected an object with a text"),
        ({**REPORT, "published": "soon"}, "published: expected a day"),
        ({**REPORT, "claims": None}, "claims: expected a list"),
        ({**REPORT, "claims": [3]}, "claim 1: expected an object"),
        ({**REPORT, "claims": [CLAIM, CLAIM]}, "claim c1: id: stands twice"),
        (changed({"id": None}), "claim 1: id: missing"),
        (changed({"kind": "slain"}), "claim c1: kind: 'slain' is none of killed, injured"),
        (changed({"quantity": None}), "quantity: expected an object"),
        (changed({"quantity": {**CLAIM["quantity"], "quote": "ten"}}), "'ten' does not stand in the text"),  # type: ignore[dict-item]
        (changed({"quantity": {**CLAIM["quantity"], "value": "2"}}), "quantity: expected a number, found '2'"),  # type: ignore[dict-item]
        (changed({"quantity": {**CLAIM["quantity"], "hedge": "range"}}), "quantity: expected a number, found None"),  # type: ignore[dict-item]
        (changed({"quantity": {**CLAIM["quantity"], "hedge": "maybe"}}), "hedge: 'maybe' is none of"),  # type: ignore[dict-item]
        (changed({"whom": {"quote": "guards"}}), "class: None is none of"),
        (changed({"whom": {"quote": "monks", "class": "civilian"}}), "whom: 'monks' does not stand in the text"),
        (changed({"kind": ["killed"]}), "kind: ['killed'] is none of"),
        (changed({"means": "magic"}), "means: 'magic' is none of"),
        (changed({"where": ["Mere"]}), "where: expected a list of names that stand in the text"),
        (changed({"when": {"start": "2024-05-07", "end": "2024-05-06"}}), "2024-05-07 is after 2024-05-06"),
        (changed({"part_of": "c9"}), "part_of: 'c9' is no claim"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line(tmp_path: Path, document: Any, line: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        read_gold(write(tmp_path, document))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_further_faults_are_counted(tmp_path: Path) -> None:
    write(tmp_path, changed({"kind": "slain"}))
    write(tmp_path, changed({"kind": "slain"}), "two.json")
    with pytest.raises(EvaluationError, match=r"1 more fault"):
        read_gold(tmp_path)


def test_a_folder_without_reports(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no annotated reports"):
        read_gold(tmp_path)
    with pytest.raises(EvaluationError, match="no folder"):
        read_gold(tmp_path / "none")


def test_the_digest_tells_changed_annotations(tmp_path: Path) -> None:
    before = gold_digest(read_gold(write(tmp_path, REPORT)))
    assert before == gold_digest(read_gold(write(tmp_path, {**REPORT, "note": "ignored"})))
    assert before != gold_digest(read_gold(write(tmp_path, changed({"means": "bomb"}))))
