"""Finds the names of places in a report: capitalised words that the gazetteer or their neighbours call a
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.bodies import tokens_of_bodies
from sayso.resolve.places.chunks import Chunk, chunks_of, spans_of, text_of
from sayso.resolve.places.evidence import speaks, type_before
from sayso.resolve.places.persons import names_person, owns_as_person
from sayso.resolve.places.streets import STREET, Street, street_in

# place: somewhere; people: an adjective or a people ("Israeli"); inside: part of a body's name ("Kyiv Post").
Role = Literal["place", "people", "inside"]
WIDE: Final = frozenset({"country", "province", "area"})
# Capitals of up to so many letters are an acronym; only countries and provinces have such short forms.
ACRONYM: Final = 4
# An unknown name of more words is rather a headline; what a hyphen or an apostrophe joins is one.
UNKNOWN_LONGEST: Final = 4
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
class _Found:
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


def find_toponyms(
    reading: Reading, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[list[Toponym], set[str]]:
    """What may be toponyms, in the order of the text, and the folded last words of what rather are
    persons.
    """
    bodies = tokens_of_bodies(reading)
    chunks = [
        chunk
        for chunk in chunks_of(reading, words)
        if not (_opens_noun(reading, chunk) or _names_body(reading, chunk, bodies, words))
    ]
    text, starts, ends = reading.report.text, reading.starts, reading.ends
    keys = {
        (first, last): fold(text[starts[first] : ends[last - 1]])
        for chunk in chunks
        for first, last in spans_of(reading, chunk)
    }
    keys |= _without_s(keys, gazetteer, words)
    found = _Found(reading, words, keys, gazetteer.lookup(keys.values()))
    names: list[Toponym] = []
    persons: set[str] = set()
    for chunk in chunks:
        here = (
            list(_names_in(found, chunk, names[-1] if names else None))
            if not names or names[-1].last <= chunk.first
            else []
        )
        names.extend(here)
        if here or (names and names[-1].last > chunk.first):
            continue
        if chunk.last - chunk.first > 1 or names_person(reading, chunk.first, chunk.last):
            persons.add(fold(reading.surface[chunk.last - 1]))
    _look_up_with_types(reading, names, gazetteer)
    called = {name.key: name for name in names if not name.entries and not name.country}
    if called:
        names.extend(_again(reading, chunks, called, {name.first for name in names}))
        names.sort(key=lambda name: name.first)
    return names, persons - called.keys()


def _without_s(
    keys: Mapping[tuple[int, int], str], gazetteer: Gazetteer, words: PlaceWords
) -> dict[tuple[int, int], str]:
    """Countries whose possessive has lost its apostrophe: "| Syrias | second city"."""
    unknown = {key for key in keys.values() if key.endswith("s") and " " not in key} - words.demonyms.keys()
    unknown -= gazetteer.lookup(unknown).keys()
    known = gazetteer.lookup(key[:-1] for key in unknown if key[:-1] not in words.given)
    lands = {key for key, entries in known.items() if entries[0].level == "country"}
    return {span: key[:-1] for span, key in keys.items() if key in unknown and key[:-1] in lands}


def _names_body(reading: Reading, chunk: Chunk, bodies: frozenset[int], words: PlaceWords) -> bool:
    """Does a chunk open with a body's name, which no people begins and which is all of it where it is one word?
    "| Syrian rebels" tell of Syria, and "near | Kan Mong" is no outlet.
    """
    alone = chunk.last == chunk.first + 1 or chunk.first + 1 in bodies
    return chunk.first in bodies and alone and reading.words[chunk.first] not in words.demonyms


def _opens_noun(reading: Reading, chunk: Chunk) -> bool:
    """ "| Molotov cocktails", "| Kalashnikov rifles": the first word of a noun of the lexicon."""
    noun = reading.nouns.get(chunk.first)
    return noun is not None and noun.last > chunk.last


def _look_up_with_types(reading: Reading, names: Sequence[Toponym], gazetteer: Gazetteer) -> None:
    """A name whose own type word makes it another place that is known becomes that: "Jenin refugee camp"."""
    whole = {fold(text_of(reading, name.first, name.end)): name for name in names if name.end > name.last}
    known = gazetteer.lookup(whole)
    for name in names:
        if name.end > name.last and (entries := known.get(fold(text_of(reading, name.first, name.end)))):
            name.last, name.entries = name.end, entries
            name.key = fold(text_of(reading, name.first, name.end))


def _again(
    reading: Reading, chunks: Sequence[Chunk], called: Mapping[str, Toponym], covered: set[int]
) -> Iterator[Toponym]:
    """Other mentions of unknown names that the report itself calls places."""
    for chunk in chunks:
        if chunk.first not in covered:
            known = called.get(fold(text_of(reading, chunk.first, chunk.last)))
            if known:
                yield Toponym(chunk.first, chunk.last, chunk.first, chunk.last, known.key, evidence=2)


def _names_in(found: _Found, chunk: Chunk, previous: Toponym | None) -> Iterator[Toponym]:
    """The names of places in one chunk, longest match first, or one unknown name that its neighbours call
    a place.
    """
    opening = _past_openers(found, chunk)
    street = street_in(found.reading, opening, chunk.last, found.words)
    if street and not _is_body(found, street.end, chunk.last):
        yield _as_street(found, street)
    index = parted = street.end if street else opening
    kept = street is not None
    while index < chunk.last:
        last = found.longest.get(index, 0)
        if last:
            name = _judged(found, chunk, parted, index, last)
            if name:
                kept, parted = True, last
                yield name
        index = max(last, index + 1)
    if not kept and opening < chunk.last:
        unknown = _unknown(found, chunk, opening, previous)
        if unknown:
            yield unknown


def _as_street(found: _Found, street: Street) -> Toponym:
    """A street's name, which is no town's; that there are towns of this name tells of the country."""
    key = fold(text_of(found.reading, street.first, street.last))
    spans = ((first, street.last) for first in range(street.first, street.last))
    known = next((found.keys[span] for span in spans if found.is_name(found.keys.get(span, ""))), key)
    return Toponym(
        street.first, street.last, street.first, street.end, f"{key} {STREET}",
        entries=found.known.get(known, ()), level="point", evidence=TYPED,
    )  # fmt: skip


def _is_body(found: _Found, first: int, last: int) -> bool:
    """Is one of the words a body's: "Warren Road | Elementary School"?"""
    return not found.words.organisations.isdisjoint(found.reading.words[first:last])


