"""What persons ruled about incidents, as pairs of claims: linking takes them before its own comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from sayso.records import Decision, DecisionStatus, Grouping
from sayso.rows import id_of
from sayso.ruling.decision import ABOUT_INCIDENTS, decision_id, standing_decisions

FROM = "from"  # of `values`: the claims that something is moved or split from

Pair = frozenset[str]


def grouped(decisions: Iterable[Decision]) -> Grouping:
    """Which claims persons put together or apart, and what became of each of these decisions.

    >>> grouped([Decision("merge", "Ma Thida", at, targets=("9f2c…", "41b0…"))]).together
    frozenset({frozenset({'9f2c…', '41b0…'})})

    Incidents are named by claims, since their own ids are made anew whenever they are linked: one claim of
    each is enough to merge them. `move` takes its claim from those in `values["from"]` to its targets;
    `split` parts its targets, which stay together, from those in `values["from"]`. The latest about a pair
    holds, and of two moves of one claim only the later.
    """
    known = {decision_id(each): each for each in decisions}
    standing, undone = standing_decisions(known.values())
    about = {each: decision for each, decision in standing.items() if decision.act in ABOUT_INCIDENTS}
    statuses: dict[str, DecisionStatus] = {}
    for identity, decision in known.items():
        undoes = decision.act == "withdraw" and decision.evidence is None
        if undoes or decision.act in ABOUT_INCIDENTS:
            statuses[identity] = "withdrawn" if identity in undone else "applied"
    pairs: dict[Pair, tuple[str, bool]] = {}
    moved: dict[str, str] = {}
    for identity, decision in about.items():
        if decision.act == "move" and decision.evidence:
            before = moved.get(id_of(decision.evidence))
            pairs = {pair: said for pair, said in pairs.items() if said[0] != before}
            moved[id_of(decision.evidence)] = identity
        pairs |= {pair: (identity, together) for pair, together in _pairs(decision)}
    holding = {identity for identity, _ in pairs.values()}
    statuses |= {identity: "superseded" for identity in about if identity not in holding}
    return Grouping(
        frozenset(pair for pair, (_, together) in pairs.items() if together),
        frozenset(pair for pair, (_, together) in pairs.items() if not together),
        statuses,
    )


def _pairs(decision: Decision) -> Iterator[tuple[Pair, bool]]:
    """The pairs that a decision speaks of, and whether it puts them together."""
    first, *others = decision.targets
    left: list[str] = list(decision.values.get(FROM, ()))
    if decision.act == "move" and decision.evidence:
        claim = id_of(decision.evidence)
        yield from ((frozenset((claim, other)), True) for other in decision.targets)
        yield from ((frozenset((claim, other)), False) for other in left)
        return
    yield from ((frozenset((first, other)), True) for other in others)
    yield from ((frozenset((one, other)), False) for one, other in product(decision.targets, left))
