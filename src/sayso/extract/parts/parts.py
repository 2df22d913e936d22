"""Which quantity is a part of which: "70 people, including 10 children"; "11 died: five in A and six in B".

Every pair of quantities of which one can hold the other is weighed, by a sum of weights and by trees that
vote (resources/<language>/parts.json, recipe in train/parts.py); the likeliest whole is taken where likely
enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Final, NamedTuple

from sayso.extract.counted import Chosen, Counted
from sayso.extract.counts.sums import totals
from sayso.extract.nouns.cues import is_of_all, part_cue
from sayso.extract.nouns.geometry import Signs
from sayso.extract.nouns.heads import head_noun
from sayso.extract.parts.apart import are_apart, peoples
from sayso.extract.parts.told_parts import beside_turn, counted_by, is_share, named_whole
from sayso.lexicon import Reading
from sayso.lexicon.forest import Forest, forest
from sayso.lexicon.weights import BIAS, Weights, likelihood, weight_table
from sayso.records import Harmed, Kind

SENTENCES_APART: Final = 8
MAX_WHOLES: Final = 12
MAX_LIST: Final = 8
_ARTICLES: Final = frozenset(
    {"a", "an", "the", "his", "her", "its", "their", "one", "another", "some", "many", "all", "both"}
)
_BESIDE: Final = "while"
THRESHOLD: Final = 0.33
# A count of people hurt holds those killed and those injured; what was launched holds what was stopped.
HOLDS: Final[Mapping[Kind, frozenset[Kind]]] = {
    "casualties": frozenset({"killed", "injured", "missing", "abducted", "detained"}),
    "attacks": frozenset({"intercepted", "damaged"}),
    "abducted": frozenset({"released", "killed", "missing"}),
    "detained": frozenset({"released", "killed"}),
    "destroyed": frozenset({"damaged"}),
    "damaged": frozenset({"destroyed"}),
    "missing": frozenset({"killed"}),
    "displaced": frozenset({"returned"}),
}


# What the trees ask about the measures of a pair: is it more than so much?
STEPS: Final[Mapping[str, tuple[float, ...]]] = {
    "whole": (2, 5, 10, 20, 50, 100, 1000),
    "part": (1, 2, 5, 10, 50, 500),
    "ratio": (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9),
    "sentences": (-2, -1, 0, 1, 2, 3, 5),
    "quantities": (-3, -2, -1, 0, 1, 2, 3, 4, 6),
    "depth": (0, 1, 2, 4, 8, 16),
    "counted": (2, 4, 6, 9, 13, 20),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and a quantity that can hold it, by their places among the counted, with what speaks for it.

    `measures` are, as STEPS names them, both values and their ratio, how many sentences and quantities the
    part is behind, the sentence of the whole and how many quantities the report has.
    """

    part: int
    whole: int
    features: tuple[str, ...]
    measures: tuple[float, ...]

    def steps(self) -> Iterator[str]:
        """The measures as features for trees: every step that they exceed."""
        for (name, steps), value in zip(STEPS.items(), self.measures, strict=True):
            for step in steps:
                if value > step:
                    yield f"{name}>{step}"


class Model(NamedTuple):
    """What weighs a pair: weights of single features, and trees for what holds where several meet."""

    weights: Weights
    trees: Forest


def parts(
    reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]
) -> list[Chosen[int | None]]:
    """For each counted quantity the index of the one it is a part of, or None."""
    language = reading.lexicon.language
    table = weight_table(language, "parts")
    if not table:
        return [Chosen(None) for _ in counted]
    model = Model(table["weights"], forest(language, "parts"))
    chosen: list[Chosen[int | None]] = []

    def choose(offered: Sequence[Pair]) -> int | None:
        wholes = [choice.value for choice in chosen]
        chosen.append(decided(reading, counted, wholes, offered, model))
        return chosen[-1].value

    pairs(reading, counted, harmed, choose)
    return chosen


def decided(
    reading: Reading,
    counted: Sequence[Counted],
    wholes: Sequence[int | None],
    offered: Sequence[Pair],
    model: Model,
) -> Chosen[int | None]:
    """The whole that the part's own words name by its number, else the likeliest, where likely enough.

    Where no quantity has that number it is a part of none: "of the 53, 17 were children". `wholes` are what
    those before it are parts of: shares told by turn have one whole.
    """
    part = len(wholes)
    turn = beside_turn(reading, counted, part)
    if turn is not None:
        shared = wholes[turn] if is_share(reading, counted[turn]) else turn
        return Chosen(shared, ("part.by_turn",) if shared is not None else ())
    named = named_whole(reading, counted[part])
    if named is not None:
        told = counted_by(counted, part, named)
        if told is None:
            return Chosen(None)
        if any(pair.whole == told for pair in offered):
            return Chosen(told, ("part.told",))
    likely, whole = likeliest(offered, model)
    return Chosen(whole, (f"part.weighed={likely:.2f}",)) if whole is not None else Chosen(None)


