"""Small programs at random, to be held against trying everything."""

from __future__ import annotations

import random
from typing import Final

from sayso.reconcile.solve import Program
from sayso.reconcile.sums import Row

MOST: Final = 5  # of one cell, when every filling is tried


def random_program(seed: int) -> tuple[Program, dict[int, int], frozenset[int]]:
    """Up to four cells and five statements, some in one tally; what is asked."""
    dice = random.Random(seed)
    cells = dice.randint(1, 4)
    rows = []
    for number in range(dice.randint(1, 5)):
        held = frozenset(dice.sample(range(cells), dice.randint(1, cells)))
        low = dice.randint(0, MOST - 2)
        rows.append(Row(held, low, dice.choice([None, low, low + dice.randint(0, 2)]), number))
    tally = {row.of: dice.choice([row.of, row.of, row.of // 2]) for row in rows}
    asked = frozenset(dice.sample(range(cells), dice.randint(1, cells)))
    return Program(cells, rows), tally, asked
