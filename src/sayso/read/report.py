"""A `Report` from a text and what is known about it; the same for every format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sayso.read.language import language_of
from sayso.records import Doubt, Report
from sayso.settings import Settings

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].{1,40})?")

NO_DAY: Final = Doubt("published", "the report does not tell the day it was published: days stay unresolved")
REPAIRED: Final = Doubt("text", "the file holds halves of characters: each is kept as \ufffd")


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read: the file, the line where it is known, and why, in words to show."""

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        """One line: "reports.jsonl:7: empty text"."""
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A page that its outlet has taken back: an entry a feed deletes, an address that answers 410 Gone.

    `url` and `id` are those of the reports it withdraws, as far as the file tells them, `day` when it went.
    """

    path: str
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    day: date | None = None

    def __str__(self) -> str:
        """One line: "news.atom: withdrawn by its outlet: https://example.org/1"."""
        return f"{self.path}: withdrawn by its outlet: {self.url or self.id}"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller tells about reports that do not tell it themselves."""

    published: date | None = None
    outlet: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that reports are read from: its path to show, its stem for ids, and what holds for all."""

    path: str
    stem: str
    given: Given = field(default_factory=Given)
    settings: Settings = field(default_factory=Settings)

    def skipped(self, reason: str, line: int | None = None) -> Skipped:
        """Says why something of this file is left out."""
        return Skipped(self.path, reason, line)

    def too_large(self, line: int | None = None) -> Skipped:
        """Says that a report is over the limit."""
        return self.skipped(f"larger than max_report_bytes ({self.settings.max_report_bytes:,})", line)


@dataclass(frozen=True, slots=True)
class Known:
    """What a file tells about its report; None where it tells nothing."""

    id: str | None = None
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    story: str | None = None
    language: str | None = None
    retold: bool = False
    facts_from: tuple[str, ...] = ()
    withdrawn: bool = False


Found = Report | Skipped | Withdrawn
NOTHING_KNOWN: Final = Known()


def report_of(text: str, source: Source, known: Known, line: int | None = None) -> Report | Skipped:
    """The report of a text, or why there is none.

    The text is stored as it comes: line ends, NUL, direction marks and all, so that offsets hold. Only halves
    of characters, which UTF-8 cannot store, become U+FFFD, one for one. Without an id, the file's stem and
    the first eight digits of the digest name the report.
    """
    if not text.strip():
        return source.skipped("empty text", line)
    stored, repaired = _LONE_SURROGATE.subn("\ufffd", text)
    digest = hashlib.sha256(stored.encode()).hexdigest()
    published = known.published or source.given.published
    return Report(
        id=known.id or f"{source.stem}-{digest[:8]}",
        text=stored,
        digest=digest,
        outlet=known.outlet or source.given.outlet,
        published=published,
        title=known.title,
        url=known.url,
        story=known.story or source.given.story,
        language=known.language or language_of(stored),
        retold=known.retold,
        facts_from=known.facts_from,
        withdrawn=known.withdrawn,
        doubts=(() if published else (NO_DAY,)) + ((REPAIRED,) if repaired else ()),
    )


def day_of(words: str) -> date | None:
    """The day that is written down, of a day or a time with its zone; None where there is no such day.

    >>> day_of("2023-11-21T23:30:00+06:30")
    datetime.date(2023, 11, 21)

    The day is the one of the zone that is written: where the report was published, not where it is read.
    """
    if not _DAY.fullmatch(words.strip()):
        return None
    try:
        return datetime.fromisoformat(words.strip()).date()
    except ValueError:
        return None
