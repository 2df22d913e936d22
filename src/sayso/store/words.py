"""The words that full-text search finds: cut and folded here, so that both databases answer alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

SEARCHED_CHARACTERS: Final = 200_000  # of a text; PostgreSQL keeps the words of a text in at most a megabyte
_LONGEST_WORD: Final = 100  # characters of a word that count; PostgreSQL takes 2046 bytes
_LONGEST_NAME: Final = 100  # characters; PostgreSQL indexes some 2700 bytes
_LAST_WITH_MARKS: Final = 0x1FFFF  # beyond are ideographs and characters for private use
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """The words of a text in their order, lower-cased: runs of letters, digits and the marks on letters.

    >>> words_of("Al-Shifa's 1,200 PATIENTS fled Ḥamā")
    ['al', 'shifa', 's', '1', '200', 'patients', 'fled', 'ḥamā']

    Compatibility forms are one ("ﬁ" and "fi", full-width and plain digits). Only the first
    `SEARCHED_CHARACTERS` of a text are cut, and a very long word counts by its beginning.
    """
    folded = _folded(text[:SEARCHED_CHARACTERS])
    pattern = _ASCII_WORD if folded.isascii() else _any_word()
    return [word[:_LONGEST_WORD] for word in pattern.findall(folded[:SEARCHED_CHARACTERS])]


def has_words(text: str, words: Sequence[str]) -> bool:
    """Do all these words, as they are cut, occur in a text? To look for each is quicker than to cut it."""
    if any(len(word) >= _LONGEST_WORD for word in words):  # may be the beginning of a longer one
        return set(words) <= set(words_of(text))
    folded = _folded(text[:SEARCHED_CHARACTERS])[:SEARCHED_CHARACTERS]
    return all(_stands_in(folded, word) for word in words)


def may_have(text: str, words: Sequence[str]) -> bool:
    """May they? Most texts have none of those that are asked for.

    >>> may_have("that", ["at"]), has_words("that", ["at"])
    (True, False)
    """
    folded = _folded(text) if words else ""
    return all(word in folded for word in words)


def folded_name(text: str) -> str:
    """A name as it is looked up: its words with one space between them.

    >>> folded_name("Kayah  State"), folded_name("kayah state")
    ('kayah state', 'kayah state')
    """
    return " ".join(words_of(text[:_LONGEST_NAME]))[:_LONGEST_NAME]


def _stands_in(folded: str, word: str) -> bool:
    """Does it stand there between characters that are of no word?"""
    of_words, at = _any_word(), folded.find(word)
    while at >= 0:
        end = at + len(word)
        if not of_words.match(folded[at - 1 : at]) and not of_words.match(folded[end : end + 1]):
            return True
        at = folded.find(word, at + 1)
    return False


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=1)
def _any_word() -> re.Pattern[str]:
    """Words of any script. Python's own word characters leave out vowel signs, which tear Burmese apart."""
    marks = "".join(
        character
        for character in map(chr, range(0x300, _LAST_WITH_MARKS))
        if unicodedata.category(character)[0] == "M"
    )
    return re.compile(rf"(?:[^\W_]|[{marks}])+")
