"""Tells, before a report is read, whether it is about violence, disaster or their harm at all.

Every word of the lexicon speaks for relevance by what it is (a trigger of killing, a weapon, a combatant),
some words by themselves too; none speaks against it. The weights are in resources/<language>/relevance.json,
the recipe in train/relevance.py. Whatever they say, a report that opens with a word of violence and one of
harm is about harm: "A boy died of a gunshot wound".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from sayso.lexicon import Lexicon
from sayso.lexicon.weights import weight_table

SHORT: Final = 400  # characters; so short a text is sooner read than judged
FEWEST: Final = 10  # different words among which evidence is at least diluted
REASONS: Final = 5  # words named as the reason
HEAD: Final = 500  # characters in which a report says what it is about
_HIT: Final = "shot"  # "was shot" is violence and harm at once
_FOUND_DEAD: Final = ("found", "dead")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Relevance:
    """Whether a report is worth reading, how strongly its words say so, and the words that say so most.

    `score` is log-odds above the threshold: 0 and more is relevant, less only where the head says it plainly.
    """

    relevant: bool
    score: float
    words: tuple[str, ...]


def relevance(text: str, lexicon: Lexicon) -> Relevance:
    """Is a text about violence, disaster or their harm? One under `SHORT` characters always passes.

    >>> found = relevance(report.text, load())
    >>> found.relevant, found.words
    (True, ('killed', 'soldiers', 'shelling', 'wounded', 'displaced'))
    """
    weights, threshold = _weights(lexicon)
    words = set(_WORD.findall(text.lower()))
    telling = [word for word in words if word in weights]
    strength = math.fsum(weights[word] for word in telling)
    score = strength / math.sqrt(max(len(words), FEWEST)) - threshold
    reasons = sorted(telling, key=lambda word: (-weights[word], word))[:REASONS]
    passes = len(text) < SHORT or score >= 0 or _opens_with_harm(text, lexicon)
    return Relevance(passes, score, tuple(reasons))


def _opens_with_harm(text: str, lexicon: Lexicon) -> bool:
    """Does the head hold a word of violence and one of harm, or was somebody shot, or found dead?

    Plain reports of one victim have few others.
    """
    words = _WORD.findall(text[:HEAD].lower())
    head = set(words)
    if _FOUND_DEAD in pairwise(words):
        return True
    if head.isdisjoint(lexicon.words["violent_words"]):
        return False
    return not head.isdisjoint(lexicon.words["hurt_words"]) or any(
        word == _HIT and (before in lexicon.words["auxiliaries"] or _is_hit(before, behind, lexicon))
        for before, word, behind in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


def _is_hit(before: str, behind: str, lexicon: Lexicon) -> bool:
    """ "Five people | shot | in a bar", but not "the guard | shot | a look"."""
    people = (
        phrase == before and noun.noun_type == "person"
        for phrase, noun in lexicon.nouns.by_first.get(before, ())
    )
    return behind not in lexicon.words["determiners"] and any(people)


def signs(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each single word of a lexicon's tables with each thing that it is: ("shelling", "means:shelling")."""
    for word, trigger in _single_words(lexicon.triggers.by_first):
        yield word, f"use:{trigger.use}"
        for kind in sorted(set(trigger.kinds.values())):
            yield word, f"kind:{kind}"
    for word, noun in _single_words(lexicon.nouns.by_first):
        yield word, f"noun:{noun.noun_type}"
        yield word, f"class:{noun.harmed_class}"
    for word, means in _single_words(lexicon.means.by_first):
        yield word, f"means:{means}"


def _single_words(by_first: Mapping[str, list[tuple[str, Any]]]) -> Iterator[tuple[str, Any]]:
    for first, phrases in by_first.items():
        for phrase, payload in phrases:
            if phrase == first:
                yield phrase, payload


@lru_cache(maxsize=4)
def _weights(lexicon: Lexicon) -> tuple[dict[str, float], float]:
    """What each word weighs, all that it is taken together, and the threshold."""
    table = weight_table(lexicon.language, "relevance")
    of_sign: dict[str, float] = table["weights"]
    weights: dict[str, float] = {}
    for word, sign in sorted(set(signs(lexicon))):
        if sign in of_sign:
            weights[word] = weights.get(word, 0.0) + of_sign[sign]
    for sign, weight in of_sign.items():
        kind, _, word = sign.partition(":")
        if kind == "word":
            weights[word] = weights.get(word, 0.0) + weight
    return weights, table["threshold"]
