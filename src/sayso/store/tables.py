"""The tables of a ledger, the same on SQLite and PostgreSQL.

    reports ◀─ extractions ◀─ claims      appended to, never changed: what was read, and what was made of it
    decisions, erasures, disclosures      appended to, never changed: what persons ruled, had erased, and
                                          took out in full
    account_changes                       the same of accounts: who made, changed or closed which, and when
    chain, head                           an entry for each row of the above, each sealed by the one before
    standing, standing_names,             the claims that stand now, in what order they wait for persons, and
    standing_places, outlets,             what they are found by; made anew from the others at any time, so
    report_words, claim_words             nothing here is sealed
    links_head, tellings, telling_keys,   which claims speak of one happening, and whose word they are;
    components, texts, text_keys,         made anew from what stands, on from the entry of the chain that
    repeats, linked, regions, incidents   links_head tells
    weights                               how much of the figures of each incident rests on each claim
    users, sessions, tokens               who may ask, and visits and opened: what they looked at last
    secrets                               the key by which persons who are not named go by pseudonyms
    screens                               what is withheld of each report, under that key; made anew as needed

Who may ask, and who looked at what, is in no chain: it is no evidence, and goes when a person goes. What was
done to accounts is: it tells why somebody could have the ledger told in full.
The tables of words are for full-text search and differ by database: the migrations make them, `engine.py`
writes and asks them. What was read or ruled by persons loses its content and its salt when it is erased; its
row and its entry stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Executable,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    insert,
)

_ESCAPE: Final = "\ufdd0"  # no character: Unicode promises never to give it a meaning
_NUL: Final = _ESCAPE + "0"


class AnyText(TypeDecorator[str]):
    """Text of any characters: PostgreSQL takes no NUL and SQLite's own functions stop at one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """What is stored: NUL and the escape itself are written in two characters."""
        if value is None or ("\0" not in value and _ESCAPE not in value):
            return value
        return value.replace(_ESCAPE, _ESCAPE * 2).replace("\0", _NUL)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> str | None:
        """What was given."""
        if value is None or _ESCAPE not in value:
            return value
        return _ESCAPE.join(part.replace(_NUL, "\0") for part in str(value).split(_ESCAPE * 2))


