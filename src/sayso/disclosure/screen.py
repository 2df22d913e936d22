"""One report as it may be told: every name, site and address of it that is withheld, wherever it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus, urlsplit

import orjson

from sayso.disclosure.names import Name
from sayso.disclosure.patterns import patterns
from sayso.disclosure.pseudonyms import PSEUDONYM
from sayso.disclosure.rules import RuleId
from sayso.disclosure.tokens import Token, tokens, words_of
from sayso.disclosure.words import PersonWords

PLACE: Final = "[place withheld]"
BLOCK: Final = "█"
_RUN_TOGETHER: Final = 7  # letters of a name that is found without spaces, too
_LETTERS: Final = re.compile(r"[^\W_]")
_BLOCKS: Final = re.compile(f"{BLOCK}+")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
Span = tuple[int, int]
Stretch = tuple[int, int, RuleId, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as it is looked for. `rule` is None where it may be told; `loud`: only with a capital."""

    name: Name
    rule: RuleId | None
    told: str
    loud: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a report: the names to look for, what is withheld where in its title and its text,
    and where something happens at a site.
    """

    entries: Sequence[Entry] = ()
    title: Sequence[Stretch] = ()
    stretches: Sequence[Stretch] = ()
    struck: Sequence[Span] = ()

    def stored(self) -> str:
        """It as text, so that nobody has to look again."""
        return orjson.dumps([self.entries, self.title, self.stretches, self.struck]).decode()

    @classmethod
    def of_stored(cls, stored: str) -> Looked:
        """What was stored."""
        entries, title, stretches, struck = orjson.loads(stored)
        return cls(
            [Entry(tuple(each["name"]), each["rule"], each["told"], each["loud"]) for each in entries],
            *([tuple(each) for each in spans] for spans in (title, stretches, struck)),
        )  # fmt: skip


class Screen:
    """What of a report may be told: asked for each of its texts."""

    def __init__(self, words: PersonWords, looked: Looked) -> None:
        self._words, self.looked = words, looked
        self._entries = {entry.name: entry for entry in looked.entries}
        self._lengths: dict[str, set[int]] = defaultdict(set)
        self._together: dict[str, RuleId] = {}
        for name, entry in self._entries.items():
            self._lengths[name[0]].add(len(name))
            squeezed = "".join(name)
            if entry.rule and len(name) > 1 and len(squeezed) >= _RUN_TOGETHER:
                self._together[squeezed] = entry.rule
        self._title, self._stretches, self._struck = looked.title, looked.stretches, looked.struck
        self._ends = [stretch[1] for stretch in self._stretches]
        self._documents: dict[str, list[RuleId]] = {}
        self.openers = {name[0] for name, entry in self._entries.items() if entry.rule is not None}
        self._sites = [stretch[:2] for stretch in self._stretches if stretch[2] == "site"]

    def tell(self, text: str, start: int | None = None) -> tuple[str, list[RuleId]]:
        """A text without what is withheld, and the rules that withheld something.

        `start` is where it stands in the report, if it does.
        """
        if start is None:
            if holds_none(self.openers, text):
                return text, []
            found, contacts = _looked_at(text)
            return replaced(text, merged([*self.named(found), *contacts]))
        ends = start + len(text)
        first = bisect_right(self._ends, start)
        within = list[Stretch]()
        for stretch in self._stretches[first:]:
            if stretch[0] >= ends:
                break
            within.append((max(stretch[0] - start, 0), min(stretch[1], ends) - start, *stretch[2:]))
        return replaced(text, within) if within else (text, [])

    def tells_all_between(self, start: int, end: int) -> bool:
        """Is nothing withheld in a stretch of the report, and does nothing happen at a site there?"""
        first = bisect_right(self._ends, start)
        beyond = first == len(self._stretches) or self._stretches[first][0] >= end
        return beyond and not self.at_site(start, end)

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
        found = [rule for _, _, rule, _ in self.named(tokens(plain), loose=True)]
        squeezed = _NOT_LETTERS.sub("", plain.lower())
        found += [rule for name, rule in self._together.items() if name in squeezed]
        return found[:1]

    def named(self, found: Sequence[Token], *, loose: bool = False) -> list[Stretch]:
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

    def _entry(self, found: Sequence[Token], at: int, *, loose: bool) -> Entry | None:
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


@lru_cache(maxsize=1024)
def _looked_at(text: str) -> tuple[Sequence[Token], Sequence[Stretch]]:
    """The words of a text and its addresses: reports look at the same outlets, places and parties."""
    return tokens(text), tuple(patterns(text))


@lru_cache(maxsize=16)
def _plain(text: str) -> str | None:
    """A text in small letters; None where it has an address, or other letters than those of ASCII."""
    return text.lower() if text.isascii() and next(patterns(text), None) is None else None


def holds_none(openers: Collection[str], text: str) -> bool:
    """Is there surely nothing in a text that is withheld? Most texts are known for that at a glance.

    `openers` are the first words of the names that are. In ASCII every word of a name stands in the text just
    as it is looked for, but for capitals.
    """
    small = _plain(text)
    return small is not None and not any(word in small for word in openers)


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
