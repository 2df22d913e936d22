"""Harm that may yet come, was ordered, planned or feared, or never came: nothing is counted by it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.extract.counts.exclusions.pair import VERBAL, Pair, Rule, counts_next
from sayso.extract.speech.phrases import holds
from sayso.lexicon import Reading
from sayso.records import Kind

FORESEEN: Final = 8  # tokens between "will see" and a number: 39 men and
MODAL_REACH: Final = 8  # tokens back to the modal of a joined verb: can get sick easily, even
RISKED: Final = 7  # tokens from a number to "at risk"
PROJECTED: Final = 8  # tokens between what may come and its number: could lead to more than
ASKED_REACH: Final = 12  # tokens between "whether" and what is asked
LIVES_REACH: Final = 5  # tokens from what takes a life to it: claimed so far the
INVOLVED: Final = 14  # tokens from "entail killing" to a verb joined to it
SUPPOSED: Final = 5  # tokens from "in the event of" to who or what is meant: one of their
NEAR_REACH: Final = 4  # tokens between what is hoped or feared and the word of harm: for the swift
ALIVE_REACH: Final = 10  # tokens between "feared killed" and "found alive"
_LOST: Final[frozenset[Kind]] = frozenset({"killed", "missing"})
_HELPED: Final = frozenset({"them", "him", "her", "people", "families", "refugees", "residents"})
_BETWEEN: Final = frozenset("be been being have also even not well soon yet then end up".split())
_NO_ONE: Final = (("no", "one"), ("-", "one"))
_SHALL: Final = frozenset({"is", "are", "was", "were"})  # before "to": is to be freed
_JOINED: Final = frozenset({",", "or", "and"})
_AS_TOLD: Final = frozenset({",", ";", "have", "confirm", "verify"})  # "could only confirm | 11 deaths"
_SENTENCE_MARKS: Final = frozenset({",", ";", ".", "”", '"'})
_WILL_BE: Final = (("will", "be"), ("would", "be"))
_LIVES: Final = frozenset({"life", "lives"})
_CLAUSE_ENDS: Final = frozenset({",", ";", "and", "but", "that", "which", "who"})
_NEAR_TO: Final = frozenset({"of", "for", "on"})
_ASKING: Final = frozenset({"whether", "if"})
_SUPPOSED: Final = frozenset(
    {("in", "case"), ("event", "of"), ("event", "that"), ("scenario", "in"), ("scenario", "where"),
     ("scenario", "of"), ("scenarios", "in"), ("scenarios", "where")}
)  # fmt: skip
_IMAGINE: Final = frozenset({"imagine", "suppose", "supposing"})
_WHOEVER: Final = frozenset({"anyone", "anybody", "whoever"})
_SHOT_AT: Final = frozenset({"by", "from", "in", "on", "while", "as", "when", "with", "during", "and"})
_TAKEN: Final[frozenset[Kind]] = frozenset({"abducted", "detained"})


def _is_toll_to_come(pair: Pair) -> bool:
    """ "The | toll | may rise to | 50", "could pass | 50", "is set to exceed | 30"; not "may be | 30"."""
    number, hit = pair.number, pair.spot.hit
    if hit.payload.use != "toll" or hit.last > number.first:
        return False
    lexicon, words = pair.reading.lexicon, pair.reading.words
    ahead = [
        at
        for at in range(hit.last, number.first)
        if lexicon.is_in(words[at], "to_come") and not pair.reading.capitalised(at)  # "since May 2"
    ]
    if not ahead or "," in words[ahead[-1] : number.first]:
        return False
    rises = holds(pair.reading, (ahead[-1], number.first), "risers")
    acts = lexicon.is_in(words[ahead[-1]], "modals") and words[ahead[-1] + 1] not in _BETWEEN
    return rises or acts or words[number.first - 1] == "to"


def _will_be(pair: Pair) -> bool:
    """ "The number of captives | released | will be higher than 50": is not yet."""
    words, first = pair.reading.words, pair.number.first
    return pair.spot.hit.last < first and words[first - 2 : first] in _WILL_BE


def _never_came(pair: Pair) -> bool:
    """ "100,000 may | flee", "are to be | freed", "could have | killed"; but "may have been | killed".

    What somebody comes to do is not yet done ("a raid to | arrest | two men"), what they managed to do is.
    """
    if pair.spot.hit.payload.use not in VERBAL:
        return False
    reading, first = pair.reading, pair.spot.hit.first
    begin = reading.bounds[reading.passage_of[first]][0]
    at, done = first - 1, False
    while at >= begin and (reading.words[at] in _BETWEEN or reading.words[at].endswith("ly")):
        done = done or reading.words[at] == "have"
        at -= 1
    if at < begin:
        return False
    if reading.words[at] == "and" and reading.words[at - 2 : at] == ("to", "go"):  # "to go and | free | him"
        at -= 2
    if pair.spot.hit.payload.form == "base" and reading.words[at] in _JOINED:
        return any(  # "they can get sick, even | die"
            reading.lexicon.is_in(reading.words[back], "modals")
            for back in range(at, max(begin, at - MODAL_REACH), -1)
        )
    if reading.words[at] == "never":  # "his cousin had never been | arrested"
        return True
    if pair.spot.hit.payload.form == "ing" and _is_involved(pair, at, begin):
        return True
    if reading.words[at] == "to" and at > begin:
        before = reading.words[at - 1]
        if before in _SHALL or reading.lexicon.is_in(before, "not_yet"):
            return True
        aims = pair.spot.voice == "active" and pair.spot.hit.last <= pair.number.first
        return aims and not reading.lexicon.is_in(before, "achieving")
    unreal = reading.lexicon.is_in(reading.words[at], "never_came" if done else "modals")
    return unreal and not reading.is_may(at)


def _is_involved(pair: Pair, at: int, begin: int) -> bool:
    """ "It will surely entail | killing | thousands, | razing | the towns and | destroying | a port"."""
    reading = pair.reading
    first = at if reading.words[at] not in _JOINED else max(begin, at - INVOLVED)
    verb = next((back for back in range(at, first - 1, -1) if _takes_gerund(reading, back)), begin)
    if verb == begin:
        return False
    verb -= 1
    while verb > begin and reading.words[verb].endswith("ly"):
        verb -= 1
    return reading.lexicon.is_in(reading.words[verb], "modals")


def _takes_gerund(reading: Reading, at: int) -> bool:
    return reading.lexicon.is_in(reading.words[at], "involving") and reading.words[at + 1].endswith("ing")


def _is_foreseen(pair: Pair) -> bool:
    """ "The exchange will see | 39 men | freed", "there will be | 40 hostages | released"."""
    reading, first = pair.reading, pair.number.first
    begin = reading.bounds[reading.passage_of[first]][0]
    for at in range(first - 1, max(begin, first - FORESEEN), -1):
        if reading.words[at] == "see" or reading.words[at - 2 : at + 1 : 2] == ("there", "be"):
            return reading.lexicon.is_in(reading.words[at - 1], "modals")
        if at in reading.triggers or reading.lexicon.is_in(reading.words[at], "clause_openers"):
            return False
    return False


def _is_at_risk(pair: Pair) -> bool:
    """ "Would place the | lives of | thousands of patients at serious risk"."""
    reading, number = pair.reading, pair.number
    if pair.spot.hit.payload.use != "of":
        return False
    behind = reading.words[
        number.last : min(reading.bounds[reading.passage_of[number.first]][1], number.last + RISKED)
    ]
    return any(reading.lexicon.is_in(word, "short_of") for word in behind) and not {"at", "in"}.isdisjoint(
        behind
    )


def _is_projected(pair: Pair) -> bool:
    """ "There will be | 9,400 | deaths", "could lead to | 300 | deaths"; not "may have caused | 30"."""
    reading, number = pair.reading, pair.number
    if pair.spot.hit.payload.use != "noun" or pair.spot.hit.first < number.first:
        return False
    begin = reading.bounds[reading.passage_of[number.first]][0]
    for at in range(number.first - 1, max(begin, number.first - PROJECTED) - 1, -1):
        if reading.words[at] in _AS_TOLD or at in reading.triggers:
            return False
        if reading.lexicon.is_in(reading.words[at], "modals") and not reading.is_may(at):
            return True
    return False


def _is_ordered(pair: Pair) -> bool:
    """ "The army told | 30,000 people to | leave": what they shall do."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if number.first < 1 or hit.first <= number.last or reading.words[hit.first - 1] != "to":
        return False
    return reading.lexicon.is_in(reading.words[number.first - 1], "ordering")


