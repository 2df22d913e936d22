"""Triggers of another clause or of another noun than the one that is counted."""

from __future__ import annotations

from typing import Final

from sayso.extract.exclusions.pair import VERBAL, Pair, Rule
from sayso.extract.option_features import OPEN_FORMS
from sayso.lexicon import Hit, Noun, Reading
from sayso.records import PEOPLE_KINDS, Kind

NEAR: Final = 5  # tokens between a number and the toll that it is: 40 was the number of
THOSE: Final = 2  # tokens: among those
_AMONG: Final = frozenset({"among", "amongst"})
_BODILY: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties"})
_STAYING: Final = frozenset({"remain", "remained", "stay", "stayed", "live", "survive", "survived"})
_BESIDES: Final = ("in", "addition", "to")
_PERFECT: Final = frozenset({"has", "have", "had"})
_RELATIVES: Final = frozenset({"which", "who", "that"})
_LEAVING: Final = frozenset({"left", "leaves", "leave", "leaving", "had", "saw", "with"})
_GOES_ON: Final = frozenset({",", "(", "and", "or", "-", "–", "—", "who", "which", "that"})
_GOES_ON_ALONE: Final = ((",", "was"), (",", "is"), (",", "has"), (",", "had"))
_SITES: Final = frozenset({"settlement", "building", "post"})
_WHEN: Final = frozenset({"before", "after", "during", "since", "following"})
_THEN: Final = frozenset({"after", "when", "while", "before"})
_MOVING: Final = frozenset({"to", "into", "from"})
_OF_ALL: Final = frozenset({"whom", "which", "them"})
_WHOLE: Final = frozenset({"all", "both", "each"})
_WHO: Final = frozenset({"who", "whose", "which"})


def _is_toll_behind(pair: Pair) -> bool:
    """ "| Thousands marched as the | death toll | rose": no toll is of what was told long before it.

    "| A chief was among | the dead" tells of one, "| 40 was the | number of dead" the toll.
    """
    number, hit, words = pair.number, pair.spot.hit, pair.reading.words
    if (
        hit.payload.use != "toll"
        or number.last > hit.first
        or pair.reading.lexicon.is_in(words[hit.first], "determiners")
    ):
        return False
    return number.form not in OPEN_FORMS or hit.first - number.last > NEAR


def _is_instrument(pair: Pair) -> bool:
    """ "Stormed the camp with | 20 vehicles": by what it was done; not "along with | a hill"."""
    words, number, spot = pair.reading.words, pair.number, pair.spot
    if spot.voice not in ("active", "reduced") or spot.hit.last >= number.first - 1:
        return False
    return words[number.first - 1] == "with" and words[number.first - 2] not in ("along", "together")


def _is_apposed(pair: Pair) -> bool:
    """ "The life of a colonel, | the chief of staff": the same person; not "a nun and | the driver"."""
    first, nouns = pair.number.first, pair.reading.nouns
    if pair.number.form != "the" or pair.reading.words[first : first + 1] != ("the",):
        return False
    if first < 2 or pair.reading.words[first - 1] != ",":
        return False
    return any(
        hit is not None
        and hit.last == first - 1
        and hit.payload.noun_type == "person"
        and not hit.payload.plural
        for hit in (nouns.get(first - 2), nouns.get(first - 3))
    )


def _is_one_person(noun: Hit[Noun]) -> bool:
    return noun.payload.noun_type == "person" and not noun.payload.plural


def _is_told_before(pair: Pair) -> bool:
    """ "One of them, | a baker, was shot", "his son, Hamza, also | a baker, was shot": told of before.

    "A fifth man, | a baker, died" likewise.
    """
    reading, words, number, head = pair.reading, pair.reading.words, pair.number, pair.head
    if number.form != "article" or head is None or words[head.last : head.last + 1] != (",",):
        return False
    goes_on = words[head.last : head.last + 2] in _GOES_ON_ALONE or head.last + 1 == pair.spot.hit.first
    if not goes_on or pair.spot.hit.first < head.last:
        return False
    comma = number.first - 1 - (words[number.first - 1] == "also")
    if words[comma] != ",":
        return False
    if pair.before is not None and pair.before.value == 1 and words[pair.before.last] == "of":
        return True
    nouns = (reading.nouns.get(at) for at in (comma - 1, comma - 2))
    if any(noun and noun.last == comma and _is_one_person(noun) for noun in nouns):
        return True
    name = comma
    while reading.capitalised(name - 1):
        name -= 1
    return name < comma and words[name - 1] == ","


