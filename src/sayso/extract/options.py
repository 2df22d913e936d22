"""What a number may count: one option for each kind that a trigger near it can mean, told in features.

Features name classes of the lexicon, rule ids, shapes, positions and function words, never other words of a
text, so that weights learned from one set of reports carry no text and hold for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.extract.cues import part_cue
from sayso.extract.geometry import Spot, head_noun, pattern, spots
from sayso.extract.quantities import Number
from sayso.lexicon import Hit, Noun, Reading, Trigger
from sayso.records import PEOPLE_KINDS, Kind

FAR: Final = 40
CONTEXT_SENTENCES: Final = 3
MAX_PAST: Final = 12
MAX_NUMBERS: Final = 24  # of one sentence that are weighed; more stand in tables
MAX_SPOTS: Final = 24  # triggers of one sentence that they are weighed against
_SURE_FORMS: Final = frozenset({"digits", "word", "vague"})
# Where trigger and number stand so, nine in ten and more count what the trigger says.
_SURE_AFTER: Final = frozenset({("transitive", "active", "thing"), ("of", "none", "thing")})
_SURE_BEFORE: Final[Mapping[tuple[str, str, str], frozenset[str]]] = {
    ("transitive", "passive", "thing"): frozenset({"Nb", "Nhb", "XNb", "NbX"}),
    ("transitive", "reduced", "thing"): frozenset({"N"}),
    ("transitive", "reduced", "none"): frozenset({""}),
    ("intransitive", "none", "thing"): frozenset({"N", "Nh"}),
    ("adjective", "none", "thing"): frozenset({"N"}),
    ("adjective", "none", "none"): frozenset({""}),
}
_EXPECTED_AFTER: Final = {"active": True, "passive": False, "reduced": False}
_OPEN: Final = frozenset({"digits", "word", "vague", "zero"})


@dataclass(frozen=True, slots=True)
class Option:
    """A kind a number may be of: the trigger that suggests it, the rule's cost, and the features to weigh.

    `sure`: number and trigger stand so plainly to one another that little weight is enough.
    """

    kind: Kind
    spot: Spot
    cost: int
    features: tuple[str, ...]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A number with its head noun and its options."""

    number: Number
    head: Hit[Noun] | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A number of which a kind was chosen already."""

    kind: Kind
    spot: Spot
    number: Number
    head: Hit[Noun] | None
    passage: int


Choose = Callable[[Weighed], list[Option]]


def weigh(
    reading: Reading, numbers: Sequence[Number], choose: Choose
) -> Iterator[tuple[Weighed, list[Option]]]:
    """Every number that no refusal rules out and that has an option, with the options chosen of it.

    Numbers are taken in the order of the text: what was chosen before is evidence for what follows ("five in
    the north and six in the south").
    """
    by_passage: dict[int, list[Number]] = {}
    for number in numbers:
        if number.no_count is None:
            by_passage.setdefault(reading.passage_of[number.first], []).append(number)
    seen: set[tuple[float, str]] = set()
    history: list[Past] = []
    spots_in = cache(lambda passage: spots(reading, *reading.bounds[passage]))
    for passage in sorted(by_passage):
        sentence = _Sentence(reading, passage, by_passage[passage][:MAX_NUMBERS], spots_in)
        for place, number in enumerate(sentence.numbers):
            weighed = Weighed(number, sentence.heads[place], tuple(sentence.options(place, seen, history)))
            if weighed.options:
                chosen = choose(weighed)
                history += [
                    Past(option.kind, option.spot, number, weighed.head, passage) for option in chosen
                ]
                yield weighed, chosen
        for number, head in zip(sentence.numbers, sentence.heads, strict=True):
            seen.add((number.value, head.payload.lemma if head else ""))
            seen.add((number.value, ""))


class _Sentence:
    """The numbers and triggers of one passage, and how each pair of them stands."""

    def __init__(
        self, reading: Reading, passage: int, numbers: list[Number], spots_in: Callable[[int], list[Spot]]
    ) -> None:
        self.reading, self.passage, self.numbers, self.spots_in = reading, passage, numbers, spots_in
        self.begin, self.stop = reading.bounds[passage]
        self.spots = spots_in(passage)[:MAX_SPOTS]
        self.heads = [_head(reading, number, self.stop) for number in numbers]
        self.costs = [
            [self._cost(number, spot, head) for spot in self.spots]
            for number, head in zip(numbers, self.heads, strict=True)
        ]
        open_rows = [row for row, number in zip(self.costs, numbers, strict=True) if number.form in _OPEN]
        self.cheapest = [
            min((row[at] for row in open_rows), default=FAR * 9) for at in range(len(self.spots))
        ]

    def options(self, place: int, seen: set[tuple[float, str]], history: Sequence[Past]) -> Iterator[Option]:
        """The options of one number: the cheapest trigger of each kind, then kinds told before."""
        number, head, costs = self.numbers[place], self.heads[place], self.costs[place]
        best: dict[Kind, int] = {}
        for at, spot in enumerate(self.spots):
            kind = kind_meant(spot, head)
            if kind is not None and (kind not in best or costs[at] < costs[best[kind]]):
                best[kind] = at
        common = self._common(number, head, seen)
        past = self._past(history)
        ranked = sorted(best.items(), key=lambda item: (costs[item[1]], item[0]))
        for kind, at in ranked:
            others = [costs[other] for other_kind, other in best.items() if other_kind != kind]
            features = [
                *self._features(place, kind, at, others, common),
                *self._told_before(number, head, kind, past),
            ]
            yield Option(
                kind, self.spots[at], costs[at], tuple(features), self._is_sure(number, head, self.spots[at])
            )
        if number.form in _OPEN:
            yield from self._from_past(number, head, set(best), common, past)

    def _past(self, history: Sequence[Past]) -> dict[Kind, Past]:
        """The last numbers chosen, by kind, not further back than the context reaches; the latest first."""
        past: dict[Kind, Past] = {}
        for item in reversed(history[-MAX_PAST:]):
            if self.passage - item.passage <= CONTEXT_SENTENCES:
                past.setdefault(item.kind, item)
        return past

    def _from_past(
        self,
        number: Number,
        head: Hit[Noun] | None,
        here: set[Kind],
        common: list[str],
        past: dict[Kind, Past],
    ) -> Iterator[Option]:
        """Kinds without a trigger in this sentence: those chosen before, then those of triggers before."""
        told = set(here)
        for kind, item in past.items():
            if kind not in told:
                told.add(kind)
                yield self._without_trigger(number, head, kind, item.spot, here, common, past)
        for back in (1, 2):
            if self.passage < back:
                return
            for spot in self.spots_in(self.passage - back):
                meant = kind_meant(spot, head)
                if meant is not None and meant not in told:
                    told.add(meant)
                    yield self._without_trigger(number, head, meant, spot, here, common, past)

    def _without_trigger(
        self, number: Number, head: Hit[Noun] | None, kind: Kind, spot: Spot, here: set[Kind],
        common: list[str], past: dict[Kind, Past],
    ) -> Option:  # fmt: skip
        features = [
            f"c:here{bool(here)}",
            f"c:use={spot.hit.payload.use}",
            f"c:k={kind}",
            *_fit(kind, head, "c"),
        ]
        back = self.passage - self.reading.passage_of[spot.hit.first]
        features += [f"c:back{min(back, 4)}", *(f"c:{feature}" for feature in common)]
        features += self._told_before(number, head, kind, past)
        return Option(kind, spot, FAR, tuple(features))

    def _told_before(
        self, number: Number, head: Hit[Noun] | None, kind: Kind, past: dict[Kind, Past]
    ) -> Iterator[str]:
        """How the number stands to the last one chosen, if that is of this kind, or of which kind it is."""
        item = past.get(kind)
        single = "1" if number.form not in _OPEN else "n"
        cue = part_cue(self.reading, number.first, number.last, self.begin, self.stop) is not None
        if item is None:
            yield f"{single}:past=none/cue={cue}"
            return
        latest = next(iter(past)) == kind
        back = self.passage - item.passage
        lemma = head.payload.lemma if head else None
        same = "none" if lemma is None else str(item.head is not None and item.head.payload.lemma == lemma)
        less = number.value < item.number.value
        yield f"{single}:past={latest}/back={min(back, 3)}"
        yield f"{single}:past={latest}/cue={cue}/less={less}"
        yield f"{single}:past={latest}/same={same}/head={head.payload.noun_type if head else None}"
        if back == 0 and item.number.last <= number.first:
            yield f"{single}:past={latest}/{pattern(self.reading, item.number.last, number.first)}"

    def _cost(self, number: Number, spot: Spot, head: Hit[Noun] | None) -> int:
        """How far a trigger is from governing a number: tokens between, and what should not lie between."""
        hit, reading = spot.hit, self.reading
        inside = number.first <= hit.first < (head.last if head else number.last)
        if inside and hit.payload.use == "noun":
            return 0
        after = hit.last <= number.first
        between = range(hit.last, number.first) if after else range(number.last, hit.first)
        cost = len(between)
        expected_after = {
            "noun": False,
            "intransitive": False,
            "adjective": False,
            "toll": True,
            "of": True,
        }.get(hit.payload.use, _EXPECTED_AFTER.get(spot.voice, True))
        if after != expected_after:
            cost += {"toll": 8, "of": 12, "noun": 10, "adjective": 8}.get(hit.payload.use, 8)
        for index in between:
            word = reading.words[index]
            if word in (",", ";", ":"):
                cost += 3
            elif reading.lexicon.is_in(word, "clause_openers"):
                cost += 5
            elif index in reading.triggers:
                cost += 4
        return cost

    def _common(self, number: Number, head: Hit[Noun] | None, seen: set[tuple[float, str]]) -> list[str]:
        """What is told of a number whatever it may count."""
        reading = self.reading
        before, after = self._neighbour(number.first - 1), self._neighbour(number.last)
        lemma = head.payload.lemma if head else ""
        told = (number.value, lemma) in seen if head else (number.value, "") in seen
        return [
            f"form={number.form}",
            f"value={_bucket(number.value)}",
            f"before={before}",
            f"after={after}",
            f"hedge={number.hedge}",
            f"head={head.payload.noun_type if head else None}",
            f"class={head.payload.harmed_class if head else None}",
            f"told={told and number.value > 1}",
            f"first={self.passage == 0}",
            f"quoted={reading.passages[self.passage].quotation is not None}",
            f"numbers={min(len(self.numbers), 4)}",
            f"triggers={min(len(self.spots), 4)}",
        ]

    def _neighbour(self, index: int) -> str:
        if not self.begin <= index < self.stop:
            return "edge"
        word = self.reading.words[index]
        if any(self.reading.lexicon.is_in(word, name) for name in _FUNCTION_CLASSES) or not word[0].isalnum():
            return word
        return pattern(self.reading, index, index + 1)

    def _features(
        self, place: int, kind: Kind, at: int, others: list[int], common: list[str]
    ) -> Iterator[str]:
        number, head, spot, cost = (
            self.numbers[place],
            self.heads[place],
            self.spots[at],
            self.costs[place][at],
        )
        hit, reading = spot.hit, self.reading
        after = hit.last <= number.first
        first, last = (hit.last, number.first) if after else (number.last, hit.first)
        geometry = f"{hit.payload.use}/{spot.voice}/{'t-n' if after else 'n-t'}"
        between = sum(1 for other in self.numbers if first <= other.first < last and other.form in _OPEN)
        signs = pattern(reading, first, last) if first <= last else "in"
        margin = min(others, default=FAR) - cost
        owns = self.cheapest[at] >= cost
        single = "1" if number.form not in _OPEN else "n"
        yield from (f"{single}:{feature}" for feature in common)
        yield f"{single}:k={kind}"
        yield f"g={geometry}"
        yield f"{single}:g={geometry}"
        yield f"g={geometry}/d={_distance(last - first)}"
        yield f"{single}:g={geometry}/{signs}"
        yield f"{single}:s={'t-n' if after else 'n-t'}/{signs}"
        yield f"g={geometry}/between={min(between, 3)}/owns={owns}"
        yield f"{single}:cost={_distance(cost)}"
        yield f"{single}:margin={_margin(margin)}"
        yield f"{single}:margin={_margin(margin)}/owns={owns}"
        yield f"id={hit.payload.rule}"
        yield f"{single}:id={hit.payload.rule}/{hit.payload.use}"
        yield f"g={geometry}/form={number.form}"
        yield f"g={geometry}/head={head.payload.noun_type if head else None}"
        yield from _fit(kind, head, single)
        yield from (f"near={word}/{single}" for word in self._before_trigger(hit.first))
        yield f"next={self._neighbour(hit.last)}/{geometry}"
        yield f"{single}:lemma={head.payload.lemma if head else None}/{kind}"
        yield from (f"{single}:{feature}" for feature in self._words(number, head, hit))

    def _is_sure(self, number: Number, head: Hit[Noun] | None, spot: Spot) -> bool:
        """Verb and object, subject and verb, "the killing of" side by side; nothing unreal before them."""
        hit = spot.hit
        if number.form not in _SURE_FORMS or any(self._before_trigger(hit.first)):
            return False
        noun = "thing" if head else "none"
        if hit.last <= number.first:
            return (hit.payload.use, spot.voice, noun) in _SURE_AFTER and hit.last == number.first
        between = pattern(self.reading, number.last, hit.first)
        return between in _SURE_BEFORE.get((hit.payload.use, spot.voice, noun), ())

    def _words(self, number: Number, head: Hit[Noun] | None, hit: Hit[Trigger]) -> Iterator[str]:
        """Words themselves, at four places; training keeps only those that may be learnt."""
        after = head.last if head and head.first >= number.last else number.last
        places = (("n-1", number.first - 1), ("n-2", number.first - 2), ("n+1", after), ("n+2", after + 1))
        for name, index in (*places, ("t-1", hit.first - 1), ("t+1", hit.last)):
            if self.begin <= index < self.stop and self.reading.words[index][0].isalpha():
                yield f"w{name}={self.reading.words[index]}"

    def _before_trigger(self, index: int) -> Iterator[str]:
        """Signs just before the trigger that make it unreal or denied."""
        for at in range(max(self.begin, index - 5), index):
            word = self.reading.words[at]
            if self.reading.lexicon.is_in(word, "unreal"):
                yield f"?{word}{index - at < 3}"
            elif self.reading.lexicon.is_in(word, "negations"):
                yield "!"


_FUNCTION_CLASSES: Final = (
    "prepositions",
    "auxiliaries",
    "perfect",
    "clause_openers",
    "determiners",
    "fillers",
    "negations",
)


def kind_meant(spot: Spot, head: Hit[Noun] | None) -> Kind | None:
    """The kind a trigger means for what is counted: "captured" detains people and seizes towns.

    None where the trigger says nothing of such a noun; where no noun is told it may mean its first kind.
    """
    kinds = spot.hit.payload.kinds
    if head is None:
        return kinds.get("") or next(iter(kinds.values()))
    return kinds.get(head.payload.noun_type) or kinds.get("")


def _head(reading: Reading, number: Number, stop: int) -> Hit[Noun] | None:
    if number.form == "name":
        inside = [reading.nouns[i] for i in range(number.first, number.last) if i in reading.nouns]
        return inside[-1] if inside else None
    return head_noun(reading, number.last, stop)


def _fit(kind: Kind, head: Hit[Noun] | None, prefix: str) -> Iterator[str]:
    """How the noun fits the kind: people for people's kinds, things for things'."""
    people = kind in PEOPLE_KINDS
    noun_type = head.payload.noun_type if head else None
    human = noun_type in ("person", "body", "group", "life") if head else None
    yield f"{prefix}:fit={people}/{human}"
    yield f"{prefix}:fit={kind}/{noun_type}"
    yield f"fit={people}/{noun_type}"


def _bucket(value: float) -> str:
    for top in (0, 1, 2, 5, 10, 20, 50, 100, 1000, 10000, 100000, 1000000):
        if value <= top:
            return str(top)
    return "more"


def _distance(tokens: int) -> str:
    for top in (0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30):
        if tokens <= top:
            return str(top)
    return "far"


def _margin(margin: int) -> str:
    for top in (-20, -10, -5, -2, 0, 2, 5, 10, 20):
        if margin <= top:
            return str(top)
    return "more"
