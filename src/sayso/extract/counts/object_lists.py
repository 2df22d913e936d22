"""Lists of those whom one verb harms: "killed a chief and | abducted | his two wives and a daughter"."""

from __future__ import annotations

from typing import Final

from sayso.extract.nouns.geometry import voice_of
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Hit, Noun, Reading, Trigger

LIST: Final = 14  # tokens between a verb and one of the list that is its object
_JOINING: Final = frozenset({",", "and"})
_ENDS: Final = _JOINING | {".", ";", ")", "”", '"'}


def verb_of_list(reading: Reading, first: int) -> Hit[Trigger] | None:
    """The active verb behind which nothing but those harmed stands, up to a token; None right behind it.

    "| Abducted | his two wives and | a daughter"; none in "killed 12, who fled, and | a daughter".
    """
    begin, stop = reading.bounds[reading.passage_of[first]]
    for at in range(first - 1, max(begin, first - LIST) - 1, -1):
        if at in reading.triggers and at not in reading.nouns:
            if at == first - 1:
                return None
            verbs = (each for each in reading.triggers[at] if each.payload.use == "transitive")
            return next((each for each in verbs if voice_of(reading, each, begin, stop) == "active"), None)
        word = reading.words[at]
        counted = at in reading.nouns or reading.opens_count(at) or reading.lexicon.is_in(word, "determiners")
        if not (counted or word in _JOINING):
            return None
    return None


def is_listed_object(reading: Reading, number: Number, head: Hit[Noun] | None, trigger: Hit[Trigger]) -> bool:
    """Is a trigger the verb whose list of objects goes on with who or what is counted?

    "Shot down two, | another | fell" opens a clause, "killed 12 and | the army | says" likewise.
    """
    if head is None or head.payload.noun_type == "group" or reading.words[number.first - 1] not in _JOINING:
        return False
    verb, behind = verb_of_list(reading, number.first), reading.words[head.last : head.last + 1]
    if verb is None or verb.first != trigger.first:
        return False
    return bool(behind) and (behind[0] in _ENDS or reading.lexicon.is_in(behind[0], "prepositions"))


def is_of_verb_before(reading: Reading, first: int, trigger: Hit[Trigger]) -> bool:
    """Is it the verb before the one whose list of objects it is: "| killed | a chief and abducted his wives"?

    "| Killed | and wounded 12" tells both of them.
    """
    verb = verb_of_list(reading, first)
    if verb is None or not trigger.last < verb.first - 1:
        return False
    return reading.words[verb.first - 1] in _JOINING
