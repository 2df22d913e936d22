"""Reads the tables of parties, outlets and conflicts, and names every fault of one with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from sayso.lexicon.source import Faults, csv_rows

KINDS: Final = (
    "government", "state force", "armed group", "coalition", "ministry", "agency", "un", "ngo", "monitor",
    "media", "civilians", "residents",
)  # fmt: skip
COLUMNS: Final = (
    "name", "kind", "country", "from", "to", "parent", "sides", "aliases", "generic", "source",
)  # fmt: skip
OUTLET_COLUMNS: Final = ("name", "country", "parent", "sides", "aliases", "source")
CONFLICT_COLUMNS: Final = ("id", "name", "from", "to", "countries", "allies", "words", "source")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor: its side in each conflict, its names, and words that mean it only in their reports."""

    name: str
    kind: str
    country: str = ""
    first: date | None = None
    last: date | None = None
    parent: str = ""
    sides: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    source: str = ""

    def lives(self, day: date | None) -> bool:
        """Was it there on a day? Where the day is unknown, yes."""
        return day is None or (
            (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict, the words that tell that a report is about it, and its sides that are allied."""

    id: str
    name: str
    countries: frozenset[str]
    words: frozenset[str]
    allies: tuple[frozenset[str], ...] = ()

    def enemies(self, one: str, other: str) -> bool:
        """Are two of its sides against each other?"""
        return one != other and not any({one, other} <= joined for joined in self.allies)


def read_conflicts(path: Path) -> Mapping[str, Conflict]:
    """The conflicts of a table by id."""
    found = {}
    for _, row in _rows(path, CONFLICT_COLUMNS, Faults()):
        words = frozenset(word.casefold() for word in _parted(row["words"]))
        allies = tuple(frozenset(joined.split("+")) for joined in _parted(row["allies"]))
        countries = frozenset(_parted(row["countries"]))
        found[row["id"]] = Conflict(row["id"], row["name"], countries, words, allies)
    return found


def read_parties(
    path: Path, faults: Faults, conflicts: Mapping[str, Conflict], known: Sequence[str] = ()
) -> list[Party]:
    """The sound parties of a table of parties or outlets; what is wrong with the others goes to `faults`.

    `known` are names of other tables that a parent may have.
    """
    outlets = _header(path)[:2] == list(OUTLET_COLUMNS[:2])
    rows = list(_rows(path, OUTLET_COLUMNS if outlets else COLUMNS, faults))
    names = [row["name"] for _, row in rows]
    parties, seen = [], dict[str, int]()
    for number, row in rows:
        before = len(faults.lines)
        if not row["name"]:
            faults.add(path, number, "no name: expected the name of a party")
        elif row["name"] in seen:
            faults.add(path, number, f"{row['name']!r} stands in line {seen[row['name']]} already")
        seen.setdefault(row["name"], number)
        kind = row.get("kind", "media")
        if kind not in KINDS:
            faults.unknown((path, number), "kind", kind, KINDS)
        if row["parent"] and row["parent"] not in names and row["parent"] not in known:
            faults.unknown((path, number), "parent", row["parent"], [*names, *known])
        first, last = (_day(row.get(end, ""), end, path, number, faults) for end in ("from", "to"))
        if first and last and last < first:
            faults.add(path, number, f"to {last}: expected a day not before from {first}")
        sides = _sides(row["sides"], path, number, faults, conflicts)
        if len(faults.lines) == before:
            aliases = tuple(_parted(row["aliases"]))
            generic = tuple(_parted(row.get("generic", "")))
            parties.append(
                Party(
                    row["name"],
                    kind,
                    row["country"],
                    first,
                    last,
                    row["parent"],
                    sides,
                    aliases,
                    generic,
                    row["source"],
                )
            )
    return parties


def _header(path: Path) -> list[str]:
    return csv_rows(path, Faults())[0]


def _rows(path: Path, columns: Sequence[str], faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    header, rows = csv_rows(path, faults)
    missing = [column for column in columns if column not in header]
    for column in header:
        if column not in columns:
            faults.unknown((path, 0), "column", column, columns)
    if missing:
        faults.add(path, 0, f"no column {', '.join(missing)}: expected {', '.join(columns)}")
        return
    for number, row in rows:
        yield number, {name: value.strip() for name, value in zip(header, row, strict=True)}


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _day(text: str, column: str, path: Path, number: int, faults: Faults) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.add(path, number, f"{column} {text!r}: expected a day as 2021-02-01, or nothing")
        return None


def _sides(
    text: str, path: Path, number: int, faults: Faults, conflicts: Mapping[str, Conflict]
) -> Mapping[str, str]:
    sides = {}
    for pair in _parted(text):
        conflict, colon, side = pair.partition(":")
        if not colon or not side:
            faults.add(path, number, f"sides {pair!r}: expected conflict:side, as myanmar:regime")
        elif conflict not in conflicts:
            faults.unknown((path, number), "conflict", conflict, conflicts)
        else:
            sides[conflict] = side
    return sides
