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
from sayso.records import PEOPLE_KINDS, Doubt, Quantity, Unit

THRESHOLD: Final = 0.36
SURE_THRESHOLD: Final = 0.1
SECOND_KIND: Final = 0.5
EVEN: Final = 0.5  # what is less likely to count its kind than not is doubted
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
    return [option for _, option in passed]


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
    reached, doubts = _reached(option, weights)
    rules = (option.spot.hit.payload.rule, f"number.{number.form}", reached)
    return Counted(kind, number.first, number.last, quantity, option.spot.hit, rules, doubts)


def _reached(option: Option, weights: Weights | None) -> tuple[str, tuple[Doubt, ...]]:
    """The rule that says how a kind was reached, and the doubt where the odds are against it."""
    if weights is None:
        return "kind.rule", ()
    weighed = probability(option, weights, {})
    doubt = Doubt("kind", f"weighed at {weighed:.2f}: more likely it counts none of these")
    return f"kind.weighed={weighed:.2f}", () if weighed >= EVEN else (doubt,)


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
