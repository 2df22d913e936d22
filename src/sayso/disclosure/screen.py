"""One report as it may be told: every name, site and address of it that is withheld, wherever it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from sayso.disclosure.names import Known, Name, find_names
from sayso.disclosure.patterns import patterns
from sayso.disclosure.pseudonyms import pseudonym
from sayso.disclosure.rules import RuleId
from sayso.disclosure.sites import find_sites
from sayso.disclosure.tokens import Token, tokens, words_of
from sayso.records import Report

MINOR: Final = "[a minor]"
PLACE: Final = "[place withheld]"
BLOCK: Final = "█"
_PART_LETTERS: Final = 4
_RUN_TOGETHER: Final = 7  # letters of a name that is found without spaces, too
_LETTERS: Final = re.compile(r"[^\W_]")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
Stretch = tuple[int, int, RuleId, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name as it is looked for. `rule` is None where it may be told; `loud`: only with a capital."""

    name: Name
    rule: RuleId | None
    told: str
    loud: bool


class Screen:
    """What of a report may be told. Made once a report; asked for each of its texts."""

    def __init__(self, report: Report, known: Known, key: bytes) -> None:
        self._words = known.words
        text = f"{report.title or ''}\n\n{report.text}"
        outlets = [report.outlet] if report.outlet else []
        names = find_names(text, known, outlets)
        self.sites = find_sites(tokens(report.text), known.words, known.gazetteer)
        titled = find_sites(tokens(report.title or ""), known.words, known.gazetteer)
        self._by_first: dict[str, list[_Entry]] = defaultdict(list)
        self._together: dict[str, RuleId] = {}
        for name in names.kept:
            self._enter(_Entry(name, None, "", len(name) == 1))
        for site in sorted(self.sites.names | titled.names):
            self._enter(_Entry(site, "site", PLACE, False))
            self._enter_parts(site, "site", PLACE)
        for name, person in sorted(names.withheld.items()):
            told = MINOR if person.rule == "minor" else pseudonym(key, person.name)
            self._enter(_Entry(name, person.rule, told, all(map(known.words.is_common, name))))
            self._enter_parts(name, person.rule, told)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry.name), entry.rule is None))

    def _enter(self, entry: _Entry) -> None:
        if entry.name:
            self._by_first[entry.name[0]].append(entry)
            squeezed = "".join(entry.name)
            if entry.rule and len(entry.name) > 1 and len(squeezed) >= _RUN_TOGETHER:
                self._together[squeezed] = entry.rule

    def _enter_parts(self, name: Name, rule: RuleId, told: str) -> None:
        """Each word of a name that means nothing else is withheld by itself, too."""
        for word in name if len(name) > 1 else ():
            known = any(entry.name == (word,) for entry in self._by_first.get(word, ()))
            if len(word) >= _PART_LETTERS and not known and not self._words.is_common(word):
                self._enter(_Entry((word,), rule, told, False))

    def tell(self, text: str, start: int | None = None) -> tuple[str, list[RuleId]]:
        """A text without what is withheld, and the rules that withheld something.

        `start` is where it stands in the report, if it does.
        """
        stretches = [*self._named(tokens(text)), *patterns(text)]
        if start is not None:
            ends = start + len(text)
            stretches += [
                (max(first, start) - start, min(last, ends) - start, "site", PLACE)
                for first, last in self.sites.spans
                if first < ends and last > start
            ]
        return replaced(text, stretches)

    def blackened(self, text: str) -> tuple[str, list[RuleId]]:
        """The report's whole text with what is withheld blackened letter by letter, so that offsets hold."""
        stretches = [*self._named(tokens(text)), *patterns(text)]
        stretches += [(first, last, "site", PLACE) for first, last in self.sites.spans]
        black = [
            (first, last, rule, _LETTERS.sub(BLOCK, text[first:last])) for first, last, rule, _ in stretches
        ]
        return replaced(text, black)

    def address(self, url: str) -> tuple[str | None, list[RuleId]]:
        """An address, of which only the host is told where the rest has a name."""
        rules = self._in_address(url)
        if not rules:
            return url, []
        parts = urlsplit(url)
        if not parts.hostname or self._in_address(parts.hostname):
            return None, rules
        return f"{parts.scheme}://{parts.hostname}/", rules

    def document(self, identity: str, digest: str) -> tuple[str, list[RuleId]]:
        """The id of a report; where that has a name, one made from the digest of its text."""
        rules = self._in_address(identity)
        return (f"report-{digest[:16]}", rules) if rules else (identity, [])

    def at_site(self, start: int, end: int) -> bool:
        """Does something happen at a sensitive site in this stretch of the report?"""
        return any(first >= start and last <= end for first, last in self.sites.struck)

    def on_site(self, start: int, end: int) -> bool:
        """Do these words of the report tell where a sensitive site is?"""
        return any(first < end and last > start for first, last in self.sites.spans)

    def _in_address(self, address: str) -> list[RuleId]:
        plain = unquote_plus(address)
        found = [rule for _, _, rule, _ in self._named(tokens(plain), loose=True)]
        squeezed = _NOT_LETTERS.sub("", plain.lower())
        found += [rule for name, rule in self._together.items() if name in squeezed]
        return found[:1]

    def _named(self, found: Sequence[Token], *, loose: bool = False) -> list[Stretch]:
        """The names in a text, from left to right, the longest first. `loose`: however they are written."""
        stretches, at = list[Stretch](), 0
        while at < len(found):
            entry = self._entry(found, at, loose=loose)
            if entry is None:
                at += 1
                continue
            last = at + len(entry.name)
            if entry.rule is not None:
                stretches.append((found[at].start, found[last - 1].end, entry.rule, entry.told))
            at = last
        return stretches

    def _entry(self, found: Sequence[Token], at: int, *, loose: bool) -> _Entry | None:
        for entry in self._by_first.get(found[at].word, ()):
            some = found[at : at + len(entry.name)]
            if (
                words_of(some) == entry.name
                and all(token.near() for token in some[1:])
                and (loose or not entry.loud or some[0].upper)
            ):
                return entry
        return None


def replaced(text: str, stretches: Iterable[Stretch]) -> tuple[str, list[RuleId]]:
    """A text with stretches of it replaced; of those that overlap the one that begins first tells for all."""
    pieces, rules, at = list[str](), list[RuleId](), 0
    covered = 0
    for first, last, rule, told in sorted(stretches, key=lambda each: (each[0], -each[1])):
        if first >= covered:
            pieces += [text[at:first], told]
            rules.append(rule)
        at = covered = max(covered, last)
    pieces.append(text[at:])
    return "".join(pieces), rules
