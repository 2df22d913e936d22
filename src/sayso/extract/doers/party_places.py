"""What beside a party says that it only tells where harm was, whose a place is or at whom it was aimed."""

from __future__ import annotations

from typing import Final

from sayso.extract.doers.party_signs import (
    AGAINST,
    HYPHENS,
    JOINING,
    MODIFIERS_BETWEEN,
    PAST,
    before_article,
    is_act,
    is_described,
    past_brackets,
)
from sayso.knowledge.gazetteer import fold, open_gazetteer
from sayso.knowledge.parties import open_parties
from sayso.lexicon import Reading

KNOWN_PLACE: Final = 1000  # inhabitants of a place whose name alone before an attack tells where it was
TOWN_NAME: Final = 5  # tokens of the town before the land in a dateline, with its comma
LAND_NAME: Final = 3  # tokens of the land behind a town in a dateline
FIRED_REACH: Final = 3  # tokens between what was fired and from where: fired | on Sunday | from
AIM_REACH: Final = 2  # tokens between an attack and whom it was aimed at
BY_REACH: Final = (
    7  # tokens of whose attack it was, before whom it was aimed at: by suspected Lumanian rebels
)
_WHERE: Final = frozenset({"in", "near", "at", "inside", "outside", "across", "around", "throughout", "over"})
_TOWARDS: Final = frozenset({"to", "into", "towards", "toward"})
_BEHIND_DATELINE: Final = frozenset({":", "–", "—", "-"})
_WORN: Final = (("uniform",), ("uniforms",), ("fatigues",))
_SITES: Final = frozenset({"building", "infrastructure"})


def is_whose(reading: Reading, first: int, last: int, stop: int) -> bool:
    """ "Strikes on | rebel-held towns", "the | state-run agency": whose a place is, and not who did it."""
    as_whom = before_article(reading, first)
    if reading.words[as_whom] == "as" and reading.lexicon.is_in(reading.words[as_whom - 1], "posing"):
        return True  # "gunmen posing as | police"
    if reading.words[last : last + 1] in _WORN:  # "men in | army | uniform"
        return True
    site = reading.nouns.get(last)
    if site is not None and reading.lexicon.is_in(
        site.payload.lemma, "custody"
    ):  # "held in | Israeli | jails"
        return False
    if site is not None and site.payload.noun_type in _SITES:  # "the | US embassies"
        return True
    if _is_settlement(reading, last) and reading.capitalised(
        last - 1
    ):  # "the besieged | Lumanian | territory"
        return True
    if "side" in reading.words[last - 1 : last + 1] and reading.words[first - 2 : first] == ("on", "the"):
        return True  # "on the | Israeli side | nine died"
    joined = last + 1 < stop and reading.words[last] in HYPHENS
    return joined and reading.lexicon.is_in(reading.words[last + 1], "holding")


def goes_on_verb(reading: Reading, last: int, stop: int) -> bool:
    """Does a verb of harm follow a party at once: "forces in | the valley | have | shot three"?"""
    at = last + (last < stop and reading.lexicon.is_in(reading.words[last], "perfect"))
    hits = reading.triggers.get(at, ()) if at < stop else ()
    return any(hit.payload.use == "transitive" and hit.payload.form in PAST for hit in hits)


def is_place(reading: Reading, before: int, begin: int) -> bool:
    """ "A strike in | Somalia that killed three": where it happened, whatever the clause behind tells.

    "The district of | Baghdad", "the countryside of | Homs", "the capital | Damascus", "flown to | Kyiv" and
    "fired from | Gaza", but "attributed to | Hamas".
    """
    if before < begin:
        return False
    words, word = reading.words, reading.words[_past_owner(reading, before, begin)]
    whole = words[before - 1] if word == "of" and before > begin else ""
    part = bool(whole) and (_is_settlement(reading, before - 1) or reading.lexicon.is_in(whole, "land_parts"))
    rules = reading.lexicon.is_in(word, "ruling")  # "which controls | the Gaza Strip"
    goal = word in _TOWARDS and before > begin and not reading.lexicon.is_in(words[before - 1], "owed_to")
    site = part or _is_settlement(reading, before)
    fired = word == "from" and any(
        reading.lexicon.is_in(each, "acting") for each in words[max(begin, before - FIRED_REACH) : before]
    )
    return word in _WHERE or rules or site or goal or fired


def _past_owner(reading: Reading, at: int, begin: int) -> int:
    """The token before whose a place is: "| in | Jerusalem's Old City"; the same where nobody's is."""
    if at < begin or reading.words[at] != "'s":
        return at
    owner = at - 1
    while owner > begin and reading.capitalised(owner):
        owner -= 1
    return owner


