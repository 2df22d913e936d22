"""What lists are asked by: filters as everywhere, and how much at a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

from sayso.lexicon.tables import GROUPS
from sayso.records import CLASSES, Kind
from sayso.review.access import Reader
from sayso.review.following import own_rulings_linked
from sayso.review.remembered import Remembered
from sayso.settings import Settings
from sayso.store import Filters, Ledger

LONGEST_WORDS: Final = 1_000  # characters that one may look for
MOST: Final = 500  # items of a list at a time
USUAL: Final = 50

Words = Annotated[str, StringConstraints(max_length=LONGEST_WORDS)]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ClaimPath = Annotated[ClaimId, Path(description="The id of a claim.")]
DigestPath = Annotated[Digest, Path(description="The SHA-256 of a report's text.")]


def _iso_day(value: Any) -> Any:
    """A day as it is written in one way alone; pydantic would take numbers of seconds, too."""
    try:
        if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise ValueError(f"{value!r} is no day; expected one like 2023-11-21")


Day = Annotated[date, BeforeValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"})]
Who = Literal[(*CLASSES, *GROUPS)]  # type: ignore[valid-type]


async def ledger(request: Request) -> Ledger:
    """The ledger that is served."""
    found = request.app.state.ledger
    assert isinstance(found, Ledger)
    return found


async def settings(request: Request) -> Settings:
    """The settings it is served under."""
    found = request.app.state.settings
    assert isinstance(found, Settings)
    return found


async def memory(request: Request) -> Remembered:
    """The answers that are remembered."""
    found = request.app.state.remembered
    assert isinstance(found, Remembered)
    return found


Memory = Annotated[Remembered, Depends(memory)]
Kept = Annotated[Ledger, Depends(ledger)]
Set = Annotated[Settings, Depends(settings)]


async def linked(asker: Reader, kept: Kept, request: Request) -> None:
    """A reader or more, after what they ruled was linked."""
    if request.app.state.kept_up:
        await own_rulings_linked(kept, asker.name)


OWN_RULINGS: Final = Depends(linked)


async def filters(  # noqa: PLR0913
    kind: Annotated[Kind | None, Query(description="What happened to those counted.")] = None,
    who: Annotated[Who | None, Query(description="A class or group of those counted.")] = None,
    of: Annotated[Words | None, Query(description="Whose people or things: as said, or a party.")] = None,
    by: Annotated[Words | None, Query(description="Who is held responsible: as said, or a party.")] = None,
    says: Annotated[Words | None, Query(description="Who says so: as said, a party or an outlet.")] = None,
    place: Annotated[
        Words | None, Query(description="A town, division, country (MM) or GeoNames id.")
    ] = None,
    first: Annotated[Day | None, Query(alias="from", description="The first day.")] = None,
    last: Annotated[Day | None, Query(alias="to", description="The last day.")] = None,
    story: Annotated[Words | None, Query(description="Reports of this story.")] = None,
    text: Annotated[Words | None, Query(description="Words that must all occur.")] = None,
    outlet: Annotated[Words | None, Query(description="Reports of this outlet.")] = None,
) -> Filters:
    """What claims or reports must be like."""
    return Filters(kind, who, of, by, says, place, first, last, story, text, outlet)


Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many.")]
After = Annotated[Words | None, Query(description="Where the list goes on: `next` of the part before.")]
Offset = Annotated[
    int,
    Query(ge=0, le=2**31 - 1, description="How many of the list are passed over: `next` of the part before."),
]
