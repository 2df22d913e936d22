"""Chooses which place each name of a report is: by name, type word, apposition, the report's other places,
size.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sayso.knowledge.gazetteer import Entry, Gazetteer, fold
from sayso.knowledge.gazetteer.table import Level
from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.streets import STREET
from sayso.resolve.places.toponyms import Toponym

# Weights of what speaks for a place, in orders of magnitude of its population.
CONTAINED: Final = 6.0  # the report says it lies there: "Loikaw, Kayah State"
TYPED: Final = 2.0  # a type word fits: "Idlib province"
OWN: Final = 1.0  # the user added it,
OWN_LEAST: Final = 300_000  # and then it is spoken of like a city at least
SAME_COUNTRY: Final = 2.5  # times the share of the report's places that lie in its country
SAME_DIVISION: Final = 2.0
NEARBY: Final = 1.5
LEVEL: Final = {"country": 2.0, "province": -1.0, "district": -1.5, "town": 0.0, "area": 0.5, "point": 0.0}
ROUNDS: Final = 2
# So many words may stand between a name and what holds it.
CLOSE: Final = 6
_APPOSED: Final = frozenset(
    {(",",), ("(",), ("in",), (",", "in"), ("in", "the"), (",", "in", "the"), (",", "the"), ("of",)}
)
# As many places of one name are weighed in full; the most populous come first.
WEIGHED: Final = 24
# How alike an unknown name and a known one must be, in hundredths, to be read as one.
VARIANT: Final = 80.0
# A less likely meaning adds nothing to its surroundings.
FAINT: Final = 0.01


# The places each sense may be, with the names that use it.
Options = dict[str, tuple[tuple[Entry, ...], list[Toponym]]]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name is: its place, None where none is found, and the nearest known names then."""

    entry: Entry | None
    variant: bool = False
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
    scores = {
        key: [_alone(entry, names_of) for entry in entries] for key, (entries, names_of) in options.items()
    }
    _add_containers(reading, names, options, scores, words)
    outlet = _outlet_countries(reading, gazetteer)
    chosen = dict(scores)
    for _ in range(ROUNDS):
        surroundings = _Surroundings(options, chosen, outlet)
        chosen = {
            key: surroundings.rescored(key, entries, scores[key]) for key, (entries, _) in options.items()
        }
    resolved = {
        key: Resolved(max(zip(chosen[key], entries, strict=True), key=lambda pair: pair[0])[1])
        for key, (entries, _) in options.items()
    }
    for sense in _elsewhere(reading, options, resolved):
        resolved[sense] = Resolved(None)
    common = frozenset(
        entry.country for found in resolved.values() if (entry := found.entry) and entry.country
    )
    for name in names:
        if name.key.endswith(STREET):
            resolved[name.sense] = Resolved(None)
        if name.sense not in resolved:
            resolved[name.sense] = _unknown(reading, name, gazetteer, common)
    return resolved


def _elsewhere(reading: Reading, options: Options, resolved: Mapping[str, Resolved]) -> list[str]:
    """Names that only a body has, and no place of the report's divisions: "Dover Hospital"."""
    bodies = {
        sense for sense, (_, names) in options.items() if all(_is_body(reading, name) for name in names)
    }
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


def _alone(entry: Entry, names: Sequence[Toponym]) -> float:
    """How likely a place is by itself: its size, its level, and the type words beside its name."""
    least = OWN_LEAST if entry.table else 100
    score = math.log10(max(entry.population, least)) + LEVEL[entry.level] + (OWN if entry.table else 0.0)
    levels = {name.level for name in names if name.level}
    if levels:
        score += TYPED if entry.level in levels else -TYPED / 2
    return score


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
            inner, outer = left.sense, right.sense
        elif _holds_next(reading, left, right, words):
            inner, outer = right.sense, left.sense
        else:
            continue
        holders = [(entry.level, entry.country, entry.name) for entry in options[outer][0]]
        for index, entry in enumerate(options[inner][0]):
            if any(_lies_in(entry, *holder) for holder in holders):
                scores[inner][index] += CONTAINED
        for index, holder in enumerate(holders):
            if any(_lies_in(entry, *holder) for entry in options[inner][0]):
                scores[outer][index] += CONTAINED / 2


