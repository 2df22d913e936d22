"""Triggers told of somebody else than those counted, who only speak, act or are accused."""

from __future__ import annotations

from typing import Final

from sayso.extract.counts.exclusions.pair import Pair, Rule, counts_next, opens_subject
from sayso.extract.counts.meant import OF_THINGS, does_otherwise
from sayso.extract.counts.option_features import OPEN_FORMS
from sayso.extract.nouns.geometry import is_active, voice_of
from sayso.extract.nouns.heads import UNIT_TYPES
from sayso.extract.numbers.quantities import Number
from sayso.extract.speech.headline_speakers import stands_alone
from sayso.extract.speech.phrases import holds
from sayso.extract.speech.sayings import says
from sayso.lexicon import Hit, Noun, Reading, Trigger
from sayso.records import Kind

SPEAKER_REACH: Final = 14  # tokens from a speaker to the word of saying that ends the sentence
NAMED: Final = 5  # tokens of a name behind "by"
SOURCE_REACH: Final = 2  # tokens: medical source
NUMBER_REACH: Final = 3  # tokens from a toll to its number: put the toll at about 14
PHRASE: Final = 6  # tokens of what a noun is of: members of the town council
VERB_PARTS: Final = 2  # tokens behind a verb where its object may begin: carried out | a raid
_HARM: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties", "abducted", "attacks"})
_DONE_TO: Final[frozenset[Kind]] = frozenset(
    {"killed", "injured", "destroyed", "damaged", "abducted", "detained", "seized"}
)
_HURT: Final[frozenset[Kind]] = frozenset({"killed", "injured"})
_TOLD: Final = frozenset({"told", "said", "says", "tells", "commented", "recalled", "explained"})
_JOINED: Final = frozenset({",", "and", "”", '"', "»"})
_ENDING: Final = ((",",), (".",), ("who",), ("in",), ("of",), ("from",), ("at",))
_OPENING: Final = frozenset({",", "–", "—"})
_THEY: Final = frozenset({"they", "we", "which"})
_THROWN: Final = "attacks.launch"
_PLACED: Final = frozenset({"which", "where"})


def _is_speaker(pair: Pair) -> bool:
    """ "| A source | told the agency Aung was | wounded", "Lee, | a doctor, | said he died": who says so.

    "Six were | killed |, a chief and | two residents | said", "according to | two witnesses" likewise.
    """
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if pair.head is None:
        return False
    if stands_alone(reading, number.first, pair.head.last):  # "| a medic |: six were killed"
        return True
    if number.form in OPEN_FORMS and number.value != 1:
        if hit.last < number.first:
            return _several_say(reading, number, pair.head)
        return hit.first > pair.head.last and _tell_of_others(reading, pair.head, hit)
    if hit.last < number.first:
        if hit.payload.use == "noun" and says(reading, hit.last):  # "| Survivors | said 70 had been on board"
            return True
        if _says(reading, _past_name(reading, pair.head.last)):  # "killed 12; | the Guard | says it lost two"
            return True
        return _speaks_behind(reading, number.first - 1, pair.head) or _speaks_last(pair)
    if hit.first <= pair.head.last:
        return False
    verb = pair.head.last + (reading.words[pair.head.last : pair.head.last + 1] == (",",))
    if _says(reading, verb):
        return hit.first > verb + 1
    if _tells_next(reading, range(verb, min(hit.first, verb + SPEAKER_REACH))):
        return True
    return number.first == reading.bounds[reading.passage_of[number.first]][0] and _speaks_by_name(pair)


def _several_say(reading: Reading, number: Number, head: Hit[Noun]) -> bool:
    """ "..., | two residents | said", "according to | two witnesses", "said | two officials": who says so."""
    before, verb = number.first - 1, head.last
    if reading.words[before] in _JOINED and says(reading, verb):
        return not reading.capitalised(verb + 1)  # "died | said Lee"
    if any(
        hit.payload.use == "phrase" and hit.last == number.first for hit in reading.saying.get(before - 1, ())
    ):
        return True
    ends = reading.words[verb : verb + 1] in _ENDING or verb == reading.bounds[reading.passage_of[before]][1]
    return ends and _speaks_behind(reading, before, head)


