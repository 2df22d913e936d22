"""A report's claims as they stand after what persons ruled, replayed from the beginning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.records import (
    Claim,
    Decision,
    DecisionStatus,
    Doubt,
    Report,
    Ruled,
    Sensitivity,
)
from sayso.rows import id_of
from sayso.ruling.case import Case, Outcome, Reading
from sayso.ruling.decision import ABOUT_INCIDENTS, standing_decisions
from sayso.ruling.nearest import overlap


def ruled(
    report: Report, extracted: Sequence[Claim], decisions: Iterable[Decision], earlier: Iterable[Claim] = ()
) -> Ruled:
    """What stands of a report's claims, what was ruled of each, and what became of each decision.

    >>> ruled(report, extract(report), decisions).claims

    `decisions` come in the order they were recorded; those about other reports, and those about incidents
    (`grouped` reads them), say nothing here. `earlier` are claims of earlier extractions, the latest first: a
    claim that a person stands by stays although it is no longer found, with a Doubt. The same arguments give
    the same, whatever else is in the ledger.
    """
    about = [each for each in decisions if _is_about(report, each)]
    standing, undone = standing_decisions(about)
    statuses: dict[str, DecisionStatus] = dict.fromkeys(undone, "withdrawn")
    by_claim: dict[str, dict[str, Decision]] = {}
    of_report: dict[str, Decision] = {}
    for identity, decision in standing.items():
        if decision.act == "withdraw" or decision.evidence is None or decision.evidence.kind is None:
            of_report[identity] = decision
        else:
            by_claim.setdefault(id_of(decision.evidence), {})[identity] = decision
    reading = Reading(report, extracted, tuple(earlier))
    outcomes = {}
    for claim_id, own in by_claim.items():
        evidence = next(decision.evidence for decision in own.values() if decision.evidence)
        outcomes[claim_id] = Case(evidence, claim_id, own, reading).outcome()
    for outcome in outcomes.values():
        statuses |= outcome.statuses
    label, withdrawn = _of_report(of_report, statuses)
    claims, instead = _standing_claims(extracted, outcomes)
    seen = _counted(about)
    return Ruled(
        claims=() if withdrawn else claims,
        rulings={
            claim_id: replace(each.ruling, instead_of=instead.get(claim_id, ()), seen=seen[claim_id])
            for claim_id, each in outcomes.items()
        },
        statuses=statuses,
        unmatched=tuple(line for each in outcomes.values() for line in each.unmatched),
        sensitivity=label,
        withdrawn=withdrawn,
    )


def _is_about(report: Report, decision: Decision) -> bool:
    """Is it about the report or a claim of it? What undoes a decision names the evidence of that one."""
    named = decision.evidence is not None and decision.evidence.report == report.digest
    return named and decision.act not in ABOUT_INCIDENTS


def _of_report(
    decisions: Mapping[str, Decision], statuses: dict[str, DecisionStatus]
) -> tuple[Sensitivity | None, bool]:
    """The label of the report and whether it is withdrawn; the statuses of these decisions are added."""
    label, withdrawn, labelled_by = None, False, None
    for identity, decision in decisions.items():
        statuses[identity] = "applied"
        if decision.act == "relabel":
            if labelled_by:
                statuses[labelled_by] = "superseded"
            label, labelled_by = decision.values["sensitivity"], identity
        elif decision.act == "withdraw" and not decision.targets:
            withdrawn = True
    return label, withdrawn


def _counted(decisions: Iterable[Decision]) -> dict[str, int]:
    """How many decisions name each claim."""
    numbers: dict[str, int] = {}
    for decision in decisions:
        if decision.evidence and decision.evidence.kind is not None:
            claim_id = id_of(decision.evidence)
            numbers[claim_id] = numbers.get(claim_id, 0) + 1
    return numbers


def _standing_claims(
    extracted: Sequence[Claim], outcomes: Mapping[str, Outcome]
) -> tuple[tuple[Claim, ...], dict[str, tuple[str, ...]]]:
    """The claims that stand in the order of the text, and for which extracted ones some of them stand."""
    own_words = [each.claim for each in outcomes.values() if each.claim and each.by_own_words]
    found = {claim.id for claim in extracted}
    standing: list[Claim] = []
    stands_for: dict[str, str] = {}
    for claim in extracted:
        outcome = outcomes.get(claim.id)
        if outcome is None:
            other = next(
                (each for each in own_words if each.kind == claim.kind and overlap(each, claim)), None
            )
            if other is None:
                standing.append(claim)
            else:
                stands_for[claim.id] = other.id
        elif outcome.claim is not None:
            standing.append(outcome.claim)
    added = [each.claim for claim_id, each in outcomes.items() if each.claim and claim_id not in found]
    if added:
        standing = sorted([*standing, *added], key=lambda claim: (claim.quantity.start, claim.quantity.end))
    instead: dict[str, tuple[str, ...]] = {}
    for claim_id, other_id in stands_for.items():
        instead[other_id] = (*instead.get(other_id, ()), claim_id)
    here = {claim.id for claim in standing}
    known = [_whole_known(claim, here, stands_for) for claim in standing]
    wholes = {claim.id: claim.part_of for claim in known if claim.part_of}
    return tuple(_no_part_of_itself(claim, wholes) for claim in known), instead


def _no_part_of_itself(claim: Claim, wholes: Mapping[str, str]) -> Claim:
    """The claim without its whole where that is, by way of others, a part of the claim."""
    passed: set[str] = set()
    whole = claim.part_of
    while whole and whole != claim.id and whole not in passed:
        passed.add(whole)
        whole = wholes.get(whole)
    if whole != claim.id:
        return claim
    doubt = Doubt("part_of", "persons ruled each to be a part of the other")
    return replace(claim, part_of=None, doubts=(*claim.doubts, doubt))


def _whole_known(claim: Claim, here: set[str], stands_for: Mapping[str, str]) -> Claim:
    """The claim as part of what stands for the whole it named; without a whole where that was rejected."""
    whole = claim.part_of and stands_for.get(claim.part_of, claim.part_of)
    if whole == claim.part_of and (whole is None or whole in here):
        return claim
    if whole in here and whole != claim.id:
        return replace(claim, part_of=whole)
    doubt = Doubt("part_of", "the claim it is a part of does not stand any more")
    return replace(claim, part_of=None, doubts=(*claim.doubts, doubt))
