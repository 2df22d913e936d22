"""Files, folders and standard input: which format each is in, and the reports in it."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

from sayso.errors import ReportError
from sayso.read.feed import read_feed
from sayso.read.html import read_html
from sayso.read.json import read_json, read_lines
from sayso.read.pdf import read_pdf
from sayso.read.report import Found, Given, Skipped, Source
from sayso.read.text import BYTE_ORDER_MARK, GZIP, ZIP, read_text
from sayso.read.warc import read_warc
from sayso.records import Report
from sayso.settings import Settings

STANDARD_INPUT: Final = Path("-")
HEAD: Final = 4096  # bytes by which a format is told
Format = Callable[[BinaryIO, Source], Iterator[Found]]

FORMATS: Final[dict[str, Format]] = {
    ".txt": read_text, ".text": read_text, ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".json": read_json, ".jsonl": read_lines, ".ndjson": read_lines, ".rss": read_feed, ".atom": read_feed,
    ".xml": read_feed, ".warc": read_warc, ".pdf": read_pdf,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A file that goes by another name than its path: an upload, a page that was fetched.

    `label` is shown where something is told of it; reports in it that have no id are named after `stem`.
    """

    path: Path
    label: str
    stem: str


_OBJECT: Final = re.compile(rb'\{\s*(?:"|\}|$)')
_ARRAY: Final = re.compile(rb"\[\s*(?:\{|\]|$)")
_PAGE: Final = re.compile(rb"<(?:!doctype|!--|\?xml|html|head|body)", re.IGNORECASE)
_FEED: Final = re.compile(rb"<(?:(?:\w{1,20}:)?feed|rss|rdf:RDF)[\s>]")
_HTML: Final = re.compile(rb"<(?:!doctype\s{1,9})?html[\s>]", re.IGNORECASE)


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    given: Given | None = None,
    settings: Settings | None = None,
) -> Iterator[Report]:
    """The reports in files and folders, in the order of the paths; a folder's in the order of their names.

    >>> [report.outlet for report in read("examples/loikaw-2023-11")][:2]
    ['AP', 'BNI']

    Raises `ReportError` at the first file or line that cannot be read; `read_each` goes on instead. `given`
    holds day and outlet for the reports that do not tell them. "-" is standard input. What an outlet took
    back is no report.
    """
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    for item in read_each(files_of(several), given=given, settings=settings):
        if isinstance(item, Skipped):
            raise ReportError(item.path, item.reason, item.line)
        if isinstance(item, Report):
            yield item


def read_each(
    files: Iterable[Path | Named | Skipped],
    *,
    given: Given | None = None,
    settings: Settings | None = None,
    advance: Callable[[int], None] | None = None,
) -> Iterator[Found]:
    """Every report of the files, in their order, and in place of what could not be read the reason.

    A page that its outlet took back is `Withdrawn`.

    `advance` is told the bytes of the files that each item took.
    """
    for file in files:
        if isinstance(file, Skipped):
            yield file
            continue
        yield from _read_file(file, given or Given(), settings or Settings(), advance or _ignore)


def files_of(paths: Iterable[str | os.PathLike[str] | Named]) -> Iterator[Path | Named | Skipped]:
    """The files that paths stand for; hidden files in folders, and those of no format, are passed over."""
    for each in paths:
        if isinstance(each, Named):
            yield each
            continue
        path = Path(each)
        if path == STANDARD_INPUT or not path.is_dir():
            yield path
            continue
        found = False
        for file in _in_folder(path):
            found = True
            yield file
        if not found:
            kinds = ", ".join(FORMATS)
            yield Skipped(
                str(path), f"a folder without reports: nothing in it ends in {kinds} (or .gz of these)"
            )


