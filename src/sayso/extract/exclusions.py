"""Pairs of a number and a trigger that cannot belong together, whatever they weigh.

Tolls that may yet come, harm that never came, a whole of which only a part is told: each has its rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from sayso.extract.geometry import Spot, head_noun
from sayso.extract.option_features import OPEN_FORMS
from sayso.extract.phrases import CLITICS
from sayso.extract.plain import WRITTEN
from sayso.extract.quantities import Number
from sayso.lexicon import Hit, Noun, Reading
from sayso.records import Kind

NEAR: Final = 3  # tokens between a number and the toll that it is: 40 was the number of
OWNER_REACH: Final = 6  # tokens between "of" and the number of a whole: of the Gaza Strip's
_VERBS: Final = frozenset({"transitive", "intransitive", "adjective"})
_BETWEEN: Final = frozenset({"be", "been", "have", "also", "even", "not", "well", "soon", "yet", "then"})
_TAKEN: Final[frozenset[Kind]] = frozenset({"abducted", "detained"})


class Pair(NamedTuple):
    """A number with its head noun and the number before it, and a trigger of its sentence.

    `taken`: the report tells of somebody who was taken.
    """

    reading: Reading
    number: Number
    head: Hit[Noun] | None
    before: Number | None
    spot: Spot
    taken: bool


def excluded(pair: Pair) -> bool:
    """Can the trigger not be told of the number?"""
    return any(rule(pair) for rule in _RULES)


def _is_toll_behind(pair: Pair) -> bool:
    """ "| An official said the | number of dead | was unknown": no toll is of what was told long before it.

    "| A chief was among | the dead" tells of one, "| 40 was the | number of dead" the toll.
    """
    number, hit, words = pair.number, pair.spot.hit, pair.reading.words
    if (
        hit.payload.use != "toll"
        or number.last > hit.first
        or pair.reading.lexicon.is_in(words[hit.first], "determiners")
    ):
        return False
    return number.form not in OPEN_FORMS or (words[hit.first] == "number" and hit.first - number.last > NEAR)


def _is_toll_to_come(pair: Pair) -> bool:
    """ "The | toll | may rise to | 50", "could pass | 50", "is set to exceed | 30"; not "may be | 30"."""
    number, hit = pair.number, pair.spot.hit
    if hit.payload.use != "toll" or hit.last > number.first:
        return False
    lexicon, words = pair.reading.lexicon, pair.reading.words
    ahead = [at for at in range(hit.last, number.first) if lexicon.is_in(words[at], "to_come")]
    if not ahead or "," in words[ahead[-1] : number.first]:
        return False
    rises = any(lexicon.is_in(words[at], "risers") for at in range(ahead[-1], number.first))
    acts = lexicon.is_in(words[ahead[-1]], "modals") and words[ahead[-1] + 1] not in _BETWEEN
    return rises or acts or words[number.first - 1] == "to"


def _never_came(pair: Pair) -> bool:
    """ "100,000 may | flee", "are due to be | freed", "could have | killed"; but "may have been | killed"."""
    if pair.spot.hit.payload.use not in _VERBS:
        return False
    reading, first = pair.reading, pair.spot.hit.first
    begin = reading.bounds[reading.passage_of[first]][0]
    at, done = first - 1, False
    while at >= begin and (reading.words[at] in _BETWEEN or reading.words[at].endswith("ly")):
        done = done or reading.words[at] == "have"
        at -= 1
    if at < begin:
        return False
    if reading.words[at] == "to" and at > begin:
        return reading.lexicon.is_in(reading.words[at - 1], "not_yet")
    return reading.lexicon.is_in(reading.words[at], "never_came" if done else "modals")


def _is_instrument(pair: Pair) -> bool:
    """ "Stormed the camp with | 20 vehicles": by what it was done; not "along with | a hill"."""
    words, number, spot = pair.reading.words, pair.number, pair.spot
    if spot.voice not in ("active", "reduced") or spot.hit.last >= number.first - 1:
        return False
    return words[number.first - 1] == "with" and words[number.first - 2] not in ("along", "together")


def _was_only_near(pair: Pair) -> bool:
    """ "On the verge of | death", "at risk of | displacement", "risk | their lives"."""
    reading, hit = pair.reading, pair.spot.hit
    before = reading.words[max(0, hit.first - 2) : hit.first]
    near = before[1:] == ("of",) and reading.lexicon.is_in(before[0], "short_of")
    return near or any(reading.lexicon.is_in(word, "risking") for word in before)


def _is_ordered(pair: Pair) -> bool:
    """ "The army told | 30,000 people to | leave": what they shall do."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if number.first < 1 or hit.first <= number.last or reading.words[hit.first - 1] != "to":
        return False
    return reading.lexicon.is_in(reading.words[number.first - 1], "ordering")