def _is_only_order(pair: Pair) -> bool:
    """ "| Demolition | orders for 38 houses": what may be done."""
    hit, reading = pair.spot.hit, pair.reading
    noun = hit.payload.use in ("noun", "of") and hit.last < len(reading.words)
    return noun and reading.lexicon.is_in(reading.words[hit.last], "decrees")


def _is_ordered_act(pair: Pair) -> bool:
    """ "The ministry ordered | evacuations of | 40,000 people": what shall be done."""
    reading, hit = pair.reading, pair.spot.hit
    nominal = hit.payload.use == "of" and hit.first > 0
    return nominal and reading.lexicon.is_in(reading.words[hit.first - 1], "not_yet")


def _is_supposed(pair: Pair) -> bool:
    """ "In the event of | a soldier being | captured", "in case one of their houses was | hit".

    "Imagine that a thousand of them were | killed" and "whoever | kills | a guard" likewise.
    """
    reading, first, number = pair.reading, pair.spot.hit.first, pair.number.first
    begin = reading.bounds[reading.passage_of[first]][0]
    general = pair.spot.hit.payload.form in ("base", "third") and first >= 2
    if reading.words[begin] in _IMAGINE or (
        general and not _WHOEVER.isdisjoint(reading.words[first - 2 : first])
    ):
        return True
    at = min(first, number)
    before = reading.words[max(begin, at - SUPPOSED) : at]
    ends = max((place for place, word in enumerate(before) if word in _SENTENCE_MARKS), default=-1)
    return any(words_of in _SUPPOSED for words_of in pairwise(before[ends + 1 :]))


