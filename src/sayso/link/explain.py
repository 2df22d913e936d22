"""Why tellings are one incident: the comparisons that hold them together, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sayso.lexicon.weights import Weights
from sayso.link.compare import Comparison, across, close_numbers
from sayso.link.linker import Linker
from sayso.link.rulings import ALWAYS
from sayso.link.telling import Span, Telling, common_full_names
from sayso.link.terms import RARE, rarity
from sayso.records import Incident

MOST_WORDS: Final = 6
RULED: Final = "a person put them together"
_DAYS: Final[Mapping[str, str]] = {
    "same": "both on {0}", "touch": "on days that overlap, {0} and {1}", "next": "a day apart, {0} and {1}",
    "since": "both count since {first}", "until": "both count until {last}",
    "overlap": "of days that mostly overlap, {0} and {1}", "start": "{0} and {1} begin together",
    "inside": "{0} and {1}, one within the other", "part": "{0} and {1}, one within the other",
    "in week": "{0} and {1}, one within the other",
}  # fmt: skip
_TOLD: Final[Mapping[str, str]] = {
    "while": "one tells no day and was published in {0}",
    "soon after": "one tells no day and was published soon after {0}",
    "after": "one tells no day and was published weeks after {0}",
}
_PLACE: Final[Mapping[str, str]] = {
    "same": "both in {0}", "same region": "both in {0}", "within": "{0} and {1}, one within the other",
    "within region": "{0} and {1}, one within the other", "near": "{0} is near {1}",
    "region": "{0} and {1} are of one division", "country": "{0} and {1} are of one country",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A telling of an incident, the one that it hangs on most, and why; the first hangs on none."""

    telling: Telling
    by: Telling | None
    reasons: tuple[str, ...]


def explain(linker: Linker, incident: Incident) -> tuple[Held, ...]:
    """The tellings of an incident, each held to one before it by the likeliest pair, with the reasons.

    Reasons are the comparisons that speak for it, the weightiest first: "both on 2023-11-14", "both in Loikaw
    University", "the same number: 32 surrendered".
    """
    left = list(linker.tellings_of(incident))
    held = [Held(left.pop(0), None, ())]
    while left:
        pairs = ((each, before.telling) for each in left for before in held)
        one, other = max(
            pairs, key=lambda pair: (linker.score(pair[0].id, pair[1].id), pair[0].id, pair[1].id)
        )
        likely = linker.score(one.id, other.id)
        left.remove(one)
        reasons = (RULED,) if likely == ALWAYS else tuple(reasons_of(one, other, linker.weights))
        held.append(Held(one, other, reasons))
    return tuple(held)


def reasons_of(one: Telling, other: Telling, weights: Weights) -> Iterator[str]:
    """The comparisons that speak for one happening, in words, the weightiest first."""
    found = list(across(one, other))
    weight = {each.about: weights.get(each.feature, 0.0) for each in found}
    both = weight.pop("days, place", 0.0) / 2  # what days and place weigh together falls to each by half
    weight[found[0].about] += both
    weight["place"] += both
    for each in sorted(found, key=lambda each: (-weight.get(each.about, 0.0), each.about)):
        said = _SAY.get(each.about)
        if said is not None and weight.get(each.about, 0.0) > 0 and (words := said(each, one, other)):
            yield words


def _days(found: Comparison, one: Telling, other: Telling) -> str:
    if one.span is None or other.span is None:
        return ""
    first, last = min(one.span.first, other.span.first), max(one.span.last, other.span.last)
    return _DAYS.get(found.level, "").format(_span(one.span), _span(other.span), first=first, last=last)


def _told(found: Comparison, one: Telling, other: Telling) -> str:
    span = one.span or other.span
    return _TOLD.get(found.level, "").format(_span(span)) if span else ""


def _no_days(found: Comparison, one: Telling, other: Telling) -> str:
    said = _published(found, one, other)
    return f"neither tells a day, {said}" if said else ""


def _span(span: Span) -> str:
    return f"{span.first}" if span.first == span.last else f"{span.first} to {span.last}"


def _place(found: Comparison, one: Telling, other: Telling) -> str:
    if not one.places or not other.places:
        return ""
    return _PLACE.get(found.level, "").format(_names(one), _names(other))


def _names(telling: Telling) -> str:
    return ", ".join(place.name or place.text for place in telling.places[:2])


def _published(found: Comparison, _: Telling, __: Telling) -> str:
    days = found.level.removeprefix("within ")
    if days == "0":
        return "published on one day"
    return f"published within {days} days" if days.isdigit() else ""


def _numbers(_: Comparison, one: Telling, other: Telling) -> str:
    common = sorted(one.numbers & other.numbers, key=lambda number: (-number[1], number[0]))
    if common:
        return "the same numbers: " + ", ".join(f"{value:g} {kind}" for kind, value in common)
    close = close_numbers(one, other)
    return ", ".join(f"close numbers: {mine:g} and {theirs:g} {kind}" for kind, mine, theirs in close[:1])


def _words(_: Comparison, one: Telling, other: Telling) -> str:
    known = rarity()
    common = sorted(one.terms.words & other.terms.words, key=lambda word: (-known.get(word, RARE), word))
    return "words in common: " + ", ".join(common[:MOST_WORDS]) if common else ""


def _full_names(_: Comparison, one: Telling, other: Telling) -> str:
    common = sorted(common_full_names(one, other))
    return "names in common: " + ", ".join(name.title() for name in common[:MOST_WORDS]) if common else ""


def _titles(_: Comparison, one: Telling, other: Telling) -> str:
    return _common("names in both titles", one.titled & other.titled)


def _doer(_: Comparison, one: Telling, other: Telling) -> str:
    return _common("the same doer", one.doers & other.doers)


def _harmed(_: Comparison, one: Telling, other: Telling) -> str:
    return _common("the same are harmed", one.harmed & other.harmed)


def _means(_: Comparison, one: Telling, other: Telling) -> str:
    return _common("the same means", one.means & other.means)


def _common(what: str, names: frozenset[str]) -> str:
    return f"{what}: {', '.join(sorted(names))}" if names else ""


_SAY: Final[Mapping[str, Callable[[Comparison, Telling, Telling], str]]] = {
    "days": _days, "told": _told, "no days": _no_days, "place": _place, "published": _published,
    "numbers": _numbers, "words": _words, "words of the reports": _words, "full names": _full_names,
    "titles": _titles, "doer": _doer, "harmed": _harmed, "means": _means,
}  # fmt: skip
