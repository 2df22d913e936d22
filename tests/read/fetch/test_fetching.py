"""Fetching from a server that is slow, huge, busy, broken, or leads elsewhere; and what is kept of it."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator

from sayso.read import Named, Skipped, Withdrawn, files_of, read_each
from sayso.read.fetching import archive_of
from sayso.records import Report
from sayso.settings import Settings
from tests.website import KILLED, PAGE, Site

from .conftest import Fetched

Make = Callable[..., Fetched]


def page(fetched: Fetched, address: str) -> Report:
    """The one report of a page that was fetched."""
    kept = fetched.fetcher.fetch(address)
    assert isinstance(kept, Named), kept
    (report,) = read_each([kept])
    assert isinstance(report, Report), report
    return report


def refused(fetched: Fetched, address: str) -> str:
    """Why a page was not fetched; nothing of it is kept."""
    told = fetched.fetcher.fetch(address)
    assert isinstance(told, Skipped), told
    assert told.path == address
    assert not fetched.folder.exists()
    return told.reason


def records(path: Path) -> list[tuple[str, str | None, bytes]]:
    """The records of an archive, each with its type, its address and its block; all as their digests say."""
    found = []
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, parse_http=False):
            assert record.verify_block_digest()
            found.append(
                (record.headers["WARC-Type"], record.headers.get("WARC-Target-URI"), record.reader.read())
            )
    return found


def test_a_page_is_fetched_kept_and_read(site: Site, fetcher: Make) -> None:
    address = site.at("/news/mine.html?of=monday")
    report = page(fetcher(), address)
    assert (report.text, report.title, report.url) == (KILLED, "Mine", address)
    assert report.id == f"mine-{report.digest[:8]}"
    assert site.asked == ["/robots.txt", "/news/mine.html?of=monday"]


def test_what_was_sent_and_received_is_kept_to_the_byte(site: Site, fetcher: Make) -> None:
    packed = gzip.compress(PAGE, mtime=0)
    address = site.at("/", packed, Content_Encoding="gzip")
    fetched = fetcher()
    assert page(fetched, address).text == KILLED
    (path,) = fetched.folder.rglob("*.*.gz")
    (_, nobody, told), (kind, url, answer), (asking, also, asked) = records(path)
    assert (kind, url, asking, also, nobody) == ("response", address, "request", address, None)
    assert answer.startswith(b"HTTP/1.0 200 OK\r\n")
    assert answer.endswith(b"\r\n\r\n" + packed)
    assert asked.startswith(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nUser-Agent: Sayso/" in asked
    assert b"robots: obey" in told
    digest = hashlib.sha256(answer).hexdigest()[:16]
    assert path == fetched.folder / "2023-11-21" / f"164502-127.0.0.1-{digest}.warc.gz"


def test_what_was_kept_is_read_again_like_any_archive(site: Site, fetcher: Make) -> None:
    fetched = fetcher()
    first = page(fetched, site.at("/a"))
    (again,) = read_each(files_of([fetched.folder]))
    assert isinstance(again, Report)
    assert (again.digest, again.url, again.outlet) == (first.digest, first.url, first.outlet)


def test_what_was_changed_behind_ones_back_is_told(site: Site, fetcher: Make) -> None:
    fetched = fetcher()
    kept = fetched.fetcher.fetch(site.at("/a"))
    assert isinstance(kept, Named)
    plain = gzip.decompress(kept.path.read_bytes())
    kept.path.write_bytes(gzip.compress(plain.replace(b"Two people", b"Six people")))
    (told,) = read_each([kept])
    assert "changed since it was kept" in str(told)
    assert str(told).startswith(f"{site.address}/a@")


def test_it_says_who_asks_and_how_they_are_reached(site: Site, fetcher: Make) -> None:
    page(fetcher(fetch_contact="mailto:desk@example.org"), site.at("/a"))
    for headers in site.headers:
        assert headers["user-agent"].startswith("Sayso/")
        assert "mailto:desk@example.org" in headers["user-agent"]
        assert headers["connection"] == "close"
    assert "cookie" not in chain.from_iterable(site.headers)


def test_a_page_that_is_gone_is_withdrawn(site: Site, fetcher: Make) -> None:
    address = site.at("/a", b"", 410)
    kept = fetcher().fetcher.fetch(address)
    assert isinstance(kept, Named)
    assert list(read_each([kept])) == [Withdrawn(address, None, address, None, date(2023, 11, 21))]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 502])
def test_an_answer_without_a_page_is_told(site: Site, fetcher: Make, status: int) -> None:
    assert refused(fetcher(), site.at("/a", b"no", status)) == f"HTTP {status}"
    assert site.asked == ["/robots.txt", "/a"]


# ── redirections ──


def test_redirections_lead_to_the_page_and_are_kept(site: Site, fetcher: Make) -> None:
    first = site.at("/1", b"", 301, Location="/2")
    site.at("/2", b"", 302, Location=site.at("/3"))
    fetched = fetcher()
    report = page(fetched, first)
    assert report.url == f"{site.address}/3"
    (path,) = fetched.folder.rglob("*.*.gz")
    told = [url for kind, url, _ in records(path) if kind == "response"]
    assert told == [f"{site.address}/{number}" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("http://10.0.0.1/", "10.0.0.1: 10.0.0.1 belongs to a private or reserved network"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254: 169.254.169.254 belongs to a private or reserved network"),
        ("http://[fd00::1]/", "fd00::1: fd00::1 belongs to a private or reserved network"),
        ("http://[::ffff:192.168.0.1]/", "::ffff:192.168.0.1: ::ffff:192.168.0.1 belongs to a private or reserved network"),
        ("file:///etc/passwd", "no address of a page: expected one that begins with http:// or https://"),
        ("http://nurse:secret@clinic.example/", "an address with a name or password in it, which would be kept with the page"),
        ("http://127.0.0.1:25/", "port 25 is no port of a web server"),
        ("//[", "a redirection to no address: Invalid IPv6 URL"),
        ("http://a:b/", "no address: Port could not be cast to integer value as 'b'"),
    ],
)  # fmt: skip
def test_each_redirection_is_checked_anew(site: Site, fetcher: Make, location: str, told: str) -> None:
    assert refused(fetcher(), site.at("/a", b"", 302, Location=location)) == told


def test_redirections_that_never_end_are_given_up(site: Site, fetcher: Make) -> None:
    address = site.at("/a", b"", 302, Location="/a")
    assert refused(fetcher(), address) == "more redirections than max_fetch_redirects (5)"
    assert site.asked.count("/a") == 6


def test_this_machine_is_asked_only_where_the_setting_says_so(site: Site, fetcher: Make) -> None:
    told = refused(fetcher(fetch_loopback=False), site.at("/a"))
    assert told == "127.0.0.1: 127.0.0.1 is this machine itself (setting fetch_loopback opens it)"
    assert site.asked == []


# ── robots.txt ──


def test_what_robots_txt_closes_is_not_asked_for(site: Site, fetcher: Make) -> None:
    site.at("/robots.txt", b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain")
    fetched = fetcher()
    assert refused(fetched, site.at("/private/a")) == "robots.txt of 127.0.0.1 does not allow it"
    assert page(fetched, site.at("/a")).text == KILLED
    assert site.asked == ["/robots.txt", "/a"]


def test_a_redirection_into_what_robots_txt_closes_is_not_followed(site: Site, fetcher: Make) -> None:
    packed = gzip.compress(b"\xef\xbb\xbfUser-agent: sayso\nDisallow: /private\n")
    site.at("/moved.txt", packed, Content_Encoding="gzip")
    site.at("/robots.txt", b"", 301, Location="/moved.txt")
    address = site.at("/a", b"", 302, Location="/private/a")
    assert refused(fetcher(), address) == "robots.txt of 127.0.0.1 does not allow it"


@pytest.mark.parametrize(
    ("status", "encoding", "told"),
    [
        (500, "identity", "its robots.txt cannot be had: HTTP 500"),
        (503, "identity", "HTTP 503 at each of max_fetch_tries (3)"),
        (429, "identity", "HTTP 429 at each of max_fetch_tries (3)"),
        (200, "zstd", "its robots.txt cannot be had: packed in a way unknown here: zstd"),
    ],
)
def test_where_robots_txt_cannot_be_had_nothing_is_asked_for(
    site: Site, fetcher: Make, status: int, encoding: str, told: str
) -> None:
    site.at("/robots.txt", b"User-agent: *\nAllow: /", status, Content_Encoding=encoding)
    fetched = fetcher()
    assert refused(fetched, site.at("/a")) == told
    asked = len(site.asked)
    assert refused(fetched, site.at("/b")) == told
    assert len(site.asked) == asked
    site.at("/robots.txt", b"")
    fetched.waiting.wait(301)
    assert page(fetched, site.at("/a")).text == KILLED


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_no_robots_txt_all_is_open(site: Site, fetcher: Make, status: int) -> None:
    site.at("/robots.txt", b"Disallow: /", status)
    assert page(fetcher(), site.at("/a")).text == KILLED


def test_robots_txt_is_asked_for_once_a_day(site: Site, fetcher: Make) -> None:
    fetched = fetcher()
    for path in ("/a", "/b", "/c"):
        page(fetched, site.at(path))
    assert site.asked.count("/robots.txt") == 1
    fetched.waiting.wait(24 * 3600)
    page(fetched, site.at("/d"))
    assert site.asked.count("/robots.txt") == 2


def test_of_a_huge_robots_txt_only_the_beginning_is_heard(site: Site, fetcher: Make) -> None:
    site.at("/robots.txt", b"User-agent: *\nDisallow: /private\n" + b"#" * 5_000_000)
    assert refused(fetcher(max_fetch_bytes=600_000), site.at("/private")) == "robots.txt of 127.0.0.1 does not allow it"  # fmt: skip


# ── manners ──


def test_between_two_requests_to_a_host_there_is_a_pause(site: Site, fetcher: Make) -> None:
    fetched = fetcher()
    for path in ("/a", "/b"):
        page(fetched, site.at(path))
    assert fetched.waiting.waited == [2.0, 2.0]  # before /a, after robots.txt; and before /b


def test_a_longer_pause_that_robots_txt_asks_for_is_kept(site: Site, fetcher: Make) -> None:
    site.at("/robots.txt", b"User-agent: *\nCrawl-delay: 20\n")
    fetched = fetcher()
    for path in ("/a", "/b"):
        page(fetched, site.at(path))
    assert fetched.waiting.waited == [2.0, 20.0]


def test_a_pause_too_long_is_not_waited_for(site: Site, fetcher: Make) -> None:
    site.at("/robots.txt", b"User-agent: *\nCrawl-delay: 3600\n")
    fetched = fetcher()
    assert page(fetched, site.at("/a")).text == KILLED
    told = fetched.fetcher.fetch(site.at("/b"))
    assert str(told) == (
        f"{site.address}/b: 127.0.0.1 asks not to be asked for 3,600 seconds,"
        " longer than max_fetch_wait_seconds (120)"
    )


def busy(site: Site, times: int, status: int = 429, **headers: str) -> str:
    """A page that is there after so many answers that the host is busy."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if site.asked.count("/a") > times:
            site.answers["/there"](handler)
            return
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    site.at("/there")
    return site.by("/a", answer)


