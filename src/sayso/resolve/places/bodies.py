"""Names that are a body's, though they read like a place's: "Save the Children", "Islamic State"."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.parties import open_parties
from sayso.lexicon import Reading

_KINDS: Final = frozenset({"ngo", "media", "un", "armed group"})
_ARTICLES: Final = frozenset({"the", "a", "an"})


def tokens_of_bodies(reading: Reading) -> frozenset[int]:
    """The tokens of a report that name an outlet, an aid body, a UN body or an armed group of the parties'
    table, with the article before them; a UN body that names its land ("Mission in South Sudan") is none.
    """
    parties, found = open_parties(), set[int]()
    for begin, stop in reading.bounds:
        run = [at for at in range(begin, stop) if reading.words[at] not in _ARTICLES]
        surface = [reading.surface[at] for at in run]
        for first, last, party in parties.mentions(surface, (), reading.report.published):
            landed = party.kind == "un" and "in" in reading.words[run[first] : run[last - 1]]
            if party.kind in _KINDS and surface[first][0].isupper() and not landed:
                opening = run[first] - (run[first] > begin and reading.words[run[first] - 1] in _ARTICLES)
                found.update(range(opening, run[last - 1] + 1))
    return frozenset(found)
