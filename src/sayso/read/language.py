"""Which language a text is in: by the function words of the lexicon's languages, else by statistics."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

from sayso.lexicon.load import RESOURCES

SAMPLE: Final = 20_000  # characters of a text that are looked at
SURE_SHARE: Final = 0.15  # of a text's words are function words: prose lies between 0.25 and 0.5
CLEAR: Final = 20.0  # log-likelihood by which another language must win: a guess must not lose a report
LATIN_SHARE: Final = 0.5  # of the letters are Latin; quoted names in another script are fewer

_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")


def language_of(text: str) -> str | None:
    """The two-letter code of the language, None where the text does not show it.

    >>> language_of("Two soldiers were killed by a mine near the town of Loikaw.")
    'en'

    The first answer is cheap and settles nearly every report; statistics are asked only in doubt.
    """
    sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = "".join(words)
    latin = len(_LATIN.findall(letters))
    if latin >= LATIN_SHARE * len(letters):
        for language, function_words in _function_words().items():
            known = sum(word in function_words for word in words)
            if known and known >= SURE_SHARE * len(words):
                return language
    return _by_statistics(sample) if words else None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The function words of each language that the packaged lexicon has."""
    tables = sorted(RESOURCES.glob("*/language.toml"))
    return {path.parent.name: frozenset(tomllib.loads(path.read_text("utf-8"))["words"]) for path in tables}


def _by_statistics(text: str) -> str | None:
    """The likeliest language; None where one of the lexicon's is hardly less likely."""
    import py3langid

    likelihoods: dict[str, float] = dict(py3langid.rank(text))
    best = max(likelihoods, key=likelihoods.__getitem__)
    ours = max(_function_words(), key=likelihoods.__getitem__)
    return best if best == ours or likelihoods[best] - likelihoods[ours] > CLEAR else None
