"""Slots alone: the annotated quantities and kinds are given, everything else is read by Sayso."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.evaluate.gold import AnnotatedReport
from sayso.extract import Counted
from sayso.lexicon import Hit, Lexicon, Reading, Trigger
from sayso.pipeline import claims_of, look
from sayso.records import Claim, Kind


def claims_given(gold: AnnotatedReport, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The claims whose annotated quantities and kinds are given, with slots as Sayso reads them.

    Whatever is wrong then is the fault of the slot, not of finding the claim.
    """
    reading = look(gold.report, lexicon)
    return claims_of(reading, annotated_counts(reading, gold))


def annotated_counts(reading: Reading, gold: AnnotatedReport) -> Sequence[Counted]:
    """The annotated quantities as the role modules get them, in the order of the text."""
    counted = []
    for claim in gold.claims:
        said = claim.quantity
        first, last = reading.token_at(said.start), reading.token_at(said.end - 1) + 1
        counted.append(
            Counted(claim.kind, first, last, said, nearest_trigger(reading, claim.kind, first, last))
        )
    return sorted(counted, key=lambda item: (item.quantity.start, item.kind))


def nearest_trigger(reading: Reading, kind: Kind, first: int, last: int) -> Hit[Trigger] | None:
    """The nearest trigger of a kind in the sentence of tokens first..last-1."""
    sentence = range(*reading.bounds[reading.passage_of[first]])
    hits = [hit for hit in reading.triggers_in(sentence) if kind in hit.payload.kinds.values()]
    return min(hits, key=lambda hit: max(hit.first - last, first - hit.last), default=None)
