"""Web archives (WARC, packed or not): the pages in them, and those that were gone."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, Final

from sayso.read.feed import read_feed
from sayso.read.html import report_of_page, text_of
from sayso.read.json import read_json
from sayso.read.pdf import read_pdf
from sayso.read.report import Found, Known, Skipped, Source, Withdrawn, day_of, report_of
from sayso.read.text import BYTE_ORDER_MARK, GZIP
from sayso.read.transfer import BrokenTransferError, plain_of
from sayso.records import Doubt, Report

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_TEXT: Final = "text/plain"
GONE: Final = 410
REDIRECTIONS: Final = (301, 302, 303, 307, 308)  # lead to a page and are none
MOST_FAULTS: Final = 100  # an archive broken in more places is given up
CUT: Final = Doubt("text", "the archive holds only the beginning of the page")
_CHUNK: Final = 1 << 20
# Where a record may begin behind a fault: in a packed archive each is a gzip member of its own.
_RECORD: Final = re.compile(rb"(?<=\n)WARC/1\.\d\r?\n")
_MEMBER: Final = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
_LONGEST_MARK: Final = 16

_LONGEST_HEAD: Final = 1 << 20  # bytes of an answer's headers, beyond which a record is over the limit
# Letters of a digest as hexadecimal digits and in base 32.
_DIGESTS: Final = {"md5": (32,), "sha1": (40, 32), "sha256": (64, 56), "sha512": (128, 104)}

_ASIDE: Final = ("warcinfo", "request", "metadata")  # tell of pages and are none
_HELD: Final = ("response", "resource", "conversion")
_CHARSET: Final = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_PAGES: Final = ("text/html", "application/xhtml+xml")
_FORMATS: Final[dict[str, Callable[[BinaryIO, Source], Iterator[Found]]]] = {
    "application/json": read_json, "application/pdf": read_pdf, "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stored:
    """A record as it stands in the archive, and the byte it begins at."""

    at: int
    kind: str
    url: str | None
    day: date | None
    body: bytes
    status: int | None = None
    content_type: str = ""
    transfer: str = ""
    encoding: str = ""
    truncated: bool = False

    @property
    def media(self) -> str:
        """The media type without its parameters, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()


