"""By what means: the weapon or way of harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sayso.extract.counted import Chosen, Counted
from sayso.extract.role_weights import Choice, bucket, role_weights, weighed
from sayso.lexicon import Reading
from sayso.lexicon.weights import Weights
from sayso.records import MEANS, PEOPLE_KINDS, Harmed, Means

CONTEXT_SENTENCES: Final = 4
_BY_CHANCE: Final[Means] = "accident"
_OF_HOUSES: Final[Means] = "arson"
_PLAIN: Final[frozenset[Means]] = frozenset({"drone", "missile", "gunfire", "chemical"})
_VAGUE: Final[frozenset[Means]] = frozenset({"bomb", "shelling"})  # bombs and bombardments may be of jets
_BY_ANY: Final[frozenset[Means]] = frozenset({"ground", "execution"})  # gunmen raid, and shoot prisoners


@dataclass(frozen=True, slots=True)
class Ways:
    """The words of means in a report: by passage, and how often each means is told.

    `attacks` are the passages that tell of an attack, and of no accident; `acts` are the words for what was
    done there, attack, siege, clashes.
    """

    by_passage: dict[int, list[tuple[int, Means]]]
    attacks: frozenset[int]
    acts: dict[int, set[str]]
    counts: Counter[Means]
    told: dict[tuple[Means, bool], tuple[str, ...]]


def means(
    reading: Reading,
    counted: Sequence[Counted],
    harmed: Sequence[Harmed | None],
    wholes: Sequence[int | None],
) -> list[Chosen[Means | None]]:
    """The means of each harm, in order: told by the weapon, by the trigger itself, or by the report's event.

    In "Six died when a car bomb went off" it is bomb; in "and wounded ten" of the next sentence still.
    """
    return means_by(reading, counted, harmed, wholes, role_weights(reading.lexicon.language, "means"))


def means_by(
    reading: Reading,
    counted: Sequence[Counted],
    harmed: Sequence[Harmed | None],
    wholes: Sequence[int | None],
    weights: Weights,
) -> list[Chosen[Means | None]]:
    """The same by these weights."""
    ways, last = ways_of(reading), None
    memory: dict[tuple[str, ...], float] = {}
    every: list[dict[Means | None, float]] = []
    for item, who in zip(counted, harmed, strict=True):
        choices = [way for way in choices_for(item, ways, last) if _may_be(reading, item, ways, way)]
        options = means_options(reading, item, who, ways, last, choices)
        every.append(dict(zip(choices, weighed(options, weights, memory), strict=True)))
        last = Before(item, _likeliest(every[-1]))
    return [
        Chosen(value, (f"means.{_place(reading, item, ways, value)}",))
        for item, value in zip(counted, _shared(reading, counted, wholes, ways, every), strict=True)
    ]


def _may_be(reading: Reading, item: Counted, ways: Ways, way: Means | None) -> bool:
    """Can a means that is told anywhere be that of a claim?

    An accident told elsewhere is none where the passage tells of an attack, nor is it how people were harmed
    that houses burn later in the report, nor jets of another sentence where "gunmen killed | nine |".
    """
    passage = reading.passage_of[item.first]
    if way is None or way == _own(item):
        return True
    if way == _BY_CHANCE and passage in ways.attacks:
        return False
    if item.kind not in PEOPLE_KINDS:
        return True
    here = {told for _, told in ways.by_passage.get(passage, ())}
    if way not in here and way not in _BY_ANY and not here.isdisjoint(_PLAIN) and here.isdisjoint(_VAGUE):
        return False
    return way != _OF_HOUSES or _is_told_by(ways, way, passage)


def _likeliest(options: Mapping[Means | None, float]) -> Means | None:
    return max(options, key=lambda way: options[way])


def _shared(
    reading: Reading,
    counted: Sequence[Counted],
    wholes: Sequence[int | None],
    ways: Ways,
    every: Sequence[Mapping[Means | None, float]],
) -> list[Means | None]:
    """The means of each claim: parts have those of the whole that their sentence tells, by what all weigh.

    In "13,000 Palestinians, 5,600 of them | children |, have been killed" all died in one way; "42 were
    wounded, including 19 | hit by rubber bullets |" tells another one of its own.
    """
    chosen = [_likeliest(options) for options in every]
    families: dict[int, list[int]] = {}
    for place, whole in enumerate(wholes):
        if whole is None or whole > place or not _tells_as_one(reading, counted, whole, place):
            continue
        if not _tells_own(reading, counted, place, ways, chosen[place]):
            families.setdefault(whole, [whole]).append(place)
    for family in families.values():
        common = set.intersection(*(set(every[member]) for member in family))
        value = max(common, key=lambda way: (sum(every[member][way] for member in family), str(way)))
        for member in family:
            chosen[member] = value
    return chosen


def _tells_as_one(reading: Reading, counted: Sequence[Counted], whole: int, part: int) -> bool:
    """Are both of one kind, in one sentence?"""
    one, other = counted[whole], counted[part]
    return one.kind == other.kind and reading.passage_of[one.first] == reading.passage_of[other.first]


def _tells_own(
    reading: Reading, counted: Sequence[Counted], part: int, ways: Ways, value: Means | None
) -> bool:
    """Does a word for its means stand behind a number, before the next one?"""
    here = ways.by_passage.get(reading.passage_of[counted[part].first], ())
    stop = counted[part + 1].first if part + 1 < len(counted) else len(reading.words)
    return any(way == value and counted[part].last <= at < stop for at, way in here)


def _is_told_by(ways: Ways, way: Means, passage: int) -> bool:
    """Has a means been told by a passage? "12 were killed. Two houses burned": nobody says by fire."""
    return any(way == told for at, here in ways.by_passage.items() if at <= passage for _, told in here)


@dataclass(frozen=True, slots=True)
class Before:
    """The claim before, with its means."""

    item: Counted
    means: Means | None


def ways_of(reading: Reading) -> Ways:
    """The words of means in a report, the triggers that tell one among them."""
    by_passage: dict[int, list[tuple[int, Means]]] = {}
    counts: Counter[Means] = Counter()
    told = {hit.first: hit.payload for hit in reading.means.values() if not _is_of_maker(reading, hit.last)}
    for at, hits in reading.triggers.items():
        if hits[0].payload.means is not None:
            told.setdefault(at, hits[0].payload.means)
    for at in sorted(told):
        by_passage.setdefault(reading.passage_of[at], []).append((at, told[at]))
        counts[told[at]] += 1
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    rank = {way: place for place, (way, _) in enumerate(ordered)}
    first = next((way for passage in sorted(by_passage)[:1] for _, way in by_passage[passage]), None)
    told_in_report = {
        (way, here): tuple(_in_report(way, counts, rank[way], way == first, here))
        for way in counts
        for here in (False, True)
    }
    assaults, fights = reading.lexicon.words["assaults"], reading.lexicon.words["fights"]
    attacked = {reading.passage_of[at] for at, word in enumerate(reading.words) if word in assaults}
    acts: dict[int, set[str]] = {}
    for at, word in enumerate(reading.words):
        if word in fights:
            acts.setdefault(reading.passage_of[at], set()).add(word)
    chance = {passage for passage, here in by_passage.items() if any(way == _BY_CHANCE for _, way in here)}
    return Ways(by_passage, frozenset(attacked - chance), acts, counts, told_in_report)


def _is_of_maker(reading: Reading, at: int) -> bool:
    """ "Seized three men, among them a bomb | -maker", "a bomb | disposal squad": no bomb went off."""
    behind = reading.words[at : at + 2]
    return any(
        reading.lexicon.is_in(word, "makers") for word in (behind[1:] if behind[:1] == ("-",) else behind[:1])
    )


def _place(reading: Reading, item: Counted, ways: Ways, value: Means | None) -> str:
    """Where the words for the chosen means stand: the rule's name."""
    if value is None:
        return "none"
    if _own(item) == value:
        return "trigger"
    passage = reading.passage_of[item.first]
    if any(way == value for _, way in ways.by_passage.get(passage, ())):
        return "sentence"
    return "report" if value in ways.counts else "kind"


