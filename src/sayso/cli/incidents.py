"""`sayso incidents`: the happenings that the ledger's reports speak of."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger import By, From, KindAsked, Of, PlaceAsked, Says, Story, To, Where, Who, Words


def incidents(  # noqa: PLR0913
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
    json: Annotated[bool, typer.Option("--json", help="One incident a line, for programs.")] = False,
    ledger: Where = None,
) -> None:
    """Happenings, whatever is counted of them: when, where, what was harmed, and in which reports."""
    from sayso.cli.ledger import filters_of, opened
    from sayso.cli.linked import show_incidents, tell_linking

    filters = filters_of(
        kind=kind, who=who, of=of, by=by, says=says, place=place, first=first, last=last, story=story,
        text=text,
    )  # fmt: skip
    with opened(ledger) as kept:
        show_incidents(kept.links(tell_linking).incidents(filters), json=json)
