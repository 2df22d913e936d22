"""Triggers of another clause than the one in which the number stands."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.extract.counts.exclusions.pair import VERBAL, Pair, Rule, before_verb, opens_subject
from sayso.extract.counts.meant import is_done_otherwise
from sayso.extract.counts.object_lists import is_of_verb_before
from sayso.extract.nouns.geometry import voice_of
from sayso.lexicon import Hit, Noun, Reading, Trigger

SUBJECT: Final = 5  # tokens of a subject: the other young
_PARTING: Final = frozenset({",", ";", "and", "but", "while"})
_SEEING: Final = frozenset({"saw", "see", "sees", "seen", "seeing"})
VERB_REACH: Final = 4  # tokens of a verb before its participle: others | have reportedly been
_AND_SO: Final = frozenset({"and", "but", "so"})
_THEY: Final = frozenset({"it", "he", "she", "they", "we", "i"})
_STAYING: Final = frozenset({"remain", "remained", "stay", "stayed", "live", "survive", "survived"})
_LEAVING: Final = frozenset({"left", "leaves", "leave", "leaving", "had", "saw", "with"})
_WHEN: Final = frozenset({"before", "after", "during", "since", "following"})
_THEN: Final = frozenset({"after", "when", "while", "before"})
_OF_THEM: Final = (("of", "them"), ("of", "these"), ("of", "those"))
_OF_ALL: Final = frozenset({"whom", "which", "them"})
_WHOLE: Final = frozenset({"all", "both", "each"})
_SINGULAR: Final = frozenset({"was", "is"})
_AUXILIARY: Final = frozenset({"was", "were", "is", "are", "has", "have", "had"})


def _has_own_subject(pair: Pair) -> bool:
    """ "500 people came, a year after he was | killed", "a doctor in the city, where 168 were | killed"."""
    reading, number, hit, words = pair.reading, pair.number, pair.spot.hit, pair.reading.words
    if hit.first <= number.last or pair.spot.voice == "active" or hit.payload.use not in VERBAL:
        return False
    for at in range(hit.first - 1, number.last - 1, -1):
        if words[at] == ",":
            return False
        if words[at] == "that" and reading.opens_count(at + 1):  # "400 are there, that 10 were | killed"
            return True
        in_which = words[at] == "which" and reading.lexicon.is_in(words[at - 1], "prepositions")
        if in_which or reading.lexicon.is_in(words[at], "opening_clauses"):
            return opens_subject(reading, at + 1) or _is_name_alone(reading, at + 1, hit.first)
    return False


def _is_of_relative(pair: Pair) -> bool:
    """ "| Ana Weil |, whose brother was | killed": told of him; not "a boy whose body was found"."""
    reading, hit = pair.reading, pair.spot.hit
    last = pair.head.last if pair.head is not None else pair.number.last
    whose = last + (reading.words[last : last + 1] == (",",))
    if reading.words[whose : whose + 1] != ("whose",) or hit.first <= whose:
        return False
    owned = (reading.nouns.get(at) for at in range(whose + 1, min(hit.first, whose + SUBJECT)))
    who = next((noun for noun in owned if noun is not None), None)
    return who is not None and who.payload.noun_type in ("person", "building")


def _is_name_alone(reading: Reading, first: int, verb: int) -> bool:
    """Does nothing but a name stand before a verb: "when | Ko Min was | shot"?"""
    last = before_verb(reading, verb, first - 1)
    return first <= last and all(reading.capitalised(at) for at in range(first, last + 1))


def _is_of_next_sentence(pair: Pair) -> bool:
    """ "“They fired at | the car. | The driver was | hit”": told of who the next sentence names.

    "“Houses | burned. | Some 500 residents | have left”" likewise.
    """
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if hit.payload.use not in VERBAL:
        return False
    if hit.last <= number.first:
        opens = reading.words[number.first - 1] == "." and reading.capitalised(number.first)
        verb = pair.head.last if pair.head is not None else number.last
        return opens and any(
            reading.lexicon.is_in(each, "perfect") for each in reading.words[verb : verb + 1]
        )
    if number.last >= hit.first:
        return False
    ends = (at for at in range(number.last, hit.first - 1) if reading.words[at] == ".")
    return any(reading.surface[at + 1][0].isupper() and opens_subject(reading, at + 1) for at in ends)


def _is_of_singular(pair: Pair) -> bool:
    """ "| Hundreds set homes ablaze, and a man was | killed": was tells of the man, not of many."""
    reading, hit, head = pair.reading, pair.spot.hit, pair.head
    if head is None or pair.spot.voice != "passive" or hit.first <= head.last or pair.number.value <= 1:
        return False
    at = before_verb(reading, hit.first, head.last)
    if reading.words[at + 1] not in _SINGULAR or not head.payload.plural:
        return False
    if reading.words[at] == "who":  # "hundreds met for Karim, who was killed"
        at -= 1 + (reading.words[at - 1] == ",")
        if at > head.last and reading.capitalised(at) and at not in reading.nouns:
            return True
    noun = reading.noun_before(at + 1)
    return noun is not None and noun.first > head.last and not noun.payload.plural


def _is_between(pair: Pair) -> bool:
    """ "The truce between the | two sides | collapsed": told of the truce."""
    words, number = pair.reading.words, pair.number
    before = words[number.first - 1 - pair.reading.lexicon.is_in(words[number.first - 1], "determiners")]
    return before == "between" and number.last <= pair.spot.hit.first and pair.spot.hit.payload.use in VERBAL


def _is_held_by_harmed(pair: Pair) -> bool:
    """ "A boy riding | a scooter | was hit": told of the boy."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    verb = number.first - 1
    if pair.spot.voice != "passive" or number.last > hit.first or number.form not in ("article", "the"):
        return False
    who = reading.nouns.get(verb - 1)
    acts = reading.words[verb].endswith("ing") and verb not in reading.triggers
    acts = acts and not reading.lexicon.is_in(reading.words[verb], "part_openers")
    return acts and who is not None and who.payload.noun_type == "person" and who.last == verb


