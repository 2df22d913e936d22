"""Names that are an outlet's or an aid body's, though there are places of that name: "Save the Children"."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.parties import open_parties
from sayso.lexicon import Reading

_KINDS: Final = frozenset({"ngo", "media"})
_ARTICLES: Final = frozenset({"the", "a", "an"})


def tokens_of_bodies(reading: Reading) -> frozenset[int]:
    """The tokens of a report that name an outlet or an aid body of the parties' table."""
    parties, found = open_parties(), set[int]()
    for begin, stop in reading.bounds:
        run = [at for at in range(begin, stop) if reading.words[at] not in _ARTICLES]
        surface = [reading.surface[at] for at in run]
        for first, last, party in parties.mentions(surface, (), reading.report.published):
            if party.kind in _KINDS and surface[first][0].isupper():
                found.update(range(run[first], run[last - 1] + 1))
    return frozenset(found)
