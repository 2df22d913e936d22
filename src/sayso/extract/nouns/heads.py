"""The noun that a number counts, over compounds, brackets and the words before it."""

from __future__ import annotations

from typing import Final

from sayso.lexicon import Hit, Noun, Reading

HEAD_REACH: Final = 7
BRACKET_REACH: Final = 8  # tokens in brackets
MODEL: Final = 2  # tokens behind the letter: -16
RISE: Final = 4  # tokens of "(+4)"
UNIT_TYPES: Final = frozenset({"time", "money", "measure", "age"})
_HEAD_JOINERS: Final = frozenset(
    "of the its their his other others more - 's and further additional these those '".split()
)
_ARTICLES: Final = frozenset({"a", "an"})
_OWNERS: Final = frozenset({"person", "livestock", "toll"})
_OTHER: Final = "count-other"
_OTHERS: Final = "others"
_CLOSING_QUOTES: Final = frozenset({'"', "”", "’", "»"})
_OPENING: Final = frozenset({"(", "["})
_CLOSING: Final = frozenset({")", "]"})
_TAKEN: Final = frozenset({"hostage", "captive", "prisoner"})
_ONE: Final = frozenset({"one", "1"})
_NO_COMPOUND: Final = (
    "prepositions", "auxiliaries", "perfect", "clause_openers", "determiners", "negations", "time_words",
    "pronouns", "phrase_breaks", "others",
)  # fmt: skip


def head_noun(reading: Reading, index: int, stop: int) -> Hit[Noun] | None:
    """The noun that a number at index-1 counts: the last of the nearest run of nouns to its right.

    "12 | junta soldiers were" -> soldiers; "five | of them" -> None; "100 | heavily armed men" -> men.
    """
    found: Hit[Noun] | None = None
    index += index < stop and reading.words[index] in _CLOSING_QUOTES  # "“almost | 50 | ” hostages"
    at = _past_compound(reading, past_rise(reading, index, stop), stop)
    reach = min(stop, at + HEAD_REACH)
    number = reading.words[index - 1 - (reading.words[index - 1] in _CLOSING_QUOTES)]
    several = reading.lexicon.is_numeral(number) and number not in _ONE
    while at < reach:
        at = _past_compound(reading, at, stop)
        if at >= stop:
            break
        hit = None if is_model(reading, at) else reading.nouns.get(at)
        if hit is not None and hit.last <= stop:
            if _ends_phrase(reading, found, hit, several) or _is_in_verb(reading, index, hit):
                break
            if several and _is_verb(reading, index, hit):
                break
            found, at = hit, hit.last
            continue
        word = reading.words[at]
        if word in _OPENING and (closed := _past_bracket(reading, at, stop)) > at:
            at, reach = closed, min(stop, closed + HEAD_REACH)
            continue
        if word == "'s" and (found is not None or reading.capitalised(at - 1)):
            found, at = None, at + 1  # "2,500 of the city | 's defenders", "six of the town | 's 12 houses"
            at += at < reach and reading.lexicon.is_numeral(reading.words[at])
            continue
        if found is not None:
            behind = _past_more(reading, found, at, reach, several)
            if behind == at:
                break
            found, at = None, behind
            continue
        if at in reading.triggers and at != index:
            break
        if _opens_next(reading, at, index) or _is_beyond(reading, at):
            break
        at += 1
    return None if found is not None and several and _owns_unknown(reading, found, stop) else found


def _is_in_verb(reading: Reading, index: int, hit: Hit[Noun]) -> bool:
    """ "Thousands | seeking refuge | at hospitals": a noun of the verb right behind the number."""
    verbs = (each for each in reading.triggers.get(index, ()) if each.payload.use == "intransitive")
    return any(index < hit.first and hit.last <= each.last for each in verbs)


def _is_verb(reading: Reading, index: int, hit: Hit[Noun]) -> bool:
    """ "Two | hit | a depot": what several did, and no noun in the singular."""
    if hit.first != index or hit.payload.plural or hit.last - hit.first > 1 or hit.last >= len(reading.words):
        return False
    acts = any(each.payload.use == "transitive" for each in reading.triggers.get(index, ()))
    return acts and reading.lexicon.is_in(reading.words[hit.last], "determiners")


