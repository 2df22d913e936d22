"""The class of the harmed: civilian, combatant, unclear or object.

The noun tells it where it can ("soldiers", "children"); for "people", peoples, bodies and bare numbers the
context is weighed: what else the sentence and the report speak of, and by what means they are harmed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.harmed.described import WAR_TOTAL, class_described, fought_beside
from sayso.extract.harmed.of_all import of_all, of_most
from sayso.extract.nouns.called import called
from sayso.extract.nouns.noun_phrases import Phrase
from sayso.extract.role_weights import Choice, bucket, heaviest
from sayso.lexicon import Noun, Reading
from sayso.lexicon.weights import Weights
from sayso.records import THING_KINDS, HarmedClass

PEOPLE_CLASSES: Final[tuple[HarmedClass, ...]] = ("civilian", "combatant", "unclear")
Found = tuple[Phrase | None, str]


@dataclass(frozen=True, slots=True)
class Tone:
    """What a report speaks of, as features of each class; and by passage the classes that the nouns of its
    counted people tell.
    """

    fixed: Mapping[HarmedClass, tuple[str, ...]]
    told: Mapping[int, frozenset[str]]


def classes(
    reading: Reading, counted: Sequence[Counted], found: Sequence[Found], weights: Weights
) -> list[tuple[HarmedClass, str]]:
    """The class of each harm with the rule that tells it."""
    tone, past, chosen = tone_of(reading, counted, found), Past(), list[tuple[HarmedClass, str]]()
    said_of_all, said_of_most = of_all(reading, counted), of_most(reading, counted)
    memory: dict[tuple[str, ...], float] = {}
    for place, (item, (phrase, rule)) in enumerate(zip(counted, found, strict=True)):
        told, every = told_class(reading, phrase), said_of_all.get(place)
        if item.kind in THING_KINDS:
            chosen.append(("object", "class.kind"))
            continue
        value: HarmedClass
        if fought_beside(reading, phrase):
            value, how = "combatant", "class.fought"
        elif every is not None and told in (None, every):
            value, how = every, "class.all_of_them"
        elif told is not None:
            value, how = told, "class.noun"
        elif place in said_of_most:
            value, how = said_of_most[place], "class.most_of_them"
        elif (own := _class_called(reading, phrase, rule)) is not None:
            value, how = own, "class.called"
        elif (described := class_described(reading, item, phrase)) is not None:
            value, how = described
        else:
            options = class_options(reading, item, phrase, rule, tone, past)
            value, how = PEOPLE_CLASSES[heaviest(options, weights, memory)], "class.context"
        chosen.append((value, how))
        if how != WAR_TOTAL:  # it says nothing of those who are told next
            past = past.then(item, phrase, value)
    return chosen


def told_class(reading: Reading, phrase: Phrase | None) -> HarmedClass | None:
    """The class that the noun by itself tells, None where the context must."""
    if phrase is None or phrase.head is None:
        return None
    return class_of_noun(reading, phrase.head.payload)


def _class_called(reading: Reading, phrase: Phrase | None, rule: str) -> HarmedClass | None:
    """The class that a named person is called by elsewhere in the report."""
    noun = called(reading, phrase.last) if phrase is not None and rule == "whom.name" else None
    return class_of_noun(reading, noun) if noun is not None else None


def class_of_noun(reading: Reading, noun: Noun) -> HarmedClass | None:
    """The class that a noun tells, None where it leaves it open."""
    open_noun = reading.lexicon.is_in(noun.lemma, "open_nouns") or noun.noun_type not in ("person", "group")
    return noun.harmed_class if noun.harmed_class in ("civilian", "combatant") and not open_noun else None


@dataclass(frozen=True, slots=True)
class Past:
    """The claim before with its class, and the classes that nouns had before."""

    item: Counted | None = None
    value: HarmedClass | None = None
    nouns: Mapping[str, HarmedClass] = field(default_factory=dict)

    def then(self, item: Counted, phrase: Phrase | None, value: HarmedClass) -> Past:
        """The past after one more claim."""
        lemma = phrase.head.payload.lemma if phrase is not None and phrase.head is not None else ""
        return Past(item, value, {**self.nouns, lemma: value})


def tone_of(reading: Reading, counted: Sequence[Counted], found: Sequence[Found]) -> Tone:
    """The means and classes of people told in a report."""
    told: dict[int, frozenset[str]] = {}
    for item, (phrase, _) in zip(counted, found, strict=True):
        harmed_class = told_class(reading, phrase) if item.kind not in THING_KINDS else None
        if harmed_class is not None:
            passage = reading.passage_of[item.first]
            told[passage] = told.get(passage, frozenset()) | {harmed_class}
    features = list(_of_report(reading, told))
    return Tone({choice: tuple(_of_class(choice, features)) for choice in PEOPLE_CLASSES}, told)


def _of_report(reading: Reading, told: Mapping[int, frozenset[str]]) -> Iterator[str]:
    """How often a report tells means, classes of people, civilians as such, women and children."""
    means = Counter([hit.payload for hit in reading.means.values()])
    nouns = [hit.payload for hit in reading.nouns.values()]
    people = [noun.harmed_class for noun in nouns if noun.noun_type == "person"]
    civilian = reading.lexicon.words["civilian_words"]
    civilians = len([word for word in reading.words if word in civilian])
    groups = len([noun for noun in nouns if "children" in noun.groups or "women" in noun.groups])
    yield f"means={min(means, key=lambda way: (-means[way], way), default=None)}"
    yield f"accident={round(means['accident'] / max(means.total(), 1) * 4)}"
    yield f"told={'+'.join(sorted(frozenset().union(*told.values())))}"
    yield f"fighting={round(people.count('combatant') / max(len(people), 1) * 5)}"
    yield f"peaceful={round(people.count('civilian') / max(len(people), 1) * 5)}"
    yield from (f"civilians={min(civilians, 3)}", f"groups={min(groups, 3)}")


def _of_class(choice: HarmedClass, features: Sequence[str]) -> list[str]:
    return [f"{choice}:{feature}" for feature in features]


def class_options(
    reading: Reading,
    item: Counted,
    phrase: Phrase | None,
    rule: str,
    tone: Tone,
    past: Past,
) -> list[Choice]:
    """Each class with its features; `past` is what was chosen before."""
    features = list(_features(reading, item, phrase, rule, tone, past))
    return [Choice(tone.fixed[choice], _of_class(choice, features)) for choice in PEOPLE_CLASSES]


def _features(
    reading: Reading,
    item: Counted,
    phrase: Phrase | None,
    rule: str,
    tone: Tone,
    past: Past,
) -> Iterator[str]:
    noun = _noun(reading, phrase)
    yield from ("bias", f"noun={noun}", f"kind={item.kind}", f"rule={rule}", f"noun={noun}/kind={item.kind}")
    head = phrase.head.payload if phrase is not None and phrase.head is not None else None
    if head is not None:
        yield f"class={head.harmed_class}"
        yield from (f"group={group}" for group in head.groups)
    if phrase is not None:
        yield from (f"within={sign}" for sign in sorted(_within(reading, phrase)))
    for sign in sorted(_around(reading, item, phrase)):
        yield f"around={sign}"
        yield f"around={sign}/kind={item.kind}"
    passage = reading.passage_of[item.first]
    yield from (f"told here={told}/{noun}" for told in sorted(tone.told.get(passage, ())))
    yield f"quoted={reading.passages[passage].quotation is not None}"
    yield f"passage={min(passage, 3)}"
    yield from (f"told after={told}/{noun}" for told in sorted(tone.told.get(passage + 1, ())))
    own, trigger = None, None
    if item.trigger is not None:
        own, trigger = item.trigger.payload.means, item.trigger.payload.rule
    yield from (f"value={bucket(item.quantity.value)}", f"own={own}")
    yield from (f"trigger={trigger}", f"trigger={trigger}/{noun}")
    if past.item is not None:
        steps = min(passage - reading.passage_of[past.item.first], 2)
        yield f"last={past.value}/{steps}"
        yield f"{rule}:last={past.value}"
    if head is not None and head.lemma in past.nouns:
        yield f"same={past.nouns[head.lemma]}"
        yield f"{noun}:same={past.nouns[head.lemma]}"


def _noun(reading: Reading, phrase: Phrase | None) -> str:
    if phrase is None:
        return "none"
    if phrase.head is None:
        return "unknown"
    noun = phrase.head.payload
    if reading.lexicon.is_in(noun.lemma, "open_nouns"):
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
    war_words = reading.lexicon.words["war_words"]
    signs = set()
    for at in range(begin, stop):
        if at in reading.means:
            signs.add(f"means={reading.means[at].payload}")
        hit = reading.nouns.get(at)
        if hit is None:
            if reading.words[at] in war_words:
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
