"""What entries of the chain touch: which reports must be linked anew, and what persons ruled about links."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, exists, select

from sayso.records import Decision, Grouping
from sayso.rows import id_of
from sayso.ruling import grouped
from sayso.ruling.decision import ABOUT_INCIDENTS
from sayso.ruling.grouping import FROM
from sayso.store.among import portions, rows_with
from sayso.store.content import stored_decision
from sayso.store.decided import decisions_about_incidents
from sayso.store.tables import chain, decisions, erasures, extractions, reports, standing, tellings


def touched(connection: Connection, done: int, last: int) -> list[int]:
    """The numbers of the reports that entries after `done`, to `last`, are about, and of all versions.

    Of those that persons ruled on only the ones whose claims are others now, or were never linked.
    """
    subjects = defaultdict[str, list[int]](list)
    entries = select(chain.c.kind, chain.c.subject).where(chain.c.sequence > done, chain.c.sequence <= last)
    for kind, subject in connection.execute(entries):
        subjects[kind].append(subject)
    found = {*subjects["report"]}
    found |= _values(connection, extractions.c.report, extractions.c.number, subjects["extraction"])
    for erased in _values(connection, erasures.c.erased, erasures.c.number, subjects["erasure"]):
        found |= {subject for kind, subject in json.loads(erased) if kind == "report"}
    digests = _values(connection, decisions.c.report, decisions.c.number, subjects["decision"])
    found |= {number for some in portions(digests - {None}) for number in _unlinked(connection, some)}
    claims = set(_put_together_or_apart(connection, subjects["decision"]))
    found |= _values(connection, standing.c.report, standing.c.id, claims)
    pages = _values(connection, reports.c.page, reports.c.number, found)
    return sorted(found | _values(connection, reports.c.number, reports.c.page, pages - {None}))


def grouping(connection: Connection) -> Grouping:
    """What persons put together or apart."""
    return grouped(decisions_about_incidents(connection))


def _unlinked(connection: Connection, digests: Sequence[str]) -> Iterable[int]:
    """The reports of these texts of which linking remembers nothing: not linked yet, or emptied since."""
    remembered = exists(
        select(tellings.c.number).where(tellings.c.report == reports.c.number, tellings.c.terms != "")
    )
    chosen = select(reports.c.number).where(reports.c.digest.in_(digests), ~remembered)
    return connection.execute(chosen).scalars().all()


def _values(
    connection: Connection, wanted: Column[Any], where: Column[Any], values: Iterable[Any]
) -> set[Any]:
    return {row[0] for row in rows_with(connection, select(wanted), where, values)}


def _put_together_or_apart(connection: Connection, numbers: Iterable[int]) -> Iterator[str]:
    """The claims that decisions, or those they undo, put together or apart."""
    new = _decisions(connection, decisions.c.number, numbers)
    undone = {target for decision in new if decision.act == "withdraw" for target in decision.targets}
    old = _decisions(connection, decisions.c.id, undone)
    for decision in (*new, *old):
        if decision.act in ABOUT_INCIDENTS:
            if decision.evidence:
                yield id_of(decision.evidence)
            yield from decision.targets
            yield from decision.values.get(FROM, ())


def _decisions(connection: Connection, where: Column[Any], values: Iterable[Any]) -> list[Decision]:
    """The decisions of these numbers or ids that were not erased, in the order they were recorded."""
    chosen = select(decisions.c.number, decisions.c.content).where(decisions.c.content.is_not(None))
    rows = sorted(rows_with(connection, chosen, where, values), key=lambda row: row.number)
    return [stored_decision(row.content) for row in rows]
