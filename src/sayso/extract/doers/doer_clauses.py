"""How the clauses of a sentence part: who heads one, which verb has a number as its object."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.parties import Party
from sayso.extract.doers.party_signs import CLAUSAL, before_article
from sayso.extract.nouns.geometry import voice_of
from sayso.extract.speech.sayings import says
from sayso.lexicon import Hit, Reading, Trigger

_IS: Final = frozenset({"is", "are", "was", "were"})  # they | are | holding
_GOVERNED: Final = frozenset({"of", "from", "preposition", "by_else"})
_BY_NOW: Final = frozenset({"so", "far", "already", "since", "also"})
_SIDES: Final = frozenset({"name", "body", "side", "combatant"})
_MOSTLY: Final = frozenset({"mostly", "mainly", "largely", "most", "many", "predominantly"})
PARTING: Final = frozenset({",", "–", "—"})
RELATIVES: Final = frozenset({"that", "which"})
CLAUSES: Final = frozenset({"after", "when", "as", "while", "before", "and", "but", "that"})


def told_actively(reading: Reading, item: Counted) -> tuple[int, int] | None:
    """Where the passage of an active verb with the number as object begins, and the verb, if it is one."""
    trigger = verb_of(item)
    if trigger is None:
        return None
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    if trigger.first < begin or voice_of(reading, trigger, begin, stop) != "active":
        return None
    return begin, before_verb(reading, trigger.first, begin) + 1


def acts_there(party: Party) -> bool:
    """Is a party the subject of a verb of harm or attack?"""
    return not CLAUSAL.isdisjoint(party.signs)


def heads_clause(reading: Reading, party: Party, begin: int) -> bool:
    """Does a party stand at the head of its clause, "suspected" and "hundreds of" aside?"""
    at = before_article(reading, party.first)
    at -= 2 * _is_counted(reading, at)
    while at > begin and reading.lexicon.is_in(reading.words[at], "suspecting"):
        at -= 1
    return at < begin or not reading.words[at][0].isalnum() or reading.words[at] in CLAUSES


def _is_counted(reading: Reading, of: int) -> bool:
    """ "Hundreds | of | men": is a token the "of" behind how many there are?"""
    return of > 0 and reading.words[of] == "of" and reading.lexicon.is_numeral(reading.words[of - 1])


def by_chance(reading: Reading, between: range) -> bool:
    """Is an accident told there: "Flash | floods | hit the valley"?"""
    return any(at in reading.means and reading.means[at].payload == "accident" for at in between)


def verb_of(item: Counted) -> Hit[Trigger] | None:
    """The transitive verb that stands before a number and has it as its object."""
    trigger = item.trigger
    told = trigger is not None and trigger.payload.use == "transitive" and trigger.last <= item.first
    return trigger if told else None


def before_verb(reading: Reading, verb: int, begin: int) -> int:
    """The token before a verb, its auxiliaries and adverbs: | that | has so far killed."""
    at = verb - 1
    while at > begin and (
        reading.lexicon.is_in(reading.words[at], "perfect")
        or reading.words[at] in _IS
        or reading.words[at].endswith("ly")
        or reading.words[at] in _BY_NOW
    ):
        at -= 1
    return at


def turns(reading: Reading, between: range) -> bool:
    """Does another clause begin there?"""
    words, lexicon = reading.words, reading.lexicon
    return any(
        (not words[at][0].isalnum() and words[at + 1] not in _MOSTLY)
        or lexicon.is_in(words[at], "clause_openers")
        or lexicon.is_in(words[at], "opening_clauses")
        or (words[at] == "and" and not _joins_nouns(reading, range(at + 1, between.stop)))
        or any(hit.payload.use in ("transitive", "intransitive") for hit in reading.triggers.get(at, ()))
        for at in between
    )


def _joins_nouns(reading: Reading, behind: range) -> bool:
    """ "Beaten on the head and | back by | settlers": does no verb stand between an "and" and "by"?"""
    words = reading.words[behind.start : behind.stop]
    if "by" not in words:
        return False
    joined = words[: words.index("by")]
    return not any(word.endswith("ed") or reading.lexicon.is_in(word, "auxiliaries") for word in joined)


def opens_clause(reading: Reading, party: Party) -> bool:
    """ "After | gunmen of Hamas | burst across the border, killing 900": who acts, whatever the verb.

    "He said | Israel | has ignored it by killing 900" likewise.
    """
    before = before_article(reading, party.first)
    if says(reading, before):
        return party.sort in _SIDES
    opens = reading.words[before] in CLAUSES or reading.words[before] == "since"
    return opens and party.sort == "combatant"


def is_governed(reading: Reading, party: Party) -> bool:
    """ "By soldiers of | Hamas": no subject; "since | Hamas attacked it", "hundreds of | men" are."""
    opens = reading.lexicon.is_in(reading.words[party.first - 1], "opening_clauses")
    counted = _is_counted(reading, party.first - 1)
    return not opens and not counted and not _GOVERNED.isdisjoint(party.signs)
