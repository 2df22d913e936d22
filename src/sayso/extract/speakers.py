"""Who speaks in a report: every place where the text names a speaker, and the memory that resolves "he added".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sayso.extract.phrases import Span, is_paper, left_phrase, most_specific, right_phrase
from sayso.lexicon import Hit, Reading
from sayso.lexicon.load import SayingWord
from sayso.records import Stance

_TELLS: Final = frozenset({"told", "tells", "tell"})
_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_OWN_VOICE: Final = frozenset({"i", "we", "you"})
_ENDS: Final = frozenset(",.;:!?”\"»)(")
_NOUNS_TOO: Final = frozenset({
    "state", "states", "post", "posts", "report", "reports", "record", "records", "list", "lists", "place",
    "places", "log", "logs", "show", "shows", "detail", "details", "track", "tracks", "comment", "comments",
    "charge", "charges", "estimate", "estimates", "count", "counts", "update", "updates", "issue", "issues",
    "fear", "fears", "claim", "claims", "blame", "note", "notes", "answer", "stress", "highlight", "protest",
    "finds", "gives", "give", "caution", "denounced",
})  # fmt: skip
_AROUND: Final = frozenset({
    "in", "on", "at", "via", "late", "early", "a", "the", "an", "its", "his", "her", "their", "last", "this",
    "telegram", "facebook", "x", "twitter", "whatsapp", "press", "conference", "interview", "phone", "by",
    "separate", "brief", "short", "latest", "daily", "weekly", "written", "video", "media", "to", "sent",
    "reporters", "journalists",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker and the word of saying: tokens cue..cue_end-1 say it, first..last-1 are the speaker.

    `opens` says that what is said follows the cue, `closes` that it stands before it. `named` False marks
    one that points back ("he added") until the memory has resolved it.
    """

    passage: int
    cue: int
    cue_end: int
    first: int
    last: int
    phrase: Span
    stance: Stance
    rule: str
    opens: bool
    closes: bool
    person: bool = False
    named: bool = True
    chain: tuple[Span, ...] = ()


def speeches(reading: Reading) -> list[Speech]:
    """All speeches of a report in the order of the text, those that point back resolved."""
    found: list[Speech] = []
    for passage, (begin, stop) in enumerate(reading.bounds):
        here = [hit for i in range(begin, stop) for hit in reading.saying.get(i, ())]
        for hit in here:
            speech = _speech(reading, passage, hit, begin, stop, found)
            if speech is not None:
                found.append(_resolved(reading, speech, found))
    return found


def _speech(reading: Reading, passage: int, hit: Hit[SayingWord], begin: int, stop: int, earlier: list[Speech]) -> Speech | None:
    word = reading.words[hit.first]
    if hit.payload.use == "phrase":
        return _phrase_speech(reading, passage, hit, begin, stop)
    if hit.payload.use == "noun":
        return _paper_speech(reading, passage, hit, begin, stop)
    if hit.payload.rule == "say.citing":
        return _cited(reading, passage, hit, begin, stop)
    if word.endswith("ing"):
        return _participle(reading, passage, hit, begin, stop, earlier)
    return _finite(reading, passage, hit, begin, stop)


def _make(reading: Reading, passage: int, hit: Hit[SayingWord], span: Span, stop: int, rule: str, opens: bool, closes: bool) -> Speech:
    (first, last), person = most_specific(reading, span, stop)
    return Speech(
        passage, hit.first, hit.last, first, last, span, hit.payload.stance, f"source.{rule}", opens, closes,
        person, chain=_chain(reading, hit, stop),
    )  # fmt: skip


def _chain(reading: Reading, hit: Hit[SayingWord], stop: int) -> tuple[Span, ...]:
    """The outlet told: "X told AFP"."""
    if reading.words[hit.first] not in {"told", "tells", "tell"}:
        return ()
    span = right_phrase(reading, hit.last, stop)
    return (span,) if span and reading.capitalised(span[0]) else ()


