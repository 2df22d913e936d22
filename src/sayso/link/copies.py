"""Texts that repeat each other: found by keys that a table can hold, told by shared words in a row."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final

LENGTH: Final = 4  # words of a sequence
LEAST: Final = 8  # a text of fewer sequences is a turn of speech that anybody may use
COPIED: Final = 0.6  # of the shorter text's sequences stand in the other: one was made from the other
_PERMUTATIONS: Final = 128
_ROWS: Final = 4  # 32 bands: of two texts that share half, nine in ten share a band; of a tenth, one in 300
_SEED: Final = 1
_WORD: Final = re.compile(r"\w+")

Sequences = AbstractSet[str]


def sequences(text: str) -> Sequences:
    """Every four words in a row, in lower case and without marks; none of a text too short to be copied.

    >>> sorted(sequences("Nine shells fell on the market of the old town at noon."))[:2]
    ['fell on the market', 'market of the old']
    """
    words = _WORD.findall(text.lower())
    if len(words) < LEAST + LENGTH - 1:
        return frozenset()
    return frozenset(" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


def copy_keys(found: Sequences) -> frozenset[str]:
    """Bands of a MinHash: copies share at least one almost always, other texts almost never."""
    if not found:
        return frozenset()
    from rensa import RMinHash  # no report without claims needs it

    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(sorted(found))
    digest = minhash.digest()
    return frozenset(
        f"copy {band} " + "".join(f"{value:08x}" for value in digest[band : band + _ROWS])
        for band in range(0, _PERMUTATIONS, _ROWS)
    )


def shared(one: Sequences, other: Sequences) -> float:
    """What share of the shorter text's sequences the other has."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
