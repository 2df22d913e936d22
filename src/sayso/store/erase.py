"""Takes out of a ledger what may not be kept, and leaves a chain that verifies.

The rows stay, without their content and their salt: their entries tell that something was there and no longer
what. An erasure names them, with who had it done, when and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, func, or_, select, update

from sayso.records import Run
from sayso.ruling import decision_id
from sayso.store import tables
from sayso.store.appending import append_decision, append_extraction, append_report, report_words
from sayso.store.blackened import Name, blackened_claims, blackened_decision, blackened_report, name_of
from sayso.store.chain import Chain, EntryKind, new_salt
from sayso.store.content import (
    claim_text,
    compact,
    report_of,
    report_row,
    sealed_erasure,
    stored_claim,
    stored_decision,
)
from sayso.store.engine import Store
from sayso.store.standing import fall, forget_outlets, stand

_TEXTS: Final = ("text", "title", "url", "document", "outlet", "story", "facts_from", "doubts")
_EMPTY: Final = dict.fromkeys(("salt", "language", *_TEXTS))


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took out: how many reports, and how many rulings of persons."""

    reports: int
    decisions: int


def versions_of(named: str) -> Select[Any]:
    """The rows of all versions of the reports of an id, URL or digest."""
    reports = tables.reports
    alike = or_(reports.c.document == named, reports.c.url == named, reports.c.digest == named)
    pages = select(reports.c.page).where(alike, reports.c.text.is_not(None))
    kept = reports.c.text.is_not(None)
    return select(reports).where(reports.c.page.in_(pages), kept).order_by(reports.c.number)


