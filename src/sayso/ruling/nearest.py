"""Which claim comes nearest to one that is no longer found."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Claim, Evidence, Kind


def overlap(one: Claim, other: Claim) -> bool:
    """Do the numbers of two claims share a character?"""
    return one.quantity.start < other.quantity.end and other.quantity.start < one.quantity.end


def nearest_claim(evidence: Evidence, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the same text that is most likely what evidence named; None where none comes near.

    Its number shares words with the one that was named, or stands in the same sentence and is of its kind.
    """
    start, end = evidence.start or 0, evidence.end or 0

    def near(claim: Claim) -> bool:
        shares = claim.quantity.start < end and start < claim.quantity.end
        same_sentence = claim.evidence.start <= start and end <= claim.evidence.end
        return shares or (same_sentence and claim.kind == evidence.kind)

    return min(
        filter(near, claims),
        key=lambda claim: (abs(claim.quantity.start - start), claim.kind != evidence.kind, claim.id),
        default=None,
    )


def nearest_in_revision(kind: Kind | None, words: str, start: int, claims: Sequence[Claim]) -> Claim | None:
    """The claim of a newer text that says the same in the same words, or the like where it stood."""
    likely = [claim for claim in claims if kind == claim.kind or words == claim.quantity.text]
    return min(
        likely,
        key=lambda claim: (
            (kind != claim.kind) + (words != claim.quantity.text),
            abs(claim.quantity.start - start),
            claim.id,
        ),
        default=None,
    )
