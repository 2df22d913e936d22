"""By whom: the party held responsible in the claim's own sentence or the nearest one that says so."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Reading
from sayso.records import Doer, Harmed


def by(reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]) -> list[Chosen[Doer | None]]:
    """One choice for each counted quantity, in order."""
    return [Chosen(None) for _ in counted]
