"""What was erased goes out of the memory of running servers within seconds, whoever erased it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from anyio import create_task_group, sleep, to_thread
from fastapi import FastAPI

from sayso.errors import SaysoError
from sayso.review.api import heed_erasures

LOOKS_EVERY: Final = 2.0  # seconds
_LOG: Final = logging.getLogger(__name__)


@asynccontextmanager
async def heeding(application: FastAPI) -> AsyncIterator[None]:
    """While an application runs, it looks whether something was erased."""
    async with create_task_group() as group:
        group.start_soon(_heed, application)
        yield
        group.cancel_scope.cancel()


async def _heed(application: FastAPI) -> None:
    while True:
        await sleep(LOOKS_EVERY)
        try:
            await to_thread.run_sync(heed_erasures, application)
        except SaysoError as failure:
            _LOG.warning("%s", failure)
