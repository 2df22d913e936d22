"""Happenings: what holds each together, and what each source says of it."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/incidents")
def incidents() -> None:
    """The list, filled by incidents.js."""
    frame("Incidents", "incidents.js", at="/incidents", sheet="incidents.css")


@ui.page("/incidents/{incident}")
def incident(incident: str) -> None:  # noqa: ARG001  # incident.js takes it from the address
    """One of them, filled by incident.js."""
    frame("Incident", "incident.js", at="/incidents", sheet="incidents.css")
