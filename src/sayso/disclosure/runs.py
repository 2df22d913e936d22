"""Stretches of a text that may be a person's name: capitalised words that nothing else explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.disclosure.tokens import Token
from sayso.disclosure.words import PersonWords
from sayso.knowledge.parties import Parties

Class = Literal["name", "common", "office", "honorific", "thing", "acronym", "other", "party"]

_HYPHENS: Final = frozenset("-\u2010\u2011’'ʼ`")
_LONGEST_RUN: Final = 16
_LONGEST_ACRONYM: Final = 6
_TITLED: Final = 0.7  # of a line's words are capitalised: it is a headline, where a capital says nothing
_LEAST_WORDS: Final = 4
_I: Final = "i"
_SHORT: Final = 3  # letters of the months and days that are names as well


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens first..last-1 that may be a name; `before` and `after` are what its neighbours in the run are.

    `titled`: in a headline. `sure` has a word that is none of the language. `party`: it is the name of a
    known party.
    """

    first: int
    last: int
    before: Class | None
    after: Class | None
    titled: bool
    sure: bool
    party: bool = False


def segments(found: Sequence[Token], words: PersonWords, parties: Parties) -> Iterator[Segment]:
    """What may be a name, from left to right.

    "Defence Ministry spokesman Yoav Gal" has "Yoav Gal"; "Red Cross" and "Loikaw Township" have nothing.
    """
    headlines, ended = _headlines(found), 0
    for index, token in enumerate(found):
        if index < ended or not token.upper or token.numeral:
            continue
        first = _with_particles(found, index, words)
        ended = _end(found, index, words)
        titled = index in headlines
        yield from _of_run(found, first, ended, titled, words, parties)


def _headlines(found: Sequence[Token]) -> set[int]:
    """The tokens of lines that are written in capitals."""
    titled, first = set[int](), 0
    for index in range(1, len(found) + 1):
        if index == len(found) or "\n" in found[index].gap:
            line = range(first, index)
            long = [at for at in line if len(found[at].word) > 3]
            if len(long) >= _LEAST_WORDS and sum(found[at].upper for at in long) >= _TITLED * len(long):
                titled.update(line)
            first = index
    return titled


def _with_particles(found: Sequence[Token], index: int, words: PersonWords) -> int:
    """Where a run begins: al-Masri begins with its article."""
    token = found[index]
    if index and token.gap in _HYPHENS and found[index - 1].word in words.particles:
        return index - 1
    return index


def _end(found: Sequence[Token], index: int, words: PersonWords) -> int:
    """Where a run ends: small particles belong to it where a capital follows them."""
    last, at = index + 1, index + 1
    while at < len(found) and at - index < _LONGEST_RUN:
        token = found[at]
        if not token.joins(found[at - 1]) or token.numeral:
            break
        if token.upper or token.gap in _HYPHENS:
            last = at + 1
        elif not _is_particle(found, at, words):
            break
        at += 1
    return last


def _is_particle(found: Sequence[Token], at: int, words: PersonWords) -> bool:
    """Is it a small word within a name? Some are so only where a hyphen joins them: as-Sultan."""
    if found[at].word not in words.hyphened:
        return found[at].word in words.particles
    return at + 1 < len(found) and found[at + 1].gap in _HYPHENS


def _of_run(
    found: Sequence[Token], first: int, last: int, titled: bool, words: PersonWords, parties: Parties
) -> Iterator[Segment]:
    run = range(first, last)
    classes = {at: _class(found, at, last, titled, words) for at in run}
    for at in range(first + 1, last):
        goes_on = found[at].gap in _HYPHENS or _goes_on_a_name(found[at].word, words)
        if classes[at - 1] == "name" and classes[at] != "acronym" and goes_on:
            classes[at] = "common"
    surface = [found[at].word.upper() if found[at].capitals else found[at].word for at in run]
    for begin, end, _ in parties.mentions(surface):
        alone = end - begin == 1
        if alone and surface[begin] in words.given and classes[first + begin] == "name":
            continue  # Minister Israel Katz
        classes.update(dict.fromkeys(range(first + begin, first + end), "party"))
        yield Segment(first + begin, first + end, None, None, titled, not alone, party=True)
    at = first
    while at < last:
        if classes[at] not in ("name", "common"):
            at += 1
            continue
        end = at
        while end < last and classes[end] in ("name", "common"):
            end += 1
        yield from _segment(found, (first, at, end, last), classes, titled, words)
        at = end


