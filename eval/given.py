"""Slots alone: the annotated quantities and kinds are given, everything else is read by Sayso.

    python eval/given.py GOLD_DIR OUT.jsonl

Score OUT.jsonl like any prediction; what is wrong then is the fault of the slot.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from sayso.evaluate import read_gold
from sayso.evaluate.given import claims_given
from sayso.records import Claim


def row(claim: Claim) -> dict[str, Any]:
    """A claim as far as the scorer asks."""
    said, when = claim.quantity, claim.when
    return {
        "document": claim.document,
        "id": claim.id,
        "kind": claim.kind,
        "quantity": {
            "value": said.value,
            "value_high": said.value_high,
            "hedge": said.hedge,
            "start": said.start,
            "end": said.end,
            "unit": said.unit,
            "partial": said.partial,
        },
        "whom": claim.whom and {"text": claim.whom.text, "class": claim.whom.harmed_class},
        "by": claim.by and {"text": claim.by.text},
        "means": claim.means,
        "where": [{"text": place.text} for place in claim.where],
        "when": when and when.first and {"from": str(when.first), "to": str(when.last)},
        "source": claim.source and {"text": claim.source.text},
        "part_of": claim.part_of,
        "rules": claim.rules,
    }


if __name__ == "__main__":
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for gold in read_gold(Path(sys.argv[1])):
            out.writelines(json.dumps(row(claim), ensure_ascii=False) + "\n" for claim in claims_given(gold))
