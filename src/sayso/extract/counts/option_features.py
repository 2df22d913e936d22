"""How an option is told in features, in groups: what many options of a report share is told once.

Features name classes of the lexicon, rule ids, shapes, positions and function words, never other words of a
text, so that weights learned from one set of reports carry no text and hold for another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from sayso.extract.nouns.geometry import Signs, Spot
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Lexicon, Noun, Reading
from sayso.lexicon.numbers import NumberForm
from sayso.lexicon.tables import NounType
from sayso.records import PEOPLE_KINDS, Kind

FAR: Final = 40
UNREAL_REACH: Final = 5
OPEN_FORMS: Final[frozenset[NumberForm]] = frozenset({"digits", "word", "vague", "zero"})
_HUMAN: Final = frozenset({"person", "body", "group", "life"})
_FUNCTION_CLASSES: Final = (
    "prepositions",
    "auxiliaries",
    "perfect",
    "clause_openers",
    "determiners",
    "fillers",
    "negations",
)

_KNOWN: Final = 4096  # groups of features that are kept, of each sort

Group = tuple[str, ...]


class _Scale:
    """Tells a number as the least of the scale's steps that is not below it, `beyond` where none is."""

    def __init__(self, steps: Sequence[int], beyond: str) -> None:
        self._steps, self._names = steps, (*map(str, steps), beyond)

    def __call__(self, number: float) -> str:
        return self._names[bisect_left(self._steps, number)]


_bucket: Final = _Scale((0, 1, 2, 5, 10, 20, 50, 100, 1000, 10000, 100000, 1000000), "more")
_distance: Final = _Scale((0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30), "far")
_margin: Final = _Scale((-20, -10, -5, -2, 0, 2, 5, 10, 20), "more")


class Told(NamedTuple):
    """A number as the features tell it: its head noun, its place in the sentence, what was told before.

    `prefix`: n for a number, 1 for a person or thing singled out, which are weighed apart; `repeated`: such a
    number was read before; `is_part`: words make it a part of another; `adds_up`: the kinds of numbers
    before that it makes up with its neighbours.
    """

    number: Number
    prefix: str
    head: Hit[Noun] | None
    noun_type: NounType | None
    repeated: bool
    is_part: bool
    adds_up: Set[Kind]


class Past(NamedTuple):
    """A number of which a kind was chosen already."""

    kind: Kind
    spot: Spot
    number: Number
    head: Hit[Noun] | None
    passage: int


class Last(NamedTuple):
    """How a number stands to the last one of a kind.

    `latest`: no other kind was chosen since; `back`: by how many sentences it is behind; `less`: it is the
    smaller one; `same`: both count the same noun, None where it counts none; `between`: the signs between
    them, where both stand in one sentence.
    """

    latest: bool
    back: int
    less: bool
    same: bool | None
    noun_type: NounType | None
    between: str | None


class Standing(NamedTuple):
    """How a number stands to a trigger of its sentence, against the others.

    `signs` are of what lies between, "in" where the trigger is inside the number's phrase; `margin` is what
    the next kind's trigger costs more, `owns` that no other number has this trigger cheaper.
    """

    after: bool
    first: int
    last: int
    signs: str
    cost: int
    margin: int
    owns: bool


