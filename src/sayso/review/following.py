"""What persons ruled about what hangs together is linked before they look at it again; nobody else waits."""

from __future__ import annotations

from typing import Final

from anyio import move_on_after, sleep, to_thread

from sayso.records import Act
from sayso.store import Ledger

# What moves claims from one happening to another, or changes what they say.
MOVING: Final[frozenset[Act]] = frozenset({"correct", "reject", "add", "move", "merge", "split", "withdraw"})
LONGEST: Final = 10.0  # seconds that one waits; then what was linked before is told
_LOOKS_EVERY: Final = 0.05  # seconds


async def own_rulings_linked(ledger: Ledger, name: str) -> None:
    """Returns when all that somebody ruled is linked, by the process that does so."""
    with move_on_after(LONGEST):
        while await to_thread.run_sync(_is_left, ledger, name):
            await sleep(_LOOKS_EVERY)


def _is_left(ledger: Ledger, name: str) -> bool:
    return any(each.who == name and each.act in MOVING for each in ledger.unlinked())
