"""Names that no gazetteer has, but that a type word, a preposition or what follows calls a place."""

from __future__ import annotations

from typing import Final

from sayso.knowledge.gazetteer import fold
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.chunks import Chunk, text_of
from sayso.resolve.places.evidence import speaks, type_before
from sayso.resolve.places.persons import names_person, owns_as_person
from sayso.resolve.places.toponym import TYPED, Found, Toponym, add_type, is_body

# An unknown name of more words is rather a headline; what a hyphen or an apostrophe joins is one.
UNKNOWN_LONGEST: Final = 4


def unknown_name(found: Found, chunk: Chunk, first: int, previous: Toponym | None) -> Toponym | None:
    """A name that no gazetteer has but a type word, a preposition or what follows calls a place."""
    reading, words = found.reading, found.words
    last = _before_type(reading, first, chunk.last, words)
    direction = reading.words[first] in words.directions and last - first > 1
    begin, first = first, first + direction
    key = fold(text_of(reading, first, last))
    if _is_word(reading, first, last, key, words) or _names_else(found, chunk, first, last):
        return None
    name = Toponym(first, last, begin, last, key, direction=direction)
    add_type(reading, name, words)
    name.level = name.level or type_before(reading, first, words)
    if name.level:
        name.evidence = TYPED
        return name
    if _reads_otherwise(found, chunk, first, last):
        return None
    called = _called_place(reading, begin, last, words) or _lies_in_province(found, last)
    if not (called or _listed(reading, begin, previous, words)):
        return None
    name.evidence = 2
    return name


def _is_word(reading: Reading, first: int, last: int, key: str, words: PlaceWords) -> bool:
    """Is a name but words of the language: "in | Last Three Days", "an ultra- | Orthodox Jewish | town", or
    one that points back: "the besieged | Strip"?
    """
    lexicon = reading.lexicon
    return (
        len(key) < 3
        or key in words.pointing
        or key in words.common
        or key in words.never
        or lexicon.is_in(key, "months")
        or lexicon.is_in(reading.words[first], "possessives")
        or any(lexicon.is_in(word, "time_words") for word in reading.words[first:last])
        or reading.words[last - 1] in words.never - words.articles
    )


def _names_else(found: Found, chunk: Chunk, first: int, last: int) -> bool:
    """Is a name that of an act ("in | SDF Operations"), of fighters, of a person or of a body that is no
    site?
    """
    reading, words = found.reading, found.words
    nouns = (reading.nouns.get(at) for at in range(first, last))
    behind = reading.nouns.get(last)
    return (
        any(noun is not None and noun.payload.noun_type == "act" for noun in nouns)
        or (behind is not None and behind.payload.harmed_class == "combatant")
        or names_person(reading, chunk.first, chunk.last)
        or (is_body(found, chunk.last - 1, chunk.last) and not _is_site(reading, chunk, words))
        or owns_as_person(reading, last, words)
        or _is_in_capitals(reading, first)
    )


def _reads_otherwise(found: Found, chunk: Chunk, first: int, last: int) -> bool:
    """Does a name without a type word read like an office, an acronym, a headline, a thing, a speaker, or an
    adverb that opens a sentence ("| Separately | in northern Iraq")?
    """
    reading, words = found.reading, found.words
    alone = last - first == 1
    return (
        is_body(found, first, last)
        or not words.titles.isdisjoint(reading.words[first:last])
        or (alone and reading.surface[first].isupper())
        or (alone and chunk.opens and reading.words[first].endswith("ly"))
        or len(text_of(reading, first, last).split()) > UNKNOWN_LONGEST
        or _opens_with_thing(reading, first, last)
        or speaks(reading, last, words)
    )


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
    """Does a name stand beside another unknown place, or with one behind a preposition: "in Sebei and
    Karamoja"?
    """
    if previous is None or previous.role != "place" or previous.end != begin - 1:
        return False
    if previous.entries and not (
        reading.words[previous.begin - 1] in words.placing and reading.words[begin - 1] == "and"
    ):
        return False
    return reading.words[begin - 1] in ("and", ",", "or")


def _before_type(reading: Reading, first: int, last: int, words: PlaceWords) -> int:
    """The end of a name whose chunk ends in a type word ("Mina District")."""
    for cut in (last - 2, last - 1):
        if cut > first:
            phrase = " ".join(reading.words[cut:last])
            if words.is_type(phrase):
                return cut
    return last


def _ways_between(reading: Reading, at: int, words: PlaceWords) -> bool:
    """ "The road | between", "the forest | between": what lies between places, and not between persons."""
    word = reading.words[at - 1] if at else ""
    return words.is_type(word) or reading.lexicon.is_in(word, "streets")


def _lies_in_province(found: Found, last: int) -> bool:
    """ "| Nyanzale |, in North Kivu province, had ...": a name that a known province holds."""
    reading, at = found.reading, last + 2
    if reading.words[last:at] != (",", "in"):
        return False
    at += reading.words[at : at + 1] == ("the",)
    stop = found.longest.get(at)
    entries = found.known.get(found.keys.get((at, stop), ""), ()) if stop else ()
    return any(entry.level in ("province", "district") for entry in entries)


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
        return before != "for" or reading.words[begin - 2] not in words.direction_nouns  # "Centre for | ..."
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
