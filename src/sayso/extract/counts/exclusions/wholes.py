"""Wholes of which only a part is told: "eleven of the 15 soldiers died"."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.pair import VERBAL, Pair, Rule
from sayso.extract.counts.plain import WRITTEN
from sayso.extract.nouns.geometry import Spot
from sayso.extract.nouns.heads import head_noun
from sayso.extract.nouns.name_runs import CLITICS
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Noun, Reading, Trigger
from sayso.records import Kind

OWNER_REACH: Final = 6  # tokens between "of" and the number of a whole: of the Gaza Strip's
VERB: Final = 3  # tokens of a verb before its participle: have since been
CLAUSE: Final = 16  # tokens of a clause told of a whole: that were sent against five regions overnight
_RELATIVES: Final = frozenset({"who", "that", "which"})
_CLAUSE_ENDS: Final = frozenset({",", ";", ".", ":", "and", "but"})
_LEFT: Final = frozenset({"only", "just", "remaining", "other", "surviving", "missing"})
_REPORTED: Final = (("reported",), ("believed",), ("confirmed",), ("presumed",))
_BEFORE_WHOLE: Final = frozenset({"that", ",", "and", ";", "but", ":", "“", '"'})
_VERBAL: Final = ("auxiliaries", "perfect", "time_adverbs")
_OF: Final = (("of",), ("out", "of"))
_PAST: Final = frozenset({"past", "past_participle"})


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
    beside = last + (reading.words[last : last + 1] in _REPORTED)  # "the 360 | reported | injured"
    inside = number.first <= hit.first < last or (hit.first == beside and told)
    return not inside and reading.words[last : last + 1] != ("who",)


def is_told_of_part(reading: Reading, part: Number, whole: Number, spot: Spot) -> bool:
    """ "| Three of its 12 tanks | were destroyed", "| six | of the 9 wounded have since died": of these."""
    stop = reading.bounds[reading.passage_of[whole.first]][1]
    head = head_noun(reading, whole.last, stop)
    end = at = head.last if head else whole.last
    while at < min(stop, end + VERB) and any(
        reading.lexicon.is_in(reading.words[at], name) for name in _VERBAL
    ):
        at += 1
    told = spot.voice == "passive" or spot.hit.payload.use == "intransitive"
    return (
        end < at == spot.hit.first
        and told
        and part.last == _of_before(reading, whole)
        and part.form in WRITTEN
    )


def is_part_of_harmed(reading: Reading, part: Number, whole: Number, spot: Spot) -> bool:
    """ "| Three | of the 14 | dead | were children", "| nine | of the 60 hurt are | in danger": of these."""
    if part.form not in WRITTEN or part.last != _of_before(reading, whole):
        return False
    stop = reading.bounds[reading.passage_of[whole.first]][1]
    head, kinds = head_noun(reading, whole.last, stop), _kinds(spot.hit)
    return any(
        _kinds(harmed) == kinds
        and spot.hit.first in (harmed.first, harmed.last + 1)
        and harmed.last < stop
        and reading.lexicon.is_in(reading.words[harmed.last], "auxiliaries")
        and all(_kinds(other) == kinds for other in reading.triggers_in(range(harmed.last, stop)))
        for at in {whole.last, head.last if head else whole.last}
        for harmed in reading.triggers.get(at, ())
    )


def _kinds(hit: Hit[Trigger]) -> set[Kind]:
    return set(hit.payload.kinds.values())


def is_told_of_whom(reading: Reading, number: Number, spot: Spot) -> bool:
    """ "60 were detained, | 12 of whom were later | freed": the 12 were freed."""
    return spot.hit.first == _verb_of_whom(reading, number)


def _is_before_whom(pair: Pair) -> bool:
    """ "| Detained | 60 men, 12 of whom were later freed": told of the 60."""
    before = pair.spot.hit.last <= pair.number.first
    return before and _verb_of_whom(pair.reading, pair.number) is not None


def _verb_of_whom(reading: Reading, number: Number) -> int | None:
    """Where the word of harm stands that is told of a part by "of whom were"."""
    words, lexicon, at = reading.words, reading.lexicon, number.last + 2
    stop = reading.bounds[reading.passage_of[number.first]][1]
    if at >= stop or words[at - 2] != "of" or not lexicon.is_in(words[at - 1], "part_pronouns"):
        return None
    if not lexicon.is_in(words[at], "auxiliaries"):
        return None
    while at < stop and (lexicon.is_in(words[at], "auxiliaries") or lexicon.is_in(words[at], "time_adverbs")):
        at += 1
    return at if any(hit.payload.use in VERBAL for hit in reading.triggers.get(at, ())) else None


def _verb_follows(reading: Reading, index: int) -> bool:
    """Is the verb of the sentence still to come: "of the 15 people killed | in the raid four were women"?

    So it is in "half of the 400 people displaced | returned home".
    """
    stop = reading.bounds[reading.passage_of[index - 1]][1]
    words = reading.words[index:stop]
    if any(reading.lexicon.is_in(word, name) for word in words for name in ("auxiliaries", "perfect")):
        return True
    hits = reading.triggers_in(range(index, stop))
    return any(hit.payload.use == "intransitive" and hit.payload.form in _PAST for hit in hits)


def _is_whole(reading: Reading, part: Number, number: Number) -> bool:
    """ "Eleven | of the 15", "three | of its 12", "four | out of 40", "nine wards | out of 36", "a dozen | of
    the estimated 240".

    "Six members | of two" as well.
    """
    if part.form not in WRITTEN:
        return False
    stop = reading.bounds[reading.passage_of[number.first]][1]
    counted = head_noun(reading, number.last, stop) is not None
    if reading.words[part.last : number.first] in _OF and (reading.words[number.first] != "the" or counted):
        return 1 < part.value < number.value
    if part.last == _of_before(reading, number):
        return True
    some = head_noun(reading, part.last, number.first)
    return some is not None and reading.words[some.last : number.first] in _OF


def _is_parted(reading: Reading, number: Number) -> bool:
    """ "70 percent of Gaza's | 2.3 million", "most of the | 200 houses", "half of | the town"."""
    own = number.form == "the" and number.first > 0 and reading.words[number.first - 1] == "of"
    of = number.first - 1 if own else _of_before(reading, number)
    return of is not None and of > 0 and reading.lexicon.is_in(reading.words[of - 1], "shares")


def verb_of_part(reading: Reading, part: Number) -> int | None:
    """Where the verb stands that is told of a part, behind a clause that is told of its whole.

    "| Nine | of the 12 drones launched at the port were | shot down"; None where no clause parts them.
    """
    words = reading.words
    stop = reading.bounds[reading.passage_of[part.first]][1]
    whole = _parted_noun(reading, part, stop)
    if part.form not in WRITTEN or whole is None or whole.last >= stop:
        return None
    reduced = any(hit.payload.use == "transitive" for hit in reading.triggers.get(whole.last, ()))
    if not reduced and words[whole.last] not in _RELATIVES:
        return None
    for at in range(whole.last + 1, min(stop - 1, whole.last + CLAUSE)):
        if words[at] in _CLAUSE_ENDS:
            return None
        if reading.lexicon.is_in(words[at], "auxiliaries") and words[at - 1] not in _RELATIVES:
            return at + 1 + reading.lexicon.is_in(words[at + 1], "time_adverbs")
    return None


def _parted_noun(reading: Reading, part: Number, stop: int) -> Hit[Noun] | None:
    """The noun of the whole behind a part: "nine | of the 12 | drones"."""
    words, at = reading.words, part.last
    if words[at : at + 1] != ("of",):
        return None
    at += 1
    at += at < stop and reading.lexicon.is_in(words[at], "determiners")
    return head_noun(reading, at + 1, stop) if at < stop and reading.lexicon.is_numeral(words[at]) else None


def _is_of_part_behind_clause(pair: Pair) -> bool:
    """ "Nine of the | 12 drones | launched at the port were | shot down": told of the nine."""
    return pair.before is not None and verb_of_part(pair.reading, pair.before) == pair.spot.hit.first


def _of_before(reading: Reading, number: Number) -> int | None:
    """Where "of" stands before a number, over an article, an owner and the name of a place."""
    begin = reading.bounds[reading.passage_of[number.first]][0]
    for at in range(number.first - 1, max(begin - 1, number.first - 1 - OWNER_REACH), -1):
        word = reading.words[at]
        if word == "of":
            return at if at < number.first - 1 else None
        owns = word in _LEFT or word in CLITICS or reading.words[at + 1] in CLITICS
        if not (owns or reading.capitalised(at) or reading.lexicon.is_in(word, "determiners")):
            return None
    return None


def _is_whole_told_first(pair: Pair) -> bool:
    """ "Of | 45 babies in incubators, six had | died": told of the six."""
    reading, number, behind, words = pair.reading, pair.number, pair.behind, pair.reading.words
    of = number.first - 1 - reading.lexicon.is_in(words[number.first - 1], "determiners")
    begin = reading.bounds[reading.passage_of[number.first]][0]
    if behind is None or of < begin or words[of] != "of" or words[behind.first - 1] != ",":
        return False
    opens = of == begin or words[of - 1] in _BEFORE_WHOLE
    return opens and behind.value < number.value and behind.last <= pair.spot.hit.first


def _is_whole_of_whom(pair: Pair) -> bool:
    """ "It has | 400 doctors, of whom 12 were | killed": told of the 12, unless of the whole before."""
    reading, behind, hit = pair.reading, pair.behind, pair.spot.hit
    begin = reading.bounds[reading.passage_of[pair.number.first]][0]
    if not set(hit.payload.kinds.values()).isdisjoint(reading.kinds_in(range(begin, pair.number.first))):
        return False
    if behind is None or hit.payload.use not in VERBAL or hit.first < behind.last:
        return False
    whom = behind.first - 1
    return (
        begin < whom
        and reading.words[whom - 1] == "of"
        and reading.lexicon.is_in(reading.words[whom], "part_pronouns")
        and "," not in reading.words[behind.last : hit.first]
    )


WHOLES: Final[tuple[Rule, ...]] = (
    _is_whole_of_whom,
    _is_of_its_part,
    _is_before_whom,
    _is_of_part_behind_clause,
    _is_whole_told_first,
)
