"""What a later extraction made of a report's claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records import Claim


@dataclass(frozen=True, slots=True)
class Reread:
    """How many of a report's claims are as before, new, gone, or changed in what they say; `decisions` about
    the report were replayed.
    """

    same: int = 0
    new: int = 0
    gone: int = 0
    changed: int = 0
    decisions: int = 0

    def __add__(self, other: Reread) -> Reread:
        return Reread(
            self.same + other.same,
            self.new + other.new,
            self.gone + other.gone,
            self.changed + other.changed,
            self.decisions + other.decisions,
        )


def compared(before: Sequence[Claim], now: Sequence[Claim], decisions: int) -> Reread:
    """What became of claims by their ids."""
    old, new = ({claim.id: claim for claim in claims} for claims in (before, now))
    both = old.keys() & new.keys()
    same = sum(old[each] == new[each] for each in both)
    return Reread(same, len(new.keys() - both), len(old.keys() - both), len(both) - same, decisions)
