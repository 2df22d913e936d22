"""Finds the names of places in a report: capitalised words that the gazetteer or their neighbours call a
place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.bodies import tokens_of_bodies
from sayso.resolve.places.chunks import Chunk, chunks_of, spans_of, text_of
from sayso.resolve.places.persons import names_person
from sayso.resolve.places.streets import STREET, Street, street_in
from sayso.resolve.places.toponym import TYPED, WIDE, Found, Toponym, add_type, goes_by, is_body, is_office
from sayso.resolve.places.unknown import unknown_name

# Capitals of up to so many letters are an acronym; only countries and provinces have such short forms.
ACRONYM: Final = 4


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
    found = Found(reading, words, keys, gazetteer.lookup(keys.values()))
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
    """Does a chunk open with a body's name, which no people begins and which, of one word, is all of it?
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


def _names_in(found: Found, chunk: Chunk, previous: Toponym | None) -> Iterator[Toponym]:
    """The names of places in one chunk, longest match first, or one unknown name that its neighbours call
    a place.
    """
    opening = _past_openers(found, chunk)
    street = street_in(found.reading, opening, chunk.last, found.words)
    if street and not is_body(found, street.end, chunk.last):
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
        unknown = unknown_name(found, chunk, opening, previous)
        if unknown:
            yield unknown


def _as_street(found: Found, street: Street) -> Toponym:
    """A street's name, which is no town's; that there are towns of this name tells of the country."""
    key = fold(text_of(found.reading, street.first, street.last))
    spans = ((first, street.last) for first in range(street.first, street.last))
    known = next((found.keys[span] for span in spans if found.is_name(found.keys.get(span, ""))), key)
    return Toponym(
        street.first, street.last, street.first, street.end, f"{key} {STREET}",
        entries=found.known.get(known, ()), level="point", evidence=TYPED,
    )  # fmt: skip


def _past_openers(found: Found, chunk: Chunk) -> int:
    """The first token of a chunk that may belong to a name: "In Aleppo" begins with a word of the
    sentence.
    """
    first = chunk.first
    if not chunk.opens or chunk.last - first == 1 or found.keys.get((first, chunk.last)) in found.known:
        return first
    word = found.reading.words[first]
    opener = word in found.words.common or word in found.words.never or word in found.words.prepositions
    return first + 1 if opener and word not in found.words.directions else first


def _judged(found: Found, chunk: Chunk, opening: int, first: int, last: int) -> Toponym | None:
    """A matched stretch of a chunk as a toponym, None where the rest of the chunk, from `opening`, makes it a
    person or thing.
    """
    reading, words, key = found.reading, found.words, found.keys[first, last]
    if last - first == 1 and _is_time(reading, first, words):
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
    add_type(reading, name, words)
    after = [i for i in range(max(last, name.end), chunk.last) if reading.surface[i][0].isalpha()]
    if not broad and not name.level and _only_says_what(reading, first, last, words):
        return None
    if before and reading.words[before[-1]] in words.directions:
        name.begin, name.direction = before.pop(), True
    if is_body(found, max(last, name.end), chunk.last) or _is_joined(reading, last):
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
    """May a name be a wide place's? Three letters that only shorten one open another name: "Kan | Mong"."""
    if len(key) < ACRONYM and "country" not in levels:
        return any(entry.level in WIDE and goes_by(entry, key) for entry in entries)
    return not WIDE.isdisjoint(levels)


def _is_joined(reading: Reading, last: int) -> bool:
    """ "The US | -led coalition", "the Damascus | -based network", "the US | Department of State"."""
    if is_office(reading, last):
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


def _is_time(reading: Reading, index: int, words: PlaceWords) -> bool:
    """ "On | Nov. | 14", "12 | May", "| Mon | Jul 11", "5 p.m. | EST", and no place of that name."""
    if reading.words[index] in words.zones and reading.surface[index].isupper():
        return True
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
