"""How many requests are worked on at once: few that compute, lest all wait long; those that write apart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial, wraps
from typing import Final, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI

# Threads of one interpreter take turns: more of them finish nothing sooner, and each keeps a connection.
READING: Final = 4
WRITING: Final = 8  # they wait for each other, or for who links
_WRITERS: Final = CapacityLimiter(WRITING)

P = ParamSpec("P")
T = TypeVar("T")


@asynccontextmanager
async def few_at_once(_application: FastAPI) -> AsyncIterator[None]:
    """While an application runs, what reads has few threads."""
    to_thread.current_default_thread_limiter().total_tokens = READING
    yield


def writes(endpoint: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """An endpoint that may wait to write, while others read."""

    @wraps(endpoint)
    async def in_turn(*given: P.args, **named: P.kwargs) -> T:
        return await to_thread.run_sync(partial(endpoint, *given, **named), limiter=_WRITERS)

    return in_turn
