"""Nouns of which one cannot be a part of the other: women of children, civilians of fighters."""

from __future__ import annotations

from typing import Final

from sayso.extract.harmed.harmed_class import class_of_noun
from sayso.extract.nouns.noun_phrases import is_people
from sayso.lexicon import Hit, Noun, Reading

_AGES: Final = frozenset({"children", "women", "men"})
_ADULTS: Final = frozenset({"women", "men"})
_ANYBODY: Final = "person"


def are_apart(reading: Reading, whole: Noun, part: Noun) -> bool:
    """Does the noun of a whole rule out that of a part?

    "5,600 children and 3,400 | women |": these are no part of those, nor are "two people" of "three
    fighters".
    """
    ages, others = _AGES.intersection(whole.groups), _AGES.intersection(part.groups)
    if ages and others and ages.isdisjoint(others):
        return True
    side = class_of_noun(reading, whole)
    if part.lemma == _ANYBODY and (ages or side == "combatant"):
        return True
    may_fight = bool(others) and others <= _ADULTS
    sides = {side, class_of_noun(reading, part)}
    return sides == {"civilian", "combatant"} and not (side == "combatant" and may_fight)


def peoples(reading: Reading, first: int, head: Hit[Noun]) -> frozenset[str]:
    """The peoples that a phrase from a token to its noun names: the Israelis of "two | Israeli soldiers"."""
    hits = (reading.nouns.get(at) for at in range(first, head.last))
    return frozenset(hit.payload.lemma for hit in hits if hit is not None and is_people(hit.payload))
