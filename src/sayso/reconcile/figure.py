"""What is concluded: a Figure for a Question from words, under a Policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
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
from sayso.reconcile.perspectives import perspectives
from sayso.reconcile.population import within_population
from sayso.reconcile.problem import Problem, pose
from sayso.reconcile.scope import scope, told_after
from sayso.reconcile.speaking import is_interested
from sayso.reconcile.statements import Statement, Statements
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
    heard = Figures(words, policy, max_settlements=max_settlements, lexicon=lexicon, parties=parties)
    return heard.of(question)


class Figures:
    """The `figure` of each of several questions about the same words.

    >>> heard = Figures(words)
    >>> heard.of(Question("killed", incidents=("b7e0",))), heard.of(Question("injured", incidents=("b7e0",)))

    What the words tell together is found out once. Words that are known on one day may tell something else
    on the next, so whoever asks for several days asks day by day.
    """

    def __init__(
        self,
        words: Iterable[Word],
        policy: Policy = SAYSO,
        *,
        max_settlements: int = MAX_SETTLEMENTS,
        lexicon: Lexicon | None = None,
        parties: Parties | None = None,
    ) -> None:
        self.words = tuple(words)
        self._policy, self._most = policy, max_settlements
        self._whom = Whom(lexicon or load(), parties or open_parties())
        self._known = _Known(None, self.words, policy, self._whom)

    def perspectives(self, question: Question) -> tuple[str, ...]:
        """From whose perspectives a question can be asked, too."""
        return perspectives(question, self.words, self._whom)

    def of(self, question: Question) -> Figure:
        """The figure of a question."""
        if question.at != self._known.at:
            self._known = _Known(question.at, self.words, self._policy, self._whom)
        scoped = scope(question, self._known.words, self._whom, self._policy)
        if not scoped.taken:
            return _nothing(Figure(question, self._policy.name, unused=scoped.unused))
        posed = pose(question, scoped.taken, self._known.stated(scoped.taken), self._whom)
        problem, aside = _without_interested(posed, self._policy)
        unused = (*scoped.unused, *problem.unused, *aside)
        found = conclude(problem, self._most) if problem.is_told_of else None
        if found is None or found.low is None:
            changes, choices = _changes(problem), choices_aside(problem)
            return _nothing(
                Figure(question, self._policy.name, changes=changes, unused=unused, choices=choices)
            )
        return _figure(question, self._policy, problem, found, unused)


class _Known:
    """The words that are known on a day, and what those that were last asked about state."""

    def __init__(self, at: date | None, words: Iterable[Word], policy: Policy, whom: Whom) -> None:
        self.at = at
        self.words = sorted((word for word in words if not told_after(word, at)), key=lambda word: word.id)
        self._read = Statements(policy, whom, Incidents(self.words))
        self._taken, self._stated = tuple[Word, ...](), list[Statement]()

    def stated(self, taken: tuple[Word, ...]) -> Sequence[Statement]:
        """What words state: those asked about at other places, or of others, rest on the same words."""
        if taken != self._taken:
            self._taken, self._stated = taken, self._read.of(taken)
        return self._stated


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


def _nothing(told: Figure) -> Figure:
    """The record where no word bears on what is asked."""
    return replace(told, explanation=explain_nothing(told))


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
