"""Which parties a claim's speaker, doer and harmed are, and what interest the speaker has in the number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.knowledge.parties import Parties, open_parties
from sayso.knowledge.party_table import Party
from sayso.lexicon import Reading
from sayso.records import Attribution, Claim, Harmed, Interest

MAX_TITLE: Final = 8
MAX_APPOSITION: Final = 14
MAX_MENTIONS: Final = 4
MAX_CALLED: Final = 2
_LEFT_OUT: Final = frozenset({"the", "a", "an", "armed"})
_MARKS: Final = frozenset(',.;:!?()[]“”"«»–—|')
# These kinds take no side by what they are; of any other without a side it is not known.
_DISINTERESTED: Final = frozenset({"un", "ngo", "monitor", "media", "residents"})
_BODIES: Final = frozenset({
    "government", "state force", "armed group", "coalition", "ministry", "agency", "un", "ngo", "monitor",
})  # fmt: skip
_ENEMY: Final = "enemy"
_CIVIL_THINGS: Final = frozenset({"building", "infrastructure", "settlement", "goods"})
_MILITARY_THINGS: Final = frozenset({"weapon", "munition", "vehicle", "aircraft", "vessel", "post"})
_LOSSES: Final = frozenset({"destroyed", "damaged", "seized", "abandoned", "intercepted"})
_MINISTERS: Final = frozenset({"minister", "ministers"})
_STATE: Final = frozenset({"government", "state force", "ministry", "agency"})


def resolve_parties(
    reading: Reading, claims: Sequence[Claim], parties: Parties | None = None
) -> tuple[Claim, ...]:
    """The claims with the parties of whom, by and source, and the speaker's interest.

    "Allied resistance forces said they killed more than 200 junta troops": the troops are the Myanmar Armed
    Forces', the speaker is on the other side, and so its interest is `enemy_loss`. A body that the registry
    lacks stays as said, with `party` None.
    """
    if not claims:
        return ()
    resolver = _Resolver(reading, parties or open_parties(), claims)
    return tuple(resolver.resolved(claim) for claim in claims)


def unknown_bodies(claims: Sequence[Claim]) -> Counter[str]:
    """Speakers and doers that no party was found for, with how often they stand in claims: what to add."""
    said = [part.text for claim in claims for part in (claim.source, claim.by) if part and part.party is None]
    return Counter(text for text in said if text)


def mentioned_parties(reading: Reading, parties: Parties | None = None) -> Iterator[tuple[int, int, Party]]:
    """Every party a report names, with the tokens first..last-1 that name it, in the order of the text."""
    return _Resolver(reading, parties or open_parties(), ()).mentions()


def parties_of(
    reading: Reading, speakers: Sequence[Attribution], parties: Parties | None = None
) -> list[Party | None]:
    """The party of each speaker, by its name or the title it stands with."""
    resolver = _Resolver(reading, parties or open_parties(), ())
    return [resolver.speaker(each) if each.text else None for each in speakers]


def _runs(reading: Reading, passage: int) -> Iterator[list[int]]:
    """Runs of words of a passage without a mark between them; articles, hyphens and possessive endings are
    left out.
    """
    run: list[int] = []
    for index in range(*reading.bounds[passage]):
        word = reading.words[index]
        if word in _MARKS:
            yield run
            run = []
        elif _is_kept(word):
            run.append(index)
    yield run


def _is_kept(word: str) -> bool:
    """May a word be one of a party's name?"""
    return word[0].isalnum() and word not in _LEFT_OUT


def _kin(one: Party, other: Party) -> bool:
    """Are two parties of one country and one side?"""
    return one.country == other.country and bool(one.sides.items() & other.sides.items())


