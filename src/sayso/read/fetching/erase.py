"""Takes pages that may not be kept out of the archives of what was fetched; all else stays as it was."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sayso.read.report import Source
from sayso.read.warc import REDIRECTIONS, read_warc
from sayso.records import Report
from sayso.settings import Settings

_GZIP: Final = 31  # zlib's word for a gzip member
_HELD: Final = ("response", "resource", "conversion", "revisit")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as it is kept: its address, its record as text, and the reports that are read of it."""

    url: str
    text: str
    reports: tuple[Report, ...]


@dataclass(slots=True)
class ErasedPages:
    """How many pages were taken out, and a line for each archive that could not be looked through."""

    pages: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Record:
    """A record: its bytes in the archive, its headers, and what it holds."""

    packed: bytes
    headers: Mapping[str, str]
    body: bytes

    @property
    def holds_page(self) -> bool:
        return self.headers.get("warc-type") in _HELD

    @property
    def leads_on(self) -> bool:
        """Is it the answer of an address that leads to another?"""
        status = self.body[:15].split(b" ")[1:2]
        return self.holds_page and status != [] and status[0] in {b"%d" % each for each in REDIRECTIONS}


def erase_pages(folder: Path, settings: Settings, goes: Callable[[FetchedPage], bool]) -> ErasedPages:
    """Takes the pages that `goes` says out of all archives of a folder, with what was asked for them.

    >>> erase_pages(Path("sayso.db.warc"), settings, lambda page: page.url == "https://example.org/1").pages
    1

    What led to such a page goes with it. An archive that holds no other page is deleted; another is written
    anew without them, whole or not at all. One that is broken stays as it is, and is told.
    """
    erased = ErasedPages()
    for path in sorted(folder.rglob("*.warc.gz")):
        try:
            erased.pages += _without(path, settings, goes)
        except (OSError, ValueError, zlib.error) as error:
            erased.faults.append(f"{path}: cannot be looked through, so nothing was taken out of it: {error}")
    return erased


def _without(path: Path, settings: Settings, goes: Callable[[FetchedPage], bool]) -> int:
    """Takes pages out of an archive; how many."""
    records = list(_records(path.read_bytes()))
    gone: set[str] = set()
    next_goes, pages = False, 0
    for record in reversed(records):  # what led to a page stands before it
        if record.holds_page:
            if not (record.leads_on and next_goes):
                next_goes = goes(_page(record, path, settings))
                pages += next_goes
            if next_goes:
                gone.add(record.headers["warc-record-id"])
    if gone:
        named = ("warc-record-id", "warc-concurrent-to", "warc-refers-to")
        left = [each for each in records if not gone & {each.headers.get(name, "") for name in named}]
        _write(path, left)
    return pages


def _page(record: _Record, path: Path, settings: Settings) -> FetchedPage:
    found = read_warc(io.BytesIO(record.packed), Source(str(path), path.stem, settings=settings))
    reports = tuple(each for each in found if isinstance(each, Report))
    return FetchedPage(
        record.headers.get("warc-target-uri", ""), record.body.decode("utf-8", "replace"), reports
    )


def _write(path: Path, left: list[_Record]) -> None:
    """Puts an archive of these records in the place of the one before; none where they hold no page."""
    if not any(each.holds_page for each in left):
        path.unlink()
        return
    begun = path.with_name(f".{path.name}.{os.getpid()}")
    with begun.open("wb") as written:
        written.writelines(each.packed for each in left)
        written.flush()
        os.fsync(written.fileno())
    begun.replace(path)


def _records(packed: bytes) -> Iterator[_Record]:
    """The records of an archive, each a gzip member of its own. Raises `ValueError` for any other."""
    while packed:
        unpacking = zlib.decompressobj(_GZIP)
        plain = unpacking.decompress(packed)
        if not unpacking.eof:
            raise ValueError("a record is cut short")
        rest = unpacking.unused_data
        head, _, body = plain.partition(b"\r\n\r\n")
        lines = head.decode("utf-8", "replace").split("\r\n")
        pairs = (line.partition(":") for line in lines[1:])
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        if not lines[0].startswith("WARC/1.") or headers.get("content-length") != str(len(body) - 4):
            raise ValueError("its records are not packed one by one, as Sayso keeps them")
        yield _Record(packed[: len(packed) - len(rest)], headers, body)
        packed = rest
