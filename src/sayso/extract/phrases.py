"""Noun phrases beside a word of saying: who stands to its left or right, cut down to the name.

A flat walk over tokens, no parser: the phrase ends where a closed-class word, a punctuation mark or a verb
of harm stands. Spans are token indexes, end exclusive.
"""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading

Span = tuple[int, int]

MAX_PHRASE: Final = 16
MAX_APPOSITION: Final = 30
_MARKS: Final = frozenset(",.;:!?()[]–—-“”\"«»„…•|/")
_QUOTES: Final = frozenset("“”\"«»„")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_CHAINING: Final = frozenset({"of", "for", "at", "from", "in", "with", "to", "on"})
_NAME_JOINTS: Final = frozenset({"al", "el", "bin", "ibn", "de", "la", "del", "van", "von", "der", "da", "dos", "ul", "abu", "-", "'", "’"})
_CLITICS: Final = frozenset({"'s", "'"})
_PUT_OUT: Final = frozenset({"released", "published", "issued", "compiled", "carried", "provided", "collected", "made", "given", "read", "out", "signed", "sent"})
_RELATIVES: Final = frozenset({"who", "which", "that"})


def left_phrase(reading: Reading, stop: int, begin: int) -> Span | None:
    """The phrase that ends right before token `stop`: "police chief X" in "police chief X told".

    Adverbs, times and forms of have between are passed over; an apposition between commas is jumped back
    over ("X, head of Y, said"), unless it holds the person's name ("the head of Y, X, said").
    """
    end = skip_back(reading, stop, begin)
    if end <= begin:
        return None
    word = reading.words[end - 1]
    if word == ",":
        return _before_apposition(reading, end - 1, begin)
    if word in _RELATIVES:
        before = end - 1
        before -= before > begin and reading.words[before - 1] == ","
        return _walk_left(reading, before, begin)
    if word == ")":
        opened = _opening_bracket(reading, end - 1, begin)
        return None if opened is None else _walk_left(reading, opened, begin)
    return _walk_left(reading, end, begin)


def skip_back(reading: Reading, stop: int, begin: int) -> int:
    """The index after the last token before `stop` that is no adverb, form of have, or time."""
    words, lexicon = reading.words, reading.lexicon
    index = stop
    while index > begin:
        word = words[index - 1]
        if lexicon.is_in(word, "speech_fillers") or (word.endswith("ly") and not reading.capitalised(index - 1)):
            index -= 1
            continue
        timed = _time_before(reading, index, begin)
        if timed == index:
            break
        index = timed
    return index


def _time_before(reading: Reading, stop: int, begin: int) -> int:
    """Skips "on Monday", "late on 11 November", "in a statement" that ends before `stop`."""
    words, lexicon = reading.words, reading.lexicon
    index = stop
    while index > begin and (lexicon.is_in(words[index - 1], "time_words") or (index < stop and words[index - 1].isdigit())):
        index -= 1
    if index == stop and words[stop - 1].isdigit() and stop - 1 > begin and lexicon.is_in(words[stop - 2], "months"):
        index = stop - 2
    if index < stop:
        while index > begin and words[index - 1] in {"on", "late", "early", "in", "at", "last", "this", "the", "by", "."} and stop - index < 6:
            index -= 1
        return index
    for back in range(2, 6):
        if stop - back >= begin and words[stop - back] == "in" and stop - 1 in reading.saying:
            if any(hit.payload.use == "noun" for hit in reading.saying[stop - 1]):
                return stop - back
    return stop


def _before_apposition(reading: Reading, comma: int, begin: int) -> Span | None:
    """The phrase before "..., an apposition," or the name in it."""
    words = reading.words
    opened = next((i for i in range(comma - 1, max(begin - 1, comma - MAX_APPOSITION), -1) if words[i] == ","), None)
    if opened is None:
        return None
    inner = (opened + 1, comma)
    if is_name(reading, inner) and not _holds_role(reading, inner):
        return inner
    return _walk_left(reading, opened, begin)


def _opening_bracket(reading: Reading, closing: int, begin: int) -> int | None:
    return next((i for i in range(closing - 1, max(begin - 1, closing - 12), -1) if reading.words[i] == "("), None)


def _walk_left(reading: Reading, end: int, begin: int) -> Span | None:
    words, lexicon = reading.words, reading.lexicon
    index = end
    while index > begin and end - index < MAX_PHRASE:
        word = words[index - 1]
        if word in _MARKS and not _inside_word(reading, index - 1, begin):
            if word == ")" and (opened := _opening_bracket(reading, index - 1, begin)) is not None and index < end:
                index = opened
                continue
            break
        if word in _ARTICLES or lexicon.is_in(word, "possessives"):
            index -= 1
            if not _chained(reading, index, begin):
                break
            index -= 1
            continue
        if word == "and" or word == "&":
            if not _joins_names(reading, index - 1, begin, end):
                break
        elif lexicon.is_in(word, "prepositions"):
            if index == end or not _chains(reading, index - 1, begin):
                break
        elif _closes(reading, index - 1):
            break
        index -= 1
    return _trim(reading, index, end)


