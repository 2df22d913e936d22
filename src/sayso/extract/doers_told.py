"""Who did it where the sentence itself says so, whatever is weighed: "Settlers killed two, the army | 68"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.geometry import voice_of
from sayso.extract.parties import Party
from sayso.extract.party_signs import CLAUSAL, HANDS, PAST, VERB_REACH, before_article, is_act_noun
from sayso.extract.phrases import holds
from sayso.extract.sayings import says
from sayso.lexicon import Hit, Reading, Trigger
from sayso.records import Kind

ASIDE_REACH: Final = 9  # tokens of what is said of a party by the way, its commas among them
ATTACK_REACH: Final = 5  # tokens between whose attack it is and the attack: Hamas | 's October 7 | attack
CUSTODY_REACH: Final = 2  # tokens behind a party: in | Hamas | 's captivity
SPEAKER_REACH: Final = 5  # tokens of who is said to say so
AIMED_REACH: Final = 10  # tokens of an attack and what it was aimed at, before what it did is told
_FORCES: Final = frozenset({"combatant", "body", "side"})
_IS: Final = frozenset({"is", "are", "was", "were"})  # they | are | holding
_ITSELF: Final = frozenset({"it", "they"})
_WHOSE: Final = frozenset({"its", "their"})
_GOVERNED: Final = frozenset({"of", "from", "preposition", "by_else"})
_TELLING: Final = frozenset({"by", "act"})
_PARTING: Final = frozenset({",", "–", "—"})
_BY_NOW: Final = frozenset({"so", "far", "already", "since", "also"})
_SIDES: Final = frozenset({"name", "body", "side", "combatant"})
_ACTING: Final = CLAUSAL | {"act"}
_MOSTLY: Final = frozenset({"mostly", "mainly", "largely", "most", "many", "predominantly"})
_CLAUSES: Final = frozenset({"after", "when", "as", "while", "before", "and", "but", "that"})
_LISTING: Final = frozenset({",", "and"})
_ACTS: Final = _ACTING | {"by"}
_IN_WHICH: Final = frozenset({("in", "which", "they"), ("during", "which", "they"), ("in", "which", "it")})
_OF_THEM: Final = (("of", "them"), ("of", "these"), ("of", "whom"), ("of", "those"))
_HELD: Final[frozenset[Kind]] = frozenset({"detained", "abducted"})
_SUFFERED: Final[frozenset[Kind]] = frozenset({"killed"})
_RELATIVES: Final = frozenset({"that", "which"})
_APART: Final = _CLAUSES | _RELATIVES | {",", ";", "who"}


def doer_told(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """The one party that its sentence names as the doer; None where it must be weighed.

    In "Two were killed, said the army, in attacks by Boko Haram" it is "Boko Haram", in "Hamas's attack on
    the south, which killed 900" it is "Hamas".
    """
    told = (rule(reading, item, found) for rule in _RULES)
    return next((party for party in told if party is not None), None)


def _of_itself(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who says so, where it tells what itself did: "The | Arakan Army | said it had killed 60"."""
    trigger = _verb_of(item)
    if trigger is None:
        return None
    begin, words = reading.bounds[reading.passage_of[item.first]][0], reading.words
    at = _before_verb(reading, trigger.first, begin)
    if at <= begin or words[at] not in _ITSELF:
        return None
    spoke = [index for index in range(begin, at) if says(reading, index)]
    if not spoke:
        return None
    last = spoke[-1]
    return next((party for party in found if party.last == _before_verb(reading, last, begin) + 1), None)


