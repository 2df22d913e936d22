"""Pairs of a number and a trigger that cannot belong together, whatever they weigh."""

from __future__ import annotations

from sayso.extract.counts.exclusions.agreed import AGREED
from sayso.extract.counts.exclusions.clauses import CLAUSES
from sayso.extract.counts.exclusions.doing import DOING
from sayso.extract.counts.exclusions.found import FOUND
from sayso.extract.counts.exclusions.no_verbs import NO_VERBS
from sayso.extract.counts.exclusions.not_harmed import NOT_HARMED
from sayso.extract.counts.exclusions.nouns import NOUNS
from sayso.extract.counts.exclusions.pair import Pair
from sayso.extract.counts.exclusions.senses import SENSES
from sayso.extract.counts.exclusions.unreal import UNREAL, somebody_is_taken
from sayso.extract.counts.exclusions.whence import WHENCE
from sayso.extract.counts.exclusions.wholes import WHOLES, is_part_of_harmed, is_told_of_part, is_told_of_whom

__all__ = [
    "Pair",
    "excluded",
    "is_part_of_harmed",
    "is_told_of_part",
    "is_told_of_whom",
    "somebody_is_taken",
]

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
