"""On whose say-so: the speaker or body a quantity is attributed to."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Reading
from sayso.records import Attribution


def attribute(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Attribution | None]]:
    """One choice for each counted quantity, in order; None where the outlet speaks itself."""
    return [Chosen(None) for _ in counted]
