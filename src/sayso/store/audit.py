"""The audit trail as persons read it: each entry of the chain with who did what, about what, and why."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from sayso.errors import NotInLedgerError
from sayso.records import Act, Decision, DecisionStatus, Evidence
from sayso.rows import id_of
from sayso.ruling import decision_id, grouped, party_labels, standing_decisions
from sayso.ruling.decision import ABOUT_INCIDENTS
from sayso.ruling.labels import PARTY
from sayso.store.among import rows_with
from sayso.store.chain import EntryKind
from sayso.store.content import compact, stored_decision
from sayso.store.decided import kept_decisions, reading_of_row
from sayso.store.engine import Store
from sayso.store.heading import HEADING, Heading, heading_of
from sayso.store.paging import Page, page_of
from sayso.store.standing import is_current
from sayso.store.tables import account_changes, chain, decisions, disclosures, erasures, extractions, reports

_BY_PERSONS: Final[tuple[EntryKind, ...]] = ("decision", "erasure", "disclosure", "account")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the chain: what came to the ledger, or what a person did to it.

    `at` is a time for a decision, a day for an erasure or an extraction, None for a report, of which the
    ledger keeps no time. `act` is a decision's; None for one that was erased since. `report` is what it is
    about, `claim` the id of the claim and `words` its kind and number, else the party or how many claims;
    `erased` counts what an erasure took out, by kind. `words` of a disclosure are what was told in full, of
    an account what was done to which.
    """

    sequence: int
    kind: EntryKind
    at: datetime | date | None = None
    who: str | None = None
    act: Act | None = None
    report: Heading | None = None
    claim: str | None = None
    words: str | None = None
    reason: str | None = None
    erased: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its id, and what became of it."""

    id: str
    decision: Decision
    status: DecisionStatus


class Audit:
    """Who did what to a ledger, the newest first. `Ledger.audit` gives it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(
        self,
        *,
        who: str | None = None,
        act: Act | None = None,
        everything: bool = False,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Entry]:
        """What persons decided and had erased, of one person or act; `everything`: what was read, too."""
        kinds = [] if everything else [chain.c.kind.in_(_BY_PERSONS)]
        by = self._by(who, act)
        chosen = select(chain.c.sequence, chain.c.kind, chain.c.subject).where(*kinds, *by)
        with self._store.reading() as connection:
            found = page_of(connection, chosen, [chain.c.sequence], after, limit, down=True)
            return Page(_told(connection, found.items), found.following)

    def decisions(
        self,
        *,
        about: Evidence | None = None,
        who: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Decided]:
        """The decisions about a claim, or about a report and all its claims, or of one person."""
        conditions = [decisions.c.content.is_not(None), *self._saying("who", who)]
        if about is not None:
            conditions.append(decisions.c.report == about.report)
            if about.kind is not None:
                named = {"report": about.report, "kind": about.kind, "start": about.start, "end": about.end}
                conditions += self._saying("evidence", named)
        chosen = select(decisions.c.content).where(*conditions)
        with self._store.reading() as connection:
            found = page_of(connection, chosen, [decisions.c.number], after, limit, down=True)
            made = [stored_decision(row.content) for row in found.items]
            statuses = _statuses(connection, made)
            told = [Decided(decision_id(each), each, statuses[decision_id(each)]) for each in made]
        return Page(told, found.following)

    def decision(self, identity: str) -> Decided:
        """The decision of an id. Raises `NotInLedgerError` where there is none, or it was erased."""
        with self._store.reading() as connection:
            made = kept_decisions(connection, decisions.c.id == identity)
            if not made:
                raise NotInLedgerError([f"{identity}: no such decision in the ledger"])
            return Decided(identity, made[0], _statuses(connection, made)[identity])

    def _by(self, who: str | None, act: Act | None) -> list[ColumnElement[bool]]:
        """The condition that an entry is of a person, and of an act."""
        if who is None and act is None:
            return []
        ruled = select(decisions.c.number).where(*self._saying("who", who), *self._saying("act", act))
        any_of = [and_(chain.c.kind == "decision", chain.c.subject.in_(ruled))]
        if act is None:
            for kind, table in (
                ("erasure", erasures),
                ("disclosure", disclosures),
                ("account", account_changes),
            ):
                of_person = select(table.c.number).where(table.c.who == who)
                any_of.append(and_(chain.c.kind == kind, chain.c.subject.in_(of_person)))
        return [or_(*any_of)]

    def _saying(self, name: str, value: Any) -> list[ColumnElement[bool]]:
        """The condition that decisions say so: of JSON, where a quote inside a text is never a bare one."""
        if value is None:
            return []
        return [self._store.has_part(decisions.c.content, compact({name: value})[1:-1])]


def _told(connection: Connection, entries: Sequence[Any]) -> list[Entry]:
    """Entries with what their rows tell."""
    subjects = defaultdict[str, list[int]](list)
    for entry in entries:
        subjects[entry.kind].append(entry.subject)
    told = {
        **_read(connection, subjects["report"], subjects["extraction"]),
        **_decided(connection, subjects["decision"]),
        **_erased(connection, subjects["erasure"]),
        **_disclosed(connection, subjects["disclosure"]),
        **_changed(connection, subjects["account"]),
    }
    return [
        Entry(entry.sequence, entry.kind, **told.get((entry.kind, entry.subject), {})) for entry in entries
    ]