def _tell_of_others(reading: Reading, head: Hit[Noun], hit: Hit[Trigger]) -> bool:
    """ "| Two survivors | spoke of 14 | dead", "| six members of the council | put the | toll at 14"."""
    verb = _behind_phrase(reading, head.last)
    toll = hit.payload.use == "toll"
    if verb + (not toll) >= hit.first or not says(reading, verb) or reading.words[verb + 1] == "to":
        return False  # "| 12 people | reported | dead", "said to be | dead"
    stop = min(reading.bounds[reading.passage_of[verb]][1], hit.last + NUMBER_REACH)
    return any(reading.opens_count(index) for index in range(verb + 1, stop))


def _behind_phrase(reading: Reading, at: int) -> int:
    """The verb of saying behind what a noun is of: "members | of the town council | said"; else the same."""
    if reading.words[at : at + 1] != ("of",):
        return at
    for index in range(at + 1, min(len(reading.words), at + PHRASE)):
        if says(reading, index):
            return index
        if index in reading.triggers or not reading.words[index][0].isalnum():
            break
    return at


def _tells_next(reading: Reading, behind: range) -> bool:
    """ "A doctor | at the hospital told | the agency they were shot": does whoever stands before tell?"""
    for at in behind:
        if reading.words[at] in _TOLD:
            return not reading.lexicon.is_in(reading.words[at - 1], "auxiliaries")  # "is said to be"
        if at in reading.triggers or not reading.words[at][0].isalnum():
            return False
    return False


def _past_name(reading: Reading, at: int) -> int:
    """The token behind the name of whom a noun told before: "the leader |, Abu Dira, | speaks of 50"."""
    if reading.words[at : at + 1] != (",",):
        return at
    last = at + 1
    while reading.capitalised(last) and last - at < SPEAKER_REACH:
        last += 1
    return last + 1 if last > at + 1 and reading.words[last : last + 1] == (",",) else at


def _says(reading: Reading, at: int) -> bool:
    """Does who is counted up to a token say so: "| a doctor | said", "| a Turkish | medical source told"?"""
    words, is_in = reading.words, reading.lexicon.is_in
    behind = range(at, min(at + SOURCE_REACH, len(words)))
    return says(reading, next((index + 1 for index in behind if is_in(words[index], "roles")), at))


def _is_both_acting(pair: Pair) -> bool:
    """ "When they | both | started | shooting", "| both | have evacuated villages": what both do.

    "| Both | Hamas's | attack | and Israel's response" joins two things, and counts no attacks.
    """
    words, first, hit = pair.reading.words, pair.number.first, pair.spot.hit
    if words[first] != "both" or pair.number.last > hit.first:
        return False
    if hit.payload.use == "noun":
        noun = pair.reading.nouns.get(hit.first)
        return words[first - 1] in _THEY or (noun is not None and not noun.payload.plural)
    return pair.head is None and pair.spot.voice == "active"


def _harms_others(pair: Pair) -> bool:
    """ "| Dozens | hurled | rocks at soldiers who answered by | shooting": told of what the dozens did."""
    reading, head, hit = pair.reading, pair.head, pair.spot.hit
    if head is None or pair.number.form not in OPEN_FORMS or hit.first <= head.last:
        return False
    begin, stop = reading.bounds[reading.passage_of[hit.first]]
    acts = reading.triggers.get(head.last, ())
    return any(
        (each.payload.form == "past" or each.payload.rule == _THROWN)
        and voice_of(reading, each, begin, stop) == "active"
        for each in acts
    )


def _shoots_dead(pair: Pair) -> bool:
    """ "| Ten gunmen | shot 14 pupils | dead", "| ten doctors | treated 14 | wounded": told of the 14."""
    reading, head, behind, hit = pair.reading, pair.head, pair.behind, pair.spot.hit
    if head is None or behind is None:
        return False
    if hit.payload.use != "adjective" and (pair.spot.voice != "reduced" or behind.last != hit.first):
        return False
    if not head.last <= behind.first - 1 < hit.first:
        return False
    return is_active(reading, behind.first - 1)