@dataclass(slots=True)
class _Resolver:
    """What is known of a report: its conflicts and countries, and whom its names were found to mean."""

    reading: Reading
    parties: Parties
    claims: Sequence[Claim]
    countries: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    known: dict[tuple[str, int, str | None], Party | None] = field(default_factory=dict)
    named: dict[int, list[tuple[frozenset[str], Party]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counted = Counter(
            place.country for claim in self.claims for place in claim.where if place.country is not None
        )
        self.countries = tuple(country for country, _ in counted.most_common())
        self.conflicts = self.parties.conflicts_in(self.reading.words, counted.elements())

    def resolved(self, claim: Claim) -> Claim:
        """A claim with its parties and the speaker's interest."""
        harmed = self._harmed(claim.whom) if claim.whom else None
        doer = self._named(claim.by.text) if claim.by else None
        country = next((place.country for place in claim.where if place.country), None)
        speaker = self.speaker(claim.source, country) if claim.source and claim.source.text else None
        whom, by, source = claim.whom, claim.by, claim.source
        if whom is not None and harmed is not None:
            whom = replace(whom, party=harmed.name)
        if by is not None and doer is not None:
            by = replace(by, party=doer.name)
        if source is not None:
            interest = self._interest(claim, speaker, harmed, doer)
            source = replace(source, party=speaker.name if speaker else None, interest=interest)
        return replace(claim, whom=whom, by=by, source=source)

    def _named(self, phrase: str, *, short: bool = True) -> Party | None:
        key = (phrase, -1 if short else -2, None)
        if key not in self.known:
            day = self.reading.report.published
            found = self.parties.identify(phrase, self.conflicts, day, self.countries)
            self.known[key] = found or (self._called(phrase) if short else None)
        return self.known[key]

    def _called(self, phrase: str) -> Party | None:
        """ "the ministry", "the air force": the only party of that head that the report names in full."""
        words = phrase.casefold().split()
        if not 0 < len(words) <= MAX_CALLED or not phrase.isascii():
            return None
        if not all(self.parties.in_long_names(word) for word in words if _is_kept(word)):
            return None
        passages = [{self.reading.passage_of[index] for index in self._places(word)} for word in words]
        found = {
            party.name: party
            for passage in set.intersection(*passages)
            for called, party in self._long_names(passage)
            if called.issuperset(words) and party.kind in _BODIES
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _long_names(self, passage: int) -> list[tuple[frozenset[str], Party]]:
        """The parties that a passage names in several words, each with those words."""
        if passage not in self.named:
            self.named[passage] = [
                (frozenset(self.reading.words[first:last]), party)
                for first, last, party in self._mentions(passage)
                if last - first > 1
            ]
        return self.named[passage]

    def _places(self, word: str) -> list[int]:
        """The tokens at which a word stands."""
        return [index for index, each in enumerate(self.reading.words) if each == word]

    def mentions(self) -> Iterator[tuple[int, int, Party]]:
        """Every party the report names, with the tokens first..last-1 that name it."""
        for passage in range(len(self.reading.bounds)):
            yield from self._mentions(passage)

    def _mentions(self, passage: int) -> Iterator[tuple[int, int, Party]]:
        """Every party that a passage names, likewise."""
        day = self.reading.report.published
        for run in _runs(self.reading, passage):
            words = [self.reading.surface[index] for index in run]
            for first, last, party in self.parties.mentions(words, self.conflicts, day, self.countries):
                yield run[first], run[last - 1] + 1, party

    def _harmed(self, whom: Harmed) -> Party | None:
        """The party harmed: "Israeli soldiers" are the state's force, "Israeli women" its civilians."""
        # "People" are persons, and no short name of a People's Force that the report names.
        persons = whom.harmed_class != "combatant" and self._noun_type(whom) == "person"
        party = self._named(whom.text, short=not persons) if whom.text else None
        if party is not None and party.kind == "residents":
            return None
        if (
            party is None
            or whom.harmed_class in {"object", "unclear"}
            or party.kind not in {*_STATE, "civilians"}
        ):
            return party
        kind = "state force" if whom.harmed_class == "combatant" else "civilians"
        if party.kind == kind:
            return party
        return next((each for each in self.parties.all if each.kind == kind and _kin(each, party)), party)

    def speaker(self, source: Attribution, country: str | None = None) -> Party | None:
        """The speaker's party, by its name or by the title it stands with anywhere in the report.

        `country` is that of the place told of, for whose government its offices speak.
        """
        assert source.text is not None
        key = (source.text, source.start, country)
        if key not in self.known:
            self.known[key] = self._named(source.text) or self._by_title(source, country)
        return self.known[key]

    def _by_title(self, source: Attribution, country: str | None) -> Party | None:
        """The party of a title, else the state of an office; only looked for where the name tells nobody."""
        titles = list(self._titles(source))
        named = next(filter(None, map(self._named, titles)), None)
        return named or (self._of_state(country, source.text or "", *titles) if country else None)

    def _of_state(self, country: str, *phrases: str) -> Party | None:
        """The ministry of a minister, the government of a country for its other offices: the mayor, local
        authorities, "who heads the police".
        """
        if not any(country in self.parties.conflicts[name].countries for name in self.conflicts):
            return None  # the police of a town at peace are not their country's word on a war
        is_in = self.reading.lexicon.is_in
        for phrase in phrases:
            words = phrase.casefold().split()
            kinds = [word for word in words if is_in(word, "official_kinds")]
            officials = len(kinds) == len(words) - 1 and is_in(words[-1], "official_words")
            if officials or any(is_in(word, "state_offices") for word in words):
                ministry = self._named(" ".join("ministry" if word in _MINISTERS else word for word in words))
                if ministry is not None and ministry.country == country:
                    return ministry
                return self.parties.administration(country, self.reading.report.published)
        return None

    def _titles(self, source: Attribution) -> Iterator[str]:
        """What a person is said to be, before the name and behind it, wherever the report names him."""
        reading = self.reading
        first, last = reading.token_at(source.start), reading.token_at(source.end - 1) + 1
        if not reading.capitalised(last - 1):
            return
        surname = reading.words[last - 1]
        others = self._places(surname)[: MAX_MENTIONS + 1]
        spans = [(first, last), *((index, index + 1) for index in others if index != last - 1)]
        for begin, stop in spans:
            titles = self._title_before(begin), self._title_behind(stop), self._title_fronted(begin, stop)
            yield from filter(None, titles)

    def _title_before(self, first: int) -> str:
        """ "KNDF chairman" before "Khun Bedu"."""
        reading = self.reading
        begin = max(first - MAX_TITLE, reading.bounds[reading.passage_of[first]][0])
        start = first
        while start > begin and reading.words[start - 1] not in _MARKS:
            start -= 1
        return reading.quote(start, first).text if start < first else ""

    def _title_fronted(self, first: int, last: int) -> str:
        """ "The head of the region" before ", X, said"; an acronym in brackets may stand between."""
        words, begin = self.reading.words, self.reading.bounds[self.reading.passage_of[first]][0]
        while first > begin and self.reading.capitalised(first - 1):  # the surname alone was looked for
            first -= 1
        if words[first - 1 : first] != (",",) or first - 1 <= begin or words[last : last + 1] != (",",):
            return ""
        end = first - 1
        if words[end - 1] == ")" and "(" in words[max(begin, end - 1 - MAX_CALLED) : end]:
            end = max(at for at in range(begin, end) if words[at] == "(")
        return self._title_before(end) if end > begin else ""

    def _title_behind(self, last: int) -> str:
        """ "head of the interior ministry" behind "X,"."""
        reading = self.reading
        if last >= len(reading.words) or reading.words[last] not in {",", "of"}:
            return ""
        stop = min(last + MAX_APPOSITION, reading.bounds[reading.passage_of[last - 1]][1])
        end = last + 1
        while end < stop and reading.words[end] not in _MARKS:
            end += 1
        return reading.quote(last + 1, end).text if end > last + 1 else ""

    def _interest(
        self, claim: Claim, speaker: Party | None, harmed: Party | None, doer: Party | None
    ) -> Interest:
        """From the sides of speaker, harmed and doer."""
        if speaker is None:
            return "unknown"
        if not speaker.sides:
            return "third_party" if speaker.kind in _DISINTERESTED or self._foreign(speaker) else "unknown"
        towards_harmed = self._relation(speaker, harmed, claim.whom.text if claim.whom else None)
        towards_doer = self._relation(speaker, doer, claim.by.text if claim.by else None)
        if self._civil(claim, harmed):
            if towards_doer is None:
                return "unknown"
            return "own_harm_to_civilians" if towards_doer == "own" else "enemy_harm_to_civilians"
        if towards_harmed is not None:
            return "own_loss" if towards_harmed == "own" else "enemy_loss"
        if towards_doer is None:
            conceded = claim.source is not None and claim.source.stance == "confirmed"
            return "own_loss" if conceded and self._military(claim) else "unknown"
        if not self._military(claim):
            return "unknown"
        return "enemy_loss" if towards_doer == "own" else "own_loss"

    def _civil(self, claim: Claim, harmed: Party | None) -> bool:
        """Are the harmed civilians, or what people live in and by?"""
        if harmed is not None and harmed.kind == "civilians":
            return True
        if claim.whom is None:
            return False
        return claim.whom.harmed_class == "civilian" or (
            claim.kind in {"destroyed", "damaged"} and self._noun_type(claim.whom) in _CIVIL_THINGS
        )

    def _military(self, claim: Claim) -> bool:
        """Are the harmed fighters, or what fighters hold?"""
        if claim.whom is None:
            return False
        thing = self._noun_type(claim.whom) in _MILITARY_THINGS
        return claim.whom.harmed_class == "combatant" or (claim.kind in _LOSSES and thing)

    def _noun_type(self, whom: Harmed) -> str:
        """The type of the last noun of the harmed: weapon, building ..."""
        if whom.text is None:
            return ""
        first, last = self.reading.token_at(whom.start), self.reading.token_at(whom.end - 1)
        nouns = (self.reading.nouns.get(index) for index in range(last, first - 1, -1))
        return next((noun.payload.noun_type for noun in nouns if noun is not None), "")

    def _foreign(self, speaker: Party) -> bool:
        """A state or body of a country that the report's conflicts are not in."""
        countries = {each for name in self.conflicts for each in self.parties.conflicts[name].countries}
        return bool(self.conflicts) and speaker.country not in countries

    def _relation(self, speaker: Party, other: Party | None, phrase: str | None) -> str | None:
        """Is the other party the speaker's own side or its enemy? None where they share no conflict."""
        if other is None:
            return "enemy" if phrase is not None and _ENEMY in phrase.casefold().split() else None
        here = (*self.conflicts, *speaker.sides)
        shared = next((name for name in here if name in speaker.sides and name in other.sides), None)
        if shared is None:
            return None
        conflict = self.parties.conflicts[shared]
        return "enemy" if conflict.enemies(speaker.sides[shared], other.sides[shared]) else "own"
