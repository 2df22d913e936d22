"""One affected person or thing singled out: "a soldier was killed", "the pilot was arrested", "took Balah".

Each is offered as a `Number` of value 1; whether it is harmed is decided with the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.extract.nouns.geometry import past_home
from sayso.extract.nouns.heads import group_of, head_noun
from sayso.extract.nouns.lists import list_heads
from sayso.extract.nouns.name_runs import end_of_name, past_outlet
from sayso.extract.numbers.quantities import Number
from sayso.extract.speech.phrases import inside_word
from sayso.lexicon import Hit, Noun, Reading
from sayso.lexicon.numbers import NumberForm

ARGUMENT_REACH: Final = 14
BOTH_REACH: Final = 6  # tokens from "both" to the second that it joins
FRACTION_REACH: Final = 16  # tokens from another share to "a third": thirds of its 6,000 houses were
NAME_REACH: Final = 4
_AGE_PARTS: Final = (1, 2)  # tokens of a "24" or "24-" before the word of age
REFLEXIVES: Final = frozenset({"himself", "herself"})
_TURNED_ON: Final = frozenset({"on", "and"})
_DATED: Final = ("months", "time_words")
_GREATEST: Final = frozenset({"largest", "biggest", "main", "greatest", "strongest"})
# Behind these stands what somebody is, and nobody else: "became | a citizen".
_BECAME: Final = frozenset({"became", "become", "becomes", "becoming"})
_SINGLING: Final = frozenset({"another", "one"})
_ENDS: Final = frozenset({",", ";", "."})
_MANY: Final = frozenset({"elderly"})  # "the elderly" are many
_AMOUNTS: Final = frozenset({"quantity", "amount", "volume"})
_FRACTIONS: Final = frozenset({"thirds", "half", "quarter", "quarters", "percent", "%", "fifth", "fifths"})
_JOINING: Final = frozenset({",", "and"})
_BUILT: Final = frozenset({"building", "vehicle", "infrastructure"})
_THINGS: Final = frozenset(
    "person body group weapon munition vehicle aircraft vessel building post settlement"
    " infrastructure act".split()
)


def singulars(reading: Reading, taken: set[int]) -> list[Number]:
    """The singled-out persons and things of a report; `taken` are tokens that numbers already cover."""
    found: list[Number] = []
    near: dict[int, list[tuple[int, int]]] = {}
    for index, hits in reading.triggers.items():
        near.setdefault(reading.passage_of[index], []).append((index, hits[0].last))
    for passage in list_heads(reading).keys() - near.keys():
        begin, stop = reading.bounds[passage]
        items = _with_determiner(reading, begin, stop, [(begin, begin)], taken)
        found.extend(item for item in items if item.form == "article")
    for passage, places in near.items():
        begin, stop = reading.bounds[passage]
        found.extend(_with_determiner(reading, begin, stop, places, taken))
        found.extend(_names(reading, begin, stop, places, taken))
        found.extend(_reflexives(reading, begin, stop, places))
    return sorted(found, key=lambda number: number.first)


def _with_determiner(
    reading: Reading, begin: int, stop: int, places: list[tuple[int, int]], taken: set[int]
) -> Iterator[Number]:
    determiners = reading.lexicon.words["determiners"]
    openers = determiners | _SINGLING
    for index, word in enumerate(reading.words[begin : stop - 1], begin):
        if word not in openers or index in taken or reading.words[index - 1] in _BECAME:
            continue
        if _is_of_both(reading, index, begin):
            continue
        if reading.words[index + 1] in _GREATEST:  # "| the largest rebel | bastion"
            continue
        if word == "that" and _is_conjunction(reading, index, determiners):
            continue
        alone = _stands_alone(reading, index, stop)
        last = index + 1 if alone else _end_of_one(reading, index + 1, stop, taken)
        if last is not None and _near(index, last, places):
            yield _one(index, _determiner_form(word))
            joined = [] if alone else _joined(reading, index, last, stop, taken)
            for first, end in joined:
                if _near(first, end, places):
                    yield _one(first, _determiner_form(word), end)


def _is_of_both(reading: Reading, index: int, begin: int) -> bool:
    """ "Both | the driver and | a guard": "both" counts them."""
    words = reading.words
    if words[index - 1] == "both":
        return True
    at = next(
        (at for at in range(index - 2, max(begin, index - BOTH_REACH) - 1, -1) if words[at] == "both"), None
    )
    return (
        words[index - 1] == "and" and at is not None and reading.lexicon.is_in(words[at + 1], "determiners")
    )


def _is_conjunction(reading: Reading, index: int, determiners: frozenset[str]) -> bool:
    """ "Told us | that Shifa Hospital", "said | that one officer", "said on Monday | that 47-year-old".

    "A blast | that left one man dead" likewise.
    """
    word = reading.words[index + 1]
    if index + 1 in reading.triggers and index - 1 in reading.nouns:
        return True
    opens = reading.capitalised(index + 1) or word in determiners or word[0].isdecimal()
    return opens or index - 1 in reading.saying


def _stands_alone(reading: Reading, index: int, stop: int) -> bool:
    """ "One man was found dead and | another wounded", "killed one man and wounded | another"."""
    behind = index + 1
    if reading.words[index] != "another" or behind >= stop:
        return False
    word = reading.words[behind]
    if behind in reading.triggers or reading.lexicon.is_in(word, "auxiliaries"):
        return True
    return index - 1 in reading.triggers and (word in _ENDS or reading.lexicon.is_in(word, "prepositions"))


def _end_of_one(reading: Reading, index: int, stop: int, taken: set[int]) -> int | None:
    """Where the phrase of one person or thing ends that begins behind a determiner; None where none does.

    "a | senior officer", "a | third boat"; "a | 24-year-old" and "a | third was" have no noun.
    """
    if reading.words[index] == "others":
        return None
    ordinal = reading.lexicon.is_in(reading.words[index], "others")
    if ordinal and index + 1 < stop:
        index += 1
        if not _FRACTIONS.isdisjoint(reading.words[max(0, index - FRACTION_REACH) : index - 1]):
            return None  # "two thirds of the houses were destroyed and | a third | damaged"
        if index in reading.triggers or reading.lexicon.is_in(reading.words[index], "auxiliaries"):
            return index
    head = head_noun(reading, index, stop)
    if head is None or head.payload.noun_type == "time":  # "a 12-year-old | Tuesday"
        return _end_of_age(reading, index, stop)
    if not _AMOUNTS.isdisjoint(reading.words[index : head.first]):  # "a large | quantity | of ammunition"
        return None
    members = head.last + 1 in taken and group_of(reading, head.last + 1) is not None
    members = members or head.payload.lemma in _MANY
    one = not head.payload.plural and head.payload.noun_type in _THINGS and not members
    return head.last if one else None


def _joined(reading: Reading, first: int, last: int, stop: int, taken: set[int]) -> list[tuple[int, int]]:
    """Where those stand that share a determiner: "a man and | woman", "his mother, | father | and | sister".

    Only what cannot be one: two of kin or sex, or two things of a sort; "a husband and father was killed".
    """
    found: list[tuple[int, int]] = []
    one, at = head_noun(reading, first + 1, stop), last
    while one is not None and at + 1 < stop and reading.words[at] in _JOINING:
        closes, item = reading.words[at] == "and", at + 1
        other = _next_of_kin(reading, one, item, stop, taken)
        if other is None:
            return []
        found.append((item, other.last))
        if closes:
            is_one = reading.words[other.last : other.last + 1] in (("of",), ("was",), ("has",), ("is",))
            return [] if is_one else found
        at = other.last
    return []


def _next_of_kin(reading: Reading, one: Hit[Noun], at: int, stop: int, taken: set[int]) -> Hit[Noun] | None:
    """The noun of the next that may share a determiner: kin as the first is, or a thing of its sort."""
    if reading.lexicon.is_in(reading.words[at], "determiners"):
        return None
    other = head_noun(reading, at, stop)
    if other is None or other.payload.plural or (at in taken and _end_of_age(reading, at, stop) is None):
        return None
    if any(
        index in reading.triggers for index in range(at, other.first)
    ):  # "a boy and | wounded | his father"
        return None
    kin = all(reading.lexicon.is_in(noun.payload.lemma, "kin") for noun in (one, other))
    things = one.payload.noun_type in _BUILT and one.payload.noun_type == other.payload.noun_type
    return other if kin or things else None


def _end_of_age(reading: Reading, index: int, stop: int) -> int | None:
    """Where an age ends that begins at a token: "24-year-old |"."""
    ages = (reading.nouns.get(index + parts) for parts in _AGE_PARTS)
    return next(
        (age.last for age in ages if age and age.payload.noun_type == "age" and age.first < stop), None
    )


def _determiner_form(word: str) -> NumberForm:
    if word in ("a", "an"):
        return "article"
    if word in ("another", "one"):
        return "another"
    return "the"


def _near(first: int, last: int, places: list[tuple[int, int]]) -> bool:
    return any(
        -ARGUMENT_REACH <= begin - last <= ARGUMENT_REACH or -ARGUMENT_REACH <= first - end <= ARGUMENT_REACH
        for begin, end in places
    )


def _names(
    reading: Reading, begin: int, stop: int, places: list[tuple[int, int]], taken: set[int]
) -> Iterator[Number]:
    """Runs of capitalised words right beside a trigger: subjects before it, objects behind it."""
    determiners = reading.lexicon.words["determiners"]
    free = begin
    for capital in [at for at, word in enumerate(reading.surface[begin:stop], begin) if word[0].isupper()]:
        if capital < free or reading.words[capital] in determiners or reading.words[capital] == "i":
            continue
        index = past_outlet(reading, capital, stop)
        last = index
        while (
            last < stop
            and last not in taken
            and last not in reading.triggers
            and (reading.capitalised(last) or _is_after_title(reading, last, index))
        ):
            last += 1
        last = _past_joints(reading, index, last, stop, taken)
        free = last
        if _is_where(reading, capital, begin):
            continue
        if last == index or _is_cut_off(reading, index, last, begin):
            continue
        aged = _behind_age(reading, index, begin)
        free = behind = past_home(reading, aged, last, stop)
        if not any(0 <= first - behind <= NAME_REACH or 0 <= aged - end <= 1 for first, end in places):
            continue
        closed = index == begin and last - index == 1 and index in reading.nouns
        dated = any(reading.lexicon.is_in(reading.words[index], name) for name in _DATED)
        if not closed and not dated:
            yield _one(aged, "name", last)


def _is_where(reading: Reading, first: int, begin: int) -> bool:
    """ "| In Beran | the driver died": a sentence that opens with where or when."""
    return first == begin and reading.lexicon.is_in(reading.words[first], "prepositions")


def _past_joints(reading: Reading, first: int, last: int, stop: int, taken: set[int]) -> int:
    """The end of a name with small words in it: "Ali | al-Samoudi", "Omar | bin Said"; else the same."""
    if last == first:
        return last
    end = end_of_name(reading, first, stop)
    inside = range(last, end)
    return last if any(at in taken or at in reading.triggers for at in inside) else max(last, end)


def _is_after_title(reading: Reading, index: int, begin: int) -> bool:
    """ "Dr | . | Hanin", "Lt | . Gen. Aung": the full stop of a title in a name."""
    return reading.words[index] == "." and inside_word(reading, index, begin)


def _is_cut_off(reading: Reading, first: int, last: int, begin: int) -> bool:
    """ "Barren County Detention | Center", "| Arkansas' death": the end of a longer name, or whose it is."""
    joined = first - 1 > begin and first - 1 in reading.triggers and reading.surface[first - 1][0].isupper()
    return joined or reading.words[last : last + 1] in (("'s",), ("'",))


def _behind_age(reading: Reading, index: int, begin: int) -> int:
    """ "The death of | 15-year-old Ko Min": where the age that stands before a name begins, else the name."""
    age = index - 1
    while age - 2 >= begin and reading.words[age - 1] == "-":
        age -= 2
    age -= age > begin and reading.words[age] == "year" and reading.words[age - 1].isdecimal()
    aged = age in reading.nouns or reading.words[age][:1].isdigit()
    return age if begin <= age < index - 1 and aged else index


def _reflexives(reading: Reading, begin: int, stop: int, places: list[tuple[int, int]]) -> Iterator[Number]:
    """ "Before killing | himself", "shot two guests and | himself", "turned the gun on | himself"."""
    if REFLEXIVES.isdisjoint(reading.words[begin:stop]):
        return
    for index in range(begin + 1, stop):
        if reading.words[index] not in REFLEXIVES:
            continue
        behind = any(end == index for _, end in places)
        if behind or (reading.words[index - 1] in _TURNED_ON and any(end <= index for _, end in places)):
            yield _one(index, "pronoun")


def _one(first: int, form: NumberForm, last: int | None = None) -> Number:
    return Number(first, last or first + 1, first, last or first + 1, 1, "exact", form)