def _is_of_its_part(pair: Pair) -> bool:
    """ "Eleven of the | 15 soldiers | died", "six sons of | two families | died": told of eleven, of six.

    "Half of its | 400 houses | burned" does not tell how many; "of the | 15 people | killed" tells of the 15.
    """
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if not (_is_parted(reading, number) or (pair.before and _is_whole(reading, pair.before, number))):
        return False
    last = pair.head.last if pair.head else number.last
    told = hit.payload.use == "adjective" or (
        pair.spot.voice == "reduced" and _verb_follows(reading, hit.last)
    )
    inside = number.first <= hit.first < last or (hit.first == last and told)
    return not inside and reading.words[last : last + 1] != ("who",)


def is_told_of_part(reading: Reading, part: Number, whole: Number, spot: Spot) -> bool:
    """ "| Three of its 12 tanks | were destroyed": of the three."""
    head = head_noun(reading, whole.last, reading.bounds[reading.passage_of[whole.first]][1])
    behind = spot.hit.first == (head.last if head else whole.last) + 1 and spot.voice == "passive"
    return behind and part.last == _of_before(reading, whole) and part.form in WRITTEN


def _verb_follows(reading: Reading, index: int) -> bool:
    """Is the verb of the sentence still to come: "of the 15 people killed | in the raid four were women"?"""
    stop = reading.bounds[reading.passage_of[index - 1]][1]
    words = reading.words[index:stop]
    return any(reading.lexicon.is_in(word, name) for word in words for name in ("auxiliaries", "perfect"))


def _is_whole(reading: Reading, part: Number, number: Number) -> bool:
    """ "Eleven | of the 15", "three | of its 12", "six members | of two"."""
    if part.form not in WRITTEN:
        return False
    if part.last == _of_before(reading, number):
        return True
    counted = head_noun(reading, part.last, number.first)
    own = reading.words[number.first - 1] == "of"
    return own and counted is not None and counted.last == number.first - 1


def _is_parted(reading: Reading, number: Number) -> bool:
    """ "70 percent of Gaza's | 2.3 million", "most of the | 200 houses"."""
    of = _of_before(reading, number)
    return of is not None and of > 0 and reading.lexicon.is_in(reading.words[of - 1], "shares")


def _of_before(reading: Reading, number: Number) -> int | None:
    """Where "of" stands before a number, over an article, an owner and the name of a place."""
    begin = reading.bounds[reading.passage_of[number.first]][0]
    for at in range(number.first - 1, max(begin - 1, number.first - 1 - OWNER_REACH), -1):
        word = reading.words[at]
        if word == "of":
            return at if at < number.first - 1 else None
        owns = word in CLITICS or reading.words[at + 1] in CLITICS
        if not (owns or reading.capitalised(at) or reading.lexicon.is_in(word, "determiners")):
            return None
    return None


def _escaped_nobody(pair: Pair) -> bool:
    """ "All 40 passengers | escaped": out of a fire, where nobody is told to have been taken."""
    return not pair.taken and pair.reading.lexicon.is_in(pair.spot.hit.payload.rule, "escapes")


def somebody_is_taken(reading: Reading) -> bool:
    """Does a report tell of hostages, captives, prisoners or arrests?"""
    hits = (hit for each in reading.triggers.values() for hit in each)
    return any(not _TAKEN.isdisjoint(hit.payload.kinds.values()) for hit in hits)


