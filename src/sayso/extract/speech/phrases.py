"""Noun phrases beside a word of saying: who stands to its left or right, cut down to the name.

A flat walk over tokens, no parser: a phrase ends where a closed-class word, a punctuation mark or a verb
of harm stands. Spans are token indexes, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.extract.nouns.name_runs import CLITICS, Span, is_name
from sayso.extract.speech.saying_asides import is_paper, skip_back
from sayso.lexicon import Reading

YEAR_DIGITS: Final = 4
MAX_PHRASE: Final = 16
MAX_APPOSITION: Final = 30
MARKS: Final = frozenset(',.;:!?()[]–—-“”"«»„…•|/')
ARTICLES: Final = frozenset({"the", "a", "an"})
PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
RELATIVES: Final = frozenset({"who", "which"})
_CHAINING: Final = frozenset({"of", "for", "at", "from", "in", "with", "to", "on", "by"})
_BASED: Final = ("based", "in")
_OPENING_CLAUSE: Final = frozenset({",", "”", '"', "»", "that", "as", "while"})
_PLACING: Final = frozenset({"in", "on", "at", "near", "into", "of"})
PUT_OUT: Final = frozenset({
    "released", "published", "issued", "compiled", "carried", "provided", "collected", "made", "given",
    "read", "out", "signed", "sent", "seen",
})  # fmt: skip


def left_phrase(reading: Reading, stop: int, begin: int) -> Span | None:
    """The phrase that ends right before token `stop`: "police chief X" in "police chief X told".

    Adverbs, times and forms of have between are passed over; an apposition between commas is jumped back
    over ("X, head of Y, said"), unless it holds the person's name ("the head of Y, X, said").
    """
    end = skip_back(reading, stop, begin)
    if end <= begin:
        return None
    word = reading.words[end - 1]
    if word in PRONOUNS:
        return end - 1, end
    if word == ",":
        return _before_apposition(reading, end - 1, begin)
    if word == ")":
        opened = _opening_bracket(reading, end - 1, begin)
        return None if opened is None else _walk_left(reading, opened, begin)
    return _walk_left(reading, end, begin)


def _before_apposition(reading: Reading, comma: int, begin: int) -> Span | None:
    """The phrase before "..., an apposition," or the name that is the apposition.

    "The Consortium, | a union of charities, including X, | said" and "Zara, | a nurse in Sarwe, where she was
    born, | said": before both.
    """
    words = reading.words
    opened = _comma_before(reading, comma, begin)
    if opened is None:
        return None
    goes_on = words[opened + 1] in RELATIVES or words[opened + 1] == "where"
    if goes_on or reading.lexicon.is_in(words[opened + 1], "part_openers"):
        further = _comma_before(reading, opened, begin)
        opened = opened if further is None or words[further + 1] not in ARTICLES else further
    if {hit.payload.use for hit in reading.saying.get(comma - 1, ())} == {"verb"}:
        return None  # "Zara, | the report says, | recorded"
    if words[opened + 1] in PUT_OUT and words[opened + 2] == "by":  # "a report, issued by X, | said"
        return trim(reading, opened + 3, comma)
    if words[opened - 2] == "," and words[opened - 1].isdigit():  # "Zara, | 34 |, a nurse, said"
        opened -= 2
    inner = (opened + 1, comma)
    if is_name(reading, inner) and not holds(reading, inner, "roles"):
        return inner
    if opened > begin and words[opened - 1] == ")":
        bracket = _opening_bracket(reading, opened - 1, begin)
        opened = opened if bracket is None else bracket
    return _walk_left(reading, opened, begin)


def _comma_before(reading: Reading, comma: int, begin: int) -> int | None:
    commas = (
        at
        for at in range(comma - 1, max(begin - 1, comma - MAX_APPOSITION), -1)
        if reading.words[at] == "," and (not reading.words[at + 1].isdigit() or at + 2 == comma)
    )
    return next(commas, None)


def _opening_bracket(reading: Reading, closing: int, begin: int) -> int | None:
    return next(
        (i for i in range(closing - 1, max(begin - 1, closing - 12), -1) if reading.words[i] == "("), None
    )


def _walk_left(reading: Reading, end: int, begin: int) -> Span | None:
    words, lexicon = reading.words, reading.lexicon
    index = end
    while index > begin and end - index < MAX_PHRASE:
        at = index - 1
        word = words[at]
        if word in MARKS and not inside_word(reading, at, begin):
            opened = _opening_bracket(reading, at, begin) if word == ")" and index < end else None
            if opened is None:
                break
            index = opened
            continue
        if word in ARTICLES or lexicon.is_in(word, "possessives"):
            index = at
            if (beside := _speaker_beside(reading, at, begin, end)) is not None:
                return trim(reading, beside, end)
            if not (at - 1 > begin and _chains(reading, at - 1, begin)):
                break
            index -= 1
            continue
        if word in {"and", "&"}:
            if not _joins(reading, at, begin, end):
                break
        elif lexicon.is_in(word, "prepositions") and not _in_name(reading, at, begin):
            if index == end or not _chains(reading, at, begin):
                break
        elif not _is_tail(words, at, index) and (
            _closes(reading, at)
            or _counted_before(reading, at, end)
            or _are_others(reading, at, index, end)
            or _is_where(reading, at, index, end)
            or (
                is_paper(reading, at) and index < end and reading.capitalised(index)
            )  # "a claim | Lee denied"
        ):
            break
        index -= 1
    based = next((at for at in range(index + 1, end - 1) if words[at : at + 2] == _BASED), end)
    return trim(reading, index, based)


def _speaker_beside(reading: Reading, article: int, begin: int, end: int) -> int | None:
    """ ", Zaran officials and | the | military said": where the first of two begins that open a clause."""
    joint = article - 1
    if joint <= begin or reading.words[joint] != "and" or not _joins(reading, joint, begin, end):
        return None
    first = _walk_left(reading, joint, begin)
    opener = first[0] - 1 - (reading.words[first[0] - 1] in ARTICLES) if first else begin
    if first is None or (opener >= begin and reading.words[opener] not in _OPENING_CLAUSE):
        return None
    both = ((joint + 2, end), first)
    speak = all(holds(reading, each, "roles") or holds(reading, each, "bodies") for each in both)
    return first[0] if speak else None


def _is_tail(words: Sequence[str], at: int, behind: int) -> bool:
    """ "Figures | released | by the ministry", "the Observatory | based | in Britain": what is said of it."""
    return (words[at], words[behind]) == _BASED or (words[at] in PUT_OUT and words[behind] == "by")


def _are_others(reading: Reading, at: int, first: int, end: int) -> bool:
    """ "Killed 22 | civilians | local sources said": who is told of, and no comma before who speaks.

    "To Azaz hospital | one witness said" likewise.
    """
    told = reading.words[at] == "others" or any(
        noun is not None
        and noun.last == at + 1
        and noun.payload.plural
        and noun.payload.noun_type == "person"
        for noun in (reading.nouns.get(at), reading.nouns.get(at - 1))
    )
    if (
        first < end
        and reading.words[first] == "one"
        and not reading.lexicon.is_in(reading.words[at], "prepositions")
    ):
        return True
    if not told or reading.capitalised(at) or first >= end or not reading.words[first][0].isalpha():
        return False
    if reading.words[first] == "and" and reading.lexicon.is_in(reading.words[at], "roles"):
        return False  # "officials | and witnesses | said"
    return holds(reading, (first, end), "roles") or holds(reading, (first, end), "bodies")


def _is_where(reading: Reading, at: int, first: int, end: int) -> bool:
    """ "In divided Zara | city | activists said": where it was, no comma before who speaks."""
    if not _is_settlement(reading, at) or reading.capitalised(at) or not reading.capitalised(at - 1):
        return False
    if not (holds(reading, (first, end), "roles") or holds(reading, (first, end), "bodies")):
        return False
    opener = at - 1
    while opener > 0 and _is_of_place(reading, opener):
        opener -= 1
    opener -= reading.words[opener] in ARTICLES
    return reading.words[opener] in _PLACING


def _is_of_place(reading: Reading, at: int) -> bool:
    """A part of a place's name, or "northern", "divided", "rebel-held" before it."""
    word = reading.words[at]
    told = (
        word == "-"
        or word.endswith("ed")
        or reading.words[at - 1 : at] == ("-",)
        or reading.words[at + 1] == "-"
    )
    return reading.capitalised(at) or told or reading.lexicon.is_in(word, "directions")