def _is_only_denied(pair: Pair) -> bool:
    """ "| A second man was not | injured", "| two shops were not | damaged"."""
    reading, hit, words = pair.reading, pair.spot.hit, pair.reading.words
    if hit.first < pair.number.last + 2 or pair.spot.voice == "active" or hit.payload.use not in VERBAL:
        return False
    denied = reading.lexicon.is_in(words[hit.first - 1], "negations")
    return denied and reading.lexicon.is_in(words[hit.first - 2], "auxiliaries")


def _is_of_others(pair: Pair) -> bool:
    """ "| The driver ran off and nobody was | hurt", "| 21 are closed and others were | damaged".

    "| Hundreds of others are | held" tells of them, and "| a soldier and two others were | killed" of both.
    """
    reading, hit, words = pair.reading, pair.spot.hit, pair.reading.words
    if pair.number.last > hit.first or hit.payload.use not in VERBAL:
        return False
    at = hit.first - 1
    while at > pair.number.last and reading.lexicon.is_in(words[at], "auxiliaries"):
        at -= 1
    if at == pair.number.last + 1 and words[pair.number.last] == "of":
        return False
    own = pair.head.last if pair.head is not None else pair.number.last + 1
    if words[own : own + 1] == ("and",) and reading.lexicon.is_numeral(words[at - 1]):
        return False
    alone = own <= at < hit.first - 1
    return alone and (reading.lexicon.is_in(words[at], "subjects_alone") or words[at - 1 : at + 1] in _NO_ONE)


def _is_of_lives(pair: Pair) -> bool:
    """ "The daily | lives of | two million people": no life is lost where no word before it says so.

    "It means life and | death of | many people" likewise.
    """
    words, hit = pair.reading.words, pair.spot.hit
    if words[max(0, hit.first - 2) : hit.first] == ("life", "and"):
        return True
    if hit.payload.use != "of" or words[hit.first] not in _LIVES:
        return False
    return not holds(pair.reading, (max(0, hit.first - LIVES_REACH), hit.first), "taking_lives")


def _is_helped(pair: Pair) -> bool:
    """ "Gave tools to | 520 families to help them | return": what they shall do."""
    words, first = pair.reading.words, pair.spot.hit.first
    if pair.spot.hit.payload.use not in VERBAL or first < 2:
        return False
    return words[first - 1] in _HELPED and pair.reading.lexicon.is_in(words[first - 2], "helping")


def _is_asked(pair: Pair) -> bool:
    """ "It is unclear whether he was | shot", "if the town falls and a million are | expelled"."""
    reading, spot = pair.reading, pair.spot
    if spot.hit.payload.use not in VERBAL or spot.voice == "reduced":
        return False
    begin = reading.bounds[reading.passage_of[spot.hit.first]][0]
    for at in range(spot.hit.first - 1, max(begin, spot.hit.first - ASKED_REACH) - 1, -1):
        joined = reading.words[at] == "and" and "if" in reading.words[begin : begin + 2]
        if reading.words[at] in _CLAUSE_ENDS and not joined:
            return False
        if reading.words[at] in _ASKING:
            return True
    return False


