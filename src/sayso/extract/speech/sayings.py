"""Words of saying that say nothing ("claimed 104 lives", "an attack claimed by X") or lack a speaker."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.name_runs import Span
from sayso.extract.speech.names import speaker_like
from sayso.extract.speech.phrases import PRONOUNS
from sayso.extract.speech.saying_asides import is_paper
from sayso.extract.speech.speech import Speech
from sayso.lexicon import Hit, Reading
from sayso.lexicon.load import SayingWord

ACT_REACH: Final = 7  # tokens from an attack to "claimed by": , which has yet to be
MAX_PUT_AT: Final = 16
MAX_COUNTED: Final = 8  # tokens from whose count it is to where it stands: of the wounded in Tarsa | stands
_REACHING: Final = frozenset({"stood", "stands", "rose", "rises", "reached"})
_STANDING: Final = _REACHING | {"had", "has", "was", "is", "for", ":"}
FINDER_REACH: Final = 8  # tokens from a comma over who finds to "found": , a preliminary UN inquiry has
AHEAD: Final = 5  # tokens behind the word that tell what is said
GIVES: Final = frozenset({"give", "gives", "gave", "given"})
MAX_CHARGED: Final = 8
_FINDS: Final = frozenset({"find", "finds", "found"})
_PUTS: Final = frozenset({"put", "puts", "place", "places", "placed"})
_SEES: Final = frozenset({"see", "sees", "saw"})
NAMED_REACH: Final = 8  # tokens of a name between commas
_ABLE: Final = frozenset({"able", "managed"})
_BEING: Final = frozenset({"be", "belong", "have"})
_COUNTED: Final = ("the_dead", "the_wounded", "the_harmed")
_QUOTES: Final = frozenset('“”"«»„')
_OF_LIVES: Final = frozenset({"life", "lives", "responsibility"})
_ONE: Final = frozenset({"a", "an"})
_THINGS_SAID: Final = frozenset("post report claim note estimate count record list update comment".split())
_GUESSING: Final = frozenset({"believe", "believes", "believed", "suspect", "suspects", "fear", "fears"})
_OF_BEING: Final = frozenset({"have", "be", "hold", "control"})
_WEAK: Final = frozenset({"reported", "feared", "believed", "confirmed"})


def says(reading: Reading, at: int) -> bool:
    """Does a verb of saying begin at a token?"""
    return any(hit.payload.use == "verb" for hit in reading.saying.get(at, ()))


def says_nothing(reading: Reading, hit: Hit[SayingWord], begin: int, stop: int, *, ends_clause: bool) -> bool:
    """Does a word of saying in the sentence of tokens begin..stop-1 say nothing there?

    "Claimed | 104 lives", "reported | killed", "condemned | the attack"; `ends_clause`: its clause ends
    right behind it.
    """
    word, after = reading.words[hit.first], reading.words[hit.last : min(hit.last + AHEAD, stop)]
    if (word.startswith("add") and after[:1] == ("to",)) or (word == "state" and after[:1] != ("that",)):
        return True
    if word.startswith("determin") and after[:1] == ("to",):
        return True
    if word.startswith("claim"):
        acts = after[:1] == ("to",) and _OF_BEING.isdisjoint(after[1:2])
        return acts or hit.last in reading.hedges or not _OF_LIVES.isdisjoint(after)
    if word in _WEAK and hit.last in reading.triggers and not after[0].endswith("ing"):
        return any(each.payload.use != "noun" for each in reading.triggers[hit.last])
    if word in GIVES:
        return not gives_number(reading, hit, hit.last, stop)
    if word.startswith("rais") and reading.words[hit.last - 1] == "to":  # "raised to | 199 the number"
        return hit.last >= stop or not reading.opens_count(hit.last)
    return hit.payload.rule == "say.loosely" and _is_loose(reading, hit, begin, stop, after, ends_clause)


def acts(reading: Reading, end: int) -> bool:
    """ "And said an officer |, Aru Ken, died |": does a verb go on behind who seems to speak?"""
    words, at = reading.words, end
    if words[end : end + 1] == (",",):
        closing = (
            index for index in range(end + 1, min(end + NAMED_REACH, len(words))) if words[index] == ","
        )
        at = next(closing, end) + 1
    hits = reading.triggers.get(at, ())
    verb = any(hit.payload.use in ("transitive", "intransitive") for hit in hits)
    return verb or reading.lexicon.is_in(words[at] if at < len(words) else "", "auxiliaries")


def past_able(reading: Reading, first: int) -> int:
    """ "The mission was | able to confirm": where its verb begins; the same where it is not so told."""
    words, at = reading.words, first - 2
    if words[at:first] == ("could", "only"):  # "police could only confirm"
        return at
    if words[first - 1] != "to" or words[at] not in _ABLE:
        return first
    while reading.lexicon.is_in(words[at - 1], "auxiliaries"):
        at -= 1
    return at


def said_to_be(reading: Reading, hit: Hit[SayingWord]) -> bool:
    """ "A drone | said | to belong to the army": what is told of it, and no speaker."""
    behind = reading.words[hit.last : hit.last + 2]
    return reading.words[hit.first] == "said" and behind[:1] == ("to",) and not _BEING.isdisjoint(behind)


def heads_list(reading: Reading, hit: Hit[SayingWord], stop: int) -> bool:
    """ "Victims | documented | today: 41 men": a participle in a label, and nobody's verb."""
    at, lexicon = hit.last, reading.lexicon
    while at < stop and lexicon.is_in(reading.words[at], "time_words"):
        at += 1
    counted = any(lexicon.is_in(reading.words[hit.first - 1], name) for name in _COUNTED)
    return counted and at < stop and reading.words[at] == ":"


