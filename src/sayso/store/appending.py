"""Adds rows to the ledger, each with its entry of the chain: the one place where what is kept is sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from sayso.records import Decision, Run
from sayso.ruling import decision_id
from sayso.store.chain import Chain, new_salt
from sayso.store.content import decision_text, sealed_decision, sealed_extraction, sealed_report
from sayso.store.engine import Store
from sayso.store.standing import know_outlet
from sayso.store.tables import append_row, claims, decisions, extractions, reports, run_for_each
from sayso.store.words import words_of


def append_report(store: Store, connection: Connection, chain: Chain, row: Mapping[str, Any]) -> int:
    """Adds a report, found by its words; the number of its row."""
    row = {**row, "salt": new_salt()}
    number = append_row(connection, reports, row)
    know_outlet(connection, row["outlet"])
    store.put_words(connection, "report_words", {number: report_words(row)})
    chain.append("report", number, row["salt"], sealed_report(row))
    return number


def report_words(row: Mapping[str, Any]) -> list[str]:
    """The words a report is found by."""
    return words_of(f"{row['title'] or ''} {row['text']}")


def append_extraction(
    connection: Connection,
    chain: Chain,
    report: int,
    run: Run,
    kept: Sequence[str],
    same_as: int | None = None,
) -> None:
    """Adds what a run extracted from a report; no claims where they are those of the extraction `same_as`."""
    salt = new_salt()
    row = {
        "report": report,
        "fingerprint": run.fingerprint,
        "started": run.started,
        "same_as": same_as,
        "salt": salt,
    }
    number = append_row(connection, extractions, row)
    rows = [{"extraction": number, "position": at, "row": each} for at, each in enumerate(kept)]
    run_for_each(connection, insert(claims), rows)
    chain.append("extraction", number, salt, sealed_extraction(row, kept))


def append_decision(
    connection: Connection, chain: Chain, decision: Decision, instead_of: int | None = None
) -> None:
    """Adds a decision; one that stands for another has its place in the order."""
    salt, about = new_salt(), decision.evidence.report if decision.evidence else None
    row = {
        "id": decision_id(decision), "report": about, "instead_of": instead_of, "salt": salt,
        "content": decision_text(decision),
    }  # fmt: skip
    number = append_row(connection, decisions, row)
    chain.append("decision", number, salt, sealed_decision(row))
