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
    incidents,
    outlines,
    overview,
    reports,
    search,
    session,
    users,
    vocabulary,
)
from sayso.review.api.answers import tell_faults
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
    incidents,
    figures,
    overview,
    outlines,
    audit,
)


def add_to(application: FastAPI) -> None:
    """Puts the API into an application; `share` must give it its ledger before anything is asked."""
    tell_faults(application)
    for resource in _RESOURCES:
        application.include_router(resource.router, prefix=PREFIX)


def share(application: FastAPI, ledger: Ledger, settings: Settings) -> None:
    """Gives an application what its requests share."""
    application.state.ledger, application.state.settings = ledger, settings
    application.state.accounts = Accounts(ledger.accounts(), settings)