def _names_one_told(pair: Pair) -> bool:
    """ "The second man killed there, | Ko Min, | was shot": the name of whom it has just told."""
    reading, number, words = pair.reading, pair.number, pair.reading.words
    begin, comma = reading.bounds[reading.passage_of[number.first]][0], number.first - 1
    if number.form != "name" or comma <= begin or words[comma] != "," or words[number.last] != ",":
        return False
    at, told = comma - 1, False
    while at > begin and words[at] != ",":
        told = told or at in reading.triggers
        noun = reading.nouns.get(at)
        if told and noun is not None and _is_one_person(noun):
            return True
        at -= 1
    return False


def _has_own_subject(pair: Pair) -> bool:
    """ "500 people came, a year after he was | killed", "a doctor in the city, where 168 were | killed"."""
    reading, number, hit, words = pair.reading, pair.number, pair.spot.hit, pair.reading.words
    if hit.first <= number.last or pair.spot.voice == "active" or hit.payload.use not in VERBAL:
        return False
    for at in range(hit.first - 1, number.last - 1, -1):
        if words[at] == ",":
            return False
        in_which = words[at] == "which" and reading.lexicon.is_in(words[at - 1], "prepositions")
        if in_which or reading.lexicon.is_in(words[at], "opening_clauses"):
            return _opens_subject(reading, at + 1)
    return False


def _before_verb(reading: Reading, verb: int, head: int) -> int:
    """The token before a verb and its forms of be and have, none before `head`."""
    at = verb - 1
    while at > head and (
        reading.lexicon.is_in(reading.words[at], "auxiliaries") or reading.words[at] in _PERFECT
    ):
        at -= 1
    return at


def _is_of_theirs(pair: Pair) -> bool:
    """ "| The men, whose house was | razed", "| a man who heard his son had | died": told of theirs."""
    reading, hit, words, head = pair.reading, pair.spot.hit, pair.reading.words, pair.head
    if head is None or hit.first <= head.last or hit.payload.use not in VERBAL or pair.spot.voice == "active":
        return False
    at = _before_verb(reading, hit.first, head.last)
    while (
        at > head.last and at not in reading.nouns and reading.capitalised(at)
    ):  # "whose cousin | Ko Min | was"
        at -= 1
    noun = next((each for each in (reading.nouns.get(at), reading.nouns.get(at - 1)) if each), None)
    if noun is None or noun.last != at + 1 or noun.first - 1 < head.last:
        return False
    whose, before = words[noun.first - 1], words[noun.first - 2]
    joined = before in (",", "and") or reading.lexicon.is_in(before, "prepositions")
    return whose == "whose" or (reading.lexicon.is_in(whose, "possessives") and not joined)


def _is_of_antecedent(pair: Pair) -> bool:
    """ "| A jet dropped a missile, which | crashed": told of the missile; not "12 men of X who"."""
    reading, hit, words, head = pair.reading, pair.spot.hit, pair.reading.words, pair.head
    if head is None or hit.first <= head.last or hit.payload.use not in VERBAL:
        return False
    if pair.spot.voice == "reduced" and pair.number.form in ("the", "article"):
        return _is_of_those_counted(pair, head)
    at = _before_verb(reading, hit.first, head.last)
    if words[at] not in _RELATIVES or words[head.last] in _GOES_ON:
        return False
    if reading.lexicon.is_in(words[head.last], "prepositions"):
        return False
    before = at - 1 - (words[at - 1] == ",")
    return before > head.last and any(
        other is not None and other.last == before + 1
        for other in (reading.nouns.get(before), reading.nouns.get(before - 1))
    )


