"""Whether a number still stands as its report tells it: current, initial, earlier or withdrawn."""

from __future__ import annotations

from functools import cache
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.records import Claim, State

_REACH: Final = 8  # tokens between the words and the number
_STATES: Final[tuple[State, ...]] = ("initial", "earlier", "withdrawn")
_STOPS: Final = frozenset(".;:")


def state_of(reading: Reading, claim: Claim) -> State:
    """The state that words before the number tell: "an earlier toll of 12" is earlier.

    The nearest words decide; a full stop or semicolon ends their reach.
    """
    token = reading.token_at(claim.quantity.start)
    begin, _ = reading.bounds[reading.passage_of[token]]
    for index in range(token - 1, max(begin, token - _REACH) - 1, -1):
        if reading.words[index] in _STOPS:
            break
        for state, phrase in _phrases().get(reading.words[index], ()):
            if tuple(reading.words[index : index + len(phrase)]) == phrase and index + len(phrase) <= token:
                return state
    return "current"


@cache
def _phrases() -> dict[str, list[tuple[State, tuple[str, ...]]]]:
    lists = calendar_words().lists
    found: dict[str, list[tuple[State, tuple[str, ...]]]] = {}
    for state in _STATES:
        for phrase in sorted(lists[state]):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((state, words))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[1]))
    return found