def _is_in_next_clause(pair: Pair) -> bool:
    """ "His mother | died |, and it has been hard for | many": told of the mother."""
    words, hit = pair.reading.words, pair.spot.hit
    between = range(hit.last, pair.number.first - 2)
    return any(words[at] == "," and words[at + 1] in _AND_SO and words[at + 2] in _THEY for at in between)


def _is_of_second_subject(pair: Pair) -> bool:
    """ "| The driver was shot, and the other suspect was | wounded": told of the suspect."""
    reading, head, hit, words = pair.reading, pair.head, pair.spot.hit, pair.reading.words
    if head is None or pair.spot.voice != "passive" or hit.first <= head.last:
        return False
    at = before_verb(reading, hit.first, head.last)
    noun = reading.noun_before(at + 1)
    if noun is None:
        return False
    reach = range(noun.first - 1, max(head.last, noun.first - SUBJECT), -1)
    opened = next((back for back in reach if reading.lexicon.is_in(words[back], "determiners")), None)
    told = opened is not None and any(index in reading.triggers for index in range(head.last, opened))
    return told and opened is not None and words[opened - 1] == "and"


def _goes_on_of_subject(pair: Pair) -> bool:
    """ "They boarded | four boats | and were | taken | ashore": told of who boarded them."""
    reading, head, hit = pair.reading, pair.head, pair.spot.hit
    if head is None or pair.spot.voice != "passive" or hit.first <= head.last:
        return False
    joined = before_verb(reading, hit.first, head.last) == head.last and reading.words[head.last] == "and"
    return joined and reading.words[head.last + 1] in _AUXILIARY


def _is_beyond_clause(pair: Pair) -> bool:
    """ "He was | shot | as he sat with one of his four sons": told within the next clause.

    "The police | hurt | two after | thousands marched" likewise: who begins it is its own subject.
    """
    hit, number, reading = pair.spot.hit, pair.number, pair.reading
    if hit.last > number.first:
        return False
    if pair.spot.voice == "active":
        return hit.last < number.first and reading.words[number.first - 1] in _THEN
    if pair.spot.voice != "passive":
        return False
    for at in range(number.first - 1, hit.last - 1, -1):
        word = reading.words[at]
        if word == ",":
            return False
        as_well = "well" in (reading.words[at - 1], reading.words[at + 1])
        if (word == "as" and not as_well) or reading.lexicon.is_in(word, "opening_clauses"):
            return not reading.lexicon.is_in(reading.words[at + 1], "auxiliaries")  # ", as were | two"
    return False


def _has_own_participle(pair: Pair) -> bool:
    """ "1,200 people were | killed | there and more than | 200 | taken captive": told of the 1,200."""
    reading, number, spot = pair.reading, pair.number, pair.spot
    if spot.voice != "passive" or spot.hit.last > number.first or number.last in reading.nouns:
        return False
    hits = reading.triggers.get(number.last, ())
    return any(hit.payload.use == "transitive" and hit.payload.form != "base" for hit in hits)


