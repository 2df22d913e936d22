"""Decisions made by hand, each a minute after the one before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sayso.records import Act, Claim, Decision, Evidence, Report

_MINUTES = count()
START = datetime(2023, 12, 1, 9, tzinfo=UTC)


def evidence(report: Report, claim: Claim) -> Evidence:
    """What names a claim."""
    return Evidence(report.digest, claim.kind, claim.quantity.start, claim.quantity.end)


def decide(act: Act, about: Evidence | None, who: str = "Ma Thida", **said: Any) -> Decision:
    """A decision later than all made before."""
    return Decision(act, who, START + timedelta(minutes=next(_MINUTES)), about, **said)
