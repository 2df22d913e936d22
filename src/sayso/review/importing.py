"""Imports: what somebody brings is read, added, linked and weighed in the background, one after the other.

Kept in memory: whoever brings the same again after the server ended goes on where it was cut off.
"""

from __future__ import annotations

import json
import logging
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import Any, BinaryIO, Final, Literal

from sayso.errors import SaysoError, TooManyImportsError
from sayso.intake.adding import Adding
from sayso.intake.batch import Batch
from sayso.read import Given, Named, Skipped
from sayso.read.fetching import Fetcher, archive_of
from sayso.read.files import stem_of, suffixes_of
from sayso.settings import Settings
from sayso.store import Ledger

State = Literal["waiting", "reading", "linking", "weighing", "done", "failed", "cut off"]
OVER: Final[frozenset[State]] = frozenset({"done", "failed", "cut off"})
MOST_SHOWN: Final = 500  # reports, and things left out, that an import names; it counts all
LONGEST_NAME: Final = 200
_AT_A_TIME: Final = 1 << 20
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Added:
    """A report that an import brought."""

    digest: str
    title: str
    outlet: str | None
    outcome: str
    claims: int


@dataclass(slots=True)
class Import:
    """What somebody brought, and how far it is. Others may look at it while it goes on.

    `done` of `total` are bytes read, then entries linked, then incidents weighed; total is 0 where nobody
    knows.
    """

    id: str
    owner: str
    what: str
    files: Sequence[Named]
    addresses: Sequence[str]
    given: Given
    folder: TemporaryDirectory[str]
    state: State = "waiting"
    fault: str | None = None
    done: int = 0
    total: int = 0
    reports: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    added: list[Added] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ended: Future[None] | None = None

    def advance(self, size: int) -> None:
        """So many bytes more are read."""
        self.done += size

    def turn_to(self, state: State) -> None:
        """Goes on to other work, of which nothing is done yet."""
        self.state, self.done, self.total = state, 0, 0

    def left(self, left: int) -> None:
        """So many entries are left to be linked, or incidents to be weighed."""
        self.total = max(self.total, left)
        self.done = self.total - left


class Parcel:
    """What is brought for one import, on its way onto the disk."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix="sayso-import-")
        self.files: list[Named] = []

    def file(self, name: str, content: BinaryIO) -> None:
        """Takes a file; of its name only what tells the format has a part in where it lies."""
        label = shown_name(name)
        path = Path(self.folder.name, f"{len(self.files) + 1}{suffixes_of(label)}")
        with path.open("wb") as kept:
            while chunk := content.read(_AT_A_TIME):
                kept.write(chunk)
        self.files.append(Named(path, label, stem_of(label) or "file"))

    def text(self, report: dict[str, Any]) -> None:
        """Takes a text and what is known of it, as report JSON."""
        path = Path(self.folder.name, "1.json")
        path.write_text(json.dumps(report), "utf-8")
        self.files.append(Named(path, "pasted text", "pasted"))


def shown_name(name: str) -> str:
    r"""The last part of an uploaded file's name, without what cannot be seen.

    >>> shown_name("C:\\reports\\loikaw.html"), shown_name("../../etc/passwd")
    ('loikaw.html', 'passwd')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return seen.strip(" .")[-LONGEST_NAME:] or "file"


class Importer:
    """The imports of an application: one works, the others wait, those that are over can be looked at.

    Claims are extracted in processes `apart`, so that those who ask meanwhile are not kept waiting.
    """

    def __init__(self, ledger: Ledger, settings: Settings, *, apart: bool = True) -> None:
        self._ledger, self._settings, self._apart = ledger, settings, apart
        self._ending, self._lock = Event(), Lock()
        self._imports: dict[str, Import] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="import")
        self._fetcher = Fetcher(settings, archive_of(settings), _now, self._ending.wait)

    def begin(
        self, owner: str, what: str, given: Given, parcel: Parcel | None = None, addresses: Iterable[str] = ()
    ) -> Import:
        """Has something imported as soon as those before it are. Raises `TooManyImportsError`."""
        parcel = parcel or Parcel()
        made = Import(secrets.token_hex(8), owner, what, parcel.files, tuple(addresses), given, parcel.folder)
        with self._lock:
            over = [each.id for each in self._imports.values() if each.state in OVER]
            waiting = len(self._imports) - len(over)
            if waiting >= self._settings.max_imports:
                parcel.folder.cleanup()
                raise TooManyImportsError(f"{waiting} imports are not over yet; bring it again later")
            for oldest in over[: max(0, len(self._imports) + 1 - self._settings.max_imports)]:
                del self._imports[oldest]
            self._imports[made.id] = made
        made.ended = self._worker.submit(self._work, made)
        return made

    def of(self, identity: str) -> Import | None:
        """The import of an id; None where there is none, or it was forgotten."""
        return self._imports.get(identity)

    def all(self) -> list[Import]:
        """All that are not forgotten, the last begun first."""
        with self._lock:
            return list(reversed(self._imports.values()))

    def forget(self) -> None:
        """Drops what imports tell of reports, some of which may be erased; those that are over whole."""
        with self._lock:
            for each in list(self._imports.values()):
                if each.state in OVER:
                    del self._imports[each.id]
                each.added.clear()

    def close(self) -> None:
        """Ends after the report under way; what waits is not begun."""
        self._ending.set()
        self._worker.shutdown()

    def _work(self, made: Import) -> None:
        try:
            with made.folder:
                if not self._ending.is_set():
                    self._read(made)
            if not self._ending.is_set():
                made.turn_to("linking")
                self._ledger.links(made.left)
                made.turn_to("weighing")
                self._ledger.weigh(made.left, self._settings.max_settlements)
                made.done, made.state = made.total, "done"
        except SaysoError as error:
            made.fault = str(error)
        except Exception:  # what no person brought about; the next import goes on
            _LOG.exception("an import failed")
            raise
        finally:
            if made.state != "done":
                ending = self._ending.is_set()
                made.fault = made.fault or ("the server ended" if ending else "an error: see Sayso's log")
                made.state = "cut off" if ending else "failed"

    def _read(self, made: Import) -> None:
        """Reads and adds everything, up to where the application ends."""
        adding = Adding(self._ledger, self._settings, _now().date())
        batch = Batch(
            made.files, made.given, self._settings, known=adding.knows, threaded=self._apart,
            more=self._fetcher.each(made.addresses),
        )  # fmt: skip
        made.reports, made.claims, made.skipped = adding.reports, adding.claims, batch.skipped
        made.total, made.state = batch.size, "reading"
        for report, outcome, claims in adding.take(batch, made.advance):
            if len(made.added) < MOST_SHOWN:
                made.added.append(
                    Added(report.digest, report.title or report.id, report.outlet, outcome, claims)
                )
            if self._ending.is_set():
                return
        made.notes += batch.remarks()


def _now() -> datetime:
    return datetime.now(UTC)
