"""Which days a claim covers, and on which day its source spoke.

Dates beside the words of saying tell when the source spoke (`told`); all others tell when something happened.
A claim takes the nearest date that says when it happened: in its own sentence by clause, else from the text
around it. A total "since" a day runs to the day the source spoke or the report was published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sayso.knowledge.calendar import Expression, expressions
from sayso.lexicon import Reading
from sayso.records import Claim, Doubt, Period

_SAYING_REACH: Final = 4  # tokens between a saying word and the day on which it was said
_TELLING_FORMS: Final = frozenset({"point", "unit", "same", "away", "running", "range", "since"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the report with what it is a date of."""

    expression: Expression
    passage: int
    told: bool
    since: bool

    @property
    def first(self) -> int:
        return self.expression.first


def resolve_days(reading: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with `when` and `told` set where the text gives a time.

    "Five people were killed on Monday, police said on Tuesday" is `when` Monday, `told` Tuesday.
    """
    dates = _dates(reading)
    return tuple(_resolved(reading, claim, dates) for claim in claims)


def _dates(reading: Reading) -> tuple[Dated, ...]:
    found = []
    for expression in expressions(reading):
        if expression.form in _TELLING_FORMS and expression.period.first is not None:
            passage = reading.passage_of[expression.first]
            found.append(
                Dated(expression, passage, _is_told(reading, expression), _is_since(reading, expression))
            )
    return tuple(found)


def _is_told(reading: Reading, expression: Expression) -> bool:
    """Does the date stand beside a word of saying, with no word of harm between them?"""
    begin, stop = reading.bounds[reading.passage_of[expression.first]]
    for index in range(expression.first - 1, max(begin - 1, expression.first - 1 - _SAYING_REACH), -1):
        if index in reading.triggers:
            return False
        if index in reading.saying:
            return any(hit.payload.use != "phrase" for hit in reading.saying[index])
    return expression.last < stop and expression.last in reading.saying


def _is_since(reading: Reading, expression: Expression) -> bool:
    """Is the date the beginning of a total: "since the war began in March 2011"?"""
    if expression.form == "since":
        return True
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    for index in range(expression.first - 1, max(begin - 1, expression.first - 15), -1):
        if reading.words[index] == "since":
            return True
        if reading.words[index] in (",", ";", "."):
            return False
    return False


def _resolved(reading: Reading, claim: Claim, dates: Sequence[Dated]) -> Claim:
    token = reading.token_at(claim.quantity.start)
    passage = reading.passage_of[token]
    told = _told(passage, token, dates)
    chosen, rule = _chosen(reading, token, passage, dates)
    if chosen is None:
        return replace(claim, told=told, rules=(*claim.rules, "when.none"))
    when, doubts = _covered(reading, chosen, told)
    return replace(
        claim, when=when, told=told, rules=(*claim.rules, rule, chosen.expression.rule), doubts=claim.doubts + doubts
    )


def _told(passage: int, token: int, dates: Sequence[Dated]) -> Period | None:
    here = [d for d in dates if d.told and d.passage == passage]
    if not here:
        return None
    return min(here, key=lambda d: abs(d.first - token)).expression.period


def _chosen(
    reading: Reading, token: int, passage: int, dates: Sequence[Dated]
) -> tuple[Dated | None, str]:
    events = [d for d in dates if not d.told]
    here = [d for d in events if d.passage == passage]
    if here:
        return min(here, key=lambda d: _apart(reading, token, d)), "when.sentence"
    paragraph = reading.passages[passage].paragraph
    around = [d for d in events if reading.passages[d.passage].paragraph == paragraph]
    before = [d for d in around if d.passage < passage]
    if before:
        return before[-1], "when.paragraph"
    if around:
        return around[0], "when.paragraph"
    earlier = [d for d in events if d.passage < passage and not d.since]
    if earlier:
        return earlier[-1], "when.earlier"
    told = [d for d in dates if d.told and d.passage == passage]
    if told:
        return told[0], "when.told"
    return None, "when.none"


def _apart(reading: Reading, token: int, dated: Dated) -> float:
    first, last = sorted((token, dated.first))
    clauses = sum(reading.words[i] in (",", ";", "and", "while", "but") for i in range(first, last))
    return (last - first) + 4 * clauses


def _covered(reading: Reading, dated: Dated, told: Period | None) -> tuple[Period, tuple[Doubt, ...]]:
    """The days a claim covers by its date: cut off at publication, since an end is not told."""
    period, published = dated.expression.period, reading.report.published
    first, last = period.first, period.last
    assert first is not None and last is not None
    end = told.last if told and told.last else published
    if published is None:
        return period, ()
    if first > published and not dated.expression.stated:
        first, last = _year_before(first), _year_before(last)
    if dated.since and first <= published:
        last = end if end and end >= first else published
    elif last > published >= first:
        last = published
    return replace(period, first=first, last=last), ()


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
