"""What stands between a speaker and a word of saying: adverbs, times, "in a statement"."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Reading

_BEFORE_TIMES: Final = frozenset({"on", "late", "early", "in", "at", "last", "this", "the", "by", "."})


def is_paper(reading: Reading, index: int) -> bool:
    """Does a word for what a speaker puts out begin here: report, statement, tally?"""
    return index in reading.saying and any(hit.payload.use == "noun" for hit in reading.saying[index])


def skip_back(reading: Reading, stop: int, begin: int) -> int:
    """The index after the last token before `stop` that is no adverb, form of have, or time."""
    words, lexicon = reading.words, reading.lexicon
    index = stop
    while index > begin:
        word = words[index - 1]
        adverb = word.endswith("ly") and not reading.capitalised(index - 1)
        if adverb or lexicon.is_in(word, "speech_fillers"):
            index -= 1
            continue
        timed = _time_before(reading, index, begin)
        if timed == index:
            break
        index = timed
    return index


def _time_before(reading: Reading, stop: int, begin: int) -> int:
    """Where "on Monday", "late on 11 November" or "in a statement" that ends before `stop` begins."""
    words, lexicon = reading.words, reading.lexicon
    index = stop
    while index > begin and (
        lexicon.is_in(words[index - 1], "time_words") or (index < stop and words[index - 1].isdigit())
    ):
        index -= 1
    if (
        index == stop
        and words[stop - 1].isdigit()
        and stop - 2 > begin
        and lexicon.is_in(words[stop - 2], "months")
    ):
        index = stop - 2
    if index < stop:
        while index > begin and stop - index < 6 and words[index - 1] in _BEFORE_TIMES:
            index -= 1
        return index
    if is_paper(reading, stop - 1):
        for opener in range(stop - 2, max(begin - 1, stop - 6), -1):
            if words[opener] == "in":
                return opener
    return stop
