"""One claim and all that persons ruled about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sayso.records import (
    Act,
    Claim,
    Decision,
    DecisionStatus,
    Doubt,
    Evidence,
    Report,
    Ruling,
    Unmatched,
    Verdict,
)
from sayso.ruling.approvals import approvals
from sayso.ruling.corrections import blank_claim, corrected, overwrites, slots_of
from sayso.ruling.decision import READING, VERDICTS, differences, reading_of
from sayso.ruling.nearest import nearest_claim

GONE: Final = "the present extraction finds no such claim"
_OWN_WORDS: Final = frozenset({"kind", "quantity.text", "quantity.start", "quantity.end"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim: it as it stands (None where it does not), and of each decision about it.

    `by_own_words`: a person says where its number stands or of what kind it is, so that an extracted claim of
    the same kind about the same words is the same claim.
    """

    claim: Claim | None
    ruling: Ruling
    statuses: Mapping[str, DecisionStatus]
    unmatched: tuple[Unmatched, ...]
    by_own_words: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and how it is read: the present claims, and those of earlier extractions, the latest first."""

    report: Report
    extracted: Sequence[Claim]
    earlier: Sequence[Claim] = ()


class Case:
    """A claim under review: what was ruled about it, each decision by its id and not undone, in order."""

    def __init__(
        self, evidence: Evidence, claim_id: str, decisions: Mapping[str, Decision], reading: Reading
    ):
        self._evidence, self._decisions, self._reading = evidence, decisions, reading
        self._extracted = next((each for each in reading.extracted if each.id == claim_id), None)
        self._earlier = [each for each in reading.earlier if each.id == claim_id]
        self._verdicts = {each: decision for each, decision in decisions.items() if decision.act in VERDICTS}
        self._statuses: dict[str, DecisionStatus] = dict.fromkeys(decisions, "applied")
        self._unmatched: list[Unmatched] = []

    def outcome(self) -> Outcome:
        """What stands of the claim, and what became of each decision."""
        overtaken, unfit = approvals(self._decisions)
        self._statuses |= overtaken
        for identity, reason in unfit.items():
            self._fails(identity, reason)
        for act in ("relabel", "choose"):
            self._mark(self._of(act)[:-1], "superseded")
        claim = self._claim()
        ruling = self._ruling()
        return Outcome(claim, ruling, self._statuses, tuple(self._unmatched), self._by_own_words(claim))

    def _claim(self) -> Claim | None:
        """The claim as it stands; the statuses of verdicts and corrections on the way."""
        if self._verdict() == "rejected":
            self._mark(self._of(*VERDICTS - {"reject"}), "superseded")
            if self._extracted is None:
                self._mark(self._of("reject"), "settled")
            return None
        self._mark(self._of("reject"), "superseded")
        base = self._base()
        if base is None:
            for identity in [each for each in self._decisions if self._statuses[each] == "applied"]:
                self._fails(identity, self._gone())
            return None
        claim = self._held(self._with_corrections(base))
        if self._extracted is not None:
            self._tell_changes(self._extracted)
        elif not self._of("add"):
            claim = self._kept(claim)
        return claim

    def _verdict(self) -> Verdict | None:
        """What was ruled last on whether the claim stands."""
        last = next(reversed(self._verdicts.values()), None)
        if last is None:
            return None
        return "rejected" if last.act == "reject" else "accepted"

    def _base(self) -> Claim | None:
        """The claim before corrections: as extracted, as a person began it, or as it once was read."""
        if self._extracted is not None:
            return self._extracted
        if self._of("add") and (self._evidence.end or 0) <= len(self._reading.report.text):
            return blank_claim(self._reading.report, self._evidence)
        if not self._verdicts or not self._earlier:
            return None
        ruled_on = {decision.values.get(READING) for decision in self._verdicts.values()}
        return next((each for each in self._earlier if reading_of(each) in ruled_on), self._earlier[0])

    def _with_corrections(self, claim: Claim) -> Claim:
        """The claim with all corrections that fit it, in order; those that hold are among its rules."""
        fitting: dict[str, dict[str, Any]] = {}
        for identity in self._of("correct", "add"):
            values = {name: value for name, value in self._values(identity).items() if name != READING}
            result = corrected(claim, values, self._reading.report, self._reading.extracted)
            if isinstance(result, Claim):
                claim, fitting[identity] = result, values
            else:
                self._fails(identity, "does not fit the claim: " + "; ".join(result))
        names: list[str] = []
        for identity, values in reversed(fitting.items()):
            if self._decisions[identity].act == "correct" and overwrites(names, values):
                self._statuses[identity] = "superseded"
            names += values
        return self._by_rule(claim, fitting)

    def _held(self, claim: Claim) -> Claim:
        """The claim without a doubt whether it counts its kind, where a person ruled that it stands.

        Nothing else of it changes: most acceptances leave a claim as it was read, and linked.
        """
        if self._verdict() is None or not claim.is_weak:
            return claim
        return replace(claim, doubts=tuple(doubt for doubt in claim.doubts if doubt.about != "kind"))

    def _tell_changes(self, extracted: Claim) -> None:
        """Tells where the claim reads otherwise than it did when it was last ruled on."""
        identity = next(
            (each for each in reversed(self._verdicts) if self._statuses[each] == "applied"), None
        )
        read_as = identity and self._values(identity).get(READING)
        if identity is None or read_as is None or read_as == reading_of(extracted):
            return
        before = next((each for each in self._earlier if reading_of(each) == read_as), None)
        changed = differences(before, extracted) - slots_of(self._values(identity)) if before else {"all"}
        if changed:
            reason = f"since then the claim is read otherwise: {', '.join(sorted(changed))}"
            self._tell(identity, reason, kept=True)

    def _kept(self, claim: Claim) -> Claim:
        """A claim that is no longer found, on the word of those who ruled that it stands."""
        reason = self._gone()
        holding = [each for each in self._verdicts if self._statuses[each] == "applied"]
        for identity in holding:
            self._tell(identity, reason, kept=True)
        doubt = Doubt("quantity", f"kept by a person's decision: {reason}")
        return replace(self._by_rule(claim, holding), doubts=(*claim.doubts, doubt))

    def _by_rule(self, claim: Claim, decisions: Iterable[str]) -> Claim:
        """The claim with the decisions that hold among its rules."""
        rules = [f"decision.{each}" for each in decisions if self._statuses[each] == "applied"]
        return replace(claim, rules=tuple(dict.fromkeys((*claim.rules, *rules)))) if rules else claim

    def _ruling(self) -> Ruling:
        """All that was ruled and holds, taken together."""
        holding = {
            each: decision
            for each, decision in self._decisions.items()
            if self._statuses[each] in ("applied", "settled")
        }
        label = next((each.values["sensitivity"] for each in holding.values() if each.act == "relabel"), None)
        return Ruling(
            evidence=self._evidence,
            verdict=self._verdict(),
            reviewed_by=_names(each for each in holding.values() if each.act in VERDICTS),
            approved_by=_names(each for each in holding.values() if each.act == "approve"),
            sensitivity=label,
            chosen_over=next((each.targets for each in holding.values() if each.act == "choose"), ()),
            found=self._extracted is not None,
            decisions=tuple(self._decisions),
        )

    def _by_own_words(self, claim: Claim | None) -> bool:
        holding = [each for each in self._of("correct", "add") if self._statuses[each] == "applied"]
        said = {name for each in holding for name in self._values(each)}
        return claim is not None and (self._extracted is None or bool(said & _OWN_WORDS))

    def _nearest(self) -> Claim | None:
        return nearest_claim(self._evidence, self._reading.extracted)

    def _gone(self) -> str:
        start, end = self._evidence.start or 0, self._evidence.end or 0
        length = len(self._reading.report.text)
        if end > length:
            return f"{start} to {end} is no stretch of the report's {length} characters"
        near = self._nearest()
        if near is None or not (near.quantity.start < end and start < near.quantity.end):
            return GONE
        return f"its words are now read as {near.kind} {near.quantity.text!r}"

    def _fails(self, identity: str, reason: str) -> None:
        self._statuses[identity] = "unmatched"
        self._tell(identity, reason, kept=False)

    def _tell(self, identity: str, reason: str, *, kept: bool) -> None:
        near = self._extracted or self._nearest()
        evidence = self._decisions[identity].evidence
        self._unmatched.append(Unmatched(identity, evidence, reason, near.id if near else None, kept))

    def _values(self, identity: str) -> Mapping[str, Any]:
        return self._decisions[identity].values

    def _of(self, *acts: Act) -> list[str]:
        return [each for each, decision in self._decisions.items() if decision.act in acts]

    def _mark(self, decisions: Iterable[str], status: DecisionStatus) -> None:
        self._statuses |= dict.fromkeys(decisions, status)


def _names(decisions: Iterable[Decision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(decision.who for decision in decisions))
