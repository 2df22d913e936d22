"""`sayso compare`: the events of a data set beside those of the ledger."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger import Dataset, Where, filtered

if TYPE_CHECKING:
    from sayso.store import Filters


class Form(StrEnum):
    """What is printed."""

    table = "table"
    json = "json"
    csv = "csv"


File = Annotated[Path, typer.Argument(metavar="FILE", help="Your file of ACLED or UCDP GED, CSV or Excel.")]
Coded = Annotated[
    Dataset | None, typer.Option("--as", help="What the file is of, where its columns are to be held to it.")
]
Rules = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="The coding rules: sayso, acled, ucdp, airwars, or a TOML file; without it the data set's.",
    ),
]
Same = Annotated[bool, typer.Option("--all", help="Table: show what is the same on both sides, too.")]
FormAsked = Annotated[Form, typer.Option(help="A table to read, or data for programs.")]


@filtered
def compare(
    filters: Filters,
    file: File,
    coded: Coded = None,
    policy: Rules = None,
    same: Same = False,
    format: FormAsked = Form.table,  # noqa: A002
    ledger: Where = None,
) -> None:
    """Compares a data set's file with the ledger: what only one of them has, and where numbers differ.

    Nothing of the file enters the ledger, and what the ledger holds of data sets is not heard.
    """
    from sayso.cli.comparing import compared, show
    from sayso.cli.ledger import opened

    with opened(ledger) as kept:
        found = compared(kept, filters, file, coded.value if coded else None, policy)
    show(found, format.value, same=same)
    raise typer.Exit(1 if found.unread else 0)
