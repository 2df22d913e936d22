"""Whose names a text has: those that may be told, and those of persons that may not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sayso.disclosure.evidence import Evidence, evidence
from sayso.disclosure.rules import RuleId
from sayso.disclosure.runs import Segment, segments
from sayso.disclosure.tokens import Token, tokens, words_of
from sayso.disclosure.words import PersonWords
from sayso.knowledge.gazetteer import Entry, Gazetteer
from sayso.knowledge.parties import Parties

Name = tuple[str, ...]
Reading = Literal["person", "place", "town", "thing", "nothing"]

_SPOKEN_OF: Final = 100_000  # people of a place that reports name without a preposition
_LIST_GAP: Final = 4  # words between two names of a list
_SHORTEST_POSSESSIVE: Final = 5
_MOST_NAMESAKES: Final = 32  # names that share a word; of more none is taken for another
_LEAST_OPENER: Final = 8
_OPENERS: Final = ("ly", "ing")
_DIVISIONS: Final = frozenset({"country", "province"})


@dataclass(slots=True)
class Mentioned:
    """All mentions of one name: how each reads, and what is told round them."""

    readings: set[Reading] = field(default_factory=set)
    told: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Person:
    """A person whose name is withheld: the words of it, and by which rule."""

    name: Name
    rule: RuleId


@dataclass(frozen=True, slots=True)
class Names:
    """`withheld` by every name that a person goes by; `kept` are names of several words that may be told."""

    withheld: Mapping[Name, Person]
    kept: frozenset[Name]


@dataclass(frozen=True, slots=True)
class Known:
    """What names are held against: words of the language, places, parties."""

    words: PersonWords
    gazetteer: Gazetteer
    parties: Parties


def find_names(found: Sequence[Token], known: Known, outlets: Iterable[str] = ()) -> Names:
    """The names in a text's words. Kept are those of places, parties, bodies, `outlets`, public speakers.

    >>> find_names(tokens("Khin Mar, 12, was killed, spokesman Zaw Lin said."), known).withheld
    {('khin', 'mar'): Person(('khin', 'mar'), 'minor')}
    """
    possible = list(segments(found, known.words, known.parties))
    plain = {token.word for token in found if not token.upper and token.gap == " "}
    places = known.gazetteer.lookup(_place_keys(found, possible, known.words))
    mentioned: dict[Name, Mentioned] = defaultdict(Mentioned)
    of_outlets = {words_of(tokens(outlet)) for outlet in outlets}
    kept = set(of_outlets)
    for listed in _lists(found, possible, known.words):
        for segment, told in listed:
            name = words_of(found[segment.first : segment.last])
            if segment.party or name in of_outlets:
                kept.add(name)
                continue
            reading = _reading(found, segment, told, known.words, places)
            if reading == "person" and not told.person and len(name) == 1 and name[0] in plain:
                reading = "nothing"  # the report has it as a word, too
            mentioned[name].readings.add(reading)
            mentioned[name].told.also(told)
            if reading in ("thing", "place", "town"):
                kept.add(_with_neighbours(found, segment))
    return _judged(mentioned, kept, known.words)


def _lists(
    found: Sequence[Token], possible: Sequence[Segment], words: PersonWords
) -> Iterator[list[tuple[Segment, Evidence]]]:
    """Possible names with what is told of each; those listed together (X, Y and Z) share the harm of any."""
    listed: list[tuple[Segment, Evidence]] = []
    for segment in possible:
        told = evidence(found, segment, words)
        if listed and not _goes_on(found, listed[-1][0], segment, words):
            yield _sharing(listed)
            listed = []
        listed.append((segment, told))
    if listed:
        yield _sharing(listed)


def _sharing(listed: list[tuple[Segment, Evidence]]) -> list[tuple[Segment, Evidence]]:
    persons = any(told.person and told.harmed for _, told in listed)
    harmed = any(told.harmed for _, told in listed)
    for _, told in listed:
        told.harmed, told.person = harmed, told.person or persons
    return listed


def _place_keys(found: Sequence[Token], possible: Iterable[Segment], words: PersonWords) -> list[str]:
    keys = []
    for segment in possible:
        name = words_of(found[segment.first : segment.last])
        keys += [" ".join(name), " ".join(_core(name, words))]
        if segment.before == "honorific":
            keys.append(f"{found[segment.first - 1].word} {' '.join(name)}")
    return keys


def _core(name: Name, words: PersonWords) -> Name:
    """A name without words of the language at its ends, nor the s of a possessive whose sign was lost."""
    first, last = 0, len(name)
    while last - first > 1 and words.is_common(name[last - 1]):
        last -= 1
    while last - first > 1 and words.is_common(name[first]):
        first += 1
    core = name[first:last]
    return (*core[:-1], core[-1].removesuffix("s")) if len(core[-1]) > _SHORTEST_POSSESSIVE else core


def _goes_on(found: Sequence[Token], before: Segment, segment: Segment, words: PersonWords) -> bool:
    """Is a name the next of a list: X, Y and Z; X, 45, and Y, 50?"""
    between = found[before.last : segment.first]
    parted = any("," in token.gap or token.word == "and" for token in (*between, found[segment.first]))
    if len(between) > _LIST_GAP or not parted:
        return False
    return all(
        token.word in {"and", "aged"} or token.word.isdigit() or token.word in words.honorifics
        for token in between
    )


def _reading(
    found: Sequence[Token],
    segment: Segment,
    told: Evidence,
    words: PersonWords,
    places: Mapping[str, tuple[Entry, ...]],
) -> Reading:
    """How one mention reads by itself."""
    name = words_of(found[segment.first : segment.last])
    core = _core(name, words)
    entries = places.get(" ".join(name), ()) or places.get(" ".join(core), ())
    if segment.before == "honorific":
        titled = places.get(f"{found[segment.first - 1].word} {' '.join(name)}", ())
        return "place" if titled else "person"
    if told.person:
        return "person"
    if _is_thing(found, segment, words):
        return "thing"
    if name in words.place_names or core in words.place_names:
        return "place"
    placed = bool(entries) and _placed(found, segment, words)
    if any(entry.level in _DIVISIONS for entry in entries) or (placed and not told.possesses):
        return "place"
    if placed or any(entry.population >= _SPOKEN_OF for entry in entries):
        return "town"
    if not segment.sure or _only_opens(found, segment):
        return "nothing"
    if _placed(found, segment, words) and not (told.possesses or told.speaks or told.harmed):
        return "place"
    return "person"


def _only_opens(found: Sequence[Token], segment: Segment) -> bool:
    """Is it a single word that opens a sentence and ends as adverbs and participles do: Deliberately, ..."""
    token = found[segment.first]
    alone = segment.last - segment.first == 1 and token.opens and segment.before is segment.after is None
    return alone and len(token.word) >= _LEAST_OPENER and token.word.endswith(_OPENERS)


def _is_thing(found: Sequence[Token], segment: Segment, words: PersonWords) -> bool:
    if segment.after in ("thing", "acronym") or (segment.before == "thing" and not segment.titled):
        return True
    behind = found[segment.last] if segment.last < len(found) else None
    if (
        behind is not None
        and behind.gap in (" ", "-")
        and (behind.word in words.things or behind.word in words.place_types or behind.word in words.bodies)
    ):
        return True
    if behind is not None and behind.numeral and behind.gap in ("-", "\u2011"):
        return True
    return _headed(found, segment, words)


def _headed(found: Sequence[Token], segment: Segment, words: PersonWords) -> bool:
    """Does it stand behind "of" in the name of a body or place: the University of X, the town of X?"""
    at = segment.first - 1
    while at >= 0 and found[at].word in {"the"}:
        at -= 1
    return at > 0 and found[at].word == "of" and found[at - 1].word in words.heads


def _placed(found: Sequence[Token], segment: Segment, words: PersonWords) -> bool:
    """Does it stand where a place does: in X, near X?"""
    at = segment.first - 1
    while at >= 0 and (found[at].word == "the" or found[at].word in words.directions):
        at -= 1
    led = at >= 0 and (found[at].word in words.placing or found[at].word in words.goals)
    return led and found[segment.first].gap == " "


def _with_neighbours(found: Sequence[Token], segment: Segment) -> Name:
    """A name with the word that makes it a thing's: Azov Brigade."""
    last = segment.last + (segment.after is not None and segment.last < len(found))
    first = segment.first - (segment.before == "thing" and segment.first > 0)
    return words_of(found[first:last])


