"""Who cannot have done a harm, and of what harm nobody told of elsewhere has."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.doer_clauses import by_chance
from sayso.extract.doers.doers_told import begins_attack, end_of_share
from sayso.extract.doers.own_side import is_own
from sayso.extract.doers.parties import Party
from sayso.extract.doers.party_signs import CLAUSAL, before_article
from sayso.extract.nouns.geometry import voice_of
from sayso.extract.speech.headline_speakers import stands_alone
from sayso.extract.speech.phrases import holds, is_year
from sayso.extract.speech.sayings import says
from sayso.lexicon import Reading
from sayso.records import PEOPLE_KINDS, Harmed, Kind

TOTALS: Final = 1000  # of so many and more a whole war is told
OF_YEARS: Final = 100_000  # of so many nothing else is
WAR_REACH: Final = 8  # tokens from "since" to the war, and from the war to its verb
_SAVED: Final[frozenset[Kind]] = frozenset({"evacuated"})
_YEARS: Final = frozenset({"year", "years"})
_RUNNING: Final = frozenset({"this", "recent"})
_OF_THE: Final = ("of", "the")
_LOST: Final = "killed.lose"
_SPARING: Final[frozenset[Kind]] = frozenset({"intercepted", "released", "evacuated", "returned"})
_CUSTODY: Final[frozenset[Kind]] = frozenset({"detained", "abducted"})
_DONE: Final = CLAUSAL | {"by", "act"}
_OURS: Final = "our"
OURS_REACH: Final = 3  # tokens of a sentence: overnight, | our
_SAYS: Final = frozenset({"says", "after_says"})
_ITSELF: Final = frozenset({"it", "they", "had"})
_OF_WHAT: Final = (("of",), ("from",))
ASIDE_REACH: Final = 4  # tokens behind a name that tell an office: Aru Ken, | a local police official
CAUSE_REACH: Final = 3  # tokens behind "died of" to what of: severe acute malnutrition
STRUCK_REACH: Final = 3  # tokens behind a vehicle: | had been | shot down
_CRAFT: Final = frozenset({"vehicle", "aircraft", "vessel"})
MUTUAL_REACH: Final = 5  # tokens behind the first of two: and | Hamas | have both fought
BETWEEN_REACH: Final = 8  # tokens from "between" over the one to the other
SENT_REACH: Final = 2  # tokens behind a party to the verb of what it sent: has launched
UNKNOWN_REACH: Final = 3  # sentences from harm to the one that says that nobody knows who did it
_UNCLEAR: Final = frozenset({"clear", "known", "unclear", "unknown"})
_BEHIND: Final = frozenset({"behind", "responsible"})
_NOT_SO: Final = frozenset({"not", "n't", "unclear", "unknown"})
_OF_THEM: Final = frozenset({"them", "whom"})
_WAS: Final = frozenset({"was", "were", "is", "are"})
_AFTER: Final = frozenset({"after", "following"})
_MEANWHILE: Final = frozenset({"while", "whereas"})


def is_no_doer(reading: Reading, item: Counted, who: Harmed | None, party: Party) -> bool:
    """Does a party only help, find or suffer, or act otherwise: later, beside it, or since when it was?

    "Two hikers were found dead by | the police |" blames nobody, and "the attack left one dead before
    | police | shot him" not them.
    """
    return (
        _died_by_chance(reading, item)
        or _owns_losses(reading, item, party)
        or _only_helps(reading, item, party)
        or _stands_behind(reading, item, party)
        or _is_since(reading, item, who, party)
        or _acts_later(reading, item, party)
        or _did_another(reading, item, party)
        or _only_finds(reading, item, party)
        or _is_harmed(reading, item, who, party)
        or _is_named_as_harmed(reading, item, who, party)
        or _suffers_beside(reading, item, party)
        or _did_the_opposite(reading, item, party)
        or _loses_its_own(reading, item, party)
        or _is_predicate(reading, party)
        or _is_bereft(reading, party)
        or _only_speaks(reading, party)
        or _is_one_of_two(reading, party)
        or _clashes(reading, item, party)
        or _is_struck(reading, party)
        or _is_of_turn(reading, item, party)
        or _is_against_ours(reading, item, party)
        or _launched_them(reading, item, party)
        or is_own(reading, item, who, party)
    )


def _died_by_chance(reading: Reading, item: Counted) -> bool:
    """ "Gunmen looted the camp, where 11 children | died of hunger |": whoever is named there."""
    trigger = item.trigger
    if trigger is None or trigger.payload.use != "intransitive" or item.kind != "killed":
        return False
    cause = trigger.last + (reading.words[trigger.last : trigger.last + 1] in _OF_WHAT)
    if reading.words[cause - 1 : cause] not in _OF_WHAT:
        return False
    return by_chance(reading, range(cause, cause + CAUSE_REACH))


def _owns_losses(reading: Reading, item: Counted, party: Party) -> bool:
    """ "Put | the army | 's losses at 40 dead": whose they are."""
    behind = reading.words[party.last : party.last + 2]
    owned = len(behind) > 1 and behind[0] == "'s" and reading.lexicon.is_in(behind[1], "the_harmed")
    return owned and reading.passage_of[party.first] == reading.passage_of[item.first]


def _is_predicate(reading: Reading, party: Party) -> bool:
    """ "One of those killed was | a fighter": what somebody was."""
    at = before_article(reading, party.first)
    article = at < party.first - 1
    return article and reading.words[at] in _WAS and "by" not in party.signs


def _is_bereft(reading: Reading, party: Party) -> bool:
    """ "| Ana Weil |, whose sons were killed": one of whose it befell."""
    return "whose" in reading.words[party.last : party.last + 2]


def _only_speaks(reading: Reading, party: Party) -> bool:
    """ "12 killed: | police |", "| Aru Ken |, a local official, said that two posts fell": who tells it.

    A side that says what it took is believed to have taken it.
    """
    if stands_alone(reading, party.first, party.last):
        return True
    if party.sort != "name" or not _DONE.isdisjoint(party.signs):
        return False
    words, is_in = reading.words, reading.lexicon.is_in
    if not _SAYS.isdisjoint(party.signs) and is_in(words[party.first - 1], "roles"):
        return True
    if not _SAYS.isdisjoint(party.signs) and words[party.first - 1] == "of":  # "the mayor of | Nodin | said"
        return is_in(words[party.first - 2], "roles")
    aside = words[party.last : party.last + 2 + ASIDE_REACH]  # ", a local police official ,"
    end = aside.index(",", 1) if aside[:1] == (",",) and "," in aside[1:] else 0
    return says(reading, party.last + end + 1) and any(is_in(word, "roles") for word in aside[:end])


def _is_against_ours(reading: Reading, item: Counted, party: Party) -> bool:
    """ "| The enemy | shelled Nodin. Our aviation carried out 14 strikes": told of ours."""
    if not holds(reading, (party.first, party.last), "the_enemy"):
        return False
    begin = reading.bounds[reading.passage_of[item.first]][0]
    return _OURS in reading.words[begin : begin + OURS_REACH] and not begin <= party.first < item.first


def _launched_them(reading: Reading, item: Counted, party: Party) -> bool:
    """ "| Lumania | launched 120 drones, of which 98 were shot down": others stopped what it sent."""
    if item.kind != "intercepted" or item.trigger is None or CLAUSAL.isdisjoint(party.signs):
        return False
    begin, stop = reading.bounds[reading.passage_of[item.trigger.first]]
    passive = voice_of(reading, item.trigger, begin, stop) in ("passive", "reduced")
    return passive and "attacks" in reading.kinds_in(range(party.last, party.last + SENT_REACH))


def _is_one_of_two(reading: Reading, party: Party) -> bool:
    """ "Violence between | settlers | and | farmers | has killed 100": either may have done it.

    "| Israel | and | Hamas | have fought a war that killed 900" likewise.
    """
    begin = reading.bounds[reading.passage_of[party.first]][0]
    if "and" in (reading.words[party.first - 1], *reading.words[party.last : party.last + 1]):
        behind = reading.words[party.last : party.last + MUTUAL_REACH]
        if any(reading.lexicon.is_in(word, "mutual") for word in behind):
            return True
    before = reading.words[max(begin, party.first - BETWEEN_REACH) : party.first]
    if "between" not in before or "by" in party.signs:
        return False
    inside = before[len(before) - before[::-1].index("between") :]
    return "and" in (*inside, *reading.words[party.last : party.last + 1]) and "," not in inside


def _clashes(reading: Reading, item: Counted, party: Party) -> bool:
    """ "Three died when | farmers | clashed with herders": either did it, or "killing three" says who."""
    behind = reading.words[party.last : party.last + 1 + MUTUAL_REACH]
    fought = behind[1:] if behind and reading.lexicon.is_in(behind[0], "perfect") else behind[:MUTUAL_REACH]
    mutual = bool(fought) and reading.lexicon.is_in(fought[0], "mutual") and "with" in fought
    return mutual and (item.trigger is None or item.trigger.payload.form != "ing")


def _is_struck(reading: Reading, party: Party) -> bool:
    """ "A | Lumanian | helicopter was shot down, killing five": whose aircraft or car was struck."""
    craft = reading.nouns.get(party.last)
    if CLAUSAL.isdisjoint(party.signs) and by_chance(reading, range(party.last, party.last + 2)):
        return "by" not in party.signs  # "a | military | plane crash"
    if craft is None or craft.payload.noun_type not in _CRAFT or "act" not in party.signs:
        return False
    begin, stop = reading.bounds[reading.passage_of[party.first]]
    behind = range(craft.last, min(stop, craft.last + STRUCK_REACH))
    hits = reading.triggers_in(behind)
    return any(voice_of(reading, hit, begin, stop) == "passive" for hit in hits)


def _is_of_turn(reading: Reading, item: Counted, party: Party) -> bool:
    """ "Four were killed, three by soldiers and one by | a settler": whose share is another number's."""
    share = end_of_share(reading, party)
    return share is not None and not item.first < share <= item.last


