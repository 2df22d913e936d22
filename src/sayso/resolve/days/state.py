"""Whether a number still stands as its report tells it: current, initial, earlier or withdrawn."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, takewhile
from typing import Final

from sayso.knowledge.calendar import calendar_words
from sayso.lexicon import Reading
from sayso.records import Claim, State

_REACH: Final = 8  # tokens between the words and the number
_STATES: Final[tuple[State, ...]] = ("initial", "earlier", "withdrawn")
_STOPS: Final = frozenset(".;:")


def state_of(reading: Reading, claim: Claim) -> State:
    """The state that words before the number tell: "an earlier toll of 12" is earlier.

    The nearest words decide; a full stop or semicolon ends their reach. "Raised from 12 to 14" tells that
    12 is earlier, those who "had been" missing were it earlier, too, and a sentence behind that takes the
    number back tells that it is withdrawn.
    """
    token = reading.token_at(claim.quantity.start)
    passage = reading.passage_of[token]
    begin, _ = reading.bounds[passage]
    last = reading.token_at(claim.quantity.end - 1)
    if _restated(reading, token, last) or (claim.kind == "missing" and _had_been(reading, last)):
        return "earlier"
    if token - 3 >= begin and reading.words[token - 1] == "to" and reading.words[token - 3] == "from":
        return "current"
    if passage + 1 < len(reading.bounds) and _takes_back(reading, *reading.bounds[passage + 1]):
        return "withdrawn"
    for index in range(token - 1, max(begin, token - _REACH) - 1, -1):
        if reading.words[index] in _STOPS:
            break
        for state, phrase in _phrases().get(reading.words[index], ()):
            if tuple(reading.words[index : index + len(phrase)]) == phrase and index + len(phrase) <= token:
                return state
    return "current"


def _restated(reading: Reading, first: int, last: int) -> bool:
    """ "from 51 to 53" behind a verb that restates a count."""
    begin, stop = reading.bounds[reading.passage_of[first]]
    words = reading.words
    if first - 1 < begin or words[first - 1] != "from" or last + 2 >= stop or words[last + 1] != "to":
        return False
    counted = reading.lexicon.is_numeral(words[last + 2])
    return counted and any(
        word in calendar_words().lists["restated"] for word in words[max(begin, first - _REACH) : first]
    )


def _had_been(reading: Reading, last: int) -> bool:
    """ "Twenty-two people had been reported missing": so many were when they were, and not now."""
    behind = reading.words[last + 1 : min(reading.bounds[reading.passage_of[last]][1], last + 1 + _REACH)]
    return ("had", "been") in pairwise(takewhile(lambda word: word not in _STOPS, behind))


def _takes_back(reading: Reading, begin: int, stop: int) -> bool:
    """ "That information has since been corrected." """
    sentence = " ".join(reading.words[begin : min(stop, begin + _REACH)])
    return sentence.startswith(_back_openers()) and any(
        f" {phrase}" in sentence for phrase in calendar_words().lists["taken_back"]
    )


@cache
def _back_openers() -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in sorted(calendar_words().lists["back_openers"]))


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
