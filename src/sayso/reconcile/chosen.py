"""A figure as persons chose it: numbers of just what a claim counts in place of those that the words give."""

from __future__ import annotations

from dataclasses import replace

from sayso.concluded import Choice, Figure, Limit
from sayso.reconcile.overruled import latest_first
from sayso.reconcile.problem import Problem


def as_chosen(concluded: Figure, problem: Problem) -> Figure:
    """The figure with the numbers that a person chose for just what is asked, and all choices that bear on
    it.

    "12 to 17", for which Ma Thida chose a best of 14: still 12 to 17, but 14 in between. The latest choice
    of numbers holds, unless they no longer fit the ends that it leaves to the words.
    """
    aside = choices_aside(problem)
    numbers = [
        each
        for each in latest_first(
            word.choice
            for number in problem.direct
            if problem.standing[number].statement.set_aside is None
            for word in problem.standing[number].statement.words
        )
        if each.numbers
    ]
    if not numbers:
        return replace(concluded, choices=aside) if aside else concluded
    holding, *earlier = numbers
    moot = _misfit(concluded, holding)
    told = [replace(holding, moot=moot)]
    told += [replace(each, moot=f"{holding.who} chose later") for each in earlier]
    told += [each for each in aside if each not in numbers]
    moved = concluded if moot else _moved(concluded, holding, problem)
    return replace(moved, choices=tuple(told))


def choices_aside(problem: Problem) -> tuple[Choice, ...]:
    """The choices that set words aside, the latest first."""
    return tuple(latest_first(each.statement.set_aside for each in problem.standing))


def _misfit(concluded: Figure, choice: Choice) -> str | None:
    """Why the numbers of a choice cannot stand beside the ends that it leaves to the words."""
    low = concluded.low if choice.low is None else choice.low
    high = concluded.high if choice.high is None else choice.high
    assert low is not None
    best = low if choice.best is None else choice.best
    if low <= best and (high is None or best <= high):
        return None
    return f"its numbers do not fit {low:,} to {'open' if high is None else f'{high:,}'}"


def _moved(concluded: Figure, choice: Choice, problem: Problem) -> Figure:
    """The figure with the numbers of a choice in place of its own."""
    words = {word.id for each in problem.standing for word in each.statement.words if word.choice == choice}
    chosen = tuple(sorted(words))
    low, high, best, hedge = concluded.low, concluded.high, concluded.best, concluded.best_hedge
    low_limit, high_limit = concluded.low_limit, concluded.high_limit
    if choice.low is not None:
        low, low_limit = choice.low, _limit(choice, choice.low, low, chosen)
    if choice.high is not None:
        high, high_limit = choice.high, _limit(choice, choice.high, high, chosen)
    if choice.best is not None:
        best, hedge = choice.best, "exact"
    elif best is not None and low is not None:
        best = max(low, best if high is None else min(best, high))
    return replace(
        concluded, low=low, high=high, best=best, best_hedge=hedge, low_limit=low_limit, high_limit=high_limit
    )


def _limit(choice: Choice, number: int, before: int | None, claims: tuple[str, ...]) -> Limit:
    """An end that a person chose."""
    proven = "open" if before is None else f"{before:,}"
    change = f"without the choice of {choice.who} it would be {proven}"
    return Limit(number, "exact", claims, "chosen", change, (0.0,) * len(claims))


def choice_told(choice: Choice) -> str:
    """A choice in words.

    >>> choice_told(Choice("9f2c...", "Ma Thida", at, "the hospital's list", best=14))
    "best 14, chosen by Ma Thida: the hospital's list"
    """
    numbers = [f"{name} {number:,}" for name, number in choice.numbers.items()]
    if choice.over:
        numbers.append("one claim over others")
    line = f"{', '.join(numbers)}, chosen by {choice.who}"
    line += f": {choice.reason}" if choice.reason else ""
    return f"{line} (moves nothing: {choice.moot})" if choice.moot else line
