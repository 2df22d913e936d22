"""The pages of the review application, one module each."""

from __future__ import annotations

from importlib import import_module
from typing import Final

_PAGES: Final = (
    "queue",
    "report",
    "incidents",
    "figures",
    "map",
    "sources",
    "audit",
    "importing",
    "users",
    "login",
)


def load() -> None:
    """Makes every page known to NiceGUI, which takes them as their modules are imported."""
    for name in _PAGES:
        import_module(f"sayso.review.pages.{name}")
