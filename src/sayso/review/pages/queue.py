"""The queue: what needs a person, first."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/")
def queue() -> None:
    """Claims to look at, filled by queue.js."""
    frame("Queue", "queue.js", at="/", sheet="queue.css")
