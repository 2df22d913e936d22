"""Accounts and their roles, for leads; one's own password and tokens, for all."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/users")
def users() -> None:
    """Filled by users.js."""
    frame("Accounts", "users.js", at="/users", sheet="forms.css")
