"""Is a date the day on which somebody spoke? By the words of saying around it."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.calendar import CalendarWords, Expression, calendar_words
from sayso.lexicon import Reading

_SAYING_REACH: Final = 9
_HEARERS: Final = 12  # tokens between "told" or "said in" and its day
_OPENS: Final = 2  # tokens before the date that opens a clause
_SPEAKER: Final = 10  # tokens of who speaks, between an opening date and the verb
_ONE_DAY: Final = frozenset({"point", "same", "away"})
_SIGNS: Final = frozenset(',;:.–—“”"')
_HANDLE: Final = 6  # tokens of "(@adaweil)"
_CLOSES: Final = frozenset({",", "”", '"', "’"})
_LOOSE: Final = frozenset({"say.loosely", "say.count"})  # verbs that more often tell an act than a word


def is_told(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """Does the date stand beside a word of saying, or of what was put out?

    "He said on Monday", "she told Radio Four on Monday", "he said in Geneva on Monday", "Monday's statement",
    "On Monday a second doctor had spoken of 30 dead".
    """
    begin, stop = reading.bounds[reading.passage_of[expression.first]]
    between, matter = words.lists["saying_day"], words.lists["published_matter"]
    owned = owned_by(reading, expression)
    if owned is not None:
        return owned in matter
    if _is_signature(reading, expression):
        return True
    for index in range(expression.first - 1, max(begin - 1, expression.first - 1 - _SAYING_REACH), -1):
        word = reading.words[index]
        if word != "saying" and _says(reading, index):
            return index not in reading.triggers
        if word in matter:
            return True
        if word not in between:
            break
    after = expression.last
    if after < stop:
        says = _says(reading, after) and after not in reading.triggers  # "on Monday, claiming nine lives"
        if says or reading.words[after] in matter:
            return True
    return _is_told_to(reading, expression, words) or _opens_telling(reading, expression)


def _is_signature(reading: Reading, expression: Expression) -> bool:
    """ "— Ada Weil (@adaweil) | November 14, 2023 |": the day on which a post was written."""
    begin = reading.bounds[reading.passage_of[expression.first]][0]
    opened = reading.starts[max(begin, expression.first - _HANDLE)]
    before = reading.report.text[opened : reading.starts[expression.first]]
    return before.rstrip().endswith(")") and "(@" in before


def owned_by(reading: Reading, expression: Expression) -> str | None:
    """The noun behind "Monday's", or behind "Mondays" without its sign: the statement, the attack."""
    _, stop = reading.bounds[reading.passage_of[expression.first]]
    after, last = expression.last, reading.words[expression.last - 1]
    weekdays = calendar_words().values["WEEKDAY"]
    if after < stop and reading.words[after] == "'s":
        return reading.words[after + 1] if after + 1 < stop else ""
    plural = last in weekdays and last.endswith("s") and reading.words[expression.first - 1] != "on"
    return reading.words[after] if plural and after < stop else None


def _is_told_to(reading: Reading, expression: Expression, words: CalendarWords) -> bool:
    """ "Told | Radio Four | on Monday", "said | in Geneva | on Monday": whom, or where, and then the day."""
    begin, _ = reading.bounds[reading.passage_of[expression.first]]
    for index in range(expression.first - 1, max(begin - 1, expression.first - 1 - _HEARERS), -1):
        word = reading.words[index]
        if word in words.lists["hearing"]:
            return True
        if word != "saying" and _says(reading, index):
            placed = reading.lexicon.is_in(reading.words[index + 1], "prepositions")
            return _plainly_says(reading, index) and (placed or _is_inverted(reading, index))
        if _ends_telling(reading, index):
            return False
    return False


def _is_inverted(reading: Reading, index: int) -> bool:
    """ "It was a raid, | said | Ada Weil on Monday": who speaks stands behind the word of saying."""
    return index > 0 and reading.words[index - 1] in _CLOSES and reading.capitalised(index + 1)


def _ends_telling(reading: Reading, index: int) -> bool:
    """A sign, a clause, a number or a word of harm: what follows a verb of saying and tells what is said."""
    word, lexicon = reading.words[index], reading.lexicon
    if word in _SIGNS or index in reading.triggers:
        return True
    return lexicon.is_in(word, "clause_openers") or lexicon.is_numeral(word)


def _opens_telling(reading: Reading, expression: Expression) -> bool:
    """ "On Monday | a second doctor had | spoken of 30 dead": the day opens a sentence of who says what."""
    begin, stop = reading.bounds[reading.passage_of[expression.first]]
    words, first, after = reading.words, expression.first, expression.last
    if expression.period.first != expression.period.last or expression.form not in _ONE_DAY:
        return False
    paused = after < stop and words[after] == ","
    opens = first - begin <= _OPENS or ";" in words[first - _OPENS : first]
    if not opens and (paused or "," not in words[first - _OPENS : first]):
        return False
    for index in range(after + paused, min(stop, after + _SPEAKER)):
        if _plainly_says(reading, index):
            return True
        if _ends_telling(reading, index):
            return False
    return False


def _plainly_says(reading: Reading, index: int) -> bool:
    """A verb of saying that tells no act and no harm."""
    if index in reading.triggers or reading.lexicon.is_in(reading.words[index], "noun_verbs"):
        return False
    hits = reading.saying.get(index, ())
    return any(hit.payload.use == "verb" and hit.payload.rule not in _LOOSE for hit in hits)


def _says(reading: Reading, index: int) -> bool:
    """A verb of saying, no name, no noun and no act.

    Not "Borno | State, on Saturday", "in White Nile | state on Friday", "took | place on Friday", "on
    Friday | continued a spree", nor "let | go on Friday".
    """
    if reading.words[index] in calendar_words().lists["acts"]:
        return False
    hits = [hit for hit in reading.saying.get(index, ()) if hit.payload.use == "verb"]
    if hits and reading.lexicon.is_in(reading.words[index], "noun_verbs"):
        before = reading.words[index - 1] if index else ""
        named = reading.lexicon.is_in(before, "determiners") or before in calendar_words().lists["taking"]
        named |= index > 0 and reading.capitalised(index - 1) and not reading.words[index].endswith("s")
        acts = all(hit.payload.rule == "say.loosely" for hit in hits)
        return not (named or acts or reading.capitalised(index))
    return bool(hits)
