"""Takes decisions into the ledger: each is checked against all that was ruled before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from sayso.errors import DecisionError, NotInLedgerError, RulingConflictError
from sayso.records import Act, Decision, Evidence, Unmatched
from sayso.rows import id_of
from sayso.ruling import decision_id, faults_in, standing_decisions
from sayso.ruling.decision import ABOUT_INCIDENTS, READING, reading_of
from sayso.ruling.grouping import FROM
from sayso.store.appending import append_decision
from sayso.store.chain import Chain
from sayso.store.decided import Reading, kept_decisions, reading_of_row
from sayso.store.engine import Store
from sayso.store.happenings import make_due
from sayso.store.standing import is_current, stand_as_ruled
from sayso.store.tables import decisions, reports, standing

_OF_A_READING: Final[frozenset[Act]] = frozenset({"accept", "correct", "approve"})


class Recording:
    """Decisions on their way into the ledger, in a transaction that writes."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection, self._chain = store, connection, Chain(connection)

    def record(self, decision: Decision, seen: int | None, *, as_lead: bool) -> str:
        """Keeps a decision and gives its id; one that is there already changes nothing."""
        decision = self._with_evidence(decision)
        identity = decision_id(decision)
        if self._known(identity):
            return identity
        if faults := faults_in(decision):
            raise DecisionError(faults)
        if decision.act == "withdraw":
            self._may_undo(decision, as_lead=as_lead)
        self._know(_named_claims(decision))
        if decision.evidence:
            decision = self._on_evidence(decision, decision.evidence, seen)
        self._append(decision)
        return identity

    def take(self, decision: Decision) -> str:
        """Keeps a decision as it was made in another ledger; its id. One that is there changes nothing."""
        identity = decision_id(decision)
        if faults := faults_in(decision):
            raise DecisionError(faults)
        if not self._known(identity):
            self._append(decision)
        return identity

    def _append(self, decision: Decision) -> None:
        """Seals a decision, and lets the claims of its report stand anew."""
        append_decision(self._connection, self._chain, decision)
        self._chain.flush()
        if decision.evidence and decision.act not in ABOUT_INCIDENTS:
            of_text = select(reports.c.number).where(reports.c.digest == decision.evidence.report)
            numbers = list(self._connection.execute(of_text).scalars())
            stand_as_ruled(self._store, self._connection, numbers)
            own = select(standing.c.number).where(standing.c.report.in_(numbers))
            # What persons choose moves figures, though no claim says anything else.
            make_due(self._connection, self._connection.execute(own).scalars())

    def _known(self, identity: str) -> bool:
        return (
            self._connection.execute(select(decisions.c.number).where(decisions.c.id == identity)).first()
            is not None
        )

    def _with_evidence(self, decision: Decision) -> Decision:
        """An undoing names the evidence of what it undoes, so that both are found together."""
        if decision.act != "withdraw" or not decision.targets or decision.evidence:
            return decision
        undone = kept_decisions(self._connection, decisions.c.id.in_(decision.targets))
        return replace(decision, evidence=undone[0].evidence) if undone else decision

    def _may_undo(self, decision: Decision, *, as_lead: bool) -> None:
        """Raises unless what is undone stands and is one's own, or one undoes as lead."""
        known = (
            {decision_id(each): each for each in kept_decisions(self._connection)} if decision.targets else {}
        )
        if unknown := [target for target in decision.targets if target not in known]:
            raise NotInLedgerError([f"{target}: no such decision in the ledger" for target in unknown])
        _, undone = standing_decisions(known.values())
        faults = []
        for target in decision.targets:
            if target in undone:
                faults.append(f"{target}: withdrawn already")
            elif known[target].evidence != decision.evidence:
                faults.append(f"{target}: a decision about something else; withdraw it by itself")
            elif known[target].who != decision.who and not as_lead:
                faults.append(
                    f"{target}: decided by {known[target].who}; only they or a lead may withdraw it"
                )
        if faults:
            raise DecisionError(faults)

    def _know(self, named: list[str]) -> None:
        """Raises unless claims of these ids stand."""
        found = set(self._connection.execute(select(standing.c.id).where(standing.c.id.in_(named))).scalars())
        if faults := [
            f"{each}: no claim of that id stands in the ledger" for each in named if each not in found
        ]:
            raise NotInLedgerError(faults)

    def _on_evidence(self, decision: Decision, evidence: Evidence, seen: int | None) -> Decision:
        """The decision with the reading it rules on. Raises where it does not fit what stands."""
        row = self._current(evidence)
        reading = reading_of_row(self._connection, row, decision)
        if evidence.kind is not None:
            self._nobody_else(reading, evidence, seen)
        before = reading.ruled()
        claim_id = id_of(evidence)
        if decision.act == "add" and claim_id in {claim.id for claim in before.claims}:
            raise DecisionError([f"{claim_id}: there is such a claim already; accept or correct it"])
        extracted = next((claim for claim in reading.extracted if claim.id == claim_id), None)
        if extracted and decision.act in _OF_A_READING:
            decision = replace(decision, values={**decision.values, READING: reading_of(extracted)})
        if decision.act in ABOUT_INCIDENTS:
            self._know([claim_id])
        after = reading.ruled(decision)
        identity = decision_id(decision)
        if after.statuses.get(identity) == "unmatched":
            raise DecisionError([_refusal(line) for line in after.unmatched if line.decision == identity])
        whole = decision.values.get("part_of")
        if whole and all(claim.part_of != whole for claim in after.claims if claim.id == claim_id):
            raise DecisionError([f"part_of: {whole} is itself a part of {claim_id}, or of another report"])
        return decision

    def _current(self, evidence: Evidence) -> RowMapping:
        """The row of the report that evidence names, in the current version of its page."""
        of_text = select(reports).where(reports.c.digest == evidence.report, reports.c.text.is_not(None))
        current = self._connection.execute(of_text.where(is_current())).mappings().first()
        if current is not None:
            return current
        if self._connection.execute(of_text).first():
            raise DecisionError([f"{evidence.report[:16]}: the report has a newer version; rule on that one"])
        raise NotInLedgerError([f"{evidence.report[:16]}: no report of the ledger has a text of that digest"])

    @staticmethod
    def _nobody_else(reading: Reading, evidence: Evidence, seen: int | None) -> None:
        """Raises if there are other decisions about a claim than were seen when this one was made."""
        others = [each for each in reading.decisions if each.evidence == evidence]
        if seen is not None and len(others) != seen:
            last = f", the last by {others[-1].who}: {others[-1].act}" if others else ""
            told = f"{id_of(evidence)}: there are {len(others)} decisions about it, not {seen}{last}"
            raise RulingConflictError([f"{told}; nothing was recorded, look at it again"])


def _refusal(line: Unmatched) -> str:
    """Why a decision is not taken, and the claim that may have been meant."""
    meant = None if line.evidence and id_of(line.evidence) == line.nearest else line.nearest
    return f"{line.reason}; the nearest is {meant}" if meant else line.reason


def _named_claims(decision: Decision) -> list[str]:
    """The ids of other claims that a decision names."""
    targets = decision.targets if decision.act != "withdraw" else ()
    whole = decision.values.get("part_of")
    return [*targets, *decision.values.get(FROM, ()), *([whole] if whole else [])]
