"""The claims of one report, put together by the happenings they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lexicon.weights import Weights
from sayso.link.cluster import clusters
from sayso.link.compare import inside
from sayso.link.rulings import Rulings
from sayso.link.telling import Telling, known_words, telling
from sayso.link.terms import words_of
from sayso.link.weights import inside_weights, score
from sayso.records import Claim, Report


def tellings(
    report: Report, claims: Sequence[Claim], rulings: Rulings | None = None, weights: Weights | None = None
) -> tuple[Telling, ...]:
    """What a report tells, a telling a happening; one without claims where it has none.

    Of a report that says "12 died in Monday's strike; 300 since May, 40 of them children" the first number is
    one telling, the other two are another. The one of which the title speaks most `leads`.
    """
    known = known_words(claims)
    if not claims:
        return (telling(report, (), known, leads=True),)
    singles = [telling(report, [claim], known) for claim in claims]
    rulings = rulings or Rulings()
    weights = inside_weights() if weights is None else weights

    def likely(i: int, j: int) -> int:
        ruled = rulings.between(claims[i : i + 1], claims[j : j + 1])
        return score(inside(singles[i], singles[j], report.text), weights) if ruled is None else ruled

    groups = [[claims[i] for i in group] for group in clusters(len(claims), likely)]
    title = words_of(report.title or "")
    first = max(range(len(groups)), key=lambda index: (_titled(groups[index], title), -index))
    return tuple(telling(report, group, known, leads=index == first) for index, group in enumerate(groups))


def _titled(claims: Sequence[Claim], title: set[str]) -> int:
    """How many claims there are, and how many words of the title their sentences have."""
    words = {word for claim in claims for word in words_of(claim.evidence.text)}
    return len(claims) + len(words & title)
