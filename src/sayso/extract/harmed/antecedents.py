"""The noun a bare number takes from its neighbours: "killing six", "12 of them", "five dead and 30 hurt"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.party_signs import is_act_noun
from sayso.extract.harmed.not_meant import acts_by, acts_on, aimed_at, brings, is_told, owns_or_speaks
from sayso.extract.nouns.noun_phrases import Phrase, blocks, core_at, first_modifier
from sayso.extract.speech.phrases import holds
from sayso.lexicon import Hit, Reading, Trigger
from sayso.lexicon.numbers import numeral_at
from sayso.records import PEOPLE_KINDS

NUMBERS_BACK: Final = 12
BACK_SENTENCES: Final = 2
TOLL_REACH: Final = 10
COUNTING_REACH: Final = 6
LABEL_REACH: Final = 8
LISTED_REACH: Final = 5
_ALIVE: Final = frozenset({"person", "group", "body", "life"})
_FLYING: Final = frozenset({"munition", "act", "aircraft", "weapon", "vessel"})
_FLYING_KINDS: Final = frozenset({"attacks", "intercepted"})
_JOINING: Final = frozenset({"and", ","})
_PART_SIGNS: Final = frozenset({"of", "among"})
_NO_NAMES: Final = frozenset({"whom.nominal", "whom.others"})
ACT_BACK: Final = 3  # tokens from an attack to the clause told of it: the attack there that
_RELATIVES: Final = frozenset({"that", "which"})
Found = tuple[Phrase | None, str]


def antecedent(
    reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int, harm: Phrase | None
) -> Found:
    """The phrase of the nearest quantity or noun that a bare number can mean, and the rule that says so.

    `harm` is the noun of harm that the number itself counts ("87 injuries"): it stands where nobody is told.
    """
    item = counted[place]
    passage = reading.passage_of[item.first]
    begin, stop = reading.bounds[passage]
    if harm is not None:
        same = _earlier(reading, counted, found, place, begin)
        if same is None and not harm_told(harm) and not _is_tended(reading, item):
            same = _noun_left(reading, item, begin, True)
        return (same, "whom.neighbour") if same is not None else (harm, "whom.harm")
    if reading.words[item.last : item.last + 1] == ("times",):
        return None, "whom.none"
    pointing = _points_back(reading, item, stop)
    trigger = item.trigger
    if trigger is not None and trigger.payload.use == "toll" and not _harm_behind(reading, item, stop):
        return _of_trigger(reading, trigger)
    left = _nominal_left(reading, item, begin)
    if left is not None and not pointing:
        return left, "whom.nominal"
    if not pointing and _of_toll(reading, item, begin) and not _harm_behind(reading, item, stop):
        return None, "whom.toll"
    label = _label(reading, item, begin, stop)
    if label is not None:
        return label, "whom.label"
    if (whole := _of_number(reading, counted, found, place)) is not None:
        return whole, "whom.before"
    for phrase, rule in _options(reading, counted, found, place, pointing):
        if phrase is not None:
            return phrase, rule
    return None, "whom.none"


def _is_tended(reading: Reading, item: Counted) -> bool:
    """ "Its medics treated | 145 injuries": who stands before the verb is none of the hurt."""
    hits = reading.triggers.get(item.first - 1, ())
    return any(reading.lexicon.is_in(hit.payload.rule, "tending") for hit in hits)


def harm_told(harm: Phrase) -> bool:
    """Does the noun of harm itself say whose: "civilian casualties"?"""
    return harm.last - harm.first > 1


def _of_number(
    reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int
) -> Phrase | None:
    """ "Seven captives were freed: four women and three men. Five of | the seven": what the seven were."""
    item = counted[place]
    if reading.words[item.last : item.last + 2] != ("of", "the") or item.last + 2 >= len(reading.words):
        return None
    whole = numeral_at(reading, item.last + 2, len(reading.words))
    earlier = range(place - 1, max(place - 1 - NUMBERS_BACK, -1), -1)
    same = (at for at in earlier if whole is not None and counted[at].quantity.value == whole.value)
    return next((found[at][0] for at in same if fits(item, found[at][0])), None)


def _options(
    reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int, pointing: bool
) -> Iterable[Found]:
    """What a bare number may mean, the likeliest first."""
    item = counted[place]
    passage = reading.passage_of[item.first]
    begin, stop = reading.bounds[passage]
    clause = begin if pointing else _own_clause(reading, item, begin)
    alone = _holds_part(reading, item)
    if not alone:
        yield _earlier(reading, counted, found, place, clause), "whom.neighbour"
        yield _noun_left(reading, item, clause, pointing), "whom.left"
    yield _nominal(reading, item, stop), "whom.nominal"
    yield _later(reading, counted, found, place, stop), "whom.later"
    if alone or clause > begin:
        return
    back = reading.bounds[max(0, passage - BACK_SENTENCES)][0]
    loose = pointing or _goes_on(reading, item, begin)
    yield _earlier(reading, counted, found, place, back, same_kind=not loose), "whom.before"
    if loose and passage > 0:
        yield _noun_left(reading, item, reading.bounds[passage - 1][0], True), "whom.left_before"


def _goes_on(reading: Reading, item: Counted, begin: int) -> bool:
    """Does a number go on with those of the sentence before: "Another two", "all 41", "Over 80 died"?"""
    if item.first == begin:
        return True
    around = range(max(begin, item.first - 1), item.last)
    words = reading.words
    return any(
        reading.lexicon.is_in(words[at], "going_on") and words[at : at + 2] != ("more", "than")
        for at in around
    )


def _points_back(reading: Reading, item: Counted, stop: int) -> bool:
    """ "12 of them", "three of whom": a part of something named before."""
    at = item.last
    return (
        at + 1 < stop
        and reading.words[at] == "of"
        and reading.lexicon.is_in(reading.words[at + 1], "part_pronouns")
    )


def _of_toll(reading: Reading, item: Counted, begin: int) -> bool:
    """ "The death toll rose to 37": the number counts the toll itself."""
    return any(
        reading.words[at] in ("toll", "tolls")
        for at in range(max(begin, item.first - TOLL_REACH), item.first)
    )


def _of_trigger(reading: Reading, toll: Hit[Trigger]) -> Found:
    """ "Put the number of | dead | in the city at 46", "number of | hostages": those that the toll counts."""
    for at in range(toll.first + 1, toll.last):
        noun = reading.nouns.get(at)
        if noun is not None and noun.payload.noun_type in _ALIVE and noun.payload.plural:
            return Phrase(at, noun.last, noun), "whom.nominal"
        if reading.lexicon.is_in(reading.words[at], "harmed_nominals"):
            return Phrase(at, at + 1, None), "whom.nominal"
    return None, "whom.toll"


def _harm_behind(reading: Reading, item: Counted, stop: int) -> bool:
    """ "A toll of 112 dead": the number counts people after all."""
    return item.last < stop and item.last in reading.triggers


def _object_of_active(item: Counted) -> bool:
    """Does a verb of harm stand right before the number: "killing six"?"""
    trigger = item.trigger
    return trigger is not None and trigger.last == item.first


def _nominal(reading: Reading, item: Counted, stop: int) -> Phrase | None:
    """ "counts 606 dead": the word that says what happened stands for those it happened to.

    "Seven | wounded | were evacuated" likewise.
    """
    at = item.last
    if at >= stop or not reading.lexicon.is_in(reading.words[at], "harmed_nominals"):
        return None
    before = range(max(reading.bounds[reading.passage_of[at]][0], item.first - COUNTING_REACH), item.first)
    subject = at + 1 < stop and reading.lexicon.is_in(reading.words[at + 1], "auxiliaries")
    if subject or any(reading.lexicon.is_in(reading.words[i], "counting") for i in before):
        return Phrase(at, at + 1, None)
    return None


def _nominal_left(reading: Reading, item: Counted, begin: int) -> Phrase | None:
    """ "put the number of dead at 46", "of the wounded, five": the same, left of the number."""
    for at in range(item.first - 1, max(begin, item.first - TOLL_REACH), -1):
        word = reading.words[at]
        if at in reading.nouns or reading.lexicon.is_numeral(word):
            return None
        if reading.lexicon.is_in(word, "harmed_nominals"):
            first = _first_of_pair(reading, at, begin)
            if reading.lexicon.is_in(reading.words[first - 1], "nominal_openers"):
                return Phrase(first, at + 1, None)
    return None


def _first_of_pair(reading: Reading, at: int, begin: int) -> int:
    """ "The number of | killed and wounded": the first of two words of harm."""
    return (
        at - 2
        if at - 2 > begin and reading.words[at - 1] in ("and", "or") and at - 2 in reading.triggers
        else at
    )


def _label(reading: Reading, item: Counted, begin: int, stop: int) -> Phrase | None:
    """ "- command posts: 4;", "National Guard, 59;": a table's row names what the number behind it counts."""
    at = item.first - 1
    closed = item.last >= stop or reading.words[item.last] in (";", ".", "(", ",")
    if at <= begin or not closed or reading.words[at] not in (":", ",", "–", "—"):
        return None
    first = at
    while (
        first > begin
        and at - first < LABEL_REACH
        and reading.words[first - 1] not in (";", ":", "•", "-", "–", ".", ",")
    ):
        first -= 1
    if (first > begin and reading.words[first - 1] == ",") or (reading.words[at] == "," and first == begin):
        return None
    phrase = core_at(reading, first, at)
    heads = first == begin and reading.words[at] == ":"
    if heads and phrase is not None and holds(reading, (phrase.first, phrase.last), "bodies"):
        return None  # "Police: | 1 | dead"
    if phrase is not None and phrase.last >= at - 1:
        return phrase
    if (
        first < at
        and all(reading.capitalised(i) or not blocks(reading, i) for i in range(first, at))
        and at - first > 1
    ):
        return Phrase(first, at, None)
    return None


