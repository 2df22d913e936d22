"""Whom or what a quantity counts: the noun phrase and its class."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Reading
from sayso.records import Harmed


def whom(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Harmed | None]]:
    """One choice for each counted quantity, in order."""
    return [Chosen(None) for _ in counted]
