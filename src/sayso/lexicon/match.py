"""Marks the lexicon's words in a report's text: tokens with offsets, and the hits of every table.

The `Reading` is what all extracting modules look at; they never look at the raw text again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

from sayso.lexicon.mend import Token, mended, plain
from sayso.lexicon.parted import parted_verbs, whole_phrase
from sayso.lexicon.tables import HedgeWord, Lexicon, Noun, PhraseTable, SayingWord, Trigger
from sayso.records import Kind, Means, Passage, Quote, Report

T = TypeVar("T")

# Numbers with their separators; abbreviations (U.S.); words, with digits of their own (M4, covid19) but not
# with a number run together with them (around1,500); the clitic 's; any other single character.
TOKEN: Final = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}"
    r"|[^\W\d_]+(?:(?!(?<=[^\W\d_]{3})\d+[.,]\d)\d+[^\W_]*)?|['’][^\W\d_]{1,2}\b|\S"
)
_BEFORE_MONTHS: Final = ("prepositions", "determiners", "opening_clauses")
_PIECE: Final = re.compile(r"\S+")  # no token goes on over a space
_KNOWN_PIECES: Final = 20_000
# What a number may begin with besides a numeral: "a dozen", "half a million", "between 30 and 40", "not one".
_NUMBER_OPENERS: Final = frozenset({"a", "an", "half", "quarter", "third", "between", "anywhere", "not"})
# Soft hyphens, joiners, marks of direction: web pages are full of them, and no reader sees them.
_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class Hit(NamedTuple, Generic[T]):
    """A phrase of a table found at tokens first..last-1."""

    first: int
    last: int
    payload: T


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its passages, tokens (parallel tuples) and lexicon hits.

    `words` are the tokens in lower case, `starts`/`ends` their offsets, `passage_of` the passage of each
    token; `bounds[p]` is the token range of passage p. `nouns` and the like map a first token to its hits;
    `number_openers` are the tokens that a number may begin at.
    """

    report: Report
    passages: tuple[Passage, ...]
    lexicon: Lexicon
    words: tuple[str, ...]
    surface: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    passage_of: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    nouns: dict[int, Hit[Noun]]
    triggers: dict[int, tuple[Hit[Trigger], ...]]
    hedges: dict[int, Hit[HedgeWord]]
    saying: dict[int, tuple[Hit[SayingWord], ...]]
    means: dict[int, Hit[Means]]
    number_openers: Sequence[int]

    def quote(self, first: int, last: int) -> Quote:
        """The words of tokens first..last-1 as they stand in the text."""
        start, end = self.starts[first], self.ends[last - 1]
        return Quote(self.report.text[start:end], start, end)

    def token_at(self, offset: int) -> int:
        """The index of the token that covers or follows an offset (len(words) past the last)."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and self.ends[index] > offset else index + 1

    def capitalised(self, index: int) -> bool:
        """Does the token begin with a capital letter? None does past the last."""
        return index < len(self.surface) and self.surface[index][0].isupper()

    def is_may(self, index: int) -> bool:
        """Is it the month: "on 7 | May | shells killed six", "since | May"; and not "Raid | May | Kill"?"""
        if self.words[index] != "may" or not self.capitalised(index):
            return False
        beside = (*self.words[max(0, index - 1) : index], *self.words[index + 1 : index + 2])
        dated = any(word[0].isdecimal() for word in beside)
        before = beside[0] if index else ""
        return dated or any(self.lexicon.is_in(before, name) for name in _BEFORE_MONTHS)

    def triggers_in(self, stretch: range) -> Iterator[Hit[Trigger]]:
        """The triggers that begin at the tokens of a stretch, in its order."""
        return (hit for at in stretch for hit in self.triggers.get(at, ()))

    def kinds_in(self, stretch: range) -> frozenset[Kind]:
        """The kinds that the triggers of a stretch can mean."""
        return frozenset(kind for hit in self.triggers_in(stretch) for kind in hit.payload.kinds.values())

    def noun_before(self, index: int) -> Hit[Noun] | None:
        """The noun of one or two tokens that ends right before a token: "the | driver | was"."""
        noun = self.nouns.get(index - 1) or self.nouns.get(index - 2)
        return noun if noun is not None and noun.last == index else None

    def opens_count(self, index: int) -> bool:
        """Does a numeral stand at the token, or a hedge that numerals follow ("at least | 40")?"""
        within = index < len(self.words)
        return within and (self.lexicon.is_numeral(self.words[index]) or index in self.hedges)


def annotate(report: Report, passages: Sequence[Passage], lexicon: Lexicon) -> Reading:
    """Tokens and lexicon hits of a report's passages."""
    text = report.text
    surface: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    passage_of: list[int] = []
    stops: list[int] = []
    openers: defaultdict[int, list[int]] = defaultdict(list)
    bounds: list[tuple[int, int]] = []
    for number, passage in enumerate(passages):
        first, at = len(words), passage.start
        for piece in _PIECE.findall(text, passage.start, passage.end):
            at = text.index(piece, at)
            for token, word, start, end, tables in _tokens(lexicon, piece):
                for table in tables:
                    openers[table].append(len(words))
                surface.append(token)
                words.append(word)
                starts.append(at + start)
                ends.append(at + end)
            at += len(piece)
        last = len(words)
        bounds.append((first, last))
        passage_of += [number] * (last - first)
        stops += [last] * (last - first)
    look = _Look(lexicon, tuple(words), tuple(surface), stops, openers)
    return Reading(
        report, tuple(passages), lexicon, look.words, look.surface, tuple(starts), tuple(ends),
        tuple(passage_of), tuple(bounds), look.nouns(), look.triggers(), look.first(lexicon.hedges),
        look.every(lexicon.saying), look.first(lexicon.means), openers[id(lexicon.numerals)],
    )  # fmt: skip