def fits(item: Counted, phrase: Phrase | None, *, single: bool = False) -> bool:
    """Can a quantity of this kind be of what a phrase names? `single` lets a singular stand for many."""
    if phrase is None:
        return False
    if phrase.head is None:
        return True
    head = phrase.head.payload
    if item.quantity.value > 1 and not (single or head.plural or head.lemma in _COLLECTIVE):
        return False
    if item.kind in PEOPLE_KINDS:
        fighting_body = head.noun_type == "group" and head.harmed_class == "combatant"
        return (head.noun_type in _ALIVE and not fighting_body) or (
            head.noun_type == "toll" and harm_told(phrase)
        )
    if item.kind in _FLYING_KINDS:
        return phrase.noun_type in _FLYING
    return phrase.noun_type not in _ALIVE and phrase.noun_type not in ("act", "toll")


_COLLECTIVE: Final = frozenset(
    {"people", "police", "troop", "staff", "personnel", "crew", "aircraft", "family"}
)


def _is_part(reading: Reading, counted: Sequence[Counted], place: int) -> bool:
    """Is a quantity only a part of another: "382 children among them", "including ten men and | six boys"?"""
    item = counted[place]
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    before = reading.words[item.first - 1] if item.first > begin else ""
    among = reading.words[item.first - 2] in _PART_SIGNS and reading.lexicon.is_in(before, "part_pronouns")
    if reading.lexicon.is_in(before, "part_openers") or among:  # "among them | five women"
        return True
    for at in range(item.last, min(item.last + 5, stop - 1)):
        if reading.words[at] == "," or reading.lexicon.is_numeral(reading.words[at]):
            break  # "36 herders, | eight of them children"
        if reading.words[at] in _PART_SIGNS and reading.lexicon.is_in(reading.words[at + 1], "part_pronouns"):
            return True
    listed = before in _JOINING and place > 0 and 0 < item.first - counted[place - 1].last <= LISTED_REACH
    return listed and _is_part(reading, counted, place - 1)


