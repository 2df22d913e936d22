"""Words of saying that say nothing: "claimed 104 lives", "condemned the attack", "an attack claimed by X"."""

from __future__ import annotations

from typing import Final

from sayso.extract.phrases import is_paper
from sayso.lexicon import Hit, Reading
from sayso.lexicon.load import SayingWord

ACT_REACH: Final = 4  # tokens from an attack to "claimed by": , which was
AHEAD: Final = 5  # tokens behind the word that tell what is said
GIVES: Final = frozenset({"give", "gives", "gave", "given"})
_QUOTES: Final = frozenset('“”"«»„')
_OF_LIVES: Final = frozenset({"life", "lives", "responsibility"})
_GUESSING: Final = frozenset({"believe", "believes", "believed", "suspect", "suspects", "fear", "fears"})
_OF_BEING: Final = frozenset({"have", "be", "hold", "control"})
_WEAK: Final = frozenset({"reported", "feared", "believed", "confirmed"})


def says(reading: Reading, at: int) -> bool:
    """Does a verb of saying begin at a token?"""
    return any(hit.payload.use == "verb" for hit in reading.saying.get(at, ()))


def says_nothing(reading: Reading, hit: Hit[SayingWord], begin: int, stop: int, *, ends_clause: bool) -> bool:
    """Does a word of saying in the sentence of tokens begin..stop-1 say nothing there?

    "Claimed | 104 lives", "reported | killed", "condemned | the attack"; `ends_clause`: its clause ends
    right behind it.
    """
    word, after = reading.words[hit.first], reading.words[hit.last : min(hit.last + AHEAD, stop)]
    if (word.startswith("add") and after[:1] == ("to",)) or (word == "state" and after[:1] != ("that",)):
        return True
    if word.startswith("claim"):
        acts = after[:1] == ("to",) and _OF_BEING.isdisjoint(after[1:2])
        return acts or hit.last in reading.hedges or not _OF_LIVES.isdisjoint(after)
    if word in _WEAK and hit.last in reading.triggers:
        return any(each.payload.use != "noun" for each in reading.triggers[hit.last])
    if word in GIVES:
        return not gives_number(reading, hit, hit.last, stop)
    return hit.payload.rule == "say.loosely" and _is_loose(reading, hit, begin, stop, after, ends_clause)


def gives_number(reading: Reading, hit: Hit[SayingWord], begin: int, stop: int) -> bool:
    """ "Gave | a toll of 12", "a toll of 12 was | given": is a number or a paper near, from `begin` on?"""
    around = range(max(begin, hit.first - AHEAD), min(hit.last + AHEAD, stop))
    return any(_counts(reading, at) for at in around)


def is_of_act(reading: Reading, hit: Hit[SayingWord], begin: int) -> bool:
    """ "An attack | claimed by X", "the bombing, which was | claimed by X": who made it, not who tells."""
    near = range(max(begin, hit.first - ACT_REACH), hit.first)
    nouns = (reading.nouns.get(at) for at in near)
    acts = any(noun is not None and noun.payload.noun_type == "act" for noun in nouns)
    return acts or any(at in reading.means for at in near)


def _counts(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    number = word.isdigit() or word in reading.lexicon.numerals or word in ("number", "double")
    return number or is_paper(reading, at)


def _is_loose(
    reading: Reading, hit: Hit[SayingWord], begin: int, stop: int, after: tuple[str, ...], ends_clause: bool
) -> bool:
    """A loose word says only with a quotation, with "that" behind it, or where its clause ends."""
    before = reading.words[max(hit.first - 4, begin + 1) : hit.first]
    inside = "“" in before and "”" not in before
    if after[:1] in (("of",), ("with",)) and reading.words[hit.first].endswith("ed"):
        return True  # "a man | accused of killing 12"
    around = () if inside else (*before, *reading.words[hit.last : min(hit.last + 2, stop)])
    that = after[:1] == ("that",) or (
        after[1:2] == ("that",) and reading.lexicon.is_in(after[0], "time_words")
    )
    guessed = reading.words[hit.first] in _GUESSING and hit.last < stop and reading.opens_count(hit.last)
    if not _QUOTES.isdisjoint(around) or that or guessed:
        return False
    return reading.lexicon.is_in(reading.words[hit.first], "noun_verbs") or not ends_clause