def _phrase_speech(reading: Reading, passage: int, hit: Hit[SayingWord], begin: int, stop: int) -> Speech | None:
    span = right_phrase(reading, hit.last, stop)
    if span is None or reading.words[span[0]] in {"plan", "schedule"}:
        return None
    before = reading.words[hit.first - 1] if hit.first > begin else ""
    opens = hit.first <= begin + 2 or before in {"that", "and", "but"}
    aside = before in {",", "–", "—"} and span[1] < stop and reading.words[span[1]] in {",", "–", "—"}
    return _make(reading, passage, hit, span, stop, "according", opens or aside, not opens or aside)


def _paper_speech(reading: Reading, passage: int, hit: Hit[SayingWord], begin: int, stop: int) -> Speech | None:
    """ "by Akar's account", "in a UN tally": a paper with its author inside "by/in ... NOUN"."""
    words = reading.words
    for opener in range(hit.first - 1, max(begin - 1, hit.first - 9), -1):
        if words[opener] in {"by", "in", "per", "on"}:
            break
        if words[opener] in _ENDS:
            return None
    else:
        return None
    if words[opener] in {"in", "on"} or hit.first - opener < 2:
        return None
    if any(words[i] in {"'s", "'"} for i in range(opener, hit.first)):
        span = (opener + 1, hit.first - (words[hit.first - 1] in {"'s", "'"}))
        if span[0] >= span[1]:
            return None
        opens = opener == begin
        return _make(reading, passage, hit, span, stop, "paper", opens, not opens)
    return None


def _cited(reading: Reading, passage: int, hit: Hit[SayingWord], begin: int, stop: int) -> Speech | None:
    before = reading.words[hit.first - 1] if hit.first > begin else ""
    if reading.lexicon.is_in(before, "auxiliaries"):
        span = left_phrase(reading, hit.first - 1, begin)
        return span and _make(reading, passage, hit, span, stop, "quoted", True, False)
    span = right_phrase(reading, hit.last, stop)
    if span is None:
        return None
    end = span[1]
    said = reading.words[end : end + 2] == ("as", "saying")
    speech = _make(reading, passage, hit, span, stop, "citing", said or hit.first == begin, not said)
    outlet = None if reading.words[hit.first].endswith("ing") else left_phrase(reading, hit.first, begin)
    return replace(speech, chain=(outlet,)) if outlet else speech


def _participle(reading: Reading, passage: int, hit: Hit[SayingWord], begin: int, stop: int, earlier: list[Speech]) -> Speech | None:
    """ "..., saying that five had died": whoever spoke before in the sentence, else its first phrase."""
    before = reading.words[hit.first - 1] if hit.first > begin else ""
    if reading.lexicon.is_in(before, "auxiliaries") or reading.words[hit.first - 2 : hit.first] == ("as",):
        return None
    if before not in {",", "and", "–", "—", ""}:
        return None
    if earlier and earlier[-1].passage == passage:
        last = earlier[-1]
        return replace(last, cue=hit.first, cue_end=hit.last, opens=True, closes=False, rule="source.adding", stance=hit.payload.stance)
    if hit.payload.rule not in {"say.said", "say.claim"} or hit.first == begin:
        return None
    span = right_phrase(reading, begin, hit.first)
    if span is None or not (reading.capitalised(span[1] - 1) or reading.lexicon.is_in(reading.words[span[1] - 1], "bodies")):
        return None
    return _make(reading, passage, hit, span, stop, "subject", True, False)


