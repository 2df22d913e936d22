"""Files, texts and addresses, on their way into the ledger."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/import")
def importing() -> None:
    """Forms to bring something by, and how far what was brought is, filled by import.js."""
    frame("Import", "import.js", at="/import", sheet="import.css")
