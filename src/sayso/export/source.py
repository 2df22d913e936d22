"""What an export is made of: claims, incidents and figures of a ledger, streamed, as they may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from sayso.concluded import Answer, Figure, Question, Word
from sayso.disclosure import Disclosure, Told, Withheld, counted
from sayso.pipeline import answer, questions, toll
from sayso.policy import SAYSO, Policy
from sayso.records import Report
from sayso.settings import Settings
from sayso.store import Filters, Kept, Ledger

_ALL: Final = Filters()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Exported:
    """A claim as it may be told: with its report, and as a Word with its incident and origin.

    `changed` are the fields whose words are not those of the report: "quantity", "whom", "evidence" ...
    """

    report: Report
    word: Word
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Followed:
    """An Answer as it may be told, how it was known from day to day, and the claims behind it by their names.

    The names are those that figures have: document#claim.
    """

    answer: Answer
    toll: tuple[Figure, ...]
    claims: Mapping[str, Exported]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an export: how many rows it has, and what was left out, by reason."""

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


class Source:
    """A ledger as it is put out: the claims like `filters`, under a policy. Nothing of it is held.

    >>> for exported in Source(ledger, disclosure, Filters(kind="killed")).claims():
    ...     print(exported.report.outlet, exported.word.claim.quantity.text)

    What it gives has gone through `disclosure`; `tell` hears how many of how many claims or figures it gave.
    """

    def __init__(
        self,
        ledger: Ledger,
        disclosure: Disclosure,
        filters: Filters = _ALL,
        policy: Policy = SAYSO,
        *,
        tell: Callable[[int, int], None] | None = None,
        settlements: int = Settings().max_settlements,
    ) -> None:
        self.ledger, self.disclosure, self.filters, self.policy = ledger, disclosure, filters, policy
        self._links = ledger.linked()
        self._tell = tell or (lambda _done, _all: None)
        self._settlements = settlements
        self._withheld: Counter[Withheld] = Counter()

    def claims(self) -> Iterator[Exported]:
        """The claims, by the day of their reports."""
        for _, told in self.reports():
            yield from told

    def reports(self) -> Iterator[tuple[Report, list[Exported]]]:
        """Each report with its claims."""
        done, size = 0, self._links.count(self.filters)
        for report, words in self._links.by_report(self.filters):
            told = self.as_told(self.disclosure.report(report))
            if told is not None:
                yield told, [each for word in words if (each := self._exported(report, told, word))]
            self._tell(done := done + len(words), size)

    def incidents(self) -> Iterator[tuple[str, list[Exported]]]:
        """Each incident of which a claim is like the filters, with all its claims, by the day it was told."""
        done, size = 0, self._links.count(self.filters)
        for name, members in self._links.by_incident(self.filters):
            told = [
                exported
                for each in members
                if (report := self.as_told(self.disclosure.report(each.report))) is not None
                and (exported := self._exported(each.report, report, each.word))
            ]
            if told:
                yield name, told
            self._tell(min(done := done + len(members), size), size)

    def answers(self) -> Iterator[Answer]:
        """The figures of what the filters ask, else of what the ledger raises by itself."""
        asked = questions(self._links, self.filters)
        for done, question in enumerate(asked, 1):
            told = self.answer(question)
            if told is not None:
                yield told
            self._tell(done, len(asked))

    def answer(self, question: Question) -> Answer | None:
        """The figure of a question under the policy, as `sayso figures` concludes it.

        None where it rests on what may not be told.
        """
        found = answer(self._links, question, self.policy, self.filters, self._settlements)
        reports = self._links.reports_of(word.id for word in found.words)
        told = self._figure(found.figure, reports)
        if told is None:
            return None
        perspectives = (self._figure(each, reports) for each in found.perspectives)
        words = (self._word(reports[word.id], word) for word in found.words if word.id in reports)
        return Answer(told, tuple(filter(None, perspectives)), tuple(filter(None, words)))

    def words(self, question: Question) -> list[Word]:
        """The words that may bear on a question, as the ledger has them: to decide by, never to tell."""
        return self._links.words(question, self.filters)

    def kept(self) -> Iterator[Kept]:
        """Each report with all that the ledger keeps of it, as it is kept: whoever puts it out withholds."""
        done, size = 0, self._links.count(self.filters)
        for kept in self.ledger.kept(self.filters):
            yield kept
            self._tell(min(done := done + len(kept.ruled.claims), size), size)

    def followed(self, question: Question) -> Followed | None:
        """What `answer` gives, with all that is needed to follow its numbers to their reports."""
        answered = self.answer(question)
        if answered is None:
            return None
        heard = answer(self._links, question, self.policy, self.filters, self._settlements).words
        reports = self._links.reports_of(word.id for word in heard)
        shown = {each.digest: self.disclosure.report(each).value for each in _apart(reports.values())}
        behind: dict[str, Exported] = {}
        for word in heard:
            report = reports.get(word.id)
            told = report and shown[report.digest]
            if report and told and (own := self._exported(report, told, word)):
                behind[own.word.id] = own
        known = toll(self._links, question, self.policy, self.filters, self._settlements)
        days = (self.disclosure.figure(each, _apart(reports.values())).value for each in known)
        return Followed(answered, tuple(filter(None, days)), behind)

    def last_entry(self) -> date | None:
        """The day of the ledger's last entry that has one."""
        days = (entry.at for entry in self.ledger.audit().entries(everything=True).items)
        return next((at.date() if isinstance(at, datetime) else at for at in days if at), None)

    def withheld(self) -> list[dict[str, str | int]]:
        """What was withheld so far, by rule: never the words."""
        return counted(self._withheld.elements())

    def as_told(self, told: Told[T]) -> T | None:
        """What may be told; what was withheld of it is counted."""
        self._withheld.update(told.withheld)
        return told.value

    def _figure(self, figure: Figure, reports: Mapping[str, Report]) -> Figure | None:
        return self.as_told(self.disclosure.figure(figure, _apart(reports.values())))

    def _exported(self, report: Report, told: Report, word: Word) -> Exported | None:
        """A claim of a report beside its report as that may be told."""
        claim = self.disclosure.claim(report, word.claim)
        if (own := self._said(report, word, claim)) is None:
            return None
        return Exported(told, own, claim.changed)

    def _word(self, report: Report, word: Word) -> Word | None:
        return self._said(report, word, self.disclosure.claim(report, word.claim))

    def _said(self, report: Report, word: Word, claim: Told[Any]) -> Word | None:
        """The word with its claim and origin as they may be told."""
        told = self.as_told(claim)
        if told is None:
            return None
        origin = self.as_told(self.disclosure.text(word.origin, [report]))
        return replace(word, claim=told, origin=origin or "", choice=None)


def _apart(reports: Iterable[Report]) -> list[Report]:
    """Each report once."""
    return list({(each.digest, each.outlet): each for each in reports}.values())
