"""On which side of the report's conflicts the registry of parties puts who is named."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.extract.doers.parties import Party
from sayso.knowledge.parties import Parties, open_parties
from sayso.lexicon import Reading
from sayso.records import Attribution, Doer, Harmed


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
        theirs = self._of(who.text) if who is not None else None
        return theirs is not None and theirs == self._of(self.reading.quote(party.first, party.last).text)

    def is_own(self, who: Harmed | None, doer: Doer, source: Attribution) -> bool:
        """Would a speaker lay to its own side what befell its own, or nobody's by name?

        Gaza's health ministry counts the dead, and blames Hamas for none.
        """
        ours = self._of(source.text)
        theirs = self._of(who.text) if who is not None else None
        return ours is not None and ours == self._of(doer.text) and theirs in (None, ours)

    def _of(self, phrase: str | None) -> tuple[str, str] | None:
        """The conflict and the side in it, None where the registry has not who is meant."""
        if not phrase:
            return None
        if phrase not in self.known:
            found = self.parties.identify(phrase, self.conflicts, self.reading.report.published)
            self.known[phrase] = None if found is None else self.parties.side(found, self.conflicts)
        return self.known[phrase]
