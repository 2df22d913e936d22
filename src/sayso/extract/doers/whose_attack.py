"""Whose attack it was that did the harm: "the raids by | Hamas | there, which killed 900"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.doer_clauses import (
    PARTING,
    RELATIVES,
    acts_there,
    before_verb,
    by_chance,
    heads_clause,
    told_actively,
    turns,
    verb_of,
)
from sayso.extract.doers.parties import Party
from sayso.extract.doers.party_signs import CLAUSAL, VERB_REACH, before_article, is_act_noun
from sayso.extract.speech.phrases import holds
from sayso.extract.speech.sayings import says
from sayso.lexicon import Reading

ASIDE_REACH: Final = 9  # tokens of what is said of a party by the way, its commas among them
ATTACK_REACH: Final = 5  # tokens between whose attack it is and the attack: Hamas | 's October 7 | attack
SPEAKER_REACH: Final = 8  # tokens of who is said to say so
AIMED_REACH: Final = 10  # tokens of an attack and what it was aimed at, before what it did is told
CLAIMED_REACH: Final = 4  # sentences from harm to the one in which somebody takes it on themselves
CLAIM_REACH: Final = 6  # tokens behind who does: has since claimed | responsibility
_CLAIMING: Final = frozenset({"claim", "claims", "claimed"})
_WHOSE: Final = frozenset({"its", "their"})
_AT_WHAT: Final = frozenset({"on", "against", "in", "at", "near"})
_ACTING: Final = CLAUSAL | {"act", "wages"}
_LISTING: Final = frozenset({",", "and"})
_ACTS: Final = _ACTING | {"by"}
_IN_WHICH: Final = frozenset({("in", "which", "they"), ("during", "which", "they"), ("in", "which", "it")})


def attack_acts(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack the verb is told of: "| Israel's | bombardment of the town has | killed 40".

    "| Israel's | offensive, launched in May, | killed 40" likewise.
    """
    told = told_actively(reading, item)
    if told is None:
        return None
    begin, verb = told
    for party in found:
        if not (begin <= party.first < verb and "act" in party.signs and heads_clause(reading, party, begin)):
            continue
        act = next((at for at in range(party.last, verb) if is_act_noun(reading, at)), verb)
        chance = by_chance(reading, range(act - 1, act + 1))
        aside = reading.words[act + 1 : act + 2] == reading.words[verb - 1 : verb] == (",",)
        aside = aside and not any(act < other.first < verb and acts_there(other) for other in found)
        on = aside or not turns(reading, range(act + 1, verb)) or _is_second(reading, act, verb)
        if act < verb and not chance and on:
            return party
    return None


def _is_second(reading: Reading, act: int, verb: int) -> bool:
    """ "Israel's | bombardment | has destroyed roads, starved a people and | killed 900": one subject."""
    words, between = reading.words, range(act + 1, verb - 1)
    if words[verb - 1] != "and" or not holds(reading, (act + 1, verb), "perfect"):
        return False
    return not any(_begins_clause(reading, at) for at in between)


def _begins_clause(reading: Reading, at: int) -> bool:
    """Does a word or a mark part clauses, a comma and an "and" aside?"""
    word, lexicon = reading.words[at], reading.lexicon
    if word in _LISTING:
        return False
    mark = not word[0].isalnum() and word != "'s"
    opens = lexicon.is_in(word, "clause_openers") or lexicon.is_in(word, "opening_clauses")
    return mark or opens or word in RELATIVES


def own_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack "its" is: "| Israel | vowed to destroy Hamas and its air campaign has | killed 900".

    "| The army | said its air defences downed two drones" likewise.
    """
    told = told_actively(reading, item)
    if told is None:
        return None
    begin, verb = told
    opening = next((party for party in found if begin <= party.first and "opens" in party.signs), None)
    whose = next((at for at in range(verb - 1, begin, -1) if reading.words[at] in _WHOSE), None)
    if opening is None or whose is None or whose < opening.last:
        return None
    force = reading.lexicon.is_in(reading.words[verb - 1], "own_forces")
    if force and all(word[0].isalpha() for word in reading.words[whose:verb]):
        return opening
    act = next((at for at in range(verb - 1, whose, -1) if is_act_noun(reading, at)), None)
    return None if act is None or turns(reading, range(act + 1, verb)) else opening


def attack_of_toll(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack a toll is of: "the | toll | from | Hamas's | attacks stands at 900"."""
    if item.trigger is None or item.trigger.payload.use != "toll":
        return None
    told = (
        party
        for party in found
        if item.trigger.last <= party.first < item.first
        and "act" in party.signs
        and not turns(reading, range(item.trigger.last, party.first))
    )
    return next(told, None)


