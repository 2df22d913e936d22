"""What persons rule: a pure function of a report's claims and the decisions about them.

A stage of its own, beside linking and reconciling: it needs no ledger, and the ledger, which keeps decisions
and shows what stands, is only one of those who ask it.
"""

from sayso.ruling.choices import choices
from sayso.ruling.decision import decision_id, decision_of, decision_row, standing_decisions
from sayso.ruling.grouping import grouped
from sayso.ruling.labels import party_labels
from sayso.ruling.replay import ruled
from sayso.ruling.wellformed import faults_in

__all__ = [
    "choices",
    "decision_id",
    "decision_of",
    "decision_row",
    "faults_in",
    "grouped",
    "party_labels",
    "ruled",
    "standing_decisions",
]
