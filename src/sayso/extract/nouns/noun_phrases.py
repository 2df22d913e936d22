"""Noun phrases, read flat: where the words that name a counted or acting party begin and end, and their head.

No parse: a phrase runs over modifiers up to the last noun of the lexicon in reach, and stops at whatever
cannot stand inside one (verbs, prepositions, pronouns, another number).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.extract.nouns.heads import UNIT_TYPES, past_age
from sayso.lexicon import Hit, Lexicon, Noun, Reading

MODIFIERS: Final = 6
LOOKAHEAD: Final = 3
NAME_LENGTH: Final = 6
BRACKETED: Final = 6  # tokens of what is said of a name in brackets: (banned in Lumania)
PERSON_TYPES: Final = frozenset({"person", "group", "life", "toll", "organisation"})
_OPENED: Final = frozenset({"(", "["})
_CLOSED: Final = frozenset({")", "]"})
_BLOCKING: Final = (
    "auxiliaries",
    "perfect",
    "clause_openers",
    "prepositions",
    "determiners",
    "pronouns",
    "phrase_breaks",
)
_HYPHENS: Final = frozenset({"-", "‑", "–"})
_OPENING: Final = frozenset({"“", "‘", '"'})
_JOINTS: Final = frozenset({"-", "‑", "'s", "'", "’"})
_NAME_JOINTS: Final = frozenset({"of", "the", "-", "al", "'s", "el", "de", "(", ")"})
_PARTICIPLES: Final = frozenset({"past", "participle", "past_participle", "none"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens first..last-1, without number and determiner; `head` is None where the lexicon knows none."""

    first: int
    last: int
    head: Hit[Noun] | None

    @property
    def noun_type(self) -> str:
        """The type of the head noun, "" where it is unknown."""
        return self.head.payload.noun_type if self.head else ""


