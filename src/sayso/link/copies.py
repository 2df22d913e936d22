"""Which reports are copies of one another: near-duplicate texts, found by MinHash, checked by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from sayso.link.block import Blocks
from sayso.records import Report

WORDS: Final = 5  # that follow each other make a shingle
BANDS: Final = 32
ROWS: Final = 4  # with 32 bands, texts alike by a half are found in 87 of 100 cases, by 0.7 always
SEED: Final = 11
COPIED: Final = 0.6  # of the shorter text's shingles; two own accounts of one event share less than a tenth
_WORD: Final = re.compile(r"\w+")


class Copy(NamedTuple):
    """Two reports, by document, of which one repeats the other, and what share of the shorter both have."""

    one: str
    other: str
    share: float


def copies(reports: Iterable[Report]) -> Iterator[Copy]:
    """Every two reports of which one repeats the other's text.

    A wire story with two sentences cut and a new headline is a copy; so is the same text twice. What is cut
    to less than half may be missed.
    """
    blocks, by_id = Blocks(), dict[str, Report]()
    for report in reports:
        mine = copy_keys(report.text)
        for other in sorted(blocks.near(mine)):
            share = shared(by_id[other].text, report.text)
            if share >= COPIED:
                yield Copy(min(other, report.id), max(other, report.id), share)
        blocks.add(report.id, mine)
        by_id[report.id] = report


def copy_keys(text: str) -> frozenset[str]:
    """Keys of a text, as a table (key, report) may hold them: near-duplicates most likely share one."""
    from rensa import RMinHash

    found = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    found.update(sorted(_shingles(text)))
    digest = found.digest()
    bands = (digest[band * ROWS : (band + 1) * ROWS] for band in range(BANDS))
    return frozenset(f"text {band} {'-'.join(map(str, rows))}" for band, rows in enumerate(bands))


def shared(one: str, other: str) -> float:
    """What share of the shorter text's shingles the other has, too.

    >>> shared("Twelve people died in Loikaw on Monday.", "Twelve people died in Loikaw on Monday, AP said.")
    1.0
    """
    mine, theirs = _shingles(one), _shingles(other)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    return frozenset(
        " ".join(words[first : first + WORDS]) for first in range(max(1, len(words) - WORDS + 1)) if words
    )