class Moment(TypeDecorator[datetime]):
    """A time with its zone, kept as UTC: SQLite knows no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """What is stored."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """The same time, in UTC."""
        return value and value.replace(tzinfo=UTC)


LEDGER: Final = MetaData()
NO_DAY: Final = date.min  # stands for a day that is not known where rows are ordered by it: it comes first

reports: Final = Table(
    "reports",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("page", String(64), index=True),
    Column("revises", ForeignKey("reports.number")),
    Column("instead_of", ForeignKey("reports.number")),
    Column("salt", String(32)),
    Column("published", Date),
    Column("story", AnyText),
    Column("document", AnyText),
    Column("outlet", AnyText, index=True),
    Column("title", AnyText),
    Column("url", AnyText),
    Column("language", AnyText),
    Column("retold", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("facts_from", Text),
    Column("doubts", Text),
    Column("text", AnyText),
)

extractions: Final = Table(
    "extractions",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("fingerprint", Text, nullable=False),
    Column("started", Date, nullable=False),
    Column("same_as", ForeignKey("extractions.number")),
    Column("salt", String(32)),
)

claims: Final = Table(
    "claims",
    LEDGER,
    Column("extraction", ForeignKey("extractions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("row", Text),
)

decisions: Final = Table(
    "decisions",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("report", String(64), index=True),
    Column("instead_of", ForeignKey("decisions.number")),
    Column("salt", String(32)),
    Column("content", Text),
)

erasures: Final = Table(
    "erasures",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("reason", AnyText, nullable=False),
    Column("erased", Text, nullable=False),
    Column("salt", String(32), nullable=False),
)

disclosures: Final = Table(
    "disclosures",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("what", AnyText, nullable=False),
    Column("salt", String(32), nullable=False),
)

account_changes: Final = Table(
    "account_changes",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("name", AnyText, nullable=False),
    Column("what", AnyText, nullable=False),
    Column("salt", String(32), nullable=False),
)

screens: Final = Table(
    "screens",
    LEDGER,
    Column("report", ForeignKey("reports.number"), primary_key=True),
    Column("fingerprint", Text, nullable=False),  # of the code and the words by which it was found
    Column("looked", AnyText, nullable=False),
)

secrets: Final = Table(
    "secrets",
    LEDGER,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("pseudonyms", String(64), nullable=False),
)

chain: Final = Table(
    "chain",
    LEDGER,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),
    Column("subject", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

head: Final = Table(
    "head",
    LEDGER,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

standing: Final = Table(
    "standing",
    LEDGER,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("extraction", Integer),
    Column("position", Integer),
    Column("id", String(16), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("first_day", Date, index=True),
    Column("last_day", Date),
    Column("row", Text),
    Column("day", Date, nullable=False),  # on which its report was published
    Column("open", Boolean, nullable=False),  # nobody ruled on it
    # What waits for a person is read by these from the least up: both stores go through an index one way.
    Column("sureness", Integer, nullable=False),  # the number of doubts, less than nothing
    Column("lightness", Float, nullable=False),  # the weight, less than nothing
    Column("state", String(9), nullable=False),
    Column("interest", String(30), nullable=False),
    # What waits is counted by kind and by report without going to the rows.
    Index("ix_standing_kind_open", "kind", "open"),
    Index("ix_standing_report_open", "report", "open"),
    Index("ix_standing_queue", "open", "sureness", "lightness", "day", "number"),
    Index("ix_standing_day", "day", "number"),
)

standing_names: Final = Table(
    "standing_names",
    LEDGER,
    Column("slot", String(5), primary_key=True),
    Column("name", AnyText, primary_key=True),
    Column("standing", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)

standing_places: Final = Table(
    "standing_places",
    LEDGER,
    Column("standing", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("place", AnyText, nullable=False, index=True),  # the same for places that are one
    Column("text", AnyText, nullable=False),
    Column("name", AnyText),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("country", AnyText),
    Column("admin1", AnyText),
    Column("admin2", AnyText),
    Column("precision", String(8)),
    Column("geonames_id", Integer),
    Column("value", Float, nullable=False),
)

outlets: Final = Table(
    "outlets",
    LEDGER,
    Column("folded", AnyText, primary_key=True),
    Column("name", AnyText, primary_key=True),
)

links_head: Final = Table(
    "links_head",
    LEDGER,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
)

tellings: Final = Table(
    "tellings",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("id", AnyText, nullable=False, unique=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
    Column("component", Integer, index=True),
    Column("incident", String(16), index=True),
    Column("leads", Boolean, nullable=False),
    Column("terms", AnyText, nullable=False),
)

telling_keys: Final = Table(
    "telling_keys",
    LEDGER,
    Column("key", AnyText, primary_key=True),
    Column("telling", Integer, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

texts: Final = Table(
    "texts",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("id", AnyText, nullable=False, unique=True),
    Column("report", ForeignKey("reports.number"), nullable=False, index=True),
)

text_keys: Final = Table(
    "text_keys",
    LEDGER,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("text", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

repeats: Final = Table(
    "repeats",
    LEDGER,
    Column("one", AnyText, primary_key=True),
    Column("other", AnyText, primary_key=True),
    Column("report", Integer, nullable=False, index=True),
    Column("because", AnyText, nullable=False),
    sqlite_with_rowid=False,
)

components: Final = Table(
    "components",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("scores", Text, nullable=False),
)

linked: Final = Table(
    "linked",
    LEDGER,
    Column("standing", BigInteger, primary_key=True, autoincrement=False),
    Column("telling", Integer, nullable=False, index=True),
    Column("origin", AnyText, nullable=False),
    Column("because", AnyText, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("side", AnyText),
    Column("value", Float, nullable=False),
)

regions: Final = Table(
    "regions",
    LEDGER,
    Column("kind", String(12), primary_key=True),
    Column("region", AnyText, primary_key=True),
    Column("standing", BigInteger, primary_key=True, index=True),
    Column("first_day", Date),
    Column("last_day", Date),
    sqlite_with_rowid=False,
)

incidents: Final = Table(
    "incidents",
    LEDGER,
    Column("id", String(16), primary_key=True),
    Column("day", Date, nullable=False),  # of its first report
    Column("digest", String(64), nullable=False),  # of the words that were weighed last
    Column("due", Integer, nullable=False),  # how often it was linked since
    Index("ix_incidents_day", "day", "id"),
    Index("ix_incidents_due", "due"),
)

weights: Final = Table(
    "weights",
    LEDGER,
    Column("claim", String(16), primary_key=True),
    Column("incident", String(16), primary_key=True, index=True),
    Column("weight", Float, nullable=False),
    Column("overtaken", Boolean, nullable=False),
    Column("contradicted", Boolean, nullable=False),
)

users: Final = Table(
    "users",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("name", AnyText, nullable=False, unique=True),
    Column("role", String(6), nullable=False),
    Column("password", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("closed", Moment),
)

sessions: Final = Table(
    "sessions",
    LEDGER,
    Column("digest", String(64), primary_key=True),
    Column("user", ForeignKey("users.number"), nullable=False, index=True),
    Column("begun", Moment, nullable=False),
)

tokens: Final = Table(
    "tokens",
    LEDGER,
    Column("number", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("user", ForeignKey("users.number"), nullable=False, index=True),
    Column("label", AnyText, nullable=False),
    Column("begun", Moment, nullable=False),
)

visits: Final = Table(
    "visits",
    LEDGER,
    Column("name", AnyText, primary_key=True),
    Column("sequence", Integer, nullable=False),  # of the chain's entries, the last that was there
    Column("at", Moment, nullable=False),
)

opened: Final = Table(
    "opened",
    LEDGER,
    Column("claim", String(16), primary_key=True),
    Column("name", AnyText, primary_key=True),
    Column("since", Moment, nullable=False),
)


def append_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Adds a row to a numbered table; its number."""
    key = connection.execute(insert(table), dict(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def run_for_each(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Runs a statement once for each row; not at all where there is none."""
    if rows:
        connection.execute(statement, rows)
