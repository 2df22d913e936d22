"""The audit trail: an entry for every row that was added, each sealed by the one before it.

An entry has the digest of the row's content and of a salt that is kept in the row. Whoever changes a row, or
takes one out, would have to forge every later entry and the head. When a row is erased its salt goes with it:
the entry stays whole and tells nothing of what was there.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from typing import Any, Final, Literal

from sqlalchemy import Connection, insert, select, update

from sayso.store import tables

EntryKind = Literal["report", "extraction", "decision", "erasure", "disclosure", "account"]

FIRST_HASH: Final = "0" * 64


class Chain:
    """The end of the chain in a transaction that writes. Only one such transaction is under way at a time."""

    def __init__(self, connection: Connection) -> None:
        """Reads the head and keeps it from other writers until the transaction ends."""
        head = connection.execute(select(tables.head.c.sequence, tables.head.c.hash).with_for_update()).one()
        self._connection = connection
        self._sequence, self._hash = head.sequence, head.hash
        self._entries: list[dict[str, Any]] = []

    def append(self, kind: EntryKind, subject: int, salt: str, content: Sequence[Any]) -> None:
        """Adds the entry of a row; `flush` writes it."""
        self._sequence += 1
        digest = salted_digest(salt, content)
        self._hash = entry_hash(self._hash, self._sequence, kind, subject, digest)
        self._entries.append(
            {
                "sequence": self._sequence,
                "kind": kind,
                "subject": subject,
                "digest": digest,
                "hash": self._hash,
            }
        )

    def flush(self) -> None:
        """Writes what was appended, and the new head."""
        if self._entries:
            self._connection.execute(insert(tables.chain), self._entries)
            self._connection.execute(update(tables.head).values(sequence=self._sequence, hash=self._hash))
            self._entries.clear()


def new_salt() -> str:
    """Thirty-two hexadecimal digits that nobody can guess."""
    return secrets.token_hex(16)


def salted_digest(salt: str, content: Sequence[Any]) -> str:
    """SHA-256 over a salt and the content as JSON, hexadecimal."""
    return hashlib.sha256((salt + json.dumps(content, ensure_ascii=True)).encode()).hexdigest()


def entry_hash(previous: str, sequence: int, kind: str, subject: int, digest: str) -> str:
    """SHA-256 that seals an entry and, through the hash before it, all earlier ones."""
    return hashlib.sha256(f"{previous}|{sequence}|{kind}|{subject}|{digest}".encode()).hexdigest()
