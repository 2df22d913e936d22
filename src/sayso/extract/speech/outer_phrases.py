"""The phrase that speaks where only its end stands before the verb: "a group backed by Iran said"."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.name_runs import CLITICS, Span, is_name
from sayso.extract.speech.names import speaker_like
from sayso.extract.speech.phrases import ARTICLES, MARKS, RELATIVES, holds, left_phrase
from sayso.extract.speech.sayings import says
from sayso.lexicon import Reading

MAX_RELATIVE: Final = 24
MAX_PARTICIPLE: Final = 10
_PARTICIPLES: Final = ("ing", "ed")


def outer_phrase(reading: Reading, span: Span, begin: int) -> Span | None:
    """The phrase of which one before a word of saying is only the end; None where it is whole.

    "The Observatory which monitors | the war | said": the Observatory, and not the war.
    """
    outer = (
        _outside_relative(reading, span, begin) or _outside_participle(reading, span, begin)
        or _outside_places(reading, span, begin) or _name_before_title(reading, span, begin)
    )  # fmt: skip
    return _named_before(reading, outer or span, begin) or outer


def _outside_relative(reading: Reading, span: Span, begin: int) -> Span | None:
    """ "The Observatory which monitors the war said", "a group that helps it said": before "which".

    "A camp which | the army | said it hit": the army says it of the camp.
    """
    start = _before_articles(reading, span[0], begin)
    for index in range(span[0] - 1, max(begin, span[0] - MAX_RELATIVE), -1):
        word = reading.words[index]
        if word in MARKS:
            return None
        relative = word in RELATIVES and not reading.surface[index].isupper()
        if relative or (word == "that" and _describes(reading, index)):
            outer = left_phrase(reading, index, begin) if index + 1 < start else None
            return outer if outer and speaker_like(reading, outer) else None
    return None


def _describes(reading: Reading, that: int) -> bool:
    """ "A group | that helps it", and not "told the group that it"."""
    words, lexicon = reading.words, reading.lexicon
    if not speaker_like(reading, (that - 1, that)) or says(reading, that - 1):
        return False
    behind = words[that + 1]
    verb = lexicon.is_in(behind, "auxiliaries") or lexicon.is_in(behind, "perfect")
    bent = (
        behind.endswith(("s", "ed")) and that + 1 not in reading.nouns and not reading.capitalised(that + 1)
    )
    return verb or bent


def _before_articles(reading: Reading, first: int, begin: int) -> int:
    return first - (first > begin and reading.words[first - 1] in ARTICLES)


def _outside_participle(reading: Reading, span: Span, begin: int) -> Span | None:
    """ "Witnesses reached by telephone said", "medics working in rebel-held areas said": before it."""
    words, lexicon = reading.words, reading.lexicon
    start = _before_articles(reading, span[0], begin) - 1
    joined = start > begin and lexicon.is_in(words[start], "prepositions")
    if not joined and not words[start].endswith(_PARTICIPLES):
        return None
    for at in range(start, max(begin, start - MAX_PARTICIPLE), -1):
        if words[at] in MARKS or says(reading, at) or lexicon.is_in(words[at], "clause_openers"):
            return None
        if words[at].endswith(_PARTICIPLES) and not reading.capitalised(at) and _may_be_told(reading, at - 1):
            outer = left_phrase(reading, at, begin)
            return outer if outer and speaker_like(reading, outer) else None
    return None


def _may_be_told(reading: Reading, at: int) -> bool:
    """Is a word the head of a phrase that speaks, which a participle behind it can tell more of?"""
    return speaker_like(reading, (at, at + 1)) and not says(reading, at)


def _outside_places(reading: Reading, span: Span, begin: int) -> Span | None:
    """ "Medics in Jarin's Old Town said", "residents in A, B and C said": the phrase before "in"."""
    if speaker_like(reading, span) or not reading.capitalised(span[1] - 1):
        return None
    at = span[0] - 1
    while at > begin and _joins_places(reading, at):
        at -= 1
    if at < begin or reading.words[at] != "in" or not speaker_like(reading, (at - 1, at)):
        return None
    return left_phrase(reading, at, begin)


def _joins_places(reading: Reading, at: int) -> bool:
    word, lexicon = reading.words[at], reading.lexicon
    joined = word in {",", "and", *CLITICS, *ARTICLES} or lexicon.is_in(word, "directions")
    return joined or reading.capitalised(at)


def _name_before_title(reading: Reading, span: Span, begin: int) -> Span | None:
    """ "X Y, team leader said": the name before a title whose second comma is lost."""
    first, head = span[0], span[1] - 1
    if first - 1 < begin or reading.words[first - 1] != "," or reading.capitalised(head):
        return None
    if not reading.lexicon.is_in(reading.words[head], "roles"):
        return None
    name = left_phrase(reading, first - 1, begin)
    opened = name is not None and (name[0] <= begin + 2 or reading.words[name[0] - 1] == ",")
    return name if name and opened and name[1] - name[0] > 1 and is_name(reading, name) else None


def _named_before(reading: Reading, span: Span, begin: int) -> Span | None:
    """ "The Zara Centre for Law | an NGO | said", its commas lost: the name that opens the sentence."""
    article = span[0] - 1
    if article <= begin or reading.words[article] not in ("a", "an") or not reading.capitalised(article - 1):
        return None
    if not speaker_like(reading, span):
        return None
    name = left_phrase(reading, article, begin)
    opened = name is not None and name[0] <= begin + 1
    body = name is not None and (holds(reading, name, "bodies") or holds(reading, name, "relief_bodies"))
    return name if opened and body else None