def _is_of_those_counted(pair: Pair, head: Hit[Noun]) -> bool:
    """ "| The father of one of the children | killed | came": told of the children."""
    reading, first = pair.reading, pair.spot.hit.first
    noun = next((each for back in (1, 2) if (each := reading.nouns.get(first - back))), None)
    if noun is None or noun.last != first or noun.first <= head.last or not noun.payload.plural:
        return False
    return noun.payload.noun_type == "person" and reading.words[head.last] == "of"


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
        if word == "as" or reading.lexicon.is_in(word, "opening_clauses"):
            return not reading.lexicon.is_in(reading.words[at + 1], "auxiliaries")  # ", as were | two"
    return False


def _is_of_noun_behind(pair: Pair) -> bool:
    """ "| Thirty members want a halt to the | transfer of | weapons": told of the weapons."""
    hit, reading = pair.spot.hit, pair.reading
    if hit.payload.use != "of" or pair.number.last >= hit.first:
        return False
    behind = hit.last in reading.nouns or reading.opens_count(hit.last)
    return behind and reading.lexicon.is_in(reading.words[hit.first - 1], "determiners")


def _is_of_part(pair: Pair) -> bool:
    """ "| About 130 of those remain there, including | 32 | presumed dead": told of the 32 alone."""
    behind, hit, words = pair.behind, pair.spot.hit, pair.reading.words
    if behind is None or not pair.number.last < behind.first < hit.first or pair.spot.voice == "passive":
        return False
    opened = words[behind.first - 2 : behind.first] == (",", "including")
    finite = any(pair.reading.lexicon.is_in(word, "auxiliaries") for word in words[behind.last : hit.first])
    return opened and not finite and "," not in words[behind.last : hit.first]


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
    if reading.words[pair.head.last] not in _STAYING or reading.words[behind.first - 1] != "and":
        return False
    return all(reading.lexicon.is_in(word, "perfect") for word in reading.words[behind.last : hit.first])


def _is_of_some(pair: Pair) -> bool:
    """ "| Two men were questioned and one of them was briefly | held", "people, some of whom have | fled".

    Told of those few; "all of whom" are all that are counted.
    """
    reading, words, last = pair.reading, pair.reading.words, pair.number.last
    if pair.spot.hit.payload.use not in VERBAL:
        return False
    at = _before_verb(reading, pair.spot.hit.first, last)
    while at > last and (words[at].endswith("ly") or reading.lexicon.is_in(words[at], "time_adverbs")):
        at = _before_verb(reading, at, last)
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
        if at in reading.saying:
            return reading.words[at + 1] == "that" or _opens_subject(reading, at + 1)
    return False


def _is_of_name_said(pair: Pair) -> bool:
    """ "One of the medics who took him in | says Ko Min | died": told of another than who says so."""
    reading, hit = pair.reading, pair.spot.hit
    if pair.number.form == "name" or hit.payload.use not in VERBAL or hit.first <= pair.number.last:
        return False
    last = at = _before_verb(reading, hit.first, pair.number.last)
    while at > pair.number.last and reading.capitalised(at):
        at -= 1
    return pair.number.last < at < last and at in reading.saying


def _is_besides(pair: Pair) -> bool:
    """ "400 | injured | people, in addition to | 200 staff": told of the people alone."""
    reading, hit, first = pair.reading, pair.spot.hit, pair.number.first
    if hit.last > first or hit.last not in reading.nouns:
        return False
    before = reading.words[max(0, first - len(_BESIDES)) : first]
    return before == _BESIDES or before[-1:] == ("alongside",)


def _is_of_next(pair: Pair) -> bool:
    """ "| Hundreds marched against a raid that left | dozens | killed": told of the dozens alone."""
    behind, hit, words = pair.behind, pair.spot.hit, pair.reading.words
    if behind is None or not pair.number.last < behind.first or pair.spot.voice == "active":
        return False
    return hit.first == behind.last and words[behind.first - 1] in _LEAVING


def _is_of_those_behind(pair: Pair) -> bool:
    """ "| Thousands of people, including | critically ill | patients": the patients alone are ill."""
    hit, head = pair.spot.hit, pair.head
    if hit.payload.use != "adjective" or head is None or hit.first <= head.last:
        return False
    noun = pair.reading.nouns.get(hit.last)
    return noun is not None and noun.payload.plural and noun.payload.noun_type == "person"


