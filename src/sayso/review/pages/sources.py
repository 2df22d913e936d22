"""Outlets and origins with their record."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/sources")
def sources() -> None:
    """Filled by sources.js."""
    frame("Sources", "sources.js", at="/sources", sheet="tables.css")
