"""How a number and a trigger stand to one another in their sentence: side, voice, what lies between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from sayso.extract.nouns.heads import UNIT_TYPES
from sayso.extract.nouns.name_runs import end_of_name
from sayso.lexicon import Hit, Lexicon, Reading, Trigger

Voice = Literal["active", "passive", "reduced", "none"]

AUXILIARY_REACH: Final = 4
PATTERN_LENGTH: Final = 7
IN_ROW: Final = 4  # tokens of a number with its hedge
CHANGE_REACH: Final = 9  # tokens from "increased" to "from": by more than 58 percent (
AGE_ASIDE: Final = 3  # tokens of ", 16,"
AGED: Final = 5  # tokens of "16-year-old"
ASIDE_REACH: Final = 16
COST_REACH: Final = 10
TOLL_NAMES: Final = 3  # words between "number of" and what befell them
TOLL_OPENERS: Final = 4  # words between "bringing" and its toll: the total confirmed
_REFLEXIVES: Final = frozenset({"himself", "herself", "themselves"})
_OBJECTS: Final = frozenset({"him", "them", "us", "me"})
OPENING_QUOTES: Final = frozenset({"“", "‘", '"'})
CLOSING_QUOTES: Final = frozenset({'"', "”", "’", "'", "»"})
# Classes of rules whose words are the second object of a verb, with the class of those verbs.
_SECOND_OBJECTS: Final = (("objects_of_costing", "costing"), ("objects_of_sending", "sending"))
_SHARES: Final = frozenset({"most", "many", "some", "half", "all", "several"})
_OF_HOME: Final = (("of",), ("from",))
_SUBJECTS: Final = frozenset({"who", "whom"})  # "who killed", "three of whom held passports"
_WHO: Final = frozenset({"who", "that"})
_PEOPLE: Final = frozenset({"person", "group"})


class Spot(NamedTuple):
    """A trigger of a sentence with its voice there."""

    hit: Hit[Trigger]
    voice: Voice


def voice_of(reading: Reading, hit: Hit[Trigger], begin: int, stop: int) -> Voice:
    """Active, passive ("were killed"), reduced passive ("12 people killed in"), or none for no verb.

    A form that may be past or participle is passive after a form of be, active after a form of have, else
    reduced where no object follows it.
    """
    if hit.payload.use != "transitive":
        return "none"
    if hit.payload.form in ("base", "third"):
        return "active"
    words, lexicon = reading.words, reading.lexicon
    for index in range(hit.first - 1, max(begin, hit.first - 1 - AUXILIARY_REACH) - 1, -1):
        word = words[index]
        if word == "'s" and index + 1 in reading.triggers:  # "Monday's | raid killed 12"
            break
        if lexicon.is_in(word, "auxiliaries"):
            return "active" if hit.payload.form == "ing" and word != "being" else "passive"
        if lexicon.is_in(word, "perfect"):
            return "active"
        if not (
            word.endswith("ly")
            or word in OPENING_QUOTES
            or word in ("not", "n't", "also", "then", "since", "later", "either", "all", "or", "and")
            or index in reading.triggers
            or "-" in (word, words[index + 1])
        ):
            break
    if hit.payload.form in ("ing", "past") or words[hit.first - 1] in _SUBJECTS:
        return "active"
    if _is_in_row(reading, hit, begin, stop):
        return "reduced"
    return "active" if _object_follows(reading, hit.last, stop) else "reduced"


def is_active(reading: Reading, at: int) -> bool:
    """Does a word of harm in the active stand at a token: "gunmen | shot | 14 pupils"?"""
    begin, stop = reading.bounds[reading.passage_of[at]]
    return any(voice_of(reading, hit, begin, stop) == "active" for hit in reading.triggers.get(at, ()))


def _is_in_row(reading: Reading, hit: Hit[Trigger], begin: int, stop: int) -> bool:
    """ "40 civilians | killed | 100 injured", "seven | killed | 37 others injured": headlines."""
    if reading.lexicon.is_in(hit.payload.rule, "tending"):  # "ten doctors | treated | 14 injured"
        return False
    at = hit.last
    while at < min(stop, hit.last + IN_ROW) and (reading.opens_count(at) or at in reading.hedges):
        at += 1
    if not hit.last < at < stop:
        return False
    at += reading.words[at] == "others"
    noun = reading.noun_before(hit.first)
    first = noun.first if noun is not None else hit.first
    harmed = any(each.payload.use == "transitive" for each in reading.triggers.get(at, ()))
    counted = first > begin and reading.lexicon.is_numeral(reading.words[first - 1])
    return (
        harmed and counted and reading.words[at].endswith("ed") and not _object_follows(reading, at + 1, stop)
    )


def _object_follows(reading: Reading, index: int, stop: int) -> bool:
    """Does a noun phrase begin right behind a verb, or behind the quotation mark that closes it?

    "Detained and later | killed six men": behind the verb that is joined to it.
    """
    index += index < stop and reading.words[index] in CLOSING_QUOTES
    index = _past_joined_verb(reading, index, stop)
    if index >= stop:
        return False
    word, lexicon = reading.words[index], reading.lexicon
    if lexicon.is_in(word, "prepositions") and index not in reading.hedges:
        return False
    if lexicon.is_in(word, "directions") and reading.capitalised(index + 1):  # "attacked | southern Israel"
        return True
    named = index + lexicon.is_in(word, "determiners")
    if named < stop and lexicon.is_in(reading.words[named], "time_words"):  # "killed Monday", "this week"
        return False
    return (
        reading.opens_count(index)
        or word in _REFLEXIVES
        or word in _OBJECTS
        or (word == "it" and index + 1 < stop and lexicon.is_in(reading.words[index + 1], "prepositions"))
        or lexicon.is_in(word, "determiners")
        or index in reading.nouns
        or (reading.capitalised(index) and word[0].isalpha())
    )


def _past_joined_verb(reading: Reading, index: int, stop: int) -> int:
    """The token behind a second verb ("and later killed | six"); else the same token."""
    if index >= stop or reading.words[index] != "and":
        return index
    at = index + 1
    while at < stop and reading.lexicon.is_in(reading.words[at], "time_adverbs"):
        at += 1
    verbs = [hit for hit in reading.triggers.get(at, ()) if hit.payload.use == "transitive"]
    return verbs[0].last if verbs and at < stop else index


def spots(reading: Reading, begin: int, stop: int) -> list[Spot]:
    """The triggers of a sentence, each reading of an ambiguous form by itself."""
    verbs_before = _verbs_of_second_objects(reading.lexicon)
    return [
        _as_toll(reading, Spot(hit, voice_of(reading, hit, begin, stop)), begin, stop)
        for index in range(begin, stop)
        if index in reading.triggers
        for hit in reading.triggers[index]
        if (verbs := verbs_before.get(hit.payload.rule)) is None
        or _is_second_object(reading, hit, begin, verbs)
    ]


@lru_cache(maxsize=4)
def _verbs_of_second_objects(lexicon: Lexicon) -> dict[str, str]:
    """By the rule of a second object, the class of the verbs whose it is."""
    return {rule: verbs for rules, verbs in _SECOND_OBJECTS for rule in lexicon.words[rules]}


def _as_toll(reading: Reading, spot: Spot, begin: int, stop: int) -> Spot:
    """ "The | number of villagers killed | by May rose to 40", "of Shan deaths": a toll, whoever is named.

    So is "the | number of villagers who have been killed | has become 40".
    """
    hit = spot.hit
    if spot.voice not in ("reduced", "passive") and hit.payload.use != "noun":
        return spot
    named = hit.first
    if spot.voice == "passive":
        while named > begin and _is_between_toll(reading, named - 1):
            named -= 1
    for first in range(named - 2, max(begin - 1, named - 2 - TOLL_NAMES), -1):
        if reading.words[first : first + 2] == ("number", "of") and _reaches_level(reading, hit.last, stop):
            return Spot(Hit(first, hit.last, replace(hit.payload, use="toll", form="none")), "none")
    return spot


def _is_between_toll(reading: Reading, at: int) -> bool:
    """Who | have been: between those counted and the passive."""
    word, lexicon = reading.words[at], reading.lexicon
    return word in _WHO or lexicon.is_in(word, "auxiliaries") or lexicon.is_in(word, "perfect")


def _reaches_level(reading: Reading, first: int, stop: int) -> bool:
    """Do words behind a toll say what it has come to?"""
    counts = (at for at in range(first, stop) if reading.opens_count(at))
    return any(level_before(reading, at, first) is not None for at in counts)


def _is_second_object(reading: Reading, hit: Hit[Trigger], begin: int, verbs: str) -> bool:
    """ "Cost 20 civilians | their lives", "sent four | to the hospital".

    Nobody dies of risking it: "20 rescuers risked | their lives".
    """
    lexicon, words = reading.lexicon, reading.words
    told = [
        index
        for index in range(max(begin, hit.first - COST_REACH), hit.first)
        if lexicon.is_in(words[index], verbs)
    ]
    people = range(told[-1] + 1, hit.first) if told else range(0)
    counted = bool(people) and (words[hit.first - 1] in lexicon.numerals or words[hit.first - 1].isdigit())
    return counted or any(
        index in reading.nouns and reading.nouns[index].last == hit.first for index in people
    )


class Level(NamedTuple):
    """Words by which a toll has come to a number: from which token, and whether somebody brought it there.

    `is_change`: it went from one number to another, which is said of what nouns count, too.
    """

    first: int
    is_brought: bool = False
    is_change: bool = False


def level_before(reading: Reading, number: int, begin: int) -> Level | None:
    """The words right before a number, at a token, that say what a toll has come to, however far that stands.

    "The toll of the strike on the market | rose to 17", "bringing the toll since May | to 40". Some verbs are
    the number's own hedge: "the toll has | surpassed 900".
    """
    lexicon, words = reading.lexicon, reading.words
    if lexicon.is_in(words[number], "reaching"):
        return Level(number)
    if (changed := _change_before(reading, number, begin)) is not None:
        return Level(changed, is_change=True)
    at = number
    if at > begin and lexicon.is_in(words[at - 1], "reaching_to"):
        at -= 1
    verb = at - 1
    if verb > begin and words[verb].endswith("ly"):
        verb -= 1
    if verb > begin and lexicon.is_in(words[verb], "reaching"):
        return Level(verb)
    return Level(at, is_brought=True) if at < number else None


def _change_before(reading: Reading, number: int, begin: int) -> int | None:
    """Where the words begin by which a toll went from one number to another, for either number.

    "Killings | increased by 58 percent (from 212 to 335)", "injuries | fell from 30 to 12".
    """
    words = reading.words
    opening = number - 1
    if words[opening] == "to" and opening - 2 >= begin and words[opening - 1][0].isdecimal():
        opening -= 2
    elif words[number + 1 : number + 2] != ("to",):
        return None
    if opening <= begin or words[opening] != "from":
        return None
    risers = (
        at
        for at in range(opening - 1, max(begin, opening - CHANGE_REACH) - 1, -1)
        if reading.lexicon.is_in(words[at], "risers")
    )
    return next(risers, None)


def asides(reading: Reading) -> dict[int, int]:
    """Where an aside without a trigger opens, and the token behind it: an aside parts nothing.

    "40 families (about 200 people) were displaced", "312 civilians, among them 87 children, were killed": the
    families and the civilians stand as near to the verb as without it. So does who is told to be "of Pekon".
    """
    found = dict(_homes(reading))
    opened: int | None = None
    for index, word in enumerate(reading.words):
        if word == "(":
            opened = index
        elif word == "," and (opened is None or reading.words[opened] == ","):
            if opened is not None and _lists_on(reading, index + 1):
                continue
            closes = opened is not None and _is_one_sentence(reading, opened, index)
            if opened is not None and closes:
                found[opened] = index + 1
            opened = index if not closes and _opens_aside(reading, index + 1) else None
        elif opened is None:
            continue
        elif index in reading.triggers or index - opened > ASIDE_REACH:
            opened = None
        elif word == ")":
            if _is_one_sentence(reading, opened, index):
                found[opened] = index + 1
            opened = None
    return found


def past_home(reading: Reading, first: int, last: int, stop: int) -> int:
    """The token behind where a person of a told age lives: "Ko Min, 16, of Pekon | was"; else the same.

    "22-year-old Ko Min of Pekon, Shan, | was killed": the name is at first..last-1, an age before it too.
    """
    words = reading.words
    at = last
    if (
        words[last : last + 1] == (",",)
        and words[last + 2 : last + 3] == (",",)
        and words[last + 1].isdecimal()
    ):
        at += 3
    elif not words[first][0].isdecimal():
        return last
    if words[at : at + 1] not in _OF_HOME or (home := end_of_name(reading, at + 1, stop)) == at + 1:
        return last
    while words[home : home + 1] == (",",) and (wider := end_of_name(reading, home + 1, stop)) > home + 1:
        home = wider
    return home + (words[home : home + 1] == (",",))


def _homes(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where it is told whence somebody of a told age is, and the token behind it."""
    for index in (at for at, word in enumerate(reading.words) if (word,) in _OF_HOME and at > 0):
        begin, stop = reading.bounds[reading.passage_of[index]]
        last = index - AGE_ASIDE if reading.words[index - 1] == "," else index
        first = last
        while first > begin and reading.capitalised(first - 1):
            first -= 1
        age = first - AGED if first - AGED >= begin and reading.words[first - 1] == "old" else first
        if begin <= first < last and (behind := past_home(reading, age, last, stop)) > last:
            yield index, behind


