"""On which side of the report's conflicts the registry of parties puts who is named."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.extract.parties import Party
from sayso.knowledge.parties import Parties, open_parties
from sayso.lexicon import Reading
from sayso.records import Harmed


@dataclass(slots=True)
class Camps:
    """The sides of those whom a report names, looked up once for each name."""

    reading: Reading
    parties: Parties = field(default_factory=open_parties)
    conflicts: tuple[str, ...] = ()
    known: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.conflicts = self.parties.conflicts_in(self.reading.words)

    def is_shared(self, who: Harmed | None, party: Party) -> bool:
        """Are the harmed and a party of one side: the Palestinians and Hamas, Ukrainians and their army?"""
        if who is None or who.text is None:
            return False
        theirs = self._of(who.text)
        return theirs is not None and theirs == self._of(self.reading.quote(party.first, party.last).text)

    def _of(self, phrase: str) -> tuple[str, str] | None:
        """The conflict and the side in it, None where the registry has not who is meant."""
        if phrase not in self.known:
            found = self.parties.identify(phrase, self.conflicts, self.reading.report.published)
            self.known[phrase] = None if found is None else self.parties.side(found, self.conflicts)
        return self.known[phrase]
