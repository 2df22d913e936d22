"""Fetches pages of the web, as a guest does: asked for, one at a time, and kept as they were sent."""

from __future__ import annotations

from sayso.read.fetching.archive import archive_of
from sayso.read.fetching.erase import ErasedPages, FetchedPage, erase_pages
from sayso.read.fetching.fetcher import Fetcher

__all__ = ["ErasedPages", "FetchedPage", "Fetcher", "archive_of", "erase_pages"]
