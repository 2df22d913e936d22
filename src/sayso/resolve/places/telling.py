"""Where somebody speaks, which is not where what he tells of happened."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading

# So many words may stand between a word of telling and its place: "told | the state news agency | in Belmo".
HEARERS: Final = 5
_TELLS: Final = frozenset({"told", "tells", "telling", "speaking", "briefed", "addressing"})
_SAYS: Final = frozenset({"said", "says", "announced"})
_MEETINGS: Final = frozenset({"conference", "briefing", "summit"})
_IN: Final = frozenset({"in", "at", "from"})
_CLOSES: Final = frozenset({",", ".", "that", "on", "”", '"'})
_SIGNS: Final = frozenset(",;:.–—")


def is_where_told(reading: Reading, begin: int, end: int) -> bool:
    """ "The governor told reporters in | Belmo | that 12 had died", "speaking in | Belmo |, he said".

    "A news conference in | Belmo |", "he said in | Belmo | on Monday" likewise; not "12 died, police said in
    | Belmo | where", for the police of a town tell of it.
    """
    words = reading.words
    first = reading.bounds[reading.passage_of[begin]][0]
    place = begin - 1 - (words[begin - 1] == "the")
    if place <= first or words[place] not in _IN:
        return False
    if words[place - 1] in _MEETINGS:
        return True
    behind = words[end] if end < len(words) else "."
    for at in range(place - 1, max(first - 1, place - 1 - HEARERS), -1):
        if words[at] in _TELLS or (words[at] in _SAYS and at == place - 1):
            return behind in _CLOSES
        if words[at] in _SIGNS or at in reading.triggers or reading.lexicon.is_numeral(words[at]):
            return False
    return False
