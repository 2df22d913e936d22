"""What persons chose claims for, as figures take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.concluded import Choice
from sayso.records import Decision
from sayso.rows import id_of
from sayso.ruling.decision import standing_decisions


def choices(decisions: Iterable[Decision]) -> Mapping[str, Choice]:
    """The choice that holds for each claim, by the claim's id: the latest that was not undone.

    >>> choices([Decision("choose", "Ma Thida", at, evidence, targets=("41b0...",))])["9f2c..."].over
    ('41b0...',)
    """
    standing, _ = standing_decisions(decisions)
    return {
        (claim := id_of(decision.evidence)): Choice(
            claim, decision.who, decision.at, decision.reason, decision.targets, **decision.values
        )
        for decision in standing.values()
        if decision.act == "choose" and decision.evidence is not None
    }
