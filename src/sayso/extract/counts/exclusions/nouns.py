"""Triggers told of another noun than the one that is counted."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.pair import VERBAL, Pair, Rule, before_verb
from sayso.extract.counts.option_features import OPEN_FORMS
from sayso.lexicon import Hit, Noun, Reading
from sayso.records import Kind

NEAR: Final = 5  # tokens between a number and the toll that it is: 40 was the number of
INVERTED: Final = 2  # tokens that open a sentence: also killed was
THOSE: Final = 2  # tokens: among those
_AMONG: Final = frozenset({"among", "amongst"})
_BODILY: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties"})
_BESIDES: Final = ("in", "addition", "to")
_RELATIVES: Final = frozenset({"which", "who", "that"})
_GOES_ON: Final = frozenset({",", "(", "and", "or", "-", "–", "—", "who", "which", "that"})
_GOES_ON_ALONE: Final = ((",", "was"), (",", "is"), (",", "has"), (",", "had"))
_LIKE: Final = frozenset({"like", "unlike"})
_NO_PREPOSITIONS: Final = frozenset({"as", "since"})  # before a participle
_OUT_OF: Final = frozenset({"from", "out"})
_NAMED: Final = frozenset({"named", "called"})
_SINGULAR: Final = frozenset({"was", "is"})
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


def _names_another(pair: Pair) -> bool:
    """ "Another soldier, | Sgt. Ko Min |, was killed": the name of the one told before it."""
    reading, number, words = pair.reading, pair.number, pair.reading.words
    noun = reading.noun_before(number.first - 1)
    if number.form != "name" or words[number.first - 1] != "," or noun is None:
        return False
    return _is_one_person(noun) and words[noun.first - 1] == "another" and not reading.capitalised(noun.first)


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


def _is_of_theirs(pair: Pair) -> bool:
    """ "| The men, whose house was | razed", "| a man who heard his son had | died": told of theirs."""
    reading, hit, words, head = pair.reading, pair.spot.hit, pair.reading.words, pair.head
    if head is None or hit.first <= head.last or hit.payload.use not in VERBAL or pair.spot.voice == "active":
        return False
    at = before_verb(reading, hit.first, head.last)
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


def _is_what_they_were(pair: Pair) -> bool:
    """ "Ali, who was shot | dead, was | a labourer": what he was, and nobody more."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    begin = reading.bounds[reading.passage_of[number.first]][0]
    predicate = number.form == "article" and reading.words[number.first - 1] in _SINGULAR
    if predicate and hit.payload.use == "noun" and pair.head is not None and hit.first >= pair.head.last:
        return True  # "Ali was | a suspect in a | murder"
    if not _AMONG.isdisjoint(reading.words[begin : hit.first]):  # "among the areas hit there was a market"
        return False
    beside = reading.nouns.get(hit.first - 1)  # "the man | killed | was | a farmer"
    named = hit.last < number.first - 1 or (beside is not None and beside.last == hit.first)
    return predicate and begin + INVERTED < hit.first and named


def _is_of_name_beside(pair: Pair) -> bool:
    """ "| A doctor who met Karim | in prison": told of whose name stands right before it."""
    reading, hit, head = pair.reading, pair.spot.hit, pair.head
    if hit.payload.use != "adjective" or head is None or head.last >= hit.first - 1:
        return False
    named = reading.capitalised(hit.first - 1) and hit.first - 1 not in reading.nouns
    return named and _has_relative(reading, head.last, hit.first)


def _has_relative(reading: Reading, first: int, last: int) -> bool:
    return any(reading.words[at] in _WHO for at in range(first, last))


def _is_of_antecedent(pair: Pair) -> bool:
    """ "| A jet dropped a missile, which | crashed": told of the missile; not "12 men of X who".

    "| Eight people, including the two who | died, | were shot": told of the two.
    """
    reading, hit, words, head = pair.reading, pair.spot.hit, pair.reading.words, pair.head
    if head is None or hit.first <= head.last or hit.payload.use not in VERBAL:
        return False
    if pair.spot.voice == "reduced" and pair.number.form in ("the", "article"):
        return _is_of_those_counted(pair, head)
    at = before_verb(reading, hit.first, head.last)
    if words[at] not in _RELATIVES:
        return False
    if at - 1 > head.last and reading.opens_count(at - 1):
        return True
    if words[head.last] in _GOES_ON:
        return False
    if reading.lexicon.is_in(words[head.last], "prepositions") and words[head.last] != "including":
        return False
    before = at - 1 - (words[at - 1] == ",")
    return before > head.last and any(
        other is not None and other.last == before + 1
        for other in (reading.nouns.get(before), reading.nouns.get(before - 1))
    )


