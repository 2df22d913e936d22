"""Keeps what is made from a ledger up to date beside those who ask: incidents, origins, what claims weigh,
what is withheld of reports.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Final

from sayso.disclosure import Screens
from sayso.errors import SaysoError
from sayso.review.beside import tell_ready
from sayso.run import found_by
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger

LOOKS_EVERY: Final = 0.2  # seconds: somebody ruled, or another program added something
ENTRIES: Final = 20  # of the chain linked at once: whoever rules while they are written waits for it
INCIDENTS: Final = 4  # weighed before it is looked whether anything new is to be linked
_LOG: Final = logging.getLogger(__name__)


def keep_up(line: Connection, settings: Settings) -> None:
    """Links, screens and weighs whatever is new in the ledger of the settings, until the line ends.

    The work of a process of its own (`Beside`), so that it takes no time from those who ask. A failure
    (another program writes for long, the disk is full) is logged, and tried again.
    """
    tell_ready(line)
    while not line.poll(LOOKS_EVERY):
        try:
            with open_ledger(settings.ledger, create=False, settings=settings) as ledger:
                _keep_open(ledger, settings, line)
        except SaysoError as failure:
            _LOG.warning("%s", failure)


def _keep_open(ledger: Ledger, settings: Settings, line: Connection) -> None:
    """The same with a ledger that is open."""

    def unless_over(_left: int) -> None:
        """Between two portions of work: is there still somebody who asks?"""
        if line.poll():
            raise _Interrupted

    def unless_new(left: int) -> None:
        """And nothing new, which is linked first?"""
        unless_over(left)
        done, last = ledger.reach()
        if done < last:
            raise _Interrupted

    disclosures, seen = ledger.disclosures(), ""
    screening = disclosures.screening(Screens(disclosures.key()), found_by())
    while not line.poll(LOOKS_EVERY):
        state = ledger.state()
        if state != seen:
            if ledger.heed_erasures():
                screening = disclosures.screening(Screens(disclosures.key()), found_by())
            with suppress(_Interrupted):
                ledger.links(unless_over, entries=ENTRIES)
                screening.go_on(unless_new)
                ledger.weigh(unless_new, settings.max_settlements, at_a_time=INCIDENTS)
                seen = state


class _Interrupted(Exception):  # noqa: N818  # no error: what is left will be done next
    """Something else goes first, or nobody needs the rest."""
