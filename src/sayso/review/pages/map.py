"""Where it happened, no more exactly than the reports tell."""

from __future__ import annotations

from nicegui import ui

from sayso.review.pages.frame import frame


@ui.page("/map")
def map_page() -> None:
    """Claims by place over packaged outlines, filled by map.js."""
    with frame("Map", "map.js", at="/map", sheet="map.css") as page:
        drawn = ui.leaflet(options={"attributionControl": False, "zoomSnap": 0.5, "worldCopyJump": True})
        drawn.clear_layers()
        page.props(f'data-map="{drawn.id}"')
