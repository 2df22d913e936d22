"""A claim as one JSON object and back: the public form, from which every other format starts."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sayso.policy import POLICIES
from sayso.quantity import whole
from sayso.records import (
    Attribution,
    Claim,
    Doer,
    Doubt,
    Evidence,
    Harmed,
    Kind,
    Period,
    Place,
    Quantity,
    Quote,
    Report,
)


def claim_id(report: Report, kind: Kind, said: Quantity) -> str:
    """The first sixteen hexadecimal digits of SHA-256 over report digest, kind and quantity span."""
    return id_of(Evidence(report.digest, kind, said.start, said.end))


def id_of(evidence: Evidence) -> str:
    """The id of the claim that evidence names."""
    key = f"{evidence.report}|{evidence.kind}|{evidence.start}|{evidence.end}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


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
        "told": claim.told and _days(claim.told),
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


def whole_row(claim: Claim) -> dict[str, Any]:
    """The public row and what it leaves out, so that `claim_of` gives the very claim again.

    That is a time without days, how precisely the source's day is told, and the words of mentions.
    """
    return row(claim) | {
        "told": claim.told and {**_days(claim.told), "precision": claim.told.precision},
        "when": claim.when and {**_days(claim.when), "precision": claim.when.precision},
        "mentions": [
            {"start": mention.start, "end": mention.end, "text": mention.text} for mention in claim.mentions
        ],
    }


def public_of(whole_fields: dict[str, Any]) -> dict[str, Any]:
    """The public row of a whole one, for which no claim has to be made.

    >>> public_of(whole_row(claim)) == row(claim)
    True
    """
    told, when = whole_fields["told"], whole_fields["when"]
    return whole_fields | {
        "quantity": _quantity(_quantity_of(whole_fields["quantity"]), whole_fields["policy"]),
        "told": told and {name: value for name, value in told.items() if name != "precision"},
        "when": when if when and when["from"] and when["to"] else None,
        "mentions": [{"start": at["start"], "end": at["end"]} for at in whole_fields["mentions"]],
    }


def claim_of(fields: dict[str, Any], text: str = "") -> Claim:
    """The claim of a row, public or whole.

    >>> claim_of(whole_row(claim)) == claim
    True

    `text` is the report's, from which a public row takes the words of its mentions.
    """
    evidence = fields["evidence"]
    return Claim(
        document=fields["document"],
        id=fields["id"],
        kind=fields["kind"],
        quantity=_quantity_of(fields["quantity"]),
        evidence=Quote(evidence["text"], evidence["start"], evidence["end"]),
        whom=_harmed_of(fields["whom"]),
        by=fields["by"] and Doer(*_quoted(fields["by"]), fields["by"]["party"]),
        means=fields["means"],
        where=tuple(_place_of(place) for place in fields["where"]),
        when=_period_of(fields["when"]),
        told=_period_of(fields["told"]),
        source=_attribution_of(fields["source"]),
        part_of=fields["part_of"],
        measure=fields["measure"],
        state=fields["state"],
        incident=fields["incident"],
        mentions=tuple(
            Quote(at.get("text", text[at["start"] : at["end"]]), at["start"], at["end"])
            for at in fields["mentions"]
        ),
        policy=fields["policy"],
        rules=tuple(fields["rules"]),
        doubts=tuple(Doubt(doubt["about"], doubt["reason"]) for doubt in fields["doubts"]),
    )


def requoted(value: Any, text: str) -> Any:
    """A row whose quotes are the words that stand there now."""
    if isinstance(value, list):
        return [requoted(each, text) for each in value]
    if not isinstance(value, dict):
        return value
    fields = {key: requoted(each, text) for key, each in value.items()}
    if isinstance(fields.get("text"), str) and isinstance(fields.get("start"), int):
        fields["text"] = text[fields["start"] : fields["end"]]
    return fields


def _quote(quote: Quantity | Harmed | Doer | Place | Period | Attribution) -> dict[str, Any]:
    """The words of a slot and where they stand; no words stand nowhere."""
    if quote.text is None:
        return {"text": None, "start": None, "end": None}
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _quoted(fields: dict[str, Any]) -> tuple[Any, int, int]:
    return fields["text"], fields["start"] or 0, fields["end"] or 0


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


def _quantity_of(said: dict[str, Any]) -> Quantity:
    return Quantity(
        *_quoted(said), said["value"], said["hedge"], said["value_high"], said["unit"], said["partial"]
    )


def _whom(whom: Harmed) -> dict[str, Any]:
    return {**_quote(whom), "class": whom.harmed_class, "groups": list(whom.groups), "party": whom.party}


def _harmed_of(fields: dict[str, Any] | None) -> Harmed | None:
    if fields is None:
        return None
    return Harmed(*_quoted(fields), fields["class"], tuple(fields["groups"]), fields["party"])


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


def _place_of(fields: dict[str, Any]) -> Place:
    return Place(
        *_quoted(fields),
        fields["name"],
        fields["latitude"],
        fields["longitude"],
        fields["country"],
        fields["admin1"],
        fields["admin2"],
        fields["precision"],
        fields["geonames_id"],
    )


def _when(period: Period) -> dict[str, Any] | None:
    if period.first is None or period.last is None:
        return None
    return {**_days(period), "precision": period.precision}


def _days(period: Period) -> dict[str, Any]:
    return {**_quote(period), "from": _day(period.first), "to": _day(period.last)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _period_of(fields: dict[str, Any] | None) -> Period | None:
    if fields is None:
        return None
    first, last = (date.fromisoformat(day) if day else None for day in (fields["from"], fields["to"]))
    return Period(*_quoted(fields), first, last, fields.get("precision", "day"))


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


def _attribution_of(fields: dict[str, Any] | None) -> Attribution | None:
    if fields is None:
        return None
    return Attribution(
        *_quoted(fields),
        fields["verb"],
        fields["stance"],
        tuple(fields["chain"]),
        fields["party"],
        fields["outlet"],
        fields["interest"],
    )
