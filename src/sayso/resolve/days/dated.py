"""The dates of a report and what each is a date of: a happening, a saying, the report itself, or an onset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import Final, Literal

from sayso.knowledge.calendar import CalendarWords, Expression, calendar_words
from sayso.knowledge.calendar.relative import MOST, VAGUE_COUNT
from sayso.lexicon import Reading
from sayso.resolve.days.headings import is_covered, is_in_heading
from sayso.resolve.days.telling import is_told, owned_by

Role = Literal["event", "told", "line"]

DAY: Final = timedelta(days=1)
LONG_AGO: Final = 200  # years before publication
_UNIT_DAYS: Final = {
    "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.0, "year": 365.0,
    "decade": 3650.0,
}  # fmt: skip
_SHORTEST: Final = 0.5  # "After four hours of fighting": on a day told elsewhere
_LONGEST: Final = 4000  # days of a length that is counted back from publication
SINCE_REACH: Final = 24  # tokens from "since" to the day of what happened then
_REPORTED: Final = timedelta(days=40)  # from the day of a dateline to publication
_WAR_REACH: Final = 4  # tokens from "five-year" to the war
_TOLD_LATE: Final = timedelta(days=7)  # from a saying to the report of it
_SINCE_ENDS: Final = frozenset({";", ".", "while"})
_ONSET_REACH: Final = 5
_CALM_REACH: Final = 6
_CLOCK_REACH: Final = 10
_STAND_REACH: Final = 8
_STOPS: Final = frozenset(",;:.")
_BREAKS: Final = _STOPS | {"–", "—", "("}
_NEAR_REACH: Final = 8
_RECORD_REACH: Final = 5  # tokens between them and "since"
_SPAN_RECORD_REACH: Final = 11  # and tokens between them and a length of time
_LONG_UNITS: Final = frozenset({"month", "year", "decade"})
_HEAD: Final = 40  # tokens within which a report tells its own day
_LENGTH_AFTER: Final = frozenset({"in", "over", "during", "within", "past", "last", "of", "the", "lasted"})
_DATELINE: Final = 14  # tokens within which a dateline tells its day
_AGENCY: Final = 7  # tokens of an agency in brackets, with the dash behind it
_DASHES: Final = frozenset("-–—:")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its days, cut off at publication.

    `role` is told for the day on which somebody spoke, line for the report's own; `since`: a total runs from
    it; `as_of`: one runs to it, from a day that nobody tells; `onset`: something began then; `compared`: a
    count is set against it; `truce`: one is told of it; `covered`: a report's counts are of it;
    `heads`: it stands in a heading of its own. `inner_last` is the last day of the date itself,
    without what runs on.
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
    compared: bool = False
    of_war: bool = False
    truce: bool = False
    covered: bool = False
    heads: bool = False

    @property
    def rough(self) -> bool:
        """Does it tell days without saying how many: recent weeks, days after the raid?"""
        return self.expression.doubt is VAGUE_COUNT

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
    done = 0
    for expression in said:
        if _is_name(expression, published):
            continue
        days = _days(reading, expression, published, found)
        if days is not None:
            since = _since_before(reading, expression, done, words)
            found.append(_dated(reading, expression, days[0], min(days[1], published), since))
        done = expression.last
    return tuple(_up_to_saying(_from_onset(dated, found), found, published) for dated in found)


def _from_onset(dated: Dated, dates: Sequence[Dated]) -> Dated:
    """ "The | 11-day | offensive, which began on 10 May": the days from then on, if they are over."""
    if dated.expression.form != "length" or "-" not in dated.expression.period.text:
        return dated
    length = dated.last - dated.first
    begun = (each.first for each in dates if each.onset and each.passage == dated.passage)
    first = next((day for day in begun if day < dated.first), None)
    return (
        dated
        if first is None
        else replace(dated, first=first, last=first + length, inner_last=first + length)
    )


def _up_to_saying(dated: Dated, dates: Sequence[Dated], published: date) -> Dated:
    """ "Over the past week 30 have died, the ministry said on | Friday |": the week up to Friday."""
    if dated.role != "event" or dated.expression.form not in ("running", "length"):
        return dated
    told = [
        each.first
        for each in dates
        if each.role == "told" and each.passage == dated.passage and each.first == each.last < published
    ]
    if not told or published - dated.last > DAY or published - told[0] > _TOLD_LATE:
        return dated
    gap = published - told[0]
    return replace(dated, first=dated.first - gap, last=dated.last - gap, inner_last=dated.inner_last - gap)


def _is_name(expression: Expression, published: date) -> bool:
    """Is it a number that no report tells harm of: "the 1111 Operation"?"""
    last = expression.period.last
    return last is not None and last.year < published.year - LONG_AGO


def _dated(reading: Reading, expression: Expression, first: date, last: date, since: int | None) -> Dated:
    """With what it is a date of; `since` is the token of that word before it."""
    words = calendar_words()
    passage = reading.passage_of[expression.first]
    inner = expression.parts[0].period.last if expression.form == "since" and expression.parts else None
    covered = is_covered(reading, expression)
    return Dated(
        expression=expression,
        passage=passage,
        paragraph=reading.passages[passage].paragraph,
        first=first,
        last=last,
        inner_last=min(inner, last) if inner else last,
        role="event" if covered else _role(reading, expression, since, words),
        since=expression.form == "since" or since is not None,
        as_of=_is_as_of(reading, expression, words),
        onset=_is_onset(reading, expression, since, words),
        of_war=reading.words[min(expression.last, len(reading.words) - 1)] in words.lists["war"],
        compared=(opens_when(reading, expression) and _is_compared(reading, expression))
        or _is_set_against(reading, expression, words),
        covered=covered,
        heads=is_in_heading(reading, expression),
        truce=not words.lists["truce"].isdisjoint(
            _clause_around(reading, expression, *reading.bounds[passage])
        ),
    )


def _days(
    reading: Reading, expression: Expression, published: date, before: list[Dated]
) -> tuple[date, date] | None:
    """First and last day of an expression as harm can lie on them: none after publication."""
    if expression.form in ("repeated", "open"):
        return None
    if _is_compared(reading, expression) and not opens_when(reading, expression):
        return None
    if expression.form == "length":
        return _counted_back(reading, expression, published)
    first, last = expression.period.first, expression.period.last
    if expression.rule == "when.day.feast" and not _is_on_feast(reading, expression):
        return None
    if expression.rule == "when.unit.away" and _leads_clause(reading, expression):
        return _beside(reading, expression, published, before)
    if first is None or last is None:
        return None
    yearless = not expression.stated and expression.rule.startswith(("when.date", "when.day.feast"))
    if first > published and yearless and not _is_near(reading, expression):
        first, last = year_before(first), year_before(last)
    to_come = expression.form == "running" and first == published < last  # "in the next 24 hours"
    return None if first > published or to_come else (first, last)


def _is_on_feast(reading: Reading, expression: Expression) -> bool:
    """On Christmas Day, since Christmas; not "under the Christmas tree"."""
    before = reading.words[expression.first - 1] if expression.first else ""
    return expression.stated or before in calendar_words().lists["before_month"] or before == "at"


def _is_near(reading: Reading, expression: Expression) -> bool:
    """ "As the vote approaches on November 1": a day that is still to come, not that of the year before."""
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    before = reading.words[max(begin, expression.first - _NEAR_REACH) : expression.first]
    lists = calendar_words().lists
    return not (lists["future"] | lists["nearing"]).isdisjoint(before)


def _is_compared(reading: Reading, expression: Expression) -> bool:
    """ "The deadliest month since October 2022", "the first raid since May": with what this is compared.

    "The worst attack on the town in ten years", ", the latest deaths in a wave of raids since May" likewise.
    """
    words, first, opening = reading.words, expression.first, calendar_words().lists["since"]
    begin = reading.bounds[reading.passage_of[first]][0]
    if expression.form in ("length", "running") and expression.unit in _LONG_UNITS:
        before = reversed(words[max(begin, first - _SPAN_RECORD_REACH) : first])
        return any(_is_extreme(reading, word) for word in takewhile(lambda word: word not in _STOPS, before))
    since = first if words[first] in opening else first - 1
    if since < begin or words[since] not in opening:
        return False
    clause = tuple(takewhile(lambda word: word not in _BREAKS, reversed(words[begin:since])))
    if clause[-2:] == ("latest", "the") and len(clause) < since - begin:
        return True
    return any(reading.lexicon.is_in(word, "records") for word in clause[:_RECORD_REACH])


def opens_when(reading: Reading, expression: Expression) -> bool:
    """ "The worst raid since | 12 May |, when 23 died": what happened then is told behind it."""
    words = reading.words[expression.last : expression.last + 2]
    return "when" in words[words[:1] == (",",) :][:1]


def _is_extreme(reading: Reading, word: str) -> bool:
    """The worst, the deadliest; not "the first ten"."""
    return reading.lexicon.is_in(word, "records") and word.endswith("st") and word not in ("first", "most")


def _is_set_against(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """ "Four per cent more | than | in the last quarter", "compared | with | May", "up from | 65 in May"."""
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    index = expression.first - 1
    while index > begin and reading.words[index] in words.lists["beside_compared"]:
        index -= 1
    if index > begin and index < expression.first - 1 and reading.lexicon.is_numeral(reading.words[index]):
        return reading.words[index - 1] in words.lists["compared_numbers"]
    hedged = expression.count and index == expression.first - 1  # "more than | five weeks ago"
    return index >= begin and not hedged and reading.words[index] in words.lists["compared"]


def _counted_back(reading: Reading, expression: Expression, published: date) -> tuple[date, date] | None:
    """In 10 days of clashes, in just under a month: the days before publication."""
    hedges, index = calendar_words().lists["length_hedges"], expression.first - 1
    while index >= 0 and reading.words[index] in hedges - _LENGTH_AFTER:
        index -= 1
    begin = reading.bounds[reading.passage_of[expression.first]][0]
    of = reading.words[expression.last : expression.last + 1] == ("of",)
    opens = index < begin and of  # "Two months of shelling have killed 90"
    before = reading.words[index] if index >= 0 else ""
    length = expression.count * _UNIT_DAYS.get(expression.unit, 0)
    if not calendar_words().lists["calm"].isdisjoint(reading.words[expression.last : expression.last + 2]):
        return None  # "the four-day truce"
    told = opens or before in _LENGTH_AFTER or _is_age_of_war(reading, expression)
    if not told or not _SHORTEST <= length <= _LONGEST:
        return None
    return published - max(1, round(length)) * DAY, published - DAY


def _is_age_of_war(reading: Reading, expression: Expression) -> bool:
    """ "Its five-year civil war has killed 900", "the three-year-old revolt": it goes on."""
    begin, stop = reading.bounds[reading.passage_of[expression.first]]
    lists, behind = calendar_words().lists, expression.last + _WAR_REACH
    joined = "-" in reading.words[expression.first : expression.last]
    return (
        joined
        and expression.unit in _LONG_UNITS
        and not lists["war"].isdisjoint(reading.words[expression.last : min(stop, behind)])
        and not lists["perfect"].isdisjoint(reading.words[begin:stop])
    )


def _leads_clause(reading: Reading, expression: Expression) -> bool:
    """A day after the raid: something is told behind it."""
    word = reading.words[expression.last - 1]
    behind = reading.words[expression.last] if expression.last < len(reading.words) else ""
    return word in ("after", "before") and behind[:1].isalnum()


def _beside(
    reading: Reading, expression: Expression, published: date, before: list[Dated]
) -> tuple[date, date] | None:
    """On Sunday, a day after the raid: the raid was a day before Sunday, or before the report's main day.

    "Days after the raid": one to five days before.
    "A day after the raid, gunmen killed two": they did a day after the raid.
    """
    passage = reading.passage_of[expression.first]
    here = [dated for dated in before if dated.passage == passage and dated.role == "event"]
    base = here[-1] if here else main_day(before, published)
    vague = expression.doubt is VAGUE_COUNT
    lengths = [
        count * _UNIT_DAYS.get(expression.unit, 0)
        for count in (expression.count, MOST if vague else expression.count)
    ]
    if (base is None and not vague) or not 0 < lengths[0] <= _LONGEST:
        return None
    back = reading.words[expression.last - 1] == "after"
    back = back != (expression.first == reading.bounds[passage][0])
    day = published if base is None else base.first
    first, last = sorted(day + (-1 if back else 1) * round(length) * DAY for length in lengths)
    return None if first > published else (first, last)


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


def _role(reading: Reading, expression: Expression, since: int | None, words: CalendarWords) -> Role:
    if _is_dateline(reading, expression, words):
        return "line"
    return "told" if since is None and is_told(reading, expression, words) else "event"


def _is_dateline(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Is it the report's own day: "HANOI, Nov. 18 (Xinhua) --", "Last updated on 1 July 2016"?"""
    first, period = expression.first, expression.period
    passage = reading.passage_of[first]
    if passage > 1 or first > _HEAD or owned_by(reading, expression) is not None:
        return False
    if words.lists["stamp"].intersection(reading.words[max(0, first - 4) : first]):
        return True
    if expression.stated and first < 30 and period.first == period.last == reading.report.published:
        return True
    if expression.form == "range" or not _is_of_now(reading, expression):
        return False
    if not reading.triggers.keys().isdisjoint(range(first)):  # "| shot down | 34 drones overnight: 14 over"
        return False
    return passage == 0 and first < _DATELINE and _ends_dateline(reading, expression.last, words)


