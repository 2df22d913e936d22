"""The screens of reports: what is withheld of each, looked for once and kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from sayso.disclosure.look import look
from sayso.disclosure.names import Known
from sayso.disclosure.screen import Looked, Screen
from sayso.disclosure.words import load_person_words
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.knowledge.parties import open_parties
from sayso.records import Report

_Key = tuple[str, str | None, str | None]
REMEMBERED: Final = 1024  # reports whose names are not looked for again


class Screens:
    """The screens of reports under one key, those asked for last kept, `most` of them.

    A screen depends on the words of its report alone, so it holds whatever is labelled meanwhile. Several
    threads may ask.
    """

    def __init__(self, key: bytes, most: int = REMEMBERED) -> None:
        self._key, self._most = key, most
        self._known = Known(load_person_words(), open_gazetteer(), open_parties())
        self._lock = Lock()
        self._kept: OrderedDict[_Key, Screen] = OrderedDict()

    def of(self, report: Report) -> Screen:
        """The screen of a report."""
        key = _key(report)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        return self._keep(key, Screen(self._known.words, look(report, self._known, self._key)))

    def known(self, report: Report) -> Screen | None:
        """The screen of a report where nobody has to look for it."""
        return self._kept.get(_key(report))

    def put(self, report: Report, stored: str) -> None:
        """Takes what was found in a report before, as it was stored."""
        key = _key(report)
        if key not in self._kept:
            self._keep(key, Screen(self._known.words, Looked.of_stored(stored)))

    def of_words(self, text: str) -> Screen:
        """The screen of words that stand in no report."""
        return Screen(self._known.words, look(Report("", text, "", None), self._known, self._key))

    def _keep(self, key: _Key, screen: Screen) -> Screen:
        with self._lock:
            self._kept[key] = screen
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return screen


def _key(report: Report) -> _Key:
    """What a screen depends on."""
    return report.digest, report.title, report.outlet