class Sentence:
    """The features of the numbers and triggers of one passage."""

    def __init__(
        self, reading: Reading, signs: Signs, passage: int, numbers: Sequence[Number], triggers: int
    ) -> None:
        self.reading, self.signs, self.passage = reading, signs, passage
        self.begin, self.stop = reading.bounds[passage]
        self.aside = [
            token
            for index, behind in signs.asides.items()
            if self.begin <= index < self.stop
            for token in range(index, behind)
        ]
        aside = set(self.aside)
        self.open_firsts = [
            number.first for number in numbers if number.form in OPEN_FORMS and number.first not in aside
        ]
        self.function_words = _function_words(reading.lexicon)
        self.counts = (min(len(numbers), 4), min(triggers, 4))
        self._of_triggers: dict[tuple[int, str, bool], Group] = {}
        self._before_triggers: dict[int, Group] = {}

    def number(self, told: Told, prefix: str) -> Group:
        """What is told of a number whatever it may count."""
        number, head = told.number, told.head
        numbers, triggers = self.counts
        return (
            f"{prefix}:form={number.form}",
            f"{prefix}:value={_bucket(number.value)}",
            f"{prefix}:before={self._neighbour(number.first - 1)}",
            f"{prefix}:after={self._neighbour(number.last)}",
            f"{prefix}:hedge={number.hedge}",
            f"{prefix}:head={told.noun_type}",
            f"{prefix}:class={head.payload.harmed_class if head else None}",
            f"{prefix}:told={told.repeated and number.value > 1}",
            f"{prefix}:first={self.passage == 0}",
            f"{prefix}:quoted={self.reading.passages[self.passage].quotation is not None}",
            f"{prefix}:numbers={numbers}",
            f"{prefix}:triggers={triggers}",
        )

    def words(self, told: Told) -> Group:
        """The words about a number themselves; training keeps only those that may be learnt."""
        number, head = told.number, told.head
        after = head.last if head and head.first >= number.last else number.last
        places = (("n-1", number.first - 1), ("n-2", number.first - 2), ("n+1", after), ("n+2", after + 1))
        return self._words(told.prefix, places)

    def trigger(self, at: int, spot: Spot, prefix: str, after: bool) -> Group:
        """What is told of the sentence's trigger number `at` on one side of a number, whatever the number."""
        key = (at, prefix, after)
        known = self._of_triggers.get(key)
        if known is None:
            known = self._of_triggers[key] = tuple(self._trigger(spot, prefix, after))
        return known

    def _trigger(self, spot: Spot, prefix: str, after: bool) -> Iterator[str]:
        hit = spot.hit
        geometry = _geometry(spot, after)
        yield f"g={geometry}"
        yield f"{prefix}:g={geometry}"
        yield f"id={hit.payload.rule}"
        yield f"{prefix}:id={hit.payload.rule}/{hit.payload.use}"
        yield from (f"near={word}/{prefix}" for word in self.before_trigger(hit.first))
        yield f"next={self._neighbour(hit.last)}/{geometry}"
        yield from self._words(prefix, (("t-1", hit.first - 1), ("t+1", hit.last)))

    def pair(self, told: Told, spot: Spot, stands: Standing) -> Group:
        """What is told of a number and a trigger together."""
        prefix, side = told.prefix, "t-n" if stands.after else "n-t"
        geometry = _geometry(spot, stands.after)
        between, distance = 0, stands.last - stands.first
        if stands.first < stands.last:
            between = bisect_left(self.open_firsts, stands.last) - bisect_left(self.open_firsts, stands.first)
            distance -= bisect_left(self.aside, stands.last) - bisect_left(self.aside, stands.first)
        margin = _margin(stands.margin)
        return (
            f"g={geometry}/form={told.number.form}",
            f"g={geometry}/head={told.noun_type}",
            f"g={geometry}/d={_distance(distance)}",
            f"{prefix}:g={geometry}/{stands.signs}",
            f"{prefix}:s={side}/{stands.signs}",
            f"g={geometry}/between={min(between, 3)}/owns={stands.owns}",
            f"{prefix}:cost={_distance(stands.cost)}",
            f"{prefix}:margin={margin}",
            f"{prefix}:margin={margin}/owns={stands.owns}",
        )

    def history(self, told: Told, kind: Kind, past: Mapping[Kind, Past]) -> Group:
        """How the number stands to the last one chosen, if that is of this kind, or of which kind it is."""
        item = past.get(kind)
        sums = (kind in told.adds_up, bool(told.adds_up - {kind}))
        if item is None:
            return _history_group(told.prefix, told.is_part, *sums)
        back = self.passage - item.passage
        same = None
        if told.head is not None:
            same = item.head is not None and item.head.payload.lemma == told.head.payload.lemma
        between = None
        if back == 0 and item.number.last <= told.number.first:
            between = self.signs.between(item.number.last, told.number.first)
        less = told.number.value < item.number.value
        last = Last(next(iter(past)) == kind, min(back, 3), less, same, told.noun_type, between)
        return _history_group(told.prefix, told.is_part, *sums, last)

    def without_trigger(self, kind: Kind, spot: Spot, is_here: bool, is_listed: bool) -> Group:
        """What is told of a kind that no trigger of the sentence suggests, or one that opens its list."""
        back = self.passage - self.reading.passage_of[spot.hit.first]
        if is_listed:
            return ("c:listed", f"c:listed={spot.hit.payload.use}/{spot.voice}")
        return (
            f"c:here{is_here}",
            f"c:use={spot.hit.payload.use}",
            f"c:k={kind}",
            f"c:back{min(back, 4)}",
        )

    def before_trigger(self, index: int) -> Group:
        """Signs just before the trigger that make it unreal or denied; who "managed to kill" did."""
        known = self._before_triggers.get(index)
        if known is None:
            known = self._before_triggers[index] = tuple(self._before_trigger(index))
        return known

    def _before_trigger(self, index: int) -> Iterator[str]:
        lexicon = self.reading.lexicon
        for at in range(max(self.begin, index - UNREAL_REACH), index):
            word = self.reading.words[at]
            if (word == "to" and self._is_no_plan(at)) or self.reading.is_may(at):
                continue
            if lexicon.is_in(word, "unreal"):
                yield f"?{word}{index - at < 3}"
            elif lexicon.is_in(word, "negations"):
                yield "!"

    def _is_no_plan(self, at: int) -> bool:
        """ "Managed | to kill", "rose | to 12 injured"."""
        done = at > self.begin and self.reading.lexicon.is_in(self.reading.words[at - 1], "done_to")
        return done or self.reading.opens_count(at + 1)

    def _neighbour(self, index: int) -> str:
        if not self.begin <= index < self.stop:
            return "edge"
        word = self.reading.words[index]
        if not word[0].isalnum() or word in self.function_words:
            return word
        return self.signs.at(index)

    def _words(self, prefix: str, places: Sequence[tuple[str, int]]) -> Group:
        words, begin, stop = self.reading.words, self.begin, self.stop
        return tuple(
            [
                f"{prefix}:w{name}={words[index]}"
                for name, index in places
                if begin <= index < stop and words[index][0].isalpha()
            ]
        )


