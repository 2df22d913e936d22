"""Starts the review application and says where it is."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import ExitStack
from threading import Thread
from time import monotonic
from typing import Final

from sayso.errors import SettingsError
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger

HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_UPKEEP: Final = 3  # how nice it is: those who ask go first, yet whoever rules waits while it writes
_LONGEST_START: Final = 20.0  # seconds; after that those who are not ready yet are not waited for


def serve(settings: Settings, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serves the ledger of the settings until it is interrupted; `tell` hears the address, and what to know.

    The address is told once all that answers is ready, so that whoever follows it does not wait.
    Raises `SettingsError` where there is no account and the host is not this machine, or where the port is
    taken; `LedgerError` where there is no ledger.
    """
    with open_ledger(settings.ledger, create=True, settings=settings) as ledger:
        if not ledger.accounts().has_any():
            if host not in HERE:
                raise SettingsError(
                    f"--host {host}: without an account this ledger is served on 127.0.0.1 alone;"
                    " `sayso users add NAME --role lead` makes the first"
                )
            tell("no accounts: served on this machine only, and whoever is at it may do everything")
        listening = _listening(host, port)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        _run(ledger, settings, listening, lambda: tell(address))


def _run(ledger: Ledger, settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Runs the server until it is interrupted; `ready` is called when it answers without delay."""
    import uvicorn

    from sayso.review.answering import Passing, answer, new_socket, processes_for
    from sayso.review.application import application
    from sayso.review.beside import Beside
    from sayso.review.upkeep import keep_up

    with ExitStack() as beside:
        sockets = [new_socket() for _ in range(processes_for(settings))]
        working = [Beside("answering", answer, settings, path) for path in sockets]
        working.append(Beside("upkeep", keep_up, settings, nice=_UPKEEP))
        for each in working:
            beside.enter_context(each)
        whole = application(ledger, settings, kept_up=True)
        config = uvicorn.Config(
            Passing(whole, sockets),
            log_level="warning",
            access_log=False,  # addresses tell what was looked for, and names stand in them
            proxy_headers=settings.behind_proxy,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        if not sockets:  # those who answer beside it get ready themselves
            # The first who asks does not wait for the words by which names are found.
            Thread(target=whole.state.readers.warm, name="warm", daemon=True).start()
        try:
            latest = monotonic() + _LONGEST_START
            for each in working:
                each.is_ready(max(0.0, latest - monotonic()))
            ready()
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            whole.state.importer.close()


def _listening(host: str, port: int) -> socket.socket:
    """A socket at that address; port 0 takes any that is free."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()  # so that whoever comes while it begins waits and is not turned away
    except OSError as error:
        raise SettingsError(f"--host {host} --port {port}: {error.strerror or error}") from error
    return made
