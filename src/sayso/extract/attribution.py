"""On whose say-so: the speaker or body a quantity is attributed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.counted import Chosen, Counted
from sayso.extract.memory import speeches
from sayso.extract.speakers import Speech
from sayso.lexicon import Reading
from sayso.records import Attribution


def attribute(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Attribution | None]]:
    """One choice for each counted quantity, in order; None where the outlet speaks itself."""
    found = speeches(reading)
    by_passage: dict[int, list[Speech]] = {}
    for speech in found:
        by_passage.setdefault(speech.passage, []).append(speech)
    return [_choose(reading, item, by_passage) for item in counted]


def _choose(reading: Reading, item: Counted, by_passage: dict[int, list[Speech]]) -> Chosen[Attribution | None]:
    passage = reading.passage_of[item.first]
    speech = _covering(reading, item, by_passage.get(passage, ()))
    if speech is None:
        speech = _same_quotation(reading, passage, by_passage)
    if speech is None:
        speech = _told_again(reading, item, passage, by_passage)
    if speech is None or not speech.named or _own_voice(reading, speech):
        return Chosen(None)
    return Chosen(_attribution(reading, speech), (speech.rule,))


def _covering(reading: Reading, item: Counted, here: Sequence[Speech]) -> Speech | None:
    after = next((s for s in here if s.cue >= item.last and s.closes), None)
    before = next((s for s in reversed(here) if s.cue < item.first and s.opens), None)
    if after is not None and before is not None and before.rule != "source.citing":
        return before if reading.words[before.cue_end] == "that" else after
    if after is None and before is None:
        before = next((replace(s, rule="source.same_sentence") for s in reversed(here) if s.cue < item.first), None)
    return after or before


def _same_quotation(reading: Reading, passage: int, by_passage: dict[int, list[Speech]]) -> Speech | None:
    here = reading.passages[passage]
    if here.quotation is None:
        return None
    for number in range(passage - 1, max(-1, passage - 6), -1):
        other = reading.passages[number]
        if other.quotation is None and other.paragraph < here.paragraph - 1:
            break
        if by_passage.get(number):
            return replace(by_passage[number][-1], rule="source.quotation")
    if passage + 1 in by_passage and reading.passages[passage + 1].paragraph == here.paragraph:
        return replace(by_passage[passage + 1][0], rule="source.quotation")
    return None


def _told_again(reading: Reading, item: Counted, passage: int, by_passage: dict[int, list[Speech]]) -> Speech | None:
    if item.quantity.value < 2:
        return None
    numbers = [w for w in reading.words[item.first : item.last] if w.isdigit() or w in reading.lexicon.numerals]
    if not numbers:
        return None
    word = numbers[0]
    for number in range(passage + 1, len(reading.passages)):
        if number not in by_passage:
            continue
        begin, stop = reading.bounds[number]
        if not any(item.kind in hit.payload.kinds.values() for i in range(begin, stop) for hit in reading.triggers.get(i, ())):
            continue
        if item.quantity.value < 10 and number > passage + 3:
            break
        for index in range(begin, stop):
            if reading.words[index] == word:
                again = replace(item, first=index, last=index + 1)
                speech = _covering(reading, again, by_passage[number])
                if speech is not None:
                    return replace(speech, rule="source.told_again")
    return None


def _own_voice(reading: Reading, speech: Speech) -> bool:
    """A body that reports about itself in its own outlet speaks as the outlet."""
    outlet = (reading.report.outlet or "").casefold()
    return bool(outlet) and reading.quote(speech.first, speech.last).text.casefold() == outlet


def _attribution(reading: Reading, speech: Speech) -> Attribution:
    quote = reading.quote(speech.first, speech.last)
    cue = reading.quote(speech.cue, speech.cue_end)
    chain = tuple(reading.quote(*span).text for span in speech.chain)
    return Attribution(quote.text, quote.start, quote.end, cue.text, speech.stance, chain, outlet=reading.report.outlet)