def likeliest(offered: Sequence[Pair], model: Model) -> tuple[float, int | None]:
    """How likely the likeliest whole is, and which it is; None where none is likely enough."""
    scored = [(probability(pair, model), pair.whole) for pair in offered]
    best = max(scored, key=lambda item: item[0], default=(0.0, -1))
    return best if best[0] >= THRESHOLD else (best[0], None)


def probability(pair: Pair, model: Model) -> float:
    """How likely the one is a part of the other: the geometric mean of what weights and trees say.

    The trees are asked only where they can still make it likely enough, a pair in six.
    """
    weights = model.weights
    weighed = likelihood(weights[BIAS] + sum([weights.get(feature, 0.0) for feature in pair.features]))
    if weighed < THRESHOLD**2:
        return 0.0
    return sqrt(weighed * model.trees.likelihood({*pair.features, *pair.steps()}))


def pairs(
    reading: Reading,
    counted: Sequence[Counted],
    harmed: Sequence[Harmed | None],
    choose: Callable[[Sequence[Pair]], int | None],
) -> list[list[Pair]]:
    """For each quantity in turn its pairs with those near it that can hold it, the nearest before it first.

    `choose` gives the whole that is taken: what earlier ones are parts of is evidence for those that follow
    ("eight people, including four men, one woman and three children").
    """
    scene = _Scene(reading, counted, harmed)
    every = []
    for part in range(len(counted)):
        order = [*range(part - 1, -1, -1), *range(part + 1, len(counted))]
        near = [other for other in order if scene.can_hold(other, part)][:MAX_WHOLES]
        offered = [
            Pair(part, whole, tuple(scene.features(part, whole, rank)), scene.measures(part, whole))
            for rank, whole in enumerate(near)
        ]
        scene.wholes.append(choose(offered))
        every.append(offered)
    return every