def _in_name(reading: Reading, index: int, begin: int) -> bool:
    """ "Reporters | Without | Borders": a capital among capitals."""
    return begin < index < len(reading.words) - 1 and all(
        reading.capitalised(at) for at in (index - 1, index, index + 1)
    )


def inside_word(reading: Reading, index: int, begin: int) -> bool:
    """A hyphen inside a word ("al-Qudra") or the full stop of a title or initial ("Brig. X", "J. Khan")."""
    words, starts, ends = reading.words, reading.starts, reading.ends
    if not begin < index < len(words) - 1 or ends[index - 1] != starts[index]:
        return False
    if words[index] == ".":
        short = len(words[index - 1]) == 1 or reading.lexicon.is_in(words[index - 1] + ".", "abbreviations")
        return short and reading.capitalised(index - 1) and reading.capitalised(index + 1)
    return words[index] in "-/" and ends[index] == starts[index + 1]


def _chains(reading: Reading, preposition: int, begin: int) -> bool:
    """Does a preposition tie what follows to a speaker before it: "Ministry of", "based in"?"""
    words, lexicon = reading.words, reading.lexicon
    if words[preposition] not in _CHAINING or preposition - 1 < begin:
        return False
    before = words[preposition - 1]
    if words[preposition] == "by":
        made = preposition - 1
        while made > begin and words[made] in PUT_OUT:
            made -= 1
        return is_paper(reading, made)
    if (
        lexicon.is_in(before, "roles")
        or lexicon.is_in(before, "bodies")
        or is_paper(reading, preposition - 1)
        or words[preposition - 1 : preposition + 1] == _BASED
    ):
        return True
    if lexicon.is_in(before, "time_words"):
        return False
    if words[preposition] == "of" and _is_settlement(reading, preposition - 1):
        article = preposition - 2
        return words[article] == "the" and article > begin and _chains(reading, article - 1, begin)
    return words[preposition] in {"of", "for", "in"} and reading.capitalised(preposition - 1)


