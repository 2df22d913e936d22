"""What persons labelled that is neither a report nor a claim: the parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.records import Decision, DecisionStatus, Sensitivity
from sayso.ruling.decision import decision_id, standing_decisions

PARTY = "party"  # of `values`: the name of the party that is labelled


@dataclass(frozen=True, slots=True)
class PartyLabels:
    """The labels of parties by their names, and what became of each decision that gives one."""

    labels: Mapping[str, Sensitivity]
    statuses: Mapping[str, DecisionStatus]


def party_labels(decisions: Iterable[Decision]) -> PartyLabels:
    """The labels of parties after all decisions: of several about one party the latest holds.

    >>> said = {"party": "KNDF", "sensitivity": "restricted"}
    >>> party_labels([Decision("relabel", "Ma Thida", at, values=said)]).labels
    {'KNDF': 'restricted'}
    """
    known = {decision_id(each): each for each in decisions if each.act == "withdraw" or _labels_a_party(each)}
    standing, _ = standing_decisions(known.values())
    holding = {each.values[PARTY]: name for name, each in standing.items() if _labels_a_party(each)}
    statuses: dict[str, DecisionStatus] = {}
    for name, each in known.items():
        if _labels_a_party(each):
            statuses[name] = "superseded" if name in standing else "withdrawn"
    statuses |= dict.fromkeys(holding.values(), "applied")
    return PartyLabels(
        {party: known[name].values["sensitivity"] for party, name in holding.items()}, statuses
    )


def _labels_a_party(decision: Decision) -> bool:
    return decision.act == "relabel" and decision.evidence is None
