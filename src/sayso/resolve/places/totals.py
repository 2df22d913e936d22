"""Totals of a whole year or war, which lie in no single town that is told of something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.knowledge.gazetteer.words import PlaceWords
from sayso.lexicon import Reading
from sayso.resolve.places.spots import Spot

# From "since" to the year or war that a total counts from: "since the start of the | year".
_SINCE: Final = 6
# From the war to its verb: "the war | there has | killed".
_VERB: Final = 2
# From "across" to the land: "across | the whole war-torn | country".
_OVER: Final = 5
_LAND: Final = "country"
_THE: Final = frozenset({"the", "this"})
_ALL_OVER: Final = frozenset({"across", "throughout", "around", "over"})
_LASTING: Final = frozenset({"has", "have"})


def widened(
    reading: Reading, token: int, spot: Spot, every: Sequence[Spot], words: PlaceWords
) -> Spot | None:
    """The land of a town that another sentence names, where that of a number tells a total of a year or a
    war.

    "Soldiers shot two men in | Nablus |. They have killed 90 so far this year, mostly in raids": in the West
    Bank, if the report names it. "A raid on | Nablus | killed two, bringing to 90 the number killed this
    year" likewise.
    """
    passage = reading.passage_of[token]
    between = reading.words[spot.sighting.name.end : token]
    brought = any(reading.lexicon.is_in(word, "bringing") for word in between)
    if spot.wide or (spot.passage == passage and not brought) or not is_of_long(reading, passage, words):
        return None
    lands = [each for each in every if each.wide and spot.number in each.held]
    told = [each for each in lands if each.passage < passage]
    return told[-1] if told else lands[0] if lands else None


def is_of_long(reading: Reading, passage: int, words: PlaceWords) -> bool:
    """ "Nationwide", "so far this year", "so far in 2023", "since the uprising began", "the war has killed",
    "between May 2009 and June 2022", "over the same period": not "in May this year".
    """
    begin, stop = reading.bounds[passage]
    here = reading.words[begin:stop]
    if is_of_land(reading, passage, words) or _spans_years(here):
        return True
    for at, word in enumerate(here):
        if word == "since" and not words.eras.isdisjoint(here[at + 1 : at + 1 + _SINCE]):
            return True
        if word in words.eras and word != "year" and not _LASTING.isdisjoint(here[at + 1 : at + 1 + _VERB]):
            return True
        if here[at : at + 2] == ("same", "period"):
            return True
        if here[at : at + 2] == ("this", "year") and not _is_dated(reading, begin + at):
            return True
        if here[at : at + 3] == ("so", "far", "in") and "".join(here[at + 3 : at + 4]).isdigit():
            return True
    return False


def is_of_land(reading: Reading, passage: int, words: PlaceWords) -> bool:
    """ "Nationwide", "across the country", "in this volatile country": is a number told of a whole land?"""
    begin, stop = reading.bounds[passage]
    here = reading.words[begin:stop]
    if not words.nationwide.isdisjoint(here):
        return True
    lands = (at for at, word in enumerate(here) if word == _LAND and here[at + 1 : at + 2] != ("'s",))
    return any(_is_all_over(here[max(0, at - _OVER) : at]) for at in lands)


def _is_all_over(before: Sequence[str]) -> bool:
    """ "| Across the whole | country": behind a word for where, an article and adjectives."""
    article = next((at for at in range(len(before) - 1, 0, -1) if before[at] in _THE), 0)
    if article == 0:
        return False
    return before[article - 1] in _ALL_OVER or before[article - 1 : article + 1] == ("in", "this")


def _spans_years(here: Sequence[str]) -> bool:
    """ "Between May | 2009 | and June | 2022 |"."""
    if "between" not in here:
        return False
    years = {word for word in here[here.index("between") :] if word.isdigit() and word[:2] in ("19", "20")}
    return len({word for word in years if len(word) == 4}) > 1


def _is_dated(reading: Reading, at: int) -> bool:
    """ "In May | this year", "on 3 May | this year", "earlier | this year": a day or a time of it."""
    before = reading.words[at - 1] if at else ""
    return before == "earlier" or before[:1].isdigit() or reading.lexicon.is_in(before, "months")