def choices_for(item: Counted, ways: Ways, last: Before | None) -> list[Means | None]:
    """The means that can be told: none, those the report has words for, the trigger's own, the last."""
    told = set(ways.counts) | {_own(item)}
    if last is not None:
        told.add(last.means)
    return [None, *(way for way in MEANS if way in told)]


def _own(item: Counted) -> Means | None:
    """The means that the trigger itself tells."""
    return item.trigger.payload.means if item.trigger is not None else None


def means_options(
    reading: Reading,
    item: Counted,
    who: Harmed | None,
    ways: Ways,
    last: Before | None,
    choices: Sequence[Means | None],
) -> list[Choice]:
    """Each choice with its features."""
    passage = reading.passage_of[item.first]
    near = _near(ways, passage, item.trigger.first if item.trigger is not None else item.first)
    is_here = near.nearest is not None
    harmed_class = who.harmed_class if who else None
    own = _own(item)
    rule = item.trigger.payload.rule if item.trigger is not None else None
    thing = _thing(reading, who)
    link = None
    if last is not None:
        link = f"{min(passage - reading.passage_of[last.item.first], 3)}/{item.kind == last.item.kind}"
    about = [
        *(f"act={word}" for word in sorted(ways.acts.get(passage, ()))),
        f"value={bucket(item.quantity.value)}/{is_here}", f"passage={min(passage, 3)}/{is_here}",
    ]  # fmt: skip
    options = []
    for choice in choices:
        loose = [
            f"{choice}:kind={item.kind}", f"{choice}:class={harmed_class}", f"{choice}:here={is_here}",
            f"{choice}:rule={rule}", f"{choice}:thing={thing}", f"{choice}:thing={thing}/kind={item.kind}",
            f"own={own == choice}/{own is None}",
            f"{choice}:own={own}", f"{choice}:own={own}/thing={thing}",
            *[f"{choice}:{sign}" for sign in about],
        ]  # fmt: skip
        if last is not None:
            same = choice == last.means
            loose += [f"last={same}/{link}", f"last={same}/{choice is None}", f"{choice}:last={last.means}"]
        fixed: tuple[str, ...] = (f"{choice}", f"{choice}:any={len(ways.counts) > 0}")
        if choice is not None:
            loose += _told(choice, near)
            fixed = ways.told[choice, is_here] if choice in ways.counts else fixed
        options.append(Choice(fixed, loose))
    return options


