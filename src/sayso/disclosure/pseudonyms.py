"""Stable names for persons who are not named: the same in one ledger, another in every other ledger."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import Final

KEY_BYTES: Final = 32
PSEUDONYM: Final = re.compile(r"\[person (\d[0-9a-f]{7})\]")
_MARK_DIGITS: Final = 8


def pseudonym(key: bytes, name: Sequence[str]) -> str:
    """What stands for a person of that name: HMAC-SHA-256 with the ledger's key, shortened.

    >>> pseudonym(key, ("khin", "mar"))
    '[person 4f3a21c7]'

    Who has no key cannot try names until one fits. It begins with a digit, so that no mark is ever a word.
    """
    digest = hmac.new(key, " ".join(name).encode(), hashlib.sha256).digest()
    return f"[person {digest[0] % 10}{digest[1:5].hex()[: _MARK_DIGITS - 1]}]"
