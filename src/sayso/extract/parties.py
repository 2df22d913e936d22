"""The parties a report names that may have done harm, with the signs that each acts where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from sayso.extract.geometry import voice_of
from sayso.lexicon import Hit, Lexicon, Noun, Reading, Trigger

ACT_TYPES: Final = frozenset({"act", "munition", "aircraft", "vehicle", "weapon", "vessel"})
MODIFIERS_BETWEEN: Final = 3
VERB_REACH: Final = 4
STEM: Final = 5
ACRONYM: Final = 2  # letters up to which a side must be written in capitals
ACT_REACH: Final = 9  # tokens before "by" that may tell what was done
TRIGGER_WORDS: Final = 3  # that a trigger whose last word stands before "by" may have
AIM_REACH: Final = 2  # tokens between an attack and whom it was aimed at
_NAMED: Final = frozenset({"name", "people", "side"})
_UNITS: Final = frozenset({"time", "money", "measure", "age"})
_WHERE: Final = frozenset({"in", "near", "at", "inside", "outside", "across", "around", "throughout"})
_TOWARDS: Final = frozenset({"to", "into", "towards", "toward"})
_BEHIND_DATELINE: Final = ((":",), ("(",), ("–",), ("—",), ("-",))
_JOINED: Final = frozenset({"led", "backed"})
_SITES: Final = frozenset({"building", "infrastructure"})
_DONE: Final = ("ed", "en")
_AGAINST: Final = frozenset({"on", "against", "upon", "targeting"})
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
_ADJECTIVE: Final = ("ous", "ive", "ful", "less", "able", "ible", "ing", "ed", "ly", "ent")
_BEFORE_VERBS: Final = frozenset({"also", "who", "that", "which", "then"})


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
            if written != word or at in nouns or word in known.sides
        ]
        free = begin
        for at in openers:
            if at < free or _is_denied(reading, at, begin) or _is_adjective(reading, at, begin):
                continue
            span = _party_at(reading, at, stop, known)
            if span is not None:
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
    plain = frozenset().union(*(lexicon.words[name] for name in _NO_NAMES))
    return _Words(plain, lexicon.words["actor_adjectives"])


def _is_denied(reading: Reading, at: int, begin: int) -> bool:
    """ "No | group has claimed the attack": nobody is named."""
    return at > begin and reading.words[at - 1] in ("no", "neither")


def _is_adjective(reading: Reading, at: int, begin: int) -> bool:
    """ "| Continuous bombing killed 20": a capital that only opens the sentence, and no name."""
    return at == begin and at not in reading.nouns and reading.words[at].endswith(_ADJECTIVE)


def _party(reading: Reading, first: int, last: int, sort: str, begin: int, stop: int) -> Party:
    signs, before = _signs(reading, first, last, begin, stop), _before_place(reading, first, begin)
    acts = not _ACTING_SIGNS.isdisjoint(signs)
    likely = acts or sort in _FIGHTING or (sort == "name" and "preposition" not in signs)
    likely = likely and "tells" not in signs
    where = "act" not in signs and (
        (sort in ("name", "body") and _is_where(reading, first, before, begin))
        or _is_aimed_at(reading, before, begin)
    )
    placed = where or _holds(reading, last, stop) or _is_dateline(reading, first, last)
    stems = tuple([word[:STEM] for word in reading.words[first:last]])
    return Party(first, last, sort, signs, acts, likely, placed, stems)


def _party_at(reading: Reading, at: int, stop: int, known: _Words) -> tuple[int, str] | None:
    """The end and sort of the party that begins at a token: adjectives, names and nouns of people who act."""
    end, sort, index = at, "", at
    while index < stop:
        hit = reading.nouns.get(index)
        if hit is not None and _acting_noun(reading, hit):
            end = index = hit.last
            sort = _sort(hit)
            if hit.payload.plural and sort != "people":
                break
        elif (
            reading.words[index] in known.sides and _is_side(reading, index) and index not in reading.triggers
        ):
            index += 1
            end, sort = index, sort or "side"
        elif (hit is None or (end > at and sort in _NAMED)) and _name(reading, index, known.plain):
            index += 1
            end, sort = index, "name" if sort in ("", "side", "people", "name") else sort
        elif end > at and reading.words[index] in _HYPHENS and index + 1 < stop and _glued(reading, index):
            index += 1
        else:
            break
    if end == at:
        return None
    return (_with_name(reading, end, stop, known) if sort == "combatant" else end), sort


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
    if _HELPING.intersection(noun.groups) or reading.lexicon.is_in(noun.lemma, "rescuers"):
        return False
    return noun.noun_type == "organisation" or (
        noun.noun_type in ("person", "group") and noun.harmed_class is not None
    )


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
    return hit is None or hit.payload.noun_type not in _UNITS


def _glued(reading: Reading, at: int) -> bool:
    return reading.starts[at] == reading.ends[at - 1] and reading.starts[at + 1] == reading.ends[at]


def _signs(reading: Reading, first: int, last: int, begin: int, stop: int) -> tuple[str, ...]:
    """What stands beside a party: the preposition before it, the act, verb or word of saying behind it."""
    signs = [_before(reading, first, begin)]
    word = reading.words[last] if last < stop else "."
    if _act_behind(reading, last, stop):
        signs.append("act")
    elif word in ("'s", "'"):
        signs.append("owner")
    verb = _verb_behind(reading, last, stop)
    if verb:
        signs.append(verb)
    if not reading.saying.keys().isdisjoint(range(last, min(last + 3, stop))):
        signs.append("says")
    elif first - 1 in reading.saying or (first - 2 in reading.saying and first - 2 >= begin):
        signs.append("after_says")
    return tuple(signs)


def _holds(reading: Reading, last: int, stop: int) -> bool:
    """ "Strikes on | rebel-held towns", "the | state-run agency": whose a place is, and not who did it."""
    site = reading.nouns.get(last)
    if site is not None and site.payload.noun_type in _SITES:  # "the | US embassies"
        return True
    joined = last + 1 < stop and reading.words[last] in _HYPHENS
    return joined and reading.lexicon.is_in(reading.words[last + 1], "holding")


def _is_where(reading: Reading, first: int, before: int, begin: int) -> bool:
    """ "A strike in | Somalia that killed three": where it happened, whatever the clause behind tells.

    "The district of | Baghdad", "flown to | Kyiv", but "attributed to | Hamas".
    """
    if before < begin:
        return False
    words, word = reading.words, reading.words[before]
    part = word == "of" and before > begin and _is_settlement(reading, before - 1)
    goal = word in _TOWARDS and before > begin and not reading.lexicon.is_in(words[before - 1], "owed_to")
    return word in _WHERE or part or goal or _ends_places(reading, first, begin)


def _is_dateline(reading: Reading, first: int, last: int) -> bool:
    """ "| BERKADZOR: A depot has blown up", "| Kabul (AFP) - ": where the report was written."""
    return first == 0 and reading.words[last : last + 1] in _BEHIND_DATELINE


def _is_settlement(reading: Reading, index: int) -> bool:
    noun = reading.nouns.get(index)
    return noun is not None and noun.payload.noun_type == "settlement"


def _before_place(reading: Reading, first: int, begin: int) -> int:
    """The token before a place, over its article and direction: "in | the eastern | Donbas"."""
    at = first - 1
    if at >= begin and reading.lexicon.is_in(reading.words[at], "directions"):
        at -= 1
    return at - (at >= begin and reading.lexicon.is_in(reading.words[at], "determiners"))


def _is_aimed_at(reading: Reading, at: int, begin: int) -> bool:
    """ "The strikes | on Aleppo", "the war | on the enclave", "the siege | of the town".

    No attack that is blamed on somebody.
    """
    if at > begin and reading.words[at] == "of":
        return reading.lexicon.is_in(reading.words[at - 1], "besieging")
    if at <= begin or reading.words[at] not in _AGAINST:
        return False
    if any(reading.lexicon.is_in(word, "blaming") for word in reading.words[begin:at]):
        return False
    return any(
        index in reading.means
        or any(hit.payload.use == "noun" for hit in reading.triggers.get(index, ()))
        or (index in reading.nouns and _is_act(reading, reading.nouns[index]))
        for index in range(max(begin, at - AIM_REACH), at)
    )


def _before(reading: Reading, first: int, begin: int) -> str:
    at = first - 1
    if at >= begin and reading.lexicon.is_in(reading.words[at], "determiners"):
        at -= 1
    if at < begin:
        return "opens"
    word = reading.words[at]
    if _is_blamed(reading, at, begin):
        return "by"
    if word == "by":
        return "by" if _does_harm(reading, at, begin) else "by_else"
    if reading.lexicon.is_in(word, "prepositions"):
        return "of" if word == "of" else "from" if word == "from" else "preposition"
    if at in reading.triggers:
        return "object"
    if word in (",", "and", "or", ":", "–", "—"):
        return "listed"
    return "word"


def _is_blamed(reading: Reading, at: int, begin: int) -> bool:
    """ "Blamed on | the PKK", "accused | Russia of", "claimed by | the Taliban": it is laid to them."""
    words, lexicon = reading.words, reading.lexicon
    if words[at] in ("on", "by") and at > begin:
        word = "blaming" if words[at] == "on" else "claiming"
        return lexicon.is_in(words[at - 1], word)
    return lexicon.is_in(words[at], "accusing")


def _does_harm(reading: Reading, by: int, begin: int) -> bool:
    """ "Shot on Monday by", "an attack, carried out by"; not "a toll given by", "a band, led by"."""
    for at in range(by - 1, max(begin - 1, by - 1 - ACT_REACH), -1):
        word = reading.words[at]
        if at in reading.means or reading.lexicon.is_in(word, "acting"):
            return True
        if any(hit.payload.use != "toll" and at < hit.last for hit in _triggers_near(reading, at)):
            return True
        if at in reading.nouns and reading.nouns[at].payload.noun_type in ACT_TYPES:
            return True
        if word.endswith(_DONE) or reading.lexicon.is_in(word, "done_by"):
            return False
    return False


def _triggers_near(reading: Reading, at: int) -> Iterator[Hit[Trigger]]:
    """The triggers that begin at a token or, being of several words, not long before."""
    for first in range(at, max(-1, at - TRIGGER_WORDS), -1):
        yield from reading.triggers.get(first, ())


def _ends_places(reading: Reading, first: int, begin: int) -> bool:
    """Does a list of places from narrow to wide go on here: "in Gwoza, | Borno State"?"""
    at = first - 1
    if at <= begin or reading.words[at] != ",":
        return False
    while at > begin and reading.capitalised(at - 1):
        at -= 1
    return at < first - 1 and at > begin and reading.words[at - 1] in _WHERE


def _act_behind(reading: Reading, last: int, stop: int) -> bool:
    """Does the party modify an act or weapon: "Israeli air strikes", "Russia's invasion"?"""
    ends = _behind_no_party(reading.lexicon)
    day = sum(_is_of_date(reading, at) for at in range(last, min(last + MODIFIERS_BETWEEN, stop)))
    for at in range(last, min(last + MODIFIERS_BETWEEN + day, stop)):
        if _is_of_date(reading, at):
            continue
        hit = reading.nouns.get(at)
        if hit is not None:
            return _is_act(reading, hit)
        if at in reading.means:
            return True
        word = reading.words[at]
        if word in ends or not (word[0].isalpha() or word in ("'s", "'", "-")):
            return False
        if at in reading.triggers and at > last:
            return False
    return False


def _is_of_date(reading: Reading, at: int) -> bool:
    """ "Hamas's | October 7 | attacks": either word."""
    words, month = reading.words[at - 1 : at + 1], reading.lexicon.words["months"]
    return words[1] in month or (words[1].isdecimal() and words[0] in month)


def is_act_noun(reading: Reading, at: int) -> bool:
    """Does a noun of an act or of a weapon begin at a token: "attack", "air strikes", "missile"?"""
    return at in reading.nouns and _is_act(reading, reading.nouns[at])


def _is_act(reading: Reading, hit: Hit[Noun]) -> bool:
    return hit.payload.noun_type in ACT_TYPES or reading.lexicon.is_in(hit.payload.lemma, "wars")


@lru_cache(maxsize=4)
def _behind_no_party(lexicon: Lexicon) -> frozenset[str]:
    """What parts a party from what follows: prepositions, articles, "and", forms of be but not "'s"."""
    apart = lexicon.words["prepositions"] | lexicon.words["determiners"] | {"and", "or"}
    return apart | (lexicon.words["auxiliaries"] - {"'s"})


def _verb_behind(reading: Reading, last: int, stop: int) -> str:
    """ "subject" before a verb of harm in the active, "verb" before one of attack, "harmed" before others.

    "tends" before a verb whose subject finds, counts or treats those harmed, "tells" before one of speech
    about the harm.
    """
    lexicon, last = reading.lexicon, _past_time(reading, last, stop)
    for at in range(last, min(last + VERB_REACH, stop)):
        if lexicon.is_in(reading.words[at], "claiming") and reading.words[at + 1] == "responsibility":
            return "verb"
        for hit in reading.triggers.get(at, ()):
            active = hit.payload.use == "transitive" and voice_of(reading, hit, last, stop) == "active"
            if active and lexicon.is_in(hit.payload.rule, "tending"):
                return "tends"
            if active and not lexicon.is_in(hit.payload.rule, "own_losses"):
                return "subject"
            return "harmed"
        word = reading.words[at]
        if lexicon.is_in(word, "condemning"):
            return "tells"
        if lexicon.is_in(word, "acting"):
            return "verb"
        if not (word in _before_verbs(lexicon) or word.endswith("ly")):
            return ""
    return ""


def _past_time(reading: Reading, at: int, stop: int) -> int:
    """The token behind when it was, where that stands before the verb: "| on Tuesday morning | killed"."""
    words, lexicon = reading.words, reading.lexicon
    last = at + (at + 1 < stop and words[at] == "on" and lexicon.is_in(words[at + 1], "time_words"))
    while last < stop and lexicon.is_in(words[last], "time_words"):
        last += 1
    return last


@lru_cache(maxsize=4)
def _before_verbs(lexicon: Lexicon) -> frozenset[str]:
    """The words that may stand between a party and its verb: forms of be and have, "who", "also"."""
    return lexicon.words["auxiliaries"] | lexicon.words["perfect"] | _BEFORE_VERBS
