"""Chooses which place each name of a report is: by name, type word, apposition, the report's other places,
size.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.astray import is_elsewhere, is_far
from sayso.resolve.places.streets import STREET
from sayso.resolve.places.toponym import Toponym, goes_by

# Weights of what speaks for a place, in orders of magnitude of its population.
CONTAINED: Final = 6.0  # the report says it lies there: "Loikaw, Kayah State"
TYPED: Final = 2.0  # a type word fits: "Idlib province"
OWN: Final = 1.0  # the user added it,
OWN_LEAST: Final = 300_000  # and then it is spoken of like a city at least
OTHER_NAME: Final = 1.5  # it mostly goes by another name
SAME_COUNTRY: Final = 2.5  # times the share of the report's places that lie in its country
SAME_DIVISION: Final = 1.8
NEARBY: Final = 1.5
LEVEL: Final = {"country": 2.0, "province": -1.0, "district": -1.5, "town": 0.0, "area": 0.5, "point": 0.0}
ROUNDS: Final = 2
# So many words may stand between a name and what holds it.
CLOSE: Final = 6
_APPOSED: Final = frozenset(
    {(",",), ("(",), ("in",), (",", "in"), ("in", "the"), (",", "in", "the"), (",", "the"), ("of",)}
)
_IN: Final = frozenset({("in",), (",", "in"), ("village", "in"), ("village", ",", "in"), ("village", ",")})
# As many places of one name are weighed in full; the most populous come first.
WEIGHED: Final = 24
# How alike an unknown name and a known one must be, in hundredths, to be read as one.
VARIANT: Final = 80.0
# The share of a report's names that must lie in a country for such a name to be one there.
SHARE: Final = 0.2
# What must speak for a place that lies where nothing else of a report does.
PLACED: Final = 3
# A town of so many is known by its other names, too.
KNOWN: Final = 200_000
# A less likely meaning adds nothing to its surroundings.
FAINT: Final = 0.01


# The places each sense may be, with the names that use it.
Options = dict[str, tuple[tuple[Entry, ...], list[Toponym]]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name is: its place, None where none is found, and the nearest known names then."""

    entry: Entry | None
    variant: bool = False
    stray: bool = False
    nearest: tuple[str, ...] = ()


def choose(
    reading: Reading,
    names: Sequence[Toponym],
    gazetteer: Gazetteer,
    countries: Mapping[str, Entry],
    words: PlaceWords,
) -> dict[str, Resolved]:
    """What each sense among a report's names is; a name has one meaning in a report, or one a type word."""
    options = _options(names, countries)
    scores = {key: _alone(entries, names_of) for key, (entries, names_of) in options.items()}
    _add_containers(reading, names, options, scores, words)
    outlet = _outlet_countries(reading, gazetteer)
    chosen = dict(scores)
    lying = {key: [_lying(entry) for entry in entries] for key, (entries, _) in options.items()}
    mentions = {key: len(names_of) for key, (_, names_of) in options.items()}
    for _ in range(ROUNDS):
        surroundings = _Surroundings(lying, chosen, mentions, outlet)
        chosen = {key: surroundings.rescored(key, scores[key]) for key in options}
    resolved = {
        key: Resolved(entries[chosen[key].index(max(chosen[key]))]) for key, (entries, _) in options.items()
    }
    for sense in _elsewhere(reading, options, resolved):
        resolved[sense] = Resolved(None)
    for sense in _told_elsewhere(reading, names, resolved):
        resolved[sense] = Resolved(None)
    for sense in _strays(options, resolved):
        resolved[sense] = Resolved(None, stray=True)
    common = _common_countries(options, resolved)
    for name in names:
        if name.key.endswith(STREET):
            resolved[name.sense] = Resolved(None)
        if name.sense not in resolved:
            resolved[name.sense] = _unknown(reading, name, gazetteer, common)
    return resolved