def _opens_aside(reading: Reading, index: int) -> bool:
    """ "among them 87 children", "including two women", "most of them minors", "aged 14 and 16"."""
    words, lexicon = reading.words, reading.lexicon
    if index + 2 >= len(words):
        return False
    word, behind = words[index], words[index + 1]
    if lexicon.is_in(word, "part_openers") or lexicon.is_in(word, "age_openers"):
        return True
    if lexicon.is_in(word, "part_prepositions") and lexicon.is_in(behind, "part_pronouns"):
        return True
    counted = word in lexicon.numerals or word.isdecimal() or word in _SHARES
    return counted and behind == "of" and lexicon.is_in(words[index + 2], "part_pronouns")


def _lists_on(reading: Reading, index: int) -> bool:
    """ "comprising two men, | three women and six children": does one more number follow a comma?"""
    words = reading.words[index : index + 2]
    at = words[1:] if words[:1] == ("and",) else words
    return bool(at) and (at[0].isdecimal() or at[0] in reading.lexicon.numerals)


def _is_one_sentence(reading: Reading, first: int, last: int) -> bool:
    return reading.passage_of[first] == reading.passage_of[last]


def names_people(reading: Reading, index: int) -> bool:
    """ "Hostages", "refugees": people told by what happened to them; of these something else is said here."""
    noun = reading.nouns.get(index)
    if noun is None or noun.payload.noun_type not in _PEOPLE or not noun.payload.plural:
        return False
    return all(hit.payload.use in ("noun", "adjective") for hit in reading.triggers.get(index, ()))


