"""Which dates of its own sentence are none of a claim's: of another clause, of a toll, of who speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.records import Claim
from sayso.resolve.days.dated import SINCE_REACH, Dated
from sayso.resolve.days.setting import Setting

# Before a number these say that a toll has come to it, with no more than a hedge between.
_LEVELS: Final = frozenset({"to", "at"})
TO_NUMBER: Final = 4
_NUMBER: Final = 4  # tokens from a number to what it is of: "to | 900 | the number of"
_RELATIVE: Final = frozenset({"that", "which", "who", "where", "whose"})
_TOLD_OF: Final = frozenset({"when", "after", *_RELATIVE})  # behind a day these open what happened on it
_GOES_ON: Final = 2  # tokens that go on with what happened on a day: "and took"
_NOUN: Final = 3  # tokens of what a day is of, and a comma: "since the October 7 | attack, | which"
_BEFORE, _BEHIND = 24, 16  # tokens from "has" or "have" to its number, and from a number to its "have"
WAR_TOTAL: Final = 1000  # of so many and more a whole war is told
_OF_WAR: Final = ("fights", "assaults", "whole_wars")
PEOPLE: Final = frozenset({"killed", "injured", "casualties"})
_THEN: Final = frozenset({"when", "which", "who", "where"})
_LONG_PAST: Final = 90  # days before publication
_SIGNS: Final = frozenset({",", "–", "—", "("})
_PART: Final = 7  # tokens of a part that is singled out, up to its day
_TAIL: Final = 6  # tokens from a day to the sign that closes what is told in passing
_ENDS: Final = frozenset({";", ":", "."})
_TURNS: Final = _ENDS | _TOLD_OF | {",", "while"}


def is_of_another(setting: Setting, dated: Dated, token: int) -> bool:
    """Is a date of the claim's sentence one of another happening?"""
    reading = setting.reading
    if _is_of_toll(setting, dated, token) or _is_of_rise(reading, dated, token):
        return True
    if dated.role == "event" and _is_said_behind(reading, dated, token):
        return True
    if _is_of_part(setting, dated, token) or _is_in_parenthesis(reading, dated, token):
        return True
    if _is_of_background(setting, dated, token):
        return True
    if _is_of_other_item(setting, dated, token) or _is_but_a_length(setting, dated):
        return True
    if (dated.rough and _is_told_closer(setting, dated)) or _is_first_of_length(setting, dated):
        return True
    return _is_passed(reading, dated, token) and setting.is_news(dated)


def _is_of_part(setting: Setting, dated: Dated, token: int) -> bool:
    """ "Four attacks that left | 14 | dead, including a shooting last week": of one of them alone.

    "| Nine | have died, with one death reported on Saturday" likewise.
    """
    between = setting.reading.words[token : dated.token]
    for index in range(len(between) - 1, 0, -1):
        if between[index] == "including":
            return 0 < len(between) - index - 1 <= _PART and _is_deed(setting.reading, between[index + 1 :])
        if between[index] == "with" and between[index - 1] == ",":
            counted = bisect_right(setting.tokens, token + index)
            return counted < len(setting.tokens) and setting.tokens[counted] < dated.token
    return False


def _is_deed(reading: Reading, words: Sequence[str]) -> bool:
    """A shooting, the attack."""
    deeds = calendar_words().lists["stroke"]
    return reading.lexicon.is_in(words[0], "determiners") and "," not in words and not deeds.isdisjoint(words)


def _is_in_parenthesis(reading: Reading, dated: Dated, token: int) -> bool:
    """ "The raid on the camp – which was walled in 2007 – killed | 53 |": told in passing.

    Not "the man who attacked a bus in April, killing | three |".
    """
    begin, words, last = reading.bounds[dated.passage][0], reading.words, dated.expression.last
    if dated.onset or dated.expression.form == "length" or token < last:
        return False
    opened = next((i for i in range(dated.token - 1, begin, -1) if words[i] in _SIGNS), begin)
    closed = next((i for i in range(last, min(token, last + _TAIL)) if words[i] in _SIGNS), None)
    if closed is None or words[opened] not in _SIGNS or words[opened + 1] not in _RELATIVE:
        return False
    return not words[closed + 1].endswith("ing")


