"""On whose say-so: the speaker or body a quantity is attributed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.memory import speeches
from sayso.extract.phrases import holds, is_paper
from sayso.extract.speakers import Speech
from sayso.lexicon import Reading
from sayso.records import Attribution, Doubt

MAX_QUOTED_PASSAGES: Final = 6
MAX_CARRIED_PASSAGES: Final = 12
MAX_LINE: Final = 24
SMALL_NUMBER: Final = 10
_LEAD_PASSAGES: Final = 3
_CARRIED: Final = Doubt("source", "no speaker in its own sentence: taken from the account it continues")
_AGAIN: Final = Doubt("source", "no speaker here: taken from where the same number is told again")


def attribute(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Attribution | None]]:
    """One choice for each counted quantity, in order; None where the outlet speaks itself.

    "Nine soldiers were killed, army spokesman X told AFP on Monday." gives X, verb "told", chain ("AFP",).
    Looked for in this order: a speaker in the sentence, in the same quotation, where the same number is told
    again, in the account of a body that the sentence continues.
    """
    by_passage: dict[int, list[Speech]] = {}
    for speech in speeches(reading):
        by_passage.setdefault(speech.passage, []).append(speech)
    with_counts = frozenset(reading.passage_of[item.first] for item in counted)
    return [_choose(reading, item, by_passage, with_counts) for item in counted]


def _choose(
    reading: Reading, item: Counted, by_passage: Mapping[int, Sequence[Speech]], with_counts: frozenset[int]
) -> Chosen[Attribution | None]:
    passage = reading.passage_of[item.first]
    doubts: tuple[Doubt, ...] = ()
    speech = _in_sentence(reading, item, by_passage.get(passage, ()))
    speech = speech or _in_quotation(reading, passage, by_passage)
    if speech is None and (speech := _told_again(reading, item, passage, by_passage)):
        doubts = (_AGAIN,)
    if speech is None and (speech := _account(reading, passage, by_passage, with_counts)):
        doubts = (_CARRIED,)
    if speech is None or _own_voice(reading, speech):
        return Chosen(None)
    if not speech.named:
        said = reading.quote(speech.first, speech.last).text
        return Chosen(
            None, (speech.rule,), (Doubt("source", f"{said!r} points back to nobody named before"),)
        )
    if speech.stance == "denied":
        return _denied(reading, speech, by_passage)
    return Chosen(_attribution(reading, speech), (speech.rule,), doubts)


def _in_sentence(reading: Reading, item: Counted, here: Sequence[Speech]) -> Speech | None:
    """The speech of the sentence whose words cover the quantity."""
    after = next((s for s in here if s.cue >= item.last and s.closes), None)
    before = next((s for s in reversed(here) if s.cue < item.first and s.opens), None)
    if after is not None and before is not None and before.rule != "source.citing":
        return before if reading.words[before.cue_end : before.cue_end + 1] == ("that",) else after
    if after is None and before is None:
        before = next(
            (replace(s, rule="source.same_sentence") for s in reversed(here) if s.cue < item.first), None
        )
    return after or before


def _in_quotation(
    reading: Reading, passage: int, by_passage: Mapping[int, Sequence[Speech]]
) -> Speech | None:
    """Inside a quotation: who is quoted is named in a sentence next to it."""
    here = reading.passages[passage]
    if here.quotation is None:
        return None
    for number in range(passage - 1, max(-1, passage - MAX_QUOTED_PASSAGES), -1):
        other = reading.passages[number]
        if other.quotation is None and other.paragraph < here.paragraph - 1:
            break
        if by_passage.get(number):
            return replace(by_passage[number][-1], rule="source.quotation")
    if passage + 1 in by_passage and reading.passages[passage + 1].paragraph == here.paragraph:
        return replace(by_passage[passage + 1][0], rule="source.quotation")
    return None


def _told_again(
    reading: Reading, item: Counted, passage: int, by_passage: Mapping[int, Sequence[Speech]]
) -> Speech | None:
    """A later sentence that gives the same number of the same harm, with a speaker."""
    numbers = [
        value
        for word in reading.words[item.first : item.last]
        if (value := _number(reading, word)) is not None
    ]
    if item.quantity.value < 2 or not numbers:
        return None
    last = len(reading.passages) if item.quantity.value >= SMALL_NUMBER else passage + 3
    for number in range(passage + 1, min(last, len(reading.passages))):
        if number not in by_passage:
            continue
        begin, stop = reading.bounds[number]
        index = next(
            (i for i in range(begin, stop) if _number(reading, reading.words[i]) == numbers[0]), None
        )
        if index is None or not _tells(reading, item, begin, stop):
            continue
        types = {_counted_type(reading, item.last), _counted_type(reading, index + 1)} - {None}
        if len(types) > 1:
            continue
        again = replace(item, first=index, last=index + 1)
        speech = _in_sentence(reading, again, by_passage[number])
        if speech is not None:
            return replace(speech, rule="source.told_again")
    return None


def _number(reading: Reading, word: str) -> float | None:
    """What a single number word says: "8", "1,600", "eight"."""
    digits = word.replace(",", "")
    if digits.isdigit():
        return float(digits[:15])
    numeral = reading.lexicon.numerals.get(word)
    return numeral.value if numeral and numeral.role in {"unit", "multiplier"} else None


def _counted_type(reading: Reading, last: int) -> str | None:
    """The type of the noun right behind a number: person, building ..."""
    nouns = (reading.nouns.get(index) for index in range(last, min(last + 3, len(reading.words))))
    return next((noun.payload.noun_type for noun in nouns if noun is not None), None)


def _tells(reading: Reading, item: Counted, begin: int, stop: int) -> bool:
    """Does a sentence hold a trigger of the quantity's kind?"""
    return any(
        item.kind in hit.payload.kinds.values()
        for i in range(begin, stop)
        for hit in reading.triggers.get(i, ())
    )


