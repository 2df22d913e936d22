"""The dates of a report and what each is a date of: a happening, a saying, the report itself, or an onset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from sayso.knowledge.calendar import CalendarWords, Expression, calendar_words
from sayso.lexicon import Reading

Role = Literal["event", "told", "line"]

DAY: Final = timedelta(days=1)
_UNIT_DAYS: Final = {
    "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0,
    "decade": 3650.0,
}  # fmt: skip
_LONGEST: Final = 4000  # days of a length that is counted back from publication
_SAYING_REACH: Final = 9
_SINCE_REACH: Final = 15
_ONSET_REACH: Final = 5
_RECORD_REACH: Final = 5  # tokens between them and "since"
_HEAD: Final = 40  # tokens within which a report tells its own day
_LENGTH_AFTER: Final = frozenset({"in", "over", "during", "within", "past", "last", "of", "the", "for"})
_DATELINE: Final = 14  # tokens within which a dateline tells its day
_AGENCY: Final = 7  # tokens of an agency in brackets, with the dash behind it
_DASHES: Final = frozenset("-–—:")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its days, cut off at publication.

    `role` is told for the day on which somebody spoke, line for the report's own; `since`: a total runs from
    it; `as_of`: one runs to it, from a day that nobody tells; `onset`: something began then. `inner_last` is
    the last day of the date itself, without what runs on.
    """

    expression: Expression
    passage: int
    paragraph: int
    first: date
    last: date
    inner_last: date
    role: Role
    since: bool = False
    as_of: bool = False
    onset: bool = False

    @property
    def token(self) -> int:
        """Its first token."""
        return self.expression.first


def dates_of(reading: Reading, said: Sequence[Expression]) -> tuple[Dated, ...]:
    """The dates among a report's expressions that tell days up to its publication, in their order."""
    published = reading.report.published
    if published is None:
        return ()
    words = calendar_words()
    found: list[Dated] = []
    for expression in said:
        days = _days(reading, expression, published, found)
        if days is not None:
            first, last = days[0], min(days[1], published)
            found.append(_dated(reading, expression, first, last, words))
    return tuple(found)


def _dated(reading: Reading, expression: Expression, first: date, last: date, words: CalendarWords) -> Dated:
    passage = reading.passage_of[expression.first]
    inner = expression.parts[0].period.last if expression.form == "since" and expression.parts else None
    return Dated(
        expression=expression,
        passage=passage,
        paragraph=reading.passages[passage].paragraph,
        first=first,
        last=last,
        inner_last=min(inner, last) if inner else last,
        role=_role(reading, expression, words),
        since=_is_since(reading, expression, words),
        as_of=_is_as_of(reading, expression, words),
        onset=_is_onset(reading, expression, words),
    )


def _days(
    reading: Reading, expression: Expression, published: date, before: list[Dated]
) -> tuple[date, date] | None:
    """First and last day of an expression as harm can lie on them: none after publication."""
    if expression.form in ("repeated", "open") or _is_compared(reading, expression):
        return None
    if expression.form == "length":
        return _counted_back(reading, expression, published)
    first, last = expression.period.first, expression.period.last
    if expression.rule == "when.unit.away" and _leads_clause(reading, expression):
        return _beside(reading, expression, published, before)
    if first is None or last is None:
        return None
    yearless = not expression.stated and expression.rule.startswith(("when.date", "when.day.feast"))
    if first > published and yearless:
        first, last = year_before(first), year_before(last)
    to_come = expression.rule == "when.unit.span" and first == published < last  # "in the next 24 hours"
    return None if first > published or to_come else (first, last)


def _is_compared(reading: Reading, expression: Expression) -> bool:
    """ "The deadliest month since October 2022", "the first raid since May": with what this is compared."""
    words, first, opening = reading.words, expression.first, calendar_words().lists["since"]
    since = first if words[first] in opening else first - 1
    begin = max(reading.bounds[reading.passage_of[first]][0], since - _RECORD_REACH)
    if since < begin or words[since] not in opening:
        return False
    return any(reading.lexicon.is_in(word, "records") for word in words[begin:since])


def _counted_back(reading: Reading, expression: Expression, published: date) -> tuple[date, date] | None:
    """In 10 days of clashes: the days before publication."""
    before = reading.words[expression.first - 1] if expression.first else ""
    length = expression.count * _UNIT_DAYS.get(expression.unit, 0)
    if before not in _LENGTH_AFTER or not 0 < length <= _LONGEST:
        return None
    return published - max(1, round(length)) * DAY, published - DAY


def _leads_clause(reading: Reading, expression: Expression) -> bool:
    """A day after the raid: something is told behind it."""
    word = reading.words[expression.last - 1]
    behind = reading.words[expression.last] if expression.last < len(reading.words) else ""
    return word in ("after", "before") and behind[:1].isalnum()