def _is_of_those_harmed(pair: Pair) -> bool:
    """ "| Thousands met at the funerals of those | killed": told of those alone, and not of who met.

    "Six of those | killed" and "six were among those | killed" are.
    """
    hit, words = pair.spot.hit, pair.reading.words
    if hit.payload.use == "toll" or _BODILY.isdisjoint(hit.payload.kinds.values()):
        return False
    if words[hit.first - 1] != "those" or pair.number.last >= hit.first - 1:
        return False
    opened = hit.first - THOSE
    return words[opened] not in _AMONG and not (words[opened] == "of" and opened == pair.number.last)


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


def _opens_subject(reading: Reading, at: int) -> bool:
    word, lexicon = reading.words[at], reading.lexicon
    return reading.opens_count(at) or word in ("he", "she", "it") or lexicon.is_in(word, "determiners")


def _is_said_of_next(pair: Pair) -> bool:
    """ "Seven men met on a | deserted | street": told of the noun behind it, and of nobody before."""
    hit, reading = pair.spot.hit, pair.reading
    if pair.number.last > hit.first or hit.payload.use not in VERBAL or hit.last not in reading.nouns:
        return False
    before = reading.words[hit.first - 1]
    return pair.number.last < hit.first and reading.lexicon.is_in(before, "determiners")


def _is_where(pair: Pair) -> bool:
    """ "39 people in | 12 districts | were injured", "two homes in | one area | burned": where they were."""
    reading, number, kinds = pair.reading, pair.number, pair.spot.hit.payload.kinds
    if number.first < 1 or pair.head is None:
        return False
    before = reading.words[number.first - 1]
    if not (reading.lexicon.is_in(before, "inside") or before in _MOVING):
        return False
    noun_type = pair.head.payload.noun_type
    beside = pair.before is not None and before not in _MOVING
    counted = beside and pair.spot.voice == "passive" and number.last <= pair.spot.hit.first
    return noun_type in _SITES and (counted or (kinds.get(noun_type) or kinds.get("")) in PEOPLE_KINDS)


def _is_whose(pair: Pair) -> bool:
    """ "| Executed | the families of | five rebels", "| hurt | the drivers of | two buses": of the former."""
    reading, first, spot = pair.reading, pair.number.first, pair.spot
    noun = next((each for back in (2, 3) if (each := reading.nouns.get(first - back))), None)
    if reading.words[first - 1] != "of" or noun is None or noun.last != first - 1 or spot.voice != "active":
        return False
    people = noun.payload.plural and noun.payload.noun_type in ("person", "group")
    return people and spot.hit.last < noun.first and reading.words[noun.first - 1] == "the"


def _is_of_place_hit(pair: Pair) -> bool:
    """ "Shells | hit the road where | dozens of buses waited": told of the road, on which they stood."""
    before = pair.spot.hit.last < pair.number.first
    return before and pair.reading.words[pair.number.first - 1] == "where"


def _is_in_aside(pair: Pair) -> bool:
    """ "The girl, who went to the School of | Design, | died there": a name within the aside."""
    number, hit, words = pair.number, pair.spot.hit, pair.reading.words
    if number.form != "name" or hit.first <= number.last or words[number.last] != ",":
        return False
    begin = pair.reading.bounds[pair.reading.passage_of[number.first]][0]
    for at in range(number.first - 1, begin, -1):
        if words[at] == ",":
            return False
        if words[at] in _WHO:
            return words[at - 1] == ","
    return False


CLAUSES: Final[tuple[Rule, ...]] = (
    _is_toll_behind,
    _is_instrument,
    _is_apposed,
    _is_told_before,
    _names_one_told,
    _has_own_subject,
    _is_of_theirs,
    _is_of_antecedent,
    _is_beyond_clause,
    _is_of_noun_behind,
    _is_of_part,
    _has_own_participle,
    _is_of_joined,
    _is_of_some,
    _is_before_saying,
    _is_of_subject_said,
    _is_of_name_said,
    _is_besides,
    _is_of_next,
    _is_of_those_behind,
    _is_of_those_harmed,
    _is_time_told,
    _is_next_verb,
    _is_said_of_next,
    _is_in_aside,
    _is_where,
    _is_whose,
    _is_of_place_hit,
)
