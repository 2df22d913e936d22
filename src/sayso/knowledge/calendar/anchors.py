"""What a report's dates hang on: its publication day, and the day it spoke of last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.knowledge.calendar import spans
from sayso.knowledge.calendar.spans import DAY, Span

_NEAR: Final = 25  # tokens after which a year that was said no longer holds for the dates that follow
_HOLDS: Final = 20  # tokens for which a bare year holds in a history
_MONTH_HOLDS: Final = 80  # tokens for which a month told with its year holds for the days of it that follow
_CUE_REACH: Final = 15  # tokens to a word that looks ahead
_STOPS: Final = frozenset(".!?;")
_SAID: Final = frozenset({"said", "says", "told"})
_SAID_REACH: Final = 3  # tokens from a word of saying to its day: "said | late on | Monday"
_TELLING_REACH: Final = 6  # and with where or to whom: "said | in a statement on | Monday"
_IS: Final = frozenset({"is", "are", "was", "were", "be"})
_FUTURE_COST: Final = 3  # a day to come is taken for a date without a year only if it is that much nearer


@dataclass(slots=True)
class Anchors:
    """State of reading one report's dates in the order of the text.

    `focus` is the span spoken of last, `line` the last one finer than a year, `quarter` the last quarter.
    `history` is true for a text whose dates hang on one another instead of on its publication.
    """

    published: date | None
    month_first: bool | None = None
    history: bool = False
    focus: Span | None = None
    focus_token: int = -1000
    full_year: bool = False
    line: Span | None = None
    line_token: int = -1000
    quarter: Span | None = None
    year_said: int | None = None
    year_token: int = -1000
    words: Sequence[str] = ()
    future: frozenset[str] = frozenset()

    def speak(self, span: Span, token: int, with_year: bool) -> None:
        """Remember what the text has just spoken of; not the day of who tells what happened on another.

        "A raid killed two on Tuesday, police said on | Wednesday |. A day later": after the raid.
        """
        if self._is_of_saying(token):
            return
        self.focus, self.focus_token = span, token
        self.full_year = with_year and span.precision != "year"
        if span.precision != "year" or self.line is None:
            self.line, self.line_token = span, token
        if with_year:
            self.year_said, self.year_token = span.first.year, token

    def _is_of_saying(self, token: int) -> bool:
        """Is a date that of a word of saying, behind another date of its sentence?"""
        before = self.focus_token
        if self.history or self.focus is None or self.focus.precision != "day" or before < 0:
            return False
        near = self.words[max(before + 1, token - _TELLING_REACH) : token]
        return not _SAID.isdisjoint(near) and _STOPS.isdisjoint(self.words[before:token])

    def looks_ahead(self, token: int) -> bool:
        """Does a word like "will" stand in the sentence, not far from the date?

        Not for the day of a word: "it will rain, he | said on | Monday".
        """
        if _SAID.intersection(self.words[max(0, token - _SAID_REACH) : token]):
            return False
        for step in (-1, 1):
            for index in range(token, token + step * _CUE_REACH, step):
                if not 0 <= index < len(self.words) or self.words[index] in _STOPS:
                    break
                if self.words[index] in self.future and not self._is_cause(index):
                    return True
        return False

    def _is_cause(self, index: int) -> bool:
        """ "Two died due to | the rain": nothing to come."""
        behind = tuple(self.words[index : index + 3])
        return behind[:2] == ("due", "to") and not _IS.intersection(self.words[max(0, index - 2) : index])

    @property
    def now(self) -> date | None:
        """The day that "today" and "last week" hang on."""
        if self.history and self.focus is not None:
            return self.focus.first
        return self.published

    def year_near(self, token: int) -> int | None:
        """The year said shortly before, where it is not the one the news is of."""
        if self.year_said is None or token - self.year_token > _NEAR or self.published is None:
            return None
        if self.year_said == self.published.year or not self.full_year:
            return None
        if any(word in _STOPS for word in self.words[self.year_token : token]):
            return None
        return self.year_said

    def assume(self, month: int, number: int | None, token: int) -> Span | None:
        """A month, or a day of it, whose year is not said."""
        options = [option for year in self._years(month, token) if (option := _of(year, month, number))]
        if not options:
            return None
        if self.history:
            anchor = self.line.first if self.line else self.published
            return min(options, key=lambda span: _ahead(span, anchor, 1, 1.5)) if anchor else None
        cost = 1 if self.looks_ahead(token) else _FUTURE_COST
        return min(options, key=lambda span: _ahead(span, self.published, cost, 1))

    def _years(self, month: int, token: int) -> list[int]:
        said = self.year_near(token)
        if self.history:
            if self.year_said is not None and token - self.year_token <= _HOLDS:
                return [self.year_said]
            anchor = self.line.first if self.line else self.published
        elif said is not None:
            return [said]
        elif (told := self._year_of_month(month, token)) is not None:
            return [told]
        else:
            anchor = self.published
        return [] if anchor is None else [anchor.year - 1, anchor.year, anchor.year + 1]

    def _year_of_month(self, month: int, token: int) -> int | None:
        """ "In August 2014 a raid killed 135. It began on | August 2 |": that of a month spoken of last."""
        line = self.line
        if line is None or token - self.line_token > _MONTH_HOLDS or month != line.first.month:
            return None
        return line.first.year if line.precision in ("day", "month") else None

    def weekday(self, number: int, shift: int | None, token: int) -> Span | None:
        """A day of the week: the last one up to now, or the next one where the sentence looks ahead."""
        now = self.now if self.focus is None or self.focus.precision != "year" else self.published
        if now is None:
            return None
        back = (now.isoweekday() - number) % 7
        if shift == -1:
            back = back or 7
        elif shift == 1 or (shift in (0, None) and self.looks_ahead(token) and back):
            return spans.day(now + (7 - back) * DAY)
        return spans.day(now - back * DAY)


def _of(year: int, month: int, number: int | None) -> Span | None:
    if number is None:
        return spans.months(year, month)
    try:
        return spans.day(date(year, month, number))
    except ValueError:
        return None


def _ahead(span: Span, anchor: date | None, ahead: float, behind: float) -> float:
    """How far a span lies from a day, the future and the past weighed apart; 0 where it holds the day."""
    if anchor is None or span.first <= anchor <= span.last:
        return 0
    if span.first > anchor:
        return (span.first - anchor).days * ahead
    return (anchor - span.last).days * behind
