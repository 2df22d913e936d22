"""What people ruled about incidents, as scores beyond every learned one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sayso.records import Claim, Grouping

ALWAYS: Final = 10**9
NEVER: Final = -(10**9)


class Rulings:
    """Pairs of claims, by id, that people put together or apart; of both, apart holds."""

    def __init__(self, grouping: Grouping | None = None) -> None:
        self._grouping = grouping or Grouping()
        pairs = self._grouping.together | self._grouping.apart
        self._ruled = frozenset(claim for pair in pairs for claim in pair)

    def __bool__(self) -> bool:
        return bool(self._ruled)

    def ruled(self, claims: Iterable[Claim]) -> frozenset[str]:
        """The ids of those claims that something was ruled about."""
        return (
            frozenset(claim.id for claim in claims if claim.id in self._ruled) if self._ruled else self._ruled
        )

    def partners(self, claims: Iterable[Claim]) -> frozenset[str]:
        """The ids of claims that are to stand together with one of these."""
        mine = self.ruled(claims)
        pairs = (pair for pair in self._grouping.together if pair & mine) if mine else ()
        return frozenset(claim for pair in pairs for claim in pair - mine)

    def between(self, one: Sequence[Claim], other: Sequence[Claim]) -> int | None:
        """What was ruled about two groups of claims: `ALWAYS`, `NEVER` or None."""
        mine, theirs = self.ruled(one), self.ruled(other)
        pairs = {frozenset((a, b)) for a in mine for b in theirs}
        if pairs & self._grouping.apart:
            return NEVER
        return ALWAYS if pairs & self._grouping.together else None
