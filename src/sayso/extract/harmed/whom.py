"""Whom or what a quantity counts: the noun phrase and its class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.harmed.antecedents import antecedent
from sayso.extract.harmed.harmed_class import classes
from sayso.extract.harmed.persons_meant import person_meant
from sayso.extract.nouns.heads import group_of, past_rise
from sayso.extract.nouns.lists import is_label, label_start, labelled
from sayso.extract.nouns.name_runs import end_of_name
from sayso.extract.nouns.noun_phrases import Phrase, blocks, compound_end, core_at, name_end, phrase_at
from sayso.extract.role_weights import role_weights
from sayso.lexicon import Reading
from sayso.records import PEOPLE_KINDS, Doubt, Harmed, HarmedClass

GAP: Final = 3
OWNER: Final = 2  # tokens of whose they are: village's
PREDICATE_LENGTH: Final = 4
_MEMBERS: Final = frozenset({"person", "group"})
_THINGS: Final = frozenset(
    "act munition weapon vehicle aircraft vessel building time money measure age count-other".split()
)
_OPEN: Final = {
    "whom.before": "the noun is that of a number in a sentence before",
    "whom.left_before": "the noun is taken from the sentence before",
    "whom.later": "the noun is that of the next number",
    "whom.none": "the text names nobody",
    "whom.pronoun": "a pronoun stands for the person named before",
}
_OF_PRONOUNS: Final = {"himself": ("men",), "herself": ("women",)}
_NOBODY: Final = frozenset({"nobody", "no one", "no-one"})
_CLOSING: Final = frozenset('”"’')
_CAPTIVES: Final = frozenset({"captive", "hostage", "prisoner"})
_COUNT_WORDS: Final = frozenset({"another", "one", "nobody", "no", "a", "an", "anyone", "sole"})


def whom(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Harmed | None]]:
    """The noun phrase each quantity counts, with its class and groups, in order.

    In "At least 12 junta soldiers were killed" the 12 are "junta soldiers", combatants. A bare number
    takes the noun of its neighbours ("killing six"); where there is none, `text` is None.
    """
    found = phrases(reading, counted)
    told = classes(reading, counted, found, role_weights(reading.lexicon.language, "class"))
    return [
        _harmed(reading, item, phrase, harmed_class, (rule, class_rule))
        for item, (phrase, rule), (harmed_class, class_rule) in zip(counted, found, told, strict=True)
    ]


def phrases(reading: Reading, counted: Sequence[Counted]) -> list[tuple[Phrase | None, str]]:
    """The noun phrase of each quantity, None where nobody is named, with the rule that found it."""
    found = [direct(reading, item) for item in counted]
    for place, (phrase, rule) in enumerate(found):
        if rule in ("whom.bare", "whom.harm"):
            found[place] = antecedent(reading, counted, found, place, phrase)
    return found


def _harmed(
    reading: Reading, item: Counted, phrase: Phrase | None, harmed_class: HarmedClass, rules: tuple[str, str]
) -> Chosen[Harmed | None]:
    doubts = tuple(Doubt("whom", reason) for rule, reason in _OPEN.items() if rule == rules[0])
    if phrase is None:
        return Chosen(Harmed(None, item.quantity.end, item.quantity.end, harmed_class), rules, doubts)
    quote = reading.quote(phrase.first, phrase.last)
    told = phrase.head.payload.groups if phrase.head is not None else ()
    groups = _OF_PRONOUNS.get(item.quantity.text.casefold(), told)
    return Chosen(Harmed(quote.text, quote.start, quote.end, harmed_class, groups), rules, doubts)


def direct(reading: Reading, item: Counted) -> tuple[Phrase | None, str]:
    """The phrase that the number itself opens, with the rule that found it; whom.bare where it is alone."""
    stop = reading.bounds[reading.passage_of[item.first]][1]
    inside = _inside(reading, item, stop)
    if inside is not None:
        return inside
    predicate = _predicate(reading, item, stop)
    if predicate is not None:
        return predicate, "whom.predicate"
    last = item.last if labelled(reading, item.first) else past_rise(reading, item.last, stop)
    at = _after_number(reading, last, stop)  # "3,751 (+4) | tanks"
    if item.quantity.text.casefold() in _NOBODY and reading.words[item.last : item.last + 1] != ("of",):
        return None, "whom.none"
    if at is None:
        return None, "whom.bare"
    if reading.words[at] == "others" or (
        reading.words[at] == "other" and (at + 1 >= stop or core_at(reading, at + 1, stop) is None)
    ):
        return Phrase(at, at + 1, None), "whom.others"
    those = _those(reading, at, stop)
    if those is not None:
        return those, "whom.those"
    phrase = phrase_at(reading, at, stop)
    if phrase is not None and _became(phrase, item):
        phrase = _who_became(reading, phrase)
    if phrase is not None and _right_kind(phrase, item):
        return _behind_harm(reading, phrase, stop)
    unknown = _unknown_noun(reading, item, at, stop)
    if unknown is not None:
        return unknown, "whom.unknown"
    group = group_of(reading, item.first)
    if group is not None:
        return Phrase(group.first, group.last, group), "whom.group_of"
    label = labelled(reading, item.first)
    if label is not None and label.payload.noun_type == "toll":  # "- The toll: | 107 | dead"
        return None, "whom.bare"
    first = label_start(reading, label) if label and is_label(reading, label) else None
    return (Phrase(first, label.last, label), "whom.label") if label and first else (None, "whom.bare")


def _inside(reading: Reading, item: Counted, stop: int) -> tuple[Phrase | None, str] | None:
    """The noun where the quantity holds it: "his mother", "Maj. X was captured"."""
    if item.quantity.value != 1 or item.first in reading.hedges:
        return None
    first = item.first
    if reading.lexicon.is_in(reading.words[first], "determiners") or reading.words[first] == "whose":
        first += 1
        if first >= item.last:
            return None
        phrase = phrase_at(reading, first, stop)
        return (phrase, "whom.inside") if phrase else None
    word = reading.words[first]
    if (
        word in reading.lexicon.numerals
        or (word[0].isdigit() and item.last - first == 1)
        or word in _COUNT_WORDS
    ):
        return None
    if reading.lexicon.is_in(word, "pronouns") or word in ("she", "him", "i", "me"):
        return person_meant(reading, item), "whom.pronoun"
    phrase = core_at(reading, first, stop)
    if (
        not reading.capitalised(first)
        and phrase is not None
        and phrase.last >= item.last
        and not reading.capitalised(item.last - 1)
    ):
        return phrase, "whom.inside"
    end = max(item.last, name_end(reading, first, stop))
    return Phrase(first, end, phrase.head if phrase and phrase.last <= end else None), "whom.name"


def _predicate(reading: Reading, item: Counted, stop: int) -> Phrase | None:
    """What is said of a part: "ten of them children", "three of whom were women", "five are children"."""
    words, at = reading.words, item.last
    pointing = at + 1 < stop and words[at] == "of" and reading.lexicon.is_in(words[at + 1], "part_pronouns")
    if pointing:
        at += 2
        at += words[at - 1] == "those" and at in reading.triggers  # "six of those killed | were guards"
    elif at + 2 < stop and words[at] == "of" and words[at + 1] in ("the", "these", "those"):
        part = core_at(reading, at + 2, stop)
        if part is None and reading.lexicon.is_in(words[at + 2], "harmed_nominals"):
            part = Phrase(
                at + 2, _past_place(reading, at + 3, stop), None
            )  # "two of the killed in Sarwe were"
        if part is None:
            return None
        pointing, at = True, part.last
        if at < stop and at in reading.triggers:
            pointing = False  # "30 of the men wounded | were"; "six of the raids hit | houses" are no houses
            at += 1
    if at < stop and reading.lexicon.is_in(words[at], "auxiliaries"):
        at += 1
    elif not pointing or reading.words[at - 1] == "of":
        return None
    if at < stop and words[at] in ("a", "an", "the", "all", "reportedly", "also"):
        at += 1
    phrase = core_at(reading, at, stop) if at < stop and at not in reading.triggers else None
    if phrase is not None and reading.words[phrase.last - 1 : phrase.last + 1] == ("accused", "of"):
        return None
    if phrase is None or phrase.last - at > PREDICATE_LENGTH:
        return None
    people = item.kind in PEOPLE_KINDS
    return phrase if (phrase.noun_type in _MEMBERS) == people else None


def _past_place(reading: Reading, at: int, stop: int) -> int:
    """The token behind "in Sarwe"; the same where no place stands there."""
    if at >= stop or not reading.lexicon.is_in(reading.words[at], "inside"):
        return at
    end = end_of_name(reading, at + 1, stop)
    return end if end > at + 1 else at


def _after_number(reading: Reading, at: int, stop: int) -> int | None:
    """Where a noun phrase may begin behind a number: over "of the", "more", "the" and "its".

    "3 | (three) | guards" likewise.
    """
    words = reading.words
    if words[at : at + 3 : 2] == ("(", ")") and reading.lexicon.is_numeral(words[at + 1]):
        at += 3
    if at + 1 < stop and words[at] in _CLOSING and words[at + 1] == "of":  # "dozens" of villagers
        at += 1
    if at < stop and words[at] in ("more", "further", "additional"):
        at += 1
    if at < stop and words[at] in ("of", "among"):
        at += 1
        if at < stop and words[at] == "all":
            at += 1
        if (
            at < stop
            and reading.lexicon.is_in(words[at], "part_pronouns")
            and words[at] not in ("those", "these")
        ):
            return None
        if at < stop and reading.lexicon.is_in(words[at], "determiners"):
            at += 1
        at = _past_owner(reading, at, stop)
        while at < stop and reading.lexicon.is_numeral(words[at]):  # "of Sarwe's | 2 million | people"
            at += 1
        at += 2 * (words[at : at + 2] == ("or", "so"))
    elif at < stop and (words[at] == "the" or reading.lexicon.is_in(words[at], "possessives")):
        at += 1
    return at if at < stop else None


def _past_owner(reading: Reading, at: int, stop: int) -> int:
    """The token behind whose they are, where these are counted: "of | Gaza's | 36 clinics"; else the same.

    "Of the | village's | 300 houses" likewise.
    """
    reach = range(at + 1, min(stop - 1, max(end_of_name(reading, at, stop), at + OWNER) + 1))
    owner = next((index for index in reach if reading.words[index] == "'s"), None)
    owned = owner is not None and reading.lexicon.is_numeral(reading.words[owner + 1])
    return owner + 1 if owner is not None and owned else at


def _those(reading: Reading, at: int, stop: int) -> Phrase | None:
    """ "18 of those killed": the pronoun and the verb that says who they are."""
    if reading.words[at] not in ("those", "these") or at + 1 >= stop:
        return None
    following = reading.words[at + 1]
    if at + 1 in reading.triggers or reading.lexicon.is_in(following, "harmed_nominals"):
        return Phrase(at, at + 2, None)
    return phrase_at(reading, at + 1, stop)


def _behind_harm(reading: Reading, phrase: Phrase, stop: int) -> tuple[Phrase | None, str]:
    """Whom a count of harm is of: "the body of a guard", "no casualties among foreign troops"."""
    if phrase.noun_type not in ("toll", "body"):
        return phrase, "whom.right"
    none_told = reading.words[phrase.first - 1] == "no" and phrase.noun_type == "toll"
    at = phrase.last
    if at + 1 < stop and reading.words[at] in ("of", "among", "for", "to", "amongst"):
        at += 1
        if reading.lexicon.is_in(reading.words[at], "determiners"):
            at += 1
        further = phrase_at(reading, at, stop) if at < stop else None
        if further is not None and further.noun_type in _MEMBERS:
            return further, "whom.of"
    if none_told:
        return None, "whom.no_harm"
    return phrase, "whom.harm" if phrase.noun_type == "toll" else "whom.right"


def _right_kind(phrase: Phrase, item: Counted) -> bool:
    """People for people's kinds: nobody counts acts or weapons among the killed."""
    if item.kind not in PEOPLE_KINDS:
        return True
    return phrase.noun_type not in _THINGS


