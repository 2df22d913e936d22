"""What is forgotten goes out of the pages that were fetched for it, too; other pages stay as they were sent."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sayso.intake.forgetting import Forgotten, forget
from sayso.pipeline import extract
from sayso.read import read
from sayso.records import Run
from sayso.settings import Settings
from sayso.store import Ledger, open_ledger
from tests.website import Site, website

DAY = date(2024, 1, 5)
AYE = "https://example.org/aye"
MINE = "https://example.org/mine"
STORY = {
    AYE: "Shelling killed 12 people in Loikaw on Monday, U Tin Aye, a village head, said.",
    MINE: "Two people were killed by a mine near Demoso on Monday, a nurse said.",
}


def record(kind: str, url: str, block: bytes, *more: str) -> bytes:
    """A record of a web archive, packed."""
    lines = [
        "WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:{kind}:{url}>", f"WARC-Target-URI: {url}",
        "WARC-Date: 2024-01-04T09:00:00Z", f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}",
        f"Content-Type: application/http; msgtype={kind}", f"Content-Length: {len(block)}", *more,
    ]  # fmt: skip
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def page(url: str) -> list[bytes]:
    """What was answered and asked at an address."""
    html = f"<html><body><article><p>{STORY[url]}</p></article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    asked = record("request", url, b"GET / HTTP/1.1\r\n\r\n", f"WARC-Concurrent-To: <urn:response:{url}>")
    return [record("response", url, answer), asked]


def redirection(url: str, to: str) -> list[bytes]:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {to}\r\n\r\n".encode()
    return [record("response", url, answer)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings(), ledger=str(tmp_path / "sayso.db"))


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    """A ledger with both reports, each fetched."""
    folder = Path(f"{settings.ledger}.warc/2024-01-04")
    folder.mkdir(parents=True)
    (folder / "one.warc.gz").write_bytes(b"".join(redirection("https://example.org/r", AYE) + page(AYE)))
    (folder / "both.warc.gz").write_bytes(b"".join(page(AYE) + page(MINE)))
    (folder / "mine.warc.gz").write_bytes(b"".join(page(MINE)))
    with open_ledger(settings.ledger) as opened:
        for report in read(folder / "both.warc.gz"):
            opened.add(report, extract(report), Run("made", DAY))
        yield opened


def archives(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(f"{settings.ledger}.warc").rglob("*.gz")}


def forgotten(ledger: Ledger, settings: Settings, named: str) -> Forgotten:
    return forget(ledger, settings, named, who="lin", reason="asked to", day=DAY)


@pytest.mark.parametrize("named", [AYE, "U Tin Aye", "tin aye"])
def test_its_pages_go_and_others_stay_byte_for_byte(ledger: Ledger, settings: Settings, named: str) -> None:
    before = archives(settings)
    done = forgotten(ledger, settings, named)
    assert (done.reports, done.pages, done.faults) == (1, 2, [])
    assert archives(settings) == {
        "both.warc.gz": b"".join(page(MINE)),
        "mine.warc.gz": before["mine.warc.gz"],
    }
    assert [each.url for path in ("both", "mine") for each in read(_path(settings, path))] == [MINE, MINE]
    assert not list(Path(f"{settings.ledger}.warc").rglob(".*"))
    entry = ledger.audit().entries().items[0]
    assert entry.erased == {"extraction": 1, "page": 2, "report": 1}
    assert list(ledger.verify()) == []


def _path(settings: Settings, stem: str) -> Path:
    return Path(f"{settings.ledger}.warc/2024-01-04/{stem}.warc.gz")


def test_what_was_cut_off_between_ledger_and_archives_is_ended_by_the_same_again(
    ledger: Ledger, settings: Settings
) -> None:
    ledger.forget_report(AYE, who="lin", reason="asked to", day=DAY)
    done = forgotten(ledger, settings, AYE)
    assert (done.reports, done.decisions, done.pages) == (0, 0, 2)
    assert ledger.audit().entries().items[0].erased == {"page": 2}
    assert list(ledger.verify()) == []


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (page(AYE)[0][:-9], "a record is cut short"),
        (gzip.compress(b"".join(map(gzip.decompress, page(AYE)))), "its records are not packed one by one"),
        (b"no archive at all", "incorrect header check"),
    ],
)
def test_an_archive_that_cannot_be_looked_through_stays_and_is_told(
    ledger: Ledger, settings: Settings, broken: bytes, told: str
) -> None:
    _path(settings, "broken").write_bytes(broken)
    done = forgotten(ledger, settings, AYE)
    assert (done.reports, done.pages) == (1, 2)
    (fault,) = done.faults
    assert fault.startswith(f"{_path(settings, 'broken')}: cannot be looked through")
    assert told in fault
    assert archives(settings)["broken.warc.gz"] == broken


def test_nothing_is_deleted_where_the_reason_names_the_person(ledger: Ledger, settings: Settings) -> None:
    from sayso.errors import LedgerError

    before = archives(settings)
    with pytest.raises(LedgerError, match="say it without"):
        forget(ledger, settings, "Tin Aye", who="lin", reason="Tin Aye asked to", day=DAY)
    assert archives(settings) == before


def test_a_page_that_sayso_fetched_itself_goes_with_what_led_to_it(tmp_path: Path) -> None:
    from sayso.read.fetching import Fetcher

    settings = replace(
        Settings(), ledger=str(tmp_path / "sayso.db"), fetch_loopback=True, fetch_pause_seconds=0
    )
    folder = Path(f"{settings.ledger}.warc")
    with website() as site, open_ledger(settings.ledger) as ledger:
        address = _moved(site)
        fetched = Fetcher(settings, folder, lambda: datetime(2024, 1, 4, 9, tzinfo=UTC)).fetch(address)
        for report in read(fetched.path):  # type: ignore[union-attr]
            ledger.add(report, extract(report), Run("made", DAY))
        assert len(archives(settings)) == 1
        done = forgotten(ledger, settings, f"{site.address}/new.html")
    assert (done.reports, done.pages, archives(settings)) == (1, 1, {})


def _moved(site: Site) -> str:
    """An address that leads on to a page."""
    site.at("/new.html")
    return site.at("/old.html", b"", 302, Location="/new.html")
