"""What stands beside a party, and so says whether it acts, is spoken of, or only tells where or whose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sayso.extract.nouns.geometry import voice_of
from sayso.lexicon import Hit, Lexicon, Noun, Reading, Trigger

ACT_TYPES: Final = frozenset({"act", "munition", "aircraft", "vehicle", "weapon", "vessel"})
MODIFIERS_BETWEEN: Final = 3
VERB_REACH: Final = 4
ADJECTIVE: Final = 3  # tokens from "by" to a party: by a lone
CLAUSAL: Final = frozenset({"subject", "verb"})  # signs of a party that acts in a clause of its own
SAYS_REACH: Final = 3  # tokens behind a party to its word of saying
ACT_REACH: Final = 9  # tokens before "by" that may tell what was done
TRIGGER_WORDS: Final = 3  # that a trigger whose last word stands before "by" may have
ASIDE_REACH: Final = 12  # tokens of what is said of a party by the way
BRACKET_REACH: Final = 5  # tokens behind an opening bracket to the one that closes it
RESPONSE_REACH: Final = 10  # tokens behind "responded" within which by what is told
KIND_REACH: Final = 3  # tokens of how many they were and of what kind, between "by" and a party
OBJECT_REACH: Final = (
    4  # tokens from a verb to its "its", and from there to the attack: its relentless attack
)
HANDS: Final = ("at", "the", "hands", "of")  # "died at the hands of | soldiers"
_WITH_FORCE: Final = frozenset({"with", "by"})
_COMPILED: Final = frozenset(
    "compiled collected gathered published issued recorded registered documented counted verified logged"
    " tallied reported announced".split()
)
_DONE: Final = ("ed", "en")
AGAINST: Final = frozenset({"on", "against", "upon", "targeting"})
HYPHENS: Final = frozenset({"-", "‑", "–", "'", "’"})
_OWNING: Final = frozenset({"'s", "'"})
BRANCHES: Final = frozenset(
    "air aerial ground land sea naval artillery drone missile rocket tank arrest".split()
)
_BEFORE_VERBS: Final = frozenset(
    "also who that which then since now again later already began begun started continued kept".split()
)
_WAS: Final = frozenset({"was", "were", "been"})
_ITS: Final = frozenset({"its", "their"})
_IN: Final = frozenset({"in", "by", "from", "after", "during", "of", "for", "to", "against"})
_BELIEVED: Final = (
    frozenset({"is", "are", "was", "were"}),
    frozenset({"thought", "believed", "said", "reported", "alleged", "understood", "known", "suspected"}),
    frozenset({"to"}),
    frozenset({"have"}),
)
_WHO: Final = frozenset({"which", "who"})
_CLOSED: Final = (
    "prepositions", "determiners", "pronouns", "auxiliaries", "perfect", "clause_openers", "phrase_breaks",
    "time_words",
)  # fmt: skip
JOINING: Final = frozenset({",", "and"})
PAST: Final = frozenset({"past", "past_participle"})  # forms of verbs that tell what was done


def signs_of(reading: Reading, first: int, last: int, begin: int, stop: int) -> tuple[str, ...]:
    """What stands beside a party: the preposition before it, the act, verb or word of saying behind it."""
    signs = [_before(reading, first, begin)]
    word = reading.words[last] if last < stop else "."
    if _act_behind(reading, last, stop):
        signs.append("act")
    elif word in _OWNING:
        signs.append("owner")
    verb = _verb_behind(reading, last, stop)
    if verb and signs[0] != "by_else":  # "areas held by | rebels | have been struck"
        signs.append(verb)
    behind = _past_cause(reading, last, stop)
    if not reading.saying.keys().isdisjoint(range(behind, min(behind + SAYS_REACH, stop))):
        signs.append("says")
    elif first - 1 in reading.saying or (first - 2 in reading.saying and first - 2 >= begin):
        signs.append("after_says")
    return tuple(signs)


def _past_cause(reading: Reading, last: int, stop: int) -> int:
    """The end of a name with its cause: "the Velman Centre | for Human Rights | said"; else the same."""
    if last >= stop or reading.words[last] != "for":
        return last
    end = last + 1
    while end < stop and reading.capitalised(end):
        end += 1
    return end if end > last + 1 else last


def before_article(reading: Reading, first: int) -> int:
    """The token before a party, over its article: "shot | by | the guards"."""
    return first - 1 - reading.lexicon.is_in(reading.words[first - 1], "determiners")


def _before(reading: Reading, first: int, begin: int) -> str:
    at = before_article(reading, first - is_described(reading, first - 1, begin))
    at = first - ADJECTIVE if _is_by_adjective(reading, first, begin) else at
    if at < begin:
        return "opens"
    at = _by_before(reading, at, begin)
    word = reading.words[at]
    if _is_blamed(reading, at, begin) or reading.words[max(begin, at - 3) : at + 1] == HANDS:
        return "by"
    if word == "by" and at > begin and reading.lexicon.is_in(reading.words[at - 1], "inquiries"):
        return "tells"  # "killings under investigation by | the police"
    if word == "by" and reading.words[at - 1] in _COMPILED:  # "figures compiled by | the commission"
        return "tells"
    if word == "by" and _is_confirmed(reading, at):
        return "tells"  # "have been confirmed killed by | the ministry"
    if word == "by" and reading.lexicon.is_numeral(reading.words[at - 1]):  # "11 by | the Front"
        return "by"
    if word == "by":
        return "by" if _does_harm(reading, at, begin) else "by_else"
    if word == "with" and at > begin and reading.lexicon.is_in(reading.words[at - 1], "duels"):
        return "against"
    if reading.lexicon.is_in(word, "prepositions"):
        return "of" if word == "of" else "from" if word == "from" else "preposition"
    if at in reading.triggers:
        return "object"
    if word in (",", "and", "or", ":", "–", "—"):
        return "listed"
    return "word"


def _by_before(reading: Reading, at: int, begin: int) -> int:
    """The "by" before how many they were and of what kind: "shot | by | six young | men"; else the token."""
    for index in range(at, max(begin, at - KIND_REACH) - 1, -1):
        word = reading.words[index]
        if word == "by":
            return index
        counted = word == "of" and reading.lexicon.is_numeral(reading.words[index - 1])
        if not (counted or reading.lexicon.is_numeral(word) or _is_plain(reading, index)):
            break
    return at


def _is_plain(reading: Reading, at: int) -> bool:
    """Is a word in small letters and neither function word, noun nor word of harm, so most likely of kind?"""
    word, lexicon = reading.words[at], reading.lexicon
    closed = any(lexicon.is_in(word, name) for name in _CLOSED)
    known = at in reading.nouns or at in reading.triggers or at in reading.means or at in reading.saying
    return reading.surface[at].isalpha() and reading.surface[at].islower() and not closed and not known


def is_described(reading: Reading, at: int, begin: int) -> bool:
    """Is a token a participle behind an article: "the | besieged"?"""
    described = at > begin and reading.words[at].endswith("ed")
    return described and reading.lexicon.is_in(reading.words[at - 1], "determiners")


def _is_by_adjective(reading: Reading, first: int, begin: int) -> bool:
    """ "Shot | by a lone | gunman": an article and one adjective between "by" and a party."""
    words, by = reading.words, first - ADJECTIVE
    between = by >= begin and words[by] == "by" and reading.lexicon.is_in(words[by + 1], "determiners")
    return between and reading.surface[by + 2].islower() and by + 2 not in reading.triggers


def _is_confirmed(reading: Reading, by: int) -> bool:
    """Is it told before "by" that the harm is confirmed, and so behind it by whom?"""
    harm = next((hit for hit in _triggers_near(reading, by - 1) if hit.last == by), None)
    return harm is not None and reading.lexicon.is_in(reading.words[harm.first - 1], "confirming")


def _is_blamed(reading: Reading, at: int, begin: int) -> bool:
    """ "Blamed on | the PKK", "accused | Russia of", "claimed by | the Taliban": it is laid to them.

    "Attributed to | the PKK" likewise.
    """
    words, lexicon = reading.words, reading.lexicon
    if words[at] == "to" and at > begin:
        return lexicon.is_in(words[at - 1], "laying")
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
        counted = at in reading.nouns or reading.lexicon.is_numeral(word)  # "of | seven women | by"
        if (word.endswith(_DONE) and not counted) or reading.lexicon.is_in(word, "done_by"):
            return False
    return False


def _triggers_near(reading: Reading, at: int) -> Iterator[Hit[Trigger]]:
    """The triggers that begin at a token or, being of several words, not long before."""
    for first in range(at, max(-1, at - TRIGGER_WORDS), -1):
        yield from reading.triggers.get(first, ())


def _act_behind(reading: Reading, last: int, stop: int) -> bool:
    """Does the party modify an act or weapon: "Israeli air strikes", "Russia's invasion"?"""
    ends, left = _behind_no_party(reading.lexicon), MODIFIERS_BETWEEN
    for at in range(past_brackets(reading, last, stop), stop):
        if _is_of_date(reading, at):
            continue
        hit, word = reading.nouns.get(at), reading.words[at]
        if _is_of_length(reading, at) or (hit is None and at not in reading.means and word in BRANCHES):
            continue  # "Israel's | three-day air | offensive"
        if hit is not None:
            return is_act(reading, hit) and not _is_its_land(reading, last, hit, stop)
        if at in reading.means:
            return True
        if word in JOINING and at > last and at + 1 < stop and reading.words[at + 1] in BRANCHES:
            continue  # "Israel's air | , | ground | and | sea attack"
        if word in ends or not (word[0].isalpha() or word in ("'s", "'", "-")):
            return False
        if (at in reading.triggers and at > last) or at in reading.saying:
            return False
        joined = reading.words[at - 1] in HYPHENS or word in HYPHENS  # "multi-pronged" is one
        left -= not joined and word not in _OWNING
        if not left:
            return False
    return False


def _is_its_land(reading: Reading, last: int, hit: Hit[Noun], stop: int) -> bool:
    """ "Syria's | war |", "the Ukraine | war | in 2023": where it is; not "Israel's | war | in Gaza"."""
    if hit.payload.lemma != "war":
        return False
    behind = reading.words[hit.last] if hit.last < stop else "."
    return behind not in AGAINST and not (behind == "in" and reading.words[last] == "'s")


def _is_of_length(reading: Reading, at: int) -> bool:
    """ "Israel's | 17-day | offensive": each of its words."""
    words = reading.words
    numeral = reading.lexicon.is_numeral(words[at]) and words[at + 1 : at + 2] == ("-",)
    noun = reading.nouns.get(at)
    unit = noun is not None and noun.payload.noun_type == "time" and words[at - 1] == "-"
    return numeral or unit or (words[at] == "-" and reading.lexicon.is_numeral(words[at - 1]))


def _is_of_date(reading: Reading, at: int) -> bool:
    """ "Hamas's | October 7 | attacks": either word."""
    words, month = reading.words[at - 1 : at + 1], reading.lexicon.words["months"]
    return words[1] in month or (words[1].isdecimal() and words[0] in month)


def is_act_noun(reading: Reading, at: int) -> bool:
    """Does a noun of an act or of a weapon begin at a token: "attack", "air strikes", "missile"?"""
    return at in reading.nouns and is_act(reading, reading.nouns[at])


def is_act(reading: Reading, hit: Hit[Noun]) -> bool:
    """Is a noun one of an act or of a weapon that somebody aims: "attack", and not "protest"?"""
    if reading.lexicon.is_in(hit.payload.lemma, "unaimed"):  # "at the Long Bridge | protest"
        return False
    return hit.payload.noun_type in ACT_TYPES or reading.lexicon.is_in(hit.payload.lemma, "wars")


@lru_cache(maxsize=4)
def _behind_no_party(lexicon: Lexicon) -> frozenset[str]:
    """What parts a party from what follows: prepositions, articles, "after", forms of be but not "'s"."""
    opening = lexicon.words["clause_openers"] | lexicon.words["opening_clauses"]
    apart = lexicon.words["prepositions"] | lexicon.words["determiners"] | opening | {"and", "or"}
    return apart | (lexicon.words["auxiliaries"] - {"'s"})


def _verb_behind(reading: Reading, last: int, stop: int) -> str:
    """ "subject" before a verb of harm in the active, "verb" before one of attack, "harmed" before others.

    "tends" before a verb whose subject finds, counts or treats those harmed, "tells" before one of speech
    about the harm, "wages" before any whose object is an attack of its subject's own.
    """
    lexicon, last = reading.lexicon, _past_time(reading, _past_aside(reading, last, stop), stop)
    last = _past_belief(reading, last)
    for at in range(last, min(last + VERB_REACH, stop)):
        if (
            lexicon.is_in(reading.words[at], "claiming")
            and "responsibility" in reading.words[at + 1 : at + 2]
        ):
            return "verb"
        if hits := reading.triggers.get(at, ()):
            if reading.words[at - 1] == "'s" and reading.words[hits[0].last : hits[0].last + 1] != ("of",):
                return ""  # "Yehoshua's | killing" is not his
            struck = reading.words[at - 1] in _WAS  # "was | struck |", which no base form tells of
            objects = (each for each in hits if not _has_no_object(each, struck))
            hit = next(objects, hits[0])  # "| freed | two"
            active = hit.payload.use == "transitive" and voice_of(reading, hit, last, stop) == "active"
            if not active or lexicon.is_in(hit.payload.rule, "own_losses"):
                return "harmed"
            return "tends" if lexicon.is_in(hit.payload.rule, "tending") else "subject"
        word = reading.words[at]
        behind = reading.words[at + 1 : at + RESPONSE_REACH]  # "| the army | responded to it with shelling"
        helps = lexicon.is_in(word, "responding") and _WITH_FORCE.isdisjoint(behind)
        if helps or lexicon.is_in(word, "condemning"):
            return "tells"
        if lexicon.is_in(word, "acting"):
            return "verb"
        if at == last and _has_its_act(reading, at, stop):
            return "wages"
        if not (word in _before_verbs(lexicon) or word.endswith("ly")):
            return ""
    return ""


def _has_no_object(hit: Hit[Trigger], struck: bool) -> bool:
    """Is a word in one of its senses one of a state, or an attack's own: "rockets | struck |"?"""
    attack = hit.payload.use == "intransitive" and set(hit.payload.kinds.values()) == {"attacks"}
    return (attack and not struck) or hit.payload.use == "adjective"


