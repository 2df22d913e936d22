"""Slots alone: the annotated quantities and kinds are given, everything else is read by Sayso.

    python eval/given.py GOLD_DIR OUT.jsonl

Score OUT.jsonl like any prediction; what is wrong then is the fault of the slot.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.evaluate import read_gold
from sayso.evaluate.given import claims_given
from sayso.export.jsonl import line

if __name__ == "__main__":
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for gold in read_gold(Path(sys.argv[1])):
            out.writelines(line(claim) + "\n" for claim in claims_given(gold))
