"""Which persons that reports single out may be the same: the man of one may be the teenager of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from sayso.concluded import Word
from sayso.reconcile.groups import EVERYONE, Group
from sayso.reconcile.statements import Statement

AGE_SLIP = 1  # years by which reports of one person differ
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")
_SECONDS = ("second ", "third ", "other ")
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


def are_two(one: Statement, other: Statement) -> bool:
    """Do ages, or "another" behind the one in the same report, tell two persons apart?

    "An 18-year-old woman was wounded" is not the 15-year-old who died, nor is "another teen".
    """
    ages, others = _ages(one), _ages(other)
    if ages and others and min(abs(age - of) for age in ages for of in others) > AGE_SLIP:
        return True
    told = {word.claim.document: word.claim.quantity.start for word in one.words}
    return any(
        _is_another(word)
        and told.get(word.claim.document, word.claim.quantity.start) < word.claim.quantity.start
        for word in other.words
    )


def _ages(each: Statement) -> set[int]:
    """The ages told of one person: "an 18-year-old woman"."""
    found = (_AGE.search(word.claim.whom.text or "") for word in each.words if word.claim.whom is not None)
    return {int(age[1]) for age in found if age is not None}


def _is_another(word: Word) -> bool:
    """ "Another teen", "a second victim"."""
    whom = word.claim.whom
    second = whom is not None and (whom.text or "").casefold().startswith(_SECONDS)
    return second or word.claim.quantity.text.casefold().startswith("another")


def _is_one(each: Statement) -> bool:
    return (
        each.said == 1 and each.hedge == "exact" and each.happening and each.incident is not None
        and each.group.selects and each.whole is None
    )  # fmt: skip


def _are_two(one: Statement, other: Statement) -> bool:
    """Are two persons of one sentence told apart by age alone?"""
    same_sex = of_any_age(one.group).people & of_any_age(other.group).people
    return one.kind == other.kind and bool(same_sex) and not one.group.people & other.group.people
