"""Verbs whose phrase goes on behind their object, or behind a gap: "beat | two men | to death", "took | 30 |
prisoner", "taken to | Green Valley | hospital".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from sayso.lexicon.tables import Lexicon, Trigger, words_of

OBJECT_REACH: Final = 8  # words between a verb and the rest of its phrase
GAP: Final = "~"  # in a phrase: up to so many words of a name or a description
GAP_REACH: Final = 8
_STOPS: Final = frozenset(',;:.()–—"“”?!')
_JOINERS: Final = frozenset({"and", "or"})
_REFLEXIVES: Final = frozenset({"himself", "herself", "themselves"})
_NEVER_IN_GAP: Final = (
    _STOPS | _JOINERS | frozenset("after as before by from in when where which who with".split())
)
# What a phrase ends in whose object follows: "opened fire on | 12 men".
_OPEN: Final = frozenset("at beneath for from in into of on to under with".split())

Rests = Mapping[str, Sequence[tuple[tuple[str, ...], Trigger]]]


def whole_phrase(lexicon: Lexicon, words: Sequence[str], index: int, stop: int) -> list[Trigger]:
    """What the verb at `index` says together with the rest behind its object or a gap; [] where none follows.

    The nearest rest counts, of those the longest.
    """
    rests = parted_verbs(lexicon)[words[index]]
    if index + 1 >= stop:
        return []
    for at in range(index + 1, min(index + 2 + OBJECT_REACH, stop)):
        if at > index + 1 and (words[at - 1] in _STOPS or not _opens_object(lexicon, words[index + 1])):
            break
        following = rests.get(words[at], ())
        if at == index + 1:
            following = [entry for entry in (*following, *rests.get(GAP, ())) if GAP in entry[0]]
        for rest, _ in following:
            if _stands_at(words, at, rest, stop):
                return [trigger for other, trigger in following if other == rest]
    return []


def _stands_at(words: Sequence[str], at: int, rest: tuple[str, ...], stop: int) -> bool:
    """Do the words of a rest stand at a token, its gap filled by a few words?"""
    if GAP not in rest:
        return at + len(rest) <= stop and tuple(words[at : at + len(rest)]) == rest
    gap = rest.index(GAP)
    if tuple(words[at : at + gap]) != rest[:gap]:
        return False
    for end in range(at + gap, min(at + gap + GAP_REACH + 1, stop)):
        if _stands_at(words, end, rest[gap + 1 :], stop):
            return True
        if words[end] in _NEVER_IN_GAP:
            return False
    return False


def _opens_object(lexicon: Lexicon, word: str) -> bool:
    if lexicon.is_numeral(word) or lexicon.is_in(word, "determiners") or word in _REFLEXIVES:
        return True
    return word in lexicon.hedges.by_first or word in lexicon.nouns.by_first


@lru_cache(maxsize=4)
def parted_verbs(lexicon: Lexicon) -> Mapping[str, Rests]:
    """By verb form, and by the first word of the rest, what phrases go on with behind an object or a gap, the
    longest first.
    """
    found: dict[str, dict[str, list[tuple[tuple[str, ...], Trigger]]]] = {}
    for first, phrases in lexicon.triggers.by_first.items():
        for phrase, trigger in phrases:
            if " " not in phrase or (trigger.use != "transitive" and GAP not in phrase):
                continue
            rest = words_of(phrase)[1:]
            if rest[-1] not in _OPEN and not _JOINERS & set(rest):
                found.setdefault(first, {}).setdefault(rest[0], []).append((rest, trigger))
    for rests in found.values():
        for each in rests.values():
            each.sort(key=lambda entry: -len(entry[0]))
    return found
