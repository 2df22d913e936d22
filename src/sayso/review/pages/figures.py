"""What is concluded, and on whose say-so."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/figures")
def figures() -> None:
    """Filled by figures.js."""
    frame("Figures", "figures.js", at="/figures", sheet="figures.css")
