"""Origins of a growing ledger: who copied whom, who quotes the same speaker, and why that is held."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from sayso.knowledge.parties import Parties
from sayso.link.block import Blocks, Index
from sayso.link.copies import COPIED, Sequences, copy_keys, sequences, shared
from sayso.link.voices import KINDS, Voice, own_voice, quoted
from sayso.records import Claim, Origin, Report

ClaimKey = tuple[str, str]
_AGAIN: Final = timedelta(days=30)  # in which the same number is the same word told again
_CHANCE: Final = 10  # a lower number is often the same by chance
_SENTENCE: Final = "repeats a sentence of"
_NUMBER: Final = "names no source for the number of"
_BOTH: Final = "goes back to"


@dataclass(frozen=True)
class Text:
    """A report, or the sentence of one of its claims; `voice` is None where a sentence quotes nobody.

    `about` opens the keys of its words, `numbers` are those of its number.
    """

    id: str
    document: str
    told: date
    at: int
    words: str
    about: str
    voice: Voice | None
    numbers: frozenset[str] = frozenset()

    @cached_property
    def said(self) -> Sequences:
        """What of its words tells a copy."""
        return sequences(self.words)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What it may share with a text that it repeats: keys of its words, and its number in a month."""
        worded = {f"{self.about} {key}" for key in copy_keys(self.said)}
        months = (self.told.toordinal() // _AGAIN.days + step for step in (0, 1))
        return frozenset(worded | {f"{number} {month}" for month in months for number in self.numbers})

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Where it comes in the order of telling."""
        return self.told, self.document, self.at, self.id

    def like(self, other: Text) -> str | None:
        """Why two texts of two reports are held to be one word; None where they are not.

        What names no source for a number that is seldom the same by chance took it from whoever told it then.
        """
        if self.document == other.document:
            return None
        if shared(self.said, other.said) >= COPIED:
            return _SENTENCE
        unsaid = self.voice is None or other.voice is None
        again = abs(self.told - other.told) <= _AGAIN
        return _NUMBER if unsaid and again and self.numbers & other.numbers else None


class Traced(NamedTuple):
    """Whose word a claim is, and why that is held."""

    voice: str
    reason: str


class Origins:
    """Reports with their claims, and whose word each claim is.

    The origins are a function of the reports alone, in whatever order they were added or taken out. Adding a
    report costs what the texts that share a key with it cost, however many others there are.
    """

    def __init__(
        self,
        parties: Parties | None = None,
        texts: MutableMapping[str, Text] | None = None,
        links: MutableMapping[str, dict[str, str]] | None = None,
        index: Index | None = None,
    ) -> None:
        self._parties = parties
        self._index: Index = Blocks() if index is None else index
        self._texts: MutableMapping[str, Text] = {} if texts is None else texts
        self._links: MutableMapping[str, dict[str, str]] = {} if links is None else links
        self._of_report: dict[str, tuple[str, ...]] = {}
        self.steps = 0

    def add(self, report: Report, claims: Sequence[Claim]) -> frozenset[str]:
        """Takes a report in, and gives the documents whose claims may have another origin now.

        One known already is taken out first.
        """
        gone = self.remove(report.id)
        texts = texts_of(report, claims, self._parties)
        self._of_report[report.id] = tuple(text.id for text in texts)
        return gone | {self._texts[each].document for each in self.take_in(texts)}

    def take_in(self, texts: Iterable[Text]) -> frozenset[str]:
        """Takes the texts of a report in; gives them with all that they are linked with now."""
        touched = set[str]()
        for text in texts:
            self._enter(text)
            touched |= self._connected(text.id)
        return frozenset(touched)

    def remove(self, document: str) -> frozenset[str]:
        """Takes a report out, as one withdrawn or revised; gives the documents that it was linked with."""
        return self.take_out(self._of_report.pop(document, ()))

    def take_out(self, texts: Iterable[str]) -> frozenset[str]:
        """Takes texts out by their ids; gives the other documents that they were linked with."""
        touched, own = set[str](), set[str]()
        for each in texts:
            text = self._texts[each]
            own.add(text.document)
            touched |= {self._texts[other].document for other in self._connected(each)}
            del self._texts[each]
            self._index.remove(each, text.keys)
            for other_id in self._links.pop(each):
                del self._links[other_id][each]
        return frozenset(touched - own)

    def trace(self, document: str, claim: str) -> Traced:
        """Whose word a claim is, and why that is held.

        "repeats a sentence of ap-1, which quotes National Police of Ukraine, a body of Ukraine"
        """
        mine = self._texts[_claim_id((document, claim))]
        if mine.voice is not None:
            return Traced(mine.voice.name, mine.voice.reason)
        first = min(self._texts_with(mine), key=lambda each: (each.voice is None, each.order))
        by = [] if first is mine else [self._links[mine.id].get(first.id, _BOTH), f"{first.document}, which"]
        voice = first.voice
        if voice is None:
            report = self._texts[first.document]
            source = min(self._texts_with(report), key=_first_hand)
            voice = source.voice
            assert voice is not None, "a report has its own voice"
            if source is not report:
                share = shared(report.said, source.said)
                by.append(f"is in the words of {source.document} ({share:.0%} of the shorter text), which")
        return Traced(voice.name, " ".join([*by, voice.reason]))

    def origins(self, claims: Iterable[ClaimKey] | None = None) -> tuple[Origin, ...]:
        """The origins of some claims, or of all, those of most claims first.

        There are as many independent words as origins. A claim that the index lacks is left out.
        """
        known = {each for ids in self._of_report.values() for each in ids[1:]}
        asked = known if claims is None else {_claim_id(key) for key in claims} & self._texts.keys()
        told: dict[str, list[tuple[Text, str]]] = {}
        for text in sorted((self._texts[each] for each in asked), key=lambda text: text.order):
            voice, reason = self.trace(*_claim_key(text))
            mine = told.setdefault(voice, [])
            before = next((earlier for earlier, _ in mine if _told_before(earlier, text)), None)
            if before is not None and before.document not in reason:
                reason += f"; {before.document} told the number before"
            mine.append((text, reason))
        found = (
            Origin(voice, tuple(_claim_key(text) for text, _ in mine), tuple(reason for _, reason in mine))
            for voice, mine in told.items()
        )
        return tuple(sorted(found, key=lambda origin: (-len(origin.claims), origin.name)))

    def _enter(self, new: Text) -> None:
        near = self._index.near(new.keys)
        self._index.add(new.id, new.keys)
        self._texts[new.id] = new
        self._links[new.id] = {}
        for each in near:
            self.steps += 1
            why = new.like(self._texts[each])
            if why is not None:
                self._links[new.id][each] = self._links[each][new.id] = why

    def _texts_with(self, text: Text) -> list[Text]:
        """A text and all that it is linked with."""
        return [self._texts[each] for each in self._connected(text.id)]

    def _connected(self, text: str) -> set[str]:
        """A text and all that were made from it or from what it was made from, by id."""
        reached, waiting = {text}, [text]
        while waiting:
            new = self._links[waiting.pop()].keys() - reached
            reached |= new
            waiting += new
        return reached


def texts_of(report: Report, claims: Sequence[Claim], parties: Parties | None = None) -> tuple[Text, ...]:
    """A report as a text, and each of its claims; the numbers of a data set come after all that it cites."""
    own = _report_text(report, own_voice(report, parties))
    voices = zip(claims, quoted(claims, parties), strict=True)
    return own, *(_claim_text(claim, voice, date.max if claim.coded else own.told) for claim, voice in voices)


def _report_text(report: Report, voice: Voice) -> Text:
    return Text(report.id, report.id, report.published or date.max, 0, report.text, "text", voice)


def _claim_text(claim: Claim, voice: Voice | None, told: date) -> Text:
    counted = f"{claim.kind} {claim.quantity.value} {claim.quantity.unit}"
    regions = {f"{place.country}/{place.admin1}" for place in claim.where if place.country}
    numbers = frozenset(f"number {counted} {region}" for region in regions)
    if claim.quantity.value < _CHANCE:
        numbers = frozenset()
    return Text(
        _claim_id((claim.document, claim.id)), claim.document, told, claim.quantity.start,
        claim.evidence.text, f"sentence {counted}", voice, numbers,
    )  # fmt: skip


def _claim_id(key: ClaimKey) -> str:
    return "#".join(key)


def _claim_key(text: Text) -> ClaimKey:
    return text.document, text.id.removeprefix(f"{text.document}#")


def _told_before(earlier: Text, text: Text) -> bool:
    """Is it the same number, told by another report not long before?"""
    close = text.told - earlier.told <= _AGAIN
    return close and earlier.document != text.document and bool(earlier.numbers & text.numbers)


def _first_hand(text: Text) -> tuple[int, tuple[date, str, int, str]]:
    """First what is credited to an agency, then what was told first."""
    assert text.voice is not None, "a report has its own voice"
    return KINDS.index(text.voice.kind), text.order
