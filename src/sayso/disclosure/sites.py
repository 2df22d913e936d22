"""Where a text tells of a shelter, hospital, camp or way of flight, and by which words one could find it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.disclosure.tokens import Token, words_of
from sayso.disclosure.words import PersonWords
from sayso.knowledge.gazetteer import Entry, Gazetteer

_SENTENCE: Final = re.compile(r"[.!?;\n]")
_DIVISIONS: Final = frozenset({"country", "province"})
_REACH: Final = 6  # words between a site and what leads to its place
_LONGEST_NAME: Final = 5
_STOPS_OF_A_WAY: Final = 4
_SENTENCE_WORDS: Final = 60
_UNTIL_STRUCK: Final = 4
_WHO_SPEAKS: Final = frozenset({"sources", "officials", "staff", "source", "official", "director"})


@dataclass(frozen=True, slots=True)
class Sites:
    """`spans` of a text name where sites are; `names` are those of sites alone, wherever they stand.

    `struck` are stretches in which something happens at a site.
    """

    spans: tuple[tuple[int, int], ...]
    names: frozenset[tuple[str, ...]]
    struck: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """Tokens first..last-1 that name where a site is."""

    first: int
    last: int


def find_sites(found: Sequence[Token], words: PersonWords, gazetteer: Gazetteer) -> Sites:
    """The sensitive sites of a text.

    "a shelter in Htee Poe" has "Htee Poe", "Al-Shifa Hospital" has "Al-Shifa"; the division stays, as in
    "a camp in Kayah State".
    """
    heads = [
        at for at, token in enumerate(found) if token.word in words.site_words and _is_head(found, at, words)
    ]
    named = [each for at in heads for each in _named(found, at, words)]
    places = gazetteer.lookup(" ".join(_words(found, each)) for each in named)
    kept = [each for each in named if not _is_division(found, each, places, words)]
    return Sites(
        spans=tuple((found[each.first].start, found[each.last - 1].end) for each in kept),
        names=frozenset(
            name for each in kept
            if " ".join(name := _words(found, each)) not in places and not all(map(words.is_common, name))
        ),
        struck=tuple((found[at].start, found[at].end) for at in heads if _is_struck(found, at, words)),
    )  # fmt: skip


def _words(found: Sequence[Token], named: _Named) -> tuple[str, ...]:
    return words_of(found[named.first : named.last])


def _is_head(found: Sequence[Token], at: int, words: PersonWords) -> bool:
    """Is it a word for a place that must be protected, there where it stands?"""
    word = found[at].word
    before = [found[index].word for index in range(max(0, at - 3), at)]
    if word in words.sites:
        return not (word == "shelter" and found[at].gap.isspace() and before[-1:] == ["to"])
    if word in words.camps:
        return not any(each in words.fighters for each in before[-2:])
    if word in words.ways:
        return any(each in words.fleeing for each in before)
    return word in words.sheltering and any(
        token.word in words.shelter_cues for token in _sentence(found, at)
    )


def _sentence(found: Sequence[Token], at: int) -> Iterator[Token]:
    """The words of the sentence round a word, as far as they are looked at."""
    for index in range(at - 1, max(-1, at - _SENTENCE_WORDS), -1):
        if _SENTENCE.search(found[index + 1].gap):
            break
        yield found[index]
    for index in range(at + 1, min(len(found), at + _SENTENCE_WORDS)):
        if _SENTENCE.search(found[index].gap):
            break
        yield found[index]


def _named(found: Sequence[Token], at: int, words: PersonWords) -> Iterator[_Named]:
    """The names before a site's word, behind it, and before a comma: In X, a shelter ..."""
    if (before := _before(found, at, words)) is not None:
        yield before
    yield from _behind(found, at, words)
    if (fronted := _fronted(found, at, words)) is not None:
        yield fronted


