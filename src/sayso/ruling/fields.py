"""The fields of a claim that a person may correct, and what each may say."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from sayso.records import (
    CLASSES,
    HEDGES,
    KINDS,
    MEANS,
    DayPrecision,
    Interest,
    Measure,
    PlacePrecision,
    Stance,
    State,
    Unit,
)

LARGEST: Final = 10**12  # of people or things

What = Literal["word", "text", "texts", "number", "degrees", "offset", "flag", "day", "places", "nothing"]

_EXPECTED: Final[Mapping[What, str]] = MappingProxyType({
    "word": "one of",
    "text": "text",
    "texts": "a list of texts",
    "number": "a number from 0 to a million million",
    "degrees": "a number of degrees",
    "offset": "a whole number from 0 up",
    "flag": "true or false",
    "day": "a day like 2023-11-21",
    "places": "a list of places: their words, or rows with text and what is known",
    "nothing": "null, which takes it away, or a value for one of its parts",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """What a field may say; `words` are all there are, and `optional` ones may be null."""

    what: What
    words: tuple[str, ...] = ()
    optional: bool = False

    def fault(self, value: Any) -> str | None:
        """What was expected instead of a value; None where it fits."""
        if value is None:
            return None if self.optional else f"null; expected {self._expected()}"
        if self.what == "word" and value not in self.words:
            near = nearest(value, self.words)
            return f"{value!r}; expected {self._expected()}; did you mean {near!r}?"
        return None if _fits(self.what, value) else f"{value!r}; expected {self._expected()}"

    def _expected(self) -> str:
        listed = f" {', '.join(self.words)}" if self.words else ""
        return _EXPECTED[self.what] + listed


def _word(words: Iterable[str], *, optional: bool = False) -> Field:
    return Field("word", tuple(words), optional)


_TEXT, _MAYBE_TEXT, _TEXTS = Field("text"), Field("text", optional=True), Field("texts")
_OFFSET, _MAYBE_DAY = Field("offset"), Field("day", optional=True)


def _slot(name: str, text: Field = _TEXT, **parts: Field) -> dict[str, Field]:
    """A slot of the claim: its words, by themselves or by where they stand, and its other parts."""
    named = {"text": text, "start": _OFFSET, "end": _OFFSET} | parts
    return {f"{name}.{part}": each for part, each in named.items()}


def _days(name: str) -> dict[str, Field]:
    return _slot(name, **{"from": _MAYBE_DAY, "to": _MAYBE_DAY}, precision=_word(get_args(DayPrecision)))


CORRECTABLE: Final[Mapping[str, Field]] = MappingProxyType({
    "kind": _word(KINDS),
    "measure": _word(get_args(Measure)),
    "state": _word(get_args(State)),
    "means": _word(MEANS, optional=True),
    "part_of": _MAYBE_TEXT,
    "where": Field("places"),
    **_slot(
        "quantity", value=Field("number"), value_high=Field("number", optional=True), hedge=_word(HEDGES),
        unit=_word(get_args(Unit)), partial=Field("flag"),
    ),
    **{slot: Field("nothing", optional=True) for slot in ("whom", "by", "when", "told", "source")},
    **_slot("whom", _MAYBE_TEXT, **{"class": _word(CLASSES)}, groups=_TEXTS, party=_MAYBE_TEXT),
    **_slot("by", party=_MAYBE_TEXT),
    **_days("when"),
    **_days("told"),
    **_slot(
        "source", _MAYBE_TEXT, verb=_MAYBE_TEXT, stance=_word(get_args(Stance)), chain=_TEXTS,
        party=_MAYBE_TEXT, outlet=_MAYBE_TEXT, interest=_word(get_args(Interest)),
    ),
    **_slot("evidence"),
})  # fmt: skip

PLACE: Final[Mapping[str, Field]] = MappingProxyType({
    "text": _TEXT, "start": _OFFSET, "end": _OFFSET, "name": _MAYBE_TEXT,
    "latitude": Field("degrees", optional=True), "longitude": Field("degrees", optional=True),
    "country": _MAYBE_TEXT, "admin1": _MAYBE_TEXT, "admin2": _MAYBE_TEXT,
    "precision": _word(get_args(PlacePrecision), optional=True),
    "geonames_id": Field("offset", optional=True),
})  # fmt: skip


# What a person may say of a figure that asks just what a claim counts.
CHOSEN: Final[Mapping[str, Field]] = MappingProxyType(dict.fromkeys(("low", "best", "high"), _OFFSET))


def faults_of(values: Mapping[str, Any], known: Mapping[str, Field] = CORRECTABLE) -> list[str]:
    """What is wrong with values by the names of their fields, one line each.

    >>> faults_of({"quantity.hege": "exact", "whom.class": "civil"})
    ["quantity.hege: no such field; did you mean 'quantity.hedge'?",
     "whom.class: 'civil'; expected one of civilian, combatant, unclear, object; did you mean 'civilian'?"]
    """
    faults = []
    for name, value in values.items():
        if name not in known:
            faults.append(f"{name}: no such field; did you mean {nearest(name, known)!r}?")
        elif fault := known[name].fault(value):
            faults.append(f"{name}: {fault}")
        elif name == "where":
            faults += [
                f"where: {line}"
                for each in value
                if isinstance(each, dict)
                for line in faults_of(each, PLACE)
            ]
    return faults


def nearest(given: object, known: Iterable[str]) -> str:
    """The valid word that is most like what was given."""
    return difflib.get_close_matches(str(given), list(known), n=1, cutoff=0.0)[0]


def _fits(what: What, value: Any) -> bool:
    """Is it a value of that sort?"""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match what:
        case "word" | "text":
            return isinstance(value, str)
        case "texts":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        case "places":
            return isinstance(value, list) and all(isinstance(each, str | dict) for each in value)
        case "number":
            return number and 0 <= value <= LARGEST
        case "degrees":
            return number and -180 <= value <= 180
        case "offset":
            return number and isinstance(value, int) and value >= 0
        case "flag":
            return isinstance(value, bool)
        case "day":
            return _is_day(value)
        case "nothing":
            return False


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def typed(name: str, written: str) -> Any:
    """The value that someone means who writes it in one line: "null" for none, commas between several.

    >>> typed("quantity.value", "15"), typed("whom.text", "15 men"), typed("where", "Loikaw, Demoso")
    (15, '15 men', ['Loikaw', 'Demoso'])
    """
    field = CORRECTABLE.get(name) or CHOSEN.get(name)
    what = field.what if field else "text"
    if written == "null" or what == "nothing":
        return None if written == "null" else written
    if what in ("word", "text", "day"):
        return written
    try:
        return json.loads(written)
    except ValueError:
        several = [each.strip() for each in written.split(",") if each.strip()]
        return several if what in ("texts", "places") else written
