"""A claim as one JSON object: the public form, from which every other format starts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from sayso.policy import POLICIES
from sayso.quantity import whole
from sayso.records import Attribution, Claim, Doer, Harmed, Period, Place, Quantity

# JSON may hold these as they are, but many line readers break lines at them.
_LINE_BREAKS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def line(claim: Claim) -> str:
    """A claim as one line of JSONL, without the line end."""
    return json.dumps(row(claim), ensure_ascii=False).translate(_LINE_BREAKS)


def row(claim: Claim) -> dict[str, Any]:
    """The public fields of a claim in their order.

    >>> row(claim)["quantity"] | {}
    {'text': 'More than 200', 'start': 0, 'end': 13, 'value': 200, 'value_high': None, 'hedge': 'more_than',
     'unit': 'people', 'partial': False, 'low': 201, 'high': None}

    `start` and `end` are code points into the report's text, end exclusive; `from` and `to` days, both
    inclusive. `low` and `high` are what the quantity is taken to mean under the claim's policy. What the text
    does not tell is None; a time whose days could not be resolved is None too, and its Doubt says so.
    """
    return {
        "document": claim.document,
        "id": claim.id,
        "kind": claim.kind,
        "quantity": _quantity(claim.quantity, claim.policy),
        "measure": claim.measure,
        "state": claim.state,
        "told": claim.told and _told(claim.told),
        "whom": claim.whom and _whom(claim.whom),
        "by": claim.by and _by(claim.by),
        "means": claim.means,
        "where": [_place(place) for place in claim.where],
        "when": claim.when and _when(claim.when),
        "source": claim.source and _source(claim.source),
        "part_of": claim.part_of,
        "incident": claim.incident,
        "mentions": [{"start": mention.start, "end": mention.end} for mention in claim.mentions],
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "text": claim.evidence.text},
        "policy": claim.policy,
        "rules": list(claim.rules),
        "doubts": [{"about": doubt.about, "reason": doubt.reason} for doubt in claim.doubts],
    }


def _quote(quote: Quantity | Harmed | Doer | Place | Period | Attribution) -> dict[str, Any]:
    """The words of a slot and where they stand; no words stand nowhere."""
    if quote.text is None:
        return {"text": None, "start": None, "end": None}
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _quantity(said: Quantity, policy: str) -> dict[str, Any]:
    taken = POLICIES[policy].bounds(said)
    return {
        **_quote(said),
        "value": whole(said.value),
        "value_high": None if said.value_high is None else whole(said.value_high),
        "hedge": said.hedge,
        "unit": said.unit,
        "partial": said.partial,
        "low": taken.low,
        "high": taken.high,
    }


def _whom(whom: Harmed) -> dict[str, Any]:
    return {**_quote(whom), "class": whom.harmed_class, "groups": list(whom.groups), "party": whom.party}


def _by(doer: Doer) -> dict[str, Any]:
    return {**_quote(doer), "party": doer.party}


def _place(place: Place) -> dict[str, Any]:
    return {
        **_quote(place),
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "precision": place.precision,
        "geonames_id": place.geonames_id,
    }


def _when(period: Period) -> dict[str, Any] | None:
    if period.first is None or period.last is None:
        return None
    return {**_told(period), "precision": period.precision}


def _told(period: Period) -> dict[str, Any]:
    return {**_quote(period), "from": _day(period.first), "to": _day(period.last)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _source(source: Attribution) -> dict[str, Any]:
    return {
        **_quote(source),
        "verb": source.verb,
        "stance": source.stance,
        "chain": list(source.chain),
        "party": source.party,
        "outlet": source.outlet,
        "interest": source.interest,
    }