def _is_of_those_counted(pair: Pair, head: Hit[Noun]) -> bool:
    """ "| The father of one of the children | killed | came": told of the children."""
    reading, first = pair.reading, pair.spot.hit.first
    noun = reading.noun_before(first)
    if noun is None or noun.first <= head.last or not noun.payload.plural:
        return False
    return noun.payload.noun_type == "person" and reading.words[head.last] == "of"


def _is_of_noun_behind(pair: Pair) -> bool:
    """ "| Thirty members want a halt to the | transfer of | weapons": told of the weapons."""
    hit, reading = pair.spot.hit, pair.reading
    if hit.payload.use != "of" or pair.number.last >= hit.first:
        return False
    behind = hit.last in reading.nouns or reading.opens_count(hit.last)
    return behind and reading.lexicon.is_in(reading.words[hit.first - 1], "determiners")


def _is_of_part(pair: Pair) -> bool:
    """ "| About 130 of those remain there, including | 32 | presumed dead": told of the 32 alone."""
    reading, hit, words = pair.reading, pair.spot.hit, pair.reading.words
    if pair.spot.voice == "passive" or hit.first <= pair.number.last:
        return False
    for at in range(hit.first - 1, pair.number.last - 1, -1):
        if words[at] == ",":
            return words[at + 1] == "including" and reading.opens_count(at + 2)
        if reading.lexicon.is_in(words[at], "auxiliaries"):
            return False
    return False


def _is_besides(pair: Pair) -> bool:
    """ "400 | injured | people, in addition to | 200 staff": told of the people alone."""
    reading, hit, first = pair.reading, pair.spot.hit, pair.number.first
    if hit.last > first or hit.last not in reading.nouns:
        return False
    before = reading.words[max(0, first - len(_BESIDES)) : first]
    return before == _BESIDES or before[-1:] == ("alongside",)


def _is_of_those_behind(pair: Pair) -> bool:
    """ "| Thousands of people, including | critically ill | patients": the patients alone are ill."""
    hit, last = pair.spot.hit, pair.head.last if pair.head is not None else pair.number.last
    included = pair.reading.words[hit.first - 1] == "including"
    if hit.first <= last or (hit.payload.use == "noun" and included):
        return hit.first > last  # "2,500 people, including | refugees"
    if hit.payload.use != "adjective" or (pair.head is None and not included):
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
    those = before_verb(pair.reading, hit.first, pair.number.last)  # "to support those being | killed"
    if words[those] != "those" or pair.number.last >= those:
        return False
    opened = those + 1 - THOSE
    return words[opened] not in _AMONG and not (words[opened] == "of" and opened == pair.number.last)