def _past_openers(found: _Found, chunk: Chunk) -> int:
    """The first token of a chunk that may belong to a name: "In Aleppo" begins with a word of the
    sentence.
    """
    first = chunk.first
    if not chunk.opens or chunk.last - first == 1 or found.keys.get((first, chunk.last)) in found.known:
        return first
    word = found.reading.words[first]
    opener = word in found.words.common or word in found.words.never or word in found.words.prepositions
    return first + 1 if opener and word not in found.words.directions else first


def _judged(found: _Found, chunk: Chunk, opening: int, first: int, last: int) -> Toponym | None:
    """A matched stretch of a chunk as a toponym, None where the rest of the chunk, from `opening`, makes it a
    person or thing.
    """
    reading, words, key = found.reading, found.words, found.keys[first, last]
    if last - first == 1 and _is_month(reading, first, words):
        return None
    country = words.demonyms.get(key)
    entries = (
        found.known.get(key, ()) if country else _fitting(reading, first, last, found.known.get(key, ()))
    )
    if not country and not entries:
        return None
    name = Toponym(first, last, first, last, key, "people" if country else "place", entries, country=country)
    levels = found.levels_of(key, entries)
    broad = country is not None or "country" in levels
    if not broad and names_person(reading, chunk.first, chunk.last):
        return None
    if not country and key in words.given and last < chunk.last and not _is_plain(reading, last, words):
        return None
    wide = country is not None or _is_wide(key, entries, levels)
    before = [i for i in range(opening, first) if reading.surface[i][0].isalpha()]
    _add_type(reading, name, words)
    after = [i for i in range(max(last, name.end), chunk.last) if reading.surface[i][0].isalpha()]
    if not broad and not name.level and _only_says_what(reading, first, last, words):
        return None
    if before and reading.words[before[-1]] in words.directions:
        name.begin, name.direction = before.pop(), True
    if _is_body(found, max(last, name.end), chunk.last) or _is_joined(reading, last):
        name.role = "people" if country else "inside"
        return name
    if (
        not (wide or "point" in levels or name.level)
        and last - first > 1
        and reading.words[last - 1] in words.organisations
    ):
        return None
    strange = not all(_is_plain(reading, i, words) for i in before)
    if strange and not broad and not (wide and _is_placed(reading, chunk.first, name, words)):
        return None
    if not wide and after and not _is_plain(reading, after[0], words):
        return None
    if not country and name.level is None and (len(before) > 1 or (not wide and (before or after))):
        name.role = "inside"
    return name


def _is_wide(key: str, entries: Sequence[Entry], levels: frozenset[Level]) -> bool:
    """May a name be that of a wide place? Three letters that only shorten one open another name: "Kan | Mong"."""
    if len(key) < ACRONYM and "country" not in levels:
        return any(entry.level in WIDE and goes_by(entry, key) for entry in entries)
    return not WIDE.isdisjoint(levels)


