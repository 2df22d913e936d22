"""Who a name means: the packaged parties and outlets, and the user's own, which go first."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from sayso.errors import KnowledgeError
from sayso.knowledge.party_table import Conflict, Party, read_conflicts, read_parties
from sayso.lexicon.source import Faults

HERE: Final = Path(__file__).parent
CONFLICTS: Final = HERE / "conflicts.csv"
PACKAGED: Final = (HERE / "parties.csv", HERE / "outlets.csv")
OWN_FOLDER: Final = "parties"
MAX_WORDS: Final = 12
ACRONYM_LETTERS: Final = 5
NEAR: Final = 60.0
_WORD: Final = re.compile(r"~?\w+(?:['’]\w+)*")
_DROPPED: Final = frozenset({"the", "a", "an", "armed"})
FORCE: Final = "~force"
_FORCES: Final = frozenset({
    "army", "military", "force", "forces", "troops", "soldiers", "soldier", "servicemen", "serviceman",
})  # fmt: skip
_ADMINISTERING: Final = frozenset({"government", "ministry"})
_DOTTED: Final = re.compile(r"\b(?:[A-Z]\.){2,}")
_SHARE: Final = 4  # a conflict told less than a fourth as often as the first is not what a report is about


@dataclass(frozen=True, slots=True)
class Meaning:
    """A party that a name may mean; `generic` where the name means it only in reports about its conflicts."""

    party: Party
    generic: bool
    acronym: bool


class Parties:
    """Parties by what they are called."""

    def __init__(self, parties: Iterable[Party], conflicts: Mapping[str, Conflict]) -> None:
        self.conflicts = conflicts
        self.all: tuple[Party, ...] = tuple(parties)
        self.by_name = {party.name: party for party in reversed(self.all)}
        self._meanings: dict[tuple[str, ...], list[Meaning]] = defaultdict(list)
        for party in self.all:
            for generic, names in ((False, (party.name, *party.aliases)), (True, party.generic)):
                for name in names:
                    self._learn(name, party, generic)
        self._reach: dict[str, int] = {}
        for key in self._meanings:
            self._reach[key[0]] = max(len(key), self._reach.get(key[0], 0))
        self._of_long_names = {word for key in self._meanings if len(key) > 1 for word in key}
        self._conflicts_of_word: dict[str, list[str]] = defaultdict(list)
        self._conflicts_of_country: dict[str, list[str]] = defaultdict(list)
        for conflict in conflicts.values():
            for word in conflict.words:
                self._conflicts_of_word[word].append(conflict.id)
            for country in conflict.countries:
                self._conflicts_of_country[country].append(conflict.id)

    def _learn(self, name: str, party: Party, generic: bool) -> None:
        words = tokens(name)
        key = tuple(folded(words))
        acronym = len(words) == 1 and len(name) <= ACRONYM_LETTERS and words[0].isupper()
        if key and not any(meaning.party is party for meaning in self._meanings[key]):
            self._meanings[key].append(Meaning(party, generic, acronym))

    def conflicts_in(self, words: Iterable[str], countries: Iterable[str] = ()) -> tuple[str, ...]:
        """The conflicts that a report is about, the one told most first, by its words and places' countries.

        >>> open_parties().conflicts_in("fighting in loikaw , kayah state".split())
        ('myanmar',)
        """
        counts: Counter[str] = Counter()
        for word in [word for word in words if word in self._conflicts_of_word]:
            for conflict in self._conflicts_of_word[word]:
                counts[conflict] += 1
        for country in countries:
            counts.update(self._conflicts_of_country.get(country, ()))
        ranked = counts.most_common()
        return tuple(name for name, count in ranked if count * _SHARE >= ranked[0][1])

    def identify(
        self,
        phrase: str,
        conflicts: Sequence[str] = (),
        day: date | None = None,
        countries: Sequence[str] = (),
    ) -> Party | None:
        """The party that a phrase names, None where it names none for certain.

        The longest name in it decides; a name of several parties means the one of the report's conflicts and
        countries, a generic word ("the junta") only one of them.

        >>> open_parties().identify("regime forces", ("myanmar",), date(2023, 11, 21)).name
        'Myanmar Armed Forces'
        """
        words = tokens(phrase)[:MAX_WORDS]
        keys = folded(words)
        spans = [
            (first, first + length)
            for length in range(len(keys), 0, -1)
            for first in range(len(keys) - length, -1, -1)
            if length <= self._reach.get(keys[first], 0)
        ]
        for generic in (False, True):
            for first, last in spans:
                if generic and self._inside_name(words, first, last):
                    continue
                meanings = self._meanings.get(tuple(keys[first:last]), ())
                fit = [each for each in meanings if each.generic == generic and each.party.lives(day)]
                if fit and (found := self._meant(fit, words[first], conflicts, countries)) is not None:
                    return found
        return None

    def _inside_name(self, words: Sequence[str], first: int, last: int) -> bool:
        """Is a generic word part of a longer proper name: "Army" in "Lord's Resistance Army"?"""
        return words[first][0].isupper() and any(
            word[0].isupper() for word in (*words[:first], *words[last:])
        )

    def in_long_names(self, word: str) -> bool:
        """Does a word stand in a name of several words?"""
        return folded([word])[0] in self._of_long_names

    def mentions(
        self,
        words: Sequence[str],
        conflicts: Sequence[str] = (),
        day: date | None = None,
        countries: Sequence[str] = (),
    ) -> Iterator[tuple[int, int, Party]]:
        """The parties named in a run of words, from left to right, with the words first..last-1 that do."""
        keys, free = folded(words), 0
        for first in [index for index, key in enumerate(keys) if key in self._reach]:
            if first < free:
                continue
            reach = min(len(keys), first + self._reach[keys[first]])
            for last in range(reach, first, -1):
                meanings = self._meanings.get(tuple(keys[first:last]))
                if meanings and (found := self._alive(meanings, words[first], conflicts, day, countries)):
                    yield first, last, found
                    free = last
                    break

    def _alive(
        self, meanings: Sequence[Meaning], surface: str, conflicts: Sequence[str], day: date | None,
        countries: Sequence[str],
    ) -> Party | None:  # fmt: skip
        fit = [each for each in meanings if each.party.lives(day)]
        return self._meant(fit, surface, conflicts, countries) if fit else None

    def _meant(
        self, meanings: Sequence[Meaning], surface: str, conflicts: Sequence[str], countries: Sequence[str]
    ) -> Party | None:
        """Of the parties a name may mean, the one of the conflicts at hand; None where two are as near."""
        if meanings[0].acronym and not surface.isupper():
            return None
        if len(meanings) == 1 and not (meanings[0].generic or meanings[0].acronym):
            return meanings[0].party
        ranks = [self._rank(each.party, conflicts, countries) for each in meanings]
        least = min(ranks)
        nearest = [each for rank, each in zip(ranks, meanings, strict=True) if rank == least]
        first = nearest[0]
        local = first.generic or (first.acronym and self._local(first.party))
        if local and least[0] >= len(conflicts) and (conflicts or first.generic):
            return None
        return first.party if len(nearest) == 1 or not first.generic else None

    def _rank(self, party: Party, conflicts: Sequence[str], countries: Sequence[str]) -> tuple[int, int]:
        """How near a party is to the conflicts and countries at hand; the lower, the nearer."""
        place = countries.index(party.country) if party.country in countries else len(countries)
        for rank, name in enumerate(conflicts):
            if name in party.sides or (not party.sides and party.country in self.conflicts[name].countries):
                return rank, place
        return len(conflicts), place

    def _local(self, party: Party) -> bool:
        """Is it of certain conflicts or a country, so that its acronym means nothing elsewhere?"""
        return bool(party.sides or party.country) and party.kind not in {"un", "ngo", "media"}

    def administration(self, country: str, day: date | None) -> Party | None:
        """The only government that the offices of a country can be of; None where it has several, or none.

        >>> open_parties().administration("UA", date(2023, 10, 5)).name
        'Ukraine'

        Gaza's offices are not those of Ramallah: where ministries are of several powers it tells none.
        """
        powers = {
            self._power(party).name: self._power(party)
            for party in self.all
            if party.country == country and party.kind in _ADMINISTERING and party.lives(day)
        }
        (power,) = powers.values() if len(powers) == 1 else (None,)
        return power if power is not None and power.kind == "government" else None

    def _power(self, party: Party) -> Party:
        """The party at the head of those that a party belongs to."""
        seen = {party.name}
        while party.parent and party.parent not in seen:
            party = self.by_name[party.parent]
            seen.add(party.name)
        return party

    def side(self, party: Party, conflicts: Sequence[str]) -> tuple[str, str] | None:
        """The conflict at hand and the party's side in it."""
        for name in (*conflicts, *party.sides):
            if name in party.sides:
                return name, party.sides[name]
        return None

    def search(self, query: str, limit: int = 10) -> list[tuple[float, Party]]:
        """Parties called much like a query, the nearest first, with how alike they are (0 to 100)."""
        from rapidfuzz import fuzz, utils

        asked = utils.default_process(query)
        best: dict[str, tuple[float, Party]] = {}
        for party in self.all:
            for name in (party.name, *party.aliases, *party.generic):
                called = utils.default_process(name)
                score = (fuzz.token_set_ratio(asked, called) + fuzz.token_sort_ratio(asked, called)) / 2
                if score >= max(NEAR, best.get(party.name, (0.0, party))[0]):
                    best[party.name] = (score, party)
        return sorted(best.values(), key=lambda found: (-found[0], found[1].name))[:limit]