class _Scene:
    """The quantities of a report with what is asked of each more than once."""

    def __init__(self, reading: Reading, counted: Sequence[Counted], harmed: Sequence[Harmed | None]) -> None:
        self.reading, self.counted, self.harmed = reading, counted, harmed
        self.passages = [reading.passage_of[item.first] for item in counted]
        self.cues = [self._cue(place) for place in range(len(counted))]
        self.of_all = [self._of_all(place) for place in range(len(counted))]
        self.heads = [
            head_noun(reading, item.last, reading.bounds[passage][1])
            for item, passage in zip(counted, self.passages, strict=True)
        ]
        self.wholes: list[int | None] = []  # what each quantity so far is a part of
        self.in_list = {member: whole for whole in range(len(counted)) for member in self._summands(whole)}
        self.most: dict[Kind, float] = {}
        for item in counted:
            self.most[item.kind] = max(item.quantity.value, self.most.get(item.kind, 0.0))
        self._named: dict[int, frozenset[str]] = {}
        self._totals: dict[int, tuple[frozenset[float], frozenset[float]]] = {}

    @cached_property
    def signs(self) -> Signs:
        """The words of the report as classes; of no report that has no pair."""
        return Signs(self.reading)

    def can_hold(self, whole: int, part: int) -> bool:
        """Is it of a kind that holds the part's, greater, near, and not told of others?"""
        one, other = self.counted[whole], self.counted[part]
        if not one.quantity.value > other.quantity.value > 0:
            return False
        if self._is_told_beside(whole, part) or self._are_apart(whole, part):
            return False
        if self.of_all[part] and (self._is_detail(whole, part) or one.kind not in (other.kind, "casualties")):
            return False
        fits = one.kind == other.kind or other.kind in HOLDS.get(one.kind, ())
        return fits and abs(self.passages[whole] - self.passages[part]) <= SENTENCES_APART

    def _is_told_beside(self, whole: int, part: int) -> bool:
        """ "Raids killed 250, while rockets killed | 12 |": no part, unless it is of them."""
        one, other, words = self.counted[whole], self.counted[part], self.reading.words
        if whole > part or self.passages[whole] != self.passages[part]:
            return False
        return _BESIDE in words[one.last : other.first] and words[other.last : other.last + 1] != ("of",)

    def _are_apart(self, whole: int, part: int) -> bool:
        """Do the nouns behind both numbers name others, or other peoples where no cue makes them one?

        In "nine Palestinians and two | Israelis |" these are no part of those.
        """
        one, other = self.heads[whole], self.heads[part]
        if one is None or other is None:
            return False
        if are_apart(self.reading, one.payload, other.payload):
            return True
        sides = [
            peoples(self.reading, self.counted[at].last, head) for at, head in ((whole, one), (part, other))
        ]
        return all(sides) and sides[0].isdisjoint(sides[1]) and self.cues[part] is None

    def features(self, part: int, whole: int, rank: int) -> Iterator[str]:
        """What speaks for a pair: cues, order, distance, sums, nouns; classes and positions only."""
        item, holder = self.counted[part], self.counted[whole]
        back = self.passages[part] - self.passages[whole]
        order = "before" if whole < part else "after"
        where = f"{order}/{max(-3, min(back, 4))}"
        cue = self.cues[part]
        cued = "none" if cue is None else "cue" if holder.first < cue else "cue-after"
        same = "same" if item.kind == holder.kind else f"{holder.kind}>{item.kind}"
        heads = self._heads(part, whole)
        yield f"at={where}"
        yield f"cue={cued}/{where}"
        yield f"cue={cued}/rank={min(rank, 3)}/{order}"
        yield f"kinds={same}"
        yield f"kinds={same != 'same'}/cue={cued}"
        yield f"heads={heads}/cue={cued}"
        yield f"ratio={_ratio(item.quantity.value / holder.quantity.value)}/cue={cued}"
        yield f"sum={self.in_list.get(part) == whole}/{order}"
        yield f"sum={self.in_list.get(part) == whole}/same={back == 0}/{same}"
        yield from self._sums(part, whole, order, back)
        yield f"rank={min(rank, 4)}/{order}"
        yield f"hedge={holder.quantity.hedge}"
        yield f"form={self._form(part)}/cue={cued}"
        yield f"between={min(abs(part - whole), 4)}/{order}"
        yield f"sibling={self._sibling(part, whole)}"
        yield f"most={holder.quantity.value == self.most[holder.kind]}/cue={cued}"
        yield from self._told_before(part, whole, back)
        near = max(-1, min(back, 3))
        yield f"first={self._first(part)}/{near}"
        yield from self._words_shared(part, whole, near)
        if back > 0:
            yield from self._names_shared(part, whole, near)
        yield from (f"before={word}" for word in self._before(part))
        if back == 0:
            first, last = (holder.last, item.first) if whole < part else (item.last, holder.first)
            yield f"{order}:{self.signs.between(first, last)}"

    def measures(self, part: int, whole: int) -> tuple[float, ...]:
        """The measures of a pair, in the order of STEPS."""
        own, other = self.counted[part].quantity.value, self.counted[whole].quantity.value
        behind = self.passages[part] - self.passages[whole]
        return (other, own, own / other, behind, part - whole, self.passages[whole], len(self.counted))

    def _cue(self, place: int) -> int | None:
        item = self.counted[place]
        begin, stop = self.reading.bounds[self.passages[place]]
        return part_cue(self.reading, item.first, item.last, begin, stop)

    def _is_detail(self, whole: int, part: int) -> bool:
        """Is it but a part that its own sentence told, and the other told later?"""
        if self.passages[whole] >= self.passages[part]:
            return False
        holder = self.wholes[whole]
        return holder is not None and self.passages[holder] == self.passages[whole]

    def _of_all(self, place: int) -> bool:
        item = self.counted[place]
        begin, stop = self.reading.bounds[self.passages[place]]
        return is_of_all(self.reading, item.first, item.last, begin, stop)

    def _heads(self, part: int, whole: int) -> str:
        mine, theirs = self.heads[part], self.heads[whole]
        one = self.harmed[part]
        group = "group" if one is not None and one.groups else "plain"
        if mine is None or theirs is None:
            return f"{mine is None}/{theirs is None}/{group}"
        return f"{'same' if mine.payload.lemma == theirs.payload.lemma else 'other'}/{group}"

    def _form(self, place: int) -> str:
        words = self.reading.words[self.counted[place].first : self.counted[place].last + 1]
        if any(self.reading.lexicon.is_in(word, "others") for word in words):
            return "other"
        return "one" if self.counted[place].quantity.value == 1 else "many"

    def _sibling(self, part: int, whole: int) -> str:
        """Is the number joined to one that a cue makes a part of the same whole?"""
        if part == 0 or self.passages[part - 1] != self.passages[part] or whole >= part - 1:
            return "none"
        between = self.signs.between(self.counted[part - 1].last, self.counted[part].first)
        cue = self.cues[part - 1]
        return f"{cue is not None and self.counted[whole].first < cue}/{between}"

    def _sums(self, part: int, whole: int, order: str, back: int) -> Iterator[str]:
        """Is the part of a list that adds up to the whole: in its sentence, or about it?"""
        total, cued = self.counted[whole].quantity.value, self.cues[part] is not None
        if part not in self._totals:
            self._totals[part] = self._totals_about(part)
        here, about = (total in totals for totals in self._totals[part])
        yield f"adds={here}/{order}"
        yield f"adds={here}/back={max(-2, min(back, 3))}"
        yield f"adds about={about}/{order}"
        yield f"adds about={about}/cue={cued}"

    def _told_before(self, part: int, whole: int, back: int) -> Iterator[str]:
        """How the pair goes with what the quantities before are parts of."""
        near = max(-1, min(back, 2))
        nested = whole < part and self.wholes[whole] is not None
        yield f"nested={nested}/back={near}"
        if not part:
            return
        last = self.wholes[part - 1]
        if self.passages[part - 1] != self.passages[part]:
            yield f"last={'none' if last is None else last == whole}/{near}"
            return
        joined = "none" if last is None else "same" if last == whole else "other"
        if joined == "other" and whole == part - 1:
            joined = "nests"
        between = self.signs.between(self.counted[part - 1].last, self.counted[part].first)
        yield f"joined={joined}"
        yield f"joined={joined}/{between}"
        yield f"joined={joined}/cue={self.cues[part] is not None}"

    def _before(self, place: int) -> Iterator[str]:
        first = self.counted[place].first
        begin = self.reading.bounds[self.passages[place]][0]
        for index in range(max(begin, first - 2), first):
            word = self.reading.words[index]
            if self.reading.lexicon.is_in(word, "prepositions") or not word[0].isalnum():
                yield f"{first - index}{word}"

    def _first(self, place: int) -> str:
        """The article or pronoun that a number is: "a boy", "their mother", "one of them"; else "-"."""
        word = self.reading.words[self.counted[place].first]
        return word if word in _ARTICLES else "-"

    def _words_shared(self, part: int, whole: int, near: int) -> Iterator[str]:
        """Are both told by one word, or by the same rule?"""
        one, other = self.counted[part].trigger, self.counted[whole].trigger
        yield f"told={one is not None}/{other is not None}/{near}"
        if one is not None and other is not None:
            yield f"one word={one.first == other.first}/{self.cues[part] is not None}"
            yield f"same rule={one.payload.rule == other.payload.rule}/{near}"

    def _names_shared(self, part: int, whole: int, near: int) -> Iterator[str]:
        """How many names a sentence shares with the earlier one of the whole, and how many are new."""
        mine, theirs = self._names(self.passages[part]), self._names(self.passages[whole])
        yield f"names={min(len(mine & theirs), 3)}/{near}"
        yield f"new names={min(len(mine - theirs), 3)}/{near}"

    def _names(self, passage: int) -> frozenset[str]:
        """The words with a capital in a sentence but its first."""
        if passage not in self._named:
            begin, stop = self.reading.bounds[passage]
            inside = range(begin + 1, stop)
            self._named[passage] = frozenset(
                self.reading.words[at] for at in inside if self.reading.capitalised(at)
            )
        return self._named[passage]

    def _totals_about(self, part: int) -> tuple[frozenset[float], frozenset[float]]:
        """The totals a part makes up with others of its kind in its sentence, and with those about it."""
        near = range(max(0, part - MAX_LIST), min(len(self.counted), part + MAX_LIST))
        about = [other for other in near if self.counted[other].kind == self.counted[part].kind]
        here = [other for other in about if self.passages[other] == self.passages[part]]
        values = [self.counted[other].quantity.value for other in about]
        values_here = [self.counted[other].quantity.value for other in here]
        return totals(values_here, here.index(part)), totals(values, about.index(part))

    def _summands(self, whole: int) -> list[int]:
        """The next quantities of the kind where two or more of them add up to this one exactly."""
        members: list[int] = []
        total: float = 0
        target = self.counted[whole].quantity.value
        for other in range(whole + 1, min(len(self.counted), whole + 1 + MAX_LIST)):
            item = self.counted[other]
            if item.kind != self.counted[whole].kind or not item.quantity.value:
                continue
            members.append(other)
            total += item.quantity.value
            if total >= target:
                return members if total == target and len(members) > 1 else []
        return []


def _ratio(ratio: float) -> str:
    for top in (0.02, 0.1, 0.25, 0.5, 0.75, 0.9):
        if ratio <= top:
            return str(top)
    return "1"
