"""Cuts a report's text into passages: sentences with their paragraph and quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import sentencex

from sayso.lexicon import Lexicon
from sayso.records import Passage, Report

MAX_PASSAGE: Final = 1_000  # characters; longer is no sentence, but a table or text without full stops
MAX_STRETCH: Final = 6_000  # characters of a paragraph given to the splitter at once
MAX_ABBREVIATION: Final = 40  # characters looked at to know one
_PARAGRAPH: Final = re.compile(r"[^\n\r\u2029]+")
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
    for number, paragraph in enumerate(_PARAGRAPH.finditer(report.text)):
        for start, end in _sentences(paragraph[0], lexicon):
            begins_inside = opened
            for mark in _MARK.findall(paragraph[0], start, end):
                if mark in _OPENING or (mark == '"' and not opened):
                    quotation += not opened
                    opened = True
                else:
                    opened = False
            inside = begins_inside or paragraph[0][start] in _OPENING + '"'
            offset = paragraph.start()
            passages.append(Passage(offset + start, offset + end, number, quotation if inside else None))
        if opened and '"' in paragraph[0] and not any(c in _OPENING for c in paragraph[0]):
            opened = False
    return tuple(passages)


def _sentences(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Trimmed spans of a paragraph's sentences; a cut after an abbreviation is mended."""
    first, stop = 0, len(text.rstrip())
    for end in _sentence_ends(text, lexicon.language):
        trimmed = end - len(text[first:end]) + len(text[first:end].rstrip())
        last_word = text[max(first, trimmed - MAX_ABBREVIATION) : trimmed].rsplit(None, 1)[-1:]
        if (
            last_word
            and lexicon.is_in(last_word[0].lower().lstrip("(“\"'"), "abbreviations")
            and trimmed < stop
            and trimmed - first < MAX_PASSAGE
        ):
            continue
        yield from _pieces(text, first, trimmed)
        first = end
    yield from _pieces(text, first, stop)


def _sentence_ends(text: str, language: str) -> Iterator[int]:
    """Where sentences end. A long text is split in stretches: it takes more than linear time."""
    at = 0
    while at < len(text):
        stretch = _SURROGATE.sub("\ufffd", text[at : at + MAX_STRETCH])
        ends = [at + bound["end_index"] for bound in sentencex.get_sentence_boundaries(language, stretch)]
        if at + len(stretch) < len(text):  # a quotation cut in two is split otherwise than a whole one
            sure = [end for end in ends if end <= at + MAX_STRETCH - MAX_PASSAGE]
            ends = sure or ends
        yield from ends
        at = max(ends[-1] if ends else 0, at + 1)


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