def attack_by(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack the verb is told of: "an attack by | Hamas |, the party there, | killed 1,300".

    "A raid by | rebels | on the town of Goma | killed 12" likewise; not "bombs dropped in retaliation for the
    raid by | rebels | on Goma", which is told of the bombs.
    """
    told = told_actively(reading, item)
    if told is None:
        return None
    begin, verb = told
    for party in reversed(found):
        aside = reading.words[party.last : verb]
        set_off = not aside or (aside[0] in PARTING and aside[-1] in PARTING and len(aside) <= ASIDE_REACH)
        set_off = set_off or all(_tells_day(reading, word) for word in aside)  # "by | Hamas | on May 7"
        aimed = not set_off and aside[0] in _AT_WHAT and not turns(reading, range(party.last, verb))
        if begin < party.first < party.last <= verb and "by" in party.signs and (set_off or aimed):
            by = before_article(reading, party.first)
            reach = range(max(begin, by - ATTACK_REACH), by)
            act = next((at for at in reach if is_act_noun(reading, at)), None)
            return party if act is not None and not (aimed and _is_governed(reading, act, begin)) else None
    return None


def _is_governed(reading: Reading, act: int, begin: int) -> bool:
    """ "In retaliation | for the attack |": an attack of which its sentence tells by the way."""
    at = before_article(reading, act)
    return at >= begin and reading.lexicon.is_in(reading.words[at], "prepositions")


def _tells_day(reading: Reading, word: str) -> bool:
    lexicon = reading.lexicon
    return (
        word == "on" or word.isdecimal() or lexicon.is_in(word, "time_words") or lexicon.is_in(word, "months")
    )


def of_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack it is that killed: "| Hamas's October 7 attack on the south, which | killed 1,100".

    "| Hamas | launched an attack on the south that killed 1,100" as well, and "the assault by | Hamas | on
    the south that killed 1,100".
    """
    attack = attack_before(reading, item)
    if attack is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    for party in found:
        if before_article(reading, party.first) == attack + 1 and "by" in party.signs:
            return party
    whose = (
        party
        for party in reversed(found)
        if begin <= party.first
        and not _ACTING.isdisjoint(party.signs)
        and 0 <= attack - party.last <= ATTACK_REACH
    )
    return next(whose, None)


def attack_before(reading: Reading, item: Counted) -> int | None:
    """The attack that a relative clause is of, in which the harm is told."""
    trigger = verb_of(item)
    if trigger is None:
        return None
    begin, words = reading.bounds[reading.passage_of[item.first]][0], reading.words
    at = before_verb(reading, trigger.first, begin)
    if says(reading, at):  # "the attack | which | officials there say | killed 900"
        reach = range(at - 1, max(begin, at - SPEAKER_REACH) - 1, -1)
        at = next((index for index in reach if words[index] in RELATIVES), at)
    if not begin < at or words[at] not in RELATIVES:
        return None
    acts = (i for i in range(at - 1, max(begin, at - AIMED_REACH) - 1, -1) if is_act_noun(reading, i))
    return next(acts, None)


def its_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose "its" attack is: "to destroy | Hamas | in response to its attacks there, which | killed 900"."""
    attack = attack_before(reading, item)
    if attack is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    reach = range(attack - 1, max(begin, attack - VERB_REACH), -1)
    whose = next((at for at in reach if reading.words[at] in _WHOSE), None)
    before = [party for party in found if whose is not None and begin <= party.first < party.last <= whose]
    return before[-1] if before else None


def in_which(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who "they" are: "the attack by | Hamas | on the south in 2023, in which they | killed 900"."""
    trigger = verb_of(item)
    if trigger is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    at = before_verb(reading, trigger.first, begin)
    if at - 2 <= begin or reading.words[at - 2 : at + 1] not in _IN_WHICH:
        return None
    before = [party for party in found if begin <= party.first < at and not _ACTS.isdisjoint(party.signs)]
    return before[-1] if before else None


def who_led(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack a relative clause is of: "| Hamas |, which carried out the attacks that killed 900".

    "| Israel | vowed to go on and launched an offensive that killed 900" likewise, and "| Hamas | took 12
    captives in an assault that killed 900".
    """
    attack, words = attack_before(reading, item), reading.words
    if attack is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    reach = range(attack - 1, max(begin, attack - ATTACK_REACH), -1)
    verb = next((at for at in reach if reading.lexicon.is_in(words[at], "acting")), None)
    if verb is None:
        governed = (words[at] for at in reach if reading.lexicon.is_in(words[at], "prepositions"))
        return _whose_clause(reading, found, begin, attack) if next(governed, "") == "in" else None
    at = before_verb(reading, verb, begin)
    if words[at] == "and":
        return _whose_clause(reading, found, begin, at)
    who = at - (words[at - 1] == ",") if words[at] in RELATIVES else at + 1
    return next((party for party in found if party.last == who), None)


def _whose_clause(reading: Reading, found: Sequence[Party], begin: int, end: int) -> Party | None:
    """Who heads the clause that goes on there: "| Hamas | took 12 captives in an | assault"."""
    heads = [
        party
        for party in found
        if begin <= party.first < end and acts_there(party) and heads_clause(reading, party, begin)
    ]
    return heads[-1] if heads else None


def who_claimed(reading: Reading, item: Counted, named: Mapping[int, Sequence[Party]]) -> Party | None:
    """Who took it on themselves, there or soon after: "| Al-Shabaab | claimed responsibility for the attack".

    "A bombing killed 63 and was claimed by | the Front" likewise.
    """
    here = reading.passage_of[item.first]
    near = (party for at in range(here, here + CLAIMED_REACH + 1) for party in named.get(at, ()))
    return next((party for party in near if _claims(reading, party, here)), None)


def _claims(reading: Reading, party: Party, here: int) -> bool:
    passage = reading.passage_of[party.first]
    words, stop = reading.words, reading.bounds[passage][1]
    before = before_article(reading, party.first)
    if passage == here and words[before - 1 : before + 1] == ("claimed", "by"):
        return True
    behind = words[party.last : min(stop, party.last + CLAIM_REACH)]
    said = next((at for at, word in enumerate(behind) if word in _CLAIMING), len(behind))
    denied = any(reading.lexicon.is_in(word, "negations") for word in behind[:said])
    return not denied and "responsibility" in behind[said:]
