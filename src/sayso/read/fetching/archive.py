"""What was fetched, kept for good: a web archive (WARC 1.1) a page, with the SHA-256 of what is in it.

For `sayso.db` a file in `sayso.db.warc`: `2023-11-21/164502-clinic.example-9f2c41b07d35e8a6.warc.gz`.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from sayso.read.fetching.exchange import Exchange, agent_of
from sayso.settings import Settings

_HTTP: Final = "application/http; msgtype="
_NO_PART_OF_A_NAME: Final = re.compile(r"[^a-z0-9.-]+")
_LONGEST_HOST: Final = 100  # characters of a host's name in that of a file


def archive_of(settings: Settings) -> Path:
    """The folder that pages are kept in: that of the setting, else one beside the ledger."""
    if settings.fetch_folder:
        return Path(settings.fetch_folder)
    return Path("sayso.warc") if "://" in settings.ledger else Path(f"{settings.ledger}.warc")


def keep(folder: Path, exchanges: Sequence[Exchange], settings: Settings) -> Path:
    """Keeps a page with the redirections that led to it; the file is there whole or not at all.

    Raises `OSError`.
    """
    page = exchanges[-1]
    host = _NO_PART_OF_A_NAME.sub("_", page.address.host)[:_LONGEST_HOST]
    digest = hashlib.sha256(page.received).hexdigest()
    path = folder / f"{page.at:%Y-%m-%d}" / f"{page.at:%H%M%S}-{host}-{digest[:16]}.warc.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.{os.getpid()}")
    with begun.open("wb") as written:
        for record in _records(exchanges, settings):
            written.write(gzip.compress(record, mtime=0))
        written.flush()
        os.fsync(written.fileno())
    begun.replace(path)
    return path


def _records(exchanges: Sequence[Exchange], settings: Settings) -> Iterator[bytes]:
    """The records: who fetched, then what was asked and answered, in its order."""
    first = exchanges[0]
    told = f"software: {agent_of(settings)}\r\nformat: WARC File Format 1.1\r\nrobots: obey\r\n".encode()
    yield _record("warcinfo", first, told, "application/warc-fields")
    for each in exchanges:
        about = (("WARC-Target-URI", each.address.url), ("WARC-IP-Address", each.machine))
        answer = _identity("response", each, each.received)
        yield _record("response", each, each.received, f"{_HTTP}response", *about)
        concurrent = ("WARC-Concurrent-To", answer)
        yield _record("request", each, each.sent, f"{_HTTP}request", *about, concurrent)


def _record(kind: str, exchange: Exchange, block: bytes, content_type: str, *more: tuple[str, str]) -> bytes:
    headers = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", _identity(kind, exchange, block)),
        ("WARC-Date", f"{exchange.at:%Y-%m-%dT%H:%M:%SZ}"),
        *more,
        ("WARC-Block-Digest", f"sha256:{hashlib.sha256(block).hexdigest()}"),
        ("Content-Type", content_type),
        ("Content-Length", str(len(block))),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def _identity(kind: str, exchange: Exchange, block: bytes) -> str:
    """The id of a record: of the same address, time and bytes the same."""
    told = (kind, exchange.at.isoformat(), exchange.address.url, hashlib.sha256(block).hexdigest())
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(told))}>"