class Signs:
    """The words of a report as classes: N noun, T trigger, Q number ...; each token is looked at once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of_words = _signs_of_words(reading.lexicon)
        self._known: dict[int, tuple[str, int]] = {}
        self.asides = asides(reading)

    def at(self, index: int) -> str:
        """The class of one token."""
        return self._sign(index)[0]

    def between(self, first: int, last: int) -> str:
        """The words between two places as a string of classes, runs folded, asides left out."""
        signs, before = "", ""
        asides, index = self.asides, first
        while index < last:
            if index in asides and asides[index] <= last:
                index = asides[index]
                continue
            sign, index = self._sign(index)
            if sign != before:
                if len(signs) == PATTERN_LENGTH:
                    return f"{signs}~"
                signs += sign
                before = sign
        return signs

    def _sign(self, index: int) -> tuple[str, int]:
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._looked_at(index)
        return known

    def _looked_at(self, index: int) -> tuple[str, int]:
        reading = self._reading
        word = reading.words[index]
        if index in reading.triggers and not names_people(reading, index):
            return "T", reading.triggers[index][0].last
        if index in reading.nouns:
            noun = reading.nouns[index]
            return ("U" if noun.payload.noun_type in UNIT_TYPES else "N"), noun.last
        if reading.lexicon.is_numeral(word):
            return "Q", index + 1
        if index in reading.hedges:
            return "H", reading.hedges[index].last
        if word in self._of_words:
            return self._of_words[word], index + 1
        if not word[0].isalnum():
            return (word if word in ",;:()-" else "."), index + 1
        if word in ("and", "or"):
            return "&", index + 1
        if reading.capitalised(index):
            return "M", index + 1
        is_prefix = reading.words[index + 1 : index + 2] == ("-",) and self._is_adverb(index + 2)
        return "X", index + (3 if is_prefix else 1)

    def _is_adverb(self, index: int) -> bool:
        """Does an adverb follow the hyphen of its prefix ("pre-emptively")?"""
        return index < len(self._reading.words) and self._reading.words[index].endswith("ly")


_SIGNS: Final = (
    ("b", "auxiliaries"), ("h", "perfect"), ("W", "clause_openers"), ("P", "prepositions"),
    ("d", "determiners"), ("!", "negations"), ("?", "unreal"),
)  # fmt: skip


@lru_cache(maxsize=4)
def _signs_of_words(lexicon: Lexicon) -> dict[str, str]:
    """The sign of each word of a closed class; of several classes the first counts."""
    return {word: sign for sign, word_class in reversed(_SIGNS) for word in lexicon.words[word_class]}