def _holds_next(reading: Reading, left: Toponym, right: Toponym, words: PlaceWords) -> bool:
    """Does the first name say where the second lies: "Syria's Idlib", "the Lebanese city of Tripoli"?"""
    between = reading.words[left.end : right.begin]
    if len(between) > CLOSE or reading.passage_of[left.first] != reading.passage_of[right.first]:
        return False
    if left.role == "people":
        told = any(word in words.types or word in words.directions for word in between)
        return told and all(
            word in words.passed or word in words.types or word in words.directions or word in ("of", "-")
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
    between = reading.words[name.end : behind.begin]
    if (
        not between
        or len(between) > CLOSE
        or reading.passage_of[name.first] != reading.passage_of[behind.first]
    ):
        return False
    if between in _APPOSED:
        return True
    if behind.role == "people":
        return between in ((",", "the"), (",", "a"), (",", "an"))
    return (
        between[-1] in ("of", "in")
        and not {"and", "from", "to", "'s"} & set(between)
        and not any(index in reading.triggers for index in range(name.end, behind.begin))
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


class _Surroundings:
    """How much of a report lies in each country, division and square of a degree, by the likelihoods so
    far.
    """

    def __init__(
        self, options: Options, scores: Mapping[str, list[float]],
        outlet: frozenset[str],
    ) -> None:  # fmt: skip
        self.by_country: dict[str, float] = defaultdict(float)
        self.by_division: dict[tuple[str, str], float] = defaultdict(float)
        self.by_square: dict[tuple[int, int], float] = defaultdict(float)
        self.total = 0.5
        for country in outlet:
            self.by_country[country] += 0.5
        self._shares: dict[str, list[float]] = {}
        for key, (entries, names) in options.items():
            self._shares[key] = _softmax(scores[key], 1.0 + math.log(len(names)))
            self._put(entries, self._shares[key], 1.0)

    def _put(self, entries: Sequence[Entry], shares: Sequence[float], sign: float) -> None:
        for share, entry in zip(shares, entries, strict=True):
            if share < FAINT:
                continue
            self.total += sign * share
            if entry.country:
                self.by_country[entry.country] += sign * share
                if division := _division(entry):
                    self.by_division[division] += sign * share
            if (
                entry.latitude is not None
                and entry.longitude is not None
                and entry.level in ("town", "district", "point")
            ):
                self.by_square[math.floor(entry.latitude), math.floor(entry.longitude)] += sign * share

    def rescored(self, key: str, entries: Sequence[Entry], scores: Sequence[float]) -> list[float]:
        """The scores of what a name may be with what the report's other names add."""
        if len(entries) == 1:
            return list(scores)
        self._put(entries, self._shares[key], -1.0)
        found = [score + self._speak_for(entry) for score, entry in zip(scores, entries, strict=True)]
        self._put(entries, self._shares[key], 1.0)
        return found

    def _speak_for(self, entry: Entry) -> float:
        score = 0.0
        if entry.country in self.by_country:
            score += SAME_COUNTRY * self.by_country[entry.country] / self.total
            if (division := _division(entry)) in self.by_division:
                score += SAME_DIVISION * min(1.0, self.by_division[division] / 1.5)
        if (
            self.by_square
            and entry.latitude is not None
            and entry.longitude is not None
            and entry.level != "country"
        ):
            row, column = math.floor(entry.latitude), math.floor(entry.longitude)
            near = sum(self.by_square.get((row + up, column + right), 0.0) for up, right in _AROUND)
            score += NEARBY * min(1.0, near / 2.0)
        return score


_AROUND: Final = tuple((up, right) for up in (-1, 0, 1) for right in (-1, 0, 1))


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