def _account(
    reading: Reading, passage: int, by_passage: Mapping[int, Sequence[Speech]], with_counts: frozenset[int]
) -> Speech | None:
    """A body's account that goes on: counts follow its own sentence without a break or another speaker.

    Totals of a war ("since ...", "have been killed") are background and end the account.
    """
    words = reading.words
    begin, stop = reading.bounds[passage]
    here = frozenset(words[begin:stop])
    if not here.isdisjoint({"since", "reportedly", "allegedly"}) or ("been" in here and not here.isdisjoint({"has", "have"})):
        return None
    for number in range(passage - 1, max(-1, passage - MAX_CARRIED_PASSAGES), -1):
        if number in by_passage:
            speech = by_passage[number][-1]
            lists = words[reading.bounds[number][1] - 1] == ":"
            if lists and speech.named and _is_listed(reading, passage, number):
                return replace(speech, rule="source.list")
            return _continues(reading, speech, passage) if number in with_counts or number == 0 else None
        if number not in with_counts and words[reading.bounds[number][1] - 1] != ":":
            return _heading(by_passage, passage)
    return None


def _heading(by_passage: Mapping[int, Sequence[Speech]], passage: int) -> Speech | None:
    """A heading names whose paper the text is, until somebody else speaks: "Evening update of the General Staff"."""
    last = max((number for number in by_passage if number < passage), default=None)
    speech = None if last is None else by_passage[last][-1]
    return speech if speech is not None and speech.rule == "source.heading" else None


def _is_listed(reading: Reading, passage: int, opener: int) -> bool:
    """Is every passage from after `opener` up to this one a short line of its own?"""
    passages = reading.passages
    return all(
        passages[number].paragraph > passages[number - 1].paragraph
        and reading.bounds[number][1] - reading.bounds[number][0] <= MAX_LINE
        for number in range(opener + 1, passage + 1)
    )


def _continues(reading: Reading, speech: Speech, passage: int) -> Speech | None:
    if speech.rule == "source.heading":
        return speech
    definite = reading.words[speech.first - 1 : speech.first] == ("the",)
    if holds(reading, (speech.first, speech.last), "media_bodies"):
        return None
    if speech.person or not speech.named or not (reading.capitalised(speech.last - 1) or definite):
        return None
    begin, stop = reading.bounds[speech.passage]
    next_to_it = passage == speech.passage + 1
    same_paragraph = reading.passages[passage].paragraph == reading.passages[speech.passage].paragraph
    paper = any(is_paper(reading, index) for index in range(begin, stop))
    if paper or (next_to_it and same_paragraph) or (not next_to_it and speech.passage < _LEAD_PASSAGES):
        return replace(speech, rule="source.account")
    return None


def _own_voice(reading: Reading, speech: Speech) -> bool:
    """A body that reports about itself in its own outlet speaks as the outlet."""
    outlet = (reading.report.outlet or "").casefold()
    return bool(outlet) and reading.quote(speech.first, speech.last).text.casefold() == outlet


def _denied(
    reading: Reading, denial: Speech, by_passage: Mapping[int, Sequence[Speech]]
) -> Chosen[Attribution | None]:
    """A denied number stays the claim of who made it: the last other speaker before; the denial is kept."""
    name = reading.quote(denial.first, denial.last).text
    doubt = Doubt("source", f"denied by {name}")
    for number in range(denial.passage, -1, -1):
        for speech in reversed(by_passage.get(number, ())):
            other = speech.named and speech.cue < denial.cue and speech.stance != "denied"
            if other and reading.quote(speech.first, speech.last).text != name:
                maker = _attribution(reading, speech)
                return Chosen(replace(maker, stance="denied"), ("source.denied",), (doubt,))
    return Chosen(None, ("source.denied",), (doubt,))


def _attribution(reading: Reading, speech: Speech) -> Attribution:
    quote = reading.quote(speech.first, speech.last)
    cue = reading.quote(speech.cue, speech.cue_end)
    chain = tuple(reading.quote(*span).text for span in speech.chain)
    return Attribution(
        quote.text, quote.start, quote.end, cue.text, speech.stance, chain, outlet=reading.report.outlet
    )
