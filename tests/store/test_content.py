"""What the ledger tells of a claim is what the claim itself would tell."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sayso.records import Claim, Period, Quantity, Quote
from sayso.rows import claim_of, public_of, row, whole_row
from sayso.store.content import claim_text, public_claim, stored_claim

from .made import TUESDAY, a_report, claims_of

FULL, BARE = claims_of(a_report())
CLAIMS = [
    FULL,
    BARE,
    replace(FULL, when=Period("last week", 39, 49, None, None), told=None),
    replace(FULL, when=replace(TUESDAY, last=None), told=replace(TUESDAY, precision="month")),
    replace(FULL, told=Period("by then", 0, 7, None, TUESDAY.last)),
    replace(FULL, mentions=(Quote("3 children", 73, 83),), part_of="0123456789abcdef"),
    replace(FULL, quantity=Quantity("10 to 20", 0, 8, 10, "range", 20)),
    replace(FULL, quantity=Quantity("1.5", 0, 3, 1.5, "at_least", unit="tonnes")),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=range(len(CLAIMS)))
def test_a_claim_is_told_by_its_stored_row_as_by_itself(claim: Claim) -> None:
    stored = claim_text(claim)
    assert stored_claim(stored) == claim == claim_of(whole_row(claim))
    assert list(public_of(whole_row(claim)).items()) == list(row(claim).items())
    assert json.loads(public_claim(stored)) == json.loads(json.dumps(row(claim)))