def is_dateline(reading: Reading, first: int, last: int) -> bool:
    """ "| BERKADZOR: A depot has blown up", "| Kabul (AFP) - ": where the report was written.

    "| Kabul, May 7 (AFP)", "| Kabul, 7 May" and "| LET PAN, Lumania - " likewise.
    """
    words, stop = reading.words, len(reading.words)
    if last + 1 >= stop:
        return False
    if 0 < first <= TOWN_NAME and words[first - 1] == ",":  # "LET PAN, | Lumania | - "
        return words[last] in _BEHIND_DATELINE and all(reading.capitalised(at) for at in range(first - 1))
    if first != 0:
        return False
    behind = past_brackets(reading, last, stop)
    if behind > last:  # but no short form: "| State Council (SAC) | jets struck"
        return behind < stop and (words[behind] in _BEHIND_DATELINE or reading.capitalised(behind))
    dated = any(reading.lexicon.is_in(word, "months") for word in words[last + 1 : last + 3])
    land = last + 1
    while land < min(stop, last + 1 + LAND_NAME) and reading.capitalised(land):
        land += 1
    placed = land > last + 1 and land < stop and words[land] in _BEHIND_DATELINE
    return (words[last] == "," and (dated or placed)) or words[last] in _BEHIND_DATELINE


def _is_settlement(reading: Reading, index: int) -> bool:
    noun = reading.nouns.get(index)
    return noun is not None and noun.payload.noun_type == "settlement"


def before_place(reading: Reading, first: int, begin: int) -> int:
    """The token before a place, its article and direction or participle: "in | the eastern | Donbas".

    "In | the occupied | valley" likewise.
    """
    at = first - 1
    towards = at >= begin and reading.lexicon.is_in(reading.words[at], "directions")
    return before_article(reading, first - (towards or is_described(reading, at, begin)))


def is_aimed_at(reading: Reading, at: int, begin: int) -> bool:
    """ "The strikes | on Aleppo", "the war | on the enclave", "the siege | of the town".

    "A strike | on Gaza's hospital" and "a raid by rebels | on Goma" as well. No attack that is blamed on
    somebody.
    """
    at = _past_owner(reading, at, begin)
    if at > begin and reading.words[at] == "of":
        return reading.lexicon.is_in(reading.words[at - 1], "besieging")
    if at <= begin or reading.words[at] not in AGAINST:
        return False
    if any(reading.lexicon.is_in(word, "blaming") for word in reading.words[begin:at]):
        return False
    by = next(
        (index for index in range(at - 1, max(begin, at - BY_REACH), -1) if reading.words[index] == "by"), at
    )
    return _attacks(reading, range(max(begin, at - AIM_REACH), at)) or _attacks(reading, range(by - 1, by))


def _attacks(reading: Reading, near: range) -> bool:
    return any(
        index in reading.means
        or any(hit.payload.use == "noun" for hit in reading.triggers.get(index, ()))
        or (index in reading.nouns and is_act(reading, reading.nouns[index]))
        for index in near
    )


def ends_places(reading: Reading, first: int, begin: int) -> bool:
    """Does a list of places go on here: "in Gwoza, | Borno State", "in Khuza, Abasan and | Suhaila"?"""
    at = first - 1
    while at > begin and (reading.words[at] in JOINING or reading.capitalised(at)):
        at -= 1
    listed = "," in reading.words[at + 1 : first] and reading.words[first - 1] in JOINING
    return at < first - 1 and listed and reading.words[at] in _WHERE


def is_second_place(reading: Reading, first: int, begin: int) -> bool:
    """ "The bombings at embassies in Chad and | Togo | have killed 200": the second of two places."""
    at = first - 2
    if at <= begin or reading.words[first - 1] != "and":
        return False
    while at > begin and reading.capitalised(at):
        at -= 1
    return at < first - 2 and is_place(reading, at, begin)


def is_scene(reading: Reading, first: int, last: int, stop: int) -> bool:
    """ "The | Tarvik | bombing", "the 2016 | Nice | truck attack": where it was; not "a PKK bombing".

    So it is where the gazetteer has the name and the registry of parties has not.
    """
    nouns = (reading.nouns.get(at) for at in range(last, min(last + MODIFIERS_BETWEEN, stop)))
    act = next((noun for noun in nouns if noun is not None and is_act(reading, noun)), None)
    name = reading.quote(first, last).text
    if act is None or open_parties().identify(name) is not None:
        return False
    if reading.lexicon.is_in(act.payload.lemma, "named_by_scene"):
        return True
    key = fold(name)
    places = open_gazetteer().lookup([key]).get(key, ())
    return any(place.population >= KNOWN_PLACE for place in places[:1])
