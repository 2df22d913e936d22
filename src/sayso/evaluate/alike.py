"""When an annotated quote and a found one name the same thing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.lexicon.load import RESOURCES

_WORD: Final = re.compile(r"\w+")
_STEM: Final = 4  # shorter words must be equal: "Iran" and "Iraq" are no forms of one word


def alike(one: str | None, other: str | None) -> bool:
    """Do two short quotes name the same thing? Token F1 of at least one half; nothing is like nothing only.

    >>> alike("the Israeli army", "Israel Defense Forces")
    True
    >>> alike("junta troops", "resistance fighters")
    False
    """
    if not one or not other:
        return not one and not other
    ours, theirs = content_words(one), content_words(other)
    if not ours or not theirs:
        return one.casefold() == other.casefold()
    shared = sum(_has(theirs, word) for word in ours) + sum(_has(ours, word) for word in theirs)
    return shared / (len(ours) + len(theirs)) >= 0.5


def names_in_common(annotated: Collection[str], found: Collection[str]) -> int:
    """How many names of two lists go together one to one."""
    pairs = [(one, other) for one in annotated for other in found if alike(one, other)]
    return min(len({one for one, _ in pairs}), len({other for _, other in pairs}))


@cache
def content_words(text: str) -> frozenset[str]:
    """The telling words of a quote, case, plurals and well-known short forms folded.

    >>> sorted(content_words("women of the United Nations"))
    ['un', 'woman']
    """
    fold = _fold()
    folded = " ".join(_WORD.findall(text.casefold()))
    for long, short in fold.short_names:
        folded = long.sub(short, folded)
    words = folded.split()
    return frozenset(fold.singulars.get(word, word) for word in words if word not in fold.empty)


@dataclass(frozen=True, slots=True)
class _Fold:
    empty: frozenset[str]
    short_names: tuple[tuple[re.Pattern[str], str], ...]
    singulars: dict[str, str]


@cache
def _fold() -> _Fold:
    table = tomllib.loads((RESOURCES / "evaluation.toml").read_text(encoding="utf-8"))
    names = tuple((re.compile(rf"\b{re.escape(long)}\b"), short) for long, short in table["short_names"])
    return _Fold(frozenset(table["empty"]), names, table["singulars"])


def _has(words: frozenset[str], word: str) -> bool:
    """Is a word, or a longer or shorter form of it ("Israel", "Israeli"), among others?"""
    if word in words:
        return True
    return len(word) >= _STEM and any(
        len(other) >= _STEM and (word.startswith(other) or other.startswith(word)) for other in words
    )
