"""The words by which texts of one happening are known: rare ones weigh much, names most."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sayso.lexicon.weights import weight_table

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
LETTERS: Final = 3
RARE: Final = 6.1  # what a word weighs that stands in none of the texts counted


@dataclass(frozen=True)
class Terms:
    """The words of a stretch of text: common and rare ones, names, and names of two words side by side."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    full_names: frozenset[str] = frozenset()

    @cached_property
    def weight(self) -> float:
        """What its words weigh together."""
        return weight(self.words)


def terms_of(texts: Iterable[str], language: str = "en") -> Terms:
    """The words of texts in lower case; a capital marks a name unless the word is known in small letters.

    >>> terms_of(["Police say Terrance Carroll, 21, was shot in Tampa."]).full_names
    frozenset({'terrance carroll'})
    """
    known = rarity(language)
    words, names, full = set[str](), set[str](), set[str]()
    for text in texts:
        before, end = "", -1
        for found in _WORD.finditer(text):
            surface = _POSSESSIVE.sub("", found[0])
            word = surface.lower()
            named = surface[:1].isupper() and word not in known
            if len(word) >= LETTERS:
                words.add(sys.intern(word))
                if named:
                    names.add(word)
            if named and before and text[end : found.start()] == " ":
                full.add(sys.intern(f"{before} {word}"))
            before, end = (word, found.end()) if named else ("", -1)
    return Terms(frozenset(words), frozenset(names), frozenset(full))


def words_in(text: str) -> Iterator[str]:
    """The words of a text as they are written, without possessive endings."""
    return (_POSSESSIVE.sub("", found[0]) for found in _WORD.finditer(text))


def words_of(text: str) -> set[str]:
    """The words of a text in lower case."""
    return {word.lower() for word in words_in(text)}


def rarity(language: str = "en") -> Mapping[str, float]:
    """What the known words of a language weigh by how few texts have them."""
    return weight_table(language, "rarity")


def weight(words: Iterable[str], language: str = "en") -> float:
    """What words weigh together."""
    known = rarity(language)
    return math.fsum(known.get(word, RARE) for word in words)  # exact: a set comes in any order
