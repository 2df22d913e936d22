"""What stands around every page: head, links to the others, and the script that fills it from the API."""

from __future__ import annotations

from typing import Final

from nicegui import ui

from sayso import __version__

PAGES: Final = (
    ("/", "Queue"),
    ("/incidents", "Incidents"),
    ("/figures", "Figures"),
    ("/map", "Map"),
    ("/sources", "Sources"),
    ("/audit", "Audit"),
    ("/import", "Import"),
)


def frame(title: str, script: str, *, at: str | None = None, sheet: str | None = None) -> ui.element:
    """The element that a page's script fills; the page is called `title`, and `at` is its link in the head.

    `sheet` has rules of its own. What goes into it beside (a map) is put there with `with frame(...):`.
    """
    ui.page_title(f"{title} · Sayso")
    for name in ("style.css", sheet) if sheet else ("style.css",):
        ui.add_head_html(f'<link rel="stylesheet" href="/static/{name}?{__version__}">')
    ui.add_body_html(f'<script type="module" src="/static/{script}?{__version__}"></script>')
    ui.element("a").classes("skip").props('href="#page"').add_slot("default", "Skip to the page")
    with ui.element("header").classes("site-head"):
        _link("/", "Sayso").classes("brand")
        with ui.element("nav").props('aria-label="Pages"'):
            for address, words in PAGES:
                link = _link(address, words)
                if address == at:
                    link.props('aria-current="page"')
        ui.element("div").props('id="account"')
        _words("button", "◐").classes("plain").props('id="theme" type="button" aria-label="Light or dark"')
    ui.element("div").props('id="notices" aria-live="polite"')
    return ui.element("div").props('id="page" tabindex="-1"')  # within NiceGUI's own <main>


def _link(address: str, words: str) -> ui.element:
    return _words("a", words).props(f'href="{address}"')


def _words(tag: str, words: str) -> ui.element:
    made = ui.element(tag)
    made.add_slot("default", words)
    return made
