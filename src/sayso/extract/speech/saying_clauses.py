"""Where the clause of a word of saying ends: its recipient, its times, and whether it stands apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from sayso.extract.nouns.name_runs import TELLS, Span, past_outlet
from sayso.extract.speech.phrases import ARTICLES, right_phrase
from sayso.extract.speech.saying_asides import is_paper
from sayso.extract.speech.sayings import says
from sayso.lexicon import Hit, Lexicon, Reading
from sayso.lexicon.load import SayingWord

MAX_AROUND: Final = 9  # tokens of times and manners behind a word of saying
ENDS: Final = frozenset(',.;:!?”"»)(')
MAX_PAPER: Final = 5  # tokens: in a revised death toll
_TIMES_IN_ING: Final = frozenset({"during", "morning", "evening", "briefing"})
_AFTER_CLAUSES: Final = frozenset({",", "”", '"', "»"})


def recipient(reading: Reading, hit: Hit[SayingWord], stop: int) -> Span | None:
    """Who stands right behind "told", and not who is told of: "told | AFP | Omar Hadi had died"."""
    span = right_phrase(reading, hit.last, stop)
    if span is None:
        return None
    behind = past_outlet(reading, *span)
    stops = (at for at in range(span[0] + 1, span[1]) if reading.words[at] in {"on", "via", "by", "in"})
    return span[0], behind if behind > span[0] else next(stops, span[1])


def clause_end(reading: Reading, hit: Hit[SayingWord], stop: int) -> int | None:
    """Where the clause ends right after the verb, its times and recipients; None where it goes on."""
    words, lexicon, behind = reading.words, reading.lexicon, _past_recipient(reading, hit, stop)
    if words[hit.first].startswith("report") and behind < stop and words[behind].endswith("ing"):
        return None  # "reported | seeing 12 bodies"
    for at in range(_past_paper(reading, behind, stop), behind + MAX_AROUND):
        if at >= stop or words[at] in ENDS:
            return at
        if words[at].endswith("ing") and words[at] not in _TIMES_IN_ING:
            return at
        if not (words[at] in _round_verbs(lexicon) or is_paper(reading, at) or _is_day(reading, at, stop)):
            return None
    return None


def _past_paper(reading: Reading, behind: int, stop: int) -> int:
    """Behind "| in a revised toll of casualties |"; the same token where no such paper is told of."""
    if reading.words[behind : behind + 1] != ("in",):
        return behind
    for at in range(behind + 1, min(behind + MAX_PAPER, stop)):
        if reading.words[at] in ENDS:
            break
        if is_paper(reading, at):
            of = at + 2 < stop and reading.words[at + 1] == "of"
            return at + 3 if of else at + 1
    return behind


def _past_recipient(reading: Reading, hit: Hit[SayingWord], stop: int) -> int:
    told = recipient(reading, hit, stop) if reading.words[hit.first] in TELLS else None
    return told[1] if told else hit.last


def _is_day(reading: Reading, at: int, stop: int) -> bool:
    """ "On 11 | November |", "on November | 11 |"."""
    beside = (at - 1, at + 1) if at + 1 < stop else (at - 1,)
    return reading.words[at].isdigit() and any(
        reading.lexicon.is_in(reading.words[i], "months") for i in beside
    )


@lru_cache(maxsize=4)
def _round_verbs(lexicon: Lexicon) -> frozenset[str]:
    """The words of time and manner that may stand behind a word of saying and end its clause."""
    words = lexicon.words
    return words["time_words"] | words["speech_fillers"] | words["told_around"]


def stands_apart(reading: Reading, hit: Hit[SayingWord], span: Span, begin: int, stop: int) -> bool:
    """ "S, X said in a report sent to Y": parted by a comma from a clause before it, none behind it.

    "S X said as rebels advanced" and "S X said and caused ..." likewise, as nothing said follows the verb.
    """
    words, lexicon, opened = reading.words, reading.lexicon, span[0] - 1
    while opened > begin and words[opened] in ARTICLES:
        opened -= 1
    at = _past_recipient(reading, hit, stop)
    behind = words[at] if at < stop else ""
    goes_on = behind in {"and", "but"} and not says(reading, at + 1)
    loose = any(lexicon.is_in(behind, name) for name in ("prepositions", "time_words"))
    parted = opened >= begin and words[opened] in _AFTER_CLAUSES and (loose or behind.endswith("ing"))
    apart = goes_on or parted or behind in {"as", "when", "after"}
    return apart and not lexicon.is_in(words[begin], "clause_openers")
