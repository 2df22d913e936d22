"""A report as it was read, and its claims beside it."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/report/{digest}")
def report(digest: str) -> None:  # noqa: ARG001  # report.js takes it from the address
    """The text with its evidence marked, filled by report.js."""
    frame("Report", "report.js", sheet="report.css")
