"""Accounts: passwords, log-in that tires whoever guesses, sessions and tokens.

What the ledger keeps of a password, a session or a token is a hash: nobody who reads its file can log in.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from functools import cached_property
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sayso.errors import AccountError, LogInError
from sayso.review.throttle import Key, Throttle
from sayso.settings import Settings
from sayso.store import Role, StoredAccounts, Token, User

LEAST_PASSWORD: Final = 12  # characters
LONGEST_PASSWORD: Final = 1_000
LONGEST_NAME: Final = 100
# Words of any script with one space between them, and nothing that is not seen or turns the order of what is.
_UNSEEN: Final = (
    r"\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff"
)
NAME: Final = f"^[^{_UNSEEN}]+( [^{_UNSEEN}]+)*$"
TOKEN_PREFIX: Final = "sayso_"  # by which those who search files for leaked secrets find one
_AT_ONCE: Final = 2  # passwords hashed, at 64 MiB each


class Accounts:
    """The accounts of a ledger. Times are told by whoever asks."""

    def __init__(
        self, kept: StoredAccounts, settings: Settings, hasher: PasswordHasher | None = None
    ) -> None:
        self._kept, self._settings = kept, settings
        self._hasher = hasher or PasswordHasher()
        self._hashing = BoundedSemaphore(_AT_ONCE)
        self._session = timedelta(hours=settings.session_hours)
        self._throttle = Throttle(timedelta(minutes=settings.log_in_pause_minutes))

    def there_are(self) -> bool:
        """Was ever an account made? Closed ones count: the ledger does not open when the last one closes."""
        return self._kept.has_any()

    def add(self, name: str, role: Role, password: str, now: datetime, by: str) -> None:
        """Makes an account, which `by` asked for.

        Raises `AccountError` for a name that is taken, or a password too short.
        """
        if fault := fault_of_name(name):
            raise AccountError(fault)
        self._kept.add(name, role, self._hash(password), now, by)

    def set_password(self, name: str, password: str, now: datetime, by: str) -> None:
        """Gives an account another password; whoever was logged in under its name no longer is."""
        self._kept.set_password(name, self._hash(password), now, by)

    def change_password(
        self, user: User, old: str, new: str, address: str, now: datetime, secret: str | None
    ) -> None:
        """Gives one's own account another password; its sessions end, but for that of the secret.

        Raises `LogInError` where the old one is wrong, `AccountError` where the new one does not fit,
        `LogInPausedError` after too many wrong ones, which count as failed log-ins:
        whoever finds a session open may not guess on.
        """
        new_hash = self._hash(new)
        tried = self._begin(user.name, address, now)
        found = self._kept.user(user.name)
        if found is None or not self._matches(old, found[1]):
            raise LogInError("the old password is wrong")
        self._throttle.succeed(*tried)
        stays = digest_of(secret) if secret else None
        self._kept.set_password(user.name, new_hash, now, user.name, stays=stays)

    def log_in(self, name: str, password: str, address: str, now: datetime) -> str:
        """Begins a session; its secret, for the cookie alone.

        Raises `LogInError` where name or password is wrong, whichever; `LogInPausedError` after too many.
        """
        tried = self._begin(name, address, now)
        nobody = self._of_nobody  # made once, whoever comes first: so nothing is told by how long it takes
        found = self._kept.user(name)
        user, kept_hash = found if found and not found[0].closed else (None, nobody)
        if not self._matches(password, kept_hash) or user is None:
            raise LogInError("name or password is wrong")
        self._throttle.succeed(*tried)
        if self._hasher.check_needs_rehash(kept_hash):
            self._kept.rehash(name, self._hash(password))
        self._kept.end_before(now - self._session)
        secret = secrets.token_urlsafe(32)
        self._kept.begin(digest_of(secret), user.number, now)
        return secret

    def session(self, secret: str, now: datetime) -> User | None:
        """Whose session it is; None where there is no such, or it has lapsed."""
        found = self._kept.session(digest_of(secret))
        if found is None:
            return None
        user, begun = found
        return user if now < begun + self._session else None

    def log_out(self, secret: str) -> None:
        """Ends a session."""
        self._kept.end(digest_of(secret))

    def add_token(self, user: User, label: str, now: datetime) -> tuple[Token, str]:
        """A token for programs, with its secret, which is told this once."""
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        return self._kept.add_token(digest_of(secret), user.number, label, now), secret

    def bearer(self, secret: str) -> User | None:
        """Whose token it is; None where there is no such."""
        return self._kept.token(digest_of(secret))

    def _begin(self, name: str, address: str, now: datetime) -> tuple[Key, Key]:
        """Counts a try under a name and from an address. Raises `LogInPausedError` after too many."""
        of_name, of_address = ("name", name), ("address", address)
        limits = {
            of_name: self._settings.max_log_in_failures,
            of_address: self._settings.max_log_in_failures_address,
        }
        self._throttle.begin(limits, now)
        return of_name, of_address

    @cached_property
    def _of_nobody(self) -> str:
        """A hash that a name without account is tried against, so that it takes as long as any other."""
        return self._hasher.hash(secrets.token_urlsafe(32))

    def _hash(self, password: str) -> str:
        if fault := fault_of_password(password):
            raise AccountError(fault)
        with self._hashing:
            return self._hasher.hash(_plain(password))

    def _matches(self, password: str, kept_hash: str) -> bool:
        with self._hashing:
            try:
                return self._hasher.verify(kept_hash, _plain(password[: LONGEST_PASSWORD + 1]))
            except (VerificationError, InvalidHashError):
                return False


def fault_of_name(name: str) -> str | None:
    """What is wrong with a name for an account; None where it is fine."""
    if len(name) > LONGEST_NAME:
        return f"the name has {len(name)} characters; expected up to {LONGEST_NAME}"
    if re.fullmatch(NAME, name) is None:
        return f"{name!r}: expected words of characters that are seen, one space between them"
    return None


def fault_of_password(password: str) -> str | None:
    """What is wrong with a password; None where it is fine."""
    number = len(password)
    if LEAST_PASSWORD <= number <= LONGEST_PASSWORD:
        return None
    return f"the password has {number} characters; expected {LEAST_PASSWORD} to {LONGEST_PASSWORD:,}"


def digest_of(secret: str) -> str:
    """What is kept of a session's or token's secret: too random for guessing, so a plain hash will do."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _plain(password: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)