def _is_of_now(reading: Reading, expression: Expression) -> bool:
    """Does it lie within weeks of publication, as the day of a report does?"""
    first, published = expression.period.first, reading.report.published
    return first is None or published is None or abs(published - first) <= _REPORTED


def _ends_dateline(reading: Reading, last: int, words: CalendarWords) -> bool:
    """Does a dash follow, maybe behind an agency in brackets, or tells the first sentence nothing else?"""
    behind = reading.words[last : last + _AGENCY]
    if behind and (behind[0] in _DASHES or (behind[0] == "(" and not _DASHES.isdisjoint(behind))):
        return True
    if behind[:1] == ("(",) and not words.lists["stamp"].isdisjoint(behind[1:2]):
        return True
    begin, stop = reading.bounds[0]
    began = not words.lists["onset"].isdisjoint(reading.words[begin:stop])
    return not began and not any(index in reading.triggers for index in range(begin, stop))


def _since_before(reading: Reading, expression: Expression, done: int, words: CalendarWords) -> int | None:
    """The token of "since" where the date begins a total: "since the war began in March 2011".

    `done` is the end of the date before: "since Friday, he said on | Monday |" does not begin on Monday, nor
    does "since the war began, officials said on | Monday |".
    """
    begin = max(done, reading.bounds[reading.passage_of[expression.first]][0])
    for index in range(expression.first - 1, max(begin - 1, expression.first - SINCE_REACH), -1):
        if reading.words[index] in words.lists["since"]:
            parted = "," in reading.words[index : expression.first]
            ends = is_adverb(reading, index) or (parted and is_told(reading, expression, words))
            return None if ends else index
        if reading.words[index] in _SINCE_ENDS:
            return None
    return None