def _is_settlement(reading: Reading, index: int) -> bool:
    """ "Residents of the | town | of Pekon"."""
    noun = reading.nouns.get(index)
    return noun is not None and noun.payload.noun_type == "settlement" and not noun.payload.plural


def _joins(reading: Reading, index: int, begin: int, end: int) -> bool:
    """Is "and" between two speakers ("police and witnesses") rather than between clauses?"""
    words, lexicon = reading.words, reading.lexicon
    if index + 1 >= end or index - 1 < begin or words[index - 1] in MARKS or _closes(reading, index - 1):
        return False
    before = words[index - 1]
    speaker = lexicon.is_in(before, "roles") or lexicon.is_in(before, "bodies")
    return speaker or (reading.capitalised(index - 1) and reading.capitalised(index + 1))


def _counted_before(reading: Reading, index: int, end: int) -> bool:
    """In text without commas: "13 people | MSF said" and "on Monday | MSF said" are no one phrase."""
    word, lexicon = reading.words[index], reading.lexicon
    if word.isdigit() and index > 0:
        at = index - (is_year(word) and reading.words[index - 1].isdigit()) - 1
        return lexicon.is_in(reading.words[at], "months")  # "on May 22 | media said", "May 22 2014 | media"
    if index + 1 >= end or lexicon.is_in(word, "roles") or lexicon.is_in(word, "bodies"):
        return False
    if word == "overnight" or (lexicon.is_in(word, "time_words") and word != "may"):
        return True
    if lexicon.is_in(word, "ordinals") and reading.words[index - 1] == "a" and not reading.capitalised(index):
        return reading.capitalised(index + 1)  # "injuring a fourth | SANA said"
    if not (reading.capitalised(index + 1) or reading.words[index + 1] in ARTICLES):
        return False
    noun = reading.nouns.get(index)
    return noun is not None and noun.payload.plural and not reading.capitalised(index)


def _closes(reading: Reading, index: int) -> bool:
    """A word that cannot be inside a speaker's phrase."""
    word, lexicon = reading.words[index], reading.lexicon
    if word in _SENTENCE_OPENERS:
        return True
    opens_clause = lexicon.is_in(word, "clause_openers")
    if reading.capitalised(index) and (reading.surface[index].isupper() or not opens_clause):
        return False
    if opens_clause or (lexicon.is_in(word, "auxiliaries") and word not in CLITICS):
        return True
    if index and (reading.words[index - 1] in "-" or reading.words[index + 1 : index + 2] == ("-",)):
        return False
    if word in {"or", "so", "not", "there", "it", "they", "we", "he", "she"} or lexicon.is_in(
        word, "perfect"
    ):
        return True
    uses = [hit.payload.use for hit in reading.saying.get(index, ())]
    after = reading.words[index + 1] if index + 1 < len(reading.words) else ""
    if "verb" in uses and "noun" not in uses:
        return not (lexicon.is_in(word, "noun_verbs") and lexicon.is_in(after, "bodies"))  # "state | media"
    if index not in reading.triggers or (word.endswith("ing") and not reading.opens_count(index + 1)):
        return False
    if lexicon.is_in(after, "roles") or lexicon.is_in(after, "bodies"):
        return False
    if index and reading.words[index - 1] in ARTICLES:
        return False
    return any(hit.payload.form != "none" for hit in reading.triggers[index])


