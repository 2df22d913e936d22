"""The words of the calendar and the forms they make, read from resources/<language>/calendar.toml.

Every token becomes one character that stands for the classes its word belongs to; a form is a regular
expression over these characters. A form is only tried where one of its possible first characters stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from sayso.errors import LexiconError
from sayso.lexicon.load import RESOURCES, PhraseTable, load, read_toml

OTHER: Final = "."
SHAPES: Final = ("DAY", "YEAR", "SHORT", "NUMBER", "DOTTED")
SIGNS: Final = {
    "DASH": ("-", "–", "—"), "COMMA": (",",), "DOT": (".",), "SLASH": ("/",),
    "POSSESSIVE": ("'s", "'"), "APOSTROPHE": ("'", "‘", "`"),
}  # fmt: skip
FOUND: Final = ("DATE", "NTH", "GAP", "LENGTH", "REPEATED", "OPEN")
_FIRST_CODE: Final = 0x100
_PARTS: Final = re.compile(r"'([^']+)'|([A-Z]+)(\d?)|([()|?*])|(\S)")
_NAME: Final = re.compile(r"\(\?P<\w+>")
_DOTTED: Final = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4}|\d{2})")


@dataclass(frozen=True)
class Form:
    """A pattern over token characters, and the name of the meaning a match is given.

    Most forms stand in no one report: each is compiled when it is first tried.
    """

    rule: str
    read: str
    source: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, ready to match."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class Layer:
    """Forms that are tried together, by the character they may begin with; where such a character stands, and
    behind it one of a class where no form is of that character alone.
    """

    forms: dict[str, tuple[Form, ...]]
    begins: re.Pattern[str]
    _any_of: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def may_match(self, codes: str, index: int, reach: int) -> bool:
        """Does any form match there? Told at one glance, since mostly none does."""
        code = codes[index]
        if code not in self._any_of:
            sources = (_NAME.sub("(?:", form.source) for form in self.forms[code])
            self._any_of[code] = re.compile("|".join(sources))
        return self._any_of[code].match(codes, index, reach) is not None


@dataclass(slots=True)
class CalendarWords:
    """All that a language says when with: word values by class, forms by layer and first character."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: PhraseTable[tuple[str, Any]] = field(default_factory=PhraseTable)
    codes: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()
    capital: re.Pattern[str] = re.compile("")
    news: re.Pattern[str] = re.compile("")

    def code(self, word: str) -> str:
        """The character of a lower-case token."""
        code = self.codes.get(word)
        if code is not None:
            return code
        return self.classes[_shape(word)] if word[0].isdecimal() and word.isascii() else OTHER


@cache
def calendar_words(language: str = "en", overlays: tuple[Path, ...] = ()) -> CalendarWords:
    """The calendar's words of a language; raises `LexiconError` for a form that cannot be read."""
    words = CalendarWords()
    macros: dict[str, str] = {}
    entries: list[tuple[Path, dict[str, Any]]] = []
    numerals = load(language, overlays).numerals
    words.values["CARDINAL"] = {w: n.value for w, n in numerals.items() if n.role == "unit" and n.value < 100}
    words.values["VAGUE"] = {w: n.value for w, n in numerals.items() if n.role == "vague"}
    for folder in (RESOURCES / language, *overlays):
        path = folder / "calendar.toml"
        if not path.exists():
            continue
        table = read_toml(path)
        for name, values in table.get("words", {}).items():
            words.values.setdefault(name, {}).update(values)
        for name, entry in table.items():
            if isinstance(entry, dict) and "words" in entry and name != "words":
                words.lists[name] = words.lists.get(name, frozenset()) | frozenset(entry["words"])
        for phrase, day in table.get("feasts", {}).items():
            words.phrases.add(phrase, ("FEAST", tuple(day)))
        for phrase in table.get("unresolved", {}).get("words", ()):
            words.phrases.add(phrase, ("MOVING", phrase))
        macros.update(table.get("macros", {}))
        entries += [(path, entry) for entry in table.get("form", ())]
    _assign_codes(words, [form for _, entry in entries for form in entry["forms"]] + list(macros.values()))
    words.layers = _compile_forms(words, macros, entries)
    words.capital = _any_of({words.codes[word] for word in words.lists["capital"] if word in words.codes})
    words.news = _any_of(set(words.classes["WEEKDAY"] + words.classes["DAYNAME"] + words.classes["YEAR"]))
    return words


def _any_of(codes: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(codes)))}]")


def _shape(word: str) -> str:
    if word.isdecimal():
        if len(word) <= 2:
            return "DAY" if 1 <= int(word) <= 31 else "SHORT"
        return "YEAR" if len(word) == 4 and "1000" <= word < "2200" else "NUMBER"
    return "DOTTED" if _DOTTED.fullmatch(word) else "NUMBER"


