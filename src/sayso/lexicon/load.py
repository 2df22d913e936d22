"""Reads the tables of a language into a `Lexicon`; overlays come after the packaged folder and add to it.

Tables (resources/<language>/, and the same names in an overlay folder):

    triggers/*.toml   words that say people or things were affected, with the kind they mean
    hedges.toml       "at least", "nearly" ... before or after a number
    numerals.csv      number words, multipliers and vague numbers
    nouns.csv         what is counted: class, type and groups; also units whose numbers are no claims
    attribution.toml  verbs and phrases of saying, with their stance
    means.csv         weapons and ways of harm, with the means they tell
    words.toml        closed word classes the mechanisms ask for by name

An entry of an overlay replaces the packaged one of the same id, a row the packaged row of the same
word; words of a class are added to it. Triggers may stand in one file triggers.toml too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from sayso.errors import LexiconError
from sayso.lexicon.inflect import noun_forms, verb_forms
from sayso.lexicon.source import Entry, Faults, csv_rows, read_csv, read_toml
from sayso.lexicon.tables import (
    GROUPS,
    HEDGE_SIDES,
    NOUN_TYPES,
    NUMERAL_ROLES,
    SAYING_USES,
    USES,
    VERB_FORMS,
    HedgeSide,
    HedgeWord,
    Lexicon,
    Noun,
    NounType,
    Numeral,
    NumeralRole,
    PhraseTable,
    SayingUse,
    SayingWord,
    Trigger,
    Use,
    VerbForm,
)
from sayso.records import CLASSES, HEDGES, KINDS, MEANS, HarmedClass, Kind, Means, Stance

__all__ = [
    "RESOURCES", "Gathered", "HedgeWord", "Lexicon", "Noun", "Numeral", "PhraseTable", "SayingWord",
    "Trigger", "gather", "load", "read_csv", "read_toml",
]  # fmt: skip

RESOURCES: Final = Path(__file__).parent.parent / "resources"
STANCES: Final[tuple[Stance, ...]] = Stance.__args__  # type: ignore[attr-defined]
_BENDING: Final = frozenset({"transitive", "intransitive", "verb"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What an entry of a TOML table may hold: words out of a choice, and lists of phrases."""

    choices: Mapping[str, Sequence[str]]
    required: Sequence[str]
    phrases: Sequence[str]

    @property
    def keys(self) -> list[str]:
        """Every key an entry may have."""
        return ["id", *self.choices, *self.phrases, "examples", "counter_examples", "note"]


SHAPES: Final = {
    "trigger": Shape({"kind": KINDS, "means": MEANS}, ("id", "kind"), USES),
    "hedge": Shape({"hedge": HEDGES}, ("id", "hedge"), HEDGE_SIDES),
    "saying": Shape({"stance": STANCES}, ("id",), SAYING_USES),
}


@dataclass(slots=True)
class Gathered:
    """A lexicon with the entries it was made of and the faults that reading met."""

    lexicon: Lexicon
    entries: dict[str, Entry] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)


