"""`sayso origins`: on whose word the ledger's claims rest, and who copied whom."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger import By, From, KindAsked, Of, PlaceAsked, Says, Story, To, Where, Who, Words


def origins(  # noqa: PLR0913
    kind: KindAsked = None,
    who: Who = None,
    of: Of = None,
    by: By = None,
    says: Says = None,
    place: PlaceAsked = None,
    first: From = None,
    last: To = None,
    story: Story = None,
    text: Words = None,
    json: Annotated[bool, typer.Option("--json", help="One origin a line, for programs.")] = False,
    ledger: Where = None,
) -> None:
    """Independent sources, each with the claims that are its word, and why: who quotes or copies whom."""
    from sayso.cli.ledger import filters_of, opened
    from sayso.cli.linked import show_origins, tell_linking

    filters = filters_of(
        kind=kind, who=who, of=of, by=by, says=says, place=place, first=first, last=last, story=story,
        text=text,
    )  # fmt: skip
    with opened(ledger) as kept:
        show_origins(kept.links(tell_linking).origins(filters), json=json)