def _has_its_act(reading: Reading, verb: int, stop: int) -> bool:
    """ "Arden | continued | its relentless bombardment": whose own attack the object is of any verb."""
    words = reading.words
    if not words[verb][0].isalpha() or words[verb].endswith("ing"):
        return False
    whose = next((at for at in range(verb + 1, min(verb + OBJECT_REACH, stop)) if words[at] in _ITS), None)
    between = words[verb:whose] if whose is not None else ()
    if whose is None or not all(word.isalpha() for word in between) or not _IN.isdisjoint(between):
        return False
    behind = range(whose + 1, min(whose + OBJECT_REACH, stop))
    act = next((reading.nouns[at].payload for at in behind if is_act_noun(reading, at)), None)
    return act is not None and (act.noun_type == "act" or reading.lexicon.is_in(act.lemma, "wars"))


def past_brackets(reading: Reading, at: int, stop: int) -> int:
    """The token behind a short form in brackets: "the Front for Arden | (FFA) | killed"."""
    opens = at < stop and reading.words[at] == "("
    inside = reading.words[at + 1 : min(at + BRACKET_REACH, stop)] if opens else ()
    return at + 2 + inside.index(")") if ")" in inside else at


def _past_aside(reading: Reading, at: int, stop: int) -> int:
    """The token behind what is said of a party by the way: "Hamas | , which rules the enclave, | killed"."""
    words, at = reading.words, past_brackets(reading, at, stop)
    if at + 1 >= stop or words[at] != "," or words[at + 1] not in _WHO:
        return at
    for index in range(at + 2, min(at + ASIDE_REACH, stop - 1)):
        if words[index] == ",":
            return index + 1
        if index in reading.triggers and not reading.capitalised(index):
            return at
    return at


def _past_belief(reading: Reading, at: int) -> int:
    """The token behind that it is only thought: "Lumania | is thought to have | launched 50 missiles"."""
    words = reading.words[at : at + len(_BELIEVED)]
    fits = len(words) == len(_BELIEVED) and all(
        word in one for word, one in zip(words, _BELIEVED, strict=True)
    )
    return at + len(_BELIEVED) if fits else at


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