def is_of_old(reading: Reading, item: Counted) -> bool:
    """ "In November 2015 | three attacks killed 130", in a report of later years: of another happening."""
    published, words = reading.report.published, reading.words
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    if published is None or "same" in words[begin:stop]:
        return False
    dated = (at for at in range(begin + 2, stop) if is_year(words[at]))
    told = [int(words[at]) for at in dated if _opens_year(reading, at - 1)]
    return bool(told) and max(told) < published.year - 1


def _opens_year(reading: Reading, at: int) -> bool:
    """ "| In 2015", "in | November 2015"; not "since the | February 2021 coup"."""
    month = reading.lexicon.is_in(reading.words[at], "months") and reading.words[at - 1] != "the"
    return month or reading.words[at] == "in"


def is_of_war(reading: Reading, item: Counted) -> bool:
    """ "The conflict has killed 280,000", "280,000 have died since the war began": a total of all of it.

    Where its own sentence names nobody, nobody is blamed.
    """
    if item.quantity.value < TOTALS or item.kind not in PEOPLE_KINDS:
        return False
    if item.quantity.value >= OF_YEARS:
        return True
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    words, lexicon = reading.words, reading.lexicon
    for at in (at for at in range(begin, stop) if lexicon.is_in(words[at], "whole_wars")):
        if "since" in words[max(begin, at - WAR_REACH) : at]:
            return True
        if item.trigger is not None and at < item.trigger.first <= at + WAR_REACH:
            return True
    return False


