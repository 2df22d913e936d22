"""A ledger without the data sets that it holds: what reports tell, to hold a data set against."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.concluded import Answer, Question
from sayso.export.portions import Portion
from sayso.export.source import Exported, Source
from sayso.reconcile import figure


class Reported(Source):
    """A `Source` in which the numbers of data sets are not heard.

    A data set that was added to the ledger would otherwise bear itself out.
    """

    def incidents(self, names: Portion) -> Iterator[tuple[str, list[Exported]]]:
        """Each of some incidents with what reports tell of it; none that data sets alone tell of."""
        for name, told in super().incidents(names):
            if own := [each for each in told if not each.word.claim.coded]:
                yield name, own

    def answer(self, question: Question) -> Answer | None:
        """The figure of a question, without what data sets tell."""
        told = super().answer(question)
        if told is None or not any(word.claim.coded for word in told.words):
            return told
        words = tuple(word for word in told.words if not word.claim.coded)
        return Answer(figure(question, words, self.policy), (), words)