def _opens_next(reading: Reading, at: int, index: int) -> bool:
    """Does another phrase begin: "in the same context | a woman", "the death of eight | and the injury"?"""
    words = reading.words
    if words[at] in _ARTICLES:
        return at > index and words[at - 1] != "of"
    return words[at : at + 2] == ("and", "the")


def is_model(reading: Reading, at: int) -> bool:
    """ "Three | M | -16 rifles": a letter of a model's name, and no measure."""
    behind, hit = reading.words[at + 1 : at + 1 + MODEL], reading.nouns.get(at)
    glued = len(behind) == MODEL and behind[0] == "-" and behind[1][0].isdigit()
    return (
        glued and hit is not None and hit.last - at == 1 == len(reading.words[at]) and reading.capitalised(at)
    )


def _is_beyond(reading: Reading, at: int) -> bool:
    """Does a word stand in no phrase of a noun: an opener of clauses, a mark, a preposition but "of"?

    "Two | off-duty | officers" is one phrase.
    """
    lexicon, word = reading.lexicon, reading.words[at]
    plain = word[0].isalpha() or word in _HEAD_JOINERS
    if word == "about" or lexicon.is_in(word, "clause_openers") or not plain:
        return True
    hyphens = [reading.words[index : index + 1] == ("-",) for index in (at + 1, at + 3)]
    if word == "of" or hyphens == [True, False]:
        return False
    return lexicon.is_in(word, "prepositions") or lexicon.is_in(word, "auxiliaries")


def _ends_phrase(reading: Reading, found: Hit[Noun] | None, hit: Hit[Noun], several: bool) -> bool:
    """Is a noun none of the phrase, whose last noun so far is `found`?"""
    if found is not None and (hit.first != found.last or _is_no_head(reading, found, hit, several)):
        return True
    if hit.payload.plural:
        return False
    person = found is not None and found.payload.noun_type == "person"  # "a woman | shot dead"
    return _is_done_to_others(reading, hit) or ((several or person) and _opens_longer(reading, hit))


def _is_done_to_others(reading: Reading, hit: Hit[Noun]) -> bool:
    """ "Eleven others | shot": what befell them; not "240 others | captive"."""
    if reading.words[hit.first - 1] != _OTHERS:
        return False
    return any(each.payload.use == "transitive" for each in reading.triggers.get(hit.first, ()))


def _past_bracket(reading: Reading, at: int, stop: int) -> int:
    """The token behind an aside in brackets: "120 Daesh | (banned in Russia) | militants"; else the same."""
    inside = range(at + 1, min(stop, at + BRACKET_REACH))
    closed = next((index for index in inside if reading.words[index] in _CLOSING), at)
    return closed + 1 if closed > at and closed + 1 in reading.nouns else at


def _opens_longer(reading: Reading, hit: Hit[Noun]) -> bool:
    """ "82 | hit by live ammunition": the first word of what befell them, and no noun."""
    opened = reading.triggers.get(hit.first, ())
    return any(each.last > hit.last and each.payload.use == "transitive" for each in opened)


def _owns_unknown(reading: Reading, owner: Hit[Noun], stop: int) -> bool:
    """ "Nine | terrorist | dens": behind one who has them stands a word in the plural that no table has."""
    at = owner.last
    if at >= stop or owner.payload.plural or owner.payload.noun_type not in _OWNERS:
        return False
    word = reading.words[at]
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and _is_unknown(reading, at)


def _is_unknown(reading: Reading, at: int) -> bool:
    """Is it a word that no table has and that is none of grammar?"""
    word = reading.words[at]
    told = at in reading.triggers or at in reading.saying or at in reading.means or at in reading.hedges
    return word.isalpha() and not told and not any(reading.lexicon.is_in(word, name) for name in _NO_COMPOUND)


