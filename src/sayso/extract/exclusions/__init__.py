"""Pairs of a number and a trigger that cannot belong together, whatever they weigh."""

from __future__ import annotations

from sayso.extract.exclusions.agreed import AGREED
from sayso.extract.exclusions.clauses import CLAUSES
from sayso.extract.exclusions.doing import DOING
from sayso.extract.exclusions.found import FOUND
from sayso.extract.exclusions.no_verbs import NO_VERBS
from sayso.extract.exclusions.not_harmed import NOT_HARMED
from sayso.extract.exclusions.nouns import NOUNS
from sayso.extract.exclusions.pair import Pair
from sayso.extract.exclusions.senses import SENSES
from sayso.extract.exclusions.unreal import UNREAL, somebody_is_taken
from sayso.extract.exclusions.whence import WHENCE
from sayso.extract.exclusions.wholes import WHOLES, is_told_of_part, is_told_of_whom

__all__ = ["Pair", "excluded", "is_told_of_part", "is_told_of_whom", "somebody_is_taken"]

_RULES = (
    *UNREAL,
    *AGREED,
    *NO_VERBS,
    *WHOLES,
    *DOING,
    *CLAUSES,
    *NOUNS,
    *WHENCE,
    *SENSES,
    *NOT_HARMED,
    *FOUND,
)


def excluded(pair: Pair) -> bool:
    """Can the trigger not be told of the number?"""
    return any(rule(pair) for rule in _RULES)