def is_adverb(reading: Reading, since: int) -> bool:
    """ "Since then", "900 have since died", "900 have died since, officials say": no day stands behind it."""
    words, perfect = reading.words, calendar_words().lists["perfect"]
    behind = words[since + 1] if since + 1 < len(words) else "."
    return behind == "then" or not behind[0].isalnum() or (since > 0 and words[since - 1] in perfect)


def _is_as_of(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Is the date the end of a total: "as of 9 May", "by Friday 20 had died", "stood at 20 on Friday"?"""
    begin, stop = reading.bounds[reading.passage_of[expression.first]]
    index = expression.first - 1
    while index > max(begin, expression.first - _CLOCK_REACH) and _tells_hour(reading.words[index], words):
        index -= 1
    if index > begin and reading.words[index - 1] == "as" and reading.words[index] in words.lists["as_of"]:
        return True
    after = reading.words[expression.last] if expression.last < stop else "."
    goes_on = after in words.lists["after_day"] or reading.lexicon.is_numeral(after)
    if index >= begin and reading.words[index] == "by" and goes_on:
        return True
    clause = _clause_around(reading, expression, begin, stop)
    return any(pair == ("stood", "at") for pair in pairwise(clause))


def _tells_hour(word: str, words: CalendarWords) -> bool:
    """ "As of | 6 p.m. local time | Saturday": what may stand between."""
    return word[0].isdigit() or word in words.lists["clock"]


def _clause_around(reading: Reading, expression: Expression, begin: int, stop: int) -> Sequence[str]:
    """The words around a date, up to the sign of a clause's end on either side."""
    first, last = expression.first, expression.last
    while first > max(begin, expression.first - _STAND_REACH) and reading.words[first - 1] not in _STOPS:
        first -= 1
    while last < min(stop, expression.last + _STAND_REACH) and reading.words[last] not in _STOPS:
        last += 1
    return reading.words[first:last]


def _is_onset(reading: Reading, expression: Expression, since: int | None, words: CalendarWords) -> bool:
    """Did something begin then: "the war began in March", "since it began with protests in March"?

    Not "the truce between the two armies began on Friday": no harm began with it.
    """
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    reach = max(begin, expression.first - _ONSET_REACH) if since is None else since
    if words.lists["onset"].isdisjoint(reading.words[reach : expression.first]):
        return False
    calm = words.lists["calm"]
    return since is not None or calm.isdisjoint(
        reading.words[max(begin, reach - _CALM_REACH) : expression.first]
    )


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
