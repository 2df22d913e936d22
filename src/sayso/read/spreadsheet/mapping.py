"""What the columns of a user's spreadsheet mean; docs/spreadsheets.md shows how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.lexicon.tables import GROUPS
from sayso.records import CLASSES, HEDGES, KINDS, MEANS

REPORT_SLOTS: Final = ("id", "outlet", "published", "title", "url", "story")
CLAIM_SLOTS: Final = (
    "kind", "quantity", "high", "hedge", "unit", "measure", "whom", "class", "groups", "by", "means", "place",
    "admin2", "admin1", "country", "latitude", "longitude", "first", "last", "source", "part_of",
)  # fmt: skip
REQUIRED: Final = ("kind", "quantity")
FILE_KEYS: Final = ("sheet", "header", "days", "encoding", "delimiter", "empty", "leave_out")
CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "kind": KINDS, "class": CLASSES, "hedge": HEDGES, "means": MEANS, "groups": GROUPS,
    "unit": ("people", "households", "things"), "measure": ("flow", "stock"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a slot's words come from: a fixed value, or a column; `values` puts its cells in other words."""

    column: str | None = None
    value: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the file itself is to be read; `days` is how days are written: dd/mm/yyyy."""

    sheet: str | None = None
    header: int = 1
    days: str | None = None
    encoding: str = "utf-8"
    delimiter: str | None = None
    empty: tuple[str, ...] = ("-", "–", "—", "n/a", "N/A")
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns mean: slots of the report of a row, and of each claim that a row makes."""

    sheet: Sheet
    report: Mapping[str, Slot]
    claims: tuple[Mapping[str, Slot], ...]


def parts_of(name: str, words: str) -> list[str]:
    """The words of a slot that may hold several: groups, parted by commas or semicolons."""
    return [part.strip() for part in re.split("[,;]", words) if part.strip()] if name == "groups" else [words]


def fold(cell: str) -> str:
    """A cell as it is looked up: spaces and capitals make no difference."""
    return " ".join(cell.split()).casefold()
