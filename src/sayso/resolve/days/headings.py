"""Days in headings: of a report's entry, or of the period that a report covers."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.calendar import Expression
from sayso.lexicon import Reading

COVERED_REACH: Final = 2  # tokens from "period" to its days
HEADING: Final = 15  # tokens of a heading
HEADINGS: Final = 2  # passages that may be the heading of a report
_STOPS: Final = frozenset(",;:.")


def is_covered(reading: Reading, expression: Expression) -> bool:
    """ "Main findings for the period | October to December |:", "reporting period: | 14–21 August |".

    "Weekly report, | 14–21 August |" at the head of it likewise.
    """
    passage = reading.passage_of[expression.first]
    begin, stop = reading.bounds[passage]
    before = reading.words[max(begin, expression.first - COVERED_REACH) : expression.first]
    heads = passage < HEADINGS and is_in_heading(reading, expression)
    paper = heads and any(
        hit.payload.use == "noun" for at in range(begin, stop) for hit in reading.saying.get(at, ())
    )
    return expression.form == "range" and ("period" in before or paper)


def is_in_heading(reading: Reading, expression: Expression) -> bool:
    """ "Strike 12 – Belmo, Tiliko – | 30 March 2017 |" on a line of its own, without a full stop."""
    passage = reading.passage_of[expression.first]
    begin, stop = reading.bounds[passage]
    span = reading.passages[passage]
    lines = reading.report.text[span.end : span.end + 1]
    alone = stop - begin <= HEADING and lines in ("", "\n") and reading.words[stop - 1] not in _STOPS
    return alone and (expression.first == begin or expression.last == stop)
