"""Who of those shot or hurt died and who lived, where the words about them or the next sentences tell.

"A girl was shot in the leg" lived, "He was found with a gunshot wound. The teen died at the hospital" did
not, though no word of death stands beside the number.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final, Literal

from sayso.extract.counted import Counted
from sayso.lexicon import Reading
from sayso.records import Quote

FOLLOWING: Final = 2  # sentences that may go on about the same people
NEGATION_REACH: Final = 3
LIMB_REACH: Final = 5
_ONE: Final = frozenset({"he", "she", "him"})
_POINTING: Final = frozenset({"the", "that"})

Outcome = Literal["died", "lived"]


def settled(reading: Reading, counted: Sequence[Counted]) -> list[Counted]:
    """The quantities, those hurt who are told to have died as killed, those shot who lived as injured.

    A later word for the same person ("The teen was pronounced dead") becomes a mention of the first.
    """
    open_rules = reading.lexicon.words["open_outcomes"]
    kept = _one_outcome(counted, open_rules)
    for item in counted:
        is_open = item.rules[0] in open_rules
        if item not in kept or item.trigger is None or not (is_open or _is_one_hurt(item)):
            continue
        stop, again = _told_until(reading, item, kept)
        outcome = _outcome(reading, item, stop, again)
        if outcome is None or (outcome == "lived" and not is_open):
            continue
        kind = "killed" if outcome == "died" else "injured"
        same = [other for other in again if other.kind == kind or other.rules[0] in open_rules]
        kept = [
            _decided(item, outcome, same) if other is item else other for other in kept if other not in same
        ]
    return kept


def _one_outcome(counted: Sequence[Counted], open_rules: Collection[str]) -> list[Counted]:
    """Of a number that one open word made both killed and injured only the likelier, which comes first."""
    seen: set[int] = set()
    kept = []
    for item in counted:
        if item.rules[0] in open_rules:
            if item.first in seen:
                continue
            seen.add(item.first)
        kept.append(item)
    return kept


def _is_one_hurt(item: Counted) -> bool:
    return item.kind == "injured" and item.quantity.value == 1 and item.quantity.hedge == "exact"


def _decided(item: Counted, outcome: Outcome, again: Sequence[Counted]) -> Counted:
    mentions = tuple(Quote(each.quantity.text, each.quantity.start, each.quantity.end) for each in again)
    return replace(
        item,
        kind="killed" if outcome == "died" else "injured",
        rules=("outcome.died" if outcome == "died" else "injured.shoot", *item.rules[1:]),
        mentions=(*item.mentions, *mentions),
    )


def _told_until(reading: Reading, item: Counted, counted: Sequence[Counted]) -> tuple[int, list[Counted]]:
    """Up to which token the same people are spoken of, and the quantities that say them again."""
    passage = reading.passage_of[item.first]
    stop = reading.bounds[min(passage + FOLLOWING, len(reading.bounds) - 1)][1]
    again = []
    later = [
        other
        for other in counted
        if other.first > item.first and other.kind in ("killed", "injured", "casualties")
    ]
    for other in sorted(later, key=lambda each: each.first):
        if other.first >= stop:
            break
        if not _points_back(reading, item, other):
            stop = other.first
            break
        again.append(other)
    if item.quantity.value > 1:
        behind = range(item.last, stop)
        stop = next((at for at in behind if reading.words[at] in reading.lexicon.numerals), stop)
    return stop, again


def _points_back(reading: Reading, item: Counted, other: Counted) -> bool:
    """ "The teen", "he" in a later sentence: the one person told before."""
    if item.quantity.value != 1 or other.quantity.value != 1:
        return False
    word = reading.words[other.first]
    if reading.passage_of[other.first] == reading.passage_of[item.first]:
        return word in _ONE
    return (word in _POINTING or word in _ONE) and not any(
        reading.lexicon.is_in(reading.words[at], "others") for at in range(other.first, other.last + 1)
    )


def _outcome(reading: Reading, item: Counted, stop: int, again: Sequence[Counted]) -> Outcome | None:
    """Died where one person is told to have died, lived where words of treatment and limbs alone are told."""
    assert item.trigger is not None
    open_rules = reading.lexicon.words["open_outcomes"]
    told_dead = any(other.kind == "killed" and other.rules[0] not in open_rules for other in again)
    if told_dead or _died(reading, item, stop):
        return "died"
    behind = range(item.first, stop)
    treated = any(
        reading.lexicon.is_in(reading.words[at], "survival_words") and not _is_denied(reading, at)
        for at in behind
    )
    return "lived" if treated or _in_a_limb(reading, item.trigger.last, stop) else None


def _died(reading: Reading, item: Counted, stop: int) -> bool:
    """ "A girl who was shot on Monday died on Saturday", "He was pronounced dead": of one person alone."""
    if item.quantity.value != 1 or item.trigger is None:
        return False
    own = reading.passage_of[item.first]
    for index in range(max(item.last, item.trigger.last), stop):
        if not reading.lexicon.is_in(reading.words[index], "death_words") or _is_denied(reading, index):
            continue
        passage = reading.passage_of[index]
        begin = item.trigger.last if passage == own else reading.bounds[passage][0]
        if _goes_on(reading, begin, index, passage == own, item.first < item.trigger.first):
            return True
    return False


def _goes_on(reading: Reading, begin: int, index: int, is_own: bool, is_subject: bool) -> bool:
    """Is the subject of the word the same person: nobody else named between, or "he", "the victim" first?"""
    people = [
        at
        for at in range(begin, index)
        if at in reading.nouns and reading.nouns[at].payload.noun_type == "person"
    ]
    if is_own:
        return is_subject and not people
    word = reading.words[begin]
    return word in ("he", "she") or (word == "the" and len(people) <= 1 and begin + 1 in people)


def _is_denied(reading: Reading, index: int) -> bool:
    return any(
        reading.lexicon.is_in(reading.words[at], "negations") or reading.words[at] in ("no", "nobody", "none")
        for at in range(max(index - NEGATION_REACH, 0), index)
    )


def _in_a_limb(reading: Reading, index: int, stop: int) -> bool:
    """ "Shot | twice in the left leg"."""
    words = reading.words[index : min(index + LIMB_REACH, stop)]
    return any(reading.lexicon.is_in(word, "limbs") for word in words)
