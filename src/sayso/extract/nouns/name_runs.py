"""Runs of capitalised words: whether a stretch is a name, and where one ends."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading

Span = tuple[int, int]

CLITICS: Final = frozenset({"'s", "'"})
TELLS: Final = frozenset({"told", "tells", "tell", "informed", "telling"})
ARTICLED: Final = 2  # tokens: the Children
MAX_NAME: Final = 8
_NAME_JOINTS: Final = frozenset({
    "al", "el", "bin", "ibn", "de", "la", "del", "van", "von", "der", "da", "dos", "ul", "abu", "-", "'", "."
})  # fmt: skip


def is_name(reading: Reading, span: Span) -> bool:
    """Only capitalised words and the small words inside names."""
    first, last = span
    if (
        not 0 < last - first <= MAX_NAME
        or not reading.capitalised(last - 1)
        or not reading.capitalised(first)
    ):
        return False
    return all(reading.capitalised(i) or reading.words[i] in _NAME_JOINTS for i in range(first, last))


def end_of_name(reading: Reading, first: int, stop: int) -> int:
    """The token behind the name that begins at a token, the small words inside it among it; else the same."""
    last = at = first
    while at < stop and (reading.capitalised(at) or (at > first and reading.words[at] in _NAME_JOINTS)):
        at += 1
        if reading.capitalised(at - 1):
            last = at
    return last


def whole_name(reading: Reading, span: Span) -> Span:
    """With what an article parts from it: "Save the | Children |", "| Save | the Children"."""
    first, last = span
    wider = ((max(first - ARTICLED, 0), last), (first, last + ARTICLED))
    names = reading.lexicon.words["names_with_the"]
    return next((each for each in wider if " ".join(reading.words[slice(*each)]) in names), span)


def past_outlet(reading: Reading, first: int, stop: int) -> int:
    """The token behind the outlet that was told and that a run of names opens with; else the first.

    "She told | Al Jazeera | Omar Hadi was killed" runs on in the name of another.
    """
    if first == 0 or reading.words[first - 1] not in TELLS:
        return first
    last = end_of_name(reading, first, stop)
    outlets = (
        at
        for at in range(last - 2, first - 1, -1)
        if reading.lexicon.is_in(reading.words[at], "media_bodies")
    )
    end = next(outlets, first - 1) + 1
    return first if reading.words[end] in CLITICS else end
