"""`sayso brief`: what is known, by whom and how sure, on one page for a reader in a hurry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered

if TYPE_CHECKING:
    from sayso.store import Filters

Out = Annotated[Path, typer.Argument(metavar="OUT", help="The HTML file to write.")]
Title = Annotated[str, typer.Option(help="What stands over it; without it the name of the story.")]
Questions = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Answers the questions of a JSON file, in its order.")
]
Limit = Annotated[
    int, typer.Option(min=1, help="At most so many of the questions that the ledger raises by itself.")
]
Rules = Annotated[
    str,
    typer.Option(metavar="NAME|FILE", help="The coding rules: sayso, acled, ucdp, airwars, or a TOML file."),
]
Full = Annotated[
    bool, typer.Option("--full", help="Withhold nothing: for leads alone; the audit trail keeps who did it.")
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@filtered
def brief(  # noqa: PLR0913
    filters: Filters,
    out: Out,
    title: Title = "",
    questions: Questions = None,
    limit: Limit = 12,
    policy: Rules = "sayso",
    full: Full = False,
    force: Force = False,
    ledger: Where = None,
) -> None:
    """Writes one HTML page: what is known, by whom, how sure; every number leads to the words it rests on.

    It asks for nothing outside, prints to A4 and Letter, and has beside it a log: OUT.log.json.
    """
    from sayso.cli.briefing import Briefing
    from sayso.cli.ledger import opened

    briefing = Briefing(out, policy, title, force=force)
    with opened(ledger) as kept:
        briefing.write(kept, filters, questions, limit, full=full)