def is_of_year(reading: Reading, item: Counted) -> bool:
    """ "Brings those killed this year to 188", "since the beginning of the year": of many happenings."""
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    words = reading.words
    years = (at for at in range(begin + 1, stop) if words[at] in _YEARS)
    return any(words[at - 1] in _RUNNING or words[at - 2 : at] == _OF_THE for at in years)


def is_in_care(reading: Reading, item: Counted) -> bool:
    """ "Two patients died when the oxygen ran out": by no deed that another sentence tells of."""
    died = item.trigger is not None and item.trigger.payload.use == "intransitive"
    passage = reading.passage_of[item.first]
    return died and item.kind == "killed" and holds(reading, reading.bounds[passage], "care_words")


def is_unknown(reading: Reading, item: Counted) -> bool:
    """ "Shells killed two. It was not clear who fired them": whoever is named near it did not, it seems."""
    passage, words = reading.passage_of[item.first], reading.words
    near = reading.bounds[max(0, passage - UNKNOWN_REACH) : passage + UNKNOWN_REACH + 1]
    asked = (
        words[at + 1 : at + 4]
        for begin, stop in near
        for at in range(begin + 4, stop)
        if words[at] == "who" and words[at - 1] in _UNCLEAR and not _NOT_SO.isdisjoint(words[at - 4 : at])
    )
    return any(word in _BEHIND or reading.lexicon.is_in(word, "acting") for did in asked for word in did)


