"""Who asks: the one page that is shown to whoever is not logged in."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/login")
def login() -> None:
    """Name and password, by login.js."""
    frame("Log in", "login.js", sheet="forms.css")
