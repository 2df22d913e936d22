"""What persons and other words do to a word: overruled, withdrawn, superseded, outgrown, opened ..."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.concluded import Change, ChangeAct, Choice
from sayso.reconcile.areas import Area
from sayso.reconcile.occasions import STOCKS
from sayso.reconcile.solve import Program
from sayso.reconcile.statements import Statement
from sayso.reconcile.sums import Row
from sayso.records import Hedge

_MINIMA: Final[frozenset[Hedge]] = frozenset({"at_least", "more_than"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement as it stands after the news: what it still bounds, and whether it is still its origin's
    word.
    """

    statement: Statement
    current: bool = True
    changes: tuple[Change, ...] = ()


def standing(statements: Sequence[Statement]) -> list[Standing]:
    """The statements after their origins' own corrections, in their order; what was withdrawn, or
    set aside by a person, bounds nothing.

    Police: 55 (withdrawn), 51, later 53. The 55 counts for nothing, the 51 caps no more, the 53 stands.
    """
    by_origin: dict[str, list[Statement]] = {}
    for each in statements:
        by_origin.setdefault(each.origin, []).append(each)
    found = []
    for each in statements:
        if each.set_aside is not None:
            found.append(
                Standing(each.without_bounds(), False, (_overruled(each, each.set_aside, statements),))
            )
        elif any(word.claim.state == "withdrawn" for word in each.words):
            change = _change("withdrawn", each, [], f"{each.said:,} was withdrawn")
            found.append(Standing(each.without_bounds(), False, (change,)))
        else:
            found.append(_after(each, [other for other in by_origin[each.origin] if _corrects(other, each)]))
    return found


def _overruled(each: Statement, choice: Choice, statements: Sequence[Statement]) -> Change:
    by = [word.id for other in statements for word in other.words if word.claim.id == choice.claim]
    why = f": {choice.reason}" if choice.reason else ""
    return Change(
        "overruled", each.ids, tuple(sorted(by)), f"{each.said:,} was set aside by {choice.who}{why}"
    )


def later(one: Statement, other: Statement) -> bool:
    """Was one certainly said after the other stood last? Of one origin, its last report suffices."""
    if one.origin == other.origin:
        return one.standing > other.standing
    return one.told > other.standing


def overtakes(one: Statement, other: Statement) -> bool:
    """Is one certainly a later word than the other, that says no less?"""
    return later(one, other) and one.floor >= other.floor and is_valid(one)


def is_valid(each: Statement) -> bool:
    """Did its reports give it as their news, and not as what was said before, and no person set it aside?"""
    return each.set_aside is None and not any(
        word.claim.state in {"initial", "earlier", "withdrawn"} for word in each.words
    )


def _corrects(one: Statement, other: Statement) -> bool:
    """Is one its origin's later word on what the other counts?"""
    return (
        one is not other
        and one.set_aside is None
        and later(one, other)
        and not is_blanket(one)
        and not one.described
        and not other.described
        and one.group == other.group
        and _covers(one, other)
        and not any(word.claim.state == "withdrawn" for word in one.words)
    )


def is_blanket(each: Statement) -> bool:
    """Is it a count of none? "No soldier was hurt" corrects nobody who was counted."""
    return each.said == 0


def _after(each: Statement, corrections: Sequence[Statement]) -> Standing:
    """A statement after its origin's later words."""
    if not corrections or each.kind in STOCKS:
        return Standing(each)
    # Whoever says the same number again, "at least" or "about" it, takes nothing back.
    same = [other for other in corrections if _same_region(other, each) and other.said != each.said]
    lower = [other for other in corrections if other.ceiling is not None and other.ceiling < each.floor]
    if lower:
        change = _change(
            "corrected", each, lower, f"{each.said:,} was taken back by its own source: {_told(lower)}"
        )
        return Standing(each.without_bounds(), False, (change,))
    if same:
        change = _change("superseded", each, same, f"{each.said:,} was brought up to date: {_told(same)}")
        return Standing(replace(each, ceiling=None, counted=None), False, (change,))
    return Standing(each)


def _told(statements: Sequence[Statement]) -> str:
    return ", ".join(f"{each.said:,}" for each in sorted(statements, key=lambda each: each.key))


def _change(act: ChangeAct, each: Statement, by: Sequence[Statement], reason: str) -> Change:
    ids = sorted({name for other in by for name in other.ids})
    return Change(act, each.ids, tuple(ids), reason)


