"""Weighs what speaks for a name being a place: prepositions, type words, directions, size, other mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sayso.knowledge.gazetteer import Entry
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.persons import owns_as_person

if TYPE_CHECKING:
    from sayso.resolve.places.toponym import Toponym

# What a word of the language, a person's last name or a word the report writes small must make up for.
DOUBTFUL: Final = 3
# What having a home or a mother counts against a name.
OWNING: Final = 4
_SIZES: Final = (15_000, 100_000, 1_000_000)
_KNOWN_DIVISION: Final = 200_000


def weighed(
    reading: Reading, names: Sequence[Toponym], persons: set[str], words: PlaceWords
) -> list[Toponym]:
    """The toponyms whose evidence, their own and that of the same name elsewhere in the report, is enough."""
    best: dict[str, int] = defaultdict(int)
    levels: dict[str, set[Level]] = defaultdict(set)
    for name in names:
        _add_evidence(reading, name, words)
        best[name.key] = max(best[name.key], name.evidence)
        if name.level:
            levels[name.key].add(name.level)
    by_end = {name.end: name for name in names}
    last_of = {name.key: name for name in names}
    priors = {key: _prior(key, name.entries) for key, name in last_of.items()}
    written = set(reading.surface)
    kept: list[Toponym] = []
    for name in names:
        if name.role == "place":
            score = name.evidence + priors[name.key] + (best[name.key] + 1) // 2
            worded = name.key in words.common or name.key in written
            if name.key in persons or (worded and not _is_acronym(reading, name)):
                score -= DOUBTFUL
            beside = by_end.get(name.begin - 1)
            if beside and _lists(reading, beside, name, kept[-1:] == [beside]):
                score, name.evidence = score + 2, max(name.evidence, beside.evidence)
            if score <= 0:
                continue
        told = levels[name.key]
        name.sense = f"{name.key} {name.level}" if name.level and len(told) > 1 else name.key
        if len(told) == 1:
            name.level = min(told)
        kept.append(name)
    return kept


def _lists(reading: Reading, beside: Toponym, name: Toponym, kept: bool) -> bool:
    """Does a name stand in a list behind one that enough calls a place: "in Sebei | and | Karamoja"?"""
    if beside.role != "place" or reading.words[name.begin - 1] not in ("and", ",", "or"):
        return False
    return beside.evidence >= 2 or (kept and beside.evidence >= 1)


def _is_acronym(reading: Reading, name: Toponym) -> bool:
    """Is a name written in capitals alone in a sentence that is not: "US" beside "us"?"""
    text = reading.surface[name.first]
    begin, stop = reading.bounds[reading.passage_of[name.first]]
    return len(text) > 1 and text.isupper() and any(map(str.islower, reading.surface[begin:stop]))


def _prior(key: str, entries: Sequence[Entry]) -> int:
    """How likely a name is a place before anything is read: by level, population and length."""
    if not entries:
        return 0
    if any(entry.level == "country" for entry in entries):
        return 3
    if any(entry.level in ("area", "province") and entry.population >= _KNOWN_DIVISION for entry in entries):
        return 2
    top = max(entry.population for entry in entries)
    return sum(top >= size for size in _SIZES) + (" " in key) - 1


def _add_evidence(reading: Reading, name: Toponym, words: PlaceWords) -> None:
    """Weighs what the words round a name say, and takes in its direction."""
    if not name.direction:
        _add_direction(reading, name, words)
    if name.level and name.entries:
        name.evidence += 2
    if kind := type_before(reading, name.first, words):
        name.evidence += 3
        name.level = name.level or kind
    if name.direction:
        name.evidence += 2
    name.evidence += _told_before(reading, name.begin, words)
    if speaks(reading, name.last, words):
        name.evidence -= 2
    if owns_as_person(reading, name.last, words):
        name.evidence -= OWNING
    if (
        name.last < len(reading.words)
        and reading.surface[name.last] in "(—–"
        and reading.passage_of[name.first] == 0
    ):
        name.evidence += 2


def _told_before(reading: Reading, begin: int, words: PlaceWords) -> int:
    """What the word before a name says: "in X" and "shelled X" tell of a place, "Mr. X" of a person."""
    before = reading.words[begin - 1] if begin else ""
    if (before in words.skipped or before == ".") and begin > 1:
        before = reading.words[begin - 2]
    if before in words.strong:
        return 3
    if before in words.goal_verbs:
        return 2
    if before in words.prepositions:
        return 1
    return -5 if before in words.titles else 0


def speaks(reading: Reading, last: int, words: PlaceWords) -> bool:
    """Does what stands before token `last` speak or act as a person: "Henderson said"?"""
    return last < len(reading.words) and reading.words[last] in words.speaking


def type_before(reading: Reading, first: int, words: PlaceWords) -> Level | None:
    """What stands as "the village of" or "the town" before a name says of it."""
    index = first - 1
    linked = index >= 0 and reading.words[index] == "of"
    index -= linked
    if index < 0 or (not linked and reading.surface[index][0].isupper()):
        return None
    word = reading.words[index]
    level = words.types.get(word)
    if level and (linked or level == "town"):
        return level
    if not linked:
        return None
    return words.own_types.get(
        f"{reading.words[index - 1]} {word}" if index else word
    ) or words.own_types.get(word)


def _add_direction(reading: Reading, name: Toponym, words: PlaceWords) -> None:
    """Takes in a direction before a name: "far eastern Aleppo", "north-east Syria", "the north of Gaza"."""
    index = name.first - 1
    if index < 0:
        return
    word = reading.words[index]
    if (
        index > 1
        and reading.surface[index - 1] == "-"
        and f"{reading.words[index - 2]}-{word}" in words.directions
    ):
        begin = index - 2
    elif word in words.directions:
        begin = index
    elif (
        index > 1
        and word == "of"
        and reading.words[index - 1] in words.direction_nouns
        and reading.words[index - 2] not in ("a", "an")  # "a center | of Syria's rescuers"
    ):
        begin = index - 1
    else:
        return
    if begin and reading.words[begin - 1] in words.before_directions:
        begin -= 1
    name.begin, name.direction = begin, True
