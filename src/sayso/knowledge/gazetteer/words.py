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
    """Closed classes, all in lower case. `types` and `own_types` give the level a type word tells.

    `demonyms` gives the country of an adjective or people by its folded form.
    """

    types: dict[str, Level]
    own_types: dict[str, Level]
    prepositions: frozenset[str]
    strong: frozenset[str]
    directions: frozenset[str]
    direction_nouns: frozenset[str]
    before_directions: frozenset[str]
    articles: frozenset[str]
    organisations: frozenset[str]
    titles: frozenset[str]
    speaking: frozenset[str]
    beside: frozenset[str]
    links: frozenset[str]
    placing: frozenset[str]
    lengths: frozenset[str]
    skipped: frozenset[str]
    goal_verbs: frozenset[str]
    passed: frozenset[str]
    adjectival: tuple[str, ...]
    acting: frozenset[str]
    whole_story: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]
    demonyms: dict[str, str]
    by_level: dict[str, frozenset[str]]

    def of_level(self, level: str | None) -> frozenset[str]:
        """The type words that places of a level go by."""
        return self.by_level.get(level or "", frozenset())


@cache
def load_place_words(language: str = "en") -> PlaceWords:
    """The place words of a language."""
    table = read_toml(RESOURCES / language / "places.toml")
    levels = [
        {word: level for level, words in table[name].items() for word in words} for name in ("types", "own_types")
    ]
    return PlaceWords(
        levels[0], levels[1],
        frozenset(table["prepositions"]["words"]), frozenset(table["prepositions"]["strong"]),
        frozenset(table["directions"]["words"]), frozenset(table["directions"]["nouns"]),
        frozenset(table["directions"]["before"]), frozenset(table["articles"]["words"]),
        frozenset(table["organisations"]["words"]), frozenset(table["roles"]["before"]),
        frozenset(table["roles"]["after"]),
        frozenset(table["beside"]["words"]), frozenset(table["beside"]["links"]),
        frozenset(table["prepositions"]["placing"]), frozenset(table["beside"]["lengths"]), frozenset(table["beside"]["skipped"]),
        frozenset(table["beside"]["verbs"]),
        frozenset(table["governed"]["passed"]), tuple(table["governed"]["endings"]),
        frozenset(table["governed"]["acting"]), frozenset(table["governed"]["whole_story"]),
        frozenset(table["never"]["words"]) | frozenset(table["articles"]["words"]), frozenset(table["common"]["words"]),
        {fold(word): country for country, words in table["demonyms"].items() for word in words},
        {level: frozenset(words) for level, words in table["types"].items() if level != "area"},
    )  # fmt: skip
