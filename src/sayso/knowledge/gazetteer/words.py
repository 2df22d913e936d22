"""The words round place names, read from resources/<language>/places.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.gazetteer.table import Level
from sayso.lexicon.load import RESOURCES
from sayso.lexicon.source import read_toml


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """Closed classes, all in lower case. `types` and `own_types` give the level a type word tells,
    `type_openers` are the first words of both.

    `demonyms` gives the country of an adjective or people by its folded form.
    """

    types: dict[str, Level]
    own_types: dict[str, Level]
    type_openers: frozenset[str]
    no_streets: frozenset[str]
    abbreviated_streets: frozenset[str]
    small_streets: frozenset[str]
    several_streets: frozenset[str]
    before_streets: frozenset[str]
    prepositions: frozenset[str]
    strong: frozenset[str]
    directions: frozenset[str]
    direction_nouns: frozenset[str]
    before_directions: frozenset[str]
    articles: frozenset[str]
    organisations: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    speaking: frozenset[str]
    of_persons: frozenset[str]
    beside: frozenset[str]
    links: frozenset[str]
    placing: frozenset[str]
    held: frozenset[str]
    lengths: frozenset[str]
    pointing: dict[str, frozenset[str]]
    skipped: frozenset[str]
    goal_verbs: frozenset[str]
    passed: frozenset[str]
    adjectival: tuple[str, ...]
    acting: frozenset[str]
    striking: frozenset[str]
    falling: frozenset[str]
    whole_story: frozenset[str]
    nationwide: frozenset[str]
    eras: frozenset[str]
    happening: frozenset[str]
    indefinite: frozenset[str]
    caring: frozenset[str]
    hospitals: frozenset[str]
    weekdays: frozenset[str]
    zones: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    demonyms: dict[str, str]
    by_level: dict[str, frozenset[str]]

    def is_type(self, word: str) -> bool:
        """Does a word tell what kind of place a name is of: "district", "camp"?"""
        return word in self.types or word in self.own_types

    def of_level(self, level: str | None) -> frozenset[str]:
        """The type words that places of a level go by."""
        return self.by_level.get(level or "", frozenset())


@cache
def load_place_words(language: str = "en") -> PlaceWords:
    """The place words of a language."""
    table = read_toml(RESOURCES / language / "places.toml")
    levels = [
        {word: level for level, words in table[name].items() for word in words}
        for name in ("types", "own_types")
    ]

    def words(name: str, part: str = "words") -> frozenset[str]:
        return frozenset(table[name][part])

    return PlaceWords(
        types=levels[0],
        own_types=levels[1],
        type_openers=frozenset(phrase.split(" ")[0] for kinds in levels for phrase in kinds),
        no_streets=words("streets", "other"),
        abbreviated_streets=words("streets", "abbreviated"),
        small_streets=words("streets", "small"),
        several_streets=words("streets", "plural"),
        before_streets=words("streets", "before"),
        prepositions=words("prepositions"),
        strong=words("prepositions", "strong"),
        placing=words("prepositions", "placing"),
        held=words("prepositions", "held"),
        directions=words("directions"),
        direction_nouns=words("directions", "nouns"),
        before_directions=words("directions", "before"),
        articles=words("articles"),
        organisations=words("organisations"),
        bodies=words("organisations") | words("organisations", "with_in"),
        titles=words("roles", "before"),
        speaking=words("roles", "after"),
        of_persons=words("roles", "of_persons"),
        beside=words("beside"),
        links=words("beside", "links"),
        goal_verbs=words("beside", "verbs"),
        lengths=words("beside", "lengths"),
        pointing={word: frozenset(levels) for word, levels in table["pointing"].items()},
        skipped=words("beside", "skipped"),
        passed=words("governed", "passed"),
        adjectival=tuple(table["governed"]["endings"]),
        acting=words("governed", "acting"),
        striking=words("governed", "striking"),
        falling=words("governed", "falling"),
        whole_story=words("governed", "whole_story"),
        nationwide=words("governed", "nationwide"),
        eras=words("governed", "eras"),
        happening=words("governed", "happening"),
        indefinite=words("governed", "indefinite"),
        caring=words("governed", "caring"),
        hospitals=words("governed", "hospitals"),
        weekdays=words("weekdays"),
        zones=words("weekdays", "zones"),
        never=words("never") | words("articles"),
        common=words("common"),
        given=words("given"),
        demonyms={fold(word): code for code, people in table["demonyms"].items() for word in people},
        by_level={level: frozenset(kinds) for level, kinds in table["types"].items() if level != "area"},
    )
