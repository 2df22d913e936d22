"""What a trigger can mean for what is counted: its kind, and whether it can be told of it at all."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.geometry import Spot
from sayso.extract.numbers.quantities import Number
from sayso.extract.speech.sayings import says
from sayso.lexicon import Hit, Noun, Reading, Trigger
from sayso.lexicon.tables import NounType
from sayso.records import PEOPLE_KINDS, Kind

OF_THINGS: Final[frozenset[Kind]] = frozenset({"destroyed", "damaged", "intercepted", "seized"})
# Of these nothing is told that befalls people; "three villages were evacuated" may be, nor
# are they hurt.
_NEVER_PEOPLE: Final[frozenset[NounType]] = frozenset(
    {
        "act", "aircraft", "goods", "infrastructure", "livestock", "money", "munition", "post", "vehicle",
        "vessel", "weapon",
    }
)  # fmt: skip
_OF_BODIES: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties", "missing"})
_RUINED: Final[frozenset[NounType]] = frozenset(
    {"building", "settlement", "infrastructure", "vehicle", "vessel", "aircraft", "post"}
)
_PLACES: Final[frozenset[NounType]] = frozenset({"building", "settlement"})
_WHO: Final = frozenset({"who", "that"})
_LIVING: Final = (("live",), ("lived",), ("reside",), ("work",))
_DESTROYED: Final = "destroyed."
_SUSPECTS: Final = frozenset({"suspect", "perpetrator", "attacker", "assailant"})
_TIMES: Final = "times"
_COULD_NOT: Final = (("can", "not"), ("could", "not"), ("did", "not"), ("do", "not"))
_HOSTAGE: Final = "hostage"
_RESCUE: Final = "evacuated.rescue"
_CAPTIVES: Final = frozenset({"hostage", "captive", "prisoner", "detainee", "abductee", "prisoner of war"})


def may_affect(reading: Reading, spot: Spot, number: Number) -> bool:
    """Does a name stand where whom a verb affects stands: "killed | Abu Ali", "| Abu Ali | was killed"?

    Subject of a passive, object of an active verb, behind "of", or behind a verb that stands before its
    subject: "among those killed was | Abu Ali". Nobody dies of being found. What is no name may, but not by
    what is told of its whole alone and leaves open who died: "| one of five people | shot | has died".
    """
    if number.form != "name":
        open_end = spot.voice == "reduced" and spot.hit.payload.rule in reading.lexicon.words["open_outcomes"]
        return not (open_end and _is_part_of_number(reading, number))
    use, after = spot.hit.payload.use, spot.hit.last <= number.first
    if use != "of" and reading.lexicon.is_in(spot.hit.payload.rule, "of_bodies"):  # "Abu Ali was | seen"
        return False
    if after and reading.lexicon.is_in(reading.words[number.first - 1], "auxiliaries"):
        return True
    if use in ("noun", "toll"):
        return False
    if reading.words[spot.hit.last : spot.hit.last + 1] == ("to",):  # "took | to the streets of Sarwe"
        return False
    return after == (use == "of" or spot.voice == "active")


def _is_part_of_number(reading: Reading, number: Number) -> bool:
    """ "| One | of five", "| two | of the 40"."""
    words, behind = reading.words, number.last + 1
    if words[number.last : behind] != ("of",) or behind >= len(words):
        return False
    return reading.opens_count(behind + reading.lexicon.is_in(words[behind], "determiners"))


def is_only_near_ruins(reading: Reading, spot: Spot, number: Number, head: Hit[Noun] | None) -> bool:
    """ "| Four men walk through an area | pulverised | by raids", "it | ravaged | schools and hurt | many".

    "| A woman | whose house was | razed" likewise. People are destroyed only in communiqués, right beside the
    verb: "destroyed | 30 militants".
    """
    hit = spot.hit
    if head is None or head.payload.noun_type != "person" or not hit.payload.rule.startswith(_DESTROYED):
        return False
    if hit.payload.kinds.get("person") not in _OF_BODIES - {"injured"}:
        return False
    if hit.last <= number.first:
        return hit.last < number.first - 1
    between = (reading.nouns.get(at) for at in range(head.last, hit.first))
    return spot.voice != "passive" or any(noun and noun.payload.noun_type in _RUINED for noun in between)


def does_otherwise(reading: Reading, number: Number, head: Hit[Noun] | None) -> bool:
    """ "1,000 soldiers | stormed the camp", "four members | made statements": they do what harms nobody."""
    if head is None or head.first < number.last or head.last >= len(reading.words):
        return False
    at = head.last
    at += at + 1 < len(reading.words) and reading.lexicon.is_in(reading.words[at], "perfect")
    if reading.words[at] in _WHO and reading.words[at + 1 : at + 2] in _LIVING:  # "millions | who live there"
        return True
    if at in reading.triggers or at in reading.nouns:
        return False
    word = reading.words[at]
    return says(reading, at) or word.endswith("ed") or reading.lexicon.is_in(word, "deeds")


def does_harm(reading: Reading, number: Number, head: Hit[Noun] | None) -> bool:
    """ "31 drones came, and | two | hit a depot": what they did, and nothing that was done to them."""
    at = number.last
    if head is not None or at + 1 >= len(reading.words):
        return False
    acts = any(each.payload.use == "transitive" for each in reading.triggers.get(at, ()))
    return acts and reading.lexicon.is_in(reading.words[at + 1], "determiners")


def is_done_otherwise(reading: Reading, number: Number, head: Hit[Noun] | None) -> bool:
    """ "A dozen protesters | were threatened", "many others | cannot leave": of these something else is told.

    By a participle that is no word of harm and tells of none, or by what they could not do.
    """
    words = reading.words
    behind = max(number.last, head.last) if head is not None else number.last
    behind += behind < len(words) and reading.lexicon.is_in(words[behind], "others")
    if words[behind : behind + 1] == ("cannot",) or words[behind : behind + 2] in _COULD_NOT:
        return True
    if head is None or head.last >= len(words) or not reading.lexicon.is_in(words[head.last], "auxiliaries"):
        return False
    at = head.last + 1
    at += at < len(words) and words[at].endswith("ly")
    named = head.payload.lemma in _SUSPECTS  # "265 suspects were | identified"
    if at >= len(words) or (at in reading.saying and not named):
        return False
    if any(_is_told_of(each, head) for each in reading.triggers.get(at, ())):
        return False
    telling = (reading.lexicon.is_in(words[at], "telling_harm") and not named) or at in reading.means
    return words[at].endswith("ed") and not telling


def _is_told_of(trigger: Hit[Trigger], head: Hit[Noun]) -> bool:
    """Can a trigger be told of a noun: not "265 men were | identified", which is told of bodies?"""
    return "" in trigger.payload.kinds or head.payload.noun_type in trigger.payload.kinds


def is_only_there(reading: Reading, number: Number) -> bool:
    """ "There were | 5,000 fighters in the town": so many are told to be there, and nothing of them.

    "He is one of | four members of the cabinet" tells nothing of them either.
    """
    before = reading.words[max(0, number.first - 2) : number.first]
    if before == ("one", "of"):
        return True
    return before[:1] == ("there",) and reading.lexicon.is_in(before[-1], "auxiliaries")


def kind_meant(spot: Spot, head: Hit[Noun] | None) -> Kind | None:
    """The kind a trigger means for what is counted: "captured" detains people and seizes towns.

    None where the trigger says nothing of such a noun; where no noun is told it may mean its first kind.
    """
    kinds = spot.hit.payload.kinds
    if head is None:
        return kinds.get("") or next(iter(kinds.values()))
    noun_type = head.payload.noun_type
    if head.payload.lemma == _TIMES:  # "shelled the town | 20 times"
        return "attacks" if "attacks" in kinds.values() else None
    meant = kinds.get(noun_type) or kinds.get("")
    if head.payload.lemma == _HOSTAGE and meant == "detained":
        return "abducted"
    saved = meant == "returned" or spot.hit.payload.rule == _RESCUE
    if head.payload.lemma in _CAPTIVES and saved:
        return "released"
    if noun_type == "person":
        if kinds.get("") in OF_THINGS and spot.hit.payload.use == "adjective":  # "1,000 set tyres | ablaze"
            return None
        fights = head.payload.harmed_class == "combatant"  # "a home that | sheltered | two fighters"
        return None if meant in OF_THINGS or (fights and meant == "displaced") else meant
    if meant == "intercepted" and noun_type in _PLACES:
        return None
    if meant in _OF_BODIES and noun_type in _PLACES:
        return None
    return None if noun_type in _NEVER_PEOPLE and meant in PEOPLE_KINDS else meant
