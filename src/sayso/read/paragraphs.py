"""Paragraphs from the lines of printed pages: what typesetting broke is put together before it is stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# Hyphens at the end of a line, of which PDFium writes most as one of the first two.
_BROKEN: Final = re.compile("[\x02\ufffe]\n?|[-\u00ad\u2010]\n")
_NO_WORD: Final = re.compile(r"\W")
LONGEST: Final = 40  # letters of a word on either side of a hyphen that are looked at
_HYPHENS: Final = ("-", "\x02", "\ufffe", "\u00ad", "\u2010")
_WORD: Final = re.compile(r"\w+(?:-\w+)?")
_ENDS: Final = (".", "!", "?", ":", ";", "”", '"', "’", ")")
_ITEM: Final = re.compile(r"[•◦▪●■–—*-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_DIGITS: Final = re.compile(r"\d+")
WIDE_GAP: Final = 1.35  # times the usual distance of two lines: a new paragraph
SHORT: Final = 0.85  # of the widest line: one that ends a sentence there ends a paragraph
LARGER: Final = 1.25  # times the height of the next line: a heading
LEAST_PAGES: Final = 3  # on fewer pages nothing can be told for a running head


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its box on the page; `bottom` and `top` grow upwards."""

    words: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """How high its letters are."""
        return self.top - self.bottom


def mended(pages: Sequence[Sequence[Line]]) -> str:
    """The text of pages: a paragraph a line, words that were broken at line ends whole again.

    Running heads and page numbers are left out; a paragraph goes on across pages where no sentence ends.
    """
    heads = _running_heads(pages)
    paragraphs: list[str] = []
    for page in pages:
        lines = [line for at, line in enumerate(page) if not _is_head(line, at, len(page), heads)]
        for number, paragraph in enumerate(_paragraphs(lines)):
            if not number and paragraphs and _goes_on(paragraphs[-1], paragraph):
                paragraphs[-1] += "\n" + paragraph
            else:
                paragraphs.append(paragraph)
    return "\n\n".join(_whole_words(paragraphs))


def _goes_on(before: str, after: str) -> bool:
    """Does the first paragraph of a page go on with the last of the page before?"""
    return before.endswith(_HYPHENS) or (after[:1].islower() and not before.endswith(_ENDS))


def _running_heads(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """First and last lines, digits apart, that at least half of the pages share."""
    if len(pages) < LEAST_PAGES:
        return frozenset()
    shown = Counter[str]()
    for page in pages:
        shown.update({_DIGITS.sub("0", line.words) for line in (*page[:1], *page[-1:])})
    return frozenset(words for words, number in shown.items() if number * 2 >= len(pages) and number > 1)


def _is_head(line: Line, at: int, lines: int, heads: frozenset[str]) -> bool:
    return at in (0, lines - 1) and _DIGITS.sub("0", line.words) in heads


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a page, those of one paragraph together."""
    if not lines:
        return
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    downwards = sorted(step for step in steps if step > 0) or [0.0]
    usual = downwards[(len(downwards) - 1) // 2]
    widest = max(line.right for line in lines)
    paragraph = [lines[0].words]
    for (above, below), step in zip(pairwise(lines), steps, strict=True):
        if _begins(above, below, step > usual * WIDE_GAP, widest):
            yield "\n".join(paragraph)
            paragraph = []
        paragraph.append(below.words)
    yield "\n".join(paragraph)


def _begins(above: Line, below: Line, apart: bool, widest: float) -> bool:
    """Does a paragraph begin with the lower of two lines?"""
    if above.words.endswith(_HYPHENS):
        return False
    if apart or _ITEM.match(below.words):
        return True
    if above.height > below.height * LARGER or below.height > above.height * LARGER:
        return True
    return above.words.endswith(_ENDS) and above.right < widest * SHORT


def _whole_words(paragraphs: Sequence[str]) -> Iterator[str]:
    """Paragraphs on one line each.

    A word broken at a hyphen is joined, unless capitals, digits or the document's other words say that the
    hyphen is its own: "at-tack" becomes "attack", "Al-Shabaab" stays.
    """
    written = frozenset(word for paragraph in paragraphs for word in _WORD.findall(paragraph.lower()))

    def mended_hyphen(mark: re.Match[str]) -> str:
        text, begin, end = mark.string, mark.start(), mark.end()
        left = _NO_WORD.split(text[max(0, begin - LONGEST) : begin])[-1]
        right = _NO_WORD.split(text[end : end + LONGEST])[0]
        if not left or not right:
            return mark[0].replace("\x02", "-").replace("\ufffe", "-")
        plain, hyphened = f"{left}{right}".lower(), f"{left}-{right}".lower()
        own = hyphened in written and plain not in written
        return "" if left[-1].isalpha() and right.isalpha() and right.islower() and not own else "-"

    for paragraph in paragraphs:
        yield " ".join(_BROKEN.sub(mended_hyphen, paragraph).split())
