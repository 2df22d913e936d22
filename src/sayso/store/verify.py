"""Whether a ledger is as it was written: rows against their entries, entries against the ones before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Table, exists, select

from sayso.store import tables
from sayso.store.chain import FIRST_HASH, entry_hash, salted_digest
from sayso.store.content import (
    sealed_account,
    sealed_decision,
    sealed_disclosure,
    sealed_erasure,
    sealed_extraction,
    sealed_report,
)

_ROWS_OF: Final[Mapping[str, Table]] = {
    "report": tables.reports,
    "extraction": tables.extractions,
    "decision": tables.decisions,
    "erasure": tables.erasures,
    "disclosure": tables.disclosures,
    "account": tables.account_changes,
}
_AT_A_TIME: Final = 500


def faults(connection: Connection) -> Iterator[str]:
    """One line for each thing that was changed, removed, added or reordered behind the ledger's back.

    >>> list(faults(connection))
    ['report 7: changed since it was added', 'the chain is cut short: its head says 12, it ends at 11']

    What was erased by `forget` is no fault as long as an erasure names it.
    """
    erased = _erased(connection)
    links = _Links()
    entries = connection.execution_options(yield_per=_AT_A_TIME).execute(
        select(tables.chain).order_by(tables.chain.c.sequence)
    )
    for some in entries.mappings().partitions(_AT_A_TIME):
        yield from (fault for entry in some if (fault := links.fault(entry)))
        yield from _row_faults(connection, some, erased)
    yield from links.end(connection)
    yield from _unsealed(connection)


@dataclass(slots=True)
class _Links:
    """How far the chain was followed: the last entry's number and hash."""

    sequence: int = 0
    hash: str = FIRST_HASH

    def fault(self, entry: RowMapping) -> str | None:
        """What is wrong with the next entry; what follows is held against it as it stands."""
        before, expected = self.sequence, self.sequence + 1
        own = entry_hash(self.hash, entry["sequence"], entry["kind"], entry["subject"], entry["digest"])
        self.sequence, self.hash = entry["sequence"], entry["hash"]
        if entry["sequence"] != expected:
            missing = (
                f"{expected}"
                if entry["sequence"] == expected + 1
                else f"{expected} to {entry['sequence'] - 1}"
            )
            return f"entry {missing} of the chain: removed"
        if own != entry["hash"]:
            return f"entry {expected} of the chain: changed or moved; it does not follow from entry {before}"
        return None

    def end(self, connection: Connection) -> Iterator[str]:
        """Whether the chain ends where its head says."""
        head = connection.execute(select(tables.head)).mappings().first()
        if head is None:
            yield "the head of the chain: removed"
        elif head["sequence"] > self.sequence:
            yield f"the chain is cut short: its head says {head['sequence']}, it ends at {self.sequence}"
        elif head["sequence"] < self.sequence or head["hash"] != self.hash:
            yield f"the head of the chain: changed; it does not follow from entry {self.sequence}"


def _row_faults(
    connection: Connection, entries: Sequence[RowMapping], erased: set[tuple[str, int]]
) -> Iterator[str]:
    """Rows that are gone or not as their entries say, in the order of the chain."""
    found = {
        (kind, row["number"]): dict(row)
        for kind, table in _ROWS_OF.items()
        if (numbers := [entry["subject"] for entry in entries if entry["kind"] == kind])
        for row in connection.execute(select(table).where(table.c.number.in_(numbers))).mappings()
    }
    claims = _claims_of(connection, [number for kind, number in found if kind == "extraction"])
    for entry in entries:
        subject = (entry["kind"], entry["subject"])
        row, name = found.get(subject), f"{entry['kind']} {entry['subject']}"
        if row is None:
            yield f"{name}: removed"
        elif row["salt"] is None:
            if subject not in erased:
                yield f"{name}: emptied, and no erasure names it"
        elif salted_digest(row["salt"], _sealed(entry["kind"], row, claims)) != entry["digest"]:
            yield f"{name}: changed since it was added"


def _sealed(kind: str, row: Mapping[str, Any], claims: Mapping[int, list[str | None]]) -> list[Any]:
    """What the chain sealed of a row."""
    match kind:
        case "report":
            return sealed_report(row)
        case "extraction":
            return sealed_extraction(row, claims.get(row["number"], []))
        case "decision":
            return sealed_decision(row)
        case "erasure":
            return sealed_erasure(row)
        case "disclosure":
            return sealed_disclosure(row)
        case _:
            return sealed_account(row)


def _claims_of(connection: Connection, extractions: Sequence[int]) -> dict[int, list[str | None]]:
    """The stored claims of extractions in their order; a claim out of its place counts as changed."""
    chosen = (
        select(tables.claims)
        .where(tables.claims.c.extraction.in_(extractions))
        .order_by(tables.claims.c.extraction, tables.claims.c.position)
    )
    rows = connection.execute(chosen).mappings().all()
    return {
        number: [row["row"] for row in some] for number, some in groupby(rows, lambda row: row["extraction"])
    }


def _erased(connection: Connection) -> set[tuple[str, int]]:
    """The rows that erasures name."""
    lists = connection.execute(select(tables.erasures.c.erased)).scalars()
    return {(kind, number) for each in lists for kind, number in json.loads(each)}


def _unsealed(connection: Connection) -> Iterator[str]:
    """Rows that no entry of the chain knows."""
    for kind, table in _ROWS_OF.items():
        sealed = select(tables.chain.c.subject).where(tables.chain.c.kind == kind)
        unknown = select(table.c.number).except_(sealed)
        for number in sorted(connection.execute(unknown).scalars()):
            yield f"{kind} {number}: added behind the ledger's back, the chain does not know it"
    extraction = tables.claims.c.extraction
    of_none = ~exists(select(tables.extractions.c.number).where(tables.extractions.c.number == extraction))
    for number in connection.execute(select(extraction).where(of_none).distinct()).scalars():
        yield f"claims of extraction {number}: added behind the ledger's back, there is no such extraction"
