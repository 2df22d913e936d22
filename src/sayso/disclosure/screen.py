"""One report as it may be told: every name, site and address of it that is withheld, wherever it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from sayso.disclosure.names import Known, Name, find_names
from sayso.disclosure.patterns import patterns
from sayso.disclosure.pseudonyms import PSEUDONYM, pseudonym
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
_BLOCKS: Final = re.compile(f"{BLOCK}+")
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
        before = f"{report.title}\n\n" if report.title else ""
        found = tokens(before + report.text)
        names = find_names(found, known, [report.outlet] if report.outlet else [])
        sites = find_sites(found, known.words, known.gazetteer)
        self._entries: dict[Name, _Entry] = {}
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._together: dict[str, RuleId] = {}
        of_sites = {word for site in sites.names for word in site if not known.words.is_common(word)}
        for name in names.kept:
            if of_sites.intersection(name):
                continue
            self._enter(_Entry(name, None, "", len(name) == 1))
        for site in sorted(sites.names):
            self._enter(_Entry(site, "site", PLACE, False))
            self._enter_parts(site, "site", PLACE)
        told = {
            person.name: MINOR if person.rule == "minor" else pseudonym(key, person.name)
            for person in names.withheld.values()
        }
        for name, person in sorted(names.withheld.items()):
            loud = all(map(known.words.is_common, name))
            self._enter(_Entry(name, person.rule, told[person.name], loud))
        for name, person in sorted(names.withheld.items()):
            self._enter_parts(name, person.rule, told[person.name])
        everywhere = merged(
            [
                *self._named(found),
                *((first, last, "site", PLACE) for first, last in sites.spans),
                *patterns(before + report.text),
            ]
        )
        shift = len(before)
        self._title = [stretch for stretch in everywhere if stretch[0] < shift]
        self._stretches = [
            (first - shift, last - shift, rule, told)
            for first, last, rule, told in everywhere
            if first >= shift
        ]
        self._ends = [stretch[1] for stretch in self._stretches]
        self._documents: dict[str, list[RuleId]] = {}
        self._openers = {name[0] for name, entry in self._entries.items() if entry.rule is not None}
        self._sites = [stretch[:2] for stretch in self._stretches if stretch[2] == "site"]
        self._struck = [(first - shift, last - shift) for first, last in sites.struck]

    def _enter(self, entry: _Entry) -> None:
        """Takes in a name; of two entries for one the later holds."""
        if not entry.name:
            return
        self._entries[entry.name] = entry
        self._lengths[entry.name[0]].add(len(entry.name))
        squeezed = "".join(entry.name)
        if entry.rule and len(entry.name) > 1 and len(squeezed) >= _RUN_TOGETHER:
            self._together[squeezed] = entry.rule

    def _enter_parts(self, name: Name, rule: RuleId, told: str) -> None:
        """Each word of a name that means nothing else is withheld by itself, too."""
        for word in name if len(name) > 1 else ():
            if (
                len(word) >= _PART_LETTERS
                and (word,) not in self._entries
                and not self._words.is_common(word)
            ):
                self._enter(_Entry((word,), rule, told, False))

    def tell(self, text: str, start: int | None = None) -> tuple[str, list[RuleId]]:
        """A text without what is withheld, and the rules that withheld something.

        `start` is where it stands in the report, if it does.
        """
        if start is None:
            if self.tells_all_of(text):
                return text, []
            found, contacts = _looked_at(text)
            return replaced(text, merged([*self._named(found), *contacts]))
        ends = start + len(text)
        first = bisect_right(self._ends, start)
        within = list[Stretch]()
        for stretch in self._stretches[first:]:
            if stretch[0] >= ends:
                break
            within.append((max(stretch[0] - start, 0), min(stretch[1], ends) - start, *stretch[2:]))
        return replaced(text, within) if within else (text, [])

    def tells_all_of(self, text: str) -> bool:
        """Is there surely nothing in a text that is withheld? Most texts are known for that at a glance.

        In ASCII every word of a name stands in the text just as it is looked for, but for capitals.
        """
        small = _plain(text)
        return small is not None and not any(word in small for word in self._openers)

    def title(self, title: str) -> tuple[str, list[RuleId]]:
        """The report's title as it may be told."""
        return replaced(title, self._title)

    def blackened(self, text: str) -> tuple[str, list[RuleId]]:
        """The report's whole text with what is withheld blackened letter by letter, so that offsets hold.

        The longest word of a name has the digits of its pseudonym, as many as it has letters: whoever reads
        the text again must not take two persons for one.
        """
        return replaced(
            text,
            [
                (first, last, rule, _black(text[first:last], told))
                for first, last, rule, told in self._stretches
            ],
        )

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
        if identity not in self._documents:
            self._documents[identity] = self._in_address(identity)
        rules = self._documents[identity]
        return (f"report-{digest[:16]}", rules) if rules else (identity, [])

    def at_site(self, start: int, end: int) -> bool:
        """Does something happen at a sensitive site in this stretch of the report?"""
        return any(first >= start and last <= end for first, last in self._struck)

    def on_site(self, start: int, end: int) -> bool:
        """Do these words of the report tell where a sensitive site is?"""
        return any(first < end and last > start for first, last in self._sites)

    def _in_address(self, address: str) -> list[RuleId]:
        plain = unquote_plus(address)
        found = [rule for _, _, rule, _ in self._named(tokens(plain), loose=True)]
        squeezed = _NOT_LETTERS.sub("", plain.lower())
        found += [rule for name, rule in self._together.items() if name in squeezed]
        return found[:1]

    def _named(self, found: Sequence[Token], *, loose: bool = False) -> list[Stretch]:
        """The names in a text, from left to right, the longest first. `loose`: however they are written."""
        stretches, at = list[Stretch](), 0
        lengths = self._lengths
        while at < len(found):
            entry = self._entry(found, at, loose=loose) if found[at].word in lengths else None
            if entry is None:
                at += 1
                continue
            last = at + len(entry.name)
            if entry.rule is not None:
                first = at
                while first and found[first - 1].word in self._words.own_honorifics and found[first].near():
                    first -= 1
                stretches.append((found[first].start, found[last - 1].end, entry.rule, entry.told))
            at = last
        return stretches

    def _entry(self, found: Sequence[Token], at: int, *, loose: bool) -> _Entry | None:
        """The longest name that begins with a token."""
        for length in sorted(self._lengths[found[at].word], reverse=True):
            some = found[at : at + length]
            entry = self._entries.get(words_of(some))
            if (
                entry is not None
                and all(token.near() for token in some[1:])
                and (loose or not entry.loud or some[0].upper)
            ):
                return entry
        return None


