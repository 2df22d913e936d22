"""Accounts as they are kept: names, roles and hashes, which are made by those who log people in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from sayso.errors import AccountError
from sayso.store.chain import Chain, new_salt
from sayso.store.content import sealed_account
from sayso.store.engine import Store
from sayso.store.tables import account_changes, append_row, sessions, tokens, users

Role = Literal["reader", "coder", "lead"]
_OF_SESSION: Final = (
    select(users, sessions.c.begun)
    .join(sessions, sessions.c.user == users.c.number)
    .where(sessions.c.digest == bindparam("of"))
)
_OF_TOKEN: Final = (
    select(users).join(tokens, tokens.c.user == users.c.number).where(tokens.c.digest == bindparam("of"))
)
ROLES: Final[tuple[Role, ...]] = Role.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class User:
    """An account: its role allows what those before it in `ROLES` do, too. A `closed` one stays, as its name
    signs decisions.
    """

    number: int
    name: str
    role: Role
    created: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """What lets a program ask in a user's name; the ledger has only the digest of its secret."""

    number: int
    label: str
    begun: datetime


class StoredAccounts:
    """The accounts of a ledger, with their sessions and tokens, by hashes and digests made elsewhere.

    Whatever changes an account raises `AccountError` where there is none of that name. `by` is who has it
    made or changed; the audit trail keeps that.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def has_any(self) -> bool:
        """Was ever an account made? Closed ones count."""
        with self._store.reading() as connection:
            return bool(connection.execute(select(exists(select(users.c.number)))).scalar())

    def users(self) -> list[User]:
        """All accounts by name, closed ones too."""
        with self._store.reading() as connection:
            return [_user(row) for row in connection.execute(select(users).order_by(users.c.name)).mappings()]

    def user(self, name: str) -> tuple[User, str] | None:
        """The account of a name and the hash of its password; None where there is none."""
        with self._store.reading() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).mappings().first()
        return (_user(row), row["password"]) if row is not None else None

    def add(self, name: str, role: Role, password: str, now: datetime, by: str) -> None:
        """Makes an account. Raises `AccountError` where the name is taken, by a closed one too."""
        row = {"name": name, "role": role, "password": password, "created": now}
        with self._store.writing(durable=True) as connection:
            try:
                append_row(connection, users, row)
            except IntegrityError as error:  # two may ask for one name at once
                raise AccountError(f"{name}: the name is taken") from error
            _seal(connection, name, f"made, {role}", now, by)

    def set_role(self, name: str, role: Role, now: datetime, by: str) -> None:
        """Gives an account another role, from the next request on."""
        with self._store.writing(durable=True) as connection:
            _change(connection, name, role=role)
            _seal(connection, name, f"{role} from now on", now, by)

    def set_password(
        self, name: str, password: str, now: datetime, by: str, *, stays: str | None = None
    ) -> None:
        """Gives an account another password; its sessions end, but for the one of the digest that stays."""
        with self._store.writing(durable=True) as connection:
            number = _change(connection, name, password=password)
            ended = (sessions.c.user == number) & (sessions.c.digest != (stays or ""))
            connection.execute(delete(sessions).where(ended))
            _seal(connection, name, "another password", now, by)

    def rehash(self, name: str, password: str) -> None:
        """Keeps another hash of the same password; sessions go on."""
        with self._store.writing(durable=True) as connection:
            _change(connection, name, password=password)

    def close(self, name: str, now: datetime, by: str) -> None:
        """Closes an account for good: its sessions and tokens end, its decisions hold."""
        with self._store.writing(durable=True) as connection:
            number = _change(connection, name, closed=now)
            for table in (sessions, tokens):
                connection.execute(delete(table).where(table.c.user == number))
            _seal(connection, name, "closed", now, by)

    def begin(self, digest: str, user: int, now: datetime) -> None:
        """Begins a session of a user."""
        with self._store.writing(durable=True) as connection:
            connection.execute(insert(sessions).values(digest=digest, user=user, begun=now))

    def session(self, digest: str) -> tuple[User, datetime] | None:
        """Whose session it is and when it began; None where there is no such, or it has ended."""
        row = self._first(_OF_SESSION, digest)
        return (_user(row), row["begun"]) if row is not None else None

    def end(self, digest: str) -> None:
        """Ends a session."""
        self._drop(sessions.c.digest == digest)

    def end_before(self, day: datetime) -> None:
        """Takes out the sessions that began before a time, which lapsed."""
        self._drop(sessions.c.begun < day)

    def tokens(self, user: int) -> list[Token]:
        """The tokens of a user, the oldest first."""
        chosen = select(tokens).where(tokens.c.user == user).order_by(tokens.c.number)
        with self._store.reading() as connection:
            return [_token(row) for row in connection.execute(chosen).mappings()]

    def add_token(self, digest: str, user: int, label: str, now: datetime) -> Token:
        """Makes a token of a user."""
        row = {"digest": digest, "user": user, "label": label, "begun": now}
        with self._store.writing(durable=True) as connection:
            return Token(append_row(connection, tokens, row), label, now)

    def token(self, digest: str) -> User | None:
        """Whose token it is; None where there is no such."""
        row = self._first(_OF_TOKEN, digest)
        return _user(row) if row is not None else None

    def drop_token(self, user: int, number: int) -> bool:
        """Takes a token away; False where the user has none of that number."""
        own = (tokens.c.user == user) & (tokens.c.number == number)
        with self._store.writing(durable=True) as connection:
            return connection.execute(delete(tokens).where(own)).rowcount == 1

    def _first(self, chosen: Select[Any], digest: str) -> RowMapping | None:
        with self._store.reading() as connection:
            return connection.execute(chosen, {"of": digest}).mappings().first()

    def _drop(self, ended: ColumnElement[bool]) -> None:
        with self._store.writing() as connection:
            connection.execute(delete(sessions).where(ended))


def _change(connection: Connection, name: str, **values: Any) -> int:
    """The number of the account of a name, after it was given these values."""
    number = connection.execute(select(users.c.number).where(users.c.name == name)).scalar()
    if number is None:
        raise AccountError(f"{name}: no such account")
    connection.execute(update(users).where(users.c.number == number).values(values))
    return int(number)


def _seal(connection: Connection, name: str, what: str, now: datetime, by: str) -> None:
    """Keeps in the chain what was done to an account, never a password or its hash."""
    row = {"at": now.astimezone(UTC), "who": by, "name": name, "what": what}
    salt = new_salt()
    chain = Chain(connection)
    number = append_row(connection, account_changes, row | {"salt": salt})
    chain.append("account", number, salt, sealed_account(row))
    chain.flush()


def _user(row: RowMapping) -> User:
    return User(row["number"], row["name"], row["role"], row["created"], row["closed"])


def _token(row: RowMapping) -> Token:
    return Token(row["number"], row["label"], row["begun"])