def _before(found: Sequence[Token], at: int, words: PersonWords) -> _Named | None:
    """Al-Shifa Hospital, the Doungankha displacement camp."""
    last = at
    while (
        last > 0
        and at - last < _REACH
        and found[last].gap.strip("-’' ") == ""
        and (found[last - 1].word in words.site_modifiers)
    ):
        last -= 1
    first = last
    while (
        first > 0
        and last - first < _LONGEST_NAME
        and _joined(found[first])
        and _may_name(found, first - 1, words)
    ):
        first -= 1
    return _Named(first, last) if first < last and found[last - 1].upper else None


def _behind(found: Sequence[Token], at: int, words: PersonWords) -> Iterator[_Named]:
    """A shelter in X, camps near X and Y, an evacuation route from X through Y to Z."""
    most = _STOPS_OF_A_WAY if found[at].word in words.ways else 2
    index, since, led = at + 1, 0, False
    while index < len(found) and since <= _REACH and most and not _SENTENCE.search(found[index].gap):
        token = found[index]
        if "," in token.gap and token.word not in words.site_leading:
            return
        if token.upper and led and _may_name(found, index, words):
            last = index + 1
            while (
                last < len(found)
                and last - index < _LONGEST_NAME
                and _joined(found[last])
                and _may_name(found, last, words)
            ):
                last += 1
            yield _Named(index, last)
            index, since, led, most = last, 0, False, most - 1
            continue
        if token.word in words.site_leading:
            led = True
        elif token.word not in words.site_modifiers and not token.numeral:
            return
        index, since = index + 1, since + 1


def _fronted(found: Sequence[Token], at: int, words: PersonWords) -> _Named | None:
    """In X, a shelter was hit."""
    comma = at
    while (
        comma > 0
        and at - comma < _REACH - 2
        and "," not in found[comma].gap
        and not _SENTENCE.search(found[comma].gap)
    ):
        comma -= 1
    if "," not in found[comma].gap:
        return None
    first = comma
    while (
        first > 0
        and comma - first < _LONGEST_NAME
        and (first == comma or _joined(found[first]))
        and _may_name(found, first - 1, words)
    ):
        first -= 1
    led = first > 0 and found[first - 1].word in words.placing
    return _Named(first, comma) if first < comma and led and found[first].upper else None


def _joined(token: Token) -> bool:
    return token.gap in (" ", "-", "\u2011", "’", "'", "\u00a0", ". ")


def _may_name(found: Sequence[Token], at: int, words: PersonWords) -> bool:
    """May a word be part of a site's name: a capital that opens no sentence, or a particle before one?"""
    token = found[at]
    if token.clitic or token.numeral or token.word in words.calendar or token.word in ("the", "a", "an"):
        return False
    if token.upper:
        opens = token.opens and words.is_common(token.word) and token.word not in words.particles
        return not opens and (token.word not in words.site_leading or token.word in words.particles)
    return (
        token.word in words.particles
        and token.word not in words.hyphened
        and at + 1 < len(found)
        and (found[at + 1].upper and _joined(found[at + 1]))
    )


def _is_division(
    found: Sequence[Token], named: _Named, places: Mapping[str, tuple[Entry, ...]], words: PersonWords
) -> bool:
    """Does it name no place within a division, but the division itself, or a people?"""
    name = _words(found, named)
    if any(entry.level in _DIVISIONS for entry in places.get(" ".join(name), ())):
        return True
    return (len(name) > 1 and name[-1] in words.place_types) or all(
        word in words.nations or words.is_common(word) for word in name
    )


def _is_struck(found: Sequence[Token], at: int, words: PersonWords) -> bool:
    """Does something happen at the site: on a hospital, in the camp, a shelter was hit?"""
    behind = [token.word for token in found[at + 1 : at + 1 + _UNTIL_STRUCK]]
    if behind and (behind[0] in _WHO_SPEAKS or behind[0] in words.speech):
        return False
    for index in range(at - 1, max(-1, at - 1 - _UNTIL_STRUCK), -1):
        if _SENTENCE.search(found[index + 1].gap):
            break
        if found[index].word in words.struck:
            return True
    return any(word in words.struck and word not in words.placing and word not in ("on",) for word in behind)