def _whole_before(reading: Reading, counted: Sequence[Counted], part: int, begin: int) -> Phrase | None:
    """The noun of the whole that stands right before its part: "38 | herders | including 14 boys"."""
    opener = counted[part].first - 1
    noun = reading.nouns.get(opener - 1 - (reading.words[opener - 1] == ","))
    if opener <= begin or noun is None or not reading.lexicon.is_in(reading.words[opener], "part_openers"):
        return None
    return Phrase(first_modifier(reading, noun, begin), noun.last, noun)


def _earlier(
    reading: Reading,
    counted: Sequence[Counted],
    found: Sequence[Found],
    place: int,
    begin: int,
    *,
    same_kind: bool = False,
) -> Phrase | None:
    """What the nearest earlier quantity counts that is no mere part."""
    item, second = counted[place], None
    here = reading.passage_of[item.first]
    for other in range(place - 1, -1, -1):
        if counted[other].first < begin:
            break
        phrase, rule = found[other]
        if (
            counted[other].first == item.first
            or rule in _NO_NAMES
            or (rule == "whom.name" and item.quantity.value > 1)
            or (same_kind and counted[other].kind != item.kind)
        ):
            continue
        if fits(item, phrase) and rule != "whom.predicate" and not _is_part(reading, counted, other):
            return phrase
        whole = _whole_before(reading, counted, other, begin)
        if fits(item, whole):
            return whole
        beside = reading.passage_of[counted[other].first] == here
        may_be_one = beside and reading.words[item.first] != "all"
        if fits(item, phrase) or (phrase and may_be_one and fits(item, phrase, single=True)):
            second = second or phrase
    return second


