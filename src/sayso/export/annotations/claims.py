"""A report and its claims as nodes of a graph: where the words stand, who said so, what persons ruled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from sayso.export.annotations.names import blank, claim_name, quote_name, report_name
from sayso.export.source import Source
from sayso.records import Attribution, Claim, Decision, Quote, Report, Ruling
from sayso.store import Kept

AROUND: Final = 32  # characters before and after a quote, by which it is found again in a text that changed
SOMEBODY: Final = "a person"  # who ruled, where that is withheld
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}")
Node = dict[str, Any]


class Provenance:
    """Turns what a ledger keeps of reports into nodes. Only decisions are held."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._policy = source.policy
        self._made = dict(source.ledger.decisions())

    def of_report(self, kept: Kept) -> Iterator[Node]:
        """A report, the run that read it, and its claims; nothing where it may not be told."""
        disclosure = self._source.disclosure
        told = self._source.as_told(disclosure.report(kept.report))
        if told is None:
            return
        retraction = self._retraction(kept)
        yield _report(told, kept) | {"wasInvalidatedBy": retraction["id"] if retraction else None}
        if retraction:
            yield retraction
        run = kept.readings[-1][0].fingerprint if kept.readings else None
        if run:
            yield _run(run)
        extracted = {claim.id: claim for claim in (kept.readings[-1][1] if kept.readings else ())}
        standing = {claim.id: claim for claim in kept.ruled.claims}
        for name in extracted | standing:
            claim = standing.get(name) or extracted[name]
            said = self._source.as_told(disclosure.claim(kept.report, claim))
            if said is None:
                continue
            read = run if extracted.get(name) == claim or name not in standing else None
            ruling = kept.ruled.rulings.get(name)
            yield from self._claim(told, said, ruling, run=read, is_read=name in extracted)

    def _claim(
        self, report: Report, claim: Claim, ruling: Ruling | None, *, run: str | None, is_read: bool
    ) -> Iterator[Node]:
        """A claim with its quote, its source and what became of it.

        `run` is the one that read it so, None where a person says otherwise; `is_read`: it was read at all.
        """
        name = claim_name(report.digest, claim.id)
        rejected = ruling is not None and ruling.verdict == "rejected"
        act = self._act(claim, ruling) if rejected or run is None else None
        revised = run is None and is_read
        retracted = blank("act", f"{name} withdrawn") if claim.state == "withdrawn" else None
        yield _annotation(report, claim, name)
        yield _quote(report, claim.evidence)
        taken = self._policy.bounds(claim.quantity)
        yield {
            "id": name,
            "type": ["Entity", "Claim"],
            "identifier": f"{claim.document}#{claim.id}",
            "about": claim.kind,
            "description": _in_words(claim),
            "minValue": taken.low,
            "maxValue": taken.high,
            "startDate": claim.when and claim.when.first and claim.when.first.isoformat(),
            "endDate": claim.when and claim.when.last and claim.when.last.isoformat(),
            "place": [place.name or place.text for place in claim.where],
            "isPartOf": claim.part_of and claim_name(report.digest, claim.part_of),
            "wasDerivedFrom": quote_name(report.digest, claim.evidence),
            "hadPrimarySource": f"{name}-statement",
            "wasGeneratedBy": blank("run", run) if run else act and act["id"],
            "wasRevisionOf": f"{name}-read" if revised else None,
            "wasInvalidatedBy": act and act["id"] if rejected else retracted,
        }
        yield _statement(f"{name}-statement", claim.source, report.outlet)
        if revised:
            yield {
                "id": f"{name}-read",
                "type": "Entity",
                "wasDerivedFrom": quote_name(report.digest, claim.evidence),
            }
        if act:
            yield act
        if retracted:
            yield {
                "id": retracted,
                "type": "Activity",
                "description": "the report tells that it was withdrawn",
            }

    def _act(self, claim: Claim, ruling: Ruling | None) -> Node | None:
        """What the last person did who ruled that the claim stands, falls or says something else."""
        acts = [self._made[each] for each in (ruling.decisions if ruling else ()) if each in self._made]
        ruled = [each for each in acts if each.act in ("accept", "correct", "reject", "add")]
        return self._node_of(ruled[-1], claim.id) if ruled else None

    def _retraction(self, kept: Kept) -> Node | None:
        """What took the report back: its outlet, or a person."""
        if kept.report.withdrawn:
            name = blank("act", f"{kept.report.digest} withdrawn")
            return {"id": name, "type": "Activity", "description": "withdrawn by its outlet"}
        taken = [
            each
            for each in self._made.values()
            if each.act == "withdraw" and not each.targets and each.evidence
            and each.evidence.report == kept.report.digest
        ] if kept.ruled.withdrawn else []  # fmt: skip
        return self._node_of(taken[-1], kept.report.digest) if taken else None

    def _node_of(self, decision: Decision, about: str) -> Node:
        who = decision.who if self._source.disclosure.full else SOMEBODY
        return {
            "id": blank("act", f"{about} {decision.act} {decision.at.isoformat()}"),
            "type": "Activity",
            "description": decision.act,
            "atTime": decision.at.isoformat(),
            "wasAssociatedWith": {"id": blank("agent", who), "type": "Person", "name": who},
        }


