"""RSS and Atom feeds: a report an entry, with the outlet, day, address and title that the feed tells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any, BinaryIO, Final

from sayso.read.html import report_of_markup
from sayso.read.report import Found, Known, Skipped, Source, Withdrawn, day_of, report_of
from sayso.read.text import whole_of
from sayso.records import Report

_TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"  # RFC 6721
_MARKUP: Final = re.compile(r"<[^>]{0,2000}>")
_WEB: Final = ("http://", "https://")
# Broken in these ways a feed is read whole all the same.
_HARMLESS: Final = ("CharacterEncodingOverride", "NonXMLContentType")


def read_feed(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """The reports of a feed's entries in their order, then the entries that it deletes.

    An entry is its content, or its summary where the feed gives no more; one without words is skipped.
    """
    raw = whole_of(stream, source)
    if isinstance(raw, Skipped):
        yield raw
        return
    import feedparser

    # Markup is read by the page reader, so what feedparser would clean need not be cleaned twice.
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    outlet = _plain(feed.feed.get("title"))
    found: list[Found] = [_report(entry, source, outlet) for entry in feed.entries]
    found += _deleted(raw, source, outlet)
    yield from found
    fault = _fault(feed.get("bozo_exception"), raw, source)
    if fault is not None:
        yield fault
    elif not found:
        yield source.skipped("a feed without entries")


def _fault(fault: Any, raw: bytes, source: Source) -> Skipped | None:
    """Where a feed is broken, if it is; entries behind that may be lost."""
    if fault is None or type(fault).__name__ in _HARMLESS:
        return None
    if not hasattr(fault, "getLineNumber"):
        return source.skipped(f"broken feed: {fault}".splitlines()[0])
    added = not raw.lstrip().startswith(b"<?xml")  # feedparser puts a declaration in front
    return source.skipped(f"broken feed: {fault.getMessage()}", max(1, fault.getLineNumber() - added))


def _report(entry: Any, source: Source, outlet: str | None) -> Report | Skipped:
    """The report of an entry; in a feed that gathers others, the outlet is the one the entry is from."""
    link, guid = entry.get("link") or "", entry.get("id")
    url = link if link.startswith(_WEB) else None  # feedparser gives an id as link where there is none
    known = Known(
        id=guid if guid != url else None,
        outlet=_plain((entry.get("source") or {}).get("title")) or outlet,
        published=_published(entry),
        title=_plain(entry.get("title")),
        url=url,
    )
    kind, words = _words(entry)
    if not words.strip():
        return source.skipped(f"a feed entry without text: {known.title or url or guid or 'untitled'}")
    if kind == "text/plain" or "<" not in words:
        return report_of(words if kind == "text/plain" else unescape(words), source, known)
    return report_of_markup(f"<html><body><article>{words}</article></body></html>", source, known)


def _words(entry: Any) -> tuple[str, str]:
    """The longest of an entry's contents and its summary, with its media type."""
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    given = [(each.get("type") or "text/html", each.get("value") or "") for each in contents]
    return max(given, key=lambda each: len(each[1]))


def _published(entry: Any) -> date | None:
    """The day an entry was published, in its own zone; else the day it was last changed."""
    words = entry["published"] if "published" in entry else entry.get("updated", "")
    day = day_of(words)
    if day is not None:
        return day
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, OverflowError):
        return None


def _plain(title: str | None) -> str | None:
    """A title without markup; None where nothing is left."""
    return " ".join(_MARKUP.sub("", title or "").split()) or None


def _deleted(raw: bytes, source: Source, outlet: str | None) -> Iterator[Withdrawn]:
    """The entries that an Atom feed says were deleted (`at:deleted-entry`)."""
    if _TOMBSTONES.encode() not in raw:
        return
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(raw, parser)
    if root is None:
        return
    for tombstone in root.iter(f"{{{_TOMBSTONES}}}deleted-entry"):
        ref = (tombstone.get("ref") or "").strip()
        links = [link.get("href") for link in tombstone.iter("{http://www.w3.org/2005/Atom}link")]
        url = next((each for each in [*links, ref] if each and each.startswith(_WEB)), None)
        if ref or url:
            yield Withdrawn(source.path, outlet, url, ref or None, day_of(tombstone.get("when") or ""))