def _inside_word(reading: Reading, index: int, begin: int) -> bool:
    """A hyphen inside a word ("al-Qudra") or the full stop of a title or initial ("Brig. X", "Javed A. Khan")."""
    if reading.words[index] == ".":
        return (
            begin < index < len(reading.words) - 1 and reading.capitalised(index - 1) and reading.capitalised(index + 1)
            and reading.ends[index - 1] == reading.starts[index]
            and (len(reading.words[index - 1]) == 1 or reading.lexicon.is_in(reading.words[index - 1] + ".", "abbreviations"))
        )  # fmt: skip
    return (
        reading.words[index] in "-/" and begin < index < len(reading.words) - 1
        and reading.ends[index - 1] == reading.starts[index] and reading.ends[index] == reading.starts[index + 1]
    )  # fmt: skip


def _chained(reading: Reading, article: int, begin: int) -> bool:
    """Is the article inside a longer name: "spokesman for | the army"?"""
    return article - 1 > begin and _chains(reading, article - 1, begin)


def _chains(reading: Reading, preposition: int, begin: int) -> bool:
    """Does a preposition tie what follows to a speaker before it: "Ministry of", "officials in"?"""
    words, lexicon = reading.words, reading.lexicon
    if words[preposition] not in _CHAINING or preposition - 1 < begin:
        return False
    before = words[preposition - 1]
    if lexicon.is_in(before, "roles") or lexicon.is_in(before, "bodies") or is_paper(reading, preposition - 1):
        return True
    return words[preposition] in {"of", "for", "in"} and reading.capitalised(preposition - 1)


def is_paper(reading: Reading, index: int) -> bool:
    """Does a word for what a speaker puts out begin here: report, statement, tally?"""
    return any(hit.payload.use == "noun" for hit in reading.saying.get(index, ()))


def _joins_names(reading: Reading, index: int, begin: int, end: int) -> bool:
    """Is "and" between two speakers ("police and witnesses") rather than between clauses?"""
    words, lexicon = reading.words, reading.lexicon
    if index + 1 >= end or index - 1 < begin:
        return False
    before = words[index - 1]
    if before in _MARKS or _closes(reading, index - 1) or words[index + 1] in _ARTICLES and not lexicon.is_in(before, "bodies") and not lexicon.is_in(before, "roles"):
        return False
    return lexicon.is_in(before, "roles") or lexicon.is_in(before, "bodies") or (reading.capitalised(index - 1) and reading.capitalised(index + 1))


def _closes(reading: Reading, index: int) -> bool:
    """A word that cannot be inside a speaker's phrase."""
    word, lexicon = reading.words[index], reading.lexicon
    if reading.capitalised(index) and not lexicon.is_in(word, "clause_openers"):
        return False
    if lexicon.is_in(word, "clause_openers") or lexicon.is_in(word, "auxiliaries") and word not in _CLITICS:
        return True
    if word in {"or", "so", "not", "there", "it", "they", "we"} or lexicon.is_in(word, "perfect"):
        return True
    if any(hit.payload.use == "verb" for hit in reading.saying.get(index, ())) and not is_paper(reading, index):
        return True
    return any(hit.payload.form != "none" and not word.endswith("ing") for hit in reading.triggers.get(index, ()))


def _trim(reading: Reading, first: int, last: int) -> Span | None:
    """Without articles, adverbs and marks at the ends."""
    words, lexicon = reading.words, reading.lexicon
    while first < last and (
        words[first] in _MARKS or words[first] in _ARTICLES or words[first] in {"and", "both", "some", "that", "'s", "meanwhile", "however", "but"}
        or lexicon.is_in(words[first], "speech_fillers")
    ):
        first += 1
    while last > first and (words[last - 1] in _MARKS or words[last - 1] in {"and", "'"} or lexicon.is_in(words[last - 1], "prepositions")):
        last -= 1
    return (first, last) if first < last else None


def right_phrase(reading: Reading, start: int, stop: int) -> Span | None:
    """The phrase that begins at token `start`: "Oleh Syniehubov" in "said Oleh Syniehubov, head of ..."."""
    words, lexicon = reading.words, reading.lexicon
    index = start
    while index < stop and index - start < MAX_PHRASE:
        word = words[index]
        if word in _MARKS and not _inside_word(reading, index, start):
            break
        if lexicon.is_in(word, "prepositions"):
            if index == start or not (_chains(reading, index, start) and not _time_or_paper_follows(reading, index, stop)):
                break
        elif word == "and" or word == "&":
            if not _joins_right(reading, index, start, stop):
                break
        elif lexicon.is_in(word, "time_words") and word != "may" and index > start and not reading.capitalised(index - 1):
            break
        elif index > start and _closes(reading, index):
            break
        index += 1
    return _trim(reading, start, index)


