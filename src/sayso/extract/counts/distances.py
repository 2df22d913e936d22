"""How far the triggers of a sentence are from its numbers, and how each pair of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from sayso.extract.counts.option_features import FAR, OPEN_FORMS, Sentence, Standing
from sayso.extract.counts.plain import WRITTEN
from sayso.extract.nouns.geometry import (
    CLOSING_QUOTES,
    TOLL_OPENERS,
    Level,
    Signs,
    Spot,
    level_before,
    names_people,
)
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Lexicon, Noun, Reading

_EXPECTED_AFTER: Final = {"active": True, "passive": False, "reduced": False}
# On which side of the number a trigger of this use is expected, and what the other side costs.
_EXPECTED_AFTER_USE: Final = {
    "noun": False,
    "intransitive": False,
    "adjective": False,
    "toll": True,
    "of": True,
}
_OF_WHOM: Final = ("of", "whom")
_MARKS: Final = frozenset(",;:")
_ENDS: Final = frozenset(";:")
_WRONG_SIDE: Final = {"toll": 8, "of": 12, "noun": 10, "adjective": 8}


class Distances:
    """The cost of each trigger for each number of a sentence, and what stands between them.

    A cost is the number of tokens between the two, and what lies there that should not; a trigger on the
    side where its use is not expected costs more. A level is where the words begin by which a toll has come
    to a number, None where the trigger is no such toll. Both are asked as [number][trigger].
    """

    def __init__(
        self,
        reading: Reading,
        signs: Signs,
        features: Sentence,
        numbers: Sequence[Number],
        spots: Sequence[Spot],
        heads: Sequence[Hit[Noun] | None],
    ) -> None:
        self._reading, self._signs, self._features = reading, signs, features
        self._numbers, self._spots, self._heads = numbers, spots, heads
        self._begin, stop = reading.bounds[reading.passage_of[numbers[0].first]]
        self._barriers = [0, *accumulate(_barriers(reading, signs.asides, self._begin, stop))]
        levels = [level_before(reading, number.first, self._begin) for number in numbers]
        self.levels = [[self._level(spot, level) for spot in spots] for level in levels]
        self.costs = [[self._cost(place, at) for at in range(len(spots))] for place in range(len(numbers))]
        open_rows = [
            row for row, number in zip(self.costs, numbers, strict=True) if number.form in OPEN_FORMS
        ]
        self._cheapest = [min((row[at] for row in open_rows), default=FAR * 9) for at in range(len(spots))]

    def _level(self, spot: Spot, level: Level | None) -> int | None:
        """Where the words begin by which a toll has come to a number; None where it is no such toll.

        The toll is the last before them, and counts nothing else meanwhile.
        """
        if level is None or not spot.hit.last <= level.first:
            return None
        if spot.hit.payload.use != "toll" and not (level.is_change and spot.hit.payload.use == "noun"):
            return None
        words, begin = self._reading.words, max(self._begin, spot.hit.first - TOLL_OPENERS)
        brought = any(self._reading.lexicon.is_in(word, "bringing") for word in words[begin : spot.hit.first])
        if level.is_brought and not brought:
            return None
        if self._features.before_trigger(level.first):
            return None
        between = range(spot.hit.last, level.first)
        if self._counts_in(between) or any(words[at] in _ENDS for at in between):
            return None
        return level.first

    def standing(self, place: int, at: int, margin: int) -> Standing:
        """How a number and a trigger stand; `margin` is what the next best kind costs more."""
        number, spot, cost = self._numbers[place], self._spots[at], self.costs[place][at]
        after = spot.hit.last <= number.first
        first, last = (spot.hit.last, number.first) if after else (self._behind(number), spot.hit.first)
        if (level := self.levels[place][at]) is not None:
            first = level
        elif after and first < last and self._reading.words[first] in CLOSING_QUOTES:  # "neutralised" 12
            first += 1
        signs = self._signs.between(first, last) if first <= last else "in"
        return Standing(after, first, last, signs, cost, margin, self._cheapest[at] >= cost)

    def is_apart(self, number: Number, spot: Spot) -> bool:
        """Does another number stand between a number and a trigger?"""
        after = spot.hit.last <= number.first
        return self._counts_in(
            range(spot.hit.last, number.first) if after else range(number.last, spot.hit.first)
        )

    def _cost(self, place: int, at: int) -> int:
        """How far a trigger is from governing a number: tokens between, and what should not lie between."""
        number, spot, head = self._numbers[place], self._spots[at], self._heads[place]
        hit, use = spot.hit, spot.hit.payload.use
        if (reached := self.levels[place][at]) is not None:
            return number.first - reached
        if use == "noun" and number.first <= hit.first < (head.last if head else number.last):
            return 0
        after = hit.last <= number.first
        first, last = (hit.last, number.first) if after else (self._behind(number), hit.first)
        cost = 0
        if first < last:
            cost = last - first + self._barriers[last - self._begin] - self._barriers[first - self._begin]
        expected_after = _EXPECTED_AFTER_USE.get(use)
        if expected_after is None:
            expected_after = _EXPECTED_AFTER.get(spot.voice, True)
        return cost if after == expected_after else cost + _WRONG_SIDE.get(use, 8)

    def _behind(self, number: Number) -> int:
        """The token behind a number and "of whom": "41 children, | 17 of whom | were killed"."""
        behind = number.last + len(_OF_WHOM)
        return behind if self._reading.words[number.last : behind] == _OF_WHOM else number.last

    def _counts_in(self, stretch: range) -> bool:
        """Does a number stand there that may count something?"""
        return any(number.form in WRITTEN and number.first in stretch for number in self._numbers)


def _barriers(reading: Reading, asides: Mapping[int, int], begin: int, stop: int) -> list[int]:
    """What each word of a sentence adds to the distance over it; an aside takes away its own length."""
    words, triggers = _barrier_words(reading.lexicon), reading.triggers
    found = [words.get(word, 0) for word in reading.words[begin:stop]]
    for index in range(begin + 1, stop):
        if reading.words[index] == "since" and reading.lexicon.is_in(reading.words[index - 1], "perfect"):
            found[index - begin] = 0  # "have | since | died" opens no clause
    for index in range(begin, stop):
        if index in triggers and not found[index - begin] and not names_people(reading, index):
            found[index - begin] = 4
    for opened, behind in asides.items():
        if begin <= opened < stop:
            found[opened - begin : behind - begin] = [-1] * (behind - opened)
    return found


@lru_cache(maxsize=4)
def _barrier_words(lexicon: Lexicon) -> dict[str, int]:
    """What marks and words that open a clause add to the distance over them."""
    return dict.fromkeys(lexicon.words["clause_openers"], 5) | dict.fromkeys(_MARKS, 3)
