"""What is concluded: a Figure for a Question from words, under a Policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from sayso.concluded import Change, Contradiction, Figure, Question, Settlement, Unused, Word
from sayso.knowledge.parties import Parties, open_parties
from sayso.lexicon import Lexicon, load
from sayso.policy import SAYSO, Policy
from sayso.reconcile.best import best_of
from sayso.reconcile.chosen import as_chosen, choices_aside
from sayso.reconcile.conclude import Conclusion, conclude
from sayso.reconcile.explain import explain, explain_nothing, limit_of, quoted
from sayso.reconcile.groups import Whom
from sayso.reconcile.occasions import Incidents
from sayso.reconcile.population import within_population
from sayso.reconcile.problem import Problem, pose
from sayso.reconcile.scope import scope, told_after
from sayso.reconcile.speaking import is_interested
from sayso.reconcile.statements import Statement, statements
from sayso.reconcile.voices import ladder, origins, support, voices

MAX_SETTLEMENTS: Final = 64


def figure(
    question: Question,
    words: Iterable[Word],
    policy: Policy = SAYSO,
    *,
    max_settlements: int = MAX_SETTLEMENTS,
    lexicon: Lexicon | None = None,
    parties: Parties | None = None,
) -> Figure:
    """The figure of a question: bounds that hold for every way of settling contradictions, best, and why.

    "How many were killed in Loikaw on 14 November?" of "14 civilians on 14 November" and an earlier "5 since
    the 11th" is 14 to 14: the 5 was outgrown. The order of the words does not matter. Words far from what is
    asked are left out by themselves; a large ledger need only hand in those of the kind, place and days.
    """
    asked = figures(
        [question], words, policy, max_settlements=max_settlements, lexicon=lexicon, parties=parties
    )
    return next(asked)


def figures(
    questions: Iterable[Question],
    words: Iterable[Word],
    policy: Policy = SAYSO,
    *,
    max_settlements: int = MAX_SETTLEMENTS,
    lexicon: Lexicon | None = None,
    parties: Parties | None = None,
) -> Iterator[Figure]:
    """The `figure` of each question, all of the same words: what these tell together is found out once."""
    whom = Whom(lexicon or load(), parties or open_parties())
    told = list(words)
    for at, alike in groupby(questions, key=lambda question: question.at):
        known = [word for word in told if not told_after(word, at)]
        incidents = Incidents(known)
        taken, stated = tuple[Word, ...](), list[Statement]()
        for question in alike:
            scoped = scope(question, known, whom, policy)
            if scoped.taken != taken:  # those asked at other places, or of others, rest on the same words
                taken, stated = scoped.taken, statements(scoped.taken, policy, whom, incidents)
            problem, aside = _without_interested(pose(question, scoped.taken, stated, whom), policy)
            unused = (*scoped.unused, *problem.unused, *aside)
            found = conclude(problem, max_settlements) if problem.is_told_of else None
            if found is None or found.low is None:
                yield _nothing(question, policy, problem, unused)
            else:
                yield _figure(question, policy, problem, found, unused)


def _without_interested(problem: Problem, policy: Policy) -> tuple[Problem, list[Unused]]:
    """The problem without interested words where a third party speaks of just what is asked."""
    direct = {number: problem.standing[number].statement for number in problem.direct}
    interested = {number for number, each in direct.items() if is_interested(each)}
    impartial = any(each.interest == "third_party" for each in direct.values())
    if policy.interested == "counted" or not interested or not impartial:
        return problem, []
    kept = tuple(
        replace(each, statement=each.statement.without_bounds(), current=False)
        if number in interested
        else each
        for number, each in enumerate(problem.standing)
    )
    reason = "counts an enemy's losses, where a third party counts them"
    return replace(problem, standing=kept), [Unused(problem.ids(interested), reason)]


def _nothing(question: Question, policy: Policy, problem: Problem, unused: tuple[Unused, ...]) -> Figure:
    """The record where no word bears on what is asked."""
    nothing = Figure(
        question, policy.name, None, None, None, None, None, None, None,
        changes=_changes(problem), unused=unused, choices=choices_aside(problem),
    )  # fmt: skip
    return replace(nothing, explanation=explain_nothing(nothing))


def _figure(
    question: Question, policy: Policy, problem: Problem, found: Conclusion, unused: Sequence[Unused]
) -> Figure:
    """The record of what was concluded."""
    high = found.high if found.counted is None else found.counted
    binding_high = found.binding_high if found.counted is None else found.counting
    best, hedge = best_of(problem, found, high, policy)
    bearing = frozenset({*problem.inside, *found.binding_low, *binding_high})
    said = voices(problem)
    concluded = Figure(
        question,
        policy.name,
        found.low,
        high,
        best,
        hedge,
        found.high,
        limit_of(problem, found, found.binding_low, found.low, low=True),
        limit_of(problem, found, binding_high, high, low=False),
        origins=origins(problem, {*found.binding_low, *binding_high}),
        claims=problem.ids(bearing),
        incidents=_incidents(problem, bearing),
        voices=said,
        ladder=ladder(said),
        settlements=tuple(
            Settlement(problem.ids(way.left_out), way.low, way.high, support(problem, way.left_out))
            for way in found.ways
        ),
        changes=_changes(problem),
        contradictions=tuple(_contradiction(problem, conflict) for conflict in found.settled.conflicts),
        unused=(*unused, *_elsewhere(problem, bearing)),
        assumptions=(*problem.assumptions, *found.assumptions),
    )
    concluded = as_chosen(within_population(concluded, problem.region, policy), problem)
    return replace(concluded, explanation=explain(concluded, problem, found))


def _changes(problem: Problem) -> tuple[Change, ...]:
    changes = (change for each in problem.standing for change in each.changes)
    return tuple(sorted(changes, key=lambda change: change.claims))


def _incidents(problem: Problem, numbers: Iterable[int]) -> tuple[str, ...]:
    told = {problem.standing[number].statement.incident for number in numbers}
    return tuple(sorted(incident for incident in told if incident is not None))


def _contradiction(problem: Problem, conflict: frozenset[int]) -> Contradiction:
    told = [problem.standing[number].statement for number in sorted(conflict)]
    said = "; ".join(map(quoted, told))
    return Contradiction(problem.ids(conflict), f"cannot all be true: {said}")


def _elsewhere(problem: Problem, bearing: frozenset[int]) -> list[Unused]:
    """Statements that neither lie in what is asked nor bind it."""
    reasons: dict[str, list[int]] = {}
    for number in range(len(problem.standing)):
        each = problem.standing[number].statement
        if number not in bearing and each.set_aside is None and not each.none_of_others:
            wider = problem.floors[number] & problem.asked
            reason = (
                "holds more than is asked, and binds nothing" if wider else "speaks of others than are asked"
            )
            reasons.setdefault(reason, []).append(number)
    return [Unused(problem.ids(numbers), reason) for reason, numbers in sorted(reasons.items())]
