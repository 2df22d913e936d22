"""Words round the names of persons and round sensitive places: resources/<language>/persons.toml."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any, Final

from sayso.disclosure.tokens import folded
from sayso.knowledge.gazetteer.words import load_place_words
from sayso.lexicon import load
from sayso.lexicon.load import RESOURCES
from sayso.lexicon.source import read_toml

_ENDINGS: Final = ("'s", "s", "es", "ed", "d", "ing", "er", "ers", "ly", "y", "r", "rs")
_LEAST_STEM: Final = 4
_REMEMBERED: Final = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class PersonWords:
    """Closed classes, folded. `common` are words of the language that are no names, `nations` what people of
    a country are called, `public` the names of known office holders.
    """

    honorifics: frozenset[str]
    own_honorifics: frozenset[str]
    particles: frozenset[str]
    hyphened: frozenset[str]
    given: frozenset[str]
    offices: frozenset[str]
    weak_offices: frozenset[str]
    office_bodies: frozenset[str]
    before_office: frozenset[str]
    leads: frozenset[str]
    public: frozenset[tuple[str, ...]]
    private_roles: frozenset[str]
    kin: frozenset[str]
    determiners: frozenset[str]
    apposition_ends: frozenset[str]
    naming: frozenset[str]
    naming_links: frozenset[str]
    minors: frozenset[str]
    ages: frozenset[str]
    before_age: frozenset[str]
    age_units: frozenset[str]
    old: frozenset[str]
    grown_up: int
    harmed: frozenset[str]
    harming: frozenset[str]
    auxiliaries: frozenset[str]
    harm_links: frozenset[str]
    speech: frozenset[str]
    things: frozenset[str]
    heads: frozenset[str]
    sites: frozenset[str]
    sheltering: frozenset[str]
    shelter_cues: frozenset[str]
    camps: frozenset[str]
    fighters: frozenset[str]
    ways: frozenset[str]
    fleeing: frozenset[str]
    site_words: frozenset[str]
    site_modifiers: frozenset[str]
    site_leading: frozenset[str]
    struck: frozenset[str]
    placing: frozenset[str]
    goals: frozenset[str]
    place_types: frozenset[str]
    bodies: frozenset[str]
    nations: frozenset[str]
    place_names: frozenset[tuple[str, ...]]
    directions: frozenset[str]
    calendar: frozenset[str]
    common: frozenset[str]

    def is_part(self, word: str) -> bool:
        """May it be part of a name though it is a word?"""
        return word in self.particles or word in self.given or word in self.own_honorifics

    def is_office(self, word: str) -> bool:
        """Is it a word for an office?"""
        return word in self.offices or word in self.weak_offices

    def is_common(self, word: str) -> bool:
        """Is it a word of the language, as it stands or bent?"""
        return word in self.common or _is_bent(word, self.common)


@lru_cache(maxsize=_REMEMBERED)
def _is_bent(word: str, common: frozenset[str]) -> bool:
    """Is it a word of these with an ending: rescue, rescuers?"""
    stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= _LEAST_STEM and (stem in common or f"{stem}e" in common) for stem in stems)


def forget_words() -> None:
    """Drops the words that are kept in memory: some may be of a name that was erased."""
    _is_bent.cache_clear()


@cache
def load_person_words(language: str = "en") -> PersonWords:
    """The words of a language."""
    table: Mapping[str, Mapping[str, Any]] = read_toml(RESOURCES / language / "persons.toml")
    places, lexicon = load_place_words(language), load(language)

    def words(name: str, part: str = "words") -> frozenset[str]:
        return frozenset(folded(word).split("'")[0] for word in table[name][part])

    nations = words("peoples") | {part for name in places.demonyms for part in name.split()}
    calendar = lexicon.words["months"] | lexicon.words["time_words"]
    return PersonWords(
        honorifics=words("honorifics"),
        own_honorifics=words("honorifics", "own"),
        particles=words("particles"),
        hyphened=words("particles", "hyphened"),
        given=words("given"),
        offices=words("offices", "strong"),
        weak_offices=words("offices", "weak"),
        office_bodies=words("offices", "bodies"),
        before_office=words("offices", "before"),
        leads=words("offices", "leads"),
        public=frozenset(tuple(name.split()) for name in table["offices"]["known"]),
        private_roles=words("roles", "private"),
        kin=words("roles", "kin"),
        determiners=words("roles", "determiners"),
        apposition_ends=words("roles", "apposition_ends"),
        naming=words("roles", "naming"),
        naming_links=words("roles", "naming_links"),
        minors=words("minors"),
        ages=words("minors", "ages"),
        before_age=words("minors", "before_age"),
        age_units=words("minors", "units"),
        old=words("minors", "old"),
        grown_up=int(table["minors"]["under"]),
        harmed=words("harm"),
        harming=words("harm", "before"),
        auxiliaries=words("harm", "auxiliaries"),
        harm_links=words("harm", "links"),
        speech=words("speech"),
        things=words("things"),
        heads=words("things", "heads"),
        **_of_sites(words),
        placing=places.placing,
        goals=words("places", "goals"),
        place_types=frozenset(
            part for name in (*places.types, *places.own_types) for part in name.split()
        ),
        bodies=places.bodies | lexicon.words["bodies"],
        nations=nations,
        place_names=frozenset(tuple(name.split()) for name in table["places"]["names"]),
        directions=places.directions,
        calendar=calendar,
        common=_common(language, table),
    )  # fmt: skip


def _of_sites(words: Callable[..., frozenset[str]]) -> dict[str, frozenset[str]]:
    """The words by which sensitive sites are told, under their names in `PersonWords`."""
    return {
        "sites": words("sites", "nouns"),
        "shelter_cues": words("sites", "cues"),
        "site_words": words("sites", "nouns").union(
            *(words("sites", part) for part in ("sheltering", "camps", "ways"))
        ),
        "site_modifiers": words("sites", "modifiers"),
        "site_leading": words("sites", "leading"),
        **{
            name: words("sites", name)
            for name in ("sheltering", "camps", "fighters", "ways", "fleeing", "struck")
        },
    }


def _common(language: str, table: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Words that reports write in small letters, and those that the lexicon and this table list."""
    lexicon = load(language)
    counted = json.loads((RESOURCES / language / "rarity.json").read_text("utf-8"))
    phrases = (lexicon.triggers, lexicon.hedges, lexicon.saying, lexicon.nouns, lexicon.means)
    listed = chain(
        counted,
        lexicon.numerals,
        *(found.by_first for found in phrases),
        *lexicon.words.values(),
        *(each for name, part in table.items() if name not in ("given", "particles", "honorifics")
          for key, each in part.items() if isinstance(each, list) and key != "known"),
        load_place_words(language).never,
    )  # fmt: skip
    return frozenset(
        part for word in listed for part in folded(word).replace("'", " ").replace("-", " ").split()
    )
