"""Briefs as those who test them read them: every number of a page, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from lxml import html

from sayso import Filters, Ledger, Report, extract
from sayso.concluded import Question
from sayso.export.brief import write_brief
from sayso.export.source import Source
from sayso.lexicon import load
from tests.store.made import FIRST_RUN

_NUMBER: Final = re.compile(r"\d+(?:,\d{3})*")
_MONTHS: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|November|December"
_DAYS: Final = re.compile(rf"\b\d{{1,2}}(?= to \d)|\b\d{{1,2}} (?:{_MONTHS})\b(?: \d{{4}})?|\[person \w+\]")
_NO_FIGURES: Final = frozenset({"time", "svg", "cite"})  # a drawing repeats what stands beside it
_OWN_COUNTS: Final = frozenset({"count", "refs"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A number on the page, with the words it stands in and the notes it leads to."""

    number: str
    words: str
    notes: tuple[str, ...]


def brief_page(
    ledger: Ledger, questions: Sequence[Question], filters: Filters | None = None, title: str = ""
) -> str:
    """The page of a brief."""
    out = StringIO()
    source = Source(ledger, ledger.disclosures().usual(), filters or Filters())
    write_brief(source, questions, out, title=title)
    return out.getvalue()


def filled(ledger: Ledger, *reports: Report) -> Ledger:
    """The ledger with what is read from reports, linked."""
    for report in reports:
        ledger.add(report, extract(report, load()), FIRST_RUN)
    ledger.links()
    return ledger


def shown_numbers(page: str) -> Iterator[Shown]:
    """Every number of the page that tells of the world, outside the quotes themselves and the method."""
    for section in html.document_fromstring(page).iterfind(".//main//section"):
        if section.get("id") not in ("notes", "method"):
            yield from _numbers(section, ())


def _numbers(element: Any, notes: tuple[str, ...]) -> Iterator[Shown]:
    classes = set(element.get("class", "").split())
    if element.tag in _NO_FIGURES or classes & _OWN_COUNTS:
        return
    if "told" in classes:
        notes = tuple(each.get("href").removeprefix("#") for each in element.iterfind(".//sup/a"))
    own = [element.text or "", *(child.tail or "" for child in element)]
    words = " ".join("".join(own).split())
    for number in _NUMBER.findall(_DAYS.sub("", words)):
        yield Shown(number, words, notes)
    for child in element:
        yield from _numbers(child, notes)
