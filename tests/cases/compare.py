"""What a case expects of the claims read, and how it differs from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from sayso.extract import count
from sayso.pipeline import claims_of, look
from sayso.records import Claim, Report

Case = Mapping[str, Any]
_WORDS = frozenset({"quantity", "whom", "by", "source", "part_of"})


def read(case: Case) -> tuple[Claim, ...]:
    """The claims of a case's text, read as a report of the case's day; the relevance filter is left out."""
    text = case["text"]
    digest = sha256(text.encode()).hexdigest()
    reading = look(Report("case", text, digest, published=date.fromisoformat(case["published"])))
    return claims_of(reading, count(reading))


def differences(case: Case, claims: Sequence[Claim]) -> list[str]:
    """Where claims differ from what a case expects, in words; nothing where they are as expected.

    A row names of each claim kind, quantity, value and hedge, and of the other slots only those it is about.
    """
    shown = {claim.id: _shown(claim, claims) for claim in claims}
    left = list(claims)
    told: list[str] = []
    for expected in case["claims"]:
        found = next((claim for claim in left if _same(expected, shown[claim.id])), None)
        if found is None:
            told.append(f"misses {expected['kind']} {expected['quantity']}")
            continue
        left.remove(found)
        told += [
            f"{slot} of {expected['quantity']} is {shown[found.id][slot]}"
            for slot, value in expected.items()
            if not _agrees(slot, value, shown[found.id][slot])
        ]
    return told + [f"adds {claim.kind} {claim.quantity.text}" for claim in left]


def _same(expected: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    return all(expected[slot] == shown[slot] for slot in ("kind", "value"))


def _agrees(slot: str, expected: Any, shown: Any) -> bool:
    """Words agree where one holds the other ("Six", "Six more"); all else must be the same."""
    if slot in _WORDS and expected and shown:
        return expected in shown or shown in expected
    return bool(expected == shown)


def _shown(claim: Claim, claims: Sequence[Claim]) -> dict[str, Any]:
    wholes = {other.id: other.quantity.text for other in claims}
    return {
        "kind": claim.kind,
        "quantity": claim.quantity.text,
        "value": claim.quantity.value,
        "value_high": claim.quantity.value_high,
        "hedge": claim.quantity.hedge,
        "unit": claim.quantity.unit,
        "partial": claim.quantity.partial,
        "measure": claim.measure,
        "whom": claim.whom and claim.whom.text,
        "class": claim.whom and claim.whom.harmed_class,
        "by": claim.by and claim.by.text,
        "means": claim.means,
        "where": [place.text for place in claim.where],
        "when": claim.when and [str(claim.when.first), str(claim.when.last)],
        "source": claim.source and claim.source.text,
        "part_of": claim.part_of and wholes.get(claim.part_of),
    }
