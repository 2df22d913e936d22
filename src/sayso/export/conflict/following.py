"""Rows made of incidents, and beside them the claims that each number of a row rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TextIO

from sayso.export.csv import cells_line

if TYPE_CHECKING:
    from sayso.export.portions import Portion
    from sayso.export.source import Source, Written

COLUMNS: Final = ("row", "column", "number", "claim")
EVENT: Final = "event"  # stands as the column of all claims that tell of what the row is about


class Rows:
    """The rows of some incidents, each as a record of CSV, with the claims behind them, and what has none."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self.lines: list[str] = []
        self.followed: list[str] = []
        self.left_out = Counter[str]()

    def put(self, row: dict[str, Any]) -> None:
        """Adds a row."""
        self.lines.append(cells_line([row[column] for column in self._columns]))

    def number(self, row: object, column: str, number: int, claims: Iterable[str]) -> None:
        """The claims that a number of a row rests on, by their names in the whole ledger."""
        self.followed += [cells_line((row, column, number, claim)) for claim in dict.fromkeys(claims)]

    def event(self, row: object, claims: Iterable[str]) -> None:
        """All claims that tell of what a row is about."""
        self.followed += [cells_line((row, EVENT, None, claim)) for claim in dict.fromkeys(claims)]


def write_rows(
    source: Source,
    columns: Sequence[str],
    make: Callable[[Source, Portion], Rows],
    out: TextIO,
    followed: TextIO | None,
) -> Written:
    """Writes the rows of all incidents and, where `followed` is given, the claims behind them."""
    from sayso.export.portions import made
    from sayso.export.source import Written

    out.write(cells_line(columns))
    if followed is not None:
        followed.write(cells_line(COLUMNS))
    number, left_out = 0, Counter[str]()
    for rows in made(source, source.of_incidents(), make):
        out.writelines(rows.lines)
        if followed is not None:
            followed.writelines(rows.followed)
        number += len(rows.lines)
        left_out += rows.left_out
    return Written(number, dict(left_out))
