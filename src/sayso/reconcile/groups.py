"""Who is counted: persons by status, side, sex and age, and role; things by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Final, Literal

from sayso.concluded import AskedKind, Question
from sayso.knowledge.parties import Parties
from sayso.lexicon import Lexicon
from sayso.lexicon.tables import Noun, words_of
from sayso.records import THING_KINDS, Claim, Kind

Status = Literal["civilian", "combatant"]
EVERYONE: Final = frozenset({"woman", "man", "girl", "boy"})
_BY_AGE: Final = {
    "people": EVERYONE, "children": frozenset({"girl", "boy"}), "women": frozenset({"woman"}),
    "men": frozenset({"man"}), "girls": frozenset({"girl"}), "boys": frozenset({"boy"}),
}  # fmt: skip
_STATUS: Final[dict[str, Status]] = {
    "civilian": "civilian", "civilians": "civilian", "combatant": "combatant", "combatants": "combatant",
}  # fmt: skip
# Behind these a noun phrase only says more of what it counts: "members of the resistance".
_TRAILING: Final = frozenset({"of", "from", "in", "at", "who", "and", "with", "by", "for", "near"})
_FORCES: Final = frozenset({"government", "state force", "armed group", "ministry", "agency", "coalition"})
_ALIKE: Final = "same_"  # classes of words.toml whose things are one: same_home, same_aircraft
_ACT: Final = "act/"
ANYTHING: Final = ("things", "attacks")  # what a question about things asks for any of


@dataclass(frozen=True, slots=True)
class Group:
    """A group of those counted; None where it is not told, which means whoever."""

    people: frozenset[str] = EVERYONE
    status: Status | None = None
    side: str | None = None
    role: str | None = None
    thing: str | None = None

    def holds(self, atom: Atom) -> bool:
        """Are those of an atom among it?"""
        return (
            atom.person in self.people
            and self.status in {None, atom.status}
            and self.side in {None, atom.side}
            and self.role in {None, atom.role}
            and (self.thing is None or _is_one(self.thing, atom.thing))
        )

    @property
    def selects(self) -> bool:
        """Is it told by sex or age, so that it can be counted out of a whole?"""
        return self.people != EVERYONE


@dataclass(frozen=True, slots=True)
class Atom:
    """Those alike in everything that some word or the question tells apart."""

    person: str
    status: Status
    side: str | None
    role: str | None
    thing: str | None


def atoms(groups: Iterable[Group]) -> list[Atom]:
    """The atoms that a set of groups tells apart; what nobody tells apart is one."""
    known = list(groups)
    persons = sorted(EVERYONE) if any(group.selects for group in known) else sorted(EVERYONE)[:1]
    statuses: tuple[Status, ...] = ("civilian", "combatant")
    if all(group.status != "combatant" for group in known):
        statuses = ("civilian",)
    elif all(group.status == "combatant" for group in known):
        statuses = ("combatant",)
    told = sorted({group.side for group in known if group.side})
    sides = [None, *told] if len(told) > 1 else [None]
    roles = [None, *sorted({group.role for group in known if group.role})]
    things = [None, *sorted({group.thing for group in known if group.thing})]
    return [Atom(*each) for each in product(persons, statuses, sides, roles, things)]


def relaxed(groups: Iterable[Group], told_apart: list[Atom]) -> list[Group]:
    """Groups as the atoms can tell them: a status, an age or a side that nobody tells apart is whoever."""
    by_status = len({atom.status for atom in told_apart}) > 1
    by_age = len({atom.person for atom in told_apart}) > 1
    by_side = len({atom.side for atom in told_apart}) > 1
    return [
        replace(
            group, status=group.status if by_status else None, people=group.people if by_age else EVERYONE,
            side=group.side if by_side else None,
        )
        for group in groups
    ]  # fmt: skip


class Whom:
    """Reads groups off claims and questions, by the words of a lexicon and the sides of parties."""

    def __init__(self, lexicon: Lexicon, parties: Parties) -> None:
        self.lexicon = lexicon
        self.parties = parties
        self._alike = _alike(lexicon)
        self.side_of = cache(self._side_of)  # many words are of few parties
        self.side_named = cache(self._side_named)

    def of_claim(self, claim: Claim) -> Group:
        """The group a claim counts: "12 minors" girls and boys, "60 air raids" the thing."""
        whom = claim.whom
        if claim.kind in THING_KINDS or (whom is not None and whom.harmed_class == "object"):
            return Group(thing=self._thing(claim.kind, whom.text if whom else None, claim.means))
        if whom is None:
            return Group()
        people, role = self._told(whom.groups)
        return Group(people, _STATUS.get(whom.harmed_class), self.side_of(whom.party), role)

    def kind_of(self, claim: Claim) -> Kind:
        """What a claim surely counts: "four were shot" may be killed or injured, so casualties."""
        either = self.lexicon.words["open_outcomes"]
        return (
            "casualties"
            if claim.kind in {"killed", "injured"} and not either.isdisjoint(claim.rules)
            else claim.kind
        )

    def of_question(self, question: Question) -> Group:
        """The group a question asks about."""
        if question.kind in THING_KINDS:
            thing = self._thing(question.kind, question.who, None)
            return Group(thing=None if thing == _ACT or question.who in ANYTHING else thing)
        side = self.side_named(question.side) if question.side else None
        who = question.who.casefold()
        if who in _STATUS:
            return Group(status=_STATUS[who], side=side)
        if who in _BY_AGE:
            return Group(_BY_AGE[who], side=side)
        noun = self.head(who)
        people, role = self._told(noun.groups if noun else (who,))
        return Group(people, None, side, role)

    def is_whole(self, claim: Claim) -> bool:
        """Does its noun count everybody harmed ("people", "soldiers") and not some by trade or rank?"""
        if claim.whom is None or claim.whom.text is None or claim.kind in THING_KINDS:
            return True
        if claim.quantity.unit == "households":
            return True
        noun, whole = self.head(claim.whom.text), self.lexicon.words["whole_nouns"]
        if noun is None:
            return bool(whole & set(words_of(claim.whom.text.casefold())))
        ranks = noun.lemma.rpartition(" ")[2] if noun.harmed_class == "combatant" else noun.lemma
        return bool(noun.groups) or noun.lemma in whole or ranks in whole

    def _side_of(self, party: str | None) -> str | None:
        """The side that a party is on; a force that takes none is a side of its own."""
        known = self.parties.by_name.get(party or "")
        if known is None:
            return party
        found = self.parties.side(known, ())
        return ":".join(found) if found else known.name if known.kind in _FORCES else None

    def _side_named(self, name: str) -> str:
        """The side that a question's words name."""
        party = self.parties.by_name.get(name) or self.parties.identify(
            name, tuple(self.parties.conflicts_in(name.split()))
        )
        return self.side_of(party.name if party else name) or name

    def head(self, phrase: str) -> Noun | None:
        """The noun a phrase is about: "military council soldiers" is about soldiers."""
        words = words_of(phrase.casefold())
        stop = next((index for index, word in enumerate(words) if index and word in _TRAILING), len(words))
        found = None
        index = 0
        while index < stop:
            longest = next(iter(self.lexicon.nouns.at(words[:stop], index)), None)
            if longest is not None:
                index, found = longest
            else:
                index += 1
        return found

    def _told(self, groups: tuple[str, ...]) -> tuple[frozenset[str], str | None]:
        """Sex and age, and role: ("men", "children") are boys."""
        told = set(groups)
        role = next(iter(sorted(told - _BY_AGE.keys())), None)
        if {"men", "children"} <= told:
            return _BY_AGE["boys"], role
        if {"women", "children"} <= told:
            return _BY_AGE["girls"], role
        found = [_BY_AGE[each] for each in sorted(told & _BY_AGE.keys())]
        return (frozenset().union(*found) if found else EVERYONE), role

    def _thing(self, kind: Kind, phrase: str | None, means: str | None) -> str:
        """What a thing is: its type and noun, "aircraft/" for any of a type, how it was done for an act."""
        noun = self.head(phrase) if phrase else None
        if kind == "attacks" and (noun is None or noun.noun_type == "act"):
            return f"{_ACT}{means or self._means(phrase or '') or ''}"
        if noun is None:
            return words_of((phrase or "thing").casefold())[-1]
        alike = self._alike.get(noun.lemma, noun.lemma)
        return f"{noun.noun_type}/" if alike == noun.noun_type else f"{noun.noun_type}/{alike}"

    def _means(self, phrase: str) -> str | None:
        words = words_of(phrase.casefold())
        for index in range(len(words)):
            for _, means in self.lexicon.means.at(words, index):
                return means
        return None


@cache
def _alike(lexicon: Lexicon) -> Mapping[str, str]:
    """What things that go by several words are called."""
    return {
        word: name.removeprefix(_ALIKE)
        for name, words in lexicon.words.items() if name.startswith(_ALIKE) for word in words
    }  # fmt: skip


def _is_one(thing: str, other: str | None) -> bool:
    """Is the other thing of that sort? "aircraft/" holds "aircraft/helicopter"."""
    return other is not None and (other.startswith(thing) if thing.endswith("/") else other == thing)


def bears_on(kind: Kind, asked: AskedKind) -> bool:
    """Does a count of a kind bound what is asked? Killed and injured are casualties, the detained and those
    who surrendered are in custody; any other kind stands alone.
    """
    if asked == "custody":
        return kind in {"detained", "surrendered"}
    return kind == asked or {kind, asked} <= {"killed", "injured", "casualties"}
