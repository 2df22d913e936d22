"""Words of a text as names are looked for: in one spelling, with where they stand and what parts them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import Final, NamedTuple

# Marks that combine and characters nobody sees belong to the word they stand in: no name hides behind them.
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_WORD: Final = re.compile(rf"\w[\w\u0300-\u036f{_UNSEEN}]*")
_DROPPED: Final = re.compile(f"[{_UNSEEN}]")
_JOINED: Final = re.compile(r"[ \u00a0\u202f\t]{1,3}|[\u2010\u2011’'ʼ`´-]|\. ?")
_CLOSE: Final = re.compile(r"[\s_+.,’'ʼ`´\u2010-\u2015()\"“”-]{0,4}|%20")
_SENTENCE_END: Final = re.compile(r"[.!?\n\r\u2028\u2029]|^\s*[\"“‘]|[:;]\s*[\"“‘]|,\s*[\"“]")
CLITICS: Final = frozenset({"s", "t", "re", "ve", "ll", "d", "m"})
_APOSTROPHES: Final = "’'ʼ`´"


class Token(NamedTuple):
    """A word: folded, with the characters it takes, the gap before it, and how it is written."""

    word: str
    start: int
    end: int
    gap: str
    upper: bool
    capitals: bool

    @property
    def opens(self) -> bool:
        """Does it open a sentence, a line or a quotation, so that its capital says nothing?"""
        return _SENTENCE_END.search(self.gap) is not None

    @property
    def clitic(self) -> bool:
        """Is it the ending of the word before: Zaw's?"""
        return len(self.gap) == 1 and self.gap in _APOSTROPHES and self.word in CLITICS

    @property
    def abbreviates(self) -> bool:
        """May a full stop behind it end no sentence: Gen., Lt., J.?"""
        return self.upper and len(self.word) <= _LONGEST_ABBREVIATION

    @property
    def numeral(self) -> bool:
        """Has it a digit?"""
        return not self.word.isalpha() and any(map(str.isdigit, self.word))

    def joins(self, before: Token) -> bool:
        """May it go on a name that the token before is part of?"""
        if not _JOINED.fullmatch(self.gap) or self.clitic:
            return False
        return self.gap[0] != "." or before.abbreviates

    def near(self) -> bool:
        """May it be the next word of a name, however its words are parted: khin-mar, Khin%20Mar?"""
        return _CLOSE.fullmatch(self.gap) is not None


_LONGEST_ABBREVIATION: Final = 4  # Gen., Brig., J.
_token: Final = partial(tuple.__new__, Token)  # a third of the time that a call with six arguments takes


def tokens(text: str) -> list[Token]:
    """The words of a text.

    >>> [token.word for token in tokens("Daw Khín Mar’s son")]
    ['daw', 'khin', 'mar', 's', 'son']
    """
    found, at = list[Token](), 0
    all_plain = text.isascii() and "_" not in text  # as most texts are, which are looked through word by word
    for match in _WORD.finditer(text):
        raw, start = match[0], match.start()
        if all_plain or (raw.isascii() and "_" not in raw):
            end, gap = start + len(raw), text[at:start]
            if raw.islower():
                found.append(_token((raw, start, end, gap, False, False)))
            else:
                upper = "A" <= raw[0] <= "Z"
                capitals = upper and end - start > 1 and raw.isupper()
                found.append(_token((raw.lower(), start, end, gap, upper, capitals)))
            at = end
            continue
        for piece, first in _pieces(raw):
            begin, seen = start + first, _DROPPED.sub("", piece)
            if seen:
                capitals = len(seen) > 1 and seen.isupper()
                end = begin + len(piece)
                found.append(Token(folded(seen), begin, end, text[at:begin], seen[0].isupper(), capitals))
                at = end
    return found


def _pieces(raw: str) -> list[tuple[str, int]]:
    """A run of letters, cut at underscores, which file names and addresses part words by."""
    if "_" not in raw:
        return [(raw, 0)]
    pieces, at = [], 0
    for piece in raw.split("_"):
        if piece:
            pieces.append((piece, at))
        at += len(piece) + 1
    return pieces


def folded(word: str) -> str:
    """A word in small letters without marks, so that spellings of one name are one."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()


def words_of(found: Sequence[Token]) -> tuple[str, ...]:
    """The folded words of tokens."""
    return tuple(token.word for token in found)