def _strays(options: Options, resolved: Mapping[str, Resolved]) -> list[str]:
    """Names that little calls places, other writings of a town's name, and what is far from all else, where
    nothing else of a report is in the town's country: "the Labor party" is not in La Labor, Mexico.
    """
    lands: dict[str | None, set[str]] = defaultdict(set)
    for sense, found in resolved.items():
        if entry := found.entry:
            lands[entry.country].add(sense)
    if len(lands) == 1:
        return []
    return [
        sense
        for sense, (_, names) in options.items()
        if (entry := resolved[sense].entry)
        and entry.level in ("town", "district")
        and entry.population < KNOWN
        and not entry.table
        and lands[entry.country] == {sense}
        and (
            not goes_by(entry, names[0].key)
            or _hardly_placed(names)
            or is_far(
                entry, (other for found in resolved.values() if (other := found.entry) not in (None, entry))
            )
        )
    ]


def _hardly_placed(names: Sequence[Toponym]) -> bool:
    """Does nothing beside a name of one word call it a place?"""
    return " " not in names[0].key and not any(is_placed(name) for name in names)


def is_placed(name: Toponym) -> bool:
    """Does a type word, a preposition or much else call a name a place?"""
    return name.level is not None or name.evidence >= PLACED


def _common_countries(options: Options, resolved: Mapping[str, Resolved]) -> frozenset[str]:
    """The countries in which a good share of a report's names lie: only there is an unknown name another's
    spelling.
    """
    told: dict[str, int] = defaultdict(int)
    for sense, (_, names) in options.items():
        if (entry := resolved[sense].entry) and entry.country:
            told[entry.country] += len(names)
    least = SHARE * sum(told.values())
    return frozenset(country for country, count in told.items() if count >= least)


def _elsewhere(reading: Reading, options: Options, resolved: Mapping[str, Resolved]) -> list[str]:
    """Names that only a body has, and no place of the report's divisions: "Dover Hospital"."""
    bodies = {
        sense for sense, (_, names) in options.items() if all(_is_body(reading, name) for name in names)
    }
    if not bodies:
        return []
    divisions = {
        _division(entry)
        for sense, found in resolved.items()
        if sense not in bodies and (entry := found.entry)
    } - {None}
    return [
        sense
        for sense in bodies
        if divisions and (entry := resolved[sense].entry) and _division(entry) not in divisions
    ]


def _is_body(reading: Reading, name: Toponym) -> bool:
    """Does a capital type word of a site belong to a name?"""
    return name.level == "point" and name.end > name.last and reading.surface[name.last][0].isupper()


def _options(names: Sequence[Toponym], countries: Mapping[str, Entry]) -> Options:
    """The places each sense may be, with the names that use it."""
    options: Options = {}
    for name in names:
        entries = (countries[name.country],) if name.country in countries else name.entries[:WEIGHED]  # type: ignore[index]
        if entries:
            options.setdefault(name.sense, (entries, []))[1].append(name)
    return options


def _alone(entries: Sequence[Entry], names: Sequence[Toponym]) -> list[float]:
    """How likely each place is by itself: its size, its level, and the type words beside its name."""
    levels = {name.level for name in names if name.level}
    scores = []
    for entry in entries:
        least = OWN_LEAST if entry.table else 100
        score = math.log10(max(entry.population, least)) + LEVEL[entry.level] + (OWN if entry.table else 0.0)
        if not goes_by(entry, names[0].key):
            score -= OTHER_NAME
        if levels:
            score += TYPED if entry.level in levels else -TYPED / 2
        scores.append(score)
    return scores


def _add_containers(
    reading: Reading,
    names: Sequence[Toponym],
    options: Options,
    scores: dict[str, list[float]],
    words: PlaceWords,
) -> None:
    """Raises the places that lie in what stands beside their name: "Loikaw, capital of Kayah State"."""
    for left, right in pairwise(names):
        if left.sense == right.sense or left.sense not in options or right.sense not in options:
            continue
        if apposition(reading, left, right):
            _add_container(options, scores, left.sense, right.sense)
        if holds_next(reading, left, right, words):
            _add_container(options, scores, right.sense, left.sense)


