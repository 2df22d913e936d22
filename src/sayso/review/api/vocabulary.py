"""The words that fields of claims, filters and figures may have, so that no page keeps lists of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from fastapi import APIRouter, Response

from sayso.knowledge.parties import open_parties
from sayso.lexicon.tables import GROUPS
from sayso.policy import POLICIES
from sayso.reconcile.scope import PERSPECTIVES
from sayso.records import (
    ACTS,
    CLASSES,
    HEDGES,
    KINDS,
    MEANS,
    SENSITIVITIES,
    DayPrecision,
    Interest,
    Measure,
    PlacePrecision,
    Stance,
    State,
    Unit,
)
from sayso.review.access import READER
from sayso.review.api.answers import EVERY, Rows
from sayso.review.api.asked import Set
from sayso.ruling.fields import CORRECTABLE, PLACE, Field

router = APIRouter(tags=["vocabulary"])

POLICY_NAMES: Final = tuple(POLICIES)


@router.get("/vocabulary", responses=EVERY, dependencies=[READER])
def vocabulary(settings: Set) -> Response:
    """All words there are for kinds, hedges, policies, perspectives ..., and what each field may say.

    `tiles` is where the tiles of maps are, null where none are asked for.
    """
    return Rows({
        "kinds": KINDS, "hedges": HEDGES, "classes": CLASSES, "groups": GROUPS, "means": MEANS,
        "stances": get_args(Stance), "states": get_args(State), "measures": get_args(Measure),
        "units": get_args(Unit), "interests": get_args(Interest), "precisions": get_args(PlacePrecision),
        "day_precisions": get_args(DayPrecision), "acts": ACTS, "sensitivities": SENSITIVITIES,
        "policies": POLICY_NAMES, "perspectives": perspectives(),
        "parties": tuple(open_parties().by_name),
        "fields": _fields(CORRECTABLE), "places": _fields(PLACE), "tiles": settings.map_tiles or None,
    })  # fmt: skip


def perspectives() -> tuple[str, ...]:
    """Whose words a figure may be asked for: all, those of no party, losses conceded, or a party's side."""
    return (*PERSPECTIVES, *open_parties().by_name)


def _fields(known: Mapping[str, Field]) -> dict[str, Any]:
    return {
        name: {"what": each.what, "words": each.words, "optional": each.optional}
        for name, each in known.items()
    }