def _is_of_background(setting: Setting, dated: Dated, token: int) -> bool:
    """ "| Two | were shot at a march, held where 90 were shot in 1948": long before, of others."""
    words, old = setting.reading.words, (setting.published - dated.last).days > _LONG_PAST
    if not old or token > dated.token:
        return False
    opened = next(
        (i for i in range(token + 1, dated.token) if words[i] in _THEN and words[i - 1] == ","), None
    )
    return opened is not None and any(opened < other < dated.token for other in setting.tokens)


def _is_of_other_item(setting: Setting, dated: Dated, token: int) -> bool:
    """ "A cook, shot in June 2018; and | a driver |, shot in 2019": this item has its own."""
    first, last = sorted((dated.token, token))
    words = setting.reading.words
    if ";" not in words[first:last]:
        return False
    return any(
        ";" not in words[min(other.token, token) : max(other.token, token)]
        for other in setting.events
        if other.passage == dated.passage
    )


def _is_but_a_length(setting: Setting, dated: Dated) -> bool:
    """ "Killed during a | three-day | offensive last August": how long, and when it was is told beside it.

    "In April 2018 two were shot in | one week |" likewise, where the day told is long past.
    """
    if dated.expression.form != "length":
        return False
    before = [each for each in setting.events if each.passage == dated.passage and each.first < dated.first]
    joined = before != [] and "-" in dated.expression.period.text
    return joined or any((setting.published - each.last).days > _LONG_PAST for each in before)


def _is_told_closer(setting: Setting, rough: Dated) -> bool:
    """ "| Days after | the fleet fired 40 missiles on Sunday": on which of these days is told beside it."""
    return any(
        each.passage == rough.passage and rough.first <= each.first <= rough.last for each in setting.events
    )


def _is_first_of_length(setting: Setting, dated: Dated) -> bool:
    """ "The 11-day offensive, which began on | 10 May |, killed 254": the first of the days that are told."""
    return dated.onset and any(
        each.expression.form == "length" and each.passage == dated.passage and each.first == dated.first
        for each in setting.events
    )


def _is_said_behind(reading: Reading, dated: Dated, token: int) -> bool:
    """ "She met the minister on Monday and said: “| 900 | are sheltering there”": the day of who speaks."""
    if token < dated.expression.last:
        return False
    between = reading.report.text[reading.ends[dated.expression.last - 1] : reading.starts[token]]
    _, mark, said = between.rpartition(": “")
    return mark != "" and "”" not in said


def only_alone(reading: Reading, dated: Dated, token: int) -> bool:
    """ "Since October 7, when gunmen stormed the town, killing | 90 |": those of that day, not since then.

    "Since gunmen stormed the town on October 7 and took | 90 | hostage" likewise; not "since October 7, when
    the war began, 900 have been killed".
    """
    last, lists = dated.expression.last, calendar_words().lists
    between = reading.words[last:token]
    if token < last or not (lists["perfect"] | lists["onset"]).isdisjoint(between):
        return False
    if not _TOLD_OF.isdisjoint(between[:_NOUN]) or (not _RELATIVE.isdisjoint(between) and "," not in between):
        return True
    if len(between) < _GOES_ON:
        return False
    if between[0] == "and":
        return not dated.onset
    return between[0] == "," and between[1].endswith("ing") and _is_of_stroke(reading, dated)


def _is_of_stroke(reading: Reading, dated: Dated) -> bool:
    """ "Since gunmen carried out an attack on October 7": a deed of that day, nothing that goes on."""
    begin = max(reading.bounds[dated.passage][0], dated.token - SINCE_REACH)
    clause = list(reading.words[begin : dated.expression.last])
    lists = calendar_words().lists
    opened = next((i for i in range(len(clause) - 1, -1, -1) if clause[i] in lists["since"]), None)
    return opened is not None and not lists["stroke"].isdisjoint(clause[opened:])


def only_since(setting: Setting, dated: Dated, token: int) -> bool:
    """ "The war, which began in 2011, has killed | 900 |", "the revolt of 2011 led to a war that has killed".

    What "has" been since a day long past is of all days since then; so is a total of a war told before the
    day: "| 9,000 | have been killed in the offensive, launched after the 7 October attack".
    """
    if setting.is_news(dated) or dated.as_of or not _is_point(dated):
        return False
    reading, last = setting.reading, dated.expression.last
    if dated.onset:
        return _has(reading, token)
    if not calendar_words().lists["perfect"].isdisjoint(reading.words[last:token]):
        return _has(reading, token)
    if token < dated.token and dated.passage in setting.totals and setting.in_aside(dated):
        return _has(reading, token)
    return _is_passed(reading, dated, token)