def _was_only_near(pair: Pair) -> bool:
    """ "On the verge of | death", "at risk of | displacement", "risk | their lives".

    "Hopes for the swift | release of", "hopes of | freeing" and "hinged on Hamas | releasing" likewise.
    """
    reading, hit = pair.reading, pair.spot.hit
    before = reading.words[max(0, hit.first - 2) : hit.first]
    if any(reading.lexicon.is_in(word, "risking") for word in before):
        return True
    begin = reading.bounds[reading.passage_of[hit.first]][0]
    for at in range(hit.first - 1, max(begin, hit.first - NEAR_REACH), -1):
        if reading.words[at] in _NEAR_TO:
            return reading.lexicon.is_in(reading.words[at - 1], "short_of")
    return False


def _is_a_rate(pair: Pair) -> bool:
    """ "A day of truce for every | 10 hostages | released": a price or a rate, and no count."""
    first, words = pair.number.first, pair.reading.words
    return first > 0 and words[first - 1] == "every"


def _escaped_nobody(pair: Pair) -> bool:
    """ "All 40 passengers | escaped": out of a fire, where nobody is told to have been taken."""
    return not pair.taken and pair.reading.lexicon.is_in(pair.spot.hit.payload.rule, "escapes")


def somebody_is_taken(reading: Reading) -> bool:
    """Does a report tell of hostages, captives, prisoners or arrests?"""
    hits = (hit for each in reading.triggers.values() for hit in each)
    return any(not _TAKEN.isdisjoint(hit.payload.kinds.values()) for hit in hits)


def _is_shot_at(pair: Pair) -> bool:
    """ "30 masked men | shot | at a patrol", "a doctor was | shot | at": nobody was hit yet.

    Who was shot at a checkpoint was, and so were those "shot | at least | nine of them" tells of.
    """
    reading, hit = pair.reading, pair.spot.hit
    open_end = hit.payload.rule in reading.lexicon.words["open_outcomes"]
    if not open_end or reading.words[hit.last : hit.last + 1] != ("at",) or hit.last in reading.hedges:
        return False
    stop = reading.bounds[reading.passage_of[hit.first]][1]
    behind = reading.words[hit.last + 1] if hit.last + 1 < stop else "."
    return pair.spot.voice != "passive" or not behind[0].isalnum() or behind in _SHOT_AT


def _is_alive(pair: Pair) -> bool:
    """ "Ten people | feared killed | have been found alive", "| one | came out alive"."""
    reading, hit = pair.reading, pair.spot.hit
    if hit.last <= pair.number.first and "killed" in hit.payload.kinds.values() and _comes_out(pair):
        return True
    if pair.number.last > hit.first or _LOST.isdisjoint(hit.payload.kinds.values()):
        return False
    stop = reading.bounds[reading.passage_of[hit.first]][1]
    return ("found", "alive") in pairwise(reading.words[hit.last : min(stop, hit.last + ALIVE_REACH)])


def _comes_out(pair: Pair) -> bool:
    """Does "alive" follow those counted in their own clause, and no word of harm before it?"""
    reading, last = pair.reading, pair.number.last
    stop = reading.bounds[reading.passage_of[pair.number.first]][1]
    for at in range(last, min(stop, last + ALIVE_REACH)):
        if reading.words[at] == "alive":
            return True
        if at in reading.triggers or reading.words[at] in _CLAUSE_ENDS:
            return False
    return False


def _is_lacking(pair: Pair) -> bool:
    """ "The coach was | missing | three players", "she was | missing | her hand": what one has not."""
    hit, reading = pair.spot.hit, pair.reading
    missing = hit.payload.use == "adjective" and reading.words[hit.first] == "missing"
    after = reading.lexicon.is_in(reading.words[hit.first - 1], "auxiliaries")
    own = reading.lexicon.is_in("".join(reading.words[hit.last : hit.last + 1]), "possessives")
    return missing and after and (own or counts_next(reading, hit.last))


UNREAL: Final[tuple[Rule, ...]] = (
    _is_toll_to_come,
    _will_be,
    _never_came,
    _is_foreseen,
    _is_at_risk,
    _is_projected,
    _is_ordered,
    _is_only_order,
    _is_ordered_act,
    _is_supposed,
    _is_only_denied,
    _is_of_others,
    _is_of_lives,
    _is_helped,
    _is_asked,
    _was_only_near,
    _is_a_rate,
    _escaped_nobody,
    _is_shot_at,
    _is_lacking,
    _is_alive,
)