@lru_cache(maxsize=_KNOWN)
def kind_group(kind: Kind, noun: Noun | None, prefix: str) -> Group:
    """What is told of a kind and the noun counted."""
    lemma, noun_type = (noun.lemma, noun.noun_type) if noun else (None, None)
    return (f"{prefix}:k={kind}", f"{prefix}:lemma={lemma}/{kind}", *fit_group(kind, noun_type, prefix))


@lru_cache(maxsize=_KNOWN)
def fit_group(kind: Kind, noun_type: NounType | None, prefix: str) -> Group:
    """How the noun fits the kind: people for people's kinds, things for things'."""
    people = kind in PEOPLE_KINDS
    human = noun_type in _HUMAN if noun_type else None
    return (
        f"{prefix}:fit={people}/{human}",
        f"{prefix}:fit={kind}/{noun_type}",
        f"fit={people}/{noun_type}",
    )


@lru_cache(maxsize=4)
def _function_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*(lexicon.words[name] for name in _FUNCTION_CLASSES))


@lru_cache(maxsize=_KNOWN)
def _history_group(
    prefix: str, is_part: bool, adds_up: bool, adds_other: bool, last: Last | None = None
) -> Group:
    sums = (
        f"{prefix}:adds={adds_up}",
        f"{prefix}:adds={adds_up}/cue={is_part}",
        f"{prefix}:adds other={adds_other}",
    )
    if last is None:
        return (*sums, f"{prefix}:past=none/cue={is_part}")
    latest, same = last.latest, "none" if last.same is None else last.same
    features = (
        *sums,
        f"{prefix}:past={latest}/back={last.back}",
        f"{prefix}:past={latest}/cue={is_part}/less={last.less}",
        f"{prefix}:past={latest}/same={same}/head={last.noun_type}",
    )
    return features if last.between is None else (*features, f"{prefix}:past={latest}/{last.between}")


def _geometry(spot: Spot, after: bool) -> str:
    return f"{spot.hit.payload.use}/{spot.voice}/{'t-n' if after else 'n-t'}"
