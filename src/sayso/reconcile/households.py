"""Households as people: a policy's size of a household applied to counts of families that moved."""

from __future__ import annotations

from typing import Final

from sayso.policy import Policy
from sayso.records import Bounds, Claim, Hedge, Kind, Quantity

# What a household does as a whole. Of families who were killed or hurt nobody tells how many of each were.
MOVED: Final[frozenset[Kind]] = frozenset({"displaced", "evacuated", "returned"})
# A size that holds on average says nothing of a few: these are two people each, or more.
MANY: Final = 30
_FEWEST: Final = 2
_HEDGES: Final[dict[Hedge, Hedge]] = {
    "at_least": "at_least", "more_than": "at_least", "up_to": "up_to", "fewer_than": "up_to",
    "vague": "vague",
}  # fmt: skip


def counts_no_people(claim: Claim, policy: Policy) -> bool:
    """Does it count households of which the policy makes no people?"""
    in_households = claim.quantity.unit == "households"
    return in_households and (policy.household is None or claim.kind not in MOVED)


def in_people(said: Quantity, policy: Policy) -> tuple[Bounds, int, Hedge]:
    """What a quantity is taken to mean in people, the number of people it says, and its hedge.

    "500 families", under a policy of two to seven to a household: 1,000 to 3,500, about 2,250. What counts
    people is as the policy has it.
    """
    meant = policy.bounds(said)
    if said.unit != "households" or policy.household is None or meant.high == 0:
        return meant, int(said.value), said.hedge
    least, most = int(policy.household.low), policy.household.high
    if said.value < MANY:
        few = min(_FEWEST, least)
        return Bounds(meant.low * few, None), int(said.value * few), "at_least"
    high = None if meant.high is None or most is None else meant.high * most
    usual = least if most is None else (least + most) / 2
    hedge = _HEDGES.get(said.hedge, "about") if most is not None else "at_least"
    number = meant.low * least if hedge == "at_least" else said.value * usual
    return Bounds(meant.low * least, high), int(number), hedge