def _report(report: Report, kept: Kept) -> Node:
    return {
        "id": report_name(report.digest),
        "type": ["Entity", "Article"],
        "identifier": report.id,
        "title": report.title,
        "issued": report.published and report.published.isoformat(),
        "url": _address(report),
        "wasAttributedTo": report.outlet and _agent(report.outlet),
        "wasRevisionOf": kept.revises and report_name(kept.revises),
    }


def _address(report: Report) -> str | None:
    """The report's address, if it is one that can stand as a name in RDF."""
    return report.url if report.url and _ADDRESS.fullmatch(report.url) else None


def _run(fingerprint: str) -> Node:
    agent = {"id": "_:sayso", "type": "SoftwareAgent", "name": "Sayso"}
    name = blank("run", fingerprint)
    return {"id": name, "type": "Activity", "identifier": fingerprint, "wasAssociatedWith": agent}


def _agent(name: str) -> Node:
    return {"id": blank("agent", name), "type": "Agent", "name": name}


def _annotation(report: Report, claim: Claim, name: str) -> Node:
    """The claim as an annotation of its sentence, refined to the words of the number if these are in it."""
    evidence, said = claim.evidence, claim.quantity
    selectors = _selectors(report.text, evidence.start, evidence.end)
    if evidence.start <= said.start and said.end <= evidence.end:
        sentence = report.text[evidence.start : evidence.end]
        words = _selectors(sentence, said.start - evidence.start, said.end - evidence.start)
        selectors = [each | {"refinedBy": words} for each in selectors]
    return {
        "id": f"{name}-annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [name, {"type": "TextualBody", "value": _in_words(claim)}],
        "target": {
            "type": "SpecificResource",
            "source": report_name(report.digest),
            **({"scope": address} if (address := _address(report)) else {}),
            "selector": selectors,
        },
    }


def _selectors(text: str, start: int, end: int) -> list[Node]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - AROUND, 0) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _quote(report: Report, evidence: Quote) -> Node:
    return {
        "id": quote_name(report.digest, evidence),
        "type": "Entity",
        "value": report.text[evidence.start : evidence.end],
        "wasQuotedFrom": report_name(report.digest),
    }


def _statement(name: str, source: Attribution | None, outlet: str | None) -> Node:
    """What the claim goes back to: the word of whoever is quoted, else of the outlet itself."""
    speaker = (source.party or source.text or source.outlet if source else None) or outlet
    return {
        "id": name,
        "type": "Entity",
        "description": source and source.stance,
        "wasAttributedTo": speaker and _agent(speaker),
    }


def _in_words(claim: Claim) -> str:
    """The claim in a few words: "killed: More than 200 junta troops"."""
    whom = f" {claim.whom.text}" if claim.whom and claim.whom.text else ""
    return f"{claim.kind}: {claim.quantity.text}{whom}"
