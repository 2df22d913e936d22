"""Where words say outright what a number counts, so that nothing needs to be weighed."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.wholes import verb_of_part
from sayso.extract.counts.plain import WRITTEN
from sayso.extract.nouns.lists import is_label
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Noun, Reading

CASES: Final = 2  # tokens from "of" to what there were cases of
VERB: Final = 3  # tokens of a verb: blew up
_NOWHERE: Final = range(0)
_OF_THE: Final = ("of", "the")
_LATER: Final = frozenset({"later", "since", "then", "subsequently", "also", "eventually"})
_CHAIN: Final = ("auxiliaries", "perfect", "time_adverbs", "staying_so", "between_present")
_BEFORE_TO: Final = ("done_to", "staying_so")
_ITEMS_BEFORE: Final = frozenset({"(", ":", ";", "–", "—"})
_ITEMS_BEHIND: Final = frozenset({",", ";", ")", ".", "and", "&"})
_OF_ITEMS: Final = frozenset({"transitive", "adjective"})


def told_outright(reading: Reading, number: Number, head: Hit[Noun] | None) -> range:
    """Where the word begins that says outright what is counted; an empty range where none does.

    "Recorded | 184 cases of arbitrary | arrest".
    """
    if number.form == "another" and head is None:
        return _before(reading, number.first)
    if number.form not in WRITTEN:
        return _NOWHERE
    if head is None:
        return _of_item(reading, number) or _of_injured(reading, number) or _of_verb(reading, number)
    if head.payload.lemma == "case" and reading.words[head.last : head.last + 1] == ("of",):
        return range(head.last + 1, head.last + CASES + 1)
    if head.last < number.first:
        return _of_label(reading, head) or _of_group(reading, head)
    if (verb := verb_of_part(reading, number)) is not None:
        return range(verb, verb + 1)
    return _of_injured(reading, number)


def _of_injured(reading: Reading, number: Number) -> range:
    """ "| Three | of the injured later | died"."""
    words, lexicon = reading.words, reading.lexicon
    at = number.last + len(_OF_THE)
    if at >= len(words) or words[number.last : at] != _OF_THE or not lexicon.is_in(words[at], "hurt_before"):
        return _NOWHERE
    at += 1
    while at < len(words) and (words[at] in _LATER or lexicon.is_in(words[at], "perfect")):
        at += 1
    return range(at, at + 1)


def _of_item(reading: Reading, number: Number) -> range:
    """ "187 casualties ( | 42 | killed, 145 injured)", "12 schools: | three | destroyed and nine damaged"."""
    words, last = reading.words, number.last
    if words[number.first - 1] not in _ITEMS_BEFORE:
        return _NOWHERE
    ends = [hit.last for hit in reading.triggers.get(last, ()) if hit.payload.use in _OF_ITEMS]
    closed = any(end == len(words) or words[end] in _ITEMS_BEHIND for end in ends)
    return range(last, last + 1) if closed else _NOWHERE


def _of_verb(reading: Reading, number: Number) -> range:
    """ "| Dozens | continue to be | held captive", "| six | are believed to have been | captured".

    Not what leaves open what it does, nor what is yet to come: "| six | are to be freed".
    """
    words, is_in = reading.words, reading.lexicon.is_in
    at, done = number.last, False
    while at < len(words) and any(is_in(words[at], name) for name in _CHAIN):
        if words[at] == "to":
            done = any(is_in(words[at - 1], name) for name in _BEFORE_TO)
        at += 1
    hits = reading.triggers.get(at, ()) if done else ()
    is_open = any(hit.payload.rule in reading.lexicon.words["open_outcomes"] for hit in hits)
    return range(at, at + 1) if hits and not is_open else _NOWHERE


def _of_label(reading: Reading, label: Hit[Noun]) -> range:
    """ "The | losses | of the enemy are: tanks – | 12, trucks – | 30"."""
    if not is_label(reading, label):
        return _NOWHERE
    begin, _ = reading.bounds[reading.passage_of[label.first]]
    tolls = (
        range(at, at + 1)
        for at in range(label.first - 1, begin - 1, -1)
        for hit in reading.triggers.get(at, ())
        if hit.payload.use == "toll"
    )
    return next(tolls, _NOWHERE)


def _of_group(reading: Reading, group: Hit[Noun]) -> range:
    """ "| Killing | a family of | ten"."""
    return _before(reading, group.first - 1)


def _before(reading: Reading, stop: int) -> range:
    """Where the verb begins that ends at a token: "killed one soldier and | wounded | another"."""
    verbs = range(max(0, stop - VERB), stop)
    return next(
        (
            range(first, first + 1)
            for first in verbs
            for hit in reading.triggers.get(first, ())
            if hit.last == stop and hit.payload.use == "transitive"
        ),
        _NOWHERE,
    )
