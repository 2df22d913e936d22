"""Who did it where the sentence itself says so, whatever is weighed: "Settlers killed two, the army | 68"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.doer_clauses import (
    CLAUSES,
    PARTING,
    RELATIVES,
    acts_there,
    before_verb,
    by_chance,
    heads_clause,
    is_governed,
    opens_clause,
    turns,
    verb_of,
)
from sayso.extract.doers.parties import Party
from sayso.extract.doers.party_signs import (
    ASIDE_REACH,
    CLAUSAL,
    HANDS,
    PAST,
    VERB_REACH,
    before_article,
    is_act_noun,
)
from sayso.extract.doers.whose_attack import (
    attack_acts,
    attack_by,
    attack_of_toll,
    in_which,
    its_attack,
    of_attack,
    own_attack,
    who_led,
)
from sayso.extract.nouns.geometry import voice_of
from sayso.extract.speech.sayings import says
from sayso.lexicon import Hit, Reading, Trigger
from sayso.records import Kind

ROW_REACH: Final = 6  # tokens from a verb over "and" and a number to the next: killed | and 40 others | hurt
CUSTODY_REACH: Final = 2  # tokens behind a party: in | Hamas | 's captivity
_FORCES: Final = frozenset({"combatant", "body", "side"})
_BODIES: Final = frozenset({"body", "side"})
_ITSELF: Final = frozenset({"it", "they"})
_TELLING: Final = frozenset({"by", "act", "against"})
_OF_THEM: Final = (("of", "them"), ("of", "these"), ("of", "whom"), ("of", "those"))
_HELD: Final[frozenset[Kind]] = frozenset({"detained", "abducted"})
_SUFFERED: Final[frozenset[Kind]] = frozenset({"killed"})
_WITH: Final = frozenset({"with", "for"})
_WHEN: Final = frozenset({"when", "after", "as"})
_APART: Final = CLAUSES | RELATIVES | {",", ";", "who"}


def doer_told(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """The one party that its sentence names as the doer; None where it must be weighed.

    In "Two were killed, said the army, in attacks by Boko Haram" it is "Boko Haram", in "Hamas's attack on
    the south, which killed 900" it is "Hamas".
    """
    told = (rule(reading, item, found) for rule in _RULES)
    return next((party for party in told if party is not None), None)


def _of_itself(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who says so, where it tells what itself did: "The | Arakan Army | said it had killed 60".

    "| Rebels |, for their part, claim to have killed nine" likewise.
    """
    trigger = verb_of(item)
    if trigger is None:
        return None
    begin, words = reading.bounds[reading.passage_of[item.first]][0], reading.words
    at = before_verb(reading, trigger.first, begin)
    if at <= begin:
        return None
    passive = reading.lexicon.is_in(words[at - 2], "auxiliaries")  # "the flu is reported to have"
    claims = words[at] == "to" and says(reading, at - 1) and not passive
    if words[at] not in _ITSELF and not claims:
        return None
    spoke = [index for index in range(begin, at) if says(reading, index)]
    if not spoke:
        return None
    last = before_verb(reading, spoke[-1], begin)
    if words[last] == ",":
        aside = range(last - 2, max(begin, last - ASIDE_REACH), -1)
        last = next((comma for comma in aside if words[comma] == ","), last) - 1
    return next((party for party in found if party.last == last + 1), None)