@pytest.mark.parametrize(
    ("status", "after", "waited"),
    [
        (429, "7", [2.0, 7.0, 7.0]),
        (503, "Tue, 21 Nov 2023 16:45:32 GMT", [2.0, 30.0, 30.0]),
        (503, "Tue, 21 Nov 2023 16:45:32 -0000", [2.0, 30.0, 30.0]),
        (503, "Tue, 21 Nov 2000 16:45:32 GMT", [2.0, 2.0, 2.0]),
        (429, "0", [2.0, 2.0, 2.0]),
        (429, "soon", [2.0, 4.0, 8.0]),
        (429, "Tue, 21 Nov 99999999999999999999 16:45:32 GMT", [2.0, 4.0, 8.0]),
        (429, None, [2.0, 4.0, 8.0]),
    ],
)
def test_a_host_that_is_busy_is_asked_again_when_it_wants_to_be(
    site: Site, fetcher: Make, status: int, after: str | None, waited: list[float]
) -> None:
    fetched = fetcher()
    address = busy(site, 2, status, **({} if after is None else {"Retry_After": after}))
    assert page(fetched, address).text == KILLED
    assert fetched.waiting.waited == waited


def test_a_host_that_stays_busy_is_left_alone(site: Site, fetcher: Make) -> None:
    assert refused(fetcher(), busy(site, 99)) == "HTTP 429 at each of max_fetch_tries (3)"
    assert site.asked == ["/robots.txt", "/a", "/a", "/a"]


