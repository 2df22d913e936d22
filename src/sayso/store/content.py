"""Reports and decisions as rows of the ledger and back, and what of each row the chain seals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import orjson
from sqlalchemy import RowMapping

from sayso.records import Claim, Decision, Doubt, Report
from sayso.rows import claim_of, public_of, whole_row
from sayso.ruling import decision_of, decision_row

_SEALED: Final = (
    "key", "digest", "page", "revises", "instead_of", "published", "story", "document", "outlet", "title",
    "url", "language", "retold", "withdrawn", "facts_from", "doubts", "text",
)  # fmt: skip

_REMEMBERED: Final = 4_096  # claims, some 10 MB; those of one happening are read again and again


def key_of(report: Report) -> str:
    """What tells reports apart: the same text of the same outlet is one report, until it is taken back."""
    return _digest(report.digest, report.outlet, *(["withdrawn"] if report.withdrawn else []))


def page_of(report: Report) -> str:
    """What the versions of a report share: outlet and URL, or outlet and given id where there is no URL."""
    return _digest(report.outlet, *(["url", report.url] if report.url else ["id", report.id]))


def report_row(report: Report) -> dict[str, Any]:
    """The columns of a report."""
    return {
        "key": key_of(report),
        "digest": report.digest,
        "page": page_of(report),
        "published": report.published,
        "story": report.story,
        "document": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "retold": report.retold,
        "withdrawn": report.withdrawn,
        "facts_from": compact(report.facts_from),
        "doubts": compact([[doubt.about, doubt.reason] for doubt in report.doubts]),
        "text": report.text,
    }


def report_of(row: RowMapping) -> Report:
    """The report of a row."""
    return Report(
        id=row["document"],
        text=row["text"],
        digest=row["digest"],
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        url=row["url"],
        story=row["story"],
        language=row["language"],
        retold=row["retold"],
        facts_from=tuple(json.loads(row["facts_from"])),
        doubts=tuple(Doubt(about, reason) for about, reason in json.loads(row["doubts"])),
        withdrawn=row["withdrawn"],
    )


def sealed_report(row: Mapping[str, Any]) -> list[Any]:
    """What the chain seals of a report."""
    return [value.isoformat() if name == "published" and value else value for name, value in _chosen(row)]


def claim_text(claim: Claim) -> str:
    """A claim as it is stored: the whole row as compact JSON, the same for the same claim."""
    return compact(whole_row(claim))


@lru_cache(maxsize=_REMEMBERED)
def stored_claim(stored: str, document: str | None = None) -> Claim:
    """The claim of a stored row; of a report that goes by another name where one is given."""
    if document is not None:
        return replace(stored_claim(stored), document=document)
    return claim_of(json.loads(stored))


@lru_cache(maxsize=_REMEMBERED)
def public_claim(stored: str) -> bytes:
    """The public row of the claim of a stored row, in JSON."""
    return orjson.dumps(public_of(orjson.loads(stored)))


def forget_claims() -> None:
    """Drops the claims that are kept in memory: some may have been erased."""
    for kept in (stored_claim, public_claim):
        kept.cache_clear()


def sealed_extraction(row: Mapping[str, Any], claims: Sequence[str | None]) -> list[Any]:
    """What the chain seals of an extraction: the run, and its claims in their order."""
    return [row["report"], row["fingerprint"], row["started"].isoformat(), row["same_as"], *claims]


def decision_text(decision: Decision) -> str:
    """A decision as it is stored."""
    return compact(decision_row(decision))


def stored_decision(stored: str) -> Decision:
    """The decision of a stored row."""
    return decision_of(json.loads(stored))


def sealed_decision(row: Mapping[str, Any]) -> list[Any]:
    """What the chain seals of a decision."""
    return [row["id"], row["report"], row["instead_of"], row["content"]]


def sealed_erasure(row: Mapping[str, Any]) -> list[Any]:
    """What the chain seals of an erasure."""
    return [row["day"].isoformat(), row["who"], row["reason"], row["erased"]]


def sealed_disclosure(row: Mapping[str, Any]) -> list[Any]:
    """What the chain seals of a disclosure in full."""
    return [row["at"].isoformat(), row["who"], row["what"]]


def sealed_account(row: Mapping[str, Any]) -> list[Any]:
    """What the chain seals of a change of an account."""
    return [row["at"].isoformat(), row["who"], row["name"], row["what"]]


def compact(value: Any) -> str:
    """A value as JSON without spaces; other scripts stay readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _chosen(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, row[name]) for name in _SEALED]


def _digest(*parts: str | None) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