def _is_whole_of_object(pair: Pair) -> bool:
    """ "| Destroyed | the gate of | the clinic": told of the gate."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if number.form != "the" or hit.last > number.first or reading.words[number.first - 1] != "of":
        return False
    noun = reading.noun_before(number.first - 1)
    return noun is not None and noun.first >= hit.last


def _is_said_of_next(pair: Pair) -> bool:
    """ "Seven men met on a | deserted | street": told of the noun behind it, and of nobody before."""
    hit, reading = pair.spot.hit, pair.reading
    if pair.number.last > hit.first or hit.payload.use not in VERBAL or hit.last not in reading.nouns:
        return False
    before = reading.words[hit.first - 1]
    return pair.number.last < hit.first and reading.lexicon.is_in(before, "determiners")


def _is_attribute(pair: Pair) -> bool:
    """ "Many were paid with | transferred | tax revenues": told of what stands behind it.

    Not so "two have since | died |".
    """
    hit, reading = pair.spot.hit, pair.reading
    before = reading.words[hit.first - 1]
    past = hit.payload.form == "past_participle" and pair.number.last < hit.first - 1
    return past and before not in _NO_PREPOSITIONS and reading.lexicon.is_in(before, "prepositions")


def _is_only_pointed_at(pair: Pair) -> bool:
    """ "| The | other was an unarmed woman who was | shot": the woman is counted."""
    words, last = pair.reading.words, pair.number.last
    the_other = pair.number.form == "the" and pair.reading.lexicon.is_in(words[last], "others")
    return the_other and words[last + 1] in _SINGULAR and words[last + 2] in ("a", "an")


def _is_named_behind(pair: Pair) -> bool:
    """ "His aunt | Ko Mala | was killed", "a boy named | Ko Mala |": whom a word before it has told."""
    reading, number = pair.reading, pair.number
    named = reading.words[number.first - 1] in _NAMED
    first = number.first - named
    noun = next((each for at in (1, 2) if (each := reading.nouns.get(first - at))), None)
    if number.form != "name" or noun is None or noun.last != first or not _is_one_person(noun):
        return False
    return named or reading.lexicon.is_in(reading.words[noun.first - 1], "possessives")


def _is_whose(pair: Pair) -> bool:
    """ "| Executed | the families of | five rebels", "| hurt | the drivers of | two buses": of the former."""
    reading, first, spot = pair.reading, pair.number.first, pair.spot
    noun = reading.noun_before(first - 1)
    if reading.words[first - 1] != "of" or noun is None or spot.voice != "active":
        return False
    people = noun.payload.plural and noun.payload.noun_type in ("person", "group")
    return people and spot.hit.last < noun.first and reading.words[noun.first - 1] == "the"


def _is_behind_preposition(pair: Pair) -> bool:
    """ "Another missile fired at | the drone | was downed": who stands behind a preposition is no subject."""
    reading, number, hit, head = pair.reading, pair.number, pair.spot.hit, pair.head
    if head is None or number.form != "the" or pair.spot.voice != "passive" or hit.first <= head.last:
        return False
    if before_verb(reading, hit.first, head.last - 1) >= head.last:
        return False
    word = reading.words[number.first - 1]
    opens = reading.lexicon.is_in(word, "opening_clauses")  # "since | the chief | was held"
    return reading.lexicon.is_in(word, "prepositions") and not opens


def _is_likened(pair: Pair) -> bool:
    """ "Like | many boys here, Ali was | arrested": with whom he is compared."""
    words, number = pair.reading.words, pair.number
    begin = pair.reading.bounds[pair.reading.passage_of[number.first]][0]
    alike = words[number.first - 1] in _LIKE
    alike = alike and (number.first - 1 <= begin + 1 or words[number.first - 2] == ",")
    return alike and "," in words[number.last : pair.spot.hit.first]


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


def _is_of_goods_beside(pair: Pair) -> bool:
    """ "| Hundreds ran to get parcels | delivered | by trucks": told of the parcels."""
    reading, head, hit = pair.reading, pair.head, pair.spot.hit
    if head is None or head.payload.noun_type != "person" or pair.spot.voice != "reduced":
        return False
    noun = reading.noun_before(hit.first)
    return noun is not None and noun.first > head.last and noun.payload.noun_type == "goods"


def _is_given_to(pair: Pair) -> bool:
    """ "| Wrecked | schools and caused trauma to | thousands of pupils": nothing worse is told of them."""
    words, first = pair.reading.words, pair.number.first
    given = words[first - 1] == "to" and pair.reading.lexicon.is_in(words[first - 2], "suffered")
    return given and pair.spot.hit.last < first - 2


def _is_phrase_of_before(pair: Pair) -> bool:
    """ "Far | from their homes |, | thousands pray there": it is said of who stands before it."""
    hit, words = pair.spot.hit, pair.reading.words
    placed = hit.payload.use == "adjective" and words[hit.first] in _OUT_OF and hit.last - hit.first > 1
    return placed and hit.last <= pair.number.first


NOUNS: Final[tuple[Rule, ...]] = (
    _is_of_goods_beside,
    _is_given_to,
    _is_phrase_of_before,
    _is_toll_behind,
    _is_instrument,
    _is_apposed,
    _is_told_before,
    _names_another,
    _names_one_told,
    _is_of_theirs,
    _is_what_they_were,
    _is_of_name_beside,
    _is_of_antecedent,
    _is_of_noun_behind,
    _is_of_part,
    _is_besides,
    _is_of_those_behind,
    _is_of_those_harmed,
    _is_whole_of_object,
    _is_said_of_next,
    _is_attribute,
    _is_behind_preposition,
    _is_likened,
    _is_in_aside,
    _is_only_pointed_at,
    _is_named_behind,
    _is_whose,
)
