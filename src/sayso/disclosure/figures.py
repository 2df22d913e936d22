"""Figures as they may be told, whose texts may say any name of the reports that they rest on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any, Final, cast

from sayso.concluded import Figure
from sayso.disclosure.labels import Labels, strictest
from sayso.disclosure.screen import Screen, holds_none
from sayso.disclosure.told import Notes, Told, Withheld
from sayso.records import Report

_NOTE: Final = "[note withheld]"


class ToldFigures:
    """Figures that rest on claims of some reports, as they may be told.

    `screens` are those of the reports, `person` gives the pseudonym of whoever works with the ledger.
    """

    def __init__(
        self, labels: Labels, reports: Sequence[Report], screens: Sequence[Screen],
        person: Callable[[str], str],
    ) -> None:  # fmt: skip
        self._labels, self._screens, self._person = labels, screens, person
        self._label = strictest(map(labels.of_report, reports))
        self._documents = Notes()
        self._ids = {
            each.id: self._documents.taking("document", screen.document(each.id, each.digest))
            for each, screen in zip(reports, screens, strict=True)
        }
        self._own_ids = all(given == told for given, told in self._ids.items())
        self._openers = frozenset[str]().union(*(screen.openers for screen in screens))

    def of(self, figure: Figure) -> Told[Figure]:
        """A figure as it may be told.

        None where it rests on a claim that may not be told. What persons wrote beside their choices is left
        out, and who they are.
        """
        if self._is_labelled(figure):
            return Told(None, (Withheld("label", "figure"),))
        if not figure.choices and self._own_ids:
            # No name and no number goes on behind the end of a line; a claim's name goes by its report's.
            texts = "\n".join(text for text in _texts(figure) if self._report_of(text) is None)
            if holds_none(self._openers, texts):
                return Told(figure)
        return self._looked_through(figure)

    def _looked_through(self, figure: Figure) -> Told[Figure]:
        """A figure text by text."""
        note = Notes(self._documents.withheld())
        notes = {
            each.reason: _NOTE
            for each in figure.choices
            if each.reason and not self._labels.clears(each.claim)
        }
        persons = {each.who: self._person(each.who) for each in figure.choices}

        def tell(text: str) -> str:
            for words, told in (*notes.items(), *persons.items()):
                if words in text:
                    text = text.replace(words, told)
                    note.add("note" if told is _NOTE else "private_person", "choices")
            if (report := self._report_of(text)) is not None:
                return f"{self._ids[report]}{text[len(report) :]}"
            if not holds_none(self._openers, text):
                for screen in self._screens:
                    text = note.taking("figure", screen.tell(text))
            return text

        return Told(_in_every_text(figure, tell), note.withheld())

    def _report_of(self, text: str) -> str | None:
        """The report of a claim whose name a text is."""
        report, mark, _ = text.rpartition("#")
        return report if mark and report in self._ids else None

    def _is_labelled(self, figure: Figure) -> bool:
        """Does the figure rest on anything that was labelled?"""
        resting = {each.rpartition("#")[2] for each in claims_of(figure)} if self._labels.claims else ()
        found = [self._label, *(self._labels.claims.get(each) for each in resting)]
        found += [
            self._labels.parties.get(each) for each in (figure.question.side, figure.question.by) if each
        ]
        return strictest(found) != "public"


def claims_of(figure: Figure) -> set[str]:
    """The claims that a figure rests on, as document#id."""
    ends = (figure.low_limit, figure.high_limit, *figure.voices)
    return {*figure.claims, *(claim for each in ends if each for claim in each.claims)}


def _texts(figure: Figure) -> list[str]:
    """All texts in a figure."""
    texts, left = list[str](), list[Any]([figure])
    while left:
        value = left.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            left += value
        elif is_dataclass(value):
            left += _fields_of(value.__class__)(value)
    return texts


@cache
def _fields_of(record: Hashable) -> Callable[[Any], tuple[Any, ...]]:
    """What gives all fields of a record, of which it has several."""
    return attrgetter(*(each.name for each in fields(cast("Any", record))))


def _in_every_text(value: Any, tell: Callable[[str], str]) -> Any:
    """A value with all texts in it told so; of a choice without its reason where that is withheld."""
    if isinstance(value, str):
        return tell(value)
    if isinstance(value, tuple):
        return tuple(_in_every_text(each, tell) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {each.name: _in_every_text(getattr(value, each.name), tell) for each in fields(value)}
        return replace(value, **own)
    return value