def _behind_passive(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """By whom, where the passive tells it without another clause: "were killed in an attack by | Hamas".

    "Were killed in | Israeli strikes" tells it as well, "in a gunfight with | guards", "died there, mostly in
    the | Hamas | attack" and "the killing of two men by | a settler |".
    """
    stop = _suffered(reading, item)
    if stop is None or item.trigger is None:
        return None
    last = _end_of_row(reading, item.trigger)
    behind = (party for party in found if last < party.first < stop and not _TELLING.isdisjoint(party.signs))
    party = next(behind, None)
    if party is None or turns(reading, range(last, party.first)):
        return None
    return party


def _when_they(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who acts in the clause that says when: "were killed in Nodin | when | the air force | struck"."""
    stop = _suffered(reading, item)
    if stop is None or item.trigger is None:
        return None
    last = max(item.last, _end_of_row(reading, item.trigger))
    behind = (party for party in found if last < party.first < stop and acts_there(party))
    party = next(behind, None)
    if party is None or party.sort == "civilian":
        return None
    at = before_article(reading, party.first)
    apart = any(reading.words[index] in _APART for index in range(last, at))
    return party if reading.words[at] in _WHEN and not apart else None


def _end_of_row(reading: Reading, trigger: Hit[Trigger]) -> int:
    """The end of the last of several verbs in a row: "two were | killed | and nine | wounded | by shells"."""
    words, last = reading.words, trigger.last
    for at in range(last + 2, min(last + ROW_REACH, len(words))):
        verbs = [hit for hit in reading.triggers.get(at, ()) if hit.payload.form in PAST]
        if verbs and words[last] == "and" and all(word[0].isalnum() for word in words[last:at]):
            return verbs[0].last
    return last


def tells_of_itself(reading: Reading, item: Counted) -> bool:
    """ "It said it had | carried out five raids": what the speaker did, whoever was named before."""
    begin = reading.bounds[reading.passage_of[item.first]][0]
    at = next((i for i in range(item.first - 1, begin, -1) if reading.words[i] in _ITSELF), None)
    return at is not None and says(reading, at - 1)


def _by_turn(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose share a number is: "52 were killed by soldiers; | 11 | by the Front"."""
    here = reading.passage_of[item.first]
    near = (party for party in found if reading.passage_of[party.first] == here)
    return next((party for party in near if end_of_share(reading, party) == item.last), None)


def end_of_share(reading: Reading, party: Party) -> int | None:
    """The end of the number whose share of a toll is a party's: "12 | of them at the hands of soldiers"."""
    words, at = reading.words, before_article(reading, party.first)
    if words[max(0, at - len(HANDS) + 1) : at + 1] == HANDS:
        at -= len(HANDS) - 1
    elif words[at] != "by":
        return None
    at -= 2 * (words[at - 2 : at] in _OF_THEM)
    dated = reading.lexicon.is_in(words[at - 2], "months")
    return at if reading.lexicon.is_numeral(words[at - 1]) and not dated else None


def _of_act(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """By whom what is counted was: "94 cases of arrest by | the Front"."""
    trigger = item.trigger
    if trigger is None or trigger.payload.use != "noun" or trigger.first < item.last:
        return None
    if reading.words[trigger.last : trigger.last + 1] != ("by",):
        return None
    return next((party for party in found if before_article(reading, party.first) == trigger.last), None)


def _in_custody(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """In whose hands they are: "held in | Israeli | jails", "50 captives held by | Hamas"."""
    if item.kind not in _HELD or item.trigger is None:
        return None
    here, last = reading.passage_of[item.first], max(item.last, item.trigger.last)
    behind = (each for each in found if each.first >= last and reading.passage_of[each.first] == here)
    party = next(behind, None)
    if party is None:
        return None
    at, lexicon = before_article(reading, party.first), reading.lexicon
    if reading.words[at] == "by":
        return party if at <= last + 1 and "by" in party.signs else None
    jail = (word.removesuffix("s") for word in reading.words[party.last : party.last + CUSTODY_REACH])
    held = reading.words[at] == "in" and any(lexicon.is_in(word, "custody") for word in jail)
    return party if held and not turns(reading, range(last, party.first)) else None


def _since_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack it has gone on since: "900 were killed since | Israel | launched its bombardment"."""
    stop = _suffered(reading, item)
    if stop is None or item.trigger is None:
        return None
    last, words = item.trigger.last, reading.words
    behind = (party for party in found if last < party.first < stop and begins_attack(reading, party))
    return next((party for party in behind if words[before_article(reading, party.first)] == "since"), None)


def begins_attack(reading: Reading, party: Party) -> bool:
    """ "| Israel | launched its bombardment", "| Israel | began pounding it": does what it did name one?"""
    reach = range(party.last + 1, min(party.last + VERB_REACH + 1, len(reading.words)))
    acts = not CLAUSAL.isdisjoint(party.signs) or "wages" in party.signs
    return acts and any(is_act_noun(reading, at) or _goes_on_acting(reading, at) for at in reach)


def _goes_on_acting(reading: Reading, at: int) -> bool:
    """Is a word of attack in -ing there: "began | pounding | the town"?"""
    return reading.words[at].endswith("ing") and reading.lexicon.is_in(reading.words[at], "acting")


def _suffered(reading: Reading, item: Counted) -> int | None:
    """The end of its sentence, where a passive verb there, or one of dying, tells the harm."""
    if item.trigger is None or reading.passage_of[item.trigger.first] != reading.passage_of[item.first]:
        return None
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    use = item.trigger.payload.use
    suffered = (use == "intransitive" and item.kind in _SUFFERED) or use == "of"
    if not suffered and voice_of(reading, item.trigger, begin, stop) not in ("passive", "reduced"):
        return None
    return stop


def _before_active(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who kills, where the verb itself says it: "settlers killed two, while | the army | has killed 68"."""
    if item.trigger is None or not item.trigger.last <= item.first or item.trigger.payload.form == "ing":
        return None
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    if item.trigger.first < begin or voice_of(reading, item.trigger, begin, stop) != "active":
        return None
    before = (
        party
        for party in found
        if begin <= party.first
        and party.sort != "civilian"
        and "subject" in party.signs
        and not is_governed(reading, party)
        and 0 <= item.trigger.first - party.last < VERB_REACH
    )
    return next(before, None)


def _who_carried(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose acts are counted, as what a verb of attack has as its object: "| rebels | fired 12 shells".

    "| The regime | carried out 763 arrests" likewise.
    """
    named = (
        item.trigger is not None and item.trigger.payload.use == "noun" and item.first < item.trigger.first
    )
    if item.kind != "attacks" and not named:
        return None
    passage = reading.passage_of[item.first]
    near = (
        party
        for party in found
        if reading.passage_of[party.first] == passage
        and "verb" in party.signs
        and 0 < item.first - party.last <= VERB_REACH
        and all(word[0].isalpha() for word in reading.words[party.last : item.first])
    )
    return next(near, None)


def _of_clause(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who acts in the clause that a participle goes on with: "| Israel | sent jets, killing 40".

    "| Hamas fighters | crossed the border, killing 40" likewise.
    """
    trigger = item.trigger
    if trigger is None or trigger.payload.form != "ing":
        return None
    before = trigger.first - 1
    noun = reading.capitalised(before) or before in reading.nouns  # "an attack on | Tarsa | killing 40"
    if reading.words[before] not in (*PARTING, "by") and not noun:
        return None
    begin = reading.bounds[reading.passage_of[trigger.first]][0]
    acting = [
        party
        for party in found
        if begin <= party.first
        and (
            (party.last < trigger.first and _acts_before(reading, party, begin))
            or (party.last == trigger.first and _is_with(reading, party))
        )
    ]
    return acting[-1] if acting else None


def _acts_before(reading: Reading, party: Party, begin: int) -> bool:
    acts = opens_clause(reading, party) or acts_there(party) or _opens_verb(reading, party, begin)
    return acts and not is_governed(reading, party)


def _is_with(reading: Reading, party: Party) -> bool:
    """ "In exchange for | Arden | freeing 40", "with | Arden | bombing it": is a participle all it does?"""
    return reading.words[before_article(reading, party.first)] in _WITH


def _goes_on(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who acts by the verb before as well: "| Hamas fighters | attacked the south and | killed | 900"."""
    trigger, words = verb_of(item), reading.words
    if trigger is None or trigger.payload.form not in PAST:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    verb = before_verb(reading, trigger.first, begin)
    if verb <= begin or words[verb] != "and":
        return None
    before = [party for party in found if begin <= party.first < verb]
    acts = [party for party in before if acts_there(party) or _opens_verb(reading, party, begin)]
    if not acts or not _APART.isdisjoint(words[acts[-1].last : verb]):
        return None
    return None if by_chance(reading, range(acts[-1].last, verb)) else acts[-1]


def _they(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whom "they" takes up: "| Guards | raided a shop on Sunday. They | arrested | two men".

    "| The army | spoke of a clash. It | detained | two men" likewise.
    """
    trigger = verb_of(item)
    if trigger is None:
        return None
    here = reading.passage_of[item.first]
    begin = reading.bounds[here][0]
    if before_verb(reading, trigger.first, begin) != begin or reading.words[begin] not in _ITSELF:
        return None
    sorts = _FORCES if reading.words[begin] == "they" else _BODIES
    before = (party for party in found if reading.passage_of[party.first] == here - 1)
    return next((party for party in before if "opens" in party.signs and party.sort in sorts), None)


def _opens_verb(reading: Reading, party: Party, begin: int) -> bool:
    """ "In Nodin, | soldiers | went from door to door": who opens a clause and does something there."""
    verb = reading.words[party.last : party.last + 1]
    moves = any(word.endswith("ed") or reading.lexicon.is_in(word, "going") for word in verb)
    return party.sort in _FORCES and moves and heads_clause(reading, party, begin)


def who_before(reading: Reading, item: Counted) -> int | None:
    """The "who" of a clause that tells whom somebody harmed: "a man | who on Thursday | killed | three"."""
    trigger = verb_of(item)
    if trigger is None:
        return None
    begin, lexicon = reading.bounds[reading.passage_of[item.first]][0], reading.lexicon
    at = before_verb(reading, trigger.first, begin)
    while at > begin and (reading.words[at] == "on" or lexicon.is_in(reading.words[at], "time_words")):
        at -= 1
    if says(reading, at) and reading.words[at - 1] == "they":
        return at - 1  # "the house of a man | they | say killed three"
    return at if at > begin and reading.words[at] == "who" else None


_RULES: Final = (
    _of_itself, _by_turn, _of_act, _in_custody, _behind_passive, _when_they, _since_attack, of_attack,
    _before_active, its_attack, in_which, attack_acts, own_attack, attack_of_toll, attack_by, who_led,
    _goes_on, _who_carried, _of_clause, _they,
)  # fmt: skip
