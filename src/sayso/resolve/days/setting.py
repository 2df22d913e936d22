"""What all claims of a report have in common when their days are weighed: its dates, and who speaks when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.resolve.days.dated import Dated, is_day, main_day

Days = tuple[date, date] | None

_NEWS_DAYS: Final = 4
MANNERS: Final = ("perfect", "pluperfect", "present", "total", "further", "past", "war")


@dataclass(slots=True)
class Setting:
    """What all claims of a report have in common.

    `events` are the dates of happenings but for rough ones, which hold in their sentence alone, `passages`
    and `paragraphs` those of its events, `told` the passages where somebody spoke on a day, `days` how many
    days or pairs of days the events are of, `totals` the passages that tell a whole war's, `kinds` what each
    passage counts, `chronicle` whether headings tell several days, `answers` the tokens of days on which
    somebody answered what happened, and nothing is told to have happened.
    """

    reading: Reading
    dates: Sequence[Dated]
    published: date
    tokens: Sequence[int]
    events: list[Dated] = field(default_factory=list)
    passages: list[int] = field(default_factory=list)
    paragraphs: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    days: int = 0
    often: Counter[Days] = field(default_factory=Counter)
    main: Dated | None = None
    manners: dict[int, tuple[str, ...]] = field(default_factory=dict)
    asides: dict[int, bool] = field(default_factory=dict)
    few_paragraphs: bool = False
    chronicle: bool = False
    totals: set[int] = field(default_factory=set)
    kinds: dict[int, set[str]] = field(default_factory=dict)
    answers: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.events = [dated for dated in self.dates if dated.role == "event" and not dated.rough]
        self.passages = [dated.passage for dated in self.events]
        self.paragraphs = {dated.paragraph for dated in self.events}
        self.told = {dated.passage for dated in self.dates if dated.role == "told"}
        self.days = len({(dated.first, dated.last) for dated in self.events if is_day(dated)})
        self.often = Counter((dated.first, dated.last) for dated in self.events)
        self.chronicle = len({dated.first for dated in self.events if dated.heads}) > 1
        self.main = main_day(tuple(self.dates), self.published)
        self.few_paragraphs = len({passage.paragraph for passage in self.reading.passages[:50]}) <= 2

    def manner(self, passage: int) -> tuple[str, ...]:
        """Which classes of function words a sentence has: perfect, past, total ..."""
        if passage not in self.manners:
            begin, stop = self.reading.bounds[passage]
            here, lists = set(self.reading.words[begin:stop]), calendar_words().lists
            names = [name for name in MANNERS if not lists[name].isdisjoint(here)]
            if self.reading.passages[passage].quotation is not None:
                names.append("quote")
            self.manners[passage] = tuple(names)
        return self.manners[passage]

    def is_news(self, dated: Dated) -> bool:
        """Is it one of the last days before publication?"""
        return (self.published - dated.first).days < _NEWS_DAYS

    def events_in(self, passage: int) -> Sequence[Dated]:
        """The events of a sentence."""
        return self.events[bisect_left(self.passages, passage) : bisect_right(self.passages, passage)]

    def before(self, passage: int) -> Dated | None:
        """The last event that is told before a sentence."""
        index = bisect_left(self.passages, passage)
        return self.events[index - 1] if index else None

    def covered(self, passage: int) -> Dated | None:
        """The days of which a report's counts are, or those that head an entry of a chronicle.

        No others are told since, but such to compare with.
        """
        told = (dated for dated in reversed(self.events) if dated.passage < passage and not dated.compared)
        last = next(told, None)
        if last is None:
            return None
        heads = last.heads and self.chronicle and last.passage not in self.kinds
        return last if last.covered or heads else None

    def behind(self, passage: int) -> Dated | None:
        """The first event that is told behind a sentence."""
        index = bisect_right(self.passages, passage)
        return self.events[index] if index < len(self.events) else None

    def between(self, low: int, high: int) -> set[Days]:
        """The days of the events that are told between two sentences."""
        first, last = bisect_right(self.passages, low), bisect_left(self.passages, high)
        return {(dated.first, dated.last) for dated in self.events[first:last]}

    def in_aside(self, dated: Dated) -> bool:
        """Does a word like "after" open the clause that a date stands in?"""
        if dated.token not in self.asides:
            self.asides[dated.token] = _in_aside(self.reading, dated)
        return self.asides[dated.token]


def _in_aside(reading: Reading, dated: Dated) -> bool:
    begin, _ = reading.bounds[dated.passage]
    asides = calendar_words().lists["aside"]
    if reading.words[dated.expression.last - 1] in asides:
        return True  # "a day after | the raid"
    for index in range(dated.token - 1, max(begin, dated.token - 12) - 1, -1):
        if reading.words[index] in (",", ";", "."):
            return False
        if reading.words[index] in asides:
            return True
    return False