def _finite(reading: Reading, passage: int, hit: Hit[SayingWord], begin: int, stop: int) -> Speech | None:
    words, lexicon = reading.words, reading.lexicon
    before = words[hit.first - 1] if hit.first > begin else ""
    after = words[hit.last] if hit.last < stop else "."
    if before == "to" or lexicon.is_in(before, "negations") or before in {"could", "would", "can", "cannot", "not", "must", "should", "may", "might", "will", "of", "by"}:
        return None
    if lexicon.is_in(before, "auxiliaries") or lexicon.is_in(words[hit.first - 2], "auxiliaries") and lexicon.is_in(before, "speech_fillers"):
        return _passive(reading, passage, hit, stop)
    if _no_saying(reading, hit, stop):
        return None
    inverted = None if words[hit.first] in _TELLS else _inverted(reading, hit, begin, stop, before)
    if inverted is not None:
        return inverted
    span = left_phrase(reading, hit.first, begin)
    if span is None or words[span[1] - 1] in _OWN_VOICE:
        return None
    ended = _ends_after(reading, hit, stop)
    closes = span[0] > begin + 1 and (ended or _stands_apart(reading, span, hit, begin, stop))
    opens = not ended or after == ":" or (closes and after == "," and hit.last + 2 < stop)
    speech = _make(reading, passage, hit, span, stop, "saying", opens, closes)
    return speech if _may_speak(reading, speech, hit) else None


def _stands_apart(reading: Reading, span: Span, hit: Hit[SayingWord], begin: int, stop: int) -> bool:
    """ "S, X said in a report sent to Y": parted by a comma from a full clause before it, with no clause behind."""
    words = reading.words
    opened = span[0] - 1
    while opened > begin and words[opened] in {"the", "a", "an"}:
        opened -= 1
    behind = words[hit.last] if hit.last < stop else "."
    return (
        words[opened] in {",", "”", '"'}
        and (behind in {"in", "on", "at", "to", "by", "late", "as", "after", "from", "when", "during", "through"} or reading.lexicon.is_in(behind, "time_words"))
        and not reading.lexicon.is_in(words[begin], "clause_openers")
    )


def _passive(reading: Reading, passage: int, hit: Hit[SayingWord], stop: int) -> Speech | None:
    """ "was confirmed by X"; without "by" nobody is named."""
    for index in range(hit.last, min(hit.last + 4, stop)):
        if reading.words[index] == "by":
            span = right_phrase(reading, index + 1, stop)
            return span and _make(reading, passage, hit, span, stop, "passive", False, True)
    return None


def _no_saying(reading: Reading, hit: Hit[SayingWord], stop: int) -> bool:
    """ "claimed 104 lives", "claimed responsibility", "reported killed", "found dead": no saying."""
    words = reading.words
    after = words[hit.last : min(hit.last + 5, stop)]
    if words[hit.first].startswith("claim"):
        return "life" in after or "lives" in after or "responsibility" in after
    return words[hit.first] == "reported" and any(h.first == hit.last for h in reading.triggers.get(hit.last, ()))


def _inverted(reading: Reading, hit: Hit[SayingWord], begin: int, stop: int, before: str) -> Speech | None:
    """ "..., said X": the speaker stands behind the verb."""
    if before not in {",", "”", '"', "»", "’", "'", "–", "—", ")"} and not (hit.first == begin):
        after = reading.words[hit.last] if hit.last < stop else ""
        if not (reading.words[hit.first] in {"said", "says"} and (reading.capitalised(hit.last) if hit.last < stop else False) and after not in {"i"}):
            return None
        left = left_phrase(reading, hit.first, begin)
        if left is not None and (reading.words[left[1] - 1] in _PRONOUNS or reading.capitalised(left[1] - 1) or reading.lexicon.is_in(reading.words[left[1] - 1], "roles") or reading.lexicon.is_in(reading.words[left[1] - 1], "bodies")):
            return None
    span = right_phrase(reading, hit.last, stop)
    if span is None or all(reading.lexicon.is_in(reading.words[i], "time_words") for i in range(*span)):
        return None
    end = span[1]
    if before == "," and not _phrase_ends(reading, end, stop):
        return None
    if before == "," and not (reading.capitalised(span[0]) or _speaker_like(reading, span)):
        return None
    return _make(reading, passage=reading.passage_of[hit.first], hit=hit, span=span, stop=stop, rule="inverted", opens=False, closes=True)


def _phrase_ends(reading: Reading, end: int, stop: int) -> bool:
    if end >= stop:
        return True
    word, lexicon = reading.words[end], reading.lexicon
    return word in _ENDS or word in {"(", "-", "–", "—", "“"} or lexicon.is_in(word, "prepositions") or lexicon.is_in(word, "clause_openers") or lexicon.is_in(word, "time_words")


