"""A toll that only points back to what was counted: "the figure is over 60", "the victims were two men"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.extract.counts.option_features import Past
from sayso.extract.counts.plain import WRITTEN
from sayso.extract.nouns.geometry import Spot
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Reading
from sayso.records import Kind

DESCRIBED: Final = 2  # words between "the" and "number": the real death
_COUNTS: Final = frozenset({"number", "figure", "total", "tally", "count"})
_DEAD_AND_HURT: Final[frozenset[Kind]] = frozenset({"killed", "injured"})
_VICTIMS: Final = frozenset({"victims"})
_INCLUDING: Final = frozenset({"include", "included"})
AS_WHAT: Final = 2
_AS_WHAT: Final = frozenset({("identified", "as"), ("named", "as")})
_POINTING: Final = frozenset({"the", "that", "this", "its", "their"})
# Behind these it is said of what: "the number | of pupils", "the figure | for May".
_OF_WHAT: Final = frozenset({"of", "for", "who", "that", "in"})
_NAMING: Final = frozenset({"noun", "toll", "of"})


def with_toll_again(
    reading: Reading,
    begin: int,
    stop: int,
    here: Sequence[Spot],
    numbers: Sequence[Number],
    history: Sequence[Past],
) -> Sequence[Spot]:
    """The triggers of a sentence, and the words that point back to the number told before, as its toll.

    They point back no farther than to a number of the sentence itself. "It killed 30 and injured 90. The
    victims include | six children": of whom nobody tells whether they died.
    """
    again = next(
        (Hit(first, at + 1, history[-1]) for at in range(begin + 1, stop - 1)
         if (first := _opening(reading, begin, at)) is not None),
        None,
    )  # fmt: skip
    if again is None or any(
        spot.hit.first >= again.last and spot.hit.payload.use in _NAMING for spot in here
    ):
        return here
    if any(begin <= number.first < again.first and number.form in WRITTEN for number in numbers):
        return here
    told = history[-1]
    both = {each.kind for each in history[-2:] if each.passage == told.passage} == _DEAD_AND_HURT
    of_both = both and not _VICTIMS.isdisjoint(reading.words[again.first : again.last])
    kind: Kind = "casualties" if of_both else told.kind
    said = replace(told.spot.hit.payload, kinds={"": kind}, use="toll", form="none")
    others = [spot for spot in here if not again.first <= spot.hit.first < again.last]
    return [*others, Spot(Hit(again.first, again.last, said), "none")]


def _opening(reading: Reading, begin: int, at: int) -> int | None:
    """Where the phrase begins whose noun at a token points back; None where it does not."""
    words, behind = reading.words, reading.words[at + 1]
    if words[at] in _VICTIMS:
        names = behind in _INCLUDING or reading.lexicon.is_in(behind, "auxiliaries")
        points = names and _names_them(reading, at + 2)
    else:
        counts = words[at] in _COUNTS and at not in reading.triggers
        points = counts and behind not in _OF_WHAT and behind[0].isalpha()
    if not points:
        return None
    reach = range(at - 1, max(begin - 1, at - 2 - DESCRIBED), -1)
    first = next((index for index in reach if words[index] in _POINTING), None)
    if (
        first is None
        or words[first - 1] == "of"
        or any(index in reading.triggers for index in range(first, at))
    ):
        return None
    return first


def _names_them(reading: Reading, at: int) -> bool:
    """ "The victims were | two men", "were identified as | a man and a boy"."""
    words = reading.words
    at += AS_WHAT if words[at : at + AS_WHAT] in _AS_WHAT else 0
    return at < len(words) and (reading.opens_count(at) or reading.lexicon.is_in(words[at], "determiners"))
