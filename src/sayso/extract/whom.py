"""Whom or what a quantity counts: the noun phrase and its class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.antecedents import antecedent
from sayso.extract.counted import Chosen, Counted
from sayso.extract.harmed_class import classify
from sayso.extract.noun_phrases import Phrase, blocks, core_at, name_end, phrase_at
from sayso.lexicon import Reading
from sayso.records import PEOPLE_KINDS, Harmed

GAP: Final = 3
_PRONOUNS: Final = frozenset({"them", "whom", "which", "those", "these", "us", "you"})
_RULE = "whom.right"


def whom(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Harmed | None]]:
    """The noun phrase each quantity counts, with its class and groups, in order.

    In "At least 12 junta soldiers were killed" the 12 are "junta soldiers", combatants. A bare number takes
    the noun of its neighbours ("killing six"); where there is none, `text` is None and only the class is told.
    """
    found: list[tuple[Phrase | None, str]] = [direct(reading, item) for item in counted]
    for place, item in enumerate(counted):
        phrase, rule = found[place]
        if phrase is None and rule == "whom.bare":
            found[place] = antecedent(reading, counted, found, place)
    return [
        classify(reading, item, phrase, rule)
        for item, (phrase, rule) in zip(counted, found, strict=True)
    ]


def direct(reading: Reading, item: Counted) -> tuple[Phrase | None, str]:
    """The phrase that the number itself opens, with the rule that found it; whom.bare where it stands alone."""
    stop = reading.bounds[reading.passage_of[item.first]][1]
    if _is_name(reading, item):
        return _name(reading, item, stop), "whom.name"
    at = _after_number(reading, item.last, stop)
    if at is None:
        return None, "whom.bare"
    if reading.words[at] in ("others", "other") and (at + 1 >= stop or core_at(reading, at, stop) is None):
        return Phrase(at, at + 1, None), "whom.others"
    phrase = phrase_at(reading, at, stop)
    if phrase is not None and _right_kind(phrase, item):
        return phrase, "whom.right"
    unknown = _unknown_noun(reading, at, stop)
    if unknown is not None:
        return unknown, "whom.unknown"
    return None, "whom.bare"


def _after_number(reading: Reading, at: int, stop: int) -> int | None:
    """Where a noun phrase may begin behind a number: over "of the", "more" and a bracket."""
    words = reading.words
    if at < stop and words[at] in ("more", "further", "additional"):
        at += 1
    if at < stop and words[at] == "of":
        at += 1
        if at < stop and words[at] in ("all",):
            at += 1
        if at < stop and words[at] in _PRONOUNS and not (at + 1 < stop and at + 1 in reading.nouns):
            return None
        if at < stop and reading.lexicon.is_in(words[at], "determiners") or at < stop and words[at] in ("those", "these"):
            at += 1
    return at if at < stop else None


def _right_kind(phrase: Phrase, item: Counted) -> bool:
    """People for people's kinds; a number of acts or things can be of people no more than the other way round."""
    if item.kind not in PEOPLE_KINDS:
        return True
    return phrase.noun_type not in ("act", "munition", "weapon", "vehicle", "building", "time", "money", "measure", "count-other")


def _unknown_noun(reading: Reading, at: int, stop: int) -> Phrase | None:
    """A plural that the lexicon does not know, right behind the number: "12 truffle-gatherers"."""
    end = at
    while end < min(stop, at + GAP) and (not blocks(reading, end) or reading.words[end] in ("-",)):
        end += 1
    if end == at or not reading.words[end - 1].endswith("s") or len(reading.words[end - 1]) < 4:
        return None
    return Phrase(at, end, None)


def _is_name(reading: Reading, item: Counted) -> bool:
    """Is the quantity itself the name of the one affected: "Maj. X was captured"?"""
    word = reading.words[item.first]
    if item.quantity.value != 1 or not reading.capitalised(item.first):
        return False
    if word in reading.lexicon.numerals or reading.lexicon.is_in(word, "determiners") or item.first in reading.hedges:
        return False
    return word not in ("another", "one", "nobody", "no")


def _name(reading: Reading, item: Counted, stop: int) -> Phrase:
    end = max(item.last, name_end(reading, item.first, stop))
    phrase = core_at(reading, item.first, stop)
    return Phrase(item.first, end, phrase.head if phrase else None)
