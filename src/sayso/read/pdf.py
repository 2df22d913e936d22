"""PDF files: the words of all pages as one text, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Final

from sayso.read.paragraphs import Line, mended
from sayso.read.report import Known, Skipped, Source, report_of
from sayso.read.text import whole_of
from sayso.records import Doubt, Report

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

DOUBTED_TITLE: Final = Doubt("title", "taken from the properties of the PDF, which seldom are looked after")
# A hyphen at the end of a line comes as U+0002 or U+FFFE, with the next line right behind it.
_LINE: Final = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_MADE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_PASSWORD: Final = "password"


def read_pdf(stream: BinaryIO, source: Source) -> Iterator[Report | Skipped]:
    """The one report of a PDF.

    Its day is not told: the day a file was made often is that of a later copy, and becomes a Doubt.
    """
    raw = whole_of(stream, source)
    if isinstance(raw, Skipped):
        yield raw
        return
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = _PASSWORD in str(error).lower()
        yield source.skipped("a PDF locked by a password" if locked else "broken PDF")
        return
    with document:
        yield _report(document, source)


def _report(document: PdfDocument, source: Source) -> Report | Skipped:
    import pypdfium2

    most = source.settings.max_pdf_pages
    if len(document) > most:
        return source.skipped(f"more pages than max_pdf_pages ({most:,})")
    pages, broken = [], []
    for number in range(len(document)):
        try:
            page = document[number]
            pages.append(_lines(page.get_textpage()))
            page.close()
        except pypdfium2.PdfiumError:
            broken.append(str(number + 1))
    if not any(pages):
        return source.skipped(
            "broken PDF: no page can be read"
            if broken
            else "a PDF without text: scanned pages need text recognition first"
        )
    told = document.get_metadata_dict(skip_empty=True)
    title = told.get("Title", "").strip() or None
    report = report_of(mended(pages), source, Known(title=title))
    if isinstance(report, Skipped):
        return report
    doubts = [*report.doubts, *([DOUBTED_TITLE] if title else [])]
    made = _MADE.match(told.get("CreationDate", ""))
    if made and report.published is None:
        day = "-".join(made.groups())
        doubts.append(Doubt("published", f"the PDF was made on {day}; it may be a later copy"))
    if broken:
        doubts.append(Doubt("text", f"pages that cannot be read are missing: {', '.join(broken)}"))
    return replace(report, doubts=tuple(doubts))


def _lines(page: PdfTextPage) -> list[Line]:
    """The lines of a page, each with where it stands."""
    text: str = page.get_text_range(errors="replace")
    lines = []
    for found in _LINE.finditer(text):
        words = found[0].strip()
        if words:
            begin = found.start() + len(found[0]) - len(found[0].lstrip())
            left, bottom, _, top = page.get_charbox(begin, loose=True)
            right = page.get_charbox(begin + len(words) - 1, loose=True)[2]
            lines.append(Line(words, left, right, bottom, top))
    return lines
