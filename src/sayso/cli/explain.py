"""`sayso explain`: what holds an incident together."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger import Where


def explain(
    incident: Annotated[
        str,
        typer.Argument(
            help="An incident as `sayso incidents` names it, or any claim of it; the first digits do."
        ),
    ],
    ledger: Where = None,
) -> None:
    """Shows what each report tells of an incident, whose word that is, and what links it with the others."""
    from sayso.cli.ledger import opened
    from sayso.cli.linked import show_incident, tell_linking

    with opened(ledger) as kept:
        links = kept.links(tell_linking)
        found = links.incident(incident)
        show_incident(found, links.held_together(found), links.origins_in(found))
