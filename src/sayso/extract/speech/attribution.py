"""On whose say-so: the speaker or body a quantity is attributed to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from sayso.extract.counted import Chosen, Counted
from sayso.extract.nouns.lists import BULLETS
from sayso.extract.speech.memory import speeches
from sayso.extract.speech.names import most_specific
from sayso.extract.speech.phrases import ARTICLES, RELATIVES, holds, right_phrase
from sayso.extract.speech.saying_asides import is_paper
from sayso.extract.speech.speech import Speech
from sayso.extract.speech.told_before import tells_of_count
from sayso.lexicon import Reading
from sayso.records import Attribution, Doubt

MAX_QUOTED_PASSAGES: Final = 6
MAX_CARRIED_PASSAGES: Final = 12
MAX_LINE: Final = 24
MAX_ASIDE: Final = 12
MAX_TIMES: Final = 5
MAX_CLAIMED: Final = 4
MAX_SPEECHES: Final = 64
MAX_RETOLD: Final = 40
MAX_DENIED: Final = 40
SMALL_NUMBER: Final = 10
NEAR_PASSAGES: Final = 2
_LEAD_PASSAGES: Final = 3
_HEADINGS: Final = frozenset({"source.heading", "source.label"})
_OPENINGS: Final = _HEADINGS | {"source.put_out"}
_OF_WAR: Final = frozenset({"been", "war", "conflict", "uprising"})
_CLOSING_QUOTES: Final = frozenset('”"»')
_CARRIED: Final = Doubt("source", "no speaker in its own sentence: taken from the account it continues")
_AGAIN: Final = Doubt("source", "no speaker here: taken from where the same number is told again")


def attribute(reading: Reading, counted: Sequence[Counted]) -> list[Chosen[Attribution | None]]:
    """One choice for each counted quantity, in order; None where the outlet speaks itself.

    "Nine soldiers were killed, army spokesman X told AFP on Monday." gives X, verb "told", chain ("AFP",).
    Looked for in this order: a speaker in the sentence, in the same quotation, where the same number is told
    again, in the account of a body that the sentence continues.
    """
    by_passage: dict[int, list[Speech]] = defaultdict(list)
    for speech in speeches(reading):
        by_passage[speech.passage].append(speech)
    with_counts = frozenset(reading.passage_of[item.first] for item in counted)
    discourse = _Discourse(reading, dict(by_passage), with_counts, sorted(by_passage))
    chosen: list[Chosen[Attribution | None]] = []
    for place, item in enumerate(counted):
        own = discourse.choose(item)
        unsaid = own.value is None and not own.rules
        before = _count_before(reading, counted, place) if unsaid else None
        chosen.append(own if before is None else _carried(chosen[before]) or own)
    return chosen


def _count_before(reading: Reading, counted: Sequence[Counted], place: int) -> int | None:
    """The last count of a sentence before, where the sentence of this one tells of what was counted there."""
    passage = reading.passage_of[counted[place].first]
    if not tells_of_count(reading, passage):
        return None
    for before in range(place - 1, -1, -1):
        gap = passage - reading.passage_of[counted[before].first]
        if gap > 0:
            return before if gap <= NEAR_PASSAGES else None
    return None


def _carried(chosen: Chosen[Attribution | None]) -> Chosen[Attribution | None] | None:
    """What was chosen for the count that this one tells more of."""
    if chosen.value is None or chosen.value.stance == "denied":
        return None
    return Chosen(chosen.value, ("source.of_count_before",), (_CARRIED,))


def _number(reading: Reading, word: str) -> float | None:
    if word[0].isdigit():
        digits = word.replace(",", "")
        return float(digits[:15]) if digits.isdecimal() else None
    numeral = reading.lexicon.numerals.get(word)
    return numeral.value if numeral and numeral.role in {"unit", "multiplier"} else None


def _near(speeches: Sequence[Speech], item: Counted) -> Sequence[Speech]:
    """The speeches of a sentence around a quantity: all of them, unless the sentence is a monster."""
    if len(speeches) <= MAX_SPEECHES:
        return speeches
    at = bisect_left(speeches, item.first, key=lambda speech: speech.cue)
    return speeches[max(0, at - MAX_SPEECHES // 2) : at + MAX_SPEECHES // 2]


@dataclass(frozen=True)
class _Discourse:
    """A report's speeches by passage, and its passages that count and that speak."""

    reading: Reading
    by_passage: Mapping[int, Sequence[Speech]]
    with_counts: frozenset[int]
    speaking: Sequence[int]

    @cached_property
    def numbers(self) -> Mapping[float, Sequence[int]]:
        """Where each number word of the report stands, by its value: "8", "1,600", "eight"."""
        found: dict[float, list[int]] = defaultdict(list)
        words, numerals = self.reading.words, self.reading.lexicon.numerals
        for at in [at for at, word in enumerate(words) if word in numerals or word[0].isdigit()]:
            value = _number(self.reading, words[at])
            if value is not None:
                found[value].append(at)
        return found

    def choose(self, item: Counted) -> Chosen[Attribution | None]:
        """Whose word the quantity is."""
        passage = self.reading.passage_of[item.first]
        doubts: tuple[Doubt, ...] = ()
        speech = self._in_sentence(item, passage) or self._in_quotation(passage)
        if speech is None and (speech := self._told_again(item, passage)):
            doubts = (_AGAIN,)
        if speech is None and (speech := self._account(passage)):
            doubts = (_CARRIED,)
        if speech is None or self._own_voice(speech):
            return Chosen(None)
        if not speech.named:
            said = self._name(speech)
            doubt = Doubt("source", f"{said!r} points back to nobody named before")
            return Chosen(None, (speech.rule,), (doubt,))
        if speech.stance == "denied":
            asked = RELATIVES.isdisjoint(self.reading.words[speech.cue_end : item.first])
            return self._denied(speech) if asked else Chosen(None)  # "denied the raid in which | 12 died"
        if speech.rule == "source.as_said":
            doubts = (Doubt("source", f"{self._name(speech)!r} points back to nobody named before"),)
        return Chosen(self._attribution(speech), (speech.rule,), doubts)

    def _in_sentence(self, item: Counted, passage: int) -> Speech | None:
        """The speech of the sentence whose words cover the quantity."""
        here = _near(self.by_passage.get(passage, ()), item)
        closers = [s for s in here if s.cue >= item.last and s.closes]
        if self._is_aside(item, passage, here):
            return None
        after = next((s for s in closers if s.rule == "source.citing"), closers[0] if closers else None)
        openers = [s for s in here if s.cue < item.first and s.opens]
        cited = (s for s in reversed(openers) if s.rule == "source.citing")
        before = next(cited, self._nearest(openers))
        if after is not None and _CLOSING_QUOTES & set(self.reading.words[item.last : after.cue]):
            return after
        if after is not None and before is not None and before.rule != "source.citing":
            between = self.reading.words[item.last : after.cue]
            apart = ";" in between or (after.rule == "source.passive" and "," in between)
            relayed = self._relays(after) and not self._relays(before)
            return before if apart or relayed or self._says_that(before) else after
        if after is None and before is None:
            last = next((s for s in reversed(here) if s.cue < item.first), None)
            return (
                last._replace(rule="source.same_sentence") if last and not self._ends_quoting(last) else None
            )
        return after or before

    def _nearest(self, openers: Sequence[Speech]) -> Speech | None:
        """The last that opens, but "X said, according to Zara News, that ..." is the word of X."""
        last = openers[-1] if openers else None
        if last is None or last.rule != "source.according" or not self._relays(last):
            return last
        return next((speech for speech in reversed(openers) if not self._relays(speech)), last)

    def _relays(self, speech: Speech) -> bool:
        """An outlet or agency: "X said that ..., Zara News reported"."""
        return holds(self.reading, speech.phrase, "media_bodies")

    def _ends_quoting(self, speech: Speech) -> bool:
        """ "..." sobbed a man at the grave of his son: what stands behind is told by the outlet."""
        at = min(speech.cue, speech.phrase[0]) - 1
        at -= self.reading.words[at] in ARTICLES
        return speech.closes and at >= 0 and self.reading.words[at] in _CLOSING_QUOTES

    def _is_aside(self, item: Counted, passage: int, here: Sequence[Speech]) -> bool:
        """ "He said he would go to Zara, where a million people have fled": the outlet tells of the place."""
        words, begin = self.reading.words, self.reading.bounds[passage][0]
        if not here or self.reading.passages[passage].quotation is not None:
            return False
        for at in range(item.first - 1, max(begin, item.first - MAX_ASIDE), -1):
            if words[at] == "where" and words[at - 1] == ",":
                told = words[at : item.last + MAX_ASIDE // 2]
                said = any(at < speech.cue < item.first for speech in here)  # "where | the army says | 12"
                return not said and ("have" in told or "has" in told)
        return False

    def _says_that(self, speech: Speech) -> bool:
        """ "Said that", "reported on Thursday that"."""
        reading = self.reading
        for word in reading.words[speech.cue_end : speech.cue_end + MAX_TIMES]:
            if word == "that":
                return True
            time = reading.lexicon.is_in(word, "time_words") or reading.lexicon.is_in(word, "prepositions")
            if not time and not word.isdigit():
                return False
        return False

    def _in_quotation(self, passage: int) -> Speech | None:
        """Inside a quotation: who is quoted is named in a sentence next to it."""
        passages = self.reading.passages
        here = passages[passage]
        if here.quotation is None:
            return None
        for number in range(passage - 1, max(-1, passage - MAX_QUOTED_PASSAGES), -1):
            if passages[number].quotation is None and passages[number].paragraph < here.paragraph - 1:
                break
            if number in self.by_passage:
                return self.by_passage[number][-1]._replace(rule="source.quotation")
        following = self.by_passage.get(passage + 1)
        if following and passages[passage + 1].paragraph == here.paragraph:
            return following[0]._replace(rule="source.quotation")
        return None

    def _told_again(self, item: Counted, passage: int) -> Speech | None:
        """A later sentence that gives the same number of the same harm, with a speaker."""
        reading = self.reading
        said = (_number(reading, word) for word in reading.words[item.first : item.last])
        value = next((number for number in said if number is not None), None)
        if item.quantity.value < 2 or value is None:
            return None
        furthest = len(reading.passages) if item.quantity.value >= SMALL_NUMBER else passage + NEAR_PASSAGES
        places = self.numbers.get(value, ())
        after = bisect_right(places, item.last)
        for index in places[after : after + MAX_RETOLD]:
            number = reading.passage_of[index]
            if not passage < number <= furthest or number not in self.by_passage:
                continue
            if not self._tells(item, number):
                continue
            types = {self._counted_type(item.last), self._counted_type(index + 1)} - {None}
            speech = self._in_sentence(replace(item, first=index, last=index + 1), number)
            if len(types) <= 1 and speech is not None:
                return speech._replace(rule="source.told_again")
        return None

    def _counted_type(self, last: int) -> str | None:
        """The type of the noun right behind a number: person, building ..."""
        nouns = (self.reading.nouns.get(index) for index in range(last, last + 3))
        return next((noun.payload.noun_type for noun in nouns if noun is not None), None)

    def _tells(self, item: Counted, passage: int) -> bool:
        """Does a sentence hold a trigger of the quantity's kind?"""
        return item.kind in self.reading.kinds_in(range(*self.reading.bounds[passage]))

    def _account(self, passage: int) -> Speech | None:
        """A body's account that goes on: counts follow its own sentence without a break or another speaker.

        Totals of a war ("since ...", "have been killed", "the war has killed") are background and end it.
        """
        reading = self.reading
        words = reading.words[slice(*reading.bounds[passage])]
        here = frozenset(words)
        background = not here.isdisjoint({"since", "reportedly", "allegedly"})
        background = background or ("reported", "to") in pairwise(words)
        if background or (not here.isdisjoint(_OF_WAR) and not here.isdisjoint({"has", "have"})):
            heading = None if "reportedly" in here else self._heading(passage)
            return heading if heading is not None and heading.passage == 0 else None
        listed = False
        for number in range(passage - 1, max(-1, passage - MAX_CARRIED_PASSAGES), -1):
            opens_list = reading.words[reading.bounds[number][1] - 1] == ":"
            lists = opens_list and self._is_listed(passage, number)
            if number in self.by_passage:
                speech = self.by_passage[number][-1]
                if self._is_item(passage) and self._is_item(number):
                    break  # each item of a list has a speaker of its own
                if speech.named and (lists or ((listed or opens_list) and self._is_body(speech))):
                    return speech._replace(rule="source.list")
                goes_on = number in self.with_counts or speech.rule in _OPENINGS
                return self._continued(speech, passage) if goes_on else None
            listed = listed or (lists and self._has_paper(number))
            if not opens_list and not self._tells_on(number):
                break
        return self._heading(passage)

    def _is_item(self, passage: int) -> bool:
        return self.reading.surface[self.reading.bounds[passage][0]] in BULLETS

    def _is_body(self, speech: Speech) -> bool:
        return not speech.person and not self._relays(speech)

    def _tells_on(self, passage: int) -> bool:
        """Does a sentence count, or speak as "our forces" outside a quotation?"""
        own = "our" in self.reading.words[slice(*self.reading.bounds[passage])]
        return passage in self.with_counts or (own and self.reading.passages[passage].quotation is None)

    def _heading(self, passage: int) -> Speech | None:
        """The body whose paper the heading says the text is, until somebody else speaks.

        What stands before a line "Source: Zara Police" is told by it too.
        """
        at = bisect_left(self.speaking, passage)
        speech = self.by_passage[self.speaking[at - 1]][-1] if at else None
        if speech is None and self.speaking:
            label = self.by_passage[self.speaking[0]][0]
            return label if label.rule == "source.label" else None
        return speech if speech is not None and speech.rule in _HEADINGS else None

    def _is_listed(self, passage: int, opener: int) -> bool:
        """Is every passage from after `opener` up to this one a short line of its own?"""
        passages, bounds = self.reading.passages, self.reading.bounds
        return all(
            passages[number].paragraph > passages[number - 1].paragraph
            and bounds[number][1] - bounds[number][0] <= MAX_LINE
            for number in range(opener + 1, passage + 1)
        )

    def _continued(self, speech: Speech, passage: int) -> Speech | None:
        """The speech, where its body may be taken to give an account that reaches this passage."""
        reading = self.reading
        if speech.rule in _HEADINGS:
            return speech
        if self._relays(speech) or speech.person or not speech.named:
            return None
        definite = "the" in (reading.words[speech.first - 1], reading.words[speech.phrase[0] - 1])
        if not (reading.capitalised(speech.last - 1) or definite):
            return None
        next_to_it = passage == speech.passage + 1
        paragraphs = {reading.passages[number].paragraph for number in (passage, speech.passage)}
        paper = self._of_paper(speech)
        lead = speech.passage < _LEAD_PASSAGES
        if paper or (len(paragraphs) == 1 if next_to_it else lead):
            return speech._replace(rule="source.account")
        return None

    def _has_paper(self, passage: int) -> bool:
        """ "The main | findings | are:"."""
        return any(is_paper(self.reading, at) for at in range(*self.reading.bounds[passage]))

    def _of_paper(self, speech: Speech) -> bool:
        """Is it said in a report or a statement? "Put the toll at 12" is in none."""
        reading = self.reading
        papers = (index for index in range(*reading.bounds[speech.passage]) if is_paper(reading, index))
        return any(not reading.lexicon.is_in(reading.words[index], "tolls") for index in papers)

    def _own_voice(self, speech: Speech) -> bool:
        """A body that reports about itself in its own outlet speaks as the outlet."""
        outlet = (self.reading.report.outlet or "").casefold()
        return bool(outlet) and self._name(speech).casefold() == outlet

    def _denied(self, denial: Speech) -> Chosen[Attribution | None]:
        """A denied number stays the claim of who made it: the last other speaker; the denial is kept."""
        name = self._name(denial)
        rules, doubts = ("source.denied",), (Doubt("source", f"denied by {name}"),)
        if (claimed := self._claimed_by(denial)) is not None:
            return Chosen(replace(self._attribution(claimed), stance="denied"), rules, doubts)
        for number in range(denial.passage, max(-1, denial.passage - MAX_DENIED), -1):
            for speech in reversed(self.by_passage.get(number, ())[-MAX_SPEECHES:]):
                other = speech.named and speech.cue < denial.cue and speech.stance != "denied"
                if other and self._name(speech) != name:
                    return Chosen(replace(self._attribution(speech), stance="denied"), rules, doubts)
        return Chosen(None, rules, doubts)

    def _claimed_by(self, denial: Speech) -> Speech | None:
        """ "Denied | claims by the rebels | that 12 died"."""
        reading, stop = self.reading, self.reading.bounds[denial.passage][1]
        for at in range(denial.cue_end + 1, min(denial.cue_end + MAX_CLAIMED, stop)):
            if reading.words[at] in ("by", "from") and (span := right_phrase(reading, at + 1, stop)):
                (first, last), person = most_specific(reading, span, stop)
                return denial._replace(first=first, last=last, phrase=span, person=person)
        return None

    def _name(self, speech: Speech) -> str:
        return self.reading.quote(speech.first, speech.last).text

    def _attribution(self, speech: Speech) -> Attribution:
        quote = self.reading.quote(speech.first, speech.last)
        cue = self.reading.quote(speech.cue, speech.cue_end)
        chain = tuple(self.reading.quote(*span).text for span in speech.chain)
        outlet = self.reading.report.outlet
        return Attribution(quote.text, quote.start, quote.end, cue.text, speech.stance, chain, outlet=outlet)
