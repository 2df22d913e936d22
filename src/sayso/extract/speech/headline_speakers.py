"""Who speaks beside a mark alone, as in headlines: "12 killed in Goma: | police", "| UN |: 3,000 fled"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.extract.nouns.name_runs import Span
from sayso.extract.speech.names import speaker_like
from sayso.extract.speech.phrases import ARTICLES
from sayso.extract.speech.speech import Speech
from sayso.lexicon import Reading

MAX_SPEAKER: Final = 6  # tokens: the governor of northern Kivu
_CLOSING: Final = frozenset({":", "–", "—", "-"})


def headline_speeches(reading: Reading) -> Iterator[Speech]:
    """The speeches of sentences that a speaker opens or ends without a word of saying."""
    for passage, (begin, stop) in enumerate(reading.bounds):
        opened, closed = _opening(reading, begin, stop), _closing(reading, begin, stop)
        if opened is not None:
            yield _speech(reading, passage, opened, mark=opened[1], opens=True)
        elif closed is not None:
            yield _speech(reading, passage, closed, mark=closed[0] - 1, opens=False)


def stands_alone(reading: Reading, first: int, last: int) -> bool:
    """Is it a speaker who stands before a mark, or behind one, alone: who tells of harm, and did it not?"""
    begin, stop = reading.bounds[reading.passage_of[first]]
    spans = (_opening(reading, begin, stop), _closing(reading, begin, stop))
    return any(span is not None and span[0] <= first and last <= span[1] for span in spans)


def _speech(reading: Reading, passage: int, span: Span, *, mark: int, opens: bool) -> Speech:
    first = span[0] + (reading.words[span[0]] in ARTICLES)
    rule = "source.headline"
    return Speech(passage, mark, mark + 1, first, span[1], span, "said", rule, opens, closes=not opens)


def _opening(reading: Reading, begin: int, stop: int) -> Span | None:
    """ "| Health ministry |: 12 killed": the speaker before the first colon."""
    reach = range(begin + 1, min(begin + 1 + MAX_SPEAKER, stop - 1))
    mark = next((at for at in reach if reading.words[at] == ":"), None)
    if mark is None or not any(at in reading.triggers for at in range(mark + 1, stop)):
        return None
    return _speaker(reading, (begin, mark))


def _closing(reading: Reading, begin: int, stop: int) -> Span | None:
    """ "12 killed in a strike: | health ministry |": the speaker behind the last mark of a headline."""
    reach = range(stop - 2, max(begin, stop - 2 - MAX_SPEAKER), -1)
    mark = next((at for at in reach if reading.words[at] in _CLOSING), None)
    if mark is None or not reading.words[stop - 1][0].isalnum():
        return None
    free = reading.words[mark] == ":" or reading.starts[mark] > reading.ends[mark - 1]
    told = any(at in reading.triggers for at in range(begin, mark))
    return _speaker(reading, (mark + 1, stop)) if free and told else None


def _speaker(reading: Reading, span: Span) -> Span | None:
    """A phrase, where it names one who speaks and tells nothing: no verb, no number, no harm."""
    at, is_in = range(*span), reading.lexicon.is_in
    told = any(
        index in reading.triggers
        or reading.words[index] == "and"
        or index in reading.saying
        or reading.opens_count(index)
        or not reading.words[index][0].isalpha()
        or is_in(reading.words[index], "auxiliaries")
        or is_in(reading.words[index], "clause_openers")
        for index in at
    )
    return span if not told and speaker_like(reading, span) else None
