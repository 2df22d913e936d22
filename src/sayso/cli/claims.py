"""`sayso claims`: what the ledger's reports say."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger import By, From, KindAsked, Of, PlaceAsked, Says, Story, To, Where, Who, Words
from sayso.cli.read import Format


def claims(  # noqa: PLR0913
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
        Format, typer.Option(help="A table to read, or one claim a line for other programs.")
    ] = Format.table,
    explain: Annotated[bool, typer.Option("--explain", help="Show evidence, rules and doubts.")] = False,
    ledger: Where = None,
) -> None:
    """The claims that stand in the ledger; of all that is asked for, all must hold."""
    from sayso.cli.ledger import filters_of, opened
    from sayso.cli.shown import show_claims

    filters = filters_of(
        kind=kind, who=who, of=of, by=by, says=says, place=place, first=first, last=last, story=story,
        text=text,
    )  # fmt: skip
    with opened(ledger) as kept:
        show_claims(kept.claims_by_report(filters), format.value, explain=explain)