def _ends_after(reading: Reading, hit: Hit[SayingWord], stop: int) -> bool:
    """Does the clause end after the verb, so that what was said stands before it?"""
    words, lexicon = reading.words, reading.lexicon
    index = hit.last
    if words[hit.first] in _TELLS and (span := right_phrase(reading, index, stop)):
        index = span[1]
    for _ in range(8):
        if index >= stop or words[index] in _ENDS:
            return True
        word = words[index]
        dated = word.isdigit() and (lexicon.is_in(words[index - 1], "months") or index + 1 < stop and lexicon.is_in(words[index + 1], "months"))
        skipped = lexicon.is_in(word, "time_words") or lexicon.is_in(word, "speech_fillers") or dated
        if not skipped and word not in _AROUND and not is_paper(reading, index):
            return False
        index += 1
    return False


def _speaker_like(reading: Reading, span: Span) -> bool:
    return any(reading.lexicon.is_in(reading.words[i], "roles") or reading.lexicon.is_in(reading.words[i], "bodies") or any(h.payload.use == "noun" for h in reading.saying.get(i, ())) for i in range(*span))


def _may_speak(reading: Reading, speech: Speech, hit: Hit[SayingWord]) -> bool:
    """Counting verbs need a body, a person or a paper before them: bombs are found, too."""
    words = reading.words
    if words[speech.phrase[1] - 1] in _PRONOUNS or words[speech.last - 1] in _PRONOUNS:
        return True
    likely = _speaker_like(reading, speech.phrase)
    if any(words[i].isdigit() or words[i] in reading.lexicon.numerals for i in range(*speech.phrase)) and not any(
        reading.lexicon.is_in(words[i], "roles") for i in range(*speech.phrase)
    ):
        return False
    if reading.lexicon.is_in(words[speech.phrase[1] - 1], "possessives"):
        return False
    if words[hit.first] in _NOUNS_TOO and (reading.capitalised(hit.first) or not likely and not reading.capitalised(speech.last - 1)):
        return False
    if hit.payload.rule == "say.count" and words[hit.first] in {"found", "find", "placed", "put", "puts", "tracked", "believe", "recorded", "registered", "listed"}:
        return likely
    return likely or reading.capitalised(speech.last - 1) or reading.capitalised(speech.first) or hit.payload.rule in {"say.said", "say.according"}


def _resolved(reading: Reading, speech: Speech, earlier: list[Speech]) -> Speech:
    """ "he", "it", "the group", "the report" take the speaker they point back to; a surname stays as said."""
    words, lexicon = reading.words, reading.lexicon
    first, last = speech.first, speech.last
    head = words[last - 1]
    if last - first == 1 and head in _PRONOUNS:
        persons = {"he": True, "she": True, "it": False, "they": None}[head]
        found = _last(earlier, persons)
        return _as(speech, found, "source.pronoun")
    article = words[first - 1] if first else ""
    points_back = article in {"the", "this", "that"} or first == last - 1 and lexicon.is_in(head, "possessives")
    plain = last - first == 1 and not reading.capitalised(first)
    paper = any(h.payload.use == "noun" for h in reading.saying.get(last - 1, ())) and last - first <= 2 and not reading.capitalised(first)
    if paper or (plain and points_back and lexicon.is_in(head, "anaphoric_bodies")):
        found = _last(earlier, False) or (_last(earlier, None) if paper else None)
        return _as(speech, found, "source.points_back")
    return speech


def _last(earlier: list[Speech], person: bool | None) -> Speech | None:
    for speech in reversed(earlier):
        if speech.named and (person is None or speech.person == person):
            return speech
    return None


def _as(speech: Speech, found: Speech | None, rule: str) -> Speech:
    if found is None:
        return replace(speech, named=False, rule=rule)
    return replace(speech, first=found.first, last=found.last, person=found.person, rule=rule)
