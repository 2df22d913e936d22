"""A number of several days or places, divided among them as ACLED divides it."""

from __future__ import annotations

import hashlib
from typing import Final

_DIGITS: Final = 15  # fewer than would be rounded in JavaScript and R


def divided(number: int, parts: int) -> list[int]:
    """As evenly as possible, with the remainder on the first.

    >>> divided(53, 8)
    [11, 6, 6, 6, 6, 6, 6, 6]
    """
    each, rest = divmod(number, parts)
    return [each + rest, *[each] * (parts - 1)]


def row_number(*named: object) -> int:
    """The number of a row: the same for the same incident, place, doer and day, in every export.

    >>> row_number("b7e09ab43ba64e5a", "Loikaw", None, "2023-11-14") < 10**15
    True
    """
    digest = hashlib.sha256("|".join(map(str, named)).encode()).hexdigest()
    number: int = int(digest, 16) % 10**_DIGITS
    return number
