"""Which persons that reports single out may be the same: the man of one may be the teenager of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from sayso.reconcile.groups import EVERYONE, Group
from sayso.reconcile.statements import Statement

_SEXES = (frozenset({"woman", "girl"}), frozenset({"man", "boy"}))


def of_any_age(group: Group) -> Group:
    """The group whoever of its age: "a boy" may be "a young man", "a teenager" a man or a woman.

    >>> sorted(of_any_age(Group(frozenset({"boy"}))).people)
    ['boy', 'man']
    """
    sex = next((sex for sex in _SEXES if group.people <= sex), EVERYONE)
    return replace(group, people=sex)


def ages_open(statements: Sequence[Statement]) -> tuple[bool, ...]:
    """Beside each statement, whether it is of one person whose age no sentence tells apart from another's.

    "A man was shot dead" and, elsewhere, "a teenager was killed" may be one of 19 years. A sentence that has
    both tells of two.
    """
    told = defaultdict[tuple[str, int], list[int]](list)
    for number, each in enumerate(statements):
        if _is_one(each):
            for sentence in {(word.claim.document, word.claim.evidence.start) for word in each.words}:
                told[sentence].append(number)
    apart = {
        number
        for together in told.values()
        for pair in combinations(together, 2)
        if _are_two(*(statements[one] for one in pair))
        for number in pair
    }
    return tuple(_is_one(each) and number not in apart for number, each in enumerate(statements))


def _is_one(each: Statement) -> bool:
    return (
        each.said == 1 and each.hedge == "exact" and each.happening and each.incident is not None
        and each.group.selects and each.whole is None
    )  # fmt: skip


def _are_two(one: Statement, other: Statement) -> bool:
    """Are two persons of one sentence told apart by age alone?"""
    same_sex = of_any_age(one.group).people & of_any_age(other.group).people
    return one.kind == other.kind and bool(same_sex) and not one.group.people & other.group.people
