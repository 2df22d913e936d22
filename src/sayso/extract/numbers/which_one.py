"""Numbers that say which, or what share, and not how many."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.name_runs import end_of_name
from sayso.extract.numbers.setting import Setting

JOINED_REACH: Final = 6  # tokens of the first of two that "both" joins
_SHARED_BY: Final = 10
_SUPERLATIVES: Final = frozenset({"most", "worst", "last", "first", "few", "best", "least"})
_SMALL: Final = frozenset({"small", "large", "growing", "total", "sheer", "great", "vast", "huge"})
_OWNERS: Final = frozenset({"'s", "'", "its", "their", "the"})
_STOREY: Final = frozenset({"storey", "story", "floor"})
_READ: Final = frozenset({"read", "reads"})
_NO_COUNT_BEFORE: Final = _READ | {"and", "but"}
_EACH: Final = frozenset({"every", "each"})
_SIDES: Final = "sides"
_DASHES: Final = frozenset({"–", "—", "-"})
_ASIDE: Final = _DASHES | {","}
_ONE_OF: Final = frozenset({"a", "an", "tens"})  # one of a wave, one of tens of thousands
_RELATIVES: Final = frozenset({"that", "which", "where"})
_ALL_BUT: Final = frozenset({("all", "but"), ("except", "for"), ("apart", "from")})
_BAR: Final = frozenset({"bar", "except"})
_THESE: Final = frozenset({"these", "those"})
_WHO: Final = frozenset({"who", "that", "which"})


def is_share(at: Setting) -> bool:
    """ "One in three families", "two in every five", "nine out of ten houses": both numbers.

    "One in 200 people" likewise, where people are counted.
    """
    first, last = at.spelled.first, at.spelled.last
    behind = last + {"in": 1, "out": 2}.get(at.after, 0)
    before = first - 1 - (at.before in _EACH)
    if behind > last:
        over = at.few(at.word(behind + (at.word(behind) in _EACH)))
        many = at.spelled.value == 1 and at.word(last + 1).isdecimal() and _counts_people(at, last + 2)
        return many or at.spelled.value < over <= _SHARED_BY
    joined = {"in": 1, "of": 2}.get(at.word(before), 0)
    if not joined or (joined == 2 and at.word(before - 1) != "out"):
        return False
    part = at.few(at.word(before - joined))
    many = part == 1 and at.spelled.form == "digits" and _counts_people(at, last)
    return many or 0 < part < at.spelled.value <= _SHARED_BY


def is_superlative(at: Setting) -> bool:
    """ "| One of the highest tolls", "| one of the last areas": which, and not how many.

    "The militia, | one of many in the east", "one of | many", "a raid, | one of a wave" and "he was | one of
    three doctors" likewise.
    """
    last = at.spelled.last
    if at.before == "of" and at.word(at.spelled.first - 2) == "one":
        return at.reading.lexicon.is_in(at.word(at.spelled.first), "uncounted_many")
    also = at.before == "also" and at.reading.lexicon.is_in(at.word(at.spelled.first - 2), "auxiliaries")
    is_among = at.spelled.value == 1 and at.after == "of" and (also or at.is_before("auxiliaries"))
    if is_among and at.reading.lexicon.is_numeral(at.word(last + 1 + (at.word(last + 1) == "only"))):
        return True
    if at.spelled.value == 1 and at.before in _ASIDE and at.after == "of":
        whole = at.word(last + 1)
        if whole in _ONE_OF or at.reading.lexicon.is_in(whole, "uncounted_many"):
            return True
    if at.spelled.value != 1 or (at.after, at.word(last + 1)) not in (("of", "the"), ("of", "its")):
        return False
    word = at.word(last + 2)
    return word.endswith("est") or word in _SUPERLATIVES


def is_density(at: Setting) -> bool:
    """ "Houses | 12,000 people per square kilometre": how close they live."""
    behind = at.head.last if at.head is not None else at.spelled.last
    return at.word(behind) == "per" and at.word(behind + 1) == "square"


def stands_alone(at: Setting) -> bool:
    """ "... the agency said. | 219": all of its line, as pages are numbered."""
    ends = at.spelled.last
    return at.spelled.first == at.begin and ends + (at.word(ends) == ".") == at.stop


def is_which_one(at: Setting) -> bool:
    """ "Greets each | one", "a raid – | one that many fear", "the third | one": which, and no count.

    "The group's number | two", "a move seen as harsh and | one that may fail", "a banner read | one" and
    "he was the | one who drove" likewise.
    """
    if at.word(at.spelled.first) == "one" and at.before == "the" and at.after in _WHO:
        return True
    if at.before == "number":
        return at.word(at.spelled.first - 2) in _OWNERS
    if at.word(at.spelled.first) == "one" and at.before in _NO_COUNT_BEFORE and at.head is None:
        return at.before in _READ or at.after in _RELATIVES
    if at.spelled.value != 1 or at.before in _EACH:
        return at.spelled.value == 1
    if at.is_before("ordinals") and at.head is None and not at.after.isalpha():
        return True
    return at.word(at.spelled.first) == "one" and at.before in _DASHES and at.after in _RELATIVES


def is_spelled_again(at: Setting) -> bool:
    """ "3 ( | three | ) guards", "three ( | 3 | ) guards": the same number."""
    return (
        at.before == "(" and at.after == ")" and at.reading.lexicon.is_numeral(at.word(at.spelled.first - 2))
    )


def is_all_but(at: Setting) -> bool:
    """ "84 died, all but | three | of them officers", "killed all five bar | one": who are left out."""
    before = at.word(at.spelled.first - 2)
    return (before, at.before) in _ALL_BUT or at.before in _BAR


def is_height(at: Setting) -> bool:
    """ "A | three | storey building": how high it is; three storeys may collapse."""
    return at.after in _STOREY and at.spelled.value > 1


def is_or_so(at: Setting) -> bool:
    """ "For a day or | two", "an hour or | two": of time."""
    first = at.spelled.first
    noun = at.reading.nouns.get(first - 2)
    return at.before == "or" and noun is not None and noun.payload.noun_type == "time"


def is_the_number(at: Setting) -> bool:
    """ "An assault on the small | number of doctors left": how many there are, and nobody counts them."""
    if at.word(at.spelled.first) != "number" or at.after != "of":
        return False
    described = at.spelled.first - 1 - (at.before in _SMALL)
    return at.word(described) == "the"


def is_correlative(at: Setting) -> bool:
    """ "| Both soldiers and civilians", "| both Spain and Chad": these as well as those, and not two.

    "Hunger, cold | or both", "| both the toll and the harm", "on | both sides" likewise, and "Ko Lwin and
    Min Thu – | both students"; not "both the driver and a guard".
    """
    last, reading = at.spelled.last, at.reading
    if at.word(at.spelled.first) != "both":
        return False
    if at.before == "to" and _is_of_verbs(at):
        return True
    said_of_them = at.before in _DASHES and at.head is not None and at.spelled.first > at.begin + 1
    if at.before == "or" or _is_by_both(at) or at.after == _SIDES or said_of_them or _joins_two(at):
        return True
    if reading.lexicon.is_in(at.before, "auxiliaries") and at.head is not None:  # "are | both members of it"
        return True
    if (name := end_of_name(reading, last, at.stop)) > last and at.word(name) == "and":
        return reading.capitalised(name + 1)
    if at.head is None or not at.head.payload.plural or at.word(at.head.last) != "and":
        return False
    behind = reading.nouns.get(at.head.last + 1)
    return behind is not None and behind.payload.plural


def _is_of_verbs(at: Setting) -> bool:
    """ "Used to | both justify | those acts and deny them"; not "fled to | both camps"."""
    last = at.spelled.last
    points = at.word(last + 1) in _THESE or at.reading.lexicon.is_in(at.word(last + 1), "determiners")
    return at.head is None or (at.head.first > last + 1 and points)


def _is_by_both(at: Setting) -> bool:
    """ "Both | by age and by size"; not "both of them"."""
    return at.head is None and at.after != "of" and at.is_after("prepositions")


def _joins_two(at: Setting) -> bool:
    """ "Both | the toll and | the harm": two phrases of one thing each."""
    lexicon, last = at.reading.lexicon, at.spelled.last
    if not lexicon.is_in(at.word(last), "determiners"):
        return False
    for index in range(last + 1, last + JOINED_REACH):
        if at.word(index) == "and":
            return lexicon.is_in(at.word(index + 1), "determiners")
        if _counts_people(at, index) or not at.word(index).isalpha():
            return False
    return False


def _counts_people(at: Setting, index: int) -> bool:
    noun = at.reading.nouns.get(index)
    return noun is not None and noun.payload.noun_type == "person"
