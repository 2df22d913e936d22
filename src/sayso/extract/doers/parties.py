"""The parties a report names that may have done harm, with the signs that each acts where it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from sayso.extract.doers.party_places import (
    before_place,
    ends_places,
    goes_on_verb,
    is_aimed_at,
    is_dateline,
    is_place,
    is_scene,
    is_second_place,
    is_whose,
)
from sayso.extract.doers.party_signs import (
    BRANCHES,
    CLAUSAL,
    is_act_noun,
    signs_of,
)
from sayso.extract.nouns.heads import UNIT_TYPES
from sayso.lexicon import Hit, Lexicon, Noun, Reading

STEM: Final = 5
ACRONYM: Final = 2  # letters up to which a side must be written in capitals
_NAMED: Final = frozenset({"name", "people", "side"})
_JOINED: Final = frozenset({"led", "backed"})
DAY: Final = 3  # letters of a weekday's short form
_SOME: Final = frozenset({"a", "its", "their", "another", "any"})
_ON_BOARD: Final = ("on", "board")
_HYPHENS: Final = frozenset({"-", "‑", "–", "'", "’"})
_NO_NAMES: Final = (
    "prepositions",
    "determiners",
    "pronouns",
    "phrase_breaks",
    "clause_openers",
    "months",
    "time_words",
    "befalling",
    "feasts",
)
_NO_NAME_ENDS: Final = (
    "ous", "ive", "ful", "less", "able", "ible", "ing", "ed", "ly", "ent", "tion", "tions", "ness",
)  # fmt: skip
_BEHIND_RANKS: Final = ("prepositions", "auxiliaries", "perfect", "clause_openers", "determiners")


class Party(NamedTuple):
    """A party at tokens first..last-1; `sort` is the type of its head, `signs` what stands beside it.

    `acts`: the words beside it say by themselves that it does something to somebody; `likely`: it may be a
    doer although they do not; `placed`: it says where ("in Somalia") or what was aimed at ("strikes on the
    army"), and so not who. `stems` are the beginnings of its words: "Israel", "Israeli forces" share one.
    """

    first: int
    last: int
    sort: str
    signs: tuple[str, ...]
    acts: bool
    likely: bool
    placed: bool
    stems: tuple[str, ...]


_HELPING: Final = frozenset({"medical", "press", "aid"})  # they tell of harm, and do none
_FIGHTING: Final = frozenset({"combatant", "body", "side"})
_ACTING_SIGNS: Final = frozenset({"by", "act", "subject", "verb"})
_GOVERNED: Final = frozenset({"preposition", "against"})


def parties(reading: Reading) -> list[Party]:
    """The parties of a report's sentences that tell of harm, in the order of the text.

    In "Two were shot by Israeli forces" it is "Israeli forces" with the sign "by", in "an Israeli air strike"
    "Israeli" with "act", in "Gunmen shot two" "Gunmen" with "subject".
    """
    found: list[Party] = []
    nouns = reading.nouns
    known = _words(reading.lexicon)
    violent = {reading.passage_of[at] for at in (*reading.triggers, *reading.means)}
    for number in sorted(violent):
        begin, stop = reading.bounds[number]
        spelled = zip(reading.words[begin:stop], reading.surface[begin:stop], strict=True)
        openers = [
            at
            for at, (word, written) in enumerate(spelled, begin)
            if written != word or at in nouns or word in known.sides or _is_article(reading, at, stop)
        ]
        free = begin
        for at in openers:
            if at < free or _is_denied(reading, at, begin) or _only_opens(reading, at, begin):
                continue
            span = _party_at(reading, at, stop, known)
            if span is not None and found and _is_short_form(reading, found[-1], at, span[0]):
                free = span[0]
            elif span is not None:
                found.append(_party(reading, at, span[0], span[1], begin, stop))
                free = span[0]
            elif at in nouns:
                free = nouns[at].last
    return found


class _Words(NamedTuple):
    """The words that are part of no name, even with a capital, and those that say whose side acts."""

    plain: frozenset[str]
    sides: frozenset[str]


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> _Words:
    plain = frozenset({"another", "other"}).union(*(lexicon.words[name] for name in _NO_NAMES))
    return _Words(plain, lexicon.words["actor_adjectives"])


def _is_denied(reading: Reading, at: int, begin: int) -> bool:
    """ "No | group has claimed the attack", "32 people on | board", "the union | accused police".

    "| Mon Jun 20" is a day, and no people's name.
    "Launched a | military operation", "its | military campaign": nor by what kind of attack it was.
    """
    if reading.lexicon.is_in(reading.words[at], "accusing") and at > begin:
        return not reading.lexicon.is_in(reading.words[at - 1], "determiners")
    kind = reading.words[at] == "military" and is_act_noun(reading, at + 1)
    if kind and at > begin and reading.words[at - 1] in _SOME:
        return True
    dated = at + 1 < len(reading.words) and reading.lexicon.is_in(reading.words[at + 1], "months")
    if dated and len(reading.words[at]) == DAY:
        return True
    return at > begin and (
        reading.words[at - 1] in ("no", "neither") or reading.words[at - 1 : at + 1] == _ON_BOARD
    )


def _is_short_form(reading: Reading, before: Party, first: int, last: int) -> bool:
    """ "Troops of the Arden Front | (AF) | have killed 12": no other party than the one before."""
    bracketed = reading.words[first - 1] == "(" and reading.words[last : last + 1] == (")",)
    return bracketed and before.last == first - 1


def _only_opens(reading: Reading, at: int, begin: int) -> bool:
    """ "| Continuous bombing killed 20", "| Moreover, 20 fell": a capital that only opens the sentence.

    "| Medium-sized barrels" and the label "| Physical violence: 20 were killed" likewise.
    """
    opens = not any(word[0].isalnum() for word in reading.words[begin:at])
    word = reading.words[at]
    plain = word.endswith(_NO_NAME_ENDS) or reading.lexicon.is_in(word, "sentence_openers")
    plain = plain or word in BRANCHES or reading.words[at + 1 : at + 3] == ("-", "sized")
    label, is_in = reading.words[at + 1 : at + 3], reading.lexicon.is_in
    if label[1:] == (":",) and not reading.capitalised(at + 1):
        plain = plain or not (is_in(label[0], "bodies") or is_in(label[0], "roles"))
    return opens and at not in reading.nouns and plain


def _party(reading: Reading, first: int, last: int, sort: str, begin: int, stop: int) -> Party:
    signs = signs_of(reading, first, last, begin, stop)
    acts = not _ACTING_SIGNS.isdisjoint(signs)
    civil = sort == "body" and reading.lexicon.is_in(reading.words[last - 1], "civil_bodies")
    likely = (
        acts
        or "wages" in signs
        or (sort in _FIGHTING and not civil)
        or (sort == "name" and _GOVERNED.isdisjoint(signs))
    )
    likely = likely and "tells" not in signs
    where = _is_where(reading, first, last, sort, signs, begin, stop)
    placed = where or is_whose(reading, first, last, stop) or is_dateline(reading, first, last)
    articles = reading.lexicon.words["name_articles"]
    named = [word for word in reading.words[first:last] if word not in articles]
    stems = tuple([word[:STEM] for word in named or reading.words[first:last]])
    return Party(first, last, sort, signs, acts, likely, placed, stems)


def _is_where(
    reading: Reading, first: int, last: int, sort: str, signs: tuple[str, ...], begin: int, stop: int
) -> bool:
    """ "In | Somalia |", "strikes on | the army |", "the | Tarvik | bombing": where, or at what aimed."""
    before, attacks = before_place(reading, first, begin), "act" in signs
    if sort == "name" and is_second_place(reading, first, begin):
        return True
    if attacks and not goes_on_verb(reading, last, stop):
        return sort == "name" and CLAUSAL.isdisjoint(signs) and is_scene(reading, first, last, stop)
    if is_aimed_at(reading, before, begin):
        return True
    listed = CLAUSAL.isdisjoint(signs) and ends_places(reading, first, begin)
    return sort in ("name", "body") and (is_place(reading, before, begin) or listed)


def _party_at(reading: Reading, at: int, stop: int, known: _Words) -> tuple[int, str] | None:
    """The end and sort of the party that begins at a token: adjectives, names and nouns of people who act.

    Nobody is named by "a suspected gas attack".
    """
    end, sort, index = at, "", at
    while index < stop:
        hit = reading.nouns.get(index)
        if end > at and reading.lexicon.is_in(reading.words[index], "accusing"):
            break  # "the union | accused police of"
        if hit is not None and _acting_noun(reading, hit) and not _is_great(reading, hit, stop):
            sided = index > at and reading.words[index - 1] in known.sides and _is_group(reading, index)
            end = index = hit.last
            sort = "side" if sided else _sort(hit)  # "the Palestinian resistance | group"
            if hit.payload.plural and sort != "people":
                break
        elif (
            reading.words[index] in known.sides and _is_side(reading, index) and index not in reading.triggers
        ):
            index += 1
            end, sort = index, sort or "side"
        elif end > at and any(hit.payload.form == "third" for hit in reading.triggers.get(index, ())):
            break  # "Army | Kills 60"
        elif (hit is None or (end > at and sort in _NAMED)) and _name(reading, index, known.plain):
            called = sort in ("", *_NAMED) or _is_group(reading, index - 1)
            index += 1
            end, sort = index, "name" if called else sort
        elif end > at and reading.words[index] in _HYPHENS and index + 1 < stop and _glued(reading, index):
            index += 1
        elif (end == at or sort in _NAMED) and _is_article(reading, index, stop):
            index += 1 + (reading.words[index + 1] in _HYPHENS)
        else:
            break
    if end == at or all(reading.lexicon.is_in(word, "suspecting") for word in reading.words[at:end]):
        return None
    return (_with_name(reading, end, stop, known) if sort == "combatant" else end), sort


def _is_group(reading: Reading, at: int) -> bool:
    """ "The Palestinian | group | Hamas": a word of several people before their name."""
    hit = reading.nouns.get(at)
    return hit is not None and hit.payload.noun_type == "group"


def _is_side(reading: Reading, at: int) -> bool:
    """Is a word of a side one here: "US" and not "us"; "US-led" and not "Hamas led"?"""
    word = reading.words[at]
    written = len(word) > ACRONYM or reading.surface[at].isupper()
    return written and (word not in _JOINED or reading.words[at - 1] in _HYPHENS)


def _with_name(reading: Reading, end: int, stop: int, known: _Words) -> int:
    """The end of the name that fighters are of: "guerrillas of the National Liberation Army"."""
    if end >= stop or reading.words[end] not in ("of", "from", "with"):
        return end
    at = end + 1
    while at < stop and reading.lexicon.is_in(reading.words[at], "determiners"):
        at += 1
    further = _party_at(reading, at, stop, known) if at < stop else None
    return further[0] if further is not None and further[1] in ("body", "name", "side") else end


def _acting_noun(reading: Reading, hit: Hit[Noun]) -> bool:
    noun = hit.payload
    if reading.lexicon.is_numeral(reading.words[hit.first]) and is_act_noun(reading, hit.last):
        return False  # "the | twin | bombings"
    if _HELPING.intersection(noun.groups) or reading.lexicon.is_in(noun.lemma, "rescuers"):
        return False
    return noun.noun_type == "organisation" or (
        noun.noun_type in ("person", "group") and noun.harmed_class is not None
    )


def _is_great(reading: Reading, hit: Hit[Noun], stop: int) -> bool:
    """ "A | major | problem", "the | general | public": no rank."""
    if not reading.lexicon.is_in(hit.payload.lemma, "great") or reading.capitalised(hit.first):
        return False
    behind = hit.last
    return behind < stop and reading.words[behind].isalpha() and _opens_noun(reading, behind)


def _opens_noun(reading: Reading, at: int) -> bool:
    """Is a word no function word, no verb of harm and no capital, and so part of what it stands in?"""
    hits = reading.triggers.get(at, ())
    named = not hits or any(hit.payload.use == "noun" or hit.payload.form == "third" for hit in hits)
    plain = reading.surface[at].islower() and named
    return plain and not any(reading.lexicon.is_in(reading.words[at], name) for name in _BEHIND_RANKS)


def only_describes(reading: Reading, party: Party) -> bool:
    """ "A | Lumanian | shipping agency said": whose something is that does no harm itself."""
    at = party.last
    if at >= len(reading.words):
        return False
    word = reading.words[at]
    told = word.endswith(("ed", "ly")) or at in reading.saying or reading.lexicon.is_in(word, "phrase_breaks")
    told = told or reading.lexicon.is_in(word.removesuffix("s"), "custody")
    return word.isalpha() and not told and _opens_noun(reading, at)


def _sort(hit: Hit[Noun]) -> str:
    noun = hit.payload
    if noun.noun_type == "organisation":
        return "body"
    if noun.lemma[0].isupper() and noun.harmed_class != "combatant":
        return "people"
    return str(noun.harmed_class)


def _name(reading: Reading, at: int, plain: frozenset[str]) -> bool:
    """Is the token part of a name: a capital that is no function word and no unit of time?"""
    word = reading.words[at]
    if not reading.capitalised(at) or not word[0].isalpha() or word in reading.lexicon.numerals:
        return False
    if word in plain or at in reading.hedges:
        return (
            len(word) > 1
            and reading.surface[at].isupper()
            and word not in ("in", "at", "on", "the", "a", "of", "by")
        )
    hit = reading.nouns.get(at)
    return hit is None or hit.payload.noun_type not in UNIT_TYPES


def _is_article(reading: Reading, at: int, stop: int) -> bool:
    """ "Jaish | al | -Islam", "| al | Qaeda": an article within a name, or that opens one."""
    if at + 2 >= stop or not reading.lexicon.is_in(reading.words[at], "name_articles"):
        return False
    name = at + 1 + (reading.words[at + 1] in _HYPHENS and _glued(reading, at + 1))
    return reading.surface[at].islower() and reading.capitalised(name)


def _glued(reading: Reading, at: int) -> bool:
    return reading.starts[at] == reading.ends[at - 1] and reading.starts[at + 1] == reading.ends[at]
