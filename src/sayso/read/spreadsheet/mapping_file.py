"""A column mapping as it is written in TOML, checked whole against the columns of its sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sayso.errors import LexiconError, MappingError
from sayso.lexicon.source import Faults, read_toml
from sayso.read.spreadsheet.cells import form_of_days
from sayso.read.spreadsheet.mapping import (
    CHOICES,
    CLAIM_SLOTS,
    FILE_KEYS,
    REPORT_SLOTS,
    REQUIRED,
    ColumnMapping,
    Sheet,
    Slot,
    fold,
    parts_of,
)  # fmt: skip

_SLOT_KEYS: Final = ("column", "value", "values")
_TABLES: Final = ("report", "shared", "claim")
_HEAD: Final = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


class MappingFile:
    """A mapping file and its faults, which are told all together."""

    def __init__(self, path: Path) -> None:
        self.path, self.faults = path, Faults()
        try:
            self.table = read_toml(path)
            self.lines = _lines(path.read_text("utf-8-sig"))
        except LexiconError as error:
            raise MappingError(error.faults) from error
        except OSError as error:
            raise MappingError([f"{path}: {error.strerror or 'cannot be read'}"]) from error
        self.sheet = self._sheet()

    def mapping(self, columns: Sequence[str]) -> ColumnMapping:
        """The mapping of a sheet with these columns; raises `MappingError` with every fault of the file."""
        for key, value in self.table.items():
            if key not in (*FILE_KEYS, *_TABLES):
                self.faults.unknown(self._at(key), "key", key, (*FILE_KEYS, *_TABLES))
            elif key in ("report", "shared") and not isinstance(value, dict):
                self.faults.add(*self._at(key), f"{key} is {value!r}: expected a table [{key}]")
        for column in self.sheet.leave_out:
            self._check_column(Slot(column), self._at("leave_out"), columns)
        report = self._slots(self._table("report"), ("report", 0), REPORT_SLOTS, columns)
        shared = self._slots(self._table("shared"), ("shared", 0), CLAIM_SLOTS, columns)
        claims = []
        for number, each in enumerate(self._claims()):
            own = self._slots(each, ("claim", number), CLAIM_SLOTS, columns)
            claims.append({**shared, **own})
            missing = [slot for slot in REQUIRED if slot not in each and slot not in self._table("shared")]
            if missing:
                self.faults.add(*self._at("claim", number), f"a claim without {' and '.join(missing)}")
        self._check_parts(claims)
        if self.faults.lines:
            raise MappingError(self.faults.lines)
        return ColumnMapping(self.sheet, report, tuple(claims))

    def _table(self, name: str) -> Mapping[str, Any]:
        value = self.table.get(name, {})
        return value if isinstance(value, dict) else {}

    def _claims(self) -> list[Mapping[str, Any]]:
        claims = self.table.get("claim", [])
        if not isinstance(claims, list) or not claims or not all(isinstance(each, dict) for each in claims):
            self.faults.add(self.path, 0, "no claim: expected a table [[claim]] for each number of a row")
            return []
        return claims

    def _at(self, key: str, number: int | None = None, table: str = "") -> tuple[Path, int]:
        """The line of a key, of a table, or of a key in a table."""
        return self.path, self.lines.get((table, number or 0, key), self.lines.get((key, number or 0, ""), 1))

    def _sheet(self) -> Sheet:
        """What the file says of itself; keys at fault keep their default."""
        sound: dict[str, Any] = {}
        for key in FILE_KEYS:
            value = self.table.get(key)
            expected = None if value is None else _misfit(key, value)
            if expected is not None:
                self.faults.add(*self._at(key), f"{key} is {value!r}: expected {expected}")
            elif value is not None:
                sound[key] = tuple(value) if isinstance(value, list) else value
        return Sheet(**sound)

    def _slots(
        self, table: Mapping[str, Any], where: tuple[str, int], known: Sequence[str], columns: Sequence[str]
    ) -> dict[str, Slot]:
        """The sound slots of a table."""
        slots = {}
        for name, value in table.items():
            at = self._at(name, where[1], where[0])
            if name not in known:
                self.faults.unknown(at, "slot", name, known)
                continue
            slot = self._slot(name, value, at)
            if slot is not None:
                self._check_column(slot, at, columns, short=isinstance(value, str))
                slots[name] = slot
        return slots

    def _check_column(
        self, slot: Slot, at: tuple[Path, int], columns: Sequence[str], *, short: bool = False
    ) -> None:
        """The column of a slot must stand in the sheet, once."""
        if slot.column is None:
            return
        if slot.column not in columns:
            self.faults.unknown(at, "column", slot.column, columns)
            if short:
                self.faults.lines[-1] += f' (a fixed value is written {{value = "{slot.column}"}})'
        elif columns.count(slot.column) > 1:
            self.faults.add(
                *at, f"column {slot.column!r} stands in the sheet {columns.count(slot.column)} times"
            )

    def _slot(self, name: str, value: Any, at: tuple[Path, int]) -> Slot | None:
        """A slot as it is written: a column, or a table with `column` and `values`, or with `value`."""
        given = {"column": value} if isinstance(value, str) else value
        if not isinstance(given, dict) or ("column" in given) == ("value" in given):
            self.faults.add(
                *at, f'{name} is {value!r}: expected a column, or {{value = "..."}} if it is fixed'
            )
            return None
        for key in given:
            if key not in _SLOT_KEYS:
                self.faults.unknown(at, "key", key, _SLOT_KEYS)
        values = given.get("values", {})
        words = [given.get("column", ""), given.get("value", "")]
        if not isinstance(values, dict) or not all(
            isinstance(each, str) for each in (*words, *values.values())
        ):
            self.faults.add(*at, f'{name}: expected text in quotes, and values as {{"cell" = "word"}}')
            return None
        if values and name not in CHOICES and name not in REPORT_SLOTS:
            self.faults.add(*at, f"{name} is quoted as it stands: expected no values")
        fixed = [given["value"]] if "value" in given else []
        for word in (*fixed, *values.values()) if name in CHOICES else ():
            for part in parts_of(name, word):
                if part not in CHOICES[name]:
                    self.faults.unknown(at, name, part, CHOICES[name])
        folded = {fold(cell): word for cell, word in values.items()}
        return Slot(given.get("column"), given.get("value"), folded)

    def _check_parts(self, claims: Sequence[Mapping[str, Slot]]) -> None:
        """Whole and part are claims of the same row, named by the column of their number."""
        numbers = [claim["quantity"].column for claim in claims if "quantity" in claim]
        for number, claim in enumerate(claims):
            whole = claim.get("part_of")
            own = claim["quantity"].column if "quantity" in claim else None
            if whole is not None and (whole.column not in numbers or whole.column == own):
                others = [each for each in numbers if each and each != own]
                self.faults.unknown(self._at("part_of", number, "claim"), "part_of", whole.column, others)
            if own is not None and numbers.count(own) > 1 and numbers.index(own) != number:
                self.faults.add(*self._at("quantity", number, "claim"), f"two claims have the number {own!r}")


def _misfit(key: str, value: Any) -> str | None:
    """What was expected of a key of the file; None for a value that fits it."""
    if key == "header":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole and value >= 1 else "a row from 1 up"
    if key in ("empty", "leave_out"):
        words = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return None if words else "a list of words"
    if not isinstance(value, str):
        return "text in quotes"
    if key == "delimiter":
        return None if len(value) == 1 else "one character"
    if key == "encoding":
        return None if _is_encoding(value) else "an encoding like windows-1252"
    if key == "days":
        return None if form_of_days(value) else "a form like dd/mm/yyyy"
    return None


def _is_encoding(name: str) -> bool:
    try:
        b"a".decode(name)
    except LookupError:
        return False
    except UnicodeError:
        return True
    return True


def _lines(text: str) -> dict[tuple[str, int, str], int]:
    """The line of every table ("claim", 1, "") and of every key in one ("claim", 1, "kind"); from 0."""
    lines: dict[tuple[str, int, str], int] = {}
    table, number, counts = "", 0, dict[str, int]()
    for at, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = head[2]
            number = counts.get(table, 0)
            counts[table] = number + 1
            lines[table, number, ""] = at
        elif key := _KEY.match(line):
            lines.setdefault((table, number, key[1]), at)
    return lines