Told = dict[tuple[str, int], dict[str, Any]]


def _read(connection: Connection, came: Sequence[int], read: Sequence[int]) -> Told:
    runs = select(extractions.c.number, extractions.c.report, extractions.c.started)
    of_runs = {row.number: row for row in rows_with(connection, runs, extractions.c.number, read)}
    headings = _headings(connection, reports.c.number, [*came, *(row.report for row in of_runs.values())])
    found: Told = {("report", number): {"report": headings.get(number)} for number in came}
    for number, row in of_runs.items():
        found["extraction", number] = {"at": row.started, "report": headings.get(row.report)}
    return found


def _decided(connection: Connection, numbers: Sequence[int]) -> Told:
    chosen = select(decisions.c.number, decisions.c.content).where(decisions.c.content.is_not(None))
    rows = rows_with(connection, chosen, decisions.c.number, numbers)
    made = {row.number: stored_decision(row.content) for row in rows}
    about = {each.evidence.report for each in made.values() if each.evidence}
    headings = _headings(connection, reports.c.digest, about)
    words = _words(connection, made.values())
    return {
        ("decision", number): {
            "at": each.at, "who": each.who, "act": each.act, "reason": each.reason,
            "report": headings.get(each.evidence.report) if each.evidence else None,
            "claim": id_of(each.evidence) if each.evidence and each.evidence.kind is not None else None,
            "words": words.get(each.evidence) if each.evidence else _named(each),
        }
        for number, each in made.items()
    }  # fmt: skip


def _named(made: Decision) -> str | None:
    """What a decision without evidence names: the party it labels, how many claims it merges or splits."""
    if made.act == "relabel":
        return str(made.values.get(PARTY))
    return f"{len(made.targets)} claims" if made.act in ABOUT_INCIDENTS else None


def _words(connection: Connection, made: Iterable[Decision]) -> Mapping[Evidence, str]:
    """What claims that decisions are about count, as their reports say it: "killed More than 200"."""
    about = {each.evidence for each in made if each.evidence and each.evidence.kind is not None}
    chosen = select(reports.c.digest, reports.c.text).where(reports.c.text.is_not(None))
    texts = {
        row.digest: row.text
        for row in rows_with(connection, chosen, reports.c.digest, {each.report for each in about})
    }
    return {
        each: f"{each.kind} {texts[each.report][each.start : each.end]}"
        for each in about
        if each.report in texts
    }


def _erased(connection: Connection, numbers: Sequence[int]) -> Told:
    return {
        ("erasure", row.number): {
            "at": row.day, "who": row.who, "reason": row.reason,
            "erased": dict(sorted(Counter(kind for kind, _ in json.loads(row.erased)).items())),
        }
        for row in rows_with(connection, select(erasures), erasures.c.number, numbers)
    }  # fmt: skip


def _disclosed(connection: Connection, numbers: Sequence[int]) -> Told:
    rows = rows_with(connection, select(disclosures), disclosures.c.number, numbers)
    return {
        ("disclosure", row.number): {"at": row.at, "who": row.who, "words": f"told in full: {row.what}"}
        for row in rows
    }


def _changed(connection: Connection, numbers: Sequence[int]) -> Told:
    rows = rows_with(connection, select(account_changes), account_changes.c.number, numbers)
    return {
        ("account", row.number): {"at": row.at, "who": row.who, "words": f"{row.name}: {row.what}"}
        for row in rows
    }


def _headings(connection: Connection, column: Any, values: Iterable[Any]) -> dict[Any, Heading]:
    """The headings of reports that were not erased, by a column; of one text the one that came last."""
    chosen = (
        select(column.label("of"), *HEADING).where(reports.c.text.is_not(None)).order_by(reports.c.number)
    )
    return {row.of: heading_of(row) for row in rows_with(connection, chosen, column, values)}


def _statuses(connection: Connection, made: Sequence[Decision]) -> Mapping[str, DecisionStatus]:
    """What became of decisions, replayed with all others about the same reports.

    Of those about a text that is not its page's any more only undoings can be told.
    """
    found: dict[str, DecisionStatus] = {}
    digests = {each.evidence.report for each in made if each.evidence}
    current = select(reports).where(is_current())
    for row in rows_with(connection, current, reports.c.digest, digests):
        found |= reading_of_row(connection, row._mapping).ruled().statuses
    if missing := {identity for each in made if (identity := decision_id(each)) not in found}:
        every = kept_decisions(connection)
        ruled = {**grouped(every).statuses, **party_labels(every).statuses}
        found |= {each: status for each, status in ruled.items() if each in missing}
        _, undone = standing_decisions(every)
        found |= dict.fromkeys(missing & undone, "withdrawn")
    return {decision_id(each): found.get(decision_id(each), "unmatched") for each in made}
