"""Logging in and out, who one is, and one's tokens for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from sayso.errors import LogInError
from sayso.review.access import COOKIE, READER, Logins, Now, Reader, csrf_of
from sayso.review.accounts import LEAST_PASSWORD, LONGEST_NAME, LONGEST_PASSWORD
from sayso.review.api.answers import BRINGS, EVERY, Rows, faults
from sayso.review.api.asked import Kept, Set
from sayso.store import Token

router = APIRouter(tags=["session"])

_LONGEST_LABEL = 100

Password = Annotated[str, Field(min_length=LEAST_PASSWORD, max_length=LONGEST_PASSWORD)]


class LogIn(BaseModel):
    """Name and password."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=LONGEST_NAME)
    password: str = Field(max_length=LONGEST_PASSWORD)


class NewPassword(BaseModel):
    """One's password, and the one that is to take its place."""

    model_config = ConfigDict(extra="forbid")

    old: str = Field(max_length=LONGEST_PASSWORD)
    new: Password


class NewToken(BaseModel):
    """What a token is for."""

    model_config = ConfigDict(extra="forbid")

    label: str = Field(max_length=_LONGEST_LABEL, description="What it is for, so that one knows it again.")


@router.post("/login", responses=faults(400, 401, 413, 422, 429, 503))
def login(given: LogIn, accounts: Logins, request: Request, settings: Set, now: Now) -> Response:
    """Begins a session: its secret is the cookie, `csrf` what unsafe requests must bring along."""
    secret = accounts.log_in(given.name, given.password, _address(request), now)
    answer = Rows({"csrf": csrf_of(secret)})
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=settings.session_hours * 3600,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/logout", status_code=204, responses=EVERY, dependencies=[READER])
def logout(accounts: Logins, request: Request) -> Response:
    """Ends the session of the cookie."""
    if secret := request.cookies.get(COOKIE):
        accounts.log_out(secret)
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


@router.get("/me", responses=EVERY)
def me(asker: Reader, accounts: Logins, ledger: Kept) -> Response:
    """Who asks: name and role, `csrf` for unsafe requests, and when they were last here."""
    since = ledger.visits().last(asker.name)
    return Rows({
        "name": asker.name, "role": asker.role, "csrf": asker.csrf,
        "accounts": accounts.there_are(), "since": since and since.isoformat(),
    })  # fmt: skip


@router.put("/me/password", status_code=204, responses=BRINGS | faults(409, 429))
def change_password(
    asker: Reader, given: NewPassword, accounts: Logins, request: Request, now: Now
) -> Response:
    """Gives one's own account another password; its other sessions end. 403 where the old one is wrong."""
    if asker.user is None:
        raise HTTPException(409, "there are no accounts yet that a password could be of")
    secret = request.cookies.get(COOKIE)
    try:
        accounts.change_password(asker.user, given.old, given.new, _address(request), now, secret)
    except LogInError as error:  # whoever asks is logged in: no 401, which leads to the page that logs in
        raise HTTPException(403, str(error)) from error
    return Response(status_code=204)


@router.get("/tokens", responses=EVERY)
def tokens(asker: Reader, ledger: Kept) -> Response:
    """One's tokens, without their secrets."""
    found = ledger.accounts().tokens(asker.user.number) if asker.user else []
    return Rows({"items": [_row(each) for each in found], "next": None})


@router.post("/tokens", status_code=201, responses=BRINGS | faults(409))
def add_token(asker: Reader, given: NewToken, accounts: Logins, now: Now) -> Response:
    """A token that asks in one's name and role; its secret is told this once."""
    if asker.user is None:
        raise HTTPException(409, "there are no accounts yet that a token could be of")
    token, secret = accounts.add_token(asker.user, given.label, now)
    return Rows({**_row(token), "secret": secret}, 201)


@router.delete("/tokens/{number}", status_code=204, responses=EVERY | faults(404))
def drop_token(asker: Reader, ledger: Kept, number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
    """Takes one of one's tokens away."""
    if asker.user is None or not ledger.accounts().drop_token(asker.user.number, number):
        raise HTTPException(404, f"{number}: you have no such token")
    return Response(status_code=204)


def _address(request: Request) -> str:
    """Where a request is from; tries to log in are counted by it."""
    return request.client.host if request.client else ""


def _row(token: Token) -> dict[str, object]:
    return {"id": token.number, "label": token.label, "begun": token.begun.isoformat()}
