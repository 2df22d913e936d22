"""Saved web pages: the main text, with the title, day and outlet that the page tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from sayso.read.report import NOTHING_KNOWN, Known, Skipped, Source, day_of, report_of
from sayso.read.text import utf8_of, whole_of
from sayso.records import Report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Bounds for htmldate, whose own upper bound is today: results must not depend on the day of reading.
_DATES: Final = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset=["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,9}\)(\S{1,2000})")
# The encodings of the web; Python knows others that take more than linear time or are no text.
_ENCODINGS: Final = (
    "ascii", "big5", "cp125", "euc", "gb", "iso-8859", "iso-2022", "koi8", "latin", "mac", "shift", "sjis",
    "tis", "us-ascii", "utf-16", "windows",
)  # fmt: skip
_HEAD: Final = 2048  # bytes in which a page says its encoding and where it was saved from


def read_html(stream: BinaryIO, source: Source) -> Iterator[Report | Skipped]:
    """The one report of a saved page."""
    raw = whole_of(stream, source)
    yield raw if isinstance(raw, Skipped) else report_of_page(raw, source)


def report_of_page(
    raw: bytes, source: Source, known: Known = NOTHING_KNOWN, charset: str | None = None
) -> Report | Skipped:
    """The report of a page's bytes; `charset` is what its server said it is encoded in."""
    page = text_of(raw, source, charset)
    return page if isinstance(page, Skipped) else report_of_markup(page, source, known)


def text_of(raw: bytes, source: Source, charset: str | None = None) -> str | Skipped:
    """Bytes from the web as text: UTF-8, or else the encoding that server or page declares."""
    text = utf8_of(raw, source)
    declared = _CHARSET.search(raw, 0, _HEAD)
    encoding = charset or (declared[1].decode("ascii", "replace") if declared else None)
    if isinstance(text, str) or encoding is None:
        return text
    try:
        if encoding.lower().startswith(_ENCODINGS):
            return raw.decode(encoding)
    except (LookupError, UnicodeError):
        pass
    return source.skipped(f"neither UTF-8 nor the encoding it declares ({encoding})")


def report_of_markup(page: str, source: Source, known: Known = NOTHING_KNOWN) -> Report | Skipped:
    """The report of a page's HTML; what is known of it goes before what the page tells."""
    tree = _tree(page)
    if tree is None:
        return source.skipped("no HTML page")
    excess = _excess(tree, source)
    if excess:
        return excess
    import trafilatura

    read = trafilatura.bare_extraction(
        tree, url=known.url, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    if read is None or isinstance(read, dict) or not (read.text or "").strip():
        return source.skipped("no article text found on the page")
    # Of a page that does not say whose it is, the host stands in for the name.
    site, host = read.sitename or "", (known.url or read.url or "").partition("://")[2].partition("/")[0]
    named = None if host.endswith(site) else site
    saved_from = _SAVED_FROM.search(page, 0, _HEAD)
    told = replace(
        known,
        outlet=known.outlet or named or source.given.outlet or read.sitename or read.hostname,
        published=known.published or day_of(read.date or ""),
        title=known.title or read.title,
        url=known.url or read.url or (saved_from[1] if saved_from else None),
    )
    return report_of(read.text or "", source, told)


def _tree(page: str) -> HtmlElement | None:
    """The elements of a page; None where there are none."""
    from lxml import etree, html

    try:
        # As bytes, for a page that declares its encoding is refused as text. NUL would end the page.
        raw = page.replace("\0", "").encode("utf-8")
        tree: HtmlElement | None = html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None
    return tree


def _excess(tree: HtmlElement, source: Source) -> Skipped | None:
    """Says which limit the page is over, if it is: extraction takes more than linear time in both."""
    from lxml import etree

    settings, depth, elements = source.settings, 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > settings.max_page_depth:
            return source.skipped(f"elements nested deeper than max_page_depth ({settings.max_page_depth})")
        if elements > settings.max_page_elements:
            return source.skipped(f"more elements than max_page_elements ({settings.max_page_elements:,})")
    return None
