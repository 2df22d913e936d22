"""Precision, recall and every slot, over the comparisons of a set of annotated reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

from sayso.evaluate.alike import names_in_common
from sayso.evaluate.compare import Comparison, Pair, days_of, place_names
from sayso.records import KINDS

STRICT: Final = frozenset({"hedge", "whom", "class", "source", "where", "when_near"})
Figures = Mapping[str, float | None]


def figures(comparisons: Sequence[Comparison]) -> dict[str, float | None]:
    """Every measure of a set by name, between 0 and 1; None where there is nothing to measure.

    `f1_many` leaves out claims of value 1; slots are shares of the found claims, and nothing found is right
    only where nothing is annotated; `strict_f1` asks for hedge, whom, class, source, where and when_near;
    `where_f1`, `part_of_f1` and `incident_*` measure sets and pairs, `partial_f1` incomplete counts.
    """
    pairs = [pair for each in comparisons for pair in each.pairs]
    gold = [annotated for each in comparisons for annotated in each.gold.claims]
    claims = [claim for each in comparisons for claim in each.claims]
    many = _f1(
        sum(pair.annotated.quantity.value != 1 for pair in pairs),
        sum(annotated.quantity.value != 1 for annotated in gold),
        sum(claim.quantity.value != 1 for claim in claims),
    )
    strict = sum(pair.right >= STRICT for pair in pairs)
    return {
        "precision": _share(len(pairs), len(claims)),
        "recall": _share(len(pairs), len(gold)),
        "f1": _f1(len(pairs), len(gold), len(claims)),
        "f1_many": many,
        "strict_f1": _f1(strict, len(gold), len(claims)),
        **_slots(pairs),
        "part_of_f1": _parts(comparisons),
        **_incidents(comparisons),
    }


def counts(comparisons: Sequence[Comparison]) -> dict[str, int]:
    """How many reports, annotated claims and found claims the figures stand on."""
    return {
        "reports": len(comparisons),
        "annotated": sum(len(each.gold.claims) for each in comparisons),
        "found": sum(len(each.claims) for each in comparisons),
    }


def by_kind(comparisons: Sequence[Comparison]) -> dict[str, float | None]:
    """Claim F1 of each kind that was annotated or found."""
    hit = Counter(pair.annotated.kind for each in comparisons for pair in each.pairs)
    gold = Counter(annotated.kind for each in comparisons for annotated in each.gold.claims)
    found = Counter(claim.kind for each in comparisons for claim in each.claims)
    return {kind: _f1(hit[kind], gold[kind], found[kind]) for kind in KINDS if gold[kind] or found[kind]}


def _slots(pairs: Sequence[Pair]) -> dict[str, float | None]:
    dated = [pair for pair in pairs if pair.annotated.when]
    exact = sum(pair.annotated.when == days_of(pair.found) for pair in dated)
    names = [(set(pair.annotated.where), place_names(pair.found)) for pair in pairs]
    common = sum(names_in_common(ours, theirs) for ours, theirs in names)
    return {
        "at": _right(pairs, "at"),
        "hedge": _right(pairs, "hedge"),
        "whom": _right(pairs, "whom"),
        "class": _right(pairs, "class"),
        "by": _right(pairs, "by"),
        "by_when_named": _right([pair for pair in pairs if pair.annotated.by], "by"),
        "source": _right(pairs, "source"),
        "source_when_named": _right([pair for pair in pairs if pair.annotated.source], "source"),
        "where": _right(pairs, "where"),
        "where_f1": _f1(common, sum(len(ours) for ours, _ in names), sum(len(theirs) for _, theirs in names)),
        "when_near": _right(pairs, "when_near"),
        "when_exact": _share(exact, len(dated)),
        "means": _right(pairs, "means"),
        "partial_f1": _f1(
            sum(pair.annotated.quantity.partial and pair.found.quantity.partial for pair in pairs),
            sum(pair.annotated.quantity.partial for pair in pairs),
            sum(pair.found.quantity.partial for pair in pairs),
        ),
    }


def _parts(comparisons: Iterable[Comparison]) -> float | None:
    """F1 of the links from part to whole; a link is right where its whole is the annotated whole."""
    hit = gold = found = 0
    for each in comparisons:
        annotated_as = {pair.found.id: pair.annotated.id for pair in each.pairs}
        for pair in each.pairs:
            whole, told = pair.annotated.part_of, pair.found.part_of
            gold += whole is not None
            found += told is not None
            hit += whole is not None and told is not None and annotated_as.get(told) == whole
    return _f1(hit, gold, found)


def _incidents(comparisons: Iterable[Comparison]) -> dict[str, float | None]:
    """Agreement on which claims of a story are of one happening; a claim missed or unlinked stands alone.

    Pairs: F1 over the pairs of claims put together. B-cubed: F1 of the mean share of right company.
    """
    labels: list[tuple[Hashable, Hashable]] = []
    for each in comparisons:
        if not each.gold.report.story:
            continue
        found = {pair.annotated.id: pair.found.incident for pair in each.pairs}
        for annotated in each.gold.claims:
            if annotated.incident:
                label = found.get(annotated.id) or ("alone", len(labels))
                labels.append(((each.gold.report.story, annotated.incident), label))
    if not labels:
        return {}
    gold, told, both = Counter(g for g, _ in labels), Counter(t for _, t in labels), Counter(labels)
    precision = sum(n * n / told[t] for (_, t), n in both.items()) / len(labels)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(labels)
    return {
        "incident_pair_f1": _f1(_couples(both), _couples(gold), _couples(told)),
        "incident_bcubed_f1": 2 * precision * recall / (precision + recall),
    }


def _couples(clusters: Mapping[Any, int]) -> int:
    return sum(size * (size - 1) // 2 for size in clusters.values())


def _right(pairs: Sequence[Pair], slot: str) -> float | None:
    return _share(sum(slot in pair.right for pair in pairs), len(pairs))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(hit: int, gold: int, found: int) -> float | None:
    return _share(2 * hit, gold + found)
