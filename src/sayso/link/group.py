"""The claims of one report, put together by the happenings they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.lexicon.weights import Weights
from sayso.link.cluster import clusters
from sayso.link.compare import inside
from sayso.link.rulings import Rulings
from sayso.link.telling import Telling, known_words, telling
from sayso.link.terms import words_of
from sayso.link.weights import inside_weights, score
from sayso.records import Claim, Place, Report


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
    singles = [telling(report, [claim], known) for claim in _placed(claims)]
    rulings = rulings or Rulings()
    weights = inside_weights() if weights is None else weights

    def likely(i: int, j: int) -> int:
        ruled = rulings.between(claims[i : i + 1], claims[j : j + 1])
        return score(inside(singles[i], singles[j], report.text), weights) if ruled is None else ruled

    groups = [[claims[i] for i in group] for group in clusters(len(claims), likely)]
    title = words_of(report.title or "")
    first = max(range(len(groups)), key=lambda index: (_titled(groups[index], title), -index))
    return tuple(telling(report, group, known, leads=index == first) for index, group in enumerate(groups))


def _placed(claims: Sequence[Claim]) -> list[Claim]:
    """The claims as they are compared: whoever names a country alone speaks of where their total was, else of
    the one place in it that the report names, else of none that is known.

    "52 died in Hroza. Of 35 the mission in Ukraine knows the names": the 35, too, died in Hroza.
    """
    by_id = {claim.id: claim for claim in claims}
    named: dict[str | None, dict[str, Place]] = {}
    for place in (place for claim in claims for place in claim.where if place.precision != "country"):
        named.setdefault(place.country, {})[place.name or place.text] = place

    def where(claim: Claim) -> tuple[Place, ...]:
        if any(place.precision != "country" or place.country not in named for place in claim.where):
            return claim.where
        whole = by_id.get(claim.part_of or "")
        if whole is not None and any(place.precision != "country" for place in whole.where):
            return whole.where
        inside = [tuple(named[place.country].values()) for place in claim.where]
        return tuple(place for places in inside if len(places) == 1 for place in places)

    return [replace(claim, where=where(claim)) for claim in claims]


def _titled(claims: Sequence[Claim], title: set[str]) -> int:
    """How many claims there are, and how many words of the title their sentences have."""
    words = {word for claim in claims for word in words_of(claim.evidence.text)}
    return len(claims) + len(words & title)
