"""Reads the tables of a language into a `Lexicon`; overlays come after the packaged folder and add to it.

Tables (resources/<language>/, and the same names in an overlay folder):

    triggers/*.toml   (or triggers.toml) words that say people or things were affected, with the kind they mean
    hedges.toml       "at least", "nearly" ... before or after a number
    numerals.csv      number words, multipliers and vague numbers
    nouns.csv         what is counted: class, type and groups; also units whose numbers are no claims
    attribution.toml  verbs and phrases of saying, with their stance
    means.csv         weapons and ways of harm, with the means they tell
    words.toml        closed word classes the mechanisms ask for by name
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Generic, Literal, TypeVar

from sayso.errors import LexiconError
from sayso.lexicon.inflect import noun_forms, verb_forms
from sayso.records import HarmedClass, Hedge, Kind, Means, Stance

RESOURCES: Final = Path(__file__).parent.parent / "resources"
TRIGGER_USES: Final = ("transitive", "intransitive", "adjective", "noun", "toll", "of")
VERB_USES: Final = frozenset({"transitive", "intransitive"})

T = TypeVar("T")
Use = Literal["transitive", "intransitive", "adjective", "noun", "toll", "of"]
VerbForm = Literal["base", "third", "past", "participle", "past_participle", "ing", "none"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One form of a word that says people or things were affected.

    `use` says where the affected stands: transitive (object in the active, subject in the passive),
    intransitive (subject), adjective ("12 dead"), noun ("12 deaths"), toll ("the death toll rose to 12"),
    of ("the killing of 12"). `kinds` gives the kind by the type of the noun counted; "" is the default.
    """

    rule: str
    kinds: Mapping[str, Kind]
    use: Use
    form: VerbForm
    means: Means | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted. `noun_type` is person, weapon, building ... or a unit (time, money, measure ...)."""

    lemma: str
    plural: bool
    harmed_class: HarmedClass | None
    noun_type: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HedgeWord:
    """A hedge phrase and the side of the number it stands on."""

    rule: str
    hedge: Hedge
    side: Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word: role unit (one ... ninety), multiplier (hundred, lakh), vague (several, dozens), ordinal."""

    value: float
    role: Literal["unit", "multiplier", "vague", "ordinal", "zero", "pair"]


@dataclass(frozen=True, slots=True)
class SayingWord:
    """A verb or phrase of saying; `use` verb ("X said"), noun ("X's statement"), phrase ("according to X")."""

    rule: str
    stance: Stance
    use: Literal["verb", "noun", "phrase"]


@dataclass(slots=True)
class PhraseTable(Generic[T]):
    """Phrases by their first word: longest match first."""

    by_first: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    def add(self, phrase: str, payload: T) -> None:
        words = tuple(phrase.casefold().replace("-", " - ").split())
        self.by_first.setdefault(words[0], []).append((words, payload))

    def seal(self) -> None:
        for entries in self.by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, words: Sequence[str], index: int) -> Iterator[tuple[int, T]]:
        """All payloads whose phrase begins at `index`, the longest first, with the index after it."""
        for phrase, payload in self.by_first.get(words[index], ()):
            end = index + len(phrase)
            if len(phrase) == 1 or tuple(words[index:end]) == phrase:
                yield end, payload


@dataclass(slots=True)
class Lexicon:
    """All tables of one language."""

    language: str
    triggers: PhraseTable[Trigger] = field(default_factory=PhraseTable)
    hedges: PhraseTable[HedgeWord] = field(default_factory=PhraseTable)
    numerals: dict[str, Numeral] = field(default_factory=dict)
    nouns: PhraseTable[Noun] = field(default_factory=PhraseTable)
    saying: PhraseTable[SayingWord] = field(default_factory=PhraseTable)
    means: PhraseTable[Means] = field(default_factory=PhraseTable)
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_in(self, word: str, word_class: str) -> bool:
        """Is a lower-case word in a closed class of words.toml?"""
        return word in self.words[word_class]