def _is_plural_noun(pair: Pair) -> bool:
    """ "Rescuers work in the | ruins": no verb; "houses hit by the | floods" tells of houses all the same."""
    hit, words = pair.spot.hit, pair.reading.words
    if pair.head is None or pair.head.payload.noun_type != "person":
        return False
    if hit.payload.use != "transitive" or hit.payload.form != "third" or words[hit.first - 1] == "that":
        return False
    return pair.reading.lexicon.is_in(words[hit.first - 1], "determiners")


def _is_speaker(pair: Pair) -> bool:
    """ "| A source | told the agency that Aung was | wounded": who says so."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if number.form in OPEN_FORMS or pair.head is None or hit.first <= pair.head.last:
        return False
    spoke = reading.saying.get(pair.head.last, ())
    return any(each.payload.use == "verb" for each in spoke) and hit.first > pair.head.last + 1


def _has_own_subject(pair: Pair) -> bool:
    """ "500 people came, a year after he was | killed", "a doctor in the city, where 168 were | killed"."""
    reading, number, hit, words = pair.reading, pair.number, pair.spot.hit, pair.reading.words
    if hit.first <= number.last or pair.spot.voice == "active" or hit.payload.use not in _VERBS:
        return False
    for at in range(hit.first - 1, number.last - 1, -1):
        if words[at] == ",":
            return False
        if reading.lexicon.is_in(words[at], "opening_clauses"):
            return _opens_subject(reading, at + 1)
    return False


def _is_beyond_clause(pair: Pair) -> bool:
    """ "He was | shot | as he sat with one of his four sons": told within the next clause."""
    hit, number, reading = pair.spot.hit, pair.number, pair.reading
    if pair.spot.voice != "passive" or hit.last > number.first:
        return False
    for at in range(number.first - 1, hit.last - 1, -1):
        word = reading.words[at]
        if word == "," or reading.lexicon.is_in(reading.words[at + 1], "auxiliaries"):  # ", as were | two"
            return False
        if word == "as" or reading.lexicon.is_in(word, "opening_clauses"):
            return True
    return False


def _is_next_verb(pair: Pair) -> bool:
    """ "Killed 200, including | 12 Americans, and | wounded | 5,000": of the 5,000."""
    hit, number, reading = pair.spot.hit, pair.number, pair.reading
    if hit.payload.use != "adjective" or hit.first <= number.last or hit.last >= len(reading.words):
        return False
    return reading.opens_count(hit.last) and reading.words[hit.first - 1] in ("and", ",")


def _is_mourning(pair: Pair) -> bool:
    """ "Thousands came to the | funeral for | the four"."""
    hit = pair.spot.hit
    before = hit.payload.use == "of" and pair.number.last <= hit.first
    return before and pair.reading.lexicon.is_in(pair.reading.words[hit.first], "mourning")


def _opens_subject(reading: Reading, at: int) -> bool:
    word, lexicon = reading.words[at], reading.lexicon
    return reading.opens_count(at) or word in ("he", "she", "it") or lexicon.is_in(word, "determiners")


def _is_name_found(pair: Pair) -> bool:
    """ "They | found | Mara Hill, 43": nobody is seized by being found, and no town either."""
    named = pair.number.form == "name" and pair.head is None
    return named and pair.reading.lexicon.is_in(pair.reading.words[pair.spot.hit.first], "finding")


def _is_said_of_next(pair: Pair) -> bool:
    """ "Seven men met on a | deserted | street": told of the noun behind it, and of nobody before."""
    hit, reading = pair.spot.hit, pair.reading
    if pair.number.last > hit.first or hit.payload.use not in _VERBS or hit.last not in reading.nouns:
        return False
    before = reading.words[hit.first - 1]
    return pair.number.last < hit.first and reading.lexicon.is_in(before, "determiners")


_RULES: Final[tuple[Callable[[Pair], bool], ...]] = (
    _is_toll_behind,
    _is_toll_to_come,
    _never_came,
    _is_ordered,
    _was_only_near,
    _is_instrument,
    _is_of_its_part,
    _escaped_nobody,
    _is_plural_noun,
    _is_speaker,
    _has_own_subject,
    _is_beyond_clause,
    _is_next_verb,
    _is_mourning,
    _is_name_found,
    _is_said_of_next,
)
