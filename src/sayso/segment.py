"""Cuts a report's text into passages: sentences with their paragraph and quotation."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import sentencex

from sayso.lexicon import Lexicon
from sayso.records import Passage, Report

MAX_PASSAGE: Final = 1_000  # characters; longer is no sentence, but a table or text without full stops
MAX_STRETCH: Final = 6_000  # characters of a paragraph given to the splitter at once
MAX_ABBREVIATION: Final = 40  # characters looked at to know one
LONG_LINE: Final = 40  # characters of a line that a sentence may be wrapped behind
HEADLINE: Final = 30  # characters of a headline
MANY_WRAPPED: Final = 3  # lines of a text that is wrapped
FULL_LINE: Final = 0.85  # of the usual length of a wrapped line: shorter ones end a paragraph
_LINE: Final = re.compile(r"[^\s][^\n\r\u2029]*(?<=\S)")
_BREAK: Final = re.compile(r"\r\n|[\n\r\u2029]")
_ONE_BREAK: Final = re.compile(r"[\n\r\u2029]")
_JOINED: Final = re.compile(r"(\w+) (?=([A-Z][a-z]*) ([a-z]+))")
_ENDS: Final = '.!?:;”"'
_SURROGATE: Final = re.compile("[\ud800-\udfff]")  # JSON may hold halves of pairs; no splitter takes them
_OPENING: Final = "“«„"
_MARK: Final = re.compile('["“«„”»]')


def segment(report: Report, lexicon: Lexicon) -> tuple[Passage, ...]:
    """Passages in the order of the text, not overlapping; between two of them is only white space.

    A sentence is not ended by an abbreviation of the lexicon's class `abbreviations` ("Lt. Gen. Aye").
    `quotation` numbers the quotation a passage begins in, None outside; a quotation that runs over several
    paragraphs keeps its number. What has no end within `MAX_PASSAGE` characters is cut at white space.

    >>> report = Report("r", "Two died. “We saw it. All of it,” he said.", "")
    >>> [report.text[p.start : p.end] for p in segment(report, load("en"))]
    ['Two died.', '“We saw it. All of it,” he said.']
    """
    passages: list[Passage] = []
    quotation, opened = 0, False
    for number, (first, last) in enumerate(paragraphs(report.text)):
        paragraph = report.text[first:last]
        for start, end in _sentences(paragraph, lexicon):
            begins_inside = opened
            for mark in _MARK.findall(paragraph, start, end):
                if mark in _OPENING or (mark == '"' and not opened):
                    quotation += not opened
                    opened = True
                else:
                    opened = False
            inside = begins_inside or paragraph[start] in _OPENING + '"'
            passages.append(Passage(first + start, first + end, number, quotation if inside else None))
        if opened and '"' in paragraph and not any(c in _OPENING for c in paragraph):
            opened = False
    return tuple(passages)


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Where paragraphs begin and end: lines, and several together where a sentence was wrapped over them.

    >>> text = "Troops shelled a village near the river at dawn,\nkilling two.\nNobody spoke."
    >>> [text[first:last] for first, last in paragraphs(text)]
    ['Troops shelled a village near the river at dawn,\nkilling two.', 'Nobody spoke.']
    """
    lines = [line.span() for line in _LINE.finditer(text)]
    goes_on = {at for at, (line, behind) in enumerate(pairwise(lines)) if _goes_on(text, line, behind)}
    wrapped = sorted(lines[at][1] - lines[at][0] for at in goes_on)
    full = FULL_LINE * wrapped[len(wrapped) // 2] if len(wrapped) >= MANY_WRAPPED else math.inf
    found: list[tuple[int, int]] = []
    joined = False
    for at, (first, last) in enumerate(lines):
        found.append((found.pop()[0] if joined else first, last))
        fills = at + 1 < len(lines) and last - first >= full
        joined = at in goes_on or (fills and _is_close(text, lines[at], lines[at + 1]))
    return found


def _goes_on(text: str, line: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Is the next line that of a sentence which has not ended?"""
    long = line[1] - line[0] >= LONG_LINE
    return (
        long
        and text[line[1] - 1] not in _ENDS
        and text[behind[0]].islower()
        and _is_close(text, line, behind)
    )


def _is_close(text: str, line: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Does one line break alone part them, and does no bullet open the second?"""
    opening = text[behind[0]]
    one_break = len(_BREAK.findall(text, line[1], behind[0])) == 1
    return one_break and (opening.isalnum() or opening in _OPENING + "\"'(‘")


def _sentences(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Trimmed spans of a paragraph's sentences; a cut after an abbreviation is mended."""
    first, stop = 0, len(text.rstrip())
    for end in _sentence_ends(text, lexicon.language):
        trimmed = end - len(text[first:end]) + len(text[first:end].rstrip())
        may_go_on = trimmed < stop and trimmed - first < MAX_PASSAGE
        if may_go_on and _is_abbreviated(text[max(first, trimmed - MAX_ABBREVIATION) : trimmed], lexicon):
            continue
        for start, last in _headlines(text, first, trimmed, lexicon):
            yield from _pieces(text, start, last)
        first = end
    for start, last in _headlines(text, first, stop, lexicon):
        yield from _pieces(text, start, last)


def _is_abbreviated(text: str, lexicon: Lexicon) -> bool:
    """Is the last word one of the lexicon's abbreviations: "said Lt. Gen."?"""
    last_word = text.rsplit(None, 1)[-1:]
    return bool(last_word) and lexicon.is_in(last_word[0].lower().lstrip("(“\"'"), "abbreviations")


def _sentence_ends(text: str, language: str) -> Iterator[int]:
    """Where sentences end. A long text is split in stretches: it takes more than linear time."""
    at = 0
    while at < len(text):
        stretch = _ONE_BREAK.sub(" ", _SURROGATE.sub("\ufffd", text[at : at + MAX_STRETCH]))
        ends = [at + bound["end_index"] for bound in sentencex.get_sentence_boundaries(language, stretch)]
        if at + len(stretch) < len(text):  # a quotation cut in two is split otherwise than a whole one
            sure = [end for end in ends if end <= at + MAX_STRETCH - MAX_PASSAGE]
            ends = sure or ends
        yield from ends
        at = max(ends[-1] if ends else 0, at + 1)


def _headlines(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """A span cut where a word that opens sentences stands, though no stop ends the one before.

    "Blast kills three in Sarwe | Three men were killed": a headline whose line was joined with the text.
    """
    for found in _JOINED.finditer(text, start, end):
        before, word, behind = (each.lower() for each in found.groups())
        opens = lexicon.is_numeral(word) or lexicon.is_in(word, "text_openers")
        goes_on = lexicon.is_in(before, "before_letters") or lexicon.is_in(behind, "behind_letters")
        if opens and not goes_on and found.start(2) - start >= HEADLINE:
            yield start, found.end(1)
            start = found.start(2)
    yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span without white space at its ends, cut at white space where it is over `MAX_PASSAGE`."""
    while True:
        span = text[start:end]
        start += len(span) - len(span.lstrip())
        if start >= end:
            return
        cut = end
        if end - start > MAX_PASSAGE:
            space = text.rfind(" ", start, start + MAX_PASSAGE)
            cut = space if space > start else start + MAX_PASSAGE
        yield start, start + len(text[start:cut].rstrip())
        start = cut
