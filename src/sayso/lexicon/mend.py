"""Puts right what typesetting broke: words run together, words parted at the end of a line.

PDF files lose the spaces between words ("weredisplaced", "displacedabout") and keep the hyphens of their
columns ("fami-lies"). Nothing is mended that does not end in words of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from sayso.lexicon.tables import Lexicon

Token = tuple[str, int, int]

MIN_KNOWN: Final = 6  # letters of the word that stays when another is cut off it: short ones are chance
MAX_MENDED: Final = 40
# Behind a word of two letters must stand a bent one: peoplein, displacedby; "bulletin" is no bullet.
SHORT: Final = 2
_BENT: Final = ("ed", "s", "people")
_NEW_CAPITAL: Final = re.compile(r"[^\W\d_A-Z]{4,}(?=[A-Z][^\W\d_A-Z])")


def mended(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The tokens with run-together words cut and parted ones joined; offsets stay those of the text.

    "Floods weredisplaced 40 fami-lies" -> Floods, were, displaced, 40, fami-lies (one token).
    """
    index, last = 0, len(tokens) - 1
    while index <= last:
        token, start, end = tokens[index]
        index += 1
        if len(token) > MIN_KNOWN and (cut := _cut(lexicon, token)):
            yield token[:cut], start, start + cut
            token, start = token[cut:], start + cut
        if index < last and tokens[index][0] == "-" and _is_parted(tokens, index, end):
            behind = tokens[index + 1]
            if _joined(lexicon, token, behind[0]):
                token, end = f"{token}-{behind[0]}", behind[2]
                index += 2
        yield token, start, end


def plain(token: str) -> str:
    """The word as the lexicon has it: lower case, straight apostrophe, no hyphen of a line's end."""
    word = token.lower().replace("’", "'")
    return word if len(word) == 1 else word.replace("-", "")


@lru_cache(maxsize=8)
def _cut_off(lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words cut off another's beginning, and those cut off its end; the longest first."""
    both = lexicon.words["run_together"]
    openers, closers = both, both | lexicon.words["run_behind"]
    return tuple(sorted(openers, key=_longest_first)), tuple(sorted(closers, key=_longest_first))


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _is_parted(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Do a hyphen and a small letter follow without a space?"""
    (_, start, stop), (behind, begin, _) = tokens[index : index + 2]
    return start == end and begin == stop and behind.islower()


def _is_known(lexicon: Lexicon, word: str) -> bool:
    return word in lexicon.triggers.by_first or word in lexicon.nouns.by_first


def _joined(lexicon: Lexicon, before: str, after: str) -> bool:
    """Are the halves one word of the lexicon, and the first none by itself?"""
    first = before.lower()
    if len(before) + len(after) > MAX_MENDED or not before.isalpha() or _is_known(lexicon, first):
        return False
    return _is_known(lexicon, first + after)


def _cut(lexicon: Lexicon, token: str) -> int:
    """Where a word that is none of the lexicon falls into two that are; 0 where it does not."""
    folded = token.lower()
    if len(token) > MAX_MENDED or not token.isalpha() or _is_known(lexicon, folded):
        return 0
    capital = _NEW_CAPITAL.match(token)
    if capital and capital[0].lower() in lexicon.triggers.by_first:
        return capital.end()
    if token[0].isupper():  # names: Newcastle
        return 0
    openers, closers = _cut_off(lexicon)
    if folded.startswith(openers):
        for word in openers:
            if folded.startswith(word) and _may_stay(lexicon, folded[len(word) :]):
                return len(word)
    if folded.endswith(closers):
        for word in closers:
            stays = folded.removesuffix(word)
            if stays != folded and _may_stay(lexicon, stays) and (len(word) > SHORT or stays.endswith(_BENT)):
                return len(stays)
    return 0


def _may_stay(lexicon: Lexicon, word: str) -> bool:
    return len(word) >= MIN_KNOWN and _is_known(lexicon, word)
