"""Where number and trigger stand so plainly to one another that little weight is enough.

Of such pairs in annotated reports nine in ten and more count what the trigger says: "killed | 12 farmers",
"12 farmers | were killed", "nobody | was killed", "among those | killed were | a nurse and ...".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from sayso.extract.counts.option_features import OPEN_FORMS, Standing, Told
from sayso.extract.doers.party_signs import HANDS
from sayso.extract.nouns.geometry import Signs, Spot
from sayso.extract.numbers.quantities import Number
from sayso.extract.speech.phrases import holds
from sayso.lexicon import Hit, Noun, Reading
from sayso.lexicon.numbers import NumberForm
from sayso.records import Kind

WRITTEN: Final[frozenset[NumberForm]] = frozenset({"digits", "word", "vague"})
_SAID_BY_NOUN: Final[frozenset[Kind]] = frozenset({"attacks", "displaced", "returned"})
TOTAL_REACH: Final = 8  # tokens from "bringing" to the number: the total of those killed to
_TOTALS: Final = frozenset({"total", "number", "figure", "tally", "count"})
JOINED_NOUN: Final = 3  # tokens: and | her grandmother
JOINED_VERB: Final = 2  # tokens: and removed
HOLDER: Final = 6  # tokens behind captives to who holds them: that the armed group still
_HOLDING: Final = frozenset({"hold", "holds", "holding"})
NUMBER_OF: Final = 5  # tokens of whose number: number of Velman soldiers
FULL_NAME: Final = 2  # words
WHO_REACH: Final = 3  # tokens from "were" to who they were: young local women
_AFTER: Final = frozenset({("transitive", "active", "thing"), ("of", "none", "thing")})
_BEFORE: Final[Mapping[tuple[str, str, str], frozenset[str]]] = {
    ("transitive", "passive", "thing"): frozenset({"Nb", "Nhb", "XNb", "NbX"}),
    ("transitive", "reduced", "thing"): frozenset({"N"}),
    ("transitive", "reduced", "none"): frozenset({""}),
    ("intransitive", "none", "thing"): frozenset({"N", "Nh"}),
    ("intransitive", "none", "none"): frozenset({"", "h"}),
    ("adjective", "none", "thing"): frozenset({"N", "Nb", "Nhb"}),
    ("adjective", "none", "none"): frozenset({""}),
}
# Signs between those counted and a second word of what befell them.
_BESIDE_BEFORE: Final = re.compile(r"(in|T?[XM]?N?(,?W)?(hb|h|b)?X?|N?h?bX?T[^,;W]*&X?)")
_OF_WHAT: Final = re.compile(r"^NP[dXMN.]*N")
_BESIDE_AFTER: Final = frozenset({"&T", "&XT"})
_BE: Final = frozenset({"b", "hb"})
_OF_PERSONS: Final = ("killed.", "abducted.")
_IN_HOSPITAL: Final = ("injured.hospital", "injured.recovering")
_OF_THE_AGED: Final = ("injured.", "missing.")
_BESIDE_AGE: Final = ",Q,"
_ROUND_AGES: Final = frozenset({",,", ",.", "()"})
_INJURED: Final = "injured.injure"
_KILLED: Final = "killed.kill"
_DONE: Final = frozenset({"", "h"})
_SINGLED_OUT: Final[frozenset[Kind]] = frozenset({"killed", "injured", "abducted", "detained"})
_PARTING: Final = frozenset({"by", "in", "at", "from", "near", "outside"})
_DOERS: Final = frozenset({"person", "group", "organisation"})
_RESPONSIBLE: Final = ("responsible", "for")
_OF_THEM: Final = (("of", "them"), ("of", "these"), ("of", "those"))
_PARTS_CLAUSE: Final = frozenset({";", ":", "and", "–", "—"})
_AS_WELL: Final = (("as", "well", "as"), ("along", "with"), ("together", "with"))
_CRAFT: Final = frozenset({"aircraft", "munition", "vehicle", "vessel"})
_GONE: Final[frozenset[Kind]] = frozenset({"destroyed", "intercepted"})
_TIMES: Final = "times"
_OBJECT_OF_TIMES: Final = frozenset({"", "N", "dN"})
_AMONG: Final = frozenset({"among", "amongst"})
_THOSE: Final = frozenset({"those", "the"})


def is_plain(reading: Reading, told: Told, spot: Spot, stands: Standing, signs: Signs) -> bool:
    """Verb and object, subject and verb, "the killing of" side by side."""
    form = told.number.form
    if told.head is None and reading.lexicon.is_in(reading.words[told.number.first - 1], "inside"):
        return False  # "in | 20 | evacuation centres"
    if form == "pronoun":  # "shot himself"
        return stands.after and stands.first == stands.last and spot.voice == "active"
    if form == "zero" and told.head is None:  # "nobody was killed", "killed nobody"
        return _is_subject(spot, stands) or (
            stands.after and stands.first == stands.last and spot.voice == "active"
        )
    if form == "zero" and _suffers_none(reading, told, spot):
        return True
    if _go_on(reading, told, spot, stands) or (stands.after and _is_told_behind(reading, told, spot, stands)):
        return True
    if form == "name":
        return _is_victim(reading, told, spot, stands)
    if form not in WRITTEN and not (_is_one_person(told, spot, stands) or _is_one_lost(told, spot, stands)):
        return False
    place = (spot.hit.payload.use, spot.voice, "thing" if told.head else "none")
    if stands.after:
        return _is_so_often(told, stands) or (place in _AFTER and _is_beside(reading, stands))
    if stands.signs == "in" and told.noun_type == "person" and _is_harmed_already(told, spot):
        return True
    return _signs_before(reading, told, spot, stands, signs) in _BEFORE.get(place, ())


def _signs_before(reading: Reading, told: Told, spot: Spot, stands: Standing, signs: Signs) -> str:
    """The signs between those counted and the word of harm behind them."""
    number, head = told.number, told.head
    between = "" if stands.signs == "in" else stands.signs
    if head is not None and head.first < number.first:  # "a crew of | four | was killed"
        return f"N{between}"
    if head is None or number.form != "article":
        return between
    between = _OF_WHAT.sub("N", f"N{signs.between(head.last, spot.hit.first)}")  # "a member | of it died"
    return between.replace("N,", "N", 1) if _says_who(reading, number) else between


def _says_who(reading: Reading, number: Number) -> bool:
    """ "Aru Ken, | a teacher |, was killed": what somebody who is named before is."""
    return reading.words[number.first - 1] == "," and reading.capitalised(number.first - 2)


def is_beside(spot: Spot, stands: Standing) -> bool:
    """May it have befallen them, too: "freed 19 people | abducted by", "12 were held and later | killed"?"""
    if spot.hit.payload.use not in ("transitive", "intransitive", "adjective"):
        return False
    if stands.after:
        return stands.signs in _BESIDE_AFTER
    return spot.voice != "active" and _BESIDE_BEFORE.fullmatch(stands.signs) is not None


def is_all_told(told: Told, spot: Spot, stands: Standing, kind: Kind) -> bool:
    """ "1.1 million | IDPs live in camps", where no other kind is told: the noun says it."""
    close = spot.hit.payload.use == "noun" and not stands.after and stands.signs in ("", "in")
    return close and kind in _SAID_BY_NOUN and told.number.form in WRITTEN


def is_put_at(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "Put the number of soldiers | dead at | ten"."""
    first, hit = told.number.first, spot.hit
    number_of = pairwise(reading.words[max(0, hit.first - NUMBER_OF) : hit.first])
    return reading.words[first - 1] == "at" and hit.last == first - 1 and ("number", "of") in number_of


