"""Accounts, for leads."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from sayso.review.access import LEAD, Lead, Logins, Now
from sayso.review.accounts import LONGEST_NAME, NAME
from sayso.review.api.answers import BRINGS, EVERY, Rows, faults
from sayso.review.api.asked import Kept
from sayso.review.api.session import Password
from sayso.store import Role, User

router = APIRouter(prefix="/users", tags=["users"])

Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=NAME)]


class NewUser(BaseModel):
    """An account to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    role: Role
    password: Password


class ChangedUser(BaseModel):
    """What of an account is to be another; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    password: Password | None = None
    closed: Literal[True] | None = None


@router.get("", responses=EVERY, dependencies=[LEAD])
def users(ledger: Kept) -> Response:
    """All accounts, closed ones too."""
    return Rows({"items": [_row(each) for each in ledger.accounts().users()], "next": None})


@router.post("", status_code=201, responses=BRINGS | faults(409))
def add_user(asker: Lead, given: NewUser, accounts: Logins, ledger: Kept, now: Now) -> Response:
    """Makes an account. 409 where its name is taken, by a closed one too: names sign decisions."""
    kept = ledger.accounts()
    if kept.user(given.name) is not None:
        raise HTTPException(409, f"{given.name}: the name is taken")
    accounts.add(given.name, given.role, given.password, now, asker.name)
    found = kept.user(given.name)
    assert found is not None
    return Rows(_row(found[0]), 201)


@router.patch("/{name}", responses=BRINGS | faults(404, 409))
def change_user(
    asker: Lead,
    name: Annotated[Name, Path(description="The name of an account.")],
    given: ChangedUser,
    accounts: Logins,
    ledger: Kept,
    now: Now,
) -> Response:
    """Gives an account another role or password, or closes it. 409 for one that is closed."""
    kept = ledger.accounts()
    found = kept.user(name)
    if found is None:
        raise HTTPException(404, f"{name}: no such account")
    if found[0].closed:
        raise HTTPException(409, f"{name}: the account is closed")
    if given.role is not None:
        kept.set_role(name, given.role, now, asker.name)
    if given.password is not None:
        accounts.set_password(name, given.password, now, asker.name)
    if given.closed:
        kept.close(name, now, asker.name)
    changed = kept.user(name)
    assert changed is not None
    return Rows(_row(changed[0]))


def _row(user: User) -> dict[str, object]:
    closed = user.closed and user.closed.isoformat()
    return {"name": user.name, "role": user.role, "created": user.created.isoformat(), "closed": closed}
