"""What an export is made of: claims, incidents and figures of a ledger, streamed, as they may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, TypeVar

from sayso.concluded import Answer, Figure, Question, Word
from sayso.disclosure import Disclosure, Told, Withheld, counted
from sayso.errors import LedgerError
from sayso.export.portions import Portion, Taken, portions
from sayso.pipeline import answered, hearing, questions
from sayso.policy import SAYSO, Policy
from sayso.reconcile import Figures, over_time
from sayso.records import Report
from sayso.settings import Settings
from sayso.store import Filters, Finds, Kept, Ledger, Reported

ROW_OF_OTHERS: Final = "rows of a data set, which are not to be handed on"
_ALL: Final = Filters()
_KEPT_AT_A_TIME: Final = 1000  # reports

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


class _Heard:
    """The words of questions, with the report of each by its name, and what these questions share."""

    def __init__(self, source: Source, words: list[Word], of_words: Mapping[str, Report]) -> None:
        self._source, self.of_words = source, of_words
        self.figures = Figures(words, source.policy, max_settlements=source.settlements)

    @cached_property
    def reports(self) -> list[Report]:
        """Each report once."""
        return list({(each.digest, each.outlet): each for each in self.of_words.values()}.values())

    @cached_property
    def told(self) -> Callable[[Figure], Told[Figure]]:
        """What tells the figures of the questions."""
        return self._source.disclosure.figures(self.reports)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words as they may be told."""
        known = (word for word in self.figures.words if word.id in self.of_words)
        own = (self._source.word(self.of_words[word.id], word) for word in known)
        return tuple(filter(None, own))