class Erasure:
    """One erasure in a transaction that writes; `seal` ends it."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection, self._chain = store, connection, Chain(connection)
        self._rows: list[tuple[EntryKind, int]] = []

    def report(self, named: str) -> Erased:
        """Erases all versions of the reports of an id, URL or digest, with their claims and rulings."""
        rows = self._connection.execute(versions_of(named)).mappings().all()
        fall(self._store, self._connection, [row["number"] for row in rows])
        for row in rows:
            self._empty_report(row)
        digests = {row["digest"] for row in rows}
        decided = [number for number, _, content in self._decisions() if _about(content) in digests]
        self._empty_decisions(decided)
        return Erased(len(rows), len(decided))

    def person(self, person: str) -> Erased:
        """Blackens a name: each report and ruling that has it is erased and added anew without."""
        name = name_of(person)
        rows = [row for row in self._rows_where(tables.reports.c.text.is_not(None)) if _has(row, name)]
        pages = [row["page"] for row in rows]
        fall(self._store, self._connection, self._versions(pages))
        ids: dict[str, str] = {}
        digests = {row["digest"]: self._without(row, name, ids) for row in rows}
        decided = self._rule_without(name, digests, ids)
        stand(self._store, self._connection, self._versions(pages))
        return Erased(len(rows), decided)

    def seal(self, who: str, reason: str, day: date, pages: int) -> None:
        """Keeps who had what erased, and why, and how many fetched pages with it; nothing if nothing was."""
        if self._rows or pages:
            erased = [*self._rows, *(("page", number) for number in range(1, pages + 1))]
            row = {"day": day, "who": who, "reason": reason, "erased": compact(erased)}
            salt = new_salt()
            number = tables.append_row(self._connection, tables.erasures, row | {"salt": salt})
            self._chain.append("erasure", number, salt, sealed_erasure(row))
        self._chain.flush()

    def _rows_where(self, condition: ColumnElement[bool]) -> Sequence[RowMapping]:
        reports = tables.reports
        chosen = select(reports).where(condition, reports.c.text.is_not(None)).order_by(reports.c.number)
        return self._connection.execute(chosen).mappings().all()

    def _without(self, row: RowMapping, name: Name, ids: dict[str, str]) -> str:
        """Replaces a report and its claims by ones without the name; the digest of the new text.

        Takes down in `ids` what the claims are called now.
        """
        report = blackened_report(report_of(row), name)
        readings = []
        for run, stored in self._readings(row["number"]):
            before = [stored_claim(each) for each in stored]
            after = blackened_claims(before, report, name)
            ids |= {one.id: other.id for one, other in zip(before, after, strict=True)}
            readings.append((run, [claim_text(claim) for claim in after]))
        self._empty_report(row)
        added: dict[str, Any] = report_row(report) | {
            "page": row["page"],
            "revises": row["revises"],
            "instead_of": row["instead_of"] or row["number"],
        }
        if self._is_there(added["key"]):  # two versions told apart by the name alone
            return report.digest
        number = append_report(self._store, self._connection, self._chain, added)
        for run, kept in readings:
            append_extraction(
                self._connection, self._chain, number, Run(run["fingerprint"], run["started"]), kept
            )
        return report.digest

    def _readings(self, report: int) -> list[tuple[RowMapping, list[str]]]:
        """Each extraction of a report with its rows: what a person stands by may be in an early one alone."""
        extractions, claims = tables.extractions, tables.claims
        of_report = select(extractions).where(extractions.c.report == report).order_by(extractions.c.number)
        found = []
        for run in self._connection.execute(of_report).mappings().all():
            of_run = claims.c.extraction == (run["same_as"] or run["number"])
            rows = self._connection.execute(select(claims.c.row).where(of_run).order_by(claims.c.position))
            found.append((run, list(rows.scalars())))
        return found

    def _versions(self, pages: Sequence[str]) -> list[int]:
        return [row["number"] for row in self._rows_where(tables.reports.c.page.in_(pages))]

    def _is_there(self, key: str) -> bool:
        known = select(tables.reports.c.number).where(tables.reports.c.key == key)
        return self._connection.execute(known).first() is not None

    def _empty_report(self, row: RowMapping) -> None:
        """Takes the content out of a report and all that was extracted from it."""
        number, connection = row["number"], self._connection
        self._store.drop_words(connection, "report_words", {number: report_words(dict(row))})
        connection.execute(update(tables.reports).where(tables.reports.c.number == number).values(_EMPTY))
        connection.execute(delete(tables.screens).where(tables.screens.c.report == number))
        of_report = tables.extractions.c.report == number
        extractions = connection.execute(select(tables.extractions.c.number).where(of_report)).scalars().all()
        connection.execute(update(tables.extractions).where(of_report).values(salt=None))
        of_extractions = tables.claims.c.extraction.in_(extractions)
        connection.execute(update(tables.claims).where(of_extractions).values(row=None))
        forget_outlets(connection)
        self._rows += [("report", number), *(("extraction", each) for each in extractions)]

    def _decisions(self) -> list[tuple[int, int, str]]:
        """Number, place in the order and content of each decision that was not erased."""
        decisions = tables.decisions
        place = func.coalesce(decisions.c.instead_of, decisions.c.number)
        chosen = select(decisions.c.number, place, decisions.c.content)
        rows = self._connection.execute(chosen.where(decisions.c.content.is_not(None)).order_by(place))
        return [(number, at, content) for number, at, content in rows]

    def _rule_without(self, name: Name, digests: dict[str, str], ids: dict[str, str]) -> int:
        """Replaces the decisions that have the name, or are about a report that had it; how many.

        `ids` tells what claims, and as it goes on decisions, are called now. Each keeps its place.
        """
        numbers = []
        for number, place, content in self._decisions():
            before = stored_decision(content)
            after = blackened_decision(before, name, digests, ids)
            if after == before:
                continue
            numbers.append(number)
            ids[decision_id(before)] = decision_id(after)
            append_decision(self._connection, self._chain, after, place)
        self._empty_decisions(numbers)
        return len(numbers)

    def _empty_decisions(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            of_number = tables.decisions.c.number == number
            # The id is a digest of what it said: it would tell whoever guesses that.
            nothing = {"id": f"erased {number}", "salt": None, "content": None}
            self._connection.execute(update(tables.decisions).where(of_number).values(nothing))
            self._rows.append(("decision", number))


def _has(row: RowMapping, name: Name) -> bool:
    return any(name.stands_in(row[column]) for column in _TEXTS)


def _about(content: str) -> str | None:
    evidence = stored_decision(content).evidence
    return evidence.report if evidence else None
