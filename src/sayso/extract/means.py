"""By what means: the weapon or way of harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.role_weights import Weights, heaviest, role_weights
from sayso.lexicon import Reading
from sayso.records import MEANS, Harmed, Means

CONTEXT_SENTENCES: Final = 4
_CHOICES: Final[tuple[Means | None, ...]] = (None, *MEANS)


@dataclass(frozen=True, slots=True)
class Ways:
    """The words of means in a report: by passage, and how often each means is told."""

    by_passage: dict[int, list[tuple[int, Means]]]
    counts: Counter[Means]
    first: Means | None


def means(reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]) -> list[Chosen[Means | None]]:
    """The means of each harm, in order: told by the weapon, by the trigger itself, or by the report's event.

    In "Six died when a car bomb went off" it is bomb; in "and wounded ten" of the next sentence still.
    """
    return means_by(reading, counted, harmed, role_weights(reading.lexicon.language, "means"))


def means_by(
    reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None], weights: Weights
) -> list[Chosen[Means | None]]:
    """The same by these weights."""
    ways, last, chosen = ways_of(reading), None, list[Chosen[Means | None]]()
    for item, who in zip(counted, harmed, strict=True):
        options = means_options(reading, item, who, ways, last)
        value = _CHOICES[heaviest(options, weights)]
        last = Before(item, value)
        chosen.append(Chosen(value, (f"means.{_place(reading, item, ways, value)}",)))
    return chosen


@dataclass(frozen=True, slots=True)
class Before:
    """The claim before, with its means."""

    item: Counted
    means: Means | None


def ways_of(reading: Reading) -> Ways:
    """The words of means in a report, the triggers that tell one among them."""
    by_passage: dict[int, list[tuple[int, Means]]] = {}
    counts: Counter[Means] = Counter()
    told = {hit.first: hit.payload for hit in reading.means.values()}
    for at, hits in reading.triggers.items():
        if hits[0].payload.means is not None:
            told.setdefault(at, hits[0].payload.means)
    for at in sorted(told):
        by_passage.setdefault(reading.passage_of[at], []).append((at, told[at]))
        counts[told[at]] += 1
    first = next((way for passage in sorted(by_passage)[:1] for _, way in by_passage[passage]), None)
    return Ways(by_passage, counts, first)


def _place(reading: Reading, item: Counted, ways: Ways, value: Means | None) -> str:
    """Where the words for the chosen means stand: the rule's name."""
    if value is None:
        return "none"
    if item.trigger is not None and item.trigger.payload.means == value:
        return "trigger"
    passage = reading.passage_of[item.first]
    if any(way == value for _, way in ways.by_passage.get(passage, ())):
        return "sentence"
    return "report" if value in ways.counts else "kind"


def means_options(
    reading: Reading, item: Counted, who: Harmed | None, ways: Ways, last: Before | None
) -> list[list[str]]:
    """The features of each means, none first."""
    passage = reading.passage_of[item.first]
    here = ways.by_passage.get(passage, [])
    anchor = item.trigger.first if item.trigger is not None else item.first
    nearest = min(here, key=lambda told: abs(told[0] - anchor), default=None)
    harmed_class = who.harmed_class if who else None
    shared = [f"kind={item.kind}", f"class={harmed_class}", f"here={len(here) > 0}", f"any={len(ways.counts) > 0}"]
    own = item.trigger.payload.means if item.trigger is not None else None
    rule = item.trigger.payload.rule if item.trigger is not None else None
    thing = _thing(reading, who)
    link = None
    if last is not None:
        link = f"{min(passage - reading.passage_of[last.item.first], 3)}/{item.kind == last.item.kind}"
    options = []
    for choice in _CHOICES:
        features = [f"{choice}:{feature}" for feature in shared]
        features += [f"{choice}", f"{choice}:rule={rule}", f"{choice}:thing={thing}", f"own={own == choice}/{own is None}"]
        if own is not None:
            features.append(f"{choice}:own={own}")
        if last is not None:
            features += [f"last={choice == last.means}/{link}", f"last={choice == last.means}/{choice is None}", f"{choice}:last={last.means}"]
        if choice is not None:
            features += _told(reading, passage, choice, ways, nearest, anchor)
        options.append(features)
    return options


def _told(
    reading: Reading, passage: int, choice: Means, ways: Ways, nearest: tuple[int, Means] | None, anchor: int
) -> Iterator[str]:
    """How near and how often the words of a means stand."""
    here = [at for at, way in ways.by_passage.get(passage, ()) if way == choice]
    nearest_is = nearest is not None and nearest[1] == choice
    distance = min((abs(at - anchor) for at in here), default=None)
    yield f"near={_bucket(distance)}"
    yield f"{choice}:near={_bucket(distance)}"
    yield f"nearest={nearest_is}/{nearest is not None}"
    yield f"{choice}:nearest={nearest_is}"
    yield f"{choice}:over={nearest[1] if nearest else None}"
    rank = [way for way, _ in sorted(ways.counts.items(), key=lambda entry: (-entry[1], entry[0]))]
    place = min(rank.index(choice), 3) if choice in rank else None
    yield f"rank={place}/{bool(here)}"
    yield f"{choice}:rank={place}"
    yield f"{choice}:rank={place}/{nearest is not None}"
    yield f"first={ways.first == choice}/{nearest is not None}"
    share = ways.counts[choice] / max(sum(ways.counts.values()), 1)
    yield f"share={round(share * 5)}/{nearest is not None}"
    for step in range(1, CONTEXT_SENTENCES + 1):
        before = any(way == choice for _, way in ways.by_passage.get(passage - step, ()))
        if before:
            yield f"before={step}/{nearest is not None}"
            break
    if any(way == choice for _, way in ways.by_passage.get(passage + 1, ())):
        yield f"after/{nearest is not None}"


def _thing(reading: Reading, who: Harmed | None) -> str | None:
    """The type of what is harmed, and the means its own name tells ("41 drones")."""
    if who is None or who.text is None:
        return None
    first, last = reading.token_at(who.start), reading.token_at(who.end - 1) + 1
    own = [reading.means[at].payload for at in range(first, last) if at in reading.means]
    hits = [reading.nouns[at].payload.noun_type for at in range(first, last) if at in reading.nouns]
    return f"{hits[-1] if hits else None}/{own[-1] if own else None}"


def _bucket(distance: int | None) -> str:
    if distance is None:
        return "no"
    for top in (0, 2, 5, 9, 15, 25):
        if distance <= top:
            return str(top)
    return "far"
