"""Two tellings held against each other, by comparisons that each have a name and a level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sayso.link.days import days_level, published_level, told_level
from sayso.link.places import place_level
from sayso.link.telling import Telling, common_full_names, common_names
from sayso.link.terms import weight
from sayso.records import Claim

SHARES: Final = (0.02, 0.04, 0.06, 0.09, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7)
MANY: Final = 10  # a number from here on is seldom the same by chance
CLOSE: Final = 0.2  # of the larger number: so much lies between numbers that are almost the same
MOST_NAMES: Final = 8
MOST_FULL_NAMES: Final = 4
MOST_TITLED: Final = 3
MOST_PARAGRAPHS: Final = 4


class Comparison(NamedTuple):
    """What was compared, and what came out."""

    about: str
    level: str

    @property
    def feature(self) -> str:
        """As its weight is called."""
        return f"{self.about}: {self.level}"


def across(one: Telling, other: Telling) -> Iterator[Comparison]:
    """The comparisons of two tellings of two reports, or of one that tells the same happening apart."""
    yield from _frame(one, other)
    leads = one.leads and other.leads
    yield Comparison("report", "same" if one.report == other.report else "another")
    if leads:
        yield Comparison("published", published_level(one.published, other.published))
        yield Comparison("full names", str(min(len(common_full_names(one, other)), MOST_FULL_NAMES)))
        yield Comparison("names", str(min(len(common_names(one, other)), MOST_NAMES)))
        yield Comparison("titles", str(min(len(one.titled & other.titled), MOST_TITLED)))
    yield Comparison("words of the reports" if leads else "words", str(_shared(one, other)))


def inside(one: Telling, other: Telling, text: str) -> Iterator[Comparison]:
    """The comparisons of two tellings of one claim each, of a report with this text."""
    a, b = sorted((one.claims[0], other.claims[0]), key=lambda claim: claim.quantity.start)
    yield from _frame(one, other)
    yield Comparison("words", str(_shared(one, other)))
    yield Comparison("names", str(min(len(common_names(one, other)), MOST_NAMES)))
    yield Comparison("part of", _part(a, b))
    yield Comparison("stands", _apart(a, b, text))
    yield Comparison("kind", "same" if a.kind == b.kind else "another")
    yield Comparison("means told", "same" if a.means == b.means else "another")


def _frame(one: Telling, other: Telling) -> Iterator[Comparison]:
    """What holds of any two: days, place, numbers, who and how."""
    days, place = days_level(one.span, other.span), place_level(one.places, other.places)
    yield _days(one, other)
    yield Comparison("place", place)
    yield Comparison("days, place", f"{days}, {place}")
    yield Comparison("numbers", _numbers(one, other))
    yield Comparison("doer", _sets(one.doers, other.doers))
    yield Comparison("harmed", _sets(one.harmed, other.harmed))
    yield Comparison("means", _sets(one.means, other.means))


def _days(one: Telling, other: Telling) -> Comparison:
    """How the days lie to each other; where one or both tell none, when they were published says most."""
    if one.span is None and other.span is None:
        return Comparison("no days", published_level(one.published, other.published))
    if one.span is not None and other.span is not None:
        return Comparison("days", days_level(one.span, other.span))
    dated, open_one = (one, other) if one.span is not None else (other, one)
    assert dated.span is not None
    return Comparison("told", told_level(dated.span, open_one.published))


def _shared(one: Telling, other: Telling) -> int:
    """In steps, what share of the weight of the shorter text the common words have."""
    least = min(one.terms.weight, other.terms.weight)
    share = weight(one.terms.words & other.terms.words) / least if least else 0.0
    return sum(share >= step for step in SHARES)


def _numbers(one: Telling, other: Telling) -> str:
    common = one.numbers & other.numbers
    if common:
        most = max(value for _, value in common)
        return "same, many" if most >= MANY else "same, some" if most > 1 else "same, one"
    if close_numbers(one, other):
        return "close, many"
    kinds = {kind for kind, _ in one.numbers} & {kind for kind, _ in other.numbers}
    return "other numbers" if kinds else "other kinds"


def close_numbers(one: Telling, other: Telling) -> list[tuple[str, int | float, int | float]]:
    """Kind and both numbers where large ones are almost the same: a toll that has risen, or was rounded."""
    return sorted(
        (kind, mine, theirs)
        for kind, mine in one.numbers
        for of_kind, theirs in other.numbers
        if kind == of_kind and min(mine, theirs) >= MANY and abs(mine - theirs) <= CLOSE * max(mine, theirs)
    )


def _sets(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "open"
    return "same" if one & other else "another"


def _part(a: Claim, b: Claim) -> str:
    if a.id == b.part_of or b.id == a.part_of:
        return "the other"
    return "a common whole" if a.part_of and a.part_of == b.part_of else "none"


def _apart(a: Claim, b: Claim, text: str) -> str:
    if a.evidence.start == b.evidence.start:
        return "in one sentence"
    between = text[a.evidence.end : b.evidence.start]
    paragraphs = between.count("\n\n") or between.count("\n")
    if not between.strip():
        return "side by side, in two paragraphs" if paragraphs else "side by side"
    return f"{min(paragraphs, MOST_PARAGRAPHS)} paragraphs apart"
