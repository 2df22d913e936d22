"""`sayso review`: the ledger in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.ledger import Where


def review(
    ledger: Where = None,
    host: Annotated[
        str, typer.Option(help="The address to serve on; others than this machine need accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8080,
) -> None:
    """Serves the ledger for review in a browser, until it is interrupted."""
    from sayso.review import serve
    from sayso.settings import load_settings

    serve(load_settings(ledger=ledger), host, port, typer.echo)
