"""A name while it is weighed whether it is a place's: its tokens, its type word, what may be known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sayso.knowledge.gazetteer import Entry, fold
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading

# place: somewhere; people: an adjective or a people ("Israeli"); inside: part of a body's name ("Kyiv Post").
Role = Literal["place", "people", "inside"]
WIDE: Final = frozenset({"country", "province", "area"})
# What a type word of its own tells of an unknown name.
TYPED: Final = 4


@dataclass(slots=True)
class Toponym:
    """A name of a place: tokens first..last-1 are the name, begin..end-1 with its direction and own type
    word.

    `key` is the folded name, which for a street ends in `STREET`; `level` is what a type word beside it says;
    `entries` are the places it may be, none where the gazetteer has no such name; `country` is that of a
    demonym. `evidence` weighs what speaks for a place; names of one `sense` are one place: the key, with the
    type where a report gives one name two types.
    """

    first: int
    last: int
    begin: int
    end: int
    key: str
    role: Role = "place"
    entries: tuple[Entry, ...] = ()
    level: Level | None = None
    direction: bool = False
    country: str | None = None
    evidence: int = 0
    sense: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What finding looks at: the report, the folded stretches of its chunks, the places those may be, and
    where the longest name ends of those that begin at a token.
    """

    reading: Reading
    words: PlaceWords
    keys: Mapping[tuple[int, int], str]
    known: Mapping[str, tuple[Entry, ...]]
    longest: dict[int, int] = field(default_factory=dict)
    levels: dict[str, frozenset[Level]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (first, last), key in self.keys.items():
            if self.is_name(key):
                self.longest[first] = max(last, self.longest.get(first, last))

    def is_name(self, key: str) -> bool:
        """Is it the name of a place, or an adjective or people of one?"""
        return (key in self.known and key not in self.words.never) or key in self.words.demonyms

    def levels_of(self, key: str, entries: Sequence[Entry]) -> frozenset[Level]:
        """The levels of the places that a name may be."""
        if len(entries) != len(self.known.get(key, ())):
            return frozenset(entry.level for entry in entries)
        if key not in self.levels:
            self.levels[key] = frozenset(entry.level for entry in entries)
        return self.levels[key]


def goes_by(entry: Entry, key: str) -> bool:
    """Is a folded name the one a place mostly goes by: "New York" of New York City?"""
    return f"{fold(entry.name)} ".startswith(f"{key} ")


def is_body(found: Found, first: int, last: int) -> bool:
    """Is one of the words a body's: "Warren Road | Elementary School"?"""
    return not found.words.organisations.isdisjoint(found.reading.words[first:last])


def is_office(reading: Reading, last: int) -> bool:
    """ "The US | Department of State": an office, and no department of a country."""
    capital = last + 2 < len(reading.words) and reading.capitalised(last) and reading.capitalised(last + 2)
    return capital and reading.words[last : last + 2] == ("department", "of")


def add_type(reading: Reading, name: Toponym, words: PlaceWords) -> None:
    """Takes in the type word behind a name; one of its own belongs to it, a division's only where it is
    capital.
    """
    stop = reading.bounds[reading.passage_of[name.first]][1]
    begin = name.last
    if (
        begin >= stop
        or reading.words[begin] not in words.type_openers
        or reading.starts[begin] - reading.ends[begin - 1] != 1
        or is_office(reading, begin)
    ):
        return
    for last in range(min(begin + 3, stop), begin, -1):
        if reading.words[last : last + 1] == ("-",):  # "a Garden City | drive-by"
            continue
        phrase = " ".join(reading.words[begin:last])
        if phrase in words.own_types:
            name.end, name.level, name.role = last, words.own_types[phrase], "place"
            return
        if phrase in words.types and name.role != "people":
            name.level = words.types[phrase]
            if reading.surface[begin][0].isupper():
                name.end = last
            return