def _acts_later(reading: Reading, item: Counted, party: Party) -> bool:
    """ "The attack left one dead before | police | shot him": what was done behind it is another's."""
    at = before_article(reading, party.first)
    if item.trigger is None or reading.words[at] != "before" or CLAUSAL.isdisjoint(party.signs):
        return False
    return reading.passage_of[at] == reading.passage_of[item.trigger.first] and item.trigger.last <= at


def _did_another(reading: Reading, item: Counted, party: Party) -> bool:
    """ "70 have died in all, after | rebels | led an attack that killed 12": what it did has its number."""
    at = before_article(reading, party.first)
    if item.last > at or reading.words[at] not in _AFTER or CLAUSAL.isdisjoint(party.signs):
        return False
    stop = reading.bounds[reading.passage_of[item.first]][1]
    hits = reading.triggers_in(range(party.last, stop))
    harms = (hit.last for hit in hits if not PEOPLE_KINDS.isdisjoint(hit.payload.kinds.values()))
    counted = (behind + (reading.words[behind] == "dead") for behind in harms if behind < stop)
    return any(behind < stop and reading.opens_count(behind) for behind in counted)


def _only_finds(reading: Reading, item: Counted, party: Party) -> bool:
    """ "| Russia | handed over the bodies of 1,212 soldiers": who finds, buries or returns the dead."""
    if item.trigger is None:
        return False
    behind = reading.words[item.trigger.last : party.first]
    if item.kind in PEOPLE_KINDS and reading.words[item.trigger.first] == "found" and "by" in party.signs:
        return party.first > item.trigger.first and "," not in behind  # "found dead by | the police"
    if not reading.lexicon.is_in(item.trigger.payload.rule, "of_bodies"):
        return False
    here = reading.passage_of[party.first] == reading.passage_of[item.first]
    return here and party.first < item.trigger.first and not {"by", "act"}.intersection(party.signs)


def _is_harmed(reading: Reading, item: Counted, who: Harmed | None, party: Party) -> bool:
    """ "A man surnamed | Jiang | was arrested", "Abu Hill ... | Hill | was shot": who it was done to.

    "Both its chief and its | deputy chief | were killed" likewise, and "60 people, most of them | fighters".
    """
    before = reading.words[party.first - 1]
    if _suffers_act(reading, before_article(reading, party.first)):  # "the arrests of | rebels |"
        return True
    if party.first >= item.last and (before in _OF_THEM or reading.lexicon.is_in(before, "most_of")):
        return True
    if party.sort == "name" and who is not None and who.text is not None and item.quantity.value == 1:
        name = who.text.split()[-1]
        if name[:1].isupper() and name == reading.surface[party.last - 1]:
            return True
    if party.acts or item.trigger is None:
        return False
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    within = item.last <= party.first and party.last <= item.trigger.first < stop
    return within and voice_of(reading, item.trigger, begin, stop) == "passive"


def _suffers_act(reading: Reading, of: int) -> bool:
    """ "The arrests | of | rebels", "the killing of two | guards": who stands behind an act of harm."""
    if of < 1 or reading.words[of] != "of":
        return False
    hits = reading.triggers.get(of - 1, ())
    return any(
        hit.payload.use == "of"
        and hit.last == of + 1
        and not PEOPLE_KINDS.isdisjoint(hit.payload.kinds.values())
        for hit in hits
    )


def _is_named_as_harmed(reading: Reading, item: Counted, who: Harmed | None, party: Party) -> bool:
    """ "Ten guards were killed, including | commander Aru Ken |", "three bands of | rebels | were killed"."""
    if item.kind == "attacks" or not item.last <= party.first or not _DONE.isdisjoint(party.signs):
        return False
    if reading.passage_of[party.first] != reading.passage_of[item.first]:
        return False
    at = before_article(reading, party.first)
    whose = who is not None and who.text is not None and reading.starts[at] == who.end + 1
    return reading.lexicon.is_in(reading.words[at], "part_openers") or (reading.words[at] == "of" and whose)


