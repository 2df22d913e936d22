"""The cells of a coded row by their columns' names, each as what it should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Final, TypeVar

from sayso.read.spreadsheet.cells import MOST, days_of, degrees_of
from sayso.read.spreadsheet.claims import UnusableRowError

_WHOLE: Final = re.compile(r"(\d{1,12})(?:\.0{1,6})?")
_FORMS_OF_DAYS: Final = (None, "dd mmmm yyyy", "dd-mmm-yyyy", "dd-mmm-yy")
_MOST_SECONDS: Final = 253_402_300_799  # the last second of the year 9999
_NOTHING: Final = frozenset({"", "na", "n/a", "null", "none"})

Meaning = TypeVar("Meaning")


class Cells:
    """A row's cells; whatever is asked for raises `UnusableRowError` where something else stands there."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = {column.casefold(): cell for column, cell in cells.items()}

    def words(self, column: str) -> str | None:
        """What stands there, None for nothing."""
        cell = self._cells.get(column)
        return None if cell is None or cell.casefold() in _NOTHING else cell

    def needed(self, column: str) -> str:
        """What stands there."""
        words = self.words(column)
        if words is None:
            raise UnusableRowError(f"{column} is empty")
        return words

    def number(self, column: str) -> int | None:
        """A whole number of people, as "12" or "12.0"."""
        words = self.words(column)
        if words is None:
            return None
        whole = _WHOLE.fullmatch(words)
        if whole is None or int(whole[1]) > MOST:
            raise wrong(column, words, "a whole number from 0 up")
        return int(whole[1])

    def needed_number(self, column: str) -> int:
        """A whole number that must be there."""
        self.needed(column)
        number = self.number(column)
        assert number is not None
        return number

    def day(self, column: str) -> date:
        """A day, as 2023-11-21, 21 November 2023 or a time of it."""
        words = self.needed(column)
        for form in _FORMS_OF_DAYS:
            days = days_of(words, form)
            if days is not None and days[2] == "day":
                return days[0]
        raise wrong(column, words, "a day like 2023-11-21")

    def second(self, column: str) -> date | None:
        """The day of a number of seconds since 1970."""
        words = self.words(column)
        if words is None:
            return None
        whole = _WHOLE.fullmatch(words)
        if whole is None or int(whole[1]) > _MOST_SECONDS:
            raise wrong(column, words, "seconds since 1970")
        return datetime.fromtimestamp(int(whole[1]), UTC).date()

    def position(self) -> tuple[float, float] | tuple[None, None]:
        """Latitude and longitude; both or neither."""
        found = []
        for column, most in (("latitude", 90), ("longitude", 180)):
            words = self.words(column)
            degrees = degrees_of(words, most) if words is not None else None
            if words is not None and degrees is None:
                raise wrong(column, words, f"degrees from -{most} to {most}")
            found.append(degrees)
        latitude, longitude = found
        if latitude is None and longitude is None:
            return None, None
        if latitude is None or longitude is None:
            raise UnusableRowError("latitude without longitude, or longitude without latitude")
        return latitude, longitude

    def code(self, column: str, meanings: Mapping[str, Meaning], without: Meaning) -> Meaning:
        """What a code means; `without` where the row or the file has none."""
        words = self.words(column)
        if words is None:
            return without
        folded = words.casefold().removesuffix(".0")
        if folded not in meanings:
            raise wrong(column, words, _listed(meanings))
        return meanings[folded]


def wrong(column: str, words: str, expected: str) -> UnusableRowError:
    """Says what stands in a cell and what was expected."""
    return UnusableRowError(f"{column} {words!r}: expected {expected}")


def _listed(words: Collection[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
