"""Claims as CSV: the public row, flattened, one column a field, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sayso.records import Claim
from sayso.rows import row

_WORDS: Final = ("text", "start", "end")
_SLOTS: Final[dict[str, tuple[str, ...]]] = {
    "document": (),
    "id": (),
    "kind": (),
    "quantity": (*_WORDS, "value", "value_high", "hedge", "unit", "partial", "low", "high"),
    "measure": (),
    "state": (),
    "told": (*_WORDS, "from", "to"),
    "whom": (*_WORDS, "class", "groups", "party"),
    "by": (*_WORDS, "party"),
    "means": (),
    "where": (
        *_WORDS, "name", "latitude", "longitude", "country", "admin1", "admin2", "precision", "geonames_id",
    ),
    "when": (*_WORDS, "from", "to", "precision"),
    "source": (*_WORDS, "verb", "stance", "chain", "party", "outlet", "interest"),
    "part_of": (),
    "incident": (),
    "mentions": ("start", "end"),
    "evidence": ("start", "end", "text"),
    "policy": (),
    "rules": (),
    "doubts": ("about", "reason"),
}  # fmt: skip

COLUMNS: Final = tuple(
    column
    for slot, fields in _SLOTS.items()
    for column in ([f"{slot}_{field}" for field in fields] if fields else [slot])
)
SEPARATOR: Final = "; "
_RECORD_END: Final = "\r\n"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The line of column names, with its line end."""
    return cells_line(COLUMNS)


def line(claim: Claim) -> str:
    """A claim as one record of CSV, with its line end.

    Lists stand in one cell, separated by "; ", in the same order in each of their columns. A text that a
    spreadsheet would run as a formula is preceded by an apostrophe; JSONL keeps every text as it is.
    """
    return cells_line(cells(claim))


def cells(claim: Claim) -> list[Any]:
    """A claim's values in the order of `COLUMNS`; of a list of objects each field is a list."""
    found: list[Any] = []
    for slot, value in row(claim).items():
        fields = _SLOTS[slot]
        found += [_field(value, field) for field in fields] if fields else [value]
    return found


def cells_line(cells: Iterable[Any]) -> str:
    """Values as one record of CSV, with its line end."""
    out = io.StringIO()
    # Quoted is only what has line breaks of the writer's own kind.
    csv.writer(out, lineterminator=_RECORD_END).writerow(map(_cell, cells))
    return out.getvalue().removesuffix(_RECORD_END) + "\n"


def _field(value: Any, field: str) -> Any:
    """One field of a slot: of a list the field of each, None where the slot is empty."""
    if isinstance(value, list):
        return [each[field] for each in value]
    return value[field] if isinstance(value, Mapping) else None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return SEPARATOR.join(map(_cell, value)) if any(each is not None for each in value) else ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else str(value)
