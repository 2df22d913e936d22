"""Annotated claims and found ones, put side by side: which go together, and which slots are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.evaluate.alike import alike, names_in_common
from sayso.evaluate.gold import AnnotatedReport, Annotation
from sayso.records import Attribution, Claim, Doer, Harmed

SAME_PLACE: Final = 120  # characters between two writings of one number that still are one mention
_OTHER_MENTION: Final = 10_000  # puts pairs at another mention behind all pairs at the same place
_NO_WORD: Final = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated claim with the found one that tells it; `right` are the slots on which they agree."""

    annotated: Annotation
    found: Claim
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One report's annotations against the claims found in it."""

    gold: AnnotatedReport
    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    missed: tuple[Annotation, ...]
    false: tuple[Claim, ...]


def compare(gold: AnnotatedReport, claims: Sequence[Claim]) -> Comparison:
    """Which annotations were found, which were missed, and which claims are told by no annotation.

    A claim is found where kind and value agree at the same place of the text; or, for a toll told
    again, where the same are affected at another mention. Each goes with one other, the nearest first.
    """
    pairs = tuple(
        Pair(
            annotated,
            claim,
            frozenset(name for name, agrees in SLOTS.items() if agrees(annotated, claim)),
        )
        for annotated, claim in _matched(gold.claims, claims)
    )
    found, told = {pair.annotated.id for pair in pairs}, {pair.found.id for pair in pairs}
    return Comparison(
        gold,
        tuple(claims),
        pairs,
        tuple(annotated for annotated in gold.claims if annotated.id not in found),
        tuple(claim for claim in claims if claim.id not in told),
    )


def _matched(gold: Sequence[Annotation], claims: Sequence[Claim]) -> list[tuple[Annotation, Claim]]:
    options = []
    for annotated in gold:
        for claim in claims:
            gap = _gap(annotated, claim)
            if gap is not None:
                between = abs(annotated.quantity.start - claim.quantity.start)
                options.append((gap, between, annotated.id, claim.id, annotated, claim))
    taken: set[str] = set()
    used: set[str] = set()
    chosen = []
    for _, _, annotated_id, claim_id, annotated, claim in sorted(options, key=lambda option: option[:4]):
        if annotated_id not in taken and claim_id not in used:
            taken.add(annotated_id)
            used.add(claim_id)
            chosen.append((annotated, claim))
    return chosen


def _gap(annotated: Annotation, claim: Claim) -> int | None:
    """How far apart two tellings of one number stand, in characters; None where they cannot be one claim."""
    said, found = annotated.quantity, claim.quantity
    if claim.kind != annotated.kind or found.value != said.value:
        return None
    if said.hedge == "range" and found.value_high != said.value_high:
        return None
    gap = max(said.start - found.end, found.start - said.end, 0)
    if gap <= SAME_PLACE:
        return gap
    return _OTHER_MENTION + gap if alike(annotated.whom, _text(claim.whom)) else None


def place_names(claim: Claim) -> set[str]:
    """The names of a claim's places, as said."""
    return {place.text for place in claim.where if place.text}


def days_of(claim: Claim) -> tuple[date, date] | None:
    """First and last day of a claim; None where the text tells none, or none that could be resolved."""
    when = claim.when
    return (when.first, when.last) if when and when.first and when.last else None


def _same_places(annotated: Annotation, claim: Claim) -> bool:
    ours, theirs = set(annotated.where), place_names(claim)
    if not ours and not theirs:
        return True
    return 2 * names_in_common(ours, theirs) / (len(ours) + len(theirs)) >= 0.5


def _near_in_time(annotated: Annotation, claim: Claim) -> bool:
    """Both without a time, or days that share at least half of their union."""
    ours, theirs = annotated.when, days_of(claim)
    if not ours or not theirs:
        return not ours and not theirs
    shared = (min(ours[1], theirs[1]) - max(ours[0], theirs[0])).days + 1
    union = (max(ours[1], theirs[1]) - min(ours[0], theirs[0])).days + 1
    return shared / union >= 0.5


def _at_a_mention(annotated: Annotation, claim: Claim) -> bool:
    """The found span overlaps the annotated one, or stands on another writing of the same number."""
    said, found = annotated.quantity, claim.quantity
    if found.start < said.end and said.start < found.end:
        return True
    ours, theirs = _letters(said.text), _letters(found.text)
    return bool(ours) and theirs in (ours, ours.split("than")[-1])


def _text(slot: Harmed | Doer | Attribution | None) -> str | None:
    return slot.text if slot else None


def _letters(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())


SLOTS: Final[dict[str, Callable[[Annotation, Claim], bool]]] = {
    "at": _at_a_mention,
    "hedge": lambda annotated, claim: claim.quantity.hedge == annotated.quantity.hedge,
    "whom": lambda annotated, claim: alike(annotated.whom, _text(claim.whom)),
    "class": lambda annotated, claim: (claim.whom and claim.whom.harmed_class) == annotated.harmed_class,
    "by": lambda annotated, claim: alike(annotated.by, _text(claim.by)),
    "source": lambda annotated, claim: alike(annotated.source, _text(claim.source)),
    "where": _same_places,
    "when_near": _near_in_time,
    "means": lambda annotated, claim: claim.means == annotated.means,
}
