"""Decides which numbers count harm, and of which kind.

A regression weighs the options of each number (weights in resources/<language>/kinds.json, recipe in train/);
`rules_only` decides by the rule's cost alone. Every decision names the trigger's rule and how it was reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.option_features import Group
from sayso.extract.options import Choose, Option, Weighed, weigh
from sayso.extract.outcomes import settled
from sayso.extract.quantities import Number, quantities
from sayso.extract.repeats import first_mentions
from sayso.extract.singulars import singulars
from sayso.lexicon import Reading
from sayso.lexicon.weights import BIAS, Weights, likelihood, weight_table
from sayso.records import PEOPLE_KINDS, Quantity, Unit

THRESHOLD: Final = 0.36
SURE_THRESHOLD: Final = 0.1
SECOND_KIND: Final = 0.5
RULE_COST: Final = 12


def count(reading: Reading, *, rules_only: bool = False) -> list[Counted]:
    """The quantities of a report that count harm, each told once, in the order of the text."""
    weights = None if rules_only else weight_table(reading.lexicon.language, "kinds") or None
    return first_mentions(reading, counted_by(reading, weights))


def counted_by(reading: Reading, weights: Weights | None) -> list[Counted]:
    """All quantities that count harm by these weights (None: by the rules alone), repeats among them."""
    counted = [
        _counted(reading, weighed.number, option, weights)
        for weighed, chosen in weigh(reading, numbers_of(reading), _chooser(weights))
        for option in chosen
    ]
    return settled(reading, counted)


def _chooser(weights: Weights | None) -> Choose:
    """Chooses by weights; what a group of features weighs is summed up once for all that are asked."""
    sums: dict[Group, float] = {}
    return lambda weighed: likely(weighed, weights, sums)


def numbers_of(reading: Reading) -> list[Number]:
    """All numbers of a report, singled-out persons and things among them, in the order of the text."""
    numbers = quantities(reading)
    taken = {index for number in numbers for index in range(number.first, number.last)}
    every = [*numbers, *singulars(reading, taken)]
    return sorted(every, key=lambda number: (number.first, number.last))


def likely(weighed: Weighed, weights: Weights | None, sums: dict[Group, float]) -> list[Option]:
    """The likeliest kind of a number where it is likely enough, and a second one where that is, too.

    `sums` keeps what shared groups of features weigh.
    """
    if weights is None:
        return [option for option in weighed.options[:1] if option.cost <= RULE_COST]
    scored = [(probability(option, weights, sums), option) for option in weighed.options]
    passed = [pair for pair in scored if pair[0] >= (SURE_THRESHOLD if pair[1].sure else THRESHOLD)]
    passed = sorted(passed, key=lambda pair: -pair[0])[:2]
    if len(passed) == 2 and passed[1][0] < SECOND_KIND:
        passed.pop()
    return _that_agree(weighed, [option for _, option in passed])


def _that_agree(weighed: Weighed, passed: list[Option]) -> list[Option]:
    """Of two kinds of a number both where both can be said of it, else the better one.

    A word has one of its meanings; a verb beyond another number is that one's; whoever is counted as a
    hostage and was freed is freed; and casualties are those of whom nobody tells whether they died.
    """
    if len(passed) < 2:
        return passed
    first, second = passed
    if first.apart != second.apart:
        return [second if first.apart else first]
    if second.apart or first.spot.hit.first == second.spot.hit.first:
        return [first]
    inside = [_is_counted_noun(weighed, option) for option in passed]
    if inside[0] != inside[1]:
        return [second if inside[0] else first]
    told_apart = {"killed", "injured"} & {option.kind for option in passed}
    if told_apart and "casualties" in (first.kind, second.kind):
        return [second if first.kind == "casualties" else first]
    return passed


def _is_counted_noun(weighed: Weighed, option: Option) -> bool:
    """Is the trigger the noun that is counted: "six | prisoners", but not "six | wounded people"?"""
    hit, head = option.spot.hit, weighed.head
    return head is not None and head.first <= hit.first and hit.last <= head.last


def probability(option: Option, weights: Weights, sums: dict[Group, float]) -> float:
    """How likely the number counts this kind; `sums` keeps what shared groups of features weigh."""
    get = weights.get
    total = weights[BIAS]
    for group in option.shared:
        known = sums.get(group)
        if known is None:
            known = sums[group] = sum([get(feature, 0.0) for feature in group])
        total += known
    total += sum([get(feature, 0.0) for feature in option.own])
    return likelihood(total)


def _counted(reading: Reading, number: Number, option: Option, weights: Weights | None) -> Counted:
    quote = reading.quote(number.first, number.last)
    kind = option.kind
    quantity = Quantity(
        quote.text, quote.start, quote.end, number.value, number.hedge, number.value_high,
        _unit(reading, number, kind),
    )  # fmt: skip
    rules = (option.spot.hit.payload.rule, f"number.{number.form}", _reached(option, weights))
    return Counted(kind, number.first, number.last, quantity, option.spot.hit, rules)


def _reached(option: Option, weights: Weights | None) -> str:
    return "kind.rule" if weights is None else f"kind.weighed={probability(option, weights, {}):.2f}"


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
