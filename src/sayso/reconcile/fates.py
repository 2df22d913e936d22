"""Who of those told as injured may have died since: persons are counted once, as it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from sayso.concluded import Word
from sayso.reconcile.overtaken import Standing
from sayso.reconcile.singled_out import are_two, of_any_age
from sayso.reconcile.statements import Statement

Sentence = tuple[str, int]


def died_since(all_standing: Sequence[Standing]) -> tuple[int, ...]:
    """Beside each statement, how many of those it counts as injured may be among the dead: one, or nobody.

    "A boy was wounded" and "a boy was killed", told of one shooting, may be the same boy, so that nobody need
    be injured. A sentence that has both tells of two, and so do their ages, their sex and "another". Of
    several that are counted together a death is told as news of them, unless they are counted as they were
    found: of "four were taken to hospital" the same report may tell one dead, where it tells of no more.
    """
    dead = defaultdict[str | None, list[Statement]](list)
    beside = defaultdict[Sentence, int](int)
    for each in (standing.statement for standing in all_standing):
        if each.kind == "killed" and each.happening:
            if each.said == 1 and each.whole is None:
                dead[each.incident].append(each)
            for sentence in map(_sentence, each.words):
                beside[sentence] = max(beside[sentence], each.floor)
    several = {report for (report, _), floor in beside.items() if floor > 1}
    return tuple(_among(each.statement, dead, beside, several) for each in all_standing)


def _among(
    each: Statement,
    dead: Mapping[str | None, Sequence[Statement]],
    beside: Mapping[Sentence, int],
    several: Set[str],
) -> int:
    """How many of one statement's injured may be among the dead; `several` are reports that tell of more."""
    if each.kind != "injured" or not each.happening or each.incident is None:
        return 0
    if each.said == 1:
        near = dead.get(each.incident, ())
    elif each.as_found:
        reports = _reports(each) - several
        near = [one for one in dead.get(each.incident, ()) if not reports.isdisjoint(_reports(one))]
    else:
        return 0
    others = [one for one in near if _are_two(one, each)]
    alike = (one.floor for one in near if one not in others and one.group.people & each.group.people)
    known = max(beside.get(_sentence(word), 0) for word in each.words)
    known = max(known, max((one.floor for one in others), default=0))
    return min(each.floor, max(0, max(alike, default=0) - known))


def _are_two(one: Statement, other: Statement) -> bool:
    """Are they two persons, by what both are told to be, or by what one report tells of a man and a woman?"""
    same_sex = of_any_age(one.group).people & of_any_age(other.group).people
    together = not _reports(one).isdisjoint(_reports(other))
    return are_two(one, other) or (together and not same_sex)


def _reports(each: Statement) -> Set[str]:
    return {word.claim.document for word in each.words}


def _sentence(word: Word) -> Sentence:
    return word.claim.document, word.claim.evidence.start
