"""Places that stand so by a number that it is counted there, whatever else is near."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading
from sayso.resolve.places.spots import Spot

# So many words at most stand between a number and a place that belongs to it: "six people in Kherson".
DIRECT: Final = 6
# So many words of a clause may stand between a place with "where" and a number.
WHERE: Final = 12
PARTING: Final = frozenset({",", ";", "and", "but", "while", "as", "after", "when"})
# Between a number without its noun and a land stand but these: "and six | in the | West Bank".
_BARE: Final = frozenset({"in", "across", "near", "over", "the"})
# Between a number and a place that it was brought down above: "14 | over the | Belgorod region".
_ABOVE: Final = (frozenset({"over"}), frozenset({"over", "the"}))
# Between what befell somebody and where, over words that describe the place.
SCENES: Final = frozenset({"in", "at", "near", "across", "around"})
# Before the number of a part.
_INCLUDING: Final = frozenset({"including", "among"})
# So many words may stand between one of these and the number: "including | at least 12".
_PART: Final = 3
# Verbs of harm that stand side by side have so many words at most: "shot and killed".
_VERB: Final = 4
_VERBS: Final = frozenset({"transitive", "intransitive"})


def is_direct(reading: Reading, spot: Spot, span: range, behind: bool) -> bool:
    """Is what is counted in a place, no other number being in the span between: "six people in | Kherson",
    "six were killed in | Kherson", "in | Kherson, where six were killed"? A place whose name speaks is none.
    """
    if not behind:
        return _opens_where(reading, spot, span)
    between = frozenset(reading.words[span.start : span.stop])
    if not (spot.strong or between in _ABOVE) or "seat" in spot.fixed:
        return False
    if not reading.triggers.keys().isdisjoint(span):
        return between.isdisjoint(PARTING - {"and"}) and _befell_there(reading, spot, span)
    return len(span) <= DIRECT and between.isdisjoint(PARTING) and (not spot.wide or between <= _BARE)


def is_of_part(reading: Reading, spot: Spot, first: int, part: int) -> bool:
    """Is a place behind the number of a part that of the part alone: "184 men, including | 51 in Gaza", not
    "two men including | a boy were shot in Gaza"?
    """
    span = range(part + 1, spot.sighting.name.begin)
    told = reading.words[span.start : span.stop]
    whole = "were" in told or "was" in told
    return tells_part(reading, first, part) and not whole and is_direct(reading, spot, span, True)


def tells_part(reading: Reading, first: int, number: int) -> bool:
    """Is a number behind another one that of a part of it: "184 men, including | 51 |"?"""
    return not _INCLUDING.isdisjoint(reading.words[max(first, number - _PART) : number])


def _befell_there(reading: Reading, spot: Spot, span: range) -> bool:
    """Does a place stand right behind what befell those counted: "six | were shot dead in | Kherson"?"""
    if "possessive" in spot.fixed:
        return False
    at = next((at for at in reversed(span[1:]) if reading.words[at] in SCENES), span.start)
    told = list(reading.triggers_in(range(span.start, at)))
    verbs = [hit for hit in told if hit.payload.use in _VERBS]
    return (
        any(hit.last == at for hit in verbs)
        and len(verbs) == len(told)
        and at - min(hit.first for hit in told) <= _VERB
    )


def _opens_where(reading: Reading, spot: Spot, span: range) -> bool:
    """ "In | Rafah, where | a million people shelter": the clause of a number tells what is in the place."""
    if not span or len(span) > WHERE or "of_indefinite" in spot.fixed:
        return False
    return "where" in reading.words[span.start : span.start + 1 + (reading.words[span.start] == ",")]
