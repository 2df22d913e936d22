"""Who ruled what, when; and whether anything was changed behind the ledger's back."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/audit")
def audit() -> None:
    """Filled by audit.js."""
    frame("Audit", "audit.js", at="/audit", sheet="tables.css")
