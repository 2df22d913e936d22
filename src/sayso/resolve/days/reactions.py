"""The day on which somebody answers what a claim tells of is none of the claim's.

"On | Wednesday | families buried 14 people killed in Tuesday's raid": the raid has a day of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Hit, Reading, Trigger
from sayso.records import Claim, Kind
from sayso.resolve.days.dated import Dated
from sayso.resolve.days.setting import Setting
from sayso.resolve.days.telling import owned_by

MAX_BESIDE: Final = 12  # dates of a sentence that are weighed
_DEED: Final = 4  # tokens from "Tuesday's" to the deed: Tuesday's | deadly car bomb attack
_WOUNDS: Final = 4  # tokens of what somebody died of: wounds sustained in | Tuesday's raid
_KILLING: Final = 3  # tokens from a noun to whom it befell: the killing of at least | 14
_NEWS: Final = 6  # tokens before "Tuesday's raid" that say a toll of it is told: the number of dead in
_TOLLS: Final = frozenset({"toll", "number", "count", "tally", "total"})
_RELATIVE: Final = frozenset({"that", "which", "where", "when", "who"})
_OPENS: Final = frozenset({"after", "since", "before", "as", "when", "that", "and", "while"})
_ENDS: Final = frozenset({",", ";", ":", ".", "–", "—"})


def answers_of(setting: Setting, claims: Sequence[Claim]) -> dict[int, set[int]]:
    """By the token of a claim, the dates of its sentence on which somebody answered what it tells of.

    Those that are no claim's are noted: what is told in other sentences did not happen then either.
    """
    answers: dict[int, set[int]] = {}
    held: set[int] = set()
    for claim, token in zip(claims, setting.tokens, strict=True):
        for dated in setting.events_in(setting.reading.passage_of[token])[:MAX_BESIDE]:
            if _is_of_answer(setting, dated, token, claim.kind):
                answers.setdefault(token, set()).add(dated.token)
            else:
                held.add(dated.token)
    setting.answers = set().union(*answers.values()) - held
    return answers


def _is_of_answer(setting: Setting, dated: Dated, token: int, kind: Kind) -> bool:
    """Has what the claim tells of another day in the sentence, so that this is one of an answer to it?"""
    if dated.since or dated.as_of:
        return False
    reading = setting.reading
    for other in setting.events_in(dated.passage)[:MAX_BESIDE]:
        if other is dated or other.since:
            continue
        if _is_owned(reading, other):
            if _answers_deed(reading, dated, other, token, kind):
                return True
        elif dated.token < token < other.token and _is_of_those(reading, dated, other, token, kind):
            return True
    return False


def _is_owned(reading: Reading, dated: Dated) -> bool:
    """Tuesday's raid, Monday's deadly car bomb attack; not Tuesday's meeting, nor today's war."""
    if owned_by(reading, dated.expression) is None:
        return False
    last, strokes = dated.expression.last, calendar_words().lists["stroke"]
    for index in range(last, min(reading.bounds[dated.passage][1], last + _DEED + 1)):
        if reading.words[index] in strokes or any(map(_is_deed, reading.triggers.get(index, ()))):
            return True
    return False


def _is_deed(hit: Hit[Trigger]) -> bool:
    return hit.payload.use in ("noun", "of") or "attacks" in hit.payload.kinds.values()


def _answers_deed(reading: Reading, dated: Dated, deed: Dated, token: int, kind: Kind) -> bool:
    """Is a day one of who answers the deed that the claim is of?"""
    words, first, last = reading.words, deed.token, deed.expression.last
    before = words[first - 1] if first else ""
    if token < first:
        if not _ENDS.isdisjoint(words[token:first]) or before in _OPENS or _died_later(reading, first):
            return False
        return not token < dated.token < first and _suffered_in(reading, token, first, kind)
    between = words[last:token]
    if token < dated.token:
        toll = not _TOLLS.isdisjoint(words[max(0, first - _NEWS) : first])
        return toll and _ENDS.isdisjoint(between)
    if dated.token > first:
        return False
    if not _RELATIVE.isdisjoint(between):
        return True
    subject = before in _OPENS or not reading.lexicon.is_in(before, "prepositions")
    return subject and _ENDS.isdisjoint(between)


def _suffered_in(reading: Reading, token: int, deed: int, kind: Kind) -> bool:
    """ "| 14 | people killed in Tuesday's raid", "the killing of | 14 | people in Tuesday's raid"."""
    return any(
        kind in hit.payload.kinds.values() and (index > token or hit.payload.use in ("noun", "of"))
        for index in range(max(0, token - _KILLING), deed)
        for hit in reading.triggers.get(index, ())
    )


def _died_later(reading: Reading, deed: int) -> bool:
    """ "Two died of wounds suffered in | Tuesday's raid": not on Tuesday."""
    return not calendar_words().lists["wounds"].isdisjoint(reading.words[max(0, deed - _WOUNDS) : deed])


def _is_of_those(reading: Reading, dated: Dated, other: Dated, token: int, kind: Kind) -> bool:
    """ "On | Wednesday | mourners buried 14 people killed in a raid on Tuesday": not on Wednesday."""
    if any(index in reading.triggers for index in range(dated.expression.last, token)):
        return False
    if not _ENDS.isdisjoint(reading.words[token : other.token]):
        return False
    for index in range(token + 1, other.token):
        word = reading.words[index]
        if word in _RELATIVE or index in reading.saying:
            return False
        if any(reading.lexicon.is_in(word, name) for name in ("auxiliaries", "perfect")):
            return False
        hits = reading.triggers.get(index, ())
        if any(hit.payload.use == "transitive" and kind in hit.payload.kinds.values() for hit in hits):
            return True
    return False
