"""A figure in sentences: what sets its ends, who says so, what news overtook, and what would change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sayso.concluded import Figure, Limit, Mark
from sayso.reconcile.chosen import choice_told
from sayso.reconcile.conclude import Conclusion
from sayso.reconcile.problem import Problem
from sayso.reconcile.solve import without
from sayso.reconcile.speaking import is_interested
from sayso.reconcile.statements import Statement
from sayso.reconcile.sums import Weights
from sayso.records import Hedge

HEDGED: Final[dict[Hedge, str]] = {
    "exact": "{}", "range": "{}", "at_least": "at least {}", "more_than": "more than {}", "about": "about {}",
    "nearly": "nearly {}", "up_to": "up to {}", "fewer_than": "fewer than {}", "vague": "{} or more",
}  # fmt: skip
_SHARPEST: Final[tuple[Hedge, ...]] = (
    "about", "nearly", "vague", "more_than", "at_least", "up_to", "fewer_than", "range", "exact",
)  # fmt: skip


def limit_of(
    problem: Problem, found: Conclusion, binding: Weights, number: int | None, *, low: bool
) -> Limit:
    """One end of the figure with what it rests on: of several words the roughest gives the hedge.

    "Some 70 in Kayah to the 21st" caps the first week in Loikaw: 77, about, inferred.
    """
    resting = [problem.standing[each].statement for each in binding]
    mark: Mark | None = None
    if not low and found.counted is not None:
        mark = "as counted"
    elif resting and problem.direct.isdisjoint(binding):
        mark = "inferred"
    elif resting and all(is_interested(each) for each in resting):
        mark = "claimed"
    hedge = min((each.hedge for each in resting), key=_SHARPEST.index, default=None)
    weighing = sorted(_weighing(problem, binding).items())
    return Limit(
        number, hedge, tuple(claim for claim, _ in weighing), mark,
        _change(problem, found, binding, number, low=low), tuple(weight for _, weight in weighing),
    )  # fmt: skip


def _weighing(problem: Problem, binding: Weights) -> Mapping[str, float]:
    """What claims weigh; those that render one number share its weight: without one the others carry it."""
    found = defaultdict[str, float](float)
    for number, weight in binding.items():
        ids = problem.standing[number].statement.ids
        for claim in ids:
            found[claim] = round(found[claim] + weight / len(ids), 3)
    return found


def _change(problem: Problem, found: Conclusion, binding: Weights, number: int | None, *, low: bool) -> str:
    """What would have to change to move an end: 'without "53" (KnHRG) it would be 20'."""
    if not binding:
        return (
            "any count of this would raise it"
            if low
            else "an exact count of this, or of a wider one, closes it"
        )
    said = _said(problem, binding)
    if not low and found.counted is not None:
        return f"without {said} it would be {_end(found.high)}"
    rest = without(found.program, {*binding} | min((way.left_out for way in found.ways), key=sorted))
    moved = rest.least(problem.asked)[0] if low else rest.most(problem.asked)[0]
    if moved == number:
        return f"without {said} other words would still give it"
    return f"without {said} it would be {_end(moved)}"


def _end(number: int | None) -> str:
    return "open" if number is None else f"{number:,}"


def explain(concluded: Figure, problem: Problem, found: Conclusion) -> tuple[str, ...]:
    """The explanation of a figure, one sentence a line, the most important first."""
    assert concluded.low is not None
    lines = [_first(concluded), *map(choice_told, concluded.choices), *_ends(problem, found)]
    lines += [f"at least {rung.number:,}: {', '.join(rung.origins)}" for rung in concluded.ladder]
    lines += _changes(concluded)
    lines += [each.reason for each in concluded.contradictions]
    for way in concluded.settlements if len(concluded.settlements) > 1 else ():
        lines.append(f"without {', '.join(way.left_out)}: {way.low:,} to {_end(way.high)}")
    lines += _unused(concluded)
    return (*lines, *(f"assumed: {each}" for each in concluded.assumptions))


def explain_nothing(concluded: Figure) -> tuple[str, ...]:
    """The explanation where no word bears on what is asked."""
    chosen = map(choice_told, concluded.choices)
    return ("no word bears on this", *chosen, *_changes(concluded), *_unused(concluded))


def _ends(problem: Problem, found: Conclusion) -> Iterator[str]:
    """What the words say of each end, whether or not a person chose another."""
    if found.binding_low:
        yield f"at least {found.low:,}: {_said(problem, found.binding_low)}"
    if found.counted is not None:
        counting = _said(problem, found.counting)
        yield f"at most {found.counted:,} as counted: {counting}; proven is {_end(found.high)}"
    elif found.high is None:
        yield "no ceiling: no word that caps this still stands"
    else:
        yield f"at most {found.high:,}: {_said(problem, found.binding_high)}"


def _changes(concluded: Figure) -> list[str]:
    return [f"{change.act}: {change.reason}" for change in concluded.changes]


def _unused(concluded: Figure) -> list[str]:
    return [f"not used: {', '.join(each.claims)}: {each.reason}" for each in concluded.unused]


def shown(number: int, hedge: Hedge | None) -> str:
    """A number with its hedge in words.

    >>> shown(45001, "more_than")
    'more than 45,000'
    """
    said = number - 1 if hedge == "more_than" and number > 0 else number
    return HEDGED[hedge or "exact"].format(f"{said:,}")


def _first(concluded: Figure) -> str:
    assert concluded.low is not None
    if concluded.high is None:
        ends = f"{concluded.low:,} or more"
    elif concluded.high == concluded.low:
        ends = f"{concluded.low:,}"
    else:
        ends = f"{concluded.low:,} to {concluded.high:,}"
    best = "" if concluded.best is None else f" (best: {shown(concluded.best, concluded.best_hedge)})"
    return f"{ends} {concluded.question.who} {concluded.question.kind}{best}"


def _said(problem: Problem, binding: Iterable[int]) -> str:
    """The words of statements with who says so."""
    told = [problem.standing[number].statement for number in sorted(binding)]
    return "; ".join(map(quoted, told))


def quoted(each: Statement) -> str:
    """The words of a statement with who says so."""
    every = "all of " if each.none_of_others else ""
    return f'{every}"{each.words[0].claim.quantity.text}" ({each.origin})'