def is_still_held(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "To bring home the | 129 captives | the group still holds": held, whatever is to be.

    "A raid that saw | 240 hostages | taken" likewise.
    """
    head = told.head
    if head is None or told.number.form not in WRITTEN or not head.first <= spot.hit.first < head.last:
        return False
    behind = reading.words[head.last : head.last + HOLDER]
    return behind[:1] == ("taken",) or any(word in _HOLDING for word in behind)


def is_one_of_harmed(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "| A child | was also among at least eight people | killed": told of the child, too.

    "| A girl | and her grandmother were among five people | killed" likewise.
    """
    words, is_in = reading.words, reading.lexicon.is_in
    first = _past_joined(reading, told.head.last) if told.head is not None else spot.hit.first
    behind = range(first, spot.hit.first)
    at = next(
        (at for at in behind if not (is_in(words[at], "auxiliaries") or is_in(words[at], "time_adverbs"))), -1
    )
    if at == behind.start or words[at] not in _AMONG:
        return False
    between = range(at + 1, spot.hit.first)
    return bool(between) and not any(index in reading.triggers or words[index] == "," for index in between)


def _past_joined(reading: Reading, at: int) -> int:
    """The token behind one who is joined: "a girl | and her grandmother | were"; else the same."""
    if reading.words[at : at + 1] != ("and",):
        return at
    nouns = (reading.nouns.get(index) for index in range(at + 1, at + 1 + JOINED_NOUN))
    return next((noun.last for noun in nouns if noun is not None), at)


def is_total(reading: Reading, told: Told) -> bool:
    """ "Six were killed, bringing the total to | 90", "rebels put the number at | 30": of what was told."""
    first = told.number.first
    before = reading.words[max(0, first - TOTAL_REACH) : first]
    brought = holds(reading, (max(0, first - TOTAL_REACH), first), "bringing")
    return before[-1:] in (("to",), ("at",)) and brought and not _TOTALS.isdisjoint(before)


def is_parallel(reading: Reading, number: Number, before: Number) -> bool:
    """ "Nine by live fire, | 34 | by gas", "two in the north, | 12 | in the south": parts told alike."""
    behind = reading.words[number.last] if number.last < len(reading.words) else ""
    return behind in _PARTING and behind == reading.words[before.last]


def is_by_turn(reading: Reading, number: Number) -> bool:
    """ "52 were killed by soldiers; | 11 | by the Front", "| one | at the hands of settlers": told alike.

    "Soldiers were responsible for | 12 of them" as well.
    """
    words, last = reading.words, number.last
    if number.form not in WRITTEN:
        return False
    if words[last : last + len(HANDS)] == HANDS:
        return True
    if words[number.first - 2 : number.first] == _RESPONSIBLE and words[last : last + 2] in _OF_THEM:
        return True
    if words[last : last + 1] != ("by",) or last + 2 >= len(words):
        return False
    at = last + 1 + reading.lexicon.is_in(words[last + 1], "determiners")
    nouns = (reading.nouns.get(index) for index in (at, at + 1))
    who = any(noun is not None and noun.payload.noun_type in _DOERS for noun in nouns)
    return who or (reading.capitalised(at) and not reading.lexicon.is_in(words[at], "time_words"))


def is_described(reading: Reading, number: Number) -> bool:
    """ "12 were hurt. | Four | of them were women", "of the 12, | four | were": only who some were."""
    words, is_in = reading.words, reading.lexicon.is_in
    begin, stop = reading.bounds[reading.passage_of[number.first]]
    of_them = words[number.last : number.last + 2] in _OF_THEM
    at = number.last + 2 * of_them
    if not (of_them or words[begin] == "of") or at >= stop or not is_in(words[at], "auxiliaries"):
        return False
    nouns = (reading.nouns.get(index) for index in range(at + 1, min(at + 1 + WHO_REACH, stop)))
    who = next((noun for noun in nouns if noun is not None), None)
    return who is not None and who.payload.noun_type == "person"


def is_forced(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "The offensive forced | 8,000 villagers to | flee": no plan, though "to" stands before the verb."""
    words, first = reading.words, told.number.first
    opened = first > 0 and reading.lexicon.is_in(words[first - 1], "forcing")
    return opened and spot.hit.payload.use == "intransitive" and words[spot.hit.first - 1] == "to"


def is_added(reading: Reading, number: Number, spot: Spot) -> bool:
    """ "223 fighters were killed | as well as | 41 civilians", "along with | two guards"."""
    behind = reading.words[spot.hit.last : number.first]
    return behind in _AS_WELL and (spot.voice == "passive" or spot.hit.payload.use == "intransitive")


def is_joined(reading: Reading, told: Told, joined: Number, beside: Hit[Noun] | None, spot: Spot) -> bool:
    """ "| A member of the Guard and | two others | were killed": one subject of both."""
    if told.head is None or told.noun_type != "person" or told.number.form in OPEN_FORMS:
        return False
    others = reading.words[joined.last : joined.last + 1] == ("others",)
    end = beside.last if beside is not None else joined.last + 1 if others else spot.hit.last
    fallen = spot.voice == "passive" or spot.hit.payload.use == "intransitive"
    if not fallen or not end <= spot.hit.first or reading.words[joined.first - 1] != "and":
        return False
    is_in, words = reading.lexicon.is_in, reading.words
    between = range(told.head.last, joined.first - 1)
    if any(_parts(reading, at) for at in between):
        return False
    verb = words[end : spot.hit.first]
    return all(is_in(word, "auxiliaries") or is_in(word, "perfect") for word in verb)


def _parts(reading: Reading, at: int) -> bool:
    """Does a token part a list of subjects? A comma before an item does not: "a nurse |, | a driver"."""
    is_in, words = reading.lexicon.is_in, reading.words
    if words[at] == ",":
        return not (is_in(words[at + 1], "determiners") or reading.opens_count(at + 1))
    grammar = is_in(words[at], "auxiliaries") or is_in(words[at], "clause_openers")
    return grammar or at in reading.triggers or words[at] in _PARTS_CLAUSE


def _is_beside(reading: Reading, stands: Standing) -> bool:
    """ "Killed | 12 men", "killed | his | two sons", "arrested | and removed | 400 people"."""
    between = reading.words[stands.first : stands.last]
    if len(between) == JOINED_VERB and between[0] == "and":
        return between[1].endswith("ed")
    return all(reading.lexicon.is_in(word, "possessives") for word in between)


def _is_harmed_already(told: Told, spot: Spot) -> bool:
    """ "An | injured | woman", "recovered 120 | killed | men"."""
    before = told.head is not None and spot.hit.last == told.head.first
    killed = before and told.number.last == spot.hit.first and spot.hit.payload.rule == _KILLED
    return killed or spot.hit.payload.rule == _INJURED


def _is_told_behind(reading: Reading, told: Told, spot: Spot, stands: Standing) -> bool:
    """Does a number stand behind the word that tells it in one of the plain ways?"""
    beside = _is_among(reading, told, spot) or _is_with_subject(reading, told, spot, stands)
    return beside or _is_object(reading, told, spot, stands)


def _go_on(reading: Reading, told: Told, spot: Spot, stands: Standing) -> bool:
    """Is a bare number the subject of its own verb, and counts people like those before it?"""
    alone = told.head is None and told.number.form in WRITTEN
    return alone and (_were_others(reading, told, spot) or _is_second_subject(reading, told, spot, stands))


def _were_others(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "We lost two men and | six | others were slightly | wounded", "| two | of them have since | died"."""
    words, is_in, last = reading.words, reading.lexicon.is_in, told.number.last
    of_them = words[last : last + 2] in _OF_THEM
    behind = range(last + 1 + of_them, spot.hit.first)
    fallen = spot.voice == "passive" or (of_them and spot.hit.payload.use == "intransitive")
    if not fallen or not (of_them or (behind and words[last] == "others")):
        return False
    return last < spot.hit.first and all(
        is_in(words[at], "auxiliaries")
        or is_in(words[at], "perfect")
        or is_in(words[at], "time_adverbs")
        or words[at].endswith("ly")
        or words[at] == "since"
        for at in behind
    )


def _is_second_subject(reading: Reading, told: Told, spot: Spot, stands: Standing) -> bool:
    """ "Shot two guards, and | four | were abducted", who are like those counted before."""
    return _is_subject(spot, stands) and reading.words[told.number.first - 1] == "and"


def _is_object(reading: Reading, told: Told, spot: Spot, stands: Standing) -> bool:
    """ "Medics | treated | 60 | injured", "killed a commander and | two | of his aides"."""
    if told.head is not None or told.number.form not in WRITTEN or spot.voice != "active":
        return False
    words, number, is_in = reading.words, told.number, reading.lexicon.is_in
    behind = words[number.last : number.last + 2]
    if stands.first == stands.last:
        return is_in(behind[0], "the_wounded") if behind else False
    own = len(behind) == 2 and behind[0] == "of" and is_in(behind[1], "possessives")
    between = range(spot.hit.last, number.first - 1)
    alone = not any(at in reading.triggers or not words[at][0].isalnum() for at in between)
    return own and words[number.first - 1] == "and" and alone


def _is_with_subject(reading: Reading, told: Told, spot: Spot, stands: Standing) -> bool:
    """ "She fled | with | 52 relatives": they did, too."""
    between = reading.words[stands.first : stands.last]
    return between == ("with",) and spot.hit.payload.use == "intransitive" and told.noun_type == "person"


def _is_one_person(told: Told, spot: Spot, stands: Standing) -> bool:
    """ "A nurse | was killed", "a nurse | died": what comes behind a verb is seldom so plain."""
    one = told.number.form == "article" and told.noun_type == "person" and not stands.after
    return one and not _SINGLED_OUT.isdisjoint(spot.hit.payload.kinds.values())


def _is_one_lost(told: Told, spot: Spot, stands: Standing) -> bool:
    """ "Lost | a drone", "downed | a helicopter": nobody loses what he only sends."""
    one = told.number.form == "article" and told.noun_type in _CRAFT and stands.after
    return one and not _GONE.isdisjoint(spot.hit.payload.kinds.values())


def _is_so_often(told: Told, stands: Standing) -> bool:
    """ "Was attacked | 16 times", "shelled the base | 12 times"."""
    return told.head is not None and told.head.payload.lemma == _TIMES and stands.signs in _OBJECT_OF_TIMES


def _suffers_none(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "Our forces suffered | no losses", "| no losses | were sustained": none is told.

    "No losses were reported" only has no news.
    """
    first, hit = told.number.first, spot.hit
    head = told.head
    if hit.payload.use != "noun" or head is None or not hit.first <= head.first < hit.last or first == 0:
        return False
    is_in, behind = reading.lexicon.is_in, (*reading.words[head.last : head.last + 2], "", "")
    borne = is_in(behind[0], "auxiliaries") and is_in(behind[1], "suffering")
    return borne or is_in(reading.words[first - 1], "suffering")


def _is_subject(spot: Spot, stands: Standing) -> bool:
    """Only "was" or "had been" between it and the passive."""
    return spot.voice == "passive" and not stands.after and stands.signs in _BE


def _is_victim(reading: Reading, told: Told, spot: Spot, stands: Standing) -> bool:
    """ "Commander Abu Ali was killed": a name of several words; "shot" leaves open who died.

    With an age beside it whatever befell it: "the death of | Abu Ali, 34", "Abu Ali, 34, | died". Nobody
    is in hospital for nothing: "Ali | is in stable condition".
    """
    rule, number = spot.hit.payload.rule, told.number
    if rule.startswith(_IN_HOSPITAL):
        return stands.signs in _BE and (spot.hit.payload.use == "adjective" or spot.voice == "passive")
    if rule in reading.lexicon.words["open_outcomes"] or number.last - number.first < FULL_NAME:
        return False
    if not _is_aged(reading, number.first, number.last):
        return rule.startswith(_OF_PERSONS) and _is_subject(spot, stands)
    signs, use = stands.signs.removeprefix(_BESIDE_AGE), spot.hit.payload.use
    if not rule.startswith((*_OF_PERSONS, *_OF_THE_AGED)):
        return False
    if stands.after:
        return use == "of" and stands.first == stands.last
    if use == "intransitive":
        return signs in _DONE
    return signs in _BE and (use == "adjective" or spot.voice == "passive")


def _is_aged(reading: Reading, first: int, last: int) -> bool:
    """ "15-year-old Ko Min", "Ko Min, 15,", "Ko Min (15)"."""
    opened, age, closed = (*reading.words[last : last + 3], "", "", "")[:3]
    return reading.words[first][0].isdecimal() or (opened + closed in _ROUND_AGES and age.isdecimal())


def _is_among(reading: Reading, told: Told, spot: Spot) -> bool:
    """ "Among those | killed were | a nurse and ...": the word of harm counts what "were" names."""
    words, first, last = reading.words, spot.hit.first, spot.hit.last
    if first < 2 or told.number.first != last + 1 or not reading.lexicon.is_in(words[last], "auxiliaries"):
        return False
    return words[first - 2] in _AMONG and words[first - 1] in _THOSE