def tokens(phrase: str) -> list[str]:
    """The words of a name without articles and possessive endings: Gaza, Health, Ministry."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        return [word for word in phrase.split() if word.lower() not in _DROPPED]
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), phrase)
    words = []
    for found in _WORD.findall(plain):
        word = re.sub(r"['’]s?$", "", found)
        if word.casefold() not in _DROPPED and word:
            words.append(word)
    return words


def folded(words: Sequence[str]) -> list[str]:
    """Words in lower case, one place each; those for an armed body (army, troops, soldiers) are one."""
    return [FORCE if (word := each.casefold()) in _FORCES else word for each in words]


def own_folder() -> Path:
    """Where a user's own tables of parties are kept."""
    from sayso.knowledge.gazetteer.packaged import home

    return home() / OWN_FOLDER


def open_parties(folder: Path | None = None) -> Parties:
    """The user's parties, then the packaged ones; raises `KnowledgeError` with every fault of the user's."""
    return _opened(folder or own_folder())


@cache
def _opened(folder: Path) -> Parties:
    conflicts, faults = read_conflicts(CONFLICTS), Faults()
    packaged = _packaged(faults, conflicts)
    names = [party.name for party in packaged]
    own = sorted(folder.glob("*.csv"))
    mine = [party for path in own for party in read_parties(path, faults, conflicts, names)]
    if faults.lines:
        raise KnowledgeError("\n".join(faults.lines))
    return Parties([*mine, *packaged], conflicts)


def _packaged(faults: Faults, conflicts: Mapping[str, Conflict]) -> list[Party]:
    parties: list[Party] = []
    for path in PACKAGED:
        parties.extend(read_parties(path, faults, conflicts, [party.name for party in parties]))
    return parties


def check(paths: Sequence[Path] = ()) -> list[str]:
    """Every fault of tables of parties, one line each; of the packaged ones where none is named."""
    conflicts, faults = read_conflicts(CONFLICTS), Faults()
    packaged = _packaged(faults if not paths else Faults(), conflicts)
    names = [party.name for party in packaged]
    for path in paths:
        if not path.is_file():
            faults.add(path, 0, "no such file")
            continue
        read_parties(path, faults, conflicts, names)
    return faults.lines


def add(path: Path, folder: Path | None = None) -> Path:
    """Keeps a table of parties as the user's own, and says where; `KnowledgeError` names all its faults."""
    faults = check([path])
    if faults:
        raise KnowledgeError("\n".join(faults))
    kept = (folder or own_folder()) / f"{path.stem}.csv"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, kept)
    _opened.cache_clear()
    return kept
