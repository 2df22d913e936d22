"""`sayso users`: who may log in to `sayso review`, and what they may do there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.cli.ledger import Where

users: Final = typer.Typer(
    no_args_is_help=True, help="Who may log in to `sayso review`: add, list, role, password, close."
)

Name = Annotated[str, typer.Argument(help="The name; what they decide is signed with it.")]


class Role(StrEnum):
    """What one may do, each what the one before may and more."""

    reader = "reader"
    coder = "coder"
    lead = "lead"


RoleAsked = Annotated[
    Role, typer.Option(help="reader: sees all. coder: decides and imports. lead: undoes what others decided.")
]
PasswordFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The password is the first line of this file.")
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="The password is the first line of standard input.")
]


@users.command()
def add(
    name: Name,
    role: RoleAsked,
    password_file: PasswordFile = None,
    password_stdin: PasswordStdin = False,
    ledger: Where = None,
) -> None:
    """Makes an account; its password is asked for twice, without being shown."""
    from sayso.cli.ledger import login_name, opened
    from sayso.review.accounts import Accounts
    from sayso.settings import load_settings

    with opened(ledger, create=True) as kept:
        accounts = Accounts(kept.accounts(), load_settings())
        secret = _password(password_file, stdin=password_stdin)
        accounts.add(name, role.value, secret, datetime.now(UTC), login_name())
    typer.echo(f"{name}: {role.value}")


@users.command("list")
def list_users(ledger: Where = None) -> None:
    """The accounts with their roles, closed ones too."""
    from sayso.cli.ledger import opened
    from sayso.cli.words import safe

    with opened(ledger) as kept:
        for user in kept.accounts().users():
            closed = f"\tclosed {user.closed.date()}" if user.closed else ""
            typer.echo(f"{safe(user.name)}\t{user.role}\tsince {user.created.date()}{closed}")


@users.command()
def role(
    name: Name, role: Annotated[Role, typer.Argument(help="reader, coder or lead.")], ledger: Where = None
) -> None:
    """Gives an account another role; it holds at once."""
    from sayso.cli.ledger import login_name, opened

    with opened(ledger) as kept:
        kept.accounts().set_role(name, role.value, datetime.now(UTC), login_name())
    typer.echo(f"{name}: {role.value}")


@users.command()
def password(
    name: Name,
    password_file: PasswordFile = None,
    password_stdin: PasswordStdin = False,
    ledger: Where = None,
) -> None:
    """Gives an account another password; whoever was logged in under its name no longer is."""
    from sayso.cli.ledger import login_name, opened
    from sayso.review.accounts import Accounts
    from sayso.settings import load_settings

    with opened(ledger) as kept:
        accounts = Accounts(kept.accounts(), load_settings())
        secret = _password(password_file, stdin=password_stdin)
        accounts.set_password(name, secret, datetime.now(UTC), login_name())
    typer.echo(f"{name}: the password is changed")


@users.command()
def close(name: Name, ledger: Where = None) -> None:
    """Closes an account with its sessions and tokens; its decisions stay, its name is not given again."""
    from sayso.cli.ledger import login_name, opened

    with opened(ledger) as kept:
        kept.accounts().close(name, datetime.now(UTC), login_name())
    typer.echo(f"{name}: closed")


def _password(file: Path | None, *, stdin: bool) -> str:
    """The password: of a file, of standard input, or as typed twice."""
    from sayso.errors import AccountError, ReportError

    if file is not None and stdin:
        raise AccountError("--password-file and --password-stdin: expected one of them")
    if file is not None:
        try:
            return _first_line(file.read_text("utf-8"))
        except OSError as error:
            raise ReportError(str(file), error.strerror or "cannot be read") from error
        except UnicodeDecodeError as error:
            raise ReportError(str(file), "not UTF-8") from error
    if stdin:
        return _first_line(sys.stdin.readline())
    if not sys.stdin.isatty():
        raise AccountError("no terminal to ask for the password; give --password-file or --password-stdin")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="The same again"))


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0].rstrip("\r")
