"""Plain text: the file is the report's text, whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from sayso.read.report import Known, Skipped, Source, report_of
from sayso.records import Report

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
GZIP: Final = b"\x1f\x8b"
ZIP: Final = b"PK\x03\x04"


def read_text(stream: BinaryIO, source: Source) -> Iterator[Report | Skipped]:
    """The one report of a text file; day and outlet are the caller's, for the text does not tell them."""
    raw = whole_of(stream, source)
    if isinstance(raw, Skipped):
        yield raw
        return
    text = utf8_of(raw, source)
    yield text if isinstance(text, Skipped) else report_of(text, source, Known())


def whole_of(stream: BinaryIO, source: Source) -> bytes | Skipped:
    """All bytes of a file that holds one report, without a byte order mark."""
    limit = source.settings.max_report_bytes
    raw = stream.read(limit + 1)
    return source.too_large() if len(raw) > limit else raw.removeprefix(BYTE_ORDER_MARK)


def utf8_of(raw: bytes, source: Source, line: int = 1) -> str | Skipped:
    """The text of bytes that begin on a line, or where they are not UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        at = line + raw.count(b"\n", 0, error.start)
        return source.skipped(f"not UTF-8: byte 0x{raw[error.start]:02x}", at)
