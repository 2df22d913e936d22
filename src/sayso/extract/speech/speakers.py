"""Who speaks in a report: every place where the text names a speaker beside a word of saying."""

from __future__ import annotations

from typing import Final, NamedTuple

from sayso.extract.nouns.name_runs import CLITICS, TELLS, Span, end_of_name, whole_name
from sayso.extract.speech.names import most_specific, speaker_like
from sayso.extract.speech.outer_phrases import outer_phrase
from sayso.extract.speech.phrases import (
    ARTICLES,
    PRONOUNS,
    RELATIVES,
    holds,
    left_phrase,
    right_phrase,
)
from sayso.extract.speech.saying_asides import is_paper, skip_back
from sayso.extract.speech.saying_clauses import ENDS, clause_end, recipient, stands_apart
from sayso.extract.speech.sayings import (
    GIVES,
    acts,
    gives_number,
    heads_list,
    is_of_act,
    may_speak,
    past_able,
    said_to_be,
    says,
    says_nothing,
    tells_by_paper,
)
from sayso.extract.speech.speech import Speech
from sayso.lexicon import Hit, Reading
from sayso.lexicon.load import SayingWord

_OWN_VOICE: Final = frozenset(
    {"i", "we", "you", "who", "which", "that", "what", "this", "these", "those", "one"}
)
_NOBODY: Final = frozenset({"no", "nobody", "none", "neither"})
HEADING_PASSAGES: Final = 1
LABEL_PASSAGES: Final = 5
MAX_CLAUSE: Final = 60
MAX_TAIL: Final = 7
MAX_QUOTED: Final = 6
MAX_PUT_OUT: Final = 6  # tokens: released its new monthly situation report
_PUTS_OUT: Final = frozenset({"released", "published", "issued", "presented"})
_FILMED: Final = frozenset({"video", "videos", "footage"})
_UNREAL: Final = frozenset(
    {"could", "would", "can", "cannot", "must", "should", "may", "might", "will", "to", "of"}
)
_CLOSING_QUOTES: Final = frozenset('”"»')
_BEFORE_INVERTED: Final = _CLOSING_QUOTES | {"’", "'"}
_MARKS_OF_QUOTES: Final = _CLOSING_QUOTES | {"“", "«", "„"}
_GOES_ON: Final = RELATIVES | {"and", "but"}


def all_speeches(reading: Reading) -> list[Speech]:
    """The speeches of a report in the order of the text; those that point back are not yet resolved."""
    heard: list[Speech] = []
    here: list[Speech] = []
    for index in sorted(reading.saying):
        passage = reading.passage_of[index]
        if here and here[0].passage != passage:
            here = []
        begin, stop = reading.bounds[passage]
        for hit in reading.saying[index]:
            speech = _Cue(reading, hit, reading.words[index], passage, begin, stop).speech(here)
            if speech is not None:
                here.append(speech)
                heard.append(speech)
    return heard


# "By | its | count", "according to | him".
AS_SUBJECT: Final = {"its": "it", "his": "he", "her": "she", "their": "they", "him": "he", "them": "they"}


