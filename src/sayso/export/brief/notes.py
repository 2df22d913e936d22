"""The quotes at the foot of a brief, numbered in the order in which its numbers name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from sayso.export.source import Exported

_WEB: Final = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a brief with the quotes they rest on, by their numbers; `bold` for what matters most."""

    words: str
    refs: tuple[int, ...] = ()
    bold: bool = False


Sentence = tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the web, and the host to show for it."""

    address: str
    host: str


@dataclass(slots=True)
class Note:
    """A sentence of a report that numbers of the brief rest on: who prints it, when, and whose word it is.

    `pieces` are its words, those marked that give a number; `links` the pages of the web where it stands.
    """

    number: int
    report: str
    start: int
    end: int
    outlet: str | None
    published: date | None
    title: str | None
    retold: bool
    changed: bool
    links: tuple[Link, ...]
    origins: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    pieces: tuple[tuple[str, bool], ...] = ()
    claims: list[str] = field(default_factory=list)


class Notes:
    """The quotes of a brief. One sentence is one note, however many numbers it gives."""

    def __init__(self, claims: Mapping[str, Exported]) -> None:
        self._claims = claims
        self._notes: dict[tuple[str, int, int], Note] = {}

    def of(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the notes of claims; those that may not be told have none."""
        known = (self._claims[each] for each in claims if each in self._claims)
        return tuple(sorted({self._note(each).number for each in known}))

    def told(self, words: str, claims: Iterable[str], *, bold: bool = False) -> Told:
        """Words with the notes of the claims that they rest on."""
        return Told(words, self.of(claims), bold)

    def claim(self, name: str) -> Exported | None:
        """A claim as it may be told."""
        return self._claims.get(name)

    def listed(self) -> list[Note]:
        """All notes so far, in their order."""
        return list(self._notes.values())

    def _note(self, each: Exported) -> Note:
        claim, report = each.word.claim, each.report
        key = claim.document, claim.evidence.start, claim.evidence.end
        note = self._notes.get(key)
        if note is None:
            note = self._notes[key] = Note(
                len(self._notes) + 1, *key, report.outlet, report.published, report.title, report.retold,
                "evidence" in each.changed, links_of(report.url, *report.facts_from),
            )  # fmt: skip
        if each.word.id not in note.claims:
            note.claims.append(each.word.id)
            _add(note.origins, each.word.origin)
            _add(note.speakers, claim.source.text if claim.source else None)
            note.pieces = _pieces(note, [self._claims[name] for name in note.claims])
        return note


def _add(names: list[str], name: str | None) -> None:
    if name and name not in names:
        names.append(name)


def links_of(*addresses: str | None) -> tuple[Link, ...]:
    """The addresses that lead to a page of the web, each once; anything else is no link.

    >>> links_of("https://example.org/a", "javascript:alert(1)", None)
    (Link(address='https://example.org/a', host='example.org'),)
    """
    found = (Link(each, host) for each in addresses if each and (host := _host(each)))
    return tuple(dict.fromkeys(found))


def _host(address: str) -> str | None:
    """The host of a page of the web; None for what is none."""
    try:
        parts = urlsplit(address)
        return parts.hostname if parts.scheme in _WEB else None
    except ValueError:  # brackets that are no address
        return None


def _pieces(note: Note, told: Iterable[Exported]) -> tuple[tuple[str, bool], ...]:
    """The words of a note in pieces, each with whether it gives a number."""
    claims = [each.word.claim for each in told]
    text = claims[0].evidence.text
    if note.changed:  # positions are those of the report's own words
        return ((text, False),)
    spans = sorted({(each.quantity.start - note.start, each.quantity.end - note.start) for each in claims})
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if at <= start < end <= len(text):
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return tuple(each for each in (*pieces, (text[at:], False)) if each[0])
