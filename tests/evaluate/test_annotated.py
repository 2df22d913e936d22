"""Annotated claims become Claims: the annotators' slots, resolved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from sayso.evaluate import read_gold
from sayso.evaluate.annotated import annotated_claims

TEXT = (
    "At least 14 civilians were killed by shelling in Loikaw on Tuesday, KNDF said. Four of them were children. "
    "The junta's jets also hit Ngwe Ridge, where one house burned."
)


def annotation(identifier: str, quote: str, value: int, **slots: Any) -> dict[str, Any]:
    return {
        "id": identifier, "kind": "killed", "quantity": {"quote": quote, "value": value, "hedge": "exact"},
        "whom": {"quote": "civilians", "class": "civilian"}, "by": None, "means": "shelling",
        "where": ["Loikaw"], "when": None, "source": "KNDF", "part_of": None, "incident": "day", **slots,
    }  # fmt: skip


def test_slots_are_the_annotators_and_resolved(tmp_path: Path) -> None:
    told = [
        annotation("c2", "Four", 4, whom={"quote": "children", "class": "civilian"}, part_of="c1", by="junta"),
        annotation(
            "c1", "At least 14", 14, quantity={"quote": "At least 14", "value": 14, "hedge": "at_least"},
            when={"quote": "on Tuesday", "start": "2023-11-14", "end": "2023-11-15"},
        ),
        annotation(
            "c3", "one", 1, kind="destroyed", whom={"quote": "house", "class": "object"}, source=None,
            where=["Ngwe Ridge"], means="arson",
        ),
    ]  # fmt: skip
    report = {"id": "r", "published": "2023-11-16", "text": TEXT, "claims": told}
    (tmp_path / "r.json").write_text(json.dumps(report), "utf-8")
    whole, part, house = annotated_claims(read_gold(tmp_path)[0])

    assert (whole.kind, whole.quantity.hedge, whole.incident) == ("killed", "at_least", "day")
    assert whole.when and (whole.when.first, whole.when.last) == (date(2023, 11, 14), date(2023, 11, 15))
    assert [place.name for place in whole.where] == ["Loikaw"]
    assert whole.source and whole.source.party == "Karenni Nationalities Defence Force"

    assert (part.part_of, part.when) == (whole.id, None)
    assert part.whom and part.whom.groups == ("children",)
    assert part.by and part.by.party == "State Administration Council"

    assert (house.source, house.means) == (None, "arson")
    assert [(place.text, place.name) for place in house.where] == [("Ngwe Ridge", None)]
    for claim in (whole, part, house):
        assert all(TEXT[quote.start : quote.end] == quote.text for quote in claim.quotes())