def trim(reading: Reading, first: int, last: int) -> Span | None:
    """Without articles, adverbs and marks at the ends."""
    words, lexicon = reading.words, reading.lexicon
    while first < last and (
        words[first] in MARKS or words[first] in _LEADING or lexicon.is_in(words[first], "speech_fillers")
        or (last - first > 1 and lexicon.is_in(words[first], "possessives"))
    ):  # fmt: skip
        first += 1
    if last - first > 1 and words[first] == "old" and words[first - 1] == "-":  # a 36-year- | old | medic
        first += 1
    while last > first and (
        words[last - 1] in MARKS
        or words[last - 1] in _TRAILING
        or lexicon.is_in(words[last - 1], "prepositions")
    ):
        last -= 1
    return (first, last) if first < last else None


_LEADING: Final = ARTICLES | {
    "and",
    "both",
    "some",
    "that",
    "this",
    "'s",
    "meanwhile",
    "however",
    "but",
    "own",
}
_SENTENCE_OPENERS: Final = frozenset({"meanwhile", "however", "moreover", "furthermore"})
_TRAILING: Final = frozenset({"and", "'"})


def is_year(word: str) -> bool:
    """ "2015": a year of the last century or of this."""
    return len(word) == YEAR_DIGITS and word.isdecimal() and word[:2] in ("19", "20")


def right_phrase(reading: Reading, start: int, stop: int) -> Span | None:
    """The phrase that begins at token `start`: "Oleh Syniehubov" in "said Oleh Syniehubov, head of ..."."""
    words, lexicon = reading.words, reading.lexicon
    index = start
    while index < stop and index - start < MAX_PHRASE:
        word = words[index]
        if word in MARKS and not inside_word(reading, index, start):
            break
        if lexicon.is_in(word, "prepositions"):
            if index == start or not _chains(reading, index, start) or _about_telling(reading, index, stop):
                break
        elif word in {"and", "&"}:
            if not _joins_right(reading, index, start, stop):
                break
        elif index > start and _ends_right(reading, index, start):
            break
        index += 1
    return trim(reading, start, index)


def _ends_right(reading: Reading, index: int, start: int) -> bool:
    """A word after the first that no longer belongs to the phrase."""
    word, lexicon = reading.words[index], reading.lexicon
    timed = lexicon.is_in(word, "time_words") and word != "may" and not reading.capitalised(index - 1)
    if timed and not is_paper(reading, index + 1):  # "a February | report"
        return True
    if word in PUT_OUT and any(is_paper(reading, i) for i in range(start, index)):
        return False
    if reading.capitalised(index - 1) and (word in ARTICLES or lexicon.is_in(word, "deeds")):
        return True  # its comma is lost: "X | the doctor"; what it did: "X | made arrests"
    small = not reading.capitalised(index)
    adverb = small and lexicon.is_in(word, "speech_fillers")
    number = word.isdigit() or (small and lexicon.is_numeral(word))
    acts = (
        small and word.endswith("ed") and not _BEHIND_VERBS.isdisjoint(reading.words[index + 1 : index + 2])
    )
    return adverb or number or acts or index in reading.hedges or _closes(reading, index)


_BEHIND_VERBS: Final = ARTICLES | {"out", "its", "their", "his", "for", "on"}


def _about_telling(reading: Reading, index: int, stop: int) -> bool:
    """After a preposition: a time, "a statement" or "Facebook": of the verb, and not of the speaker."""
    words, lexicon = reading.words, reading.lexicon
    ahead = range(index + 1, min(index + 4, stop))
    posted = any(reading.capitalised(i) and lexicon.is_in(words[i], "told_around") for i in ahead[:1])
    return words[index] in {"on", "in", "at"} and (
        posted
        or any(
            lexicon.is_in(words[i], "time_words") or is_paper(reading, i) or words[i].isdigit() for i in ahead
        )
    )


def _joins_right(reading: Reading, index: int, start: int, stop: int) -> bool:
    if index + 1 >= stop or index == start:
        return False
    ahead = (index + 1, min(index + 3, stop))
    return reading.capitalised(index + 1) or holds(reading, ahead, "roles") or holds(reading, ahead, "bodies")


def holds(reading: Reading, span: Span, word_class: str) -> bool:
    """Is a word of the span in a closed class?"""
    return not reading.lexicon.words[word_class].isdisjoint(reading.words[slice(*span)])
