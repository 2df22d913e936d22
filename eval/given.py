"""Slots alone: the annotated quantities and kinds are given, everything else is read by Sayso.

    python eval/given.py GOLD_DIR OUT.jsonl

Score OUT.jsonl like any prediction; whatever is wrong then is the fault of the slot, not of finding the claim.
"""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date
from pathlib import Path

from sayso.extract import Counted
from sayso.lexicon import Reading
from sayso.pipeline import claims_of, look
from sayso.records import Quantity, Report


def annotated_report(document: dict) -> Report:
    """The Report of an annotated file."""
    text = document["text"]
    return Report(
        document["id"], text, hashlib.sha256(text.encode()).hexdigest(), document.get("outlet"),
        date.fromisoformat(document["published"]), document.get("title"),
    )  # fmt: skip


def annotated_counts(reading: Reading, document: dict) -> list[Counted]:
    """The annotated quantities as the extractor would hand them to the role modules, in the order of the text."""
    text, counts = document["text"], []
    for claim in document["claims"]:
        said = claim["quantity"]
        near = claim.get("near") or said.get("near") or said["quote"]
        start = text.index(near) + near.index(said["quote"])
        end = start + len(said["quote"])
        quantity = Quantity(
            said["quote"], start, end, said["value"], said["hedge"], said.get("value_high"),
            claim.get("unit", "people"), claim.get("partial", False),
        )  # fmt: skip
        first, last = reading.token_at(start), reading.token_at(end - 1) + 1
        counts.append(Counted(claim["kind"], first, last, quantity, _trigger(reading, claim["kind"], first, last)))
    return sorted(counts, key=lambda item: (item.quantity.start, item.kind))


def _trigger(reading: Reading, kind: str, first: int, last: int):
    """The nearest trigger of that kind in the sentence."""
    begin, stop = reading.bounds[reading.passage_of[first]]
    hits = [hit for i in range(begin, stop) for hit in reading.triggers.get(i, ()) if kind in hit.payload.kinds.values()]
    return min(hits, key=lambda hit: max(hit.first - last, first - hit.last), default=None)


def rows(folder: Path):
    """Claims, in the public format as far as the scorer asks, of every annotated report of a folder."""
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        reading = look(annotated_report(document))
        for claim in claims_of(reading, annotated_counts(reading, document)):
            said = claim.quantity
            yield {
                "document": claim.document, "id": claim.id, "kind": claim.kind,
                "quantity": {"value": said.value, "value_high": said.value_high, "hedge": said.hedge, "start": said.start, "end": said.end, "unit": said.unit, "partial": said.partial},
                "whom": claim.whom and {"text": claim.whom.text, "class": claim.whom.harmed_class},
                "by": claim.by and {"text": claim.by.text}, "means": claim.means,
                "where": [{"text": place.text} for place in claim.where],
                "when": claim.when and claim.when.first and {"from": str(claim.when.first), "to": str(claim.when.last)},
                "source": claim.source and {"text": claim.source.text}, "part_of": claim.part_of, "rules": claim.rules,
            }  # fmt: skip


if __name__ == "__main__":
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(Path(sys.argv[1])))
