"""Those counted whom the trigger does no harm: mourners, patients, all who live there, whose child it is."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.extract.counts.exclusions.pair import Pair, Rule
from sayso.extract.counts.meant import kind_meant
from sayso.extract.counts.option_features import OPEN_FORMS
from sayso.extract.speech.phrases import holds
from sayso.records import PEOPLE_KINDS, Kind

CHANTED: Final = 2  # tokens before "thousands": in our
STUCK: Final = 1  # passages back that may tell what buried somebody
INTERVIEWED: Final = 6  # tokens from "interviewed" over how many to those of a kind
AIR_REACH: Final = 5  # tokens behind a number: times | into the air
_ABOUT: Final = frozenset({"against", "about", "over"})
_TRAPPED: Final = "trapped"
TRIED: Final = 8  # tokens behind "handed over": to the court in Velmar for trial
_HAND_OVER: Final = "released.hand_over"
_CRASH: Final = "destroyed.crash"
_LAUNCHED: Final = "attacks.launch"
MOURNED: Final = 4  # tokens before a number, of what is held for the dead
COMPOUND: Final = 3  # tokens behind a person singled out: and captive exchange
SHARED: Final = 6  # tokens from "most of" over whose they are to how many
_SHARES: Final = frozenset(
    {("most", "of"), ("half", "of"), ("half", "the"), ("thirds", "of"), ("third", "of"), ("quarter", "of"),
     ("much", "of"), ("percent", "of"), ("all", "of")}
)  # fmt: skip
_OWNED: Final = frozenset({"'s", "the", "its"})
POPULATION: Final = 100_000  # that a place has, rather than that were harmed there
_SPEECH: Final = frozenset({"matter", "mention", "talk", "word", "sign", "evidence", "question"})
_JOINS: Final = frozenset({"and", "or", "of", "the", ","})
_BEING: Final = frozenset(
    {"involved", "present", "registered", "deployed", "stationed", "employed", "invited"}
)
_COMPOUNDING: Final = (("and",), ("-",))
_MOURNER: Final = "mourner"
_FEARED: Final = frozenset({"feared", "rubble", "debris", "under", "underground", "beneath"})
_ARMS: Final = frozenset({"weapon", "vehicle", "aircraft", "vessel", "person"})
_BODIES: Final = frozenset({"military", "police", "personnel"})
_I_AM: Final = frozenset({"am", "'m"})
_HOSTING: Final = frozenset({"host", "hosts", "hosted", "hosting"})
_WHO_LIVE: Final = (("who",), ("that",))
_APART: Final = frozenset({",", ";", "and", "but", "while"})
_WHO: Final = frozenset({"who", "whom"})
_TOLD_AS_NONE: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties", "damaged", "missing"})
_HELD: Final[frozenset[Kind]] = frozenset({"abducted", "detained"})


def _is_mourning(pair: Pair) -> bool:
    """ "Thousands came to the | funeral for | the four", "a memorial supper for a | fallen | sergeant"."""
    hit, first, words, lexicon = pair.spot.hit, pair.number.first, pair.reading.words, pair.reading.lexicon
    if hit.payload.use == "of":
        ahead = pair.number.form == "name" or pair.number.last <= hit.first  # "in mourning for | Arafat"
        return ahead and lexicon.is_in(words[hit.first], "mourning")
    if pair.head is not None and pair.head.payload.lemma == _MOURNER:
        return hit.payload.use != "transitive"
    described = hit.payload.use == "adjective" and pair.number.form == "article"
    return described and holds(pair.reading, (max(0, first - MOURNED), first), "mourning")


def _is_in_place_name(pair: Pair) -> bool:
    """ "Thousands met on | Hostages | Square": the name of a place."""
    reading, hit = pair.reading, pair.spot.hit
    begin, stop = reading.bounds[reading.passage_of[hit.first]]
    if hit.payload.use not in ("noun", "adjective") or hit.first == begin or hit.last >= stop:
        return False
    named = reading.capitalised(hit.first) and reading.capitalised(hit.last)
    return named and reading.lexicon.is_in(reading.words[hit.last], "named_places")


def _is_accident(pair: Pair) -> bool:
    """ "Blamed for | three | crashes": how often, and not what was wrecked."""
    hit, head = pair.spot.hit, pair.head
    return hit.payload.rule == _CRASH and head is not None and head.first == hit.first


def _is_extradited(pair: Pair) -> bool:
    """ "Two suspects were | handed over | to the north for trial": not freed."""
    hit = pair.spot.hit
    behind = pair.reading.words[hit.last : hit.last + TRIED]
    return hit.payload.rule == _HAND_OVER and ("for", "trial") in pairwise(behind)


def _is_only_stuck(pair: Pair) -> bool:
    """ "Thousands remain | trapped | in the city": cut off, and not buried, where nothing tells what fell.

    "A house collapsed. Six are | trapped | inside" is no such trap.
    """
    reading, hit = pair.reading, pair.spot.hit
    words = reading.words[hit.first : hit.last]
    if _TRAPPED not in words or "missing" not in hit.payload.kinds.values() or not _FEARED.isdisjoint(words):
        return False
    passage = reading.passage_of[hit.first]
    told = reading.bounds[max(0, passage - STUCK)][0], reading.bounds[passage][1]
    return not holds(reading, told, "burying")


def _lives_there(pair: Pair) -> bool:
    """ "A raid killed 900 of the | 2.1 million who live there", "| 900 live there, and 12 | died": no more.

    "| Killed | 12 who lived there" and "12 people living there were | killed" tell of them.
    """
    reading, hit, words = pair.reading, pair.spot.hit, pair.reading.words
    at = max(pair.number.last, pair.head.last) if pair.head is not None else pair.number.last
    verb = at + (words[at : at + 1] in _WHO_LIVE)
    told = verb in reading.triggers or "displaced" in hit.payload.kinds.values()
    if told or not reading.lexicon.is_in("".join(words[verb : verb + 1]), "living"):
        return False
    if hit.last <= pair.number.first:  # "sees | the 2.1 million who live there" sees no bodies
        apart = hit.last < pair.number.first - 1
        return apart or reading.lexicon.is_in(hit.payload.rule, "of_bodies")
    apart = any(words[index] in _APART or reading.opens_count(index) for index in range(verb, hit.first))
    return hit.first > verb and (apart or (verb == at and words[verb] != "living"))


def _is_strength(pair: Pair) -> bool:
    """ "He | died |, who commanded a brigade of | 2,000 men": how many it had; "killed a unit of | 12"."""
    reading, first = pair.reading, pair.number.first
    unit = reading.nouns.get(first - 2)
    if unit is None or reading.words[first - 1] != "of" or pair.spot.hit.last > unit.first:
        return False
    opened = unit.first - reading.lexicon.is_in(reading.words[unit.first - 1], "determiners")
    military = unit.payload.noun_type == "group" and unit.payload.harmed_class == "combatant"
    return military and reading.lexicon.is_in(reading.words[opened - 1], "commanding")


def _is_of_crowd(pair: Pair) -> bool:
    """ "Chanted: in our | thousands |, in our millions": how a crowd speaks of itself."""
    return pair.reading.words[max(0, pair.number.first - CHANTED) : pair.number.first] == ("in", "our")


def _is_no_one(pair: Pair) -> bool:
    """ "| The military | took them there to see the dead", "I am | a human being": nobody singled out."""
    number, words = pair.number, pair.reading.words
    if number.form not in ("article", "the") or pair.head is None:
        return False
    return pair.head.payload.lemma in _BODIES or (
        number.form == "article" and words[number.first - 1] in _I_AM
    )


def _is_inside_what_is_hit(pair: Pair) -> bool:
    """ "| Wrecked | a building housing | 54 patients": the building alone."""
    first = pair.number.first
    housed = pair.reading.words[first - 1] == "housing" and pair.spot.hit.last < first
    return housed and "displaced" not in pair.spot.hit.payload.kinds.values()


def _is_only_hosted(pair: Pair) -> bool:
    """ "The ministry | hosted | five officials", "the town now | hosts | 900 people": who fled from nowhere.

    Where displaced people or a shelter are told of, they did: "the school | hosts | 900 people".
    """
    reading, hit = pair.reading, pair.spot.hit
    if reading.words[hit.first] not in _HOSTING:
        return False
    begin, stop = reading.bounds[reading.passage_of[hit.first]]
    nouns = (reading.nouns.get(at) for at in range(begin, hit.first))
    if any(noun is not None and noun.payload.noun_type == "building" for noun in nouns):
        return False
    around = (at for at in reading.triggers if begin <= at < stop and at != hit.first)
    return not any("displaced" in reading.kinds_in(range(at, at + 1)) for at in around)


def _is_in_compound(pair: Pair) -> bool:
    """ "| A prisoner | exchange", "a captive and | prisoner | swap", "a captive-prisoner deal": nobody."""
    reading, head = pair.reading, pair.head
    if head is None or pair.number.form not in ("article", "the"):
        return False
    behind = reading.words[head.last : head.last + COMPOUND]
    compound = behind[2:] if behind[:1] in _COMPOUNDING else behind[:1]
    return any(reading.lexicon.is_in(word, "exchanges") for word in compound)


def _is_population(pair: Pair) -> bool:
    """ "Atrocities against Gaza's | 2.3 million people": all who live there; they may all have fled.

    Not so "the enclave, whose | 2.3 million residents" and "displaced most of the enclave's | 2.3 million".
    """
    reading, number = pair.reading, pair.number
    before = reading.words[max(0, number.first - SHARED) : number.first]
    if number.value < POPULATION or number.first < 2:
        return False
    if any(words_of in _SHARES for words_of in pairwise(before)) and before[-1] in _OWNED:
        return pair.spot.voice != "reduced"  # "half of the 111,000 people | displaced | there returned"
    if pair.spot.hit.last > number.first:
        return False
    if before[-1] == "whose":
        return True
    if "displaced" in pair.spot.hit.payload.kinds.values():
        return False
    return before[-1] == "'s" and reading.capitalised(number.first - 2)


def _is_no_harm(pair: Pair) -> bool:
    """ "Held | several meetings", "received | 40 official complaints": what befalls nobody."""
    number, head = pair.number, pair.head
    if head is None or head.payload.noun_type != "count-other":
        return False
    if kind_meant(pair.spot, head) not in PEOPLE_KINDS:
        return False
    between = pair.reading.words[number.last : head.first]
    return len(between) <= 1 and _JOINS.isdisjoint(between)


def _is_of_patients(pair: Pair) -> bool:
    """ "The clinic | held | 750 patients": they lay there, and nobody detained them; kidnapped they were."""
    kept = pair.reading.lexicon.is_in(pair.reading.words[pair.spot.hit.first], "lodging")
    if not kept or _HELD.isdisjoint(pair.spot.hit.payload.kinds.values()) or pair.head is None:
        return False
    return pair.reading.lexicon.is_in(pair.head.payload.lemma, "guests")


def _is_represented(pair: Pair) -> bool:
    """ "The union, which represents | 400 nurses |, was shocked by the killing": its members."""
    reading, first = pair.reading, pair.number.first
    holding = reading.lexicon.is_in(reading.words[first - 1], "having_members")
    return holding and pair.spot.hit.payload.use in ("noun", "of") and pair.number.last < pair.spot.hit.first


def _is_spoken_with(pair: Pair) -> bool:
    """ "Interviewed 18 people – | 14 | survivors | and four medics": with whom somebody spoke."""
    reading, first = pair.reading, pair.number.first
    begin = reading.bounds[reading.passage_of[first]][0]
    return pair.spot.hit.payload.use == "noun" and any(
        reading.lexicon.is_in(word, "interviewing")
        for word in reading.words[max(begin, first - INTERVIEWED) : first]
    )


def _is_no_attack(pair: Pair) -> bool:
    """ "Fired | 25 bullets", "a series of | eight statements": bullets and words are no attacks each.

    Nor are "30 | assault | rifles".
    """
    head, hit = pair.head, pair.spot.hit
    if head is None or "attacks" not in hit.payload.kinds.values():
        return False
    if head.payload.noun_type in _ARMS and head.first <= hit.first and hit.last <= head.last:
        return True
    no_harm = hit.payload.use == "of" and head.payload.harmed_class is None
    return no_harm or pair.reading.lexicon.is_in(head.payload.lemma, "no_attacks")


def _is_nothing_fired(pair: Pair) -> bool:
    """ "Dropped | thousands of leaflets", "fired | several times into the air": nothing struck anybody.

    Nor do bombs that are "sold" or "transferred".
    """
    reading, number, last = pair.reading, pair.number, pair.number.last
    arms = pair.head is not None and pair.head.payload.noun_type in ("munition", "weapon")
    if arms and reading.lexicon.is_in(reading.words[number.first - 1], "supplying"):
        return "attacks" in pair.spot.hit.payload.kinds.values()
    if pair.spot.hit.payload.rule != _LAUNCHED or (
        pair.head is not None and pair.head.payload.lemma != "times"
    ):
        return False
    words = reading.words[last : last + AIR_REACH]
    behind = number.form == "vague" and words[:1] == ("of",) and "".join(words[1:2]).islower()
    unknown = behind and not reading.lexicon.is_in(words[1], "determiners") and last + 1 not in reading.nouns
    return unknown or ("air" in words and "the" in words)


def _is_no_act(pair: Pair) -> bool:
    """ "A plan of | no forced displacement": a principle, where "no deaths" is a toll."""
    hit, words = pair.spot.hit, pair.reading.words
    behind = max(pair.number.last, pair.head.last) if pair.head is not None else pair.number.last
    if pair.number.form == "zero" and pair.reading.lexicon.is_in(
        "".join(words[behind : behind + 1]), "modals"
    ):
        return True  # "what no mother | should suffer"
    if words[pair.number.first - 1] == "ground" and words[pair.number.first] == "zero":
        return True
    if pair.number.form == "zero" and pair.head is None and "," in words[pair.number.last : hit.first]:
        return True  # "no | medicine, and no | release of hostages"
    if pair.number.form == "zero" and not _SPEECH.isdisjoint(
        words[pair.number.last : pair.number.last + 1]
    ):  # "made no mention of killings"
        return True
    named = hit.payload.use in ("noun", "of") or words[hit.last : hit.last + 1] == ("of",)
    if pair.number.form != "zero" or not named:
        return False
    return kind_meant(pair.spot, pair.head) not in _TOLD_AS_NONE


def _is_against(pair: Pair) -> bool:
    """ "| Dozens protested against the | killings", "| two men spoke about an | abduction": by others."""
    hit, reading = pair.spot.hit, pair.reading
    if hit.payload.use not in ("noun", "of") or pair.number.last > hit.first:
        return False
    at = hit.first - 1
    while at > pair.number.last and reading.lexicon.is_in(reading.words[at], "determiners"):
        at -= 1
    return at > pair.number.last and reading.words[at] in _ABOUT


def _is_of_another(pair: Pair) -> bool:
    """ "| The cousin of Ko Min, a fighter, who was | killed": what is told of the one named last."""
    reading, hit = pair.reading, pair.spot.hit
    if pair.number.form in OPEN_FORMS or pair.head is None or hit.first <= pair.head.last:
        return False
    between = range(pair.head.last, hit.first)
    who = next((at for at in between if reading.words[at] in _WHO), None)
    if who is None or reading.words[pair.head.last] != "of":
        return False
    aged = reading.words[pair.head.last + 2] == ","  # "a boy of 16, Ko Min, who was killed"
    return not aged and any(reading.capitalised(at) for at in range(pair.head.last, who))


def _is_whose_child(pair: Pair) -> bool:
    """ "A mother of | a baby daughter | was killed": told of the mother alone."""
    reading, number = pair.reading, pair.number
    if number.form in OPEN_FORMS or pair.spot.hit.first < number.last or number.first < 2:
        return False
    owner = reading.nouns.get(number.first - 2)
    if reading.words[number.first - 1] != "of" or owner is None:
        return False
    if pair.head is None or pair.head.payload.noun_type != "person":  # "the pilot of a | jet that crashed"
        return False
    return owner.payload.noun_type == "person" and not owner.payload.plural


def _is_affected_by(pair: Pair) -> bool:
    """ "6,000 children have been affected by | demolitions": of these nothing else is told."""
    reading, hit = pair.reading, pair.spot.hit
    between = reading.words[pair.number.last : hit.first]
    return hit.payload.use in ("noun", "of") and "affected" in between


def _has_own_predicate(pair: Pair) -> bool:
    """ "Made arrests, saying | 150 protesters were initially involved": told of what they were instead."""
    reading, hit = pair.reading, pair.spot.hit
    if pair.head is None or hit.last > pair.number.first or pair.head.last + 1 >= len(reading.words):
        return False
    at = pair.head.last
    if at + 1 >= len(reading.words) or not reading.lexicon.is_in(reading.words[at], "auxiliaries"):
        return False
    at += 1 + reading.words[at + 1].endswith("ly")
    word = reading.words[at] if at < len(reading.words) else ""
    return word in _BEING


def _is_first_to(pair: Pair) -> bool:
    """ "A baby died, | the first baby to | die there": which one it was, and no other."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if (
        number.form != "the"
        or pair.head is None
        or reading.words[pair.head.last : pair.head.last + 1] != ("to",)
    ):
        return False
    ordinal = reading.lexicon.is_in(reading.words[number.first + 1], "ordinals")
    return ordinal and hit.first == pair.head.last + 1


def _is_of_several(pair: Pair) -> bool:
    """ "Residents of Fua and | Kafra | lost their lives": no one person has "their" life."""
    hit = pair.spot.hit
    return pair.number.form == "name" and "their" in pair.reading.words[hit.first : hit.last]


def _is_animal(pair: Pair) -> bool:
    """ "9,000 ducks were | killed"."""
    return pair.head is not None and pair.head.payload.noun_type == "livestock"


NOT_HARMED: Final[tuple[Rule, ...]] = (
    _is_in_place_name,
    _is_accident,
    _is_extradited,
    _is_only_stuck,
    _lives_there,
    _is_strength,
    _is_of_crowd,
    _is_no_one,
    _is_inside_what_is_hit,
    _is_only_hosted,
    _is_mourning,
    _is_in_compound,
    _is_population,
    _is_no_harm,
    _is_of_patients,
    _is_represented,
    _is_spoken_with,
    _is_nothing_fired,
    _is_no_act,
    _is_against,
    _is_of_another,
    _is_whose_child,
    _is_affected_by,
    _has_own_predicate,
    _is_first_to,
    _is_of_several,
    _is_animal,
    _is_no_attack,
)