def read_warc(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The reports of an archive's pages in their order, each with the address it was fetched from.

    A page that was answered by 410 Gone is `Withdrawn`. Records that hold no page - pictures, revisits that
    repeat an older record - are counted in one line at the end; redirections only lead to one. A record that
    is not what its digest was made of was changed since, and is told in place of what it holds. Behind a
    fault the next whole record is looked for; each fault is told with the byte of the file it was met at.
    """
    passed: Counter[str] = Counter()
    stored: _Stored | Skipped | None = None
    for stored in _records(stream, source):
        if isinstance(stored, Skipped):
            yield stored
            continue
        other = _no_page(stored)
        if other is None:
            yield from _found(stored, source)
        elif other:
            passed[other] += 1
    if stored is None:
        yield source.skipped("an archive without records")
    if passed:
        reasons = ", ".join(f"{reason} ({number})" for reason, number in passed.most_common())
        yield source.skipped(f"records without a page: {reasons}")


def _no_page(stored: _Stored) -> str | None:
    """What a record is that holds no page, "" where that need not be told; None for a page."""
    if stored.kind in _ASIDE or stored.status in REDIRECTIONS:
        return ""
    if stored.kind not in _HELD:
        return stored.kind or "no type"
    if stored.status is not None and stored.status != GONE and not 200 <= stored.status < 300:
        return f"HTTP {stored.status}"
    readable = stored.status == GONE or stored.media in (*_PAGES, _TEXT, *_FORMATS)
    return None if readable else stored.media or "no media type"


def _found(stored: _Stored, source: Source) -> Iterator[Found]:
    """The reports of a page; what cannot be read of it is told with the record's place in the archive."""
    if stored.status == GONE:
        yield Withdrawn(source.path, source.given.outlet, stored.url, day=stored.day)
        return
    here = replace(source, path=f"{source.path}@{stored.at}")
    limit = source.settings.max_report_bytes
    try:
        body = plain_of(stored.body, stored.transfer, stored.encoding, limit)
    except BrokenTransferError as error:
        yield here.skipped(str(error))
        return
    if len(body) > limit:
        yield here.too_large()
        return
    for item in _read(body, stored, here):
        if isinstance(item, Report):
            doubts = (*item.doubts, CUT) if stored.truncated else item.doubts
            yield replace(item, url=item.url or stored.url, doubts=doubts)
        else:
            yield item


def _read(body: bytes, stored: _Stored, source: Source) -> Iterator[Found]:
    known = Known(url=stored.url)
    charset = _CHARSET.search(stored.content_type)
    if stored.media in _PAGES:
        yield report_of_page(body, source, known, charset[1] if charset else None)
    elif stored.media == _TEXT:
        text = text_of(body.removeprefix(BYTE_ORDER_MARK), source, charset[1] if charset else None)
        yield text if isinstance(text, Skipped) else report_of(text, source, known)
    else:
        yield from _FORMATS[stored.media](io.BytesIO(body), source)


def _records(stream: BinaryIO, source: Source) -> Iterator[_Stored | Skipped]:
    """All whole records of an archive, and in place of what is broken one line."""
    if stream.seekable():
        yield from _whole(stream, source)
        return
    import shutil
    import tempfile

    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(stream, kept)
        yield from _whole(kept, source)


def _whole(stream: BinaryIO, source: Source) -> Iterator[_Stored | Skipped]:
    from fastwarc.warc import ArchiveIterator

    stream.seek(0)
    packed = stream.read(2) == GZIP
    at = beyond = faults = 0
    begin: int | None = 0
    while begin is not None and faults < MOST_FAULTS:
        stream.seek(begin)
        archive, sound, fault = ArchiveIterator(stream, parse_http=False), not begin, ""
        try:
            while record := next(archive, None):
                at, beyond, sound = record.stream_pos, record.stream_pos + 1, True
                length = record.content_length
                yield _stored(record, at, source)
                if not packed:
                    beyond = at + length
        except (OSError, UnicodeError, ValueError) as error:
            fault = str(error)
        if not fault:
            return
        faults += 1
        if sound:
            yield source.skipped(f"broken archive: {fault}, behind byte {at:,}")
        beyond = max(beyond, begin + 1)
        begin = _next_record(stream, beyond, _MEMBER if packed else _RECORD)
    if begin is not None:
        yield source.skipped(f"broken archive: more than {MOST_FAULTS} faults, the rest is not read")


def _stored(record: WarcRecord, at: int, source: Source) -> _Stored | Skipped:
    """A record with its whole body; raises `OSError` for one that is cut short."""
    headers, limit = record.headers, source.settings.max_report_bytes
    here = replace(source, path=f"{source.path}@{at}")
    kind = (headers.get("WARC-Type") or "").lower()
    status, transfer, encoding = None, "", ""
    changed = kind in _HELD and record.content_length <= limit + _LONGEST_HEAD and _is_changed(record)
    content_type = headers.get("Content-Type") or ""
    if kind == "response" and record.is_http:
        record.parse_http()
        answer = record.http_headers
        status, content_type = answer.status_code, answer.get("Content-Type") or ""
        transfer, encoding = answer.get("Transfer-Encoding") or "", answer.get("Content-Encoding") or ""
    if headers.get("Content-Length") is None:
        raise OSError("a record without its length")
    length = record.content_length
    body = record.reader.read(limit + 1) if kind in _HELD else b""
    if len(body) > limit:
        return here.too_large()
    if kind in _HELD and len(body) < length:
        raise OSError("a record is cut short")
    if changed:
        return here.skipped("changed since it was kept: its digest is that of other bytes")
    return _Stored(
        at, kind, headers.get("WARC-Target-URI"), day_of(headers.get("WARC-Date") or ""), body, status,
        content_type, transfer, encoding, headers.get("WARC-Truncated") is not None,
    )  # fmt: skip


def _is_changed(record: WarcRecord) -> bool:
    """Is a record not what its digest was made of? Without a digest in a form we know, nobody can tell.

    Raises `OSError` for one that is cut short.
    """
    algorithm, _, digest = (record.headers.get("WARC-Block-Digest") or "").strip().partition(":")
    known = len(digest) in _DIGESTS.get(algorithm.lower(), ())
    length = record.content_length
    changed = known and not record.verify_block_digest()
    if record.content_length < length:
        raise OSError("a record is cut short")
    return changed


def _next_record(stream: BinaryIO, begin: int, mark: re.Pattern[bytes]) -> int | None:
    """The first byte from `begin` on where a record may begin."""
    at, before = begin - 1, b""
    stream.seek(at)
    while chunk := stream.read(_CHUNK):
        window = before + chunk
        found = mark.search(window, 0 if before else 1)
        if found:
            return at - len(before) + found.start()
        at, before = at + len(chunk), window[-_LONGEST_MARK:]
    return None
