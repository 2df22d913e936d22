"""The REST API under /api/v1: one module a resource. docs/api.md tells it to those who write programs."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI

from sayso.review.accounts import Accounts
from sayso.review.api import (
    audit,
    claims,
    decisions,
    figures,
    imports,
    incidents,
    labels,
    outlines,
    overview,
    reports,
    search,
    session,
    users,
    vocabulary,
)
from sayso.review.api.answers import tell_faults
from sayso.review.api.findable import Hiding
from sayso.review.importing import Importer
from sayso.review.readers import Readers
from sayso.review.remembered import Remembered
from sayso.settings import Settings
from sayso.store import Ledger

PREFIX: Final = "/api/v1"
_RESOURCES: Final = (
    session,
    users,
    vocabulary,
    reports,
    claims,
    search,
    decisions,
    labels,
    incidents,
    figures,
    overview,
    outlines,
    audit,
)


def add_to(application: FastAPI, max_upload_bytes: int | None = None) -> None:
    """Puts the API into an application; `share` must give it its ledger before anything is asked.

    What is brought to be imported may be larger than other requests.
    """
    tell_faults(application)
    for resource in _RESOURCES:
        application.include_router(resource.router, prefix=PREFIX)
    application.include_router(imports.router, prefix=PREFIX, max_body_size=max_upload_bytes)


def heed_erasures(application: FastAPI) -> None:
    """Drops what an application has in memory, if something was erased since this was last asked."""
    shared = application.state
    if shared.ledger.heed_erasures():
        shared.readers.forget()
        shared.remembered.forget()
        shared.importer.forget()


def share(application: FastAPI, ledger: Ledger, settings: Settings, *, kept_up: bool = False) -> None:
    """Gives an application what its requests share; `kept_up`: another process links what is new."""
    application.state.ledger, application.state.settings = ledger, settings
    application.state.accounts = Accounts(ledger.accounts(), settings)
    application.state.remembered = Remembered()
    application.state.kept_up = kept_up
    application.state.readers, application.state.hiding = Readers(ledger), Hiding()
    application.state.importer = Importer(ledger, settings)
