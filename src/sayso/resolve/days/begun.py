"""From which day a total counts that runs on: since then, since the attack, since it began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.resolve.days.dated import Dated, is_adverb, is_day
from sayso.resolve.days.setting import Setting

_THEN_REACH: Final = 3  # sentences from the day to "since then"
_DONE: Final = 8  # tokens between "since" and what was done: "since been killed", "killed in raids since"
_DEED: Final = 6  # tokens from "since" to the attack
_SINCE_REACH: Final = 1  # and to "since the attack"


def undated_since(setting: Setting, passage: int) -> int | None:
    """The token of "since" in a sentence that counts from what it gives no day of: "since the war began"."""
    begin, stop = setting.reading.bounds[passage]
    words, lists = setting.reading.words, calendar_words().lists
    index = next((i for i in range(begin, stop - 1) if words[i] in lists["since"]), None)
    if index is None or _since_then(setting, passage, index):
        return index
    reason = is_adverb(setting.reading, index) or (index > begin and words[index - 1] == ",")
    return None if reason or lists["perfect"].isdisjoint(words[begin:stop]) else index


def _since_then(setting: Setting, passage: int, since: int) -> bool:
    """ "Since then", "900 have since been killed", "900 were killed in raids since".

    Not "the 20 who were hurt have since gone home".
    """
    reading = setting.reading
    if reading.words[since + 1] == "then":
        return True
    goes_on = reading.words[since + 1][0].isalnum()
    counted = setting.kinds.get(passage, set())
    near = range(since + 1, since + _DONE) if goes_on else range(since - _DONE, since)
    return is_adverb(reading, since) and not counted.isdisjoint(reading.kinds_in(near))


def start_of(setting: Setting, passage: int, since: int | None, weighed: Sequence[Dated]) -> Dated | None:
    """The day from which a sentence without days of its own counts, where it is told elsewhere."""
    if since is None:
        return _goes_on(setting, passage)
    return _begun(setting, passage, since, weighed)


def _begun(setting: Setting, passage: int, since: int, weighed: Sequence[Dated]) -> Dated | None:
    """The day from which "since then", "since the attack", "since it began" counts, told elsewhere.

    The last day told before, for "since then"; else the last on which something is said to have begun, or
    from which another total runs; else a day told just before, if it is no news.
    """
    before = setting.before(passage)
    if before is None:
        return None
    if _since_then(setting, passage, since):
        return before if passage - before.passage <= _THEN_REACH else None
    onsets = [dated for dated in weighed if dated.passage < passage and _has_begun(setting, dated)]
    if onsets:
        return onsets[-1]
    struck = _struck(setting, since, weighed)
    if struck is not None:
        return struck
    close = passage - before.passage <= _SINCE_REACH and not setting.is_news(before)
    return before if close else None


def _struck(setting: Setting, since: int, weighed: Sequence[Dated]) -> Dated | None:
    """ "Since the attack": the last day, no longer news, on which an attack is told."""
    reading = setting.reading
    deeds = calendar_words().lists["stroke"].intersection(reading.words[since + 1 : since + _DEED])
    days = [
        dated
        for dated in weighed
        if dated.token < since and dated.role == "event" and is_day(dated) and not setting.is_news(dated)
    ]
    told = (day for day in reversed(days) if not deeds.isdisjoint(_sentence(reading, day)))
    return next(told, None)


def _sentence(reading: Reading, dated: Dated) -> Sequence[str]:
    begin, stop = reading.bounds[dated.passage]
    return reading.words[begin:stop]


def _goes_on(setting: Setting, passage: int) -> Dated | None:
    """The day that a total of the sentence before runs from, where this one tells what "has" been.

    "The war began in March 2011. More than 100,000 people have been killed."
    """
    before = setting.before(passage)
    begin, stop = setting.reading.bounds[passage]
    if before is None or before.passage != passage - 1 or not _has_begun(setting, before):
        return None
    perfect = calendar_words().lists["perfect"]
    return None if perfect.isdisjoint(setting.reading.words[begin:stop]) else before


def _has_begun(setting: Setting, dated: Dated) -> bool:
    return dated.role == "event" and dated.first < setting.published and (dated.onset or dated.since)


def may_run_on(setting: Setting, dated: Dated, passage: int) -> bool:
    """May all days since the date be meant? Since a day that is told, or since something began."""
    begin, stop = setting.reading.bounds[passage]
    since = not calendar_words().lists["since"].isdisjoint(setting.reading.words[begin:stop])
    if dated.onset or (since and dated.role == "event"):
        return True
    precise = dated.expression.period.precision in ("day", "week")
    return dated.role == "event" and precise and not setting.is_news(dated)
