"""The noun that each number of a sentence counts, also where it stands beside another number alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.counts.plain import WRITTEN
from sayso.extract.nouns.heads import group_of, head_noun
from sayso.extract.nouns.lists import is_label, labelled
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Noun, Reading

ROW: Final = 2  # labels that make a list
OF_THE: Final = 2  # words that may open a sentence before the whole it parts
_ANY: Final = frozenset({"unit", "person", "people", "piece"})  # tanks – 7,492 (+3) units
_SINGLED_OUT: Final = frozenset({"article", "the"})
_OUT_OF: Final = ("out", "of")


def heads_of(
    reading: Reading, passage: int, numbers: Sequence[Number], listed: bool
) -> list[Hit[Noun] | None]:
    """For each number of a passage its noun, if told. `listed`: the passage is an item of a list.

    Several labels in a row are one as well: "Losses: tanks – | 12, trucks – | 30".

    "Of the nine drones, | four | fell" are drones, "| nine | out of 36 hospitals" and "| nine | of the
    36 hospitals" hospitals.
    """
    begin, stop = reading.bounds[passage]
    heads = [_head(reading, number, stop) for number in numbers]
    labels = [
        labelled(reading, number.first) if head is None or head.payload.lemma in _ANY else None
        for head, number in zip(heads, numbers, strict=True)
    ]
    in_row = sum(is_label(reading, label) for label in labels) >= ROW
    if listed or in_row:
        both = zip(heads, labels, strict=True)
        heads = [(label or head) if in_row else (head or label) for head, label in both]
    for place in range(1, len(numbers)):
        before, number, head = numbers[place - 1], numbers[place], heads[place - 1]
        if (
            heads[place] is None
            and head is not None
            and _goes_on_with_part(reading, begin, before, head, number)
        ):
            heads[place] = head
        if head is None and _is_share_of(reading, before, number):
            heads[place - 1] = heads[place]
    return heads


def _is_share_of(reading: Reading, part: Number, whole: Number) -> bool:
    """ "Nine | out of | 36 hospitals", "eighteen | of the | 31 clinics": of what both are told."""
    between = reading.words[part.last : whole.first]
    if between == _OUT_OF:
        return True
    return between[:1] == ("of",) and all(reading.lexicon.is_in(word, "determiners") for word in between[1:])


def _goes_on_with_part(reading: Reading, begin: int, whole: Number, head: Hit[Noun], number: Number) -> bool:
    """ "Of the nine drones, | four fell": the four are drones, too."""
    if number.first != head.last + 1 or reading.words[head.last] != ",":
        return False
    return reading.words[begin] == "of" and whole.first <= begin + OF_THE


def _head(reading: Reading, number: Number, stop: int) -> Hit[Noun] | None:
    inside = [reading.nouns[i] for i in range(number.first, number.last) if i in reading.nouns]
    if number.form == "name" or (inside and number.form in _SINGLED_OUT):  # "a man and | his young son"
        return inside[-1] if inside else None
    counted = head_noun(reading, number.last, stop)
    return counted or (group_of(reading, number.first) if number.form in WRITTEN else None)
