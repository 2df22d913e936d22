"""Which quantity is a part of which: "70 people, including 10 children"."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Reading
from sayso.records import Harmed


def parts(reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]) -> list[Chosen[int | None]]:
    """For each counted quantity the index of the one it is a part of, or None."""
    return [Chosen(None) for _ in counted]
