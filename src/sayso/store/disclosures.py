"""What of a ledger may be told to whom: its key, the labels persons gave, and who had it told in full."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select

from sayso.disclosure import Disclosure, Labels, Screens, strictest
from sayso.disclosure.pseudonyms import KEY_BYTES
from sayso.errors import DisclosureError
from sayso.records import Act, Claim, Decision, Report, Sensitivity
from sayso.rows import id_of
from sayso.ruling import party_labels, standing_decisions
from sayso.store import tables
from sayso.store.accounts import StoredAccounts
from sayso.store.among import rows_with
from sayso.store.chain import Chain, new_salt
from sayso.store.content import compact, sealed_disclosure, stored_claim, stored_decision
from sayso.store.decided import kept_decisions
from sayso.store.engine import Store
from sayso.store.screened import Finds, Screening, screened, withheld_words
from sayso.store.standing import STORED_ROW, WITH_CLAIMS
from sayso.store.tables import append_row, chain, decisions, head
from sayso.store.words import may_have

# What persons do all day: neither labels anything nor has another claim stand that a label would be of.
_LABELLING_NOTHING: Final[frozenset[Act]] = frozenset((
    "accept", "approve", "choose", "comment", "merge", "move", "reject", "split",
))  # fmt: skip


_LAST: Final = select(head.c.sequence)
_CLAIMS_OF_TEXTS: Final = select(tables.reports.c.digest, STORED_ROW.label("stored")).select_from(
    WITH_CLAIMS.join(tables.reports, tables.reports.c.number == tables.standing.c.report)
)
_MOST_ENTRIES: Final = 50  # that are looked at one by one
_ENTRIES: Final = (
    select(decisions.c.content)
    .select_from(chain)
    .outerjoin(decisions, and_(chain.c.kind == "decision", decisions.c.number == chain.c.subject))
    .where(chain.c.sequence > bindparam("seen"))
    .limit(_MOST_ENTRIES)
)


class Disclosures:
    """The ways a ledger may be told. `Ledger.disclosures` gives it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def usual(self, screens: Screens | None = None) -> Disclosure:
        """What anybody may be told: pseudonyms for names, no positions of sensitive sites, no notes.

        `screens` are those of this ledger's key, for whoever asks again and again.
        """
        return Disclosure(self.key(), self.labels(), screens=screens)

    def since(self, seen: int) -> tuple[int, bool]:
        """The last entry of the chain, and whether any after `seen` may have changed a label."""
        with self._store.reading() as connection:
            last = int(connection.execute(_LAST).scalar_one())
            if last == seen:
                return last, False
            entries = connection.execute(_ENTRIES, {"seen": seen}).all()
        if len(entries) == _MOST_ENTRIES:
            return last, True
        return last, not all(
            entry.content and stored_decision(entry.content).act in _LABELLING_NOTHING for entry in entries
        )

    def in_full(self, who: str, what: str, now: datetime, leads: Collection[str] = ()) -> Disclosure:
        """Everything, to a lead; the audit trail has it before anything is told.

        >>> ledger.disclosures().in_full("Ma Thida", "export claims-csv", now, settings.leads).full
        True

        A lead is whoever `leads` names, or has an account of that role; while there are neither accounts nor
        `leads`, whoever is at the machine. `what` is shown to all who read the trail. Raises
        `DisclosureError` for others.
        """
        if not self._is_lead(who, leads):
            raise DisclosureError(f"{who} is no lead: only a lead may have a ledger told in full")
        row = {"at": now, "who": who, "what": what}
        salt = new_salt()
        with self._store.writing(durable=True) as connection:
            chain = Chain(connection)
            number = append_row(connection, tables.disclosures, row | {"salt": salt})
            chain.append("disclosure", number, salt, sealed_disclosure(row))
            chain.flush()
        return Disclosure(self.key(), self.labels(), full=True)

    def screening(self, screens: Screens, fingerprint: str) -> Screening:
        """What finds ahead of those who will ask what is withheld of each report.

        `fingerprint` is that of the code and the words by which it is found.
        """
        return Screening(self._store, screens, fingerprint)

    def finds(self, screens: Screens, fingerprint: str) -> Finds:
        """What is withheld of reports as it was found before, for whoever looks through many of them."""
        return Finds(self._store, screens, fingerprint)

    def reports(self, digests: Iterable[str], screens: Screens, fingerprint: str) -> dict[str, Report]:
        """The reports of digests, in their current versions; one that no report has is left out.

        What was found in them by the same code and words is put among the screens.
        """
        with self._store.reading() as connection:
            return screened(connection, digests, screens, fingerprint)

    def reports_with_claims(
        self, digests: Iterable[str], screens: Screens, fingerprint: str, words: Sequence[str] = ()
    ) -> list[tuple[Report, list[Claim]]]:
        """The same reports, each with the claims that stand of its text, and may have all these words."""
        with self._store.reading() as connection:
            found = screened(connection, digests, screens, fingerprint)
            claims: dict[str, list[Claim]] = {digest: [] for digest in found}
            for row in rows_with(connection, _CLAIMS_OF_TEXTS, tables.reports.c.digest, found):
                if may_have(row.stored, words):
                    claims[row.digest].append(stored_claim(row.stored))
        return [(report, claims[digest]) for digest, report in found.items()]

    def withheld_words(
        self, fingerprint: str, after: int
    ) -> tuple[int, bool, set[tuple[str, frozenset[str]]]]:
        """The words of what is withheld in reports after a number, with their digests; first the last of the
        numbers, and whether reports are left that were not looked through by the same code and words.
        """
        with self._store.reading() as connection:
            return withheld_words(connection, fingerprint, after)

    def key(self) -> bytes:
        """The key of the ledger's pseudonyms, made when it is first asked for."""
        chosen = select(tables.secrets.c.pseudonyms)
        with self._store.reading() as connection:
            kept = connection.execute(chosen).scalar()
        if kept is None:
            with self._store.writing(durable=True) as connection:
                Chain(connection)  # keeps other writers out: two may ask for the first key at once
                kept = connection.execute(chosen).scalar()
                if kept is None:
                    kept = secrets.token_hex(KEY_BYTES)
                    connection.execute(insert(tables.secrets).values(one=1, pseudonyms=kept))
        return bytes.fromhex(kept)

    def labels(self) -> Labels:
        """The labels that persons gave reports, claims and parties, as they stand; a report's hold for its
        claims, too.
        """
        with self._store.reading() as connection:
            labelling = self._labelling(connection)
            standing, _ = standing_decisions(labelling)
            given = [
                (decision.evidence, decision.values["sensitivity"])
                for decision in standing.values()
                if decision.act == "relabel" and decision.evidence is not None
            ]
            reports: dict[str, Sensitivity] = {each.report: label for each, label in given if not each.kind}
            claims = {id_of(each): label for each, label in given if each.kind}
            for claim, digest in _claims_of(connection, reports):
                claims[claim] = strictest([claims.get(claim), reports[digest]])
        return Labels(reports, claims, party_labels(labelling).labels)

    def _labelling(self, connection: Connection) -> list[Decision]:
        """The decisions that label something, and those that undo any."""
        return kept_decisions(connection, or_(self._says_act("relabel"), self._says_act("withdraw")))

    def _says_act(self, act: Act) -> ColumnElement[bool]:
        """The condition that a decision is of an act: of JSON, where a quote inside a text is never bare."""
        return self._store.has_part(decisions.c.content, compact({"act": act})[1:-1])

    def _is_lead(self, who: str, leads: Collection[str]) -> bool:
        accounts = StoredAccounts(self._store)
        if who in leads:
            return True
        if not accounts.has_any():
            return not leads
        found = accounts.user(who)
        return found is not None and found[0].role == "lead" and found[0].closed is None


def _claims_of(connection: Connection, digests: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The claims of reports that stand, with the digest of their report."""
    chosen = select(tables.standing.c.id, tables.reports.c.digest).join(
        tables.reports, tables.reports.c.number == tables.standing.c.report
    )
    for row in rows_with(connection, chosen, tables.reports.c.digest, digests):
        yield row.id, row.digest
