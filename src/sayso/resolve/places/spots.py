"""The places of a report that may be where something happened, with what speaks for each whatever is
counted.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.choose import apposition, holds_next
from sayso.resolve.places.evidence import speaks
from sayso.resolve.places.find import Sighting
from sayso.resolve.places.happening import befell_there
from sayso.resolve.places.pointers import pointers
from sayso.resolve.places.telling import is_where_told

WIDE: Final = frozenset({"country", "province", "area"})
# Only places of these levels hold others.
_HOLDERS: Final = WIDE | {"district"}
# After these, or at the head of a sentence, a name says where.
STRONG: Final = frozenset({"in", "at", "near", "across", "around", "open"})
# Where these of a country stand, it is not.
_MISSIONS: Final = frozenset({"embassy", "consulate"})
# What stands behind these is tied to a land, and not there.
_TIED: Final = (
    ("linked", "to"), ("loyal", "to"), ("allied", "with"), ("aligned", "with"), ("belonging", "to"),
    ("owned", "by"), ("funded", "by"), ("backed", "by"), ("banned", "in"), ("tied", "to"),
    ("ties", "to"), ("ties", "with"), ("links", "to"), ("links", "with"),
    ("support", "of"), ("support", "for"), ("solidarity", "with"), ("based", "in"),
)  # fmt: skip
# A dateline stands within the first words, its mark within some words behind it.
DATELINE: Final = 8
_TOLD_APART: Final = frozenset("in at near on from to of across around against outside inside into".split())
# Tokens from whose they are to the last of what is joined: Israel | 's air, ground and sea offensive.
WHOSE_REACH: Final = 8
# Tokens from whose a building is to the building: Zahra 's | main bus station.
SITE_REACH: Final = 4
_SITES: Final = frozenset({"building", "infrastructure", "settlement"})
# So many words before a hospital it may be told that the hurt came there.
_CARED: Final = 10
# So many words may stand between a hospital and the town that it is in.
_WARD: Final = 3
# So many words may stand between a preposition and its name.
_REACH: Final = 6
# So many sets of features are kept with their names.
_REMEMBERED: Final = 1024


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as all claims of a report see it.

    `key` is what makes two mentions one place, `before` the preposition that governs it, `strong` that it is
    one of those that say where, `called` the type words that may point back to it, `heading` that it stands
    alone over what follows, `held` the numbers of the spots that lie in it, `fixed` its features whatever
    the claim.
    """

    number: int
    sighting: Sighting
    key: str
    passage: int
    before: str
    strong: bool
    level: str
    wide: bool
    heading: bool
    called: frozenset[str]
    held: frozenset[int]
    fixed: tuple[str, ...]


def key_of(spot: Spot | None) -> str | None:
    """What makes two mentions one place."""
    return spot.key if spot else None


def holds(outer: Sighting, inner: Sighting) -> bool:
    """Does one place hold the other? One that nothing is known of may lie in any country, province or
    area.
    """
    a, b = outer.resolved.entry, inner.resolved.entry
    if a is None:
        return False
    if b is None:
        return a.level in WIDE
    if a.country != b.country:
        return False
    if a.level == "country":
        return b.level != "country"
    if a.level == "province":
        return b.level not in ("country", "province") and b.admin1 == a.name
    return a.level == "district" and b.level in ("town", "point") and b.admin2 == a.name