class _Cue(NamedTuple):
    """A word of saying in its sentence; `said` is the word itself, the first where there are several."""

    reading: Reading
    hit: Hit[SayingWord]
    said: str
    passage: int
    begin: int
    stop: int

    def word(self, index: int) -> str:
        """A word of the sentence; nothing beyond its ends."""
        return self.reading.words[index] if self.begin <= index < self.stop else ""

    def speech(self, here: list[Speech]) -> Speech | None:
        """The speech this word makes, if any."""
        use = self.hit.payload.use
        if use == "phrase":
            return self._after_phrase()
        if use == "noun":
            return self._by_account()
        if (
            self.word(self.hit.first - 1) in {"-", "–"}
            and self.reading.ends[self.hit.first - 1] == self.reading.starts[self.hit.first]
        ):
            return None
        if self.hit.payload.rule == "say.citing" or self._as_saying():
            return self._cited(here)
        return self._participle(here) if self._ends_in_ing() else self._finite(here)

    def _spoken(self, span: Span, rule: str, opens: bool, closes: bool) -> Speech:
        specific, person = most_specific(self.reading, span, self.stop)
        first, last = whole_name(self.reading, specific)
        return Speech(
            self.passage, self.hit.first, self.hit.last, first, last, span, self.hit.payload.stance,
            f"source.{rule}", opens, closes, person, chain=self._told(),
        )  # fmt: skip

    def _told(self) -> tuple[Span, ...]:
        """The outlet told: "X told AFP"."""
        span = recipient(self.reading, self.hit, self.stop) if self.said in TELLS else None
        return (span,) if span and self.reading.capitalised(span[0]) else ()

    def _after_phrase(self) -> Speech | None:
        """ "according to X": at the head of the sentence for what follows, else for what stands before."""
        span = right_phrase(self.reading, self.hit.last, self.stop)
        if span is None or self.word(span[0]) in {"plan", "schedule", "law"}:
            return None
        if self.hit.payload.rule == "say.label":
            heads = (
                self.hit.first == self.begin and self.passage <= LABEL_PASSAGES and span[1] >= self.stop - 1
            )
            return self._spoken(span, "label", True, False) if heads else None
        if any(hit.payload.use == "phrase" for hit in self.reading.saying.get(self.hit.last, ())):
            return None  # "according to | figures from the Red Cross"
        start = self.hit.first
        aside = self.word(start - 1) in {",", "–", "—"} and self.word(span[1]) in {",", "–", "—", "("}
        harm_before = any(
            index in self.reading.triggers for index in range(max(self.begin, start - MAX_CLAUSE), start)
        )
        opens = (
            start <= self.begin + 2
            or self.word(start - 1) in {"that", "and", "but"}
            or (aside and not harm_before)
        )
        return self._spoken(span, "according", opens, start > self.begin + 2)

    def _by_account(self) -> Speech | None:
        """ "by X's account", "the Mission's count stood at", "update of the General Staff": whose paper."""
        reading, end = self.reading, self.hit.first - 1
        end -= self.word(end) == "own"
        if self.word(end) in CLITICS and (span := left_phrase(reading, end, self.begin)):
            opener = span[0] - 1 - (self.word(span[0] - 1) in ARTICLES)
            if self.word(opener) in {"by", "per"}:
                return self._spoken(span, "paper", opener == self.begin, opener > self.begin)
            tells = tells_by_paper(reading, self.hit, span, self.stop)
            return self._spoken(span, "paper", True, False) if tells else None
        if self.word(end) in AS_SUBJECT and self.word(end - 1) in {"by", "per"}:
            return self._spoken((end, end + 1), "paper", end - 1 == self.begin, end - 1 > self.begin)
        if self.passage <= HEADING_PASSAGES and self.word(self.hit.last) in {"of", "by", "from"}:
            span = right_phrase(reading, self.hit.last + 1, self.stop)
            if any(
                reading.lexicon.is_in(reading.words[i], "auxiliaries") for i in range(self.begin, self.stop)
            ):
                return None
            told = (i for i in range(self.begin, self.stop) if not is_paper(reading, i))
            verbs = any(says(reading, i) for i in told)
            heading = span and not verbs and reading.capitalised(span[0]) and self.hit.first <= self.begin + 4
            if span and heading and holds(reading, span, "bodies"):
                return self._spoken(span, "heading", True, False)
        return self._putting_out()

    def _putting_out(self) -> Speech | None:
        """ "The Network | released its monthly | report": whose paper the text goes on to tell of."""
        if self.said in _FILMED:
            return None
        for at in range(self.hit.first - 1, max(self.begin, self.hit.first - MAX_PUT_OUT), -1):
            if self.word(at) in _PUTS_OUT:
                span = left_phrase(self.reading, at, self.begin)
                likely = span and (speaker_like(self.reading, span) or self.reading.capitalised(span[1] - 1))
                bare = span and not self._own_voice(span) and self.word(span[0]) not in PRONOUNS
                return self._spoken(span, "put_out", True, False) if span and likely and bare else None
            if self.word(at) in ENDS or self.reading.lexicon.is_in(self.word(at), "prepositions"):
                return None
        return None

    def _cited(self, here: list[Speech]) -> Speech | None:
        """ "citing X", "Y quoted X as saying", "X was quoted as saying"."""
        first = self.hit.first
        if self.reading.lexicon.is_in(self.word(first - 1), "auxiliaries"):
            span = left_phrase(self.reading, first - 1, self.begin)
            return self._spoken(span, "quoted", True, not self._says_on(self.hit.last)) if span else None
        span = right_phrase(self.reading, self.hit.last, self.stop)
        if span is None:
            return None
        said = self.word(span[1]) == "as"
        if not (said or speaker_like(self.reading, span) or self.reading.capitalised(span[1] - 1)):
            return None if self._ends_in_ing() else self._finite(here)
        added = self._ends_in_ing() and self.word(first - 1) == ","
        if here and not said and not added and not self.reading.capitalised(span[1] - 1):
            return None
        closes = first > self.begin + 2 and not self._says_on(span[1])
        aside = self.word(first - 1) == "," and (
            self.word(span[1]) == "," or (not here and self._tails(span[1]))
        )
        speech = self._spoken(span, "citing", said or aside or first == self.begin, closes)
        before = first - aside
        named = (aside and not here) or not self._ends_in_ing()
        outlet = left_phrase(self.reading, before, self.begin) if named else None
        return speech._replace(chain=(outlet,)) if outlet else speech

    def _tails(self, at: int) -> bool:
        """ ", citing a police report | it had seen |, said": whose comma comes before any count."""
        for end in range(at, min(at + MAX_TAIL, self.stop)):
            if self.word(end) == ",":
                return self.word(at) in PRONOUNS | RELATIVES
            if self.reading.opens_count(end):
                return False
        return False

    def _as_saying(self) -> bool:
        """ "State radio | reported | the ministry as saying that ..."."""
        if not self.said.startswith("report"):
            return False
        span = right_phrase(self.reading, self.hit.last, self.stop)
        return span is not None and self.reading.words[span[1] : span[1] + 2] == ("as", "saying")

    def _says_on(self, at: int) -> bool:
        """ "As saying | that 12 died": does what is said follow, and not only a time or nothing?"""
        return self.word(at) == "as" and at + 2 < self.stop and not self._phrase_ends(at + 2)

    def _ends_in_ing(self) -> bool:
        return self.said.endswith("ing")

    def _participle(self, here: list[Speech]) -> Speech | None:
        """ "..., saying that five had died": whoever spoke before in the sentence, else its first phrase."""
        before = self.word(self.hit.first - 1)
        if self.hit.payload.rule == "say.loosely" and self.word(self.hit.last) != "that":
            return None
        if self.reading.lexicon.is_in(before, "auxiliaries"):
            return self._progressive()
        follows = here and self.hit.first in (here[-1].cue_end, here[-1].phrase[1])  # "X said | adding that"
        if before not in {",", "and", "–", "—", ""} and not follows:
            span = left_phrase(self.reading, self.hit.first, self.begin)
            opener = span[0] - 1 if span else self.begin
            opener -= self.word(opener) in ARTICLES
            return self._spoken(span, "with", True, False) if span and self.word(opener) == "with" else None
        if here:
            return self._again(here[-1])
        if self.hit.first == self.begin:
            return self._opened()
        return self._leading("subject") if self.hit.payload.rule in {"say.said", "say.claim"} else None

    def _progressive(self) -> Speech | None:
        """ "Sources are | reporting that 12 died": and not "reporting to their unit"."""
        if self.word(self.hit.last) != "that" and not self.reading.opens_count(self.hit.last):
            return None
        span = left_phrase(self.reading, self.hit.first - 1, self.begin)
        if span is None or self._own_voice(span) or self.word(span[0]) in _NOBODY:
            return None
        speech = self._direct(span)
        return speech if may_speak(self.reading, self.hit, speech, self.stop) else None

    def _opened(self) -> Speech | None:
        """ "Reporting that 12 had died, | the agency | called for help": who stands behind what is said."""
        if self.word(self.hit.last) != "that":
            return None
        for at in range(self.hit.last, min(self.hit.last + MAX_CLAUSE, self.stop)):
            if self.word(at) == ",":
                first = at + 1 + (self.word(at + 1) in ARTICLES)
                named = end_of_name(self.reading, first, self.stop)
                whole = right_phrase(self.reading, first, self.stop)
                span = whole if named == first or self.word(named) in {"of", "for"} else (first, named)
                if span and (named > first or speaker_like(self.reading, span)):
                    return None if self.word(span[1]) == "," else self._spoken(span, "opening", True, False)
        return None

    def _again(self, speech: Speech) -> Speech:
        """The same speaker goes on in the sentence."""
        return speech._replace(
            cue=self.hit.first, cue_end=self.hit.last, opens=True, closes=False, rule="source.adding",
            stance=self.hit.payload.stance, chain=self._told(),
        )  # fmt: skip

    def _leading(self, rule: str) -> Speech | None:
        """The first phrase of the sentence as speaker, where it may speak."""
        span = right_phrase(self.reading, self.begin, self.hit.first)
        if span is None or not (self.reading.capitalised(span[1] - 1) or speaker_like(self.reading, span)):
            return None
        return self._spoken(span, rule, True, False)

    def _finite(self, here: list[Speech]) -> Speech | None:
        reading, lexicon, first = self.reading, self.reading.lexicon, self.hit.first
        first = past_able(reading, first)
        word, before = self.said, self.word(first - 1)
        if (
            before in _UNREAL
            or before in ARTICLES
            or lexicon.is_in(before, "negations")
            or (lexicon.is_in(before, "possessives") and lexicon.is_in(word, "noun_verbs"))
            or (word in {"saw", "see", "sees"} and before == "and")
            or (word == "read" and reading.capitalised(first))  # "| Read | also"
        ):
            return None
        behind = skip_back(reading, first, self.begin) - 1
        opener = self.word(behind)
        if lexicon.is_in(opener, "negations") or opener in _UNREAL:
            return None
        if lexicon.is_in(opener, "auxiliaries") and behind >= first - 3:
            return self._passive()
        if (
            word.endswith(("ed", "read"))
            and self.word(self.hit.last) == "by"
            and (told := self._passive()) is not None
        ):
            return told
        if heads_list(reading, self.hit, self.stop) or said_to_be(reading, self.hit):
            return None
        ends = clause_end(self.reading, self.hit, self.stop) is not None
        if says_nothing(reading, self.hit, self.begin, self.stop, ends_clause=ends):
            return None
        if word not in TELLS | GIVES and (inverted := self._inverted(before)) is not None:
            return inverted
        if opener in _GOES_ON and not reading.surface[behind].isupper():
            told = self._relative(behind) if opener in RELATIVES or not here else None
            return self._again(here[-1]) if here and not self._is_other(told, here[-1]) else told
        span = left_phrase(reading, first, self.begin)
        if span is None or self._own_voice(span) or self.word(span[0]) in _NOBODY:
            return None
        if self.word(span[0] - 1 - (self.word(span[0] - 1) in ARTICLES)) == "what":
            return None  # "on what | it said were camps"
        speech = self._direct(outer_phrase(reading, span, self.begin) or span)
        return speech if may_speak(self.reading, self.hit, speech, self.stop) else None

    def _own_voice(self, span: Span) -> bool:
        return self.word(span[1] - 1) in _OWN_VOICE and not self.reading.surface[span[1] - 1].isupper()

    def _is_other(self, told: Speech | None, before: Speech) -> bool:
        """Does a relative clause tell what another says? No apposition of who spoke, no place that "saw"."""
        if told is None or told.phrase[0] <= before.last + 2:
            return False
        counting = self.reading.lexicon.is_in(self.said, "counting_verbs")
        return not counting or speaker_like(self.reading, told.phrase)

    def _relative(self, behind: int) -> Speech | None:
        """ "X, who put the dead at 12", "X did not comment but said ..."."""
        if self.word(behind) in RELATIVES:
            stop = behind - (self.word(behind - 1) == ",")
            span = left_phrase(self.reading, stop, self.begin)
            speech = self._spoken(span, "relative", True, False) if span else None
            return speech if speech and may_speak(self.reading, self.hit, speech, self.stop) else None
        return self._leading("subject")

    def _direct(self, span: Span) -> Speech:
        """ "X said": before what is said, behind it, or in the midst of it."""
        end = clause_end(self.reading, self.hit, self.stop)
        apart = end is not None or stands_apart(self.reading, self.hit, span, self.begin, self.stop)
        closes = span[0] > self.begin + 1 and (apart or self._ends_quote(span[0] - 1))
        opens = end is None or self.word(end) == ":" or (self.word(end) == "," and end + 2 < self.stop)
        return self._spoken(span, "saying", opens, closes)

    def _ends_quote(self, at: int) -> bool:
        """ "... were killed" | the activist told AFP via X: no short “quoted” word before the speaker."""
        at -= self.word(at) in ARTICLES
        inside = self.reading.words[max(self.begin, at - MAX_QUOTED) : at]
        return self.word(at) in _CLOSING_QUOTES and _MARKS_OF_QUOTES.isdisjoint(inside)

    def _passive(self) -> Speech | None:
        """ "was confirmed by X"; without "by" nobody is named, and who claims an attack made it."""
        if self.said == "found":  # "12 bodies were found by X"
            return None
        if self.hit.payload.rule == "say.claim" and is_of_act(self.reading, self.hit, self.begin):
            return None
        if self.said in GIVES and not gives_number(self.reading, self.hit, self.begin, self.stop):
            return None  # "was given warning by X"
        for index in range(self.hit.last, min(self.hit.last + 4, self.stop)):
            if index in self.reading.triggers:  # "were reported | killed by the army"
                return None
            if self.word(index) == "by":
                span = right_phrase(self.reading, index + 1, self.stop)
                speech = self._spoken(span, "passive", False, True) if span else None
                return speech if speech and self._tells_so(speech) else None
        return None

    def _tells_so(self, speech: Speech) -> bool:
        """Who stands behind "by" tells it: "listed by X as missing", not "declared by X as safe"."""
        likely = speaker_like(self.reading, speech.phrase) or self.reading.surface[speech.first].isupper()
        first, end = speech.phrase
        if self.word(first) in {"any", *_NOBODY}:
            return False
        dated = self.word(end + 1) == "of"  # "recorded by the ministry | as of | 11 May"
        return likely and (self.word(end) != "as" or dated or end + 1 in self.reading.triggers)

    def _inverted(self, before: str) -> Speech | None:
        """ "..., said X": the speaker stands behind the verb."""
        quoted = before in _BEFORE_INVERTED
        if not (quoted or before in {",", "–", "—", ")", ""} or self.said in {"said", "says"}):
            return None
        span = right_phrase(self.reading, self.hit.last, self.stop)
        if span is None or holds(self.reading, (span[0], span[0] + 1), "time_words") or self._own_voice(span):
            return None
        behind = self.word(self.hit.last)
        if behind in PRONOUNS and span[1] > self.hit.last + 1:  # "and said | it expects the toll to rise"
            return None
        if "that" in (self.word(self.hit.last - 1), behind) or (
            before == "and" and acts(self.reading, span[1])
        ):
            return None
        if self.reading.lexicon.is_in(behind, "auxiliaries"):  # "12 “terror” | suspects | were held"
            return None
        if any(self.word(i).isdigit() for i in range(*span)):
            return None
        if before and not quoted and before != ",":
            left = left_phrase(self.reading, self.hit.first, self.begin)
            ends = span[1] >= self.stop - 1 and speaker_like(self.reading, span)  # "| said the UN."
            counted = left is not None and any(self.word(at).isdigit() for at in range(*left))
            if (
                left is not None
                and not counted
                and (
                    speaker_like(self.reading, left)
                    or (self.reading.capitalised(left[1] - 1) and not ends)
                    or self.word(left[1] - 1) in PRONOUNS
                )
            ):
                return None
        if not quoted and not (
            self._phrase_ends(span[1])
            and (self.reading.capitalised(span[0]) or speaker_like(self.reading, span))
        ):
            return None
        return self._spoken(
            span,
            "inverted",
            self.word(span[1]) == "," and self.hit.first <= self.begin + 6,
            self.hit.first > self.begin,
        )

    def _phrase_ends(self, end: int) -> bool:
        word, lexicon = self.word(end), self.reading.lexicon
        classes = ("prepositions", "clause_openers", "time_words")
        return (
            not word
            or word in ENDS
            or word in {"-", "–", "—", "“"}
            or word in ARTICLES
            or (word.endswith("ing") and says(self.reading, end))
            or any(lexicon.is_in(word, name) for name in classes)
        )
