"""Why the number, the day or the place of a data set may be another than ours, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sayso.compare.findings import Difference, Ours, Reason
from sayso.compare.nearness import Nearness, days_told
from sayso.concluded import Word
from sayso.export.asked import day
from sayso.policy import POLICIES, Policy
from sayso.read.coded import CodedEvent
from sayso.reconcile import figure

_SHARP: Final = frozenset({"exact", "range"})
_MOST: Final = 3  # words that are named for one reason


def differences(
    theirs: Sequence[CodedEvent], ours: Sequence[Ours], near: Nearness, policy: Policy
) -> tuple[Difference, ...]:
    """In what rows and events that are held to be the same differ, each with what may be why."""
    found = []
    if (told := _number(theirs, ours)) is not None:
        found.append(Difference("number", told, tuple(_why(theirs, ours, near, policy))))
    words = [word for each in ours for word in each.words]
    if not near.same_days:
        later = f"theirs is {days_told(abs(near.days))} {'later' if near.days > 0 else 'earlier'}"
        telling = [word for word in words if _tells_day(word, theirs[0])]
        found.append(Difference("day", later, _told_here(telling, "their day")))
    if not near.same_place:
        away = f"theirs, {theirs[0].spot.name or 'unnamed'}, is {near.kilometres:,.0f} km away"
        telling = [word for word in words if _tells_place(word, theirs[0])]
        found.append(Difference("place", away, _told_here(telling, "their place")))
    return tuple(found)


def bounds_of(ours: Sequence[Ours]) -> tuple[int, int | None, int | None]:
    """Low, best and high of events together; a number that nobody tells is 0, a high end without one None."""
    bests = [each.figure.best for each in ours]
    highs = [each.figure.high if each.figure.low is not None else 0 for each in ours]
    low = sum(each.figure.low or 0 for each in ours)
    told = [each.figure.policy.startswith("airwars") for each in ours]
    best = None if all(each is None for each in bests) and any(told) else sum(each or 0 for each in bests)
    return low, best, None if None in highs else sum(each or 0 for each in highs)


def _number(theirs: Sequence[CodedEvent], ours: Sequence[Ours]) -> str | None:
    """How the two numbers differ; None where they do not."""
    number = sum(each.best for each in theirs)
    low, best, high = bounds_of(ours)
    between = f"{low:,} or more" if high is None else f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if number < low or (high is not None and number > high):
        return f"theirs is {number:,}, outside ours, {between}"
    if best is not None and number != best:
        return f"theirs is {number:,}, within ours, {between}, of which best is {best:,}"
    return None


def _why(
    theirs: Sequence[CodedEvent], ours: Sequence[Ours], near: Nearness, policy: Policy
) -> Iterator[Reason]:
    """What may be why the numbers differ; that nothing explains it is told, too."""
    number = sum(each.best for each in theirs)
    reasons = [
        *_aggregate(theirs, ours), *_others(theirs, near), *_policies(number, ours, policy),
        *_news(number, theirs, ours), *_hedges(ours), *_saying(number, ours),
    ]  # fmt: skip
    if theirs[0].dataset == "acled" and number == 0:
        told = "ACLED writes 0 where none were killed, where no number is told, and for casualties alone"
        reasons.insert(0, Reason("policy", told))
    yield from reasons or [Reason("none", "nothing that is told here explains it")]


def _aggregate(theirs: Sequence[CodedEvent], ours: Sequence[Ours]) -> Iterator[Reason]:
    if len(theirs) > 1:
        yield Reason("aggregate", f"ours is one event, theirs are {len(theirs)} rows, added up")
    elif len(ours) > 1:
        yield Reason("aggregate", f"their row counts {len(ours)} events of ours together")
    elif theirs[0].joined:
        yield Reason("aggregate", "their row puts several happenings, or several days, together")
    if any(each.event.total for each in ours):
        yield Reason("aggregate", "ours is a running total")


def _others(theirs: Sequence[CodedEvent], near: Nearness) -> Iterator[Reason]:
    if near.actors is False:
        yield Reason("other actors", f"theirs is between {' and '.join(theirs[0].sides)}")


def _policies(number: int, ours: Sequence[Ours], policy: Policy) -> Iterator[Reason]:
    """The policies under which ours would be theirs."""
    if not any(each.words for each in ours):
        return
    for other in POLICIES.values():
        if other.name == policy.name:
            continue
        again = [figure(each.figure.question, each.words, other).best for each in ours]
        if None not in again and sum(best or 0 for best in again) == number:
            yield Reason("policy", f"by the rules {other.name}, instead of {policy.name}, ours is {number:,}")


def _news(number: int, theirs: Sequence[CodedEvent], ours: Sequence[Ours]) -> Iterator[Reason]:
    """Words that were told after theirs, or by which news has overtaken their number."""
    words = {word.id: word for each in ours for word in each.words}
    overtaken = [
        words[name]
        for each in ours for change in each.figure.changes for name in change.claims if name in words
    ]  # fmt: skip
    same = [word for word in overtaken if word.claim.quantity.value == number]
    if same:
        yield Reason("later report", f"{_named(same)} told {number:,}, which later reports have overtaken")
    known = [each.told for each in theirs if each.told is not None]
    if len(known) == len(theirs):
        later = [
            words[name]
            for each in ours for name in each.figure.claims
            if name in words and (published := words[name].published) and published > max(known)
        ]  # fmt: skip
        if later:
            told = f"ours rests on {_named(later)}, published after {day(max(known))}, their last source"
            yield Reason("later report", told)


def _hedges(ours: Sequence[Ours]) -> Iterator[Reason]:
    for each in ours:
        hedge = each.figure.best_hedge
        if hedge is not None and hedge not in _SHARP:
            yield Reason("hedge", f"ours is told as {hedge.replace('_', ' ')} so many, no exact number")


def _saying(number: int, ours: Sequence[Ours]) -> tuple[Reason, ...]:
    words = [word for each in ours for word in each.words if word.claim.kind == "killed"]
    telling = [
        word for word in words if number in {word.claim.quantity.value, word.claim.quantity.value_high}
    ]
    return _told_here(telling, "their number")


def _told_here(telling: Sequence[Word], what: str) -> tuple[Reason, ...]:
    """That words of ours tell the same as they do."""
    return (Reason("told here", f"{_named(telling)} told {what}, too"),) if telling else ()


def _named(words: Iterable[Word]) -> str:
    named = list(dict.fromkeys(f"{_speaker(word)}{_published(word)}" for word in words))
    more = f" and {len(named) - _MOST} more" if len(named) > _MOST else ""
    return ", ".join(named[:_MOST]) + more


def _speaker(word: Word) -> str:
    """Whose word it is: the speaker that the report names, else whoever published it."""
    source = word.claim.source
    return (source.text if source is not None else None) or word.outlet or word.origin


def _published(word: Word) -> str:
    carried = [word.outlet] if word.outlet and word.outlet != _speaker(word) else []
    carried += [day(word.published)] if word.published else []
    return f" ({', '.join(carried)})" if carried else ""


def _tells_day(word: Word, theirs: CodedEvent) -> bool:
    when = word.claim.when
    if when is None or when.first is None or when.last is None:
        return False
    return when.first <= theirs.last and theirs.first <= when.last


def _tells_place(word: Word, theirs: CodedEvent) -> bool:
    named = (theirs.spot.name or "").casefold()
    return any((place.name or place.text).casefold() in named for place in word.claim.where)