def _in_report(choice: Means, counts: Counter[Means], rank: int, first: bool, here: bool) -> Iterator[str]:
    """How often and how early the report has words for a means."""
    place, share = min(rank, 3), round(5 * counts[choice] / counts.total())
    yield from (f"{choice}", f"{choice}:any=True", f"{choice}:rank={place}/{here}")
    yield from (f"rank={place}/{here}", f"share={share}/{here}", f"first={first}/{here}")


class _Near(NamedTuple):
    """The words of means about a quantity: how far in its sentence, how many sentences back, right ahead."""

    nearest: Means | None
    distances: dict[Means, int]
    back: dict[Means, int]
    ahead: frozenset[Means]


def _near(ways: Ways, passage: int, anchor: int) -> _Near:
    """The words of means about a token of a passage."""
    here = sorted((abs(at - anchor), at, way) for at, way in ways.by_passage.get(passage, ()))
    distances = {way: distance for distance, _, way in reversed(here)}
    back = {
        way: step
        for step in range(CONTEXT_SENTENCES, 0, -1)
        for _, way in ways.by_passage.get(passage - step, ())
    }
    ahead = frozenset(way for _, way in ways.by_passage.get(passage + 1, ()))
    return _Near(here[0][2] if here else None, distances, back, ahead)


def _told(choice: Means, near: _Near) -> Iterator[str]:
    """How near the words of a means stand."""
    far, is_here = _far(near.distances.get(choice)), near.nearest is not None
    yield from (f"near={far}", f"{choice}:near={far}", f"nearest={near.nearest == choice}/{is_here}")
    yield f"{choice}:over={near.nearest}"
    if choice in near.back:
        yield f"before={near.back[choice]}/{is_here}"
    if choice in near.ahead:
        yield f"after/{is_here}"


def _thing(reading: Reading, who: Harmed | None) -> str | None:
    """The type of what is harmed, and the means its own name tells ("41 drones")."""
    if who is None or who.text is None:
        return None
    first, last = reading.token_at(who.start), reading.token_at(who.end - 1) + 1
    own = [reading.means[at].payload for at in range(first, last) if at in reading.means]
    hits = [reading.nouns[at].payload.noun_type for at in range(first, last) if at in reading.nouns]
    return f"{hits[-1] if hits else None}/{own[-1] if own else None}"


def _far(distance: int | None) -> str:
    if distance is None:
        return "no"
    for top in (0, 2, 5, 9, 15, 25):
        if distance <= top:
            return str(top)
    return "far"
