"""Decides which numbers count harm, and of which kind.

The options of each number are weighed against each other and against none of them (weights in
resources/<language>/kinds.json, recipe in train/); `rules_only` decides by the rule's cost alone. Every
decision names the trigger's rule and how it was reached.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.counts.option_features import Group
from sayso.extract.counts.options import Option, Weighed, weigh
from sayso.extract.counts.outcomes import settled
from sayso.extract.counts.repeats import first_mentions
from sayso.extract.counts.singulars import singulars
from sayso.extract.numbers.quantities import Number, quantities
from sayso.lexicon import Reading
from sayso.lexicon.weights import BIAS, STEEPEST, Weights, weight_table
from sayso.records import PEOPLE_KINDS, Doubt, Kind, Quantity, Unit

# How likely all kinds of a number must be together, that it counts harm at all.
THRESHOLD: Final = 0.36
SURE_THRESHOLD: Final = 0.1
_LOST: Final = "killed.lose"
_HURT: Final[frozenset[Kind]] = frozenset({"casualties", "injured"})
SECOND_KIND: Final = 0.38
BESIDE_THRESHOLD: Final = 0.003  # of what so stands that it befell those counted besides
TWO_TO_ONE: Final = 2 / 3  # what counts its kinds at lesser odds is doubted
RULE_COST: Final = 12
_ONE_AFTER_ANOTHER: Final = frozenset(
    frozenset(kinds)
    for kinds in (
        ("abducted", "released"),
        ("abducted", "killed"),
        ("detained", "released"),
        ("detained", "killed"),
        ("missing", "killed"),
        ("displaced", "returned"),
        ("seized", "destroyed"),
    )
)
_NONE: Final = repeat(0.0)  # what features weigh of which nothing was learnt
_BEFALLING: Final[frozenset[Kind]] = frozenset({"killed", "injured", "detained", "abducted", "missing"})
_BODIES: Final = "killed.bodies"
_HELD: Final[frozenset[Kind]] = frozenset({"abducted", "detained"})


def count(reading: Reading, *, rules_only: bool = False) -> list[Counted]:
    """The quantities of a report that count harm, each told once, in the order of the text."""
    weights = None if rules_only else weight_table(reading.lexicon.language, "kinds") or None
    return first_mentions(reading, counted_by(reading, weights))


def counted_by(reading: Reading, weights: Weights | None) -> list[Counted]:
    """All quantities that count harm by these weights (None: by the rules alone), repeats among them."""
    sums: dict[Group, float] = {}  # what a group of features weighs is summed up once for all that share it

    ends: dict[int, set[Kind]] = {}  # what was chosen of those told, by where their nouns end

    def choose(weighed: Weighed) -> list[Option]:
        chosen = _as_who_is_joined(reading, weighed, likely(weighed, weights, sums), ends)
        if weighed.head is not None:
            ends[weighed.head.last] = {option.kind for option in chosen}
        return chosen

    counted = [
        _counted(reading, weighed.number, option, *reached)
        for weighed, chosen in weigh(reading, numbers_of(reading), choose)
        if chosen
        for option, reached in zip(chosen, _reached(reading, weighed, chosen, weights, sums), strict=True)
    ]
    return settled(reading, counted)


def _as_who_is_joined(
    reading: Reading, weighed: Weighed, chosen: list[Option], ends: Mapping[int, set[Kind]]
) -> list[Option]:
    """Of one who shares a determiner what befell the one before, or is plain: "lost his wife and | son"."""
    first, form = weighed.number.first, weighed.number.form
    joined = form in ("article", "the") and not reading.lexicon.is_in(reading.words[first], "determiners")
    before = ends.get(first - 1) if joined else None
    if before is None:
        return chosen
    return [option for option in chosen if option.kind in before or option.verdict.sure]


def numbers_of(reading: Reading) -> list[Number]:
    """All numbers of a report, singled-out persons and things among them, in the order of the text."""
    numbers = quantities(reading)
    taken = {index for number in numbers for index in range(number.first, number.last)}
    every = [*numbers, *singulars(reading, taken)]
    return sorted(every, key=lambda number: (number.first, number.last))


def likely(weighed: Weighed, weights: Weights | None, sums: dict[Group, float]) -> list[Option]:
    """The likeliest kind of a number that likely counts harm, and a second one where that is likely, too.

    Where number and trigger stand plainly to one another, little is enough. `sums` keeps what shared groups
    of features weigh.
    """
    if weights is None:
        return [
            option for option in weighed.options[:1] if option.cost <= RULE_COST and not option.verdict.void
        ]
    if weighed.options[0].outright:
        return [weighed.options[0]]
    shares = likelihoods(weighed.options, weights, sums)
    if sum(shares) < SURE_THRESHOLD:
        return []
    ranked: list[tuple[float, Option]] = []
    told = 0.0
    for share, option in sorted(zip(shares, weighed.options, strict=True), key=lambda pair: -pair[0]):
        if told >= THRESHOLD and share < SECOND_KIND:
            break  # whatever the rules say of it, it is not chosen
        if not option.verdict.void:
            ranked.append((share, option))
            told += share
    if told < THRESHOLD:
        possible = 1 - sum(shares) + told
        ranked = [pair for pair in ranked if pair[1].verdict.sure and pair[0] >= SURE_THRESHOLD * possible]
    likeliest = ranked[:1] + [pair for pair in ranked[1:2] if pair[0] >= SECOND_KIND]
    chosen = _that_agree(weighed, [_saved(weighed, option) for _, option in likeliest])
    return chosen + _befell_besides(weighed, chosen, shares) if len(chosen) == 1 else chosen


def _saved(weighed: Weighed, option: Option) -> Option:
    """Of "rescued" the kind that is meant: whoever is told to have been taken is freed.

    "Freed | 31 captives" frees them, though captives were taken; "shot down | five rockets fired at the port"
    stops them, though they were fired.
    """
    if option.spot.hit.payload.rule == _LOST:
        return next((other for other in weighed.options if _is_beside_loss(weighed, other)), option)
    if option.kind == "displaced" and option.spot.hit.payload.form == "ing":
        return next((other for other in weighed.options if _befell_on_flight(weighed, option, other)), option)
    if option.kind == "attacks":
        return next(
            (other for other in weighed.options if other.kind == "intercepted" and other.verdict.sure), option
        )
    if option.kind in _HELD and _is_counted_noun(weighed, option):
        return next(
            (
                other
                for other in weighed.options
                if other.kind == "released" and other.verdict.sure and not other.verdict.void
            ),
            option,
        )
    if option.kind != "evacuated" or not any(other.kind in _HELD for other in weighed.options):
        return option
    same = (other for other in weighed.options if other.spot.hit.first == option.spot.hit.first)
    return next((other for other in same if other.kind == "released"), option)


def _is_beside_loss(weighed: Weighed, other: Option) -> bool:
    """ "Lost | 620 men killed and wounded |": what befell them stands right behind them."""
    behind = weighed.head.last if weighed.head is not None else weighed.number.last
    return other.kind in _HURT and other.spot.hit.first == behind and other.verdict.sure


def _befell_on_flight(weighed: Weighed, flight: Option, other: Option) -> bool:
    """ "12 people fleeing the city were | killed |": what became of those who fled."""
    behind = weighed.head.last if weighed.head is not None else weighed.number.last
    finite = other.spot.voice == "passive" or other.spot.hit.payload.use == "intransitive"
    follows = flight.spot.hit.first == behind and other.spot.hit.first > flight.spot.hit.last
    return other.kind in _BEFALLING and finite and follows and not other.verdict.void


def _that_agree(weighed: Weighed, passed: list[Option]) -> list[Option]:
    """Of two kinds of a number both where both can be said of it, else the better one.

    A word has one of its meanings; a verb beyond another number is that one's; whoever is counted as a
    hostage and was freed is freed; and casualties are those of whom nobody tells whether they died.
    """
    if len(passed) < 2:
        return passed
    first, second = passed
    if first.verdict.apart != second.verdict.apart:
        return [second if first.verdict.apart else first]
    if second.verdict.apart or first.spot.hit.first == second.spot.hit.first:
        return [first]
    inside = [_is_counted_noun(weighed, option) for option in passed]
    if inside[0] != inside[1]:
        return [second if inside[0] else first]
    told_apart = {"killed", "injured"} & {option.kind for option in passed}
    if told_apart and "casualties" in (first.kind, second.kind):
        return [second if first.kind == "casualties" else first]
    return passed


def _befell_besides(weighed: Weighed, chosen: list[Option], shares: Sequence[float]) -> list[Option]:
    """What befell those counted besides what is chosen, as far as one follows on the other.

    "Freed 19 people abducted by gunmen", "six were seized and killed", "900 who had fled have returned".
    """
    first = chosen[0]
    others = (
        option
        for share, option in zip(shares, weighed.options, strict=True)
        if share >= BESIDE_THRESHOLD
        and frozenset((first.kind, option.kind)) in _ONE_AFTER_ANOTHER
        and option.own
        and not option.spot.hit.payload.rule.startswith(_BODIES)  # "arrested and brought to trial"
        and option.spot.hit.first != first.spot.hit.first
    )
    return [
        other
        for other in others
        if other.verdict.beside and not other.verdict.void and not _is_counted_noun(weighed, other)
    ][:1]


def _is_counted_noun(weighed: Weighed, option: Option) -> bool:
    """Is the trigger the noun that is counted: "six | prisoners", but not "six | wounded people"?"""
    hit, head = option.spot.hit, weighed.head
    return head is not None and head.first <= hit.first and hit.last <= head.last


def likelihoods(options: Sequence[Option], weights: Weights, sums: dict[Group, float]) -> list[float]:
    """How likely a number counts each of its options; what is left to 1 is that it counts none of them."""
    odds = [math.exp(min(_weight(option, weights, sums), STEEPEST)) for option in options]
    every = 1 + sum(odds)
    return [each / every for each in odds]


def _weight(option: Option, weights: Weights, sums: dict[Group, float]) -> float:
    total = weights[BIAS]
    for group in option.shared:
        known = sums.get(group)
        if known is None:
            known = sums[group] = sum(map(weights.get, group, _NONE))
        total += known
    return total + sum(map(weights.get, option.own, _NONE))


def _counted(
    reading: Reading, number: Number, option: Option, reached: str, doubts: tuple[Doubt, ...]
) -> Counted:
    quote = reading.quote(number.first, number.last)
    kind = option.kind
    quantity = Quantity(
        quote.text, quote.start, quote.end, number.value, number.hedge, number.value_high,
        _unit(reading, number, kind),
    )  # fmt: skip
    rules = (option.spot.hit.payload.rule, f"number.{number.form}", reached)
    return Counted(kind, number.first, number.last, quantity, option.spot.hit, rules, doubts)


def _reached(
    reading: Reading,
    weighed: Weighed,
    chosen: Sequence[Option],
    weights: Weights | None,
    sums: dict[Group, float],
) -> list[tuple[str, tuple[Doubt, ...]]]:
    """Of each option chosen the rule by which it was, and the doubt where the odds are small."""
    if weights is None or chosen[0].outright:
        return [("kind.rule", ()) for _ in chosen]
    shares = likelihoods(weighed.options, weights, sums)
    own = [shares[weighed.options.index(option)] for option in chosen]
    told = sum(
        share
        for share, option in zip(shares, weighed.options, strict=True)
        if option in chosen or any(_is_same_open_word(reading, option, one) for one in chosen)
    )
    doubt = Doubt("kind", f"weighed at {told:.2f}: it may count something else, or nothing")
    doubts = () if told >= TWO_TO_ONE else (doubt,)
    return [(f"kind.weighed={share:.2f}", doubts) for share in own]


def _is_same_open_word(reading: Reading, one: Option, other: Option) -> bool:
    """ "Shot", as killed and as injured: that somebody was hit is as likely as both together."""
    open_rules = reading.lexicon.words["open_outcomes"]
    return (
        one.spot.hit.first == other.spot.hit.first
        and {option.spot.hit.payload.rule for option in (one, other)} <= open_rules
    )


def _unit(reading: Reading, number: Number, kind: str) -> Unit:
    if kind not in PEOPLE_KINDS:
        return "things"
    following: Sequence[int] = range(number.last, min(number.last + 3, len(reading.words)))
    nouns = [reading.nouns[index].payload for index in following if index in reading.nouns]
    return (
        "households"
        if any(noun.noun_type == "group" and noun.lemma in ("family", "household") for noun in nouns)
        else "people"
    )