def goes_by(entry: Entry, key: str) -> bool:
    """Is a folded name the one a place mostly goes by: "New York" of New York City?"""
    return f"{fold(entry.name)} ".startswith(f"{key} ")


def _is_office(reading: Reading, last: int) -> bool:
    """ "The US | Department of State": an office, and no department of a country."""
    capital = last + 2 < len(reading.words) and reading.capitalised(last) and reading.capitalised(last + 2)
    return capital and reading.words[last : last + 2] == ("department", "of")


def _is_joined(reading: Reading, last: int) -> bool:
    """ "The US | -led coalition", "the Damascus | -based network", "the US | Department of State"."""
    if _is_office(reading, last):
        return True
    behind = reading.words[last : last + 2]
    return len(behind) > 1 and behind[0] == "-" and reading.lexicon.is_in(behind[1], "joined")


def _is_placed(reading: Reading, first: int, name: Toponym, words: PlaceWords) -> bool:
    """Does a preposition before a chunk, or a type word behind a name, call it a place all the same?"""
    return name.level is not None or (first > 0 and reading.words[first - 1] in words.strong)


def _only_says_what(reading: Reading, first: int, last: int, words: PlaceWords) -> bool:
    """ "West", "the Hospital" are no place by themselves; "Western | and Northern provinces" are two."""
    if last - first > 1:
        return False
    word = reading.words[first]
    if word not in words.directions:
        return word in words.own_types or word in words.organisations
    behind = reading.words[last : last + 2]
    return not (len(behind) == 2 and behind[0] in ("and", ",") and behind[1] in words.directions)


def _is_month(reading: Reading, index: int, words: PlaceWords) -> bool:
    """ "On | Nov. | 14", "12 | May", "| Mon | Jul 11", and no town of that name."""
    if reading.words[index] in words.weekdays:
        return any(reading.lexicon.is_in(word, "months") for word in reading.words[index + 1 : index + 3])
    if not reading.lexicon.is_in(reading.words[index], "months"):
        return False
    dated = any(word == "." or word[0].isdigit() for word in reading.words[index + 1 : index + 2])
    return dated or (index > 0 and reading.words[index - 1].isdigit())