@cache
def load(language: str = "en", overlays: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon of a language; raises `LexiconError` with every fault that reading it meets."""
    gathered = gather(language, overlays)
    if gathered.faults.lines:
        raise LexiconError(gathered.faults.lines)
    return gathered.lexicon


def gather(language: str = "en", overlays: Sequence[Path] = ()) -> Gathered:
    """The lexicon of a language as far as it can be read, with all its faults."""
    gathered = Gathered(Lexicon(language))
    packaged = RESOURCES / language
    if not packaged.is_dir():
        languages = sorted(each.name for each in RESOURCES.iterdir() if each.is_dir())
        gathered.faults.lines.append(f"no lexicon for language {language!r}: there is {', '.join(languages)}")
        return gathered
    rows: dict[str, dict[str, Any]] = {name: {} for name in ROW_TABLES}
    for folder in (packaged, *overlays):
        _read_folder(folder, packaged, gathered, rows)
    for entry in gathered.entries.values():
        _take_in(entry, gathered)
    gathered.lexicon.numerals = rows["numerals.csv"]
    gathered.lexicon.nouns.add_all(rows["nouns.csv"].items())
    gathered.lexicon.means.add_all(rows["means.csv"].items())
    return gathered


def _read_folder(folder: Path, packaged: Path, gathered: Gathered, rows: dict[str, dict[str, Any]]) -> None:
    faults = gathered.faults
    if not folder.is_dir():
        faults.add(folder, 0, "no such folder of a lexicon")
        return
    known = {"triggers", "triggers.toml", *(path.name for path in packaged.iterdir())}
    for path in sorted(folder.iterdir()):
        if path.suffix in (".toml", ".csv") and path.name not in known:
            faults.unknown((path, 0), "table", path.name, sorted(known))
    for name in ("triggers.toml", "hedges.toml", "attribution.toml"):
        _read_entries(folder / name, gathered)
    for path in sorted((folder / "triggers").glob("*.toml")):
        _read_entries(path, gathered)
    _read_words(folder / "words.toml", gathered, extending=folder != packaged)
    for name, table in ROW_TABLES.items():
        rows[name].update(_read_rows(folder / name, table, faults))


def _read_rows(path: Path, table: RowTable, faults: Faults) -> dict[str, Any]:
    """What the sound rows of a CSV table say, by the forms of their words; of two like words the first."""
    found: dict[str, Any] = {}
    if not path.exists():
        return found
    header, rows = csv_rows(path, faults)
    if not header:
        return found
    if header != list(table.columns):
        faults.add(path, 0, f"columns {','.join(header)}: expected {','.join(table.columns)}")
        return found
    allowed = [None if valid is None else frozenset(valid) for valid in table.columns.values()]
    for number, row in rows:
        for cell, valid in zip(row, allowed, strict=True):
            if (not cell) if valid is None else cell not in valid:
                _blame(row, (path, number), table, faults)
                break
        else:
            try:
                for phrase, payload in table.read(row):
                    found.setdefault(phrase, payload)
            except ValueError as error:
                faults.add(path, number, str(error))
    return found


def _blame(row: Sequence[str], where: tuple[Path, int], table: RowTable, faults: Faults) -> None:
    for (column, valid), cell in zip(table.columns.items(), row, strict=True):
        if valid is None and not cell:
            faults.add(*where, f"{column} is empty: expected a word")
        elif valid is not None and cell not in valid:
            faults.unknown(where, column, cell, valid)


def _read_entries(path: Path, gathered: Gathered) -> None:
    """Keeps the sound entries of a TOML table by their ids, a later folder's for an earlier's."""
    if not path.exists():
        return
    faults = gathered.faults
    try:
        tables = read_toml(path)
    except LexiconError as error:
        faults.lines += error.faults
        return
    expected = _TABLE_OF.get(path.name, "trigger")
    for name, entries in tables.items():
        if name != expected or not isinstance(entries, list):
            faults.add(path, 0, f"table {name!r}: expected [[{expected}]]")
            continue
        for number, values in enumerate(entries):
            entry = Entry(path, name, number, values)
            if not _is_sound(entry, faults):
                continue
            earlier = gathered.entries.get(entry.id)
            if earlier is not None and earlier.path.parent == path.parent:
                faults.add(*entry.where("id"), f"id {entry.id!r} stands already in {_place(earlier)}")
            gathered.entries[entry.id] = entry


def _place(entry: Entry) -> str:
    path, line = entry.where()
    return f"{path.name}:{line}"


def _is_sound(entry: Entry, faults: Faults) -> bool:
    """Has an entry only keys and words that it may have? What is wrong goes to the faults."""
    shape, before = SHAPES[entry.table], len(faults.lines)
    keys = shape.keys
    for key, value in entry.values.items():
        if key not in keys:
            faults.unknown(entry.where(key), "key", key, keys)
        elif key in shape.choices:
            _check_choice(entry, key, value, shape.choices[key], faults)
        elif key in ("id", "note"):
            if not isinstance(value, str) or not value:
                faults.add(*entry.where(key), f"{key} {value!r}: expected words in quotation marks")
        elif not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            faults.add(*entry.where(key), f"{key} {value!r}: expected a list of phrases")
    for key in shape.required:
        if key not in entry.values:
            faults.add(*entry.where(), f"[[{entry.table}]] {entry.id!r} has no {key}")
    if not any(key in entry.values for key in shape.phrases):
        faults.add(*entry.where(), f"{entry.id!r} names no words: expected {' or '.join(shape.phrases)}")
    return len(faults.lines) == before


def _check_choice(entry: Entry, key: str, value: object, valid: Sequence[str], faults: Faults) -> None:
    words: Mapping[object, object] = value if key == "kind" and isinstance(value, dict) else {"": value}
    for noun_type, word in words.items():
        if noun_type not in ("", *NOUN_TYPES):
            faults.unknown(entry.where(key), "noun type", noun_type, NOUN_TYPES)
        if word not in valid:
            faults.unknown(entry.where(key, str(word)), key, word, valid)


def _take_in(entry: Entry, gathered: Gathered) -> None:
    """Adds every form of an entry's phrases to its table of the lexicon."""
    lexicon, values = gathered.lexicon, entry.values
    tables: Mapping[str, PhraseTable[Any]]
    tables = {"trigger": lexicon.triggers, "hedge": lexicon.hedges, "saying": lexicon.saying}
    for use in SHAPES[entry.table].phrases:
        payloads = {form: _payload(entry, use, form) for form in VERB_FORMS} if use in values else {}
        for phrase in values.get(use, ()):
            try:
                forms = phrase_forms(use, phrase)
            except ValueError as error:
                gathered.faults.add(*entry.where(use, phrase), str(error))
                continue
            tables[entry.table].add_all([(text, payloads[form]) for form, text in forms])


def phrase_forms(use: str, phrase: str) -> list[tuple[VerbForm, str]]:
    """The forms a phrase takes in a text: verbs and counted nouns bend, the rest stands as it is.

    >>> phrase_forms("noun", "drone strike")
    [('none', 'drone strike'), ('none', 'drone strikes')]
    """
    if use == "noun":
        singular, plural = noun_forms(phrase)
        return [("none", singular)] if singular == plural else [("none", singular), ("none", plural)]
    if use not in _BENDING:
        return [("none", phrase)]
    base, third, past, participle, ing = verb_forms(phrase)
    if past == participle:
        return [("base", base), ("third", third), ("past_participle", past), ("ing", ing)]
    return [("base", base), ("third", third), ("past", past), ("participle", participle), ("ing", ing)]


def kinds_of(entry: Entry) -> Mapping[str, Kind]:
    """The kinds a trigger means by the type of the noun counted."""
    kind = entry.values["kind"]
    return kind if isinstance(kind, dict) else {"": kind}


def _payload(entry: Entry, use: str, form: VerbForm) -> Trigger | HedgeWord | SayingWord:
    values = entry.values
    if entry.table == "trigger":
        kinds = kinds_of(entry)
        return Trigger(entry.id, kinds, cast("Use", use), form, values.get("means"))
    if entry.table == "hedge":
        return HedgeWord(entry.id, values["hedge"], cast("HedgeSide", use))
    return SayingWord(entry.id, values.get("stance", "said"), cast("SayingUse", use))


def _read_words(path: Path, gathered: Gathered, extending: bool) -> None:
    """Takes in closed word classes; an overlay may only add to classes that the mechanisms know."""
    if not path.exists():
        return
    words, faults = gathered.lexicon.words, gathered.faults
    try:
        tables = read_toml(path)
    except LexiconError as error:
        faults.lines += error.faults
        return
    for name, entry in tables.items():
        listed = entry.get("words") if isinstance(entry, dict) else None
        if extending and name not in words:
            faults.unknown((path, 0), "word class", name, sorted(words))
        elif not isinstance(listed, list) or not all(isinstance(word, str) and word for word in listed):
            faults.add(path, 0, f"[{name}]: expected words, a list of words")
        elif unknown := sorted(entry.keys() - {"words", "note"}):
            faults.unknown((path, 0), f"[{name}] key", unknown[0], ("words", "note"))
        else:
            words[name] = words.get(name, frozenset()) | frozenset(listed)


def _numeral(row: Sequence[str]) -> Iterator[tuple[str, Numeral]]:
    word, value, role = row
    if not value.replace(".", "", 1).isdigit():
        raise ValueError(f"value {value!r}: expected a number")
    yield word, Numeral(float(value), cast("NumeralRole", role))


def _noun(row: Sequence[str]) -> Iterator[tuple[str, Noun]]:
    word, harmed_class, noun_type, groups = row
    singular, plural = noun_forms(word)
    named = tuple(groups.split())
    told = (cast("HarmedClass | None", harmed_class or None), cast("NounType", noun_type), named)
    yield singular, Noun(singular, False, *told)
    if plural != singular:
        yield plural, Noun(singular, True, *told)


def _means(row: Sequence[str]) -> Iterator[tuple[str, Means]]:
    word, means = row
    for form in noun_forms(word):
        yield form, cast("Means", means)


@dataclass(frozen=True, slots=True)
class RowTable:
    """A CSV table: its columns with the words they may hold (None: any but none), and what a row says."""

    columns: Mapping[str, Sequence[str] | None]
    read: Callable[[Sequence[str]], Iterator[tuple[str, Any]]]


# One or two groups a noun: "girls" are children and women.
GROUP_SETS: Final = ("", *GROUPS, *(f"{one} {other}" for one in GROUPS for other in GROUPS if one != other))
ROW_TABLES: Final = {
    "numerals.csv": RowTable({"word": None, "value": None, "role": NUMERAL_ROLES}, _numeral),
    "nouns.csv": RowTable(
        {"word": None, "class": ("", *CLASSES), "type": NOUN_TYPES, "groups": GROUP_SETS}, _noun
    ),
    "means.csv": RowTable({"word": None, "means": MEANS}, _means),
}
_TABLE_OF: Final = {"hedges.toml": "hedge", "attribution.toml": "saying"}
