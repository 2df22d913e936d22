"""Web archives: the pages in them, what stands between them, and archives that are broken somewhere."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import json
import os
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastwarc.stream_io import BrotliWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import Found, Given, Skipped, Withdrawn
from sayso.read.report import Source
from sayso.read.transfer import BrokenTransferError, plain_of
from sayso.read.warc import CUT, MOST_FAULTS, read_warc
from sayso.records import Report
from sayso.settings import Settings

KILLED = "Two people were killed by a mine near the town of Demoso on Monday, a nurse at the clinic said."
ADDRESS = "https://clinic.example/"
HTTP = "application/http; msgtype=response"


def page(number: int) -> bytes:
    return f"<html><head><title>Mine {number}</title></head><body><article><p>{number}: {KILLED}</p></article></body></html>".encode()


def record(url: str, block: bytes, kind: str = "response", content_type: str = HTTP, more: str = "") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(block)}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2023-11-21T23:30:00Z\r\nContent-Type: {content_type}\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, status: str = "200 OK", content_type: str = "text/html; charset=utf-8", more: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body


PAGES = [record(f"{ADDRESS}{number}", answer(page(number))) for number in range(5)]
PLAIN = b"".join(PAGES)
PACKED = b"".join(gzip.compress(each, mtime=0) for each in PAGES)


def base32(digest: bytes) -> str:
    return base64.b32encode(digest).decode()


def found(archive: bytes, outlet: Given | None = None, **limits: Any) -> list[Found]:
    return list(read_warc(io.BytesIO(archive), Source("a.warc", "a", outlet or Given(), Settings(**limits))))


def only(archive: bytes) -> Report:
    (report,) = found(archive)
    assert isinstance(report, Report), report
    return report


@pytest.mark.parametrize(
    "archive", [PLAIN, PACKED, gzip.compress(PLAIN, mtime=0)], ids=["plain", "by record", "as one"]
)
def test_every_page_is_a_report_with_the_address_it_was_fetched_from(archive: bytes) -> None:
    reports = found(archive)
    assert [each.text[:1] for each in reports if isinstance(each, Report)] == ["0", "1", "2", "3", "4"]
    assert [each.url for each in reports if isinstance(each, Report)] == [f"{ADDRESS}{n}" for n in range(5)]
    assert {each.outlet for each in reports if isinstance(each, Report)} == {"clinic.example"}


def test_the_day_is_the_pages_own_and_not_that_of_the_fetching() -> None:
    assert only(PAGES[0]).published is None
    told = page(0).replace(b"<head>", b'<head><meta property="article:published_time" content="2023-11-20">')
    assert only(record(ADDRESS, answer(told))).published == date(2023, 11, 20)


@pytest.mark.parametrize(
    ("block", "kind", "content_type", "text"),
    [
        (answer(KILLED.encode(), content_type="text/plain"), "response", HTTP, KILLED),
        (answer("Zwei Tote in Köln.".encode("latin-1"), content_type='text/plain; charset="ISO-8859-1"'), "response", HTTP, "Zwei Tote in Köln."),
        (answer(json.dumps({"text": KILLED}).encode(), content_type="application/json"), "response", HTTP, KILLED),
        (KILLED.encode(), "conversion", "text/plain", KILLED),
        (page(0), "resource", "text/html", f"0: {KILLED}"),
        (answer(f"<rss><channel><item><description>{KILLED}</description></item></channel></rss>".encode(), content_type="application/rss+xml"), "response", HTTP, KILLED),
    ],
    ids=["text", "charset", "json", "conversion", "resource", "feed"],
)  # fmt: skip
def test_text_json_and_feeds_are_read_too(block: bytes, kind: str, content_type: str, text: str) -> None:
    report = only(record(ADDRESS, block, kind, content_type))
    assert (report.text, report.url) == (text, ADDRESS)


def test_a_page_that_was_gone_is_withdrawn() -> None:
    gone = record(ADDRESS, answer(b"", "410 Gone"))
    assert found(gone, Given(outlet="Clinic Notes")) == [
        Withdrawn("a.warc", "Clinic Notes", ADDRESS, None, date(2023, 11, 21))
    ]


def test_what_is_no_page_is_counted_in_one_line() -> None:
    others = [
        record(ADDRESS, b"software: x\r\n", "warcinfo", "application/warc-fields"),
        record(ADDRESS, b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"),
        record(ADDRESS, answer(b""), "revisit"),
        record(ADDRESS, answer(b""), "revisit"),
        record(ADDRESS, answer(b"\x89PNG", content_type="image/png")),
        record(ADDRESS, answer(b"", "301 Moved")),
        record(ADDRESS, answer(b"", "404 Not Found")),
        record(ADDRESS, b"\r\nno answer"),
        PAGES[0],
    ]
    told, report = sorted(found(b"".join(others)), key=lambda each: isinstance(each, Report))
    assert isinstance(report, Report)
    assert str(told) == (
        "a.warc: records without a page: revisit (2), image/png (1), HTTP 404 (1), no media type (1)"
    )


def test_a_page_that_cannot_be_read_is_told_with_its_place_in_the_archive() -> None:
    empty = record(ADDRESS, answer(b"<html><body></body></html>"))
    (skipped,) = found(PAGES[0] + empty)[1:]
    assert str(skipped) == f"a.warc@{len(PAGES[0])}: no article text found on the page"


def test_a_page_that_the_crawler_cut_says_so() -> None:
    report = only(record(ADDRESS, answer(page(0)), more="WARC-Truncated: length\r\n"))
    assert CUT in report.doubts


def test_a_record_over_the_limit_is_skipped_and_the_next_is_read() -> None:
    large = record(ADDRESS, answer(page(0) + b" " * 5000))
    skipped, report = found(large + PAGES[1], max_report_bytes=2000)
    assert str(skipped) == "a.warc@0: larger than max_report_bytes (2,000)"
    assert isinstance(report, Report)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize(
    ("algorithm", "as_text"),
    [("sha256", bytes.hex), ("sha256", base32), ("sha1", bytes.hex), ("sha1", base32), ("SHA512", bytes.hex), ("md5", bytes.hex)],
)  # fmt: skip
def test_a_record_that_was_changed_since_is_told(
    algorithm: str, as_text: Callable[[bytes], str], packed: bool
) -> None:
    block = answer(page(0))
    digest = f"WARC-Block-Digest: {algorithm}:{as_text(hashlib.new(algorithm, block).digest())}\r\n"
    whole = record(ADDRESS, block, more=digest)
    changed = whole.replace(b"Two people", b"Six people")
    pack = gzip.compress if packed else bytes
    assert only(pack(whole)).text == f"0: {KILLED}"
    told, report = found(pack(changed) + pack(PAGES[1]))
    assert str(told) == "a.warc@0: changed since it was kept: its digest is that of other bytes"
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    "digest", ["blake3:12", "sha256:zz", "sha256", "", "sha1:2jmj7l5rSw0yVb/vlWAYkK/YBwk="]
)
def test_a_digest_in_a_form_that_is_unknown_tells_nothing(digest: str) -> None:
    assert only(record(ADDRESS, answer(page(0)), more=f"WARC-Block-Digest: {digest}\r\n")).text


def test_a_record_that_is_cut_short_is_not_called_changed() -> None:
    block = answer(page(0))
    digest = f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}\r\n"
    (told,) = found(record(ADDRESS, block, more=digest)[:-60])
    assert "cut short" in str(told)


def test_a_bomb_is_not_unpacked_beyond_the_limit() -> None:
    zeros = gzip.compress(b"0" * 30_000_000, mtime=0)
    sent = record(ADDRESS, answer(zeros, more="Content-Encoding: gzip\r\n"))
    skipped, report = found(
        gzip.compress(sent, mtime=0) + gzip.compress(PAGES[1], mtime=0), max_report_bytes=100_000
    )
    assert str(skipped) == "a.warc@0: larger than max_report_bytes (100,000)"
    assert isinstance(report, Report)
    packed = gzip.compress(record(ADDRESS, answer(b"0" * 30_000_000))) + gzip.compress(PAGES[1], mtime=0)
    assert [type(each) for each in found(packed, max_report_bytes=100_000)] == [Skipped, Report]


def brotli(body: bytes) -> bytes:
    packed = io.BytesIO()
    with BrotliWriter(packed) as writer:
        writer.write(body)
    return packed.getvalue()


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 40] for at in range(0, len(body), 40)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "transfer", "encoding"),
    [
        (page(0), "", ""),
        (chunked(page(0)), "chunked", ""),
        (chunked(gzip.compress(page(0), mtime=0)), "Chunked", "gzip"),
        (zlib.compress(page(0)), "", "deflate"),
        (zlib.compress(page(0))[2:-4], "", "deflate"),
        (brotli(page(0)), "", "br"),
        (gzip.compress(zlib.compress(page(0)), mtime=0), "", "deflate, gzip"),
        (page(0), "chunked", "gzip"),
        (page(0), "identity", "identity"),
    ],
)
def test_what_a_server_packed_is_unpacked(sent: bytes, transfer: str, encoding: str) -> None:
    assert plain_of(sent, transfer, encoding, 10_000) == page(0)
    more = f"Transfer-Encoding: {transfer}\r\nContent-Encoding: {encoding}\r\n"
    assert only(record(ADDRESS, answer(sent, more=more))).text == f"0: {KILLED}"


@pytest.mark.parametrize(
    ("sent", "encoding", "told"),
    [
        (gzip.compress(page(0), mtime=0)[:12] + b"\xff" * 20, "gzip", "broken gzip"),
        (b"\x78\xff\xff", "deflate", "broken deflate"),
        (b"no brotli", "br", "broken brotli"),
        (page(0), "zstd", "packed in a way unknown here: zstd"),
    ],
)
def test_what_cannot_be_unpacked_is_told(sent: bytes, encoding: str, told: str) -> None:
    with pytest.raises(BrokenTransferError, match=told):
        plain_of(sent, "", encoding, 10_000)
    (skipped,) = found(record(ADDRESS, answer(sent, more=f"Content-Encoding: {encoding}\r\n")))
    assert str(skipped) == f"a.warc@0: {told}"


@given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "x"]), st.booleans())
def test_any_bytes_are_unpacked_or_told(sent: bytes, encoding: str, in_chunks: bool) -> None:
    with contextlib.suppress(BrokenTransferError):
        assert len(plain_of(sent, "chunked" * in_chunks, encoding, 100)) <= 101


def read_from(archive: bytes) -> tuple[list[str], list[str]]:
    """The first letters of the pages that were read, and what was told."""
    items = found(archive)
    return [each.text[0] for each in items if isinstance(each, Report)], [
        str(each) for each in items if isinstance(each, Skipped)
    ]


@pytest.mark.parametrize(
    ("archive", "pages", "told"),
    [
        (PLAIN[:-100], "0123", f"a record is cut short, behind byte {4 * len(PAGES[0]):,}"),
        (PLAIN.replace(PAGES[1], PAGES[1].replace(b"WARC/1.1", b"XXXX/1.1")), "0234", "behind byte 0"),
        (PLAIN.replace(PAGES[1], PAGES[1].replace(b"Content-Length: ", b"Content-Length: 99")), "0234", f"a record is cut short, behind byte {len(PAGES[0]):,}"),
        (PACKED[: -len(gzip.compress(PAGES[4], mtime=0)) // 2], "0123", "behind byte"),
        (PACKED.replace(gzip.compress(PAGES[1], mtime=0), gzip.compress(PAGES[1], mtime=0)[:-80] + b"\0" * 80), "0234", "behind byte"),
    ],
    ids=["cut", "no head", "length", "packed, cut", "packed, damaged"],
)  # fmt: skip
def test_what_is_whole_is_read_around_a_fault(archive: bytes, pages: str, told: str) -> None:
    read, faults = read_from(archive)
    assert "".join(read) == pages
    (fault,) = faults
    assert fault.startswith("a.warc: broken archive: ")
    assert told in fault


@pytest.mark.parametrize(
    "archive", [b"", b"WARC/1.0", b"WARC/1.0\r\n\r\n", b"no archive at all", b"\x1f\x8b\x08"]
)
def test_what_is_no_archive_is_told(archive: bytes) -> None:
    items = found(archive)
    assert items
    assert all(isinstance(each, Skipped) for each in items)


def test_an_archive_broken_everywhere_is_given_up() -> None:
    member = gzip.compress(b"no record", mtime=0)
    *_, last = found(gzip.compress(PAGES[0], mtime=0) + member * (MOST_FAULTS + 5))
    assert str(last) == f"a.warc: broken archive: more than {MOST_FAULTS} faults, the rest is not read"


def test_a_pipe_is_read_like_a_file() -> None:
    inlet, outlet = os.pipe()
    with os.fdopen(outlet, "wb") as written:
        written.write(PACKED)
    with os.fdopen(inlet, "rb") as stream:
        assert len(list(read_warc(stream, Source("stdin", "stdin")))) == 5


@pytest.mark.parametrize("archive", [PLAIN, PACKED], ids=["plain", "packed"])
@settings(max_examples=150)
@given(st.data())
def test_a_damaged_archive_loses_no_page_in_silence(archive: bytes, data: st.DataObject) -> None:
    damaged = bytearray(archive)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(archive) // 2, len(archive)))
    pages, told = read_from(bytes(damaged[:cut]))
    assert len(pages) == 5 or told