class Source:
    """A ledger as it is put out: the claims like `filters`, under a policy. Nothing of it is held.

    >>> source = Source(ledger, disclosure, Filters(kind="killed"))
    >>> for exported in chain.from_iterable(map(source.claims, source.of_reports())):
    ...     print(exported.report.outlet, exported.word.claim.quantity.text)

    What it gives has gone through `disclosure`; `tell` hears how many of how many reports, incidents or
    figures are done. `jobs` processes make what is made of portions. Rows of data sets are left
    out unless all is told; events and figures know of them.
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
        jobs: int = 1,
    ) -> None:
        self.ledger, self.disclosure, self.filters, self.policy = ledger, disclosure, filters, policy
        self.tell = tell or (lambda _done, _all: None)
        self.jobs = jobs
        self._links = ledger.linked()
        self.settlements = settlements
        self.left_out: Counter[str] = Counter()
        self._withheld: Counter[Withheld] = Counter()
        self._finds: Finds | None = None
        self._found: dict[int, str] = {}
        self._at_hand: dict[str, list[Reported]] = {}
        self._known: dict[tuple[str, ...], _Heard] = {}
        self._reports: dict[tuple[str, str | None], Report | None] = {}
        self._words: dict[tuple[str, str | None, str], Word | None] = {}

    def of_reports(self) -> list[Portion]:
        """The reports that have a claim like the filters, by day, in portions for `reports` and `claims`."""
        return portions(self._links.report_numbers(self.filters))

    def of_incidents(self) -> list[Portion]:
        """The incidents of which a claim is like the filters, by day, in portions for `incidents`."""
        return portions(self._links.incident_names(self.filters))

    def of_questions(self) -> list[Portion]:
        """What the filters ask, else what the ledger raises by itself, in portions for `answers`.

        Questions about one incident stand together, where the first of them has its place.
        """
        together: dict[tuple[str, ...], list[Question]] = {}
        for question in questions(self._links, self.filters):
            together.setdefault(question.incidents, []).append(question)
        return [
            [question for asked in some for question in asked] for some in portions(list(together.values()))
        ]

    def claims(self, numbers: Portion) -> Iterator[Exported]:
        """The claims of some reports, by their day."""
        for _, told in self.reports(numbers):
            yield from told

    def reports(self, numbers: Portion) -> Iterator[tuple[Report, list[Exported]]]:
        """Each of some reports with its claims like the filters."""
        listed = self._links.of_reports(numbers, self.filters)
        self._take(report for report, _ in listed)
        for report, words in listed:
            told = None if self._is_others(report) else self.as_told(self.disclosure.report(report))
            if told is not None:
                yield told, [each for word in words if (each := self._exported(report, told, word))]

    def incidents(self, names: Portion) -> Iterator[tuple[str, list[Exported]]]:
        """Each of some incidents with all its claims, by the day they were told."""
        self._take_up(names)
        for name, members in self._at_hand.items():
            told = [
                exported
                for each in members
                if (report := self._report(each.report)) is not None
                and (exported := self._exported(each.report, report, each.word))
            ]
            if told:
                yield name, told

    def answers(self, asked: Portion) -> Iterator[Answer]:
        """The figures of some questions, without those that rest on what may not be told."""
        self._take_up({name for question in asked for name in question.incidents})
        yield from filter(None, map(self.answer, asked))

    def answer(self, question: Question) -> Answer | None:
        """The figure of a question under the policy, as `sayso figures` concludes it.

        None where it rests on what may not be told.
        """
        return self._answer(question, self._heard(question))

    def _answer(self, question: Question, heard: _Heard) -> Answer | None:
        found = answered(heard.figures, question)
        told = self.as_told(heard.told(found.figure))
        if told is None:
            return None
        perspectives = (self.as_told(heard.told(each)) for each in found.perspectives)
        return Answer(told, tuple(filter(None, perspectives)), heard.words)

    def figure(self, question: Question) -> Figure | None:
        """The same figure alone, for whoever asks for no perspectives and no words."""
        return self.figures([question])[0]

    def figures(self, asked: Sequence[Question]) -> list[Figure | None]:
        """The same of several questions about one incident, whose words are looked at once for all."""
        if not asked:
            return []
        heard = self._heard(asked[0])
        return [self.as_told(heard.told(heard.figures.of(each))) for each in asked]

    def words(self, question: Question) -> list[Word]:
        """The words that may bear on a question, as the ledger has them: to decide by, never to tell."""
        return self._links.words(question, self.filters)

    def word(self, report: Report, word: Word) -> Word | None:
        """A word as it may be told; what is withheld of it is counted once for all that is at hand."""
        key = (report.digest, report.outlet, word.id)
        if key not in self._words:
            self._words[key] = self._said(report, word, self.disclosure.claim(report, word.claim))
        return self._words[key]

    def kept(self) -> Iterator[Kept]:
        """Each report with all that the ledger keeps of it, as it is kept: whoever puts it out withholds."""
        done, size = 0, self._links.count(self.filters)
        for kept in self.ledger.kept(self.filters):
            if not self._is_others(kept.report):
                yield kept
            self.tell(min(done := done + len(kept.ruled.claims), size), size)

    def followed(self, question: Question) -> Followed | None:
        """What `answer` gives, with all that is needed to follow its numbers to their reports."""
        heard = self._heard(question)
        answered = self._answer(question, heard)
        if answered is None:
            return None
        shown = {each.digest: self.disclosure.report(each).value for each in heard.reports}
        behind: dict[str, Exported] = {}
        for word in heard.figures.words:
            report = heard.of_words.get(word.id)
            told = report and shown[report.digest]
            if report and told and (own := self._exported(report, told, word)):
                behind[own.word.id] = own
        known = over_time(question, heard.figures.words, self.policy, max_settlements=self.settlements)
        days = (heard.told(each).value for _, each in known)
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
        if told.withheld:
            self._withheld.update(told.withheld)
        return told.value

    def taken(self) -> Taken:
        """What was left out, withheld and found in reports so far, which is counted no longer."""
        taken = self.left_out, self._withheld, self._finds.found() if self._finds else {}
        self.left_out, self._withheld = Counter(), Counter()
        return taken

    def count(self, taken: Taken) -> None:
        """Counts what another process left out and withheld, and keeps what it found in reports."""
        self.left_out += taken[0]
        self._withheld += taken[1]
        self._found |= taken[2]
        if len(self._found) >= _KEPT_AT_A_TIME:
            self.keep_finds()

    def share_finds(self) -> None:
        """From now on takes what was found in reports from the ledger, as far as it is there.

        To tell whether it is still what would be found takes longer than to look through a few reports.
        """
        from sayso.run import found_by

        if not self.disclosure.full:
            self._finds = self.ledger.disclosures().finds(self.disclosure.screens, found_by())

    def keep_finds(self) -> None:
        """Keeps what was found in reports in the ledger, for the next who looks."""
        if self._finds and self._found:
            try:
                self._finds.keep(self._found)
            except LedgerError:  # others write, or nobody may: an export can do without
                self._finds = None
        self._found = {}

    def let_go(self) -> None:
        """Has no connection until something is asked again, so that copies of this process share none."""
        self._links.let_go()

    def _take(self, reports: Iterable[Report]) -> None:
        if self._finds is not None:
            self._finds.take(reports)

    def _is_others(self, report: Report) -> bool:
        """Is it a row of a data set, which is others' and not to be handed on? If so, that is counted."""
        if self.disclosure.full or not report.coded:
            return False
        self.left_out[ROW_OF_OTHERS] += 1
        return True

    def _take_up(self, names: Iterable[str]) -> None:
        """Has all claims of some incidents at hand, in the place of those that were."""
        self._at_hand = dict(self._links.of_incidents(list(names), hearing(self.filters)))
        self._take(each.report for members in self._at_hand.values() for each in members)
        self._known.clear()
        self._reports.clear()
        self._words.clear()

    def _heard(self, question: Question) -> _Heard:
        """The words of a question and their reports; those of incidents at hand are not asked for."""
        names = question.incidents
        if not names or not self._at_hand.keys() >= set(names):
            words = self._links.words(question, hearing(self.filters))
            return _Heard(self, words, self._links.reports_of(word.id for word in words))
        if names not in self._known:
            members = [each for name in names for each in self._at_hand[name] if each.heard]
            reports = {each.word.id: each.report for each in members}
            self._known[names] = _Heard(self, [each.word for each in members], reports)
        return self._known[names]

    def _report(self, report: Report) -> Report | None:
        """A report as it may be told; what is withheld of it is counted once for all that is at hand."""
        key = (report.digest, report.outlet)
        if key not in self._reports:
            self._reports[key] = self.as_told(self.disclosure.report(report))
        return self._reports[key]

    def _exported(self, report: Report, told: Report, word: Word) -> Exported | None:
        """A claim of a report beside its report as that may be told."""
        claim = self.disclosure.claim(report, word.claim)
        if (own := self._said(report, word, claim)) is None:
            return None
        return Exported(told, own, claim.changed)

    def _said(self, report: Report, word: Word, claim: Told[Any]) -> Word | None:
        """The word with its claim and origin as they may be told."""
        told = self.as_told(claim)
        if told is None:
            return None
        origin = self.as_told(self.disclosure.text(word.origin, [report]))
        return replace(word, claim=told, origin=origin or "", choice=None)
