"""Two pairs of eyes: which approvals of a claim hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from sayso.records import Decision
from sayso.ruling.decision import VERDICTS

NOT_REVIEWED: Final = "nobody's review of the claim stands that could be approved"
OWN_REVIEW: Final = "{who} has reviewed the claim; another person must approve it"
TWICE: Final = "{who} has approved the claim already"


def approvals(decisions: Mapping[str, Decision]) -> tuple[dict[str, Literal["superseded"]], dict[str, str]]:
    """Which approvals of one claim were overtaken, and which can not be given, with the reason.

    An approval holds for what another person reviewed before it, and ends with the next correction or turn of
    the verdict.
    """
    reviewers: set[str] = set()
    holding: dict[str, str] = {}
    overtaken: dict[str, Literal["superseded"]] = {}
    unfit: dict[str, str] = {}
    accepted: bool | None = None
    for identity, decision in decisions.items():
        if decision.act in VERDICTS:
            accepts = decision.act != "reject"
            if decision.act in ("correct", "add") or accepts is not accepted:
                overtaken |= dict.fromkeys(holding.values(), "superseded")
                holding.clear()
            accepted = accepts
            reviewers.add(decision.who)
        elif decision.act == "approve":
            fault = _fault(decision.who, reviewers, holding)
            if fault:
                unfit[identity] = fault
            else:
                holding[decision.who] = identity
    return overtaken, unfit


def _fault(who: str, reviewers: set[str], holding: Mapping[str, str]) -> str | None:
    if not reviewers:
        return NOT_REVIEWED
    if who in reviewers:
        return OWN_REVIEW.format(who=who)
    return TWICE.format(who=who) if who in holding else None
