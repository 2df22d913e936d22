"""Numbers that are ages: "aged 23", "Aung Ko, 23, was shot", "two men, 28 and 27", "in her 50s"."""

from __future__ import annotations

from typing import Final

from sayso.extract.numbers.setting import Setting

AGE_REACH: Final = 7
LIST_REACH: Final = 8
FULL_NAME: Final = 2
MAX_AGE: Final = 110
_JOINERS: Final = frozenset(
    "between from to and or - – more less than over under above below about , of".split()
)
_LISTING: Final = frozenset({",", "and", "&"})
_CLOSING: Final = frozenset({"", ",", ".", ";", ")", "-", "–", "—"})
_ONE: Final = frozenset({"he", "she"})
_BEING: Final = frozenset({"is", "was", "'s"})
_WERE: Final = frozenset({"were", "are"})
_BELOW: Final = frozenset({"under", "below"})
_BOUNDS: Final = _BELOW | {"over", "above"}
_OF_AGE: Final = frozenset({"younger", "older"})
_THOSE: Final = frozenset({"those", "anyone", "everyone"})
_EACH: Final = "respectively"
_YEARS_OLD: Final = frozenset({"yo", "yr", "yrs"})
_YEARS: Final = "y"  # 22y, an 8 y/o
_AS_OLD: Final = frozenset({"young", "old"})
_JUNIOR: Final = frozenset({"jr", "sr"})
_DECADE: Final = frozenset({"s", "'s"})


def follows_age_word(at: Setting) -> bool:
    """ "aged 23", "aged between eight and more than 70", "all of the victims were over 60"."""
    words = at.reading.words[max(at.begin, at.spelled.first - AGE_REACH) : at.spelled.first]
    bound = at.before in _BOUNDS and at.word(at.spelled.first - 2) in _WERE
    if bound and "all" in words and at.head is None and _closes(at):
        return True
    openers = at.reading.lexicon.words["age_openers"]
    opened = [place for place, word in enumerate(words) if word in openers]
    return bool(opened) and all(_may_part_ages(at, word) for word in words[opened[-1] + 1 :])


def _may_part_ages(at: Setting, word: str) -> bool:
    lexicon = at.reading.lexicon
    return lexicon.is_numeral(word) or word in _JOINERS or lexicon.is_in(word, "fillers")


def stands_in_brackets(at: Setting) -> bool:
    """ "Aung Ko (23)", "a man (65)", "two boys (12, 14)", "Aung Ko (35, a driver from Sarwe)"."""
    if _is_age(at) and _is_listed_in_brackets(at):
        return True
    name = at.spelled.first - 2
    described = at.after == "," and _describes(at, at.spelled.last + 1) and name >= at.begin
    if at.before == "(" and described and _is_age(at) and _full_name(at, name):
        return True
    in_brackets = at.before == "(" and at.after == ")"
    return in_brackets and _is_age(at) and name >= at.begin and at.reading.capitalised(name)


def _describes(at: Setting, index: int) -> bool:
    """ "(35, | a driver)", "(35, | resident of Sarwe)": who somebody is."""
    index += at.reading.lexicon.is_in(at.word(index), "determiners")
    who = at.reading.nouns.get(index)
    return who is not None and who.payload.noun_type == "person" and not who.payload.plural


def _is_listed_in_brackets(at: Setting) -> bool:
    """ "Two boys ( | 12 | , 14)", "a man ( | 65 | )": only numbers in brackets behind who is counted."""
    before = range(at.spelled.first - 1, max(at.begin, at.spelled.first - 1 - LIST_REACH), -1)
    listed = (at.word(index) in _LISTING or at.reading.lexicon.is_numeral(at.word(index)) for index in before)
    opening = next((index for index, part in zip(before, listed, strict=True) if not part), at.begin)
    hit = at.reading.nouns.get(opening - 1)
    if at.word(opening) != "(" or hit is None or at.after not in (*_LISTING, ")"):
        return False
    single = not hit.payload.plural and at.word(opening + 2) == ")"
    return hit.payload.noun_type == "person" and (single or _is_counted(at, hit.first))


def stands_behind_person(at: Setting) -> bool:
    """ "Aung Ko, 23, was shot", "a man, 40, died", "Jan Roe, 24 was hit", "two men, 28 and 27"."""
    last = _listed_behind(at)
    if last is None or not _is_age(at):
        return False
    closing = _closes(at)
    if at.reading.capitalised(last):
        unlisted = at.after == ";" and last not in at.reading.nouns  # "National Guard, 59; Navy, 30"
        dashed = at.after in ("–", "—") and not at.reading.lexicon.is_in(at.word(last), "time_words")
        if closing and (unlisted or dashed or at.after in (",", ".")):
            return True
        if at.after == "and" and at.reading.capitalised(at.spelled.last + 1):  # "Jan Roe, 24 and Ann Poe, 26"
            return _full_name(at, last)
        told = at.is_after("auxiliaries") or at.after in ("of", "(")  # "Jan Roe, 24 (hit at the gate)"
        return (closing or told) and _full_name(at, last)
    return closing and any(
        hit.last == last + 1
        and hit.payload.noun_type == "person"
        and (not hit.payload.plural or _is_counted(at, index))
        for index in (last, last - 1)
        if (hit := at.reading.nouns.get(index)) is not None
    )


def _is_counted(at: Setting, noun: int) -> bool:
    """ "two | women, 28 and 27", "her | sons, 7 and 8"; not "guards, 21; police, nine"."""
    before, lexicon = at.word(noun - 1), at.reading.lexicon
    return before in lexicon.numerals or before.isdigit() or lexicon.is_in(before, "possessives")


