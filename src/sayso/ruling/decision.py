"""A decision as one JSON object and back, its id, and which decisions were not undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sayso.records import Act, Claim, Decision, Evidence
from sayso.rows import whole_row

READING: Final = "reading"  # of `values`: the claim as it read when it was ruled on
_NOT_SAID: Final = frozenset({"document", "evidence", "mentions", "policy", "rules", "doubts", "incident"})
ABOUT_INCIDENTS: Final[frozenset[Act]] = frozenset({"move", "merge", "split"})
VERDICTS: Final[frozenset[Act]] = frozenset({"accept", "correct", "reject", "add"})


def decision_row(decision: Decision) -> dict[str, Any]:
    """The fields of a decision in their order.

    >>> decision_row(decision)["evidence"]
    {'report': '5f2b…', 'kind': 'killed', 'start': 17, 'end': 19}
    """
    about = decision.evidence
    return {
        "act": decision.act,
        "who": decision.who,
        "at": decision.at.isoformat(),
        "evidence": about
        and {"report": about.report, "kind": about.kind, "start": about.start, "end": about.end},
        "targets": list(decision.targets),
        "values": dict(decision.values),
        "reason": decision.reason,
    }


def decision_of(fields: dict[str, Any]) -> Decision:
    """The decision of a row; what a row leaves out beside act, who and at is None or empty."""
    about = fields.get("evidence")
    return Decision(
        act=fields["act"],
        who=fields["who"],
        at=datetime.fromisoformat(fields["at"]),
        evidence=about and Evidence(about["report"], about.get("kind"), about.get("start"), about.get("end")),
        targets=tuple(fields.get("targets") or ()),
        values=fields.get("values") or {},
        reason=fields.get("reason"),
    )


def decision_id(decision: Decision) -> str:
    """The first sixteen hexadecimal digits of SHA-256 over all that a person said in a decision."""
    fields = decision_row(decision)
    fields["values"].pop(READING, None)
    return _digest(fields)


def reading_of(claim: Claim) -> str:
    """Sixteen hexadecimal digits that change with anything a claim says; not with its rules and doubts."""
    return _digest(_saying(claim))


def differences(one: Claim, other: Claim) -> set[str]:
    """The fields in which two claims do not say the same."""
    mine, theirs = _saying(one), _saying(other)
    return {name for name in mine if mine[name] != theirs[name]}


def _saying(claim: Claim) -> dict[str, Any]:
    return {name: value for name, value in whole_row(claim).items() if name not in _NOT_SAID}


def standing_decisions(decisions: Iterable[Decision]) -> tuple[dict[str, Decision], frozenset[str]]:
    """The decisions by id that were not undone, in order, and the ids of those that were.

    An undoing can itself be undone; what it undid then stands again.
    """
    numbered = {decision_id(decision): decision for decision in decisions}
    undone: set[str] = set()
    for identity, decision in reversed(numbered.items()):
        if decision.act == "withdraw" and identity not in undone:
            undone.update(each for each in decision.targets if each in numbered)
    return {each: decision for each, decision in numbered.items() if each not in undone}, frozenset(undone)


def _digest(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode()).hexdigest()[:16]
