"""By what means: the weapon or way of harm."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Reading
from sayso.records import Harmed, Means


def means(reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]) -> list[Chosen[Means | None]]:
    """One choice for each counted quantity, in order."""
    return [Chosen(None) for _ in counted]
