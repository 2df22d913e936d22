"""What a brief sets aside: what cannot all be true, what news overtook, what was not used or assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.concluded import Figure
from sayso.export.brief.notes import Notes, Sentence, Told
from sayso.export.brief.sentences import listing
from sayso.export.charts.numbers import answered

# Not set aside, only about something else: such claims are counted, not quoted.
_ABOUT_OTHERS: Final = frozenset(
    {"holds more than is asked, and binds nothing", "speaks of others than are asked"}
)
_CONTRADICT: Final = "cannot all be true: "  # which their heading says for all
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


def aside_of(figures: Sequence[Figure], notes: Notes) -> Aside:
    """What the figures set aside."""
    known = [each for each in figures if answered(each)]
    used = {claim for figure in known for claim in figure.claims}
    others = {
        claim
        for figure in known
        for each in figure.unused
        if each.reason in _ABOUT_OTHERS
        for claim in each.claims
    }
    return Aside(
        _contradictions(known, notes), _changes(known, notes), _unused(known, notes),
        _assumptions(known, notes), len(others - used),
    )  # fmt: skip


def _contradictions(figures: Iterable[Figure], notes: Notes) -> list[Sentence]:
    """Each once, with the bounds of every way to settle it where that makes a difference."""
    found: dict[tuple[str, ...], Sentence] = {}
    for figure in figures:
        for each in figure.contradictions:
            said = each.reason.removeprefix(_CONTRADICT)
            found.setdefault(each.claims, (notes.told(said, each.claims),))
    return list(found.values()) + [told for figure in figures if (told := _ways(figure, notes))]


def _ways(figure: Figure, notes: Notes) -> Sentence:
    if len({(way.low, way.high) for way in figure.settlements}) < 2:
        return ()
    told: list[Told] = [Told(f"{figure.question.text or figure.question.kind.capitalize()}: ")]
    for way in figure.settlements:
        origins = [each.word.origin for name in way.left_out if (each := notes.claim(name))]
        end = "open" if way.high is None else f"{way.high:,}"
        without = listing(list(dict.fromkeys(origins))) if origins else "these"
        told += [Told("without "), notes.told(f"{without} {way.low:,} to {end}", way.left_out), Told("; ")]
    return tuple(told[:-1])


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
