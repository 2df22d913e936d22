"""What readers may be told of a ledger now, kept from one answer to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from sayso.disclosure import Disclosure, Screens
from sayso.records import Claim, Report
from sayso.run import found_by
from sayso.store import Ledger

_SCREENS: Final = 8_192  # reports, of some kilobytes each
_ROWS: Final = 32_768  # of lists, of up to a kilobyte or two each
_KEY_BYTES: Final = 16


class ToldRows:
    """Rows of lists as they were told, by what they were: the same claims are listed again and again.

    When there are too many, those go that were not asked for since there were half as many.
    """

    def __init__(self) -> None:
        self._kept: dict[bytes, bytes | None] = {}
        self._older: dict[bytes, bytes | None] = {}

    def told(self, row: bytes) -> bytes | None:
        """What was told of a row, None where that is nothing. Raises `KeyError` where it was not told yet."""
        key = _key(row)
        if key in self._kept:
            return self._kept[key]
        told = self._older[key]
        self._put(key, told)
        return told

    def keep(self, row: bytes, told: bytes | None) -> None:
        """Keeps what was told of a row."""
        self._put(_key(row), told)

    def _put(self, key: bytes, told: bytes | None) -> None:
        if len(self._kept) >= _ROWS // 2:
            self._older, self._kept = self._kept, {}
        self._kept[key] = told


@dataclass(frozen=True, slots=True)
class Known:
    """What may be told after an entry of the chain, and rows that were told so."""

    seen: int
    disclosure: Disclosure
    rows: ToldRows = field(default_factory=ToldRows)


class Readers:
    """The disclosure that holds for readers. What was withheld of a report is not looked for again.

    A label holds from the next answer on: each asks whether anything came to the ledger that may be one.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, Lock()
        self._screens: tuple[Screens, str] | None = None  # what was found in reports, and by what
        self._known: Known | None = None
        self._following = Lock()
        self._withheld = dict[
            str, set[tuple[str, frozenset[str]]]
        ]()  # words withheld together, by each of them
        self._through = 0  # the number of the last of them
        self._complete_at = -1  # the entry of the chain after which no report was left to look through

    def now(self) -> Known:
        """What readers may be told."""
        known = self._known
        if known is None:
            return self._anew()
        last, differs = self._ledger.disclosures().since(known.seen)
        if differs:
            return self._anew()
        if last != known.seen:
            self._known = known = Known(last, known.disclosure, known.rows)
        return known

    def warm(self) -> None:
        """Makes ready what the first who asks would wait for."""
        self.withheld_in((), (), self.now().seen)

    def withheld_in(
        self, words: Iterable[str], names: Iterable[frozenset[str]], seen: int
    ) -> frozenset[str] | None:
        """The reports in which any of these words, or a name or a part of one, is withheld, by digest; None
        while not all reports were looked through. `seen` is the last entry of the chain.
        """
        with self._following:
            if seen != self._complete_at and not self._follow(seen):
                return None
            found = {digest for word in words for digest, _ in self._withheld.get(word, ())}
            for name in names:
                near = (each for word in name for each in self._withheld.get(word, ()))
                found.update(digest for digest, withheld in near if withheld <= name or name <= withheld)
            return frozenset(found)

    def _follow(self, seen: int) -> bool:
        """Takes in what was withheld of reports since; were all of them looked through?"""
        _, by = self._looked()
        self._through, left, more = self._ledger.disclosures().withheld_words(by, self._through)
        for each in more:
            for word in each[1]:
                self._withheld.setdefault(word, set()).add(each)
        if not left:
            self._complete_at = seen
        return not left

    def forget(self) -> None:
        """Drops what was found in reports, and what was told: some may have been erased."""
        with self._lock:
            self._screens = None
        with self._following:
            self._withheld, self._through, self._complete_at = {}, 0, -1
        self._known = None

    def reports(self, digests: Iterable[str]) -> dict[str, Report]:
        """The reports of digests; one that no report has is left out."""
        screens, by = self._looked()
        return self._ledger.disclosures().reports(digests, screens, by)

    def reports_with_claims(
        self, digests: Iterable[str], words: Sequence[str] = ()
    ) -> list[tuple[Report, list[Claim]]]:
        """The same, each with those claims that stand of it and may have all these words."""
        screens, by = self._looked()
        return self._ledger.disclosures().reports_with_claims(digests, screens, by, words)

    def _looked(self) -> tuple[Screens, str]:
        with self._lock:
            if self._screens is None:
                self._screens = Screens(self._ledger.disclosures().key(), _SCREENS), found_by()
            return self._screens

    def _anew(self) -> Known:
        disclosures, (screens, _) = self._ledger.disclosures(), self._looked()
        last, _ = disclosures.since(0)
        self._known = known = Known(last, disclosures.usual(screens))
        return known


def _key(row: bytes) -> bytes:
    return hashlib.blake2b(row, digest_size=_KEY_BYTES).digest()
