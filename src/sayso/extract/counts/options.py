"""What a number may count: one option for each kind that a trigger near it can mean, told in features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import Final, NamedTuple

from sayso.extract.counts.distances import Distances
from sayso.extract.counts.exclusions import (
    Pair,
    excluded,
    is_part_of_harmed,
    is_told_of_part,
    is_told_of_whom,
    somebody_is_taken,
)
from sayso.extract.counts.meant import (
    does_harm,
    does_otherwise,
    is_done_otherwise,
    is_only_near_ruins,
    is_only_there,
    kind_meant,
    may_affect,
)
from sayso.extract.counts.number_heads import heads_of
from sayso.extract.counts.object_lists import is_listed_object
from sayso.extract.counts.option_features import (
    FAR,
    OPEN_FORMS,
    Group,
    Past,
    Sentence,
    Standing,
    Told,
    fit_group,
    kind_group,
)
from sayso.extract.counts.outright import told_outright
from sayso.extract.counts.plain import (
    WRITTEN,
    is_added,
    is_all_told,
    is_beside,
    is_by_turn,
    is_described,
    is_forced,
    is_joined,
    is_one_of_harmed,
    is_parallel,
    is_plain,
    is_put_at,
    is_still_held,
    is_total,
)
from sayso.extract.counts.sums import made_up_by
from sayso.extract.counts.tolls_again import with_toll_again
from sayso.extract.nouns.cues import part_cue
from sayso.extract.nouns.geometry import Signs, Spot, spots
from sayso.extract.nouns.lists import list_heads
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Noun, Reading
from sayso.records import Kind

CONTEXT_SENTENCES: Final = 3
MAX_PAST: Final = 12
MAX_NUMBERS: Final = 24  # of one sentence that are weighed; more stand in tables
MAX_SPOTS: Final = 24  # triggers of one sentence that they are weighed against


class Verdict(NamedTuple):
    """What rules say of a number and a trigger, whatever they weigh.

    `sure`: they stand so plainly to one another that little weight is enough. `apart`: another number stands
    between them, or nearer to the trigger. `void`: the trigger cannot be told of the number. `beside`: it can
    be told of it besides another one.
    """

    sure: bool = False
    apart: bool = False
    void: bool = False
    beside: bool = False


@dataclass(eq=False)
class Option:
    """A kind a number may be of: the trigger that suggests it, the rule's cost, and the features to weigh.

    The features of a group in `shared` are told of other options of the report, too, those of `own` hardly.
    Rules are asked for their `verdict` only of what weighs enough: most options are of no weight. Of what is
    told `outright` nothing is weighed.
    """

    kind: Kind
    spot: Spot
    cost: int
    shared: tuple[Group, ...]
    own: Group
    judge: Callable[[], Verdict] = Verdict
    outright: bool = False

    @cached_property
    def verdict(self) -> Verdict:
        """What the rules say."""
        return self.judge()

    @property
    def features(self) -> tuple[str, ...]:
        """All features of the option."""
        return (*(feature for group in self.shared for feature in group), *self.own)


class Weighed(NamedTuple):
    """A number with its head noun and its options."""

    number: Number
    head: Hit[Noun] | None
    options: tuple[Option, ...]


def _plainly() -> Verdict:
    return Verdict(sure=True)


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
    tolls: dict[float, set[Kind]] = {}
    signs = Signs(reading)
    made_up, taken = made_up_by(reading, numbers), somebody_is_taken(reading)
    spots_in = cache(lambda passage: spots(reading, *reading.bounds[passage]))
    listed = list_heads(reading)
    last_written = -1
    for passage in sorted(by_passage):
        told = history if history and history[-1].passage >= last_written else ()
        sentence = _Sentence(
            reading, signs, passage, by_passage[passage][:MAX_NUMBERS], spots_in, taken, listed.get(passage),
            told,
        )  # fmt: skip
        if any(number.form in WRITTEN for number in sentence.numbers):
            last_written = passage
        for place, number in enumerate(sentence.numbers):
            sums = tolls.keys() & made_up.get(number.first, ())
            adds_up = {kind for total in sums for kind in tolls[total]}
            weighed = Weighed(
                number, sentence.heads[place], tuple(sentence.options(place, seen, history, adds_up))
            )
            if weighed.options:
                chosen = choose(weighed)
                history += [
                    Past(option.kind, option.spot, number, weighed.head, passage) for option in chosen
                ]
                for option in chosen:
                    tolls.setdefault(number.value, set()).add(option.kind)
                yield weighed, chosen
        for number, head in zip(sentence.numbers, sentence.heads, strict=True):
            seen.add((number.value, head.payload.lemma if head else ""))
            seen.add((number.value, ""))


class _Sentence:
    """The numbers and triggers of one passage, and how each pair of them stands."""

    def __init__(
        self,
        reading: Reading,
        signs: Signs,
        passage: int,
        numbers: list[Number],
        spots_in: Callable[[int], list[Spot]],
        taken: bool,
        list_head: int | None,
        told: Sequence[Past],
    ) -> None:
        self.taken, self.list_head = taken, list_head
        self.reading, self.passage, self.numbers, self.spots_in = reading, passage, numbers, spots_in
        self.begin, self.stop = reading.bounds[passage]
        self.signs = signs
        self.spots: Sequence[Spot] = spots_in(passage)[:MAX_SPOTS]
        if told and passage - told[-1].passage <= CONTEXT_SENTENCES:
            self.spots = with_toll_again(reading, self.begin, self.stop, self.spots, numbers, told)
        self.heads = heads_of(reading, passage, numbers, list_head is not None)
        self.features = Sentence(reading, signs, passage, numbers, len(self.spots))
        if self.spots:
            self.distances = Distances(reading, signs, self.features, numbers, self.spots, self.heads)

    def options(
        self, place: int, seen: set[tuple[float, str]], history: Sequence[Past], adds_up: Set[Kind]
    ) -> Iterator[Option]:
        """The options of one number: the cheapest trigger of each kind, then kinds told before."""
        number, head = self.numbers[place], self.heads[place]
        alike = bool(history) and self.passage - history[-1].passage <= 1
        if head is None and alike and (is_by_turn(self.reading, number) or self._shares(number, history)):
            yield Option(history[-1].kind, history[-1].spot, 0, (), (), outright=True)
            return
        if (outright := self._outright(number, head, history)) is not None:
            yield outright
            return
        best: dict[Kind, tuple[int, int]] = {}
        for at, spot in enumerate(self.spots):
            told_of = may_affect(self.reading, spot, number)
            told_of = told_of and not is_only_near_ruins(self.reading, spot, number, head)
            kind = self._meant(spot, head, history) if told_of else None
            cost = self.distances.costs[place][at]
            if kind is not None and (kind not in best or cost < best[kind][0]):
                best[kind] = cost, at
        is_open = number.form in OPEN_FORMS
        listed = {} if best else self._listed(head)
        if not best and not is_open and not listed:
            return
        repeated = (number.value, head.payload.lemma if head else "") in seen
        is_part = part_cue(self.reading, number.first, number.last, self.begin, self.stop) is not None
        noun_type = head.payload.noun_type if head else None
        told = Told(number, "n" if is_open else "1", head, noun_type, repeated, is_part, adds_up)
        past = self._past(history)
        included = self._included_in(number, history)
        if best:
            yield from self._by_triggers(told, place, best, past, included)
        yield from self._without_trigger(told, listed.items(), past, here=False, listed=True)
        does = does_otherwise(self.reading, number, head) or is_done_otherwise(self.reading, number, head)
        apart = does or is_only_there(self.reading, number) or does_harm(self.reading, number, head)
        goes_on = bool(best and is_part and history) and self.begin <= history[-1].spot.hit.first < self.stop
        if is_open and not apart and (not goes_on or included is not None):
            before = self._kinds_before(head, {*best, *listed}, past)
            if goes_on:  # a part befalls what befell its whole
                before = (each for each in before if each[0] == included)
            for option in self._without_trigger(told, before, past, here=bool(best), listed=False):
                yield replace(option, judge=_plainly) if option.kind == included else option

    def _shares(self, number: Number, history: Sequence[Past]) -> bool:
        """ "12 were hurt. | Four | of them were women": of the one kind that the sentence before counted."""
        told = history[-1]
        kinds = {each.kind for each in history[-MAX_PAST:] if each.passage == told.passage}
        whole = told.passage < self.passage and told.number.value > number.value and len(kinds) == 1
        return whole and not self.spots and is_described(self.reading, number)

    def _included_in(self, number: Number, history: Sequence[Past]) -> Kind | None:
        """ "Received 30 bodies, including | seven children": as what the whole was counted."""
        opened = self.reading.lexicon.is_in(self.reading.words[number.first - 1], "part_openers")
        if not opened or not history or history[-1].passage != self.passage:
            return None
        return history[-1].kind if history[-1].number.value > number.value else None

    def _meant(self, spot: Spot, head: Hit[Noun] | None, history: Sequence[Past]) -> Kind | None:
        """The kind meant of a number; where it stands alone, of what was counted before it in the sentence.

        "Nine convicts broke out and | six | were recaptured" tells of convicts, and of no towns.
        """
        before = history[-1].head if history and history[-1].passage == self.passage else None
        return kind_meant(spot, head or before) or kind_meant(spot, head)

    def _by_triggers(
        self,
        told: Told,
        place: int,
        best: Mapping[Kind, tuple[int, int]],
        past: Mapping[Kind, Past],
        included: Kind | None,
    ) -> Iterator[Option]:
        """Kinds with a trigger in the sentence, the cheapest first; `best` is the cost and place of each.

        `included` is the kind of the whole of which the number is told as a part.
        """
        features, prefix = self.features, told.prefix
        of_number = (features.number(told, prefix), features.words(told))
        noun = told.head.payload if told.head else None
        ranked = sorted((cost, kind, at) for kind, (cost, at) in best.items())
        cheapest, next_kind, *_ = *(cost for cost, _, _ in ranked), FAR
        latest = next(iter(past), None)
        for cost, kind, at in ranked:
            spot = self.spots[at]
            margin = (next_kind if kind == ranked[0][1] else cheapest) - cost
            stands = self.distances.standing(place, at, margin)
            shared = (
                *of_number,
                kind_group(kind, noun, prefix),
                features.trigger(at, spot, prefix, stands.after),
                features.history(told, kind, past),
            )
            own = features.pair(told, spot, stands)
            is_level = self.distances.levels[place][at] is not None
            is_sure = is_level or (len(best) == 1 and is_all_told(told, spot, stands, kind))
            is_sure = is_sure or kind == included or (kind == latest and is_total(self.reading, told))
            yield Option(
                kind, spot, cost, shared, own, partial(self._judged, told, place, spot, stands, is_sure)
            )

    def _judged(
        self,
        told: Told,
        place: int,
        spot: Spot,
        stands: Standing,
        is_sure: bool,
    ) -> Verdict:
        """The verdict of all rules, those of the written numbers next to this one among them."""
        reading, number = self.reading, told.number
        before = next((each for each in self.numbers[:place][::-1] if each.form in WRITTEN), None)
        behind = next((each for each in self.numbers[place + 1 :] if each.form in WRITTEN), None)
        sure = (
            is_sure
            or (
                is_plain(reading, told, spot, stands, self.signs)
                and not self.features.before_trigger(spot.hit.first)
            )
            or (behind is not None and is_told_of_part(reading, number, behind, spot))
            or (behind is not None and is_part_of_harmed(reading, number, behind, spot))
            or (before is not None and is_parallel(reading, number, before))
            or is_forced(reading, told, spot)
            or is_still_held(reading, told, spot)
            or is_one_of_harmed(reading, told, spot)
            or is_put_at(reading, told, spot)
            or is_added(reading, number, spot)
            or is_listed_object(reading, number, told.head, spot.hit)
            or self._is_joined(told, place + 1, spot)
            or is_told_of_whom(reading, number, spot)
        )
        apart = not stands.owns or self.distances.is_apart(number, spot)
        void = excluded(Pair(reading, number, told.head, before, behind, spot, self.taken))
        return Verdict(sure, apart, void, is_beside(spot, stands))

    def _is_joined(self, told: Told, behind: int, spot: Spot) -> bool:
        """Is a number joined to one behind it, which the trigger is plainly told of?"""
        others = zip(self.numbers[behind:], self.heads[behind:], strict=True)
        return any(is_joined(self.reading, told, other, head, spot) for other, head in others)

    def _outright(self, number: Number, head: Hit[Noun] | None, history: Sequence[Past]) -> Option | None:
        """What the words say outright that it counts; None where it must be weighed."""
        where = told_outright(self.reading, number, head)
        near = [spot for spot in self.spots if spot.hit.first in where]
        for spot in sorted(near, key=lambda spot: (spot.hit.payload.use != "noun", -spot.hit.last)):
            kind = self._meant(spot, head, history) or kind_meant(spot, None)
            if kind is not None:
                return Option(kind, spot, 0, (), (), outright=True)
        return None

    def _past(self, history: Sequence[Past]) -> dict[Kind, Past]:
        """The last numbers chosen, by kind, not further back than the context reaches; the latest first."""
        past: dict[Kind, Past] = {}
        for item in reversed(history[-MAX_PAST:]):
            if self.passage - item.passage <= CONTEXT_SENTENCES:
                past.setdefault(item.kind, item)
        return past

    def _listed(self, head: Hit[Noun] | None) -> dict[Kind, Spot]:
        """The kinds that the sentence which opens the list tells of an item, each with its trigger."""
        if self.list_head is None:
            return {}
        meant = ((kind_meant(spot, head), spot) for spot in self.spots_in(self.list_head)[:MAX_SPOTS])
        found: dict[Kind, Spot] = {}
        for kind, spot in meant:
            if kind is not None:
                found.setdefault(kind, spot)
        return found

    def _without_trigger(
        self,
        told: Told,
        kinds: Iterable[tuple[Kind, Spot]],
        past: Mapping[Kind, Past],
        *,
        here: bool,
        listed: bool,
    ) -> Iterator[Option]:
        """Kinds without a trigger in this sentence: of the sentence that opens its list, or told before."""
        of_number: Group = ()
        for kind, spot in kinds:
            of_number = of_number or self.features.number(told, "c")
            shared = (
                of_number,
                fit_group(kind, told.noun_type, "c"),
                self.features.without_trigger(kind, spot, here, listed),
                self.features.history(told, kind, past),
            )
            yield Option(kind, spot, FAR, shared, ())

    def _kinds_before(
        self, head: Hit[Noun] | None, here: set[Kind], past: Mapping[Kind, Past]
    ) -> Iterator[tuple[Kind, Spot]]:
        """The kinds that are not `here`, each with the trigger that tells it."""
        told = set(here)
        for kind, item in past.items():
            if kind not in told:
                told.add(kind)
                yield kind, item.spot
        for back in (1, 2):
            if self.passage < back:
                return
            for spot in self.spots_in(self.passage - back):
                meant = kind_meant(spot, head)
                if meant is not None and meant not in told:
                    told.add(meant)
                    yield meant, spot