def _is_of_joined(pair: Pair) -> bool:
    """ "Some | 130 captives remain there and | 27 | have died": told of the 27 alone."""
    reading, hit, behind = pair.reading, pair.spot.hit, pair.behind
    if behind is None or pair.head is None or not pair.number.last < behind.first < hit.first:
        return False
    if (
        pair.head.last >= hit.first
        or reading.words[pair.head.last] not in _STAYING
        or reading.words[behind.first - 1] != "and"
    ):
        return False
    return all(reading.lexicon.is_in(word, "perfect") for word in reading.words[behind.last : hit.first])


def _is_of_some(pair: Pair) -> bool:
    """ "| Two men were questioned and one of them was briefly | held", "people, some of whom have | fled".

    Told of those few; "all of whom" are all that are counted.
    """
    reading, words, last = pair.reading, pair.reading.words, pair.number.last
    if pair.spot.hit.payload.use not in VERBAL:
        return False
    at = before_verb(reading, pair.spot.hit.first, last)
    while at > last and (words[at].endswith("ly") or reading.lexicon.is_in(words[at], "time_adverbs")):
        at = before_verb(reading, at, last)
    few = words[at] in _OF_ALL and words[at - 1] == "of" and words[at - 2] not in _WHOLE
    return few and last < at - 1


def _is_before_saying(pair: Pair) -> bool:
    """ "The | wounded | are many and the UN said that | 900 people fled": told before another clause."""
    reading, hit, first = pair.reading, pair.spot.hit, pair.number.first
    said = (
        at for at in range(hit.last, first - 1) if at in reading.saying and reading.words[at + 1] == "that"
    )
    return any(not reading.words[at].endswith("ing") for at in said)


def _is_of_subject_said(pair: Pair) -> bool:
    """ "Told | a million to move and the UN says more than half | are displaced": of whom it says so."""
    reading, hit = pair.reading, pair.spot.hit
    if hit.payload.use not in VERBAL or hit.first <= pair.number.last:
        return False
    for at in range(hit.first - 2, pair.number.last - 1, -1):
        if reading.words[at] == ",":
            return False
        if at in reading.saying and not reading.words[at].endswith("ing"):
            return reading.words[at + 1] == "that" or opens_subject(reading, at + 1)
    return False


def _is_of_name_said(pair: Pair) -> bool:
    """ "One of the medics who took him in | says Ko Min | died": told of another than who says so."""
    reading, hit = pair.reading, pair.spot.hit
    if pair.number.form == "name" or hit.payload.use not in VERBAL or hit.first <= pair.number.last:
        return False
    last = at = before_verb(reading, hit.first, pair.number.last)
    while at > pair.number.last and reading.capitalised(at):
        at -= 1
    return pair.number.last < at < last and at in reading.saying


def _is_of_next(pair: Pair) -> bool:
    """ "| Hundreds marched against a raid that left | dozens | killed": told of the dozens alone."""
    behind, hit, words = pair.behind, pair.spot.hit, pair.reading.words
    if behind is None or not pair.number.last < behind.first or pair.spot.voice == "active":
        return False
    return hit.first == behind.last and words[behind.first - 1] in _LEAVING


def _is_time_told(pair: Pair) -> bool:
    """ "Before the | attack, | a dozen were getting ready": when, and no count of attacks."""
    hit, words = pair.spot.hit, pair.reading.words
    if hit.payload.use != "noun" or pair.number.first != hit.last + 1 or words[hit.last] != ",":
        return False
    return words[hit.first - 1] == "the" and words[hit.first - 2] in _WHEN


def _is_next_verb(pair: Pair) -> bool:
    """ "Killed 200, including | 12 Americans, and | wounded | 5,000": of the 5,000."""
    hit, number, reading = pair.spot.hit, pair.number, pair.reading
    if hit.payload.use != "adjective" or hit.first <= number.last or hit.last >= len(reading.words):
        return False
    return reading.opens_count(hit.last) and reading.words[hit.first - 1] in ("and", ",")


def _is_of_place_hit(pair: Pair) -> bool:
    """ "Shells | hit the road where | dozens of buses waited": told of the road, on which they stood."""
    before = pair.spot.hit.last < pair.number.first
    return before and pair.reading.words[pair.number.first - 1] == "where"


def _is_before_where(pair: Pair) -> bool:
    """ "| Wounded | a guard in Sarwe, where 900 settlers live among | 20,000 farmers": told of the guard."""
    hit, first = pair.spot.hit, pair.number.first
    if hit.payload.use not in VERBAL or hit.last > first:
        return False
    return (",", "where") in pairwise(pair.reading.words[hit.last : first])


