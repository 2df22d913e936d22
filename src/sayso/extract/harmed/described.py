"""What the words about a noun say of the class of people: unarmed, members of an army, fighting for it."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.nouns.noun_phrases import Phrase, is_people
from sayso.knowledge.parties import open_parties
from sayso.lexicon import Noun, Reading
from sayso.records import HarmedClass, Kind, Means

WAR_TOTAL: Final = "class.war_total"
OF_WAR: Final = 500  # as many are killed by a war, or by a disaster
_FOUGHT: Final = 6  # tokens from a noun to "fighting for": nationals who have been killed while
_FIGHTING: Final = frozenset({"fighting", "fought"})
_BESIDE: Final = frozenset({"alongside", "for", "against"})
_WHO: Final = frozenset({"who", "while"})
_DESCRIBED: Final = 6
_MEMBERS: Final = frozenset({"member", "element", "operative"})
_ARMED: Final = frozenset({"armed group", "state force"})
_BY_VIOLENCE: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties"})
_ABOUT: Final = 2  # sentences on either side in which a disaster may be told
_NO_WAR: Final[frozenset[Means]] = frozenset({"accident", "execution"})


def class_described(reading: Reading, item: Counted, phrase: Phrase | None) -> tuple[HarmedClass, str] | None:
    """The class of people whose noun leaves it open, with the rule that tells it; None where none does."""
    if _are_called_civilian(reading, item, phrase):
        return "civilian", "class.said"
    if _are_members(reading, phrase):
        return "combatant", "class.member"
    return ("unclear", WAR_TOTAL) if _is_war_total(reading, item, phrase) else None


def fought_beside(reading: Reading, phrase: Phrase | None) -> bool:
    """Is it told behind a noun for whom they fought: "two Danes were killed | fighting for the militia"?"""
    if phrase is None:
        return False
    stop = min(phrase.last + _FOUGHT, reading.bounds[reading.passage_of[phrase.first]][1]) - 1
    for at in range(phrase.last, stop):
        if reading.words[at] in _FIGHTING:
            return reading.words[at + 1] in _BESIDE
        told = at in reading.triggers or reading.lexicon.is_in(reading.words[at], "auxiliaries")
        if not told and reading.words[at] not in _WHO:
            return False
    return False


def _are_called_civilian(reading: Reading, item: Counted, phrase: Phrase | None) -> bool:
    """Are people called so before their noun, and not soldiers as well?

    "Six | unarmed Palestinians |", "no | civilian casualties |", not "no | civilian or military deaths |".
    """
    first, last = item.last, item.trigger.last if item.trigger is not None else item.last
    if phrase is not None:
        first, last = phrase.first, phrase.last
    words, lexicon = reading.words[first : min(last, first + _DESCRIBED)], reading.lexicon
    called = any(lexicon.is_in(word, "civilian_words") for word in words)
    return called and not any(lexicon.is_in(word, "actor_adjectives") for word in words)


def _are_members(reading: Reading, phrase: Phrase | None) -> bool:
    """Are they of what is an armed body: "| members of Hezbollah |", "of the Kivan security forces"?"""
    if phrase is None or phrase.head is None or phrase.head.payload.lemma not in _MEMBERS:
        return False
    inner = (reading.nouns.get(at) for at in range(phrase.head.last, phrase.last))
    if any(hit and hit.last == phrase.last and hit.payload.harmed_class == "combatant" for hit in inner):
        return True
    named = reading.quote(phrase.first, phrase.last).text
    party = open_parties().identify(named, day=reading.report.published)
    return party is not None and party.kind in _ARMED


def _is_war_total(reading: Reading, item: Counted, phrase: Phrase | None) -> bool:
    """So many that they are a war's, none told apart, where no disaster is told: "killing 26,000 people"?"""
    if item.kind not in _BY_VIOLENCE or item.quantity.value < OF_WAR:
        return False
    if phrase is not None and phrase.head is not None and not _are_anybody(phrase.head.payload):
        return False
    passage = reading.passage_of[item.first]
    about = reading.bounds[max(0, passage - _ABOUT) : passage + _ABOUT + 1]
    return not any(_is_no_war(reading, at) for at in range(about[0][0], about[-1][1]))


def _are_anybody(noun: Noun) -> bool:
    """People, a people, or a count of the dead."""
    return noun.lemma == "person" or is_people(noun) or noun.noun_type in ("toll", "body")


def _is_no_war(reading: Reading, at: int) -> bool:
    """Does a word tell of a disaster, or of executions?"""
    hits = reading.triggers.get(at, ())
    told = at in reading.means and reading.means[at].payload in _NO_WAR
    return told or any(hit.payload.means in _NO_WAR for hit in hits)