def gives_number(reading: Reading, hit: Hit[SayingWord], begin: int, stop: int) -> bool:
    """ "Gave | a toll of 12", "a toll of 12 was | given": is a number or a paper near, from `begin` on?"""
    around = range(max(begin, hit.first - AHEAD), min(hit.last + AHEAD, stop))
    return any(_counts(reading, at) for at in around)


def is_of_act(reading: Reading, hit: Hit[SayingWord], begin: int) -> bool:
    """ "An attack | claimed by X", "the bombing, which was | claimed by X": who made it, not who tells.

    "A bombing killed 63 in the city and was | claimed by X" likewise.
    """
    goes_on = reading.words[hit.first - 2] == "and" and reading.lexicon.is_in(
        reading.words[hit.first - 1], "auxiliaries"
    )
    near = range(begin if goes_on else max(begin, hit.first - ACT_REACH), hit.first)
    nouns = (reading.nouns.get(at) for at in near)
    acts = any(noun is not None and noun.payload.noun_type == "act" for noun in nouns)
    return acts or any(at in reading.means for at in near)


def _counts(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    number = word.isdigit() or word in reading.lexicon.numerals or word in ("number", "double")
    return number or is_paper(reading, at)


def _is_loose(
    reading: Reading, hit: Hit[SayingWord], begin: int, stop: int, after: tuple[str, ...], ends_clause: bool
) -> bool:
    """A loose word says only with a quotation, with "that" behind it, or where its clause ends."""
    before = reading.words[max(hit.first - 4, begin + 1) : hit.first]
    inside = "“" in before and "”" not in before
    if after[:1] in (("of",), ("with",)) and reading.words[hit.first].endswith("ed"):
        return True  # "a man | accused of killing 12"
    if reading.words[hit.first].startswith("accus") and _charges(reading, hit, stop):
        return False
    clause = reading.words[max(hit.first - FINDER_REACH, begin + 1) : hit.first]
    if reading.words[hit.first] in _FINDS and ends_clause and "," not in clause:
        return True  # "12 bodies that rescuers | found", and not ", a UN inquiry has | found"
    around = () if inside else (*before, *reading.words[hit.last : min(hit.last + 2, stop)])
    that = after[:1] == ("that",) or (
        after[1:2] == ("that",) and reading.lexicon.is_in(after[0], "time_words")
    )
    guessed = reading.words[hit.first] in _GUESSING and hit.last < stop and reading.opens_count(hit.last)
    if not _QUOTES.isdisjoint(around) or that or guessed:
        return False
    return reading.lexicon.is_in(reading.words[hit.first], "noun_verbs") or not ends_clause


def _charges(reading: Reading, hit: Hit[SayingWord], stop: int) -> bool:
    """ "Accused | the army of killing 12": whom and of what stands behind."""
    near = range(hit.last + 1, min(hit.last + MAX_CHARGED, stop - 1))
    return any(reading.words[at] == "of" and reading.words[at + 1].endswith("ing") for at in near)


def may_speak(reading: Reading, hit: Hit[SayingWord], speech: Speech, stop: int) -> bool:
    """Bombs are found and soldiers posted: some verbs need a body, a person or a paper before them."""
    lexicon, words = reading.lexicon, reading.words
    (first, last), word, behind = speech.phrase, words[hit.first], words[hit.last] if hit.last < stop else ""
    head = words[last - 1]
    if head in PRONOUNS or lexicon.is_in(head, "possessives"):
        return head in PRONOUNS
    likely = speaker_like(reading, speech.phrase)
    proper = reading.capitalised(last - 1) or reading.capitalised(speech.last - 1)
    counting, noun = lexicon.is_in(word, "counting_verbs"), lexicon.is_in(word, "noun_verbs")
    loose = (counting or noun) and not _counts_behind(reading, hit, stop)
    vague = not likely or loose or head == "people"
    if vague and any(words[i].isdigit() or words[i] in lexicon.numerals for i in range(first, last)):
        return False  # "two command | posts"
    if word in GIVES:
        return likely or proper
    if noun and _is_noun(reading, hit, first, behind, likely=likely, proper=proper):
        return False
    if words[first - 1 : first] == ("in",) and last - first == 1 and not likely:
        return False  # "clinics that it runs in | Zara | reported 12 dead"
    if word in _SEES and (hit.last in reading.triggers or hit.last + 1 in reading.triggers):
        return likely  # "The deal brokered by X and Y | saw | the release of 12"
    if word in _PUTS:
        return "at" in words[hit.last : min(hit.last + MAX_PUT_AT, stop)]
    if counting:
        place = lexicon.is_in(head, "peopled")  # "Warin State | recorded the most deaths"
        return likely or (proper and not place and behind not in {"in", "at", "by", "on"})
    return likely or proper or hit.payload.rule == "say.said"


def tells_by_paper(reading: Reading, hit: Hit[SayingWord], span: Span, stop: int) -> bool:
    """ "The Mission's | count | stood at 12", "the ministry's own | count | of the dead stands at 23"."""
    ahead = reading.words[hit.last : min(hit.last + MAX_COUNTED, stop)]
    speaks = speaker_like(reading, span)
    if ahead[:1] == ("of",) and speaks and not _REACHING.isdisjoint(ahead):
        return True
    stands = not _STANDING.isdisjoint(ahead[:2]) or "that" in ahead[:4]
    return stands and (speaks or reading.capitalised(span[1] - 1))


def _counts_behind(reading: Reading, hit: Hit[SayingWord], stop: int) -> bool:
    """ "Two witnesses | put | the dead at 14", "four groups have | recorded | the killing of 14"."""
    return any(reading.opens_count(at) for at in range(hit.last, min(hit.last + MAX_PUT_AT, stop)))


def _is_noun(
    reading: Reading, hit: Hit[SayingWord], first: int, behind: str, *, likely: bool, proper: bool
) -> bool:
    """ "Social media | posts", "Key | details of the deal", "Early | reports say": a noun, and no verb.

    "An army | post", "stormed the army | post" likewise.
    """
    opener = reading.words[first - 1] if first > 0 else ""
    plain = reading.words[hit.first] in _THINGS_SAID
    if plain and (opener in _ONE or (opener == "the" and first - 2 in reading.triggers)):
        return True
    governed = first > 0 and reading.lexicon.is_in(reading.words[first - 1], "prepositions")
    named = reading.capitalised(hit.first) or behind in {":", "of"} or says(reading, hit.last)
    return (governed and not proper) or named or not (likely or proper)
