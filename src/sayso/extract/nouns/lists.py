"""The items of a list and the sentence that tells what they are: "Found at the scene: | two pistols"."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Hit, Noun, Reading

BULLETS: Final = frozenset("•-–—*·▪◦●")
LABEL: Final = 4  # tokens of a label before its noun: multiple launch rocket
_AROUND_NUMBER: Final = frozenset("(.)")
_LABELS: Final = frozenset(":,-–—")
_MARKS: Final = _LABELS - {","}
_PARTING: Final = BULLETS | frozenset(":;,)")


def list_heads(reading: Reading) -> dict[int, int]:
    """By the passage of each item that of the sentence which opens its list.

    A list is opened by a colon; its items begin with a bullet, or behind a number of their own.
    """
    heads: dict[int, int] = {}
    opened: int | None = None
    numbered = False
    for passage, (begin, stop) in enumerate(reading.bounds):
        if _is_item_number(reading, begin, stop):
            numbered = True
            continue
        if numbered or (stop > begin and reading.surface[begin] in BULLETS):
            if opened is not None:
                heads[passage] = opened
        else:
            opened = passage if stop > begin and reading.surface[stop - 1] == ":" else None
        numbered = False
    return heads


def labelled(reading: Reading, first: int) -> Hit[Noun] | None:
    """The noun that stands before a number at a token as its label: "hand grenades: | 23"."""
    if first < 2 or reading.surface[first - 1] not in _LABELS:
        return None
    return next(
        (
            hit
            for hit in map(reading.nouns.get, range(first - 2, first - 5, -1))
            if hit and hit.last == first - 1
        ),
        None,
    )


def is_label(reading: Reading, noun: Hit[Noun] | None) -> bool:
    """Does a colon or a dash stand behind a noun, and no comma?"""
    return noun is not None and reading.words[noun.last] in _MARKS


def label_start(reading: Reading, noun: Hit[Noun]) -> int | None:
    """Where a label begins behind the mark that parts it from what stands before; None where none does.

    "Tanks – 12; | armoured vehicles – 30".
    """
    begin, _ = reading.bounds[reading.passage_of[noun.first]]
    for at in range(noun.first - 1, max(begin, noun.first - LABEL) - 1, -1):
        if not reading.words[at][0].isalpha():
            return at + 1 if reading.words[at] in _PARTING else None
    return None


def _is_item_number(reading: Reading, begin: int, stop: int) -> bool:
    """ "1.", "(2)": all of a passage."""
    inside = (word for word in reading.words[begin:stop] if word not in _AROUND_NUMBER)
    return stop - begin > 1 and next(inside, "").isdecimal() and next(inside, None) is None
