"""Why an address was not fetched."""

from __future__ import annotations


class FetchError(Exception):
    """An address that cannot or may not be fetched: `str(error)` is the reason, in words to show."""