@cache
def load(language: str = "en", overlays: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon of a language; raises `LexiconError` with every fault that reading it meets."""
    lexicon, faults = Lexicon(language), list[str]()
    for folder in (RESOURCES / language, *overlays):
        for name, reader in _READERS.items():
            stem, _, suffix = name.partition(".")
            for path in (folder / name, *sorted((folder / stem).glob(f"*.{suffix}"))):
                if path.exists():
                    reader(path, lexicon, faults)
    if faults:
        raise LexiconError(faults)
    for table in (lexicon.triggers, lexicon.hedges, lexicon.nouns, lexicon.saying, lexicon.means):
        table.seal()
    return lexicon


def read_toml(path: Path) -> Mapping[str, Any]:
    """A TOML table; raises `LexiconError` naming file and line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError([f"{path}: {error}"]) from error


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV table with their line numbers; lines that open with # are provenance and are passed over."""
    with path.open(encoding="utf-8", newline="") as lines:
        numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    header = next(csv.reader([numbered[0][1]])) if numbered else []
    for number, line in numbered[1:]:
        yield number, dict(zip(header, next(csv.reader([line])), strict=False))


def _read_triggers(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for entry in read_toml(path).get("trigger", ()):
        kinds = entry["kind"] if isinstance(entry["kind"], dict) else {"": entry["kind"]}
        for use in TRIGGER_USES:
            for phrase in entry.get(use, ()):
                for form, text in _trigger_forms(use, phrase):
                    lexicon.triggers.add(text, Trigger(entry["id"], kinds, use, form, entry.get("means")))  # type: ignore[arg-type]


def _trigger_forms(use: str, phrase: str) -> Iterator[tuple[VerbForm, str]]:
    if use == "noun":
        for text in dict.fromkeys(noun_forms(phrase)):
            yield "none", text
        return
    if use not in VERB_USES:
        yield "none", phrase
        return
    base, third, past, participle, ing = verb_forms(phrase)
    yield "base", base
    yield "third", third
    if past == participle:
        yield "past_participle", past
    else:
        yield "past", past
        yield "participle", participle
    yield "ing", ing


def _read_hedges(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for entry in read_toml(path).get("hedge", ()):
        for side in ("before", "after"):
            for phrase in entry.get(side, ()):
                lexicon.hedges.add(phrase, HedgeWord(entry["id"], entry["hedge"], side))  # type: ignore[arg-type]


def _read_numerals(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for _, row in read_csv(path):
        lexicon.numerals[row["word"]] = Numeral(float(row["value"]), row["role"])  # type: ignore[arg-type]


def _read_nouns(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for _, row in read_csv(path):
        groups = tuple(row.get("groups", "").split())
        for plural, form in enumerate(noun_forms(row["word"])):
            noun = Noun(row["word"].partition("|")[0], bool(plural), row["class"] or None, row["type"], groups)  # type: ignore[arg-type]
            lexicon.nouns.add(form, noun)


def _read_saying(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for entry in read_toml(path).get("saying", ()):
        stance = entry.get("stance", "said")
        for phrase in entry.get("verb", ()):
            for form in dict.fromkeys(verb_forms(phrase)):
                lexicon.saying.add(form, SayingWord(entry["id"], stance, "verb"))
        for use in ("noun", "phrase"):
            for phrase in entry.get(use, ()):
                lexicon.saying.add(phrase, SayingWord(entry["id"], stance, use))  # type: ignore[arg-type]


def _read_means(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for _, row in read_csv(path):
        for form in dict.fromkeys(noun_forms(row["word"])):
            lexicon.means.add(form, row["means"])  # type: ignore[arg-type]


def _read_words(path: Path, lexicon: Lexicon, faults: list[str]) -> None:
    for name, entry in read_toml(path).items():
        lexicon.words[name] = lexicon.words.get(name, frozenset()) | frozenset(entry["words"])


_READERS: Final = {
    "triggers.toml": _read_triggers,
    "triggers/*.toml": _read_triggers,
    "hedges.toml": _read_hedges,
    "numerals.csv": _read_numerals,
    "nouns.csv": _read_nouns,
    "attribution.toml": _read_saying,
    "means.csv": _read_means,
    "words.toml": _read_words,
}