def _past_more(reading: Reading, found: Hit[Noun], at: int, stop: int, several: bool) -> int:
    """The token behind what parts a noun from the one that is counted; else the same token.

    "Sugar | cane | workers", "two Egyptian | Red Sea | towns".
    """
    if found.payload.plural or found.last != at:
        return at
    if _names_more(reading, at, stop):
        return at + 1
    behind = at
    if not several or not reading.capitalised(found.first):
        return at
    while behind < stop and reading.capitalised(behind) and behind not in reading.nouns:
        behind += 1
    noun = reading.nouns.get(behind)
    return behind if noun is not None and noun.payload.plural and behind > at else at


def _names_more(reading: Reading, at: int, stop: int) -> bool:
    """ "Sugar | cane | workers": a word that no table has, and right behind it the noun that is counted."""
    behind = reading.nouns.get(at + 1)
    word = reading.words[at]
    if (
        behind is None
        or at + 1 >= stop
        or not behind.payload.plural
        or behind.payload.noun_type in UNIT_TYPES
    ):
        return False
    return _is_unknown(reading, at) and not word.endswith(("ed", "ing", "ly"))


def group_of(reading: Reading, index: int) -> Hit[Noun] | None:
    """The noun of whose members a number counts all that stands at a token: "an entire family of | seven"."""
    if reading.words[index - 1 : index] != ("of",):
        return None
    nouns = (reading.nouns.get(at) for at in (index - 2, index - 3))
    groups = (noun for noun in nouns if noun is not None and noun.last == index - 1)
    return next((noun for noun in groups if noun.payload.noun_type == "group"), None)


def _is_no_head(reading: Reading, before: Hit[Noun], hit: Hit[Noun], several: bool) -> bool:
    """A verb behind a noun ("a boy | shot on Friday"), what they became ("crew | hostage"), or an age?

    Several have no verb like "targets": "18 Houthi | targets" are these.
    """
    if hit.payload.noun_type == "age":  # "a man | aged 47"
        return True
    if before.payload.plural and before.payload.noun_type == "person" and hit.payload.noun_type == _OTHER:
        return True  # "many villagers | view demolitions as"
    if reading.words[hit.first] == "remains" and not before.payload.plural:  # "a girl | remains in hospital"
        return True
    hits = reading.triggers.get(hit.first, ())
    if not hits:
        return False
    many = before.payload.plural or (several and hit.payload.lemma in _TAKEN)
    became = many and not hit.payload.plural
    if several and hit.payload.plural and not before.payload.plural:
        hits = tuple([each for each in hits if each.payload.form != "third"])
    return became or (bool(hits) and all(each.payload.use in ("transitive", "intransitive") for each in hits))


def past_rise(reading: Reading, index: int, stop: int) -> int:
    """The token behind by how many a toll rose: "3,751 | (+4) | tanks"; else the same token."""
    rises = index + RISE < stop and reading.words[index : index + 2] == ("(", "+")
    return index + RISE if rises and reading.words[index + RISE - 1] == ")" else index


def past_age(reading: Reading, index: int, stop: int) -> int:
    """The token behind an age without a hyphen: "17 year-old | girl", "6 year old | boy"; else the same."""
    age = reading.nouns.get(index + 1)
    if age is None or age.last > stop or not reading.words[index][0].isdigit():
        return index
    described = age.payload.noun_type == "age" and not age.payload.plural
    return age.last if described else index


def _past_compound(reading: Reading, index: int, stop: int) -> int:
    """The token behind a compound ("15-year-old | boy", "Greek-operated | ship"); else the same one."""
    at, words = index, reading.words
    if index + 2 >= stop or words[index + 1] != "-":
        return past_age(reading, index, stop)
    if reading.surface[index].isupper() and words[index + 2][0].isdigit():
        known = index in reading.nouns and not is_model(reading, index)  # "AK-47" is a noun
        return index if known else index + 3  # "100 | BLU-109 | bombs"
    if not reading.lexicon.is_numeral(words[index]):
        alone = index in reading.nouns and reading.nouns[index].last == index + 1
        done = words[index + 2].endswith("ed") or reading.lexicon.is_in(words[index + 2], "done_by")
        two = reading.capitalised(index + 2) and index + 3 in reading.nouns  # "Israeli-Canadian | teenager"
        return index + 3 if alone and (done or two) else index
    while at + 2 < stop and words[at + 1] == "-":
        at += 2
    return at + 1
