"""A ledger as JSON lines, from which `sayso add` makes a ledger of the same figures.

    {"sayso_export": "jsonl/1"}
    {"id": "...", ..., "text": "...", "readings": [{"fingerprint": "...", "started": "...", "claims": [...]}]}
    {"decision": {"act": "merge", ...}}

In full it is a copy: what was extracted, and every decision as it was made. As it may be told, a report has
the claims that stand, corrected as persons ruled, with what is withheld blackened, so that every quote still
stands where it stood; of the decisions it has those that move figures and no claim.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TextIO

from sayso.export.jsonl import json_line
from sayso.export.reports import row as report_row
from sayso.export.source import Source, Written
from sayso.records import Act, Claim, Decision, Evidence, Report, Run
from sayso.rows import id_of, requoted, whole_row
from sayso.ruling import decision_row, standing_decisions
from sayso.ruling.grouping import FROM
from sayso.store import Kept

POLICY: Final = "jsonl/1"
MOVING: Final[frozenset[Act]] = frozenset({"move", "merge", "split", "choose"})
SOMEBODY: Final = "a person"  # who made a decision that moves figures, where that is withheld
TAKEN_OUT: Final = "reports that a person took out"
UNREADABLE: Final = "reports in a language in which no names can be withheld"


def write(source: Source, out: TextIO) -> Written:
    """Writes the reports of which a claim is like the filters, and then the decisions about them."""
    out.write(json_line({"sayso_export": POLICY}) + "\n")
    archive = _Archive(source)
    for row in archive.reports():
        out.write(json_line(row) + "\n")
    for decision in archive.decisions():
        out.write(json_line({"decision": decision_row(decision)}) + "\n")
    return Written(archive.number, archive.left_out)


@dataclass(slots=True)
class _Named:
    """What decisions name, and what it is called in the export: reports by digest, claims by id."""

    reports: dict[str, str | None] = field(default_factory=dict)
    claims: dict[str, str | None] = field(default_factory=dict)


class _Archive:
    """An archive on its way. Only what decisions name is held."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._full = source.disclosure.full
        made = [decision for _, decision in source.ledger.decisions()]
        standing = standing_decisions(made)[0].values()
        self._made = made if self._full else [each for each in standing if each.act in MOVING]
        self._named = _named_by(self._made)
        self.number = 0
        self.left_out: dict[str, int] = {}

    def reports(self) -> Iterator[dict[str, Any]]:
        """The row of each report."""
        for kept in self._source.kept():
            row = self._copy(kept) if self._full else self._as_told(kept)
            if row is not None:
                self.number += 1
                yield row

    def decisions(self) -> Iterator[Decision]:
        """The decisions about what was put out, in their order."""
        for decision in self._made:
            about = decision.evidence
            names = [self._named.claims.get(each) for each in _claims_named(decision)]
            report = self._named.reports.get(about.report) if about else None
            if (about and report is None) or (not self._full and None in names):
                continue
            yield decision if self._full else self._renamed(decision, report)

    def _copy(self, kept: Kept) -> dict[str, Any]:
        """A report as the ledger has it."""
        self._know(kept.report, kept.report, {claim.id: claim.id for claim in kept.ruled.claims})
        return report_row(kept.report) | {"readings": [_reading(*each) for each in kept.readings]}

    def _as_told(self, kept: Kept) -> dict[str, Any] | None:
        """A report as it may be told, with the claims that stand; None where it is left out."""
        report = self._source.as_told(self._source.disclosure.report(kept.report))
        if report is None or kept.ruled.withdrawn or not report.text:
            self._leave_out(kept, report)
            return None
        report = _of_its_text(report)
        names = {claim.id: _renamed_id(kept, claim, report) for claim in kept.ruled.claims}
        told = [
            (claim.id, each)
            for claim in kept.ruled.claims
            if (each := self._source.as_told(self._source.disclosure.claim(kept.report, claim))) is not None
        ]
        there = {old: names[old] for old, _ in told}
        self._know(kept.report, report, there)
        claims = [_claim_row(each, report, there[old], there.get(each.part_of or "")) for old, each in told]
        run = kept.readings[-1][0] if kept.readings else None
        readings = [{**_run(run), "claims": claims}] if run else []
        return report_row(report) | {"readings": readings}

    def _leave_out(self, kept: Kept, report: Report | None) -> None:
        """Counts a report that is left out for another reason than its label: that is counted as withheld."""
        if report is not None:
            why = TAKEN_OUT if kept.ruled.withdrawn else UNREADABLE
            self.left_out[why] = self.left_out.get(why, 0) + 1

    def _know(self, report: Report, told: Report, claims: Mapping[str, str]) -> None:
        """Remembers what is called how, as far as a decision names it."""
        if report.digest in self._named.reports:
            self._named.reports[report.digest] = told.digest
        self._named.claims |= {old: new for old, new in claims.items() if old in self._named.claims}

    def _renamed(self, decision: Decision, report: str | None) -> Decision:
        """A decision about what was put out, by the names of the export, without its note and who made it."""
        return replace(
            decision,
            who=SOMEBODY,
            evidence=decision.evidence and replace(decision.evidence, report=report or ""),
            targets=tuple(self._name(each) for each in decision.targets),
            values={
                name: [self._name(each) for each in value] if name == FROM else value
                for name, value in decision.values.items()
            },
            reason=None,
        )

    def _name(self, claim: str) -> str:
        return self._named.claims.get(claim) or claim


def _named_by(made: Iterable[Decision]) -> _Named:
    """What decisions name; what it is called is not known yet."""
    named = _Named()
    for decision in made:
        if decision.evidence:
            named.reports[decision.evidence.report] = None
        named.claims |= dict.fromkeys(_claims_named(decision))
    return named


def _claims_named(decision: Decision) -> list[str]:
    """The other claims that a decision names."""
    if decision.act == "withdraw":
        return []
    return [*decision.targets, *decision.values.get(FROM, ())]


def _of_its_text(report: Report) -> Report:
    """The report with the digest of its text as it is told."""
    return replace(report, digest=hashlib.sha256(report.text.encode()).hexdigest())


def _renamed_id(kept: Kept, claim: Claim, report: Report) -> str:
    """A claim's id in the report as it is told; what a person corrected keeps the words it was named by."""
    ruling = kept.ruled.rulings.get(claim.id)
    said = claim.quantity
    about = ruling.evidence if ruling else Evidence("", claim.kind, said.start, said.end)
    return id_of(replace(about, report=report.digest))


def _claim_row(claim: Claim, report: Report, name: str, whole: str | None) -> dict[str, Any]:
    """A claim as it is of the report as told: its quotes are the words that stand there."""
    fields: dict[str, Any] = requoted(whole_row(claim), report.text)
    return fields | {"document": report.id, "id": name, "part_of": whole}


def _reading(run: Run, claims: Sequence[Claim]) -> dict[str, Any]:
    return {**_run(run), "claims": [whole_row(claim) for claim in claims]}


def _run(run: Run) -> dict[str, str]:
    return {"fingerprint": run.fingerprint, "started": run.started.isoformat()}