def _told_elsewhere(
    reading: Reading, names: Sequence[Toponym], resolved: Mapping[str, Resolved]
) -> list[str]:
    """Names of towns that are said, in so many words, to be in a place where no town of that name is."""
    return [
        left.sense
        for left, right in pairwise(names)
        if left.role == right.role == "place"
        and _is_said_in(reading.words[left.end : right.begin], right)
        and left.sense in resolved
        and right.sense in resolved
        and (place := resolved[left.sense].entry)
        and (holder := resolved[right.sense].entry)
        and is_elsewhere(place, holder)
    ]


def _is_said_in(between: tuple[str, ...], holder: Toponym) -> bool:
    """ "A in B", "A village, B", "A, B Township"; "A, B" alone may be a list."""
    return between in _IN or (between == (",",) and holder.level in ("district", "province"))


def _add_container(options: Options, scores: dict[str, list[float]], inner: str, outer: str) -> None:
    """Raises the places of one name that lie in a place of another, and those that hold them."""
    holders = [(entry.level, entry.country, entry.name) for entry in options[outer][0]]
    for index, entry in enumerate(options[inner][0]):
        if any(_lies_in(entry, *holder) for holder in holders):
            scores[inner][index] += CONTAINED
    for index, holder in enumerate(holders):
        if any(_lies_in(entry, *holder) for entry in options[inner][0]):
            scores[outer][index] += CONTAINED / 2


def holds_next(reading: Reading, left: Toponym, right: Toponym, words: PlaceWords) -> bool:
    """Does the first name say where the second lies: "Syria's Idlib", "Syria's northern province of Idlib",
    "the Lebanese (or West Bank) city of Tripoli"?
    """
    if right.begin - left.end > CLOSE or reading.passage_of[left.first] != reading.passage_of[right.first]:
        return False
    between = reading.words[left.end : right.begin]
    if left.role == "people" or between[-1:] == ("of",):
        told = any(word in words.types or word in words.directions for word in between)
        return told and all(
            word in words.passed
            or word in words.types
            or word in words.directions
            or word in ("of", "-", "'s")
            for word in between
        )
    return between[:1] == ("'s",) and all(
        word in words.types or word in words.directions for word in between[1:]
    )


def _lies_in(entry: Entry, level: Level, country: str | None, name: str) -> bool:
    """Does a place lie in a division or country?"""
    if entry.country != country or country is None:
        return False
    if level == "country":
        return entry.level != "country"
    return (level == "province" and entry.admin1 == name) or (level == "district" and entry.admin2 == name)


def apposition(reading: Reading, name: Toponym, behind: Toponym) -> bool:
    """Does the second name stand behind as what holds the first: "A, B", "A in B", "A, the capital of B"?"""
    if (
        not 0 < behind.begin - name.end <= CLOSE
        or reading.passage_of[name.first] != reading.passage_of[behind.first]
    ):
        return False
    between = reading.words[name.end : behind.begin]
    if between in _APPOSED:
        return True
    if behind.role == "people":
        return between in ((",", "the"), (",", "a"), (",", "an"))
    return (
        between[-1] in ("of", "in")
        and not {"and", "from", "to", "'s"} & set(between)
        and reading.triggers.keys().isdisjoint(range(name.end, behind.begin))
    )