def _is_object_of_next(pair: Pair) -> bool:
    """ "| Killed | a chief and abducted his two wives and | a daughter": told by the verb behind it."""
    hit, reading = pair.spot.hit, pair.reading
    return pair.spot.voice == "active" and is_of_verb_before(reading, pair.number.first, hit)


def _is_beyond_semicolon(pair: Pair) -> bool:
    """ "Ambushed | a convoy |; five lorries were | burnt |": told of the lorries, which it counts next."""
    hit, number, behind = pair.spot.hit, pair.number, pair.behind
    if number.form not in ("article", "the", "name") or behind is None or not behind.last <= hit.first:
        return False
    return pair.reading.words[behind.first - 1] == ";" and number.last < behind.first


def _is_done_otherwise_there(pair: Pair) -> bool:
    """ "900 | died |; | 265 suspects | were identified": of these something else is told."""
    hit, first = pair.spot.hit, pair.number.first
    parted = hit.last <= first and any(word in _PARTING for word in pair.reading.words[hit.last : first])
    return parted and is_done_otherwise(pair.reading, pair.number, pair.head)


def _has_own_verb(pair: Pair) -> bool:
    """ "Most of those | killed | were women, while | thousands of men are being rounded up": told by that.

    "Gunmen | killed | 12 farmers and | two | died in hospital" and "30 were | wounded |, and | two | of them
    have died" likewise.
    """
    reading, head, hit, number = pair.reading, pair.head, pair.spot.hit, pair.number
    of_them = reading.words[number.last : number.last + 2] in _OF_THEM
    end = head.last if head is not None else number.last + 2 * of_them
    if hit.last >= number.first or end < number.last:
        return False
    at, stop = end, reading.bounds[reading.passage_of[hit.first]][1]
    while at < min(stop, end + VERB_REACH) and _goes_with_verb(reading, at):
        at += 1
    joined = reading.words[number.first - 1] in _AND_SO and (of_them or pair.spot.voice == "active")
    own = reading.triggers.get(at, ())
    if at > end and any(_befalls(reading, each, head, (end, stop)) for each in own):
        return joined or any(word in _PARTING for word in reading.words[hit.last : number.first])
    return joined and any(each.payload.use == "intransitive" for each in own)


def _goes_with_verb(reading: Reading, at: int) -> bool:
    """Does a token only go with a verb behind it: "| others | were | later | reportedly | shot"?"""
    if at >= len(reading.words):
        return False
    word, is_in = reading.words[at], reading.lexicon.is_in
    around = word == "others" or word.endswith("ly") or is_in(word, "time_adverbs")
    return around or word in _AUXILIARY or is_in(word, "auxiliaries")


def _befalls(
    reading: Reading, trigger: Hit[Trigger], head: Hit[Noun] | None, clause: tuple[int, int]
) -> bool:
    """Is a verb passive there, or a state told, and may it befall those who are counted?"""
    kinds = trigger.payload.kinds
    told = head is None or "" in kinds or head.payload.noun_type in kinds
    state = trigger.payload.use == "adjective"
    return told and (state or voice_of(reading, trigger, *clause) == "passive")


def _is_before_seen(pair: Pair) -> bool:
    """ "Left 900 | dead | there and saw more than | 140 hostages taken": told of the 900."""
    words, first = pair.reading.words, pair.number.first
    return pair.spot.hit.last < first - 1 and words[first - 1] in _SEEING and words[first - 2] == "and"


def _is_there_who(pair: Pair) -> bool:
    """ "There were | 1,100 patients who rely on machines, and he told of | killing": only there."""
    reading, head, hit, words = pair.reading, pair.head, pair.spot.hit, pair.reading.words
    first = pair.number.first
    if head is None or words[head.last : head.last + 1] != ("who",) or words[max(0, first - 2)] != "there":
        return False
    if not reading.lexicon.is_in(words[first - 1], "auxiliaries"):
        return False
    return hit.last <= first or "," in words[head.last : hit.first]


CLAUSES: Final[tuple[Rule, ...]] = (
    _is_object_of_next,
    _is_before_seen,
    _is_there_who,
    _is_before_where,
    _has_own_subject,
    _is_of_relative,
    _is_of_next_sentence,
    _is_of_singular,
    _is_between,
    _is_held_by_harmed,
    _is_in_next_clause,
    _is_of_second_subject,
    _goes_on_of_subject,
    _is_beyond_clause,
    _has_own_participle,
    _has_own_verb,
    _is_beyond_semicolon,
    _is_done_otherwise_there,
    _is_of_joined,
    _is_of_some,
    _is_before_saying,
    _is_of_subject_said,
    _is_of_name_said,
    _is_of_next,
    _is_time_told,
    _is_next_verb,
    _is_of_place_hit,
)