def _in_folder(folder: Path) -> Iterator[Path | Skipped]:
    unreadable: list[Skipped] = []

    def remember(error: OSError) -> None:
        unreadable.append(Skipped(str(error.filename), error.strerror or "cannot be opened"))

    for place, folders, names in os.walk(folder, onerror=remember):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _suffix(name) in FORMATS:
                yield Path(place, name)
    yield from unreadable


def _suffix(name: str) -> str:
    """The suffix that tells the format, in lower case; .gz is none."""
    return Path(name.lower().removesuffix(".gz")).suffix


def suffixes_of(name: str) -> str:
    """The suffixes of a file's name that tell a format: ".jsonl.gz", ".pdf"; "" for one of no format."""
    suffix = _suffix(name)
    packed = ".gz" if name.lower().endswith(".gz") else ""
    return f"{suffix if suffix in FORMATS else ''}{packed}"


def _ignore(_: int) -> None:
    pass


def _read_file(
    file: Path | Named, given: Given, settings: Settings, advance: Callable[[int], None]
) -> Iterator[Found]:
    named = file if isinstance(file, Named) else _named(file)
    path, source = named.path, Source(named.label, named.stem, given, settings)
    try:
        with ExitStack() as opened:
            raw = sys.stdin.buffer if path == STANDARD_INPUT else opened.enter_context(path.open("rb"))
            form, stream = _opened(path, raw)  # type: ignore[arg-type]
            done = 0
            for item in form(stream, source):
                at = raw.tell() if raw.seekable() else 0
                advance(max(at - done, 0))
                done = max(at, done)
                yield item
    except FileNotFoundError:
        yield source.skipped("no such file or folder")
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield source.skipped("broken gzip file")
    except OSError as error:
        yield source.skipped(error.strerror or "cannot be read")


def _named(path: Path) -> Named:
    """A file that goes by its own name."""
    if path == STANDARD_INPUT:
        return Named(path, "stdin", "stdin")
    return Named(path, str(path), stem_of(path.name))


def stem_of(name: str) -> str:
    """A file's name without the suffixes that tell its format: "a.jsonl" and "a.jsonl.gz" are "a"."""
    unpacked = name[: len(name.lower().removesuffix(".gz"))]
    return unpacked.removesuffix(Path(unpacked).suffix)


def _opened(path: Path, raw: BufferedReader) -> tuple[Format, BinaryIO]:
    """The format of a file and the stream to read it from: unpacked, but for archives, packed by record."""
    head = raw.peek(HEAD)[:HEAD]
    packed = head.startswith(GZIP)
    if packed:
        head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, HEAD)
    form = _format_of(path, head.removeprefix(BYTE_ORDER_MARK).lstrip())
    if form is read_warc or not (packed or path.name.lower().endswith(".gz")):
        return form, raw
    return form, gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]


def _format_of(path: Path, head: bytes) -> Format:
    """The format by marks that nothing else begins with, else by the suffix, else by the first words."""
    if head.startswith(b"%PDF-"):
        return read_pdf
    if head.startswith(ZIP):
        return _no_report
    if head.startswith(b"WARC/"):
        return read_warc
    feed, page = _FEED.search(head) if head.startswith(b"<") else None, _HTML.search(head)
    if feed and not (page and page.start() < feed.start()):
        return read_feed
    known = FORMATS.get(_suffix(path.name))
    if known and not (known is read_feed and page):
        return known
    if _PAGE.match(head):
        return read_html
    if _ARRAY.match(head):
        return read_json
    if _OBJECT.match(head):
        return read_lines if _first_line_is_whole(head) else read_json
    return read_text


def _no_report(_: BinaryIO, source: Source) -> Iterator[Found]:
    """Says of an Excel file, or anything else in a zip, that it is no report."""
    yield source.skipped("an Excel, Word or zip file: a spreadsheet needs a mapping of its columns")


def _first_line_is_whole(head: bytes) -> bool:
    """Is there one value a line? A first line longer than the head is taken for whole."""
    line, newline, _ = head.partition(b"\n")
    if not newline:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
