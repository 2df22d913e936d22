"""What a report says of parties, once for all its claims: who stands where, and which of all act most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.extract.doers.camps import Camps
from sayso.extract.doers.parties import Party, parties
from sayso.extract.doers.party_signs import CLAUSAL
from sayso.lexicon import Reading
from sayso.records import Harmed, Means

LEADING: Final = 3
_NAMED: Final = frozenset({"name", "side", "people"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report says of parties, once for all its claims; `accidents` are the passages that tell of one.

    `accident`: most of its words of means do. `ways` are the means that each passage tells, `lands` the stems
    of those in whose land it was, `named` all it names but lands, doers or not.
    """

    by_passage: dict[int, list[Party]]
    ranks: dict[str, int]
    leaders: tuple[Party, ...]
    accident: bool
    accidents: frozenset[int]
    ways: dict[int, set[Means]]
    camps: Camps
    lands: dict[int, set[str]] = field(default_factory=dict)
    named: dict[int, list[Party]] = field(default_factory=dict)
    fixed: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)


def scene_of(reading: Reading, harmed: Sequence[Harmed | None], camps: Camps) -> Scene:
    """The parties of a report by passage, without those that say where or whom, and which of all act most."""
    hurt = {
        index
        for who in harmed
        if who is not None and who.text is not None
        for index in range(reading.token_at(who.start), reading.token_at(who.end - 1) + 1)
    }
    by_passage: dict[int, list[Party]] = {}
    everyone: dict[int, list[Party]] = {}
    acting: Counter[str] = Counter()
    leading: dict[str, Party] = {}
    named = parties(reading)
    places = {party.stems for party in named if party.placed and party.sort == "name"}
    lands: dict[int, set[str]] = {}
    for party in named:
        if party.placed and (party.sort in _NAMED or reading.words[party.last - 1] == "side"):
            lands.setdefault(reading.passage_of[party.first], set()).add(party.stems[0])
    for party in named:
        if party.placed or _only_reports(reading, party):
            continue
        everyone.setdefault(reading.passage_of[party.first], []).append(party)
        told = party.acts or "wages" in party.signs
        if not told and (party.stems in places or not hurt.isdisjoint(range(party.first, party.last))):
            continue
        if party.stems in places and _names_fight(reading, party):
            continue
        by_passage.setdefault(reading.passage_of[party.first], []).append(party)
        if party.likely:
            acting[party.stems[0]] += 3 if party.acts else 1
            leading.setdefault(party.stems[0], party)
    ordered = sorted(acting.items(), key=lambda entry: (-entry[1], entry[0]))
    ranks = {stem: min(rank, 4) for rank, (stem, _) in enumerate(ordered)}
    ways: dict[int, set[Means]] = {}
    for at, hit in reading.means.items():
        ways.setdefault(reading.passage_of[at], set()).add(hit.payload)
    accidents = [reading.passage_of[at] for at, hit in reading.means.items() if hit.payload == "accident"]
    leaders = tuple(leading[stem] for stem, _ in ordered[:LEADING])
    mostly = len(accidents) * 2 > len(reading.means)
    return Scene(by_passage, ranks, leaders, mostly, frozenset(accidents), ways, camps, lands, everyone)


def _names_fight(reading: Reading, party: Party) -> bool:
    """ "Killed in the | Jarin | attack": where it was, of a name that the report gives a place elsewhere.

    "In central | Jarin | blast", "in a | Jarin | raid" likewise.
    """
    told = "act" in party.signs and CLAUSAL.isdisjoint(party.signs)
    before = reading.words[party.first - 1] if party.first else ""
    within = reading.words[max(0, party.first - 2) : party.first] == ("in", "a")
    placed = within or before == "the" or reading.lexicon.is_in(before, "directions")
    return told and party.sort == "name" and placed and reading.words[party.last] != "'s"


def _only_reports(reading: Reading, party: Party) -> bool:
    """ "Al Jazeera", "AFP", the outlet itself: who tells of harm does none."""
    words = reading.words[party.first : party.last]
    outlet = (reading.report.outlet or "").casefold()
    media = reading.lexicon.words["media_bodies"]
    named = (*words, *reading.words[party.last : party.last + 1])  # "the | state | television reported"
    return " ".join(words) == outlet or any(word in media for word in named)
