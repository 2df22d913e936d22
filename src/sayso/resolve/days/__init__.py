"""Which days a claim covers, on which day its source spoke, and whether its number still stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sayso.knowledge.calendar import Expression, expressions
from sayso.knowledge.calendar.relative import VAGUE_COUNT
from sayso.lexicon import Reading
from sayso.lexicon.weights import weight_table
from sayso.records import Claim, DayPrecision, Doubt, Period
from sayso.resolve.days.dated import Dated, dates_of
from sayso.resolve.days.decide import decide
from sayso.resolve.days.options import Option, groups_of
from sayso.resolve.days.state import state_of

__all__ = ["resolve_days"]

_SURE: Final = 0.5  # below this share of the weight, what else the days may be is told as a doubt


def resolve_days(
    reading: Reading, claims: Sequence[Claim], weights: Mapping[str, float] | None = None
) -> tuple[Claim, ...]:
    """The claims with `when`, `told` and `state` set where the text tells them.

    "Five people were killed on Monday, police said on Tuesday" is `when` Monday, `told` Tuesday. A total
    "since" a day runs to the day its source spoke, else to publication; one "as of" a day began on none that
    is told. A claim without a date of its own
    takes that of the text around it, or none; the rule that chose it is kept on the claim.
    """
    if not claims:
        return ()
    if reading.report.published is None:
        return tuple(replace(claim, state=state_of(reading, claim)) for claim in claims)
    said = expressions(reading)
    dates = dates_of(reading, said)
    if weights is None:
        weights = weight_table(reading.lexicon.language, "days")
    chosen = decide(groups_of(reading, claims, dates), weights)
    open_dates = _open_dates(reading, said)
    return tuple(_resolved(reading, claim, option, sure, dates, open_dates) for claim, option, sure in chosen)


def _resolved(
    reading: Reading,
    claim: Claim,
    option: Option,
    sure: float,
    dates: Sequence[Dated],
    open_dates: Mapping[int, Doubt],
) -> Claim:
    passage = reading.passage_of[reading.token_at(claim.quantity.start)]
    told = _told(claim, passage, dates)
    rules = [_rule(option, passage)]
    doubts = list(claim.doubts)
    when = None
    if option.dated is not None:
        when = _period(option, told)
        rules.append(option.dated.expression.rule)
        if option.dated.rough:
            doubts.append(VAGUE_COUNT)
        if option.dated.as_of and option.taken == "date":
            when = replace(when, first=None)
            doubts.append(Doubt("when", "from which day on it was counted is not told"))
    elif passage in open_dates:
        doubts.append(open_dates[passage])
    if sure < _SURE:
        doubts.append(Doubt("when", "several days of the report may be meant"))
    return replace(
        claim,
        when=when,
        told=told,
        state=state_of(reading, claim),
        rules=(*claim.rules, *rules),
        doubts=tuple(doubts),
    )


def _rule(option: Option, passage: int) -> str:
    """How the days were found: in the sentence, carried over, from the day of saying, or not at all."""
    dated = option.dated
    if dated is None:
        return "when.none"
    if option.taken in ("since", "until"):
        return "when.since_then" if option.taken == "since" else "when.up_to"
    if dated.role != "event":
        return "when.told"
    return "when.sentence" if dated.passage == passage else "when.carried"


def _told(claim: Claim, passage: int, dates: Sequence[Dated]) -> Period | None:
    """The day of saying in the claim's sentence, the nearest if there are several."""
    here = [dated for dated in dates if dated.role == "told" and dated.passage == passage]
    if not here:
        return None
    nearest = min(here, key=lambda dated: abs(dated.expression.period.start - claim.quantity.start))
    period = nearest.expression.period
    return replace(period, first=nearest.first, last=nearest.last)


def _period(option: Option, told: Period | None) -> Period:
    """The period of an option; what runs on ends on the day its source spoke."""
    dated, days = option.dated, option.days
    assert dated is not None and days is not None
    first, last = days
    period = dated.expression.period
    runs_on = option.taken == "since" or (option.taken == "date" and dated.since)
    if runs_on and told is not None and told.last is not None and first < told.last <= last:
        last = told.last
    return replace(period, first=first, last=last, precision=_precision(period.precision, first, last))


def _precision(said: DayPrecision, first: date, last: date) -> DayPrecision:
    return "day" if first == last else said


def _open_dates(reading: Reading, said: Sequence[Expression]) -> dict[int, Doubt]:
    """The doubts of dates that tell no days, by sentence."""
    return {
        reading.passage_of[expression.first]: expression.doubt
        for expression in said
        if expression.form == "open" and expression.doubt is not None
    }
