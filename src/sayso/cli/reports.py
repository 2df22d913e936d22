"""`sayso reports`: what the ledger holds."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger import By, From, KindAsked, Of, PlaceAsked, Says, Story, To, Where, Who, Words
from sayso.cli.read import Format


def reports(  # noqa: PLR0913
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
    format: Annotated[  # noqa: A002
        Format, typer.Option(help="A table to read, or one report a line; JSONL has the texts.")
    ] = Format.table,
    ledger: Where = None,
) -> None:
    """The ledger's reports in their current versions; what only claims have, one of its claims must have."""
    from sayso.cli.ledger import filters_of, opened
    from sayso.cli.shown import show_reports

    filters = filters_of(
        kind=kind, who=who, of=of, by=by, says=says, place=place, first=first, last=last, story=story,
        text=text,
    )  # fmt: skip
    with opened(ledger) as kept:
        show_reports(kept.reports(filters), format.value)
