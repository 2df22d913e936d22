"""Asynchronous work, done in a thread of its own: Playwright has a loop at work in the first."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """What the work came to."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()