def _judged(mentioned: Mapping[Name, Mentioned], kept: set[Name], words: PersonWords) -> Names:
    """Which names are withheld, all mentions together. A short name is that of the one long name it is in."""
    persons = {name: seen for name, seen in mentioned.items() if _is_person(seen)}
    families = {word for name in persons if len(name) > 1 for word in name}
    for name, mentions in mentioned.items():
        # A town's name alone, or a word, may be the family name of somebody in the report.
        unsure = mentions.readings <= {"town", "nothing", "person"}
        if unsure and len(name) == 1 and name[0] in families:
            persons[name] = mentions
            kept.discard(name)
    owners = _owners(persons, persons)
    # A party may go by its head's name.
    spokesmen = _owners([name for name in persons if len(name) > 1], kept)
    for name, owner in owners.items():
        if owner != name:
            persons[owner].told.also(persons[name].told)
    withheld: dict[Name, Person] = {}
    for name, owner in owners.items():
        seen = persons[owner].told
        known = name in words.public or owner in words.public
        public = seen.office or spokesmen.get(name, name) != name
        if not seen.minor and (known or (public and not seen.harmed)):
            kept.add(name)
            continue
        withheld[name] = Person(owner, _rule(seen))
    kept |= {name for name in mentioned if name not in persons}
    return Names(withheld, frozenset(name for name in kept if len(name) > 1 or name not in withheld))


def _is_person(seen: Mentioned) -> bool:
    """A sure person at one place is one everywhere; else what is a place or thing somewhere is none."""
    if "person" not in seen.readings:
        return False
    return seen.told.person or not seen.readings & {"place", "town", "thing"}


def _owners(names: Iterable[Name], longer: Iterable[Name]) -> dict[Name, Name]:
    """The longest of the longer names that each name is part of, where there is only one such."""
    having: dict[str, set[Name]] = defaultdict(set)
    for name in longer:
        for word in name:
            having[word].add(name)
    owners = {}
    for name in names:
        rarest = min((having[word] for word in name), key=len)
        holding = (
            [each for each in rarest if set(name) <= set(each)] if len(rarest) <= _MOST_NAMESAKES else []
        )
        longest = [each for each in holding if not any(set(each) < set(other) for other in holding)]
        owners[name] = longest[0] if len(longest) == 1 else name
    return owners


def _rule(seen: Evidence) -> RuleId:
    if seen.minor:
        return "minor"
    if seen.harmed:
        return "victim"
    return "private_source" if seen.speaks or seen.private else "private_person"
