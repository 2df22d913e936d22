"""Finds the names of places in a report: capitalised words that the gazetteer or their neighbours call a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading

# place: somewhere; people: an adjective or a people ("Israeli"); inside: part of a body's name ("Kyiv Post").
Role = Literal["place", "people", "inside"]
LONGEST: Final = 6
_GLUE: Final = frozenset("-’'")
_ABBREVIATED: Final = frozenset({"st", "mt", "ft", "ste"})
# Articles that join two capitals without a hyphen; the others are English words as well.
_JOINING: Final = frozenset("al el ul ash ad ar az ez es de del la las los le les du des da dos di der van upon sur".split())


@dataclass(slots=True)
class Toponym:
    """A name of a place: tokens first..last-1 are the name, begin..end-1 with its direction and own type word.

    `level` is what a type word beside it says; `entries` are the places it may be, none where the gazetteer
    has no such name. `evidence` weighs what speaks for a place.
    """

    first: int
    last: int
    begin: int
    end: int
    key: str
    role: Role
    entries: tuple[Entry, ...] = ()
    level: Level | None = None
    direction: bool = False
    country: str | None = None
    evidence: int = 0
    prior: int = 0


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Capitalised words that may be one name; `opens` where the first is capital because a sentence begins."""

    first: int
    last: int
    opens: bool


