"""From the numbers of a row to the claims they rest on: the file that stands beside an export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TextIO

from sayso.export.csv import cells_line

COLUMNS: Final = ("row", "column", "number", "claim")
EVENT: Final = "event"  # stands as the column of all claims that tell of what the row is about


class Following:
    """Writes the claims that each number of a row rests on, one a line; nothing where `out` is None."""

    def __init__(self, out: TextIO | None) -> None:
        self._out = out
        self._write(COLUMNS)

    def number(self, row: object, column: str, number: int, claims: Iterable[str]) -> None:
        """The claims that a number rests on, by their names in the whole ledger."""
        for claim in dict.fromkeys(claims):
            self._write((row, column, number, claim))

    def event(self, row: object, claims: Iterable[str]) -> None:
        """All claims that tell of what a row is about."""
        for claim in dict.fromkeys(claims):
            self._write((row, EVENT, None, claim))

    def _write(self, cells: Iterable[object]) -> None:
        if self._out is not None:
            self._out.write(cells_line(cells))
