"""What a hedge means: from the number that was said to the numbers it can stand for.

The intervals are those of the annotation guideline. Two hedges are soft ("about", "nearly"): how far they
reach is no fact of the language but a ruling, so it comes as an argument, from a `Policy`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from sayso.records import Bounds, Quantity

Number = int | float


@dataclass(frozen=True, slots=True)
class Slack:
    """How far a soft number may lie from the one said, in per cent of it, below and above.

    With `rounding`, at least half the unit of its last significant digit: "about 40,000" was rounded to ten
    thousands, so it is 35,000 to 45,000.
    """

    below: int
    above: int
    rounding: bool = False


@dataclass(frozen=True, slots=True)
class Softness:
    """The slack of the two soft hedges; none for `nearly` above, which says that N was not reached."""

    about: Slack
    nearly_below: int


def bounds(said: Quantity, softness: Softness) -> Bounds:
    """The least and the greatest number a quantity can stand for, both inclusive; None: no limit.

    >>> bounds(Quantity("More than 200", 0, 13, 200, "more_than"), POLICIES["sayso/1"].softness)
    Bounds(low=201, high=None)

    A count is a whole number: soft ends are rounded outwards, so that "about 5" with a slack of ten per cent
    is 4 to 6 and never 5 alone. "nearly" stays below its number, "fewer than" too. No bound is below 0.
    """
    value = whole(said.value)
    match said.hedge:
        case "exact":
            return Bounds(value, value)
        case "at_least" | "vague":
            return Bounds(value, None)
        case "more_than":
            return Bounds(floor(value) + 1, None)
        case "up_to":
            return Bounds(0, value)
        case "fewer_than":
            return Bounds(0, _below(value))
        case "range":
            return _range(value, said.value_high)
        case "about":
            return _about(value, softness.about)
        case "nearly":
            high = _below(value)
            return Bounds(min(high, _share_down(value, softness.nearly_below)), high)


def whole(number: Number) -> Number:
    """The number as an integer where it is one: 200.0 people are 200, 1.5 stays 1.5."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _range(value: Number, value_high: Number | None) -> Bounds:
    if value_high is None:
        return Bounds(value, None)
    low, high = sorted((value, whole(value_high)))
    return Bounds(low, high)


def _about(value: Number, slack: Slack) -> Bounds:
    half = _rounded_off(value) if slack.rounding else 0
    low, high = _share_down(value, slack.below), _share_up(value, slack.above)
    return Bounds(max(0, min(low, floor(value - half))), max(high, ceil(value + half)))


def _rounded_off(value: Number) -> float:
    """Half the unit of the last significant digit of a whole number: 5 of 70, 5,000 of 40,000."""
    digits = str(floor(value))
    return 10 ** (len(digits) - len(digits.rstrip("0"))) / 2 if value >= 1 else 0


def _below(value: Number) -> int:
    """The greatest whole number below, none below 0."""
    return max(0, ceil(value) - 1)


# In whole numbers: 70 and ten per cent more are 77, where 70 * 1.1 in floating point is more than that.
def _share_down(value: Number, slack: int) -> int:
    return max(0, floor(value * (100 - slack)) // 100)


def _share_up(value: Number, slack: int) -> int:
    return -(-ceil(value * (100 + slack)) // 100)
