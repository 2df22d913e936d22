"""The text of a spreadsheet's row, a line a column, and where each cell stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sayso.read.spreadsheet.mapping import ColumnMapping, Slot, fold
from sayso.records import Quote

# What these slots say is quoted as it stands; a fixed value of one gets a line of its own.
QUOTED: Final = (
    "quantity", "high", "whom", "by", "place", "admin2", "admin1", "country", "latitude", "longitude",
    "first", "last", "source",
)  # fmt: skip


class RowText:
    r"""A row as a readable text, and the words of its slots.

    >>> text = RowText({"Town": "Demoso", "Dead": "at least 12"}, mapping)
    >>> text.whole, text.quote("quantity", Slot("Dead"))
    ('Town: Demoso\nDead: at least 12', Quote('at least 12', 20, 31))
    """

    def __init__(self, cells: Mapping[str, str], meant: ColumnMapping) -> None:
        self.cells = {column: cell for column, cell in cells.items() if column not in meant.sheet.leave_out}
        self.empty = frozenset(fold(word) for word in meant.sheet.empty)
        self._places: dict[str, int] = {}
        fixed = {
            f"={name}={slot.value}": (name, slot.value)
            for claim in meant.claims
            for name, slot in claim.items()
            if name in QUOTED and slot.value is not None
        }
        lines, at = [], 0
        for key, (label, words) in {
            **{column: (column, cell) for column, cell in self.cells.items()},
            **fixed,
        }.items():
            lines.append(f"{label}: {words}")
            self._places[key] = at + len(label) + 2
            at += len(lines[-1]) + 1
        self.whole = "\n".join(lines)

    def words(self, slot: Slot | None) -> str | None:
        """What a slot says in this row, put in the mapping's words; None where it says nothing."""
        if slot is None or slot.column is None:
            return slot.value if slot else None
        cell = self.cells.get(slot.column)
        if cell is None or fold(cell) in self.empty:
            return None
        return slot.values.get(fold(cell), cell)

    def quote(self, name: str, slot: Slot | None) -> Quote | None:
        """The words of a slot and where they stand; None where it says nothing."""
        words = self.words(slot)
        if words is None or slot is None:
            return None
        start = self._places[slot.column or f"={name}={slot.value}"]
        return Quote(words, start, start + len(words))
