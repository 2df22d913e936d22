"""The dead of events: their figures, and how a number of several days or places is divided among them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sayso.concluded import Figure, Question
from sayso.reconcile import figure

if TYPE_CHECKING:
    from sayso.export.conflict.events import Event
    from sayso.export.source import Source

NOT_TOLD: Final = "its number rests on what may not be told"
_DIGITS: Final = 15  # fewer than would be rounded in JavaScript and R


def dead_of(events: Sequence[Event], source: Source) -> list[Figure | None]:
    """How many were killed in each event of an incident, as `sayso figures` concludes it; None where that may
    not be told.

    Where none of an event's claims speaks of dead, nobody else is asked: its figure is empty.
    """
    told = iter(source.figures([event.question() for event in events if event.dead]))
    return [next(told) if event.dead else figure(event.question(), (), source.policy) for event in events]


def divided(number: int, parts: int) -> list[int]:
    """As evenly as possible, with the remainder on the first.

    >>> divided(53, 8)
    [11, 6, 6, 6, 6, 6, 6, 6]
    """
    each, rest = divmod(number, parts)
    return [each + rest, *[each] * (parts - 1)]


def beyond(
    events: Sequence[Event], figures: Sequence[Figure | None], source: Source
) -> tuple[int, tuple[str, ...]]:
    """How many dead an incident has beyond those that are counted at its places, and the claims that say so.

    "11 in Kayah, five of them in Loikaw, four in Demoso": two.
    """
    if len(events) < 2 or not all(event.where and event.by is None for event in events):
        return 0, ()
    first = events[0]
    whole = source.figure(Question("killed", where=first.all_places, incidents=(first.incident,)))
    if whole is None:
        return 0, ()
    counted = sum(each.best or 0 for each in figures if each is not None)
    return max(0, (whole.best or 0) - counted), whole.claims


def row_number(*named: object) -> int:
    """The number of a row: the same for the same incident, place, doer and day, in every export.

    >>> row_number("b7e09ab43ba64e5a", "Loikaw", None, "2023-11-14") < 10**15
    True
    """
    digest = hashlib.sha256("|".join(map(str, named)).encode()).hexdigest()
    number: int = int(digest, 16) % 10**_DIGITS
    return number
