"""Whether a count is said to be incomplete: so far, confirmed dead, documented, a toll that may rise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.lexicon import Lexicon, Reading
from sayso.records import Kind

_REACH: Final = 24  # tokens between a number and what is said of its completeness, in one sentence
_TOLL_BEFORE: Final = 10  # tokens before "may rise" in which the toll stands
_BURIED: Final = 8  # tokens before "under the rubble" in which more are feared there
_NEAR: Final = 3  # tokens between words that belong together: a provisional death toll, may well go up
_SENTENCES: Final = 3  # behind a toll in which it may be said that it will rise
_TOLLS: Final[frozenset[Kind]] = frozenset({"killed", "casualties"})
_WHOLE: Final = Chosen(value=False)


def completeness(
    reading: Reading, counted: Sequence[Counted], wholes: Sequence[int | None]
) -> list[Chosen[bool]]:
    """Of each quantity whether it is said to be incomplete, and the rule that says so.

    "Eleven deaths have been confirmed", "575 dead so far"; but not "police confirmed that 11 died", which
    only says who speaks. `wholes` are the places of the counts that each is part of.
    """
    rising = _rising(reading, counted, wholes)
    rules = (_rule(reading, item) or ("rising" if at in rising else None) for at, item in enumerate(counted))
    return [Chosen(value=True, rules=(f"partial.{rule}",)) if rule else _WHOLE for rule in rules]


def _rule(reading: Reading, item: Counted) -> str | None:
    """The rule by which the sentence of a count, or one that tells it again, says that more may come."""
    again = [(reading.token_at(each.start), reading.token_at(each.end - 1) + 1) for each in item.mentions]
    openers = _openers(reading.lexicon)
    for first, last in ((item.first, item.last), *again):
        if openers.isdisjoint(reading.words[max(first - _REACH, 0) : last + _REACH]):
            continue
        begin, stop = _clauses(reading, first, last)
        for at in range(begin, stop):
            opens = reading.words[at] in openers and not first <= at < last
            if opens and (rule := _said_at(reading, at, first, last, stop)):
                return rule
    return None


@lru_cache(maxsize=4)
def _openers(lexicon: Lexicon) -> frozenset[str]:
    """The first words of all that is said of completeness."""
    so_far = frozenset(phrase.partition(" ")[0] for phrase in lexicon.words["so_far"])
    return so_far | lexicon.words["provisional"] | lexicon.words["checked"]


def _clauses(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The tokens round a number up to where its sentence turns to something else."""
    begin, stop = reading.bounds[reading.passage_of[first]]
    words, turns = reading.words, reading.lexicon.words["turns"]
    left, right = first, last
    while left > max(begin, first - _REACH) and words[left - 1] not in turns:
        left -= 1
    while right < min(stop, last + _REACH) and words[right] not in turns:
        right += 1
    return left, right


def _said_at(reading: Reading, at: int, first: int, last: int, stop: int) -> str | None:
    """What the word at a token says of the completeness of a number at first..last-1."""
    words, is_in = reading.words, reading.lexicon.is_in
    if is_in(" ".join(words[at : at + 2]), "so_far"):
        return None if _any(reading, at - 1, at, "spans_so_far") else "so_far"
    if is_in(words[at], "provisional"):
        return "provisional" if _any(reading, at + 1, at + 1 + _NEAR, "tolls") else None
    if not is_in(words[at], "checked") or (at + 1 < stop and is_in(words[at + 1], "as_or_that")):
        return None
    passive = _any(reading, at - 2, at, "auxiliaries")
    named = is_in(words[at], "named")  # the dead who have been identified are all the dead
    if at < first:
        confirmed = is_in(words[at], "confirmed")  # in the active it only says who speaks
        return "checked" if not confirmed and not passive else None
    adjective = at == last or _any(reading, at + 1, min(at + 2, stop), "harmed_words")
    return "checked" if adjective or (passive and not named) else None


def _rising(reading: Reading, counted: Sequence[Counted], wholes: Sequence[int | None]) -> frozenset[int]:
    """The places, among the quantities, of the tolls that are said to be going to rise.

    These are the tolls told last before that, and where a part was told last its whole.
    """
    told = _tolls_by_passage(reading, counted, wholes)
    hints = reading.lexicon.words["buried"] | reading.lexicon.words["may"]
    found: set[int] = set()
    for passage, (begin, stop) in enumerate(reading.bounds):
        reached = range(passage, passage - _SENTENCES - 1, -1)
        last_told = next((told[before] for before in reached if before in told), None)
        if last_told is None:
            continue
        hinted = [at for at in range(begin, stop) if reading.words[at] in hints]
        if any(_said_to_rise(reading, at, begin, stop) for at in hinted):
            found |= last_told
    return frozenset(found)


def _tolls_by_passage(
    reading: Reading, counted: Sequence[Counted], wholes: Sequence[int | None]
) -> Mapping[int, set[int]]:
    """The places of the tolls that each passage tells, or of what they are parts of."""
    told: dict[int, set[int]] = {}
    for at, item in enumerate(counted):
        if item.kind in _TOLLS and not _was(reading, item):
            for passage in _told_in(reading, item):
                told.setdefault(passage, set()).add(_whole(at, wholes))
    return told


def _whole(at: int, wholes: Sequence[int | None]) -> int:
    """The whole of a part, of which all may be parts of others; what is none itself."""
    seen = {at}
    while (above := wholes[at]) is not None and above not in seen:
        seen.add(at := above)
    return at


def _told_in(reading: Reading, item: Counted) -> Iterator[int]:
    """The passages in which a quantity is told."""
    yield reading.passage_of[item.first]
    for each in item.mentions:
        yield reading.passage_of[reading.token_at(each.start)]


def _was(reading: Reading, item: Counted) -> bool:
    """Is it what a toll was before: from 51 to 53?"""
    return reading.words[item.first - 1 : item.first] == ("from",) and reading.words[
        item.last : item.last + 1
    ] == ("to",)


def _said_to_rise(reading: Reading, at: int, begin: int, stop: int) -> bool:
    """Is it said at a token that tolls may rise: "is expected to climb", "more are feared buried"?"""
    if reading.lexicon.is_in(reading.words[at], "buried"):
        around = max(begin, at - _BURIED), min(stop, at + _NEAR)
        return _any(reading, *around, "feared_more")
    if not reading.lexicon.is_in(reading.words[at], "may"):
        return False
    for after in range(at + 1, min(at + 1 + _NEAR, stop)):
        if reading.lexicon.is_in(reading.words[after], "rising"):
            to_level = reading.words[after + 1 : after + 2] == ("to",) and after + 2 < stop
            told = _any(reading, max(at - _TOLL_BEFORE, begin), at, "tolls") or _any(
                reading, at - 1, at, "toll_pronouns"
            )
            return told and not (to_level and reading.words[after + 2][0].isdigit())
    return False


def _any(reading: Reading, first: int, last: int, word_class: str) -> bool:
    return any(reading.lexicon.is_in(word, word_class) for word in reading.words[max(first, 0) : last])