def _same_region(one: Statement, other: Statement) -> bool:
    return (
        one.kind == other.kind
        and (one.days == other.days or _running_on(one, other))
        and _hold(one.areas, other.areas)
        and _hold(other.areas, one.areas)
    )


def _running_on(one: Statement, other: Statement) -> bool:
    """Is one the later state of a running total of the same happening?"""
    return one.happening and other.happening and one.incident is not None and one.incident == other.incident


def _covers(one: Statement, other: Statement) -> bool:
    kinds = one.kind == other.kind or (one.kind == "casualties" and other.kind in {"killed", "injured"})
    if not kinds or not _hold(one.areas, other.areas):
        return False
    if one.days is None or other.days is None:
        return one.days == other.days or _running_on(one, other)
    return one.days[0] <= other.days[0] and other.days[1] <= one.days[1]


def _hold(wider: frozenset[Area], narrower: frozenset[Area]) -> bool:
    return narrower <= wider or all(any(each.holds(area) for each in wider) for area in narrower)


def outgrown(
    all_standing: Sequence[Standing],
    number_of_cells: int,
    floors: Callable[[int], frozenset[int]],
    ceilings: Callable[[int], frozenset[int]],
) -> list[Standing]:
    """The statements whose ceilings later floors alone exceed lose them, which is no contradiction.

    "5 killed in Loikaw since 11 November" told on the 14th, and then "14 killed on the 14th": the 5 was
    outgrown. `floors` and `ceilings` give the cells that the n-th statement bounds. No ceiling is used, so
    that nothing depends on the order. What was outgrown is still `counted`: it was its origin's count of
    that region.
    """
    rows = sorted(
        (
            Row(floors(number), each.statement.floor, None, number)
            for number, each in enumerate(all_standing) if each.statement.floor > 0
        ),
        key=lambda row: all_standing[row.of].statement.told,
    )  # fmt: skip
    told = [all_standing[row.of].statement.told for row in rows]
    by_origin = defaultdict[str, list[Row]](list)
    for row in rows:
        by_origin[all_standing[row.of].statement.origin].append(row)
    found = list(all_standing)
    for number, each in enumerate(all_standing):
        ceiling = each.statement.ceiling
        if ceiling is None or each.statement.kind in STOCKS:
            continue
        asked = ceilings(number)
        others = rows[bisect_right(told, each.statement.standing) :]
        after = [
            row
            for row in {*others, *by_origin[each.statement.origin]}
            if row.of != number
            and row.cells <= asked  # any other floor may be filled outside
            and later(all_standing[row.of].statement, each.statement)
        ]
        if sum(row.low for row in after) <= ceiling:
            continue
        least, by = Program(number_of_cells, sorted(after, key=lambda row: row.of)).least(asked)
        if least > ceiling:
            news = [all_standing[other].statement for other in sorted(by)]
            change = _change("outgrown", each.statement, news, f"{ceiling:,} was outgrown: {_told(news)}")
            lapsed = replace(each.statement, ceiling=None, counted=ceiling)
            found[number] = replace(each, statement=lapsed, current=False, changes=(*each.changes, change))
    return found


def opened(all_standing: Sequence[Standing], told: Sequence[frozenset[int]]) -> list[Standing]:
    """The statements whose very number another origin calls a minimum lose their ceilings.

    "About 40,000" and "more than 40,000" of the same people together say 40,000 or more; unless the first was
    still told when the second had been news. `told` gives the cells that the n-th statement speaks of.
    """
    minima = defaultdict[tuple[object, ...], list[Statement]](list)
    for number, each in enumerate(all_standing):
        if each.current and each.statement.hedge in _MINIMA:
            minima[each.statement.kind, each.statement.said, told[number]].append(each.statement)
    found = []
    for number, each in enumerate(all_standing):
        alike = minima.get((each.statement.kind, each.statement.said, told[number]), ())
        by = [other for other in alike if _opens(other, each.statement)]
        if by:
            reason = f"{each.statement.said:,} is the least by another source: {_told(by)} or more"
            change = _change("opened", each.statement, by, reason)
            unlimited = replace(each.statement, ceiling=None, counted=None)
            found.append(replace(each, statement=unlimited, changes=(*each.changes, change)))
        else:
            found.append(each)
    return found


def _opens(one: Statement, other: Statement) -> bool:
    """Does one that calls a number a minimum open the other, which calls it all?"""
    return (
        other.ceiling is not None
        and one.origin != other.origin
        and not one.described
        and is_valid(one)
        and one.standing >= other.standing
    )
