"""Which words persons set aside, by choosing the claims of others over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.concluded import Choice, Word


def set_aside(words: Sequence[Word]) -> Mapping[str, Choice]:
    """The words that persons set aside, by their ids, each with the choice that did.

    "12" chosen over the "17" of the police sets aside that 17 whoever carries it, and what the police count
    as parts of it. A choice holds where the claim it is for is heard too, and no later one sets that aside.
    """
    fallen, standing = _ruled(words)
    named = {word.id: fallen[word.claim.id] for word in words if word.claim.id in fallen}
    carried = {_number(word): named[word.id] for word in words if word.id in named and word.incident}
    parts = defaultdict[str, list[Word]](list)
    for word in words:
        parts[f"{word.claim.document}#{word.claim.part_of}"].append(word)
        if _number(word) in carried and word.claim.id not in standing:
            named.setdefault(word.id, carried[_number(word)])
    waiting = list(named)
    while waiting:
        whole = waiting.pop()
        for word in parts[whole]:
            if word.id not in named and word.claim.id not in standing:
                named[word.id] = named[whole]
                waiting.append(word.id)
    return named


def _ruled(words: Iterable[Word]) -> tuple[Mapping[str, Choice], set[str]]:
    """The claims that choices set aside, each by the latest, and the claims that stand over them."""
    fallen: dict[str, Choice] = {}
    standing: set[str] = set()
    for choice in latest_first(word.choice for word in words):
        if choice.over and choice.claim not in fallen:
            standing.add(choice.claim)
            for claim in choice.over:
                if claim not in standing:
                    fallen.setdefault(claim, choice)
    return fallen, standing


def latest_first(choices: Iterable[Choice | None]) -> list[Choice]:
    """Choices, each once, from the latest to the first."""
    made = {choice for choice in choices if choice is not None}
    return sorted(made, key=lambda each: (each.at, each.who, each.claim), reverse=True)


def _number(word: Word) -> tuple[object, ...]:
    """One origin's number of one happening, whoever carries it."""
    return word.origin, word.claim.kind, word.claim.quantity.value, word.incident
