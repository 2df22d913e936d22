"""Labels of sensitivity, and which holds where several meet: the strictest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.records import SENSITIVITIES, Claim, Report, Sensitivity


@dataclass(frozen=True, slots=True)
class Labels:
    """What persons labelled: reports by digest, claims by id, parties by name. Without one all is public."""

    reports: Mapping[str, Sensitivity] = field(default_factory=dict)
    claims: Mapping[str, Sensitivity] = field(default_factory=dict)
    parties: Mapping[str, Sensitivity] = field(default_factory=dict)

    def of_report(self, report: Report) -> Sensitivity:
        """The label of a report."""
        return self.reports.get(report.digest, "public")

    def clears(self, claim: str) -> bool:
        """Did anybody label a claim public, by its id, so that notes beside it may be told?"""
        return self.claims.get(claim) == "public"

    def is_labelled(self, report: Report) -> bool:
        """May a report not be told?"""
        return self.of_report(report) != "public"

    def of_claim(self, report: Report, claim: Claim) -> Sensitivity:
        """The strictest of the labels of a claim, of its report and of the parties it names."""
        slots = (claim.whom, claim.by, claim.source)
        named = (self.parties.get(slot.party) for slot in slots if slot is not None and slot.party)
        return strictest([self.of_report(report), self.claims.get(claim.id), *named])


def strictest(labels: Iterable[Sensitivity | None]) -> Sensitivity:
    """The label that holds of several; none says public."""
    return max((label for label in labels if label), key=SENSITIVITIES.index, default="public")
