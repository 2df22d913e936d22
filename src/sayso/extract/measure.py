"""Whether a count happened over some days, or is of those in a state on a day: still held, now displaced."""

from __future__ import annotations

from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Reading
from sayso.records import Kind, Measure

# Being missing is a state; these others may be told as what happened to people or as what they are.
_ALWAYS: Final[frozenset[Kind]] = frozenset({"missing"})
_EITHER: Final[frozenset[Kind]] = frozenset({"displaced", "evacuated", "returned", "detained", "abducted"})
_BESIDE: Final = 4  # tokens between a word that tells a state and the number or what happened
_FLOW: Final[Chosen[Measure]] = Chosen("flow")


def measure(reading: Reading, item: Counted) -> Chosen[Measure]:
    """Flow or stock, with the rule that says so.

    "45,000 were displaced" is a flow; "45,000 remain displaced", "the camp hosts 45,000 refugees", "are being
    held" are stocks: asked at a day, and never summed over days.
    """
    if item.kind in _ALWAYS:
        return Chosen("stock", ("measure.missing",))
    if item.kind not in _EITHER or item.trigger is None:
        return _FLOW
    is_in, words = reading.lexicon.is_in, reading.words
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    first, last = min(item.first, item.trigger.first), max(item.last, item.trigger.last)
    around = words[max(begin, first - _BESIDE) : min(stop, last + _BESIDE)]
    if any(is_in(word, "recurring") for word in around):
        return _FLOW
    if any(is_in(word, "staying_so") for word in words[max(begin, first - 1) : last + 1]):
        return Chosen("stock", ("measure.still",))
    before, state = words[max(begin, item.first - _BESIDE) : item.first], words[item.last : last + 1]
    kept = any(is_in(word, "keeping") for word in before)
    if kept or (
        any(is_in(word, "having") for word in before) and any(is_in(word, "in_a_state") for word in state)
    ):
        return Chosen("stock", ("measure.kept",))
    if _is_now(reading, item.trigger.first, begin):
        return Chosen("stock", ("measure.now",))
    if item.trigger.payload.use == "toll" and any(is_in(word, "in_a_state") for word in words[first:last]):
        return Chosen("stock", ("measure.number",))
    return _FLOW


def _is_now(reading: Reading, trigger: int, begin: int) -> bool:
    """Does a verb in the present stand before what happened: are displaced, are being held, is sheltering?"""
    for at in range(trigger - 1, max(begin, trigger - _BESIDE) - 1, -1):
        if reading.lexicon.is_in(reading.words[at], "present"):
            return True
        if not reading.lexicon.is_in(reading.words[at], "between_present"):
            return False
    return False
