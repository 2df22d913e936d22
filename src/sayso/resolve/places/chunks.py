"""Capitalised words that may be one name, and the stretches of them to look up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading

# A name has so many words and hyphens at most.
LONGEST: Final = 7
# Over "of" or "and" a name goes on for so many words: "Gulf of Aden", "Republic of the Congo".
REACH: Final = 4
_GLUE: Final = frozenset("-’'")
_ABBREVIATED: Final = frozenset({"st", "mt", "ft", "ste"})
# Articles that join two capitals without a hyphen; the others are English words as well.
_JOINING: Final = frozenset(
    "al el ul ash ad ar az ez es de del la las los le les du des da dos di der van upon sur".split()
)


class Chunk(NamedTuple):
    """Capitalised words that may be one name; `opens` where the first is capital because a sentence
    begins.
    """

    first: int
    last: int
    opens: bool


def chunks_of(reading: Reading, words: PlaceWords) -> Iterator[Chunk]:
    """Runs of capitalised words, joined by hyphens, apostrophes and articles, within a sentence."""
    last = 0
    for index in [index for index, token in enumerate(reading.surface) if token[0].isupper()]:
        if index < last:
            continue
        begin, stop = reading.bounds[reading.passage_of[index]]
        glued = reading.surface[index - 1] == "-" and index - 2 >= max(begin, last)
        first = index - 2 if glued and _article_opens(reading, index, words) else index
        last = _chunk_end(reading, first, stop, words)
        yield Chunk(first, last, first - begin <= 2 and _sentence_opens(reading, begin, first))


def _article_opens(reading: Reading, index: int, words: PlaceWords) -> bool:
    """Does a lower-case article before a hyphen open a name ("al-Bab")?"""
    return reading.words[index - 2] in words.articles and reading.starts[index] == reading.ends[index - 2] + 1


def _chunk_end(reading: Reading, index: int, stop: int, words: PlaceWords) -> int:
    """The token after the last one of a chunk that begins at `index`."""
    surface, starts, ends = reading.surface, reading.starts, reading.ends
    last = index + 1
    while last < stop:
        gap = starts[last] - ends[last - 1]
        if gap > 1 or _is_weekday(reading, last):
            break
        token = surface[last]
        if token[0].isupper() and (gap == 1 or surface[last - 1] in _GLUE or surface[last - 1] == "."):
            last += 1
        elif gap == 0 and token == "-" and last + 1 < stop and starts[last + 1] == ends[last]:
            beyond = surface[last + 1]
            if beyond[0].isupper():
                last += 2
            elif last + 3 < stop and surface[last + 2] == "-" and surface[last + 3][0].isupper():
                last += 3  # "Port-au-Prince", "Rostov-on-Don"
            else:
                break
        elif (
            gap == 0
            and token[0] in "’'"
            and token[1:] != "s"
            and (len(token) > 1 or _glued(reading, last, stop))
        ):
            last += 1 if len(token) > 1 else 2
        elif gap == 0 and token == "." and _is_shortened(reading, last, stop):
            last += 1
        elif (
            gap == 1
            and reading.words[last] in words.articles
            and last + 1 < stop
            and _article_joins(reading, last, stop)
        ):
            last += 2 if surface[last + 1] != "-" else 3
        else:
            break
    return last


def _is_weekday(reading: Reading, index: int) -> bool:
    """ "In Zahra | Sunday": the comma or the "on" is left out."""
    word = reading.words[index]
    return word.endswith("day") and reading.lexicon.is_in(word, "time_words")


def _is_shortened(reading: Reading, index: int, stop: int) -> bool:
    """ "St | . Louis", "Luis E | . Moreno"."""
    if reading.words[index - 1] in _ABBREVIATED:
        return True
    initial = len(reading.surface[index - 1]) == 1 and index > 1 and reading.surface[index - 2][0].isupper()
    return initial and index + 1 < stop and reading.surface[index + 1][0].isupper()


def _glued(reading: Reading, index: int, stop: int) -> bool:
    """Does an apostrophe stand inside a word ("Be'eri")?"""
    return (
        index + 1 < stop
        and reading.starts[index + 1] == reading.ends[index]
        and reading.surface[index + 1][0].isalpha()
    )


def _article_joins(reading: Reading, index: int, stop: int) -> bool:
    """Does an article stand between two parts of a name ("Khan al Assal", "Deir ez-Zor")?"""
    if reading.surface[index + 1] == "-":
        return index + 2 < stop and reading.surface[index + 2][0].isupper()
    return reading.words[index] in _JOINING and reading.surface[index + 1][0].isupper()


def _sentence_opens(reading: Reading, begin: int, index: int) -> bool:
    """Is there nothing but punctuation before the token in its sentence?"""
    return not any(reading.surface[i][0].isalnum() for i in range(begin, index))


def spans_of(reading: Reading, chunk: Chunk) -> Iterator[tuple[int, int]]:
    """Stretches of a chunk that may be a name, and those that go on over "of" or "and" to the next
    capital.
    """
    stop = reading.bounds[reading.passage_of[chunk.first]][1]
    for first in range(chunk.first, chunk.last):
        if reading.surface[first][0].isalpha():
            for last in range(first + 1, min(first + LONGEST, chunk.last) + 1):
                if reading.surface[last - 1][0].isalpha() or reading.surface[last - 1] == ".":
                    yield first, last
    if chunk.last < stop and reading.words[chunk.last] in ("of", "and"):
        beyond = chunk.last + 1
        while (
            beyond < stop
            and beyond - chunk.last < REACH
            and (reading.surface[beyond][0].isupper() or reading.words[beyond] == "the")
        ):
            beyond += 1
            for first in range(max(chunk.first, chunk.last - 2), chunk.last):
                yield first, beyond


def text_of(reading: Reading, first: int, last: int) -> str:
    """The text of tokens first..last-1."""
    return reading.report.text[reading.starts[first] : reading.ends[last - 1]]
