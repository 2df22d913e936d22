"""The numbers of a report: every phrase that may say how many, with its value and hedge.

`quantities(reading)` gives a `Number` for each; whether it counts harm is decided elsewhere, but a number
that is by its form something else (a date, an age, money, a unit's name) has the reason in `no_count`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sayso.extract.numbers.refusals import refusal
from sayso.lexicon import Hit, Reading
from sayso.lexicon.load import HedgeWord
from sayso.lexicon.numbers import NumberForm, Numeral, numeral_at
from sayso.records import Hedge

MAX_HEDGE_STEPS: Final = 6
COORDINATION_REACH: Final = 8
_SPREADING: Final = frozenset({"at_least", "more_than", "about", "nearly", "up_to", "fewer_than"})
_PARTING: Final = frozenset(", ; . : remain remained are were have had".split())


class Number(NamedTuple):
    """Tokens first..last-1 are the phrase with its hedge, core..core_last-1 the number alone."""

    first: int
    last: int
    core: int
    core_last: int
    value: int | float
    hedge: Hedge
    form: NumberForm
    value_high: int | float | None = None
    no_count: str | None = None


def quantities(reading: Reading) -> list[Number]:
    """The numbers of a report in the order of the text.

    >>> number = quantities(look(report("At least 45 civilians were killed.")))[0]
    >>> number.value, number.hedge
    (45, 'at_least')
    """
    found: list[Number] = []
    hedges_by_end = {hit.last: hit for hit in reading.hedges.values() if hit.payload.side == "before"}
    free = 0
    for index in reading.number_openers:
        begin, stop = reading.bounds[reading.passage_of[index]]
        if index >= free and (spelled := numeral_at(reading, index, stop)) is not None:
            found.append(_with_hedge(reading, spelled, begin, stop, hedges_by_end))
            free = spelled.last
    return list(_spread(reading, found))


def _with_hedge(
    reading: Reading, spelled: Numeral, begin: int, stop: int, hedges_by_end: dict[int, Hit[HedgeWord]]
) -> Number:
    """The number with the hedge phrases on either side taken in."""
    first, hedge = spelled.first, _own_hedge(spelled)
    words = reading.words
    for _ in range(MAX_HEDGE_STEPS):
        hit = hedges_by_end.get(first)
        if hit is not None and hit.first >= begin and _is_hedge(reading, hit, begin):
            first, hedge = hit.first, hit.payload.hedge if _takes_hedge(spelled) else hedge
        elif first - 3 >= begin and words[first - 3 : first] == ("a", "total", "of"):
            first -= 3
        elif first > begin and _may_stand_before(reading, first - 1, first < spelled.first):
            first -= 1
        else:
            break
    last, after = _hedge_after(reading, spelled.last, stop)
    if after and spelled.form in ("digits", "word"):
        hedge = after
    return Number(
        first, last, spelled.first, spelled.last, spelled.value, hedge,
        spelled.form, spelled.value_high, refusal(reading, spelled, begin, stop),
    )  # fmt: skip


def _may_stand_before(reading: Reading, index: int, inside: bool) -> bool:
    """ "another 12", "a further 12": fillers, an article once the phrase is longer than its number.

    "A reported 12", but not "the army reported | 12": there the word is the verb of who says so.
    """
    words, lexicon = reading.words, reading.lexicon
    if lexicon.is_in(words[index], "fillers"):
        return index not in reading.saying or index == 0 or lexicon.is_in(words[index - 1], "determiners")
    return inside and words[index] in ("a", "an", "the")


def _takes_hedge(spelled: Numeral) -> bool:
    """ "Some | 200 to 300" stays a range, "almost | nobody" none."""
    return spelled.form != "zero" and spelled.value_high is None


def _own_hedge(spelled: Numeral) -> Hedge:
    if spelled.value_high is not None:
        return "range"
    return "vague" if spelled.form == "vague" else "exact"


def _is_hedge(reading: Reading, hit: Hit[HedgeWord], begin: int) -> bool:
    """ "Up to 12" is a limit, "the toll went up to 12" a level; "handed over 12" is the trigger's "over".

    "We are talking about | 12 dead" speaks of them.
    """
    if hit.first == begin:
        return True
    word, before = reading.words[hit.first], reading.words[hit.first - 1]
    if word == "up" and reading.lexicon.is_in(before, "risers"):
        return False
    if word == "about" and reading.lexicon.is_in(before, "speaking_of"):
        return False
    near = range(max(begin, hit.first - MAX_HEDGE_STEPS), hit.first)
    return not any(trigger.last > hit.first for trigger in reading.triggers_in(near))


def _hedge_after(reading: Reading, index: int, stop: int) -> tuple[int, Hedge | None]:
    """Where the phrase ends, and the hedge behind it ("12 or more", "20+", "12 people or more").

    In "left 12 dead with | at least | 40 hurt" it is that of the next number.
    """
    for at in range(index, min(index + 3, stop)):
        for end, word in reading.lexicon.hedges.at(reading.words, at):
            own = end == stop or not reading.opens_count(end)
            if word.side == "after" and end <= stop and own and at not in reading.triggers:
                return (end if at == index else index), word.hedge
        if not reading.words[at][0].isalpha() or reading.words[at] == "and":
            break
    return index, None


def _spread(reading: Reading, numbers: list[Number]) -> Iterator[Number]:
    """A hedge covers the numbers of its own noun phrase: "at least 8,000 children and 6,200 women"."""
    before: Number | None = None
    for number in numbers:
        if (
            before is not None
            and before.hedge in _SPREADING
            and number.hedge == "exact"
            and number.form in ("digits", "word")
            and number.first == number.core
            and number.value > 1
            and _same_phrase(reading, before.last, number.first)
        ):
            before = number._replace(hedge=before.hedge)
        else:
            before = number
        yield before


def _same_phrase(reading: Reading, begin: int, end: int) -> bool:
    """Only nouns and an "and" between two numbers: no verb, no comma, no trigger."""
    between = range(begin, end)
    if not 2 <= len(between) <= COORDINATION_REACH or reading.words[end - 1] != "and":
        return False
    return all(i not in reading.triggers and reading.words[i] not in _PARTING for i in between)
