"""The review application: the REST API, and pages that show what it tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastapi import FastAPI
from nicegui import ui
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from sayso import __version__
from sayso.review import api, pages
from sayso.review.forgetting import heeding
from sayso.review.headers import SecurityHeaders
from sayso.review.turns import few_at_once
from sayso.settings import Settings
from sayso.store import Ledger

STATIC: Final = Path(__file__).parent / "static"


def served(ledger: Ledger, settings: Settings, *, kept_up: bool = False) -> FastAPI:
    """The API over a ledger, without pages: what programs ask, and what the pages are made from.

    `kept_up`: another process links what is new.
    """
    application = FastAPI(
        title="Sayso",
        version=__version__,
        docs_url=None,  # its page is loaded from elsewhere; the description itself is all a program needs
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        max_body_size=settings.max_request_bytes,
        lifespan=_running,
    )
    application.add_middleware(SecurityHeaders, images=_host_of(settings.map_tiles))
    application.add_middleware(GZipMiddleware)  # after the headers, which mark the scripts of a page
    api.add_to(application, settings.max_upload_bytes)
    api.share(application, ledger, settings, kept_up=kept_up)
    return application


@asynccontextmanager
async def _running(application: FastAPI) -> AsyncIterator[None]:
    """What an application does as long as it runs."""
    async with few_at_once(application), heeding(application):
        yield


def _host_of(tiles: str) -> str | None:
    """The host that tiles of a map come from; None where none are asked for."""
    parts = urlsplit(tiles)
    return f"{parts.scheme}://{parts.netloc}" if tiles else None


def application(ledger: Ledger, settings: Settings, *, kept_up: bool = False) -> FastAPI:
    """The whole: the API, and the pages in a browser. One a process: NiceGUI keeps its pages for itself."""
    whole = served(ledger, settings, kept_up=kept_up)
    whole.mount("/static", StaticFiles(directory=STATIC))
    pages.load()
    ui.run_with(
        whole,
        title="Sayso",
        dark=False,
        language="en-US",
        tailwind=False,
        show_welcome_message=False,
        gzip_middleware_factory=None,  # ours packs what is served
    )
    return whole
