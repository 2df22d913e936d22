"""Which statements about just what is asked are voices: current, not overtaken, nor lesser than others."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from sayso.reconcile.overtaken import Standing, is_valid, overtakes
from sayso.reconcile.scope import INTERESTED
from sayso.reconcile.statements import Statement


def speaking(direct: Mapping[int, Standing]) -> frozenset[int]:
    """The statements that are voices; vague or interested ones if there is no other.

    Of "51", "53" and "59" for one strike, told on three days, the 59 is. The numbers of data sets, made from
    what others told, are voices where nobody else is, and overtake nobody.
    """
    direct = {number: each for number, each in direct.items() if not each.statement.coded} or direct
    news = _News([each.statement for each in direct.values() if is_valid(each.statement)])
    current = {
        number for number, each in direct.items()
        if each.current and is_valid(each.statement) and not news.overtakes(each.statement)
    }  # fmt: skip
    for lesser in (_is_vague, is_interested):
        better = {number for number in current if not lesser(direct[number].statement)}
        current = better or current
    return frozenset(current)


def is_interested(each: Statement) -> bool:
    """Does its speaker count the losses of an enemy?"""
    return each.interest in INTERESTED


def _is_vague(each: Statement) -> bool:
    return each.hedge == "vague"


class _News:
    """Statements by the day on which they were told, to find later words that say no less."""

    def __init__(self, told: list[Statement]) -> None:
        told.sort(key=lambda each: each.told)
        self._days = [each.told for each in told]
        self._highest = [0] * (len(told) + 1)  # the highest floor from the n-th on
        for index in range(len(told) - 1, -1, -1):
            self._highest[index] = max(told[index].floor, self._highest[index + 1])
        self._by_origin = defaultdict[str, list[Statement]](list)
        for each in told:
            self._by_origin[each.origin].append(each)

    def overtakes(self, each: Statement) -> bool:
        """Did anybody certainly later say of the same no less?"""
        later = bisect_right(self._days, each.standing)
        if later < len(self._days) and self._highest[later] >= each.floor:
            return True
        return any(overtakes(own, each) for own in self._by_origin[each.origin] if own is not each)
