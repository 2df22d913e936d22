"""What passes between the layers of the calendar: tokens, items read from them, and matches of forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sayso.knowledge.calendar.forms import CalendarWords
from sayso.knowledge.calendar.spans import Span
from sayso.records import Doubt

ItemKind = Literal["DATE", "NTH", "GAP", "LENGTH", "REPEATED", "OPEN"]
ExpressionForm = Literal[
    "point", "unit", "same", "away", "running", "range", "since", "length", "repeated", "open",
]  # fmt: skip
NO_PUBLICATION: Final = Doubt("when", "hangs on the day of publication, which is not known")
NO_ANCHOR: Final = Doubt("when", "hangs on a day that the text has not told")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: in lower case, as they stand, and their offsets."""

    words: Sequence[str]
    surface: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(slots=True)
class Item:
    """A piece of text with a meaning in time: tokens first..last-1.

    `whole` is the calendar unit that a span was cut from ("early June": June). LENGTH, NTH and GAP have
    `count` units; GAP has its direction in `number`, NTH the ordinal.
    """

    kind: ItemKind
    first: int
    last: int
    rule: str = ""
    span: Span | None = None
    doubt: Doubt | None = None
    with_year: bool = False
    count: float = 0
    number: int = 0
    unit: str = ""
    vague: bool = False
    whole: Span | None = None
    parts: tuple[Item, ...] = ()
    form: ExpressionForm = "point"


class Found:
    """A form's match: asks for words, values and numbers by class."""

    __slots__ = ("groups", "match", "tokens", "units", "words")

    def __init__(
        self, match: re.Match[str], tokens: Tokens, words: CalendarWords, units: Sequence[Item | int]
    ) -> None:
        self.match, self.tokens, self.words, self.units = match, tokens, words, units
        self.groups: dict[str, int] = {}
        for group in match.re.groupindex:
            start = match.start(group)
            if start >= 0:
                self.groups.setdefault(group.rpartition("_")[0], start)

    @property
    def first(self) -> int:
        """Its first token."""
        unit = self.units[self.match.start()]
        return unit if isinstance(unit, int) else unit.first

    @property
    def last(self) -> int:
        """The token behind it."""
        unit = self.units[self.match.end() - 1]
        return unit + 1 if isinstance(unit, int) else unit.last

    def has(self, name: str) -> bool:
        """Is a group of that class filled?"""
        return name in self.groups

    def item(self, name: str) -> Item:
        """The item of a layer below."""
        unit = self.units[self.groups[name]]
        assert isinstance(unit, Item)
        return unit

    def word(self, name: str) -> str:
        """The token of a class, in lower case."""
        unit = self.units[self.groups[name]]
        return self.tokens.words[unit if isinstance(unit, int) else unit.first]

    def value(self, name: str) -> Any:
        """The value that the tables give to the word of a class, None where it is not filled."""
        if name not in self.groups:
            return None
        return self.words.values[name.rstrip("0123456789")][self.word(name)]

    def number(self, name: str) -> int | None:
        """The number that stands there in digits."""
        return int(self.word(name)) if name in self.groups else None

    def month(self) -> int:
        """The month of a MON group."""
        word = self.word("MON")
        values = self.words.values
        month: int = values["MONTH"].get(word) or values["SHORTMONTH"][word]
        return month

    def count(self) -> tuple[float, bool]:
        """The number of a COUNT group and whether it is vague; 1 without one."""
        if "COUNT" not in self.groups:
            return 1, False
        start, end = self.match.span(next(g for g in self.match.re.groupindex if g.startswith("COUNT_")))
        total, vague = 0.0, False
        values = self.words.values
        for unit in self.units[start:end]:
            word = self.tokens.words[unit if isinstance(unit, int) else unit.first]
            if word == "half":
                total += 0.5
            elif word in values["CARDINAL"]:
                total += values["CARDINAL"][word]
            elif word in values["VAGUE"]:
                total, vague = values["VAGUE"][word], word != "couple"
            elif word[0].isdecimal():
                digits = word.replace(",", "")
                total += float(digits) if digits.replace(".", "", 1).isdecimal() else 0
        return total or 1, vague

    def says(self, word: str) -> bool:
        """Does the word stand in the match?"""
        return word in self.tokens.words[self.first : self.last]

    def word_is(self, name: str, among: tuple[str, ...]) -> bool:
        """Is the word of a class one of these?"""
        return name in self.groups and self.word(name) in among
