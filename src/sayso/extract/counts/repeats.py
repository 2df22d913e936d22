"""A toll told again in the same report is one claim, at its first full statement in the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sayso.extract.counted import Counted
from sayso.extract.nouns.cues import part_cue
from sayso.extract.nouns.heads import head_noun
from sayso.extract.nouns.lists import BULLETS
from sayso.extract.speech.phrases import is_year
from sayso.lexicon import Noun, Reading
from sayso.records import Kind, Quote

# One and two are too common to be known again by the number alone; up to FEW only outside their sentence.
COMMON: Final = 2
FEW: Final = 5
# A headline stands at the head of the text.
HEADLINE_REACH: Final = 400
OPENING: Final = 4  # tokens that open a sentence: another rocket shell that
BESIDE_REACH: Final = 4  # tokens between two numbers that "and" joins
AGED_REACH: Final = 2  # sentences behind a person within which "the 17-year-old" is the same
APPOSITION_REACH: Final = 8  # tokens from "the" to the name: the | governor of the province,
_POINTING: Final = frozenset({"the", "all", "those", "these", "both", "his", "her", "their"})
_FURTHER: Final = frozenset({"another", "further"})
_THESE: Final = frozenset({"the", "those", "these"})
_TOLD_APART: Final[frozenset[Kind]] = frozenset({"killed", "injured"})
_CRAFT: Final = frozenset({"vessel", "aircraft"})
_JOINING: Final = frozenset({"and", "or", "with"})

Toll = tuple[Kind, int | float]


def first_mentions(reading: Reading, counted: Sequence[Counted]) -> list[Counted]:
    """The quantities without those that say again what an earlier one said; these become its mentions.

    Where the earlier one stands in the headline, the later one is kept and the headline is the mention. Two
    sentences that share two tolls ("killing three and wounding 12") tell the same ones.
    """
    kept: list[Counted] = []
    body = _end_of_headline(reading)
    told, times = _told_by_passage(reading, counted), _times_by_passage(reading, counted)
    for item in counted:
        again = (n for n, earlier in enumerate(kept) if _says_again(reading, item, earlier, told, times))
        at = None if _goes_on(reading, item, kept) else next(again, None)
        if at is None:
            kept.append(item)
        elif kept[at].quantity.start < body <= item.quantity.start or _runs_on(reading, item, kept[at]):
            kept[at] = replace(item, mentions=(*kept[at].mentions, _quote(kept[at])))
        else:
            kept[at] = replace(kept[at], mentions=(*kept[at].mentions, _quote(item)))
    return sorted(kept, key=lambda item: (item.first, item.kind))


def _goes_on(reading: Reading, item: Counted, kept: Sequence[Counted]) -> bool:
    """ "Six soldiers | and | three guards were killed": as new as what it stands beside, if few."""
    before = kept[-1] if kept else item
    near = 0 < item.first - before.last <= BESIDE_REACH and reading.words[item.first - 1] in _JOINING
    few = 0 < before.quantity.value != item.quantity.value <= FEW
    return near and few and item.trigger is not None and item.trigger == before.trigger


def _told_by_passage(reading: Reading, counted: Sequence[Counted]) -> Mapping[int, frozenset[Toll]]:
    """The kinds and values that each passage tells, of others than "another six"."""
    told: dict[int, set[Toll]] = {}
    for item in counted:
        here = told.setdefault(reading.passage_of[item.first], set())
        if not _opens_another(reading, item):
            here.add((item.kind, item.quantity.value))
    return {passage: frozenset(tolls) for passage, tolls in told.items()}


def _times_by_passage(reading: Reading, counted: Sequence[Counted]) -> Mapping[int, frozenset[str]]:
    """The months and years that each passage names."""
    passages = {reading.passage_of[item.first] for item in counted}
    return {
        passage: frozenset(
            reading.words[at] for at in range(*reading.bounds[passage]) if _is_month_or_year(reading, at)
        )
        for passage in passages
    }


def _says_again(
    reading: Reading,
    item: Counted,
    earlier: Counted,
    told: Mapping[int, frozenset[Toll]],
    times: Mapping[int, frozenset[str]],
) -> bool:
    """Same kind and number, nothing that makes it another one, and no other noun for a common number."""
    said, before = item.quantity, earlier.quantity
    if (said.value, said.value_high) != (before.value, before.value_high):
        return False
    if item.kind != earlier.kind and not _is_told_apart(reading, item, earlier):
        return False
    if item.first == earlier.first or not said.value or _is_listed_first(reading, item, earlier):
        return False
    if _in_apposition(reading, item, earlier) or _is_same_name(reading, item, earlier):
        return True
    here, there = reading.passage_of[item.first], reading.passage_of[earlier.first]
    shared = told[here] & told[there]
    if here != there and said.value >= COMMON and len(shared) > 1 and not _opens_another(reading, item):
        return True
    another_time = bool(times[here]) and times[here].isdisjoint(times[there])
    few = COMMON <= said.value <= FEW and not _points_back(reading, item)
    if _is_another(reading, item) or (few and (another_time or _opens_another_attack(reading, here))):
        return False  # "In May, a raid left two dead"
    if here == there:
        return _says_again_beside(reading, item, earlier)
    if said.value < COMMON and here - there <= AGED_REACH and _is_aged(reading, item):
        return True
    return _counts_same(reading, item, earlier, another_time)


def _says_again_beside(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """Does a number of one sentence say again what an earlier one there said?"""
    if reading.words[item.first] == "both":
        return item.trigger == earlier.trigger
    mine, theirs = _noun(reading, item), _noun(reading, earlier)
    same_noun = mine is not None and theirs is not None and mine.lemma == theirs.lemma
    return _runs_on(reading, item, earlier) or (same_noun and item.quantity.value > FEW)


def _counts_same(reading: Reading, item: Counted, earlier: Counted, another_time: bool) -> bool:
    """Do two equal numbers of two sentences count the same, by their nouns?

    In "nine people, including three children. A strike killed | three |" they do not, nor in "ten gunmen
    fell. In May, | ten | guards fell".
    """
    mine, theirs, value = _noun(reading, item), _noun(reading, earlier), item.quantity.value
    same_noun = mine is not None and theirs is not None and mine.lemma == theirs.lemma
    if item.quantity.hedge == "vague" or value < COMMON:
        return same_noun or (_is_that_craft(mine, theirs) and reading.words[item.first] == "the")
    pointing = _points_back(reading, item)
    if mine is None and value <= FEW and not pointing and _is_part(reading, earlier):
        return False
    if mine is None or theirs is None or same_noun:
        return True
    if another_time and not pointing:
        return False
    least = COMMON if reading.words[max(item.first - 1, 0)] in _THESE else COMMON + 1
    return value > FEW or (value >= least and not _are_others(mine, theirs))


def _is_part(reading: Reading, item: Counted) -> bool:
    """ "Nine people, including | three | children": one of the parts of a count."""
    begin, stop = reading.bounds[reading.passage_of[item.first]]
    return part_cue(reading, item.first, item.last, begin, stop) is not None


def _in_apposition(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """ "The governor, | Aye Min, was killed", "shot Aye Min, | a driver": one person, told twice."""
    if item.quantity.value != 1 or earlier.quantity.value != 1 or item.trigger != earlier.trigger:
        return False
    between = reading.words[earlier.last : item.first]
    if between.count(",") != 1 or between[-1] != "," or len(between) > APPOSITION_REACH:
        return False
    names = [_is_named(reading, each.first) for each in (earlier, item)]
    apart = any(
        at in reading.triggers or reading.words[at] in _JOINING for at in range(earlier.last, item.first)
    )
    return names[0] != names[1] and not apart


def _is_same_name(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """ "Police arrested Jan Roe. | Roe was arrested", "the death of Jan Roe": one person, told again."""
    length = item.last - item.first
    if not (length == 1 < earlier.last - earlier.first or 1 < length == earlier.last - earlier.first):
        return False
    named = _is_named(reading, item.first) and _is_named(reading, earlier.first)
    return (
        named and reading.words[item.first : item.last] == reading.words[earlier.last - length : earlier.last]
    )


def _points_back(reading: Reading, item: Counted) -> bool:
    """ "The two men", "all five": those who were told before."""
    return not _POINTING.isdisjoint(reading.words[max(item.first - 1, 0) : item.first + 1])


def _is_told_apart(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """ "Two men were shot dead. | The two were targeted in their car": what befell them is known already."""
    known = item.kind == "casualties" and earlier.kind in _TOLD_APART
    return known and item.quantity.value >= COMMON and _points_back(reading, item)


def _is_listed_first(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """ "• Sarwe: | six | killed": an item of a list tells a part of what was told before it."""
    begins = (reading.bounds[reading.passage_of[each.first]][0] for each in (item, earlier))
    listed, listed_before = (reading.surface[begin] in BULLETS for begin in begins)
    return listed and not listed_before


def _is_month_or_year(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    return is_year(word) or (reading.capitalised(at) and reading.lexicon.is_in(word, "months"))


def _is_named(reading: Reading, index: int) -> bool:
    return reading.capitalised(index) and not reading.lexicon.is_in(reading.words[index], "determiners")


def _runs_on(reading: Reading, item: Counted, earlier: Counted) -> bool:
    """ "Bomb kills 18 in suburb A bomb killed at least 18 people": no full stop parts headline and text."""
    said, before = item.quantity, earlier.quantity
    at_head = reading.passage_of[item.first] == reading.passage_of[earlier.first] == 0
    another = said.hedge != before.hedge or said.value > FEW
    return at_head and said.value >= COMMON and said.hedge != "vague" and another


def _is_another(reading: Reading, item: Counted) -> bool:
    """ "three more", "another 15", "24 other people", "six were also killed": a number of its own."""
    words = reading.words
    around = range(max(item.first - 1, 0), min(item.last + 1, len(words)))
    also = item.trigger is not None and reading.words[item.trigger.first - 1] == "also"
    return also or any(
        reading.lexicon.is_in(words[at], "others") and words[at : at + 2] != ("more", "than") for at in around
    )


def _opens_another_attack(reading: Reading, passage: int) -> bool:
    """ "| Another shell that fell there left five dead": of another happening."""
    begin, stop = reading.bounds[passage]
    opening = range(begin, min(stop, begin + OPENING))
    another = reading.words[begin] == "another"
    return another and any(at in reading.means or at in reading.triggers for at in opening)


def _opens_another(reading: Reading, item: Counted) -> bool:
    """ "| Another seven", "a | further 15"; "eight others" are so beside whoever the sentence tells of."""
    return not _FURTHER.isdisjoint(reading.words[max(item.first - 1, 0) : item.first + 1])


def _is_aged(reading: Reading, item: Counted) -> bool:
    """ "The | 17-year-old": the one person told before."""
    words = reading.words[item.first : item.first + 4]
    return words[:1] == ("the",) and len(words) == 4 and words[1].isdecimal() and words[2:] == ("-", "year")


def _is_that_craft(mine: Noun | None, theirs: Noun | None) -> bool:
    """ "A tanker was hit. The | ship sank": one vessel or aircraft by two names."""
    return mine is not None and theirs is not None and mine.noun_type == theirs.noun_type in _CRAFT


def _are_others(mine: Noun, theirs: Noun) -> bool:
    """ "Four soldiers", "four troopers" may be the same; "four children", "four gunmen" are not."""
    return {mine.harmed_class, theirs.harmed_class} == {"civilian", "combatant"}


def _noun(reading: Reading, item: Counted) -> Noun | None:
    stop = reading.bounds[reading.passage_of[item.first]][1]
    head = head_noun(reading, item.last, stop)
    return head.payload if head else None


def _quote(item: Counted) -> Quote:
    return Quote(item.quantity.text, item.quantity.start, item.quantity.end)


def _end_of_headline(reading: Reading) -> int:
    """Where a headline at the head of the text ends, the title or a line without a full stop; else 0."""
    title, text = reading.report.title, reading.report.text
    at = text.find(title, 0, HEADLINE_REACH + len(title)) if title else -1
    if at >= 0 and title:
        return at + len(title)
    first = reading.passages[0].end if len(reading.passages) > 1 else 0
    return first if 0 < first < HEADLINE_REACH and text[first - 1].isalnum() else 0