def _beside(
    reading: Reading, expression: Expression, published: date, before: list[Dated]
) -> tuple[date, date] | None:
    """On Sunday, a day after the raid: the raid was a day before Sunday, or before the report's main day."""
    passage = reading.passage_of[expression.first]
    here = [dated for dated in before if dated.passage == passage and dated.role == "event"]
    base = here[-1] if here else main_day(before, published)
    length = expression.count * _UNIT_DAYS.get(expression.unit, 0)
    if base is None or not 0 < length <= _LONGEST:
        return None
    back = reading.words[expression.last - 1] == "after"
    day = base.first + (-1 if back else 1) * round(length) * DAY
    return None if day > published else (day, day)


def main_day(dates: list[Dated] | tuple[Dated, ...], published: date) -> Dated | None:
    """The first day of something that happened within a week before publication."""
    for dated in dates:
        if dated.role == "event" and is_day(dated) and (published - dated.last).days <= 7:
            return dated
    return None


def is_day(dated: Dated) -> bool:
    """Does it tell a day or two, not a total's beginning?"""
    precise = dated.expression.period.precision == "day"
    return precise and not dated.since and (dated.last - dated.first).days <= 3


def _role(reading: Reading, expression: Expression, words: CalendarWords) -> Role:
    if _is_dateline(reading, expression, words):
        return "line"
    begun = _since_before(reading, expression, words) is not None  # "since it began with protests in March"
    return "told" if not begun and _is_told(reading, expression, words) else "event"


def _is_told(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Does the date stand beside a word of saying, or of what was put out?"""
    begin, stop = reading.bounds[reading.passage_of[expression.first]]
    between, matter = words.lists["saying_day"], words.lists["published_matter"]
    for index in range(expression.first - 1, max(begin - 1, expression.first - 1 - _SAYING_REACH), -1):
        word = reading.words[index]
        if word != "saying" and _says(reading, index):
            return index not in reading.triggers
        if word in matter:
            return True
        if word not in between:
            break
    after = expression.last
    if after >= stop:
        return False
    if _says(reading, after) or reading.words[after] in matter:
        return True
    return reading.words[after] == "'s" and after + 1 < stop and reading.words[after + 1] in matter


def _says(reading: Reading, index: int) -> bool:
    """A verb of saying, no name ("Borno | State, on Saturday") and no noun ("in the | state since May")."""
    if reading.lexicon.is_in(reading.words[index], "noun_verbs"):
        named = index > 0 and reading.lexicon.is_in(reading.words[index - 1], "determiners")
        if named or reading.capitalised(index):
            return False
    return any(hit.payload.use == "verb" for hit in reading.saying.get(index, ()))


def _is_dateline(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Is it the report's own day: "HANOI, Nov. 18 (Xinhua) --", "Last updated on 1 July 2016"?"""
    first, period = expression.first, expression.period
    passage = reading.passage_of[first]
    if passage > 1 or first > _HEAD:
        return False
    if words.lists["stamp"].intersection(reading.words[max(0, first - 4) : first]):
        return True
    if expression.stated and first < 30 and period.first == period.last == reading.report.published:
        return True
    return passage == 0 and first < _DATELINE and _ends_dateline(reading, expression.last)


def _ends_dateline(reading: Reading, last: int) -> bool:
    """Does a dash follow, maybe behind an agency in brackets, or tells the first sentence nothing else?"""
    behind = reading.words[last : last + _AGENCY]
    if behind and (behind[0] in _DASHES or (behind[0] == "(" and not _DASHES.isdisjoint(behind))):
        return True
    return not any(index in reading.triggers for index in range(*reading.bounds[0]))


def _is_since(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Is the date the beginning of a total: "since the war began in March 2011"?"""
    return expression.form == "since" or _since_before(reading, expression, words) is not None


def _since_before(reading: Reading, expression: Expression, words: CalendarWords) -> int | None:
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    for index in range(expression.first - 1, max(begin - 1, expression.first - _SINCE_REACH), -1):
        if reading.words[index] in words.lists["since"]:
            return index
        if reading.words[index] in (";", "."):
            return None
    return None


def _is_as_of(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Is the date the end of a total: "at least 20 as of 19 November"?"""
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    before = reading.words[max(begin, expression.first - 2) : expression.first]
    return len(before) == 2 and before[0] == "as" and before[1] in words.lists["as_of"]


def _is_onset(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Did something begin then: "the war began in March", "since it began with protests in March"?"""
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    since = _since_before(reading, expression, words)
    reach = max(begin, expression.first - _ONSET_REACH) if since is None else since
    return bool(words.lists["onset"].intersection(reading.words[reach : expression.first]))


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