def _behind_passive(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """By whom, where the passive tells it without another clause: "were killed in an attack by | Hamas".

    "Were killed in | Israeli strikes" tells it as well, and "died there, mostly in the | Hamas | attack", and
    "the killing of two men by | a settler |".
    """
    stop = _suffered(reading, item)
    if stop is None or item.trigger is None:
        return None
    last = item.trigger.last
    behind = (party for party in found if last < party.first < stop and not _TELLING.isdisjoint(party.signs))
    party = next(behind, None)
    if party is None or _turns(reading, range(last, party.first)):
        return None
    return party


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
    return party if held and not _turns(reading, range(last, party.first)) else None


def _since_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack it has gone on since: "900 were killed since | Israel | launched its bombardment"."""
    stop = _suffered(reading, item)
    if stop is None or item.trigger is None:
        return None
    last, words = item.trigger.last, reading.words
    behind = (party for party in found if last < party.first < stop and begins_attack(reading, party))
    return next((party for party in behind if words[before_article(reading, party.first)] == "since"), None)


def begins_attack(reading: Reading, party: Party) -> bool:
    """ "| Israel | launched its bombardment": is an attack the object of what a party did?"""
    reach = range(party.last + 1, min(party.last + VERB_REACH + 1, len(reading.words)))
    return not CLAUSAL.isdisjoint(party.signs) and any(is_act_noun(reading, at) for at in reach)


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
        and not _is_governed(reading, party)
        and 0 <= item.trigger.first - party.last < VERB_REACH
    )
    return next(before, None)


def _told_actively(reading: Reading, item: Counted) -> tuple[int, int] | None:
    """Where the passage of an active verb with the number as object begins, and the verb, if it is one."""
    trigger = _verb_of(item)
    if trigger is None:
        return None
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    if trigger.first < begin or voice_of(reading, trigger, begin, stop) != "active":
        return None
    return begin, _before_verb(reading, trigger.first, begin) + 1


def _attack_acts(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack the verb is told of: "| Israel's | bombardment of the town has | killed 40".

    "| Israel's | offensive, launched in May, | killed 40" likewise.
    """
    told = _told_actively(reading, item)
    if told is None:
        return None
    begin, verb = told
    for party in found:
        if not (begin <= party.first < verb and "act" in party.signs and _opens(reading, party, begin)):
            continue
        act = next((at for at in range(party.last, verb) if is_act_noun(reading, at)), verb)
        chance = _by_chance(reading, range(act - 1, act + 1))
        aside = reading.words[act + 1 : act + 2] == reading.words[verb - 1 : verb] == (",",)
        aside = aside and not any(act < other.first < verb and _acts_there(other) for other in found)
        on = aside or not _turns(reading, range(act + 1, verb)) or _is_second(reading, act, verb)
        if act < verb and not chance and on:
            return party
    return None


def _acts_there(party: Party) -> bool:
    return not CLAUSAL.isdisjoint(party.signs)


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
    return mark or opens or word in _RELATIVES


def _own_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack "its" is: "| Israel | vowed to destroy Hamas and its air campaign has | killed 900".

    "| The army | said its air defences downed two drones" likewise.
    """
    told = _told_actively(reading, item)
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
    return None if act is None or _turns(reading, range(act + 1, verb)) else opening


def _opens(reading: Reading, party: Party, begin: int) -> bool:
    """Does a party stand at the head of its clause?"""
    at = before_article(reading, party.first)
    return at < begin or not reading.words[at][0].isalnum() or reading.words[at] in _CLAUSES


def _attack_of_toll(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack a toll is of: "the | toll | from | Hamas's | attacks stands at 900"."""
    if item.trigger is None or item.trigger.payload.use != "toll":
        return None
    told = (
        party
        for party in found
        if item.trigger.last <= party.first < item.first
        and "act" in party.signs
        and not _turns(reading, range(item.trigger.last, party.first))
    )
    return next(told, None)


def _attack_by(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack the verb is told of: "an attack by | Hamas |, the party there, | killed 1,300"."""
    told = _told_actively(reading, item)
    if told is None:
        return None
    begin, verb = told
    for party in reversed(found):
        aside = reading.words[party.last : verb]
        set_off = not aside or (aside[0] in _PARTING and aside[-1] in _PARTING and len(aside) <= ASIDE_REACH)
        set_off = set_off or all(_tells_day(reading, word) for word in aside)  # "by | Hamas | on May 7"
        if begin < party.first < party.last <= verb and "by" in party.signs and set_off:
            by = before_article(reading, party.first)
            acts = any(is_act_noun(reading, at) for at in range(max(begin, by - ATTACK_REACH), by))
            return party if acts else None
    return None


def _tells_day(reading: Reading, word: str) -> bool:
    lexicon = reading.lexicon
    return (
        word == "on" or word.isdecimal() or lexicon.is_in(word, "time_words") or lexicon.is_in(word, "months")
    )


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
    """Who acts in the clause that a participle goes on with: "| Israel | sent jets, killing 40"."""
    trigger = item.trigger
    if trigger is None or trigger.payload.form != "ing":
        return None
    if reading.words[trigger.first - 1] not in (*_PARTING, "by"):
        return None
    begin = reading.bounds[reading.passage_of[trigger.first]][0]
    acting = [
        party
        for party in found
        if begin <= party.first < trigger.first
        and (_opens_clause(reading, party) or not CLAUSAL.isdisjoint(party.signs))
        and not _is_governed(reading, party)
    ]
    return acting[-1] if acting else None


def _of_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack it is that killed: "| Hamas's October 7 attack on the south, which | killed 1,100".

    "| Hamas | launched an attack on the south that killed 1,100" as well.
    """
    attack = attack_before(reading, item)
    if attack is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
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
    trigger = _verb_of(item)
    if trigger is None:
        return None
    begin, words = reading.bounds[reading.passage_of[item.first]][0], reading.words
    at = _before_verb(reading, trigger.first, begin)
    if says(reading, at):  # "the attack | which | officials there say | killed 900"
        reach = range(at - 1, max(begin, at - SPEAKER_REACH) - 1, -1)
        at = next((index for index in reach if words[index] in _RELATIVES), at)
    if not begin < at or words[at] not in _RELATIVES:
        return None
    acts = (i for i in range(at - 1, max(begin, at - AIMED_REACH) - 1, -1) if is_act_noun(reading, i))
    return next(acts, None)


def _its_attack(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose "its" attack is: "to destroy | Hamas | in response to its attacks there, which | killed 900"."""
    attack = attack_before(reading, item)
    if attack is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    reach = range(attack - 1, max(begin, attack - VERB_REACH), -1)
    whose = next((at for at in reach if reading.words[at] in _WHOSE), None)
    before = [party for party in found if whose is not None and begin <= party.first < party.last <= whose]
    return before[-1] if before else None


def _in_which(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who "they" are: "the attack by | Hamas | on the south in 2023, in which they | killed 900"."""
    trigger = _verb_of(item)
    if trigger is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    at = _before_verb(reading, trigger.first, begin)
    if at - 2 <= begin or reading.words[at - 2 : at + 1] not in _IN_WHICH:
        return None
    before = [party for party in found if begin <= party.first < at and not _ACTS.isdisjoint(party.signs)]
    return before[-1] if before else None


def _who_led(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Whose attack a relative clause is of: "| Hamas |, which carried out the attacks that killed 900"."""
    attack, words = attack_before(reading, item), reading.words
    if attack is None:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    reach = range(attack - 1, max(begin, attack - ATTACK_REACH), -1)
    verb = next((at for at in reach if reading.lexicon.is_in(words[at], "acting")), None)
    if verb is None:
        return None
    at = _before_verb(reading, verb, begin)
    who = at - (words[at - 1] == ",") if words[at] in _RELATIVES else at + 1
    return next((party for party in found if party.last == who), None)


def _goes_on(reading: Reading, item: Counted, found: Sequence[Party]) -> Party | None:
    """Who acts by the verb before as well: "| Hamas fighters | attacked the south and | killed | 900"."""
    trigger, words = _verb_of(item), reading.words
    if trigger is None or trigger.payload.form not in PAST:
        return None
    begin = reading.bounds[reading.passage_of[item.first]][0]
    verb = _before_verb(reading, trigger.first, begin)
    if verb <= begin or words[verb] != "and":
        return None
    before = [party for party in found if begin <= party.first < verb]
    acts = [party for party in before if _acts_there(party) or _opens_verb(reading, party, begin)]
    if not acts or not _APART.isdisjoint(words[acts[-1].last : verb]):
        return None
    return None if _by_chance(reading, range(acts[-1].last, verb)) else acts[-1]


def _opens_verb(reading: Reading, party: Party, begin: int) -> bool:
    """ "In Nodin, | soldiers | went from door to door": who opens a clause and does something there."""
    verb = reading.words[party.last : party.last + 1]
    moves = any(word.endswith("ed") or reading.lexicon.is_in(word, "going") for word in verb)
    return party.sort in _FORCES and moves and _opens(reading, party, begin)


def _by_chance(reading: Reading, between: range) -> bool:
    """Is an accident told there: "Flash | floods | hit the valley"?"""
    return any(at in reading.means and reading.means[at].payload == "accident" for at in between)


def who_before(reading: Reading, item: Counted) -> int | None:
    """The "who" of a clause that tells whom somebody harmed: "a man | who on Thursday | killed | three"."""
    trigger = _verb_of(item)
    if trigger is None:
        return None
    begin, lexicon = reading.bounds[reading.passage_of[item.first]][0], reading.lexicon
    at = _before_verb(reading, trigger.first, begin)
    while at > begin and (reading.words[at] == "on" or lexicon.is_in(reading.words[at], "time_words")):
        at -= 1
    return at if at > begin and reading.words[at] == "who" else None


def _verb_of(item: Counted) -> Hit[Trigger] | None:
    """The transitive verb that stands before a number and has it as its object."""
    trigger = item.trigger
    told = trigger is not None and trigger.payload.use == "transitive" and trigger.last <= item.first
    return trigger if told else None


def _before_verb(reading: Reading, verb: int, begin: int) -> int:
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


def _turns(reading: Reading, between: range) -> bool:
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


def _opens_clause(reading: Reading, party: Party) -> bool:
    """ "After | gunmen of Hamas | burst across the border, killing 900": who acts, whatever the verb.

    "He said | Israel | has ignored it by killing 900" likewise.
    """
    before = before_article(reading, party.first)
    if says(reading, before):
        return party.sort in _SIDES
    return reading.words[before] in _CLAUSES and party.sort == "combatant"


def _is_governed(reading: Reading, party: Party) -> bool:
    """ "By soldiers of | Hamas": no subject; "since | Hamas attacked it" is one."""
    opens = reading.lexicon.is_in(reading.words[party.first - 1], "opening_clauses")
    return not opens and not _GOVERNED.isdisjoint(party.signs)


_RULES: Final = (
    _of_itself, _by_turn, _of_act, _in_custody, _behind_passive, _since_attack, _before_active, _of_attack,
    _its_attack, _in_which, _attack_acts, _own_attack, _attack_of_toll, _attack_by, _who_led, _goes_on,
    _who_carried, _of_clause,
)  # fmt: skip