def _suffers_beside(reading: Reading, item: Counted, party: Party) -> bool:
    """ "Nine | rebels | were killed and three posts destroyed": who is told harmed there did not do it."""
    if not _DONE.isdisjoint(party.signs) or "harmed" not in party.signs:
        return False
    here = reading.passage_of[party.first]
    begin, stop = reading.bounds[here]
    if here != reading.passage_of[item.first] or _WAS.isdisjoint(reading.words[party.last : party.last + 1]):
        return False
    hits = reading.triggers_in(range(party.last, min(stop, party.last + STRUCK_REACH)))
    return any(
        voice_of(reading, hit, begin, stop) == "passive" and "killed" in hit.payload.kinds.values()
        for hit in hits
    )


def _did_the_opposite(reading: Reading, item: Counted, party: Party) -> bool:
    """ "Ten died by missiles, most of which were shot down by | Arden |": who stopped them did no harm.

    "Raids on the town, which is held by | rebels |" likewise: who holds it is another than who harms it.
    """
    if item.kind in _SPARING or "by" not in party.signs:
        return False
    at = before_article(reading, party.first)
    counted = at > 2 and reading.lexicon.is_numeral(reading.words[at - 3])  # "38 | are | held | by"
    if reading.words[at - 1] == "held" and item.kind not in _CUSTODY and not counted:
        return True
    hits = list(reading.triggers_in(range(max(0, at - STRUCK_REACH), at)))
    if not hits:
        return False
    kinds = hits[-1].payload.kinds
    stopped = kinds.get("") == "intercepted" and item.kind in PEOPLE_KINDS
    return stopped or _SPARING.issuperset(kinds.values())


def _loses_its_own(reading: Reading, item: Counted, party: Party) -> bool:
    """ "The governor said | rebel forces | lost 300 men": the subject of what tells a side's own losses.

    "| The army | reported it lost 21 soldiers" likewise.
    """
    if item.trigger is None or not reading.lexicon.is_in(item.trigger.payload.rule, "own_losses"):
        return False
    begin = reading.bounds[reading.passage_of[item.trigger.first]][0]
    itself = "says" in party.signs and reading.words[item.trigger.first - 1] in _ITSELF
    lost = itself or "harmed" in party.signs or item.trigger.payload.rule == _LOST
    return lost and begin <= party.first < item.trigger.first and "by" not in party.signs


def _only_helps(reading: Reading, item: Counted, party: Party) -> bool:
    """The Red Cross: who brings people to safety is told, and harms nobody.

    "| Residents | brought out four dead" likewise.
    """
    if item.kind in _SAVED or party.sort == "combatant":  # "| UN peacekeepers | shot two men"
        return False
    verbs = reading.triggers.get(party.last, ())
    saves = any(not _SAVED.isdisjoint(hit.payload.kinds.values()) for hit in verbs)
    return saves or holds(reading, (party.first, party.last), "relief_bodies")


def _stands_behind(reading: Reading, item: Counted, party: Party) -> bool:
    """ "The blast | destroyed | the bus carrying | soldiers": behind an active verb stands no doer."""
    if (
        item.trigger is None
        or party.first < max(item.last, item.trigger.last)
        or item.trigger.last > item.first
    ):
        return False
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    if party.first >= stop:
        return False
    if not _MEANWHILE.isdisjoint(reading.words[item.last : party.first]):
        return True  # "killed 40, | while | rebels | shot two"
    since = (
        "since" in reading.words[item.last : party.first]
    )  # "has killed 900 | since | the assault by rebels"
    return (since or not party.acts) and voice_of(reading, item.trigger, begin, stop) == "active"


def _is_since(reading: Reading, item: Counted, who: Harmed | None, party: Party) -> bool:
    """ "300 were killed there since | rebels | shelled the town": when it began, and not who did it.

    "900 people were killed since | Israel | launched its bombardment" tells both.
    """
    if item.trigger is None or not item.trigger.last <= party.first or "by" in party.signs:
        return False
    begin = max(item.trigger.last, item.last)
    if "since" not in reading.words[begin : party.first]:
        return False
    fought = who is not None and who.harmed_class == "combatant"
    return fought or not begins_attack(reading, party)