def stands_in_row(at: Setting) -> bool:
    """ "Ko Min 12, Aye Win 10 and Mya 9 were killed": name and age, name and age."""
    first, last = at.spelled.first, at.spelled.last
    if not (_is_age(at) and at.reading.capitalised(first - 1) and _is_one_name(at, first - 1)):
        return False
    behind = at.word(last) in _LISTING and at.reading.capitalised(last + 1) and _aged_behind(at, last + 1)
    start = first - 1
    while start > at.begin and at.reading.capitalised(start - 1):
        start -= 1
    before = (
        at.word(start - 1) in _LISTING and at.word(start - 2).isdigit() and at.reading.capitalised(start - 3)
    )
    return behind or before


def _is_one_name(at: Setting, index: int) -> bool:
    lexicon = at.reading.lexicon
    return index not in at.reading.nouns and not lexicon.is_in(at.word(index), "months")


def _aged_behind(at: Setting, index: int) -> bool:
    """Does the name that begins at a token end in an age?"""
    while at.reading.capitalised(index):
        index += 1
    return at.word(index).isdigit() and at.word(index + 1) in _CLOSING | _LISTING


def is_of_person(at: Setting) -> bool:
    """ "A man of 68 was hurt"; not "a mother of four boys", "a patrol of nine"."""
    return at.is_of_one() and _is_age(at) and at.spelled.last not in at.reading.nouns


def is_of_pronoun(at: Setting) -> bool:
    """ "He is | 49 |, and has spent": how old somebody is."""
    first = at.spelled.first
    said = at.word(first - 2) in _ONE and at.word(first - 1) in _BEING
    return said and _is_age(at) and at.after in _CLOSING | {"and", "years"}


def is_of_group(at: Setting) -> bool:
    """ "31 of them are under | 18", "those over | 60", "children under | five"; not "killed over | 60".

    "Also younger than | 18" likewise.
    """
    first = at.spelled.first
    if at.word(first - 1) == "than" and at.word(first - 2) in _OF_AGE:
        return _is_age(at) and at.spelled.last not in at.reading.nouns
    if at.word(first - 1) not in _BOUNDS or not _is_age(at) or at.spelled.last in at.reading.nouns:
        return False
    noun = at.reading.nouns.get(first - 2)
    people = at.word(first - 2) in _THOSE or (noun is not None and noun.payload.noun_type == "person")
    below = at.word(first - 1) in _BELOW and at.reading.lexicon.is_in(at.word(first - 2), "auxiliaries")
    return people or below


def is_of_extreme(at: Setting) -> bool:
    """ "The youngest is | 19", "the oldest | 65", "the youngest, a girl, is | two", "as young as | 9"."""
    words, lexicon = (
        at.reading.words[max(at.begin, at.spelled.first - AGE_REACH) : at.spelled.first],
        at.reading.lexicon,
    )
    if at.before == "as" and at.word(at.spelled.first - 2) in _AS_OLD:
        return True
    told = not lexicon.words["extremes"].isdisjoint(words)
    return told and _is_age(at) and at.after in _CLOSING | {"and"}


def is_died_at(at: Setting) -> bool:
    """ "Died at | 90"; not "died at | 90 crossings", "put its dead at | 16"."""
    hits = at.reading.triggers.get(at.spelled.first - 2, ())
    died = any(hit.payload.rule == "killed.die" for hit in hits)
    return at.before == "at" and died and _is_age(at) and at.spelled.last not in at.reading.nouns


def is_decade(at: Setting) -> bool:
    """ "a woman in her 50s"."""
    return at.glued_after and at.after in _DECADE and at.spelled.value <= MAX_AGE


def is_short(at: Setting) -> bool:
    """ "A 16yo", "a 15 yo", "an 8 y/o", "Jan Roe, 22y": written short."""
    years = at.after == _YEARS and (at.glued_after or at.word(at.spelled.last + 1) == "/")
    return _is_age(at) and (years or at.after in _YEARS_OLD)


def _is_age(at: Setting) -> bool:
    return 0 < at.spelled.value <= MAX_AGE and at.spelled.value_high is None


def _listed_behind(at: Setting) -> int | None:
    """The word before the comma behind which the number, or the list of ages it ends, begins."""
    index = at.spelled.first - 1
    while index > at.begin and at.spelled.first - index < LIST_REACH:
        word = at.word(index)
        if word == "both" and at.word(index - 1) == ",":
            index -= 1
            continue
        if word not in _LISTING and not word.isdigit():
            return None
        if word == "," and not at.word(index - 1).isdigit():
            junior = at.word(index - 1) == "." and at.word(index - 2) in _JUNIOR  # "Ko Min Jr., 23,"
            return index - 1 - junior
        index -= 1
    return None


def _closes(at: Setting) -> bool:
    """Does the number, or the list of ages it stands in, end where nothing can be counted?"""
    index = at.spelled.last
    while at.word(index) in _LISTING and at.word(index + 1).isdigit():
        index += 2
    return at.word(index) in _CLOSING or at.word(index) == _EACH


def _full_name(at: Setting, last: int) -> bool:
    """Two capitalised words and more, no noun among them, behind no preposition or article: a person."""
    first = last
    while first > at.begin and at.reading.capitalised(first - 1):
        first -= 1
    if any(index in at.reading.nouns for index in range(first, last + 1)):
        return False
    around = (at.word(first), at.word(first - 1) if first > at.begin else "")
    placed = any(
        at.reading.lexicon.is_in(word, name) for word in around for name in ("prepositions", "determiners")
    )
    return last + 1 - first >= FULL_NAME and not placed
