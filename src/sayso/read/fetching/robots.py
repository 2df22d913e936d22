"""What a site's robots.txt allows us, as RFC 9309 has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

NAME: Final = "sayso"  # by which a robots.txt speaks of us
MOST_BYTES: Final = 512_000  # of a robots.txt that are read
_ESCAPED: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_TOKEN: Final = re.compile(r"[A-Za-z_-]+|\*")
_SECONDS: Final = re.compile(r"\d{1,6}(\.\d{1,6})?")
_PATHS: Final = ("allow", "disallow")
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Rules:
    """Paths that are open or closed to us, and the seconds between two requests that a site asks for."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        r"""May this path be asked for? The longest rule that fits decides; of two as long the opening one.

        >>> rules_of("User-agent: *\nDisallow: /press\nAllow: /press/*.html$").allows("/press/1.html")
        True
        """
        path = _normal(target)
        fitting = [(len(pattern), opens) for pattern, opens in self.paths if _fits(pattern, path)]
        return path == "/robots.txt" or max(fitting, default=(0, True))[1]


def rules_of(text: str) -> Rules:
    """The rules of a robots.txt for us: those under our name, else those for all."""
    groups: dict[str, list[tuple[str, str]]] = {}
    told: list[list[tuple[str, str]]] = []  # of those that the lines are for
    naming = False
    for key, value in _lines(text):
        if key == "user-agent":
            told = told if naming else []
            if token := _TOKEN.match(value):
                told.append(groups.setdefault(token[0].lower(), []))
        else:
            for group in told:
                group.append((key, value))
        naming = key == "user-agent"
    own = groups.get(NAME, groups.get("*", []))
    paths = tuple((_normal(value), key == "allow") for key, value in own if value and key in _PATHS)
    delays = [float(value) for key, value in own if key == "crawl-delay" and _SECONDS.fullmatch(value)]
    return Rules(paths, max(delays, default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Key and value of each line that has both, without comments."""
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _normal(path: str) -> str:
    """A path in the one spelling of its escapes, so that two can be held against each other."""

    def spelled(escaped: re.Match[str]) -> str:
        character = chr(int(escaped[1], 16))
        return character if character in _UNRESERVED else escaped[0].upper()

    return quote(_ESCAPED.sub(spelled, path), safe=_ASCII)


def _fits(pattern: str, path: str) -> bool:
    """Does a path begin so? `*` is anything, `$` at the end the path's end.

    Each piece between stars is taken where it first occurs, which is as good as anywhere: no pattern makes
    this slow.
    """
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = others.pop() if whole and others else None
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if last is not None:
        return len(path) - len(last) >= at and path.endswith(last)
    return not whole or at == len(path)
