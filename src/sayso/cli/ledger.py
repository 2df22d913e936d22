"""What the verbs of the ledger share: where it is, and what reports and claims are asked for by."""

from __future__ import annotations

import difflib
import getpass
import inspect
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

import typer

from sayso.errors import SettingsError
from sayso.settings import load_settings

if TYPE_CHECKING:
    from sayso.store import Filters, Ledger


class Dataset(StrEnum):
    """Whose columns a file of events has."""

    acled = "acled"
    ged = "ged"


Where = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE|URL",
        envvar="SAYSO_LEDGER",
        help="The ledger: a file, or a postgresql:// URL; without it that of sayso.toml, or sayso.db.",
    ),
]
KindAsked = Annotated[str | None, typer.Option("--kind", help="What happened: killed, displaced ...")]
Who = Annotated[str | None, typer.Option("--who", help="A class or group: civilian, children ...")]
Of = Annotated[
    str | None, typer.Option("--of", metavar="PARTY", help="Whose people or things: as said, or a party.")
]
By = Annotated[
    str | None, typer.Option("--by", metavar="PARTY", help="Who is held responsible: as said, or a party.")
]
Says = Annotated[
    str | None, typer.Option("--says", metavar="PARTY", help="Who says so: as said, a party or an outlet.")
]
PlaceAsked = Annotated[
    str | None, typer.Option("--place", help="A town, division, country (MM) or GeoNames id.")
]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day: 2023-11-11.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day: 2023-11-21.")]
Story = Annotated[str | None, typer.Option("--story", metavar="NAME", help="Reports of this story.")]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words that must all occur.")]

_ASKED: Final = {
    "kind": KindAsked, "who": Who, "of": Of, "by": By, "says": Says, "place": PlaceAsked, "first": From,
    "last": To, "story": Story, "text": Words,
}  # fmt: skip
_OPTION_OF: Final = {"first": "from", "last": "to"}


def opened(where: str | None, *, create: bool = False) -> Ledger:
    """The ledger that is meant: as told on the command line, else by the settings."""
    from sayso.store import open_ledger

    settings = load_settings(ledger=where)
    return open_ledger(settings.ledger, create=create, settings=settings)


def login_name() -> str:
    """Who is at the keyboard, for what is kept with who did it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise SettingsError("--who: there is no login name here; say who has it done") from None


def filtered(verb: Callable[..., None]) -> Callable[..., None]:
    """A verb with the options that ask for reports and claims in place of its parameter `filters`.

    >>> @filtered
    ... def claims(filters: Filters, ledger: Where = None) -> None: ...
    """

    @wraps(verb)
    def asking(**options: Any) -> None:
        filters = filters_of(**{name: options.pop(name) for name in _ASKED})
        verb(filters, **options)

    del verb.__annotations__["filters"]  # only named for those who check types
    annotations = _ASKED | get_type_hints(verb, include_extras=True)
    own = {
        name: each.default for name, each in inspect.signature(verb).parameters.items() if name != "filters"
    }
    asking.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotations[name]
            )
            for name, default in (dict.fromkeys(_ASKED) | own).items()
        ]
    )
    asking.__annotations__ = annotations
    return asking


def filters_of(**asked: str | None) -> Filters:
    """What is asked for, by the names of `Filters`, with days still as they were typed.

    Raises `SettingsError` for a word that no claim can have, naming the nearest one, and for what is no day.
    """
    from sayso.lexicon.tables import GROUPS
    from sayso.records import CLASSES, KINDS
    from sayso.store import Filters

    _check("kind", asked["kind"], KINDS)
    _check("who", asked["who"], (*CLASSES, *GROUPS))
    days = {name: day_of(_OPTION_OF[name], asked.pop(name)) for name in ("first", "last")}
    for name in ("of", "by", "says", "place", "text"):
        if (words := asked[name]) is not None and not any(map(str.isalnum, words)):
            raise SettingsError(f"--{name}: {words!r} has no word to look for")
    return Filters(**asked, **days)  # type: ignore[arg-type]


def _check(name: str, word: str | None, known: Iterable[str]) -> None:
    if word is not None and word not in known:
        (near,) = difflib.get_close_matches(word, known, n=1, cutoff=0.0)
        raise SettingsError(f"--{name}: {word!r} is none of {', '.join(known)}; did you mean {near!r}?")


def day_of(name: str, words: str | None) -> date | None:
    """A day as typed for an option; raises `SettingsError` for what is none."""
    try:
        return date.fromisoformat(words) if words is not None else None
    except ValueError:
        raise SettingsError(f"--{name}: {words!r} is no day; expected one like 2023-11-21") from None
