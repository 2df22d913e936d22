"""Looks through a report for every name, site and address of it that is withheld."""

from __future__ import annotations

from typing import Final

from sayso.disclosure.names import Known, Name, Names, find_names
from sayso.disclosure.patterns import patterns
from sayso.disclosure.pseudonyms import pseudonym
from sayso.disclosure.rules import RuleId
from sayso.disclosure.screen import PLACE, Entry, Looked, Screen, merged
from sayso.disclosure.sites import Sites, find_sites
from sayso.disclosure.tokens import tokens
from sayso.disclosure.words import PersonWords
from sayso.records import Report

MINOR: Final = "[a minor]"
_PART_LETTERS: Final = 4


def look(report: Report, known: Known, key: bytes) -> Looked:
    """What of a report is withheld, and where."""
    before = f"{report.title}\n\n" if report.title else ""
    found = tokens(before + report.text)
    names = find_names(found, known, [report.outlet] if report.outlet else [])
    sites = find_sites(found, known.words, known.gazetteer)
    entries = _Entries(known.words)
    entries.enter_all(names, sites, key)
    looked = Looked(entries.entered)
    everywhere = merged([
        *Screen(known.words, looked).named(found),
        *((first, last, "site", PLACE) for first, last in sites.spans),
        *patterns(before + report.text),
    ])  # fmt: skip
    shift = len(before)
    return Looked(
        looked.entries,
        [stretch for stretch in everywhere if stretch[0] < shift],
        [
            (first - shift, last - shift, rule, told)
            for first, last, rule, told in everywhere
            if first >= shift
        ],
        [(first - shift, last - shift) for first, last in sites.struck],
    )


class _Entries:
    """The names of a report as they are looked for in all that is told of it."""

    def __init__(self, words: PersonWords) -> None:
        self._words = words
        self._entries: dict[Name, Entry] = {}

    @property
    def entered(self) -> tuple[Entry, ...]:
        """All of them."""
        return tuple(self._entries.values())

    def enter_all(self, names: Names, sites: Sites, key: bytes) -> None:
        """Takes in the names of persons and of sites."""
        of_sites = {word for site in sites.names for word in site if not self._words.is_common(word)}
        for name in names.kept:
            if not of_sites.intersection(name):
                self._enter(Entry(name, None, "", len(name) == 1))
        for site in sorted(sites.names):
            self._enter(Entry(site, "site", PLACE, False))
            self._enter_parts(site, "site", PLACE)
        told = {
            person.name: MINOR if person.rule == "minor" else pseudonym(key, person.name)
            for person in names.withheld.values()
        }
        for name, person in sorted(names.withheld.items()):
            loud = all(map(self._words.is_common, name))
            self._enter(Entry(name, person.rule, told[person.name], loud))
        for name, person in sorted(names.withheld.items()):
            self._enter_parts(name, person.rule, told[person.name])

    def _enter(self, entry: Entry) -> None:
        """Takes in a name; of two entries for one the later holds."""
        if entry.name:
            self._entries[entry.name] = entry

    def _enter_parts(self, name: Name, rule: RuleId, told: str) -> None:
        """Each word of a name that means nothing else is withheld by itself, too."""
        for word in name if len(name) > 1 else ():
            if (
                len(word) >= _PART_LETTERS
                and (word,) not in self._entries
                and not self._words.is_common(word)
            ):
                self._enter(Entry((word,), rule, told, False))
