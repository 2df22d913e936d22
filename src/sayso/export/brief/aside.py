"""What a brief sets aside: what cannot all be true, what news overtook, what was not used or assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.concluded import Figure, Settlement
from sayso.export.brief.notes import Notes, Sentence, Told
from sayso.export.brief.sentences import counting
from sayso.export.charts.numbers import answered

# Not set aside, only about something else: such claims are counted, not quoted.
_ABOUT_OTHERS: Final = frozenset(
    {"holds more than is asked, and binds nothing", "speaks of others than are asked"}
)
_CONTRADICT: Final = "cannot all be true: "  # which their heading says for all
_MOST_WAYS: Final = 4  # of settling a figure that are told
_OVERTAKEN: Final = {
    "withdrawn": "Withdrawn", "superseded": "Superseded by a later word", "corrected": "Corrected",
    "outgrown": "Outgrown by later counts", "opened": "No longer a ceiling",
    "overruled": "Overruled by a person",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside for all figures of a brief, each thing once; `others` claims are about others."""

    contradictions: Sequence[Sentence]
    changes: Sequence[Sentence]
    unused: Sequence[Sentence]
    assumptions: Sequence[Sentence]
    others: int


def aside_of(cards: Iterable[tuple[str, Figure]], notes: Notes) -> Aside:
    """What figures set aside, each given with its heading."""
    headed = [(heading, figure) for heading, figure in cards if answered(figure)]
    known = [figure for _, figure in headed]
    used = {claim for figure in known for claim in figure.claims}
    others = {
        claim
        for figure in known
        for each in figure.unused
        if each.reason in _ABOUT_OTHERS
        for claim in each.claims
    }
    return Aside(
        _contradictions(headed, notes), _changes(known, notes), _unused(known, notes),
        _assumptions(known, notes), len(others - used),
    )  # fmt: skip


def _contradictions(headed: Sequence[tuple[str, Figure]], notes: Notes) -> list[Sentence]:
    """Each once, then the bounds of every way to settle them where that makes a difference."""
    found: dict[tuple[str, ...], Sentence] = {}
    for _, figure in headed:
        for each in figure.contradictions:
            said = each.reason.removeprefix(_CONTRADICT)
            found.setdefault(each.claims, (notes.told(said, each.claims),))
    ways = [told for heading, figure in headed if (told := _ways(heading, figure, notes))]
    return [*found.values(), *ways]


def _ways(heading: str, figure: Figure, notes: Notes) -> Sentence:
    """What a figure would be without either of the words: its numbers rest on those that are left."""
    if len({(way.low, way.high) for way in figure.settlements}) < 2:
        return ()
    conflicting = {claim for each in figure.contradictions for claim in each.claims}
    told: list[Told] = [Told(f"{heading}: ")]
    for way in figure.settlements[:_MOST_WAYS]:
        left = [claim for claim in figure.claims if claim in conflicting.difference(way.left_out)]
        without = notes.told("these", way.left_out)
        told += [
            Told("without "),
            without,
            Told(" "),
            notes.told(_range(way), left or figure.claims),
            Told("; "),
        ]
    more = len(figure.settlements) - _MOST_WAYS
    return (*told[:-1], *([Told(f"; and {counting(more)} more ways")] if more > 0 else []))


def _range(way: Settlement) -> str:
    if way.high == way.low:
        return f"{way.low:,}"
    return f"at least {way.low:,}" if way.high is None else f"{way.low:,} to {way.high:,}"


def _changes(figures: Iterable[Figure], notes: Notes) -> list[Sentence]:
    found = {
        (each.claims, each.act): (
            Told(f"{_OVERTAKEN[each.act]}: "),
            notes.told(each.reason, (*each.claims, *each.by)),
        )
        for figure in figures
        for each in figure.changes
    }
    return list(found.values())


def _unused(figures: Iterable[Figure], notes: Notes) -> list[Sentence]:
    reasons: dict[str, dict[str, None]] = {}
    for figure in figures:
        for each in figure.unused:
            if each.reason not in _ABOUT_OTHERS:
                reasons.setdefault(each.reason, {}).update(dict.fromkeys(each.claims))
    return [(notes.told(_capital(reason), claims),) for reason, claims in reasons.items()]


def _assumptions(figures: Iterable[Figure], notes: Notes) -> list[Sentence]:
    """Each reason once: claims stand before it by their names, which are notes here."""
    reasons: dict[str, dict[str, None]] = {}
    for figure in figures:
        for each in figure.assumptions:
            names, _, reason = each.rpartition(": ")
            claims = [name for name in names.replace(" and ", ", ").split(", ") if notes.claim(name)]
            reasons.setdefault(reason if claims else each, {}).update(dict.fromkeys(claims))
    return [(notes.told(_capital(reason), claims),) for reason, claims in reasons.items()]


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
