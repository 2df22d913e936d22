"""The class of the harmed: civilian, combatant, unclear or object.

The noun tells it where it can ("soldiers", "children"); for "people", peoples, bodies and bare numbers the
context is weighed: what else the sentence and the report speak of, and by what means they are harmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.noun_phrases import Phrase
from sayso.extract.role_weights import Weights, heaviest
from sayso.lexicon import Reading
from sayso.records import THING_KINDS, HarmedClass

PEOPLE_CLASSES: Final[tuple[HarmedClass, ...]] = ("civilian", "combatant", "unclear")
_OPEN_NOUNS: Final = frozenset(
    {"person", "individual", "man", "woman", "victim", "prisoner", "detainee", "captive", "hostage", "suspect", "member",
     "passenger", "relative", "guard", "other", "survivor", "resident", "worker", "pilot", "crew", "official", "youth"}
)  # fmt: skip

Found = tuple[Phrase | None, str]


@dataclass(frozen=True, slots=True)
class Tone:
    """What a report speaks of: how often means and classes of people are told in it."""

    means: Counter[str]
    people: Counter[str]


def classes(
    reading: Reading, counted: Sequence[Counted], found: Sequence[Found], weights: Weights
) -> list[tuple[HarmedClass, str]]:
    """The class of each harm with the rule that tells it."""
    tone, last, chosen = tone_of(reading), None, list[tuple[HarmedClass, str]]()
    for item, (phrase, rule) in zip(counted, found, strict=True):
        if item.kind in THING_KINDS:
            chosen.append(("object", "class.kind"))
            continue
        options = class_options(reading, item, phrase, rule, tone, last)
        value = PEOPLE_CLASSES[heaviest(options, weights)]
        told = phrase.head.payload.harmed_class if phrase is not None and phrase.head is not None else None
        chosen.append((value, "class.noun" if told == value else "class.context"))
        last = (item, value)
    return chosen


def tone_of(reading: Reading) -> Tone:
    """The means and classes of people told in a report."""
    return Tone(
        Counter(str(hit.payload) for hit in reading.means.values()),
        Counter(str(hit.payload.harmed_class) for hit in reading.nouns.values() if hit.payload.noun_type == "person"),
    )


def class_options(
    reading: Reading,
    item: Counted,
    phrase: Phrase | None,
    rule: str,
    tone: Tone,
    last: tuple[Counted, HarmedClass] | None,
) -> list[list[str]]:
    """The features of each class; `last` is the claim before with its class."""
    features = list(_features(reading, item, phrase, rule, tone, last))
    return [[f"{choice}:{feature}" for feature in features] for choice in PEOPLE_CLASSES]


def _features(
    reading: Reading,
    item: Counted,
    phrase: Phrase | None,
    rule: str,
    tone: Tone,
    last: tuple[Counted, HarmedClass] | None,
) -> Iterator[str]:
    noun = _noun(phrase)
    yield from ("bias", f"noun={noun}", f"kind={item.kind}", f"rule={rule}", f"noun={noun}/kind={item.kind}")
    head = phrase.head.payload if phrase is not None and phrase.head is not None else None
    if head is not None:
        yield f"class={head.harmed_class}"
        yield from (f"group={group}" for group in head.groups)
    closed = head is not None and head.harmed_class in ("civilian", "combatant") and head.lemma not in _OPEN_NOUNS
    scope = "closed" if closed else "open"
    yield scope
    if phrase is not None:
        yield from (f"within={sign}" for sign in sorted(_within(reading, phrase)))
    for sign in sorted(_around(reading, item, phrase)):
        yield f"{scope}:around={sign}"
        yield f"around={sign}/kind={item.kind}"
    yield f"{scope}:means={next(iter(sorted(tone.means, key=lambda way: (-tone.means[way], way))), None)}"
    accident = tone.means["accident"] / max(sum(tone.means.values()), 1)
    yield f"{scope}:accident={round(accident * 4)}"
    fighting = tone.people["combatant"] / max(sum(tone.people.values()), 1)
    yield f"{scope}:fighting={round(fighting * 5)}"
    yield f"{scope}:value={_bucket(item.quantity.value)}"
    own = item.trigger.payload.means if item.trigger is not None else None
    yield f"{scope}:own={own}"
    if last is not None:
        steps = min(reading.passage_of[item.first] - reading.passage_of[last[0].first], 2)
        yield f"{scope}:last={last[1]}/{steps}"
        yield f"{rule}:last={last[1]}"


def _noun(phrase: Phrase | None) -> str:
    if phrase is None:
        return "none"
    if phrase.head is None:
        return "unknown"
    noun = phrase.head.payload
    if noun.lemma in _OPEN_NOUNS:
        return noun.lemma
    people = "/people" if noun.lemma[0].isupper() else ""
    return f"{noun.noun_type}/{noun.harmed_class}{people}"


def _within(reading: Reading, phrase: Phrase) -> set[str]:
    """What the phrase holds besides its head: fighters' and bodies' names, words of harm, capitals."""
    signs = set()
    end = phrase.head.first if phrase.head is not None else phrase.last
    for at in range(phrase.first, phrase.last):
        hit = reading.nouns.get(at)
        if hit is not None and hit is not phrase.head:
            signs.add(f"{hit.payload.harmed_class}/{hit.payload.noun_type}")
        if reading.lexicon.is_in(reading.words[at], "actor_adjectives"):
            signs.add("side")
        elif hit is None and reading.capitalised(at) and at < end:
            signs.add("name")
    return signs


def _around(reading: Reading, item: Counted, phrase: Phrase | None) -> set[str]:
    """What else the sentence speaks of: means, buildings, kinds of people, a time since."""
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    signs = set()
    for at in range(begin, stop):
        if at in reading.means:
            signs.add(f"means={reading.means[at].payload}")
        hit = reading.nouns.get(at)
        if hit is None:
            if reading.lexicon.is_in(reading.words[at], "war_words"):
                signs.add("war")
            continue
        if phrase is not None and phrase.first <= at < phrase.last:
            continue
        noun = hit.payload
        if noun.noun_type in ("person", "group"):
            signs.add(f"people={noun.harmed_class}/{noun.lemma[0].isupper()}")
            signs.update(f"group={group}" for group in noun.groups)
        elif noun.noun_type in ("building", "post", "settlement", "vehicle"):
            signs.add(noun.noun_type)
    return signs


def _bucket(value: float) -> str:
    for top in (0, 1, 3, 10, 30, 100, 1000, 10000):
        if value <= top:
            return str(top)
    return "more"