def _leaves_dead(pair: Pair) -> bool:
    """ "| A soldier | has | shot dead | a farmer": who stands before it has left dead who stands behind."""
    reading, hit = pair.reading, pair.spot.hit
    phrase = hit.payload.use == "adjective" and hit.last > hit.first + 1
    stop = reading.bounds[reading.passage_of[hit.first]][1]
    if not phrase or pair.number.last > hit.first or hit.last >= stop or not opens_subject(reading, hit.last):
        return False
    return is_active(reading, hit.first)


def _is_agent(pair: Pair) -> bool:
    """ "Were | injured |, described by | many as a crime", "a raid carried out by | 40": who did that.

    "| Killed | by | two gunmen", "three people killed by | two gunmen | were | buried" likewise.
    """
    first, reading, hit = pair.number.first, pair.reading, pair.spot.hit
    if reading.words[first - 1] == "and" and first > 2:  # "caused by the firm and | two of its guards"
        reach = range(first - 2, max(0, first - NAMED), -1)
        opened = next((at for at in reach if not reading.capitalised(at)), first)
        return reading.words[opened] == "by" and opened < first - 2 and hit.last <= first
    if reading.words[first - 1] != "by" or first < 2:
        return False
    if _is_person(pair.head) and _suffers(reading, first - 2):
        return hit.last <= first or not holds(reading, (first, hit.first), "clause_openers")
    if hit.last > first:
        return False
    verb = first - 2 - (reading.words[first - 2] == "out")
    done = reading.words[verb].endswith("ed") and verb not in reading.triggers
    return done and not reading.lexicon.is_in(reading.words[verb], "risers")


def _is_person(head: Hit[Noun] | None) -> bool:
    return head is not None and head.payload.noun_type == "person"


def _suffers(reading: Reading, at: int) -> bool:
    """Is a verb of harm passive at a token: "were | killed", "a man | shot"?"""
    begin, stop = reading.bounds[reading.passage_of[at]]
    hits = reading.triggers.get(at, ())
    return any(voice_of(reading, hit, begin, stop) in ("passive", "reduced") for hit in hits)


def _speaks_last(pair: Pair) -> bool:
    """ "Three died on Monday, | the commander of the task force | reported", "| an official | told AFP".

    "Three died, a nurse and | a driver | said" likewise.
    """
    reading, head = pair.reading, pair.head
    stop = reading.bounds[reading.passage_of[pair.number.first]][1]
    if head is None or not _opens_speaker(pair):
        return False
    for at in range(head.last, min(stop, head.last + SPEAKER_REACH)):
        if _parts_speaker(reading, at):
            return False
        if says(reading, at):
            return reading.words[at + 1 : at + 2] != ("to",)  # "said to be"
    return False


def _opens_speaker(pair: Pair) -> bool:
    """Does a comma stand before who may speak, or before the first of two who do?"""
    reading, at = pair.reading, pair.number.first - 1
    if reading.words[at] != "and":
        return reading.words[at] == ","
    first = max(pair.spot.hit.last, at - SPEAKER_REACH)
    before = next((back for back in range(at - 1, first, -1) if _parts_speaker(reading, back)), at)
    return reading.words[before] == "," and opens_subject(reading, before + 1)


def _parts_speaker(reading: Reading, at: int) -> bool:
    """A comma, or a word of harm that is no part of what somebody is: not "a | rescue worker | said"."""
    return reading.words[at] == "," or (at in reading.triggers and at not in reading.nouns)


def _speaks_by_name(pair: Pair) -> bool:
    """ "| One of the residents living there, Ali Zoni, | told AFP 30 houses were | hit"."""
    reading, hit = pair.reading, pair.spot.hit
    if pair.head is None:
        return False
    for at in range(pair.head.last, hit.first):
        if reading.words[at] in _TOLD:
            return reading.words[at - 1] == "," and reading.capitalised(at - 2)
    return False