def _time_or_paper_follows(reading: Reading, index: int, stop: int) -> bool:
    """After a preposition: a time or "a statement", which belong to the verb and not to the speaker."""
    ahead = range(index + 1, min(index + 4, stop))
    return reading.words[index] in {"on", "in", "at"} and any(
        reading.lexicon.is_in(reading.words[i], "time_words") or is_paper(reading, i) or reading.words[i].isdigit() for i in ahead
    )


def _joins_right(reading: Reading, index: int, start: int, stop: int) -> bool:
    if index + 1 >= stop or index == start:
        return False
    lexicon, after = reading.lexicon, min(index + 2, stop - 1)
    ahead = (reading.words[index + 1], reading.words[after])
    return reading.capitalised(index + 1) or any(lexicon.is_in(w, "roles") or lexicon.is_in(w, "bodies") for w in ahead)


def is_name(reading: Reading, span: Span) -> bool:
    """Only capitalised words and the small words inside names; more than one mark of a capital or one word."""
    first, last = span
    if last - first > 8 or first >= last or not reading.capitalised(last - 1):
        return False
    return reading.capitalised(first) and all(
        reading.capitalised(i) or reading.words[i] in _NAME_JOINTS or reading.words[i] == "." for i in range(first, last)
    )


def _holds_role(reading: Reading, span: Span) -> bool:
    return any(reading.lexicon.is_in(reading.words[i], "roles") for i in range(*span))


def most_specific(reading: Reading, span: Span, stop: int) -> tuple[Span, bool]:
    """The name in a speaker's phrase, and whether it is a person's: "army spokesman X" is X.

    "X's Harry Fawcett" is Harry Fawcett; "a report by the UN" is the UN; "the head of Y, X," is X.
    """
    first, last = span
    words, lexicon = reading.words, reading.lexicon
    roles = [i for i in range(first, last) if lexicon.is_in(words[i], "roles")]
    if roles:
        after = roles[-1] + 1
        while after < last and words[after] in {".", "-"}:
            after += 1
        if after < last and is_name(reading, (after, last)) and not lexicon.is_in(words[last - 1], "bodies"):
            return (after, last), True
        if named := _name_after_comma(reading, last, stop):
            return named, True
    for i in range(last - 2, first, -1):
        if words[i] in _CLITICS and is_name(reading, (i + 1, last)) and not any(lexicon.is_in(words[j], "bodies") for j in range(i + 1, last)):
            return (i + 1, last), True
    if (body := _author(reading, span)) is not None:
        return body, False
    if lexicon.is_in(words[last - 1], "bodies") and not reading.capitalised(last - 1) and (named := _name_after_comma(reading, last, stop)):
        return named, False
    for i in range(last - 2, first, -1):
        described = lexicon.is_in(words[i], "bodies") and (not reading.capitalised(i) or words[i] == "ngo")
        if described and is_name(reading, (i + 1, last)):
            return (i + 1, last), False
    person = is_name(reading, span) and last - first >= 2 and not any(lexicon.is_in(words[i], "bodies") for i in range(first, last))
    return span, person or bool(roles)


def _name_after_comma(reading: Reading, last: int, stop: int) -> Span | None:
    """ "the head of the council, John Doe," gives John Doe."""
    if last + 1 >= stop or reading.words[last] != ",":
        return None
    end = last + 1
    while end < stop and reading.words[end] not in ",.;:“”\"" and end - last < 8:
        end += 1
    span = (last + 1, end)
    return span if is_name(reading, span) else None


def _author(reading: Reading, span: Span) -> Span | None:
    """Whose paper it is: "a report by the UN", "UN report", "figures from the ministry"."""
    first, last = span
    words = reading.words
    papers = [i for i in range(first, last) if is_paper(reading, i)]
    if not papers:
        return None
    after = papers[-1] + 1
    while after < last and words[after] in _PUT_OUT:
        after += 1
    if after < last and words[after] in {"by", "from", "of"}:
        return _trim(reading, after + 1, last)
    before = papers[0]
    while before > first and (words[before - 1] in _CLITICS or is_paper(reading, before - 1)):
        before -= 1
    inner = range(first, before)
    if any(reading.capitalised(i) and i != reading.bounds[reading.passage_of[i]][0] or reading.lexicon.is_in(words[i], "bodies") for i in inner):
        return _trim(reading, first, before)
    return None
