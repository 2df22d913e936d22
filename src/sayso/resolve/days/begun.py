"""From which day a total counts that runs on: since then, since the attack, since it began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.resolve.days.dated import Dated
from sayso.resolve.days.setting import Setting

_THEN_REACH: Final = 3  # sentences from the day to "since then"
_SINCE_REACH: Final = 1  # and to "since the attack"


def begun(setting: Setting, passage: int, weighed: Sequence[Dated]) -> Dated | None:
    """The day from which "since then", "since the attack", "since it began" counts, told elsewhere.

    The last day told before, for "since then"; else the last on which something is said to have begun, or
    from which another total runs; else a day told just before.
    """
    begin, stop = setting.reading.bounds[passage]
    words, lists = setting.reading.words[begin:stop], calendar_words().lists
    index = next((i for i, word in enumerate(words) if word in lists["since"]), None)
    before = setting.before(passage)
    if index is None or before is None or index + 1 >= len(words):
        return None
    if words[index + 1] == "then":
        return before if passage - before.passage <= _THEN_REACH else None
    opened = index and (words[index - 1] == "," or words[index - 1] in lists["perfect"])
    if opened or lists["perfect"].isdisjoint(words):
        return None
    onsets = [dated for dated in weighed if dated.passage < passage and _has_begun(setting, dated)]
    if onsets:
        return onsets[-1]
    return before if passage - before.passage <= _SINCE_REACH else None


def _has_begun(setting: Setting, dated: Dated) -> bool:
    return dated.role == "event" and dated.first < setting.published and (dated.onset or dated.since)


def may_run_on(setting: Setting, dated: Dated, speaks_of_since: bool) -> bool:
    """May all days since the date be meant? Since a day that is told, or since something began."""
    if dated.onset or (speaks_of_since and dated.role == "event"):
        return True
    recent = (setting.published - dated.first).days < 3
    precise = dated.expression.period.precision in ("day", "week")
    return dated.role == "event" and precise and not recent
