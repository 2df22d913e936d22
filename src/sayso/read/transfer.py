"""A page's own bytes from those a server sent: chunks joined, gzip, deflate and brotli unpacked."""

from __future__ import annotations

import io
import re
import zlib
from typing import Final

_CHUNK_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")
_EITHER_HEADER: Final = 32 + zlib.MAX_WBITS  # gzip or zlib
_NO_HEADER: Final = -zlib.MAX_WBITS


class BrokenTransferError(Exception):
    """Bytes that are not in the encoding the server named: `str(error)` says which."""


def plain_of(sent: bytes, transfer: str, encoding: str, limit: int) -> bytes:
    r"""The page's bytes, never more than `limit` and one, however much they unpack to.

    >>> plain_of(b"5\r\nhello\r\n0\r\n\r\n", "chunked", "", 100)
    b'hello'

    Crawlers often keep the headers of a page they have unpacked already; what is no chunk, or does not begin
    as gzip does, is taken as it stands. Raises `BrokenTransferError`.
    """
    body = _joined(sent) if "chunked" in transfer.lower() else sent
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip") and body[:2] == b"\x1f\x8b":
            body = _inflated(body, _EITHER_HEADER, name, limit)
        elif name == "deflate" and body:
            body = _inflated(body, _EITHER_HEADER if body[0] & 15 == 8 else _NO_HEADER, name, limit)
        elif name == "br":
            body = _from_brotli(body, limit)
        elif name not in ("gzip", "x-gzip", "deflate", "identity", "none"):
            raise BrokenTransferError(f"packed in a way unknown here: {name}")
    return body


def _joined(sent: bytes) -> bytes:
    """The chunks of a body, put together; a body that has none as it stands."""
    body, at = bytearray(), 0
    while found := _CHUNK_SIZE.match(sent, at):
        size = int(found[1], 16)
        if not size:
            return bytes(body)
        body += sent[found.end() : found.end() + size]
        at = found.end() + size + 2
    return bytes(body) if at else sent


def _inflated(packed: bytes, window: int, name: str, limit: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(packed, limit + 1)
    except zlib.error as error:
        raise BrokenTransferError(f"broken {name}") from error


def _from_brotli(packed: bytes, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        return BrotliReader(io.BytesIO(packed)).read(limit + 1)
    except OSError as error:
        raise BrokenTransferError("broken brotli") from error