def _is_point(dated: Dated) -> bool:
    return dated.role == "event" and dated.expression.form not in ("length", "running", "range")


def is_war_total(reading: Reading, claim: Claim, token: int) -> bool:
    """ "| 9,000 | people have been killed in the offensive": no total of a few days. The sentence before may
    tell of the war.
    """
    begin, stop = reading.bounds[reading.passage_of[token]]
    had = not calendar_words().lists["pluperfect"].isdisjoint(reading.words[begin:stop])
    if claim.quantity.value < WAR_TOTAL or claim.kind not in PEOPLE or not (had or _has(reading, token)):
        return False
    passage = reading.passage_of[token]
    opened = reading.bounds[max(0, passage - 1)][0]
    here = reading.words[opened:stop]
    return any(reading.lexicon.is_in(word, name) for name in _OF_WAR for word in here)


def _is_passed(reading: Reading, dated: Dated, token: int) -> bool:
    """ "On Sunday he toured the camp where | a million | have taken refuge": in a clause behind the day."""
    last = dated.expression.last
    if token < last or dated.since or not _is_point(dated) or not _has(reading, token):
        return False
    return not _RELATIVE.isdisjoint(reading.words[last:token])


def _has(reading: Reading, token: int) -> bool:
    """ "Has killed | 900 |", "| 900 | people, most of them children, have died": what is so by now."""
    begin, stop = reading.bounds[reading.passage_of[token]]
    for index in range(token - 1, max(begin, token - _BEFORE) - 1, -1):
        if _is_perfect(reading, index):
            return True
        if reading.words[index] in _TURNS:
            break
    for index in range(token + 1, min(stop, token + _BEHIND)):
        if _is_perfect(reading, index):
            return True
        if reading.words[index] in _ENDS or reading.words[index] in calendar_words().lists["past"]:
            return False
    return False


def _is_perfect(reading: Reading, index: int) -> bool:
    """ "Has killed", "has claimed lives"; not "has said"."""
    said = index + 1 in reading.saying and index + 1 not in reading.triggers
    return reading.words[index] in calendar_words().lists["perfect"] and not said


def _is_of_toll(setting: Setting, dated: Dated, token: int) -> bool:
    """Is the date of a toll told behind the claim: "killed 151, bringing the toll since May to 900"?"""
    reading = setting.reading
    tolls = [
        index
        for index in range(token, dated.token)
        if any(hit.payload.use == "toll" for hit in reading.triggers.get(index, ()))
    ]
    if not tolls:
        return False
    stop = reading.bounds[dated.passage][1]
    behind, before = bisect_right(setting.tokens, dated.token), bisect_right(setting.tokens, tolls[-1])
    counted = behind < len(setting.tokens) and setting.tokens[behind] < stop
    return counted and before == behind


def _is_of_rise(reading: Reading, dated: Dated, token: int) -> bool:
    """Is the date of what a toll rose by: "killed 20 on | Friday |, taking the toll to | 900", "bringing to
    | 900 | the number killed this year"?
    """
    brings = [
        index
        for index in range(dated.token + 1, token)
        if reading.lexicon.is_in(reading.words[index], "bringing")
    ]
    if not brings:
        return False
    between = range(brings[-1] + 1, token)
    reached = any(reading.words[index] in _LEVELS for index in between[-TO_NUMBER:])
    told = range(brings[-1] + 1, min(token + _NUMBER, reading.bounds[dated.passage][1]))
    return reached and any(
        reading.words[index] == "number"
        or any(hit.payload.use == "toll" for hit in reading.triggers.get(index, ()))
        for index in told
    )


def within_since(setting: Setting, dated: Dated, token: int) -> bool:
    """Is the claim itself told in the clause that "since" opens: "since the lord was arrested on July 25"?"""
    words = setting.reading.words
    since = calendar_words().lists["since"]
    return token < dated.token and not since.isdisjoint(words[max(0, dated.token - SINCE_REACH) : token])