def _outlet_countries(reading: Reading, gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that an outlet's name speaks of ("Kyiv Post")."""
    if not reading.report.outlet:
        return frozenset()
    keys = [fold(word) for word in reading.report.outlet.split() if word[:1].isupper() and len(word) > 3]
    found = gazetteer.lookup(key for key in keys if key)
    return frozenset(
        entries[0].country
        for entries in found.values()
        if entries[0].country and entries[0].population > 100_000
    )


class _Lying(NamedTuple):
    """Where a place lies: its country and division, its square of a degree, which no country has, and
    whether it is small enough to tell of what lies around it.
    """

    country: str | None
    division: tuple[str, str] | None
    square: tuple[int, int] | None
    exact: bool


def _lying(entry: Entry) -> _Lying:
    square = None
    if entry.latitude is not None and entry.longitude is not None and entry.level != "country":
        square = math.floor(entry.latitude), math.floor(entry.longitude)
    return _Lying(entry.country, _division(entry), square, entry.level in _EXACT)


class _Surroundings:
    """How much of a report lies in each country, division and square of a degree, by the likelihoods so
    far.
    """

    def __init__(
        self,
        places: Mapping[str, Sequence[_Lying]],
        scores: Mapping[str, Sequence[float]],
        mentions: Mapping[str, int],
        outlet: frozenset[str],
    ) -> None:
        self.by_country: dict[str, float] = defaultdict(float)
        self.by_division: dict[tuple[str, str], float] = defaultdict(float)
        self.by_square: dict[tuple[int, int], float] = defaultdict(float)
        self.total = 0.5
        for country in outlet:
            self.by_country[country] += 0.5
        self._places = places
        self._shares = {key: _softmax(scores[key], 1.0 + math.log(mentions[key])) for key in places}
        for key in places:
            self._put(key, 1.0)
        self._near_some = {square for occupied in self.by_square for square in _around(occupied)}

    def _put(self, key: str, sign: float) -> None:
        for share, place in zip(self._shares[key], self._places[key], strict=True):
            if share < FAINT:
                continue
            self.total += sign * share
            if place.country:
                self.by_country[place.country] += sign * share
                if place.division:
                    self.by_division[place.division] += sign * share
            if place.exact and place.square:
                self.by_square[place.square] += sign * share

    def rescored(self, key: str, scores: Sequence[float]) -> list[float]:
        """The scores of what a name may be with what the report's other names add."""
        places = self._places[key]
        if len(places) == 1:
            return list(scores)
        self._put(key, -1.0)
        found = [score + self._speak_for(place) for score, place in zip(scores, places, strict=True)]
        self._put(key, 1.0)
        return found

    def _speak_for(self, place: _Lying) -> float:
        score = 0.0
        if place.country in self.by_country:
            score += SAME_COUNTRY * self.by_country[place.country] / self.total
            if place.division in self.by_division:
                score += SAME_DIVISION * min(1.0, self.by_division[place.division] / 1.5)
        if place.square in self._near_some:
            near = sum(self.by_square.get(square, 0.0) for square in _around(place.square))
            score += NEARBY * min(1.0, near / 2.0)
        return score


def _around(square: tuple[int, int]) -> list[tuple[int, int]]:
    """A square and those that touch it."""
    row, column = square
    return [(row + up, column + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]


_EXACT: Final = frozenset({"town", "district", "point"})


def _division(entry: Entry) -> tuple[str, str] | None:
    if entry.country is None:
        return None
    if entry.level == "province":
        return entry.country, entry.name
    return (entry.country, entry.admin1) if entry.admin1 else None


def _softmax(scores: Sequence[float], weight: float) -> list[float]:
    top = max(scores)
    parts = [math.exp(1.5 * (score - top)) for score in scores]
    total = sum(parts)
    return [weight * part / total for part in parts]


def _unknown(reading: Reading, name: Toponym, gazetteer: Gazetteer, countries: frozenset[str]) -> Resolved:
    """An unknown name as the spelling of a known one in the report's countries, or as none."""
    text = reading.report.text[reading.starts[name.first] : reading.ends[name.last - 1]]
    alike = gazetteer.alike(text, countries) if countries else []
    if alike and alike[0][0] >= VARIANT:
        return Resolved(alike[0][1], variant=True, nearest=_labels(alike))
    return Resolved(None, nearest=_labels(alike or gazetteer.alike(text)))


def _labels(alike: Sequence[tuple[float, Entry]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(", ".join(filter(None, (e.name, e.admin1, e.country))) for _, e in alike))[:3]