def _speaks_behind(reading: Reading, verb: int, head: Hit[Noun]) -> bool:
    """ "Five were injured, said | a survivor of the raid"; not "said | a doctor was freed".

    "Said | one witness who asked not to be named" likewise.
    """
    said = says(reading, verb)
    if reading.words[head.last : head.last + 1] == ("who",):
        return said and head.payload.noun_type == "person"
    goes_on = holds(reading, (head.last, reading.bounds[reading.passage_of[verb]][1]), "auxiliaries")
    return said and head.payload.noun_type == "person" and not goes_on


def _acts_itself(pair: Pair) -> bool:
    """ "| Hundreds carried out a raid in which one man was | killed", "where | many live, was | hit".

    Told of the one man, of the place.
    """
    reading, number, head, behind = pair.reading, pair.number, pair.head, pair.behind
    if head is None or pair.spot.hit.first <= head.last or not does_otherwise(reading, number, head):
        return False
    if reading.words[number.first - 1] in _PLACED:
        return True
    objects = range(head.last + 1, head.last + 1 + VERB_PARTS)
    if reading.words[head.last + 1] == "all":  # "| many villagers | view all who are | held | as"
        return True
    if behind is None or behind.first > pair.spot.hit.first:
        return False
    return any(_opens_object(reading, at) for at in objects)


def _survives(pair: Pair) -> bool:
    """ "Who | died in the wreck that | her son | survived", "900 died, and | 300 | survive": they live."""
    if "killed" not in pair.spot.hit.payload.kinds.values():
        return False
    last = max(pair.number.last, pair.head.last) if pair.head is not None else pair.number.last
    behind = pair.reading.words[last : last + 1]
    return any(pair.reading.lexicon.is_in(word, "surviving") for word in behind)


def _acts_in_own_clause(pair: Pair) -> bool:
    """ "In a note | released by the palace, | the two leaders | also pledged": told of the note.

    "After a | slaughter | – | many villagers see it otherwise" likewise.
    """
    reading, number, head = pair.reading, pair.number, pair.head
    first = number.first - (reading.words[number.first - 1] == "the")
    if head is None or pair.spot.hit.last >= first or reading.words[first - 1] not in _OPENING:
        return False
    verb = head.last + (reading.words[head.last : head.last + 1] == ("also",))
    acts = verb not in reading.triggers and any(
        word.endswith("ed") or reading.lexicon.is_in(word, "thinking")
        for word in reading.words[verb : verb + 1]
    )
    return acts or says(reading, verb)


def _opens_object(reading: Reading, at: int) -> bool:
    behind = reading.words[at : at + 1]
    return any(word == "what" or reading.lexicon.is_in(word, "determiners") for word in behind)


def _is_accused(pair: Pair) -> bool:
    """ "| Two men were questioned over the | murders of five": who did it."""
    reading, number, spot = pair.reading, pair.number, pair.spot
    if number.last >= spot.hit.first or (
        spot.hit.payload.use not in ("noun", "of") and spot.voice != "active"
    ):
        return False
    if not _HARM.intersection(spot.hit.payload.kinds.values()):
        return False
    return holds(reading, (number.last, spot.hit.first), "prosecuted")


def _is_own_doing(pair: Pair) -> bool:
    """ "He took | himself to hospital", "who | claimed | himself a chief": only who hurts himself counts."""
    if pair.number.form != "pronoun":
        return False
    if pair.spot.hit.payload.use != "transitive":  # "did not raise the death | himself"
        return True
    rule, kinds = pair.spot.hit.payload.rule, set(pair.spot.hit.payload.kinds.values())
    if pair.spot.hit.payload.kinds.get("") in OF_THINGS:  # "set | himself on fire"
        return True
    return kinds.isdisjoint(_HURT) or pair.reading.lexicon.is_in(rule, "not_of_oneself")