def find_toponyms(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> list[Toponym]:
    """The toponyms of a report in the order of its text, each with the places it may be."""
    chunks = list(_chunks(reading, words))
    spans = {span: fold(_text(reading, *span)) for chunk in chunks for span in _spans(reading, chunk)}
    known = gazetteer.lookup(spans.values())
    found: list[Toponym] = []
    persons: set[str] = set()
    for chunk in chunks:
        names = list(_names_in(reading, chunk, spans, known, words))
        found.extend(names)
        if not names and chunk.last - chunk.first > 1:
            persons.add(fold(reading.surface[chunk.last - 1]))
    called = {name.key: name for name in found if not name.entries and not name.country}
    if called:
        covered = {name.first for name in found}
        found.extend(_again(reading, chunks, called, covered))
        found.sort(key=lambda name: name.first)
        persons -= called.keys()
    return _weighed(reading, found, persons, words)


def _again(reading: Reading, chunks: Sequence[_Chunk], called: dict[str, Toponym], covered: set[int]) -> Iterator[Toponym]:
    """Other mentions of names that the report itself calls places."""
    for chunk in chunks:
        if chunk.first not in covered:
            known = called.get(fold(_text(reading, chunk.first, chunk.last)))
            if known:
                yield Toponym(chunk.first, chunk.last, chunk.first, chunk.last, known.key, "place", evidence=2)


def _chunks(reading: Reading, words: PlaceWords) -> Iterator[_Chunk]:
    surface, lower = reading.surface, reading.words
    for begin, stop in reading.bounds:
        index = begin
        while index < stop:
            if surface[index][0].isupper() or (
                index + 2 < stop and surface[index + 1] == "-" and lower[index] in words.articles and _article_opens(reading, index)
            ):
                last = _chunk_end(reading, index, stop, words)
                yield _Chunk(index, last, _sentence_opens(reading, begin, index))
                index = last
            else:
                index += 1


def _article_opens(reading: Reading, index: int) -> bool:
    """Does a lower-case article open a name ("al-Bab")?"""
    return reading.starts[index + 2] == reading.ends[index] + 1 and reading.surface[index + 2][0].isupper()


def _chunk_end(reading: Reading, index: int, stop: int, words: PlaceWords) -> int:
    """The token after the last one of a chunk that begins at `index`."""
    surface, starts, ends = reading.surface, reading.starts, reading.ends
    last = index + 1
    while last < stop:
        gap = starts[last] - ends[last - 1]
        if gap > 1:
            break
        token = surface[last]
        if token[0].isupper() and (gap == 1 or surface[last - 1] in _GLUE or surface[last - 1] == "."):
            last += 1
        elif gap == 0 and token == "-" and last + 1 < stop and starts[last + 1] == ends[last]:
            beyond = surface[last + 1]
            if beyond[0].isupper():
                last += 2
            elif reading.words[last + 1] in words.articles and last + 3 < stop and surface[last + 2] == "-":
                last += 3
            else:
                break
        elif gap == 0 and token[0] in "’'" and token[1:] != "s" and (len(token) > 1 or _glued(reading, last, stop)):
            last += 1 if len(token) > 1 else 2
        elif gap == 0 and token == "." and reading.words[last - 1] in _ABBREVIATED:
            last += 1
        elif gap == 1 and last + 1 < stop and _article_joins(reading, last, stop, words):
            last += 2 if surface[last + 1] != "-" else 3
        else:
            break
    return last


def _glued(reading: Reading, index: int, stop: int) -> bool:
    """Does an apostrophe stand inside a word ("Be'eri")?"""
    return index + 1 < stop and reading.starts[index + 1] == reading.ends[index] and reading.surface[index + 1][0].isalpha()


def _article_joins(reading: Reading, index: int, stop: int, words: PlaceWords) -> bool:
    """Does a lower-case article stand between two parts of a name ("Khan al Assal", "Deir ez-Zor")?"""
    word = reading.words[index]
    if word not in words.articles:
        return False
    if reading.surface[index + 1] == "-":
        return index + 2 < stop and reading.surface[index + 2][0].isupper()
    return word in _JOINING and reading.surface[index + 1][0].isupper()


def _sentence_opens(reading: Reading, begin: int, index: int) -> bool:
    """Is there nothing but punctuation before the token in its sentence?"""
    return index == begin or (index - begin <= 2 and not any(reading.surface[i][0].isalnum() for i in range(begin, index)))


def _spans(reading: Reading, chunk: _Chunk) -> Iterator[tuple[int, int]]:
    """Stretches of a chunk that may be a name, and those that go on over "of" or "and" to the next capital."""
    stop = reading.bounds[reading.passage_of[chunk.first]][1]
    for first in range(chunk.first, chunk.last):
        if reading.surface[first][0].isalpha():
            for last in range(first + 1, min(first + LONGEST, chunk.last) + 1):
                if reading.surface[last - 1][0].isalpha() or reading.surface[last - 1] == ".":
                    yield first, last
    if chunk.last < stop and reading.words[chunk.last] in ("of", "and"):
        beyond = chunk.last + 1
        while beyond < stop and beyond - chunk.last < 5 and (reading.surface[beyond][0].isupper() or reading.words[beyond] == "the"):
            beyond += 1
            for first in range(max(chunk.first, chunk.last - 2), chunk.last):
                yield first, beyond


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.report.text[reading.starts[first] : reading.ends[last - 1]]


def _names_in(
    reading: Reading, chunk: _Chunk, spans: dict[tuple[int, int], str], known: dict[str, tuple[Entry, ...]], words: PlaceWords
) -> Iterator[Toponym]:  # fmt: skip
    """The names of places in one chunk, longest match first, and one unknown name that its neighbours call a place."""
    first = _past_openers(reading, chunk, spans, known, words)
    matches: list[tuple[int, int]] = []
    index = first
    while index < chunk.last:
        ends = [last for last in range(chunk.last + 4, index, -1) if (index, last) in spans and _is_known(spans[index, last], known, words)]
        if ends:
            matches.append((index, ends[0]))
            index = ends[0]
        else:
            index += 1
    kept = False
    for begin, last in matches:
        name = _judged(reading, chunk, first, begin, last, spans[begin, last], known, words)
        if name:
            kept = True
            yield name
    if not kept and first < chunk.last:
        unknown = _unknown(reading, chunk, first, words)
        if unknown:
            yield unknown


def _is_known(key: str, known: dict[str, tuple[Entry, ...]], words: PlaceWords) -> bool:
    return (key in known and key not in words.never) or key in words.demonyms


def _past_openers(
    reading: Reading, chunk: _Chunk, spans: dict[tuple[int, int], str], known: dict[str, tuple[Entry, ...]], words: PlaceWords
) -> int:  # fmt: skip
    """The first token of a chunk that may belong to a name: "In Aleppo" begins with a word of the sentence."""
    first = chunk.first
    if not chunk.opens or chunk.last - first == 1 or known.get(spans.get((first, chunk.last), "")):
        return first
    if reading.words[first] in words.common or reading.words[first] in words.prepositions:
        return first if reading.words[first] in words.directions else first + 1
    return first


def _judged(
    reading: Reading, chunk: _Chunk, opening: int, first: int, last: int, key: str, known: dict[str, tuple[Entry, ...]], words: PlaceWords
) -> Toponym | None:  # fmt: skip
    """A matched stretch of a chunk as a toponym, None where the rest of the chunk makes it a person or thing."""
    entries = known.get(key, ())
    country = words.demonyms.get(key)
    name = Toponym(first, last, first, last, key, "people" if country else "place", entries, country=country)
    surface = reading.surface[first:last]
    short = len(surface) == 1 and surface[0].isupper() and len(surface[0]) <= 4
    if len(key) < 3 and not short and "." not in _text(reading, first, last):
        return None
    if short and not country:
        wide = tuple(entry for entry in entries if entry.level in ("country", "province"))
        if not wide or (len(key) == 2 and wide[0].level == "province" and not _after_comma(reading, first)):
            return None
        name = replace(name, entries=wide)
    wide_name = bool(country) or any(entry.level in ("country", "province", "area") for entry in name.entries)
    before = [i for i in range(opening, first) if reading.surface[i][0].isalpha()]
    after = [i for i in range(last, chunk.last) if reading.surface[i][0].isalpha()]
    name, after = _typed(reading, name, after, words)
    if before and reading.words[before[-1]] in words.directions:
        name = replace(name, begin=before[-1], direction=True)
        before.pop()
    if any(reading.words[i] in words.organisations for i in after):
        return replace(name, role="people" if country else "inside")
    if before and not wide_name and not all(_is_plain(reading, i, words) for i in before):
        return None
    if after and not wide_name and not _is_plain(reading, after[0], words):
        return None
    if (before or after) and not country and name.level is None and not wide_name:
        return replace(name, role="inside")
    return replace(name, role="inside") if (before and not country and name.level is None and len(before) > 1) else name


def _after_comma(reading: Reading, first: int) -> bool:
    return first > 0 and reading.surface[first - 1] == ","


def _is_plain(reading: Reading, index: int, words: PlaceWords) -> bool:
    """Is a capitalised word one of the language, an office or a people rather than a person's name?"""
    word = reading.words[index]
    return word in words.titles or word in words.organisations or index in reading.nouns or word in words.demonyms


def _typed(reading: Reading, name: Toponym, after: list[int], words: PlaceWords) -> tuple[Toponym, list[int]]:
    """The name with the type word behind it; one of its own belongs to it, a division's only where it is capital."""
    stop = reading.bounds[reading.passage_of[name.first]][1]
    for length in (3, 2, 1):
        last = name.last + length
        if last > stop or name.last >= stop:
            continue
        phrase = " ".join(reading.words[name.last : last])
        if reading.starts[name.last] - reading.ends[name.last - 1] != 1:
            break
        capital = reading.surface[name.last][0].isupper()
        rest = [i for i in after if i >= last]
        if phrase in words.own_types:
            return replace(name, end=last, level=words.own_types[phrase], role="place"), rest
        if phrase in words.types and name.role != "people":
            return replace(name, end=last if capital else name.end, level=words.types[phrase]), rest
    return name, after


def _unknown(reading: Reading, chunk: _Chunk, first: int, words: PlaceWords) -> Toponym | None:
    """A name that no gazetteer has but a type word, a preposition or what follows calls a place."""
    last = _before_type(reading, first, chunk.last, words)
    direction = reading.words[first] in words.directions and last - first > 1
    begin, first = first, first + direction
    key = fold(_text(reading, first, last))
    if len(key) < 3 or key in words.common or key in words.never or reading.lexicon.is_in(key, "months"):
        return None
    if reading.surface[chunk.last - 1][0].isupper() and reading.words[chunk.last - 1] in words.organisations:
        return None
    name, _ = _typed(reading, Toponym(first, last, begin, last, key, "place", direction=direction), [], words)
    kind = _type_before(reading, first, words)
    if name.level or kind:
        return replace(name, level=name.level or kind, evidence=4)
    plain = range(first, last)
    if any(reading.words[i] in words.organisations or reading.words[i] in words.titles for i in plain):
        return None
    if (last - first == 1 and reading.surface[first].isupper()) or last - first > 4 or first in reading.nouns:
        return None
    if _speaks(reading, last, words) or not _called_place(reading, begin, last, words):
        return None
    return replace(name, evidence=2)


def _before_type(reading: Reading, first: int, last: int, words: PlaceWords) -> int:
    """The end of a name whose chunk ends in a type word ("Mina District")."""
    for length in (2, 1):
        cut = last - length
        if cut > first:
            phrase = " ".join(reading.words[cut:last])
            if phrase in words.own_types or phrase in words.types:
                return cut
    return last


def _called_place(reading: Reading, begin: int, last: int, words: PlaceWords) -> bool:
    """Does what stands round an unknown name call it a place: "at Bobasa", "residents of X", "X, 20 km from"?"""
    before = reading.words[begin - 1] if begin else ""
    two = reading.words[begin - 2] if begin > 1 else ""
    if before in ("in", "near", "at", "outside") or before in words.goal_verbs:
        return True
    if before in words.links and two in words.beside:
        return True
    behind = reading.words[last : last + 4]
    if not behind or behind[0] not in (",", "in"):
        return False
    return any(word in words.directions or word in ("km", "kilometres", "kilometers", "miles") for word in behind[1:]) and before not in words.titles


def _speaks(reading: Reading, last: int, words: PlaceWords) -> bool:
    return last < len(reading.words) and reading.words[last] in words.speaking


def _type_before(reading: Reading, first: int, words: PlaceWords) -> Level | None:
    """What stands as "the village of" or "the town" before a name says of it."""
    index = first - 1
    if index >= 0 and reading.words[index] == "of":
        index -= 1
    elif index >= 0 and reading.surface[index][0].isupper():
        return None
    if index < 0:
        return None
    word = reading.words[index]
    two = f"{reading.words[index - 1]} {word}" if index else word
    linked = index < first - 1
    level = words.types.get(word)
    if level and (linked or level == "town"):
        return level
    return (words.own_types.get(two) or words.own_types.get(word)) if linked else None


def _weighed(reading: Reading, found: Sequence[Toponym], persons: set[str], words: PlaceWords) -> list[Toponym]:
    """The toponyms whose evidence, their own and that of the same name elsewhere in the report, is enough."""
    weighed = [replace(name, **_evidence(reading, name, words)) for name in found]  # type: ignore[arg-type]
    best: dict[str, int] = defaultdict(int)
    levels = {name.key: name.level for name in weighed if name.level}
    for name in weighed:
        best[name.key] = max(best[name.key], name.evidence)
    by_end = {name.end: name for name in weighed}
    lower = {token for token in set(reading.surface) if token.islower()}
    kept = []
    for name in weighed:
        score = name.evidence + name.prior + (best[name.key] + 1) // 2
        if name.key in persons or name.key in words.common or name.key in lower:
            score -= 3
        listed = by_end.get(name.begin - 1)
        if listed and reading.words[name.begin - 1] in ("and", ",", "or") and listed.evidence >= 2 and listed.role == "place":
            score += 2
        if name.role != "place" or score > 0:
            kept.append(replace(name, level=name.level or levels.get(name.key)))
    return kept


def _evidence(reading: Reading, name: Toponym, words: PlaceWords) -> dict[str, int | Level | None | bool]:
    """What the words round a name say for a place."""
    weight, level, begin, direction = name.evidence, name.level, name.begin, name.direction
    if not direction:
        begin, direction = _direction_before(reading, name.first, words)
        begin = begin if direction else name.begin
    before = reading.words[begin - 1] if begin else ""
    if before in ("the", "occupied", "nearby", "besieged", "neighbouring", "neighboring") and begin > 1:
        before = reading.words[begin - 2]
    if kind := _type_before(reading, name.first, words):
        weight, level = weight + 3, level or kind
    if name.level and name.entries:
        weight += 2
    if before in words.strong:
        weight += 3
    elif before in words.prepositions:
        weight += 1
    if direction:
        weight += 2
    if name.last < len(reading.words) and reading.surface[name.last] in ("(", "—", "–") and reading.passage_of[name.first] == 0:
        weight += 2
    if before.rstrip(".") in words.titles or before in words.titles:
        weight -= 5
    if _speaks(reading, name.last, words):
        weight -= 2
    return {"evidence": weight, "level": level, "begin": begin, "direction": direction, "prior": _prior(name)}


def _prior(name: Toponym) -> int:
    if not name.entries:
        return 0
    top = max(name.entries, key=lambda entry: entry.population)
    if any(entry.level == "country" for entry in name.entries):
        return 3
    if any(entry.level in ("area", "province") and entry.population >= 200_000 for entry in name.entries):
        return 2
    words = len(name.key.split())
    return (top.population >= 15_000) + (top.population >= 100_000) + (top.population >= 1_000_000) + (words > 1) - 1


def _direction_before(reading: Reading, first: int, words: PlaceWords) -> tuple[int, bool]:
    """Where a direction before a name begins: "far eastern Aleppo", "the north of Gaza"."""
    index = first - 1
    if index < 0:
        return first, False
    if reading.words[index] in words.directions:
        begin = index
    elif index > 1 and reading.surface[index - 1] == "-" and f"{reading.words[index - 2]}-{reading.words[index]}" in words.directions:
        begin = index - 2
    elif index and reading.words[index] == "of" and reading.words[index - 1] in words.direction_nouns:
        begin = index - 1
    else:
        return first, False
    if begin and reading.words[begin - 1] in words.before_directions:
        begin -= 1
    return begin, True