@lru_cache(maxsize=_KNOWN_PIECES)
def _tokens(lexicon: Lexicon, piece: str) -> tuple[tuple[str, str, int, int, Sequence[int]], ...]:
    """The tokens of what stands between two spaces.

    Each as it is written, its word, its offsets there, and the tables that have something which it opens.
    """
    tokens = mended(list(_cut_up(piece)), lexicon)
    words = ((token, plain(token), start, end) for token, start, end in tokens)
    return tuple([(token, word, start, end, _opened(lexicon, word)) for token, word, start, end in words])


def _opened(lexicon: Lexicon, word: str) -> Sequence[int]:
    """The tables that have phrases which a word opens, and that of numerals where it may open a number."""
    tables = _tables_by_word(lexicon).get(word, ())
    opens_number = word in _NUMBER_OPENERS or lexicon.is_numeral(word)
    return (*tables, id(lexicon.numerals)) if opens_number else tables


def _cut_up(piece: str) -> Iterator[Token]:
    """The tokens of a piece as they stand; invisible characters neither cut a word nor hide it."""
    if not _INVISIBLE.search(piece):
        for found in TOKEN.finditer(piece):
            yield found[0], *found.span()
        return
    kept = [index for index, character in enumerate(piece) if not _INVISIBLE.match(character)]
    for found in TOKEN.finditer("".join([piece[index] for index in kept])):
        yield found[0], kept[found.start()], kept[found.end() - 1] + 1


class _Look:
    """One look at the words of a report for the phrases of all tables.

    `stops` are the ends of passages, `openers` the tokens that a phrase may begin at, by table.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        words: tuple[str, ...],
        surface: tuple[str, ...],
        stops: Sequence[int],
        openers: Mapping[int, Sequence[int]],
    ) -> None:
        self._lexicon, self.words, self.surface, self._stops = lexicon, words, surface, stops
        self._openers = openers

    def first(self, table: PhraseTable[T]) -> dict[int, Hit[T]]:
        """The phrases of a table by their first token, each with the first thing that it means."""
        return {index: Hit(index, end, payloads[0]) for index, end, payloads in self._phrases(table)}

    def every(self, table: PhraseTable[T]) -> dict[int, tuple[Hit[T], ...]]:
        """The phrases of a table by their first token; a phrase may mean several things."""
        return {
            index: tuple([Hit(index, end, payload) for payload in payloads])
            for index, end, payloads in self._phrases(table)
        }

    def nouns(self) -> dict[int, Hit[Noun]]:
        """The nouns by their first token; "may" is no month."""
        lexicon, words = self._lexicon, self.words
        found = self.first(lexicon.nouns)
        months = [index for index in found if words[index] in lexicon.words["months"]]
        for index in months:
            if lexicon.is_in(words[index], "unreal") and self.surface[index].islower():
                del found[index]
        return found

    def triggers(self) -> dict[int, tuple[Hit[Trigger], ...]]:
        """The triggers by their first token; a phrase that goes on behind its object stands at its verb."""
        lexicon, words = self._lexicon, self.words
        found, verbs = self.every(lexicon.triggers), parted_verbs(lexicon)
        free = 0
        for index in self._opened(lexicon.triggers):
            alone = found.get(index)
            if index >= free and words[index] in verbs and (alone is None or alone[0].last == index + 1):
                payloads = whole_phrase(lexicon, words, index, self._stops[index])
                if payloads:
                    found[index] = tuple([Hit(index, index + 1, payload) for payload in payloads])
            if alone is not None:
                free = max(free, alone[0].last)
        return found

    def _opened(self, table: PhraseTable[T]) -> Sequence[int]:
        """The tokens that a phrase of a table may begin at."""
        return self._openers.get(id(table), ())

    def _phrases(self, table: PhraseTable[T]) -> Iterator[tuple[int, int, list[T]]]:
        """The longest phrases, left to right, none overlapping another nor the end of its passage."""
        free = 0
        for index in self._opened(table):
            if index >= free:
                end, payloads = table.longest(self.words, index, self._stops[index])
                if payloads:
                    yield index, end, payloads
                    free = end


@lru_cache(maxsize=4)
def _tables_by_word(lexicon: Lexicon) -> Mapping[str, Sequence[int]]:
    """By their first words, which tables have phrases, told by identity."""
    found: dict[str, list[int]] = {}
    for table in (lexicon.nouns, lexicon.triggers, lexicon.hedges, lexicon.saying, lexicon.means):
        for word in table.by_first:
            found.setdefault(word, []).append(id(table))
    return found