def _is_acting(pair: Pair) -> bool:
    """ "| Two opened fire, | killing | four", "| a man | identified | the dead": who did it."""
    hit, reading = pair.spot.hit, pair.reading
    if pair.number.last > hit.first or hit.last >= len(reading.words):
        return False
    if pair.spot.voice != "active":  # "three men | abducted | 14 pupils": no abducted men
        return hit.payload.use in ("adjective", "intransitive") and _acts_on_counted(pair)
    if hit.first == pair.number.last and pair.head is not None and pair.head.first == hit.last:
        return False  # "120 | killed | men"
    thing = hit.last in reading.nouns or reading.lexicon.is_in(reading.words[hit.last], "determiners")
    thing = thing or _acts_on_counted(pair)
    return thing and not _DONE_TO.isdisjoint(hit.payload.kinds.values())


def _acts_on_counted(pair: Pair) -> bool:
    """ "| Two rescuers | rescued | 14 people", "| ten doctors | treated | 14 wounded": who acts on others."""
    reading, behind, hit = pair.reading, pair.behind, pair.spot.hit
    begin, stop = reading.bounds[reading.passage_of[hit.first]]
    verbs = [
        each
        for each in reading.triggers.get(hit.first, ())
        if voice_of(reading, each, begin, stop) == "active" and reading.opens_count(each.last)
    ]
    tending = reading.lexicon.words["tending"]
    if any(each.payload.form == "ing" or each.payload.rule in tending for each in verbs):
        return True
    noun = reading.nouns.get(behind.last) if behind is not None else None
    if not verbs or noun is None or not _is_right_before(pair, hit.first):
        return False
    row = noun.last in reading.triggers and reading.words[noun.last].endswith("ed")  # "9 burnt 5 huts looted"
    return not row and noun.payload.noun_type not in UNIT_TYPES


def _is_right_before(pair: Pair, verb: int) -> bool:
    """ "| 30 armed men | on motorcycles | abducted": no more than a place or a means between."""
    reading, head = pair.reading, pair.head
    if head is None or not head.last <= verb <= head.last + NAMED:
        return False
    between = range(head.last, verb)
    return not between or (
        reading.lexicon.is_in(reading.words[head.last], "prepositions")
        and not any(at in reading.triggers or not reading.words[at][0].isalnum() for at in between)
    )


def _is_subject_alone(pair: Pair) -> bool:
    """ "| The guards | killed 12": who acts is not harmed; "the man whom they | killed" is."""
    reading, number, hit = pair.reading, pair.number, pair.spot.hit
    if number.form != "the" or pair.spot.voice != "active" or number.last > hit.first:
        return False
    return not holds(reading, (number.last, hit.first), "clause_openers")


def _is_doing(pair: Pair) -> bool:
    """ "A driver | wounded | two guards", "| three gunmen | have killed | two": who did it."""
    hit, number, reading = pair.spot.hit, pair.number, pair.reading
    acts = pair.spot.voice == "active" or (hit.payload.use == "adjective" and number.form not in OPEN_FORMS)
    if not acts or pair.head is None:
        return False
    if number.form in OPEN_FORMS and pair.head.last <= hit.first and _counts_others(reading, hit.last):
        return True  # "| Thousands | marched against a war that has | killed | 900"
    between = reading.words[pair.head.last : hit.first]
    beside = all(reading.lexicon.is_in(word, "perfect") or word.endswith("ly") for word in between)
    return pair.head.last <= hit.first and beside and counts_next(reading, hit.last)


def _counts_others(reading: Reading, at: int) -> bool:
    """Does a count stand right behind a verb, and no time: "killed | 900", not "killed | two weeks ago"?"""
    if not counts_next(reading, at):
        return False
    nouns = (reading.nouns.get(index) for index in range(at, at + VERB_PARTS + 1))
    return not any(noun is not None and noun.payload.noun_type == "time" for noun in nouns)


DOING: Final[tuple[Rule, ...]] = (
    _is_both_acting,
    _is_agent,
    _harms_others,
    _leaves_dead,
    _shoots_dead,
    _is_speaker,
    _acts_itself,
    _is_accused,
    _is_own_doing,
    _survives,
    _acts_in_own_clause,
    _is_acting,
    _is_subject_alone,
    _is_doing,
)