def _segment(
    found: Sequence[Token], ends: tuple[int, int, int, int], classes: dict[int, Class], titled: bool,
    words: PersonWords,
) -> Iterator[Segment]:  # fmt: skip
    """The segment begin..end-1 of a run without the particles at its ends; nothing if they are all."""
    first, begin, end, last = ends
    while end > begin and not found[end - 1].upper and found[end - 1].word in words.particles:
        end -= 1
    if end == begin:
        return
    if first and found[first - 1].word == "of":  # Minister of Emergency Situations X
        while begin < end - 1 and classes[begin] == "common" and not words.is_part(found[begin].word):
            begin += 1
    sure = any(classes[at] == "name" and found[at].word not in words.particles for at in range(begin, end))
    before = classes[begin - 1] if begin > first else None
    after = classes[end] if end < last else None
    yield Segment(begin, end, before, after, titled, sure)


def _goes_on_a_name(word: str, words: PersonWords) -> bool:
    """May a word that means something else go on a name: Khin Mar, Muhammad Abu Salmiya?"""
    if word in words.own_honorifics:
        return True
    return word in words.calendar and len(word) <= _SHORT


def _class(found: Sequence[Token], at: int, last: int, titled: bool, words: PersonWords) -> Class:
    """What a word of a run is, before its surroundings are looked at."""
    token, word = found[at], found[at].word
    following = found[at + 1] if at + 1 < last else None
    if word in words.particles:
        return "common"
    if not token.upper:
        return "other" if words.is_common(word) else "name"
    if _dotted(found, at) or (token.capitals and not titled and len(word) <= _LONGEST_ACRONYM):
        return "acronym"
    if _is_office(word, following, words):
        return "office"
    if word in words.honorifics and following is not None:
        return "honorific"
    if word in words.given and (given := _given(token, following, titled, words)):
        return given
    return _of_the_language(token, titled, words)


def _is_office(word: str, following: Token | None, words: PersonWords) -> bool:
    leads_on = following is not None and words.is_office(following.word)
    return words.is_office(word) or (word in words.before_office and leads_on)


def _given(token: Token, following: Token | None, titled: bool, words: PersonWords) -> Class | None:
    """What a given name that is also a word is: Grace said, Mark Otieno; None where it is the word."""
    if following is not None and _may_go_on(following, words):
        return "name"
    if following is None and not (titled or token.opens or token.word in words.calendar):
        return "common" if words.is_common(token.word) else "name"
    return None


def _of_the_language(token: Token, titled: bool, words: PersonWords) -> Class:
    """What a word is by the classes it is listed in; a name where it is in none."""
    word = token.word
    if word == _I or word in words.calendar or word in words.nations or word in words.directions:
        return "other"
    if word in words.things or word in words.bodies or word in words.place_types:
        return "thing"
    if not words.is_common(word):
        return "name"
    return "other" if titled or token.opens else "common"


def _may_go_on(token: Token, words: PersonWords) -> bool:
    """May it be the rest of a name?"""
    return not (words.is_common(token.word) or token.word in words.things or token.numeral)


def _dotted(found: Sequence[Token], at: int) -> bool:
    """Is it a letter of an acronym with full stops: U.S.?"""
    if len(found[at].word) > 1:
        return False
    after = at + 1 < len(found) and found[at + 1].gap == "." and len(found[at + 1].word) == 1
    return after or (at > 0 and found[at].gap == "." and len(found[at - 1].word) == 1)
