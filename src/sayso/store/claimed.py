"""Claims with all that persons and the ledger have to say of each: what one looks at before one rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    RowMapping,
    bindparam,
    false,
    or_,
    select,
)

from sayso.records import Claim, Decision, Evidence, Ruled, Ruling
from sayso.rows import id_of
from sayso.ruling import standing_decisions
from sayso.store.among import rows_with
from sayso.store.content import public_claim, stored_claim
from sayso.store.decided import decisions_about, reading_of_row
from sayso.store.heading import HEADING, Heading, heading_of
from sayso.store.standing import STORED_ROW, WITH_CLAIMS
from sayso.store.tables import chain, decisions, extractions, linked, reports, standing, tellings
from sayso.store.visits import Eyes, openers

_ROW: Final = (
    standing.c.number, standing.c.id.label("claim"), STORED_ROW.label("stored"), standing.c.open,
    standing.c.lightness, tellings.c.incident, linked.c.origin, linked.c.because, *HEADING,
)  # fmt: skip
_WITH_ALL: Final = (
    WITH_CLAIMS.join(reports, reports.c.number == standing.c.report)
    .outerjoin(linked, linked.c.standing == standing.c.number)
    .outerjoin(tellings, tellings.c.number == linked.c.telling)
)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person said about a claim without ruling on it; `id` is the decision's."""

    id: str
    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim as it stands, or as it was extracted where it was rejected, with what is known of it.

    `stored` is its row as the ledger has it. `open`: nobody ruled on it. `changed`: its report, reading or
    rulings are newer than one's last visit.
    `weight` is how many persons or things of a figure rest on it. `incident` and `origin` are None where it
    is not linked, `because` tells why it is that origin's word. `opened_by` are colleagues who look at it
    now. `ruling` is None where nobody ever said anything about it.
    """

    stored: str
    report: Heading
    open: bool = False
    changed: bool = False
    weight: float = 0.0
    incident: str | None = None
    origin: str | None = None
    because: str | None = None
    ruling: Ruling | None = None
    opened_by: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return stored_claim(self.stored)

    @property
    def row(self) -> bytes:
        """Its public row in JSON."""
        return public_claim(self.stored)


@dataclass(slots=True)
class _Said:
    """All that persons said about a text, and of it what was not undone."""

    about: dict[str, list[Decision]] = field(default_factory=dict)
    comments: dict[str, list[Comment]] = field(default_factory=dict)


def claimed(connection: Connection, numbers: Sequence[int], eyes: Eyes) -> list[Claimed]:
    """The claims of these numbers in the view, in this order."""
    chosen, seen = (_FIRST_SEEN, {}) if eyes.seen is None else (_SEEN, {"seen": eyes.seen})
    rows = list(rows_with(connection, chosen, standing.c.number, numbers, **seen))
    said = _said(connection, {row.digest for row in rows})
    replayed = _replayed(connection, {row.key for row in rows if row.claim in said[row.digest].about})
    open_with = openers(connection, (row.claim for row in rows), eyes)
    found = {
        row.number: Claimed(
            row.stored, heading_of(row), row.open, row.changed, -row.lightness or 0.0,
            row.incident, row.origin, row.because, _ruling(row, said, replayed),
            open_with.get(row.claim, ()), tuple(said[row.digest].comments.get(row.claim, ())),
        )
        for row in rows
    }  # fmt: skip
    return [found[number] for number in numbers if number in found]


def rejected(connection: Connection, report: RowMapping, eyes: Eyes) -> list[Claimed]:
    """The claims of a report that persons rejected, as they were extracted."""
    said = _said(connection, [report["digest"]])[report["digest"]]
    if not said.about:
        return []
    reading = reading_of_row(connection, report)
    after = reading.ruled()
    out = [
        (claim, stored) for claim, stored in zip(reading.extracted, reading.rows, strict=True)
        if claim.id in after.rulings and after.rulings[claim.id].verdict == "rejected"
    ]  # fmt: skip
    open_with = openers(connection, (claim.id for claim, _ in out), eyes)
    heading = heading_of(
        connection.execute(select(*HEADING).where(reports.c.number == report["number"])).one()
    )
    return [
        Claimed(
            stored, heading, ruling=after.rulings[claim.id],
            opened_by=open_with.get(claim.id, ()), comments=tuple(said.comments.get(claim.id, ())),
        )
        for claim, stored in out
    ]  # fmt: skip


def changed_since(seen: int | BindParameter[int] | None) -> ColumnElement[bool]:
    """The condition that a claim's report came, was read again or was ruled on after an entry."""
    if seen is None:
        return false()
    later = select(chain.c.subject).where(chain.c.sequence > seen)
    read = select(extractions.c.report).where(
        extractions.c.number.in_(later.where(chain.c.kind == "extraction"))
    )
    about = select(decisions.c.report).where(decisions.c.number.in_(later.where(chain.c.kind == "decision")))
    ruled_on = select(reports.c.number).where(reports.c.digest.in_(about))
    came = later.where(chain.c.kind == "report")
    return or_(*(standing.c.report.in_(each) for each in (came, read, ruled_on)))


_REPORTS: Final = select(reports)
_FIRST_SEEN: Final = select(*_ROW, false().label("changed")).select_from(_WITH_ALL)
_SEEN: Final = select(*_ROW, changed_since(bindparam("seen", type_=Integer)).label("changed")).select_from(
    _WITH_ALL
)


def _said(connection: Connection, digests: Iterable[str]) -> dict[str, _Said]:
    """What persons said about texts and their claims, by digest."""
    found = {digest: _Said() for digest in digests}
    known: dict[str, list[Decision]] = {}
    for decision in decisions_about(connection, found):
        assert decision.evidence is not None, "a decision of a report names it"
        known.setdefault(decision.evidence.report, []).append(decision)
    for digest, ruled in known.items():
        for decision in ruled:
            if (about := _claim_of(decision.evidence)) is not None:
                found[digest].about.setdefault(about, []).append(decision)
        for identity, decision in standing_decisions(ruled)[0].items():
            about = _claim_of(decision.evidence)
            if decision.act == "comment" and about is not None:
                comment = Comment(identity, decision.who, decision.at, decision.reason or "")
                found[digest].comments.setdefault(about, []).append(comment)
    return found


def _claim_of(evidence: Evidence | None) -> str | None:
    return id_of(evidence) if evidence is not None and evidence.kind is not None else None


def _replayed(connection: Connection, keys: Iterable[str]) -> Mapping[str, Ruled]:
    """What stands of reports after all decisions, by their keys."""
    rows = list(rows_with(connection, _REPORTS, reports.c.key, keys))
    return {row.key: reading_of_row(connection, row._mapping).ruled() for row in rows}


def _ruling(row: Any, said: Mapping[str, _Said], replayed: Mapping[str, Ruled]) -> Ruling | None:
    """What was ruled of a claim; where all of that was undone, how many decisions that were."""
    about = said[row.digest].about.get(row.claim)
    if not about:
        return None
    ruling = replayed[row.key].rulings.get(row.claim)
    if ruling is not None:
        return ruling
    assert about[0].evidence is not None
    return Ruling(about[0].evidence, seen=len(about))
