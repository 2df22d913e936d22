"""Words of harm that are no verb where they stand: nouns, adverbs, bodies that meet, what is left."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.pair import Pair, Rule
from sayso.extract.counts.meant import OF_THINGS
from sayso.extract.counts.option_features import OPEN_FORMS

_ARTICLES: Final = frozenset({"the", "a", "an"})
_LIKE_NOUNS: Final = frozenset({"third", "ing"})
_SITES: Final = frozenset({"post", "building", "infrastructure", "settlement"})
_ONLY: Final = frozenset({"only", "just", "are", "were"})


def _is_noun_there(pair: Pair) -> bool:
    """ "Rescuers work in the | ruins": no verb; "houses hit by the | floods" tells of houses all the same.

    "Dozens met near the scene of the | shooting", "many cheered the | escape", "| levels of violence" and
    "as news of his son's | killing | spread, his wife came" have no verb there either, "what | remains
    of Gaza" no noun.
    """
    hit, words = pair.spot.hit, pair.reading.words
    if hit.payload.use == "intransitive" and words[hit.first - 1] in _ARTICLES:
        return pair.number.last < hit.first
    if _is_noun_by_form(pair):
        return True
    things = not OF_THINGS.isdisjoint(hit.payload.kinds.values())
    if things and hit.payload.form == "third" and hit.last <= pair.number.first and words[hit.last] == ",":
        hits = pair.reading.triggers[hit.first]  # "large | bombs |, among | 900 other weapons"
        return all(each.payload.use == "transitive" for each in hits)
    if hit.payload.form == "third" and words[hit.last : hit.last + 1] == ("of",):
        return True
    if words[hit.first - 1 : hit.first + 1] == ("what", "remains"):
        return True
    if pair.head is None or pair.head.payload.noun_type != "person":
        return False
    if (
        hit.payload.use != "transitive"
        or hit.payload.form not in _LIKE_NOUNS
        or words[hit.first - 1] == "that"
    ):
        return False
    return words[hit.first - 1] == "'s" or pair.reading.lexicon.is_in(words[hit.first - 1], "determiners")


def _is_noun_by_form(pair: Pair) -> bool:
    """ "A motorcycle | wreck | on the road": a verb behind one that acts would end in s.

    Behind several it would not: "| 21 | shelters | and 900 people". "Just | one | crossing" is of crossings.
    """
    hit, number = pair.spot.hit, pair.number
    several = number.form in OPEN_FORMS and number.value > 1 and hit.first == number.last
    if several and hit.payload.form == "third":
        return True
    if hit.payload.form == "ing" and pair.head is not None and pair.head.first == hit.first:
        return pair.head.payload.noun_type in _SITES
    head, one = pair.head, pair.number.form in ("article", "the") and pair.spot.voice == "active"
    return (
        hit.payload.form == "base"
        and one
        and head is not None
        and head.last == pair.spot.hit.first
        and not head.payload.plural
    )


def _is_said_for(pair: Pair) -> bool:
    """ "50 writers signed a call for | free | access": no verb behind a preposition.

    Nor before a comma: "a captain of the | wing, | a veteran".
    """
    hit, reading = pair.spot.hit, pair.reading
    if hit.payload.form != "base" or hit.payload.use != "transitive":
        return False
    alone = all(each.payload.use == "transitive" for each in reading.triggers[hit.first])
    if alone and reading.words[hit.last : hit.last + 1] == (",",):
        return reading.words[hit.first - 1] != "to" and not reading.lexicon.is_in(
            reading.words[hit.first - 1], "modals"
        )
    if pair.number.last > hit.first:
        return False
    before = hit.first - 1 - (not reading.words[hit.first - 1][0].isalnum())
    return reading.words[before] != "to" and reading.lexicon.is_in(reading.words[before], "prepositions")


def _is_downward(pair: Pair) -> bool:
    """ "Ran | down | a flight of steps", "cut | down | to nine"; "to | down | 12 drones" is a verb."""
    words, hit = pair.reading.words, pair.spot.hit
    if words[hit.first : hit.last] != ("down",):
        return False
    before = words[hit.first - 1]
    return before != "to" and not pair.reading.lexicon.is_in(before, "modals")


def _is_organ(pair: Pair) -> bool:
    """ "The UN | body | said nine hospitals work", "what a child's | body | can stand": no corpse."""
    reading, hit = pair.reading, pair.spot.hit
    if reading.words[hit.first : hit.last] != ("body",) or hit.last >= len(reading.words):
        return False
    if pair.number.form == "article" and reading.lexicon.is_in(reading.words[hit.last], "modals"):
        return True
    return hit.last in reading.saying or reading.capitalised(hit.first - 1)


def _is_clearance(pair: Pair) -> bool:
    """ "400 trucks were | cleared | to enter": let through, and taken by nobody."""
    hit, words = pair.spot.hit, pair.reading.words
    return words[hit.first] == "cleared" and words[hit.last : hit.last + 1] in (("to",), ("for",))


def _is_what_is_left(pair: Pair) -> bool:
    """ "There are only | 1,000 | left |": nobody left them."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if reading.words[hit.first : hit.last] != ("left",) or hit.first != number.last:
        return False
    return reading.words[number.first - 1] in _ONLY


NO_VERBS: Final[tuple[Rule, ...]] = (
    _is_noun_there,
    _is_said_for,
    _is_downward,
    _is_organ,
    _is_clearance,
    _is_what_is_left,
)
