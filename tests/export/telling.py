"""An export's source made of a few words, as if they were a ledger's incidents, and files read into ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from sayso.concluded import Answer, Figure, Question, Word
from sayso.disclosure import Disclosure, Labels
from sayso.export.conflict.events import Event, LeftOut, events
from sayso.export.portions import Portion
from sayso.export.source import Exported, Source
from sayso.lexicon import load
from sayso.pipeline import extract
from sayso.policy import POLICIES
from sayso.read import read
from sayso.reconcile import figure
from sayso.records import Doer, Report
from sayso.store import Filters, Ledger
from tests.reconcile.words import word
from tests.store.made import FIRST_RUN, a_report

KEY = b"k" * 32


class Told:
    """What stands for a `Source`: the words of cases, all under one policy, with nothing withheld."""

    def __init__(self, words: Sequence[Word], policy: str) -> None:
        self.told, self.policy = words, POLICIES[f"{policy}/1"]
        self.jobs = 1

    def tell(self, done: int, size: int) -> None:
        """Nobody looks on."""

    def of_incidents(self) -> list[Portion]:
        """The incidents, each a portion of its own."""
        return [[name] for name, _ in groupby(self.told, key=lambda each: each.incident)]

    def incidents(self, names: Portion) -> Iterator[tuple[str, list[Exported]]]:
        """Some incidents, each with its words and reports."""
        for name in names:
            yield name, [Exported(_report(each), each) for each in self.told if each.incident == name]

    def answer(self, question: Question) -> Answer | None:
        """The figure of a question from all words."""
        return Answer(figure(question, self.told, self.policy), (), tuple(self.told))

    def figure(self, question: Question) -> Figure | None:
        """The same figure alone."""
        return self.figures([question])[0]

    def figures(self, asked: Sequence[Question]) -> list[Figure | None]:
        """The same of several questions."""
        return [told and told.figure for told in map(self.answer, asked)]

    def words(self, _: Question) -> list[Word]:
        """The words that may bear on a question: any may."""
        return list(self.told)


def all_claims(source: Source) -> list[Exported]:
    """The claims of a source."""
    return list(chain.from_iterable(map(source.claims, source.of_reports())))


def all_events(source: Any) -> Iterator[tuple[Event, ...] | LeftOut]:
    """The events of a source."""
    return chain.from_iterable(events(source, some) for some in source.of_incidents())


def words_of(claims: Iterable[Mapping[str, Any]]) -> list[Word]:
    """Words as cases tell them: what `tests.reconcile.words.word` takes, and means, outlet and stance."""
    found = []
    for number, claim in enumerate(claims):
        told = {"incident": "i1", "said": "2023-12-31", **claim}
        means, outlet = told.pop("means", None), told.pop("outlet", "Example Times")
        unnamed, stance = told.pop("by_unnamed", None), told.pop("stance", "said")
        made = word(told.pop("name", f"c{number}"), told.pop("number"), **told)
        if unnamed:
            made = replace(made, claim=replace(made.claim, by=Doer(unnamed, 0, 0)))
        assert made.claim.source is not None
        source = replace(made.claim.source, stance=stance)
        found.append(replace(made, claim=replace(made.claim, means=means, source=source), outlet=outlet))
    return sorted(found, key=lambda each: str(each.incident))


def _report(told: Word) -> Report:
    text = f"{told.claim.document}: {told.claim.quantity.text}"
    return a_report(
        text, id=told.claim.document, outlet=told.outlet, published=told.published, title="A title"
    )


def read_into(ledger: Ledger, files: Iterable[Path]) -> Ledger:
    """The ledger with what is read from files, linked."""
    lexicon = load()
    for path in files:
        for report in read(path):
            assert isinstance(report, Report)
            ledger.add(report, extract(report, lexicon), FIRST_RUN)
    ledger.links()
    return ledger


def source_of(ledger: Ledger, policy: str, **filters: Any) -> Source:
    """What a default export of a ledger is made of, under a policy."""
    disclosure = Disclosure(KEY, Labels(), full=False)
    return Source(ledger, disclosure, Filters(**filters), POLICIES[f"{policy}/1"])