def phrase_at(reading: Reading, index: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at a token, coordinated nouns and a short of-phrase taken in.

    After "12": "junta soldiers were" gives the two; "camps, outposts and police stations in" all three;
    "of them" gives None.
    """
    core = core_at(reading, index, stop)
    if core is None:
        return None
    last = _with_coordination(reading, core, stop)
    return Phrase(core.first, _with_of(reading, core, last, stop), core.head)


def core_at(reading: Reading, index: int, stop: int) -> Phrase | None:
    """Modifiers and the head noun of the phrase that begins at a token."""
    head: Hit[Noun] | None = None
    at = index
    while at < stop and (head is not None or at - index <= MODIFIERS):
        compound = compound_end(reading, at, stop) if head is None else at
        if compound > at and not _is_noun_beyond(reading, at, compound):
            at = compound
            continue
        if at > index and reading.words[at] in _OPENED and (behind := _past_brackets(reading, at, stop)) > at:
            at = behind
            continue
        hit = reading.nouns.get(at)
        if hit is not None and hit.last <= stop:
            if hit.payload.noun_type in UNIT_TYPES:
                break
            if head is not None and not _extends(head, hit):
                break
            head, at = hit, hit.last
            continue
        if head is not None:
            following = _bridge(reading, head, at, stop)
            if following is None:
                break
            at = following
        elif blocks(reading, at) and not _modifying(reading, index, at, stop):
            break
        else:
            at += 1
    if head is None:
        return None
    return Phrase(index, head.last, head)


def _past_brackets(reading: Reading, at: int, stop: int) -> int:
    """ "31 Islamic State | (IS) | group fighters", "120 Front | (banned there) | men": over them, to who is
    counted; the same where a name does not stand before them or nobody behind.
    """
    if not reading.capitalised(at - 1):
        return at
    inside = range(at + 1, min(stop - 1, at + BRACKETED))
    closing = next((i for i in inside if reading.words[i] in _CLOSED), None)
    if closing is None:
        return at
    noun = reading.nouns.get(closing + 1)
    people = noun is not None and noun.payload.noun_type in ("person", "group")
    return closing + 1 if people else at


def blocks(reading: Reading, at: int) -> bool:
    """Can the token at `at` not stand inside a noun phrase?"""
    word = reading.words[at]
    if word in _JOINTS or word in _OPENING:
        return False
    if not word[0].isalnum() or reading.lexicon.is_numeral(word):
        return True
    if len(word) > 1 and reading.surface[at].isupper():
        return False
    if word in _blocking(reading.lexicon):
        return True
    if at and reading.words[at - 1] in _HYPHENS:
        return False
    return at in reading.triggers or (at in reading.saying and not reading.capitalised(at))


@lru_cache(maxsize=4)
def _blocking(lexicon: Lexicon) -> frozenset[str]:
    """The words of the classes that cannot stand inside a noun phrase."""
    return frozenset().union(*(lexicon.words[name] for name in _BLOCKING))


def compound_end(reading: Reading, at: int, stop: int) -> int:
    """The end of a compound that begins with a number, letters or a preposition.

    "52-year-old", "6 year old", "BLU-109", "off-duty".
    """
    words, end = reading.words, at
    aged = past_age(reading, at, stop)
    if aged > at:
        return aged
    if words[at][0].isdigit() and at + 2 < stop and at + 1 in reading.nouns and at + 2 in reading.nouns:
        measured = reading.nouns[at + 1]
        return measured.last if measured.payload.noun_type == "measure" else at
    opens = reading.lexicon.is_numeral(words[at]) or reading.lexicon.is_in(words[at], "prepositions")
    if not (opens or reading.surface[at].isupper()):
        return at
    while end + 2 < stop and words[end + 1] in _HYPHENS and _glued(reading, end):
        end += 2
    return end + 1 if end > at else at


def _glued(reading: Reading, at: int) -> bool:
    """Does a hyphen bind the token at `at` to the one after it, without spaces?"""
    return reading.starts[at + 1] == reading.ends[at] and reading.starts[at + 2] == reading.ends[at + 1]


def _is_noun_beyond(reading: Reading, at: int, last: int) -> bool:
    """ "Three | one-way attack drones": a noun that begins as a compound does and goes on."""
    return at in reading.nouns and reading.nouns[at].last > last


def _extends(head: Hit[Noun], following: Hit[Noun]) -> bool:
    """May a noun right behind another be the head in its place: "junta soldiers", not "soldiers attacks"?"""
    if following.first == head.last and head.payload.plural and not _demonym(head):
        return following.payload.plural and head.payload.noun_type == "organisation"
    return True


def _demonym(hit: Hit[Noun]) -> bool:
    return hit.payload.lemma[0].isupper()


def _bridge(reading: Reading, head: Hit[Noun], at: int, stop: int) -> int | None:
    """Where the next noun of the same phrase begins, over a hyphen, a possessive or an unknown modifier."""
    if head.payload.plural and reading.words[at] not in _JOINTS:
        return None
    if reading.words[at] not in _JOINTS and not (_demonym(head) or reading.capitalised(at)):
        return None
    for index in range(at, min(at + LOOKAHEAD, stop)):
        hit = reading.nouns.get(index)
        if hit is not None and index > at and hit.payload.noun_type not in UNIT_TYPES:
            return index
        if blocks(reading, index):
            return None
    return None


def _modifying(reading: Reading, index: int, at: int, stop: int) -> bool:
    """A word that blocks elsewhere but modifies here: "12 wounded soldiers", "five local and foreign men"."""
    word = reading.words[at]
    ahead = [reading.nouns.get(i) for i in range(at + 1, min(at + 3, stop))]
    near = next((hit for hit in ahead if hit is not None), None)
    if near is None or near.payload.noun_type in UNIT_TYPES:
        return False
    between_blocked = any(blocks(reading, i) for i in range(at + 1, near.first))
    if between_blocked:
        return False
    if at in reading.triggers:
        return any(hit.payload.form in _PARTICIPLES for hit in reading.triggers[at])
    if at in reading.saying:
        return word.endswith("ed")
    if word in ("and", "or", ","):
        harmed = at - 1 in reading.triggers or reading.lexicon.is_in(reading.words[at - 1], "harmed_nominals")
        return at > index and not harmed and not blocks(reading, at - 1)
    return False


def _with_coordination(reading: Reading, core: Phrase, stop: int) -> int:
    """The end of a list of nouns under one number: "camps, outposts and police stations"."""
    last = core.last
    while last + 1 < stop:
        word = reading.words[last]
        if word not in ("and", "or", ","):
            return last
        further = core_at(reading, last + 1, stop)
        if _is_verb(reading, last + 1):
            return last
        if (
            further is None
            or further.head is None
            or not _fits(core, further)
            or further.last - further.first > LOOKAHEAD
        ):
            return last
        if word == "," and not _list_goes_on(reading, further.last, stop):
            return last
        if _opens_clause(reading, further.last, stop):
            return last
        last = further.last
    return last


def _is_verb(reading: Reading, at: int) -> bool:
    """Does a verb stand behind "and": "bombed two towns and | fired | shells"?"""
    verbs = any(hit.payload.use == "transitive" for hit in reading.triggers.get(at, ()))
    return verbs and at not in reading.nouns


def _fits(one: Phrase, other: Phrase) -> bool:
    """May two nouns stand under one number: both plural, both people or both things?"""
    if one.head is None or other.head is None or not other.head.payload.plural:
        return False
    return (one.noun_type in PERSON_TYPES) == (other.noun_type in PERSON_TYPES) and other.noun_type != "toll"


def _list_goes_on(reading: Reading, at: int, stop: int) -> bool:
    return any(reading.words[i] in ("and", "or") for i in range(at, min(at + LOOKAHEAD + 1, stop)))


def _opens_clause(reading: Reading, at: int, stop: int) -> bool:
    """Is the second noun the subject of a verb of its own: "killed 12 soldiers and villagers fled"?"""
    return at < stop and at in reading.saying


def _with_of(reading: Reading, core: Phrase, last: int, stop: int) -> int:
    """The end of a short of-phrase that belongs to the name: "soldiers of the 79th Brigade"."""
    if last != core.last or core.head is None or last + 1 >= stop or reading.words[last] != "of":
        return last
    belongs = core.head.payload.harmed_class == "combatant" or reading.lexicon.is_in(
        core.head.payload.lemma, "belonging"
    )
    place = core.noun_type == "settlement"
    at = last + 1
    if reading.lexicon.is_in(reading.words[at], "determiners"):
        at += 1
    end = name_end(reading, at, stop)
    if place:
        return end if end > at else last
    if not belongs:
        return last
    further = core_at(reading, at, stop)
    ends = [end] if end > at else []
    if further is not None:
        ends.append(further.last)
    return max(ends, default=last)


def _joins_name(reading: Reading, at: int) -> bool:
    """May a small word stand in a name: "Army | of | Conquest", "Velman- | backed | Northern Army"?"""
    backed = reading.words[at - 1] == "-" and reading.words[at].endswith("ed")
    return backed or reading.words[at] in _NAME_JOINTS


def name_end(reading: Reading, at: int, stop: int) -> int:
    """The end of a run of capitalised words, small joints inside it taken in: "Army of Conquest"."""
    end = at
    index = at
    while index < min(stop, at + NAME_LENGTH):
        if reading.capitalised(index) or (reading.words[index][0].isdigit() and end > at):
            end = index + 1
        elif not _joins_name(reading, index):
            break
        index += 1
    return end + ("(" in reading.words[at:end] and reading.words[end : end + 1] == (")",))


def is_people(noun: Noun) -> bool:
    """Does a noun name people by their nation or faith only: Palestinians, Druze?"""
    return noun.noun_type == "person" and noun.harmed_class == "unclear" and noun.lemma[0].isupper()


def first_modifier(reading: Reading, hit: Hit[Noun], begin: int) -> int:
    """The first modifier right before a noun that the lexicon or a capital letter knows as one."""
    at = hit.first
    while at > begin and not blocks(reading, at - 1) and reading.words[at - 1][0].isalpha():
        if not (reading.capitalised(at - 1) and at - 1 > begin):
            break
        at -= 1
    return at