def _black(words: str, told: str) -> str:
    """Words with blocks for letters, and the digits of a pseudonym in the longest of them."""
    black = _LETTERS.sub(BLOCK, words)
    mark = PSEUDONYM.fullmatch(told)
    if mark is None:
        return black
    longest = max(_BLOCKS.finditer(black), key=lambda found: found.end() - found.start())
    fits = mark[1][: longest.end() - longest.start()]
    return f"{black[: longest.start()]}{fits}{black[longest.start() + len(fits) :]}"


@lru_cache(maxsize=16)
def _looked_at(text: str) -> tuple[Sequence[Token], Sequence[Stretch]]:
    """The words of a text and its addresses: the reports of a figure look at the same one after the other."""
    return tokens(text), tuple(patterns(text))


@lru_cache(maxsize=16)
def _plain(text: str) -> str | None:
    """A text in small letters; None where it has an address, or other letters than those of ASCII."""
    return text.lower() if text.isascii() and next(patterns(text), None) is None else None


def forget_texts() -> None:
    """Drops the texts that are kept in memory: some may have been erased."""
    _looked_at.cache_clear()
    _plain.cache_clear()


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, none overlapping another: of those that do the first tells for all."""
    found = list[Stretch]()
    for first, last, rule, told in sorted(stretches, key=lambda each: (each[0], -each[1])):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]), *found[-1][2:])
        else:
            found.append((first, last, rule, told))
    return found


def replaced(text: str, stretches: Iterable[Stretch]) -> tuple[str, list[RuleId]]:
    """A text with stretches of it replaced, which are in order, and by which rules."""
    pieces, rules, at = list[str](), list[RuleId](), 0
    for first, last, rule, told in stretches:
        pieces += [text[at:first], told]
        rules.append(rule)
        at = last
    return "".join([*pieces, text[at:]]), rules