def _own_clause(reading: Reading, item: Counted, begin: int) -> int:
    """Where what is told of the number begins: "12 died after the attack | that | left 90 dead"."""
    for at in range(item.first - 1, begin, -1):
        if reading.words[at] in _RELATIVES:
            acts = any(is_act_noun(reading, back) for back in range(max(begin, at - ACT_BACK), at))
            return at if acts else begin
    return begin


def _holds_part(reading: Reading, item: Counted) -> bool:
    """ "Four children are among | the 28 | dead": who stands before it is only a part of them."""
    first = item.first - reading.lexicon.is_in(reading.words[item.first - 1], "determiners")
    return reading.words[first - 1] == "among"


def _later(
    reading: Reading, counted: Sequence[Counted], found: Sequence[Found], place: int, stop: int
) -> Phrase | None:
    """What the next quantity of the sentence counts: "six in A and seven people in B"."""
    item = counted[place]
    for other in range(place + 1, len(counted)):
        if counted[other].first >= stop:
            return None
        phrase = found[other][0]
        same_kind = counted[other].kind == item.kind
        if (
            counted[other].first != item.first
            and same_kind
            and fits(item, phrase)
            and not _is_part(reading, counted, other)
        ):
            return phrase
    return None


def _noun_left(reading: Reading, item: Counted, begin: int, pointing: bool) -> Phrase | None:
    """The nearest plural noun left of the number in its sentence that is of the right kind.

    The subject of "killing six" is who kills, so there only a noun that is counted or aimed at will do.
    """
    active = not pointing and _object_of_active(item)
    for at in range(item.first - 1, begin - 1, -1):
        hit = reading.nouns.get(at)
        if hit is None or not hit.payload.harmed_class or hit.last > item.first:
            continue
        if hit.last < item.first and reading.capitalised(at) and reading.capitalised(hit.last):
            continue  # "the Zara | Martyrs | Hospital"
        if hit.last < len(reading.words) and owns_or_speaks(reading, hit.last):
            continue
        phrase = Phrase(first_modifier(reading, hit, begin), hit.last, hit)
        acts = not pointing and acts_on(reading, phrase.first, hit.last, begin)
        if acts or is_told(reading, hit.first):
            continue
        many = hit.payload.plural or hit.payload.lemma in _COLLECTIVE
        if not pointing and (acts_by(reading, phrase.first, begin) or brings(reading, item, hit.last)):
            continue
        if many and fits(item, phrase) and (not active or aimed_at(reading, phrase.first - 1, begin)):
            return phrase
    return None
