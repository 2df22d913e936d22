"""`sayso export`: what a ledger holds, in the formats that others read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Where, filtered
from sayso.export.formats import FORMATS

if TYPE_CHECKING:
    from sayso.store import Filters

FormatAsked = Annotated[
    str,
    typer.Argument(metavar="FORMAT", help=f"One of {', '.join(FORMATS)}."),
]
Out = Annotated[str, typer.Argument(metavar="OUT", help="The file to write; - is standard output.")]
Rules = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="The coding rules: sayso, acled, ucdp, airwars, or a TOML file; without it those of the format.",
    ),
]
Full = Annotated[
    bool, typer.Option("--full", help="Withhold nothing: for leads alone; the audit trail keeps who did it.")
]
Hxl = Annotated[bool, typer.Option("--hxl", help="Tables: a row of HXL tags under the header.")]
Legacy = Annotated[
    bool, typer.Option("--legacy", help="ACLED: kinds of actors as the numbers of before 2024.")
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@filtered
def export(  # noqa: PLR0913
    filters: Filters,
    format: FormatAsked,  # noqa: A002
    out: Out,
    policy: Rules = None,
    full: Full = False,
    hxl: Hxl = False,
    legacy: Legacy = False,
    force: Force = False,
    ledger: Where = None,
) -> None:
    """Writes claims or figures for other programs, and beside them a log: OUT.log.json.

    The log says under which rules they were made, how many rows there are, what was left out and withheld.
    """
    from sayso.cli.exporting import Exporting
    from sayso.cli.ledger import opened

    options = {"hxl": hxl, "legacy": legacy}
    asked = frozenset(name for name, is_asked in options.items() if is_asked)
    exporting = Exporting(format, out, policy, asked, force=force)
    with opened(ledger) as kept:
        exporting.write(kept, filters, full=full)