def _became(phrase: Phrase, item: Counted) -> bool:
    """ "Took 240 | captive", "took 12 soldiers | hostage": what they became, and not who they are."""
    taken = item.kind in ("abducted", "detained") and item.quantity.value > 1
    head = phrase.head
    return taken and head is not None and not head.payload.plural and head.payload.lemma in _CAPTIVES


def _who_became(reading: Reading, phrase: Phrase) -> Phrase | None:
    """ "Took 23 | crew | hostage": who stands before what they became; None where nobody does."""
    last = phrase.last - 1
    heads = (reading.nouns.get(first) for first in range(phrase.first, last))
    return next((Phrase(phrase.first, last, head) for head in heads if head and head.last == last), None)


def _unknown_noun(reading: Reading, item: Counted, at: int, stop: int) -> Phrase | None:
    """A noun that the lexicon does not know, right behind the number: "12 truffle-gatherers".

    "Four of the | injured | had burns" are these.
    """
    if item.quantity.value > 1 and reading.lexicon.is_in(reading.words[at], "harmed_nominals"):
        return Phrase(at, at + 1, None) if reading.words[at - 1] == "the" else None
    which = reading.lexicon.is_in(reading.words[at], "ordinals") and at + 1 not in reading.nouns
    if which or reading.words[at].endswith(("ing", "ly")):
        return None  # "a | third badly hurt", "one | belonging to the party", "four, one | critically"
    end = compound_end(reading, at, stop)
    if end > at and item.quantity.value == 1:
        return Phrase(at, end, None)
    while end < min(stop, at + GAP) and not blocks(reading, end):
        end += 1
    if end == at or len(reading.words[end - 1]) < 4:
        return None
    if (item.quantity.value != 1 and not reading.words[end - 1].endswith("s")) or reading.words[
        end - 1
    ] == "times":
        return None
    if reading.lexicon.is_in(reading.words[end - 1], "harmed_nominals"):
        return None
    return Phrase(at, end, None)