def spots_of(reading: Reading, sightings: Sequence[Sighting], words: PlaceWords) -> list[Spot]:
    """The spots of a report in the order of its text: adjectives and parts of bodies' names are none."""
    named = [
        sighting
        for sighting in sightings
        if sighting.name.role == "place"
        and not _is_whose(reading, sighting)
        and not _takes_in(reading, sighting, words)
        and not is_where_told(reading, sighting.name.begin, sighting.name.end)
    ]
    pointing = pointers(reading, sightings, words)
    places = sorted([*named, *pointing], key=lambda each: each.name.first)
    pointed = {each.name.first for each in pointing}
    passages = [reading.passage_of[sighting.name.first] for sighting in places]
    mentions = Counter(sighting.name.key for sighting in places)
    in_passage: dict[int, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        in_passage[passage].append(number)
    holding = _holding(places)
    governed: dict[int, str] = {}
    found: list[Spot] = []
    for number, sighting in enumerate(places):
        name = sighting.name
        site = _owns_site(reading, sighting)
        before = governor(reading, name.begin, words, governed)
        before = "in" if site and (before not in STRONG or before == "open") else before
        governed[name.end] = before
        level = _level(sighting)
        begin, stop = reading.bounds[passages[number]]
        heading = stop - begin <= name.end - name.begin + 2
        fixed = [
            *_kind_of(level, before, min(3, int(math.log2(mentions[name.key])))),
            *_between_neighbours(reading, places, number, words, site),
            *_at(reading, sighting, passages[number]),
        ]
        fixed += _described(reading, name.begin, words)
        if "possessive" in fixed:
            fixed.append(f"possessive&before={before}")
        if name.first in pointed:
            fixed += ["points_back", f"points_back={level}"]
        if heading:
            fixed.append("heading")
        if _is_seat(reading, places, number, words):
            fixed.append("seat")
        if befell_there(reading, name.begin, name.end, before, words):
            fixed.append("befell_there")
        if before == "none" and _acts(reading, name.end, words):
            fixed.append("acts")
        held = holding[number]
        if held:
            fixed.append("holds_in_report")
        if not held.isdisjoint(in_passage[passages[number]]):
            fixed.append("holds_in_sentence")
        found.append(
            Spot(
                number, sighting, name.key, passages[number], before, before in STRONG, level, level in WIDE,
                heading, _called(reading, sighting, words), held, tuple(fixed),
            )
        )  # fmt: skip
    return found


def _is_seat(reading: Reading, places: Sequence[Sighting], number: int, words: PlaceWords) -> bool:
    """ "A source in | Homs | told reporters", "| London | and Paris say"."""
    end = places[number].name.end
    if number + 1 < len(places) and reading.words[end : places[number + 1].name.begin] == ("and",):
        end = places[number + 1].name.end
    return speaks(reading, end, words) or end in reading.saying


def _level(sighting: Sighting) -> str:
    """The level of a place; "the X area" tells none of an X that nothing is known of."""
    told = sighting.place.precision or sighting.name.level
    return told if told and (sighting.resolved.entry or told != "area") else "unknown"


def _is_whose(reading: Reading, sighting: Sighting) -> bool:
    """ "Killed in | Israel's | attacks": whose they are, and not where; "in Yemen's floods" is there.

    "| US | agencies estimate" tells whose they are, as an adjective does.
    """
    begin, end = sighting.name.begin, sighting.name.end
    if reading.words[begin - 2 : begin] in _TIED:  # "ships linked to | Israel", "in support of | Gaza"
        return True
    if sighting.place.precision != "country":
        return False
    if _is_adjective(reading, begin, end):
        return True
    noun = reading.nouns.get(end)
    if noun is not None and noun.payload.lemma in _MISSIONS:  # "the | US embassies in Nairobi"
        return True
    if reading.words[end : end + 1] != ("'s",):
        return False
    behind = range(end + 1, end + (WHOSE_REACH if "and" in reading.words[end + 2 : end + WHOSE_REACH] else 3))
    ways = (reading.means[at].payload for at in behind if at in reading.means)
    strikes = reading.triggers_in(behind)
    return any(way != "accident" for way in ways) or any(
        hit.payload.use == "noun" and "attacks" in hit.payload.kinds.values() for hit in strikes
    )


def _owns_site(reading: Reading, sighting: Sighting) -> bool:
    """ "| Zahra |'s main hospital was hit": it was hit in Zahra."""
    end = sighting.name.end
    if sighting.place.precision == "country" or reading.words[end : end + 1] != ("'s",):
        return False
    for at in range(end + 1, min(end + 1 + SITE_REACH, reading.bounds[reading.passage_of[end]][1])):
        noun = reading.nouns.get(at)
        if noun is not None:
            return noun.payload.noun_type in _SITES
        if at in reading.triggers or not reading.words[at][0].isalpha():
            return False
    return False


def _takes_in(reading: Reading, sighting: Sighting, words: PlaceWords) -> bool:
    """Is a hospital only where the hurt were taken: "rushed to | Zahra Hospital", "a hospital in | Zahra"?"""
    name = sighting.name
    begin = reading.bounds[reading.passage_of[name.begin]][0]
    if words.hospitals.isdisjoint(reading.words[max(begin, name.first - _WARD) : name.end]):
        return False
    return not words.caring.isdisjoint(reading.words[max(begin, name.begin - _CARED) : name.begin])


def _is_adjective(reading: Reading, begin: int, end: int) -> bool:
    """ "| US | agencies", "by | US | troops", where no preposition says "in the US"."""
    letters = end == begin + 1 and reading.surface[begin].isupper()
    at = begin - 1 - (reading.words[begin - 1] == "the")
    behind = reading.surface[end : end + 1]
    return letters and reading.words[at] not in STRONG and bool(behind) and behind[0][0].islower()


@lru_cache(_REMEMBERED)
def _kind_of(level: str, before: str, mentions: int) -> tuple[str, ...]:
    """What kind of place it is, and how often it is named."""
    wide = level in WIDE
    return f"level={level}", f"before={before}", f"wide&before={wide}&{before}", f"mentions={mentions}"


def _holding(places: Sequence[Sighting]) -> list[frozenset[int]]:
    """Which places, by number, lie in each."""
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        numbers[place.name.key, place.name.sense].append(number)
    one_of = {name: places[mentions[0]] for name, mentions in numbers.items()}
    held = {
        name: frozenset(
            number for other, inner in one_of.items() if holds(outer, inner) for number in numbers[other]
        )
        for name, outer in one_of.items()
        if (entry := outer.resolved.entry) and entry.level in _HOLDERS
    }
    return [held.get((place.name.key, place.name.sense), frozenset()) for place in places]


def _between_neighbours(
    reading: Reading, places: Sequence[Sighting], number: int, words: PlaceWords, site: bool
) -> Iterator[str]:
    """How a place stands to the one before and the one behind it, and whose what follows is."""
    name = places[number].name
    behind = reading.words[name.end] if name.end < len(reading.words) else ""
    following = places[number + 1].name.begin if number + 1 < len(places) else -1
    if behind == "'s" and following in (name.end + 1, name.end + 2):
        yield "possessive_of_place"
    elif behind == "'s" and not site:
        yield "possessive"
    elif _attributive(reading, name.end):
        yield "attributive"
    if number:
        if _leads_to(reading, places[number - 1], places[number], words):
            yield "behind_holder"
        elif is_apposed(reading, places[number - 1], places[number]):
            yield "holds_neighbour"
    if following >= 0:
        if _leads_to(reading, places[number], places[number + 1], words):
            yield "leads_to_neighbour"
        elif is_apposed(reading, places[number], places[number + 1]):
            yield "in_neighbour"


def _leads_to(reading: Reading, name: Sighting, behind: Sighting, words: PlaceWords) -> bool:
    """Does the first place only say where the second lies: "the | West Bank | city of Jenin", "Syria's
    Idlib"?
    """
    return holds(name, behind) and holds_next(reading, name.name, behind.name, words)


def is_apposed(reading: Reading, name: Sighting, behind: Sighting) -> bool:
    """Does the second place stand behind the first as what holds it? After a mere comma only where it may
    hold it.
    """
    if not apposition(reading, name.name, behind.name):
        return False
    if reading.words[name.name.end : behind.name.begin] != (",",):
        return True
    level = behind.place.precision or behind.name.level
    return holds(behind, name) or (
        name.resolved.entry is None and level in ("country", "province", "district")
    )


def _at(reading: Reading, sighting: Sighting, passage: int) -> Iterator[str]:
    """Where a name stands in the report, and what belongs to it."""
    name = sighting.name
    if name.direction:
        yield "direction"
    if name.level:
        yield "typed"
    if name.end > name.last and name.level == "point":
        yield f"own_type={reading.words[name.end - 1]}"
    if passage < 3:
        yield "early"
    if passage == 0:
        yield "lead"
        if name.begin < DATELINE and _heads_dateline(reading, name.begin, name.end):
            yield "dateline"
    told = not reading.saying.keys().isdisjoint(range(name.begin - 5, name.begin))
    if told and reading.triggers.keys().isdisjoint(range(name.begin - 4, name.begin)):
        yield "told_there"


def _heads_dateline(reading: Reading, begin: int, end: int) -> bool:
    """Does a dash, colon or bracket follow, or is the name in capitals: "GOMA (AP) -", "July 1 BEIRUT At"?"""
    if any(token in "—–-:(" for token in reading.surface[end : end + DATELINE]):
        return True
    name = reading.surface[begin]
    return len(name) > 3 and name.isupper() and not all(map(str.isupper, reading.surface[end : end + 2]))


def _described(reading: Reading, begin: int, words: PlaceWords) -> Iterator[str]:
    """Does the name only say where another place is ("a village in Ukraine", "90 miles east of Naypyitaw"),
    where somebody is from, or whose a body is?
    """
    if _is_origin(reading, begin):
        yield "origin"
    if _names_body(reading, begin, words):
        yield "names_body"
    start = reading.bounds[reading.passage_of[begin]][0]
    start = max(start, begin - _REACH)
    for link in range(begin - 1, start, -1):
        if reading.words[link] in _LINKING:
            if not words.lengths.isdisjoint(reading.words[max(start, link - 2) : link + 1]):
                yield "measured"
            elif reading.words[link - 1] in words.types:
                yield "of_definite" if "the" in reading.words[start:link] else "of_indefinite"
            return


def _is_origin(reading: Reading, begin: int) -> bool:
    """Does a name only say where somebody is from: "a man from | Jenin"?"""
    if reading.words[begin - 1 : begin] != ("from",):
        return False
    nouns = (reading.nouns.get(first) for first in range(max(0, begin - 4), begin - 1))
    return any(noun.last == begin - 1 and noun.payload.noun_type == "person" for noun in nouns if noun)


_LINKING: Final = frozenset({"in", "near", "outside", "from", "of", "by"})


def _names_body(reading: Reading, begin: int, words: PlaceWords) -> bool:
    """Does a name end that of a body: "Monitoring Mission in Ukraine", "Islamic State in Iraq"?"""
    index = begin - 1
    while index > 0 and reading.words[index] in ("the", "greater"):
        index -= 1
    if index < 1 or reading.words[index] != "in":
        return False
    head = reading.words[index - 1]
    return reading.surface[index - 1][0].isupper() and head in words.bodies


def governor(reading: Reading, begin: int, words: PlaceWords, governed: Mapping[int, str]) -> str:
    """The preposition before a name, "struck" behind a verb of attack, "list" after a comma or "and", "open"
    at the head of a sentence, else "none".

    `governed` gives what stands before the names that end at a token: in "in Syria's Idlib" and "in the West
    Bank city of Jenin" both stand after "in".
    """
    start = reading.bounds[reading.passage_of[begin]][0]
    index = begin - 1
    for _ in range(_REACH):
        if index < start:
            return "open"
        word = reading.words[index]
        if word == "'s" and index in governed:
            return governed[index]
        if index + 1 in governed:
            return governed[index + 1]
        if _strikes(reading, index, start, words):
            return "struck"
        if word == "of" and index > start and words.is_type(reading.words[index - 1]):
            index -= 2
        elif word in words.prepositions:
            return word if word in _TOLD_APART else "other"
        elif word in (",", "and", "or", "&"):
            return "list"
        elif word == "-":
            index -= 2
        elif (
            word in words.passed
            or word in words.types
            or word in words.directions
            or word in words.demonyms
            or word.endswith(words.adjectival)
        ):
            index -= 1
        else:
            return "none"
    return "none"


def _strikes(reading: Reading, index: int, start: int, words: PlaceWords) -> bool:
    """ "Jets | hit | Zahra", "shells fell | on | Zahra", and not "the war- | hit | province"."""
    before = reading.words[index - 1] if index > start else ""
    word = reading.words[index]
    return (word in words.striking and before != "-") or (word == "on" and before in words.falling)


def _called(reading: Reading, sighting: Sighting, words: PlaceWords) -> frozenset[str]:
    """The type words that stand beside a name or belong to its level."""
    name, entry = sighting.name, sighting.resolved.entry
    beside = {*reading.words[max(0, name.begin - 2) : name.begin], *reading.words[name.last : name.last + 2]}
    level = entry.level if entry else name.level
    kinds = words.of_level(level)
    return kinds.union(filter(words.is_type, beside))


def _attributive(reading: Reading, index: int) -> bool:
    """Does a noun follow at once, of which the name only says whose or what kind ("Gaza hospital")?"""
    return (
        index < len(reading.words)
        and index in reading.nouns
        and reading.surface[index][0].islower()
        and reading.starts[index] == reading.ends[index - 1] + 1
    )


def _acts(reading: Reading, index: int, words: PlaceWords) -> bool:
    """Does a verb follow whose subject the name is: "Israel launched"?"""
    if index >= len(reading.words):
        return False
    word = reading.words[index]
    return index in reading.saying or word in words.acting or word.endswith("ed")
