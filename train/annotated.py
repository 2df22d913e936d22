"""The annotated reports that weights are learnt from, found by SAYSO_GOLD."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.evaluate import AnnotatedReport, read_gold

SETS = ("train", "dev1", "retold", "stories-dev", "seed")
FOLDS = 8


def annotated(sets: Sequence[str] = SETS) -> Iterator[tuple[str, AnnotatedReport]]:
    """Each annotated report with the name of its set, in the order of sets and files."""
    for name in sets:
        for gold in read_gold(Path(os.environ["SAYSO_GOLD"]) / name):
            yield name, gold
