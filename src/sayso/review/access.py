"""Who asks, and whether they may: the one dependency that every route of the API has.

    @router.post("/decisions")
    def decide(asker: Coder, ...) -> ...: ...

    @router.get("/figures", dependencies=[READER])
    def figures(...) -> ...: ...

A session's cookie or a token says who it is. Where no account was ever made it is whoever is at this machine,
as lead, and nobody from elsewhere.
"""

from __future__ import annotations

import getpass
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Header, HTTPException, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from sayso.errors import SettingsError
from sayso.review.accounts import Accounts
from sayso.store import ROLES, Role, User

COOKIE: Final = "sayso_session"
CSRF_HEADER: Final = "X-CSRF-Token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_HERE: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
_COOKIE: Final = APIKeyCookie(name=COOKIE, auto_error=False, description="What logging in gives a browser.")
_BEARER: Final = HTTPBearer(auto_error=False, description="A token of an account, for programs.")
# Without accounts nobody logs in, yet other pages in the same browser must not write here.
_OF_THIS_PROCESS: Final = secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the name that signs decisions, and the role. `user` is None where there are no accounts.

    `csrf` is what unsafe requests must bring along, None for those that come with a token.
    """

    name: str
    role: Role
    user: User | None = None
    csrf: str | None = None

    def may(self, least: Role) -> bool:
        """Is it this role, or a higher one?"""
        return ROLES.index(self.role) >= ROLES.index(least)


async def logins(request: Request) -> Accounts:
    """The accounts of the ledger that is served."""
    found = request.app.state.accounts
    assert isinstance(found, Accounts)
    return found


Logins = Annotated[Accounts, Depends(logins)]


async def now() -> datetime:
    """The time of a request."""
    return datetime.now(UTC)


Now = Annotated[datetime, Depends(now)]


def asker(
    request: Request,
    accounts: Logins,
    cookie: Annotated[str | None, Depends(_COOKIE)],
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    now: Now,
    x_csrf_token: Annotated[
        str | None, Header(alias=CSRF_HEADER, description="Of `me`, on unsafe requests by cookie.")
    ] = None,
) -> Asker:
    """Who asks. 401 where that is nobody; 403 where another page in their browser asks in their name."""
    found = _found(accounts, cookie, bearer, now) or _at_the_machine(request, accounts)
    if found is None:
        raise HTTPException(401, "log in, or bring a token", {"WWW-Authenticate": "Bearer"})
    request.state.role = found.role  # what is told depends on it
    unsafe = found.csrf is not None and request.method not in _SAFE
    if unsafe and not secrets.compare_digest((found.csrf or "").encode(), (x_csrf_token or "").encode()):
        raise HTTPException(403, f"{CSRF_HEADER} is missing or of another log-in: GET me tells it")
    return found


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A dependency: who asks, if they have a role or a higher one; 403 if not."""

    role: Role

    async def __call__(self, asker: Annotated[Asker, Depends(asker)]) -> Asker:
        """Whoever asks."""
        if not asker.may(self.role):
            raise HTTPException(403, f"{asker.name} is {asker.role}; this takes a {self.role}")
        return asker


READER: Final = Depends(AtLeast("reader"))
CODER: Final = Depends(AtLeast("coder"))
LEAD: Final = Depends(AtLeast("lead"))
Reader = Annotated[Asker, READER]
Coder = Annotated[Asker, CODER]
Lead = Annotated[Asker, LEAD]


def csrf_of(secret: str) -> str:
    """What unsafe requests of a session must bring along: known to its own pages alone."""
    return hashlib.sha256(f"csrf {secret}".encode()).hexdigest()


def _found(
    accounts: Accounts, cookie: str | None, bearer: HTTPAuthorizationCredentials | None, now: datetime
) -> Asker | None:
    """Whose token or session it is; a token goes before a cookie."""
    if bearer is not None:
        user = accounts.bearer(bearer.credentials)
        return Asker(user.name, user.role, user) if user else None
    user = accounts.session(cookie, now) if cookie else None
    return Asker(user.name, user.role, user, csrf_of(cookie)) if user and cookie else None


def _at_the_machine(request: Request, accounts: Accounts) -> Asker | None:
    """Whoever is at this machine, while no account was ever made.

    A name that leads here from elsewhere would let a page read all of it: only this machine's own will do.
    """
    if accounts.there_are() or not _HERE.fullmatch(request.headers.get("Host", "")):
        return None
    return Asker(login_name(), "lead", csrf=csrf_of(_OF_THIS_PROCESS))


def login_name() -> str:
    """Who is at the keyboard."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise SettingsError("there is no login name here; make an account: sayso users add NAME") from None
