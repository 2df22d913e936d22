"""The files of a lexicon and their faults: each with its file, its line and what was expected."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import tomli

from sayso.errors import LexiconError

NEAR: Final = 0.6  # how alike a word must be to be named as the nearest valid one
SHOWN: Final = 12  # as many valid words are listed


@dataclass(slots=True)
class Faults:
    """Faults in the order they were met, each one line: file:line, what stands there, what was expected."""

    lines: list[str] = field(default_factory=list)

    def add(self, path: Path, line: int, what: str) -> None:
        """Takes down a fault of a file's line (0: of the file as a whole)."""
        self.lines.append(f"{path}:{line}: {what}" if line else f"{path}: {what}")

    def unknown(self, where: tuple[Path, int], what: str, word: object, valid: Iterable[str]) -> None:
        """Takes down a word that is none of the valid ones, with the nearest of them."""
        self.add(*where, f"{what} {word!r}: expected {listed(valid, word)}")


def listed(valid: Iterable[str], word: object = "") -> str:
    """Valid words for a message, the nearest to a wrong word named.

    >>> listed(["killed", "injured"], "kiled")
    "one of killed, injured; did you mean 'killed'?"
    """
    words = [each for each in valid if each]
    shown = ", ".join(words[:SHOWN]) + (" ..." if len(words) > SHOWN else "")
    near = get_close_matches(str(word), words, 1, NEAR)
    return f"one of {shown}" + (f"; did you mean {near[0]!r}?" if near else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[table]]` of a TOML file: the `number`-th of its name (from 0) and what stands in it."""

    path: Path
    table: str
    number: int
    values: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The entry's id; "" where it has none."""
        return str(self.values.get("id", ""))

    def where(self, key: str | None = None, word: str | None = None) -> tuple[Path, int]:
        """File and line of the entry, of one of its keys, or of a word under that key."""
        lines = self.path.read_text(encoding="utf-8").split("\n")
        heads = [at for at, line in enumerate(lines) if line.split("#")[0].strip() == f"[[{self.table}]]"]
        if self.number >= len(heads):  # written as an inline table
            return self.path, 0
        head = heads[self.number]
        for at in range(head + 1, len(lines)):
            if lines[at].lstrip().startswith("["):
                break
            if key is not None and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines[at]):
                return self.path, self._line_of(lines, at, word) + 1
        return self.path, head + 1

    def _line_of(self, lines: Sequence[str], at: int, word: str | None) -> int:
        if word is None:
            return at
        spelled = word.replace("\\", "\\\\").replace('"', '\\"')
        for line in range(at, len(lines)):
            if line > at and re.match(r"\s*(\[\[|[\w\"']+\s*=)", lines[line]):
                break
            if spelled in lines[line] or word in lines[line]:
                return line
        return at


def read_toml(path: Path) -> Mapping[str, Any]:
    """A TOML table; raises `LexiconError` naming file and line."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8-sig"))
    except tomli.TOMLDecodeError as error:
        raise LexiconError([f"{path}:{error.lineno}: no valid TOML: {error.msg}"]) from error
    except UnicodeDecodeError as error:
        raise LexiconError([f"{path}: not UTF-8 at byte {error.start}"]) from error


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV table with their line numbers; lines that open with # are provenance and are passed over.

    Raises `LexiconError` with every row that is not as wide as its header.
    """
    faults = Faults()
    header, rows = csv_rows(path, faults)
    if faults.lines:
        raise LexiconError(faults.lines)
    for number, row in rows:
        yield number, dict(zip(header, row, strict=True))


def csv_rows(path: Path, faults: Faults) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and sound rows of a CSV table, with their line numbers; the others go to `faults`."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        faults.add(path, 0, f"not UTF-8 at byte {error.start}")
        return [], []
    numbers = [at for at, line in enumerate(lines, 1) if line and line[0] != "#" and not line.isspace()]
    reader = csv.reader([lines[at - 1] for at in numbers])
    header, rows, line = next(reader, []), [], 1
    for row in reader:
        number, line = numbers[line], reader.line_num
        if len(row) == len(header):
            rows.append((number, row))
        else:
            faults.add(path, number, f"{len(row)} columns: expected {len(header)} ({', '.join(header)})")
    return header, rows