def _fitting(reading: Reading, first: int, last: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of an acronym only countries and provinces; of two letters only in capitals, a province's after a
    comma.
    """
    text = reading.surface[first]
    if last - first > 1 or not text.isupper() or len(text.replace(".", "")) > ACRONYM:
        if reading.ends[last - 1] - reading.starts[first] < 3:
            return ()
        return tuple(entry for entry in entries if not _is_shortened(entry, fold(text)))
    wide = tuple(entry for entry in entries if entry.level in ("country", "province"))
    if wide and len(text.replace(".", "")) < 3 and wide[0].level == "province":
        return wide if "." in text or (first > 0 and reading.surface[first - 1] == ",") else ()
    return wide


def _is_shortened(entry: Entry, key: str) -> bool:
    """Is a country's acronym, which is written in capitals, what a word is here: "in | Car | Bomb"?"""
    return entry.level == "country" and len(key) < ACRONYM and not goes_by(entry, key)


def _is_plain(reading: Reading, index: int, words: PlaceWords) -> bool:
    """Is a capitalised word one of the language, an office or a people rather than a person's name?"""
    word = reading.words[index]
    return (
        word in words.titles
        or word in words.organisations
        or index in reading.nouns
        or word in words.demonyms
    )


def _add_type(reading: Reading, name: Toponym, words: PlaceWords) -> None:
    """Takes in the type word behind a name; one of its own belongs to it, a division's only where it is
    capital.
    """
    stop = reading.bounds[reading.passage_of[name.first]][1]
    begin = name.last
    if (
        begin >= stop
        or reading.words[begin] not in words.type_openers
        or reading.starts[begin] - reading.ends[begin - 1] != 1
        or _is_office(reading, begin)
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


def _unknown(found: _Found, chunk: Chunk, first: int, previous: Toponym | None) -> Toponym | None:
    """A name that no gazetteer has but a type word, a preposition or what follows calls a place."""
    reading, words = found.reading, found.words
    last = _before_type(reading, first, chunk.last, words)
    direction = reading.words[first] in words.directions and last - first > 1
    begin, first = first, first + direction
    key = fold(text_of(reading, first, last))
    if len(key) < 3 or key in words.common or key in words.never or reading.lexicon.is_in(key, "months"):
        return None
    if reading.lexicon.is_in(reading.words[first], "possessives"):
        return None
    noun = reading.nouns.get(last - 1)
    if noun is not None and noun.payload.noun_type == "act":  # "in | SDF Operations"
        return None
    behind = reading.nouns.get(last)
    if behind is not None and behind.payload.harmed_class == "combatant":  # "in | Ahrar Zahra | fighters' hands"
        return None
    if any(reading.lexicon.is_in(word, "time_words") for word in reading.words[first:last]):  # "in | Last Three Days"
        return None
    if reading.words[last - 1] in words.never - words.articles:  # "an ultra- | Orthodox Jewish | town"
        return None
    if names_person(reading, chunk.first, chunk.last):
        return None
    if _is_body(found, chunk.last - 1, chunk.last) and not _is_site(reading, chunk, words):
        return None
    if owns_as_person(reading, last, words) or _is_in_capitals(reading, first):
        return None
    name = Toponym(first, last, begin, last, key, direction=direction)
    _add_type(reading, name, words)
    name.level = name.level or type_before(reading, first, words)
    if name.level:
        name.evidence = TYPED
        return name
    if _is_body(found, first, last) or not words.titles.isdisjoint(reading.words[first:last]):
        return None
    if last - first == 1 and reading.surface[first].isupper():
        return None
    if len(text_of(reading, first, last).split()) > UNKNOWN_LONGEST:
        return None
    if chunk.opens and last - first == 1 and key.endswith("ly"):  # "| Separately | in northern Iraq"
        return None
    if _opens_with_thing(reading, first, last) or speaks(reading, last, words):
        return None
    if not (_called_place(reading, begin, last, words) or _listed(reading, begin, previous, words)):
        return None
    name.evidence = 2
    return name


def _opens_with_thing(reading: Reading, first: int, last: int) -> bool:
    """ "At | Operations Room", while a mere unit opens a name: "near | Min Bya"."""
    noun = reading.nouns.get(first)
    return noun is not None and (last - first == 1 or noun.payload.noun_type not in ("time", "measure"))


def _is_site(reading: Reading, chunk: Chunk, words: PlaceWords) -> bool:
    """Is a hospital told as a place: "shelled | Al-Noor Hospital", "inside | Sabah Hospital"?"""
    before = reading.words[chunk.first - 1] if chunk.first else ""
    return (
        chunk.last > chunk.first + 1
        and reading.words[chunk.last - 1] in words.hospitals
        and (before in words.placing or before in words.goal_verbs)
    )


def _is_in_capitals(reading: Reading, index: int) -> bool:
    """Does a token stand in a sentence of capitals alone, where they tell no name?"""
    begin, stop = reading.bounds[reading.passage_of[index]]
    return not any(map(str.islower, reading.surface[begin:stop]))


def _listed(reading: Reading, begin: int, previous: Toponym | None, words: PlaceWords) -> bool:
    """Does a name stand beside another unknown place, or with one behind a preposition: "in Sebei and Karamoja"?"""
    if previous is None or previous.role != "place" or previous.end != begin - 1:
        return False
    if previous.entries and not (reading.words[previous.begin-1] in words.placing and reading.words[begin-1]=="and"):
        return False
    return reading.words[begin - 1] in ("and", ",", "or")


def _before_type(reading: Reading, first: int, last: int, words: PlaceWords) -> int:
    """The end of a name whose chunk ends in a type word ("Mina District")."""
    for cut in (last - 2, last - 1):
        if cut > first:
            phrase = " ".join(reading.words[cut:last])
            if phrase in words.own_types or phrase in words.types:
                return cut
    return last


def _ways_between(reading: Reading, at: int, words: PlaceWords) -> bool:
    """ "The road | between", "in the forest | between": what stands between places, and not between persons."""
    word = reading.words[at - 1] if at else ""
    return word in words.types or word in words.own_types or reading.lexicon.is_in(word, "streets")


def _called_place(reading: Reading, begin: int, last: int, words: PlaceWords) -> bool:
    """Does what stands round an unknown name call it a place: "at Bobasa", "residents of X", "X, 20 km
    from"?
    """
    before = reading.words[begin - 1] if begin else ""
    if before in words.placing or before in words.goal_verbs:
        return True
    if before in words.held and begin > 1 and reading.words[begin - 2] == "-":
        return True
    if begin > 1 and before in words.links and reading.words[begin - 2] in words.beside:
        return True
    if before == "between" and _ways_between(reading, begin - 1, words):
        return True
    behind = reading.words[last : last + 4]
    if before in words.prepositions and behind[:2] == (",", "in"):
        return True
    if not behind or behind[0] not in (",", "in") or before in words.titles:
        return False
    return any(
        word in words.lengths or (word in words.directions and surface[0].islower())
        for word, surface in zip(behind[1:], reading.surface[last + 1 : last + 4], strict=True)
    )