def _assign_codes(words: CalendarWords, forms: Sequence[str]) -> None:
    """One character for every set of classes that some word belongs to."""
    belongs: dict[str, set[str]] = {}
    for name, values in words.values.items():
        for word in values:
            belongs.setdefault(word, set()).add(name)
    for name, signs in SIGNS.items():
        for sign in signs:
            belongs.setdefault(sign, set()).add(name)
    for form in forms:
        for word, *_ in _PARTS.findall(form):
            if word:
                belongs.setdefault(word, set()).add(f"'{word}'")
    for shape in (*SHAPES, "FEAST", "MOVING", "TAIL", *FOUND):
        words.classes[shape] = chr(_FIRST_CODE + len(words.classes))
    code_of: dict[frozenset[str], str] = {}
    for word, names in belongs.items():
        signature = frozenset(names)
        if signature not in code_of:
            code_of[signature] = chr(_FIRST_CODE + 0x100 + len(code_of))
            for name in signature:
                words.classes[name] = words.classes.get(name, "") + code_of[signature]
        words.codes[word] = code_of[signature]


def _compile_forms(
    words: CalendarWords, macros: dict[str, str], entries: Sequence[tuple[Path, dict[str, Any]]]
) -> tuple[Layer, ...]:
    layers: tuple[dict[str, list[Form]], ...] = ({}, {}, {})
    alone: tuple[set[str], ...] = (set(), set(), set())
    for path, entry in entries:
        for text in entry["forms"]:
            try:
                compiled = _Compiler(words.classes, macros, text)
            except ValueError as error:
                raise LexiconError([f"{path}: form {entry['id']}: {error}"]) from error
            form = Form(entry["id"], entry["read"], compiled.pattern)
            alone[entry["layer"] - 1].update(compiled.alone)
            for code in compiled.first:
                layers[entry["layer"] - 1].setdefault(code, []).append(form)
    return tuple(map(_layer, layers, alone))


def _layer(forms: dict[str, list[Form]], alone: set[str]) -> Layer:
    by_code = {code: tuple(same) for code, same in forms.items()}
    followed = f"{_any_of(set(by_code)).pattern}(?=[^{re.escape(OTHER)}])"
    return Layer(by_code, re.compile(f"{_any_of(alone).pattern}|{followed}" if alone else followed))


class _Compiled(NamedTuple):
    """A piece of a form: its pattern, what it can begin with, what it can be alone, and whether it may be
    empty.
    """

    pattern: str
    first: set[str]
    alone: set[str]
    empty: bool


class _Compiler:
    """Turns a form's text into a regular expression, the set of characters it can begin with, and the set of
    those that it can be alone.
    """

    def __init__(self, classes: dict[str, str], macros: dict[str, str], text: str) -> None:
        self.classes, self.macros, self.text = classes, macros, text
        self.names: dict[str, int] = {}
        self.inside_macro = False
        self.pattern, self.first, self.alone, empty = self._alternatives(self._tokens(text))
        if empty:
            raise ValueError(f"{text!r} may match nothing")

    def _tokens(self, text: str) -> list[tuple[str, str, str, str]]:
        tokens = []
        for literal, name, digit, operator, stray in _PARTS.findall(text):
            if stray:
                raise ValueError(f"{text!r}: {stray!r} is no class, quoted word or one of ( ) | ? *")
            tokens.append((literal, name, digit, operator))
        return tokens[::-1]

    def _alternatives(self, tokens: list[tuple[str, str, str, str]]) -> _Compiled:
        patterns, first, alone, empty = [], set[str](), set[str](), False
        while True:
            pattern, begins, single, nothing = self._sequence(tokens)
            patterns.append(pattern)
            first |= begins
            alone |= single
            empty |= nothing
            if tokens and tokens[-1][3] == "|":
                tokens.pop()
                continue
            return _Compiled(f"(?:{'|'.join(patterns)})", first, alone, empty)

    def _sequence(self, tokens: list[tuple[str, str, str, str]]) -> _Compiled:
        pattern, first, alone, empty = "", set[str](), set[str](), True
        while tokens and tokens[-1][3] not in ("|", ")"):
            piece, begins, single, nothing = self._atom(tokens)
            if tokens and tokens[-1][3] in ("?", "*"):
                piece, nothing = piece + tokens.pop()[3], True
            pattern += piece
            alone = (alone if nothing else set()) | (single if empty else set())
            if empty:
                first |= begins
            empty &= nothing
        return _Compiled(pattern, first, alone, empty)

    def _atom(self, tokens: list[tuple[str, str, str, str]]) -> _Compiled:
        literal, name, digit, operator = tokens.pop()
        if operator == "(":
            inner = self._alternatives(tokens)
            if not tokens or tokens.pop()[3] != ")":
                raise ValueError(f"{self.text!r}: a bracket is left open")
            return inner
        if literal:
            codes = self.classes[f"'{literal}'"]
            return _Compiled(f"[{re.escape(codes)}]", set(codes), set(codes), False)
        if name in self.macros:
            outside, self.inside_macro = self.inside_macro, True
            inner = self._alternatives(self._tokens(self.macros[name]))
            self.inside_macro = outside
            return inner._replace(pattern=self._named(name + digit, inner.pattern))
        if name not in self.classes:
            raise ValueError(f"{self.text!r}: {name!r} is no class of words")
        codes = self.classes[name]
        return _Compiled(self._named(name + digit, f"[{re.escape(codes)}]"), set(codes), set(codes), False)

    def _named(self, name: str, pattern: str) -> str:
        """A group that can be asked for by its class; a name used before in the form gets a number."""
        if self.inside_macro:
            return pattern
        self.names[name] = self.names.get(name, 0) + 1
        return f"(?P<{name}_{self.names[name]}>{pattern})"
