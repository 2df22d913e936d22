"""What one report tells of one happening: its claims, and all by which it is known again elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from sayso.link.terms import Terms, terms_of, words_of
from sayso.records import Claim, Place, Report

LONG: Final = timedelta(days=2)  # from the first day; what lasts longer is a running total, no event
_NEXT: Final = timedelta(days=1)
LEAD_CHARACTERS: Final = 2_500  # of a report that tell its main happening, beside its title


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a happening, both inclusive; `loose` where they are told by weeks or months."""

    first: date
    last: date
    loose: bool = False

    @property
    def long(self) -> bool:
        """Is it a running total, or the time of one event?"""
        return self.last - self.first > LONG


@dataclass(frozen=True)
class Telling:
    """What one report tells of one happening. `leads` marks the one the report is mainly about.

    `titled` are the names in the title of a report, `known` the words of its places and parties.
    """

    id: str
    report: str
    published: date | None
    claims: tuple[Claim, ...]
    terms: Terms
    known: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    leads: bool = False

    @cached_property
    def span(self) -> Span | None:
        """The days of most of its claims; short spans that touch are one."""
        return _span(self.claims)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of its claims, each once, those of most claims first."""
        counted: Counter[str] = Counter()
        named: dict[str, Place] = {}
        for place in (place for claim in self.claims for place in claim.where):
            counted[place.name or place.text] += 1
            named.setdefault(place.name or place.text, place)
        return tuple(named[name] for name, _ in counted.most_common())

    @cached_property
    def numbers(self) -> frozenset[tuple[str, int | float]]:
        """What it counts: kind and value."""
        return frozenset((claim.kind, claim.quantity.value) for claim in self.claims)

    @cached_property
    def doers(self) -> frozenset[str]:
        """The parties held responsible, or their words where no party is known."""
        return frozenset(claim.by.party or claim.by.text.lower() for claim in self.claims if claim.by)

    @cached_property
    def harmed(self) -> frozenset[str]:
        """The classes of those counted."""
        return frozenset(claim.whom.harmed_class for claim in self.claims if claim.whom) - {"unclear"}

    @cached_property
    def means(self) -> frozenset[str]:
        """How, as far as told."""
        return frozenset(claim.means for claim in self.claims if claim.means)


def _span(claims: Iterable[Claim]) -> Span | None:
    dated = [
        Span(claim.when.first, claim.when.last, claim.when.precision != "day")
        for claim in claims
        if claim.when is not None and claim.when.first is not None and claim.when.last is not None
    ]
    if not dated:
        return None
    counted = Counter(dated)
    best = min(counted, key=lambda span: (-counted[span], span.first, span.last))
    alike = [span for span in dated if span.long == best.long]
    if best.long:
        return replace(best, last=max(span.last for span in alike if span.first == best.first))
    near = [span for span in alike if span.first <= best.last + _NEXT and best.first - _NEXT <= span.last]
    return Span(min(span.first for span in near), max(span.last for span in near))


def telling(
    report: Report, claims: Sequence[Claim], known: frozenset[str], *, leads: bool = False
) -> Telling:
    """The telling of some claims of a report; of none where only the report itself tells."""
    texts = [claim.evidence.text for claim in claims]
    if leads:
        texts = [report.title or "", report.text[:LEAD_CHARACTERS], *texts]
    first = min(((claim.quantity.start, claim.id) for claim in claims), default=(0, ""))
    return Telling(
        f"{report.id}#{first[1]}", report.id, report.published, tuple(claims), terms_of(texts), known,
        terms_of([report.title or ""]).names if leads else frozenset(), leads,
    )  # fmt: skip


def common_names(one: Telling, other: Telling) -> frozenset[str]:
    """The names that stand in both; a place or party of both reports names every happening of its war."""
    return (one.terms.names & other.terms.names) - (one.known & other.known)


def common_full_names(one: Telling, other: Telling) -> frozenset[str]:
    """The names of two words that stand in both, but those of places and parties of both."""
    known = one.known & other.known
    return frozenset(
        name for name in one.terms.full_names & other.terms.full_names if not known.issuperset(name.split())
    )


def known_words(claims: Sequence[Claim]) -> frozenset[str]:
    """The words of the places and parties of claims."""
    return frozenset(word for claim in claims for name in _known(claim) for word in words_of(name))


def _known(claim: Claim) -> Iterator[str]:
    for place in claim.where:
        yield from (place.text, place.name or "", place.admin1 or "")
    for slot in (claim.by, claim.source):
        if slot is not None:
            yield from (slot.text or "", slot.party or "")
    if claim.whom is not None:
        yield claim.whom.party or ""