def test_a_host_that_asks_for_hours_is_left_alone(site: Site, fetcher: Make) -> None:
    told = refused(fetcher(), busy(site, 1, Retry_After="7200"))
    assert told.startswith("127.0.0.1 asks not to be asked for 7,200 seconds")
    assert site.asked == ["/robots.txt", "/a"]


# ── limits ──


def raw(*parts: bytes, pause: float = 0.0) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer written as it stands, part by part."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("answer", "set_to", "told"),
    [
        (raw(OK, b"\r\n", *[b"x" * 10_000] * 20), {"max_fetch_bytes": 100_000}, "larger than max_fetch_bytes (100,000)"),
        (raw(OK, b"Transfer-Encoding: chunked\r\n\r\n", *[b"2710\r\n" + b"x" * 10_000 + b"\r\n"] * 20), {"max_fetch_bytes": 100_000}, "larger than max_fetch_bytes (100,000)"),
        (raw(OK, *[b"X-A: b\r\n" * 1_000] * 100), {"max_fetch_header_bytes": 10_000}, "headers larger than max_fetch_header_bytes (10,000)"),
        (raw(OK, b"X-A: " + b"b" * 200_000), {}, "headers larger than max_fetch_header_bytes (65,536)"),
        (raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 9_000), {"max_fetch_bytes": 100_000}, "larger than max_fetch_bytes (100,000)"),
        (raw(OK, b"Content-Length: 1000\r\n\r\n", *[b"x"] * 40, pause=0.05), {"max_fetch_seconds": 1}, "not done within max_fetch_seconds (1)"),
        (raw(b"", pause=1.5), {"max_fetch_seconds": 1}, "not done within max_fetch_seconds (1)"),
        (raw(OK, b"Content-Length: 1000\r\n\r\nshort"), {}, "its answer breaks off"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), {}, "no answer as HTTP has them: "),
        (raw(b""), {}, "its answer breaks off"),
        (raw(OK), {}, "its answer breaks off"),
        (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"), {}, "no answer as HTTP has them: "),
        (raw(OK, b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"), {}, "no answer as HTTP has them: "),
    ],
    ids=["endless", "chunks", "many headers", "long header", "continue", "slow body", "silent", "cut", "other protocol", "empty", "no end of head", "switch", "two lengths"],
)  # fmt: skip
def test_an_answer_beyond_a_limit_or_broken_is_given_up(
    site: Site, fetcher: Make, answer: Any, set_to: dict[str, int], told: str
) -> None:
    assert refused(fetcher(**set_to), site.by("/a", answer)).startswith(told)


def test_a_bomb_is_kept_as_it_was_sent_and_not_unpacked(site: Site, fetcher: Make) -> None:
    address = site.at("/a", gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")
    kept = fetcher().fetcher.fetch(address)
    assert isinstance(kept, Named)
    (told,) = read_each([kept], settings=Settings(max_report_bytes=100_000))
    assert str(told).endswith(": larger than max_report_bytes (100,000)")


def test_what_comes_before_and_after_an_answer_is_no_part_of_it(site: Site, fetcher: Make) -> None:
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    sent = OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE
    fetched = fetcher()
    assert page(fetched, site.by("/a", raw(early + sent + b"HTTP/1.1 200 OK\r\n\r\nmore"))).text == KILLED
    (path,) = fetched.folder.rglob("*.*.gz")
    assert records(path)[1][2] == sent


def test_an_answer_in_chunks_is_put_together(site: Site, fetcher: Make) -> None:
    chunks = [b"%x\r\n%b\r\n" % (len(part), part) for part in (PAGE[:50], PAGE[50:])]
    answer = raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", *chunks, b"0\r\n\r\n")
    assert page(fetcher(), site.by("/a", answer)).text == KILLED


def test_a_server_that_hangs_up_is_told(site: Site, fetcher: Make) -> None:
    gone = site.address.replace("127.0.0.1", "127.0.0.9")
    assert refused(fetcher(), f"{gone}/a") == "127.0.0.9: Connection refused"


def test_an_unsafe_server_is_told(site: Site, fetcher: Make) -> None:
    address = site.at("/a").replace("http:", "https:")
    assert refused(fetcher(), address).startswith("127.0.0.1: no secure connection: ")


def test_a_folder_that_cannot_be_written_is_told(site: Site, fetcher: Make) -> None:
    fetched = fetcher()
    fetched.folder.write_text("a file")
    told = fetched.fetcher.fetch(site.at("/a"))
    assert str(told).startswith(f"{site.address}/a: cannot be kept in {fetched.folder}: ")


def test_after_one_that_fails_the_others_are_fetched(site: Site, fetcher: Make) -> None:
    told, kept = fetcher().fetcher.each(["nowhere", site.at("/a")])
    assert str(told) == "nowhere: no address of a page: expected one that begins with http:// or https://"
    assert isinstance(kept, Named)


@pytest.mark.parametrize(
    ("ledger", "set_to", "folder"),
    [
        ("sayso.db", "", "sayso.db.warc"),
        ("a/b.db", "", "a/b.db.warc"),
        ("postgresql://nurse:secret@host/ledger", "", "sayso.warc"),
        ("sayso.db", "kept", "kept"),
    ],
)
def test_pages_are_kept_beside_the_ledger(ledger: str, set_to: str, folder: str) -> None:
    assert archive_of(Settings(ledger=ledger, fetch_folder=set_to)) == Path(folder)
