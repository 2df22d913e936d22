"""What may be told of reports, claims and figures, to whom the ledger was not opened in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, TypeVar

from sayso.concluded import Figure
from sayso.disclosure.figures import ToldFigures
from sayso.disclosure.labels import Labels
from sayso.disclosure.pseudonyms import pseudonym
from sayso.disclosure.screen import PLACE, Screen, holds_none
from sayso.disclosure.screens import Screens
from sayso.disclosure.tokens import tokens, words_of
from sayso.disclosure.told import Notes, Told, Withheld
from sayso.records import (
    Attribution,
    Claim,
    Doer,
    Harmed,
    Period,
    Place,
    PlacePrecision,
    Quantity,
    Quote,
    Report,
)

S = TypeVar("S", Quantity, Harmed, Doer, Period, Attribution, Quote, Place)

_COARSE: Final = frozenset({"country", "province", "district", "area"})


class Disclosure:
    """What may be told of a ledger, under its key and the labels persons gave. `full` tells everything.

    >>> disclosure = Disclosure(ledger.disclosure_key(), ledger.labels())
    >>> disclosure.claim(report, claim).value.whom.text
    '[person 4f3a21c7], 45'

    Names are looked for in a report once, and withheld in all that is told of it; it is the same for the
    same ledger, whatever was asked before.
    """

    def __init__(
        self, key: bytes, labels: Labels | None = None, *, full: bool = False, screens: Screens | None = None
    ) -> None:
        self.full, self.labels = full, labels or Labels()
        self._key, self.screens = key, screens or Screens(key)

    def report(self, report: Report) -> Told[Report]:
        """A report as it may be told: its title with pseudonyms, its text blackened so that offsets hold.

        None where its label forbids it. A text in a language whose names nobody looked for is left out.
        """
        if self.full:
            return Told(report)
        if self.labels.is_labelled(report):
            return Told(None, (Withheld("label", "report"),))
        screen, note = self._screen(report), Notes()
        readable = report.language in (None, "en")
        text = note.taking("text", screen.blackened(report.text)) if readable else ""
        if not readable:
            note.add("other_script", "text")
        return Told(
            replace(
                report,
                id=note.taking("document", screen.document(report.id, report.digest)),
                text=text,
                title=report.title and note.taking("title", screen.title(report.title)),
                url=report.url and note.taking("url", screen.address(report.url)),
                story=report.story and note.taking("story", screen.tell(report.story)),
                facts_from=tuple(
                    told for each in report.facts_from
                    if (told := note.taking("facts_from", screen.address(each)))
                ),
                doubts=tuple(
                    replace(doubt, reason=note.taking("doubts", screen.tell(doubt.reason)))
                    for doubt in report.doubts
                ),
            ),
            note.withheld(),
        )  # fmt: skip

    def document(self, report: Report) -> str:
        """The id of a report as it may be told, as `report` has it."""
        return report.id if self.full else self._screen(report).document(report.id, report.digest)[0]

    def address(self, report: Report) -> str | None:
        """The URL of a report as it may be told, as `report` has it."""
        if self.full or not report.url:
            return report.url
        return self._screen(report).address(report.url)[0]

    def claim(self, report: Report, claim: Claim) -> Told[Claim]:
        """A claim of a report as it may be told. Its quotes keep their positions in the report's text.

        None where its label, its report's or that of a party it names forbids it.
        """
        if self.full:
            return Told(claim)
        if self.labels.of_claim(report, claim) != "public":
            return Told(None, (Withheld("label", "claim"),))
        screen, note = self._screen(report), Notes()
        if _tells_all_of(screen, report, claim):
            return Told(claim)
        slots = _Slots(report, screen, note)
        at_site = screen.at_site(claim.evidence.start, claim.evidence.end)
        source = slots.maybe("source", claim.source)
        return Told(
            replace(
                claim,
                document=note.taking("document", screen.document(claim.document, report.digest)),
                quantity=slots.quoted("quantity", claim.quantity),
                evidence=slots.quoted("evidence", claim.evidence),
                whom=slots.maybe("whom", claim.whom),
                by=slots.maybe("by", claim.by),
                when=slots.maybe("when", claim.when),
                told=slots.maybe("told", claim.told),
                source=source and replace(
                    source,
                    chain=tuple(note.taking("source", screen.tell(each)) for each in source.chain),
                ),
                where=tuple(slots.place(place, at_site=at_site) for place in claim.where),
                mentions=tuple(slots.quoted("mentions", each) for each in claim.mentions),
                doubts=tuple(
                    replace(doubt, reason=note.taking("doubts", screen.tell(doubt.reason)))
                    for doubt in claim.doubts
                ),
            ),
            note.withheld(),
        )  # fmt: skip

    def figure(self, figure: Figure, reports: Iterable[Report]) -> Told[Figure]:
        """A figure as it may be told; `reports` are those of all the claims that it names."""
        return self.figures(reports)(figure)

    def figures(self, reports: Iterable[Report]) -> Callable[[Figure], Told[Figure]]:
        """The same of figures that rest on claims of the same reports."""
        if self.full:
            return Told
        named = list(reports)
        return ToldFigures(self.labels, named, [self._screen(each) for each in named], self._person).of

    def text(self, text: str, reports: Iterable[Report] = ()) -> Told[str]:
        """Words that stand in no report by themselves, such as the name of an origin or a question.

        Names of the `reports` they were made from are told or not as there; any other is looked for here.
        """
        if self.full:
            return Told(text)
        note, kept = Notes(), list(reports)
        for report in kept:
            text = note.taking("text", self._screen(report).tell(text))
        if not kept:
            text = note.taking("text", self.screens.of_words(text).tell(text))
        return Told(text, note.withheld())

    def note(self, report: Report, claim: str | None, text: str) -> Told[str]:
        """What a person wrote beside a claim or report: told where it was labelled public, else not."""
        if self.full:
            return Told(text)
        if not self.clears(report, claim):
            return Told(None, (Withheld("note", "note"),))
        told = self.text(text, [report])
        own = self.text(told.value or "")  # a note may name persons whom the report does not
        return Told(own.value, told.withheld + own.withheld)

    def clears(self, report: Report, claim: str | None) -> bool:
        """May what persons wrote beside a claim or a report be told, as they labelled it public?"""
        if self.full:
            return True
        return self.labels.clears(claim) if claim else self.labels.reports.get(report.digest) == "public"

    def _person(self, name: str) -> str:
        return pseudonym(self._key, words_of(tokens(name)))

    def _screen(self, report: Report) -> Screen:
        return self.screens.of(report)


class _Slots:
    """The slots of the claims of one report."""

    def __init__(self, report: Report, screen: Screen, note: Notes) -> None:
        self._report, self._screen, self._note = report, screen, note

    def maybe(self, field: str, slot: S | None) -> S | None:
        """A slot that may be empty, with its words as they may be told."""
        return slot and self.quoted(field, slot)

    def quoted(self, field: str, slot: S) -> S:
        """A slot with its words as they may be told."""
        if slot.text is None:
            return slot
        told = self._note.taking(field, self._screen.tell(slot.text, self._at(slot)))
        return slot if told == slot.text else replace(slot, text=told)

    def place(self, place: Place, *, at_site: bool) -> Place:
        """A place; that of a sensitive site is its division's."""
        on_site = self._at(place) is not None and self._screen.on_site(place.start, place.end)
        if (
            not (at_site or on_site)
            or place.precision in _COARSE
            or (place.precision is None and not on_site)
        ):
            return self.quoted("where", place)
        self._note.add("site", "where")
        division = place.admin2 or place.admin1 or place.country
        precision: PlacePrecision = "district" if place.admin2 else "province" if place.admin1 else "country"
        return replace(
            place, text=PLACE, name=division, latitude=None, longitude=None, geonames_id=None,
            precision=precision if division else None,
        )  # fmt: skip

    def _at(self, slot: S) -> int | None:
        """Where a slot's words stand in the report; a person who corrects them may have taken others."""
        text = self._report.text[slot.start : slot.end]
        return slot.start if text == slot.text else None


def _tells_all_of(screen: Screen, report: Report, claim: Claim) -> bool:
    """Is there surely nothing in a claim that is withheld, as in most of them? Its words are those of a
    stretch of the report in which nothing is, or are known for that at a glance.
    """
    start, end = claim.evidence.start, claim.evidence.end
    if not screen.tells_all_between(start, end):
        return False
    slots: tuple[Quantity | Harmed | Doer | Period | Attribution | Place | Quote | None, ...] = (
        claim.evidence, claim.quantity, claim.whom, claim.by, claim.when, claim.told, claim.source,
        *claim.where, *claim.mentions,
    )  # fmt: skip
    for slot in slots:
        if slot is None or slot.text is None:
            continue
        if slot.start < start or slot.end > end or report.text[slot.start : slot.end] != slot.text:
            return False
    if screen.document(claim.document, report.digest)[1]:
        return False
    chain = claim.source.chain if claim.source else ()
    words = (*chain, *(doubt.reason for doubt in claim.doubts))
    # No name goes on behind the end of a line.
    return not words or holds_none(screen.openers, "\n".join(words))
