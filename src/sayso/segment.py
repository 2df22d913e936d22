"""Cuts a report's text into passages: sentences with their paragraph and quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import sentencex

from sayso.lexicon import Lexicon
from sayso.records import Passage, Report

_PARAGRAPH: Final = re.compile(r"[^\n\r\u2029]+")
_OPENING, _CLOSING = "“«„", "”»"


def segment(report: Report, lexicon: Lexicon) -> tuple[Passage, ...]:
    """Passages in the order of the text, not overlapping; between two of them is only white space.

    A sentence is not ended by an abbreviation of the lexicon's class `abbreviations` ("Lt. Gen. Aye").
    `quotation` numbers the quotation a passage begins in, None outside; a quotation that runs over several
    paragraphs keeps its number.

    >>> report = Report("r", "Two died. “We saw it. All of it,” he said.", "")
    >>> [report.text[p.start : p.end] for p in segment(report, load("en"))]
    ['Two died.', '“We saw it. All of it,” he said.']
    """
    passages: list[Passage] = []
    quotation, opened = 0, False
    for number, paragraph in enumerate(_PARAGRAPH.finditer(report.text)):
        for start, end in _sentences(paragraph[0], lexicon):
            begins_inside = opened
            for char in paragraph[0][start:end]:
                if char in _OPENING or (char == '"' and not opened):
                    quotation += not opened
                    opened = True
                elif char in _CLOSING or char == '"':
                    opened = False
            inside = begins_inside or paragraph[0][start] in _OPENING + '"'
            offset = paragraph.start()
            passages.append(Passage(offset + start, offset + end, number, quotation if inside else None))
        if opened and '"' in paragraph[0] and not any(c in _OPENING for c in paragraph[0]):
            opened = False
    return tuple(passages)


def _sentences(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Trimmed sentence spans of one paragraph; a cut after an abbreviation is mended."""
    pending: int | None = None
    for bound in sentencex.get_sentence_boundaries(lexicon.language, text):
        start, end = bound["start_index"], bound["end_index"]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start >= end:
            continue
        first = start if pending is None else pending
        last_word = text[first:end].rsplit(None, 1)[-1].lower().lstrip("(“\"'")
        if lexicon.is_in(last_word, "abbreviations") and end < len(text.rstrip()):
            pending = first
            continue
        yield first, end
        pending = None
    if pending is not None:
        yield pending, len(text.rstrip())
