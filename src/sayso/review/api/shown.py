"""What the ledger tells, as rows of JSON: claims with all that is known of them, and headings of reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sayso.concluded import Figure
from sayso.records import KINDS, Claim, Decision, Ruling
from sayso.review.api.answers import written
from sayso.rows import id_of
from sayso.store import Claimed, Heading


def heading_row(heading: Heading) -> dict[str, Any]:
    """What tells a person which report it is."""
    return {
        "key": heading.key,
        "digest": heading.digest,
        "id": heading.id,
        "outlet": heading.outlet,
        "title": heading.title,
        "published": iso(heading.published),
        "url": heading.url,
        "story": heading.story,
        "retold": heading.retold,
    }


def claimed_row(each: Claimed) -> bytes:
    """A claim as it stands, with what persons ruled and said of it, what it weighs, what it is one with."""
    return written(_fields(each))


def whole_row(each: Claimed) -> bytes:
    """The same, and what each rule that made the claim goes by."""
    rules = [{"id": rule, "says": rule_words(rule)} for rule in each.claim.rules]
    return written(_fields(each) | {"rules": rules})


def _fields(each: Claimed) -> dict[str, Any]:
    return {
        "claim": each.row,
        "report": heading_row(each.report),
        "ruling": each.ruling and ruling_row(each.ruling),
        "open": each.open,
        "changed": each.changed,
        "weight": each.weight,
        "incident": each.incident,
        "origin": each.origin,
        "because": each.because,
        "opened_by": each.opened_by,
        "comments": [
            {"id": comment.id, "who": comment.who, "at": iso(comment.at), "text": comment.text}
            for comment in each.comments
        ],
    }


def queued_row(each: Claimed) -> bytes:
    """A claim that waits for a person: its fields, its report, and what was ruled so far."""
    ruling = each.ruling
    more = written({
        "report": heading_row(each.report),
        "weight": each.weight,
        "opened_by": each.opened_by,
        "changed": each.changed,
        "seen": ruling.seen if ruling else 0,
        "verdict": ruling and ruling.verdict,
        "reviewed_by": ruling.reviewed_by if ruling else (),
    })  # fmt: skip
    return each.row[:-1] + b"," + more[1:]


def ruling_row(ruling: Ruling) -> dict[str, Any]:
    """What persons ruled about a claim, all decisions taken together."""
    return {
        "verdict": ruling.verdict,
        "reviewed_by": ruling.reviewed_by,
        "approved_by": ruling.approved_by,
        "sensitivity": ruling.sensitivity,
        "chosen_over": ruling.chosen_over,
        "found": ruling.found,
        "decisions": ruling.decisions,
        "seen": ruling.seen,
    }


def decision_row(identity: str, decision: Decision, status: str) -> dict[str, Any]:
    """A decision, the claim and the report it is about, and what became of it."""
    about = decision.evidence
    return {
        "id": identity,
        "act": decision.act,
        "who": decision.who,
        "at": iso(decision.at),
        "about": id_of(about) if about and about.kind is not None else None,
        "report": about and about.report,
        "targets": decision.targets,
        "values": dict(decision.values),
        "reason": decision.reason,
        "status": status,
    }


def rule_words(rule: str) -> str:
    """A rule in words, from its id.

    >>> rule_words("killed.lose_life"), rule_words("where.before"), rule_words("kind.weighed=0.97")
    ('the words "lose life"', 'before', 'weighed at 0.97')
    """
    about, _, how = rule.partition(".")
    words = how.replace("_", " ").replace(".", ", ")
    if about in KINDS:
        return f'the word{"s" if " " in words else ""} "{words}"'
    if about == "decision":
        return "a person decided so"
    return f"weighed at {how.removeprefix('weighed=')}" if how.startswith("weighed=") else words


def word_row(claim: Claim, report: Heading, origin: str) -> dict[str, Any]:
    """A claim that a figure names: where it is told, by whom, and in which words."""
    return {
        "claim": claim.id,
        "digest": report.digest,
        "id": report.id,
        "outlet": report.outlet,
        "published": iso(report.published),
        "title": report.title,
        "retold": report.retold,
        "kind": claim.kind,
        "number": claim.quantity.text,
        "whom": claim.whom and claim.whom.text,
        "evidence": claim.evidence.text,
        "says": claim.source and claim.source.text,
        "origin": origin,
    }


def claims_named(figure: Figure) -> Iterator[str]:
    """The claims that a figure names anywhere, as it names them; one may come more than once."""
    yield from figure.claims
    for each in (figure.low_limit, figure.high_limit, *figure.voices, *figure.contradictions, *figure.unused):
        yield from each.claims if each else ()
    for change in figure.changes:
        yield from (*change.claims, *change.by)
    for settlement in figure.settlements:
        yield from settlement.left_out


def iso(moment: datetime | date | None) -> str | None:
    """A day or time as it is written; None where there is none."""
    return moment.isoformat() if moment else None
