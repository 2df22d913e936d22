"""Incidents as one JSON object each: when, where, what was counted, and in which reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sayso.concluded import Word
from sayso.records import Claim


def incident_row(name: str, told: Sequence[Word]) -> dict[str, Any]:
    """An incident's public fields: days are its earliest and latest, numbers as told.

    >>> incident_row(name, told)["counts"][0]
    {'kind': 'killed', 'value': 14, 'hedge': 'exact'}
    """
    claims = [word.claim for word in told]
    first, last = days_of(claims)
    return {
        "incident": name,
        "from": first and first.isoformat(),
        "to": last and last.isoformat(),
        "places": places_of(claims),
        "counts": [
            {"kind": claim.kind, "value": claim.quantity.value, "hedge": claim.quantity.hedge}
            for claim in claims
        ],
        "reports": sorted({claim.document for claim in claims}),
        "claims": [word.id for word in told],
    }


def days_of(claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """The first and the last day that claims tell of."""
    spans = [claim.when for claim in claims if claim.when]
    firsts = [when.first for when in spans if when.first]
    return min(firsts, default=None), max((when.last for when in spans if when.last), default=None)


def places_of(claims: Iterable[Claim]) -> list[str]:
    """The places that claims name, those of most claims first."""
    named = Counter(place.name or place.text for claim in claims for place in claim.where)
    return sorted(named, key=lambda name: (-named[name], name))
