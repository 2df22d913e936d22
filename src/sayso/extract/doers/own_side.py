"""Whose side the harmed are on: "30 regime soldiers" are none of the government's victims."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.doers.doers_told import doer_told
from sayso.extract.doers.parties import STEM, Party
from sayso.extract.speech.phrases import holds
from sayso.lexicon import Hit, Noun, Reading
from sayso.records import Harmed, Kind

# What a side does to its own: it brings them out, and it launches what is counted.
_TO_ITS_OWN: Final[frozenset[Kind]] = frozenset(
    {"evacuated", "released", "returned", "attacks", "abandoned", "detained"}
)
_PEACEFUL: Final = frozenset({"people", "civilian"})
_WHOSE: Final = frozenset({"its", "their"})
_ARMED_THINGS: Final = frozenset({"vehicle", "weapon", "aircraft", "vessel", "post", "munition"})


def is_own(reading: Reading, item: Counted, who: Harmed | None, party: Party) -> bool:
    """Is a party on the side of those harmed, where the sentence does not say outright that it did it?

    Of "one Israeli soldier was killed" it is not "Israeli forces"; in "the navy had two of its boats
    damaged" not "the navy", of "two settlers" not "armed settlers", of "96 occupiers" not "the enemy".
    Whoever is named as the doer is believed: "Israeli fire killed an Israeli guard".
    """
    if who is None or who.text is None or item.kind in _TO_ITS_OWN:
        return False
    first, last = reading.token_at(who.start), reading.token_at(who.end - 1) + 1
    own = (
        _is_owner(reading, first, party)
        or _is_of_same_name(reading, who, first, last, party)
        or _is_of_same_army(reading, item, who, party)
        or (last - first == 1 and reading.words[first] == reading.words[party.last - 1])
        or (
            holds(reading, (first, last), "the_enemy")
            and holds(reading, (party.first, party.last), "the_enemy")
        )
    )
    return own and doer_told(reading, item, (party,)) is None


def _is_owner(reading: Reading, first: int, party: Party) -> bool:
    """ "The | navy | had two of its boats damaged": the party before, in their sentence.

    Not so "| gunmen | shot two doctors and their guard": the guard is the doctors'.
    """
    begin = reading.bounds[reading.passage_of[first]][0]
    if reading.words[first - 1] not in _WHOSE or not begin <= party.first < first:
        return False
    between = (reading.nouns.get(at) for at in range(party.last, first - 1))
    return not any(noun is not None and _are_people(noun) for noun in between)


def _are_people(noun: Hit[Noun]) -> bool:
    return noun.payload.noun_type == "person" and noun.payload.plural


def _is_of_same_army(reading: Reading, item: Counted, who: Harmed, party: Party) -> bool:
    """ "The | army | struck a camp. Two soldiers were killed": they may well be its own.

    "| Security forces | raided a hideout; a soldier was killed" likewise.
    """
    assert who.text is not None
    here = reading.passage_of[party.first] == reading.passage_of[item.first]
    if here and ";" not in reading.words[party.last : item.first]:
        return False
    own = who.text.split()[-1] in reading.lexicon.words["rank_and_file"] and who.text.islower()
    return own and holds(reading, (party.first, party.last), "armies")


def _is_of_same_name(reading: Reading, who: Harmed, first: int, last: int, party: Party) -> bool:
    """Do the names of both go together, "Israeli" and "Israel", or where neither has one, their sides?

    A state's own people are not spared by its forces, as its forces are: only fighters and arms are asked,
    and of others only whether people of their own kind harmed them.
    """
    armed = who.harmed_class == "combatant" or _is_armed_thing(reading, first, last)
    if not armed and party.sort not in _PEACEFUL:
        return False
    theirs, ours = _side(reading, first, last), _side(reading, party.first, party.last)
    if theirs is not None and ours is not None and theirs != ours:
        return False
    names, own = _names(reading, first, last), _names(reading, party.first, party.last)
    if names and own:
        return names <= own or own <= names
    if names or own:
        return False
    if theirs == "state":
        return ours == "state"
    return {word[:STEM] for word in reading.words[first:last]} == set(party.stems)


def _is_armed_thing(reading: Reading, first: int, last: int) -> bool:
    hits = [reading.nouns[at].payload for at in range(first, last) if at in reading.nouns]
    return bool(hits) and hits[-1].noun_type in _ARMED_THINGS


def _side(reading: Reading, first: int, last: int) -> str | None:
    """ "rebel" or "state", as the words say; "rebel forces" are rebels."""
    if holds(reading, (first, last), "rebel_side"):
        return "rebel"
    return "state" if holds(reading, (first, last), "state_side") else None


def _names(reading: Reading, first: int, last: int) -> frozenset[str]:
    """The beginnings of the words with a capital that tell no side: "Israeli" and "Israel" share one."""
    sides = reading.lexicon.words["rebel_side"] | reading.lexicon.words["state_side"]
    return frozenset(
        reading.words[at][:STEM]
        for at in range(first, last)
        if reading.capitalised(at) and reading.words[at] not in sides
    )
