"""What a report says of all who were harmed at once, or of most: "all the dead were civilians"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.lexicon import Reading
from sayso.records import PEOPLE_KINDS, HarmedClass, Kind

_SUBJECT: Final = 8  # tokens from "all" to its verb: all of those killed in the attack were
_PREDICATE: Final = 6  # tokens from the verb to what they were
_PASSAGES: Final = 3  # how far from its count it may be said
_PERCENT: Final = frozenset({"percent", "%", "pc"})
_HALF: Final = 50
_STOPS: Final = frozenset({",", ";", ":", ".", "(", ")", "–", "—", "-", '"', "”", "?", "!"})


def of_all(reading: Reading, counted: Sequence[Counted]) -> Mapping[int, HarmedClass]:
    """The classes that are said of all in a count, by its place among the quantities.

    "A missile killed 51. All the dead were civilians": the 51 are, as are 14 of "14, all civilians".
    """
    found: dict[int, HarmedClass] = {}
    each_one = reading.lexicon.words["each_one"]
    for at in [at for at, word in enumerate(reading.words) if word in each_one]:
        if not _is_less(reading, at):
            told = _told(reading, at)
            if told is not None:
                kinds, harmed_class = told
                place = _meant(reading, counted, at, kinds)
                if place is not None:
                    found[place] = harmed_class
    return found


def of_most(reading: Reading, counted: Sequence[Counted]) -> Mapping[int, HarmedClass]:
    """The classes that are said of most in a count, by its place among the quantities.

    Of "a raid killed 51, most of them women and children" the 51 are told as civilians, and of "killed 30
    people and injured 80 others, mostly civilians" both.
    """
    found: dict[int, HarmedClass] = {}
    for at in [at for at in range(len(reading.words)) if _is_most(reading, at)]:
        told = None if _is_less(reading, at) else _told_of_most(reading, at)
        if told is not None:
            place = _meant(reading, counted, at, told[0])
            if place is not None:
                found[place] = told[1]
            if place and told[0] is None and reading.words[counted[place].last] == "others":
                found[place - 1] = told[1]
    return found


def _is_most(reading: Reading, at: int) -> bool:
    """ "| Most | of them", "70 | percent | of them", "more than | half | of them"."""
    words = reading.words
    if reading.lexicon.is_in(words[at], "most_of"):
        return True
    if words[at] == "half":
        return words[at - 2 : at] == ("more", "than")
    share = words[at - 1 : at] if words[at] in _PERCENT else ()
    return any(word.isdecimal() and int(word) > _HALF for word in share)


def _told_of_most(reading: Reading, at: int) -> tuple[frozenset[Kind] | None, HarmedClass] | None:
    """Of whom a word for most speaks (None: of those just counted) and what they were."""
    begin, stop = reading.bounds[reading.passage_of[at]]
    first = at + 1
    while first < stop and reading.lexicon.is_in(reading.words[first], "of_them"):
        first += 1
    kinds = _kinds(reading, first, stop)
    if kinds is not None:
        return _told(reading, at)
    if reading.words[at].endswith(
        "ly"
    ):  # "killed 40, | mostly | civilians", "the dead are | mostly | civilians"
        kinds = _kinds_before(reading, at, begin)
        if kinds is None and at > begin and reading.words[at - 1] not in _STOPS:
            return None
    elif first == at + 1:
        return None  # "most civilians have left"
    first += first < stop and reading.lexicon.is_in(reading.words[first], "auxiliaries")
    hit = reading.nouns.get(first)
    if hit is None or not hit.payload.plural:  # "mostly civilian cars"
        return None
    harmed_class = _class_at(reading, first, min(first + _PREDICATE, stop))
    return (kinds, harmed_class) if harmed_class is not None else None


def _kinds_before(reading: Reading, at: int, begin: int) -> frozenset[Kind] | None:
    """The kinds of those who are named as the dead or the wounded before "were mostly"."""
    if not reading.lexicon.is_in(reading.words[at - 1], "auxiliaries"):
        return None
    named = (_kinds(reading, index, at) for index in range(max(begin, at - _SUBJECT), at - 1))
    return next((kinds for kinds in named if kinds is not None), None)


def _is_less(reading: Reading, at: int) -> bool:
    """Is it "not all", or "nearly all"?"""
    return at > 0 and reading.lexicon.is_in(reading.words[at - 1], "less_than_each")


def _told(reading: Reading, at: int) -> tuple[frozenset[Kind] | None, HarmedClass] | None:
    """Of whom "all" speaks (None: of those just counted) and what they were; None where it says neither."""
    stop = reading.bounds[reading.passage_of[at]][1]
    first = at + 1
    while first < stop and reading.lexicon.is_in(reading.words[first], "of_them"):
        first += 1
    kinds = _kinds(reading, first, stop)
    beside = at > 0 and reading.words[at - 1] in _STOPS
    harmed_class = _class_at(reading, first, min(first + 2, stop))
    if kinds is None and harmed_class is not None and beside and _ends(reading, first, stop):
        return None, harmed_class
    if kinds is None and first == at + 1:  # "all soldiers were told to leave" says what they did
        return None
    for verb in range(first, min(first + _SUBJECT, stop)):
        if reading.words[verb] in _STOPS:
            return None
        if reading.lexicon.is_in(reading.words[verb], "auxiliaries"):
            harmed_class = _class_at(reading, verb + 1, min(verb + 1 + _PREDICATE, stop))
            if harmed_class is not None:
                return kinds, harmed_class
    return None


def _kinds(reading: Reading, first: int, stop: int) -> frozenset[Kind] | None:
    """The kinds of those who are named as the dead or the wounded."""
    if first < stop and reading.lexicon.is_in(reading.words[first], "the_dead"):
        return frozenset({"killed"})
    if first < stop and reading.lexicon.is_in(reading.words[first], "the_wounded"):
        return frozenset({"injured"})
    return None


def _class_at(reading: Reading, first: int, stop: int) -> HarmedClass | None:
    """The one class of the persons that words name up to the next stop; None if they deny or mix."""
    told = set()
    for at in range(first, stop):
        if reading.words[at] in _STOPS or reading.lexicon.is_in(reading.words[at], "not_what_they_were"):
            break
        if reading.lexicon.is_in(reading.words[at], "less_than_each"):
            return None
        hit = reading.nouns.get(at)
        if hit is not None and hit.payload.noun_type == "person":
            told.add(hit.payload.harmed_class)
    told -= {"unclear"}
    for value in ("civilian", "combatant"):
        if told == {value}:
            return value
    return None


def _ends(reading: Reading, first: int, stop: int) -> bool:
    """Does an aside end behind its noun: ", all civilians,"?"""
    hit = next((reading.nouns[at] for at in range(first, min(first + 2, stop)) if at in reading.nouns), None)
    return hit is not None and (hit.last >= stop or reading.words[hit.last] in _STOPS)


def _meant(
    reading: Reading, counted: Sequence[Counted], at: int, kinds: frozenset[Kind] | None
) -> int | None:
    """The count that "all" takes in: the nearest before it; of the dead the largest of a passage."""
    passage = reading.passage_of[at]
    near: Iterator[tuple[int, Counted]] = (
        (place, item)
        for place, item in enumerate(counted)
        if item.kind in (kinds or PEOPLE_KINDS)
        and item.quantity.value > 1
        and abs(reading.passage_of[item.first] - passage) <= (_PASSAGES if kinds else 1)
        and (kinds is not None or item.first < at)
    )
    return min(
        near,
        key=lambda each: (
            each[1].first > at, abs(reading.passage_of[each[1].first] - passage),
            -each[1].quantity.value if kinds else at - each[1].first,
        ),
        default=(None, None),
    )[0]  # fmt: skip
